"""What a self-test measures: the key in JSON and the words around the figure."""

from __future__ import annotations

from booth.domain.errors import N_
from booth.workflow.selftest.report import Measure

SOURCES = {
    "baud": N_("{value} baud"),
    "packet_size": N_("packets of {value} bytes"),
    "serial": N_("serial number {value}"),
    "emulated": N_("{value}: a stand-in, not a real device"),
    "image_seconds": N_("image in {value} s"),
    "image_size": N_("{value} pixels"),
    "quality": N_("quality {value}"),
    "glass": N_("glass before: {value}"),
    "residue_mm2": N_("residue on {value} mm²"),
    "dead_pixels": N_("dead pixels: {value}"),
    "dead_lines": N_("dead lines: {value}"),
    "noise": N_("noise {value}"),
    "unevenness": N_("unevenness {value}"),
    "rate_limited": N_("line carries {value} baud only"),
    "frames_per_second": N_("{value} frames/s"),
    "first_frame_s": N_("first picture after {value} s"),
    "latency_ms": N_("{value} ms late"),
    "size": N_("{value} pixels"),
    "brightness": N_("brightness {value}"),
    "clipped_percent": N_("{value} % without detail"),
    "evenness_percent": N_("lit evenly to {value} %"),
    "focus": N_("sharpness {value}"),
    "camera_noise": N_("noise {value}"),
    "cloth": N_("cloth: {value}"),
    "exposure": N_("exposure {value}"),
    "format": N_("format {value}"),
    "print_seconds": N_("page taken in {value} s"),
    "pens": N_("input: {value}"),
    "free_gb": N_("{value} GB free"),
    "fsync_ms": N_("fsync {value} ms"),
    "worn_percent": N_("worn: {value} %"),
    "smart": N_("SMART: {value}"),
    "total_mb": N_("{value} MB in all"),
    "free_mb": N_("{value} MB free"),
    "zone": N_("time zone {value}"),
    "difference_s": N_("{value} s from the office"),
    "jump_s": N_("{value} s beside its own count"),
    "round_trip_ms": N_("there and back {value} ms"),
    "lost_percent": N_("lost {value} %"),
    "up_kbit_s": N_("{value} kbit/s to the office"),
    "outbox_faults": N_("queue: {value} faults"),
    "lost": N_("recordings that the queue lacks: {value}"),
    "vault_faults": N_("vault: {value} faults"),
    "audit_rows": N_("activity log: {value} entries, chain unbroken"),
    "residents": N_("residents in the register: {value}"),
    "drafts": N_("drafts: {value}"),
    "supply": "{value}",
    "charge_percent": N_("charged {value} %"),
}
"""How each measure is said; one that a newer version wrote is shown by its key."""


CLEAR, COVERED = N_("clear"), N_("finger or residue")
"""What stood on the glass before a finger was asked for."""


def measure(key: str, value: float | str) -> Measure:
    """A figure under its key."""
    return Measure(key, SOURCES[key], value)
