"""The device test: on each device's own thread, results one by one, stopped at once, kept, and written to files."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import Cancel, DeviceInfo, DeviceKind, FingerImage
from booth.domain.recording import Background
from booth.ui.kit.lines import LineField
from booth.ui.technician.details import PartPanel
from booth.ui.technician.parts import PartList
from booth.workflow.selftest import Part
from tests.ui.supervisor.stage import Window


class FakeScanner:
    """Gives a smear, or waits for a finger until cancelled."""

    info = DeviceInfo(DeviceKind.FINGER, "R307", "test", "serial-7", details={"baud": 115200, "packet": 256})

    def __init__(self) -> None:
        self.waits = threading.Event()
        self.asked = threading.Event()
        self.looked = threading.Event()
        self.glass = threading.Event()  # looks at the glass as long as it is set
        self.threads: list[str] = []

    def capture(self, *, cancel: Cancel, **_: Any) -> FingerImage:
        self.threads.append(threading.current_thread().name)
        self.asked.set()
        if self.waits.is_set():
            cancel.sleep(600)
        pixels = np.random.default_rng(1).integers(120, 250, (288, 256)).astype(np.uint8)
        return FingerImage(pixels, 500, "R307", "serial-7", 3.4, 115200)

    def finger_present(self, *, cancel: Cancel, **_: Any) -> bool:
        self.looked.set()
        while self.glass.is_set():
            cancel.sleep(0.01)
        return False

    def check(self, **_: Any) -> DeviceInfo:
        return self.info

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def scanner(window: Window) -> FakeScanner:
    """In the place of the device that the settings name."""
    fake = FakeScanner()
    window.station.equipment._scanner = fake  # type: ignore[assignment]
    return fake


def parts(window: Window) -> dict[Part, str]:
    """What the rows say to a screen reader."""
    shown = window.screen.findChildren(PartList)[0]
    return {part: row.accessibleName() for part, row in shown._rows.items()}


def finish(window: Window) -> None:
    window.until(lambda: "sedang menguji" not in window.title)
    window.idle()


def test_nothing_is_tested_before_it_is_asked_for(window: Window):
    assert "belum diuji" in window.title
    assert "F5 menguji semua bagian." in window.texts()
    assert not window.action("report").enabled
    assert not window.action("some").enabled


def test_every_part_with_what_was_measured(window: Window, scanner: FakeScanner, tmp_path: Path):
    window.press("F5")
    assert "sedang menguji" in window.title
    finish(window)
    said = parts(window)
    assert "115.200 baud" in said[Part.FINGER]
    assert "R307" in said[Part.FINGER]
    assert "Tidak ada" in said[Part.CAMERA]
    assert "Lulus" in said[Part.PRINTER]
    assert "GB" in said[Part.DISK]
    assert "Perlu perhatian" in said[Part.LINE]
    assert "rantai utuh" in said[Part.VAULT]
    assert list((tmp_path / "paper").glob("*.pdf"))
    assert "perlu perhatian" in window.title
    assert scanner.threads == ["scanner"]
    kept = window.station.desk.vault.tests.recent()
    assert [(test.actor, test.passed) for test in kept] == [("tek", True)]
    assert {each["part"] for each in kept[0].report["parts"]} == {part.value for part in Part}


def test_results_come_one_by_one_and_the_finger_is_asked_for(window: Window, scanner: FakeScanner):
    scanner.waits.set()
    window.press("F5")
    window.until(scanner.asked.is_set)
    said = parts(window)
    assert "sedang diuji" in said[Part.FINGER]
    window.until(lambda: "Sekarang tempelkan satu jari" in parts(window)[Part.FINGER])
    assert "menunggu" in said[Part.MEMORY]
    assert [action.id for action in window.frame.action_bar.actions_shown()] == ["back"]
    window.press("Escape")
    window.wait("belum diuji")
    assert "Uji dihentikan." in window.texts()
    window.until(lambda: not window.station.scanner.busy)
    assert window.station.desk.vault.tests.recent() == []


def test_first_the_bare_glass_then_a_finger(window: Window, scanner: FakeScanner):
    scanner.glass.set()
    window.press("F5")
    window.until(scanner.looked.is_set)
    assert "Biarkan kaca kosong" in parts(window)[Part.FINGER]
    assert not scanner.asked.is_set()
    scanner.waits.set()
    scanner.glass.clear()
    window.until(lambda: "Sekarang tempelkan satu jari" in parts(window)[Part.FINGER])
    window.press("Escape")
    window.until(lambda: not window.station.scanner.busy)


def test_all_figures_of_a_part(window: Window, scanner: FakeScanner):
    window.press("F5")
    finish(window)
    shown = window.screen.findChildren(PartList)[0]
    assert shown.marked is not None
    window.press("Home")
    assert shown.marked is Part.FINGER
    assert shown.accessibleName().startswith("Alat sidik jari · R307")
    window.press("Return")
    panel = window.screen.panel
    assert isinstance(panel, PartPanel)
    texts = window.texts().splitlines()
    for name, value in (("Nomor seri", "serial-7"), ("Kaca sebelum uji", "bersih"), ("Waktu satu gambar", "3,4 dtk")):
        assert texts[texts.index(name) + 1] == value
    assert panel.result.what_to_do in texts
    assert "Laju saluran: 115.200 baud" in panel.accessibleDescription()
    window.press("Ctrl+b")
    assert "Serial number" in window.texts()
    window.press("Ctrl+b", "Right")
    assert panel.result.part is Part.CAMERA
    assert "Tidak ada yang diukur." in window.texts()
    window.press("Left", "Left")
    assert panel.result.part is list(Part)[-1]
    window.press("Escape")
    assert window.screen.panel is None
    assert shown.marked is list(Part)[-1]
    window.press("Up", "Space")
    assert window.screen.panel is not None


def test_no_scrolling_on_a_small_screen(window: Window, scanner: FakeScanner):
    window.frame.resize(1366, 768)
    window.press("F5")
    finish(window)
    shown = window.screen.findChildren(PartList)[0]
    window.until(lambda: shown.width() > 900)
    assert shown.verticalScrollBar().maximum() == 0


def test_another_page_stops_the_test(window: Window, scanner: FakeScanner):
    scanner.waits.set()
    window.press("F5")
    window.until(scanner.asked.is_set)
    window.press("Ctrl+7")
    window.wait("Bilik ini")
    window.until(lambda: not window.station.scanner.busy)
    window.press("Ctrl+1")
    window.wait("Uji perangkat", "belum diuji")


def test_only_what_was_yellow_or_red_is_tested_again(window: Window, scanner: FakeScanner):
    window.press("F5")
    finish(window)
    printed = parts(window)[Part.PRINTER]
    scanner.threads.clear()
    window.clock.pass_by(60)
    window.press("F7")
    finish(window)
    assert parts(window)[Part.PRINTER] == printed  # taken over from before
    kept = window.station.desk.vault.tests.recent()
    assert len(kept) == 2
    assert {each["part"] for each in kept[0].report["parts"]} == {part.value for part in Part}


def test_a_real_camera_folder(open_window: Callable[..., Window], tmp_path: Path):
    frames = tmp_path / "frames"
    frames.mkdir()
    demo_frames(frames, Background.RED, seed=3, count=8)
    window = open_window(camera=str(frames))
    window.press("F5")
    finish(window)
    assert "bingkai/dtk" in parts(window)[Part.CAMERA]
    assert "tiruan ·" in parts(window)[Part.CAMERA]
    assert window.station.equipment._camera is None  # its light is out again


def test_the_report_as_files(window: Window, tmp_path: Path):
    window.press("F5")
    finish(window)
    window.press("F6")
    window.until(lambda: window.screen.panel is not None)
    folder = window.screen.findChild(LineField, "folder")
    assert folder is not None
    folder.set_value(str(tmp_path / "stick" / "laporan"))
    window.press("Return")
    window.until(lambda: "Laporan sudah dibuat." in window.texts())
    files = {path.suffix: path for path in (tmp_path / "stick" / "laporan").iterdir()}
    assert files[".pdf"].read_bytes().startswith(b"%PDF")
    report = json.loads(files[".json"].read_bytes())
    assert report["booth"] == "baamang-1"
    states = {part["part"]: part["state"] for part in report["parts"]}
    assert states["finger"] == "absent"
    assert str(files[".pdf"]) in window.texts()


@pytest.mark.parametrize("inside", ["", "laporan", "../data/./x"])
def test_no_report_among_the_booths_data(window: Window, inside: str):
    window.press("F5")
    finish(window)
    window.press("F6")
    window.until(lambda: window.screen.panel is not None)
    folder = window.screen.findChild(LineField, "folder")
    assert folder is not None
    folder.set_value(str(window.folder / inside))
    window.press("Return")
    window.until(lambda: "Folder ini tempat data bilik." in window.texts())
    assert not list(window.folder.rglob("*.pdf"))
    window.press("Escape")
    assert window.screen.panel is None


def test_a_folder_that_cannot_be_made(window: Window, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    window.press("F5")
    finish(window)
    window.press("F6")
    window.until(lambda: window.screen.panel is not None)
    folder = window.screen.findChild(LineField, "folder")
    assert folder is not None
    folder.set_value(str(tmp_path / "file" / "x"))
    window.press("Return")
    window.until(lambda: "tidak bisa dipakai" in window.texts())
