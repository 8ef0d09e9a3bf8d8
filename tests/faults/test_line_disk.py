"""Disks without room, at the booth and at the office: clear words, nothing lost, all goes on once there is room."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from booth.domain.recording import Step
from booth.store.errors import DiskFull
from booth.workflow.errors import SaveFailed
from booth.workflow.words import sentence
from resources.i18n import DEFAULT, set_language
from sync.errors import OfficeBusy, QueueFull
from sync.office.errors import OfficeFull
from tests.faults.line import LANGUAGES, OPERATOR, WAIT, Line, agent_at_work, residents, say, wait_until_told, words_of
from tests.faults.recorder import capture, press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.conftest import Recorded

REST = "rest"  # the file that takes all the room there is


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A disk of `size` at the new folder `at`. Only whoever may mount can have one."""
    at.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount: {mounted.stderr.strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@pytest.fixture
def small(line: Line) -> Iterator[Line]:
    """A line whose booth lies on a disk of 8 MB."""
    with small_disk(line.root / "disk", "8m") as disk:
        shutil.copytree(line.booth, disk / "booth")
        yield replace(line, name="disk/booth")


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / REST).open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def free(disk: Path) -> None:
    (disk / REST).unlink()


def test_a_booth_without_room_says_so_and_keeps_the_draft(small: Line):
    disk = small.booth.parent
    with small.desk() as desk:
        session = desk.start(desk.look(residents(small)[0].nik))
        capture(session, fingers=(), until=Step.REVIEW)
        capture(session, fingers=())
        fill(disk)
        for code in LANGUAGES:
            set_language(code)
            with pytest.raises(SaveFailed) as caught:
                session.save()
            assert sentence(caught.value) == words_of(SaveFailed, code, why=words_of(DiskFull, code))
        set_language(DEFAULT)
        assert [draft.id for draft in desk.drafts()] == [session.id]
    assert small.status()["queued"] == 0

    # Nobody can log in either, and hears why; no password is lost by it.
    keys = (small.booth / "vault.keys").read_bytes()
    for code in LANGUAGES:
        by = ("--as", OPERATOR, "--data", small.booth, "--password-file", small.password)
        said = say("booth", "user", "list", *by, language=code)
        assert (said.code, said.err.strip()) == (1, words_of(DiskFull, code))
    assert (small.booth / "vault.keys").read_bytes() == keys

    free(disk)
    with small.desk() as desk:
        resumed = desk.resume(session.id)
        assert resumed.step is Step.REVIEW
        assert not any(resumed.missing(step) for step in Step)
        resumed.save()
        assert [row.id for row in desk.recorded()] == [session.id]
    with small.served():
        assert small.once().json["packets"] == 1
    assert small.office_count()["total"] == 1


def test_a_capture_without_room_loses_only_itself(small: Line):
    with small.desk() as desk:
        session = desk.start(desk.look(residents(small)[0].nik))
        capture(session, fingers=(), until=Step.FINGERS)
        finger = session.fingers.next_finger
        assert finger is not None
        session.fingers.add_try(finger, press(finger, 1))
        fill(small.booth.parent)
        refused = 0
        for turn in range(2, 4):
            other = session.fingers.next_finger
            assert other is not None
            with pytest.raises(DiskFull):
                session.fingers.add_try(other, press(other, turn))
            refused += not session.fingers.state(other).tries
        assert refused == 2
        free(small.booth.parent)
        capture(session, fingers=())
        session.save()
        assert sum(state.missing is None for state in session.fingers.states().values()) == 1


def test_a_receipt_that_finds_no_room_is_asked_for_again(recorded: Recorded):
    line = recorded.line
    with small_disk(line.root / "disk", "8m") as disk:
        shutil.copytree(line.booth, disk / "booth")
        small = replace(line, name="disk/booth")
        with small.served():
            fill(disk)
            for code in LANGUAGES:
                with agent_at_work(small, BOOTH_LANG=code) as agent:
                    wait_until_told(agent, QueueFull, code)
                    agent.terminate()
                    agent.communicate(timeout=WAIT)
            free(disk)
            assert small.once().code == 0
        assert small.status()["receipted"] == small.office_count()["total"] == len(recorded.told)


def test_an_office_without_room_takes_nothing_and_everything_later(recorded: Recorded):
    line = recorded.line
    with small_disk(line.root / "disk", "80m") as disk:
        shutil.copytree(line.office, disk / "office")
        shutil.rmtree(line.office)
        line.office.symlink_to(disk / "office")
        fill(disk)
        for code in LANGUAGES:
            for verb in (("count",), ("serve", "--port", "0")):
                said = say("booth-office", *verb, "--data", line.office, language=code)
                assert (said.code, said.err.strip()) == (1, words_of(OfficeFull, code))
        free(disk)
        with line.served():
            fill(disk)
            for code in LANGUAGES:
                with agent_at_work(line, BOOTH_LANG=code) as agent:
                    wait_until_told(agent, OfficeBusy, code)
                    agent.terminate()
                    out, _ = agent.communicate(timeout=WAIT)
                    assert f'"left": {len(recorded.told)}' in out
            assert line.packets() == []
            free(disk)
            assert line.once().json["packets"] == len(recorded.told)
        assert line.office_count()["days"] == recorded.days
