"""A stolen booth tells nothing about anyone: no name, number, picture or paper stands in clear in its folder."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from booth.domain.fingers import Finger
from booth.domain.recording import Step
from booth.workflow.logs import start_log
from tests.faults.in_clear import LONG, MAGICS, found_in, secrets_of
from tests.faults.line import ROOT, Line, environment, residents, rows
from tests.faults.recorder import capture
from tests.faults.test_line_packet import open_with_tools

if TYPE_CHECKING:
    from tests.faults.conftest import Recorded, Sent


def everything(folder: Path) -> list[Path]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    assert {"vault.db", "vault.keys", "outbox.db"} <= {path.name for path in paths}
    return paths


def test_the_search_finds_what_there_is_to_find(sent: Sent, tmp_path: Path):
    """Without this the other tests would pass with a search that is blind."""
    open_with_tools(sent.line, sent.told[0], "office.agekey", tmp_path / "opened")
    opened = list((tmp_path / "opened").rglob("*"))
    secrets = secrets_of(sent.line.register)
    assert len(secrets) > 1200
    found = found_in([*opened, sent.line.register], secrets)
    kinds = {line.partition(": ")[2] for line in found}
    assert kinds >= MAGICS.keys() - {"PDF"}
    assert any(line.startswith("residents.csv: ") for line in found)
    assert any(line.startswith("recording.json: ") for line in found)


def test_nothing_in_clear_while_recordings_wait(first_recorded: Recorded):
    folder = first_recorded.line.booth
    assert found_in(everything(folder), secrets_of(first_recorded.line.register)) == []


def test_nothing_in_clear_after_all_is_sent(sent: Sent):
    assert found_in(everything(sent.line.booth), secrets_of(sent.line.register)) == []


def test_short_names_stand_in_no_log_setting_or_key(sent: Sent):
    names = {row["nama_lengkap"] for row in rows(sent.line)}
    short = [name for name in names if len(name) < LONG]
    assert short
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, short)) + r")\b")
    for path in everything(sent.line.booth):
        if path.suffix in {".log", ".toml", ".json"}:
            assert not pattern.search(path.read_text("utf-8"))


def test_nothing_in_clear_where_a_recording_was_killed_in_the_middle(recorded: Recorded, tmp_path: Path):
    """Neither in the folder nor where programs leave temporary files; drafts and write-ahead logs included."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.faults.test_line_secrecy", recorded.line.root],
        cwd=ROOT,
        env=environment(TMPDIR=str(temporary)),
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    folder = recorded.line.booth
    assert (folder / "vault.db-wal").stat().st_size > 100_000
    assert (folder / "logs" / "booth.log").stat().st_size > 0
    assert found_in([*everything(folder), *temporary.rglob("*")], secrets_of(recorded.line.register)) == []


@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "vault.db-wal"])
def test_files_are_for_their_owner_only(recorded: Recorded, name: str):
    with recorded.line.desk():
        mode = (recorded.line.booth / name).stat().st_mode
    assert mode & 0o077 == 0


def die_with_a_draft(root: str) -> None:
    """What the other process does."""
    line = Line(Path(root))
    start_log(line.booth, logging.DEBUG)
    with line.desk() as desk:
        session = desk.start(desk.look(residents(line)[10].nik))
        capture(session, fingers=(Finger.RIGHT_THUMB, Finger.RIGHT_INDEX), until=Step.REVIEW)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    die_with_a_draft(sys.argv[1])
