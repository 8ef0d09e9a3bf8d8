"""The inbox: what counts as a letter, and which letters apply."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import inbox
from sync.errors import LetterDamaged, StatementRefused
from tests.unit.sync.letters import IDENTITY, RECIPIENT, at, cover_of, deliver, incompressible, letter, write_key


def test_letters_are_listed_by_version_not_by_name(tmp_path):
    for version in (9, 10, 100):
        deliver(tmp_path, *incompressible(version))
    assert [cover.name for cover in inbox.covers(tmp_path)] == ["9.letter", "10.letter", "100.letter"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_cover_are_refused(tmp_path, data):
    cover = deliver(tmp_path, *incompressible(7))
    cover.write_bytes(data)
    with pytest.raises(StatementRefused):
        inbox.read_cover(cover, IDENTITY, RECIPIENT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_key_are_no_key(tmp_path, data):
    write_key(tmp_path)
    assert inbox.read_key(tmp_path) is not None
    (tmp_path / "identity" / "recipient.json").write_bytes(data)
    assert inbox.read_key(tmp_path) is None


def test_a_cover_under_another_name_or_too_large_is_refused(tmp_path):
    cover = deliver(tmp_path, *incompressible(7))
    moved = cover.rename(cover.with_name("70.letter"))
    with pytest.raises(StatementRefused):
        inbox.read_cover(moved, IDENTITY, RECIPIENT)
    cover.write_bytes(b" " * 100_000)
    with pytest.raises(StatementRefused):
        inbox.read_cover(cover, IDENTITY, RECIPIENT)
    with pytest.raises(StatementRefused):
        inbox.read_cover(cover.with_name("71.letter"), IDENTITY, RECIPIENT)


def test_sealed_bytes_that_are_not_the_cover_s(tmp_path):
    cover = deliver(tmp_path, *incompressible(7))
    read = inbox.read_cover(cover, IDENTITY, RECIPIENT)
    sealed = cover.with_suffix(".sealed")
    good = sealed.read_bytes()
    assert hashlib.sha256(inbox.read_sealed(cover, read)).hexdigest() == read.sha256
    for bad in (good[:-1], good + b"x", b"x" + good[1:]):
        sealed.write_bytes(bad)
        with pytest.raises(LetterDamaged):
            inbox.read_sealed(cover, read)
    sealed.unlink()
    with pytest.raises(LetterDamaged):
        inbox.read_sealed(cover, read)


@pytest.mark.parametrize(
    ("version", "base", "hour", "applies"),
    [
        (11, 10, 0, True),  # what follows
        (12, 9, 9, False),  # what follows on another one
        (11, 0, 0, True),  # a newer whole register
        (10, 0, 1, False),  # the one that is here
        (9, 0, 1, False),  # an older one
        (9, 0, 2, True),  # an office that was restored
    ],
)
def test_which_letters_apply(version, base, hour, applies):
    cover = cover_of(letter(version, base, hour)[0])
    assert inbox.applies(cover, inbox.Version(10, at(1))) is applies


def test_the_first_register_applies_and_changes_to_nothing_do_not():
    assert inbox.applies(cover_of(letter(3)[0]), inbox.Version())
    assert not inbox.applies(cover_of(letter(3, 2)[0]), inbox.Version())
