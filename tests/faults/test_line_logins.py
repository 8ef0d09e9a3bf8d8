"""Wrong passwords at the booth: slow, counted for all programs together, and without a hint which part was wrong."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import argon2.low_level
import pytest

from booth.store.errors import LoginRefused
from booth.store.vault import Vault
from booth.workflow.errors import NotAllowed
from resources.i18n import catalogue
from sync.office.accounts import Accounts
from sync.office.database import Database
from tests.faults.line import LANGUAGES, OPERATOR, PASSWORD, SUPERVISOR, TECHNICIAN, Line, run, say, words_of

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = "siapa"
WAITING = "Login or password is wrong. Wait {wait} seconds, then try again."


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong"
    path.write_text("bukan-sandinya\n", "utf-8")
    return path


def users(line: Line, login: str, password: Path) -> tuple[object, ...]:
    """The command that lists users."""
    return ("booth", "user", "list", "--as", login, "--data", line.booth, "--password-file", password)


def unlock(line: Line, login: str, password: str, now: datetime) -> Vault:
    return Vault.unlock(line.booth, login, password, clock=lambda: now)


def test_a_wrong_password_and_an_unknown_login_hear_the_same_in_every_process(line: Line, wrong: Path):
    start = datetime.now(UTC)
    for attempt in range(1, 4):
        language = LANGUAGES[attempt % 2]
        heard = [run(*users(line, login, wrong), BOOTH_LANG=language) for login in (OPERATOR, NOBODY)]
        assert {said.code for said in heard} == {1}
        assert {said.out for said in heard} == {""}
        expected = words_of(LoginRefused, language)
        if attempt == 3:  # the third wrong one in a row
            (text, *_) = catalogue(language)[WAITING] if language == "id" else (WAITING,)
            expected = text.format(wait=5)
        assert {said.err.strip() for said in heard} == {expected}
    # Counted on the disk: another process waits as well, and even the right password is not looked at meanwhile.
    for login in (OPERATOR, NOBODY):
        with pytest.raises(LoginRefused) as caught:
            unlock(line, login, PASSWORD, start)  # turning the clock back does not help either
        assert caught.value.wait == 5
    with unlock(line, OPERATOR, PASSWORD, start + timedelta(minutes=1)) as vault:
        (row,) = vault.audit.recent(1)
        assert (row.event, row.detail) == ("login", {"refused_before": 3})
    with unlock(line, SUPERVISOR, PASSWORD, start) as vault:  # nobody else waits
        assert vault.user.login == SUPERVISOR


def test_trying_a_password_is_expensive_whoever_is_named(line: Line, monkeypatch: pytest.MonkeyPatch):
    """argon2id with at least what RFC 9106 recommends where memory is short: 64 MiB, three passes."""
    derive, costs = argon2.low_level.hash_secret_raw, []

    def watched(*args: Any, **kwargs: Any) -> bytes:
        costs.append((kwargs["type"], kwargs["memory_cost"], kwargs["time_cost"]))
        return derive(*args, **kwargs)

    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", watched)
    for login in (OPERATOR, NOBODY):
        with pytest.raises(LoginRefused):
            unlock(line, login, "bukan-sandinya", datetime.now(UTC))
    assert costs == [(argon2.low_level.Type.ID, 64 * 1024, 3)] * 2
    slots = json.loads((line.booth / "vault.keys").read_bytes())["body"]["slots"].values()
    assert {(slot["cost"]["memory_kib"], slot["cost"]["passes"]) for slot in slots} == {(64 * 1024, 3)}


def test_an_operator_may_not_make_users(line: Line):
    secret = ("--data", line.booth, "--password-file", line.password, "--new-password-file", line.password)
    for language in LANGUAGES:
        said = say("booth", "user", "add", "teman", "--as", OPERATOR, *secret, language=language)
        assert (said.code, said.err.strip()) == (1, words_of(NotAllowed, language, role="Operator"))
    with unlock(line, TECHNICIAN, PASSWORD, datetime.now(UTC)) as vault:
        assert vault.users.get("teman") is None


def test_whoever_was_switched_off_hears_what_everybody_hears(line: Line):
    by = ("--as", TECHNICIAN, "--data", line.booth, "--password-file", line.password)
    assert say("booth", "user", "disable", OPERATOR, *by).code == 0
    for language in LANGUAGES:
        said = say(*users(line, OPERATOR, line.password), language=language)
        assert (said.code, said.err.strip()) == (1, words_of(LoginRefused, language))
    assert say(*users(line, TECHNICIAN, line.password)).code == 0


def test_a_password_file_as_windows_writes_it(line: Line):
    """With a byte order mark, which nobody sees, and two characters at the end of the line."""
    line.password.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\n")
    assert say(*users(line, TECHNICIAN, line.password)).code == 0
    office = line.root / "other"
    assert say("booth-office", "init", "--data", office, "--password-file", line.password).code == 0
    with closing(Database(office / "ledger.db")) as database:
        how = {"address": "127.0.0.1", "token": "x", "now": datetime.now(UTC)}
        assert Accounts(database).log_in("admin", PASSWORD, **how) is not None
