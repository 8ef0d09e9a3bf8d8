"""The demonstration's bad line: what it carries, how it is dead, and the day that is played over it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from booth.demo.bad_line import HOST, BadLine
from tests.faults.line import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 30  # seconds: only a hang gets there
RESIDENTS = 2
STATES = {"line-sending", "line-none", "line-sent", "line-waiting", "line-on-stick", "line-carried"}


@pytest.fixture
def office() -> Iterator[socket.socket]:
    with closing(socket.create_server((HOST, 0))) as listener:
        listener.settimeout(WAIT)
        yield listener


@pytest.fixture
def line(office: socket.socket) -> Iterator[BadLine]:
    with closing(BadLine(office.getsockname()[1])) as line:
        yield line


def call(line: BadLine, office: socket.socket) -> tuple[socket.socket, socket.socket]:
    """A connection through the line: the booth's end and the office's."""
    booth = socket.create_connection((HOST, line.port), timeout=WAIT)
    booth.sendall(b"!")
    while True:
        other, _ = office.accept()
        other.settimeout(WAIT)
        if other.recv(1):
            return booth, other
        other.close()  # one of those that kept a dead line silent


def nothing_comes(end: socket.socket) -> bool:
    end.settimeout(0.3)
    try:
        return not end.recv(1)
    except TimeoutError:
        return True
    finally:
        end.settimeout(WAIT)


def test_a_good_line_carries_both_ways_and_hangs_up(line: BadLine, office: socket.socket) -> None:
    booth, other = call(line, office)
    booth.sendall(b"up")
    assert other.recv(9) == b"up"
    other.sendall(b"down")
    assert booth.recv(9) == b"down"
    assert line.carried == 3
    booth.close()
    assert other.recv(9) == b""
    other.close()


def test_a_line_dies_after_as_many_bytes_as_it_was_told(line: BadLine, office: socket.socket) -> None:
    booth, other = call(line, office)
    line.die(after=5000)
    booth.sendall(bytes(20_000))
    assert line.died.wait(WAIT)
    assert 5000 <= line.carried - 1 < 5000 + 2048
    other.sendall(b"answer")
    assert nothing_comes(booth)
    for end in (booth, other):
        end.close()


def test_a_dead_line_answers_no_call_and_lives_again_for_new_ones(line: BadLine, office: socket.socket) -> None:
    old, other = call(line, office)
    line.die()
    with socket.socket() as tried:
        tried.settimeout(0.5)
        with pytest.raises(TimeoutError):
            tried.connect((HOST, line.port))
    line.revive()
    assert not line.died.is_set()
    booth, fresh = call(line, office)
    fresh.sendall(b"again")
    assert booth.recv(9) == b"again"
    other.sendall(b"late")
    assert nothing_comes(old)
    for end in (old, other, booth, fresh):
        end.close()


def test_one_resident_is_too_few() -> None:
    for language, words in (("en", "at least 2 residents"), ("id", "paling sedikit 2 warga")):
        said = say("booth", "demo", "--line", "bad", "--residents", "1", "--lang", language, language=language)
        assert said.code == 1
        assert words in said.err


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_day_over_a_bad_line_ends_with_the_same_last_line(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    words = ("demo", "--line", "bad", "--residents", str(RESIDENTS), "--lang", "en", "--keep", str(kept))
    program = (sys.executable, "-c", "import sys; from booth.cli import main; sys.exit(main())", *words)
    done = subprocess.run(program, capture_output=True, text=True, env=os.environ | {"BOOTH_TRACE": "1"}, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"demo ok: recorded={RESIDENTS} received={RESIDENTS} counts_agree=yes"
    assert "booth-office courier read" in done.stdout
    assert {path.stem.partition("-")[2] for path in (kept / "screenshots").glob("*.png")} >= STATES
