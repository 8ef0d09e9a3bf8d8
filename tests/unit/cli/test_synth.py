"""`booth synth fingers` as a person or a program runs it."""

import json
import os

import numpy as np
import pytest
from PIL import Image

from booth import cli
from booth.biometrics.images import read_finger_image
from booth.biometrics.synthesis import SIZE, impression, master
from booth.domain.fingers import Finger
from resources import i18n


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    before = i18n.language()
    monkeypatch.setenv("BOOTH_LANG", "en")
    monkeypatch.setenv("BOOTH_DATA", str(tmp_path / "data"))
    yield
    i18n.set_language(before)


def synth(*arguments):
    return cli.main(["synth", "fingers", *map(str, arguments)])


def test_ten_fingers_pressed_twice(tmp_path, capsys):
    folder = tmp_path / "made" / "here"
    assert synth("--seed", 3, "--person", 12, "--impressions", 2, "--out", folder, "--json") == 0
    printed = capsys.readouterr()
    [line] = printed.out.splitlines()
    names = {f"012_{finger}_{number}.png" for finger in range(1, 11) for number in (1, 2)}
    assert printed.err == ""
    assert json.loads(line)["written"] == 20
    assert {os.path.basename(file) for file in json.loads(line)["files"]} == names  # noqa: PTH119
    assert {path.name for path in folder.iterdir()} == names
    for path in folder.iterdir():
        pixels, ppi = read_finger_image(path)
        assert (pixels.shape, ppi) == (SIZE[::-1], 500)
        with Image.open(path) as image:
            assert (image.mode, image.format) == ("L", "PNG")
    expected = impression(master(3, 12, Finger.LEFT_THUMB), 1)
    assert np.array_equal(read_finger_image(folder / "012_6_2.png")[0], expected)


def test_a_person_is_told_in_one_line(tmp_path, capsys):
    assert synth("--out", tmp_path / "a") == 0
    assert capsys.readouterr() == ("", f"Wrote 10 prints to {tmp_path / 'a'}.\n")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--seed", "-1"),
        ("--seed", "1.5"),
        ("--seed", "9" * 11),
        ("--person", "x"),
        ("--person", "²"),
        ("--impressions", "0"),
        ("--impressions", "101"),
        ("--impressions", ""),
    ],
)
def test_numbers_that_make_no_sense_are_wrong_usage(tmp_path, capsys, wrong):
    with pytest.raises(SystemExit) as ended:
        synth(f"{wrong[0]}={wrong[1]}", "--out", tmp_path / "a")
    assert ended.value.code == 2
    assert "a whole number from" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_a_folder_that_is_none_is_named(tmp_path, capsys):
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    assert synth("--out", taken) == 1
    assert capsys.readouterr().err.startswith(f"The file {taken} cannot be written: ")


def test_a_file_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "001_1_1.png").mkdir()
    assert synth("--out", tmp_path) == 1
    assert "001_1_1.png cannot be written: " in capsys.readouterr().err


def test_help_says_what_is_written(capsys):
    with pytest.raises(SystemExit) as ended:
        synth("--help")
    assert ended.value.code == 0
    assert "person_finger_impression.png" in capsys.readouterr().out.replace("\n", "").replace(" ", "")
