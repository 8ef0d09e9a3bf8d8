"""The demonstration from start to end: with a window to work in, or a whole day played by itself."""

from __future__ import annotations

import itertools
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from booth.demo.day import Day, plan
from booth.demo.devices import Kind
from booth.demo.display import VirtualDisplay, run_tool
from booth.demo.errors import CountsDiffer, FolderNotEmpty
from booth.demo.prints import Visit
from booth.demo.programs import AGENT, BOOTH, OFFICE, command, run, run_json
from booth.demo.robot import Robot
from booth.demo.stage import OPERATOR, PASSWORD, SUPERVISOR, TECHNICIAN, Stage
from booth.demo.story import Story
from booth.devices.emulators.ef01 import Pace
from booth.domain.recording import Background, Step
from resources.i18n import tr

SIZE = (1366, 768)
APP = "Bilik Rekam"


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    residents: int
    language: str
    pace: Pace
    keep: Path | None
    kind: Kind = Kind.EF01
    bad_line: bool = False


def headless(wish: Wish) -> str:
    """Play a day under Xvfb and return the last line. Raises `BoothError` where the day does not end as it must."""
    with _folder(wish.keep) as root:
        display = VirtualDisplay(SIZE)
        try:
            return _play(wish, root, display.environment)
        finally:
            display.close()


def _play(wish: Wish, root: Path, environment: dict[str, str]) -> str:
    robot = Robot(environment, root / "screenshots", SIZE)
    with Stage(root, language=wish.language, pace=wish.pace, title=robot.title, kind=wish.kind) as stage:
        _tell(tr("Office and booth are up. {n} residents are recorded now.", n=wish.residents))
        story = Story(stage, robot, _tell) if wish.bad_line else None
        day = Day(stage, robot, environment, story=story)
        try:
            if story is not None:
                story.begin()
            day.open_window()
            saved = day.operator(plan(stage.residents, wish.residents))
            day.supervisor()
            day.technician()
            day.close_window()
        finally:
            day.stop()
        if story is None:  # over a bad line all have their receipts by now, and no line is left
            run(AGENT, "once", "--data", stage.booth)
        booth = run_json(BOOTH, "count", "--data", stage.booth)
        office = run_json(OFFICE, "count", "--data", stage.office)
    recorded, received = int(booth["total"]), int(office["total"])
    agree = booth["agreement"] == "agrees" and office["days"] == {booth["day"]: recorded}
    if not recorded == received == saved == wish.residents or not agree:
        raise CountsDiffer(recorded=recorded, received=received, wanted=wish.residents)
    _tell(tr("Pictures of every screen: {folder}", folder=root / "screenshots"))
    return f"demo ok: recorded={recorded} received={received} counts_agree=yes"


def interactive(wish: Wish) -> None:
    """Open the window, ready to work, until it is closed; what is saved is sent by the window itself."""
    # Under Wayland too the window is shown through X, so that the emulated hand can read its title.
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    titles = _Titles(environment)
    with (
        _folder(wish.keep) as root,
        Stage(root, language=wish.language, pace=wish.pace, title=titles, kind=wish.kind) as stage,
    ):
        logins = ", ".join((OPERATOR, SUPERVISOR, TECHNICIAN))
        _tell(tr("Log in as {logins}; the password is {password}", logins=logins, password=PASSWORD))
        guests = _Guests(stage, titles)
        try:
            booth = environment | dict(stage.devices.environment)
            subprocess.run(command(BOOTH, "run", "--data", stage.booth), env=booth, check=False)
        finally:
            guests.close()


class _Titles:
    """The title of the booth's window on a screen where other windows are too."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def __call__(self) -> str:
        return run_tool(["xdotool", "search", "--onlyvisible", "--name", APP, "getwindowname"], self._environment)


class _Guests:
    """Lets another resident sit down when the window begins with one, in either language the window may speak."""

    def __init__(self, stage: Stage, titles: _Titles) -> None:
        self._stage = stage
        self._titles = titles
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="guests")
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _follow(self) -> None:
        cloths = itertools.cycle(Background)
        before, person = False, 0
        while not self._over.wait(0.3):
            begins = tr(Step.BIODATA.value) in self._titles()
            if begins and not before:
                person += 1
                self._stage.hand.sit_down(person, Visit())
                self._stage.devices.show(next(cloths))
            before = begins


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder asked for, which must be new or empty; else one that is gone afterwards."""
    if keep is None:
        with TemporaryDirectory(prefix="bilik-rekam-") as made:
            yield Path(made)
    elif keep.exists() and any(keep.iterdir()):
        raise FolderNotEmpty(folder=keep)
    else:
        yield keep.resolve()


def _tell(text: str) -> None:
    print(text, flush=True)
