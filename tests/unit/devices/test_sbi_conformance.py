"""The emulated SBI service against the checks of the compliance kit: shapes, signatures, chains, counts, codes."""

import json
import re
import struct
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import cv2
import msgspec
import numpy as np
import pytest
from msgspec import Meta, Struct

from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.devices.emulators.sbi.captures import chained
from booth.devices.emulators.sbi.keys import Chain
from booth.devices.emulators.sbi.people import drawn_face, drawn_iris
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger
from tests.unit.devices.sbi_wire import (
    ABSENT,
    Viewer,
    admin,
    asked,
    call,
    capture,
    chain,
    discover,
    follows,
    later,
    opened,
    payloads,
    person,
    print_of,
    service,
    unpadded,
    until,
)

Filled = Annotated[str, Meta(min_length=1)]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Code = Annotated[str, Meta(pattern=r"^\d{1,3}$")]
Hash = Annotated[str, Meta(pattern=r"^[A-Z0-9]{64}$")]
Segment = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+$")]
Compact = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$")]
Url = Annotated[str, Meta(pattern=r"^http://127\.0\.0\.1:\d+/$")]
Kind = Literal["Finger", "Iris", "Face"]
State = Literal["Ready", "Busy", "Not Ready", "Not Registered"]


class Strict(Struct, forbid_unknown_fields=True, rename="camel"):
    pass


class Told(Strict):
    error_code: Code
    error_info: Filled


class DigitalId(Strict):
    serial_no: Annotated[str, Meta(min_length=12)]
    make: Filled
    model: Filled
    type: Kind
    device_sub_type: Literal["Slap", "Single", "Touchless", "Double", "Full face"]
    device_provider: Filled
    device_provider_id: Filled
    date_time: Moment


class Discovered(Strict):
    device_id: str
    device_status: State
    certification: Literal["L0"]
    service_version: Filled
    device_sub_id: list[Literal["0", "1", "2", "3"]]
    callback_id: Url
    digital_id: Segment
    device_code: str
    spec_version: list[Literal["0.9.5"]]
    purpose: Literal["Registration", ""]
    error: Told


class Info(Strict):
    device_info: str
    error: Told


class Described(Strict):
    device_status: State
    device_id: str
    firmware: Filled
    certification: Literal["L0"]
    service_version: Filled
    device_sub_id: list[Literal["0", "1", "2", "3"]]
    callback_id: Url
    digital_id: str
    device_code: str
    env: Literal["Developer", "None"]
    purpose: Literal["Registration", ""]
    spec_version: list[Literal["0.9.5"]]


class Element(Strict):
    spec_version: Literal["0.9.5"]
    data: Compact
    hash: Hash
    error: Told


class Captured(Strict):
    biometrics: list[Element]


class Data(Strict):
    digital_id: Compact
    device_code: Filled
    device_service_version: Filled
    bio_type: Kind
    bio_sub_type: str
    purpose: Literal["Registration"]
    env: Literal["Developer"]
    bio_value: Segment
    transaction_id: Filled
    timestamp: Moment
    requested_score: Annotated[str, Meta(pattern=r"^\d+\.\d$")]
    quality_score: Annotated[str, Meta(pattern=r"^\d+\.\d$")]


class ErrorElement(Strict):
    spec_version: Literal[""]
    data: Literal[""]
    hash: Literal[""]
    error: Told


class Refusal(Strict):
    biometrics: list[ErrorElement]


FINGERS = {
    "1": [f"Left {name}Finger" for name in ("Index", "Middle", "Ring", "Little")],
    "2": [f"Right {name}Finger" for name in ("Index", "Middle", "Ring", "Little")],
    "3": ["Left Thumb", "Right Thumb"],
}
POSITIONS = {
    "Right Thumb": 1,
    **{name: number for number, name in enumerate(FINGERS["2"], 2)},
    "Left Thumb": 6,
    **{name: number for number, name in enumerate(FINGERS["1"], 7)},
}
EVERYTHING = (
    ("Finger", "4", "2", "1"),
    ("Finger", "4", "2", "2"),
    ("Finger", "2", "2", "3"),
    ("Finger", "1", "4", "0"),
    ("Face", "1", "3", "0"),
    ("Iris", "1", "5", "1"),
    ("Iris", "1", "5", "2"),
    ("Iris", "2", "5", "3"),
)


