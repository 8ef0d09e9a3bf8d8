"""`booth user`: add, list, switch off, and give a new password, in the name of a supervisor or technician."""

from __future__ import annotations

from argparse import Namespace
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, add_password, new_password, note, password, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator

    from booth.store.users import User
    from booth.workflow.accounts import Accounts

ROLES = ("operator", "supervisor", "technician")


def configure(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))

    def act(name: str, text: str, handler: Callable[[Namespace], int]) -> ArgumentParser:
        below = acts.add_parser(name, help=text, description=text)
        below.add_argument("--as", dest="by", metavar="LOGIN", required=True, help=tr("Your own login"))
        add_password(below)
        add_data(below)
        add_json(below)
        below.set_defaults(handler=handler)
        return below

    act("list", tr("Show all users."), list_users)
    add = act("add", tr("Add a user, or switch one on again."), add_user)
    add.add_argument("login", help=tr("Login of the user"))
    add.add_argument("--name", default="", help=tr("Name of the user (default: the login)"))
    add.add_argument("--role", choices=ROLES, default=ROLES[0], help=tr("Kind of the user"))
    _add_new_password(add)
    change = act("password", tr("Give a user a new password."), set_password)
    change.add_argument("login", help=tr("Login of the user"))
    _add_new_password(change)
    disable = act("disable", tr("Switch a user off."), disable_user)
    disable.add_argument("login", help=tr("Login of the user"))


def list_users(args: Namespace) -> int:
    with _accounts(args) as (accounts, _):
        users = accounts.users()
        if args.json:
            print_json({"users": [_as_dict(user) for user in users]})
            return 0
        for user in users:
            state = "" if user.active else f" · {tr('switched off')}"
            print(f"{user.login}\t{user.name}\t{tr(user.role.label)}{state}")
    return 0


def add_user(args: Namespace) -> int:
    from booth.store.users import Role

    with _accounts(args) as (accounts, _):
        user = accounts.add(args.login, args.name or args.login, Role(args.role), _new_password(args))
        if args.json:
            print_json(_as_dict(user))
        else:
            note(tr("{login} may log in now.", login=user.login))
    return 0


def set_password(args: Namespace) -> int:
    with _accounts(args) as (accounts, own):
        if args.login == args.by:
            accounts.change_password(own, _new_password(args))
        else:
            accounts.reset_password(args.login, _new_password(args))
        if args.json:
            print_json({"login": args.login})
        else:
            note(tr("{login} has a new password.", login=args.login))
    return 0


def disable_user(args: Namespace) -> int:
    with _accounts(args) as (accounts, _):
        accounts.disable(args.login)
        if args.json:
            print_json({"login": args.login, "active": False})
        else:
            note(tr("{login} is switched off.", login=args.login))
    return 0


@contextmanager
def _accounts(args: Namespace) -> Iterator[tuple[Accounts, str]]:
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.logs import logged
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.SHARED) as booth, logged(booth.folder):
        own = password(args, tr("Password of {login}", login=args.by))
        desk = booth.login(args.by, own)
        try:
            yield desk.accounts, own
        finally:
            desk.close()


def _add_new_password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--new-password-file", metavar="FILE", type=Path, help=tr("Read the new password from the first line of FILE")
    )


def _new_password(args: Namespace) -> str:
    return new_password(
        Namespace(password_file=args.new_password_file), tr("New password of {login}", login=args.login)
    )


def _as_dict(user: User) -> dict[str, object]:
    return {"login": user.login, "name": user.name, "role": user.role.value, "active": user.active}
