"""The bulletin that a booth keeps: the office's newest word, and no older one in its place."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.bulletins import NOTE, current, keep
from sync.errors import StatementRefused
from sync.news import Bulletin
from sync.statements import state
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY
from tests.unit.sync.letters import BOOTH, IDENTITY, at, bulletin


def kept(outbox):
    said = current(outbox, IDENTITY)
    return None if said is None else (said.version, said.issued_at)


def test_nothing_is_kept_before_the_first(outbox):
    assert current(outbox, IDENTITY) is None


def test_the_newest_is_kept(outbox):
    assert keep(outbox, bulletin(3, closed_logins=("ani",)), IDENTITY).closed_logins == ("ani",)
    keep(outbox, bulletin(4), IDENTITY)
    assert kept(outbox) == (4, at(1))


def test_the_same_again_is_fine_and_writes_nothing(outbox, monkeypatch):
    keep(outbox, bulletin(3), IDENTITY)
    monkeypatch.setattr(type(outbox), "set_note", None)
    assert keep(outbox, bulletin(3), IDENTITY).version == 3


@pytest.mark.parametrize("hour", [0, 1])
def test_an_old_one_that_is_played_back_is_refused(outbox, hour):
    keep(outbox, bulletin(4, hour=1), IDENTITY)
    with pytest.raises(StatementRefused):
        keep(outbox, bulletin(3, hour=hour), IDENTITY)
    assert kept(outbox) == (4, at(1))


def test_an_office_restored_from_a_backup_is_believed(outbox):
    """It counts from lower on for ever, but its clock goes on."""
    keep(outbox, bulletin(100, hour=5), IDENTITY)
    for version, hour in ((90, 6), (91, 7), (92, 8)):
        keep(outbox, bulletin(version, hour=hour), IDENTITY)
    assert kept(outbox) == (92, at(8))


def test_an_office_whose_clock_was_wrong_is_believed_again(outbox):
    keep(outbox, bulletin(5, hour=23), IDENTITY)
    keep(outbox, bulletin(6, hour=2), IDENTITY)
    assert kept(outbox) == (6, at(2))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), min_size=1, max_size=12))
def test_what_is_refused_is_older_in_both_and_changes_nothing(outbox, said):
    for version, hour in said:
        before = kept(outbox)
        try:
            keep(outbox, bulletin(version, hour=hour), IDENTITY)
        except StatementRefused:
            assert before is not None
            assert version < before[0]
            assert at(hour) <= before[1]
            assert kept(outbox) == before
        else:
            assert kept(outbox) == (version, at(hour))


@pytest.mark.parametrize(
    "wrong",
    [
        bulletin(9, booth="baamang-1"),
        bulletin(9, office="katingan"),
        bulletin(9, key=SEAL_KEY),
        bulletin(9, key=Ed25519PrivateKey.generate()),
        bulletin(9, issued_at="2026-13-45T99:99:99Z"),
    ],
    ids=["booth", "office", "booth's own key", "strange key", "no such moment"],
)
def test_what_is_not_the_office_s_word_to_us_is_refused(outbox, wrong):
    keep(outbox, bulletin(3), IDENTITY)
    with pytest.raises(StatementRefused):
        keep(outbox, wrong, IDENTITY)
    assert kept(outbox) == (3, at(1))


@pytest.mark.parametrize("note", [b"", b"{}", b"\xff\x00", b'{"kind":"bulletin","body":"{}","signature":""}'])
def test_a_note_that_somebody_else_wrote_is_not_believed(outbox, note):
    outbox.set_note(NOTE, note)
    assert current(outbox, IDENTITY) is None
    keep(outbox, bulletin(1), IDENTITY)
    assert kept(outbox) == (1, at(1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_in_the_note_are_no_bulletin(outbox, note):
    outbox.set_note(NOTE, note)
    assert current(outbox, IDENTITY) is None


def test_the_word_of_an_office_that_was_left_is_forgotten(outbox):
    other = Ed25519PrivateKey.generate()
    said = Bulletin(office="katingan", booth=BOOTH, version=70, issued_at=at(9))
    outbox.set_note(NOTE, b"")
    from sync import wire

    outbox.set_note(NOTE, wire.encode(state(said, other)))
    assert current(outbox, IDENTITY) is None
    keep(outbox, bulletin(1), IDENTITY)
    assert kept(outbox) == (1, at(1))
    assert OFFICE_KEY is not other
