"""The parts page: what is plugged in and in use, chosen and swapped by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from booth.config import read_settings
from booth.devices.ports import DeviceFault, DeviceInfo, DeviceKind, DeviceMissing
from booth.devices.registry_plugs import Plug, PlugKind
from booth.ui.keeper import Keeper
from booth.ui.kit.lines import LineField
from booth.ui.technician.inventory import InventoryScreen
from booth.ui.technician.inventory_card import entry_text, plug_id
from booth.workflow import inventory
from resources.i18n import set_language
from tests.ui.supervisor.stage import Window

BRIDGE = Plug(PlugKind.SERIAL, "/dev/ttyUSB0", "CP2102", "A1")
OTHER = Plug(PlugKind.READER, "usb:uru4000:{9}", "U.are.U 4500", "{9}")
R307 = DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0", "A1")


class Desk:
    """A source in a test's hand."""

    def __init__(self) -> None:
        self.there = {BRIDGE, OTHER}

    def mark(self) -> frozenset[Plug]:
        return frozenset(self.there)

    def plugged(self) -> list[Plug]:
        return sorted(self.there, key=lambda plug: plug.port)


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    monkeypatch.setattr("booth.ui.technician.inventory.SystemSource", lambda: desk)
    monkeypatch.setattr("booth.ui.lights.SystemSource", lambda: desk)
    return desk


@pytest.fixture
def parts(source: Desk, open_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch, tmp_path) -> Window:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    window = open_window(printer="none")
    say(window, R307)
    window.station.store.run(inventory.heard, window.station.desk, R307)
    window.shell._role.pages.open("parts")
    window.wait("Perangkat", "daftar")
    window.until(lambda: len(window.rows()) >= 2)
    return window


def say(window: Window, answer: object) -> None:
    """The lights heard this of the scanner, and are not asking any more."""
    lights = window.shell._lights
    lights._timer.stop()
    window.until(lambda: not window.station.scanner.busy)
    Keeper.of(window.station).hear(DeviceKind.FINGER, answer)  # type: ignore[arg-type]


def mark(window: Window, start: str) -> None:
    window.press("Home")
    for _ in range(10):
        if window.marked.startswith(start):
            return
        window.press("Down")
    raise AssertionError(start)


def test_what_is_in_use_and_what_was_never_used(parts: Window):
    rows = parts.rows()
    assert rows[0].startswith("R307")
    assert "nomor seri A1" in rows[0]
    assert rows[0].endswith("dipakai")
    assert any(row.startswith("U.are.U 4500") and row.endswith("belum pernah dipakai") for row in rows)
    texts = parts.texts()
    assert "/dev/ttyUSB0" in texts
    assert "tersambung pertama kali" in texts


def test_a_slow_line_and_a_trouble_are_told(parts: Window):
    say(
        parts,
        DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0", "A1", details={"baud": 57_600, "rate_limited": 57_600}),
    )
    parts.until(lambda: parts.rows()[0].endswith("dipakai, saluran lambat"))
    say(parts, DeviceFault("crc", device="R307"))
    parts.until(lambda: parts.rows()[0].endswith("terganggu"))
    parts.until(lambda: "gangguan: R307 mengirim data rusak" in parts.texts())
    say(parts, DeviceMissing(device="R307"))
    parts.until(lambda: parts.rows()[0].endswith("tidak terhubung"))


def test_full_speed_is_tried_again_when_the_technician_says_so(parts: Window):
    say(
        parts,
        DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0", "A1", details={"baud": 57_600, "rate_limited": 57_600}),
    )
    parts.until(lambda: "57.600" in parts.texts())
    mark(parts, "part:")
    parts.press("F7")
    parts.until(lambda: "salurannya dipakai dengan laju penuh lagi" in parts.texts())
    parts.until(lambda: not any(action.id == "fast" for action in parts.screen.offers()))


def test_a_plug_that_comes_shows_by_itself(parts: Window, source: Desk):
    source.there |= {Plug(PlugKind.CAMERA, "/dev/video7", "C270")}
    parts.until(lambda: any(row.startswith("C270") for row in parts.rows()))
    source.there -= {OTHER}
    parts.until(lambda: not any(row.startswith("U.are.U") for row in parts.rows()))


def test_enter_chooses_and_the_setting_is_written(parts: Window):
    mark(parts, "plug:usb:uru4000")
    parts.press("Return")
    parts.until(lambda: parts.station.booth.settings.scanner == "usb:uru4000:{9}")
    parts.until(lambda: "Dipilih, dan dipakai mulai sekarang." in parts.texts())
    mark(parts, "part:")
    parts.press("Return")
    parts.until(lambda: read_settings(parts.folder).scanner == "auto:A1")
    parts.until(lambda: "dipilih" in parts.rows()[0])
    parts.press("F8")
    parts.until(lambda: read_settings(parts.folder).scanner == "auto")


def test_a_swap_by_hand(parts: Window):
    mark(parts, "part:")
    parts.press("F6")
    parts.until(lambda: parts.screen.panel is not None)
    assert not parts.action("primary").enabled
    fields = parts.screen.findChildren(LineField)
    serial, reason = (next(f for f in fields if f.accessibleName() == name) for name in ("Nomor serinya", "Alasan"))
    serial.set_value("B2")
    reason.setFocus()
    parts.type("kaca pecah")
    parts.press("Return")
    parts.until(lambda: any("nomor seri B2" in row for row in parts.rows()))
    assert any(row.startswith("R307") and "nomor seri A1" in row and "cadangan" in row for row in parts.rows())
    parts.until(lambda: "kaca pecah" in parts.texts())


def test_nothing_is_there(source: Desk, open_window: Callable[..., Window]):
    source.there = set()
    window = open_window(printer="none")
    window.shell._role.pages.open("parts")
    window.until(lambda: isinstance(window.screen, InventoryScreen))
    window.until(lambda: "Belum ada perangkat yang dikenal" in window.texts())


def test_in_english(parts: Window):
    parts.press("Ctrl+b")
    parts.until(lambda: parts.rows()[0].endswith("in use"))
    parts.press("Ctrl+b")


def test_a_fault_is_told_in_the_language_of_now(parts: Window):
    said_in_indonesian = DeviceFault("x", device="Alat sidik jari")
    inventory.in_trouble(parts.station.desk, DeviceKind.FINGER, said_in_indonesian)
    (entry, *_) = parts.station.desk.vault.inventory.history(parts.station.desk.vault.inventory.parts()[0].id)
    set_language("en")
    assert "Fingerprint scanner" in entry_text(entry)
    assert "Alat" not in entry_text(entry)
    set_language("id")
    assert "Alat sidik jari" in entry_text(entry)


def test_services_of_certified_devices_are_told_apart(parts: Window, source: Desk):
    source.there |= {Plug(PlugKind.CERTIFIED, "sbi", "4501"), Plug(PlugKind.CERTIFIED, "sbi", "4502")}
    parts.screen.look()
    for port in ("4501", "4502"):
        parts.until(lambda port=port: any(f"layanan di port {port}" in row for row in parts.rows()))
    assert plug_id(Plug(PlugKind.CERTIFIED, "sbi", "4501")) != plug_id(Plug(PlugKind.CERTIFIED, "sbi", "4502"))
