"""The connections at work, with clients that a test plays: which lie still, which wait, and what is done about it."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest

from sync.crew import Crew
from sync.dial import Place
from sync.errors import LineError, OfficeBusy
from sync.pulse import Pulse
from sync.transport import Patience

WAIT = 30
NEVER = Patience(stall=1000, answer=1000, fresh=1000)
SOON = Patience(stall=1000, answer=1000, fresh=0)
AT_ONCE = Patience(stall=0, answer=1000, fresh=1000)


class Client:
    """Carries what a test says; a packet is under way until `end` is set."""

    def __init__(self, place=None):
        self.place = place
        self.now = None
        self.end = threading.Event()
        self.said = []

    def pulse(self):
        return self.now

    def places(self):
        return (self.place,) if self.place else ()

    def hold(self, size):
        self.said.append(("hold", size))

    def replace(self, fresh):
        fresh.close()
        self.said.append("replace")
        self.end.set()

    def drop(self):
        self.said.append("drop")
        self.end.set()

    def abort(self):
        self.said.append("abort")
        self.end.set()

    def close(self):
        self.said.append("close")

    def carry(self, *, waiting):
        """A packet whose bytes move no more; `waiting` for the answer only."""
        self.now = Pulse(1, 1, 100, 0, waiting=waiting)
        assert self.end.wait(WAIT)
        self.now = None


class Clients(list):
    """All that a crew asked for, the first first; `place` is where a fresh connection can be made."""

    def __init__(self, place=None):
        super().__init__()
        self.place = place

    def make(self):
        self.append(Client(self.place))
        return self[-1]


@pytest.fixture
def clients():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield Clients(Place(server.family, server.getsockname()))


def run(crew):
    crew.run(lambda: 400_000, lambda: None)


def test_it_works_until_there_is_no_more():
    left = list(range(5))

    def work(_):
        return bool(left) and left.pop() >= 0

    crew = Crew(Client, work=work, answered=lambda *_: False, patience=NEVER)
    run(crew)
    assert left == []
    assert (crew.at_once, crew.most_at_once) == (0, 1)


def test_no_more_work_at_once_than_wanted():
    lock, at_once, most, left = threading.Lock(), 0, 0, 40

    def work(_):
        nonlocal at_once, most, left
        with lock:
            at_once, left = at_once + 1, left - 1
            most = max(most, at_once)
        threading.Event().wait(0.001)
        with lock:
            at_once -= 1
        return left > 0

    crew = Crew(Client, work=work, answered=lambda *_: False, patience=NEVER)
    crew.width.target = 3
    run(crew)
    assert most == crew.most_at_once == 3


def test_an_error_ends_it_and_nothing_more_is_begun():
    begun = []

    def work(_):
        begun.append(1)
        raise OfficeBusy("later")

    crew = Crew(Client, work=work, answered=lambda *_: False, patience=NEVER)
    with pytest.raises(OfficeBusy):
        run(crew)
    assert len(begun) == 1


def test_a_fault_of_ours_is_not_taken_for_the_line():
    crew = Crew(Client, work=lambda _: 1 / 0, answered=lambda *_: False, patience=NEVER)
    with pytest.raises(RuntimeError) as raised:
        run(crew)
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_rest_finishes_what_is_under_way():
    begun = []

    def work(_):
        begun.append(1)
        crew.rest()
        return True

    crew = Crew(Client, work=work, answered=lambda *_: False, patience=NEVER)
    run(crew)
    assert len(begun) == 1
    run(crew)
    assert len(begun) == 2


def test_stop_ends_what_is_under_way_for_good():
    clients = Clients()

    def work(client):
        threading.Thread(target=crew.stop).start()
        client.carry(waiting=False)
        return True

    crew = Crew(clients.make, work=work, answered=lambda *_: False, patience=NEVER)
    run(crew)
    assert clients[0].said == ["abort"]
    run(crew)
    crew.close()
    assert [client.said for client in clients] == [["abort", "close"]]


def test_one_that_lies_still_gets_a_fresh_connection_as_soon_as_that_is_answered(clients):
    def work(client):
        client.carry(waiting=False)
        return False

    run(Crew(clients.make, work=work, answered=lambda *_: False, patience=SOON))
    assert [client.said for client in clients] == [["replace"]]


def test_all_that_lie_still_go_on_when_one_is_answered(clients):
    working = threading.Barrier(3)

    def work(client):
        working.wait(WAIT)
        client.carry(waiting=False)
        return False

    crew = Crew(clients.make, work=work, answered=lambda *_: False, patience=SOON)
    crew.width.target = 3
    run(crew)
    assert {client.said[0] for client in clients} <= {"replace", "drop"}
    assert sum("replace" in client.said for client in clients) >= 1
    assert crew.width.target < 3


def test_a_line_that_stays_dead_drops_it():
    clients = Clients()

    def work(client):
        client.carry(waiting=False)
        raise LineError("dropped")

    with pytest.raises(LineError):
        run(Crew(clients.make, work=work, answered=lambda *_: False, patience=AT_ONCE))
    assert "drop" in clients[0].said


def test_one_that_waits_is_dropped_where_the_office_has_answered(clients):
    asked = []

    def work(client):
        client.carry(waiting=True)
        return False

    def answered(client, other):
        asked.append((clients.index(client), clients.index(other)))
        return True

    run(Crew(clients.make, work=work, answered=answered, patience=SOON))
    assert asked == [(0, 1)]
    assert clients[0].said == ["drop"]


def test_one_that_waits_is_left_alone_where_the_office_is_still_at_work(clients):
    asked = []

    def work(client):
        client.carry(waiting=True)
        return False

    def answered(client, other):
        asked.append(1)
        clients[0].end.set()
        return False

    run(Crew(clients.make, work=work, answered=answered, patience=SOON))
    assert len(asked) == 1
    assert clients[0].said == []


def test_that_it_cannot_be_asked_changes_nothing(clients):
    def work(client):
        client.carry(waiting=True)
        return False

    def answered(client, other):
        clients[0].end.set()
        raise LineError("no")

    run(Crew(clients.make, work=work, answered=answered, patience=SOON))
    assert clients[0].said == []


def test_what_arrives_is_counted_over_connections_that_come_and_go():
    client = Client()
    pulses = iter(
        [
            Pulse(1, 1, 100, 0, waiting=False),
            Pulse(1, 1, 250, 0, waiting=False),
            None,
            Pulse(1, 2, 300, 0, waiting=False),
            Pulse(2, 3, 40, 0, waiting=False),
        ]
    )
    seen = []

    def work(_):
        assert client.end.wait(WAIT)
        return False

    def tick():
        seen.append(crew.arrived)
        client.now = next(pulses, client.now)
        if len(seen) > 6:
            client.end.set()

    crew = Crew(lambda: client, work=work, answered=lambda *_: False, patience=NEVER)
    crew.run(lambda: 1, tick)
    assert seen[:7] == [0, 100, 250, 250, 300, 340, 340]
