"""The cap on the rate: never more than it allows, never less than it could, whatever the clock does."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.manners import Throttle


class Hands:
    """A clock that a test moves."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@given(
    rate=st.integers(1, 100_000),
    asks=st.lists(st.tuples(st.floats(0, 5), st.floats(0, 1)), min_size=1, max_size=60),
)
def test_in_any_window_no_more_than_rate_and_burst(rate, asks):
    """Each piece is as large as a share of one second's worth, and sent when it was told to be."""
    clock = Hands()
    throttle = Throttle(rate, clock=clock)
    sent = []
    for pause, share in asks:
        clock.now += pause
        size = int(rate * share)
        sent.append((clock.now + throttle.take(size), size))
    for first, (start, _) in enumerate(sent):
        total = 0
        for end, size in sent[first:]:
            total += size
            assert total <= rate * (end - start) + rate + 1e-3 * max(1, rate)


@given(rate=st.integers(1, 10_000), sizes=st.lists(st.integers(0, 60_000), min_size=1, max_size=40))
def test_a_sender_who_waits_as_told_gets_the_whole_rate(rate, sizes):
    """Also in pieces larger than a second's worth: on a line of 1 kbit/s everything goes, only slowly."""
    clock = Hands()
    throttle = Throttle(rate, clock=clock)
    for size in sizes:
        clock.now += throttle.take(size)
    total, took = sum(sizes), clock.now - 1000
    assert took <= total / rate + 1e-3
    assert total <= rate * took + rate + 1e-3 * rate + 1


@given(
    rate=st.integers(1, 100_000),
    jumps=st.lists(st.floats(0, 1e9) | st.floats(-1e9, -2), min_size=1, max_size=30),
)
def test_a_clock_that_jumps_starves_nobody(rate, jumps):
    clock = Hands()
    throttle = Throttle(rate, clock=clock)
    for jump in jumps:
        clock.now += jump
        wait = throttle.take(rate)
        assert 0 <= wait <= 1 + 1e-3
        clock.now += wait


def test_no_cap_never_waits():
    throttle = Throttle(0)
    assert [throttle.take(10**9) for _ in range(3)] == [0, 0, 0]


def test_the_rate_may_change_on_the_way():
    clock = Hands()
    throttle = Throttle(1000, clock=clock)
    assert throttle.take(1000) == 0
    throttle.rate = 100
    assert throttle.take(100) == 1
    throttle.rate = 0
    assert throttle.take(10**6) == 0
    throttle.rate = 100
    clock.now += 60
    assert throttle.take(100) == 0
    assert throttle.take(50) == 0.5


def test_many_threads_share_one_rate():
    clock = Hands()
    throttle = Throttle(1000, clock=clock)
    waits = []

    def send():
        waits.extend(throttle.take(100) for _ in range(25))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(waits) == pytest.approx((8 * 25 * 100 - 1000) / 1000)
    assert len({round(wait, 6) for wait in waits if wait}) == 8 * 25 - 10  # each has its own moment
