"""What another program holds: the queue for ten seconds, a folder for good; two booths, agents or offices on one."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from booth.domain.recording import Step
from booth.workflow.errors import BoothAlreadyRunning
from sync.errors import AgentRunning
from sync.office.errors import OfficeServed
from tests.faults.line import (
    LANGUAGES,
    ROOT,
    TECHNICIAN,
    WAIT,
    Line,
    agent_at_work,
    environment,
    residents,
    run,
    say,
    words_of,
)
from tests.faults.recorder import capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.conftest import Recorded

TEN = 10.0  # seconds
HOLD_QUEUE = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep({seconds})
db.execute("ROLLBACK")
print("let go", flush=True)
sys.stdin.readline()
"""
HOLD_BOOTH = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from booth.workflow.booth import Booth
with Booth.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC)):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds `path`; it lets go when it is told, or dies at the end."""
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.communicate()


@pytest.mark.slow
def test_a_queue_held_for_ten_seconds_is_waited_for_by_everybody(recorded: Recorded):
    """Saving, sending and counting meanwhile take longer, and that is all."""
    line = recorded.line
    with line.desk() as desk:
        session = desk.start(desk.look(residents(line)[20].nik))
        capture(session, fingers=())
        assert session.step is Step.REVIEW
        with line.served(), another(HOLD_QUEUE.format(seconds=TEN), line.booth / "outbox.db") as holder:
            saving = threading.Thread(target=session.save)
            saving.start()
            day = next(iter(recorded.days))
            assert line.booth_count(day)["total"] == recorded.days[day]  # readers need not wait
            assert line.once().json["packets"] >= len(recorded.told)
            saving.join(WAIT)
            assert not saving.is_alive()
            assert holder.stdout is not None
            assert holder.stdout.readline() == "let go\n"
            assert line.once().code == 0
        assert session.id in {row.id for row in desk.recorded()}
    assert line.office_count()["total"] == len(recorded.told) + 1


def test_a_second_copy_on_the_same_folder_says_so_and_commands_go_on(recorded: Recorded):
    line = recorded.line
    second = ("--office", "https://127.0.0.1:1", "--code", "x", "--name", "B", "--login", "b")
    with another(HOLD_BOOTH, line.booth):
        for language in LANGUAGES:
            expected = (1, "", words_of(BoothAlreadyRunning, language))
            said = run("booth", "run", "--data", line.booth, BOOTH_LANG=language)
            assert (said.code, said.out, said.err.strip()) == expected
            said = say(
                "booth", "provision", "--data", line.booth, *second, "--password-file", line.password, language=language
            )
            assert (said.code, said.out, said.err.strip()) == expected
        # Beside the window, commands and the agent work on.
        day = next(iter(recorded.days))
        assert line.booth_count(day)["total"] == recorded.days[day]
        by = ("--as", TECHNICIAN, "--data", line.booth, "--password-file", line.password)
        assert say("booth", "user", "list", *by).code == 0
        with line.served():
            assert line.once().json["packets"] == len(recorded.told)
    with line.desk() as desk:  # whoever held it is dead
        assert desk.drafts() == []


def test_a_second_agent_says_so_and_leaves_the_first_alone(recorded: Recorded):
    line = recorded.line
    with line.served():
        pass
    with agent_at_work(line) as agent:
        assert agent.stderr is not None
        assert agent.stderr.readline()  # it is at work
        assert line.status()["running"] is True
        for language in LANGUAGES:
            said = say("booth-sync", "once", "--data", line.booth, language=language)
            assert (said.code, said.out, said.err.strip()) == (1, "", words_of(AgentRunning, language))
        agent.terminate()
        agent.communicate(timeout=WAIT)
    assert line.status()["running"] is False
    with line.served():
        assert line.once().json["packets"] == len(recorded.told)


def test_a_second_receiver_says_so_and_leaves_the_first_alone(recorded: Recorded):
    line: Line = recorded.line
    with line.served():
        for language in LANGUAGES:
            said = say("booth-office", "serve", "--data", line.office, "--port", "0", language=language)
            assert (said.code, said.out, said.err.strip()) == (1, "", words_of(OfficeServed, language))
        assert line.once().code == 0
    assert line.office_count()["total"] == len(recorded.told)
