"""The emulated SBI service as a server: ports, verbs, live pictures, who stands before it, orders, and any bytes."""

import json
import socket
import threading
from contextlib import suppress
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.devices.emulators.pictures import BadPicture, NoPictures
from booth.devices.emulators.sbi.http import PORTS, PortsTaken
from booth.devices.emulators.sbi.people import drawn_face, people_of
from booth.devices.emulators.sbi.service import SbiEmulator
from booth.devices.emulators.sbi.stream import RATE
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
    changed,
    connect,
    discover,
    everything,
    exchange,
    later,
    payloads,
    person,
    print_of,
    request,
    service,
    unpadded,
    until,
)

# Ports


def test_the_first_free_port_of_the_range_is_taken():
    with service() as first, service() as second:
        assert first.port in PORTS
        assert second.port in PORTS
        assert second.port != first.port
        assert discover(second.port).json[0]["callbackId"] == second.url


def test_a_port_asked_for_is_taken_or_refused():
    with service() as emulator, pytest.raises(PortsTaken):
        SbiEmulator(emulator.port, people=[person()], chain=chain()).start()


def test_it_listens_on_the_loopback_only():
    with service() as emulator, socket.socket() as other:
        other.bind(("127.0.0.2", emulator.port))  # free: the service is at 127.0.0.1 alone


def test_it_can_be_started_again():
    emulator = SbiEmulator(people=[person()], chain=chain())
    emulator.close()
    for _ in range(2):
        emulator.start()
        assert capture(emulator.port).error == "0"
        emulator.close()
        assert emulator.port == 0


def test_closing_ends_whoever_waits():
    def finger(*_):
        raise GlassEmpty

    with service(person(finger=finger)) as emulator:
        port = emulator.port
        viewer = Viewer(port, sub="2")
        viewer.head()
        waiting = later(lambda: exchange_open(port, request("RCAPTURE", "/capture", asked("Finger", "4", "2", "2"))))
        until(lambda: emulator.devices[0].capturing)
        silent = connect(port)
    waiting()
    assert everything(silent) == b""
    silent.close()
    everything(viewer.sock)
    viewer.sock.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(f"sbi-{port}")]


def exchange_open(port, data):
    with connect(port) as sock:
        sock.sendall(data)
        return everything(sock)


# Verbs


@pytest.fixture(scope="module")
def port():
    """Of a service that stays as it is."""
    with service() as emulator:
        yield emulator.port


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("mosipdisc", "/device"),
        ("Rcapture", "/capture"),
        ("MOSIPDISC", "/info"),
        ("MOSIPDISC", "/device/"),
        ("MOSIPDISC", "/Device"),
        ("SBIDISC", "/device"),
        ("GET", "/device"),
        ("PUT", "/"),
        ("DELETE", "/admin/status"),
    ],
)
def test_verbs_and_paths_are_matched_exactly(port, verb, path):
    reply = call(port, verb, path, {"type": "Biometric Device"})
    assert (reply.status, reply.error) == (405, "500")


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_a_browser_discovers(port, verb):
    assert len(call(port, verb, "/").json) == 4
    assert [device["deviceId"] for device in call(port, verb, "/", {"type": "Face"}).json] == ["3"]


def test_a_browser_asks_what_it_may(port):
    reply = call(port, "OPTIONS", "/capture")
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "RCAPTURE" in reply.headers["access-control-allow-methods"].split(", ")


@pytest.mark.parametrize(
    "header", ["Content-Type: Content-Type; charset=UTF-8", "Content-Type: text/plain", "CONTENT-TYPE:", "X: é"]
)
def test_any_content_type_is_taken(port, header):
    assert call(port, "MOSIPDISC", "/device", {"type": "Face"}, [header]).error == "0"


@pytest.mark.parametrize("name", ["content-length", "CONTENT-LENGTH", "Content-Length"])
def test_the_body_is_as_long_as_stated(port, name):
    body = b'{"type":"Face"}'
    came = exchange(port, f"MOSIPDISC /device HTTP/1.1\r\n{name}:{len(body)}\r\n\r\n".encode() + body + b"more")
    assert b'"deviceId":"3"' in came


