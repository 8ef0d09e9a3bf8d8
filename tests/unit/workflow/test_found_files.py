from __future__ import annotations

import os

import pytest

from booth.workflow import found_files
from booth.workflow.found_files import find_files

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".pdf"})


def put(path, at: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * at)
    os.utime(path, (at, at))


def test_pictures_in_places_and_one_folder_deeper_the_newest_first(tmp_path):
    put(tmp_path / "kk.jpg", 10)
    put(tmp_path / "scan.PNG", 30)
    put(tmp_path / "surat.pdf", 5)
    put(tmp_path / "2016" / "akta.jpeg", 20)
    put(tmp_path / "2016" / "deep" / "far.jpg", 40)
    put(tmp_path / ".hidden" / "no.jpg", 50)
    put(tmp_path / ".no.jpg", 50)
    put(tmp_path / "notes.txt", 50)
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere")
    found = find_files([tmp_path, tmp_path / "2016"], PICTURES)
    assert [file.path.name for file in found] == ["far.jpg", "scan.PNG", "akta.jpeg", "kk.jpg", "surat.pdf"]
    assert found[1].size == 30


def test_a_place_that_is_gone_is_left_out(tmp_path):
    put(tmp_path / "kk.jpg", 10)
    assert len(find_files([tmp_path / "gone", tmp_path], PICTURES)) == 1


def test_a_full_stick_comes_to_an_end(tmp_path, monkeypatch: pytest.MonkeyPatch):
    for number in range(20):
        put(tmp_path / f"{number:02}.jpg", 10 + number)
    monkeypatch.setattr(found_files, "MOST_LOOKED_AT", 7)
    assert len(find_files([tmp_path], PICTURES)) == 7
    monkeypatch.setattr(found_files, "MOST_FILES", 3)
    assert len(find_files([tmp_path], PICTURES)) == 3
