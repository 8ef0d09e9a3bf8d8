"""Who may do what: one table of roles and rights."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from booth.store.users import Role
from booth.workflow.errors import NotAllowed
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.store.users import User


class Right(Enum):
    RECORD = "record"  # search residents, record, park, discard, print proofs
    SUPERVISE = "supervise"  # approve, send back, send refused packets again
    CARRY = "carry"  # recordings to the office on a stick, and back what the office wrote
    TEST = "test"  # test devices, change settings, import the register
    ACCOUNTS = "accounts"  # add and disable users, set passwords


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OPERATOR: frozenset({Right.RECORD}),
    Role.SUPERVISOR: frozenset({Right.SUPERVISE, Right.CARRY, Right.ACCOUNTS}),
    Role.TECHNICIAN: frozenset({Right.TEST, Right.CARRY, Right.ACCOUNTS}),
}


def may(user: User, right: Right) -> bool:
    return right in RIGHTS[user.role]


def require(user: User, right: Right) -> None:
    """Raises `NotAllowed` unless the user's role has `right`."""
    if not may(user, right):
        raise NotAllowed(right.value, role=tr(user.role.label))
