"""`booth emulate mjpeg`: a network camera that shows a folder of pictures."""

from __future__ import annotations

import threading
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import PortNotFree, reason, tcp_port
from booth.devices.emulators.camera import RATE, CameraFault, serve_mjpeg
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--frames",
        metavar="DIR",
        type=Path,
        required=True,
        help=tr("Pictures, shown in name order, round and round; subfolders are scenes"),
    )
    parser.add_argument("--port", type=tcp_port, default=0, help=tr("TCP port on this machine (default: a free one)"))
    parser.add_argument(
        "--fps", type=_rate, default=RATE, help=tr("Pictures a second (default: {default})", default=RATE)
    )
    parser.add_argument("--fault", choices=[fault.value for fault in CameraFault], help=tr("What it does wrong"))
    parser.add_argument(
        "--at", metavar="N", type=int, default=0, help=tr("Begin to fail at picture N of a connection (default: 0)")
    )
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    fault = CameraFault(args.fault) if args.fault else None
    try:
        server = serve_mjpeg(args.frames, port=args.port, fps=args.fps, fault=fault, at=args.at)
    except OSError as error:
        raise PortNotFree(str(error), address=f"127.0.0.1:{args.port}", reason=reason(error)) from error
    with server:
        print(f"ready {server.url}", flush=True)
        threading.Event().wait()  # until interrupted
    return 0


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError as error:
        raise ArgumentTypeError(tr("a number from 0.1 to 60")) from error
    if not 0.1 <= rate <= 60:
        raise ArgumentTypeError(tr("a number from 0.1 to 60"))
    return rate
