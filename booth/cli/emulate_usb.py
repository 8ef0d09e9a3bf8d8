"""`booth emulate usb`: fingers for libfprint's virtual reader."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import note
from booth.devices.emulators.usb_virtual import GreyPictures, UsbFault, UsbFaultKind, VirtualFingers
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NUMBERED = frozenset({UsbFaultKind.RETRY, UsbFaultKind.ERROR})


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--socket",
        metavar="PATH",
        required=True,
        help=tr("Socket of the virtual reader: what FP_VIRTUAL_IMAGE names where the reader is used"),
    )
    parser.add_argument(
        "--images",
        metavar="DIR",
        type=Path,
        required=True,
        help=tr("Pictures of fingers, shown in name order, the next at each image taken"),
    )
    parser.add_argument(
        "--fault",
        metavar="FAULT",
        type=_fault,
        help=tr("Fail once: retry:N, error:N, hang, corrupt or unplug; hang and unplug stay"),
    )
    parser.add_argument(
        "--at",
        metavar="N",
        type=_positive,
        default=1,
        help=tr("Fail at the N-th picture (default: {default})", default=1),
    )
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    pictures = GreyPictures(args.images)
    kind, number = args.fault or (None, 0)
    fault = UsbFault(kind, number, args.at) if kind else None
    print(f"ready {args.socket}", flush=True)
    VirtualFingers(args.socket, pictures.take, fault=fault).serve()
    note(tr("The emulated device was unplugged."))
    return 0


def _fault(text: str) -> tuple[UsbFaultKind, int]:
    name, colon, number = text.partition(":")
    kind = next((kind for kind in UsbFaultKind if kind.value == name), None)
    if kind is None or bool(colon) != (kind in _NUMBERED) or (colon and not (number.isascii() and number.isdigit())):
        raise ArgumentTypeError(tr("retry:N, error:N, hang, corrupt or unplug"))
    return kind, int(number or 0)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise ArgumentTypeError(tr("a whole number from 1"))
    return int(text)
