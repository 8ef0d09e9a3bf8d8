"""Statements: what was signed is believed, everything else is refused, whatever bytes come."""

from __future__ import annotations

import base64

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import StatementRefused
from sync.news import Ask, BoothKey, BoothSettings, Bulletin, Letter, Notice, OtherCount, Told
from sync.statements import Statement, believe, state
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY

PUBLIC = OFFICE_KEY.public_key()
AT = "2026-09-05T01:00:00.000Z"
RECIPIENT = "age1" + "q" * 58
texts = st.text(max_size=200)


def bulletin(**changes):
    return Bulletin(**{"office": "kotim", "booth": "mentawa-1", "version": 3, "issued_at": AT} | changes)


settings = st.builds(
    BoothSettings,
    originals=st.booleans(),
    stop_days=st.integers(0, 400),
    quiet=st.lists(st.just(("08:00", "12:30")), max_size=2).map(tuple),
    duplicate_days=st.none() | st.integers(0, 365),
    target=st.none() | st.integers(0, 5000),
)
notices = st.builds(Notice, id=texts, at=st.just(AT), text=st.text(max_size=300), version=texts)
counts = st.builds(
    OtherCount, booth=st.just("baamang-1"), name=texts, day=st.just("2026-09-05"), recordings=st.integers(0, 10**6)
)
bulletins = st.builds(
    bulletin,
    version=st.integers(1, 2**53),
    settings=settings,
    notices=st.lists(notices, max_size=3).map(tuple),
    counts=st.lists(counts, max_size=3).map(tuple),
    closed_logins=st.lists(texts, max_size=3).map(tuple),
)
statements = st.builds(
    Statement, kind=st.text(max_size=60), body=st.text(max_size=300), signature=st.text(max_size=120)
)


@given(bulletins)
def test_what_was_said_is_believed_as_it_was_said(said):
    statement = state(said, OFFICE_KEY)
    assert statement.kind == "bulletin"
    assert believe(statement, Bulletin, PUBLIC) == said
    travelled = wire.decode(wire.encode(statement), Statement)
    assert believe(travelled, Bulletin, PUBLIC) == said


@given(bulletins, st.data())
def test_a_changed_character_is_refused(said, data):
    statement = state(said, OFFICE_KEY)
    at = data.draw(st.integers(0, len(statement.body) - 1))
    other = data.draw(st.characters().filter(lambda c: c != statement.body[at]))
    changed = msgspec.structs.replace(statement, body=statement.body[:at] + other + statement.body[at + 1 :])
    with pytest.raises(StatementRefused):
        believe(changed, Bulletin, PUBLIC)


@given(bulletins, st.integers(0, 63), st.integers(1, 255))
def test_a_changed_signature_is_refused(said, at, bits):
    statement = state(said, OFFICE_KEY)
    raw = bytearray(base64.b64decode(statement.signature))
    raw[at] ^= bits
    changed = msgspec.structs.replace(statement, signature=base64.b64encode(bytes(raw)).decode())
    with pytest.raises(StatementRefused):
        believe(changed, Bulletin, PUBLIC)


@given(statements)
def test_a_statement_that_nobody_signed_is_refused(statement):
    with pytest.raises(StatementRefused):
        believe(statement, Bulletin, PUBLIC)


@given(st.text(max_size=300))
def test_a_signed_text_that_is_no_message_is_refused(body):
    signed = b"bilik-rekam/1 statement bulletin\n" + body.encode("utf-8", "surrogatepass")
    signature = base64.b64encode(OFFICE_KEY.sign(signed)).decode()
    with pytest.raises(StatementRefused):
        believe(Statement(kind="bulletin", body=body, signature=signature), Bulletin, PUBLIC)


def test_a_deep_text_is_refused_and_ends_nothing():
    body = "[" * 100_000
    signature = base64.b64encode(OFFICE_KEY.sign(b"bilik-rekam/1 statement bulletin\n" + body.encode())).decode()
    with pytest.raises(StatementRefused):
        believe(Statement(kind="bulletin", body=body, signature=signature), Bulletin, PUBLIC)


@pytest.mark.parametrize("key", [SEAL_KEY, Ed25519PrivateKey.generate()])
def test_somebody_else_s_word_is_refused(key):
    with pytest.raises(StatementRefused):
        believe(state(bulletin(), key), Bulletin, PUBLIC)


def test_a_statement_of_one_kind_is_not_taken_for_another():
    key = BoothKey(booth="mentawa-1", recipient=RECIPIENT, issued_at=AT)
    statement = state(key, OFFICE_KEY)
    for kind in (Bulletin, Letter):
        with pytest.raises(StatementRefused):
            believe(statement, kind, PUBLIC)
        with pytest.raises(StatementRefused):  # also where only the label was changed
            believe(msgspec.structs.replace(statement, kind=kind.__name__.lower()), kind, PUBLIC)


def test_a_newer_office_may_say_more_than_we_understand():
    body = msgspec.json.encode(msgspec.to_builtins(bulletin()) | {"weather": "hujan"}).decode()
    signature = base64.b64encode(OFFICE_KEY.sign(b"bilik-rekam/1 statement bulletin\n" + body.encode())).decode()
    assert believe(Statement(kind="bulletin", body=body, signature=signature), Bulletin, PUBLIC) == bulletin()


@given(st.binary(max_size=300))
def test_bytes_from_the_line_are_a_message_or_a_decode_error(data):
    for kind in (Statement, Ask, Told, Bulletin, Letter, BoothKey):
        try:
            wire.decode(data, kind)
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue
