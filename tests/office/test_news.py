"""What comes down: asked over the real wire, opened with the booth's own key."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import register_file, wire
from sync.news import Ask, BoothKey, Bulletin, Letter, Told
from sync.office import disk, letters, news_api
from sync.office.bulletins import COUNTED_DAYS, COUNTED_EVERY, news_for, receipts_since
from sync.office.problems import Refused
from sync.office.register import Mode, Register
from sync.office.register_schema import FIELDS
from sync.statements import Statement, believe, state
from tests.office.people import KETAPANG, resident, residents

if TYPE_CHECKING:
    from tests.office.conftest import Answer, Booth, Running


@dataclass
class Reader:
    """A booth that asks for news, and what it has."""

    booth: Booth
    key: pyrage.x25519.Identity = field(default_factory=pyrage.x25519.Identity.generate)
    bulletin: int = 0
    register: int = 0

    @property
    def office(self):
        return self.booth.at.office

    def statement(self, booth: str | None = None, signer: Ed25519PrivateKey | None = None) -> Statement:
        said = BoothKey(
            booth=booth or self.booth.id, recipient=str(self.key.to_public()), issued_at="2026-11-25T03:00:00.000Z"
        )
        return state(said, signer or self.booth.seal_key)

    def ask(self, **changes: object) -> Answer:
        ask = Ask(bulletin=self.bulletin, register=self.register, key=self.statement())
        return self.booth.ask("POST", "/v1/news", wire.encode(msgspec.structs.replace(ask, **changes)))

    def told(self, **changes: object) -> Told:
        answer = self.ask(**changes)
        assert answer.status == 200, answer
        return wire.decode(answer.body, Told)

    def believed(self, statement: Statement, kind: type) -> object:
        return believe(statement, kind, wire.public_key(self.booth.identity.office_key))

    def read(self, **changes: object) -> Bulletin:
        """The bulletin that is new."""
        bulletin = self.believed(self.told(**changes).bulletin, Bulletin)
        self.bulletin = bulletin.version
        return bulletin

    def cover(self, **changes: object) -> Letter | None:
        letter = self.told(**changes).letter
        return None if letter is None else self.believed(letter, Letter)

    def get(self, sha256: str, span: str = "") -> Answer:
        return self.booth.ask("GET", f"/v1/letters/{sha256}", headers={"Range": span} if span else {})

    def open(self, sealed: bytes) -> tuple[register_file.Header, list[list[str]]]:
        header, lines = register_file.unpack(register_file.unseal(sealed, str(self.key)))
        return header, list(lines)

    def take(self) -> list[list[str]]:
        """Fetch the letter and take it in."""
        cover = self.cover()
        header, lines = self.open(self.get(cover.sha256).body)
        assert (header.base, header.version, len(lines)) == (cover.base, cover.version, cover.rows)
        assert header.base in {0, self.register}
        self.register = header.version
        return lines


def reader(running: Running, *kecamatan: str) -> Reader:
    return Reader(running.booth(kecamatan=kecamatan or ("620205",)))


def take_in(running: Running, people, mode: Mode = Mode.ADD):
    return register_of(running).take_in(people, mode=mode, file="r.csv", now=running.clock())


def register_of(running: Running) -> Register:
    return Register(running.office.news._database)


@pytest.fixture
def office(serve):
    return serve()


@pytest.fixture
def baamang(office):
    return reader(office)


def limits(booth: Booth) -> int:
    return wire.decode(booth.ask("POST", "/v1/offer", b'{"manifests":[]}').body, wire.OfferAnswer).limits.news


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


def test_the_first_letter_holds_the_kecamatan_and_nobody_else(office, baamang):
    take_in(office, [*residents(range(50)), *residents(range(50, 60), KETAPANG)])
    lines = baamang.take()
    assert lines == [["r", *row] for row in residents(range(50))]
    assert baamang.told().letter is None
    assert baamang.told().bulletin is not None
    assert baamang.read().register == baamang.register


def test_a_delta_holds_what_changed(office, baamang):
    take_in(office, residents(range(50)))
    baamang.take()
    office.clock.pass_(days=1)
    changed, moved = resident(3, nama_lengkap="SITI BARU"), resident(4)
    moved[FIELDS.index("kode_wilayah")] = KETAPANG
    without = [row for row in residents(range(50)) if row[0] not in {changed[0], moved[0], resident(5)[0]}]
    taken = take_in(office, [*without, changed, moved, *residents(range(50, 53))], Mode.REPLACE)
    assert (taken.added, taken.changed, taken.removed) == (3, 2, 1)
    lines = baamang.take()
    assert sorted(lines) == sorted(
        [["d", moved[0]], ["d", resident(5)[0]], ["r", *changed], *(["r", *row] for row in residents(range(50, 53)))]
    )
    ketapang = reader(office, "620206")
    assert ketapang.take() == [["r", *moved]]


def test_changes_elsewhere_are_no_news_here(office, baamang):
    take_in(office, residents(range(50)))
    baamang.take()
    baamang.read()
    office.clock.pass_(days=1)
    take_in(office, residents(range(50, 60), KETAPANG))
    told = baamang.told()
    assert (told.bulletin, told.letter) == (None, None)


def test_who_comes_back_is_no_longer_gone(office, baamang):
    take_in(office, residents(range(50)))
    baamang.take()
    for people in (residents(range(1, 50)), residents(range(50))):
        office.clock.pass_(hours=1)
        take_in(office, people, Mode.REPLACE)
    assert baamang.take() == [["r", *resident(0)]]


def test_a_delta_larger_than_the_register_is_a_snapshot(office, baamang):
    take_in(office, residents(range(50)))
    baamang.take()
    office.clock.pass_(hours=1)
    take_in(office, residents(range(50), agama="2"))
    assert baamang.cover().base == 0
    assert len(baamang.take()) == 50


def test_national_states_come_with_the_residents(office, baamang):
    states = [[resident(n)[0], "CARD_ISSUED", "2026-11-20", "Sampit"] for n in (1, 2, 70)]
    taken = register_of(office).take_in_states(states, file="s.csv", now=office.clock())
    assert (taken.added, taken.total) == (3, 3)
    office.clock.pass_(hours=1)
    take_in(office, residents(range(50)))
    assert [line for line in baamang.take() if line[0] == "n"] == [["n", *states[0]], ["n", *states[1]]]
    office.clock.pass_(hours=1)
    newer = [[resident(2)[0], "DUPLICATE_RECORD", "2026-11-21", ""], [resident(1)[0], "PROCESSING", "2026-11-19", ""]]
    register_of(office).take_in_states(newer, file="s.csv", now=office.clock())
    assert baamang.take() == [["n", *newer[0]]]
    office.clock.pass_(hours=1)
    take_in(office, residents([70]))
    assert baamang.take() == [["r", *resident(70)], ["n", *states[2]]]


def test_another_kecamatan_means_everything_anew(office, baamang):
    take_in(office, [*residents(range(50)), *residents(range(50, 60), KETAPANG)])
    baamang.take()
    with office.office.database.write() as connection:
        connection.execute("UPDATE booths SET kecamatan = ?", ('["620205","620206"]',))
    office.clock.pass_(hours=1)
    take_in(office, residents([60]))
    assert baamang.cover().base == 0
    assert len(baamang.take()) == 61


def test_a_base_from_the_future_means_everything_anew(office, baamang):
    """The office was restored from a backup of before the booth got its register, and its bulletin."""
    take_in(office, residents(range(50)))
    future = int(office.clock().timestamp()) + 86400
    baamang.register = baamang.bulletin = future
    cover = baamang.cover()
    assert (cover.base, cover.rows) == (0, 50)
    assert cover.version > future
    assert baamang.read().version > future
    baamang.take()
    assert baamang.told().letter is None


def test_a_version_that_this_office_never_gave_is_no_base(office, baamang):
    take_in(office, residents(range(50)))
    office.clock.pass_(hours=1)
    take_in(office, residents([50]))
    baamang.register = int(office.clock().timestamp()) - 60
    assert baamang.cover().base == 0


def test_a_booth_that_was_away_for_more_than_a_year_gets_everything(office, baamang):
    take_in(office, residents(range(50)))
    baamang.take()
    office.clock.pass_(days=401)
    take_in(office, residents(range(1, 50)), Mode.REPLACE)
    assert baamang.cover().base == 0
    assert len(baamang.take()) == 49


def test_a_letter_is_of_one_moment(office, baamang, monkeypatch):
    """Residents are taken in while it is built: they come with the next one."""
    take_in(office, residents(range(50)))
    whole = register_file.pack

    def meanwhile(header, lines):
        office.clock.pass_(hours=1)
        take_in(office, residents(range(50, 60)))
        return whole(header, lines)

    with monkeypatch.context() as patched:
        patched.setattr(letters.register_file, "pack", meanwhile)
        cover = baamang.cover()
    baamang.get(cover.sha256)
    assert len(baamang.take()) == 50
    assert baamang.take() == [["r", *row] for row in residents(range(50, 60))]


def test_a_letter_is_built_once(office, baamang, monkeypatch):
    take_in(office, residents(range(50)))
    built = []
    whole = register_file.pack
    gate = threading.Event()

    def slow(header, lines):
        built.append(header)
        gate.wait(20)
        return whole(header, lines)

    monkeypatch.setattr(letters.register_file, "pack", slow)
    covers = []
    asking = [threading.Thread(target=lambda: covers.append(baamang.cover())) for _ in range(4)]
    for each in asking:
        each.start()
    assert office.ask("GET", "/v1/health").status == 200
    gate.set()
    for each in asking:
        each.join(20)
    assert len({cover.sha256 for cover in covers}) == 1
    assert len(covers) == 4
    assert len(built) == 1
    assert baamang.cover() == covers[0]
    assert len(built) == 1


def test_who_does_not_wait_is_told_when_it_is_there(office, baamang, monkeypatch, wait_for):
    take_in(office, residents(range(50)))
    gate = threading.Event()
    whole = register_file.pack
    monkeypatch.setattr("sync.office.news_api.BUILD_WAIT", 0.0)
    monkeypatch.setattr(letters.register_file, "pack", lambda *args: gate.wait(20) and whole(*args))
    told = baamang.told()
    assert told.letter is None
    assert told.bulletin is not None
    assert limits(baamang.booth) == told.news
    gate.set()
    wait_for(lambda: limits(baamang.booth) != told.news)
    assert baamang.told().letter is not None


def test_a_download_goes_on_where_it_broke_after_days_and_a_restart(serve, clock):
    first = serve()
    booth = reader(first)
    take_in(first, residents(range(500)))
    cover = booth.cover()
    half = cover.size // 2
    start = booth.get(cover.sha256, f"bytes=0-{half - 1}")
    assert (start.status, start.headers["content-range"]) == (206, f"bytes 0-{half - 1}/{cover.size}")
    first.stop()
    second = serve()
    booth.booth.at = second
    clock.pass_(days=6)
    take_in(second, residents(range(500, 510)))
    assert booth.cover() == cover
    rest = booth.get(cover.sha256, f"bytes={half}-")
    assert (rest.status, rest.headers["content-range"]) == (206, f"bytes {half}-{cover.size - 1}/{cover.size}")
    _, lines = booth.open(start.body + rest.body)
    assert len(lines) == 500
    booth.register = cover.version
    assert booth.take() == [["r", *row] for row in residents(range(500, 510))]
    assert [path.name for path in second.folder.letters.glob("*/*")] != [cover.sha256]


def test_a_letter_nobody_began_to_fetch_gives_way_to_the_newest(office, baamang):
    take_in(office, residents(range(50)))
    old = baamang.cover()
    office.clock.pass_(hours=1)
    take_in(office, residents([50]))
    new = baamang.cover()
    assert new.version > old.version
    answer = baamang.get(old.sha256)
    assert (answer.status, answer.code) == (404, "letter-replaced")
    assert len(baamang.take()) == 51


def test_a_letter_that_is_of_no_use_there_is_made_anew(office, baamang):
    """A booth that has every byte and still asks for it cannot open it, or cannot use it."""
    take_in(office, residents(range(50)))
    baamang.take()
    office.clock.pass_(days=1)
    take_in(office, residents([50]))
    cover = baamang.cover()
    baamang.get(cover.sha256)
    office.clock.pass_(hours=23)
    assert baamang.cover() == cover
    office.clock.pass_(hours=2)
    anew = baamang.cover()
    assert (anew.base, anew.version, anew.rows) == (0, cover.version, 51)
    assert len(baamang.take()) == 51


def test_old_letters_are_swept_when_the_office_opens(serve, clock):
    first = serve()
    booth = reader(first)
    take_in(first, residents(range(50)))
    cover = booth.cover()
    first.stop()
    path = first.folder.letters / booth.booth.id / cover.sha256
    half = path.with_name(f"{'0' * 64}.new")
    half.write_bytes(b"half")
    for each, days in ((path, 29), (half, 31)):
        then = clock().timestamp() - days * 86400
        os.utime(each, (then, then))
    second = serve()
    booth.booth.at = second
    assert (path.exists(), half.exists()) == (True, False)
    second.stop()
    clock.pass_(days=2)
    booth.booth.at = serve()
    assert not path.exists()
    assert booth.get(cover.sha256).code == "letter-replaced"
    assert len(booth.take()) == 50


def test_another_key_means_another_letter(office, baamang):
    take_in(office, residents(range(50)))
    old = baamang.cover()
    baamang.get(old.sha256)
    baamang.key = pyrage.x25519.Identity.generate()
    assert baamang.cover().recipient == str(baamang.key.to_public())
    assert len(baamang.take()) == 50
    assert baamang.get(old.sha256).code == "letter-replaced"


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


def test_letters_of_another_booth_are_not_there(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    other = reader(office)
    for sha256 in (cover.sha256, "0" * 64, "..", "x" * 64, cover.sha256.upper()):
        answer = other.get(sha256)
        assert answer.status == 404, answer
    assert other.get(cover.sha256).code == "letter-replaced"
    assert baamang.get(cover.sha256).status == 200


def test_only_booths_are_let_in(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    assert office.ask("GET", f"/v1/letters/{cover.sha256}").status == 401
    assert office.ask("POST", "/v1/news", b"{}").status == 401
    office.office.booths.revoke(baamang.booth.id, office.clock())
    assert baamang.ask().code == "booth-revoked"
    assert baamang.get(cover.sha256).status == 403


@pytest.mark.parametrize(
    ("span", "part"),
    [
        ("bytes=0-", slice(None)),
        ("bytes=5-", slice(5, None)),
        ("bytes=5-9", slice(5, 10)),
        ("bytes=0-0", slice(0, 1)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
        ("bytes=9-5", slice(None)),
        ("bytes=0-1,3-4", slice(None)),
        ("lines=5-9", slice(None)),
        ("bytes=x", slice(None)),
        ("bytes=-99999999", slice(None)),
    ],
)
def test_ranges(served, span, part):
    booth = shared_reader(served)
    cover = booth.cover()
    whole = booth.get(cover.sha256).body
    answer = booth.get(cover.sha256, span)
    assert answer.body == whole[part]
    assert len(whole) == cover.size
    assert answer.status == (200 if answer.body == whole else 206)
    assert ("content-range" in answer.headers) == (answer.status == 206)


@given(st.lists(st.text(max_size=20) | st.from_regex(r"bytes=[0-9]{0,3}-[0-9]{0,3}"), max_size=2), st.integers(1, 500))
def test_any_range_is_within_the_letter_or_refused(headers, size):
    with contextlib.suppress(Refused):
        span = news_api._span(headers, size)
        assert 0 <= span.start < span.stop <= size


@pytest.mark.parametrize("span", ["bytes={size}-", "bytes=-0", "bytes=999999999999999-"])
def test_a_range_beyond_the_end(served, span):
    booth = shared_reader(served)
    cover = booth.cover()
    answer = booth.get(cover.sha256, span.format(size=cover.size))
    assert (answer.status, answer.code) == (416, "range")
    assert answer.headers["content-range"] == f"bytes */{cover.size}"


def shared_reader(served: Running) -> Reader:
    booth = reader(served)
    if not register_of(served).kecamatan():
        take_in(served, residents(range(100)))
    return booth


@given(st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
@settings(max_examples=50, deadline=None)
def test_random_bodies_are_refused(served, body):
    answer = shared_booth(served).ask("POST", "/v1/news", body)
    assert answer.status in {200, 400}


@cache
def shared_booth(served: Running) -> Booth:
    """One for all examples."""
    return served.booth()


def test_versions_out_of_this_world_are_refused(served):
    booth = reader(served)
    for field_name in ("bulletin", "register"):
        assert booth.ask(**{field_name: 2**60}).code == "malformed"


def test_a_full_disk_while_a_letter_is_built(office, baamang, monkeypatch):
    take_in(office, residents(range(50)))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write_new", full)
        answer = baamang.ask()
    assert (answer.status, answer.code) == (503, "office-full")
    assert int(answer.headers["retry-after"]) > 0
    assert len(baamang.take()) == 50


def test_no_letter_eats_the_reserve(serve):
    office = serve(free=lambda _: 1000)
    booth = reader(office)
    take_in(office, residents(range(50)))
    assert booth.ask().code == "office-full"


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


def test_files_are_the_offices_alone(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    for path in (office.folder.register, office.folder.letters / baamang.booth.id / cover.sha256):
        assert path.stat().st_mode & 0o077 == 0
    assert resident(1)[0].encode() not in office.folder.ledger.read_bytes()
