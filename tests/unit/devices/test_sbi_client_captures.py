"""Captures from an honest service, and what exactly is asked of it."""

import json

import numpy as np
import pytest

from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceLost,
    FingerEvent,
    SlapScanner,
    StillCamera,
)
from booth.devices.sbi.capture import CaptureChain, next_hash
from booth.devices.sbi.errors import (
    SbiBadRecord,
    SbiWrongFingers,
)
from booth.devices.sbi.face import SbiFace
from booth.devices.sbi.fingers import SbiSingle, sbi_name
from booth.devices.sbi.iris import SbiIris
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from tests.unit.devices.sbi_client_stage import (
    FACE_PICTURE,
    MAKER,
    PICTURE,
    POSITIONS,
    asked,
    certificate,
    device_of,
    finger_record,
    iris_record,
    leaf,
    name_of,
    serving,
    slap,
    take,
)


@pytest.fixture
def service():
    with serving() as one:
        yield one


def pixels_of(finger):
    return np.roll(PICTURE, POSITIONS[sbi_name(finger)] * 5, axis=1)


@pytest.mark.parametrize("which", Slap)
def test_a_slap_comes_whole(service, which):
    scanner = slap(service)
    assert isinstance(scanner, SlapScanner)
    events, frames = [], []
    images = take(scanner, which, on_event=events.append, on_preview=frames.append)
    assert list(images) == list(which.fingers)
    for finger, image in images.items():
        assert np.array_equal(image.pixels, pixels_of(finger))
        assert (image.ppi, image.quality, image.serial, image.device) == (500, 78, "SLAP-0001-0001", "Sidik SLAP")
    assert events == [FingerEvent.WAITING, FingerEvent.DONE]
    assert frames
    assert frames[0].pixels.shape == (48, 64, 3)
    assert [frame.number for frame in frames] == list(range(1, len(frames) + 1))


def test_missing_fingers_are_exceptions(service):
    images = take(slap(service), Slap.LEFT_FOUR, missing={Finger.LEFT_RING, Finger.LEFT_THUMB})
    assert Finger.LEFT_RING not in images
    assert len(images) == 3
    bio = asked(service)["bio"][0]
    assert (bio["count"], bio["exception"], bio["deviceSubId"]) == ("3", ["Left RingFinger"], "1")
    before = len(service.requests)
    assert take(slap(service), Slap.THUMBS, missing=Slap.THUMBS.fingers) == {}
    assert not service.asked("RCAPTURE")[1:]
    assert len(service.requests) > before


def test_one_finger_of_a_ten_print_scanner(service):
    scanner = slap(service)
    image = scanner.capture(timeout=5, cancel=Cancel(), finger=Finger.LEFT_THUMB)
    assert np.array_equal(image.pixels, pixels_of(Finger.LEFT_THUMB))
    assert asked(service)["bio"][0]["exception"] == ["Right Thumb"]
    image = scanner.capture(timeout=5, cancel=Cancel())
    assert np.array_equal(image.pixels, pixels_of(Finger.RIGHT_INDEX))
    assert not scanner.finger_present(timeout=1, cancel=Cancel())


def test_what_is_asked_is_written_as_the_document_says(service):
    take(slap(service, new_transaction=lambda: "transaction-1"), missing={Finger.RIGHT_LITTLE})
    verb, path, headers, _ = service.asked("RCAPTURE")[0]
    assert (verb, path) == ("RCAPTURE", "/capture")
    assert headers["host"] == f"127.0.0.1:{service.port}"
    assert headers["ext"] == "bilik-rekam"
    assert headers["content-type"].startswith("application/json")
    request = asked(service)
    assert 4000 < int(request.pop("timeout")) <= 5000
    assert request == {
        "env": "Production",
        "purpose": "Registration",
        "specVersion": "0.9.5",
        "captureTime": "2026-03-04T05:06:07Z",
        "transactionId": "transaction-1",
        "bio": [
            {
                "type": "Finger",
                "count": "3",
                "bioSubType": [],
                "exception": ["Right LittleFinger"],
                "requestedScore": "40",
                "deviceId": "slap",
                "deviceSubId": "2",
                "previousHash": "",
            }
        ],
        "customOpts": None,
    }
    assert service.asked("MOSIPDINFO")[0][3] == b""
    assert json.loads(service.asked("MOSIPDISC")[0][3]) == {"type": "Biometric Device"}


