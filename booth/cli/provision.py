"""`booth provision`: keys, vault, first user, and enrolment at the office with its one-time code; and again later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, add_password, new_password, note, password, print_json
from booth.domain.errors import N_, BoothError
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sync.identity import OfficeIdentity

ROLES = ("technician", "supervisor")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--office", metavar="URL", required=True, help=tr("Address of the office, https://…"))
    parser.add_argument("--code", default="", help=tr("One-time code that the office gave for this booth"))
    parser.add_argument("--name", default="", help=tr("Name of the booth, for example “Baamang 1”"))
    parser.add_argument("--login", required=True, help=tr("Login of the first user; with --again, of a technician"))
    parser.add_argument(
        "--again",
        action="store_true",
        help=tr("Enrol a booth again that was enrolled before; without a code, the same office at a new address"),
    )
    parser.add_argument(
        "--full-name", default="", metavar="NAME", help=tr("Name of the first user (default: the login)")
    )
    parser.add_argument("--role", choices=ROLES, default=ROLES[0], help=tr("Kind of the first user"))
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


class CodeMissing(BoothError):
    text = N_("A code from the office is needed: --code.")


def run(args: Namespace) -> int:
    """Exit 0 when the booth is enrolled; after any failure the same command goes on where it stopped."""
    if args.again:
        return _again(args)
    if not args.code:
        raise CodeMissing
    from booth.store.users import NewUser, Role
    from booth.workflow.booth import Booth
    from booth.workflow.logs import logged
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc) as booth, logged(booth.folder):
        booth.need_unprovisioned()
        password = new_password(args, tr("New password of {login}", login=args.login))
        first = NewUser(args.login, args.full_name or args.login, Role(args.role), password)
        identity = booth.provision(args.office, args.code, args.name, first)
        _tell(args, identity)
    return 0


def _again(args: Namespace) -> int:
    """The booth that this was, at the office at the address given: with a code, or by the pinned certificate."""
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.logs import logged
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.REPAIR) as booth, logged(booth.folder):
        if not args.code:
            booth.provisioned  # noqa: B018  (raises before a password is asked for)
        vault = booth.unlock_vault(args.login, password(args, tr("Password of {login}", login=args.login)))
        try:
            if args.code:
                identity = booth.enrol_again(args.office, args.code, vault)
            else:
                identity = booth.move_office(args.office, vault)
        finally:
            vault.close()
        _tell(args, identity)
    return 0


def _tell(args: Namespace, identity: OfficeIdentity) -> None:
    if args.json:
        print_json({"booth": identity.booth, "name": identity.name, "kecamatan": list(identity.kecamatan)})
    else:
        note(tr("This booth is set up as {name} ({booth}).", name=identity.name, booth=identity.booth))
