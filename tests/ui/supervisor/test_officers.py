"""Officers: add, new password, switch off and on; the rules are said where they are broken."""

from __future__ import annotations

import pytest

from booth.store.users import Role
from booth.ui.account_panels import proposed_login
from tests.ui.supervisor.stage import Window
from tests.unit.workflow.stage import PASSWORD


@pytest.fixture
def officers(window: Window) -> Window:
    window.press("Ctrl+4")
    window.wait("Petugas", "siap")
    return window


def fill_new(window: Window, name: str, password: str, again: str = "") -> None:
    """Enter goes from field to field; the login is proposed."""
    window.press("F4")
    window.type(name)
    window.press("Return")
    window.type(password)
    window.press("Return")
    window.type(again or password)
    window.press("Return")


def test_who_can_log_in(officers: Window):
    assert officers.ids() == ["ani", "sri", "tek"]
    assert "sri · Penyelia · Anda sendiri" in officers.rows()[1]
    assert "3 orang bisa masuk" in officers.screen.subtitle()


def test_somebody_new_can_log_in(officers: Window):
    fill_new(officers, "budi", "sangat-rahasia")
    officers.until(lambda: "budi" in officers.ids())
    assert officers.marked == "budi"
    assert "budi kini bisa masuk sebagai “budi”." in officers.texts()
    user = officers.station.desk.vault.users.get("budi")
    assert user is not None
    assert (user.role, user.active) == (Role.OPERATOR, True)
    officers.log_out()
    officers.log_in("budi", "sangat-rahasia")
    assert officers.station.desk.user.login == "budi"


def test_two_different_passwords(officers: Window):
    fill_new(officers, "budi", "sangat-rahasia", "sangat-rahasla")
    assert "Kedua kata sandi tidak sama" in officers.texts()
    assert officers.screen.panel is not None
    officers.type("sangat-rahasia")
    officers.press("Return")
    officers.type("sangat-rahasia")
    officers.press("Return")
    officers.until(lambda: officers.screen.panel is None)
    officers.until(lambda: "budi" in officers.ids())


def test_a_short_password_is_refused_in_the_form(officers: Window):
    fill_new(officers, "budi", "abc")
    officers.until(lambda: "Kata sandi" in officers.texts() and "karakter" in officers.texts())
    assert officers.screen.panel is not None
    officers.press("Escape")
    assert "budi" not in officers.ids()


def test_a_login_that_is_taken(officers: Window):
    fill_new(officers, "ani", "sangat-rahasia")
    officers.until(lambda: "sudah dipakai" in officers.texts())
    assert officers.screen.panel is not None


def test_switching_off_and_on_again(officers: Window):
    officers.press("F8")
    assert "Nonaktifkan Ani (ani)?" in officers.texts()
    officers.press("Return")
    officers.until(lambda: officers.ids() == ["sri", "tek", "ani"])
    assert "nonaktif" in officers.rows()[2]
    assert "Nama masuk sudah nonaktif." in officers.texts()
    officers.press("End")
    assert not officers.action("off").enabled
    officers.press("Return")
    officers.type("baru-rahasia-1")
    officers.press("Return")
    officers.type("baru-rahasia-1")
    officers.press("Return")
    officers.until(lambda: officers.ids() == ["ani", "sri", "tek"])


def test_nobody_switches_off_their_own_login(officers: Window):
    officers.press("Down")
    assert officers.marked == "sri"
    assert not officers.action("off").enabled


def test_a_new_password_for_somebody(officers: Window):
    officers.press("Return")
    officers.type("baru-rahasia-1")
    officers.press("Return")
    officers.type("baru-rahasia-1")
    officers.press("Return")
    officers.until(lambda: "Kata sandi sudah diganti." in officers.texts())
    officers.log_out()
    officers.log_in("ani", "baru-rahasia-1")


def test_ones_own_password_needs_the_old_one(officers: Window):
    officers.press("F6")
    for text in ("salah-salah", "baru-rahasia-1", "baru-rahasia-1"):
        officers.type(text)
        officers.press("Return")
    officers.until(lambda: "salah" in officers.texts())
    officers.press("Escape", "F6")
    for text in (PASSWORD, "baru-rahasia-1", "baru-rahasia-1"):
        officers.type(text)
        officers.press("Return")
    officers.until(lambda: "Kata sandi sudah diganti." in officers.texts())


@pytest.mark.parametrize(
    ("name", "login"),
    [("Siti Rahmah", "siti"), ("  José  Ñuñez", "jose"), ("M. Yusuf", "m"), ("'Abd", "abd"), ("李", ""), ("", "")],
)
def test_the_login_that_is_proposed(name: str, login: str):
    assert proposed_login(name) == login
