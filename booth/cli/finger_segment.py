"""`booth finger segment`: the fingers in images of four fingers or two thumbs."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.cli.options import FileUnreadable, FileUnwritable, add_json, note, print_json, reason
from booth.domain.errors import BoothError
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.biometrics.slaps import Hand, SlapReport


def configure_segment(verbs: Any) -> None:
    """Add the verb to `verbs`, what `ArgumentParser.add_subparsers` returned."""
    text = tr("Cut images of four fingers or two thumbs into fingers.")
    parser: ArgumentParser = verbs.add_parser("segment", help=text, description=text)
    # As text, not as paths: the result names a file exactly as it was given.
    parser.add_argument("files", metavar="FILE", nargs="+", help=tr("8-bit grey image: PNG, BMP, TIFF or JPEG"))
    parser.add_argument("--hand", choices=("right", "left", "thumbs"), required=True, help=tr("What was laid on"))
    parser.add_argument("--out", metavar="DIR", type=Path, help=tr("Where each finger is written as PNG"))
    add_json(parser)
    parser.set_defaults(handler=segment)


def segment(args: Namespace) -> int:
    """One line a file, in order; 1 if any could not be cut, else 0."""
    from booth.biometrics.slaps import Hand

    hand = Hand(args.hand)
    failed = 0
    for name in args.files:
        shown = os.fsencode(name).decode("utf-8", "replace")
        result = {"file": shown} | _judge(name, shown, hand, args.out)
        failed += "error" in result
        if args.json:
            print_json(result)
        else:
            _print(result)
    return 1 if failed else 0


def _judge(name: str, shown: str, hand: Hand, out: Path | None) -> dict[str, Any]:
    from booth.biometrics.slaps import read_slap_file, segment
    from booth.cli import sentence

    try:
        pixels, ppi = read_slap_file(Path(name))
        began = time.perf_counter()
        report = segment(pixels, ppi, hand)
        spent = (time.perf_counter() - began) * 1000
        if out is not None:
            _write(report, out, Path(name).stem, ppi)
    except OSError as error:
        return {"error": sentence(FileUnreadable(file=shown, reason=reason(error)))}
    except BoothError as error:
        return {"error": sentence(error)}
    fingers = []
    for finger in report.fingers:
        left, top, width, height = finger.upright
        fingers.append(
            {
                "position": finger.position.value if finger.position else 0,
                "name": finger.position.slug if finger.position else "unknown",
                "x": left,
                "y": top,
                "width": width,
                "height": height,
                "angle": round(finger.angle, 1),
            }
        )
    findings = [finding.name.lower() for finding in report.findings]
    return {"hand": hand.value, "fingers": fingers, "findings": findings, "ms": round(spent, 1)}


def _write(report: SlapReport, out: Path, stem: str, ppi: int) -> None:
    from PIL import Image

    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, finger in enumerate(report.fingers, 1):
            data = io.BytesIO()
            Image.fromarray(finger.pixels).save(data, "PNG", dpi=(ppi, ppi))
            slug = finger.position.slug if finger.position else f"finger_{number}"
            (out / f"{stem}_{slug}.png").write_bytes(data.getvalue())
    except OSError as error:
        raise FileUnwritable(file=out, reason=reason(error)) from error


def _print(result: dict[str, Any]) -> None:
    from booth.biometrics.slaps import SlapFinding

    if "error" in result:
        note(tr("{file}: {reason}", file=result["file"], reason=result["error"]))
        return
    findings = [tr(SlapFinding[name.upper()].value) for name in result["findings"]]
    print(tr("{file}: fingers found: {count}.", file=result["file"], count=len(result["fingers"])), *findings)