def test_a_slow_writer_is_waited_for(port):
    data = request("MOSIPDISC", "/device", {"type": "Face"})
    with connect(port) as sock:
        for byte in data:
            sock.sendall(bytes([byte]))
        came = everything(sock)
    assert b'"deviceId":"3"' in came


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/2\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: \xb2\r\n\r\n",
        b"\x16\x03\x01" + bytes(20_000),
    ],
)
def test_what_is_no_request_is_told_so(port, data):
    came = exchange(port, data)
    assert came.startswith(b"HTTP/1.1 400 ")
    assert json.loads(came.partition(b"\r\n\r\n")[2])["error"]["errorCode"] == "123"


def test_who_says_half_a_request_gets_a_closed_socket(port):
    assert exchange(port, b"GET / HTTP/1.1\r\nContent-Length: 10\r\n\r\n123") == b""


@pytest.fixture(scope="module")
def wild():
    """Of a service that anything may be ordered of."""
    with service() as emulator:
        yield emulator


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["0", "1", "2"]),
    lambda tree: st.lists(tree, max_size=4) | st.dictionaries(st.text(max_size=8), tree, max_size=4),
    max_leaves=12,
)
SHORT = {"timeout": "1"}  # no example waits for a finger
CALLS = [
    ("MOSIPDISC", "/device", {"type": "Finger"}),
    ("RCAPTURE", "/capture", asked(top=SHORT)),
    ("RCAPTURE", "/capture", asked("Iris", "2", "5", "3", top=SHORT)),
    ("STREAM", "/stream", {"deviceId": "2", "deviceSubId": "1", "timeout": "1"}),
    ("POST", "/admin/status", {"type": "Finger", "deviceStatus": "Ready"}),
    ("POST", "/admin/score", {"type": "Finger", "qualityScore": "44.4", "fromIso": False}),
    ("POST", "/admin/profile", {"profileId": "ani"}),
]


@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_random_bytes_get_an_answer_or_a_closed_socket(wild, data):
    came = exchange(wild.port, data)
    assert came == b"" or came.startswith(b"HTTP/1.")
    assert discover(wild.port).status == 200


@settings(max_examples=120)
@given(call_=st.sampled_from(CALLS), data=st.data())
def test_random_json_gets_an_answer(wild, call_, data):
    verb, path, body = call_
    if data.draw(st.booleans()):
        body = data.draw(TREES)
    else:
        key = data.draw(st.sampled_from(sorted(body)))
        body = changed(body, {key: data.draw(TREES | st.just(ABSENT))})
        if "bio" in body and data.draw(st.booleans()):
            inner = data.draw(st.sampled_from(sorted(asked()["bio"][0])))
            body["bio"] = [changed(asked()["bio"][0], {inner: data.draw(TREES)})]
        if verb in {"RCAPTURE", "STREAM"} and "timeout" in body:
            body["timeout"] = "1"
    came = exchange(wild.port, request(verb, path, body))
    assert came.startswith(b"HTTP/1.")
    if verb != "STREAM":
        json.loads(came.partition(b"\r\n\r\n")[2])
    assert discover(wild.port).status == 200


# Live pictures


def decoded(data):
    assert data.startswith(b"\xff\xd8")
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


def test_the_head_of_a_stream(port):
    with Viewer(port) as viewer:
        assert viewer.head() == [
            "HTTP/1.0 200 OK",
            f"Server: http://127.0.0.1:{port}",
            "Access-Control-Allow-Origin:*",
            "Connection: close",
            "Max-Age: 0",
            "Expires: 0",
            "Cache-Control: no-cache, private",
            "Pragma: no-cache",
            "Content-Type: multipart/x-mixed-replace; boundary=--BoundaryString",
        ]


@pytest.mark.parametrize(
    ("device", "sub"), [("2", "1"), ("2", "2"), ("2", "3"), ("4", "0"), ("3", "0"), ("5", "1"), ("5", "2"), ("5", "3")]
)
def test_streams_move(port, device, sub):
    assert RATE >= 3, "pictures a second"
    with Viewer(port, device, sub) as viewer:
        viewer.head()
        parts = [viewer.part() for _ in range(8)]
    assert {kind for kind, _ in parts} == {"image/jpeg"}
    pictures = [decoded(data).astype(int) for _, data in parts]
    assert len({picture.shape for picture in pictures}) == 1
    assert sum(np.abs(one - other).max() > 20 for one, other in pairwise(pictures)) >= 3


