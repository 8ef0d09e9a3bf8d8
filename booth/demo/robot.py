"""A robot that works as a person does: it reads the title of the window and presses keys.

It drives the program from outside, through the X server, and knows nothing of its insides. The window's title names
the screen and its state, in the language of the screen.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from booth.demo.display import run_tool, screenshot
from booth.demo.errors import RobotLost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTLE = 0.4  # seconds
PATIENCE = 60.0  # seconds for a screen to come; machines that build software are slow


class Robot:
    """Keys and pointer for the one window on the screen of `environment`, `size` pixels large."""

    def __init__(self, environment: dict[str, str], pictures: Path, size: tuple[int, int]) -> None:
        self.size = size
        self._environment = environment
        self._pictures = pictures
        self._taken = 0

    def title(self) -> str:
        """The title of the active window; empty while there is none."""
        return self._xdotool("getactivewindow", "getwindowname").strip()

    def wait_for(self, *wanted: str, patience: float = PATIENCE) -> str:
        """Wait until the title holds one of `wanted` and return that one. Raises `RobotLost`."""
        return self.wait_until(
            lambda title: next((text for text in wanted if text in title), None), " / ".join(wanted), patience
        )

    def wait_until(self, test: Callable[[str], str | None], name: str, patience: float = PATIENCE) -> str:
        """Wait until `test(title)` gives a text and return it. Raises `RobotLost` with `name`."""
        deadline = time.monotonic() + patience
        while True:
            title = self.title()
            found = test(title)
            if found is not None:
                return found
            if time.monotonic() > deadline:
                self.picture("lost")
                raise RobotLost(wanted=name, found=title)
            time.sleep(0.03)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, in xdotool's names: `Return`, `Escape`, `F8`, `ctrl+1`."""
        self._xdotool("key", "--clearmodifiers", "--delay", "12", *keys)

    def type(self, text: str) -> None:
        """Type `text` as on a keyboard."""
        self._xdotool("type", "--delay", "8", text)

    def sign(self, strokes: list[list[tuple[int, int]]]) -> None:
        """Draw with the pointer: each stroke is a list of points in pixels of the screen."""
        for stroke in strokes:
            (x, y), rest = stroke[0], stroke[1:]
            command = ["mousemove", str(x), str(y), "mousedown", "1"]
            for x, y in rest:
                command += ["mousemove", str(x), str(y), "sleep", "0.006"]
            self._xdotool(*command, "mouseup", "1")

    def picture(self, name: str) -> None:
        """Take `NN-name.png` of the whole screen, a moment after its title changed, when it is painted."""
        time.sleep(SETTLE)
        self._taken += 1
        screenshot(self._pictures / f"{self._taken:02d}-{name}.png", self._environment)

    def _xdotool(self, *words: str) -> str:
        return run_tool(["xdotool", *words], self._environment)
