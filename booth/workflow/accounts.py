"""Users of this booth: add, list, set a password, switch off. The store writes every change into the activity log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.store.users import NewUser
from booth.workflow.rights import Right, require

if TYPE_CHECKING:
    from booth.store.users import Role, User
    from booth.store.vault import Vault


class Accounts:
    """For supervisors and technicians (`NotAllowed` otherwise). Raises the store's `UserError`s."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def users(self) -> list[User]:
        """All users by login, those switched off too."""
        require(self._vault.user, Right.ACCOUNTS)
        return self._vault.users.list()

    def add(self, login: str, name: str, role: Role, password: str) -> User:
        """Add a user, or switch one on again. Raises `LoginInvalid`, `LoginTaken`, `PasswordTooShort`. Slow."""
        require(self._vault.user, Right.ACCOUNTS)
        return self._vault.users.add(NewUser(login, name, role, password))

    def reset_password(self, login: str, password: str) -> None:
        """Give somebody a new password. Raises `UserUnknown`, `PasswordTooShort`."""
        require(self._vault.user, Right.ACCOUNTS)
        self._vault.users.reset_password(login, password)

    def change_password(self, old: str, new: str) -> None:
        """One's own password: everybody may. Raises `LoginRefused`, `PasswordTooShort`."""
        self._vault.users.change_password(old, new)

    def disable(self, login: str) -> None:
        """Switch a user off. Raises `OwnLogin`, `UserUnknown`."""
        require(self._vault.user, Right.ACCOUNTS)
        self._vault.users.disable(login)
