"""A report on one part that is broken, for whoever repairs or replaces it: as a page for people, JSON for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from booth import __version__
from booth.devices.slip import Heading, Row, Rule, Slip, Text
from booth.workflow.redact import Redactor
from booth.workflow.rights import Right, require
from booth.workflow.selftest.past import past_as_report
from booth.workflow.selftest.report import Part, Verdict
from booth.workflow.technician import past_reports
from booth.workflow.words import instant, shown_instant, shown_moment, tr_text
from resources.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from booth.devices.slip import Block
    from booth.store.device_facts import DeviceEvent, DeviceFacts
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.selftest.report import PartResult

LOOKED_AT = 200  # newest tests
SHOWN = 5  # of them
_EVENTS = 12
_KINDS = {
    Part.FINGER: "finger",
    Part.CAMERA: "camera",
    Part.PRINTER: "printer",
    Part.SIGNATURE: "signature",
    Part.IRIS: "iris",
}


@dataclass(frozen=True)
class Tested:
    """What a test at `at` (aware) found of the part."""

    at: datetime
    result: PartResult


@dataclass(frozen=True)
class FaultReport:
    """All that is known of a part. `since` is when it was first seen here, `tests` the newest first, no personal data.

    `passed_last` is when it last passed a test, `failing_since` the first test since then that it did not pass.
    """

    at: datetime
    booth: str
    booth_name: str
    office: str
    part: Part
    device: str
    serial: str
    since: datetime | None
    passed_last: datetime | None
    failing_since: datetime | None
    tests: tuple[Tested, ...]
    events: tuple[DeviceEvent, ...]
    seen: str
    tried: str

    def as_json(self) -> bytes:
        """Indented JSON; instants ISO UTC."""
        said = {
            "at": instant(self.at),
            "version": __version__,
            "booth": self.booth,
            "booth_name": self.booth_name,
            "office": self.office,
            "part": self.part.value,
            "device": self.device,
            "serial": self.serial,
            "since": _instant(self.since),
            "passed_last": _instant(self.passed_last),
            "failing_since": _instant(self.failing_since),
            "seen": self.seen,
            "tried": self.tried,
            "tests": [
                {
                    "at": instant(test.at),
                    "state": test.result.verdict.value,
                    "measured": {measure.key: measure.value for measure in test.result.measures},
                    "advice": test.result.what_to_do,
                }
                for test in self.tests
            ],
            "events": [{"at": event.at, "event": event.event, "detail": event.detail} for event in self.events],
        }
        return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"

    def as_slip(self, zone: ZoneInfo) -> Slip:
        """For a page."""
        unknown = tr("not known")

        def moment(at: datetime | None) -> str:
            return shown_moment(at, zone) if at else unknown

        blocks: list[Block] = [
            Heading(tr("Fault report")),
            Row(tr("Part"), tr(self.part.label)),
            Row(tr("Device"), tr(self.device) if self.device else unknown),
            Row(tr("Serial number"), self.serial or unknown),
            Row(tr("Booth"), f"{self.booth_name} ({self.booth})" if self.booth_name else self.booth),
            Row(tr("Office"), self.office),
            Row(tr("Date"), shown_moment(self.at, zone)),
            Row(tr("Program version"), __version__),
            Rule(),
            Row(tr("In use here since"), moment(self.since)),
            Row(tr("Last passed a test"), moment(self.passed_last) if self.passed_last else tr("never")),
            Row(tr("Has trouble since"), moment(self.failing_since)),
            Rule(),
            Heading(tr("What was seen")),
            Text(self.seen or tr("nothing was written")),
            Heading(tr("What was tried")),
            Text(self.tried or tr("nothing was written")),
            Rule(),
            Heading(tr("Last tests")),
        ]
        for test in self.tests:
            blocks.append(Row(shown_moment(test.at, zone), tr(test.result.verdict.label)))
            blocks += [Text(line, small=True) for line in (test.result.measured, test.result.what_to_do) if line]
        if not self.tests:
            blocks.append(Text(tr("This part was not tested yet.")))
        if self.events:
            blocks += [Rule(), Heading(tr("What happened to it"))]
            blocks += [Row(shown_instant(event.at, zone), _words(event)) for event in self.events]
        return Slip(
            title=tr("Fault report"),
            filename=f"{tr('fault-report')}-{self.part.value}-{self.at.astimezone(zone):%Y%m%d-%H%M%S}",
            blocks=tuple(blocks),
        )


def fault_report(booth: Booth, desk: Desk, part: Part, *, seen: str = "", tried: str = "") -> FaultReport:
    """The report on `part`, with what the technician saw and tried in their own words.

    Long numbers and names of the register are blanked in those. Raises `NotAllowed`, `NotProvisioned`, `StoreError`.
    """
    from booth.store.device_facts import device_facts
    from booth.store.people import personal_texts

    require(desk.user, Right.TEST)
    identity = booth.provisioned
    tests = []
    for test in past_reports(desk, LOOKED_AT):
        found = {result.part: result for result in past_as_report(test.report, test.at).results}
        if part in found:
            tests.append(Tested(test.at, found[part]))
    known = next((test.result for test in tests if test.result.verdict is not Verdict.ABSENT), None)
    device = _device(device_facts(desk.vault), part, known)
    name = device.name if device else known.name if known else ""
    serial = device.serial if device else _serial(known)
    same = [test for test in tests if _is(test.result, name, serial)]
    first = _moment(device.first_seen) if device else None
    passed, failing = _turn(tests)
    events = device.events[:_EVENTS] if device else ()
    details = json.dumps([event.detail for event in events], ensure_ascii=False)
    redactor = Redactor(personal_texts(desk.vault))
    redactor.look_for((seen, tried, details))
    return FaultReport(
        at=booth.clock(),
        booth=identity.booth,
        booth_name=booth.name,
        office=identity.office,
        part=part,
        device=name,
        serial=serial,
        since=first or (same[-1].at if same else None),
        passed_last=passed,
        failing_since=failing,
        tests=tuple(tests[:SHOWN]),
        events=tuple(replace(event, detail=redactor.value(event.detail)) for event in events),
        seen=redactor.text(seen.strip()),
        tried=redactor.text(tried.strip()),
    )


def _device(found: list[DeviceFacts], part: Part, known: PartResult | None) -> DeviceFacts | None:
    """The part in the inventory: that of the last test, else the one seen last."""
    kind = [device for device in found if device.kind == _KINDS.get(part)]
    serial = _serial(known)
    used = next((device for device in kind if device.state == "in_use"), kind[0] if kind else None)
    return next((device for device in kind if serial and device.serial == serial), used)


def _serial(result: PartResult | None) -> str:
    measures = result.measures if result else ()
    return next((str(measure.value) for measure in measures if measure.key == "serial"), "")


def _is(result: PartResult, name: str, serial: str) -> bool:
    return _serial(result) == serial if serial else bool(name) and result.name == name


def _turn(tests: list[Tested]) -> tuple[datetime | None, datetime | None]:
    """When the part last passed, and the first test after that which it did not pass. `tests` the newest first."""
    failing = None
    for test in tests:
        if test.result.verdict is Verdict.PASS:
            return test.at, failing
        failing = test.at
    return None, failing


def _words(event: DeviceEvent) -> str:
    """What happened, in the language in use; an event that a newer version wrote is shown by its key."""
    from booth.store.inventory import PartEvent
    from booth.workflow.inventory import EVENT_LABELS

    detail: dict[str, object] = dict(event.detail) if isinstance(event.detail, dict) else {}
    params = detail.get("params")
    known = {key: tr(str(value)) for key, value in params.items()} if isinstance(params, dict) else {}
    said = {key: tr_text(str(value), dict(known)) for key, value in detail.items() if value != ""}
    try:
        label = EVENT_LABELS[PartEvent(event.event)]
    except ValueError:
        return event.event
    return tr_text(label, dict(said))


def _instant(moment: datetime | None) -> str:
    return instant(moment) if moment else ""


def _moment(text: str) -> datetime | None:
    from datetime import datetime

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
