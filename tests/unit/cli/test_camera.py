"""`booth camera` as a technician or a program runs it."""

from __future__ import annotations

import json
import sys

import cv2
import numpy as np
import pytest

from booth.cli import main
from booth.devices.camera import v4l2
from booth.devices.camera.v4l2 import FoundCamera

FIGURES = {"brightness", "clipped_dark", "clipped_bright", "noise", "focus", "evenness", "cloth", "cloth_confidence"}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("BOOTH_LANG", "en")


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(4):
        picture = np.random.default_rng(number).integers(60, 90, (120, 160, 3), np.uint8)
        picture[..., 0] += 100
        assert cv2.imwrite(str(folder / f"{number}.png"), picture)
    return folder


def test_a_stand_in_for_programs(pictures, capsys):
    assert main(["camera", "--source", str(pictures), "--seconds", "0.3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["emulated"] is True
    assert (told["width"], told["height"], told["cloth"]) == (160, 120, "blue")
    assert set(told) >= FIGURES
    assert len(told["troubles"]) == len(told["advice"])


def test_a_stand_in_for_people(pictures, capsys):
    assert main(["camera", "--source", str(pictures), "--seconds", "0"]) == 0
    printed = capsys.readouterr().out
    assert "160 × 120" in printed
    assert "Folder of pictures (stand-in)" in printed
    assert "blue" in printed


def test_the_source_of_the_settings_is_taken(pictures, tmp_path, capsys):
    (tmp_path / "booth.toml").write_text(f'camera = "{pictures}"\n', "utf-8")
    assert main(["camera", "--data", str(tmp_path), "--seconds", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["port"] == str(pictures)


@pytest.mark.skipif(sys.platform != "linux", reason="the helper process is Linux's")
def test_a_webcam_says_what_was_chosen_and_why(capsys):
    assert main(["camera", "--source", "fake:", "--seconds", "0.3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["measured"].startswith("MJPG 1920x1080")
    assert told["latency_ms"] >= 0
    assert told["exposure"] in {"auto", "locked"}


def test_no_camera_is_one_sentence_and_1(tmp_path, capsys):
    assert main(["camera", "--source", str(tmp_path / "nothing")]) == 1
    assert "not connected" in capsys.readouterr().err


def test_the_webcams_are_listed(monkeypatch, capsys):
    found = FoundCamera(v4l2.Path("/dev/video2"), "HD Webcam C270", "A1B2", "046d:0825")
    monkeypatch.setattr(v4l2, "list_cameras", lambda: [found])
    assert main(["camera", "--list"]) == 0
    assert capsys.readouterr().out == "/dev/video2  HD Webcam C270  A1B2  046d:0825\n"
    assert main(["camera", "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cameras"][0]["serial"] == "A1B2"
    monkeypatch.setattr(v4l2, "list_cameras", list)
    assert main(["camera", "--list"]) == 0
    assert "No webcam" in capsys.readouterr().out


@pytest.mark.parametrize("seconds", ["-1", "many", "inf", "nan"])
def test_wrong_seconds_are_wrong_usage(seconds):
    with pytest.raises(SystemExit) as ended:
        main(["camera", "--source", "0", f"--seconds={seconds}"])
    assert ended.value.code == 2
