"""Killed with SIGKILL before and after each commit: opened again, resumed where it was, saved exactly once."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from booth.domain.recording import State, Step
from booth.workflow.booth import Booth
from sync.outbox import State as Packet
from sync.packet import check_packet, open_packet
from tests.unit.workflow.stage import (
    DRAFT,
    PASSWORD,
    RESIDENT,
    Clock,
    Office,
    capture_rest,
    furnish,
    make_office,
    read_prints,
    want_originals,
)

if TYPE_CHECKING:
    from booth.devices.ports import FingerImage
    from booth.workflow.desk import Desk

ROOT = Path(__file__).parents[2]
SAVE_COMMITS = 3
ALL_COMMITS = 26


@dataclass(frozen=True)
class Play:
    """An enrolled booth (`fresh`), one whose draft only wants saving (`ready`), and what it is played with."""

    fresh: Path
    ready: Path
    shared: Path
    office: Office
    prints: dict[str, FingerImage]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Play:
    office, prints = make_office(), read_prints(shared)
    fresh, ready = tmp_path_factory.mktemp("fresh") / "booth", tmp_path_factory.mktemp("ready") / "booth"
    furnish(fresh, office.identity)
    shutil.copytree(fresh, ready)
    with Booth.open(ready, clock=Clock(), ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        capture_rest(desk.start(desk.look(RESIDENT.nik)), prints)
        desk.close()
    return Play(fresh, ready, shared, office, prints)


def record(folder: Path, shared: Path, part: str, at: int, when: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.killed", str(folder), str(shared), part, f"{at}-{when}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def check_saved_once(desk: Desk, booth: Booth, office: Office) -> None:
    """One packet that the office can open, one summary with its hash, one entry in the log, no draft."""
    assert desk.drafts() == []
    (summary,) = desk.recorded()
    assert summary.id == DRAFT
    assert booth.outbox.counts().total == 1
    assert booth.outbox.state(DRAFT) is Packet.QUEUED
    (item,) = booth.outbox.waiting(10)
    assert (item.seq, item.manifest.sha256) == (1, summary.sha256)
    opened = open_packet(booth.outbox.data(DRAFT), office.age)
    check_packet(opened, desk.seal_public, item.manifest)
    assert len([name for name in opened.files if name.startswith("fingers/")]) == 6
    events = [row.event for row in desk.vault.audit.recent(1000, subject=DRAFT)]
    assert events.count("recording.saved") == 1
    assert desk.vault.audit.verify() > 0
    found = desk.vault.residents.get(RESIDENT.nik)
    assert found is not None
    assert found.recorded_before


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", range(1, SAVE_COMMITS + 1))
def test_killed_within_a_save(play: Play, tmp_path: Path, at: int, when: str):
    folder = tmp_path / "booth"
    shutil.copytree(play.ready, folder)
    assert record(folder, play.shared, "save", at, when).returncode == -signal.SIGKILL
    with Booth.open(folder, clock=Clock()) as booth:
        desk = booth.login("ani", PASSWORD)
        queued = at == SAVE_COMMITS or (at, when) == (2, "after")
        if not queued:
            (line,) = desk.drafts()
            assert (line.state, line.step) == (State.DRAFT, Step.REVIEW)
            session = desk.resume(DRAFT)
            assert session.confirmation.state().done
            assert session.save().id == DRAFT
        check_saved_once(desk, booth, play.office)
        desk.close()


@pytest.mark.parametrize(("at", "when"), [(1, "after"), (2, "before"), (2, "after"), (3, "before")])
def test_killed_within_a_save_with_originals(play: Play, tmp_path: Path, at: int, when: str):
    """They are in the outbox when the recording is, and not before; the save that is made again has them once."""
    folder = tmp_path / "booth"
    shutil.copytree(play.ready, folder)
    with Booth.open(folder, clock=Clock()) as booth:
        want_originals(booth.outbox, play.office)
    assert record(folder, play.shared, "save", at, when).returncode == -signal.SIGKILL
    with Booth.open(folder, clock=Clock()) as booth:
        assert booth.outbox.originals.state(DRAFT) is booth.outbox.state(DRAFT)
        desk = booth.login("ani", PASSWORD)
        if desk.drafts():
            desk.resume(DRAFT).save()
        check_saved_once(desk, booth, play.office)
        (item,) = booth.outbox.originals.waiting(10)
        opened = open_packet(booth.outbox.originals.data(DRAFT), play.office.age)
        check_packet(opened, desk.seal_public, item.manifest)
        assert opened.manifest.recording == booth.outbox.waiting(1)[0].manifest.sha256
        assert len(opened.files) == 3
        desk.close()


def test_a_save_is_three_commits(play: Play, tmp_path: Path):
    folder = tmp_path / "booth"
    shutil.copytree(play.ready, folder)
    done = record(folder, play.shared, "save", 0, "never")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == SAVE_COMMITS


@pytest.mark.slow
def test_the_whole_recording_has_as_many_commits_as_are_tried(play: Play, tmp_path: Path):
    folder = tmp_path / "booth"
    shutil.copytree(play.fresh, folder)
    done = record(folder, play.shared, "all", 0, "never")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == ALL_COMMITS


@pytest.mark.slow
@pytest.mark.parametrize("at", range(1, ALL_COMMITS + 1))
def test_killed_at_each_step_of_a_recording(play: Play, tmp_path: Path, at: int):
    """Nothing committed before the kill is asked for again, and the recording goes on at the same step."""
    folder = tmp_path / "booth"
    shutil.copytree(play.fresh, folder)
    assert record(folder, play.shared, "all", at, "before").returncode == -signal.SIGKILL
    with Booth.open(folder, clock=Clock(), ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        if not desk.recorded():
            session = desk.resume(DRAFT) if desk.drafts() else desk.start(desk.look(RESIDENT.nik))
            assert session.reachable(session.step)
            capture_rest(session, play.prints)
            session.save()
        check_saved_once(desk, booth, play.office)
        desk.close()
