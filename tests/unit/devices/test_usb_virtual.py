"""The driver against libfprint's own virtual reader, in its own process: code nobody here wrote on the other side."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from booth.cli import main
from booth.config import Settings
from booth.devices.emulators.usb_virtual import GreyPictures, Press, UsbFault, UsbFaultKind, VirtualFingers, from_packed
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceBusy,
    DeviceFault,
    DeviceLost,
    DeviceRefused,
    FingerEvent,
    NoFinger,
)
from booth.devices.registry import find_scanner
from booth.devices.usb.helper import PYTHON
from booth.devices.usb.scanner import UsbScanner
from booth.workflow.equipment import Equipment

PROBE = "import gi; gi.require_version('FPrint', '2.0'); from gi.repository import FPrint"


def _missing() -> str:
    if not Path(PYTHON).exists():
        return f"no {PYTHON}"
    done = subprocess.run([PYTHON, "-I", "-c", PROBE], capture_output=True, check=False)
    return "" if done.returncode == 0 else "python3-gi, gir1.2-fprint-2.0 or libfprint-2-2 is not installed"


MISSING = _missing()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)
PATIENT = 60.0  # seconds: no test waits for them


@pytest.fixture
def reader(monkeypatch):
    """The socket of the virtual reader; a short path, as sockets want."""
    folder = tempfile.mkdtemp(prefix="fp")
    monkeypatch.setenv("FP_VIRTUAL_IMAGE", f"{folder}/s")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    yield f"{folder}/s"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def prints(tmp_path_factory, shared):
    """Some public-domain prints as a folder, and their pixels."""
    found = sorted((shared / "data" / "fingerprints" / "sfinge").glob("*.png"))[:2]
    folder = tmp_path_factory.mktemp("prints")
    pixels = []
    for number, path in enumerate(found):
        grey = Image.open(path).convert("L")
        grey.save(folder / f"{number}.png")
        pixels.append(np.asarray(grey))
    return folder, pixels


@pytest.fixture
def scanner(reader):
    made = UsbScanner(allow_emulated=True)
    yield made
    made.close()


def capture(scanner, timeout=PATIENT, **more):
    return scanner.capture(timeout=timeout, cancel=Cancel(), **more)


def test_every_pixel_of_one_image_after_the_other(reader, scanner, prints):
    folder, pixels = prints
    with VirtualFingers(reader, GreyPictures(folder).take).running():
        for expected in (*pixels, pixels[0]):
            image = capture(scanner)
            assert np.array_equal(image.pixels, expected)
            assert not scanner.finger_present(timeout=1, cancel=Cancel())
    assert image.ppi == 500
    assert (scanner.info.emulated, scanner.info.details["driver"]) == (True, "virtual_image")


def test_a_retry_is_waited_through(reader, scanner, prints):
    folder, pixels = prints
    events = []
    for number, event in ((1, FingerEvent.TOO_SHORT), (2, FingerEvent.NOT_CENTRED), (3, FingerEvent.LIFT)):
        fault = UsbFault(UsbFaultKind.RETRY, number)
        with VirtualFingers(reader, GreyPictures(folder).take, fault=fault).running():
            assert np.array_equal(capture(scanner, on_event=events.append).pixels, pixels[0])
        assert event in events


@pytest.mark.parametrize(("number", "kind"), [(4, DeviceBusy), (5, DeviceFault), (256, DeviceLost)])
def test_a_fault_of_the_reader_is_named_and_the_next_call_goes_well(reader, scanner, prints, number, kind):
    folder, pixels = prints
    with VirtualFingers(reader, GreyPictures(folder).take, fault=UsbFault(UsbFaultKind.ERROR, number)).running():
        with pytest.raises(kind):
            capture(scanner)
        assert np.array_equal(capture(scanner).pixels, pixels[0])


def test_half_an_image_is_not_taken_for_one(reader, scanner, prints):
    folder, pixels = prints
    with VirtualFingers(reader, GreyPictures(folder).take, fault=UsbFault(UsbFaultKind.CORRUPT)).running():
        assert np.array_equal(capture(scanner).pixels, pixels[0])


def test_unplugged(reader, scanner, prints):
    with (
        VirtualFingers(reader, GreyPictures(prints[0]).take, fault=UsbFault(UsbFaultKind.UNPLUG)).running(),
        pytest.raises(DeviceLost),
    ):
        capture(scanner)


def test_a_reader_that_stops_in_the_middle_ends_with_the_time_allowed(reader, scanner, prints):
    with (
        VirtualFingers(reader, GreyPictures(prints[0]).take, fault=UsbFault(UsbFaultKind.HANG)).running(),
        pytest.raises(NoFinger),
    ):
        capture(scanner, timeout=1.0)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("busy", [False, True])
def test_a_helper_that_dies_or_hangs_is_replaced(reader, scanner, prints, end, busy):
    folder, pixels = prints
    scanner.connect(Cancel())
    first = scanner._link.pipe
    gone = threading.Event()

    def strike(event=FingerEvent.WAITING):
        if event is FingerEvent.WAITING and not gone.is_set():
            gone.set()
            os.kill(first.pid, end)

    if not busy:
        strike()
    fingers = GreyPictures(folder)
    waiting = threading.Thread(target=gone.wait, daemon=True)
    waiting.start()

    def take():
        gone.wait(PATIENT)
        return fingers.take()

    with VirtualFingers(reader, take).running():
        assert np.array_equal(capture(scanner, on_event=strike).pixels, pixels[0])
    assert scanner._link.pipe is not first
    assert first._process.returncode is not None


def test_cancelled_from_another_thread_and_used_again(reader, scanner, prints):
    folder, pixels = prints
    cancel, waiting = Cancel(), threading.Event()
    stopper = threading.Thread(target=lambda: (waiting.wait(PATIENT), cancel.cancel()))
    stopper.start()
    with pytest.raises(Cancelled):
        scanner.capture(timeout=PATIENT, cancel=cancel, on_event=lambda _event: waiting.set())
    stopper.join()
    with VirtualFingers(reader, GreyPictures(folder).take).running():
        assert np.array_equal(capture(scanner).pixels, pixels[0])


def test_the_window_finds_it_and_asks_it_again(reader):
    tools = Equipment(Settings(scanner="usb", allow_emulated=True), None)
    for _ in range(2):
        found = tools.scanner_info(Cancel())
        assert (found.port, found.emulated) == ("usb:virtual_image", True)
    tools.close()


def test_a_real_booth_refuses_it(reader):
    with pytest.raises(DeviceRefused):
        find_scanner("usb", allow_emulated=False, cancel=Cancel())


def test_the_command_takes_an_image(reader, prints, tmp_path, capsys):
    folder, pixels = prints
    out = tmp_path / "print.png"
    with VirtualFingers(reader, GreyPictures(folder).take).running():
        assert main(["finger", "capture", "--port", "usb:virtual_image", "--out", str(out)]) == 0
    assert np.array_equal(np.asarray(Image.open(out)), pixels[0])


def test_the_command_ends_with_a_message_where_the_reader_fails(reader, prints, tmp_path, capsys):
    out = tmp_path / "print.png"
    with VirtualFingers(reader, GreyPictures(prints[0]).take, fault=UsbFault(UsbFaultKind.ERROR, 5)).running():
        assert main(["finger", "capture", "--port", "usb", "--out", str(out)]) == 1
    assert capsys.readouterr().err.strip()
    assert not out.exists()


def test_the_emulator_as_a_command(reader, prints, tmp_path):
    folder, pixels = prints
    out = tmp_path / "print.png"
    command = [sys.executable, "-m", "booth", "emulate", "usb", "--socket", reader, "--images", str(folder)]
    with subprocess.Popen([*command, "--fault", "retry:2"], stdout=subprocess.PIPE, encoding="utf-8") as emulator:
        try:
            assert emulator.stdout.readline() == f"ready {reader}\n"
            assert main(["finger", "capture", "--port", "usb", "--out", str(out)]) == 0
        finally:
            emulator.terminate()
    assert np.array_equal(np.asarray(Image.open(out)), pixels[0])


@pytest.mark.parametrize("fault", ["retry", "hang:1", "retry:x", "x", ""])
def test_a_fault_that_is_none(fault, reader, prints, capsys):
    with pytest.raises(SystemExit):
        main(["emulate", "usb", "--socket", reader, "--images", str(prints[0]), "--fault", fault])


def test_a_finger_of_an_ef01_sensor_for_a_reader_of_whole_bytes():
    press = from_packed(lambda: bytes([0x0F]) * 18_432)()
    assert press == Press(192, 192, bytes([0, 255]) * 18_432)
