"""What the screen of the slaps says: what to lay on, what came of it, and which finger a reason is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.fingers import Finger, Slap
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import Phase, named
from booth.ui.operator.finger_words import begun, listed
from booth.workflow.prints import ADVICE_AGAIN, ADVICE_BEST
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from booth.ui.kit.banner import Banner
    from booth.workflow.prints import FingerState
    from booth.workflow.slaps import Ask, SlapResult

LAY = {
    Slap.RIGHT_FOUR: N_("Lay the four fingers of the right hand on the glass."),
    Slap.LEFT_FOUR: N_("Lay the four fingers of the left hand on the glass."),
    Slap.THUMBS: N_("Lay both thumbs on the glass, side by side."),
}
LAY_SOME = {
    Slap.RIGHT_FOUR: N_("Right hand: lay these on the glass together: {fingers}."),
    Slap.LEFT_FOUR: N_("Left hand: lay these on the glass together: {fingers}."),
    Slap.THUMBS: LAY[Slap.THUMBS],
}
ALL = "ALL"


def which_finger(fingers: Sequence[Finger]) -> ReasonPanel:
    """Which of these fingers cannot be taken; the id chosen is a finger's name, or `ALL`."""
    choices = (*(Choice(finger.name, finger.label) for finger in fingers), Choice(ALL, N_("All of them")))
    return ReasonPanel(N_("Which finger cannot be taken?"), choices, act=N_("Choose"))


def hint_of(phase: Phase, ask: Ask | None, following: Ask | None) -> str:
    """What comes next, beside the keys."""
    if following is None or phase not in {Phase.LIFT, Phase.RESTING}:
        return ""
    name = tr(following.single.label) if following.single is not None else tr(following.slap.value)
    if phase is Phase.RESTING:
        return tr("next: {finger}", finger=name)
    if following == ask:
        return tr("the same fingers again, once they were lifted")
    return tr("goes on by itself to: {finger}", finger=name)


def say_waiting(coach: Banner, ask: Ask, states: Mapping[Finger, FingerState], before: SlapResult | None) -> None:
    """Lay them on. `before` is the slap that was taken last: this one, which was not good, or another."""
    more, params = _before(ask, states, before)
    if ask.single is not None:
        coach.ask("finger", N_("Lay the {finger} on the glass."), more, finger=named(ask.single), **params)
    elif ask.missing:
        coach.ask("hand", LAY_SOME[ask.slap], more, fingers=listed(ask.fingers), **params)
    else:
        coach.ask("hand", LAY[ask.slap], more, **params)


def _before(ask: Ask, states: Mapping[Finger, FingerState], before: SlapResult | None) -> tuple[str, dict[str, object]]:
    if before is None:
        return (N_("Flat and together, until the picture is there."), {}) if ask.single is None else ("", {})
    if before.ask.slap is not ask.slap:
        name = tr(before.ask.slap.value)
        good = all(states[finger].passed for finger in before.ask.fingers)
        return N_("{before}: good.") if good else N_("{before}: the best of all tries is kept."), {"before": name}
    poor = _poor(before, states)
    if not poor:
        return "", {}
    advice = advice_of(before, states)
    if ask.single is not None:
        return advice, {}
    return N_("{poor} not good yet. {advice}"), {"poor": begun(listed(poor)), "advice": tr(advice) if advice else ""}


def say_judged(coach: Banner, result: SlapResult, states: Mapping[Finger, FingerState]) -> None:
    """What came of the fingers that were laid on."""
    poor = _poor(result, states)
    if not poor:
        coach.say(Level.GOOD, N_("Good. Lift the fingers."))
    elif all(states[finger].done for finger in poor):
        coach.say(Level.CARE, ADVICE_BEST)
    else:
        advice = advice_of(result, states)
        coach.say(Level.CARE, N_("Not good enough yet: {fingers}."), advice, fingers=listed(poor))


def advice_of(result: SlapResult, states: Mapping[Finger, FingerState]) -> str:
    """What to do about the finger that is worst, as a source text."""
    tried = {f: result.results[f] for f in _poor(result, states) if f in result.results}
    if not tried:
        return ADVICE_AGAIN if result.rejected else ""
    worst = min(tried.values(), key=lambda each: each.quality.score)
    return worst.advice


def _poor(result: SlapResult, states: Mapping[Finger, FingerState]) -> list[Finger]:
    return [f for f in result.ask.fingers if states[f].missing is None and not states[f].passed]


def say_doubled(coach: Banner, ask: Ask, states: Mapping[Finger, FingerState]) -> None:
    """Fingers that were taken before: most likely the same hand once more."""
    again = [states[finger] for finger in ask.fingers if states[finger].again]
    others = [each.doubled for each in again if each.doubled is not None]
    slaps = {Slap.of(other) for other in others}
    params = {"fingers": listed(each.finger for each in again), "others": listed(others)}
    if len(again) > 1 and len(slaps) == 1:
        (other,) = slaps
        coach.say(
            Level.BAD,
            N_("This is “{other}” once more. Now: {slap}."),
            N_("Was “{other}” taken wrongly? Go to it with the arrow keys, then R."),
            other=tr(other.value),
            slap=tr(ask.slap.value),
        )
    else:
        coach.say(
            Level.BAD, N_("These were taken already: {fingers} (as {others})."), N_("Lay them on again."), **params
        )


def say_resting(coach: Banner, slap: Slap, states: Mapping[Finger, FingerState]) -> None:
    """A slap that is done is looked at."""
    held = [states[finger] for finger in slap.fingers]
    missing = [each for each in held if each.missing is not None]
    if len(missing) == len(held):
        coach.say(Level.OFF, N_("None of these fingers is taken."), N_("Because: {reason}"), reason=_why(missing[0]))
        return
    more, params = "", {}
    if missing:
        more = N_("Not taken: {fingers}.")
        params = {"fingers": ", ".join(f"{named(each.finger)} ({_why(each)})" for each in missing)}
    odd = any(each.flagged or each.kept for each in held if each.missing is None)
    words = N_("All tries used: the best ones go on.") if odd else N_("These fingers are done.")
    coach.say(Level.CARE if odd else Level.GOOD, words, more, **params)


def _why(state: FingerState) -> str:
    return state.note or (tr(state.missing.value) if state.missing is not None else "")
