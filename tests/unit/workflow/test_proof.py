"""The code on the proof: genuine or not, whatever it holds."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.proof import ProofInvalid, Proven, check_proof, proof_code

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
ID = "01990000-0000-7000-8000-000000000001"
CODE = proof_code(ID, "baamang-1", "2016-09-05", KEY)


def test_a_genuine_code_is_short_and_says_what_it_proves():
    assert check_proof(CODE, KEY.public_key()) == Proven(ID, "baamang-1", "2016-09-05")
    assert len(CODE) < 180
    assert check_proof(f" {CODE}\n", KEY.public_key()).id == ID


def test_another_booths_key_does_not_fit():
    with pytest.raises(ProofInvalid):
        check_proof(CODE, Ed25519PrivateKey.from_private_bytes(b"j" * 32).public_key())


@given(st.integers(0, len(CODE) - 1), st.characters(codec="ascii"))
def test_no_letter_may_change(at: int, letter: str):
    changed = CODE[:at] + letter + CODE[at + 1 :]
    try:
        proven = check_proof(changed, KEY.public_key())
    except ProofInvalid:
        return
    assert proven == Proven(ID, "baamang-1", "2016-09-05")


@given(st.text())
def test_any_text_is_refused(text: str):
    with pytest.raises(ProofInvalid):
        check_proof(text, KEY.public_key())
