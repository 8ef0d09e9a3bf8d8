"""The demonstration's programs, run as people run them: office, booth and agent as commands of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from booth.demo.errors import ProgramFailed

OFFICE = "sync.office.cli"
AGENT = "sync.cli"
BOOTH = "booth.cli"
READY = "ready "


def command(module: str, *words: str | Path) -> list[str]:
    """The command line of one of our programs in this environment."""
    code = f"import sys; from {module} import main; sys.exit(main())"
    return [sys.executable, "-c", code, *map(str, words)]


def run(module: str, *words: str | Path, environment: dict[str, str] | None = None) -> str:
    """Run to the end and return what it printed. Raises `ProgramFailed` with what it said instead."""
    done = subprocess.run(
        command(module, *words), env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise ProgramFailed(program=words[0], reason=(done.stderr.strip().splitlines() or [""])[-1])
    return done.stdout


def run_json(module: str, *words: str | Path) -> dict[str, Any]:
    """The last line of what it printed, as JSON."""
    answer: dict[str, Any] = json.loads(run(module, *words, "--json").strip().splitlines()[-1])
    return answer


class Service:
    """A program that runs beside us until it is stopped. `first_line` is what it printed after `ready `."""

    def __init__(self, module: str, *words: str | Path, environment: dict[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            command(module, *words), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None  # noqa: S101
        line = self._process.stdout.readline().strip()  # ends empty when the program ends
        if not line.startswith(READY):
            _, said = self._process.communicate()
            raise ProgramFailed(program=words[0], reason=(said.strip().splitlines() or [line])[-1])
        self.first_line = line.removeprefix(READY)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