def test_the_stream_is_of_the_sensor_that_captures(service):
    take(slap(service), Slap.THUMBS, on_preview=lambda _: None)
    body = json.loads(service.asked("STREAM")[0][3])
    assert (body["deviceId"], body["deviceSubId"]) == ("slap", "3")
    assert int(body["timeout"]) > 5000


def test_a_single_scanner(service):
    scanner = SbiSingle(device_of(service, "single"))
    image = scanner.capture(timeout=5, cancel=Cancel(), finger=Finger.LEFT_INDEX)
    assert image.pixels.shape == PICTURE.shape
    bio = asked(service)["bio"][0]
    assert (bio["count"], bio["bioSubType"], bio["deviceSubId"]) == ("1", ["Left IndexFinger"], "0")
    scanner.capture(timeout=5, cancel=Cancel())
    assert asked(service)["bio"][0]["bioSubType"] == []
    assert scanner.check(cancel=Cancel()).serial == "SNGL-0001-0001"


def test_a_single_scanner_that_names_another_finger_is_refused(service):
    scanner = SbiSingle(device_of(service, "single"))
    service.alter["data"] = lambda data: data | {"bioSubType": "Left MiddleFinger"}
    with pytest.raises(SbiWrongFingers):
        scanner.capture(timeout=5, cancel=Cancel(), finger=Finger.LEFT_INDEX)
    service.alter["record"] = lambda _: finger_record("Left MiddleFinger")
    assert scanner.capture(timeout=5, cancel=Cancel()).ppi == 500
    service.alter["data"] = lambda data: data | {"bioSubType": "UNKNOWN"}
    with pytest.raises(SbiBadRecord):  # the record says another finger
        scanner.capture(timeout=5, cancel=Cancel(), finger=Finger.LEFT_INDEX)


def test_irises(service):
    scanner = SbiIris(device_of(service, "iris"))
    both = scanner.capture_eyes(tuple(Eye), timeout=5, cancel=Cancel(), on_preview=lambda _: None)
    assert set(both) == set(Eye)
    assert np.array_equal(both[Eye.LEFT].pixels, PICTURE)
    assert both[Eye.LEFT].record == iris_record("Left")
    assert both[Eye.LEFT].quality == 78
    one = scanner.capture_eyes([Eye.RIGHT], timeout=5, cancel=Cancel())
    assert list(one) == [Eye.RIGHT]
    assert (asked(service)["bio"][0]["deviceSubId"], asked(service)["bio"][0]["exception"]) == ("2", [])
    service.alter["data"] = lambda data: data | {"bioSubType": "Left"}
    with pytest.raises(SbiWrongFingers):
        scanner.capture_eyes([Eye.RIGHT], timeout=5, cancel=Cancel())


def test_an_iris_scanner_for_one_eye_is_asked_twice(service):
    service.alter["info"] = lambda info: info | {"deviceSubId": ["1", "2"]}
    both = SbiIris(device_of(service, "iris")).capture_eyes(tuple(Eye), timeout=5, cancel=Cancel())
    assert set(both) == set(Eye)
    assert len(service.asked("RCAPTURE")) == 2
    service.alter["info"] = lambda info: info | {"deviceSubId": ["3"]}
    SbiIris(device_of(service, "iris")).capture_eyes([Eye.LEFT], timeout=5, cancel=Cancel())
    assert asked(service)["bio"][0]["exception"] == ["Right"]


