"""What the operator feels: how long the window takes to come, and how long it is ever unable to answer."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from booth.demo.day import Day, Turn, plan
from booth.demo.display import VirtualDisplay
from booth.demo.play import SIZE
from booth.demo.programs import BOOTH, command
from booth.demo.robot import Robot
from booth.demo.stage import Stage
from booth.devices.emulators.ef01 import Pace
from resources.i18n import set_language, tr

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

ROUNDS = 7
RESIDENTS = 3
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("bare")
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
"""


@pytest.fixture
def display() -> Iterator[VirtualDisplay]:
    made = VirtualDisplay(SIZE)
    yield made
    made.close()


def test_start_and_stalls(display: VirtualDisplay, tmp_path: Path) -> None:
    set_language("id")
    robot = Robot(display.environment, tmp_path / "pictures", SIZE)
    with Stage(tmp_path / "stage", language="id", pace=Pace.UNPACED, title=robot.title) as stage:
        run = command(BOOTH, "run", "--data", stage.booth)
        rounds = [
            (_until_title(robot, display, run, tr("Log in")), _until_title(robot, display, _bare(), "bare"))
            for _ in range(ROUNDS + 1)
        ][1:]  # the first one fills the disk's cache
        ours, bare = (statistics.median(each) for each in zip(*rounds, strict=True))
        print(f"\n{'start to login, median of ' + str(ROUNDS):34}{'seconds':>10}{'ratio':>8}")
        print(f"{'the booth':34}{ours:10.2f}{ours / bare:8.2f}")
        print(f"{'a bare PySide6 window':34}{bare:10.2f}{1:8.2f}")

        beats, plain = tmp_path / "booth.json", tmp_path / "bare.json"
        beside = subprocess.Popen(
            [sys.executable, "-m", "booth.ui.kit.heartbeat", str(plain), "600"],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        day = Day(stage, robot, display.environment | {"BOOTH_HEARTBEAT": str(beats)})
        try:
            day.open_window()
            # Who is killed beats no more: all the others.
            acts = [act for act in plan(stage.residents, RESIDENTS + 1) if act.turn is not Turn.KILLED]
            assert day.operator(acts) == RESIDENTS
            day.supervisor()
            day.technician()
            day.close_window()
        finally:
            day.stop()
            beside.terminate()
            beside.wait(10)
    print(f"\n{'lateness of a 10 ms heartbeat, ms':34}{'beats':>10}{'median':>8}{'99 %':>8}{'99.9 %':>8}{'longest':>9}")
    for name, path in (("the booth, over the demo's day", beats), ("a bare window beside it", plain)):
        figures = json.loads(path.read_text())
        print(
            f"{name:34}{figures['beats']:10}{figures['p50_ms']:8.1f}{figures['p99_ms']:8.1f}"
            f"{figures['p999_ms']:8.1f}{figures['longest_ms']:9.1f}"
        )


def _bare() -> list[str]:
    return [sys.executable, "-c", BARE]


def _until_title(robot: Robot, display: VirtualDisplay, program: list[str], title: str) -> float:
    """Seconds from the start of `program` until a window with `title` is there."""
    begin = time.perf_counter()
    process = subprocess.Popen(program, env=display.environment)
    try:
        robot.wait_for(title)
        return time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(30)
