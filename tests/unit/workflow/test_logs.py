"""The log stays small and holds no number of 16 digits."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from booth.workflow import logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    level = logging.getLogger().level
    handler = logs.start_log(tmp_path)
    yield tmp_path / "logs" / "booth.log"
    logs.stop_log(handler)
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize(
    "number", ["6202054507850003", "6202 0545 0785 0003", "6202.0545.0785.0003", "6202-0545-0785-0003"]
)
def test_numbers_of_residents_are_blanked(log_file: Path, number: str):
    logging.getLogger("booth").warning("looked at %s now", number)
    text = log_file.read_text("utf-8")
    assert number not in text
    assert "looked at [16 digits] now" in text


def test_numbers_in_a_traceback_are_blanked_too(log_file: Path):
    try:
        int("6202054507850003x")
    except ValueError:
        logging.getLogger("booth").exception("failed")
    text = log_file.read_text("utf-8")
    assert "6202054507850003" not in text
    assert "ValueError" in text


def test_shorter_and_longer_numbers_stay(log_file: Path):
    logging.getLogger("booth").warning("sha 12345678901234567890, port 57600")
    assert "sha 12345678901234567890, port 57600" in log_file.read_text("utf-8")


def test_the_log_is_cut_into_a_few_files(log_file: Path, monkeypatch: pytest.MonkeyPatch):
    handler = next(h for h in logging.getLogger().handlers if getattr(h, "backupCount", 0) == logs.KEPT)
    monkeypatch.setattr(handler, "maxBytes", 200)
    for number in range(50):
        logging.getLogger("booth").warning("line %s of many, long enough to fill a small file soon", number)
    assert len(list(log_file.parent.iterdir())) == logs.KEPT + 1


def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "logs").write_text("in the way", "utf-8")
    with logs.logged(tmp_path):
        logging.getLogger("booth").warning("lost")
    (tmp_path / "other" / "logs" / "booth.log").mkdir(parents=True)
    with logs.logged(tmp_path / "other"):
        logging.getLogger("booth").warning("lost too")
    assert capsys.readouterr().err == ""
