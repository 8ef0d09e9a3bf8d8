"""Fetching news: letters that go on where the line broke, and nothing that is not the office's word to this booth."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import bulletins, inbox
from sync.errors import FolderUnusable, LetterDamaged, LetterGone, LineError, QueueFull, StatementRefused
from sync.fetching import SMALL, Fetcher
from sync.news import Told
from tests.unit.sync.letters import IDENTITY, RECIPIENT, at, bulletin, cover_of, incompressible, letter, write_key

PIECE = 1000


class Office:
    """Answers as an office does that has one bulletin and one letter for us; the line breaks where a test says."""

    def __init__(self):
        self.asked = []
        self.offsets = []
        self.bulletin = None
        self.letter = None
        self.sealed = {}
        self.breaks = []
        self.closed = 0

    def has(self, statement, sealed):
        self.letter = statement
        self.sealed[cover_of(statement).sha256] = sealed

    def news(self, ask):
        self.asked.append(ask)
        cover = cover_of(self.letter) if self.letter else None
        wanted = cover is not None and cover.version > ask.register and ask.key is not None
        return Told(news=1, bulletin=self.bulletin, letter=self.letter if wanted else None)

    def letter_(self, sha256, offset, on_bytes):
        self.offsets.append(offset)
        if sha256 not in self.sealed:
            raise LetterGone(sha256)
        data, end = self.sealed[sha256], self.breaks.pop(0) if self.breaks else None
        for start in range(offset, len(data), PIECE):
            if end is not None and start >= end:
                raise LineError("cut")
            on_bytes(data[start : start + PIECE])

    def close(self):
        self.closed += 1


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def fetcher(tmp_path, outbox, office):
    write_key(tmp_path)
    client = SimpleNamespace(news=office.news, letter=office.letter_, close=office.close)
    return Fetcher(tmp_path, outbox, client, IDENTITY)


def lies(folder):
    return sorted(path.name for path in (folder / "inbox").glob("*")) if (folder / "inbox").exists() else []


def test_nothing_new_is_nothing(fetcher, office, tmp_path):
    assert fetcher.fetch() is False
    assert (office.asked[0].bulletin, office.asked[0].register) == (0, 0)
    assert office.asked[0].key is not None
    assert lies(tmp_path) == []


def test_a_bulletin_and_a_letter_come(fetcher, office, outbox, tmp_path):
    office.bulletin = bulletin(3)
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    assert fetcher.fetch() is True
    assert bulletins.current(outbox, IDENTITY).version == 3
    assert lies(tmp_path) == ["7.letter", "7.sealed"]
    cover = inbox.covers(tmp_path)[0]
    assert inbox.read_sealed(cover, inbox.read_cover(cover, IDENTITY, RECIPIENT)) == sealed
    assert (office.asked[-1].bulletin, office.asked[-1].register) == (3, 7)
    assert fetcher.fetch() is False


def test_before_the_first_login_only_the_bulletin_comes(fetcher, office, outbox, tmp_path):
    (tmp_path / "identity" / "recipient.json").unlink()
    office.bulletin = bulletin(3)
    office.has(*incompressible(7))
    assert fetcher.fetch() is True
    assert office.asked[0].key is None
    assert lies(tmp_path) == []
    assert not fetcher.due()
    write_key(tmp_path)
    assert fetcher.due()  # a login made the key: the agent asks again


def test_what_a_login_took_in_or_refused_is_known_to_the_next_question(fetcher, office, outbox, tmp_path):
    office.has(*incompressible(7))
    fetcher.fetch()
    cover = inbox.covers(tmp_path)[0]
    inbox.note_taken(outbox, inbox.Version(7, at(1)))
    inbox.forget(cover)
    assert not fetcher.due()
    office.has(*incompressible(8, base=7))
    fetcher.fetch()
    inbox.put_aside(inbox.covers(tmp_path)[0])
    assert fetcher.due()
    fetcher.fetch()
    assert office.asked[-1].register == 7
    assert lies(tmp_path) == ["8.letter.refused"]  # the same bytes are not fetched again
    assert len(office.offsets) == 2


def test_changes_are_chained_while_nobody_logs_in(fetcher, office, tmp_path):
    office.has(*incompressible(7))
    fetcher.fetch()
    office.has(*incompressible(9, base=7))
    fetcher.fetch()
    assert [cover.name for cover in inbox.covers(tmp_path)] == ["7.letter", "9.letter"]
    assert office.asked[-1].register == 9


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(breaks=st.lists(st.integers(0, 10_000), max_size=6))
def test_a_letter_goes_on_where_the_line_broke(fetcher, office, tmp_path, breaks):
    shutil.rmtree(tmp_path / "inbox", ignore_errors=True)
    office.breaks, office.offsets = list(breaks), []
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    have = 0
    while not lies(tmp_path) or lies(tmp_path)[0].endswith(".part"):
        try:
            fetcher.fetch()
        except LineError:
            parts = list((tmp_path / "inbox").glob("*.part"))
            have = parts[0].stat().st_size if parts else 0
            assert sealed.startswith(parts[0].read_bytes() if parts else b"")
        assert office.offsets[-1] <= have or not have
    assert office.offsets == sorted(office.offsets)
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_a_part_goes_on_after_a_restart(fetcher, office, outbox, tmp_path):
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / f"{cover_of(statement).sha256}.part").write_bytes(sealed[:3456])
    fetcher.fetch()
    assert office.offsets == [3456]
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_a_whole_part_is_not_asked_for_again(fetcher, office, tmp_path):
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / f"{cover_of(statement).sha256}.part").write_bytes(sealed)
    fetcher.fetch()
    assert office.offsets == []
    assert lies(tmp_path) == ["7.letter", "7.sealed"]


def test_the_power_went_before_the_cover_was_written(fetcher, office, tmp_path):
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "7.sealed").write_bytes(sealed)
    fetcher.fetch()
    assert office.offsets == []
    assert lies(tmp_path) == ["7.letter", "7.sealed"]


@pytest.mark.parametrize("left", [b"x" * 4000, b"x" * 10_000, b"x" * 12_000], ids=["part", "whole", "too long"])
def test_a_damaged_part_is_thrown_away_and_fetched_anew(fetcher, office, tmp_path, left):
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    (tmp_path / "inbox").mkdir()
    part = tmp_path / "inbox" / f"{cover_of(statement).sha256}.part"
    part.write_bytes(left)
    if len(left) <= len(sealed):
        with pytest.raises(LetterDamaged):
            fetcher.fetch()
        assert not part.exists()
    fetcher.fetch()
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_an_office_that_sends_more_than_it_promised(fetcher, office, tmp_path):
    statement, sealed = incompressible(7)
    office.has(statement, sealed + b"x" * 5000)
    with pytest.raises(LetterDamaged):
        fetcher.fetch()
    assert office.closed == 1
    assert [path.stat().st_size for path in (tmp_path / "inbox").iterdir()] == [0]
    office.has(statement, sealed)
    assert fetcher.fetch() is True


def test_an_office_that_sends_less_goes_on_later(fetcher, office, tmp_path):
    statement, sealed = incompressible(7)
    office.has(statement, sealed[:4000])
    with pytest.raises(LineError):
        fetcher.fetch()
    office.has(statement, sealed)
    fetcher.fetch()
    assert office.offsets == [0, 4000]
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_a_letter_that_was_replaced_is_let_go_when_the_next_is_known(fetcher, office, tmp_path):
    first, sealed = incompressible(7)
    office.has(first, sealed)
    office.breaks = [4000]
    with pytest.raises(LineError):
        fetcher.fetch()
    office.sealed.clear()
    with pytest.raises(LetterGone):
        fetcher.fetch()
    office.has(*incompressible(8))
    fetcher.fetch()
    assert lies(tmp_path) == ["8.letter", "8.sealed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"booth": "baamang-1"},
        {"office": "katingan"},
        {"recipient": "age1" + "q" * 58, "sealed": b"x"},
        {"key": bytes(32)},
        {"issued_at": "2026-02-31T00:00:00.000Z"},
        {"base": 7},
    ],
    ids=["booth", "office", "recipient", "signature", "moment", "base"],
)
def test_a_letter_that_is_not_for_us_is_refused_before_a_byte_of_it_comes(fetcher, office, outbox, tmp_path, wrong):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if "key" in wrong:
        wrong = {"key": Ed25519PrivateKey.from_private_bytes(wrong["key"])}
    statement, _ = letter(7, **wrong)
    fetcher._client.news = lambda _: Told(news=1, letter=statement, bulletin=bulletin(3))
    with pytest.raises(StatementRefused):
        fetcher.fetch()
    assert office.offsets == []
    assert lies(tmp_path) == []
    assert bulletins.current(outbox, IDENTITY).version == 3  # the rest of the answer is good


def test_a_bulletin_that_is_refused_keeps_no_letter_out(fetcher, office, tmp_path):
    office.bulletin = bulletin(3, booth="baamang-1")
    office.has(*incompressible(7))
    with pytest.raises(StatementRefused):
        fetcher.fetch()
    assert lies(tmp_path) == ["7.letter", "7.sealed"]


@pytest.mark.parametrize("case", [(0, 5000, False), (6, SMALL, True), (6, SMALL + 1, False)])
def test_a_line_that_costs_brings_the_bulletin_and_small_changes_only(fetcher, office, outbox, tmp_path, case):
    base, size, comes = case
    inbox.note_taken(outbox, inbox.Version(6, at(0)))
    office.bulletin = bulletin(3)
    office.has(*incompressible(7, size, base=base))
    assert fetcher.fetch(letters=False) is True
    assert bulletins.current(outbox, IDENTITY).version == 3
    assert bool(lies(tmp_path)) is comes
    assert fetcher.left is not comes
    fetcher.fetch()
    assert lies(tmp_path) == ["7.letter", "7.sealed"]
    assert not fetcher.left


def test_a_full_disk_is_said_and_what_came_is_kept(fetcher, office, tmp_path, monkeypatch):
    statement, sealed = incompressible(7)
    office.has(statement, sealed)
    office.breaks = [5000]
    with pytest.raises(LineError):
        fetcher.fetch()
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=inbox.ROOM + 4999))
        with pytest.raises(QueueFull):
            fetcher.fetch()
    assert office.offsets == [0]
    fetcher.fetch()
    assert office.offsets == [0, 5000]
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_a_disk_that_fills_up_under_a_letter(fetcher, office, tmp_path, monkeypatch):
    """The first write that finds no room ends it; what was written goes on later."""
    statement, sealed = incompressible(7, 500_000)
    office.has(statement, sealed)
    real = Path.open

    class Full:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            if self.file.tell() > 100_000:
                raise OSError(28, "No space left on device")
            return self.file.write(data)

    def opened(path, mode="r", *more):
        file = real(path, mode, *more)
        return Full(file) if mode == "ab" else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", opened)
        with pytest.raises(QueueFull):
            fetcher.fetch()
    assert office.closed == 1  # half an answer is still on its way
    fetcher.fetch()
    assert office.offsets[0] == 0
    assert office.offsets[1] > 90_000
    assert (tmp_path / "inbox" / "7.sealed").read_bytes() == sealed


def test_an_inbox_that_cannot_be_written(fetcher, office, tmp_path):
    (tmp_path / "inbox").write_bytes(b"")
    office.has(*incompressible(7))
    with pytest.raises(FolderUnusable):
        fetcher.fetch()
