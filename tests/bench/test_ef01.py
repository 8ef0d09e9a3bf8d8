"""An image from a sensor that starts at 57,600 baud and packets of 128 bytes, beside two foreign drivers.

One paced pseudo-terminal a run, in a process of its own. Time is the wall's, processor time this process's; both once
for the image alone (asking for it until it is whole) and once with all that comes before (opening, finding, raising).
"""

import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

import adafruit_fingerprint
import numpy as np
import pytest
import serial
from PIL import Image
from pyfingerprint.pyfingerprint import PyFingerprint

from booth.devices.ef01.scanner import Ef01Scanner
from booth.devices.ports import Cancel, FingerEvent

ROUNDS = 3
LIMIT_AS_FOUND = 40_032 * 10 / 57_600  # seconds that the bytes take on the wire
LIMIT_RAISED = 38_448 * 10 / 115_200

pytestmark = pytest.mark.bench


@contextmanager
def paced_sensor(folder):
    command = [sys.executable, "-m", "booth", "emulate", "ef01", "--images", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.terminate()


def now():
    return np.array([time.perf_counter(), time.process_time()])


def ours(port, _tmp_path):
    start, marks = now(), {}
    scanner = Ef01Scanner(port, allow_emulated=True)
    image = scanner.capture(timeout=20, cancel=Cancel(), on_event=lambda event: marks.setdefault(event, now()))
    scanner.close()
    return marks[FingerEvent.DONE] - marks[FingerEvent.READING], now() - start, image.pixels


def adafruit(port, _tmp_path):
    start = now()
    with serial.Serial(port, 57_600, timeout=20) as line:
        finger = adafruit_fingerprint.Adafruit_Fingerprint(line)
        assert finger.get_image() == adafruit_fingerprint.OK
        asked = now()
        data = finger.get_fpdata("image")
        got = now()
    packed = np.array(data, np.uint8)
    pixels = np.stack([packed >> 4, packed & 15], axis=1).reshape(288, 256) * np.uint8(17)
    return got - asked, now() - start, pixels


def pyfingerprint(port, tmp_path):
    start = now()
    finger = PyFingerprint(port)
    assert finger.verifyPassword()
    assert finger.readImage()
    asked = now()
    finger.downloadImage(str(tmp_path / "print.bmp"))
    got = now()
    return got - asked, now() - start, np.asarray(Image.open(tmp_path / "print.bmp"))


DRIVERS = {"booth": ours, "adafruit-circuitpython-fingerprint": adafruit, "pyfingerprint": pyfingerprint}


@pytest.mark.timeout(600)
def test_an_image_from_a_sensor_at_57600_baud(shared, tmp_path):
    folder = shared / "data" / "fingerprints" / "sfinge"
    figures = {name: [] for name in DRIVERS}
    pictures = []
    for _ in range(ROUNDS):
        for name, read in DRIVERS.items():
            with paced_sensor(folder) as port:
                image, whole, pixels = read(port, tmp_path)
            figures[name].append([*image, *whole])
            pictures.append(pixels)
    assert all(np.array_equal(pixels, pictures[0]) for pixels in pictures)

    medians = {name: [median(column) for column in zip(*rows, strict=True)] for name, rows in figures.items()}
    ours_image = medians["booth"][0]
    print(f"\nAn image of 256 × 288 from a sensor at 57,600/128, medians of {ROUNDS} interleaved rounds")
    print(f"limits of the wire: {LIMIT_AS_FOUND:.2f} s as found, {LIMIT_RAISED:.2f} s at 115,200/256")
    print(f"{'':36}{'image':>8}{'CPU':>9}{'opened to end':>15}{'CPU':>9}{'× ours':>9}   goal")
    for name, (image, cpu, whole, whole_cpu) in medians.items():
        goal = "CPU ≤ adafruit's" if name == "booth" else "≥ 2.0"
        print(f"{name:36}{image:6.2f} s{cpu:7.3f} s{whole:13.2f} s{whole_cpu:7.3f} s{image / ours_image:9.2f}   {goal}")
