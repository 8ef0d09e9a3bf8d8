"""`booth backup`: the data folder as one encrypted file, read back before it counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, add_password, note, password, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--to", metavar="DIR|FILE", type=Path, required=True, help=tr("Folder or new file for it"))
    parser.add_argument("--login", required=True, help=tr("Login of a technician, whose password opens the backup"))
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when the backup is written and was read back."""
    from booth.workflow.backup import make_backup
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.logs import logged
    from booth.workflow.words import instant, now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.SHARED) as booth, logged(booth.folder):
        booth.provisioned  # noqa: B018  (raises before a password is asked for)
        typed = password(args, tr("Password of {login}", login=args.login))
        vault = booth.unlock_vault(args.login, typed)
        try:
            made = make_backup(booth, vault, typed, args.to)
        finally:
            vault.close()
    if args.json:
        print_json({"file": str(made.path), "bytes": made.size, "at": instant(made.at), "same_disk": made.same_disk})
        return 0
    note(tr("The backup is written and was read back: {file}", file=made.path))
    if made.same_disk:
        note(tr("It lies on the disk that the data lie on. Copy it to a USB stick, too: a broken disk takes both."))
    return 0
