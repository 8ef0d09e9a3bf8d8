"""The report of a self-test: as JSON for programs, as text for a terminal, as a slip for paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from booth.devices.slip import Heading, Row, Rule, Slip, Text
from booth.domain.errors import N_
from booth.workflow.words import instant, shown_moment, shown_number, tr_text
from resources.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from booth.devices.slip import Block


class Part(Enum):
    """What is tested, in order; the value is the name on the command line and in JSON."""

    FINGER = "finger"
    CAMERA = "camera"
    PRINTER = "printer"
    SIGNATURE = "signature"
    IRIS = "iris"
    DISK = "disk"
    CLOCK = "clock"
    LINE = "line"
    VAULT = "vault"
    MEMORY = "memory"
    POWER = "power"

    @property
    def label(self) -> str:
        """The English source text."""
        return _LABELS[self]


_LABELS = {
    Part.FINGER: N_("Fingerprint scanner"),
    Part.CAMERA: N_("Camera"),
    Part.PRINTER: N_("Printer"),
    Part.SIGNATURE: N_("Signature pad"),
    Part.IRIS: N_("Iris scanner"),
    Part.DISK: N_("Disk"),
    Part.CLOCK: N_("Clock"),
    Part.LINE: N_("Line to the office"),
    Part.VAULT: N_("Databases"),
    Part.MEMORY: N_("Memory"),
    Part.POWER: N_("Power supply"),
}


class Verdict(Enum):
    """The value stands in JSON."""

    PASS = "pass"  # noqa: S105  (no password)
    WARN = "warn"
    FAIL = "fail"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The English source text."""
        return {
            Verdict.PASS: N_("Passed"),
            Verdict.WARN: N_("Needs attention"),
            Verdict.FAIL: N_("Failed"),
            Verdict.ABSENT: N_("Not there"),
        }[self]


@dataclass(frozen=True)
class Measure:
    """One figure or fact. `source` is a source text with a `{value}` field, `value` what JSON carries.

    `installed` and `usual` are the same figure at the first test of this device and in its last tests, where known.
    """

    key: str
    source: str
    value: float | str
    installed: float | None = None
    usual: float | None = None

    @property
    def text(self) -> str:
        """In the language in use."""
        return tr(self.source, value=tr(self.value) if isinstance(self.value, str) else shown_number(self.value))


@dataclass(frozen=True)
class PartResult:
    """The test of one part. `advice` is a source text with `params`, empty where nothing is to be done."""

    part: Part
    verdict: Verdict
    measures: tuple[Measure, ...] = ()
    advice: str = ""
    params: dict[str, object] | None = None
    seconds: float = 0.0
    name: str = ""  # of the device, a source text where the driver says one

    @property
    def title(self) -> str:
        """The part and the name of its device, in the language in use."""
        label, name = tr(self.part.label), tr(self.name) if self.name else ""
        return f"{label} · {name}" if name not in {"", label} else label

    @property
    def measured(self) -> str:
        """All that was measured, on one line."""
        return " · ".join(measure.text for measure in self.measures)

    @property
    def compared(self) -> str:
        """What was measured at installation and in the last tests, where it differs, on one line."""
        first = " · ".join(replace(m, value=m.installed).text for m in self.measures if m.installed is not None)
        usual = " · ".join(replace(m, value=m.usual).text for m in self.measures if m.usual is not None)
        lines = [tr("at installation: {values}", values=first)] if first else []
        return " — ".join([*lines, tr("usually: {values}", values=usual)] if usual else lines)

    @property
    def what_to_do(self) -> str:
        """The advice in the language in use."""
        return tr_text(self.advice, self.params or {}) if self.advice else ""


@dataclass(frozen=True)
class Report:
    """A finished self-test. No personal data."""

    at: datetime
    seconds: float
    booth: str
    booth_name: str
    version: str
    by: str
    results: tuple[PartResult, ...]

    @property
    def passed(self) -> bool:
        """No part failed."""
        return all(result.verdict is not Verdict.FAIL for result in self.results)

    @property
    def tally(self) -> dict[Verdict, int]:
        """How many parts have each verdict; every verdict is there."""
        found = Counter(result.verdict for result in self.results)
        return {verdict: found[verdict] for verdict in Verdict}

    def as_dict(self) -> dict[str, object]:
        """What is stored and written as JSON."""
        return {
            "at": instant(self.at),
            "seconds": round(self.seconds, 2),
            "booth": self.booth,
            "booth_name": self.booth_name,
            "version": self.version,
            "by": self.by,
            "passed": self.passed,
            "parts": [
                {
                    "part": r.part.value,
                    "state": r.verdict.value,
                    "name": r.name,
                    "measured": {m.key: m.value for m in r.measures},
                    "installed": {m.key: m.installed for m in r.measures if m.installed is not None},
                    "usual": {m.key: m.usual for m in r.measures if m.usual is not None},
                    "advice": r.what_to_do,
                    "seconds": round(r.seconds, 3),
                }
                for r in self.results
            ],
        }

    def as_json(self) -> bytes:
        """`as_dict`, indented."""
        return msgspec.json.format(msgspec.json.encode(self.as_dict()), indent=2) + b"\n"

    def as_text(self, zone: ZoneInfo) -> str:
        """For a terminal or a mail."""
        lines = [f"{tr('Device test')} · {self.booth_name or self.booth} · {shown_moment(self.at, zone)}", ""]
        for result in self.results:
            lines.append(f"{result.title}: {tr(result.verdict.label)}")
            lines += [f"  {line}" for line in (result.measured, result.compared, result.what_to_do) if line]
        return "\n".join(lines) + "\n"

    def as_slip(self, zone: ZoneInfo) -> Slip:
        """For a page: PDF or paper."""
        blocks: list[Block] = [
            Heading(tr("Device test")),
            Row(tr("Booth"), self.booth_name or self.booth),
            Row(tr("Date"), shown_moment(self.at, zone)),
            Row(tr("Program version"), self.version),
            Row(tr("Tested by"), self.by),
        ]
        for result in self.results:
            blocks += [Rule(), Row(result.title, tr(result.verdict.label))]
            lines = (result.measured, result.compared, result.what_to_do)
            blocks += [Text(line, small=True) for line in lines if line]
        return Slip(
            title=tr("Device test"),
            filename=f"{tr('device-test')}-{self.at.astimezone(zone):%Y%m%d-%H%M%S}",
            blocks=tuple(blocks),
        )
