"""`booth camera`: what a technician wants to know of a camera, in a terminal."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

from booth.cli.options import add_data, add_json, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    import numpy as np
    from numpy.typing import NDArray

    from booth.biometrics.camera_checks import CameraFigures
    from booth.devices.ports import DeviceInfo

WAIT = 5.0  # seconds for one picture: the camera itself gives up sooner
CHECKED = 8  # pictures that are looked at together


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help=tr("List the webcams that are plugged in"))
    parser.add_argument(
        "--source",
        metavar="S",
        help=tr("Number or node of a webcam, or an address, folder or video file (default: as in the settings)"),
    )
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=_seconds,
        default=3.0,
        help=tr("How long to look (default: {default})", default=3),
    )
    add_json(parser)
    add_data(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Raises `DeviceError`, `ConfigError`."""
    if args.list:
        return _list(as_json=args.json)
    from booth.config import read_settings

    source = args.source or read_settings(args.data).camera
    info, seconds, frames = _look(source, args.seconds)
    found = _told(info, seconds, frames)
    if args.json:
        print_json(found)
    else:
        print(_lines(found))
    return 0


def _look(source: str, seconds: float) -> tuple[DeviceInfo, float, list[NDArray[np.uint8]]]:
    """What the camera says after `seconds` of looking, the seconds to its first picture, and its last pictures."""
    from booth.devices.camera.live import open_camera
    from booth.devices.ports import Cancel

    cancel, start = Cancel(), time.monotonic()
    camera = open_camera(source, allow_emulated=True, cancel=cancel, anew=True)
    try:
        opened = time.monotonic() - start
        frames: list[NDArray[np.uint8]] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until or not frames:
            frames = [*frames[1 - CHECKED :], camera.read(timeout=WAIT, cancel=cancel).pixels]
        return camera.info, opened, frames
    finally:
        camera.close()


def _told(info: DeviceInfo, opened: float, frames: list[NDArray[np.uint8]]) -> dict[str, Any]:
    from booth.biometrics.camera_checks import check_camera, troubles

    alike = [frame for frame in frames if frame.shape == frames[-1].shape]
    figures = check_camera(alike)
    return {
        "name": info.name,
        "port": info.port,
        "emulated": info.emulated,
        "opened_seconds": round(opened, 2),
        **info.details,
        **_figures(figures),
        "troubles": [trouble.name.lower() for trouble in troubles(figures)],
        "advice": [tr(trouble.value) for trouble in troubles(figures)],
    }


def _figures(figures: CameraFigures) -> dict[str, Any]:
    cloth = figures.cloth
    return {
        "brightness": round(figures.mean, 1),
        "clipped_dark": round(figures.dark, 3),
        "clipped_bright": round(figures.bright, 3),
        "noise": None if figures.noise is None else round(figures.noise, 2),
        "focus": None if figures.focus is None else round(figures.focus, 4),
        "evenness": round(figures.even, 2),
        "cloth": cloth.colour.value if cloth.colour else "other",
        "cloth_confidence": round(cloth.confidence, 2),
    }


def _lines(found: dict[str, Any]) -> str:
    """A line for each thing, in the order in which a technician asks."""
    unknown = tr("not known")
    picture = f"{found.get('format') or unknown}, {found.get('width')} × {found.get('height')}"
    asked = f"{found.get('asked_format')}, {found.get('asked_width')} × {found.get('asked_height')}"
    rows = [
        (tr("Camera"), found["name"] + (f" ({tr('stand-in')})" if found["emulated"] else "")),
        (tr("Connected to"), found["port"]),
        (tr("Picture"), picture),
        (tr("Asked for"), asked if "asked_format" in found else ""),
        (tr("Offers"), found.get("offered", "")),
        (tr("Tried"), found.get("measured", "")),
        (tr("Pictures a second"), found.get("fps", unknown)),
        (tr("Delay"), f"{found['latency_ms']} ms" if "latency_ms" in found else unknown),
        (tr("First picture after"), f"{found['opened_seconds']} s"),
        (tr("Exposure"), _control(found.get("exposure"))),
        (tr("White balance"), _control(found.get("white_balance"))),
        (tr("Brightness"), f"{found['brightness']} / 255"),
        (tr("Sharpness"), unknown if found["focus"] is None else found["focus"]),
        (tr("Noise"), unknown if found["noise"] is None else found["noise"]),
        (tr("Evenness"), found["evenness"]),
        (tr("Cloth"), f"{_cloth(found['cloth'])} ({found['cloth_confidence']:.0%})"),
    ]
    shown = [(name, str(value)) for name, value in rows if value != ""]
    wide = max(len(name) for name, _ in shown) + 2
    return "\n".join([*(f"{name:<{wide}}{value}" for name, value in shown), *found["advice"]])


def _control(state: str | None) -> str:
    match state:
        case "locked":
            return tr("locked")
        case "auto":
            return tr("left to the camera")
        case "fixed":
            return tr("the camera offers no control")
    return tr("not known")


def _cloth(colour: str) -> str:
    return {"red": tr("red"), "blue": tr("blue")}.get(colour, tr("neither red nor blue"))


def _list(*, as_json: bool) -> int:
    from booth.devices.camera.v4l2 import list_cameras

    found = list_cameras()
    if as_json:
        rows = [{"node": str(one.node), "name": one.name, "serial": one.serial, "usb": one.usb} for one in found]
        print_json({"cameras": rows})
        return 0
    for one in found:
        print(f"{one.node}  {one.name}  {one.serial or '-'}  {one.usb or '-'}")
    if not found:
        print(tr("No webcam is plugged in."))
    return 0


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise ArgumentTypeError(tr("a number from 0 to 600")) from error
    if not 0 <= seconds <= 600:
        raise ArgumentTypeError(tr("a number from 0 to 600"))
    return seconds
