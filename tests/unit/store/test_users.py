"""Users: who may add, change and disable whom, and what the log says of it."""

from __future__ import annotations

import pytest

from booth.store import (
    LoginInvalid,
    LoginRefused,
    LoginTaken,
    NewUser,
    NotAllowed,
    OwnLogin,
    PasswordTooShort,
    Role,
    User,
    UserUnknown,
    Vault,
)

BUDI = NewUser("budi", "Budi Santoso", Role.OPERATOR, "sandi-budi-1")
SARI = NewUser("sari", "Sari Dewi", Role.SUPERVISOR, "sandi-sari-1")


@pytest.fixture
def login(vault, clock):
    """Opens the same vault as somebody else, beside the technician's."""
    opened = []

    def unlock(login, password):
        opened.append(Vault.unlock(vault.folder, login, password, clock=clock))
        return opened[-1]

    yield unlock
    for each in opened:
        each.close()


def test_an_added_user_can_log_in(vault, login):
    assert vault.users.add(BUDI) == User("budi", "Budi Santoso", Role.OPERATOR)
    assert login("budi", "sandi-budi-1").user == User("budi", "Budi Santoso", Role.OPERATOR)
    assert [user.login for user in vault.users.list()] == ["budi", "teknisi"]
    assert vault.users.get("siapa") is None


def test_an_operator_manages_nobody(vault, login):
    vault.users.add(BUDI)
    users = login("budi", "sandi-budi-1").users
    for call in (
        lambda: users.add(SARI),
        lambda: users.disable("teknisi"),
        lambda: users.reset_password("teknisi", "sandi-lain-9"),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_supervisor_does(vault, login):
    vault.users.add(SARI)
    login("sari", "sandi-sari-1").users.add(BUDI)
    assert login("budi", "sandi-budi-1").user.name == "Budi Santoso"


@pytest.mark.parametrize("name", ["", "a", "1budi", "bu di", "budi'", "x" * 33, "büdi", "../etc"])
def test_a_login_must_be_one(vault, name):
    with pytest.raises(LoginInvalid):
        vault.users.add(NewUser(name, "Budi", Role.OPERATOR, "sandi-budi-1"))
    assert len(vault.users.list()) == 1


def test_a_login_is_taken_once_whatever_its_capitals(vault, login):
    vault.users.add(BUDI)
    with pytest.raises(LoginTaken):
        vault.users.add(NewUser("BUDI", "Lain", Role.TECHNICIAN, "sandi-lain-9"))
    assert login("budi", "sandi-budi-1").user.role is Role.OPERATOR


def test_a_short_password_adds_nobody(vault):
    with pytest.raises(PasswordTooShort) as caught:
        vault.users.add(NewUser("budi", "Budi", Role.OPERATOR, "1234567"))
    assert caught.value.params == {"least": 8}
    assert vault.users.get("budi") is None


def test_a_disabled_user_cannot_log_in_and_can_be_added_again(vault, login):
    vault.users.add(BUDI)
    vault.users.disable("budi")
    assert not vault.users.get("budi").active
    with pytest.raises(LoginRefused):
        login("budi", "sandi-budi-1")
    with pytest.raises(UserUnknown):
        vault.users.disable("budi")
    with pytest.raises(UserUnknown):
        vault.users.reset_password("budi", "sandi-lain-9")
    vault.users.add(NewUser("budi", "Budi Baru", Role.SUPERVISOR, "sandi-baru-9"))
    assert login("budi", "sandi-baru-9").user == User("budi", "Budi Baru", Role.SUPERVISOR)


def test_nobody_disables_themselves(vault):
    with pytest.raises(OwnLogin):
        vault.users.disable("teknisi")


def test_changing_ones_own_password(vault, login):
    vault.users.change_password("kata-sandi-1", "kata-sandi-baru")
    assert login("teknisi", "kata-sandi-baru").user == vault.user
    with pytest.raises(LoginRefused):
        vault.users.change_password("kata-sandi-1", "kata-sandi-lain")
    with pytest.raises(PasswordTooShort):
        vault.users.change_password("kata-sandi-baru", "pendek")
    assert login("teknisi", "kata-sandi-baru")


def test_giving_somebody_a_new_password(vault, login):
    vault.users.add(BUDI)
    for _ in range(5):
        with pytest.raises(LoginRefused):
            login("budi", "lupa-lupa")
    vault.users.reset_password("budi", "sandi-baru-9")
    assert login("budi", "sandi-baru-9").user.login == "budi"
    with pytest.raises(UserUnknown):
        vault.users.reset_password("siapa", "sandi-baru-9")


def test_confirming_with_ones_own_password_while_another_is_logged_in(vault):
    vault.users.add(SARI)
    assert vault.users.authenticate(" Sari", "sandi-sari-1").role is Role.SUPERVISOR
    for name, password in (("sari", "salah-salah"), ("siapa", "sandi-sari-1")):
        with pytest.raises(LoginRefused):
            vault.users.authenticate(name, password)


def test_every_change_is_in_the_log_without_a_password(vault):
    vault.users.add(BUDI)
    vault.users.reset_password("budi", "sandi-baru-9")
    vault.users.disable("budi")
    vault.users.change_password("kata-sandi-1", "kata-sandi-baru")
    rows = vault.audit.recent()
    assert [(row.event, row.actor, row.subject) for row in reversed(rows)] == [
        ("vault.created", "teknisi", ""),
        ("user.added", "teknisi", "budi"),
        ("user.password_reset", "teknisi", "budi"),
        ("user.disabled", "teknisi", "budi"),
        ("user.password_changed", "teknisi", "teknisi"),
    ]
    assert "sandi" not in repr(rows)


def test_a_password_is_not_shown_by_accident():
    assert "sandi-budi-1" not in repr(BUDI)
