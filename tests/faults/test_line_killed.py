"""Booth, agent and office killed with SIGKILL at every step of a recording's way: saved once, received once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from booth.config import Settings
from booth.domain.fingers import Finger
from booth.domain.recording import Step
from booth.store.database import Database
from booth.workflow.booth import Booth
from booth.workflow.session import steps_of
from sync import wire
from sync.errors import LineError
from sync.identity import load_identity
from sync.queuefile import QueueFile
from sync.transport import PIECE
from tests.faults.killed import Killer
from tests.faults.line import (
    DIE,
    OPERATOR,
    PASSWORD,
    ROOT,
    WAIT,
    Line,
    Office,
    agent_at_work,
    environment,
    residents,
    run,
    wait_until_told,
)
from tests.faults.recorder import capture, press

if TYPE_CHECKING:
    from booth.workflow.session import RecordingSession
    from tests.faults.conftest import Recorded

ID = "01990000-0000-7000-8000-00000000d1e5"
FINGERS = (Finger.RIGHT_THUMB, Finger.RIGHT_INDEX, Finger.LEFT_INDEX)
STEPS = [step.name for step in steps_of(Settings())]
SAVE = [f"save {commit}-{when}" for commit in (1, 2, 3) for when in ("before", "after")]
KILLED = -signal.SIGKILL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def check_received_once(line: Line, ids: list[str]) -> None:
    """The ledger holds exactly `ids`, once each; the booth has a genuine receipt of each and no sealed bytes."""
    count = line.office_count()
    assert count["total"] == len(ids)
    with closing(sqlite3.connect(line.office / "ledger.db")) as ledger:
        assert sorted(row[0] for row in ledger.execute("SELECT id FROM packets")) == sorted(ids)
        assert ledger.execute("SELECT count(*) FROM conflicts").fetchone() == (0,)
    assert sorted(path.parent.name for path in line.packets()) == sorted(ids)
    assert line.parts() == []
    identity = load_identity(line.booth)
    assert identity is not None
    with line.outbox() as outbox, closing(sqlite3.connect(line.booth / "outbox.db")) as queue:
        assert queue.execute("SELECT count(*) FROM sealed").fetchone() == (0,)
        assert outbox.counts().total == len(ids)
        for (raw,) in queue.execute("SELECT manifest FROM packets"):
            manifest = wire.decode(raw, wire.Manifest)
            receipt = outbox.receipt(manifest.id)
            assert receipt is not None
            wire.verify_receipt(receipt, manifest, wire.public_key(identity.office_key))


# The booth


def die_at(line: Line, point: str) -> list[str]:
    """A booth that resumes the recording, or begins it, and is killed at `point`; where it found itself."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.faults.test_line_killed", line.root, point],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert child.returncode == KILLED, child.stderr
    return child.stdout.split()


SOME = ("PHOTO", "FINGERS", "VERIFY", "save 2-after", "login 3-before")
EACH = (*STEPS, *SAVE[:4], "login 3-before", "login 3-after")  # queued with the second commit of a save, then login's


@pytest.mark.parametrize(
    "points", [pytest.param(SOME, id="some"), pytest.param(EACH, id="each", marks=pytest.mark.slow)]
)
def test_a_recording_killed_again_and_again_arrives_once(line: Line, points: tuple[str, ...]):
    """One and the same recording: nothing done before a kill is asked for again, and it goes on at that step."""
    expected = "begun"
    for point in points:
        if point.startswith("login"):
            continue
        assert die_at(line, point) == [expected], point
        expected = point if point in STEPS else "REVIEW"
    # Sent before anybody logs in again: the agent needs nobody, and the vault still believes it is being saved.
    with line.served():
        assert line.once().json["packets"] == 1
        for point in points:
            if point.startswith("login"):
                die_at(line, point)
        with line.desk() as desk:
            assert desk.drafts() == []
            (summary,) = desk.recorded()
            assert summary.id == ID
            events = [row.event for row in desk.vault.audit.recent(1000, subject=ID)]
            assert events.count("recording.saved") == 1
            assert desk.vault.audit.verify() > 0
        again = line.once()
        assert (again.code, again.json["packets"]) == (0, 0)
    check_received_once(line, [ID])
    assert line.office_count()["days"] == {summary.day: 1}
    assert line.booth_count(summary.day)["agreement"] == "agrees"


@pytest.mark.slow
@pytest.mark.parametrize("point", SAVE)
def test_killed_between_the_commits_of_a_save_and_sent_at_once(line: Line, point: str):
    """The agent tries right after the kill, whatever the vault believes, and again after the next login."""
    die_at(line, point)
    with line.served():
        at_once = line.once().json["packets"]
        assert at_once == (point not in SAVE[:3])
        with line.desk() as desk:
            if desk.drafts():
                capture(desk.resume(ID), fingers=FINGERS)
                desk.resume(ID).save()
            assert [row.id for row in desk.recorded()] == [ID]
        assert line.once().json["packets"] == 1 - at_once
    check_received_once(line, [ID])


# The agent

AGENT = {
    "after the offer was answered": (
        "from sync import client\n"
        "offer = client.Client.offer\n"
        f"def dying(*args):\n offer(*args)\n {DIE}\n"
        "client.Client.offer = dying"
    ),
    "in the middle of a packet": (
        "from sync import client\n"
        "pieces = client._pieces\n"
        f"def dying(*args):\n yield from list(pieces(*args))[:6]\n {DIE}\n"
        "client._pieces = dying"
    ),
    "between the last byte and the receipt": (
        "from sync import client\n"
        "pieces = client._pieces\n"
        f"def dying(*args):\n yield from pieces(*args)\n {DIE}\n"
        "client._pieces = dying"
    ),
    "before the receipt is stored": (
        f"from sync import outbox\ndef dying(*_):\n {DIE}\noutbox.Outbox.settle_all = dying"
    ),
    "after the receipt was stored": (
        "from sync import outbox\n"
        "settle = outbox.Outbox.settle_all\n"
        f"def dying(*args):\n settle(*args)\n {DIE}\n"
        "outbox.Outbox.settle_all = dying"
    ),
}


