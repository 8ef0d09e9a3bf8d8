"""What a self-test leaves for the office."""

from __future__ import annotations

from booth.workflow.selftest.report import Part, PartResult, Report, Verdict
from booth.workflow.technician import keep_report, past_reports
from sync.errors import QueueFull
from sync.health import read_health


def report(clock, *verdicts):
    results = tuple(PartResult(part, verdict) for part, verdict in zip(Part, verdicts, strict=False))
    return Report(clock.now, 1.0, "baamang-1", "Baamang 1", "0.1.0", "tek", results)


def told(booth, desk, clock):
    return read_health(booth.folder, desk.outbox, clock.now, booth.zone)


def test_the_office_hears_what_does_not_work(booth, login, clock):
    desk = login("tek")
    assert told(booth, desk, clock).tested is None
    keep_report(desk, report(clock, Verdict.FAIL, Verdict.WARN, Verdict.FAIL, Verdict.ABSENT))
    said = told(booth, desk, clock)
    assert (said.passed, said.troubles) == (False, ("Fingerprint scanner", "Printer"))
    assert said.tested == said.at
    keep_report(desk, report(clock, Verdict.PASS, Verdict.WARN))
    said = told(booth, desk, clock)
    assert (said.passed, said.troubles) == (True, ())


def test_a_full_disk_does_not_lose_the_report(booth, login, clock, monkeypatch):
    desk = login("tek")

    def full(*_):
        raise QueueFull("full")

    monkeypatch.setattr(desk.outbox, "set_note", full)
    keep_report(desk, report(clock, Verdict.PASS))
    assert len(past_reports(desk)) == 1
    assert told(booth, desk, clock).tested is None