def test_a_face(service):
    camera = SbiFace(device_of(service, "face"))
    assert isinstance(camera, StillCamera)
    first = camera.read(timeout=5, cancel=Cancel())
    second = camera.read(timeout=5, cancel=Cancel())
    assert second.number > first.number
    photo = camera.still(timeout=5, cancel=Cancel())
    assert np.array_equal(photo.pixels, FACE_PICTURE)
    assert camera.quality == 78
    assert camera.evidence["hash"] == next_hash("", camera.record)
    bio = asked(service)["bio"][0]
    assert (bio["type"], bio["count"], bio["exception"], bio["deviceSubId"]) == ("Face", "1", [], "0")
    assert camera.read(timeout=5, cancel=Cancel()).number > second.number
    assert service.streams == 1
    camera.close()
    with pytest.raises(DeviceLost):
        camera.read(timeout=5, cancel=Cancel())


def test_captures_hang_together_across_devices_until_the_next_resident(service):
    chain = CaptureChain()
    scanner, camera = slap(service, chain=chain), SbiFace(device_of(service, "face", chain=chain))
    images = take(scanner, Slap.THUMBS)
    last = images[Finger.RIGHT_THUMB].evidence
    assert images[Finger.LEFT_THUMB].evidence["previous_hash"] == ""
    assert last["previous_hash"] == images[Finger.LEFT_THUMB].evidence["hash"]
    camera.still(timeout=5, cancel=Cancel())
    assert asked(service)["bio"][0]["previousHash"] == last["hash"] == camera.evidence["previous_hash"]
    assert chain.previous == camera.evidence["hash"]
    chain.restart()
    assert take(scanner, Slap.THUMBS)[Finger.LEFT_THUMB].evidence["previous_hash"] == ""


def test_a_capture_of_the_last_resident_is_not_in_the_next_ones_chain():
    chain = CaptureChain()
    with chain.turn(Cancel()) as link:
        chain.restart()
        link.advance("AB" * 32)
    assert chain.previous == ""


def test_only_one_captures_at_a_time():
    chain, cancel = CaptureChain(), Cancel()
    cancel.cancel()
    with chain.turn(Cancel()), pytest.raises(Cancelled), chain.turn(cancel):
        pass


def test_the_hash_is_that_of_the_document():
    first = next_hash("", b"abc")
    assert first == "BDDBDF7E9DF02F902EE5DD61B2B513D7566A2112FF97DB7DC3B6D184A43EF0E3"
    assert next_hash(first, b"def") == "D06FFD66589038DEEA66A68731881D1D14470238326C1C55C4855C1DA9F9A1DC"


def test_what_was_signed_goes_with_the_image(service):
    evidence = take(slap(service, new_transaction=lambda: "transaction-1"))[Finger.RIGHT_INDEX].evidence
    assert evidence["transaction"] == "transaction-1"
    assert evidence["timestamp"] == "2026-03-04T05:06:07Z"
    assert evidence["signed_by"] == f"O={MAKER},CN=Device 1"
    assert len(evidence["certificate_sha256"]) == 64


def test_a_new_key_of_the_same_device_is_accepted(service):
    scanner = slap(service)
    other = certificate(name_of("Device 1", MAKER), leaf().issuer, subject_key="rotated", issuer_key="maker")
    service.sign["data"] = service.sign["digital_id"] = {"signer": other, "signed_with": "rotated"}
    assert len(take(scanner)) == 4


def test_a_scanner_of_1000_ppi_gives_500(service):
    service.alter["record"] = lambda _: finger_record("Left IndexFinger", ppi=1000)
    image = SbiSingle(device_of(service, "single")).capture(timeout=5, cancel=Cancel(), finger=Finger.LEFT_INDEX)
    whole = pixels_of(Finger.LEFT_INDEX)
    assert image.ppi == 500
    assert image.pixels.shape == (round(whole.shape[0] / 2), round(whole.shape[1] / 2))
    means = whole[: whole.shape[0] // 2 * 2, : whole.shape[1] // 2 * 2].astype(float)
    means = means.reshape(means.shape[0] // 2, 2, -1, 2).mean(axis=(1, 3))
    assert np.abs(image.pixels - means).max() <= 1
