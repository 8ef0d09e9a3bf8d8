"""`booth provision`: keys, vault, first user, and enrolment at the office with its one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, add_password, new_password, note, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

ROLES = ("technician", "supervisor")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--office", metavar="URL", required=True, help=tr("Address of the office, https://…"))
    parser.add_argument("--code", required=True, help=tr("One-time code that the office gave for this booth"))
    parser.add_argument("--name", required=True, help=tr("Name of the booth, for example “Baamang 1”"))
    parser.add_argument("--login", required=True, help=tr("Login of the first user"))
    parser.add_argument(
        "--full-name", default="", metavar="NAME", help=tr("Name of the first user (default: the login)")
    )
    parser.add_argument("--role", choices=ROLES, default=ROLES[0], help=tr("Kind of the first user"))
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when the booth is enrolled; after any failure the same command goes on where it stopped."""
    from booth.store.users import NewUser, Role
    from booth.workflow.booth import Booth
    from booth.workflow.logs import logged
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc) as booth, logged(booth.folder):
        booth.need_unprovisioned()
        password = new_password(args, tr("New password of {login}", login=args.login))
        first = NewUser(args.login, args.full_name or args.login, Role(args.role), password)
        identity = booth.provision(args.office, args.code, args.name, first)
        if args.json:
            print_json({"booth": identity.booth, "name": identity.name, "kecamatan": list(identity.kecamatan)})
        else:
            note(tr("This booth is set up as {name} ({booth}).", name=identity.name, booth=identity.booth))
    return 0
