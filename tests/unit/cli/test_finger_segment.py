"""`booth finger segment`: a line for each file in order, whatever the files are."""

from __future__ import annotations

import argparse
import io
import json

import numpy as np
import pytest
from PIL import Image

from booth.biometrics.images import read_finger_image
from booth.biometrics.slaps import Hand
from booth.biometrics.synthesis import impression, master
from booth.cli.finger_segment import configure_segment
from booth.domain.fingers import Finger
from tests.unit.biometrics.slap_pictures import ORDER, compose


@pytest.fixture
def run(capsys):
    def run(*arguments):
        parser = argparse.ArgumentParser()
        configure_segment(parser.add_subparsers())
        args = parser.parse_args(["segment", *map(str, arguments), "--json"])
        code = args.handler(args)
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_picture_without_fingers(run, tmp_path):
    page = np.full((900, 1400), 245, np.uint8)
    page[0, 0] = 0
    Image.fromarray(page).save(tmp_path / "s.png")
    code, [line] = run(tmp_path / "s.png", "--hand", "left", "--out", tmp_path / "cut")
    assert code == 0
    assert list(line) == ["file", "hand", "fingers", "findings", "ms"]
    assert (line["hand"], line["fingers"], line["findings"]) == ("left", [], ["too_few"])


def test_what_cannot_be_read_has_an_error_and_the_next_goes_on(run, tmp_path):
    (tmp_path / "no.png").write_bytes(b"\x89PNG nothing")
    Image.new("L", (20_000, 90)).save(tmp_path / "wide.png")
    Image.new("RGB", (300, 300)).save(tmp_path / "colour.png")
    Image.new("I;16", (300, 300)).save(tmp_path / "deep.png")
    Image.new("L", (300, 300)).save(tmp_path / "black.png")
    names = ["no", "wide", "colour", "deep", "black", "absent"]
    code, lines = run(*(tmp_path / f"{name}.png" for name in names), "--hand", "thumbs")
    assert code == 1
    assert [list(line) for line in lines] == [["file", "error"]] * 6


@pytest.fixture(scope="module")
def thumbs() -> np.ndarray:
    """Both thumbs of a synthetic person."""
    fingers = [impression(master(1, 1, finger), 0) for finger in ORDER[Hand.THUMBS]]
    return compose(fingers, np.random.default_rng(1), thumbs=True)[0]


def test_fingers_are_told_and_written(run, thumbs, tmp_path):
    Image.fromarray(thumbs).save(tmp_path / "both.png", dpi=(500, 500))
    code, [line] = run(tmp_path / "both.png", "--hand", "thumbs", "--out", tmp_path / "cut")
    assert code == 0
    assert [(finger["position"], finger["name"]) for finger in line["fingers"]] == [
        (6, "left_thumb"),
        (1, "right_thumb"),
    ]
    assert line["findings"] == []
    assert line["fingers"][0]["x"] < line["fingers"][1]["x"]
    assert set(line["fingers"][0]) == {"position", "name", "x", "y", "width", "height", "angle"}
    for finger in (Finger.LEFT_THUMB, Finger.RIGHT_THUMB):
        pixels, ppi = read_finger_image(tmp_path / "cut" / f"both_{finger.slug}.png")
        assert ppi == 500
        assert min(pixels.shape) > 200


def test_fingers_without_a_position_are_numbered(run, thumbs, tmp_path):
    Image.fromarray(thumbs).save(tmp_path / "both.png")
    code, [line] = run(tmp_path / "both.png", "--hand", "right", "--out", tmp_path / "cut")
    assert code == 0
    assert (line["findings"], [finger["name"] for finger in line["fingers"]]) == (["too_few"], ["unknown"] * 2)
    assert sorted(path.name for path in (tmp_path / "cut").iterdir()) == ["both_finger_1.png", "both_finger_2.png"]


def test_a_folder_that_cannot_be_written_is_said(run, thumbs, tmp_path):
    Image.fromarray(thumbs).save(tmp_path / "both.png")
    (tmp_path / "cut").write_text("a file")
    code, [line] = run(tmp_path / "both.png", "--hand", "thumbs", "--out", tmp_path / "cut")
    assert code == 1
    assert list(line) == ["file", "error"]


def test_a_truncated_slap_is_refused(run, thumbs, tmp_path):
    data = io.BytesIO()
    Image.fromarray(thumbs).save(data, "PNG")
    (tmp_path / "half.png").write_bytes(data.getvalue()[: len(data.getvalue()) // 2])
    code, [line] = run(tmp_path / "half.png", "--hand", "thumbs")
    assert code == 1
    assert list(line) == ["file", "error"]
