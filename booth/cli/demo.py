"""`booth demo`: an office, a booth and emulated devices on this machine."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import LANGUAGES, set_language, tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

MOST = 100
LEAST_BAD = 2  # residents over a bad line: one recording arrives over it, the others by stick


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--headless", action="store_true", help=tr("Play one booth day by itself, as without a display")
    )
    parser.add_argument(
        "--residents", metavar="N", type=_number, default=3, help=tr("Residents to record by itself (default: 3)")
    )
    parser.add_argument(
        "--paced", action="store_true", help=tr("Let the scanner send as slowly as a real one, also by itself")
    )
    parser.add_argument(
        "--devices",
        choices=("ef01", "usb", "sbi"),
        default="ef01",
        help=tr("Emulated devices: a serial sensor, a USB reader, or certified scanners for slaps, face and irises"),
    )
    parser.add_argument(
        "--line",
        choices=("good", "bad"),
        default="good",
        help=tr("Bad: play a day over a line that is slow, cut, dead, and end it with a stick (two residents or more)"),
    )
    parser.add_argument("--lang", choices=list(LANGUAGES), default="id", help=tr("Language of the screens"))
    parser.add_argument("--keep", metavar="DIR", type=Path, help=tr("Keep everything in DIR, which must be new"))
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    from booth.demo.devices import Kind
    from booth.demo.errors import TooFewResidents
    from booth.demo.play import Wish, headless, interactive
    from booth.devices.emulators.ef01 import Pace

    set_language(args.lang)
    bad_line = args.line == "bad"
    if bad_line and args.residents < LEAST_BAD:
        raise TooFewResidents(n=LEAST_BAD)
    alone = args.headless or bad_line or not os.environ.get("DISPLAY")
    pace = Pace.LINE_RATE if args.paced or not alone else Pace.UNPACED
    wish = Wish(args.residents, args.lang, pace, args.keep, Kind(args.devices), bad_line)
    if alone:
        print(headless(wish), flush=True)
    else:
        interactive(wish)
    return 0


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(tr("a number from 1 to {most}", most=MOST))
    return int(text)
