"""`booth bundle`: logs and facts of this booth in one file for whoever helps, without personal data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, add_password, note, password, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("New ZIP file for it"))
    parser.add_argument("--login", help=tr("Log in, so that device tests and parts are in it and names are looked for"))
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when the bundle is written; it needs no booth that works."""
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.bundle import write_bundle
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.SHARED) as booth:
        vault = None
        if args.login:
            vault = booth.unlock_vault(args.login, password(args, tr("Password of {login}", login=args.login)))
        try:
            made = write_bundle(booth, vault, args.out)
        finally:
            if vault is not None:
                vault.close()
    if args.json:
        print_json({"file": str(made.path), "bytes": made.size, "masked": made.masked})
    else:
        note(tr("The bundle is written: {file}", file=made.path))
    return 0
