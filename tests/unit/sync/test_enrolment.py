"""The enrolment code: what is in it, how forgiving it is to type, and what is refused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.enrolment import Code, make_code, parse_code, parse_secret, secret_hash, secret_text, short_hash
from sync.errors import CodeMistyped, EnrolRefused

SECRET = bytes.fromhex("00ff0102030405060708")
CA = b"a certificate"


def test_has_eight_groups_of_four():
    code = make_code(SECRET, CA)
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert not set(code) & set("ILOU")


def test_second_half_is_the_start_of_the_certificates_hash():
    assert parse_code(make_code(SECRET, CA)).ca == hashlib.sha256(CA).digest()[:10] == short_hash(CA)


def test_typing_is_forgiven():
    code = make_code(bytes(10), CA)
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\n"
    assert parse_code(typed) == parse_code(code)
    assert parse_code(code.replace("-", "").replace("1", "I")) == parse_code(code)


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 32, "é" * 32, "0" * 31, "0" * 33])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(CodeMistyped):
        parse_code(text)
    with pytest.raises(EnrolRefused):
        parse_secret(text)


def test_only_the_secret_is_told():
    code = parse_code(make_code(SECRET, CA))
    assert parse_secret(secret_text(code)) == SECRET
    assert len(secret_text(code)) == 16
    assert secret_hash(SECRET) != secret_hash(bytes(10))


@given(secret=st.binary(min_size=10, max_size=10), ca=st.binary(min_size=10, max_size=10))
def test_every_code_survives_being_written_down(secret, ca):
    assert parse_code(str(Code(secret, ca))) == Code(secret, ca)


@given(text=st.text(max_size=60))
@example("٣" * 32)
def test_random_text_is_refused_or_is_a_code(text):
    try:
        code = parse_code(text)
    except CodeMistyped:
        return
    assert parse_code(str(code)) == code


def test_a_secret_of_another_length_is_a_programming_error():
    with pytest.raises(ValueError, match="10 bytes"):
        make_code(b"short", CA)
