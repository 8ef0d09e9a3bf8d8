"""The line to a device service: whatever it does, a call ends, and soon. Time is counted, not waited for."""

import socket
import threading

import pytest

from booth.devices.ports import Cancel, Cancelled, DeviceLost
from booth.devices.sbi.errors import SbiGarbled, SbiSilent
from booth.devices.sbi.fingers import SbiSlap
from booth.devices.sbi.http import ANSWER_WAIT, Call, Line, ask, open_ports
from booth.domain.fingers import Slap
from tests.unit.devices.sbi_client_stage import Clock, device_of, forever, http, serving, silent

CLEAR_WORDS = 3.0  # seconds to them


@pytest.fixture
def service():
    with serving() as one:
        yield one


def info(service, clock, wait=2.5, verb="MOSIPDINFO"):
    return ask(service.port, verb, "/info", None, Line("Device", Cancel(), clock), wait=wait)


BODY_OF_100_MB = b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"
NO_END = {
    "drip": (forever(b"H", b"T", b"T", b"P", b"/", b"1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", b" "), SbiSilent),
    "endless head": (forever(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n"), SbiGarbled),
    "endless line": (forever(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1000), SbiGarbled),
    "endless body": (forever(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65_536), SbiGarbled),
    "100 MB": (forever(BODY_OF_100_MB, b" " * 65_536), SbiGarbled),
    "endless chunks": (
        forever(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n%b\r\n" % (b" " * 65_536)),
        SbiGarbled,
    ),
}


@pytest.mark.parametrize("name", NO_END)
def test_what_never_ends_is_ended(service, name):
    answer, error = NO_END[name]
    service.script["MOSIPDINFO"] = answer
    clock = Clock(step=0.002)
    start = clock.now
    with pytest.raises(error) as met:
        info(service, clock, wait=60.0)
    assert type(met.value) is error
    assert clock.now - start <= CLEAR_WORDS


def test_a_slow_drip_is_ended_by_the_time_for_a_whole_answer(service):
    service.script["MOSIPDINFO"] = forever(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b" ")
    clock = Clock(step=0.1)
    start = clock.now
    with pytest.raises(SbiSilent):
        info(service, clock, wait=60.0)
    assert clock.now - start <= ANSWER_WAIT + 0.5


def test_silence_is_ended(service):
    service.script["MOSIPDINFO"] = silent(service)
    clock = Clock(step=0.5)
    start = clock.now
    with pytest.raises(SbiSilent):
        info(service, clock)
    assert clock.now - start <= CLEAR_WORDS


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", DeviceLost),
        (b"HTTP/1.1 200", DeviceLost),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", SbiGarbled),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", SbiGarbled),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 11\r\n\r\n", SbiGarbled),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", SbiGarbled),
        (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", SbiGarbled),
        (b"\xff" * 20_000, SbiGarbled),
    ],
)
def test_no_answer_or_a_broken_one(service, answer, error):
    service.script["MOSIPDINFO"] = answer
    with pytest.raises(error) as met:
        info(service, Clock())
    assert type(met.value) is error


def test_answers_with_and_without_a_length(service):
    service.script["MOSIPDINFO"] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[1]"
    assert info(service, Clock()).body == b"[1]"
    service.script["MOSIPDINFO"] = http([1])  # with surplus bytes behind
    answer = info(service, Clock())
    assert (answer.status, answer.content_type, answer.body) == (200, "application/json", b"[1]")
    service.script["MOSIPDINFO"] = b"HTTP/1.1 100 Continue\r\n\r\n" + http([2])
    assert info(service, Clock()).body == b"[2]"


def test_nobody_there():
    with serving() as one:
        port = one.port
    with pytest.raises(DeviceLost):
        ask(port, "MOSIPDINFO", "/info", None, Line("Device", Cancel()), wait=1)
    assert open_ports([port]) == []


def test_a_queue_that_is_full_is_not_waited_at_for_long():
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        port = server.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        cancel = Cancel()
        with pytest.raises(SbiSilent):
            ask(port, "MOSIPDINFO", "/info", None, Line("Device", cancel), wait=1)
        cancel.cancel()
        with pytest.raises(Cancelled):
            ask(port, "MOSIPDINFO", "/info", None, Line("Device", cancel), wait=1)
        for one in waiting:
            one.close()


def test_ports_that_take_calls_are_found(service):
    assert open_ports([service.port]) == [service.port]


def cancelled_when(event, cancel):
    def run():
        event.wait(30)
        cancel.cancel()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_cancelling_ends_a_call_that_waits(service):
    reached, cancel = threading.Event(), Cancel()

    def answer(_connection, _body):
        reached.set()
        service.closing.wait(30)

    service.script["RCAPTURE"] = answer
    scanner = SbiSlap(device_of(service, "slap"))
    cancelled_when(reached, cancel)
    with pytest.raises(Cancelled):
        scanner.capture_slap(Slap.THUMBS, missing=(), timeout=600, cancel=cancel)
    # The next capture finds the device free again: no connection was left behind.
    del service.script["RCAPTURE"]
    assert len(scanner.capture_slap(Slap.THUMBS, missing=(), timeout=5, cancel=Cancel())) == 2


def test_a_call_after_cancelling_is_not_made(service):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Call(service.port, "MOSIPDINFO", "/info", None, Line("Device", cancel), wait=1)
    assert not service.requests
