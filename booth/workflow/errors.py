"""What can go wrong while a person works at the booth: one tree, each leaf with a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from sync.errors import SyncError


class WorkflowError(BoothError):
    """Root of what the workflow raises itself; store, devices and biometrics raise their own `BoothError`s."""


class BoothAlreadyRunning(WorkflowError):
    text = N_("The booth is already open on this computer. Use the window that is open, or close it first.")


class FolderUnusable(WorkflowError):
    text = N_("The data folder {folder} cannot be used: {reason}. Call the technician.")


class NotProvisioned(WorkflowError):
    text = N_("This booth is not set up yet. The technician sets it up with a code from the office.")


class AlreadyProvisioned(WorkflowError):
    text = N_("This booth is already set up as {name}. Nothing was changed.")


class OtherFirstUser(WorkflowError):
    """An earlier attempt to set up made the vault with another login or password."""

    text = N_(
        "An earlier attempt to set up this booth used another login or password. "
        "Repeat with those, or empty the data folder and start again."
    )


class NotAllowed(WorkflowError):
    text = N_("An account of the kind “{role}” may not do this.")


class ReasonNeeded(WorkflowError):
    text = N_("Write a short reason first.")


class ResidentUnknown(WorkflowError):
    text = N_("No resident with this NIK is in the register. Check the number, or take the data down by hand.")


class AlreadyInRegister(WorkflowError):
    text = N_("This NIK is in the register. Search for it and use that entry; nothing needs to be taken down by hand.")


class CannotRecord(WorkflowError):
    """A finding forbids the recording; `text` and `params` are the finding's."""

    def __init__(self, text: str, **params: object) -> None:
        super().__init__("finding", **params)
        self.text = text


class NotRefused(WorkflowError):
    text = N_("This recording was not refused, so there is nothing to send again.")


class LimitReached(WorkflowError):
    """Too much waits for the office. `what` and `way_out` are translated sentences."""

    text = N_("{what} {way_out}")


class DraftGone(WorkflowError):
    text = N_("This draft does not exist any more: it was saved or discarded. Look in the list of today.")


class RecordingGone(WorkflowError):
    text = N_("This recording is not known at this booth.")


class NotAcknowledged(WorkflowError):
    text = N_("Confirm each warning with the resident first.")


class StepNotFinished(WorkflowError):
    """`step` is a step's label, `missing` a source text; both are translated by whoever raises."""

    text = N_("“{step}” is not finished: {missing}")


class NoTriesLeft(WorkflowError):
    text = N_("All {limit} tries of this finger are used. Go on with the best one, or do the finger again.")


class TriesRemain(WorkflowError):
    text = N_("There are tries left. Present the finger again first.")


class NothingDrawn(WorkflowError):
    text = N_("The signature is empty or too short. Ask the resident to sign again.")


class BeingSaved(WorkflowError):
    text = N_("This recording is being saved and cannot be changed now.")


class SaveFailed(WorkflowError):
    """Sealing or queueing failed before the outbox had it; the draft is kept. `why` is a translated sentence."""

    text = N_("Not saved: {why} The draft is kept.")


class SaveUnfinished(WorkflowError):
    """The outbox has it, but the vault could not be tidied: safe, and finished by saving again or at next login."""

    text = N_("The recording is safe in the queue, but could not be finished: {why} Then save once more.")


class LoginClosed(WorkflowError):
    """The office has closed this login. Told only to who had the right password."""

    text = N_(
        "The office has closed the login “{login}”. What you recorded is safe; ask your supervisor or the office."
    )


class LetterUnfitting(WorkflowError):
    """Changes to another version of the register than the one here. The agent asks for what fits."""

    text = N_("The changes from the office do not fit the register of this booth. Others are fetched by themselves.")


class OfficeTrouble(WorkflowError):
    """An error of the sync in the booth's own tree; `text` and `params` are the sync's."""

    def __init__(self, error: SyncError) -> None:
        super().__init__(error.detail, **error.params)
        self.text = error.text
        self.hint = error.hint or type(error).__name__
        self.error = error
