"""National states: the words of each, and what each allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.national import BAD_ENDS, Cure, NationalRecord, NationalState, parse_state


@pytest.mark.parametrize("state", NationalState)
def test_every_state_has_words_and_a_cure(state):
    assert state.label
    assert state.meaning.endswith(".")
    assert state.cure.value.endswith(".")
    assert parse_state(state.value) is state


def test_no_two_states_have_the_same_words():
    assert len({state.label for state in NationalState}) == len(NationalState)
    assert len({state.meaning for state in NationalState}) == len(NationalState)


def test_which_states_stop_a_recording():
    again = {state for state in NationalState if not state.recorded}
    assert again == {
        NationalState.UNREGISTERED,
        NationalState.ENROLL_FAILURE_AT_REGIONAL,
        NationalState.ENROLL_FAILURE_AT_CENTRAL,
    }


def test_only_bad_ends_are_cured_by_sending_or_recording_again():
    cured = {state for state in NationalState if state.cure in {Cure.RESEND, Cure.RERECORD, Cure.OFFICE}}
    assert cured == BAD_ENDS
    assert all(state.bad_end is (state in BAD_ENDS) for state in NationalState)


@pytest.mark.parametrize("word", ["DUPLICATE_RECORD", "DUPLICATE_RECORD_ONE_TO_MANY", "DUPLICATE_RECORD_1_1"])
def test_both_kinds_of_duplicate_are_one(word):
    assert parse_state(word) is NationalState.DUPLICATE_RECORD


@given(st.text())
def test_a_word_of_a_newer_centre_is_none_of_ours(word):
    state = NationalRecord("6202054507850001", word, "", "").state
    assert state is None or word.startswith(state.value)