@pytest.fixture(scope="module")
def port():
    """Of a service that stays as it is."""
    with service() as emulator:
        yield emulator.port


def checked(reply, shape=Captured):
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.surplus == b""
    return msgspec.convert(reply.json, shape, strict=True)


# 1. Shapes


def test_discovery_is_an_unsigned_list_of_all_devices(port):
    devices = checked(discover(port), list[Discovered])
    found = {}
    for device in devices:
        identity = msgspec.convert(json.loads(unpadded(device.digital_id)), DigitalId)
        found[identity.type, identity.device_sub_type] = (device.device_id, device.device_sub_id)
        assert device.callback_id == f"http://127.0.0.1:{port}/"
        assert device.device_code == identity.serial_no
        assert device.purpose == "Registration"
    assert found == {
        ("Finger", "Slap"): ("2", ["1", "2", "3"]),
        ("Finger", "Single"): ("4", ["0"]),
        ("Face", "Full face"): ("3", ["0"]),
        ("Iris", "Double"): ("5", ["1", "2", "3"]),
    }


@pytest.mark.parametrize(("kind", "ids"), [("Finger", ["2", "4"]), ("Face", ["3"]), ("Iris", ["5"])])
def test_only_devices_of_the_type_answer(port, kind, ids):
    assert [device.device_id for device in checked(discover(port, kind), list[Discovered])] == ids


def test_device_info_is_signed_twice(port):
    for info in checked(call(port, "MOSIPDINFO", "/info"), list[Info]):
        described = msgspec.convert(opened(info.device_info)[0], Described)
        identity = msgspec.convert(opened(described.digital_id)[0], DigitalId)
        assert described.device_code == identity.serial_no
        assert (described.env, described.purpose) == ("Developer", "Registration")
        assert described.firmware == described.service_version, "so it is for certification L0"


@pytest.mark.parametrize("what", EVERYTHING)
def test_a_capture_has_its_shape(port, what):
    body = asked(*what)
    for element in checked(call(port, "RCAPTURE", "/capture", body)).biometrics:
        data = msgspec.convert(opened(element.data)[0], Data)
        identity = msgspec.convert(opened(data.digital_id)[0], DigitalId)
        assert element.error.error_code == "0"
        assert data.bio_type == identity.type == what[0]
        assert data.transaction_id == body["transactionId"]
        assert (data.requested_score, data.quality_score) == ("40.0", "80.0")
        assert data.device_code == identity.serial_no


def test_an_error_has_its_shape(port):
    reply = capture(port, top={"transactionId": "!"})
    assert checked(reply, Refusal).biometrics[0].error.error_code == "112"


# 2. Signatures and trust (every capture above is opened with its chain)


def test_the_chain_is_root_provider_device():
    made = chain()
    root, provider, device = (each.certificate for each in (made.root, made.provider, made.device))
    device.verify_directly_issued_by(provider)
    provider.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    assert len({each.public_key().public_numbers() for each in (root, provider, device)}) == 3
    assert timedelta(days=20) < device.not_valid_after_utc - datetime.now(UTC) < timedelta(days=31)


def test_trust_is_written_as_pem(tmp_path):
    chain().write_trust(tmp_path / "trust")
    texts = [path.read_text() for path in sorted((tmp_path / "trust").iterdir())]
    assert len(texts) == 2
    assert all(text.startswith("-----BEGIN CERTIFICATE-----\n") for text in texts)


# 3. Hash chain


def test_the_documents_vector():
    first = chained(None, b"abc")
    assert first.hex().upper() == "BDDBDF7E9DF02F902EE5DD61B2B513D7566A2112FF97DB7DC3B6D184A43EF0E3"
    second = chained(first, b"def")
    assert second.hex().upper() == "D06FFD66589038DEEA66A68731881D1D14470238326C1C55C4855C1DA9F9A1DC"
    assert follows(follows("", b"abc"), b"def") == second.hex().upper()


def test_hashes_chain_within_and_across_captures(port):
    previous = ""
    for what in EVERYTHING:
        reply = capture(port, *what, previousHash=previous)
        for element, data in zip(reply.json["biometrics"], payloads(reply), strict=True):
            previous = follows(previous, unpadded(data["bioValue"]))
            assert element["hash"] == previous


