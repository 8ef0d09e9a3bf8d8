"""Killed with SIGKILL while a letter is taken in: the old register or the new one, and the new one at the next try."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from booth.workflow.booth import Booth
from booth.workflow.news import news_waiting, take_in_news
from tests.unit.workflow.office_news import Writer, line, national
from tests.unit.workflow.stage import PASSWORD, REGISTER, RESIDENT, Clock, furnish, make_office

ROOT = Path(__file__).parents[2]
PEOPLE = 2000
OLD = {resident.nik for resident in REGISTER}
NEW = [replace(RESIDENT, nik=f"620205450785{n:04}", nama_lengkap=f"WARGA {n}") for n in range(10, 10 + PEOPLE)]
WHOLE = {resident.nik for resident in NEW}
CHANGED = (WHOLE - {NEW[0].nik}) | {RESIDENT.nik}


@pytest.fixture(scope="module")
def booths(tmp_path_factory):
    """Two folders: a whole register waits in the first; in the second besides the changes to it. Copy them."""
    office, root = make_office(), tmp_path_factory.mktemp("news")
    first, second = root / "whole", root / "changes"
    furnish(first, office.identity)
    with Booth.open(first, clock=Clock()) as booth:
        booth.login("tek", PASSWORD).close()  # makes the key
        Writer(booth, office).letter(7, lines=[*map(line, NEW), national(NEW[3].nik)])
    shutil.copytree(first, second)
    with Booth.open(second, clock=Clock()) as booth:
        desk = booth.login("tek", PASSWORD)
        take_in_news(booth, desk.vault)
        changes = [line(RESIDENT), ["d", NEW[0].nik], *(national(each.nik) for each in NEW[:600])]
        Writer(booth, office).letter(8, 7, changes)
        desk.close()
    return {"whole": (first, OLD, WHOLE, 7), "changes": (second, WHOLE, CHANGED, 8)}


def take_in(folder, where, at):
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.news_killed", str(folder), where, at],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


KILLS = [
    *(("row", at) for at in ("1", "700", str(PEOPLE))),
    *(("commit", f"{number}-{when}") for number in (1, 2, 3) for when in ("before", "after")),
    *(("files", str(at)) for at in (1, 2)),
]


@pytest.mark.parametrize("kind", ["whole", "changes"])
@pytest.mark.parametrize(("where", "at"), KILLS, ids=[f"{where} {at}" for where, at in KILLS])
def test_killed_the_old_register_or_the_new_one_and_then_the_new_one(booths, tmp_path, kind, where, at):
    source, old, new, version = booths[kind]
    folder = tmp_path / "booth"
    shutil.copytree(source, folder)
    done = take_in(folder, where, at)
    if done.returncode != -signal.SIGKILL:  # it comes by there less often than that
        assert done.returncode == 0, done.stderr
        assert int(done.stdout) < int(at.partition("-")[0])
    with Booth.open(folder, clock=Clock()) as booth:
        desk = booth.login("tek", PASSWORD)
        vault = desk.vault
        before = {nik for (nik,) in vault._database.tuples("SELECT nik FROM residents")}
        assert before in (old, new)
        received = [row.subject for row in vault.audit.recent(50) if row.event == "register.received"]
        assert (str(version) in received) is (before == new)
        assert vault.faults() == []
        take_in_news(booth, vault)
        assert {nik for (nik,) in vault._database.tuples("SELECT nik FROM residents")} == new
        assert len(vault.residents.search("warga")) == 50
        received = [row.subject for row in vault.audit.recent(50) if row.event == "register.received"]
        assert received.count(str(version)) == 1
        assert not news_waiting(booth)
        assert not [path for path in (folder / "inbox").iterdir() if path.suffix != ".sealed"]
        desk.close()
