"""`booth emulate sbi`: a service of certified scanners, as the Secure Biometric Interface wants it."""

from __future__ import annotations

import math
import tempfile
import threading
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import FileUnwritable, PortNotFree, reason, tcp_port
from booth.devices.emulators.sbi.devices import MODELS
from booth.devices.emulators.sbi.faults import VERBS, FaultOrder, SbiFault
from booth.devices.emulators.sbi.http import HOST, PORTS, PortsTaken
from booth.devices.emulators.sbi.people import Person, drawn_iris, people_of
from booth.devices.emulators.sbi.service import SbiEmulator
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.devices.emulators.sbi.people import Pixels
    from booth.domain.eyes import Eye
    from booth.domain.fingers import Finger

PEOPLE = 100
GOOD_FROM = 45  # NFIQ 2: a little above what the booth asks for, so that a made print is taken at once
MOST_PRESSES = 20  # until a made print is good; the last one stays
ROUGHEST = 0.75  # no farmer's hands: most first presses are good
LONGEST_PACE = 60.0  # seconds
_making = threading.Lock()
SHORTEST_SERIAL, LONGEST_SERIAL = 12, 40


def configure(parser: ArgumentParser) -> None:
    names = [model.name for model in MODELS]
    parser.add_argument(
        "--port",
        type=tcp_port,
        default=0,
        help=tr(
            "TCP port on this machine (default: the first free one of {first} to {last})",
            first=PORTS[0],
            last=PORTS[-1],
        ),
    )
    parser.add_argument(
        "--images",
        metavar="DIR",
        type=Path,
        help=tr(
            "Pictures of who stands there, named right_index.png, face.jpg, iris_left.png; subfolders are people "
            "(default: people who never were)"
        ),
    )
    parser.add_argument("--seed", type=_number, default=1, help=tr("Another number gives other people (default: 1)"))
    parser.add_argument(
        "--device",
        metavar="NAME",
        action="append",
        choices=names,
        help=tr("Show this device only; several times for several: {names}", names=", ".join(names)),
    )
    parser.add_argument(
        "--serial",
        metavar="NAME=TEXT",
        type=_serial,
        action="append",
        default=[],
        help=tr("Serial number that a device tells, at least {shortest} characters", shortest=SHORTEST_SERIAL),
    )
    parser.add_argument(
        "--score", type=_score, help=tr("Quality that every capture gets, 0 to 100 (default: as judged)")
    )
    parser.add_argument(
        "--pace", metavar="SECONDS", type=_pace, default=0.0, help=tr("Time until a finger is there (default: 0)")
    )
    parser.add_argument(
        "--trust-out",
        metavar="DIR",
        type=Path,
        help=tr("Write the certificates a booth has to trust into this folder"),
    )
    parser.add_argument(
        "--fault",
        metavar="NAME[@VERB]",
        type=_fault,
        action="append",
        default=[],
        help=tr("What it does wrong, several times for several faults; with a verb only there"),
    )
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _faults_told()
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    people = people_of(args.images) if args.images else tuple(_made(args.seed, number) for number in range(1, PEOPLE))
    emulator = SbiEmulator(
        args.port,
        people=people,
        quality=_quality if args.score is None else lambda _: float(args.score),
        devices=args.device or (),
        serials=dict(args.serial),
        faults=args.fault,
        pace=args.pace,
    )
    if args.score is not None:
        for device in emulator.devices:
            device.score = args.score
    if args.trust_out:
        try:
            emulator.chain.write_trust(args.trust_out)
        except OSError as error:
            raise FileUnwritable(file=args.trust_out, reason=reason(error)) from error
    try:
        emulator.start()
    except PortsTaken as error:
        address = f"{HOST}:{args.port or f'{PORTS[0]}–{PORTS[-1]}'}"
        cause = error.__cause__
        why = reason(cause) if isinstance(cause, Exception) else type(error).__name__
        raise PortNotFree(str(cause), address=address, reason=why) from error
    with emulator:
        print(f"ready {emulator.port}", flush=True)
        _warm(people[0])
        threading.Event().wait()  # until interrupted
    return 0


