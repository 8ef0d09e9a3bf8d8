"""What becomes of what the line saw."""

import subprocess
import sys

import pytest

from tests.bench.line.channel import LineSpec, Tally
from tests.bench.line.measure import Job, Watched, figures

JOB = Job(packets=10, size=100_000)
SPEC = LineSpec(up=1e6)


class Seen:
    """A line that was used."""

    spec = SPEC


@pytest.fixture
def watched():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield Watched(process)
    process.communicate(b"\n")


def test_all_arrived(watched):
    tally = Tally(bytes_up=1_050_000, first_syn=100.0, last_data=110.0, syns=4)
    found = figures(JOB, Seen, tally, arrived=10, seconds=None, watched=watched)
    assert (found.seconds, found.share, found.ratio, found.connections) == (10.0, 0.8, 1.05, 4)


def test_what_arrived_before_the_limit_counts(watched):
    tally = Tally(bytes_up=600_000, first_syn=100.0, last_data=103.0, syns=1)
    found = figures(JOB, Seen, tally, arrived=5, seconds=20.0, watched=watched)
    assert (found.seconds, found.share, found.ratio) == (20.0, 0.2, 1.2)


def test_nothing_arrived(watched):
    found = figures(JOB, Seen, Tally(bytes_up=600_000), arrived=0, seconds=20.0, watched=watched)
    assert (found.share, found.ratio) == (0.0, 0.0)


def test_a_process_is_watched_while_it_runs(watched):
    assert watched.running()
    assert watched.peak > 0
    assert watched.cpu >= 0
