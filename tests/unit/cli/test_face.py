"""`booth face quality`: a line for each file, whatever it is."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from booth.cli import main


def run(capsys, *arguments):
    code = main(["face", "quality", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, [json.loads(line) for line in out.splitlines()] if "--json" in arguments else out


def test_files_are_judged_in_order(capsys, shared):
    faces = shared / "data" / "faces"
    files = [faces / "obama.jpg", faces / "two_people.jpg", faces / "no_face_landscape.jpg"]
    code, lines = run(capsys, *files, "--json")
    assert code == 0
    assert [line["file"] for line in lines] == [str(file) for file in files]
    assert [line["faces"] for line in lines] == [1, 2, 0]
    assert [line["accepted"] for line in lines] == [True, False, False]
    assert [line["reasons"] for line in lines] == [[], ["two"], ["none"]]
    assert set(lines[0]) == {"file", "faces", "accepted", "crop_fits", "reasons", "ms"}


def test_the_cloth_is_judged_when_asked_for(capsys, shared):
    code, (line,) = run(capsys, shared / "data/faces/obama.jpg", "--background", "blue", "--json")
    assert code == 0
    assert not line["accepted"]
    assert line["reasons"][0] in {"cloth_uneven", "cloth_colour"}


def test_what_cannot_be_read_has_a_line_and_the_next_goes_on(capsys, shared, tmp_path):
    wide = tmp_path / "wide.png"
    Image.new("L", (20_000, 40)).save(wide)
    deep = tmp_path / "deep.png"
    Image.new("I;16", (64, 64)).save(deep)
    text = tmp_path / "text.jpg"
    text.write_text("no picture")
    good = shared / "data/faces/obama.jpg"
    code, lines = run(capsys, wide, deep, text, tmp_path, tmp_path / "none.jpg", good, "--json")
    assert code == 1
    assert all(line["error"] for line in lines[:-1])
    assert lines[-1]["accepted"]


def test_without_json_a_person_reads_it(capsys, shared, monkeypatch):
    monkeypatch.setenv("BOOTH_LANG", "id")
    code, out = run(capsys, shared / "data/faces/more/p11.jpg")
    assert code == 0
    assert "Kepala tegak, jangan miring." in out


def test_a_picture_without_content(capsys, tmp_path):
    for colour in ("black", "white"):
        Image.new("RGB", (300, 400), colour).save(tmp_path / f"{colour}.jpg")
    code, lines = run(capsys, tmp_path / "black.jpg", tmp_path / "white.jpg", "--json")
    assert code == 0
    assert [line["reasons"] for line in lines] == [["none"], ["none"]]


def test_wrong_usage(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["face", "quality", "--background", "green", "x.jpg"])
    assert caught.value.code == 2
    capsys.readouterr()
