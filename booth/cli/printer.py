"""`booth print`: which printers there are, and a test page on one of them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, print_json
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.config import Settings

WAIT = 30.0  # seconds until the printer must have printed the page

_KINDS = {"system": N_("printer of the system"), "usb": N_("receipt printer at USB"), "serial": N_("serial port")}


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    text = tr("Print a test page.")
    test_parser = verbs.add_parser("test", help=text, description=text)
    test_parser.add_argument("--printer", help=tr("As in the settings (default: the printer of the settings)"))
    test_parser.add_argument("--paper", type=int, choices=(58, 80), help=tr("Width of the paper in millimetres"))
    add_data(test_parser)
    add_json(test_parser)
    test_parser.set_defaults(handler=test)
    text = tr("List the printers that can be chosen in the settings.")
    list_parser = verbs.add_parser("list", help=text, description=text)
    add_json(list_parser)
    list_parser.set_defaults(handler=show)


def test(args: Namespace) -> int:
    from booth.app import open_printer
    from booth.devices.ports import Cancel
    from booth.workflow.test_page import make_test_page
    from booth.workflow.words import now_utc

    settings = _settings(args)
    start = time.monotonic()
    printer = open_printer(settings)
    try:
        page = make_test_page(printer.info, now_utc(), settings.zone(), booth_name=settings.name)
        printer.print_slip(page, timeout=WAIT, cancel=Cancel())
        info = printer.info
    finally:
        printer.close()
    seconds = round(time.monotonic() - start, 2)
    sure = info.details.get("answers", 1) != 0
    if args.json:
        print_json({"printer": info.name, "serial": info.serial, "port": info.port, "sure": sure, "seconds": seconds})
    elif sure:
        print(tr("Printed on {printer} in {seconds} s.", printer=info.name, seconds=seconds))
    else:
        print(tr("Sent to {printer}, which does not tell whether it printed. Look at the paper.", printer=info.name))
    return 0


def show(args: Namespace) -> int:
    found = [*_system(), *_usb(), *_serial()]
    if args.json:
        print_json({"printers": [{"setting": setting, "name": name} for setting, _, name in found]})
        return 0
    for setting, kind, name in found:
        print(f"{setting:<36}  {tr(kind)}" + (f": {name}" if name else ""))
    if not found:
        print(tr("No printer was found."))
    return 0


def _settings(args: Namespace) -> Settings:
    """Those of the booth, with what the command line says. Raises `ConfigError`, `NoPrinter`."""
    from booth.config import check_value, read_settings
    from booth.workflow.equipment import NoPrinter

    settings = read_settings(args.data)
    if args.printer:
        check_value("printer", args.printer)
        settings = replace(settings, printer=args.printer, allow_emulated=True)
    if args.paper:
        settings = replace(settings, paper_mm=args.paper)
    if settings.printer == "none":
        raise NoPrinter(device=tr(N_("Printer")))
    return settings


_Found = tuple[str, str, str]


def _system() -> list[_Found]:
    from booth.ui.printing import system_printers

    return [(f"system:{name}", _KINDS["system"], model) for name, model in system_printers()]


def _usb() -> list[_Found]:
    from booth.devices.ports import DeviceError
    from booth.devices.printer.usb import printer_name, usb_printers

    try:
        devices = list(usb_printers())
    except DeviceError:
        return []
    return [
        (f"escpos:usb:{device.idVendor:04x}:{device.idProduct:04x}", _KINDS["usb"], printer_name(device))
        for device in devices
    ]


def _serial() -> list[_Found]:
    from serial.tools.list_ports import comports

    return [(f"escpos:serial:{port.device}", _KINDS["serial"], port.description or "") for port in comports()]
