"""A screen nobody sits at: Xvfb with a small window manager, and pictures of it taken from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from booth.demo.errors import NoDisplay

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMS = ("Xvfb", "openbox", "xdotool", "scrot")
# The window fills the screen and has no frame of the manager's, as on a booth's own computer.
OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized><focus>yes</focus></application>
  </applications>
</openbox_config>
"""


class VirtualDisplay:
    """Xvfb of `size` on the first free number. `environment` is what a program needs to appear on it."""

    def __init__(self, size: tuple[int, int]) -> None:
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        if missing:
            raise NoDisplay(reason=", ".join(missing))
        read, write = os.pipe()
        width, height = size
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:  # ends empty when Xvfb ends, so this cannot wait for ever
            number = answer.readline().strip()
        if not number:
            raise NoDisplay(reason="Xvfb")
        self.environment = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self._settings = TemporaryDirectory()
        settings = Path(self._settings.name, "rc.xml")
        settings.write_text(OPENBOX, "utf-8")
        self._manager = subprocess.Popen(
            ["openbox", "--config-file", str(settings)], env=self.environment, stderr=subprocess.DEVNULL
        )

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
        for process in (self._manager, self._server):
            process.wait(10)
        self._settings.cleanup()


def run_tool(command: Sequence[str], environment: dict[str, str]) -> str:
    """Run one of the screen's tools and return what it printed; its failure is an answer too: nothing."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout if done.returncode == 0 else ""


def screenshot(target: Path, environment: dict[str, str]) -> None:
    """The whole screen as a PNG."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["scrot", "--overwrite", str(target)], env=environment, check=True, timeout=30)
