"""What a bad line does while a day is played over it: slow, cut in the middle, dead, dead for good; then a stick."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from booth.demo.errors import LineLost
from booth.demo.programs import AGENT, OFFICE, run, run_json
from resources.i18n import language, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.demo.robot import Robot
    from booth.demo.stage import Stage

RATE = 8_000  # bytes a second: 64 kbit/s, so that a recording takes its time
MOMENT = 6  # seconds: the strip looks every four
PATIENCE = 240.0  # seconds; a dead line is noticed within ten, and tried at least every fifteen


class Story:
    """Tells each step, and photographs the status strip in it."""

    def __init__(self, stage: Stage, robot: Robot, tell: Callable[[str], None]) -> None:
        self._stage = stage
        self._line = stage.line
        self._robot = robot
        self._tell = tell
        self._before = 0  # bytes carried before the day

    def begin(self) -> None:
        """Before anything is recorded."""
        self._before = self._line.carried
        self._line.slow(RATE)
        self._tell(tr("The line to the office carries {rate} kbit/s.", rate=RATE * 8 // 1000))

    def saved(self, number: int) -> None:
        """After the recording with this number was saved."""
        if number == 1:
            self._cut_in_the_middle()
            self._line.die()
            self._tell(tr("Now the line is dead for good. Recording goes on."))

    def carry(self) -> None:
        """After the last recording: those without a receipt go by stick, and their receipts come back."""
        waiting = self._wait("offline")["queued"]
        self._show("line-waiting")
        self._tell(tr("{n} recording waits here. A courier takes it to the office on a stick.", n=waiting))
        stick = self._stage.root / "stick"
        stick.mkdir()
        booth, office = self._stage.booth, self._stage.office
        speaking = os.environ | {"BOOTH_LANG": language()}
        for module, action, data in (
            (AGENT, "write", booth),
            (OFFICE, "read", office),
            (OFFICE, "write", office),
            (AGENT, "read", booth),
        ):
            said = run(module, "courier", action, "--data", data, "--stick", stick, environment=speaking)
            self._tell(f"{_NAMES[module]} courier {action}")
            for line in said.splitlines():
                self._tell(f"  {line}")
            if module == AGENT:
                self._show("line-on-stick" if action == "write" else "line-carried")

    def _cut_in_the_middle(self) -> None:
        """Until the first recording has arrived, in spite of all."""
        sending = self._wait("sending", moving=True)
        size = int(sending["left"])
        self._show("line-sending")
        self._line.die(after=size // 8)
        if not self._line.died.wait(PATIENCE):
            raise LineLost(wanted="dead")
        self._tell(tr("The line was cut in the middle of a recording and says nothing."))
        self._wait("offline")
        self._show("line-none")
        self._tell(tr("The booth has noticed: no line. It tries again by itself."))
        self._line.revive()
        self._wait("idle")
        self._show("line-sent")
        self._tell(
            tr(
                "The line was alive again: the recording of {size} kB went on in the middle and has arrived. "
                "In all {carried} kB were carried.",
                size=size // 1000,
                carried=(self._line.carried - self._before) // 1000,
            )
        )

    def _wait(self, state: str, *, moving: bool = False) -> dict[str, Any]:
        """Until the agent says that the line is in `state`, with a rate where that is asked. Raises `LineLost`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            said = run_json(AGENT, "status", "--data", self._stage.booth)
            if said["line"] == state and (said["rate"] > 0 or not moving):
                return said
            if time.monotonic() > deadline:
                raise LineLost(wanted=state)
            time.sleep(0.1)

    def _show(self, name: str) -> None:
        """A picture, once the strip has read what is true now."""
        time.sleep(MOMENT)
        self._robot.picture(name)


_NAMES = {AGENT: "booth-sync", OFFICE: "booth-office"}
