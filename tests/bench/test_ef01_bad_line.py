"""A sensor that is right at 57,600 baud and corrupts at 115,200, paced as on the wire: right images, and how soon."""

import time
from random import Random

import adafruit_fingerprint
import numpy as np
import pytest
import serial

from booth.devices.ef01.packets import Op
from booth.devices.ef01.rates import RateFile
from booth.devices.ef01.scanner import Ef01Scanner, unpack
from booth.devices.emulators.ef01 import Ef01Emulator
from booth.devices.emulators.ef01_sensor import SensorSettings
from booth.devices.emulators.serial_ports import PtyPort
from booth.devices.ports import Cancel

pytestmark = pytest.mark.bench

STARTS, EACH = 3, 2  # starts of the program, images in each
PEER_TRIES = 3


def test_a_cheap_bridge(tmp_path):
    images = [Random(seed).randbytes(36_864) for seed in range(STARTS * EACH + PEER_TRIES)]
    coming = iter(images)
    emulator = Ef01Emulator(
        PtyPort(), SensorSettings(), lambda: next(coming), strict_rate=True, corrupt_above=57_600, rng=Random(7)
    )
    seconds, right = [], 0
    with emulator.running() as port:
        for start in range(STARTS):
            scanner = Ef01Scanner(port, allow_emulated=True, rates=RateFile(tmp_path / "lines.json"))
            for number in range(EACH):
                begun = time.perf_counter()
                image = scanner.capture(timeout=60, cancel=Cancel())
                seconds.append(time.perf_counter() - begun)
                right += np.array_equal(image.pixels, unpack(images[start * EACH + number]))
            told = scanner.info.details.get("rate_limited")
            scanner.close()
        peer = _peer(emulator, port, images[STARTS * EACH :])
    total = STARTS * EACH
    print(f"\n{'':34}{'booth':>14}{'adafruit':>14}   goal")
    print(f"{'right images at 115,200 → 57,600':34}{f'{right} of {total}':>14}{f'{peer} of {PEER_TRIES}':>14}   all")
    print(f"{'first image, s':34}{seconds[0]:14.2f}{'–':>14}   –")
    print(f"{'later images, s (limit 6.68)':34}{max(seconds[1:]):14.2f}{'–':>14}   –")
    print(f"{'told and remembered, baud':34}{told or 0:14}{'–':>14}   57600")
    assert (right, told) == (total, 57_600)


def _peer(emulator, port, images):
    """How many images a foreign driver reads right over this line at 115,200 baud."""
    emulator.sensor.baud = 115_200
    right = 0
    for image in images:
        with serial.Serial(port, 115_200, timeout=2) as line:
            try:
                finger = adafruit_fingerprint.Adafruit_Fingerprint(line, (0, 0, 0, 0))
                finger._send_packet([Op.GEN_IMAGE])
                finger._get_packet(12)
                right += bytes(finger.get_fpdata("image")) == image
            except RuntimeError:
                time.sleep(4)  # the rest of the image streams in
    return right
