"""Captures from an honest service, what exactly is asked of it, and every answer that must not be believed."""

import json
from contextlib import suppress
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceFault,
    DeviceLost,
    DeviceRefused,
    FingerEvent,
    NoFinger,
    SlapScanner,
    StillCamera,
)
from booth.devices.sbi_capture import CaptureChain, next_hash
from booth.devices.sbi_errors import (
    SbiAskew,
    SbiBadRecord,
    SbiBadScore,
    SbiBadSignature,
    SbiBrokenChain,
    SbiClockOff,
    SbiExpired,
    SbiForeign,
    SbiGarbled,
    SbiInUse,
    SbiKeyExpired,
    SbiMisunderstood,
    SbiNotForRegistration,
    SbiNothingSeen,
    SbiNotReady,
    SbiNotRegistered,
    SbiOtherVersion,
    SbiReplayed,
    SbiReported,
    SbiStandIn,
    SbiTampered,
    SbiUnsigned,
    SbiWrongDevice,
    SbiWrongFingers,
    SbiWrongMaker,
    code_error,
)
from booth.devices.sbi_face import SbiFace
from booth.devices.sbi_fingers import SbiSingle, SbiSlap, sbi_name
from booth.devices.sbi_http import Address
from booth.devices.sbi_iris import SbiIris
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from tests.unit.devices.sbi_client_stage import (
    FACE_PICTURE,
    MAKER,
    NAMES,
    NOW,
    PICTURE,
    POSITIONS,
    certificate,
    device_of,
    error_answer,
    finger_record,
    http,
    iris_record,
    jws,
    leaf,
    name_of,
    serving,
)


@pytest.fixture
def service():
    with serving() as one:
        yield one


def slap(service, **changes):
    return SbiSlap(device_of(service, "slap", **changes))


def take(scanner, slap=Slap.RIGHT_FOUR, missing=(), **more):
    return scanner.capture_slap(slap, missing=missing, timeout=5, cancel=Cancel(), **more)


def asked(service, at=-1):
    return json.loads(service.asked("RCAPTURE")[at][3])


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


def altering(what, **changes):
    return lambda service: service.alter.update({what: lambda value: value | changes})


def signing(what, **how):
    return lambda service: service.sign.update({what: how})


def stranger():
    """A leaf of the right maker's name, issued by somebody else's key."""
    return certificate(name_of("Device 1", MAKER), leaf().issuer, subject_key="leaf", issuer_key="stranger")


def other_maker():
    return certificate(name_of("Device 1", "PT Lain"), leaf().issuer, subject_key="leaf", issuer_key="maker")


def stale():
    return leaf(start=NOW - timedelta(days=9), end=NOW - timedelta(minutes=6))


def without(index):
    return lambda service: service.alter.update(elements=lambda found: found[:index] + found[index + 1 :])


def twice(service):
    service.alter["elements"] = lambda found: [*found[:3], found[2]]


def too_many(service):
    service.alter["record"] = lambda record: record
    real = service.records
    service.records = lambda name, bio: [*real(name, bio), ("Right Thumb", finger_record("Right Thumb"))]


def other_hand(service):
    real = service.records
    service.records = lambda name, bio: [
        (left, record) for left, (_, record) in zip(NAMES["1"], real(name, bio), strict=True)
    ]


def swapped_records(service):
    """Names in order, images of other fingers."""
    real = service.records
    service.records = lambda name, bio: [
        (name, record) for (name, _), (_, record) in zip(real(name, bio), reversed(real(name, bio)), strict=True)
    ]


def old_answer(service):
    kept = []

    def answer(connection, body):
        kept.append(service.capture(connection, body))
        return kept[0]

    service.script["RCAPTURE"] = answer


