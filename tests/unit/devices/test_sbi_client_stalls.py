"""Stalls beside a capture, and live pictures: what lives is waited for, what does not is noticed. Time is counted."""

import threading

import pytest

from booth.devices.ports import Cancel, DeviceLost, DeviceTimeout
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.device import LIVE_WAIT, QUIET
from booth.devices.sbi.errors import SbiInUse, SbiSilent
from booth.devices.sbi.face import SbiFace
from booth.devices.sbi.fingers import SbiSlap
from booth.devices.sbi.http import Line
from booth.devices.sbi.stream import LiveStream
from booth.domain.fingers import Slap
from tests.unit.devices.sbi_client_stage import (
    JPEG,
    PART,
    STREAM_HEAD,
    Clock,
    device_of,
    forever,
    http,
    serving,
    silent,
)

CLEAR_WORDS = 3.0  # seconds to them


@pytest.fixture
def service():
    with serving() as one:
        yield one


def capture(service, scanner, clock):
    """Capture while nothing comes; the counted seconds until the error."""
    start = clock.now
    with pytest.raises((DeviceLost, DeviceTimeout, SbiInUse)) as met:
        scanner.capture_slap(Slap.THUMBS, missing=(), timeout=600, cancel=Cancel())
    return met.value, clock.now - start


def test_a_service_that_hangs_during_a_capture_is_noticed(service):
    clock = Clock(step=0.03)
    scanner = SbiSlap(device_of(service, "slap", monotonic=clock))
    service.script["RCAPTURE"] = service.script["MOSIPDINFO"] = silent(service)
    error, seconds = capture(service, scanner, clock)
    assert type(error) is SbiSilent
    assert seconds <= QUIET + LIVE_WAIT + 12 * clock.step  # what looking at the clock costs here
    assert QUIET + LIVE_WAIT + 2 * 0.05 <= CLEAR_WORDS  # and two slices of waiting there


def test_a_device_pulled_out_during_a_capture_is_noticed(service):
    clock = Clock(step=0.03)
    scanner = SbiSlap(device_of(service, "slap", monotonic=clock))
    service.script["RCAPTURE"] = silent(service)
    service.script["MOSIPDINFO"] = http([{"error": {"errorCode": "106", "errorInfo": "Device not found"}}])
    error, seconds = capture(service, scanner, clock)
    assert type(error) is DeviceLost
    assert seconds <= CLEAR_WORDS


def test_a_service_that_ends_during_a_capture_is_noticed(service):
    scanner = SbiSlap(device_of(service, "slap"))
    service.script["RCAPTURE"] = lambda *_: b""
    error, _ = capture(service, scanner, Clock())
    assert type(error) is DeviceLost


def test_a_device_that_answers_info_is_waited_for(service):
    """Waiting for a finger is no fault: the capture ends by its own time only."""
    clock = Clock(step=0.2)
    scanner = SbiSlap(device_of(service, "slap", monotonic=clock))
    service.script["RCAPTURE"] = silent(service)
    start = clock.now
    with pytest.raises(SbiSilent):
        scanner.capture_slap(Slap.THUMBS, missing=(), timeout=10, cancel=Cancel())
    assert 15.0 <= clock.now - start <= 17.0
    assert len(service.asked("MOSIPDINFO")) > 5


def test_whatever_else_info_says_meanwhile_is_no_fault(service):
    clock = Clock(step=0.2)
    scanner = SbiSlap(device_of(service, "slap", monotonic=clock))
    service.script["RCAPTURE"] = silent(service)
    service.script["MOSIPDINFO"] = http([{"error": {"errorCode": "111", "errorInfo": "Busy"}}])
    start = clock.now
    with pytest.raises(SbiSilent):
        scanner.capture_slap(Slap.THUMBS, missing=(), timeout=5, cancel=Cancel())
    assert clock.now - start >= 10.0


def test_a_live_picture_shows_that_the_device_lives(service):
    answered = threading.Event()

    def answer(connection, body):
        answered.wait(30)
        return service.capture(connection, body)

    service.script["RCAPTURE"] = answer
    frames = []

    def on_frame(frame):
        frames.append(frame)
        if len(frames) == 20:
            answered.set()

    scanner = SbiSlap(device_of(service, "slap"))
    asked_before = len(service.asked("MOSIPDINFO"))
    scanner.capture_slap(Slap.THUMBS, missing=(), timeout=60, cancel=Cancel(), on_preview=on_frame)
    assert len(frames) >= 20
    assert len(service.asked("MOSIPDINFO")) <= asked_before + 1


