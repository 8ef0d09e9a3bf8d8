"""What the emulated SBI service does wrong: each fault shows what it promises, and nothing else."""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.emulators.sbi.faults import VERBS, FaultBook, FaultOrder, SbiFault
from booth.devices.emulators.sbi.http import HUGE, NOISE, SLOW
from tests.unit.devices.sbi_wire import (
    Untrusted,
    Viewer,
    admin,
    asked,
    call,
    capture,
    connect,
    discover,
    everything,
    follows,
    opened,
    payloads,
    person,
    request,
    service,
    unpadded,
)

SLAP = ["Left IndexFinger", "Left MiddleFinger", "Left RingFinger", "Left LittleFinger"]
CAPTURE = request("RCAPTURE", "/capture", asked())


@pytest.fixture
def emulator():
    with service() as it:
        yield it


def names(reply):
    return [data["bioSubType"] for data in payloads(reply)]


def raw(port, data=CAPTURE):
    with connect(port) as sock:
        sock.sendall(data)
        return everything(sock)


# Signatures


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (SbiFault.BAD_SIGNATURE, "signature"),
        (SbiFault.ALG_NONE, "parts"),
        (SbiFault.EXPIRED, "validity"),
        (SbiFault.FOREIGN_CHAIN, "chain"),
        (SbiFault.WRONG_ORG, "organisation"),
    ],
)
def test_signatures_fail_for_their_own_reason(emulator, fault, reason):
    emulator.set_fault(fault)
    signed = [
        call(emulator.port, "MOSIPDINFO", "/info").json[0]["deviceInfo"],
        *(element["data"] for element in capture(emulator.port).json["biometrics"]),
    ]
    for jws in signed:
        with pytest.raises(Untrusted, match=reason):
            opened(jws)
    emulator.clear_faults()
    assert names(capture(emulator.port)) == SLAP


def test_an_expired_certificate_was_good_once(emulator):
    emulator.set_fault(SbiFault.EXPIRED)
    jws = capture(emulator.port).json["biometrics"][0]["data"]
    opened(jws, now=datetime.now(UTC) - timedelta(days=20))


def test_without_algorithm_the_header_says_so(emulator):
    emulator.set_fault(SbiFault.ALG_NONE)
    header, _, signature = capture(emulator.port).json["biometrics"][0]["data"].split(".")
    assert (json.loads(unpadded(header))["alg"], signature) == ("none", "")


# What the payload says


def test_another_device_is_named(emulator):
    serial = discover(emulator.port).json[0]["deviceCode"]
    emulator.set_fault(SbiFault.WRONG_SERIAL)
    for data in payloads(capture(emulator.port)):
        assert opened(data["digitalId"])[0]["serialNo"] != serial
    assert discover(emulator.port).json[0]["deviceCode"] == serial


def test_another_transaction_is_named(emulator):
    emulator.set_fault(SbiFault.WRONG_TRANSACTION)
    assert all(data["transactionId"] != asked()["transactionId"] for data in payloads(capture(emulator.port)))


def test_the_chain_is_broken(emulator):
    emulator.set_fault(SbiFault.BROKEN_HASH)
    reply = capture(emulator.port)
    previous = ""
    for element, data in zip(reply.json["biometrics"], payloads(reply), strict=True):
        assert element["hash"] != follows(previous, unpadded(data["bioValue"]))
        previous = element["hash"]


def test_the_last_answer_comes_again(emulator):
    first = capture(emulator.port)
    emulator.set_fault(SbiFault.REPLAY)
    again = capture(emulator.port, top={"transactionId": "another-one"}, previousHash="0" * 64)
    assert again.body == first.body


def test_a_first_answer_is_one_of_another_session(emulator):
    emulator.set_fault(SbiFault.REPLAY)
    reply = capture(emulator.port, previousHash="0" * 64)
    data = payloads(reply)[0]
    assert data["transactionId"] != asked()["transactionId"]
    assert reply.json["biometrics"][0]["hash"] == follows("", unpadded(data["bioValue"]))


def test_the_clock_is_slow(emulator):
    emulator.set_fault(SbiFault.STALE)
    [data, *_] = payloads(capture(emulator.port))
    for text in (data["timestamp"], opened(data["digitalId"])[0]["dateTime"]):
        at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert datetime.now(UTC) - at >= timedelta(minutes=10)


