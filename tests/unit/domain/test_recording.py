"""The table of allowed moves, and the colour behind the face."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.recording import ALLOWED_MOVES, Approval, Background, MoveError, State, Step, background_for, move

LOST_TO_THE_BOOTH = {State.QUEUED, State.SENDING, State.REFUSED, State.RECEIVED}


def reachable(start: State) -> set[State]:
    found, open_ = {start}, [start]
    while open_:
        for then in ALLOWED_MOVES[open_.pop()] - found:
            found.add(then)
            open_.append(then)
    return found


@given(st.sampled_from(State), st.sampled_from(State))
def test_only_the_table_moves(now, then):
    if then in ALLOWED_MOVES[now]:
        assert move(now, then) is then
        return
    with pytest.raises(MoveError) as caught:
        move(now, then)
    assert caught.value.text.format(**caught.value.params)


def test_every_state_has_a_row_and_can_be_reached():
    assert set(ALLOWED_MOVES) == set(State)
    assert reachable(State.DRAFT) == set(State)


def test_nothing_captured_is_lost():
    """Before saving, only a person discards; after it, every way leads to the office's receipt and none back."""
    assert {s for s in State if State.DISCARDED in ALLOWED_MOVES[s]} == {State.DRAFT, State.PARKED}
    for state in LOST_TO_THE_BOOTH:
        assert reachable(state) <= LOST_TO_THE_BOOTH
        assert State.RECEIVED in reachable(state)


def test_a_receipt_and_a_discarded_draft_are_final():
    assert [s for s in State if not ALLOWED_MOVES[s]] == [State.RECEIVED, State.DISCARDED]


def test_a_save_that_fails_leaves_the_draft():
    assert move(State.SAVING, State.DRAFT) is State.DRAFT


def test_a_refused_packet_is_sent_again_by_a_person_only():
    assert ALLOWED_MOVES[State.REFUSED] == {State.QUEUED}


def test_approval_is_no_state():
    assert not {a.value for a in Approval} & {s.value for s in State}


def test_the_steps_have_words_of_their_own():
    assert len({step.value for step in Step}) == len(Step)


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)))
def test_red_behind_odd_years_and_blue_behind_even_ones(born):
    assert background_for(born) is (Background.BLUE if born.year in range(1900, 2031, 2) else Background.RED)
