"""How names and numbers are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.store.names import digits, fold, grams, tokens


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nur'aini", "NURAINI"),
        ("NUR\u2019AINI", "NURAINI"),
        ("H. M. Yusuf, S.Pd.", "H M YUSUF SPD"),
        ("Siti  Nur-Aisyah\t", "SITI NUR AISYAH"),
        ("José Müller", "JOSE MULLER"),
        ("\u1e00li", "ALI"),
        ("straße", "STRASSE"),
        ("A/B_C(D)", "A B C D"),
        ("", ""),
        ("'.", ""),
        ("Ayu\u200bSari", "AYUSARI"),
        ("محمد", "محمد"),
    ],
)
def test_names_are_folded(name, folded):
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_leaves_words_only(name):
    folded = fold(name)
    assert fold(folded) == folded
    assert all(word.isalnum() for word in folded.split())
    assert folded == " ".join(folded.split())


def test_tokens_of_a_name():
    assert set(tokens("ALI MU").split()) == {"9ALI", "1A", "2AL", "3ALI", "0ALI", "9MU", "1M", "2MU", "3MU"}


def test_grams_of_a_word():
    assert grams("SARI") == ["0SAR", "0ARI"]
    assert grams("MU") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("6202", "6202"), ("62.02-05 12", "62020512"), ("0101", "0101"), ("62a", ""), ("", ""), ("٣٤٥", ""), ("-", "")],
)
def test_digits_typed_in_part(text, number):
    assert digits(text) == number
