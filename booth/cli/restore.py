"""`booth restore`: a data folder from a backup; what was there before is kept beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import FileUnreadable, add_data, add_json, add_password, note, password, print_json, reason
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=tr("The backup"))
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        type=Path,
        help=tr("Key of the backup that the office opened, for a lost password"),
    )
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when the booth is restored; after any error everything is as it was."""
    from booth.config import read_settings
    from booth.workflow.restore import look_into, restore
    from booth.workflow.words import now_utc, shown_instant
    from sync.identity import load_identity

    header = look_into(args.file)
    key = typed = ""
    if args.key_file:
        try:
            key = args.key_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise FileUnreadable(file=args.key_file, reason=reason(error)) from error
    else:
        typed = password(args, tr("Password that {login} had when the backup was made", login=header.by))
    done = restore(args.file, args.data, password=typed, key=key, clock=now_utc)
    if args.json:
        aside = str(done.aside) if done.aside else None
        print_json({"booth": done.header.booth, "made_at": done.header.made_at, "aside": aside})
        return 0
    identity = load_identity(args.data)
    zone = read_settings(args.data).zone(identity.time_zone if identity else "")
    moment = shown_instant(header.made_at, zone)
    note(tr("The booth {booth} is restored as it was at {moment}.", booth=header.booth, moment=moment))
    if done.aside:
        note(tr("The data that were here before are in {folder}.", folder=done.aside))
    return 0
