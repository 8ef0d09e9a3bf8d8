"""Who may do what."""

from __future__ import annotations

import pytest

from booth.store.users import Role, User
from booth.workflow.errors import NotAllowed
from booth.workflow.rights import RIGHTS, Right, may, require


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.OPERATOR, {Right.RECORD}),
        (Role.SUPERVISOR, {Right.SUPERVISE, Right.CARRY, Right.ACCOUNTS}),
        (Role.TECHNICIAN, {Right.TEST, Right.CARRY, Right.ACCOUNTS}),
    ],
)
def test_each_role_has_its_rights_and_no_other(role: Role, rights: set[Right]):
    user = User("ani", "Ani", role)
    assert {right for right in Right if may(user, right)} == rights
    for right in Right:
        if right not in rights:
            with pytest.raises(NotAllowed):
                require(user, right)


def test_every_role_is_in_the_table():
    assert set(RIGHTS) == set(Role)
