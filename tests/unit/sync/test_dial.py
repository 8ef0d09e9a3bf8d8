"""Calls over lines that are dead, slow or refuse, in virtual time where nobody listens and for real on loopback."""

from __future__ import annotations

import itertools
import socket
from contextlib import closing

import pytest

from sync.dial import AGAIN, KEPT, Congestion, Dial, Place, dial, places_of
from sync.errors import LineError

STALL = 20.0


@pytest.fixture
def listener():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


@pytest.fixture
def deaf():
    """A listener whose queue is full: it answers no call, as a dead line does not."""
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        with closing(socket.create_connection(server.getsockname())):
            yield server


def place(server):
    return Place(server.family, server.getsockname())


def refusing():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return place(server)


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_the_first_answered_call_is_the_connection(listener):
    with closing(Dial([place(listener)], stall=STALL)) as calls:
        found = None
        while found is None:
            found = calls.step(1.0)
    with closing(found):
        accepted, _ = listener.accept()
        with closing(accepted):
            found.setblocking(True)
            found.sendall(b"hello")
            assert accepted.recv(5) == b"hello"


def test_a_dead_line_is_called_again_every_second_and_a_half_and_not_more_often(deaf):
    clock = Clock()
    with closing(Dial([place(deaf)], stall=STALL, clock=clock)) as calls:
        made = []
        for tick in range(100):
            clock.now = tick / 10
            assert calls.step() is None
            made.append(calls._made)
            assert len(calls._calls) <= KEPT
    assert made[-1] == 1 + int(9.9 / AGAIN)
    assert max(after - before for before, after in itertools.pairwise(made)) == 1


def test_a_call_made_into_an_outage_does_not_hide_the_line_coming_back(deaf):
    clock = Clock()
    with closing(Dial([place(deaf)], stall=STALL, clock=clock)) as calls:
        assert calls.step() is None
        accepted, _ = deaf.accept()  # there is room again: the next call is answered at once
        with closing(accepted):
            clock.now = AGAIN
            found = None
            while found is None:
                found = calls.step(1.0)
            found.close()


def test_every_address_is_tried_at_once_where_the_one_before_said_no(listener):
    with closing(Dial([refusing(), place(listener)], stall=STALL, clock=Clock())) as calls:
        found = None
        while found is None:
            found = calls.step(1.0)
        found.close()


def test_where_all_say_no_it_is_said_at_once():
    with pytest.raises(LineError, match="connect"):
        dial([refusing(), refusing()], stall=STALL, congestion=Congestion.SYSTEM, aborted=lambda: False)


def test_it_ends_when_told(deaf):
    with pytest.raises(LineError, match="aborted"):
        dial([place(deaf)], stall=STALL, congestion=Congestion.BBR, aborted=lambda: True)


def test_a_line_that_stays_dead_is_given_up(deaf):
    with pytest.raises(LineError, match="no answer"):
        dial([place(deaf)], stall=0.2, congestion=Congestion.BBR, aborted=lambda: False)


def test_a_name_that_nobody_knows_is_a_line_that_is_down():
    with pytest.raises(LineError):
        places_of("no-such-host.invalid", 443)
    with pytest.raises(LineError):
        places_of("a" * 300, 443)


def test_the_way_of_sending_that_was_asked_for_is_asked_of_the_system(listener):
    for congestion in Congestion:
        with closing(dial([place(listener)], stall=STALL, congestion=congestion, aborted=lambda: False)) as found:
            assert found.gettimeout() == STALL
            accepted, _ = listener.accept()
            accepted.close()
            if hasattr(socket, "TCP_CONGESTION"):
                named = found.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\0")
                usual = accepted_usual()
                assert named in ({b"bbr", usual} if congestion is Congestion.BBR else {usual})


def accepted_usual():
    with closing(socket.socket()) as plain:
        return plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\0")
