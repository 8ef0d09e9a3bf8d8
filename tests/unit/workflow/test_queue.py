"""The queue as the supervisor sees it, and the supervisor's word taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booth.domain.recording import Approval, State
from booth.store.errors import NotFound
from booth.workflow.errors import NotAllowed
from booth.workflow.queue import _ADVICE, queue_view, refusal_advice


@pytest.fixture
def saved(ready_booth):
    """A booth with one saved recording, and its supervisor."""
    from booth.workflow.saving import Saved
    from tests.unit.workflow.stage import DRAFT, PASSWORD

    operator = ready_booth.login("ani", PASSWORD)
    done = operator.resume(DRAFT).save()
    assert isinstance(done, Saved)
    operator.close()
    desk = ready_booth.login("sri", PASSWORD)
    yield ready_booth, desk
    desk.close()


def test_waiting_then_refused(saved):
    booth, desk = saved
    view = queue_view(booth, desk)
    assert [(line.state, line.name, line.operator) for line in view.lines] == [(State.QUEUED, "CONTOH SATU", "Ani")]
    assert (view.waiting, view.sending, view.refused, view.received_today) == (1, 0, 0, 0)
    assert view.unsent_bytes == view.lines[0].size > 0
    booth.outbox.park(view.lines[0].id, "digest")
    view = queue_view(booth, desk)
    assert (view.waiting, view.refused) == (0, 1)
    assert (view.lines[0].state, view.lines[0].code) == (State.REFUSED, "digest")


def test_a_packet_without_its_summary_is_listed_all_the_same(saved, monkeypatch: pytest.MonkeyPatch):
    booth, desk = saved
    monkeypatch.setattr(type(desk.vault.recordings), "get", lambda _self, _id: None)
    line = queue_view(booth, desk).lines[0]
    assert (line.name, line.nik) == ("", "")


def test_every_code_that_parks_a_packet_has_words():
    """What the sync parks itself, and what the office refuses a packet with."""
    root = Path(__file__).parents[3] / "sync"
    code = "".join((root / name).read_text("utf-8") for name in ("sending.py", "office/offers.py"))
    found = set(re.findall(r'_park\([^,]+, "([a-z-]+)"\)', code)) | set(
        re.findall(r'_Refusal\([^,]+, "([a-z-]+)"\)', code)
    )
    found |= set(re.findall(r'status="refuse", code="([a-z-]+)"', code)) | {"digest"}
    assert len(found) > 5
    assert found <= set(_ADVICE)


def test_an_unknown_code_has_general_words():
    assert refusal_advice("http-418").meaning


def test_the_word_is_taken_back(saved):
    _, desk = saved
    day = desk.day()
    (recording,) = desk.supervision.pending(day)
    assert desk.supervision.pending_count() == 1
    assert desk.supervision.approve([recording.id]) == 1
    assert desk.supervision.pending_count() == 0
    assert desk.supervision.listed(Approval.APPROVED).total == 1
    assert desk.supervision.reopen([recording.id]) == 1
    assert desk.supervision.listed(Approval.PENDING).rows[0].approved_by == ""
    assert [row.event for row in desk.vault.audit.recent(2)] == ["recording.reopened", "recording.approved"]
    with pytest.raises(NotFound):
        desk.supervision.reopen([recording.id, "01990000-0000-7000-8000-00000000ffff"])


def test_operators_take_no_word_back(booth, login):
    with pytest.raises(NotAllowed):
        login("ani").supervision.reopen([])
