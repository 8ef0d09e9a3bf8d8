"""The technician sets how the line is used, and sees what the office decided and why it cannot be changed here."""

from __future__ import annotations

import pytest

from booth.ui.kit.lines import CodeField, LineField
from sync.manners import FILE, Manners, read_manners
from tests.ui.supervisor.stage import Window


@pytest.fixture
def line(window: Window) -> Window:
    window.press("Ctrl+5")
    window.wait("Pengaturan", "siap")
    window.idle()
    window.press("F6")
    window.until(lambda: window.screen.panel is not None)
    return window


def field(window: Window, name: str) -> LineField:
    found = window.screen.findChild(LineField, name)
    assert found is not None
    return found


def test_speed_and_quiet_hours_are_kept(line: Window):
    assert "Ditetapkan pusat" in line.texts()
    assert "setelah 7 hari atau 500 rekaman" in line.texts()
    line.type("128")
    field(line, "quiet").setFocus()
    line.type("8-11.30")
    metered = line.screen.findChild(CodeField, "metered")
    assert metered is not None
    metered.set_value("yes")
    line.press("Return")
    line.until(lambda: "Tersimpan." in line.screen.message_text())
    assert read_manners(line.folder) == Manners(16_000, (("08:00", "11:30"),), "yes")
    line.press("F6")
    line.until(lambda: line.screen.panel is not None)
    assert field(line, "rate").text() == "128"
    assert field(line, "quiet").text() == "08.00-11.30"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("rate", "cepat", "bilangan bulat"),
        ("quiet", "pagi", "“pagi” bukan rentang jam"),
        ("quiet", "0-12, 12-0", "Sisakan"),
    ],
)
def test_faults_in_words(line: Window, name: str, typed: str, said: str):
    field(line, name).setFocus()
    field(line, name).set_value(typed)
    line.press("Return")
    line.until(lambda: said in line.texts())
    assert line.screen.panel is not None
    assert not (line.folder / FILE).exists()
    line.press("Escape")
    assert line.screen.panel is None


def test_it_follows_the_language(line: Window):
    line.press("Ctrl+b")
    assert "Decided by the office" in line.texts()
    assert "after 7 days or 500 recordings" in line.texts()
    line.press("Ctrl+b")


def test_a_faulty_file_is_said(window: Window):
    (window.folder / FILE).write_text("quiet = 'always'")
    window.press("Ctrl+5")
    window.wait("Pengaturan", "siap")
    window.press("F6")
    window.until(lambda: FILE in window.texts())
