"""The bulletin at the booth: closed logins, settings that the office decides, counts, notices."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from booth.domain.national import NationalRecord
from booth.store.errors import LoginRefused
from booth.store.keys import KeyRing
from booth.store.users import NewUser, Role
from booth.workflow.errors import LoginClosed
from booth.workflow.news import decided, news_waiting, notices, office_word, other_counts, take_in_news, unlock_screen
from sync import bulletins, wire
from sync.news import BoothSettings, Notice, OtherCount
from tests.unit.sync import letters
from tests.unit.workflow.stage import PASSWORD, RESIDENT


def test_before_the_office_said_anything(booth):
    assert office_word(booth) is None
    assert decided(booth) == booth.settings
    assert other_counts(booth, date(2016, 9, 5)) == ()
    assert notices(booth, date(2016, 9, 5)) == ()


# Closed logins.


def slots(booth):
    return KeyRing(booth.folder / "vault.keys", booth.clock).logins()


def test_a_closed_login_is_told_so_after_the_right_password(booth, writer, login):
    writer.bulletin(1, closed_logins=("ani",))
    with pytest.raises(LoginRefused):
        booth.login("ani", "salah-salah")
    with pytest.raises(LoginClosed) as caught:
        booth.login(" Ani ", PASSWORD)
    assert caught.value.params == {"login": "ani"}
    vault = login("tek").vault
    assert not vault.users.get("ani").active
    assert "ani" not in slots(booth)
    assert [(row.event, row.actor, row.subject) for row in vault.audit.recent(5) if row.event == "user.closed"] == [
        ("user.closed", "ani", "ani")
    ]


def test_strangers_hear_the_same_of_every_login(booth, writer, login):
    writer.bulletin(1, closed_logins=("ani",))
    take_in_news(booth, login("tek").vault)
    heard = set()
    for name in ("ani", "nobody", "sri"):
        with pytest.raises(LoginRefused) as caught:
            booth.login(name, "salah-salah")
        heard.add((caught.value.text, caught.value.wait))
    assert len(heard) == 1


def test_whoever_logs_in_switches_off_what_the_office_closed(booth, writer, login):
    desk = login("ani")
    writer.bulletin(1, closed_logins=("SRI ", "nobody", "ani"))
    assert news_waiting(booth)
    taken = take_in_news(booth, desk.vault)
    assert taken.closed == ("sri",)
    assert not desk.vault.users.get("sri").active
    assert desk.vault.users.get("ani").active  # at work: the next login refuses it
    assert slots(booth) == {"ani", "tek"}
    with pytest.raises(LoginRefused):  # also as a second person's password
        desk.vault.users.authenticate("sri", PASSWORD)
    assert not news_waiting(booth)
    assert take_in_news(booth, desk.vault) is None
    with pytest.raises(LoginClosed):
        booth.login("ani", PASSWORD)


def test_a_locked_screen_stays_locked_for_a_login_closed_meanwhile(booth, writer, login):
    desk = login("ani")
    unlock_screen(booth, desk, PASSWORD)
    writer.bulletin(1, closed_logins=("ani",))
    with pytest.raises(LoginRefused):
        unlock_screen(booth, desk, "salah-salah")
    with pytest.raises(LoginClosed):
        unlock_screen(booth, desk, PASSWORD)


def test_other_doors_to_the_vault_are_closed_too(booth, writer):
    writer.bulletin(1, closed_logins=("sri",))
    with pytest.raises(LoginClosed):
        booth.unlock_vault("sri", PASSWORD)


def test_the_last_technician_stays_until_there_is_another(booth, writer, login):
    writer.bulletin(1, closed_logins=("tek",))
    vault = login("tek").vault
    supervisor = login("sri").vault
    taken = take_in_news(booth, supervisor)
    assert (taken.closed, taken.last) == ((), ("tek",))
    assert vault.users.get("tek").active
    supervisor.users.add(NewUser("baru", "Baru", Role.TECHNICIAN, PASSWORD))
    assert take_in_news(booth, supervisor).closed == ("tek",)
    with pytest.raises(LoginRefused):
        booth.login("tek", PASSWORD)
    booth.login("baru", PASSWORD).close()


def test_two_technicians_who_are_all_there_are_stay_both(booth, writer, login):
    login("tek").vault.users.add(NewUser("dua", "Dua", Role.TECHNICIAN, PASSWORD))
    writer.bulletin(1, closed_logins=("tek", "dua"))
    booth.login("dua", PASSWORD).close()
    booth.login("tek", PASSWORD).close()


def test_a_login_that_is_given_anew_is_closed_again_while_the_office_says_so(booth, writer, login):
    writer.bulletin(1, closed_logins=("ani",))
    vault = login("tek").vault
    take_in_news(booth, vault)
    vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
    with pytest.raises(LoginClosed):
        booth.login("ani", PASSWORD)
    writer.bulletin(2)
    vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
    booth.login("ani", PASSWORD).close()


def test_a_bulletin_that_is_not_the_office_s_closes_nobody(booth, writer, login):
    forged = letters.bulletin(
        9, key=Ed25519PrivateKey.generate(), booth=booth.identity.booth, closed_logins=("ani", "sri", "tek")
    )
    booth.outbox.set_note(bulletins.NOTE, wire.encode(forged))
    login("ani")
    assert office_word(booth) is None


# Settings.


def test_what_the_office_decides_holds_and_the_booth_s_own_otherwise(booth, writer, login):
    writer.bulletin(1, settings=BoothSettings(target=140, duplicate_days=3))
    assert (decided(booth).daily_target, decided(booth).duplicate_days) == (140, 3)
    assert booth.count().target == 140
    desk = login("ani")
    assert desk.settings.duplicate_days == 3
    assert desk.supervision.report(desk.day()).count.target == 140
    assert booth.settings.daily_target == 100  # what booth.toml says is not touched
    writer.bulletin(2, settings=BoothSettings(target=0))
    assert (decided(booth).daily_target, decided(booth).duplicate_days) == (100, 7)


def test_no_days_of_templates_are_a_decision_too(booth, writer, login):
    writer.bulletin(1, settings=BoothSettings(duplicate_days=0))
    assert login("ani").settings.duplicate_days == 0


# Counts and notices.


def test_counts_of_other_booths_on_a_day(booth, writer, office):
    def count(name, day, recordings, label=""):
        return OtherCount(booth=name, name=label or name, day=day, recordings=recordings)

    writer.bulletin(
        1,
        counts=(
            count("mentawa-1", "2016-09-05", 31, "Mentawa"),
            count("kantor-1", "2016-09-05", 83, "Kantor"),
            count("kantor-1", "2016-09-04", 90, "Kantor"),
            count(office.identity.booth, "2016-09-05", 12),
        ),
    )
    assert [(each.name, each.recordings) for each in other_counts(booth, date(2016, 9, 5))] == [
        ("Kantor", 83),
        ("Mentawa", 31),
    ]


def test_notices_that_still_hold_the_gravest_first(booth, writer):
    def notice(name, at, **changes):
        return Notice(id=name, at=f"2016-09-0{at}T00:00:00.000Z", text=name, **changes)

    writer.bulletin(
        1,
        notices=(
            notice("old", 1, until="2016-09-04"),
            notice("today", 2, until="2016-09-05"),
            notice("for ever", 3),
            notice("care", 1, level="care"),
        ),
    )
    assert [each.id for each in notices(booth, date(2016, 9, 5))] == ["care", "for ever", "today"]


# National states before capture.


@pytest.mark.parametrize(
    ("word", "code", "blocking"),
    [
        ("CARD_ISSUED", "ALREADY_RECORDED", True),
        ("SEARCH_FAILURE_AT_CENTRAL", "ALREADY_RECORDED", True),
        ("DUPLICATE_RECORD_ONE_TO_ONE", "ALREADY_RECORDED", True),
        ("ENROLL_FAILURE_AT_CENTRAL", "FAILED_ELSEWHERE", False),
    ],
)
def test_whoever_was_recorded_elsewhere_is_told_where_and_when(login, word, code, blocking):
    desk = login("ani")
    desk.vault.national.put([NationalRecord(RESIDENT.nik, word, "2016-08-31", "Mentawa Baru Ketapang")])
    looked = desk.look(RESIDENT.nik)
    assert looked.national.word == word
    (notice,) = looked.notices
    assert (notice.code, looked.blocking) == (code, blocking)
    assert "Mentawa Baru Ketapang" in notice.text
    assert "31-08-2016" in notice.text


@pytest.mark.parametrize("word", ["UNREGISTERED", "A_WORD_OF_TOMORROW"])
def test_a_state_that_says_nothing_of_a_recording_stops_nobody(login, word):
    desk = login("ani")
    desk.vault.national.put([NationalRecord(RESIDENT.nik, word, "", "")])
    assert desk.look(RESIDENT.nik).notices == ()
    desk.vault.national.put([NationalRecord("6202054507850006", "A_WORD_OF_TOMORROW", "", "")])
    assert desk.look("6202054507850006").blocking  # the register's own word still holds
