"""The window sends while it is open, unless a service does."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pytest

from booth.workflow.sending import Sending
from sync.agent import LOCK, OUTBOX
from sync.identity import load_identity, save_identity
from sync.line import LineState
from sync.lock import AgentLock, agent_running
from sync.outbox import Outbox


def now():
    return datetime.now(UTC)


@pytest.fixture
def folder(enrolled, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(enrolled, copy)
    return copy


def state(folder):
    with closing(Outbox.open(folder / OUTBOX, clock=now)) as outbox:
        line = outbox.read_line()
        return None if line is None else line.state


def until(test):
    """Wait for a condition; pytest's own time limit ends what never comes."""
    from time import sleep

    while not test():
        sleep(0.02)


def test_it_takes_the_agents_place_and_gives_it_back(folder):
    sending = Sending(folder, clock=now)
    sending.start()
    until(lambda: state(folder) is LineState.OFFLINE)  # the office of this folder is not there
    assert agent_running(folder / LOCK)
    sending.wake()
    assert sending.stop(60)
    assert not agent_running(folder / LOCK)
    assert state(folder) is LineState.STOPPED


def test_where_a_service_sends_it_waits_until_that_ends(folder):
    service = AgentLock(folder / LOCK)
    sending = Sending(folder, clock=now, again=0.05)
    sending.start()
    sending.wake()  # nobody there to wake: nothing happens
    assert state(folder) is None
    service.release()
    until(lambda: agent_running(folder / LOCK))
    assert sending.stop(60)


def test_a_damaged_queue_is_tried_again_and_ends_nothing(folder):
    (folder / OUTBOX).write_bytes(b"no database at all" * 500)
    sending = Sending(folder, clock=now, again=0.05)
    sending.start()
    assert sending.stop(60)


def test_a_booth_that_is_not_enrolled_yet_is_no_trouble(tmp_path, caplog):
    sending = Sending(tmp_path, clock=now, again=0.01)
    looked = []
    sending._now.wait = looked.append  # type: ignore[method-assign]
    sending.start()
    until(lambda: len(looked) > 1)
    assert sending.stop(60)
    assert not caplog.records


def test_it_can_be_stopped_before_it_began(folder):
    assert Sending(folder, clock=now).stop(1)


def test_after_enrolling_again_it_sends_as_who_the_booth_is_now(folder):
    identity = load_identity(folder)
    (folder / "identity" / "office.json").unlink()
    sending = Sending(folder, clock=now)  # which would look again in half a minute
    sending.start()
    sending.renew()
    assert not agent_running(folder / LOCK)
    save_identity(folder, identity)
    sending.renew()
    until(lambda: agent_running(folder / LOCK))
    until(lambda: state(folder) is LineState.OFFLINE)
    save_identity(folder, msgspec.structs.replace(identity, url="http://127.0.0.1:2"))
    sending.renew()
    until(lambda: sending._agent is not None and sending._agent._client._url == "http://127.0.0.1:2")
    assert sending.stop(60)
