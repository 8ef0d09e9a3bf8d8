"""How much may be under way: on lines that are played in virtual time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.flight import FIRST, LEAST, LONG, MOST, Flight


def play(flight, *, rate, least, seconds=60, slack=1.0):
    """A line of `rate` bytes a second that is sent to as much as is allowed; the queue in seconds at each look.

    `slack`: the share of what is allowed that is really under way, the rest waits behind lost packets.
    """
    queues = []
    for tick in range(seconds * 10):
        under_way = flight.size * slack
        trip = max(least, under_way / rate)
        flight.look(tick / 10, trip=trip, least=least, held=int(flight.size))
        queues.append(trip - least)
    return queues


@pytest.mark.parametrize("slack", [1.0, 0.4])
@pytest.mark.parametrize(("rate", "least"), [(250_000, 0.3), (2_000_000, 0.05), (12_500_000, 0.3)])
def test_a_line_is_kept_full_with_a_short_queue(rate, least, slack):
    flight = Flight()
    queues = play(flight, rate=rate, least=least, slack=slack)[-100:]
    assert flight.size * slack >= rate * least
    assert min(queues) > 0
    assert max(queues) <= 1.25 * max(LONG * least, 0.1)


def test_a_slow_line_keeps_the_least():
    flight = Flight()
    play(flight, rate=4_000, least=0.6)
    assert flight.size == LEAST


def test_what_is_not_used_is_not_made_more():
    flight = Flight()
    for tick in range(600):
        flight.look(tick / 10, trip=0.3, least=0.3, held=10_000)
    assert flight.size == FIRST


def test_without_round_trips_nothing_is_decided():
    flight = Flight()
    for tick in range(600):
        flight.look(tick / 10, trip=0.0, least=0.0, held=10**9)
    assert flight.size == FIRST


@given(
    looks=st.lists(
        st.tuples(st.floats(0, 5), st.floats(0, 100), st.floats(0, 100), st.integers(0, 10**9)), max_size=200
    )
)
def test_it_stays_within_bounds(looks):
    flight, now = Flight(), 0.0
    for passed, trip, least, held in looks:
        now += passed
        flight.look(now, trip=trip, least=least, held=held)
        assert LEAST <= flight.size <= MOST
