"""The line to the office is measured with ten small requests and one of 32 KB; what fails on the way is counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from booth.devices.ports import Cancel, Cancelled
from booth.workflow.errors import OfficeTrouble
from booth.workflow.line_quality import PROBE, TRIPS, measure_line
from sync.identity import make_door_key
from tests.unit.sync.test_client import Server, http, identity, offer_answer, problem

HEALTH = http(200, b'{"status":"ok","server_time":"2026-09-05T01:00:00.000Z"}')


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def measure(server, tmp_path):
    make_door_key(tmp_path)

    class Timer:
        now = 0.0

        def __call__(self):
            self.now += 0.125
            return self.now

    def measure(cancel=None):
        clock = lambda: datetime(2026, 9, 5, 1, tzinfo=UTC)  # noqa: E731
        return measure_line(identity(server.port), tmp_path, clock, cancel or Cancel(), Timer())

    return measure


def test_a_good_line(server, measure):
    server.answers = [HEALTH] * (TRIPS + 1) + [offer_answer(), offer_answer()]
    found = measure()
    assert found.round_trip == 0.125
    assert found.lost == 0
    assert found.rate is not None
    assert found.rate > 0
    probe = server.requests[-1]
    assert len(probe.body) == PROBE
    assert probe.headers["signature"]


def test_requests_that_get_no_answer_are_lost_ones(server, measure):
    lost = [HEALTH, HEALTH, None, HEALTH, None] + [HEALTH] * (TRIPS - 4)
    server.answers = [*lost, offer_answer(), offer_answer()]
    assert measure().lost == pytest.approx(2 / TRIPS)


def test_a_line_that_dies_under_the_load_has_no_rate(server, measure):
    server.answers = [HEALTH] * (TRIPS + 1) + [offer_answer(), None]
    assert measure().rate is None


@pytest.mark.parametrize("answers", [[None], [HEALTH] * (TRIPS + 1) + [problem(403, "booth-revoked")]])
def test_no_office_and_one_that_refuses_this_booth(server, measure, answers):
    server.answers = answers
    with pytest.raises(OfficeTrouble):
        measure()


def test_it_can_be_cancelled(server, measure):
    server.answers = [HEALTH]
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        measure(cancel)


def test_answers_without_a_connection_left_open(server, measure):
    closing = http(200, b'{"status":"ok"}', Connection="close")
    server.answers = [closing] * (TRIPS + 1) + [offer_answer(), offer_answer()]
    assert measure().lost == 0
