"""What the office says, taken in at the booth: whole or not at all, and nothing that is not the office's word to it."""

from __future__ import annotations

from dataclasses import replace

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booth.domain.resident import FIELD_NAMES
from booth.workflow import letters, news
from booth.workflow.booth import SEAL_KEY
from booth.workflow.news import Moment, national_state, news_waiting, take_in_news
from booth.workflow.register_import import Mode, Register, take_in
from sync import inbox
from sync.news import BoothKey
from sync.statements import believe
from tests.unit.workflow.office_news import NEW, SECOND, lies, line, named, national, register
from tests.unit.workflow.stage import REGISTER, RESIDENT


@pytest.fixture(autouse=True)
def vault(login):
    """The technician's, whose login tells the office the key of this booth."""
    return login("tek").vault


def test_the_first_login_tells_the_office_the_key(booth, login, vault):
    statement, key = inbox.read_key(booth.folder)
    seal_key = Ed25519PrivateKey.from_private_bytes(vault.settings.get(SEAL_KEY))
    assert believe(statement, BoothKey, seal_key.public_key()) == key
    assert key.booth == booth.identity.booth
    secret = vault.settings.get(news.LETTERS_KEY).decode()
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == key.recipient
    for path in booth.folder.rglob("*"):  # the key itself lies in the vault alone
        assert not path.is_file() or secret.encode() not in path.read_bytes()
    login("ani")
    assert inbox.read_key(booth.folder)[0] == statement


@pytest.mark.parametrize("left", [b"", b"{}", None])
def test_a_key_file_that_is_damaged_or_gone_is_written_again(booth, login, vault, left):
    path = booth.folder / "identity" / "recipient.json"
    key = inbox.read_key(booth.folder)[1].recipient
    path.unlink() if left is None else path.write_bytes(left)
    login("ani")
    assert inbox.read_key(booth.folder)[1].recipient == key


def test_nothing_came(booth, vault):
    assert not news_waiting(booth)
    assert take_in_news(booth, vault) is None


def test_a_whole_register_takes_the_place_of_the_old_one(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT), line(NEW), national(SECOND.nik)])
    assert news_waiting(booth)
    shares = []
    taken = take_in_news(booth, vault, told=shares.append)
    assert (taken.version, taken.residents, taken.letters, taken.skipped) == (7, 2, 1, 0)
    assert register(vault) == named(RESIDENT, NEW)
    assert vault.residents.search("contoh baru") == [NEW]
    assert national_state(vault, SECOND.nik).place == "Mentawa Baru Ketapang"
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    entry = next(row for row in vault.audit.recent(5) if row.event == "register.received")
    assert (entry.actor, entry.subject, entry.detail["rows"]) == ("tek", "7", 3)
    assert lies(booth) == []
    assert inbox.taken(booth.outbox).number == 7
    assert not news_waiting(booth)
    assert take_in_news(booth, vault) is None


def test_any_login_may_take_it_in(booth, login, writer):
    writer.letter(7, lines=[line(NEW)])
    vault = login("ani").vault
    assert take_in_news(booth, vault).residents == 1
    assert vault.audit.recent(1)[0].actor == "ani"


def test_changes_are_put_in_and_whoever_left_is_gone(booth, vault, writer):
    writer.letter(7, lines=[*map(line, REGISTER), national(RESIDENT.nik), national(SECOND.nik)])
    take_in_news(booth, vault)
    moved = replace(RESIDENT, nama_lengkap="CONTOH PINDAH")
    writer.letter(9, 7, [line(moved), ["d", SECOND.nik], line(NEW), national(NEW.nik, "PROCESSING")])
    taken = take_in_news(booth, vault, moment=Moment.WORKING)
    assert (taken.version, taken.letters) == (9, 1)
    assert register(vault) == named(moved, NEW, *REGISTER[2:])
    assert national_state(vault, SECOND.nik) is None
    assert national_state(vault, NEW.nik).word == "PROCESSING"
    assert national_state(vault, RESIDENT.nik).word == "CARD_ISSUED"