@pytest.mark.parametrize(("fault", "score"), [(SbiFault.NAN_SCORE, "NaN"), (SbiFault.NUMBER_SCORE, 80.0)])
def test_scores_are_odd(emulator, fault, score):
    emulator.set_fault(fault)
    assert payloads(capture(emulator.port))[0]["qualityScore"] == score


def test_a_score_is_the_number_that_is_none(emulator):
    emulator.set_fault(SbiFault.NAN_SCORE, SbiFault.NUMBER_SCORE)
    body = unpadded(capture(emulator.port).json["biometrics"][0]["data"].split(".")[1])
    assert b'"qualityScore":NaN' in body


def test_a_finger_is_missing(emulator):
    emulator.set_fault(SbiFault.MISSING_FINGER)
    assert names(capture(emulator.port)) == SLAP[:3]


def test_a_finger_is_too_many(emulator):
    emulator.set_fault(SbiFault.EXTRA_FINGER)
    assert names(capture(emulator.port, "Finger", "3", "2", "1", exception=[SLAP[0]])) == [*SLAP[1:], SLAP[0]]
    assert names(capture(emulator.port))[:4] == SLAP
    assert len(names(capture(emulator.port))) == 5
    assert len(names(capture(emulator.port, "Face", "1", "3", "0"))) == 2
    assert names(capture(emulator.port, "Iris", "1", "5", "1")) == ["Left", "Right"]


def test_hands_and_eyes_are_swapped(emulator):
    emulator.set_fault(SbiFault.SWAPPED_HAND)
    assert names(capture(emulator.port)) == [name.replace("Left", "Right") for name in SLAP]
    assert names(capture(emulator.port, "Finger", "2", "2", "3")) == ["Right Thumb", "Left Thumb"]
    assert names(capture(emulator.port, "Iris", "1", "5", "2")) == ["Left"]


def test_pictures_are_damaged_under_a_valid_signature(emulator):
    emulator.set_fault(SbiFault.CORRUPT)
    reply = capture(emulator.port)
    previous = ""
    for element, data in zip(reply.json["biometrics"], payloads(reply), strict=True):
        record = unpadded(data["bioValue"])
        assert record.startswith(b"FIR\x00020\x00")
        assert cv2.imdecode(np.frombuffer(record[-30_000:], np.uint8), cv2.IMREAD_UNCHANGED) is None
        assert element["hash"] == (previous := follows(previous, record))


# How it is sent


def test_an_answer_is_huge(emulator):
    emulator.set_fault(SbiFault.HUGE)
    with connect(emulator.port) as sock:
        sock.sendall(CAPTURE)
        came = sock.recv(65_536)
        size = len(came) - came.index(b"\r\n\r\n") - 4
        assert f"Content-Length: {HUGE}".encode() in came
        while piece := sock.recv(1 << 20):
            size += len(piece)
    assert size >= HUGE == 100 * 2**20


def test_an_answer_is_a_web_page(emulator):
    emulator.set_fault(SbiFault.HTML)
    reply = capture(emulator.port)
    assert reply.headers["content-type"] == "text/html"
    assert reply.body.startswith(b"<!DOCTYPE html>")


def test_an_answer_never_ends(emulator):
    emulator.set_fault(SbiFault.ENDLESS_STREAM)
    with connect(emulator.port) as sock:
        sock.sendall(CAPTURE)
        size = 0
        while size < 1 << 21:
            size += len(sock.recv(65_536))


def test_an_answer_drips(emulator):
    emulator.set_fault(SbiFault.DRIP)
    with connect(emulator.port) as sock:
        sock.sendall(CAPTURE)
        assert [len(sock.recv(100)) for _ in range(3)] == [1, 1, 1]


def test_an_answer_is_cut_off(emulator):
    emulator.set_fault(SbiFault.TRUNCATE)
    head, _, body = raw(emulator.port).partition(b"\r\n\r\n")
    stated = int(head.rpartition(b"Content-Length: ")[2])
    assert 0 < len(body) < stated
    with pytest.raises(ValueError, match=r"column"):
        json.loads(body)


def test_bytes_follow_the_answer(emulator):
    emulator.set_fault(SbiFault.SURPLUS)
    assert discover(emulator.port).surplus == b"\r\n\r\n"


