"""`booth emulate ef01`: a fingerprint sensor at a pseudo-terminal or a TCP port."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from booth.cli.options import PortNotFree, note, reason
from booth.devices.ef01.packets import BAUD_UNIT, PACKET_SIZES, Op
from booth.devices.emulators.ef01 import Ef01Emulator, Fault, FaultKind, Pace
from booth.devices.emulators.ef01_sensor import MODELS, SensorSettings
from booth.devices.emulators.pictures import FingerPictures
from booth.devices.emulators.serial_ports import DevicePort, PtyPort, TcpPort
from booth.devices.registry import BadPassword, parse_password
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DEFAULT_BAUD = 57_600
ANY_PORT = "127.0.0.1:0"
MOST_BAUD = 12 * BAUD_UNIT


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--images",
        metavar="DIR",
        type=Path,
        required=True,
        help=tr("Pictures of fingers, shown in name order, the next at each image taken"),
    )
    parser.add_argument(
        "--baud",
        type=_baud,
        default=DEFAULT_BAUD,
        help=tr(
            "Rate at the start, which is also the pace; 0: as fast as it goes (default: {default})",
            default=DEFAULT_BAUD,
        ),
    )
    parser.add_argument("--packet", type=int, choices=PACKET_SIZES, default=128, help=tr("Packet size at the start"))
    parser.add_argument(
        "--tcp", metavar="HOST:PORT", type=_address, help=tr("Serve on TCP instead of a pseudo-terminal; port 0: any")
    )
    parser.add_argument(
        "--fault", choices=[kind.value for kind in FaultKind], help=tr("Fail once; hang and unplug stay")
    )
    parser.add_argument(
        "--at",
        metavar="N",
        type=_positive,
        default=1,
        help=tr("Fail at the N-th packet of image data since the start (default: {default})", default=1),
    )
    parser.add_argument("--model", choices=list(MODELS), default="r307", help=tr("Kind of sensor"))
    parser.add_argument(
        "--password",
        metavar="HEX",
        type=_password,
        default=0,
        help=tr("Password of the sensor, eight hexadecimal digits"),
    )
    parser.add_argument("--serial", metavar="TEXT", type=_serial, default="EMU-0001", help=tr("Serial number it tells"))
    parser.add_argument("--no-sysparam", action="store_true", help=tr("Do not answer the command ReadSysPara"))
    parser.add_argument(
        "--strict-rate", action="store_true", help=tr("Understand a client only at the sensor's rate, as on a wire")
    )
    parser.add_argument(
        "--corrupt-above",
        metavar="BAUD",
        type=_baud,
        default=0,
        help=tr("Damage what is sent above this rate, as cheap bridges do; 0: never"),
    )
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    model = MODELS[args.model]
    settings = SensorSettings(
        model=model,
        baud=args.baud or DEFAULT_BAUD,
        packet_size=args.packet,
        password=args.password,
        serial=args.serial,
        silent=frozenset({Op.READ_PARAMETERS}) if args.no_sysparam else frozenset(),
    )
    pictures = FingerPictures(args.images, model.width, model.height)
    emulator = Ef01Emulator(
        _open(args.tcp),
        settings,
        pictures.take,
        pace=Pace.LINE_RATE if args.baud else Pace.UNPACED,
        fault=Fault(FaultKind(args.fault), args.at) if args.fault else None,
        strict_rate=args.strict_rate,
        corrupt_above=args.corrupt_above,
        rng=Random(0),  # noqa: S311  (noise and the sensor's random numbers need only be the same again)
    )
    print(f"ready {emulator.name}", flush=True)
    emulator.serve()
    note(tr("The emulated device was unplugged."))
    return 0


def _open(address: str | None) -> DevicePort:
    if address is None and hasattr(os, "openpty"):
        return PtyPort()
    address = address or ANY_PORT  # Windows has no pseudo-terminals
    try:
        return TcpPort(address)
    except (OSError, OverflowError) as error:
        raise PortNotFree(str(error), address=address, reason=reason(error)) from error


def _baud(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_BAUD or int(text) % BAUD_UNIT:
        raise ArgumentTypeError(tr("a multiple of 9600 up to 115200, or 0"))
    return int(text)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise ArgumentTypeError(tr("a whole number from 1"))
    return int(text)


def _address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and int(port) < 65_536):
        raise ArgumentTypeError(tr("HOST:PORT, for example 127.0.0.1:4001"))
    return text


def _password(text: str) -> int:
    try:
        return parse_password(text)
    except BadPassword as error:
        raise ArgumentTypeError(tr(error.text)) from error


def _serial(text: str) -> str:
    if not (text.isascii() and text.isprintable() and len(text) <= 20):
        raise ArgumentTypeError(tr("up to 20 plain letters and digits"))
    return text