def test_a_hash_in_small_letters_is_the_same_hash(port):
    first = capture(port, "Face", "1", "3", "0").json["biometrics"][0]["hash"]
    reply = capture(port, "Face", "1", "3", "0", previousHash=first.lower())
    assert reply.json["biometrics"][0]["hash"] == follows(first, unpadded(payloads(reply)[0]["bioValue"]))


# 4. Counts and exceptions


@pytest.mark.parametrize("sub", ["1", "2", "3"])
@pytest.mark.parametrize("missing", [0, 1, 2, 3])
def test_what_is_asked_for_comes_in_order_without_exceptions(port, sub, missing):
    names = FINGERS[sub]
    if missing >= len(names):
        return
    exceptions = names[len(names) - missing :] if missing % 2 else names[:missing]
    reply = capture(port, "Finger", str(len(names) - missing), "2", sub, exception=exceptions)
    assert [data["bioSubType"] for data in payloads(reply)] == [name for name in names if name not in exceptions]


@pytest.mark.parametrize(
    ("what", "changes", "names"),
    [
        (("Iris", "2", "5", "3"), {}, ["Left", "Right"]),
        (("Iris", "1", "5", "3"), {"exception": ["Left"]}, ["Right"]),
        (("Iris", "1", "5", "3"), {"exception": ["Right"]}, ["Left"]),
        (("Iris", "1", "5", "1"), {}, ["Left"]),
        (("Iris", "1", "5", "2"), {}, ["Right"]),
        (("Face", "1", "3", "0"), {}, [""]),
        (("Face", "1", "3", "0"), {"exception": ["Left Thumb", "Right"]}, [""]),
        (("Finger", "1", "4", "0"), {}, ["UNKNOWN"]),
        (("Finger", "1", "4", "0"), {"bioSubType": ["Left Thumb"]}, ["Left Thumb"]),
    ],
)
def test_other_devices_give_what_is_asked_for(port, what, changes, names):
    assert [data["bioSubType"] for data in payloads(capture(port, *what, **changes))] == names


@pytest.mark.parametrize(
    ("what", "changes", "code"),
    [
        (("Finger", "3", "2", "1"), {}, "109"),
        (("Finger", "5", "2", "1"), {}, "109"),
        (("Finger", "4", "2", "1"), {"exception": ["Left RingFinger"]}, "109"),
        (("Finger", "1", "2", "3"), {}, "109"),
        (("Finger", "4", "2", "3"), {}, "109"),
        (("Iris", "1", "5", "3"), {}, "109"),
        (("Iris", "2", "5", "1"), {}, "109"),
        (("Iris", "1", "5", "2"), {"exception": ["Right"]}, "109"),
        (("Finger", "2", "4", "0"), {}, "109"),
        (("Finger", "11", "2", "1"), {}, "116"),
        (("Iris", "3", "5", "3"), {}, "116"),
        (("Face", "2", "3", "0"), {}, "116"),
        (("Finger", "0", "2", "3"), {"exception": ["Left Thumb", "Right Thumb"]}, "113"),
        (("Finger", "3", "2", "1"), {"exception": ["Left Indexfinger"]}, "117"),
        (("Finger", "3", "2", "1"), {"exception": ["UNKNOWN"]}, "117"),
        (("Finger", "2", "2", "1"), {"exception": ["Left RingFinger", "Left RingFinger"]}, "117"),
        (("Finger", "3", "2", "1"), {"exception": ["Right RingFinger"]}, "118"),
        (("Finger", "3", "2", "2"), {"exception": ["Right Thumb"]}, "118"),
        (("Finger", "4", "2", "1"), {"bioSubType": ["Middle"]}, "119"),
        (("Finger", "4", "2", "1"), {"bioSubType": ["Left Thumb"]}, "119"),
        (("Finger", "3", "2", "1"), {"exception": ["Left"]}, "122"),
        (("Iris", "1", "5", "3"), {"exception": ["Left Thumb"]}, "122"),
        (("Iris", "2", "5", "3"), {"bioSubType": ["Left Thumb"]}, "122"),
        (("Face", "1", "3", "0"), {"bioSubType": ["Left"]}, "122"),
    ],
)
def test_counts_and_names_that_do_not_fit(port, what, changes, code):
    assert checked(capture(port, *what, **changes), Refusal).biometrics[0].error.error_code == code


# 5. Time-outs


