"""Damaged files and files of a newer version: said in plain words at every door, nothing deleted, the rest goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from booth.domain.errors import BoothError
from booth.store.errors import VaultDamaged, VaultNewer
from booth.store.vault import Vault
from booth.workflow.selftest.machine import DAMAGED, LOST
from resources.i18n import catalogue
from sync.errors import IdentityDamaged, NotEnrolled, QueueDamaged, QueueNewer, SyncError
from sync.office.errors import OfficeDamaged, OfficeNewer
from tests.faults.line import LANGUAGES, PASSWORD, TECHNICIAN, Line, run, say, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Recorded

PARKED = 3  # exit code: the office, or this booth, put a packet aside

Command = tuple[object, ...]


def flip(path: Path, at: int, count: int = 1) -> None:
    """Turn bytes of a file over; `at` counts from the end where it is negative."""
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at : at + count] = bytes(byte ^ 0xFF for byte in data[at : at + count])
    path.write_bytes(data)


def users(line: Line) -> Command:
    return ("booth", "user", "list", "--as", TECHNICIAN, "--data", line.booth, "--password-file", line.password)


def count(line: Line) -> Command:
    return ("booth", "count", "--data", line.booth)


def status(line: Line) -> Command:
    return ("booth-sync", "status", "--data", line.booth)


def once(line: Line) -> Command:
    return ("booth-sync", "once", "--data", line.booth)


def office(line: Line) -> Command:
    return ("booth-office", "count", "--data", line.office)


def serve(line: Line) -> Command:
    return ("booth-office", "serve", "--data", line.office, "--port", "0")


def check_said(line: Line, command: Callable[[Line], Command], error: type[BoothError | SyncError]) -> None:
    """Exit 1 and one sentence in either language; every file stands as it stood, to the byte."""
    before = contents(line.root)
    for language in LANGUAGES:
        said = say(*command(line), language=language)
        assert (said.code, said.out) == (1, "")
        assert said.err.strip() == words_of(error, language)
    assert contents(line.root) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Name → bytes of what must not change; an empty -wal or -shm beside a database may come and go."""
    kept = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".log", ".lock"})
    return {str(path): path.read_bytes() for path in kept if not path.name.endswith(("-shm", "-wal"))}