def test_the_last_word_on_each_counts(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT), line(SECOND)])
    take_in_news(booth, vault)
    back, gone = replace(SECOND, alamat="JL. BARU"), NEW
    changes = [["d", SECOND.nik], line(back), line(gone), national(gone.nik), ["d", gone.nik], national(RESIDENT.nik)]
    writer.letter(8, 7, changes)
    take_in_news(booth, vault)
    assert vault.residents.get(SECOND.nik) == back
    assert vault.residents.get(gone.nik) is None
    assert national_state(vault, gone.nik) is None
    assert national_state(vault, RESIDENT.nik) is not None


def test_a_snapshot_forgets_states_that_it_does_not_name(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT), national(RESIDENT.nik)])
    take_in_news(booth, vault)
    writer.letter(8, lines=[line(RESIDENT)])
    take_in_news(booth, vault)
    assert national_state(vault, RESIDENT.nik) is None


def test_more_states_than_are_put_at_once(booth, vault, writer, monkeypatch):
    monkeypatch.setattr(letters, "_BATCH", 3)
    several = [national(f"620205450785{n:04}") for n in range(8)]
    writer.letter(7, lines=[*several[:5], line(RESIDENT), *several[5:]])
    take_in_news(booth, vault)
    assert vault.national.count() == 8
    assert register(vault) == named(RESIDENT)


def test_letters_of_weeks_are_taken_in_one_after_another(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT)])
    writer.letter(8, 7, [line(SECOND)])
    writer.letter(10, 8, [line(NEW)])
    taken = take_in_news(booth, vault)
    assert (taken.version, taken.letters) == (10, 3)
    assert register(vault) == named(RESIDENT, SECOND, NEW)


def test_what_a_newer_whole_register_replaces_is_passed_over(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT)])
    writer.letter(8, 7, [line(SECOND)])
    writer.letter(9, lines=[line(NEW)])
    taken = take_in_news(booth, vault)
    assert (taken.version, taken.letters) == (9, 1)
    assert register(vault) == named(NEW)
    assert lies(booth) == []


def test_a_letter_that_was_taken_in_before_is_only_deleted(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT)], hour=5)
    take_in_news(booth, vault)
    vault.residents.upsert_many([NEW])
    writer.letter(7, lines=[line(RESIDENT)], hour=5)
    writer.letter(6, 5, [line(SECOND)], hour=4)
    assert take_in_news(booth, vault) is None
    assert register(vault) == named(RESIDENT, NEW)
    assert lies(booth) == []


def test_an_office_that_was_restored_gives_a_lower_version_later(booth, vault, writer):
    writer.letter(70, lines=[line(RESIDENT)])
    take_in_news(booth, vault)
    writer.letter(60, lines=[line(NEW)])
    assert take_in_news(booth, vault).version == 60
    assert register(vault) == named(NEW)
    writer.letter(61, 60, [line(SECOND)])
    assert take_in_news(booth, vault).version == 61


def test_an_old_whole_register_that_is_played_back_is_not_taken_in(booth, vault, writer):
    writer.letter(60, lines=[line(NEW)], hour=4)
    take_in_news(booth, vault)
    writer.letter(50, lines=[line(RESIDENT)], hour=3)
    assert take_in_news(booth, vault) is None
    assert register(vault) == named(NEW)


# Lines that the rules do not allow, and what was done here.


def test_a_line_that_cannot_be_read_keeps_nobody_else_out(booth, vault, writer):
    odd = [line(replace(RESIDENT, jenis_kelamin="9")), line(replace(NEW, nik="6202054507859999", agama="99"))]
    writer.letter(7, lines=[*odd, line(SECOND)])
    taken = take_in_news(booth, vault)
    assert taken.skipped == 2
    assert register(vault) == named(RESIDENT, SECOND)  # who was here stays as before


def test_dates_as_people_write_them_and_columns_of_a_newer_office(booth, vault, writer):
    fields = ("weather", *reversed(FIELD_NAMES))
    row = NEW.to_row()
    writer.letter(7, lines=[["r", "hujan", *(row[name] for name in reversed(FIELD_NAMES))]], fields=fields)
    assert take_in_news(booth, vault).skipped == 0
    assert vault.residents.get(NEW.nik) == NEW


