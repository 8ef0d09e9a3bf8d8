"""The figures of a self-test for a table: a name, the value with its unit, and which of them tell the most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.selftest.report import Measure, Part
from booth.workflow.words import shown_number
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.workflow.selftest.report import PartResult


@dataclass(frozen=True)
class Figure:
    """`name` stands before the value, `form` is the source text of the value with its unit."""

    name: str
    form: str = "{value}"


_S, _MS, _PERCENT, _MB = N_("{value} s"), N_("{value} ms"), N_("{value} %"), N_("{value} MB")
_PIXELS = N_("{value} pixels")

FIGURES = {
    "baud": Figure(N_("Rate of the line"), N_("{value} baud")),
    "packet_size": Figure(N_("Size of a packet"), N_("{value} bytes")),
    "serial": Figure(N_("Serial number")),
    "emulated": Figure(N_("Stand-in, not a real device")),
    "image_seconds": Figure(N_("Time for an image"), _S),
    "image_size": Figure(N_("Size of the image"), _PIXELS),
    "quality": Figure(N_("Quality of the print")),
    "glass": Figure(N_("Glass before the test")),
    "residue_mm2": Figure(N_("Residue on the glass"), N_("{value} mm²")),
    "dead_pixels": Figure(N_("Dead pixels")),
    "dead_lines": Figure(N_("Dead lines")),
    "noise": Figure(N_("Noise of the sensor")),
    "unevenness": Figure(N_("Unevenness of the sensor")),
    "rate_limited": Figure(N_("Highest sound rate"), N_("{value} baud")),
    "frames_per_second": Figure(N_("Frame rate"), N_("{value} frames/s")),
    "first_frame_s": Figure(N_("Time to the first picture"), _S),
    "latency_ms": Figure(N_("Delay of the picture"), _MS),
    "size": Figure(N_("Size of the picture"), _PIXELS),
    "brightness": Figure(N_("Brightness")),
    "clipped_percent": Figure(N_("Picture without detail"), _PERCENT),
    "evenness_percent": Figure(N_("Evenness of the light"), _PERCENT),
    "focus": Figure(N_("Sharpness")),
    "camera_noise": Figure(N_("Noise of the picture")),
    "cloth": Figure(N_("Cloth behind the seat")),
    "exposure": Figure(N_("Exposure")),
    "format": Figure(N_("Format")),
    "print_seconds": Figure(N_("Time for a page"), _S),
    "pens": Figure(N_("Pens and touch screens")),
    "free_gb": Figure(N_("Free on the disk"), N_("{value} GB")),
    "fsync_ms": Figure(N_("Time to write for good"), _MS),
    "worn_percent": Figure(N_("Wear of the disk"), _PERCENT),
    "smart": Figure(N_("The disk of itself (SMART)")),
    "total_mb": Figure(N_("Memory in all"), _MB),
    "free_mb": Figure(N_("Memory free"), _MB),
    "zone": Figure(N_("Time zone")),
    "difference_s": Figure(N_("Difference from the office"), _S),
    "jump_s": Figure(N_("Difference from its own count"), _S),
    "round_trip_ms": Figure(N_("There and back"), _MS),
    "lost_percent": Figure(N_("Lost on the way"), _PERCENT),
    "up_kbit_s": Figure(N_("Rate to the office"), N_("{value} kbit/s")),
    "outbox_faults": Figure(N_("Faults in the queue")),
    "lost": Figure(N_("Recordings the queue lacks")),
    "vault_faults": Figure(N_("Faults in the vault")),
    "audit_rows": Figure(N_("Entries in the activity log")),
    "residents": Figure(N_("Residents in the register")),
    "drafts": Figure(N_("Drafts")),
    "supply": Figure(N_("Device that feeds")),
    "charge_percent": Figure(N_("Charge"), _PERCENT),
}
"""Every key of `measures.SOURCES`."""

TELLING = {
    Part.FINGER: ("baud", "image_seconds", "quality", "residue_mm2", "dead_pixels", "noise"),
    Part.CAMERA: ("frames_per_second", "latency_ms", "focus", "cloth"),
    Part.PRINTER: ("print_seconds",),
    Part.DISK: ("free_gb", "fsync_ms", "worn_percent", "smart"),
    Part.VAULT: ("lost", "audit_rows", "residents", "drafts"),
    Part.CLOCK: ("difference_s", "zone"),
}
"""What the row of a part shows, in this order; all that was measured where a part is not named here."""

SHORT = 90  # characters of figures that one row has room for


def name_of(key: str) -> str:
    """In the language in use; the key itself where a newer version wrote it."""
    return tr(FIGURES[key].name) if key in FIGURES else key


def value_of(key: str, value: float | str) -> str:
    """The value with its unit in the language in use."""
    shown = tr(value) if isinstance(value, str) else shown_number(value)
    return tr(FIGURES[key].form, value=shown) if key in FIGURES else shown


def telling(result: PartResult) -> list[Measure]:
    """The figures that a row has room for, the most telling ones of the part first."""
    found = {measure.key: measure for measure in result.measures}
    wanted = [found[key] for key in TELLING.get(result.part, tuple(found)) if key in found] or list(result.measures)
    kept, length = wanted[:1], len(wanted[0].text) if wanted else 0
    for measure in wanted[1:]:
        length += 3 + len(measure.text)
        if length <= SHORT:
            kept.append(measure)
    return kept
