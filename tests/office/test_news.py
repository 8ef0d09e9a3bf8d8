"""What comes down besides letters: bulletins, and the word that there is something to ask for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.news import Ask, BoothKey, Bulletin, Letter
from sync.office.bulletins import COUNTED_DAYS, COUNTED_EVERY, news_for, receipts_since
from sync.statements import state
from tests.office.people import residents
from tests.office.reader import limits, reader, take_in

if TYPE_CHECKING:
    from tests.office.conftest import Booth, Running


def test_a_bulletin_of_nothing_yet(baamang):
    bulletin = baamang.read()
    assert (bulletin.office, bulletin.booth, bulletin.register) == ("Disdukcapil Kotim", baamang.booth.id, 0)
    assert bulletin.settings == type(bulletin.settings)()
    assert baamang.told().bulletin is None
    assert baamang.told().letter is None


def test_the_version_grows_only_with_what_is_said(office, baamang):
    first = baamang.read()
    office.clock.pass_(days=1)
    assert baamang.told().bulletin is None
    office.office.news.decisions.change("", {"warn_days": "3"})
    second = baamang.read()
    assert second.version > first.version
    assert second.settings.warn_days == 3
    office.office.news.decisions.change("", {"warn_days": "3"})
    assert baamang.told().bulletin is None


def test_a_booths_own_settings_go_before_those_of_all(office, baamang):
    other = reader(office)
    office.office.news.decisions.change("", {"warn_days": "3", "quiet": "08:00-12:00", "originals": "yes"})
    office.office.news.decisions.change(baamang.booth.id, {"warn_days": "5", "quiet": ""})
    own, general = baamang.read().settings, other.read().settings
    assert (own.warn_days, own.quiet, own.originals) == (5, (), True)
    assert (general.warn_days, general.quiet) == (3, (("08:00", "12:00"),))
    office.office.news.decisions.change(baamang.booth.id, {"warn_days": "-"})
    assert baamang.read().settings.warn_days == 3


def test_without_a_key_no_letter_and_with_the_last_one_later(office, baamang):
    take_in(office, residents(range(50)))
    assert baamang.told(key=None).letter is None
    assert baamang.cover() == baamang.cover(key=None)


def test_a_key_that_is_not_the_booths_word_is_refused(office, baamang):
    take_in(office, residents(range(50)))
    other = reader(office)
    bad_recipient = state(
        BoothKey(booth=baamang.booth.id, recipient="age1" + "q" * 58, issued_at="2026-11-25T03:00:00.000Z"),
        baamang.booth.seal_key,
    )
    for key in (
        baamang.statement(signer=Ed25519PrivateKey.generate()),
        baamang.statement(signer=baamang.booth.door_key),
        other.statement(),
        baamang.statement(booth=other.booth.id),
        msgspec.structs.replace(baamang.statement(), signature="!"),
        msgspec.structs.replace(baamang.statement(), kind="letter"),
        bad_recipient,
    ):
        answer = baamang.ask(key=key)
        assert (answer.status, answer.code) == (422, "key")
    assert baamang.told(key=None).letter is None


def test_only_booths_are_let_in(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    assert office.ask("GET", f"/v1/letters/{cover.sha256}").status == 401
    assert office.ask("POST", "/v1/news", b"{}").status == 401
    office.office.booths.revoke(baamang.booth.id, office.clock())
    assert baamang.ask().code == "booth-revoked"
    assert baamang.get(cover.sha256).status == 403


@cache
def shared_booth(served: Running) -> Booth:
    """One for all examples."""
    return served.booth()


@given(st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
@settings(max_examples=50, deadline=None)
def test_random_bodies_are_refused(served, body):
    answer = shared_booth(served).ask("POST", "/v1/news", body)
    assert answer.status in {200, 400}


def test_versions_out_of_this_world_are_refused(served):
    booth = reader(served)
    for field_name in ("bulletin", "register"):
        assert booth.ask(**{field_name: 2**60}).code == "malformed"


def test_counts_of_the_other_booths(office, baamang):
    other = reader(office)
    for day in ("2026-11-10", "2026-11-24", "2026-11-25", "2026-11-25"):
        other.booth.deliver(day.encode() + str(other.booth.seq).encode(), day=day)
    baamang.booth.deliver(b"own")
    office.clock.pass_(seconds=COUNTED_EVERY.total_seconds())
    counts = baamang.read().counts
    assert [(count.booth, count.name, count.day, count.recordings) for count in counts] == [
        (other.booth.id, "Baamang 1 2", "2026-11-24", 1),
        (other.booth.id, "Baamang 1 2", "2026-11-25", 2),
    ]
    assert COUNTED_DAYS == 7


def test_the_number_changes_when_there_is_something_to_ask_for(office, baamang):
    other = reader(office)
    baamang.read()
    before = baamang.told().news
    assert limits(baamang.booth) == before
    baamang.booth.deliver(b"own")
    assert limits(baamang.booth) == before
    seen = {before}

    def is_new() -> bool:
        now = limits(baamang.booth)
        fresh = now not in seen
        seen.add(now)
        return fresh and baamang.told().bulletin is not None

    decisions = office.office.news.decisions
    decisions.change(other.booth.id, {"warn_days": "1"})
    assert limits(baamang.booth) == before
    decisions.change("", {"warn_days": "2"})
    assert is_new()
    decisions.close_login("budi", office.clock())
    assert is_new()
    decisions.add_notice("Rapat", level="info", version="", until=None, now=office.clock())
    assert is_new()
    take_in(office, residents(range(5)))
    assert is_new()
    other.booth.deliver(b"other")
    office.clock.pass_(seconds=COUNTED_EVERY.total_seconds())
    assert is_new()


def test_an_offer_costs_no_query_while_nothing_changes(office, baamang):
    statements = []
    with office.office.news._database.read() as connection:
        connection.set_trace_callback(statements.append)
    limits(baamang.booth)
    statements.clear()
    limits(baamang.booth)
    assert statements == ["PRAGMA data_version"]


def test_an_offer_is_answered_although_the_news_cannot_be_told(office, baamang, monkeypatch):
    from sync.office.errors import OfficeBusy

    def busy(*_):
        raise OfficeBusy

    monkeypatch.setattr("sync.office.decisions.Decisions.settings", busy)
    assert limits(baamang.booth) == 0


def test_notices_and_closed_logins(office, baamang):
    from datetime import date

    decisions = office.office.news.decisions
    decisions.add_notice("Rapat besok", level="care", version="1.4", until=date(2026, 11, 25), now=office.clock())
    decisions.add_notice("Lama", level="info", version="", until=date(2026, 11, 24), now=office.clock())
    decisions.close_login("budi", office.clock())
    bulletin = baamang.read()
    assert [(n.id, n.text, n.level, n.version, n.until) for n in bulletin.notices] == [
        ("1", "Rapat besok", "care", "1.4", "2026-11-25")
    ]
    assert bulletin.closed_logins == ("budi",)
    office.clock.pass_(days=1)
    decisions.open_login("budi")
    assert (baamang.read().notices, baamang.bulletin > bulletin.version) == ((), True)


def test_what_goes_on_a_stick(office, baamang):
    take_in(office, residents(range(50)))
    given_receipt = baamang.booth.deliver(b"one")
    booth = office.office.booths.get(baamang.booth.id)
    bulletin, enclosed = news_for(office.office, booth, Ask(key=baamang.statement()))
    assert baamang.believed(bulletin, Bulletin).booth == booth.id
    [(cover, path)] = enclosed
    assert path.stat().st_size == baamang.believed(cover, Letter).size
    assert len(baamang.open(path.read_bytes())[1]) == 50
    version = baamang.believed(cover, Letter).version
    assert news_for(office.office, booth, Ask(register=version))[1] == []
    assert list(receipts_since(office.office, booth, 0)) == [given_receipt]
    assert list(receipts_since(office.office, booth, given_receipt.sequence)) == []
