"""`booth finger`: its verbs, and `capture`, one image from a scanner into a PNG file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.finger_match import configure_match
from booth.cli.finger_quality import configure_quality
from booth.cli.finger_segment import configure_segment
from booth.cli.options import FileUnwritable, add_json, note, password, print_json, reason
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.devices.ports import FingerEvent, FingerImage


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    text = tr("Take the image of one finger.")
    capture_parser = verbs.add_parser("capture", help=text, description=text)
    capture_parser.add_argument(
        "--port",
        required=True,
        help=tr("A serial port, socket://HOST:PORT, usb, usb:DRIVER, sbi, sbi:SERIAL, or auto: look at every port"),
    )
    capture_parser.add_argument("--out", metavar="F.png", type=Path, required=True, help=tr("Where the image goes"))
    capture_parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        default=20.0,
        help=tr("How long to wait for a finger (default: {default})", default=20),
    )
    capture_parser.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        help=tr("Password of the sensor, eight hexadecimal digits, in the first line of FILE (default: zeros)"),
    )
    capture_parser.add_argument(
        "--trust",
        metavar="DIR",
        type=Path,
        help=tr("Certificates of the makers of certified scanners (sbi); nothing else of theirs is believed"),
    )
    add_json(capture_parser)
    capture_parser.set_defaults(handler=capture)
    configure_quality(verbs)
    configure_match(verbs)
    configure_segment(verbs)


def capture(args: Namespace) -> int:
    from booth.devices.ef01.rates import RateFile
    from booth.devices.ports import Cancel
    from booth.devices.registry import find_scanner, parse_password

    code = parse_password(password(args, "") if args.password_file else "")
    folder = args.out.absolute().parent
    if not folder.is_dir():
        raise FileUnwritable(file=args.out, reason=tr("there is no such folder"))
    quiet = args.json or not sys.stderr.isatty()
    cancel = Cancel()
    scanner = find_scanner(
        args.port, password=code, allow_emulated=True, cancel=cancel, rates=RateFile(), trust=args.trust
    )
    try:
        image = scanner.capture(
            timeout=args.timeout,
            cancel=cancel,
            progress=_silent if quiet else _show_progress,
            on_event=_silent if quiet else _show_event,
        )
    finally:
        scanner.close()
    _write_png(image, args.out)
    height, width = image.pixels.shape
    if not args.json:
        print(tr("Saved {file}: {width} × {height} pixels.", file=args.out, width=width, height=height))
    print_json(
        {"seconds": round(image.seconds, 3), "width": width, "height": height, "ppi": image.ppi, "baud": image.baud}
    )
    return 0


def _write_png(image: FingerImage, path: Path) -> None:
    """Write `image` with its resolution; either the whole file is there afterwards or the old one."""
    from booth.biometrics.images import encode_png

    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(encode_png(image.pixels, image.ppi))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise FileUnwritable(file=path, reason=reason(error)) from error


def _silent(_: object) -> None:
    """Programs want the result only."""


def _show_event(event: FingerEvent) -> None:
    note(tr(_EVENTS[event.name]))


_EVENTS = {
    "WAITING": N_("Place the finger on the glass."),
    "READING": N_("Reading the image …"),
    "DONE": "",
    "AGAIN": N_("Not good enough: place the finger once more."),
    "TOO_SHORT": N_("Too short: place the finger once more and leave it there longer."),
    "NOT_CENTRED": N_("Not in the middle: place the finger once more, in the middle of the glass."),
    "LIFT": N_("Take the finger off the glass, then place it again if you are asked to."),
}


def _show_progress(share: float) -> None:
    print(f"\r{share:4.0%}", end="", file=sys.stderr, flush=True)
