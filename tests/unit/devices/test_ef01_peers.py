"""Two foreign drivers read the emulated sensor: they are the judges of its bytes."""

from contextlib import contextmanager
from random import Random

import adafruit_fingerprint
import numpy as np
import pytest
import serial
from PIL import Image
from pyfingerprint.pyfingerprint import PyFingerprint

from booth.devices.emulators.ef01 import Ef01Emulator, Fault, FaultKind, Pace
from booth.devices.emulators.ef01_sensor import SensorSettings
from booth.devices.emulators.pictures import FingerPictures
from booth.devices.emulators.serial_ports import PtyPort


@contextmanager
def sensor(folder, *, fault=None, **settings):
    pictures = FingerPictures(folder, 256, 288)
    emulator = Ef01Emulator(
        PtyPort(), SensorSettings(**settings), pictures.take, pace=Pace.UNPACED, fault=fault, rng=Random(7)
    )
    with emulator.running() as port:
        yield port


@contextmanager
def adafruit(port, password=(0, 0, 0, 0)):
    with serial.Serial(port, 57_600, timeout=20) as line:
        yield adafruit_fingerprint.Adafruit_Fingerprint(line, password)


def as_adafruit_shows(data):
    """Its data as pixels, high nibble first, as its own examples do."""
    return np.array([nibble * 17 for byte in data for nibble in (byte >> 4, byte & 15)], np.uint8).reshape(288, 256)


@pytest.fixture
def prints(shared):
    """A folder of public-domain prints, and what a sensor of 256 × 288 must show of each."""
    folder = shared / "data" / "fingerprints" / "sfinge"
    seen = []
    for path in sorted(folder.glob("*.png")):
        grey = np.asarray(Image.open(path).convert("L"))
        glass = np.full((288, 256), 255, np.uint8)
        height, width = min(288, grey.shape[0]), min(256, grey.shape[1])
        top, left = (288 - height) // 2, (256 - width) // 2
        over, beside = (grey.shape[0] - height) // 2, (grey.shape[1] - width) // 2
        glass[top : top + height, left : left + width] = grey[over : over + height, beside : beside + width]
        seen.append((glass >> 4) * 17)
    assert len(seen) > 1
    return folder, seen


def test_adafruit_reads_every_pixel(prints):
    folder, expected = prints
    with sensor(folder) as port, adafruit(port) as finger:
        for pixels in expected[:2]:
            assert finger.get_image() == adafruit_fingerprint.OK
            assert np.array_equal(as_adafruit_shows(finger.get_fpdata("image")), pixels)


@pytest.mark.parametrize("packet_size", [32, 128, 256])
def test_pyfingerprint_reads_every_pixel(prints, packet_size, tmp_path):
    folder, expected = prints
    with sensor(folder, packet_size=packet_size) as port:
        finger = PyFingerprint(port)
        assert finger.verifyPassword()
        assert finger.readImage()
        finger.downloadImage(str(tmp_path / "print.bmp"))
        assert np.array_equal(np.asarray(Image.open(tmp_path / "print.bmp")), expected[0])


def test_adafruit_enrols_and_searches(prints):
    with sensor(prints[0]) as port, adafruit(port) as finger:
        assert (finger.library_size, finger.data_packet_size, finger.baudrate) == (1000, 2, 6)
        assert finger.check_module()
        assert [finger.get_image(), finger.image_2_tz(1), finger.store_model(300)] == [0, 0, 0]
        assert finger.read_templates() == 0
        assert finger.templates == [300]
        assert finger.count_templates() == 0
        assert finger.template_count == 1
        assert [finger.finger_search(), finger.finger_id, finger.confidence] == [0, 300, 100]
        assert len(finger.get_fpdata("char", 1)) == 512
        assert finger.send_fpdata(list(range(256)), "char", 2)
        assert finger.get_fpdata("char", 2) == list(range(256))
        assert finger.compare_templates() == adafruit_fingerprint.NOMATCH
        assert finger.empty_library() == 0


def test_pyfingerprint_enrols_and_searches(prints):
    with sensor(prints[0]) as port:
        finger = PyFingerprint(port)
        assert finger.verifyPassword()
        finger.setMaxPacketSize(64)
        finger.setSecurityLevel(4)
        assert finger.getSystemParameters() == (4, 9, 1000, 4, 0xFFFFFFFF, 1, 6)
        assert finger.readImage()
        assert finger.convertImage(1)
        assert finger.convertImage(2)
        assert finger.createTemplate()
        assert finger.storeTemplate(7) == 7
        assert finger.getTemplateCount() == 1
        assert finger.getTemplateIndex(0)[7]
        assert finger.searchTemplate() == (7, 100)
        assert finger.compareCharacteristics() == 100
        assert len(finger.downloadCharacteristics(1)) == 512
        assert 0 <= finger.generateRandomNumber() <= 0xFFFFFFFF
        assert finger.setPassword(0x01020304)
        assert finger.setAddress(0x0A0B0C0D)
        assert finger.verifyPassword()


def test_both_meet_the_password(prints):
    with sensor(prints[0], password=0x01020304) as port:
        assert not PyFingerprint(port).verifyPassword()
        assert PyFingerprint(port, password=0x01020304).verifyPassword()
        with adafruit(port, (1, 2, 3, 4)) as finger:
            assert finger.get_image() == adafruit_fingerprint.OK


def test_a_corrupt_packet_is_a_good_image_to_one_and_an_error_to_the_other(prints, tmp_path):
    folder, expected = prints
    corrupt = Fault(FaultKind.CORRUPT, at=100)
    with sensor(folder, fault=corrupt) as port, adafruit(port) as finger:
        assert finger.get_image() == adafruit_fingerprint.OK
        pixels = as_adafruit_shows(finger.get_fpdata("image"))
        assert 1 <= np.count_nonzero(pixels != expected[0]) <= 2
    with sensor(folder, fault=corrupt) as port:
        finger = PyFingerprint(port)
        assert finger.verifyPassword()
        assert finger.readImage()
        with pytest.raises(Exception, match="checksum"):
            finger.downloadImage(str(tmp_path / "print.bmp"))
