"""Summaries of saved recordings: counting, approval, and that they are added once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from booth.domain.recording import Approval
from booth.store import AlreadyThere, HourCount, NotFound


@pytest.fixture
def day(vault, make_recording):
    """Five of one day by two operators, one of the next."""
    room = vault.recordings
    for number, (hour, operator) in enumerate([(8, "budi"), (8, "budi"), (8, "sari"), (9, "sari"), (14, "budi")]):
        room.add(make_recording(f"r{number}", hour=hour, operator=operator, nik=f"620205450785{number:04}"))
    room.add(make_recording("r9", day="2016-09-06", saved_at=datetime(2016, 9, 6, 2, 0, tzinfo=UTC)))
    return room


def test_a_summary_comes_back_as_it_was(vault, make_recording):
    recording = make_recording("r1", by_hand=True, exceptions=2, nama_lengkap="Nur'Aini")
    vault.recordings.add(recording)
    assert vault.recordings.get("r1") == recording
    assert vault.recordings.get("r2") is None


def test_adding_again_does_nothing_and_another_under_the_same_id_is_refused(day, make_recording):
    day.approve(["r0"], "penyelia")
    day.add(make_recording("r0", nik="6202054507850000"))
    assert day.get("r0").approval is Approval.APPROVED
    with pytest.raises(AlreadyThere):
        day.add(make_recording("r0", nik="6202054507850000", sha256="cd" * 32))
    with pytest.raises(AlreadyThere):
        day.add(make_recording("r0", nik="6202054507859999"))


def test_recordings_of_a_day_and_of_a_resident(day):
    assert [recording.id for recording in day.of_day("2016-09-05")] == ["r0", "r1", "r2", "r3", "r4"]
    assert day.of_day("2016-09-07") == []
    assert [recording.id for recording in day.for_nik("6202054507850001")] == ["r9", "r1"]
    assert day.for_nik("6202054507857777") == []


def test_figures_of_a_day_by_hour_and_operator(day):
    day.approve(["r0"], "penyelia")
    assert day.counts("2016-09-05") == [
        HourCount(8, "budi", Approval.APPROVED, 1),
        HourCount(8, "budi", Approval.PENDING, 1),
        HourCount(8, "sari", Approval.PENDING, 1),
        HourCount(9, "sari", Approval.PENDING, 1),
        HourCount(14, "budi", Approval.PENDING, 1),
    ]
    assert day.counts("2016-09-04") == []


def test_approval_is_counted_and_may_be_taken_back(day):
    assert day.approve(["r0", "r1"], "penyelia") == 2
    assert day.approve(["r0", "r2"], "penyelia") == 1
    day.send_back("r1", "penyelia", " Foto gelap ")
    assert day.approval_counts("2016-09-05") == {Approval.PENDING: 2, Approval.APPROVED: 2, Approval.RETURNED: 1}
    returned = day.get("r1")
    assert (returned.approval, returned.approved_by, returned.approval_reason) == (
        Approval.RETURNED,
        "penyelia",
        "Foto gelap",
    )
    day.approve(["r1"], "penyelia")
    assert day.get("r1").approval_reason == ""


def test_approval_is_all_or_none(day):
    with pytest.raises(NotFound):
        day.approve(["r0", "gone"], "penyelia")
    assert day.get("r0").approval is Approval.PENDING
    with pytest.raises(NotFound):
        day.send_back("gone", "penyelia", "why")
    with pytest.raises(ValueError, match="reason"):
        day.send_back("r0", "penyelia", "  ")


def test_the_days_figures_are_read_from_the_index_alone(vault):
    plan = vault._database.tuples(
        "EXPLAIN QUERY PLAN SELECT hour, operator, approval, count(*) FROM recordings WHERE day = '2016-09-05'"
        " GROUP BY hour, operator, approval"
    )
    assert [row[3] for row in plan] == ["SEARCH recordings USING COVERING INDEX recordings_by_day (day=?)"]