def test_whoever_was_recorded_here_stays_recorded_and_drafts_stay(booth, vault, writer, login):
    vault.residents.mark_recorded(RESIDENT.nik)
    desk = login("ani")
    draft = desk.start(desk.look(SECOND.nik))
    assert draft is not None
    vault._database.run(
        "INSERT INTO recordings SELECT 'x', nik, nama_lengkap, tanggal_lahir, kode_wilayah, '2016-09-05', 8, 'ani',"
        " '2016-09-05T01:00:00.000Z', '', 0, 1.0, 0, 0, 'pending', '', '' FROM residents WHERE nik = ?",
        (RESIDENT.nik,),
    )
    writer.letter(7, lines=[line(RESIDENT), line(NEW)])
    take_in_news(booth, vault)
    writer.letter(8, 7, [line(replace(RESIDENT, alamat="JL. BARU"))])
    take_in_news(booth, vault)
    assert vault.residents.get(RESIDENT.nik).recorded_before
    assert vault.residents.get(RESIDENT.nik).alamat == "JL. BARU"
    assert [each.resident.nik for each in desk.drafts()] == [SECOND.nik]


def test_a_register_from_a_file_asks_for_the_whole_one_again(booth, vault, writer, login):
    writer.letter(7, lines=[line(RESIDENT)])
    take_in_news(booth, vault)
    take_in(vault, Register((NEW,)), mode=Mode.ADD, sha256="")
    assert news._have(vault).number == 7
    take_in(vault, Register((NEW,)), mode=Mode.REPLACE, sha256="")
    login("ani")
    assert inbox.taken(booth.outbox).number == 0


# When somebody works.


def test_a_whole_register_waits_until_nobody_works(booth, vault, writer):
    before = register(vault)
    writer.letter(7, lines=[line(NEW)])
    taken = take_in_news(booth, vault, moment=Moment.WORKING)
    assert taken.later
    assert register(vault) == before
    assert not news_waiting(booth)  # it was seen; nobody is asked again and again
    writer.letter(8, 7, [line(SECOND)])
    assert take_in_news(booth, vault, moment=Moment.WORKING).later
    assert take_in_news(booth, vault).version == 8


def test_many_changes_wait_too(booth, vault, writer, monkeypatch):
    monkeypatch.setattr(news, "MOST_AT_WORK", 2)
    writer.letter(7, lines=[line(RESIDENT)])
    take_in_news(booth, vault)
    writer.letter(8, 7, [line(SECOND), line(NEW), national(NEW.nik)])
    assert take_in_news(booth, vault, moment=Moment.WORKING).later
    assert take_in_news(booth, vault).version == 8


# Any letters in any order come to what a plain reading of them says.

people = st.integers(0, 5).map(lambda n: replace(RESIDENT, nik=f"620205450785{n + 10:04}"))
lines = st.one_of(
    people.map(line),
    st.tuples(people, st.sampled_from(["SITI", "ALI"])).map(lambda p: line(replace(p[0], nama_lengkap=p[1]))),
    people.map(lambda person: ["d", person.nik]),
    st.tuples(people, st.sampled_from(["PROCESSING", "CARD_ISSUED"])).map(lambda p: national(p[0].nik, p[1])),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(said=st.lists(st.lists(lines, max_size=8), min_size=1, max_size=4), whole=st.sets(st.integers(0, 3)))
def test_letters_come_to_what_they_say(booth, vault, writer, said, whole):
    version = news._have(vault).number
    names, states = {}, {}
    for number, changes in enumerate(said):
        version += 1
        if number == 0 or number in whole:
            names, states, base = {}, {}, 0
            # An office names each resident once, and nobody who left.
            changes = list({tuple(each[:2]): each for each in changes if each[0] != "d"}.values())  # noqa: PLW2901
        else:
            base = version - 1
        for each in changes:
            if each[0] == "r":
                names[each[1]] = each[3]
            elif each[0] == "d":
                names.pop(each[1], None)
                states.pop(each[1], None)
            else:
                states[each[1]] = each[2]
        writer.letter(version, base, changes, hour=1)
    take_in_news(booth, vault)
    assert register(vault) == set(names.items())
    assert dict(vault._database.tuples("SELECT nik, state FROM national")) == states
