"""ISO 19794-2 templates against each other: one among the booth's own recordings of the last days.

The vault keeps templates and no images, so minutiae alone decide here, and at a threshold for many comparisons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from booth.biometrics.matching_minutiae import correspond, cylinders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booth.biometrics.templates import Template

Key = TypeVar("Key")

SURE_TEMPLATES = 45
"""`template_likeness` from which two templates are one finger, found among many.

Measured on the 120 U.are.U and 40 FVC2004 DB1_B prints, whole and cut to 256 × 288, all pairs of each view: 0 of 24,960
impostor pairs reach it (the highest 43); of the genuine ones 16 of 180 and 36 of 60 do not, cut 22 of 180 and 54 of 60.
"""
_SCALE = 2.0


def template_likeness(a: Template, b: Template) -> float:
    """How alike two templates are, 0 upwards; 2–9 ms, most of it preparing both."""
    return correspond(cylinders(a), cylinders(b)).evidence * _SCALE


def search(probe: Template, enrolled: Iterable[tuple[Key, Template]]) -> list[tuple[Key, float]]:
    """Whose template of `enrolled` is the probe's finger: keys and scores from `SURE_TEMPLATES`, the best first.

    1–5 ms each, by the number of minutiae.
    """
    asked = cylinders(probe)
    found = [(key, correspond(asked, cylinders(template)).evidence * _SCALE) for key, template in enrolled]
    return sorted((pair for pair in found if pair[1] >= SURE_TEMPLATES), key=lambda pair: -pair[1])