def test_a_score_out_of_reach_takes_the_whole_time_and_gives_the_best_frame():
    now, looks = [0.0], []
    pictures = {score: np.full((80, 60), score, np.uint8) for score in (10, 60, 30)}
    turns = [10, 60, 30]

    def finger(*_):
        looks.append(turns[min(len(looks), 2)])
        return pictures[looks[-1]]

    def quality(pixels):
        return float(pixels[0, 0])

    with service(person(finger=finger), quality=quality, monotonic=lambda: now[0]) as emulator:
        answer = later(
            capture,
            emulator.port,
            "Finger",
            "1",
            "4",
            "0",
            bioSubType=["Left Thumb"],
            requestedScore="100",
            top={"timeout": "5000"},
        )
        until(lambda: len(looks) > 5)
        now[0] = 4.99
        seen = len(looks)
        until(lambda: len(looks) > seen + 5)
        assert not answer.done()
        now[0] = 5.0
        [data] = payloads(answer())
    assert data["qualityScore"] == "60.0"
    assert np.array_equal(picture_of(unpadded(data["bioValue"])), pictures[60])


def test_of_a_slap_the_average_counts():
    scores = dict(zip((7, 8, 9, 10), (20.0, 30.0, 50.0, 60.0), strict=True))

    def finger(finger, _attempt):
        return np.full((64, 64), int(finger), np.uint8)

    with service(person(finger=finger), quality=lambda pixels: scores[int(pixels[0, 0])]) as emulator:
        told = [data["qualityScore"] for data in payloads(capture(emulator.port, requestedScore="40"))]
    assert told == ["20.0", "30.0", "50.0", "60.0"]


@pytest.mark.parametrize(("there", "code"), [((), "701"), ((Finger.LEFT_INDEX,), "101")])
def test_nothing_or_not_all_on_the_glass_until_the_end(there, code):
    def finger(finger, attempt):
        if finger not in there:
            raise GlassEmpty
        return print_of("ani", finger, attempt)

    with service(person(finger=finger)) as emulator:
        assert capture(emulator.port, top={"timeout": "60"}).error == code


# 6. Moments


def test_the_timestamp_is_of_the_capture(port):
    before = datetime.now(UTC).replace(microsecond=0)
    [data] = payloads(capture(port, "Face", "1", "3", "0"))
    for text in (data["timestamp"], opened(data["digitalId"])[0]["dateTime"]):
        at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert before <= at <= datetime.now(UTC)


# 7. Records


def picture_of(record):
    """The picture at the end of any of the three kinds of record, decoded."""
    start = record.index(b"\x00\x00\x00\x0cjP  \r\n\x87\n")
    assert struct.unpack(">I", record[start - 4 : start])[0] == len(record) - start
    return cv2.imdecode(np.frombuffer(record[start:], np.uint8), cv2.IMREAD_UNCHANGED)


def header_of(record, magic, version):
    assert record[:8] == magic + version
    total, representations = struct.unpack(">IH", record[8:14])
    assert (total, representations) == (len(record), 1)


def representation_of(record, start):
    length, year, month, day, *_ = struct.unpack(">IHBBBBBH", record[start : start + 13])
    assert length == len(record) - start
    assert datetime(year, month, day, tzinfo=UTC) <= datetime.now(UTC)
    blocks = record[start + 18]
    assert record[start + 19] == 80, "the quality of the first block"
    return start + 19 + 5 * blocks


@pytest.mark.parametrize(("what", "names"), [(("Finger", "4", "2", sub), FINGERS[sub]) for sub in ("1", "2")])
def test_a_finger_record(what, names):
    with service() as emulator:  # the first impressions
        reply = capture(emulator.port, *what)
    for data, name in zip(payloads(reply), names, strict=True):
        record = unpadded(data["bioValue"])
        header_of(record, b"FIR\0", b"020\0")
        assert record[14:16] == b"\x00\x01"  # no certification, one position
        at = representation_of(record, 16)
        position, number, unit, *rates = struct.unpack(">BBBHHHH", record[at : at + 11])
        assert (position, number, unit, rates) == (POSITIONS[name], 0, 1, [500] * 4)
        depth, coding, impression, width, height = struct.unpack(">BBBHH", record[at + 11 : at + 18])
        assert (depth, coding, impression, width, height) == (8, 5, 0, 100, 120)
        assert np.array_equal(picture_of(record), print_of("ani", Finger(position), 0)), "without loss"


