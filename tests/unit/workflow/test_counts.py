"""The day's count beside the office's, approvals, and what a supervisor may do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from booth.domain.recording import Approval, State
from booth.workflow.counts import Agreement, agreement
from booth.workflow.errors import NotAllowed, NotRefused, ReasonNeeded
from booth.workflow.words import instant
from sync import wire
from tests.unit.workflow.stage import DRAFT, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from tests.unit.workflow.stage import Clock, Office

TODAY, TOMORROW = date(2016, 9, 5), date(2016, 9, 6)


@pytest.fixture
def supervisor(ready_booth: Booth, clock: Clock) -> Iterator[Desk]:
    """One recording saved by `ani` at 10 o'clock; `sri` sits at the desk."""
    operator = ready_booth.login("ani", PASSWORD)
    operator.resume(DRAFT).save()
    operator.close()
    clock.pass_by(60)
    desk = ready_booth.login("sri", PASSWORD)
    yield desk
    desk.close()


def receive(booth: Booth, office: Office) -> None:
    """The office's receipt for the one packet arrives."""
    manifest = booth.outbox.waiting(1)[0].manifest
    receipt = wire.Receipt(
        id=manifest.id,
        sha256=manifest.sha256,
        size=manifest.size,
        office="kotim",
        sequence=1,
        accepted_at="2016-09-05T03:00:00.000Z",
    )
    booth.outbox.settle(wire.sign(receipt, office.sign), office.sign.public_key())


def office_says(booth: Booth, count: int, at: datetime) -> None:
    counts = wire.Counts(booth="baamang-1", as_of=instant(at), days={TODAY.isoformat(): count})
    booth.outbox.store_office_counts(counts)


def test_the_count_needs_no_login(ready_booth: Booth):
    desk = ready_booth.login("ani", PASSWORD)
    assert ready_booth.count().total == 0
    desk.resume(DRAFT).save()
    desk.close()
    count = ready_booth.count()
    assert (count.day, count.total, count.hours, count.operators) == ("2016-09-05", 1, {10: 1}, {"ani": 1})
    assert count.states == {State.QUEUED: 1, State.SENDING: 0, State.RECEIVED: 0, State.REFUSED: 0}
    assert (count.unsent, count.left, count.agreement) == (1, 99, Agreement.UNKNOWN)
    assert count.oldest_unsent == datetime(2016, 9, 5, 3, 0, tzinfo=UTC)
    later = ready_booth.count(TOMORROW)
    assert (later.total, later.yesterday, later.unsent) == (0, 1, 1)


def test_a_received_recording_agrees_with_the_office(
    ready_booth: Booth, supervisor: Desk, office: Office, clock: Clock
):
    receive(ready_booth, office)
    clock.pass_by(1)
    office_says(ready_booth, 1, clock())
    count = supervisor.supervision.report(TODAY).count
    assert (count.received, count.office, count.agreement, count.unsent) == (1, 1, Agreement.AGREES, 0)
    assert count.office_as_of == clock()
    assert count.as_dict()["agreement"] == "agrees"
    office_says(ready_booth, 0, clock())
    assert ready_booth.count(TODAY).agreement is Agreement.OFFICE_LACKS
    office_says(ready_booth, 0, datetime(2016, 9, 5, 2, 0, tzinfo=UTC))
    assert ready_booth.count(TODAY).agreement is Agreement.STALE


@pytest.mark.parametrize(
    ("total", "received", "office", "expected"),
    [
        (5, 3, None, Agreement.UNKNOWN),
        (5, 3, 3, Agreement.AGREES),
        (0, 0, 0, Agreement.AGREES),
        (5, 3, 4, Agreement.UNDERWAY),
        (5, 3, 5, Agreement.UNDERWAY),
        (5, 3, 6, Agreement.OFFICE_MORE),
        (5, 3, 2, Agreement.OFFICE_LACKS),
    ],
)
def test_the_verdict(total: int, received: int, office: int | None, expected: Agreement):
    assert agreement(total, received, office, stale=False) is expected
    assert expected.fine is (expected not in {Agreement.OFFICE_LACKS, Agreement.OFFICE_MORE})


def test_the_report_has_approvals_and_each_operators_work(supervisor: Desk):
    report = supervisor.supervision.report(TODAY)
    assert report.approvals == {Approval.PENDING: 1, Approval.APPROVED: 0, Approval.RETURNED: 0}
    assert report.pending_with_exceptions == 1
    (line,) = report.operators
    assert (line.login, line.name, line.recorded, line.exceptions, line.retake_share) == ("ani", "Ani", 1, 1, 0)
    assert supervisor.supervision.report(TOMORROW).operators == ()


def test_approving_is_counted_once_and_logged(supervisor: Desk):
    work = supervisor.supervision
    assert [r.id for r in work.pending(TODAY)] == [DRAFT]
    assert work.approve([DRAFT]) == 1
    assert work.approve([DRAFT]) == 0
    assert work.pending(TODAY) == []
    (recording,) = work.recordings(TODAY)
    assert (recording.approval, recording.approved_by) == (Approval.APPROVED, "sri")
    assert "recording.approved" in [row.event for row in supervisor.vault.audit.recent(5, subject=DRAFT)]


def test_sending_back_needs_a_reason_and_never_stops_sending(ready_booth: Booth, supervisor: Desk):
    work = supervisor.supervision
    with pytest.raises(ReasonNeeded):
        work.send_back(DRAFT, " ")
    work.send_back(DRAFT, "foto gelap")
    (recording,) = work.recordings(TODAY)
    assert (recording.approval, recording.approval_reason) == (Approval.RETURNED, "foto gelap")
    assert ready_booth.count().states[State.QUEUED] == 1


def test_a_refused_packet_is_sent_again_with_reason_and_author(ready_booth: Booth, supervisor: Desk):
    work = supervisor.supervision
    with pytest.raises(NotRefused):
        work.requeue(DRAFT, "coba lagi")
    ready_booth.outbox.park(DRAFT, "kecamatan")
    (refused,) = work.refused()
    assert (refused.id, refused.code) == (DRAFT, "kecamatan")
    assert refused.recording is not None
    assert ready_booth.count().states[State.REFUSED] == 1
    with pytest.raises(ReasonNeeded):
        work.requeue(DRAFT, "")
    work.requeue(DRAFT, "izin kecamatan sudah diperbaiki")
    assert ready_booth.count().states[State.QUEUED] == 1
    row = supervisor.vault.audit.recent(1)[0]
    assert (row.event, row.actor, row.subject) == ("packet.requeued", "sri", DRAFT)
    assert row.detail == {"reason": "izin kecamatan sudah diperbaiki"}


def test_others_do_not_supervise(ready_booth: Booth):
    desk = ready_booth.login("ani", PASSWORD)
    for act in (
        lambda: desk.supervision.approve([DRAFT]),
        lambda: desk.supervision.send_back(DRAFT, "x"),
        lambda: desk.supervision.requeue(DRAFT, "x"),
        desk.accounts.users,
        lambda: desk.accounts.disable("sri"),
    ):
        with pytest.raises(NotAllowed):
            act()
