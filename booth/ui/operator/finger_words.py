"""What the screen of the fingers says: to the one who lays a finger on, and about one that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.fingers import CAPTURE_ORDER, MissingReason
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import Phase, named
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booth.domain.fingers import Finger
    from booth.ui.kit.banner import Banner
    from booth.workflow.prints import FingerState, TryResult

LOOK = N_("The arrow keys show the prints.")
KEPT = (
    Choice("seen", N_("Seen with one's own eyes: it is another finger")),
    Choice("other", N_("Other reason, noted"), note=True),
)
CANNOT = N_("{what}: cannot be taken, because …")
REASONS = tuple(Choice(r.name, r.value, note=r is MissingReason.OTHER) for r in MissingReason)


def beside(finger: Finger | None, step: int) -> Finger:
    """The finger `step` places on in the order of capture, round and round; None stands beyond the last one."""
    at = CAPTURE_ORDER.index(finger) if finger is not None else (0 if step < 0 else -1)
    return CAPTURE_ORDER[(at + step) % len(CAPTURE_ORDER)]


def listed(fingers: Iterable[Finger]) -> str:
    """ "right index finger, right ring finger", in the language in use."""
    return ", ".join(named(finger) for finger in fingers)


def begun(words: str) -> str:
    """With a capital, as a sentence begins."""
    return words[:1].upper() + words[1:]


def cannot_panel(fingers: Iterable[Finger]) -> ReasonPanel:
    """Why these cannot be taken; the id chosen is the name of a `MissingReason`."""
    later = N_("It can be taken later after all.")
    return ReasonPanel(CANNOT, REASONS, text=later, what=begun(listed(fingers)))


def keep_panel() -> ReasonPanel:
    """Why a print that looks like another finger is kept, one of `KEPT`; no reason is marked at first."""
    return ReasonPanel(
        N_("Two prints look like one finger. They are kept all the same, because …"),
        KEPT,
        text=N_("The supervisor sees it as an exception."),
        chosen=None,
    )


def hint_of(phase: Phase, finger: Finger, following: Finger | None) -> str:
    """What comes next, beside the keys; `following` is the finger to ask for after `finger`."""
    if following is None:
        return ""
    if phase is Phase.RESTING:
        return tr("next: {finger}", finger=tr(following.label))
    if following is finger:
        return tr("the same finger again, once it was lifted")
    return tr("goes on by itself to: {finger}", finger=tr(following.label))


def say_waiting(coach: Banner, finger: Finger, before: TryResult | None) -> None:
    """Lay it on; `before` is the press of another finger that went well."""
    more, params = "", {"finger": named(finger)}
    if before is not None:
        more = N_("{before}: good, {score}.") if before.passed else N_("{before}: best of all tries, {score}.")
        params |= {"before": tr(before.finger.label), "score": str(before.best.score)}
    coach.ask("finger", N_("Lay the {finger} on the glass."), more, **params)


def say_again(coach: Banner, held: FingerState) -> None:
    """The print of another finger: which one, and what to do."""
    if held.doubled is None:
        return
    coach.say(
        Level.BAD,
        N_("This is the {other} again. Lay the {finger} on the glass."),
        N_("Was the {other} taken wrongly? Go to it with the arrow keys, then R."),
        other=named(held.doubled),
        finger=named(held.finger),
    )


def say_resting(coach: Banner, held: FingerState) -> None:
    """A finger that is done is looked at."""
    if held.missing is not None:
        reason = held.note or tr(held.missing.value)
        coach.say(Level.OFF, N_("This finger is not taken."), N_("Because: {reason}"), reason=reason)
    elif held.doubled is not None:
        kept = N_("Looks like the {other}, and is kept all the same.")
        coach.say(Level.CARE, kept, N_("Because: {reason}"), other=named(held.doubled), reason=tr(held.kept))
    else:
        done = N_("This finger is done.") if held.passed else N_("All tries used: the best one goes on.")
        more, params = of_tries(held)
        coach.say(Level.GOOD if held.passed else Level.CARE, done, more, **params)


def say_done(coach: Banner, states: Iterable[FingerState]) -> None:
    """All ten are done, and what is not as it should be."""
    held = list(states)
    words = exceptions(held)
    odd = any(state.missing is None and (state.flagged or state.kept) for state in held)
    level = Level.CARE if odd else Level.GOOD
    lacks = any(state.missing is not None for state in held)
    done = N_("All fingers are done.") if lacks else N_("All ten fingers are done.")
    coach.say(level, done, "{words}" if words else "", words=" · ".join(words))


def exceptions(states: Iterable[FingerState]) -> list[str]:
    """What is not as it should be, translated: missing, below the limit, kept although it looks like another."""
    held = list(states)
    missing = sum(state.missing is not None for state in held)
    flagged = sum(state.flagged and state.missing is None for state in held)
    doubled = sum(bool(state.kept) and state.missing is None for state in held)
    words = [tr("{n} finger cannot be taken", n=missing)] if missing else []
    words += [tr("{n} finger below the limit", n=flagged)] if flagged else []
    words += [tr("{n} finger looks like another", n=doubled)] if doubled else []
    return words


def of_tries(held: FingerState) -> tuple[str, dict[str, object]]:
    """A source text about the tries so far, with its fields."""
    scores = [one.quality.score for one in held.tries]
    if len(scores) > 1:
        shown = " → ".join(map(str, scores))
        return N_("The best of {count} tries is kept ({scores})."), {"count": len(scores), "scores": shown}
    return N_("Quality {score}, limit {limit}."), {"score": scores[0] if scores else "–", "limit": held.limit}
