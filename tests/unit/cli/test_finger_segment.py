"""`booth finger segment`: a line for each file in order, whatever the files are."""

from __future__ import annotations

import argparse
import json

import numpy as np
import pytest
from PIL import Image

from booth.cli.finger_segment import configure_segment


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