def test_a_stream_ends_when_its_time_is_up():
    now = [0.0]
    with service(monotonic=lambda: now[0]) as emulator:
        with Viewer(emulator.port, timeout="2000") as viewer:
            viewer.head()
            for now[0] in (1.0, 1.9):
                assert viewer.part()[0] == "image/jpeg"
            now[0] = 2.0
            while (part := viewer.part())[0] == "image/jpeg":
                pass
        assert part[0] == "application/json"
        assert json.loads(part[1])["error"]["errorCode"] == "609"
        until(lambda: discover(emulator.port, "Finger").error == "0")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deviceId": ""}, "604"),
        ({"deviceId": ABSENT}, "604"),
        ({"deviceId": "9"}, "605"),
        ({"deviceSubId": "4"}, "605"),
        ({"deviceSubId": "0"}, "605"),
        ({"deviceId": 2}, "123"),
        ({"deviceSubId": ABSENT}, "123"),
        ({"timeout": 1000}, "123"),
        ({"timeout": "0"}, "123"),
        ({"timeout": "long"}, "123"),
    ],
)
def test_streams_that_cannot_be(port, changes, code):
    with Viewer(port, **changes) as viewer:
        assert viewer.refused()["error"]["errorCode"] == code


@pytest.mark.parametrize("timeout", [ABSENT, None, ""])
def test_a_stream_needs_no_timeout(port, timeout):
    with Viewer(port, timeout=timeout) as viewer:
        viewer.head()
        assert viewer.part()[0] == "image/jpeg"
    until(lambda: discover(port).error == "0")


def test_an_empty_glass_is_shown_empty():
    there = threading.Event()

    def finger(finger, attempt):
        if not there.is_set():
            raise GlassEmpty
        return print_of("ani", finger, attempt)

    with service(person(finger=finger)) as emulator, Viewer(emulator.port) as viewer:
        viewer.head()
        empty = decoded(viewer.part()[1])
        assert np.median(empty) > 230
        assert (empty[100:] > 200).all()
        there.set()
        while (decoded(viewer.part()[1])[100:] > 200).all():
            pass


# Streams and captures side by side


def test_a_sensor_is_seen_and_captured_at_once():
    with service() as emulator, Viewer(emulator.port) as viewer:
        port = emulator.port
        viewer.head()
        viewer.part()
        slap = discover(port).json[0]
        assert (slap["deviceStatus"], slap["error"]["errorCode"]) == ("Busy", "111")
        assert discover(port, "Face").error == "0"
        with Viewer(port, sub="2") as second:
            assert second.refused()["error"]["errorCode"] == "111"
        assert capture(port, "Finger", "4", "2", "2").error == "702"
        assert capture(port).error == "0"
        assert capture(port, "Face", "1", "3", "0").error == "0", "another device is another matter"
        viewer.part()
        viewer.sock.close()
        assert capture(port, "Finger", "4", "2", "2").error == "0", "nobody looks any more"
        assert discover(port).json[0]["deviceStatus"] == "Ready"
        with Viewer(port, sub="3") as third:
            third.head()
            assert third.part()[0] == "image/jpeg"


class Gate:
    """Nothing lies on the glass until it is opened."""

    def __init__(self):
        self.open = threading.Event()

    def finger(self, finger, attempt):
        if not self.open.is_set():
            raise GlassEmpty
        return print_of("ani", finger, attempt)


@pytest.fixture
def gated():
    gate = Gate()
    with service(person(finger=gate.finger)) as emulator:
        emulator.gate = gate
        emulator.slap = emulator.devices[0]
        yield emulator
        gate.open.set()


def test_a_capture_ends_when_nobody_looks_any_more(gated):
    with Viewer(gated.port) as viewer:
        viewer.head()
        answer = later(capture, gated.port)
        until(lambda: gated.slap.capturing)
    assert answer().error == "700"
    until(lambda: discover(gated.port).error == "0")


