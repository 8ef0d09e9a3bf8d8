"""The devices that the guide offers, in words."""

from __future__ import annotations

from booth.workflow import first
from booth.workflow.first import Choice


def test_scanners_have_words(monkeypatch):
    monkeypatch.setattr("booth.devices.registry.candidates", lambda: ["/dev/ttyUSB0", "usb:uru4000", "sbi"])
    assert [choice.title for choice in first.scanner_choices()] == [
        "Looked for by itself",
        "Serial port",
        "USB fingerprint reader",
        "Certified scanner",
    ]
    assert [choice.note for choice in first.scanner_choices()][1:] == ["/dev/ttyUSB0", "usb:uru4000", "sbi"]


def test_cameras(monkeypatch, tmp_path):
    monkeypatch.setattr(first, "_CAMERAS", tmp_path)
    monkeypatch.setattr(first.sys, "platform", "linux")
    assert [choice.value for choice in first.camera_choices()] == ["0", "sbi"]
    (tmp_path / "video2").mkdir()
    (tmp_path / "video2" / "name").write_text("Webcam C270\n")
    assert first.camera_choices()[0] == Choice("2", "Webcam C270", "/dev/video2")


def test_every_printer_has_a_note():
    choices = first.printer_choices([("epson", "Epson L3110"), ("other", "")])
    assert [choice.value for choice in choices] == ["system:epson", "system:other", "system", "escpos:usb", "none"]
    assert all(choice.note for choice in choices)
