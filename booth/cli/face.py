"""`booth face quality`: would this picture do as the photo of a card?"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import add_json
from booth.domain.recording import Background
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.biometrics.face import FaceReport
    from booth.biometrics.face_judge import FaceJudge


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    text = tr("Judge photos of faces.")
    quality_parser = verbs.add_parser("quality", help=text, description=text)
    quality_parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help=tr("A photo (JPEG, PNG, BMP, TIFF)")
    )
    quality_parser.add_argument(
        "--background",
        choices=[colour.value for colour in Background],
        help=tr("The colour that the cloth must have; without it the cloth is not judged"),
    )
    add_json(quality_parser)
    quality_parser.set_defaults(handler=quality)


def quality(args: Namespace) -> int:
    """A line for each file, in order; 1 where one of them could not be read."""
    from booth.biometrics.face_judge import FaceJudge

    judge = FaceJudge()
    background = Background(args.background) if args.background else None
    failed = 0
    for file in args.files:
        found = _judge(judge, file, background)
        failed |= "error" in found
        print(json.dumps(found) if args.json else _line(found), flush=True)
    return int(failed)


def _judge(judge: FaceJudge, file: Path, background: Background | None) -> dict[str, object]:
    from booth.biometrics.face import crop_portrait
    from booth.biometrics.photos import read_photo
    from booth.cli import sentence
    from booth.cli.options import reason
    from booth.domain.errors import BoothError

    try:
        pixels = read_photo(file)
        start = time.perf_counter()
        report: FaceReport = judge.judge_file(pixels, background)
        took = (time.perf_counter() - start) * 1000
    except BoothError as error:
        return {"file": str(file), "error": sentence(error)}
    except OSError as error:
        return {"file": str(file), "error": tr("The file cannot be read: {reason}.", reason=reason(error))}
    fits = len(report.faces) == 1 and crop_portrait(pixels, report.faces[0]) is not None
    return {
        "file": str(file),
        "faces": len(report.faces),
        "accepted": report.accepted,
        "crop_fits": fits,
        "reasons": [verdict.name.lower() for verdict in report.reasons],
        "ms": round(took, 1),
    }


def _line(found: dict[str, object]) -> str:
    from booth.biometrics.face import FaceVerdict

    if "error" in found:
        return f"{found['file']}: {found['error']}"
    reasons = found["reasons"]
    assert isinstance(reasons, list)  # noqa: S101
    words = [tr(FaceVerdict[name.upper()].value) for name in reasons] or [tr("This photo will do.")]
    return f"{found['file']}: {' '.join(words)}"
