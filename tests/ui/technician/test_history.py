"""Past tests: opened beside the test before, written to files, and read although a newer version wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from booth.ui.kit.chart import LineChart
from booth.ui.kit.lines import CodeField, LineField
from booth.ui.technician.details import PartPanel
from booth.ui.technician.parts import PartList
from booth.workflow.selftest import Part
from tests.ui.supervisor.stage import Window


def stored(seconds: float, state: str = "pass", **more: Any) -> dict[str, Any]:
    finger = {
        "part": "finger",
        "state": state,
        "name": "R307",
        "measured": {"image_seconds": seconds, "quality": 60},
        "advice": "",
    }
    return {
        "at": "2016-09-05T03:00:00.000Z",
        "seconds": 41.0,
        "booth": "baamang-1",
        "booth_name": "Baamang 1",
        "version": "0.1.0",
        "by": "tek",
        "passed": True,
        "parts": [finger, *({"part": part, **each} for part, each in more.items())],
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
    history.press("F7")
    assert "gambar dalam 3,4 dtk" in finger(history)
    assert "sebelumnya" not in finger(history)
    assert not history.action("before").enabled
    history.press("Escape")
    history.wait("Riwayat uji", "daftar")


def test_all_figures_beside_the_test_before(history: Window):
    history.press("Return", "Return")
    assert isinstance(history.screen.panel, PartPanel)
    texts = history.texts().splitlines()
    at = texts.index("Waktu satu gambar")
    assert texts[at + 1 : at + 3] == ["5,1 dtk", "3,4 dtk"]
    assert {"uji ini", "uji sebelumnya"} <= set(texts)
    history.press("Escape")
    history.wait("Hasil uji", "dibuka")
    history.press("Escape")
    history.wait("Riwayat uji", "daftar")


def chart(window: Window) -> str:
    """What the chart says to a screen reader."""
    found = next(each for each in window.screen.findChildren(LineChart) if each.isVisible())
    assert not found.grab().isNull()
    return found.accessibleDescription()


def test_figures_over_time(history: Window):
    history.press("F8")
    history.wait("Ukuran dari waktu ke waktu", "grafik")
    said = chart(history)
    assert "Waktu satu gambar: 2 kali uji · 05-09-2016" in said
    assert "sekarang 5,1 dtk" in said
    assert "saat pemasangan 3,4 dtk" in said
    assert "diperingatkan mulai 4,76 dtk" in said
    assert "memburuk" in history.rows()[0]
    history.press("Down")
    assert "Mutu sidik jari" in chart(history)
    history.press("Right", "Left")  # there is one part only
    history.press("Ctrl+b")
    assert "Quality of the print" in chart(history)
    history.press("Ctrl+b", "Escape")
    history.wait("Riwayat uji", "daftar")


def test_the_chart_of_the_part_that_is_open(history: Window):
    disk = {"state": "pass", "name": "", "measured": {"free_gb": 7.5}, "advice": ""}
    history.clock.pass_by(86400)
    history.station.desk.vault.tests.add(stored(1.2, disk=disk), actor="tek", passed=True)
    history.press("Ctrl+1", "Ctrl+2")
    history.until(lambda: len(history.rows()) == 3)
    history.press("Return", "End")
    history.press(*["Up"] * 5, "Return", "F8")
    assert "Ruang disk kosong: 1 kali uji · 06-09-2016" in chart(history)
    assert "Baru satu uji." in history.texts()
    history.press("Left")
    assert "Waktu satu gambar" in chart(history)
    history.press("Escape")
    history.wait("Hasil uji", "dibuka")


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
    assert not window.action("chart").enabled


def test_a_fault_report_of_the_part_that_is_shown(history: Window, tmp_path: Path):
    history.press("Return", "Return")
    assert isinstance(history.screen.panel, PartPanel)
    history.press("F4")
    part = history.screen.findChild(CodeField, "part")
    assert part is not None
    assert part.value() == "finger"
    history.type("lambat")
    history.press("Return", "Return")
    history.until(lambda: history.screen.findChild(LineField, "folder") is not None)
    folder = history.screen.findChild(LineField, "folder")
    assert folder is not None
    folder.set_value(str(tmp_path / "out"))
    folder.edited.emit()
    history.press("Return")
    history.until(lambda: "Laporan sudah dibuat." in history.screen.message_text())
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".pdf", ".json"}


def test_a_fault_report_from_the_list(history: Window):
    history.press("F4")
    part = history.screen.findChild(CodeField, "part")
    assert part is not None
    assert not part.value()
    history.press("Escape")
    assert history.screen.panel is None
    history.press("Return")  # the list has the focus again
    history.wait("Hasil uji", "dibuka")


def test_what_failed_is_counted_apart(history: Window):
    tests = history.station.desk.vault.tests
    broken = {"state": "fail", "name": "", "measured": {}, "advice": "x"}
    tests.add(stored(5.1, "warn", camera=broken), actor="tek", passed=False)
    history.screen.look()
    history.until(lambda: any("1 gagal · 1 perlu perhatian" in row for row in history.rows()))
    history.press("Return")  # the new one is marked
    history.until(lambda: "1 gagal" in history.texts())