def test_a_finger_nobody_named_has_position_unknown(port):
    [data] = payloads(capture(port, "Finger", "1", "4", "0"))
    record = unpadded(data["bioValue"])
    assert record[representation_of(record, 16)] == 0


def test_a_face_record(port):
    [data] = payloads(capture(port, "Face", "1", "3", "0"))
    record = unpadded(data["bioValue"])
    header_of(record, b"FAC\0", b"030\0")
    assert record[14:17] == b"\0\0\0"  # no certification, no temporal semantics
    at = representation_of(record, 17)
    landmarks = struct.unpack(">H", record[at : at + 2])[0]
    at += 17 + 8 * landmarks
    kind, coding, width, height, _, _, _, space = struct.unpack(">BBHHBHBB", record[at : at + 11])
    assert (kind, coding, width, height, space) == (1, 2, 480, 600, 1)
    assert np.array_equal(picture_of(record), drawn_face(0))


def test_an_iris_record(port):
    for eye, data in zip(("Left", "Right"), payloads(capture(port, "Iris", "2", "5", "3")), strict=True):
        record = unpadded(data["bioValue"])
        header_of(record, b"IIR\0", b"020\0")
        assert np.array_equal(picture_of(record), drawn_iris(Eye[eye.upper()], 0))


# 8. Transactions, and everything else of a request


@pytest.mark.parametrize("transaction", ["", "abc", "a" * 51, "ab cd", "abcd_", "ábcd", "abcd\n"])
def test_bad_transactions(port, transaction):
    assert capture(port, "Face", "1", "3", "0", top={"transactionId": transaction}).error == "112"


@pytest.mark.parametrize("transaction", ["abcd", "A-9-", "a" * 50])
def test_good_transactions(port, transaction):
    reply = capture(port, "Face", "1", "3", "0", top={"transactionId": transaction})
    assert payloads(reply)[0]["transactionId"] == transaction


@pytest.mark.parametrize(
    ("top", "code"),
    [
        ({"env": "Staging"}, "115"),
        ({"env": "developer"}, "115"),
        ({"purpose": "Auth"}, "121"),
        ({"specVersion": "0.9.2"}, "123"),
        ({"specVersion": ["0.9.5"]}, "123"),
        ({"timeout": 10000}, "123"),
        ({"timeout": "0"}, "123"),
        ({"timeout": "-1"}, "123"),
        ({"timeout": "soon"}, "123"),
        ({"timeout": "9" * 20}, "123"),
        ({"captureTime": "yesterday"}, "123"),
        ({"captureTime": "2026-01-31T02:03:04.123Z"}, "123"),
        ({"transactionId": 12345}, "123"),
        ({"transactionId": ABSENT}, "123"),
        ({"bio": []}, "123"),
        ({"bio": {}}, "123"),
        ({"bio": [None]}, "123"),
        ({"bio": ABSENT}, "123"),
        ({"customOpts": []}, "123"),
        ({"customOpts": {str(key): "x" for key in range(51)}}, "123"),
        ({"env": ABSENT}, "123"),
        ({"env": ""}, "123"),
    ],
)
def test_outer_fields_that_do_not_fit(port, top, code):
    assert capture(port, "Face", "1", "3", "0", top=top).error == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"count": 1}, "123"),
        ({"count": "one"}, "123"),
        ({"count": "²"}, "123"),
        ({"requestedScore": 40}, "123"),
        ({"requestedScore": "101"}, "123"),
        ({"requestedScore": "NaN"}, "123"),
        ({"previousHash": None}, "123"),
        ({"previousHash": ABSENT}, "123"),
        ({"previousHash": "0" * 63}, "123"),
        ({"previousHash": "g" * 64}, "123"),
        ({"exception": "Left"}, "123"),
        ({"exception": [1]}, "123"),
        ({"bioSubType": 1}, "123"),
        ({"deviceId": 3}, "123"),
        ({"deviceId": ""}, "704"),
        ({"deviceSubId": ""}, "704"),
        ({"deviceId": "9"}, "705"),
        ({"deviceSubId": "1"}, "705"),
        ({"type": "Voice"}, "114"),
        ({"type": "face"}, "114"),
        ({"type": "Iris"}, "120"),
    ],
)
def test_inner_fields_that_do_not_fit(port, changes, code):
    assert capture(port, "Face", "1", "3", "0", **changes).error == code


