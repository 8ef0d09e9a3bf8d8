"""How long the whole self-test takes with the sensor at 115,200 baud and the camera at 15 frames a second."""

from __future__ import annotations

import pytest

from booth.demo.bench import EmulatedBooth
from booth.devices.ports import Cancel
from booth.workflow.booth import Booth, Hold
from booth.workflow.equipment import Equipment
from booth.workflow.selftest import run_selftest
from booth.workflow.technician import make_bench
from booth.workflow.words import now_utc

pytestmark = pytest.mark.bench

GOAL = 20.0  # seconds
RUNS = 3


def test_the_whole_self_test(tmp_path):
    from booth.app import open_printer

    whole, parts = [], {}
    with EmulatedBooth(tmp_path, language="en") as emulated:
        for _ in range(RUNS):
            with Booth.open(emulated.folder, clock=now_utc, hold=Hold.SHARED) as booth:
                desk = booth.login(emulated.login, emulated.password)
                equipment = Equipment(booth.settings, open_printer)
                try:
                    report = run_selftest(make_bench(booth, equipment, desk), cancel=Cancel())
                finally:
                    equipment.close()
                    desk.close()
            assert report.passed
            whole.append(report.seconds)
            for result in report.results:
                parts.setdefault(result.part.value, []).append(result.seconds)
    print(f"\nwhole self-test, {RUNS} runs: {', '.join(f'{one:.1f}' for one in whole)} s   goal {GOAL:g} s")
    for part, seconds in parts.items():
        print(f"  {part:10} {max(seconds):6.2f} s at most")