@pytest.mark.parametrize("point", AGENT)
def test_an_agent_killed_everything_arrives_once(recorded: Recorded, point: str):
    line, ids = recorded.line, [told.id for told in recorded.told]
    with line.served():
        dead = run("booth-sync", "once", "--data", line.booth, before=AGENT[point])
        assert dead.code == KILLED
        again = line.once()
        assert again.code == 0, again
        # What was still in the office's hands when the line broke is only a hint, and may be gone.
        assert again.json["resumed"] <= (point == "in the middle of a packet")
        stored = point == "after the receipt was stored"
        assert again.json["packets"] == len(ids) - stored
    check_received_once(line, ids)


AGENT_AT = (
    "from sync import client\n"
    "whole, left = client._pieces, [{pieces}]\n"
    "def dying(*args):\n"
    " for piece in whole(*args):\n"
    "  left[0] -= 1\n"
    "  if not left[0]:\n"
    f"   {DIE}\n"
    "  yield piece\n"
    "client._pieces = dying"
)


# The office

OFFICE = (
    "from sync.office import blobs\n"
    "add, seen = blobs.Upload.add, [0]\n"
    "def dying(self, data):\n"
    " full = add(self, data)\n"
    " seen[0] += len(data)\n"
    " if seen[0] > {after}:\n"
    f"  {DIE}\n"
    " return full\n"
    "blobs.Upload.add = dying"
)


def size_of_queue(line: Line) -> int:
    return int(line.status()["bytes"])


def test_an_office_killed_in_the_middle_of_a_packet_everything_arrives_once(recorded: Recorded):
    line, ids = recorded.line, [told.id for told in recorded.told]
    before = OFFICE.format(after=size_of_queue(line) // 2)
    with line.served(before=before) as office, agent_at_work(line) as agent:
        assert office.ended() == KILLED
        wait_until_told(agent, LineError)
        status = line.status()
        assert (status["line"], status["running"]) == ("offline", True)
        assert 0 < status["receipted"] < len(ids)
        agent.terminate()
        out, _ = agent.communicate(timeout=WAIT)
        assert agent.returncode == 130
        assert out
    with line.served():
        again = line.once()
        assert again.code == 0, again
        assert again.json["packets"] == len(ids) - status["receipted"]
    check_received_once(line, ids)


@pytest.mark.slow
def test_an_agent_outlives_its_office_and_goes_on_by_itself(recorded: Recorded):
    line, ids = recorded.line, [told.id for told in recorded.told]
    before = OFFICE.format(after=size_of_queue(line) // 2)
    with line.served(before=before) as office, agent_at_work(line) as agent:
        assert office.ended() == KILLED
        revived = Office(line.office, port=office.port)
        try:
            out, _ = agent.communicate(timeout=WAIT)
        finally:
            revived.stop()
        assert agent.returncode == 0
        assert f'"packets": {len(ids)}' in out
    check_received_once(line, ids)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_both_ends_killed_again_and_again_at_any_moment(recorded: Recorded, seed: int):
    """Whatever dies when: in the end the office holds what was saved, once each."""
    line, ids = recorded.line, [told.id for told in recorded.told]
    rng = random.Random(seed)
    tick = threading.Event()
    for _ in range(6):
        left = max(size_of_queue(line), 2)
        office_dies = OFFICE.format(after=rng.randrange(2 * left))
        agent_dies = AGENT_AT.format(pieces=rng.randrange(1, 2 * left // PIECE + 2))
        with line.served(before=office_dies) as office, agent_at_work(line, before=agent_dies) as agent:
            while office.alive and agent.poll() is None:
                assert not tick.wait(0.02)
    with line.served():
        assert line.once().code == 0
    check_received_once(line, ids)


# What the booth's process does.


def main(root: str, point: str) -> None:
    line, (what, _, at) = Line(Path(root)), point.partition(" ")
    killer = Killer(0, "never")
    if at:
        commit, when = at.split("-")
        killer = Killer(int(commit), when)
        Database.atomic = killer.wrap(Database.atomic)  # type: ignore[method-assign,assignment]
        QueueFile.write = killer.wrap(QueueFile.write)  # type: ignore[method-assign,assignment]
    with Booth.open(line.booth, clock=lambda: datetime.now(UTC), ids=lambda: ID) as booth:
        assert booth.outbox is not None  # made before commits count
        killer.armed = what == "login"
        desk = booth.login(OPERATOR, PASSWORD)
        if desk.drafts():
            session = desk.resume(ID)
            tell(session.step.name)
        else:
            tell("begun")
            session = desk.start(desk.look(residents(line)[0].nik))
        if what in STEPS:
            capture(session, fingers=FINGERS, until=Step[what])
            begin(session, Step[what])
            os.kill(os.getpid(), signal.SIGKILL)
        capture(session, fingers=FINGERS)
        killer.armed = True
        session.save()


def begin(session: RecordingSession, step: Step) -> None:
    """Something of a step that has several acts, but not all of it."""
    if step is Step.FINGERS:
        session.fingers.add_try(FINGERS[0], press(FINGERS[0], 1))
    elif step is Step.VERIFY:
        finger = session.verification.next_finger
        assert finger is not None
        session.verification.verify(finger, press(finger, 50))


def tell(*words: str) -> None:
    print(*words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
