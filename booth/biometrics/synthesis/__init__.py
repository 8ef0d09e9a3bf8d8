"""Fingerprints of people who never were: a `master` for each finger of a person, and any number of its impressions.

Everything follows from a seed, so that a demonstration, an emulator or a test needs no real person and no file:

    master(seed, person, finger)             -> Master
    impression(master, number, condition=…)  -> (height, width) uint8 at 500 ppi, ridges dark

A master is grown as SFinGe grows them: a class as often as it is found on that finger (`patterns`), the direction and
the distance of its ridges, then ridges by a filter applied again and again (`ridges`), whose minutiae come by
themselves. An impression (`impressions`) shifts, turns and stretches the skin, presses it on the glass, dry or wet, and
adds what the sensor adds. `tests/bench/test_synthetic_prints.py` shows how they score and match beside real ones.
"""

from __future__ import annotations

from booth.biometrics.synthesis.impressions import SIZE, Condition, impression
from booth.biometrics.synthesis.master import Master, master
from booth.biometrics.synthesis.patterns import Pattern

__all__ = ["SIZE", "Condition", "Master", "Pattern", "impression", "master"]