LIES = {
    "wrong signature": (signing("data", spoil=True), SbiBadSignature),
    "signed by another key": (signing("data", signed_with="stranger"), SbiBadSignature),
    "foreign certificate": (signing("data", signer=stranger), SbiForeign),
    "expired certificate": (signing("data", signer=stale), SbiExpired),
    "another maker": (signing("data", signer=other_maker), SbiWrongMaker),
    "no algorithm": (signing("data", header={"alg": "none"}), SbiUnsigned),
    "a shared secret": (signing("data", header={"alg": "HS256"}), SbiUnsigned),
    "critical header": (signing("data", header={"crit": ["b64"]}), SbiUnsigned),
    "no certificate": (signing("data", header={"x5c": []}), SbiUnsigned),
    "garbage for a certificate": (signing("data", header={"x5c": ["AAAA"]}), SbiForeign),
    "inner identity unsigned": (signing("digital_id", header={"alg": "none"}), SbiUnsigned),
    "inner identity of another": (altering("inner_id", serialNo="OTHER-0001-0001"), SbiWrongDevice),
    "inner identity of another kind": (altering("inner_id", type="Iris"), SbiWrongDevice),
    "another kind": (altering("data", bioType="Iris"), SbiWrongDevice),
    "another environment": (altering("data", env="Developer"), SbiWrongDevice),
    "another purpose": (altering("data", purpose="Auth"), SbiWrongDevice),
    "another transaction": (altering("data", transactionId="another-transaction"), SbiReplayed),
    "no transaction": (altering("data", transactionId=""), SbiReplayed),
    "clock behind": (altering("data", timestamp="2026-03-04T05:01:06Z"), SbiClockOff),
    "clock ahead": (altering("data", timestamp="2026-03-04T05:11:08Z"), SbiClockOff),
    "no time": (altering("data", timestamp="yesterday"), SbiGarbled),
    "time without zone": (altering("data", timestamp="2026-03-04T05:06:07"), SbiGarbled),
    "NaN": (altering("data", qualityScore="NaN"), SbiBadScore),
    "NaN as a number": (altering("data", qualityScore=float("nan")), SbiGarbled),
    "infinite": (altering("data", qualityScore="inf"), SbiBadScore),
    "over a hundred": (altering("data", qualityScore="100.5"), SbiBadScore),
    "below zero": (altering("data", qualityScore=-1), SbiBadScore),
    "no score": (altering("data", qualityScore=None), SbiBadScore),
    "other version": (altering("element", specVersion="0.9.2"), SbiGarbled),
    "no data": (altering("element", data=""), SbiGarbled),
    "no hash": (altering("element", hash=""), SbiBrokenChain),
    "small letters": (altering("element", hash="ab" * 32), SbiBrokenChain),
    "an element left out": (without(1), SbiBrokenChain),
    "three fingers for four": (without(3), SbiWrongFingers),
    "one finger twice": (twice, SbiBrokenChain),
    "five fingers": (too_many, SbiWrongFingers),
    "the other hand": (other_hand, SbiWrongFingers),
    "names and records differ": (swapped_records, SbiBadRecord),
    "damaged image": (lambda s: s.alter.update(record=lambda record: record[:-30]), SbiBadRecord),
    "no image": (lambda s: s.alter.update(record=lambda _: b""), SbiGarbled),
    "not base64url": (altering("data", bioValue="+/+/"), SbiGarbled),
    "no elements": (lambda s: s.alter.update(elements=lambda _: []), SbiGarbled),
    "HTML": (lambda s: s.script.update(RCAPTURE=http(b"<html><body>Welcome</body></html>")), SbiGarbled),
    "truncated JSON": (lambda s: s.script.update(RCAPTURE=http(b'{"biometrics":[{"specVer')), SbiGarbled),
    "truncated HTTP": (lambda s: s.script.update(RCAPTURE=error_answer("0")[:-40]), SbiGarbled),
    "no HTTP": (lambda s: s.script.update(RCAPTURE=b"\x00\xff" * 500 + b"\r\n\r\n"), SbiGarbled),
    "a list": (lambda s: s.script.update(RCAPTURE=http([1, 2])), SbiGarbled),
    "deep nesting": (lambda s: s.script.update(RCAPTURE=http(b"[" * 100_000)), SbiGarbled),
    "hung up": (lambda s: s.script.update(RCAPTURE=lambda *_: b""), DeviceLost),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_in_its_own_words(service, lie):
    change, error = LIES[lie]
    chain = CaptureChain()
    scanner = slap(service, chain=chain)
    change(service)
    with pytest.raises(error) as met:
        take(scanner)
    assert type(met.value) is error
    assert met.value.params["device"] == "Fingerprint scanner"
    if error not in {SbiWrongFingers, SbiBadRecord}:
        assert chain.previous == ""
    service.alter.clear(), service.sign.clear(), service.script.clear()
    service.records = type(service).records.__get__(service)
    assert len(take(scanner)) == 4  # it is usable again at once


def test_each_lie_has_a_sentence_of_its_own():
    kinds = {error for _, error in LIES.values()}
    assert len({kind.text for kind in kinds}) == len(kinds)


def test_a_replayed_answer_is_refused(service):
    scanner = slap(service)
    old_answer(service)
    assert len(take(scanner)) == 4
    for _ in range(2):
        with pytest.raises(SbiReplayed):
            take(scanner)


def test_the_count_is_named(service):
    scanner = slap(service)
    without(3)(service)
    with pytest.raises(SbiWrongFingers) as met:
        take(scanner)
    assert len(met.value.params["given"].split(", ")) == 3
    assert len(met.value.params["asked"].split(", ")) == 4


def test_numbers_for_strings_are_accepted(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"qualityScore": 44.4, "requestedScore": 40}
    service.alter["element"] = lambda element: element | {"error": {"errorCode": 0, "errorInfo": None}}
    assert take(scanner)[Finger.RIGHT_INDEX].quality == 44


def test_low_quality_is_no_error(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"qualityScore": "3"}
    assert take(scanner)[Finger.RIGHT_INDEX].quality == 3


def test_five_minutes_are_tolerated(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"timestamp": "2026-03-04T05:11:07Z"}
    assert len(take(scanner)) == 4


CODES = {
    "100": SbiNotRegistered,
    "101": NoFinger,
    "102": SbiReported,
    "103": SbiTampered,
    "104": SbiReported,
    "105": SbiAskew,
    "106": DeviceLost,
    "107": SbiKeyExpired,
    "108": SbiKeyExpired,
    "109": SbiMisunderstood,
    "112": SbiMisunderstood,
    "123": SbiMisunderstood,
    "202": DeviceLost,
    "503": DeviceLost,
    "701": NoFinger,
    "705": DeviceLost,
    "709": SbiNotForRegistration,
    "801": NoFinger,
    "999": SbiReported,
    "": SbiGarbled,
    "strange": SbiReported,
}


@pytest.mark.parametrize("code", CODES)
def test_codes_become_words(service, code):
    scanner = slap(service)
    service.codes = [code]
    with pytest.raises(CODES[code]) as met:
        take(scanner)
    assert type(met.value) is CODES[code]
    assert len(service.asked("RCAPTURE")) == 1
    assert len(take(scanner)) == 4


def test_unknown_codes_show_the_devices_own_words(service):
    scanner = slap(service)
    service.script["RCAPTURE"] = error_answer("5123", "Lensa\nkotor\x07 " + "x" * 500)
    with pytest.raises(SbiReported) as met:
        take(scanner)
    assert met.value.params["code"] == "5123"
    assert met.value.params["info"].startswith("Lensakotor x")
    assert len(met.value.params["info"]) < 200


def test_nothing_seen_by_a_camera_is_no_finger(service):
    service.codes = ["701"]
    with pytest.raises(SbiNothingSeen):
        SbiFace(device_of(service, "face")).still(timeout=5, cancel=Cancel())


@given(code=st.text(max_size=8), info=st.text(max_size=300))
def test_any_code_has_a_sentence(code, info):
    error = code_error(code, info, "Device", finger=True)
    assert error.text.format(**error.params)


class NoPause(Cancel):
    def __init__(self):
        super().__init__()
        self.pauses = []

    def sleep(self, seconds):
        self.pauses.append(seconds)


@pytest.mark.parametrize(("code", "error"), [("110", SbiNotReady), ("111", SbiInUse), ("703", SbiInUse)])
def test_a_busy_device_is_asked_again_without_a_word(service, code, error):
    scanner, cancel = slap(service), NoPause()
    service.codes = [code] * 3
    assert len(scanner.capture_slap(Slap.RIGHT_FOUR, missing=(), timeout=5, cancel=cancel)) == 4
    assert cancel.pauses == [0.5] * 3
    transactions = [asked(service, at)["transactionId"] for at in range(4)]
    assert len(set(transactions)) == 4
    service.codes = [code] * 4
    with pytest.raises(error):
        scanner.capture_slap(Slap.RIGHT_FOUR, missing=(), timeout=5, cancel=cancel)


INTRODUCTIONS = {
    "wrong signature": (signing("info", spoil=True), SbiBadSignature),
    "foreign": (signing("info", signer=stranger), SbiForeign),
    "expired": (signing("info", signer=stale), SbiExpired),
    "another maker": (signing("info", signer=other_maker), SbiWrongMaker),
    "none": (signing("info", header={"alg": "none"}), SbiUnsigned),
    "nothing known": (altering("entry", deviceInfo="e30"), SbiWrongDevice),
    "identity of a stranger": (signing("digital_id", signer=stranger), SbiForeign),
    "no maker": (altering("digital_id", deviceProvider=""), SbiWrongMaker),
    "for checking": (altering("info", purpose="Auth"), SbiNotForRegistration),
    "another version": (altering("info", specVersion=["0.9.2"]), SbiOtherVersion),
    "not ready": (altering("info", deviceStatus="Not Ready"), SbiNotReady),
    "nothing connected": (
        lambda s: s.script.update(MOSIPDINFO=http([{"error": {"errorCode": "106", "errorInfo": "Gone"}}])),
        DeviceLost,
    ),
    "HTML": (lambda s: s.script.update(MOSIPDINFO=http(b"<html>")), SbiGarbled),
    "hung up": (lambda s: s.script.update(MOSIPDINFO=lambda *_: b""), DeviceLost),
    "nobody": (lambda s: s.script.update(MOSIPDINFO=http([])), DeviceLost),
}


@pytest.mark.parametrize("lie", INTRODUCTIONS)
def test_a_device_that_introduces_itself_wrongly_is_not_used(service, lie):
    change, error = INTRODUCTIONS[lie]
    device = device_of(service, "slap", connect=False)
    change(service)
    with pytest.raises(error) as met:
        device.connect(NoPause())
    assert type(met.value) is error


def test_another_device_at_the_same_place_is_noticed(service):
    device = device_of(service, "slap")
    service.devices = ("iris",)
    with pytest.raises(SbiWrongDevice):
        device.connect(Cancel())


def test_an_unregistered_device_says_so(service):
    device = device_of(service, "slap", connect=False)

    def unregistered(entry):
        payload = entry["deviceInfo"].split(".")[1]
        return {"deviceInfo": payload, "error": {"errorCode": "100", "errorInfo": "Not registered"}}

    service.alter["entry"] = unregistered
    with pytest.raises(SbiNotRegistered):
        device.connect(Cancel())
    service.alter["entry"] = lambda entry: unregistered(entry) | {"error": None}
    with pytest.raises(SbiUnsigned):
        device.connect(Cancel())


@pytest.mark.parametrize("env", ["Developer", "Staging", "Pre-Production", "None", ""])
def test_a_stand_in_is_refused_unless_allowed(env):
    with serving(env=env) as service:
        device = device_of(service, "slap", connect=False)
        with pytest.raises(SbiStandIn) as met:
            device.connect(Cancel())
        assert isinstance(met.value, DeviceRefused)
        assert device_of(service, "slap", allow_emulated=True).info.emulated


def test_a_busy_device_is_there(service):
    service.alter["info"] = lambda info: info | {"deviceStatus": "Busy"}
    assert device_of(service, "slap").info.serial == "SLAP-0001-0001"


def test_a_chip_signs_the_identity_of_level_one(service):
    """The chip's maker may be another than the device's; for level 0 it may not."""
    chip = certificate(name_of("Chip", "PT Chip"), leaf().issuer, subject_key="chip", issuer_key="maker")
    service.sign["digital_id"] = {"signer": chip, "signed_with": "chip"}
    with pytest.raises(SbiWrongMaker):
        device_of(service, "slap")
    service.alter["info"] = lambda info: info | {"certification": "L1"}
    assert len(take(slap(service))) == 4


def test_newer_services_are_spoken_to_by_serial_number(service):
    service.alter["info"] = lambda info: {
        "deviceInfo": {name: value for name, value in info.items() if name not in {"deviceId", "deviceCode"}}
        | {"specVersion": ["1.0"], "serialNo": "SLAP-0001-0001"},
        "error": {"errorCode": "0"},
    }
    service.alter["element"] = lambda element: element | {"additionalInfo": {"a": "b"}}
    scanner = slap(service)
    assert len(take(scanner, on_preview=lambda _: None)) == 4
    request = asked(service)
    assert (request["specVersion"], request["domainUri"]) == ("1.0", "")
    assert request["bio"][0]["serialNo"] == "SLAP-0001-0001"
    assert request["bio"][0]["bioSubType"] == ""
    assert "deviceId" not in request["bio"][0]
    assert json.loads(service.asked("STREAM")[0][3])["serialNo"] == "SLAP-0001-0001"


def test_the_callback_address_stays_on_this_machine():
    assert Address.of_callback("http://127.0.0.1:4510/sbi/", 4501) == Address(4510, "/sbi/")
    assert Address.of_callback("http://127.0.0.1:4510", 4501) == Address(4510, "/")
    for url in (
        "",
        "http://10.0.0.1:4510/",
        "https://127.0.0.1:4510/",
        "http://127.0.0.1/",
        "http://127.0.0.1:x/",
        "//",
    ):
        assert Address.of_callback(url, 4501) == Address(4501, "/")


def test_what_a_service_says_is_where_it_is_asked(service):
    with serving() as elsewhere:
        for what in ("discovered", "info"):
            service.alter[what] = lambda value: value | {"callbackId": f"http://127.0.0.1:{elsewhere.port}/"}
            elsewhere.alter[what] = service.alter[what]
        take(slap(service))
        assert not service.asked("RCAPTURE")
        assert elsewhere.asked("RCAPTURE")


@given(st.binary(max_size=200))
def test_random_tokens_raise_one_kind_of_error(data):
    from booth.devices.sbi_jws import verify_jws
    from tests.unit.devices.sbi_client_stage import trust

    for token in (data.decode("latin-1"), "e30." + data.hex() + ".AA", "e30.e30.e30"):
        with suppress(DeviceFault):
            verify_jws(token, trust().device, now=NOW, device="Device")
            pytest.fail("nobody signed this")


@given(st.data())
def test_a_damaged_token_is_never_believed(data):
    from booth.devices.sbi_jws import verify_jws
    from tests.unit.devices.sbi_client_stage import trust

    token = list(TOKEN)
    at = data.draw(st.integers(0, len(token) - 1))
    token[at] = data.draw(st.sampled_from("ABCxyz019-_.=é "))
    with suppress(DeviceFault):
        signed = verify_jws("".join(token), trust().device, now=NOW, device="Device")
        assert signed.payload == b'{"a": 1}'  # what was changed does not count: spare bits, filling


TOKEN = jws({"a": 1})
