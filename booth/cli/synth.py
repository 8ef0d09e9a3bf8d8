"""`booth synth`: fingerprints of people who never were, as files for trying things out."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import FileUnwritable, add_json, note, print_json, reason
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

MOST_IMPRESSIONS = 100


def configure(parser: ArgumentParser) -> None:
    kinds = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    text = tr("Write the ten fingerprints of a person who never was.")
    make = kinds.add_parser("fingers", help=text, description=text)
    make.add_argument("--seed", type=_number, default=1, help=tr("Another number gives other people (default: 1)"))
    make.add_argument(
        "--person", type=_number, default=1, help=tr("Which of these people, a number from 0 (default: 1)")
    )
    make.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        required=True,
        help=tr("Folder for the files, named person_finger_impression.png; it is made where there is none"),
    )
    make.add_argument(
        "--impressions",
        metavar="N",
        type=_impressions,
        default=1,
        help=tr("How often each finger is pressed, 1 to {most} (default: 1)", most=MOST_IMPRESSIONS),
    )
    add_json(make)
    make.set_defaults(handler=fingers)


def fingers(args: Namespace) -> int:
    """PNG files of 326 × 357 grey pixels at 500 ppi; fingers are numbered as in ISO/IEC 19794-2."""
    from booth.biometrics.images import DEFAULT_PPI, encode_png
    from booth.biometrics.synthesis import impression, master
    from booth.domain.fingers import Finger

    folder: Path = args.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(file=folder, reason=reason(error)) from error
    files = []
    for finger in Finger:
        skin = master(args.seed, args.person, finger)
        for number in range(args.impressions):
            path = folder / f"{args.person:03}_{int(finger)}_{number + 1}.png"
            try:
                path.write_bytes(encode_png(impression(skin, number), DEFAULT_PPI))
            except OSError as error:
                raise FileUnwritable(file=path, reason=reason(error)) from error
            files.append(str(path))
    if args.json:
        print_json({"written": len(files), "files": files})
    else:
        note(tr("Wrote {count} prints to {folder}.", count=len(files), folder=folder))
    return 0


def _number(text: str) -> int:
    """0 upwards, in ten digits at most."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        raise ArgumentTypeError(tr("a whole number from 0"))
    return int(text)


def _impressions(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:10]) <= MOST_IMPRESSIONS):
        raise ArgumentTypeError(tr("a whole number from 1 to {most}", most=MOST_IMPRESSIONS))
    return int(text[:10])
