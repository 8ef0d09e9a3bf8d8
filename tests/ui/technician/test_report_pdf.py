"""The report of a device test as a page: both languages, many pages, a device that failed, nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from booth.ui.technician.report_pdf import write_test_report
from booth.workflow.selftest import Part, PartResult, Report, Verdict
from booth.workflow.selftest.drift import beside_past
from booth.workflow.selftest.measures import measure
from resources.i18n import set_language

ZONE = ZoneInfo("Asia/Pontianak")


def report(*results: PartResult) -> Report:
    return Report(datetime(2016, 9, 5, 3, tzinfo=UTC), 9.0, "baamang-1", "Baamang 1", "0.1.0", "tek", results)


def finger(seconds: float) -> PartResult:
    measures = (measure("serial", "SN-7"), measure("image_seconds", seconds), measure("quality", 60))
    return PartResult(Part.FINGER, Verdict.PASS, measures, name="R307")


def pages(path: Path) -> int:
    return path.read_bytes().count(b"/Type /Page\n")


@pytest.mark.parametrize("language", ["id", "en"])
def test_figures_beside_installation_and_what_to_do(looks: QApplication, tmp_path: Path, language: str):
    worse = beside_past(finger(5.5), [report(finger(3.4))])
    assert worse.verdict is Verdict.WARN
    broken = PartResult(Part.DISK, Verdict.FAIL, (), "{reason}" * 40, {"reason": "no space left on this device "})
    path = tmp_path / "report.pdf"
    set_language(language)
    try:
        write_test_report(report(worse, broken), ZONE, path)
    finally:
        set_language("id")
    assert path.read_bytes().startswith(b"%PDF")
    assert pages(path) == 1
    assert [found.name for found in tmp_path.iterdir()] == ["report.pdf"]


def test_as_many_pages_as_it_takes(looks: QApplication, tmp_path: Path):
    path = tmp_path / "report.pdf"
    many = tuple(measure("audit_rows", number) for number in range(45))
    parts = [PartResult(part, Verdict.PASS, many) for part in Part]
    write_test_report(report(*parts), ZONE, path)
    assert pages(path) > len(parts) // 2


def test_nothing_tested_and_a_folder_that_is_not_there(looks: QApplication, tmp_path: Path):
    write_test_report(report(), ZONE, tmp_path / "empty.pdf")
    assert pages(tmp_path / "empty.pdf") == 1
    with pytest.raises(OSError, match=r"report\.pdf"):
        write_test_report(replace(report(), by=""), ZONE, tmp_path / "none" / "report.pdf")