def test_one_capture_at_a_time(gated):
    answer = later(capture, gated.port)
    until(lambda: gated.slap.capturing)
    assert capture(gated.port).error == "703"
    with Viewer(gated.port) as viewer:
        assert viewer.refused()["error"]["errorCode"] == "111"
    assert discover(gated.port).json[0]["deviceStatus"] == "Busy"
    gated.gate.open.set()
    assert answer().error == "0"
    assert capture(gated.port).error == "0"


def test_a_caller_who_leaves_frees_the_device(gated):
    with connect(gated.port) as sock:
        sock.sendall(request("RCAPTURE", "/capture", asked(top={"timeout": "600000"})))
        until(lambda: gated.slap.capturing)
    until(lambda: not gated.slap.capturing)


def test_a_device_is_unplugged_while_it_waits(gated):
    answer = later(capture, gated.port)
    until(lambda: gated.slap.capturing)
    assert admin(gated.port, "unplug", type="slap") == "0"
    assert answer().error == "106"
    assert capture(gated.port).error == "705"
    assert admin(gated.port, "plug", type="Finger") == "0"
    gated.gate.open.set()
    assert capture(gated.port).error == "0"


def test_a_human_takes_time():
    now = [0.0]
    with service(pace=3.0, monotonic=lambda: now[0]) as emulator:
        answer = later(capture, emulator.port)
        until(lambda: emulator.devices[0].capturing)
        now[0] = 2.9
        assert capture(emulator.port).error == "703"
        now[0] = 3.0
        assert answer().error == "0"


def test_a_hook_that_fails_is_told_and_survived():
    def finger(*_):
        raise ZeroDivisionError

    with service(person(finger=finger)) as emulator:
        assert capture(emulator.port).error == "710"
        with Viewer(emulator.port) as viewer:
            viewer.head()
            kind, data = viewer.part()
        assert (kind, json.loads(data)["error"]["errorCode"]) == ("application/json", "610")
        assert not emulator.devices[0].capturing
        assert capture(emulator.port, "Face", "1", "3", "0").error == "0"


# Who stands there


def shown(port):
    """The picture of a single finger, as captured."""
    [data] = payloads(capture(port, "Finger", "1", "4", "0", bioSubType=["Right Thumb"]))
    record = unpadded(data["bioValue"])
    at = record.index(b"\x00\x00\x00\x0cjP")
    return cv2.imdecode(np.frombuffer(record[at:], np.uint8), cv2.IMREAD_UNCHANGED)


def test_people_and_attempts():
    with service(person("ani"), person("budi")) as emulator:

        def expect(name, attempt):
            assert np.array_equal(shown(emulator.port), print_of(name, Finger.RIGHT_THUMB, attempt))

        expect("ani", 0)
        expect("ani", 1)
        assert admin(emulator.port, "profile") == "0"
        expect("budi", 0)
        assert admin(emulator.port, "profile", profileId="budi") == "0"
        expect("budi", 0)
        assert admin(emulator.port, "profile", profileId="cici") == "551"
        expect("budi", 1)
        assert admin(emulator.port, "profile", profileId="") == "0"
        expect("ani", 0)


def test_people_of_a_folder(tmp_path):
    def write(path, shape, value):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(cv2.imencode(path.suffix, np.full(shape, value, np.uint8))[1].tobytes())

    write(tmp_path / "b" / "right_thumb.png", (40, 50), 10)
    write(tmp_path / "b" / "right_thumb-2.png", (40, 50), 20)
    write(tmp_path / "b" / "iris_left.png", (48, 64, 3), 30)
    write(tmp_path / "a" / "face.jpg", (60, 50, 3), 40)
    write(tmp_path / "a" / "notes.png", (60, 50), 40)
    (tmp_path / "empty").mkdir()
    first, second = people_of(tmp_path)
    assert (first.name, second.name) == ("a", "b")
    assert first.face(0).shape == (60, 50, 3)
    with pytest.raises(GlassEmpty):
        first.finger(Finger.RIGHT_THUMB, 0)
    assert [second.finger(Finger.RIGHT_THUMB, attempt)[0, 0] for attempt in (0, 1, 2)] == [20, 10, 20]
    assert second.iris(Eye.LEFT, 0).shape == (48, 64)
    with pytest.raises(GlassEmpty):
        second.iris(Eye.RIGHT, 0)
    assert np.array_equal(second.face(0), drawn_face(0))
    assert first.iris(Eye.RIGHT, 0).shape == (480, 640)


