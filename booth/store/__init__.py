"""The data of a booth at rest: the only package with SQL for booth data.

Names are fetched from their rooms when they are first asked for: the login stands on the screen before the database
libraries are loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from booth.store.audit import Audit, AuditRow
    from booth.store.drafts import Capture, CaptureKind, Draft, Drafts
    from booth.store.errors import (
        AlreadyThere,
        AuditBroken,
        DiskFaulty,
        DiskFull,
        LoginInvalid,
        LoginRefused,
        LoginTaken,
        NotAllowed,
        NotFound,
        OwnLogin,
        PasswordTooShort,
        StoreError,
        UserError,
        UserUnknown,
        VaultBusy,
        VaultClosed,
        VaultDamaged,
        VaultExists,
        VaultMissing,
        VaultNewer,
        VaultReadOnly,
    )
    from booth.store.instants import Clock
    from booth.store.keys import Cost
    from booth.store.recordings import HourCount, Recording, Recordings
    from booth.store.residents import Residents
    from booth.store.selftests import SelfTests, StoredTest
    from booth.store.settings import Settings
    from booth.store.templates import StoredTemplate, Templates
    from booth.store.users import NewUser, Role, User, Users
    from booth.store.vault import Vault

__all__ = [
    "AlreadyThere",
    "Audit",
    "AuditBroken",
    "AuditRow",
    "Capture",
    "CaptureKind",
    "Clock",
    "Cost",
    "DiskFaulty",
    "DiskFull",
    "Draft",
    "Drafts",
    "HourCount",
    "LoginInvalid",
    "LoginRefused",
    "LoginTaken",
    "NewUser",
    "NotAllowed",
    "NotFound",
    "OwnLogin",
    "PasswordTooShort",
    "Recording",
    "Recordings",
    "Residents",
    "Role",
    "SelfTests",
    "Settings",
    "StoreError",
    "StoredTemplate",
    "StoredTest",
    "Templates",
    "User",
    "UserError",
    "UserUnknown",
    "Users",
    "Vault",
    "VaultBusy",
    "VaultClosed",
    "VaultDamaged",
    "VaultExists",
    "VaultMissing",
    "VaultNewer",
    "VaultReadOnly",
]

_ROOMS = (
    "audit",
    "drafts",
    "errors",
    "instants",
    "keys",
    "recordings",
    "residents",
    "selftests",
    "settings",
    "templates",
    "users",
    "vault",
)


def __getattr__(name: str) -> object:
    if name in __all__:
        for room in _ROOMS:
            found = vars(import_module(f"{__name__}.{room}")).get(name)
            if found is not None:
                return found
    raise AttributeError(name)
