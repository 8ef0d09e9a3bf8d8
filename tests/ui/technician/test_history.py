"""Past tests: opened beside the test before, written to files, and read although a newer version wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from booth.ui.kit.lines import LineField
from booth.ui.technician.parts import PartList
from booth.workflow.selftest import Part
from tests.ui.supervisor.stage import Window


def stored(seconds: float, state: str = "pass", **more: Any) -> dict[str, Any]:
    finger = {"state": state, "name": "R307", "measured": {"image_seconds": seconds, "quality": 60}, "advice": ""}
    return {
        "at": "2016-09-05T03:00:00.000Z",
        "seconds": 41.0,
        "booth": "baamang-1",
        "booth_name": "Baamang 1",
        "version": "0.1.0",
        "by": "tek",
        "passed": True,
        "parts": {"finger": finger, **more},
    }


@pytest.fixture
def history(window: Window) -> Window:
    tests = window.station.desk.vault.tests
    tests.add(stored(3.4), actor="tek", passed=True)
    window.clock.pass_by(3600)
    newer = {"state": "pass", "name": "", "measured": {}, "advice": ""}
    tests.add(stored(5.1, "warn", hologram=newer), actor="tek", passed=True)
    window.press("Ctrl+2")
    window.wait("Riwayat uji", "daftar")
    return window


def finger(window: Window) -> str:
    return window.screen.findChildren(PartList)[0]._rows[Part.FINGER].accessibleName()


def test_the_newest_first(history: Window):
    rows = history.rows()
    assert rows[0].startswith("05-09-2016 11.00")
    assert "perlu perhatian" in rows[0]
    assert "semua baik" in rows[1]


def test_one_beside_the_test_before(history: Window):
    history.press("Return")
    history.wait("Hasil uji", "dibuka")
    assert "gambar dalam 5,1 dtk" in finger(history)
    assert "sebelumnya: Lulus · gambar dalam 3,4 dtk" in finger(history)
    assert "belum diuji" in history.screen.findChildren(PartList)[0]._rows[Part.DISK].accessibleName()
    history.press("Return")
    assert "gambar dalam 3,4 dtk" in finger(history)
    assert "sebelumnya" not in finger(history)
    assert not history.action("primary").enabled
    history.press("Escape")
    history.wait("Riwayat uji", "daftar")


def test_an_old_report_as_files(history: Window, tmp_path: Path):
    history.press("Return", "F6")
    history.until(lambda: history.screen.panel is not None)
    folder = history.screen.findChild(LineField, "folder")
    assert folder is not None
    folder.set_value(str(tmp_path / "out"))
    history.press("Return")
    history.until(lambda: "Laporan sudah dibuat." in history.texts())
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".pdf"]


def test_in_the_other_language(history: Window):
    history.press("Return", "Ctrl+b")
    assert "image in 5.1 s" in finger(history)
    history.press("Ctrl+b")


def test_no_test_yet(window: Window):
    window.press("F4")
    window.wait("Riwayat uji", "kosong")
    assert "Belum pernah diuji" in window.texts()