def test_a_newer_version_adds_fields(emulator):
    emulator.set_fault(SbiFault.NEWER)
    found = discover(emulator.port).json[0]
    assert (found["serialNo"], found["specVersion"]) == (found["deviceCode"], ["0.9.5", "1.0"])
    described = opened(call(emulator.port, "MOSIPDINFO", "/info").json[0]["deviceInfo"])[0]
    assert described["error"]["errorCode"] == "0"
    assert described["deviceInfo"]["serialNo"] == found["serialNo"]
    reply = capture(emulator.port)
    assert all(element["additionalInfo"] for element in reply.json["biometrics"])
    assert "bioExtract" in payloads(reply)[0]
    assert names(reply) == SLAP


def test_no_answer_comes(emulator):
    emulator.set_fault(FaultOrder(SbiFault.HANG, frozenset({"RCAPTURE"})))
    with connect(emulator.port) as sock:
        sock.sendall(CAPTURE)
        assert discover(emulator.port, "Face").error == "0"
        sock.settimeout(0.3)
        with pytest.raises(TimeoutError):
            sock.recv(1)


def test_an_answer_is_late(emulator):
    emulator.set_fault(SbiFault.SLOW)
    begun = time.monotonic()
    assert discover(emulator.port).error == "0"
    assert time.monotonic() - begun > SLOW - 0.2


def test_an_answer_is_noise(emulator):
    emulator.set_fault(SbiFault.NOISE)
    first, second = raw(emulator.port), raw(emulator.port)
    assert len(first) == len(second) == NOISE
    assert first != second


def test_every_connection_is_closed(emulator):
    emulator.set_fault(SbiFault.GONE)
    assert raw(emulator.port) == b""


def test_a_device_is_unplugged_by_a_capture(emulator):
    emulator.set_fault(FaultOrder(SbiFault.UNPLUG, times=1))
    assert discover(emulator.port).error == "0"
    emulator.set_fault(FaultOrder(SbiFault.UNPLUG, frozenset({"RCAPTURE"})))
    assert capture(emulator.port).error == "106"
    emulator.clear_faults()
    assert capture(emulator.port).error == "705"
    assert [device["deviceId"] for device in discover(emulator.port).json] == ["4", "3", "5"]
    emulator.plug()
    assert capture(emulator.port).error == "0"


@pytest.mark.parametrize(
    ("fault", "status", "code", "streamed"),
    [(SbiFault.BUSY, "Busy", "111", "111"), (SbiFault.NOT_READY, "Not Ready", "110", "607")],
)
def test_devices_say_they_cannot(emulator, fault, status, code, streamed):
    emulator.set_fault(fault)
    assert {device["deviceStatus"] for device in discover(emulator.port).json} == {status}
    assert {info["error"]["errorCode"] for info in call(emulator.port, "MOSIPDINFO", "/info").json} == {code}
    assert capture(emulator.port).error == code
    with Viewer(emulator.port) as viewer:
        assert viewer.refused()["error"]["errorCode"] == streamed


# Live pictures


def test_errors_of_a_stream_are_flat(emulator):
    emulator.set_fault(SbiFault.FLAT_ERRORS)
    with Viewer(emulator.port, "9") as viewer:
        assert viewer.refused()["errorCode"] == "605"


def test_a_stream_loses_its_device(emulator):
    emulator.set_fault(SbiFault.UNPLUG)
    with Viewer(emulator.port) as viewer:
        viewer.head()
        while (part := viewer.part())[0] == "image/jpeg":
            pass
    assert json.loads(part[1])["error"]["errorCode"] == "202"


def test_a_stream_freezes(emulator):
    with Viewer(emulator.port) as viewer:
        viewer.head()
        viewer.part()
        emulator.set_fault(FaultOrder(SbiFault.HANG, frozenset({"STREAM"})))
        viewer.sock.settimeout(0.4)
        with pytest.raises(TimeoutError):
            viewer.to(b"no picture has this")
        emulator.clear_faults()
        viewer.sock.settimeout(60)
        viewer.buffer = b""
        viewer.to(b"Content-Type:image/jpeg")


