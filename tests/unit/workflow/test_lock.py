"""One booth per data folder, also after the first one was killed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from booth.workflow.errors import BoothAlreadyRunning, FolderUnusable
from booth.workflow.lock import RunLock

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from booth.workflow.lock import RunLock
lock = RunLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lock_is_refused_until_the_first_is_released(tmp_path: Path):
    first = RunLock(tmp_path / "run.lock")
    with pytest.raises(BoothAlreadyRunning):
        RunLock(tmp_path / "run.lock")
    first.release()
    RunLock(tmp_path / "run.lock").release()


def test_a_killed_process_gives_the_lock_back(tmp_path: Path):
    path = tmp_path / "run.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BoothAlreadyRunning):
            RunLock(path)
        holder.kill()
        holder.wait(30)
    RunLock(path).release()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(FolderUnusable) as caught:
        RunLock(tmp_path / "gone" / "run.lock")
    assert "gone" in str(caught.value.params["folder"])
