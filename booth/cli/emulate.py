"""`booth emulate DEVICE`: stand-ins for devices, for tests, training and demonstrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.cli.verbs import Verb, add_verbs
from booth.domain.errors import N_

if TYPE_CHECKING:
    from argparse import ArgumentParser

DEVICES: tuple[Verb, ...] = (
    Verb("ef01", "booth.cli.emulate_ef01", N_("A fingerprint sensor with the EF01 protocol (R307, R503).")),
    Verb("printer", "booth.cli.emulate_printer", N_("A receipt printer that prints into a folder.")),
    Verb("usb", "booth.cli.emulate_usb", N_("Fingers for libfprint's virtual USB reader.")),
    Verb("mjpeg", "booth.cli.emulate_mjpeg", N_("A network camera that shows a folder of pictures.")),
    Verb("sbi", "booth.cli.emulate_sbi", N_("A service of certified scanners (SBI): slaps, finger, face, irises.")),
)


def configure(parser: ArgumentParser) -> None:
    add_verbs(parser, DEVICES)
