"""What the screen of the verification says, and how the step stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.ui.kit.panels import Choice
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import named
from booth.workflow.verification import Outcome, VerifyResult, VerifyState, VerifyWork, mirrored
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.domain.fingers import Finger
    from booth.ui.kit.banner import Banner

REASONS = (
    Choice("worn", N_("Fingers calloused, worn or injured")),
    Choice("dry", N_("Fingers too dry or too wet, also after wiping")),
    Choice("computer", N_("This computer cannot compare fingerprints")),
    Choice("none", N_("No finger could be captured")),
    Choice("other", N_("Other reason, noted"), note=True),
)

BROKEN = Choice("scanner", N_("The fingerprint scanner does not work"))  # offered while it does not

LEVELS = {
    Outcome.MATCHED: Level.GOOD,
    Outcome.OTHER_FINGER: Level.CARE,
    Outcome.STRANGER: Level.BAD,
    Outcome.NOT_MATCHED: Level.BAD,
    Outcome.POOR: Level.CARE,
    Outcome.UNAVAILABLE: Level.CARE,
}


@dataclass(frozen=True)
class Standing:
    """The step as the store has it."""

    states: tuple[VerifyState, ...]
    next_finger: Finger | None
    needs_reason: bool
    reason: str
    crossed: tuple[Finger, Finger] | None  # each looked like the print of the other, and nothing was decided yet
    exchanged: tuple[tuple[Finger, Finger], ...]
    result: VerifyResult | None = None


def stand(work: VerifyWork, result: VerifyResult | None = None) -> Standing:
    """On the store's thread: how the step stands after `result`."""
    return Standing(
        tuple(work.states().values()),
        work.next_finger,
        work.needs_reason,
        work.reason,
        None if work.reason else work.crossed,
        work.exchanged,
        result,
    )


def say_done(coach: Banner, standing: Standing | None) -> None:
    """Nothing is left to present: what came of it, and what can be done."""
    crossed = standing.crossed if standing is not None else None
    if crossed is not None:
        more = N_("Confused just now? R begins again. When they were taken? F7 exchanges them.")
        if mirrored(crossed):
            more = N_("Confused just now? R begins again. When they were taken? F6 exchanges the hands, F7 these two.")
        first, second = named(crossed[0]), named(crossed[1])
        confused = N_("Confused: {first} and {second} each look like the other one.")
        coach.say(Level.BAD, confused, more, first=first, second=second)
    elif standing is None or not standing.needs_reason:
        alone = standing is not None and len(standing.states) == 1
        words = N_("The finger matches, and no other was captured.") if alone else N_("Both fingers match.")
        coach.say(Level.GOOD, words, N_("Go on with Enter."))
    elif standing.reason:
        more = N_("Because: {reason}")
        coach.say(Level.CARE, N_("Goes on without a match."), more, reason=tr(standing.reason))
    elif not standing.states:
        more = N_("Give the reason with F8.")
        coach.say(Level.CARE, N_("No finger was captured, so none can be compared."), more)
    else:
        more = N_("Begin again with R, or give a reason with F8.")
        coach.say(Level.CARE, N_("All tries used: the fingers could not be matched."), more)


def came_of(state: VerifyState) -> str:
    """What came of one finger, as a source text with the field `finger`."""
    if state.matched:
        return N_("{finger}: matches")
    return N_("{finger}: not matched") if state.outcomes else N_("{finger}: not presented")


def words_of(result: VerifyResult) -> dict[str, object]:
    """The fields of what is said about a presentation."""
    return {
        "attempt": result.attempt,
        "of": result.of,
        "count": result.taken,
        "finger": named(result.finger),
        "other": named(result.other) if result.other is not None else "",
    }
