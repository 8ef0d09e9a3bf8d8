"""A recording's steps and states, and the moves that are allowed."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_, RuleError

if TYPE_CHECKING:
    from datetime import date


class Step(Enum):
    """The steps of one recording in the order an operator goes through them; the value is the rail's label.

    A booth without a scanner of irises has no step of that name: see `workflow.session.steps_of`.
    """

    BIODATA = N_("Check biodata")
    PHOTO = N_("Face photo")
    FINGERS = N_("Fingerprints")
    IRIS = N_("Iris")
    SIGNATURE = N_("Signature")
    VERIFY = N_("Verification")
    REVIEW = N_("Review and save")


class State(Enum):
    """Where a recording is. The value is stored."""

    DRAFT = "draft"  # being captured
    PARKED = "parked"  # put aside by the operator, to be resumed
    SAVING = "saving"  # sealed; the outbox may or may not have it yet
    QUEUED = "queued"  # saved: in the outbox, waiting to be sent
    SENDING = "sending"
    RECEIVED = "received"  # a signed receipt of the office is stored: the only safe end
    REFUSED = "refused"  # the office refused this packet: needs a person
    DISCARDED = "discarded"  # thrown away before saving, with a reason


ALLOWED_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.PARKED, State.SAVING, State.DISCARDED}),
    State.PARKED: frozenset({State.DRAFT, State.DISCARDED}),
    State.SAVING: frozenset({State.QUEUED, State.DRAFT}),
    State.QUEUED: frozenset({State.SENDING, State.RECEIVED, State.REFUSED}),
    State.SENDING: frozenset({State.QUEUED, State.RECEIVED, State.REFUSED}),
    State.REFUSED: frozenset({State.QUEUED}),
    State.RECEIVED: frozenset(),
    State.DISCARDED: frozenset(),
}


class MoveError(RuleError):
    """A state was asked to become one it may not become: a fault of the program, not of the operator."""

    text = N_("This recording cannot do that now ({now} → {then}). Open it again from the list.")


def move(now: State, then: State) -> State:
    """Return `then` if the table allows the move. Raises `MoveError`."""
    if then not in ALLOWED_MOVES[now]:
        raise MoveError(now=now.value, then=then.value)
    return then


class Approval(Enum):
    """The supervisor's word: a column beside the states that never delays sending. The value is stored."""

    PENDING = "pending"
    APPROVED = "approved"
    RETURNED = "returned"  # to be looked at again, with a reason


class Background(Enum):
    """Colour of the cloth behind the face."""

    RED = "red"
    BLUE = "blue"


def background_for(born: date) -> Background:
    """Red for an odd birth year, blue for an even one."""
    return Background.RED if born.year % 2 else Background.BLUE