def test_folders_that_hold_nobody(tmp_path):
    with pytest.raises(NoPictures):
        people_of(tmp_path)
    with pytest.raises(NoPictures):
        people_of(tmp_path / "nowhere")
    for content in (b"", b"no picture"):
        (tmp_path / "face.png").write_bytes(content)
        with pytest.raises(BadPicture):
            people_of(tmp_path)


# Orders


def test_a_score_is_ordered_and_judged_again():
    with service(quality=lambda _: 55.0) as emulator:

        def told(*what):
            return payloads(capture(emulator.port, *what))[0]["qualityScore"]

        assert told() == "55.0"
        assert told("Face", "1", "3", "0") == "80.0", "only fingers are judged"
        assert admin(emulator.port, "score", type="Finger", qualityScore="44.44", fromIso=False) == "0"
        assert told() == "44.4"
        assert told("Finger", "1", "4", "0") == "44.4"
        assert admin(emulator.port, "score", type="slap", fromIso=True) == "0"
        assert (told(), told("Finger", "1", "4", "0")) == ("55.0", "44.4")


def test_a_delay_is_ordered():
    with service() as emulator:
        slap = emulator.devices[0]
        assert admin(emulator.port, "delay", type="slap", delay="250", method=["RCAPTURE"]) == "0"
        assert slap.delays == {"RCAPTURE": 0.25}
        assert capture(emulator.port).error == "0"
        assert admin(emulator.port, "delay", type="slap", delay="0") == "0"
        assert set(slap.delays.values()) == {0.0}


@pytest.mark.parametrize(
    ("order", "values", "code"),
    [
        ("status", {"type": "Voice", "deviceStatus": "Ready"}, "502"),
        ("status", {"type": "Face", "deviceStatus": "ready"}, "504"),
        ("status", {"type": "Face"}, "504"),
        ("status", {"type": ["Face"], "deviceStatus": "Ready"}, "502"),
        ("status", {"type": "Face", "deviceStatus": []}, "504"),
        ("score", {"type": "Face", "qualityScore": "high"}, "505"),
        ("score", {"type": "Face", "qualityScore": "nan"}, "505"),
        ("score", {"type": "Face", "qualityScore": "101"}, "505"),
        ("delay", {"type": "Face", "delay": "-1"}, "506"),
        ("delay", {"type": "Face", "delay": "10", "method": ["GET"]}, "506"),
        ("delay", {"type": "Face", "delay": "10", "method": "RCAPTURE"}, "506"),
        ("delay", {"type": "Face", "delay": "10", "method": [[]]}, "506"),
        ("fault", {"fault": "flood"}, "507"),
        ("fault", {"fault": ["hang"]}, "507"),
        ("fault", {"fault": "hang", "times": "0"}, "507"),
        ("fault", {"fault": "hang", "method": ["GET"]}, "507"),
        ("unplug", {"type": "printer"}, "502"),
        ("nothing", {}, "500"),
    ],
)
def test_orders_that_make_no_sense(port, order, values, code):
    assert admin(port, order, **values) == code


@pytest.mark.parametrize("body", [b"[]", b"{", b"1"])
def test_orders_without_an_object(port, body):
    assert call(port, "POST", "/admin/status", body).error == "123"


def test_devices_and_serial_numbers_are_chosen():
    with service(devices=("slap", "iris"), serials={"iris": "IRIS-00000007"}) as emulator:
        assert [device["deviceId"] for device in discover(emulator.port).json] == ["2", "5"]
        assert discover(emulator.port, "Iris").json[0]["deviceCode"] == "IRIS-00000007"
        assert discover(emulator.port, "Face").error == "503"


def test_surplus_bytes_of_a_caller_do_not_hide_that_it_leaves():
    with service() as emulator:
        viewer = Viewer(emulator.port)
        viewer.head()
        with suppress(OSError):
            viewer.sock.sendall(b"\r\n\r\n")
        viewer.part()
        viewer.sock.close()
        until(lambda: discover(emulator.port).error == "0")