def _made(seed: int, number: int) -> Person:
    """A person who never was."""
    return Person(
        str(number), partial(_print, seed, number), partial(_face, seed + number), partial(_iris, seed + 1000 * number)
    )


def _print(seed: int, person: int, finger: Finger, attempt: int) -> Pixels:
    with _making:  # nobody makes a print that another thread is just making
        return _made_print(seed, person, finger, attempt)


@lru_cache(maxsize=64)
def _made_print(seed: int, person: int, finger: Finger, attempt: int) -> Pixels:
    from booth.biometrics.synthesis import impression, master

    skin = master(seed, person, finger)
    skin = replace(skin, roughness=min(skin.roughness, ROUGHEST))
    for again in range(MOST_PRESSES):
        pixels = impression(skin, attempt + 100 * again)
        if _quality(pixels) >= GOOD_FROM:
            break
    return pixels


@lru_cache(maxsize=4)
def _face(seed: int, _attempt: int = 0) -> Pixels:
    import cv2
    import numpy as np

    from booth.devices.emulators.portraits import demo_frames
    from booth.domain.recording import Background

    with tempfile.TemporaryDirectory() as folder:
        last = demo_frames(Path(folder), Background.BLUE, seed=seed, count=4)[-1]
        frame = cv2.imdecode(np.frombuffer(last.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert frame is not None, "written a moment ago"  # noqa: S101
    return np.asarray(frame, np.uint8)


def _iris(seed: int, eye: Eye, attempt: int) -> Pixels:
    return drawn_iris(eye, attempt, seed)


def _quality(pixels: Pixels) -> float:
    return _score_of(pixels.tobytes(), pixels.shape[0])


@lru_cache(maxsize=64)
def _score_of(pixels: bytes, height: int) -> float:
    """NFIQ 2, 0 for what is no print; the same picture is judged once."""
    import numpy as np

    from booth.biometrics.images import DEFAULT_PPI, ImageRejected
    from booth.biometrics.quality import assess

    try:
        return float(assess(np.frombuffer(pixels, np.uint8).reshape(height, -1), DEFAULT_PPI).score)
    except ImageRejected:
        return 0.0


def _warm(person: Person) -> None:
    """Make the first person's prints ahead, so that the first capture does not wait for them."""
    from booth.devices.emulators.ef01_sensor import GlassEmpty
    from booth.domain.fingers import Finger

    for finger in Finger:
        try:
            person.finger(finger, 0)
        except GlassEmpty:
            continue


def _faults_told() -> str:
    longest = max(len(fault.value) for fault in SbiFault)
    lines = [f"  {fault.value:{longest}}  {tr(fault.text)}" for fault in SbiFault]
    return "\n".join([tr("faults, at one verb or several ({verbs}) or at all:", verbs=", ".join(VERBS)), *lines])


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ArgumentTypeError(tr("a whole number from 0"))
    return int(text)


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not 0 <= score <= 100:
        raise ArgumentTypeError(tr("a number from 0 to 100"))
    return score


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = math.nan
    if not 0 <= pace <= LONGEST_PACE:
        raise ArgumentTypeError(tr("seconds, from 0 to {most}", most=int(LONGEST_PACE)))
    return pace


def _serial(text: str) -> tuple[str, str]:
    name, equals, serial = text.partition("=")
    plain = serial.isascii() and serial.isprintable() and SHORTEST_SERIAL <= len(serial) <= LONGEST_SERIAL
    if not equals or name not in {model.name for model in MODELS} or not plain:
        raise ArgumentTypeError(tr("NAME=TEXT, for example slap=ABCD-0000-0001"))
    return name, serial


def _fault(text: str) -> FaultOrder:
    try:
        return FaultOrder.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(tr("no such fault or verb; see the end of --help")) from error
