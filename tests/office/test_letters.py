"""What a letter holds: the residents of a booth's kecamatan, whole or what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync import register_file
from sync.office import letters
from sync.office.register import Mode
from sync.office.register_schema import FIELDS
from tests.office.people import KETAPANG, resident, residents
from tests.office.reader import reader, register_of, take_in

if TYPE_CHECKING:
    pass


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
