"""How many connections: against lines that are played, each in virtual time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.width import CALM, FEW, MOST, SOME, Width

PACKET = 400_000


@dataclass
class Line:
    """A line of `rate` bytes a second; one connection brings at most `each` of it. `told`: round trips are known."""

    rate: float
    each: float
    least: float = 0.3
    told: bool = True
    alone: bool = False

    def play(self, width, seconds, start=0.0, every=10):
        """The connections at the end of each second, or `every` so many tenths of one."""
        arrived, seen = 0.0, []
        for tick in range(int(seconds * 10)):
            now = start + tick / 10
            wanted = width.target * self.each
            arrived += min(self.rate, wanted) / 10
            trips = (self.least * max(1.0, wanted / self.rate), self.least) if self.told else (0.0, 0.0)
            width.look(now, busy=width.target, arrived=int(arrived), packet=PACKET, trips=trips, alone=self.alone)
            if tick % every == every - 1:
                seen.append(width.target)
        return seen


def test_a_lossy_line_gets_as_many_as_fill_it():
    width = Width()
    assert Line(rate=250_000, each=58_000).play(width, 30)[-1] in {6, 7}


def test_a_line_that_loses_much_gets_all_of_them():
    width = Width()
    assert Line(rate=250_000, each=20_000).play(width, 30)[-1] == MOST


def test_a_line_that_one_fills_keeps_one():
    width = Width()
    assert max(Line(rate=250_000, each=500_000).play(width, 30)) == 1


def test_it_goes_up_by_one_at_a_time():
    width = Width()
    seen = [1, *Line(rate=250_000, each=20_000).play(width, 30, every=1)]
    assert {after - before for before, after in itertools.pairwise(seen)} <= {0, 1}


def test_a_slow_line_that_is_full_gets_two_where_a_packet_takes_over_five_seconds():
    width = Width(target=4)
    assert Line(rate=16_000, each=16_000, least=0.6).play(width, 10)[-1] == 2


def test_where_round_trips_are_unknown_what_arrives_decides():
    width = Width()
    seen = Line(rate=250_000, each=60_000, told=False).play(width, 30)
    assert max(seen) == 5
    assert seen[-1] == 4


@pytest.mark.parametrize(("rate", "useful"), [(1_000_000, MOST), (250_000, SOME), (16_000, FEW)])
def test_where_one_fills_the_line_the_others_only_carry_on_while_it_waits(rate, useful):
    width = Width()
    assert Line(rate=rate, each=rate, alone=True).play(width, 30)[-1] == useful


def test_while_nothing_arrives_nothing_is_tried():
    width = Width()
    for tick in range(100):
        width.look(tick / 10, busy=1, arrived=0, packet=PACKET, trips=(0.3, 0.3), alone=True)
    assert width.target == 1


def test_a_failure_halves_and_is_followed_by_calm():
    width = Width(target=8)
    width.failed(100.0)
    assert width.target == 4
    assert max(Line(rate=250_000, each=20_000).play(width, CALM - 1, start=100.0)) == 4
    assert Line(rate=250_000, each=20_000).play(width, 10, start=100.0 + CALM)[-1] > 4


def test_failures_never_leave_none():
    width = Width()
    width.failed(1.0)
    assert width.target == 1


def test_the_office_sets_the_most():
    width = Width(target=6)
    width.limit(3)
    assert width.target == 3
    assert max(Line(rate=250_000, each=20_000).play(width, 20)) == 3
    width.limit(100)
    assert width.most == MOST
    width.limit(0)
    assert width.most == 1


def test_nothing_is_concluded_while_not_all_of_them_send():
    width = Width()
    for tick in range(100):
        width.look(tick / 10, busy=0, arrived=0, packet=PACKET, trips=(0.3, 0.3))
    assert width.target == 1


@given(
    looks=st.lists(
        st.tuples(
            st.floats(0, 5),
            st.integers(0, 9),
            st.integers(0, 10**7),
            st.floats(0, 10),
            st.floats(0, 10),
            st.booleans(),
        )
    )
)
def test_whatever_a_line_does_it_stays_between_one_and_eight(looks):
    width, now, arrived = Width(), 0.0, 0
    for passed, busy, more, trip, least, fails in looks:
        now, arrived = now + passed, arrived + more
        width.look(now, busy=busy, arrived=arrived, packet=PACKET, trips=(trip, least))
        if fails:
            width.failed(now)
        assert 1 <= width.target <= MOST


@pytest.mark.parametrize("most", [1, 2, 8])
def test_it_never_goes_over_the_most(most):
    width = Width(most=most)
    assert max(Line(rate=250_000, each=20_000).play(width, 30)) == most
