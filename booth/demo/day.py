"""One booth day, played from outside by key presses: the operator's residents, then supervisor and technician."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum

from booth.demo.devices import Kind
from booth.demo.prints import Visit
from booth.demo.programs import BOOTH, command
from booth.demo.robot import Robot
from booth.demo.stage import OPERATOR, PASSWORD, SUPERVISOR, TECHNICIAN, Stage
from booth.demo.story import Story
from booth.domain.fingers import Finger, Slap
from booth.domain.nik import age_on
from booth.domain.recording import Step, background_for
from booth.domain.resident import Resident
from resources.i18n import tr

GROWN = 18
# Fingers that stay on the glass until they were looked at: a sound one, and one that is pressed dry first.
LINGERING = {Finger.RIGHT_MIDDLE: "fingers", Finger.RIGHT_RING: "fingers-again"}


class Turn(Enum):
    """What is special about a resident of the day."""

    PLAIN = "plain"
    MISSING_FINGER = "missing finger"
    KILLED = "killed"  # the program is killed among the fingers and started again
    OUTSIDE = "outside"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Act:
    """One resident of the day."""

    turn: Turn
    resident: Resident
    visit: Visit


def plan(residents: list[Resident], count: int) -> list[Act]:
    """`count` residents to record, one lacking a finger and one among whose fingers the program is killed as far as
    `count` allows; then one to be referred, and one who was recorded before."""
    today = datetime.now(UTC).date()
    plain = _plain(residents, today)
    acts = []
    for number in range(count):
        turn = {0: Turn.MISSING_FINGER, 1: Turn.KILLED}.get(number, Turn.PLAIN)
        missing = frozenset({Finger.LEFT_LITTLE}) if turn is Turn.MISSING_FINGER else frozenset[Finger]()
        dry = frozenset({Finger.RIGHT_RING}) if turn is Turn.MISSING_FINGER else frozenset[Finger]()
        acts.append(Act(turn, next(plain), Visit(missing, dry)))
    acts.append(Act(Turn.OUTSIDE, next(r for r in residents if not _here(r) and _grown(r, today)), Visit()))
    recorded = next(r for r in residents if _here(r) and r.recorded_before and _grown(r, today))
    acts.append(Act(Turn.RECORDED, recorded, Visit()))
    return acts


def _plain(residents: list[Resident], today: date) -> Iterator[Resident]:
    return (r for r in residents if _here(r) and not r.recorded_before and _grown(r, today))


def _here(resident: Resident) -> bool:
    return resident.kode_kecamatan in {"620205", "620206"}


def _grown(resident: Resident, today: date) -> bool:
    return age_on(resident.tanggal_lahir, today) >= GROWN


class Day:
    """Plays the acts. Each screen is photographed when it is seen first."""

    def __init__(self, stage: Stage, robot: Robot, environment: dict[str, str], *, story: Story | None = None) -> None:
        self._stage = stage
        self._story = story
        self._robot = robot
        self._environment = environment
        self._window: subprocess.Popen[bytes] | None = None
        self._seen: set[str] = set()

    def open_window(self) -> None:
        words = command(BOOTH, "run", "--data", self._stage.booth)
        self._window = subprocess.Popen(words, env=self._environment | dict(self._stage.devices.environment))
        self._robot.wait_for(tr("Log in"))

    def close_window(self) -> None:
        """As a person does: with the window's own closing."""
        if self._window is not None:
            self._robot.press("alt+F4")
            self._window.wait(30)
            self._window = None

    def kill_window(self) -> None:
        """As a power cut does."""
        assert self._window is not None  # noqa: S101
        self._window.kill()
        self._window.wait(30)

    def stop(self) -> None:
        """Whatever happened: no window is left behind."""
        if self._window is not None:
            self._window.kill()
            self._window.wait(30)

    def log_in(self, login: str) -> None:
        self._robot.wait_for(tr("Log in"))
        self._look("login")
        self._robot.type(login)
        self._robot.press("Return")
        self._robot.type(PASSWORD)
        self._robot.press("Return")

    def log_out(self) -> None:
        self._robot.press("ctrl+shift+q")

    def operator(self, acts: list[Act]) -> int:
        """Record; returns how many were saved. Over a bad line its story goes on after each, and to its end."""
        self.log_in(OPERATOR)
        saved = 0
        for person, act in enumerate(acts, 1):
            self._find(act.resident)
            if act.turn in {Turn.OUTSIDE, Turn.RECORDED}:
                self._turn_away(act)
            else:
                self._record(act, person)
                saved += 1
                self._robot.wait_for(tr("Find resident"))
                if self._story is not None:
                    self._story.saved(saved)
        self._robot.wait_for(tr("Find resident"))
        if self._story is not None:
            self._story.carry()
        self._pages(("operator-today", tr("Recorded today"), "ctrl+3"), ("operator-drafts", tr("Drafts"), "ctrl+2"))
        self.log_out()
        return saved

    def supervisor(self) -> None:
        """Look at the day, approve all of it, look at the queue and the officers."""
        self.log_in(SUPERVISOR)
        self._robot.wait_for(tr("counted"))
        self._look("supervisor-day")
        self._robot.press("ctrl+2")
        self._robot.wait_for(tr("ready"))
        self._look("supervisor-approval")
        self._robot.press("F9", "Return")
        self._robot.wait_for(tr("nothing here"))
        self._look("supervisor-approved")
        self._pages(
            ("supervisor-queue", tr("Queue to the office"), "ctrl+3"),
            ("supervisor-officers", tr("Officers"), "ctrl+4"),
        )
        self.log_out()

    def technician(self) -> None:
        """Test every part, and look at every page."""
        self.log_in(TECHNICIAN)
        self._robot.wait_for(tr("not tested"))
        self._robot.press("F5")
        self._robot.wait_for(tr("testing"))
        self._robot.wait_for(tr("all well"), tr("needs attention"))
        self._look("technician-test")
        self._pages(
            ("technician-history", tr("Past tests"), "ctrl+2"),
            ("technician-register", tr("Register of residents"), "ctrl+3"),
            ("technician-accounts", tr("Accounts"), "ctrl+4"),
            ("technician-settings", tr("Settings"), "ctrl+5"),
            ("technician-log", tr("Log"), "ctrl+6"),
            ("technician-booth", tr("This booth"), "ctrl+7"),
            ("technician-backup", tr("Backup"), "ctrl+8"),
            ("technician-parts", tr("Parts"), "ctrl+9"),
        )
        self.log_out()

    def _find(self, resident: Resident) -> None:
        self._robot.wait_for(tr("Find resident"))
        self._look("find-empty")
        self._robot.type(resident.nik)
        self._robot.wait_for(tr("found"))
        self._look("find")
        self._robot.press("Return")

    def _turn_away(self, act: Act) -> None:
        self._robot.wait_for(tr("No recording here"))
        self._look(f"notice-{act.turn.value}")
        if act.turn is Turn.OUTSIDE:
            self._robot.press("F6")
            self._look("referred")
        self._robot.press("Escape")

    def _record(self, act: Act, person: int) -> None:
        self._stage.hand.sit_down(person, act.visit)
        self._stage.devices.show(background_for(act.resident.tanggal_lahir))
        self._biodata()
        self._photo()
        if self._stage.kind is Kind.SBI:
            self._slaps(act)
            self._irises()
        else:
            self._fingers(act)
        self._signature()
        self._verification()
        self._review()

    def _biodata(self) -> None:
        title = tr(Step.BIODATA.value)
        self._robot.wait_for(title)
        self._look("biodata")
        while self._robot.wait_for(tr("warnings to confirm"), tr("compare")) == tr("warnings to confirm"):
            self._look("biodata-warnings")
            self._robot.press("Return")
        self._robot.press("Return")

    def _photo(self) -> None:
        self._robot.wait_for(tr("Face photo"))
        self._look("photo-camera")
        self._robot.wait_for(tr("photo chosen"))  # the shutter goes by itself once the face is right
        self._look("photo")
        self._robot.press("Return")

    def _fingers(self, act: Act) -> None:
        if act.turn is Turn.KILLED:
            self._stage.hand.held = frozenset({Finger.RIGHT_LITTLE})
        elif act.visit.dry_first:
            self._stage.hand.resting = frozenset(LINGERING)
            for finger, name in LINGERING.items():
                self._robot.wait_until(_both(tr(finger.label), tr("lift the finger")), tr(finger.label))
                self._look(name)
                self._stage.hand.resting -= {finger}
        if act.turn is Turn.KILLED:
            self._robot.wait_until(_both(tr(Finger.RIGHT_LITTLE.label), tr("waiting for a finger")), "little finger")
            self._resume(tr(Finger.RIGHT_LITTLE.label))
        for finger in act.visit.missing:
            self._robot.wait_until(_both(tr(finger.label), tr("waiting for a finger")), tr(finger.label))
            self._robot.press("F8")
            self._look("finger-cannot")
            self._robot.press("1")
        self._robot.wait_until(_both(tr("Fingerprints"), tr("finished")), "fingers")
        self._look("fingers-finished")
        self._robot.press("Return")

    def _resume(self, where: str) -> None:
        """The power is cut; the recording is found again where it was."""
        self.kill_window()
        self.open_window()
        self.log_in(OPERATOR)
        self._robot.wait_for(tr("Find resident"))
        self._look("find-draft")
        self._robot.press("Return")
        self._robot.wait_for(where)
        self._look("fingers-resumed")
        self._stage.hand.held = frozenset()

    def _slaps(self, act: Act) -> None:
        """Four, four and two fingers at once."""
        left = Slap.LEFT_FOUR
        if act.turn is Turn.KILLED:
            self._stage.hand.held = frozenset(left.fingers)
            self._robot.wait_until(_both(tr(left.value), tr("waiting for a finger")), "left four")
            self._look("slaps")
            self._resume(tr(left.value))
        for finger in act.visit.missing:
            self._robot.wait_until(_both(tr(left.value), tr("waiting for a finger")), "left four")
            self._robot.press("F8")
            self._look("slap-which")
            self._robot.press(str(left.fingers.index(finger) + 1))
            self._look("slap-cannot")
            self._robot.press("1")
        self._robot.wait_until(_both(tr("Fingerprints"), tr("finished")), "fingers")
        self._look("fingers-finished")
        self._robot.press("Return")

    def _irises(self) -> None:
        self._robot.wait_until(_both(tr(Step.IRIS.value), tr("finished")), "irises")
        self._look("irises")
        self._robot.press("Return")

    def _signature(self) -> None:
        self._robot.wait_for(tr("Signature for the card"))
        self._look("signature-empty")
        self._sign(0.45)
        self._robot.wait_for(tr("signed"))
        self._look("signature")
        self._robot.press("Return")

    def _verification(self) -> None:
        self._robot.wait_until(_both(tr("Verification"), tr("finished")), "verification")
        self._look("verification")
        self._robot.press("Return")

    def _review(self) -> None:
        self._robot.wait_until(_both(tr(Step.REVIEW.value), tr("waiting for the confirmation")), "review")
        self._look("review")
        self._sign(0.8)
        self._robot.press("Return")
        self._robot.wait_for(tr("Saved"))
        self._look("saved")
        self._robot.press("Return")

    def _sign(self, down: float) -> None:
        """Write something like a name, in the middle of the pad: at `down` of the screen's height."""
        width, height = self._robot.size
        left, middle = round(width * 0.42), round(height * down)
        wave = [(left + 9 * step, middle + (18 if step % 2 else -18) + step) for step in range(24)]
        self._robot.sign([wave, [(left, middle + 30), (left + 220, middle + 24)]])

    def _pages(self, *pages: tuple[str, str, str]) -> None:
        """Open each page by its key and look at it."""
        for name, title, key in pages:
            self._robot.press(key)
            self._robot.wait_for(title)
            self._look(name)

    def _look(self, name: str) -> None:
        if name not in self._seen:
            self._seen.add(name)
            self._robot.picture(name)


def _both(first: str, second: str) -> Callable[[str], str | None]:
    return lambda title: first if first in title and second in title else None
