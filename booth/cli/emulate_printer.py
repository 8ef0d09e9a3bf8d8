"""`booth emulate printer`: a receipt printer that prints into a folder."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import PortNotFree, reason, tcp_port
from booth.devices.emulators.printer import EmulatedPrinter, Moment, PrinterFault
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=tcp_port, default=0, help=tr("TCP port on this machine (default: a free one)"))
    parser.add_argument("--out", metavar="DIR", type=Path, help=tr("Where each slip goes, as picture and as text"))
    parser.add_argument("--width", type=int, choices=(58, 80), default=80, help=tr("Width of the paper in millimetres"))
    parser.add_argument("--fault", choices=[fault.value for fault in PrinterFault], help=tr("What it does wrong"))
    parser.add_argument(
        "--at",
        choices=[moment.value for moment in Moment],
        default=Moment.ALWAYS.value,
        help=tr("When the fault is there, seen from a slip (default: always)"),
    )
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    fault = PrinterFault(args.fault) if args.fault else None
    try:
        printer = EmulatedPrinter(args.out, port=args.port, width=args.width, fault=fault, at=Moment(args.at))
    except OSError as error:
        raise PortNotFree(str(error), address=f"127.0.0.1:{args.port}", reason=reason(error)) from error
    with printer:
        print(f"ready {printer.address}", flush=True)
        threading.Event().wait()  # until interrupted
    return 0