DAMAGE: dict[str, tuple[Callable[[Line], Path], int, Callable[[Line], Command], type[BoothError | SyncError]]] = {
    "the vault's first page": (lambda line: line.booth / "vault.db", 100, users, VaultDamaged),
    "the vault's salt": (lambda line: line.booth / "vault.db", 0, users, VaultDamaged),
    "the keys": (lambda line: line.booth / "vault.keys", -40, users, VaultDamaged),
    "the queue, for the count": (lambda line: line.booth / "outbox.db", 3, count, QueueDamaged),
    "the queue, for the agent": (lambda line: line.booth / "outbox.db", 3, once, QueueDamaged),
    "the queue, for whoever asks": (lambda line: line.booth / "outbox.db", 3, status, QueueDamaged),
    "the office's address": (lambda line: line.booth / "identity" / "office.json", 1, once, IdentityDamaged),
    "the same, for the count": (lambda line: line.booth / "identity" / "office.json", 1, count, IdentityDamaged),
    "the door key": (lambda line: line.booth / "identity" / "door.key", 5, once, IdentityDamaged),
    "the ledger, for the count": (lambda line: line.office / "ledger.db", 3, office, OfficeDamaged),
    "the ledger, for the receiver": (lambda line: line.office / "ledger.db", 3, serve, OfficeDamaged),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_flipped_byte(recorded: Recorded, what: str):
    path, at, command, error = DAMAGE[what]
    flip(path(recorded.line), at)
    check_said(recorded.line, command, error)


CUT: dict[str, tuple[Callable[[Line], Command], type[BoothError | SyncError]]] = {
    "vault.db": (users, VaultDamaged),
    "vault.keys": (users, VaultDamaged),
    "identity/office.json": (count, IdentityDamaged),
    "identity/door.key": (once, IdentityDamaged),
}


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("left", ["nothing", "zeros"])
def test_a_file_as_a_power_cut_may_leave_it(recorded: Recorded, name: str, left: str):
    command, error = CUT[name]
    path = recorded.line.booth / name
    path.write_bytes(b"" if left == "nothing" else bytes(path.stat().st_size))
    check_said(recorded.line, command, error)


def test_a_queue_that_is_cut_short_or_full_of_zeros(recorded: Recorded):
    line = recorded.line
    whole = (line.booth / "outbox.db").read_bytes()
    for left in (whole[:50], whole[: len(whole) // 2], bytes(len(whole))):
        (line.booth / "outbox.db").write_bytes(left)
        check_said(line, count, QueueDamaged)


def test_a_door_key_that_is_gone(recorded: Recorded):
    (recorded.line.booth / "identity" / "door.key").unlink()
    check_said(recorded.line, once, NotEnrolled)


def test_settings_that_cannot_be_read(recorded: Recorded):
    line = recorded.line
    (line.booth / "booth.toml").write_text('scanner = "auto\n', "utf-8")
    for language, word in (("id", "booth.toml"), ("en", "booth.toml")):
        said = say(*count(line), language=language)
        assert (said.code, said.out) == (1, "")
        assert word in said.err
        assert len(said.err.strip().splitlines()) == 1


def test_a_page_inside_the_vault_is_found_by_the_self_test(recorded: Recorded):
    """The vault may well open; whoever reads that page is told, and so is the technician."""
    line = recorded.line
    flip(line.booth / "vault.db", -2000, 8)
    for language in LANGUAGES:
        words = ("--part", "vault", "--login", TECHNICIAN, "--password-file", line.password)
        said = say("booth", "selftest", "--data", line.booth, *words, "--json", language=language)
        (part,) = said.json["parts"]
        assert (said.code, part["state"]) == (1, "fail")
        texts = (DAMAGED, VaultDamaged.text)
        assert part["advice"] in {catalogue(language)[text][0] if language == "id" else text for text in texts}


@pytest.mark.parametrize("left", [None, b""])
def test_a_queue_that_is_gone_is_missed_by_the_self_test(recorded: Recorded, left: bytes | None):
    """SQLite takes an empty file for a new database: only the vault remembers what was saved."""
    line = recorded.line
    (line.booth / "outbox.db").unlink()
    if left is not None:
        (line.booth / "outbox.db").write_bytes(left)
    for language in LANGUAGES:
        words = ("--part", "vault", "--login", TECHNICIAN, "--password-file", line.password)
        said = say("booth", "selftest", "--data", line.booth, *words, "--json", language=language)
        (part,) = said.json["parts"]
        assert (said.code, part["state"]) == (1, "fail")
        assert part["measured"]["lost"] == len(recorded.told)
        assert part["advice"] == (catalogue(language)[LOST][0] if language == "id" else LOST)


def test_one_damaged_recording_is_put_aside_and_the_others_are_sent(recorded: Recorded):
    line = recorded.line
    with closing(sqlite3.connect(line.booth / "outbox.db")) as queue:
        seq, packet = queue.execute("SELECT seq, id FROM packets ORDER BY seq LIMIT 1 OFFSET 1").fetchone()
        data = bytearray(queue.execute("SELECT data FROM sealed WHERE seq = ?", (seq,)).fetchone()[0])
        data[len(data) // 2] ^= 1
        queue.execute("UPDATE sealed SET data = ? WHERE seq = ?", (bytes(data), seq))
        queue.commit()
    with line.served():
        said = line.once()
        assert said.code == PARKED
        assert (said.json["packets"], said.json["parked"], said.json["left"]) == (len(recorded.told) - 1, 1, 0)
    assert line.office_count()["total"] == len(recorded.told) - 1
    told: dict[str, Any] = line.status()
    assert told["refused"] == {packet: "damaged"}
    with line.outbox() as outbox, closing(sqlite3.connect(line.booth / "outbox.db")) as queue:
        assert outbox.receipt(packet) is None
        assert queue.execute("SELECT data FROM sealed WHERE seq = ?", (seq,)).fetchone() == (bytes(data),)
    shown = say(*status(line)).out
    assert packet in shown


# A newer version


def raise_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {version + (1 << 16)}")


@pytest.mark.parametrize("command", [count, once, status])
def test_a_newer_queue(recorded: Recorded, command: Callable[[Line], Command]):
    raise_version(recorded.line.booth / "outbox.db")
    check_said(recorded.line, command, QueueNewer)


@pytest.mark.parametrize("command", [office, serve])
def test_a_newer_ledger(recorded: Recorded, command: Callable[[Line], Command]):
    raise_version(recorded.line.office / "ledger.db")
    check_said(recorded.line, command, OfficeNewer)


def test_a_newer_vault(recorded: Recorded):
    line = recorded.line
    with Vault.unlock(line.booth, TECHNICIAN, PASSWORD, clock=lambda: datetime.now(UTC)) as vault:
        version = vault._database.value("PRAGMA user_version")
        vault._database.value(f"PRAGMA user_version = {version + (1 << 16)}")
    before = (line.booth / "vault.db").read_bytes()
    for language in LANGUAGES:
        said = say(*users(line), language=language)
        assert (said.code, said.err.strip()) == (1, words_of(VaultNewer, language))
    assert (line.booth / "vault.db").read_bytes() == before


def test_newer_keys(recorded: Recorded):
    path = recorded.line.booth / "vault.keys"
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2', 1))
    check_said(recorded.line, users, VaultNewer)


def test_a_booth_with_a_damaged_vault_still_sends(recorded: Recorded):
    """The agent needs nobody's password: what was saved is brought to safety."""
    line = recorded.line
    flip(line.booth / "vault.db", 100)
    with line.served():
        assert run(*once(line)).code == 0
    assert line.office_count()["total"] == len(recorded.told)