STREAMS = {
    "an error": http({"error": {"errorCode": "202", "errorInfo": "No Device Connected."}}),
    "an error, flat": http({"errorCode": "111", "errorInfo": "busy"}),
    "HTML": http(b"<html>"),
    "nothing": lambda *_: b"",
    "no pictures": STREAM_HEAD + b"--BoundaryString\r\nContent-Length:5\r\n\r\nhello\r\n\r\n",
    "no boundary": b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace\r\n\r\n",
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_capture_needs_no_live_picture(service, name):
    service.script["STREAM"] = STREAMS[name]
    scanner, frames = SbiSlap(device_of(service, "slap")), []
    found = scanner.capture_slap(Slap.THUMBS, missing=(), timeout=5, cancel=Cancel(), on_preview=frames.append)
    assert len(found) == 2
    assert not frames


def test_a_live_picture_of_a_busy_device_is_asked_for_again(service):
    """The device may not yet have noticed that the live picture before is over."""
    answers = [http({"errorCode": "111", "errorInfo": "busy"}), http({"error": {"errorCode": "110"}})]

    def stream(connection, body):
        return answers.pop() if answers else service.stream(connection, body)

    service.script["STREAM"] = stream
    got = threading.Event()
    it = live(service, lambda _: got.set())
    assert got.wait(30)
    it.stop()
    assert it.error is None


def test_the_stream_ends_after_the_capture(service):
    """Closing it before would cost the capture (700)."""
    order = []

    def stream(connection, _body):
        connection.sendall(STREAM_HEAD)
        try:
            while not service.closing.wait(0.01):
                connection.sendall(PART)
        except OSError:
            order.append("stream ended")
            ended.set()

    def answer(connection, body):
        order.append("captured")
        return service.capture(connection, body)

    ended = threading.Event()
    service.script |= {"STREAM": stream, "RCAPTURE": answer}
    scanner = SbiSlap(device_of(service, "slap"))
    scanner.capture_slap(Slap.THUMBS, missing=(), timeout=5, cancel=Cancel(), on_preview=lambda _: None)
    assert ended.wait(30)
    assert order == ["captured", "stream ended"]


def live(service, on_frame, clock=None):
    line = Line("Device", Cancel(), clock or Clock())
    return LiveStream(service.port, "/stream", b"{}", line, wait=60, on_frame=on_frame)


def test_streams_of_the_reference_service_are_read(service):
    """The boundary is declared with its two hyphens, which are then not doubled; heads are without blanks."""
    frames, got = [], threading.Event()

    def on_frame(frame):
        frames.append(frame)
        got.set()

    stream = live(service, on_frame)
    assert got.wait(30)
    stream.stop()
    assert stream.over
    assert frames[0].pixels.shape == (48, 64, 3)


def test_damaged_pictures_are_passed_over(service):
    bad = PART.replace(JPEG, JPEG[:10] + bytes(len(JPEG) - 10))
    huge = PART.replace(JPEG, JPEG.replace(b"\x00\x30\x00\x40", b"\xff\xff\xff\xff"))
    service.script["STREAM"] = STREAM_HEAD + bad + huge + PART
    frames = []
    stream = live(service, frames.append)
    stream._thread.join(30)
    assert len(frames) == 1
    assert isinstance(stream.error, DeviceLost)


def test_a_stream_without_end_ends_with_its_time(service):
    service.script["STREAM"] = forever(STREAM_HEAD, b"x" * 65_536)
    clock = Clock(step=0.5)
    stream = live(service, lambda _: None, clock)
    stream._thread.join(60)
    assert stream.over
    assert isinstance(stream.error, SbiSilent)


def test_a_camera_begins_its_live_picture_anew(service):
    service.script["STREAM"] = STREAM_HEAD + PART
    camera = SbiFace(device_of(service, "face"))
    assert [camera.read(timeout=30, cancel=Cancel()).number for _ in range(2)] == [1, 2]
    service.script["STREAM"] = http({"errorCode": "605", "errorInfo": "Device unknown"})
    with pytest.raises(Exception, match="605"):
        camera.read(timeout=30, cancel=Cancel())
    camera.close()


def test_a_camera_whose_picture_stands_still_is_lost(service):
    def stream(connection, _body):
        connection.sendall(STREAM_HEAD + PART)
        service.closing.wait(30)

    service.script["STREAM"] = stream
    clock = Clock(step=0.05)
    camera = SbiFace(device_of(service, "face", monotonic=clock))
    camera.read(timeout=30, cancel=Cancel())
    start = clock.now
    with pytest.raises(DeviceLost):
        camera.read(timeout=600, cancel=Cancel())
    assert clock.now - start <= CLEAR_WORDS
    camera.close()


def test_a_camera_that_sends_nothing_in_time(service):
    service.script["STREAM"] = silent(service)
    camera = SbiFace(device_of(service, "face", monotonic=Clock(step=0.05)))
    with pytest.raises(DeviceTimeout):
        camera.read(timeout=1, cancel=Cancel())
    camera.close()


def test_captures_of_two_devices_do_not_overlap(service):
    chain, inside, most = CaptureChain(), [], []

    def answer(connection, body):
        inside.append(1)
        most.append(len(inside))
        answered = service.capture(connection, body)
        inside.pop()
        return answered

    service.script["RCAPTURE"] = answer
    scanners = [SbiSlap(device_of(service, "slap", chain=chain)) for _ in range(3)]
    threads = [
        threading.Thread(
            target=scanner.capture_slap, args=(Slap.THUMBS,), kwargs={"missing": (), "timeout": 5, "cancel": Cancel()}
        )
        for scanner in scanners
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1, 1, 1]
