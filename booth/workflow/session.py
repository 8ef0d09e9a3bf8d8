"""One recording, step by step, without a window.

Each act is committed to the vault before the call returns: a booth killed anywhere opens again at the same step with
all that was captured. All calls are synchronous and may come from any thread, one at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.recording import State, Step, move
from booth.workflow.corrections import CorrectionWork
from booth.workflow.documents import DocumentWork
from booth.workflow.duplicates import DuplicateWork
from booth.workflow.errors import CannotRecord, NotAcknowledged, StepNotFinished
from booth.workflow.iris import IrisWork
from booth.workflow.notices import Severity
from booth.workflow.photo import PhotoWork
from booth.workflow.prints import FingerWork
from booth.workflow.record import Record
from booth.workflow.saving import Saver
from booth.workflow.signing import Purpose, SignatureWork
from booth.workflow.verification import VerifyWork
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date, datetime

    from booth.config import Settings
    from booth.domain.eyes import Eye
    from booth.domain.fingers import Finger
    from booth.domain.resident import Resident
    from booth.store.drafts import Draft
    from booth.store.vault import Vault
    from booth.workflow.corrections import Correction
    from booth.workflow.duplicates import Before
    from booth.workflow.iris import EyeState
    from booth.workflow.notices import Notice
    from booth.workflow.prints import FingerState
    from booth.workflow.saving import Saved
    from booth.workflow.signing import SignState
    from booth.workflow.verification import VerifyState

_BIODATA_DONE = "biodata.confirmed"


def steps_of(settings: Settings) -> tuple[Step, ...]:
    """The steps of a recording: the irises only where a scanner of them is set up.

    Those of a draft follow the settings of now, not of when it was begun: whoever takes it up has the devices of now.
    Irises that were taken before the scanner was taken away are kept and sent.
    """
    return tuple(step for step in Step if step is not Step.IRIS or settings.iris != "none")


def nearest(step: Step, steps: Sequence[Step]) -> Step:
    """`step`, or the one after it where it is none of `steps` (any more)."""
    order = tuple(Step)
    return next(each for each in order[order.index(step) :] if each in steps)


@dataclass(frozen=True)
class Figures:
    """What the summary and the supervisor see of the work."""

    seconds: float
    photo_retakes: int
    finger_retakes: int
    exceptions: int


@dataclass(frozen=True)
class Review:
    """Everything captured, for the last look before the resident confirms and it is saved."""

    resident: Resident
    photo: bytes  # JPEG, 3:4
    photo_reason: str
    fingers: Mapping[Finger, FingerState]
    signature: SignState
    verification: Mapping[Finger, VerifyState]
    verification_reason: str
    confirmation: SignState
    figures: Figures
    irises: Mapping[Eye, EyeState] = field(default_factory=dict)  # none where there is no such step and nothing taken
    duplicates: tuple[Before, ...] = ()  # recordings of the last days that look alike
    searched: bool = True  # whether that is known already
    corrections: tuple[Correction, ...] = ()


class RecordingSession:
    """A recording in work. Its parts hold the acts of each step:

    `photo` (`PhotoWork`), `fingers` (`FingerWork`), `iris` (`IrisWork`), `signature` and `confirmation`
    (`SignatureWork`), `verification` (`VerifyWork`), `duplicates` (`DuplicateWork`), `documents` (`DocumentWork`),
    `corrections` (`CorrectionWork`).
    """

    def __init__(
        self,
        vault: Vault,
        draft: Draft,
        *,
        notices: tuple[Notice, ...],
        settings: Settings,
        saver: Saver,
        clock: Callable[[], datetime],
        look: Callable[[Resident], tuple[Notice, ...]] = lambda _resident: (),
        today: Callable[[], date] | None = None,
    ) -> None:
        """`look` finds the notices of a resident whose biodata were corrected; `today` is the booth's day."""
        self._record = Record(vault, draft, clock)
        self._saver = saver
        self.steps = steps_of(settings)
        self.documents = DocumentWork(self._record)
        self.corrections = CorrectionWork(
            self._record, self.documents, notices=notices, look=look, today=today or (lambda: clock().date())
        )
        self.photo = PhotoWork(self._record, originals=saver.originals_wanted())
        self.fingers = FingerWork(self._record, quality_limit=settings.quality_limit, tries=settings.finger_tries)
        self.duplicates = DuplicateWork(self._record, self.fingers, days=settings.duplicate_days)
        self.iris = IrisWork(self._record, tries=settings.finger_tries)
        self.signature = SignatureWork(self._record, Purpose.CARD)
        self.verification = VerifyWork(self._record, self.fingers, tries=settings.verify_tries)
        self.confirmation = SignatureWork(self._record, Purpose.CONFIRMATION)

    @property
    def id(self) -> str:
        return self._record.id

    @property
    def resident(self) -> Resident:
        return self._record.draft.resident

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What there is to know before capture; found anew when the biodata were corrected."""
        return self.corrections.notices

    @property
    def by_hand(self) -> bool:
        """Whether the biodata were taken down from the KK because the register lacks this resident."""
        return self._record.draft.by_hand

    @property
    def operator(self) -> str:
        """Login of whoever began it."""
        return self._record.draft.operator

    @property
    def step(self) -> Step:
        return nearest(self._record.draft.step, self.steps)

    @property
    def state(self) -> State:
        return self._record.draft.state

    @property
    def figures(self) -> Figures:
        states = self.fingers.states().values()
        exceptions = (
            sum(state.missing is not None or state.flagged or bool(state.kept) for state in states)
            + self.duplicates.suspicious
            + self.iris.exceptions
            + self.documents.exceptions
            + len(self.corrections.made)
            + bool(self.photo.reason)
            + (self.signature.state().reason is not None)
            + bool(self.verification.reason)
            + (self.confirmation.state().reason is not None)
        )
        return Figures(self._record.worked(self._record.clock()), self.photo.retakes, self.fingers.retakes, exceptions)

    def missing(self, step: Step) -> str:
        """What `step` still lacks, as a source text; empty when it is finished."""
        if step is Step.BIODATA:
            done = self._record.note(_BIODATA_DONE)
            return self.documents.missing if done else N_("compare the personal data with the resident.")
        if step is Step.REVIEW:
            return self.confirmation.missing
        if step is Step.PHOTO:
            return self.photo.missing
        if step is Step.FINGERS:
            return self.fingers.missing
        if step is Step.IRIS:
            return self.iris.missing if step in self.steps else ""
        return self.signature.missing if step is Step.SIGNATURE else self.verification.missing

    def finished(self, step: Step) -> bool:
        return not self.missing(step)

    def reachable(self, step: Step) -> bool:
        """Whether `go_to(step)` is allowed: every step before it is finished."""
        return all(self.finished(before) for before in self._before(step))

    def confirm_biodata(self, acknowledged: Collection[str]) -> Step:
        """The resident agrees with the biodata; `acknowledged` are the codes of the notices ticked off.

        Goes on to the photo. Raises `NotAcknowledged` where one to be confirmed is not among them, `CannotRecord` where
        corrected biodata forbid the recording, `StepNotFinished` where a page of a paper wants another try.
        """
        for notice in self.notices:
            if notice.severity is Severity.BLOCK:
                raise CannotRecord(notice.source, **notice.params)
        if missing := self.documents.missing:
            raise StepNotFinished(Step.BIODATA.name, step=tr(Step.BIODATA.value), missing=tr(missing))
        open_codes = {n.code for n in self.notices if n.severity is Severity.CONFIRM} - set(acknowledged)
        if open_codes:
            raise NotAcknowledged(", ".join(sorted(open_codes)))
        with self._record.change() as change:
            change.set_note(_BIODATA_DONE, ",".join(sorted(acknowledged)) or "yes")
            change.step(Step.PHOTO if self.step is Step.BIODATA else self.step)
        return self.step

    def go_on(self) -> Step:
        """From a finished step to the next one. Raises `StepNotFinished`."""
        return self.go_to(self.steps[min(self.steps.index(self.step) + 1, len(self.steps) - 1)])

    def go_back(self) -> Step:
        """To the step before; nothing captured is lost."""
        return self.go_to(self.steps[max(self.steps.index(self.step) - 1, 0)])

    def go_to(self, step: Step) -> Step:
        """To any step whose steps before are finished. Raises `StepNotFinished`."""
        for before in self._before(step):
            if missing := self.missing(before):
                raise StepNotFinished(before.name, step=tr(before.value), missing=tr(missing))
        with self._record.change() as change:
            change.step(step)
        return step

    def catch_up(self) -> Step:
        """Taken up again, perhaps with other settings: back to the first step that is not finished (any more)."""
        step = next((before for before in self._before(self.step) if self.missing(before)), self.step)
        if step is not self._record.draft.step and self.state is not State.SAVING:
            with self._record.change() as change:
                change.step(step)
        return step

    def park(self) -> None:
        """Put the recording aside; it stays in the list of drafts."""
        with self._record.change() as change:
            change.state(move(self.state, State.PARKED))

    def unpark(self) -> None:
        """Take it up again; nothing happens where it is not parked."""
        if self.state is State.PARKED:
            with self._record.change() as change:
                change.state(move(self.state, State.DRAFT))

    def review(self) -> Review:
        """Everything as it would be saved. Raises `NoSuchShot` before a photo was chosen."""
        return Review(
            self.resident,
            self.photo.picture(),
            self.photo.reason,
            self.fingers.states(),
            self.signature.state(),
            self.verification.states(),
            self.verification.reason,
            self.confirmation.state(),
            self.figures,
            self.iris.states() if Step.IRIS in self.steps or self.iris.captured else {},
            self.duplicates.found,
            not self.duplicates.open,
            self.corrections.made,
        )

    def save(self) -> Saved:
        """Seal, queue and finish the recording: exactly once, however often it is called.

        Raises `StepNotFinished`; `SaveFailed` with the draft kept; `SaveUnfinished` where the recording is already
        safe in the queue and only the vault's side is left.
        """
        if self.state is not State.SAVING:
            for step in self.steps:
                if missing := self.missing(step):
                    raise StepNotFinished(step.name, step=tr(step.value), missing=tr(missing))
        return self._saver.save(self, self._record)

    def _before(self, step: Step) -> Sequence[Step]:
        return self.steps[: self.steps.index(nearest(step, self.steps))]
