"""The inside of a letter: what was packed comes out, and anything else is told as damaged."""

from __future__ import annotations

import bz2

import msgspec
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import register_file
from sync.errors import LetterDamaged
from sync.register_file import Header, is_recipient, pack, seal, unpack, unseal

HEADER = Header(base=0, version=7, kecamatan=("620205",), fields=("nik", "nama_lengkap"))
KEY = pyrage.x25519.Identity.generate()
RECIPIENT = str(KEY.to_public())

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LINE = st.one_of(
    st.tuples(st.just("r"), TEXT, TEXT),
    st.tuples(st.just("d"), TEXT),
    st.tuples(st.just("n"), TEXT, TEXT, TEXT, TEXT),
).map(list)


def read(packed: bytes) -> tuple[Header, list[list[str]]]:
    header, lines = unpack(packed)
    return header, list(lines)


def packed(*lines: bytes) -> bytes:
    return bz2.compress(b"".join(line + b"\n" for line in (msgspec.json.encode(HEADER), *lines)))


@given(st.lists(LINE, max_size=20))
def test_what_was_packed_comes_out(lines):
    assert read(unseal(seal(pack(HEADER, lines), RECIPIENT), str(KEY))) == (HEADER, lines)


def test_the_same_residents_give_the_same_file():
    assert pack(HEADER, [["r", "1", "A"]]) == pack(HEADER, iter([["r", "1", "A"]]))


def test_lines_are_read_while_they_are_asked_for():
    _, lines = unpack(packed(b'["d","1"]', b"nonsense"))
    assert next(lines) == ["d", "1"]
    with pytest.raises(LetterDamaged):
        next(lines)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'["x","1"]',
        b'["r","1"]',
        b'["r","1","2","3"]',
        b'["d"]',
        b'["d",1]',
        b'["n","1","A","B"]',
        b'["d","1"',
        b"[" * 5000,
        b'["d","' + b"1" * 20_000 + b'"]',
        b"\xff",
    ],
)
def test_a_line_of_no_known_kind(line):
    with pytest.raises(LetterDamaged):
        read(packed(line))


@pytest.mark.parametrize(
    "first",
    [
        b"{}",
        b"[]",
        b'{"format":2,"base":0,"version":1,"kecamatan":[],"fields":[]}',
        b'{"base":-1,"version":1,"kecamatan":[],"fields":[]}',
        b'{"base":0,"version":0,"kecamatan":[],"fields":[]}',
    ],
)
def test_what_is_no_header(first):
    with pytest.raises(LetterDamaged):
        unpack(bz2.compress(first + b"\n"))


def test_a_newer_office_may_say_more_in_the_header():
    more = {**msgspec.to_builtins(HEADER), "something": "new"}
    assert read(bz2.compress(msgspec.json.encode(more) + b"\n")) == (HEADER, [])


@given(st.binary(max_size=300))
def test_random_bytes_are_damaged(data):
    with pytest.raises(LetterDamaged):
        read(data)
    with pytest.raises(LetterDamaged):
        unseal(data, str(KEY))


@given(st.binary(max_size=300))
def test_random_text_is_damaged(data):
    with pytest.raises(LetterDamaged):
        read(bz2.compress(data))


WHOLE = pack(HEADER, [["r", str(number), "SITI"] for number in range(200)])
SEALED = seal(WHOLE, RECIPIENT)


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_is_cut_is_damaged(length):
    with pytest.raises(LetterDamaged):
        read(WHOLE[:length])


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
@settings(deadline=None)
def test_a_sealed_file_with_one_byte_changed_or_cut_is_damaged(at, change):
    for wrong in (SEALED[:at], SEALED[:at] + bytes([SEALED[at] ^ change]) + SEALED[at + 1 :]):
        with pytest.raises(LetterDamaged):
            read(unseal(wrong, str(KEY)))


def test_only_the_booth_it_is_sealed_to_opens_it():
    for identity in (str(pyrage.x25519.Identity.generate()), "AGE-SECRET-KEY-1NONSENSE", ""):
        with pytest.raises(LetterDamaged):
            unseal(SEALED, identity)


@given(st.text(max_size=70))
def test_what_is_no_recipient(text):
    assert not is_recipient(text)
    with pytest.raises(ValueError, match="recipient"):
        seal(b"", text)


def test_recipients_carry_a_checksum():
    assert is_recipient(RECIPIENT)
    wrong = RECIPIENT[:-1] + ("q" if RECIPIENT[-1] != "q" else "p")
    assert not is_recipient(wrong)
    assert register_file.GONE == "d"