@pytest.mark.parametrize(
    "changes", [{"bioSubType": ABSENT}, {"bioSubType": None}, {"exception": ABSENT}, {"exception": None}]
)
def test_fields_that_may_be_absent(port, changes):
    assert capture(port, "Face", "1", "3", "0", **changes).error == "0"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 5000, b'"x"', b"null"])
def test_a_capture_without_an_object(port, body):
    assert call(port, "RCAPTURE", "/capture", body).error == "123"


def test_an_authentication_is_refused(port):
    assert call(port, "CAPTURE", "/capture", asked()).error == "809"


# 9. Statuses


@pytest.mark.parametrize(
    ("status", "code", "streamed"),
    [("Busy", "111", "111"), ("Not Ready", "110", "607"), ("Not Registered", "100", "100")],
)
def test_statuses(status, code, streamed):
    with service() as emulator:
        port = emulator.port
        assert admin(port, "status", type="Biometric Device", deviceStatus=status) == "0"
        registered = status != "Not Registered"
        for device in checked(discover(port), list[Discovered]):
            assert (device.device_status, device.error.error_code) == (status, code)
            assert bool(device.device_id) == bool(device.device_code) == bool(device.purpose) == registered
            msgspec.convert(json.loads(unpadded(device.digital_id)), DigitalId)
        for info in checked(call(port, "MOSIPDINFO", "/info"), list[Info]):
            assert info.error.error_code == code
            assert ("." in info.device_info) == registered
            told = opened(info.device_info)[0] if registered else json.loads(unpadded(info.device_info))
            described = msgspec.convert(told, Described)
            assert described.device_status == status
            assert described.env == ("Developer" if registered else "None")
            assert ("." in described.digital_id) == registered
        assert capture(port).error == code
        with Viewer(port) as viewer:
            assert viewer.refused()["error"]["errorCode"] == streamed
        assert admin(port, "status", type="Biometric Device", deviceStatus="Ready") == "0"
        assert capture(port).error == "0"


def test_nothing_connected():
    with service() as emulator:
        emulator.unplug()
        assert checked(discover(emulator.port), list[dict]) == discover(emulator.port).json
        assert list(discover(emulator.port).json[0]) == ["error"]
        assert discover(emulator.port).error == "503"
        assert call(emulator.port, "MOSIPDINFO", "/info").error == "106"
        assert capture(emulator.port).error == "705"
        with Viewer(emulator.port) as viewer:
            assert viewer.refused() == {"error": {"errorCode": "202", "errorInfo": "No Device Connected."}}
        emulator.plug("face")
        assert [device["deviceId"] for device in discover(emulator.port).json] == ["3"]
        assert discover(emulator.port, "Iris").error == "503"


# 10. Key rotation


def test_the_key_changes_and_the_serial_number_stays():
    with service(chain=Chain.create(datetime.now(UTC))) as emulator:

        def seen():
            [info, *_] = call(emulator.port, "MOSIPDINFO", "/info").json
            described, leaf = opened(info["deviceInfo"], emulator.chain)
            return opened(described["digitalId"], emulator.chain)[0]["serialNo"], leaf

        serial, leaf = seen()
        assert admin(emulator.port, "rotate") == "0"
        again, other = seen()
        payloads(capture(emulator.port), emulator.chain)
    assert serial == again
    assert leaf.public_key().public_numbers() != other.public_key().public_numbers()
    assert leaf.serial_number != other.serial_number
    assert leaf.subject == other.subject


# 11. Discovery of nonsense


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"type": "Voice"}, "502"),
        ({"type": "finger"}, "502"),
        ({"type": ""}, "501"),
        ({"type": 1}, "501"),
        ({}, "501"),
        ([], "501"),
        (b"", "501"),
        (b"{", "501"),
    ],
)
def test_discovery_of_nonsense(port, body, code):
    reply = call(port, "MOSIPDISC", "/device", body)
    assert reply.status == 200
    [only] = reply.json
    assert list(only) == ["error"]
    assert msgspec.convert(only["error"], Told).error_code == code


def test_every_error_text_is_there(port):
    assert re.search(
        "Transaction", capture(port, top={"transactionId": ""}).json["biometrics"][0]["error"]["errorInfo"]
    )
