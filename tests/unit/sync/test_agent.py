"""When the agent tries, what it tells the status strip, and that it can be woken and stopped."""

from __future__ import annotations

import threading
from contextlib import closing
from random import Random
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.agent import LONGEST, PROBE, Agent, Pace
from sync.errors import (
    AgentRunning,
    BoothRevoked,
    LineError,
    NotEnrolled,
    OfficeBusy,
    QueueFull,
    QueueNewer,
    SyncError,
)
from sync.identity import make_door_key, save_identity
from sync.line import LineState
from sync.lock import AgentLock
from sync.outbox import Outbox
from tests.unit.sync.conftest import Clock, make_manifest
from tests.unit.sync.test_identity import IDENTITY

WAIT = 30


class Rng(Random):
    """Draws the ends of its ranges in turn."""

    def uniform(self, a, b):  # noqa: ARG002
        return b


@given(seed=st.integers(), took=st.floats(0, 100))
def test_a_dead_line_is_probed_at_most_fifteen_seconds_apart(seed, took):
    wait = Pace(Random(seed)).after(LineError(), took)
    assert wait >= 1
    assert took + wait <= max(15, took + 1)


@given(seed=st.integers(), errors=st.lists(st.sampled_from([OfficeBusy(), BoothRevoked(), QueueFull(), SyncError()])))
def test_refusals_are_tried_again_later_and_later_but_within_a_minute(seed, errors):
    pace = Pace(Random(seed))
    for error in errors:
        assert PROBE[0] <= pace.after(error) <= LONGEST


def test_waiting_grows_and_progress_resets_it():
    pace = Pace(Rng())
    assert [pace.after(OfficeBusy()) for _ in range(4)] == [15, 45, 60, 60]
    pace.reset()
    assert pace.after(OfficeBusy()) == 15


def test_the_office_decides_how_long_at_least():
    assert Pace(Rng()).after(OfficeBusy("", 600.0)) == 601
    assert Pace(Rng()).after(OfficeBusy("", 3.0)) == 15


def test_a_fleet_does_not_come_back_at_the_same_second():
    assert len({round(Pace(Random(seed)).after(LineError()), 3) for seed in range(100)}) > 90


@pytest.fixture
def booth(tmp_path):
    """An enrolled booth whose office nobody listens for."""
    make_door_key(tmp_path)
    save_identity(tmp_path, msgspec.structs.replace(IDENTITY, url="http://127.0.0.1:1", ca=""))
    return tmp_path


def put(folder):
    with closing(Outbox.open(folder / "outbox.db", clock=Clock())) as outbox:
        outbox.put(make_manifest(), b"sealed")


def test_a_booth_that_is_not_enrolled_has_nothing_to_send(tmp_path):
    with pytest.raises(NotEnrolled):
        Agent(tmp_path)


def test_two_agents(booth):
    with closing(Agent(booth)), pytest.raises(AgentRunning):
        Agent(booth)
    Agent(booth).close()


def test_an_outbox_that_cannot_be_opened_leaves_no_lock(booth):
    put(booth)
    with closing(Outbox.open(booth / "outbox.db", clock=Clock())) as outbox:
        outbox._file._connection.execute(f"PRAGMA user_version={9 << 16}")
    with pytest.raises(QueueNewer):
        Agent(booth)
    AgentLock(booth / "agent.lock").release()


def test_it_tries_says_that_the_line_is_dead_and_stops_when_told(booth):
    put(booth)
    said, offline = [], threading.Event()

    def hear(status):
        said.append(status)
        if status.state is LineState.OFFLINE:
            offline.set()

    agent = Agent(booth, on_status=hear)
    thread = threading.Thread(target=agent.run)
    thread.start()
    assert offline.wait(WAIT)
    with closing(Outbox.open(booth / "outbox.db", clock=Clock())) as outbox:
        line = outbox.read_line()
        assert (line.state, line.text) == (LineState.OFFLINE, LineError.text)
        assert outbox.counts().unsent == 1
    tried = len(said)
    agent.wake()
    while len(said) == tried:
        threading.Event().wait(0.01)
    agent.stop()
    thread.join(WAIT)
    assert not thread.is_alive()
    agent.close()
    assert {status.state for status in said[:-1]} == {LineState.OFFLINE}
    assert len({status.since for status in said[:-1]}) == 1
    assert said[-1].state is LineState.STOPPED


def test_a_fault_of_ours_does_not_end_it(booth, caplog):
    put(booth)
    said, troubled = [], threading.Event()

    def hear(status):
        said.append(status.state)
        if status.state is LineState.TROUBLE:
            troubled.set()

    agent = Agent(booth, on_status=hear)
    agent._sender.run = lambda: 1 / 0
    thread = threading.Thread(target=agent.run)
    thread.start()
    assert troubled.wait(WAIT)
    assert thread.is_alive()
    agent.stop()
    thread.join(WAIT)
    agent.close()
    assert "ZeroDivisionError" in caplog.text


def test_what_a_dead_agent_was_sending_is_queued_again(booth):
    put(booth)
    with closing(Outbox.open(booth / "outbox.db", clock=Clock())) as outbox:
        outbox.lease(1, "killed")
        Agent(booth).close()
        assert [item.seq for item in outbox.waiting(1)] == [1]


def test_a_dead_line_that_is_tried_stays_a_dead_line_until_something_moves(booth):
    put(booth)
    with closing(Agent(booth)) as agent:
        crew = agent._sender.crew = SimpleNamespace(arrived=500, at_once=1, close=agent._sender.crew.close)
        agent._progress()
        assert agent._teller.state is LineState.SENDING
        agent._teller.explain(LineError())
        agent._progress()
        assert agent._teller.state is LineState.OFFLINE
        crew.arrived = 501
        agent._progress()
        assert agent._teller.state is LineState.SENDING