def test_a_picture_never_ends(emulator):
    emulator.set_fault(SbiFault.ENDLESS_STREAM)
    with Viewer(emulator.port, timeout="1") as viewer:
        viewer.head()
        viewer.to(b"\r\n\r\n")
        size = 0
        while size < 1 << 21:
            size += len(viewer.sock.recv(65_536))


def test_a_picture_is_cut_off(emulator):
    emulator.set_fault(SbiFault.TRUNCATE)
    with Viewer(emulator.port) as viewer:
        viewer.head()
        with pytest.raises(EOFError):
            viewer.part()


def test_pictures_are_damaged(emulator):
    emulator.set_fault(SbiFault.CORRUPT)
    with Viewer(emulator.port) as viewer:
        viewer.head()
        kind, data = viewer.part()
    assert (kind, data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) is None


def test_pictures_drip(emulator):
    emulator.set_fault(SbiFault.DRIP)
    with Viewer(emulator.port) as viewer:
        viewer.head()
        assert [len(viewer.sock.recv(100)) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("fault", [SbiFault.NOISE, SbiFault.HTML, SbiFault.GONE])
def test_a_stream_never_begins(emulator, fault):
    emulator.set_fault(fault)
    with Viewer(emulator.port) as viewer:
        assert not everything(viewer.sock).startswith(b"HTTP/1.0 200")


# Orders


def test_a_fault_is_tied_to_verbs_and_times(emulator):
    assert admin(emulator.port, "fault", fault="busy", method=["RCAPTURE"], times="2") == "0"
    assert discover(emulator.port).error == "0"
    assert [capture(emulator.port).error for _ in range(3)] == ["111", "111", "0"]
    assert admin(emulator.port, "fault", fault="busy") == "0"
    assert discover(emulator.port).error == "111"
    assert admin(emulator.port, "fault", fault="") == "0"
    assert discover(emulator.port).error == "0"


def test_two_faults_at_once(emulator):
    emulator.set_fault(SbiFault.MISSING_FINGER, SbiFault.BAD_SIGNATURE)
    elements = capture(emulator.port).json["biometrics"]
    assert len(elements) == 3
    with pytest.raises(Untrusted, match="signature"):
        opened(elements[0]["data"])


@pytest.mark.parametrize("fault", list(SbiFault))
def test_every_fault_can_be_told(fault):
    assert fault.text
    assert FaultOrder.parse(fault.value) == FaultOrder(fault)
    assert FaultOrder.parse(f"{fault.value}@STREAM+RCAPTURE").verbs == {"STREAM", "RCAPTURE"}


@given(st.text() | st.builds("{}@{}".format, st.sampled_from([fault.value for fault in SbiFault]), st.text()))
def test_faults_that_are_none(text):
    try:
        order = FaultOrder.parse(text)
    except ValueError:
        return
    assert order.verbs <= set(VERBS)


def test_a_book_counts_for_each_order():
    book = FaultBook([FaultOrder(SbiFault.SLOW, times=2), FaultOrder(SbiFault.BUSY, frozenset({"STREAM"}))])
    assert book.present("STREAM") == {SbiFault.SLOW, SbiFault.BUSY}
    seen = [book.due(verb) for verb in ("RCAPTURE", "STREAM", "STREAM")]
    assert seen == [{SbiFault.SLOW}, {SbiFault.SLOW, SbiFault.BUSY}, {SbiFault.BUSY}]


def test_whole_sessions_survive_every_fault():
    """Every fault in turn, then a clean capture: nothing of one stays for the next."""
    with service(person()) as emulator:
        for fault in SbiFault:
            emulator.set_fault(FaultOrder(fault, times=1))
            with connect(emulator.port) as sock:
                sock.sendall(CAPTURE)
                sock.settimeout(0.2)
                with suppress(OSError):
                    sock.recv(100)
            emulator.clear_faults()
            emulator.plug()
            while (reply := capture(emulator.port)).error == "703":
                pass  # the one that we left is not yet at its end
            assert names(reply) == SLAP, fault
            hashes = [element["hash"] for element in reply.json["biometrics"]]
            records = [unpadded(data["bioValue"]) for data in payloads(reply)]
            assert hashes[0] == follows("", records[0])
            assert all(
                later == follows(earlier, record)
                for (earlier, later), record in zip(pairwise(hashes), records[1:], strict=True)
            )
