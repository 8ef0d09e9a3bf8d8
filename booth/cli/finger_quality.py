"""`booth finger quality`: how good are the prints in these files, and what is wrong with them?"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.cli.options import FileUnreadable, add_json, note, print_json, reason
from booth.domain.errors import BoothError
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.biometrics.quality import QualityMethod


def configure_quality(verbs: Any) -> None:
    """Add the verb to `verbs`, what `ArgumentParser.add_subparsers` returned."""
    text = tr("Judge the quality of fingerprints in files.")
    parser: ArgumentParser = verbs.add_parser("quality", help=text, description=text)
    # As text, not as paths: the result names a file exactly as it was given.
    parser.add_argument("files", metavar="FILE", nargs="+", help=tr("8-bit grey image: PNG, BMP, TIFF, JPEG or WSQ"))
    parser.add_argument(
        "--method",
        choices=("nfiq2", "opencv"),
        help=tr("Who judges (default: NFIQ 2 where it works, else an estimate)"),
    )
    add_json(parser)
    parser.set_defaults(handler=quality)


def quality(args: Namespace) -> int:
    """One line a file, in order; 1 if any could not be judged, else 0."""
    from booth.biometrics import nbis
    from booth.biometrics.quality import QualityMethod, available_methods

    method = QualityMethod(args.method) if args.method else available_methods()[0]
    if method is QualityMethod.NFIQ2:
        nbis.get_ready()  # so that no file's time holds the loading of the models
    elif not args.method:
        note(tr("NFIQ 2 does not work on this computer; these scores are estimates."))
    failed = 0
    for name in args.files:
        shown = os.fsencode(name).decode("utf-8", "replace")
        result = {"file": shown} | _judge(name, shown, method)
        failed += "error" in result
        if args.json:
            print_json(result)
        else:
            _print(result, method)
    return 1 if failed else 0


def _judge(name: str, shown: str, method: QualityMethod) -> dict[str, Any]:
    from booth.biometrics.images import read_finger_file
    from booth.biometrics.quality import assess
    from booth.cli import sentence

    try:
        file = read_finger_file(Path(name))
        began = time.perf_counter()
        judged = assess(file.pixels, file.ppi, method)
    except OSError as error:
        return {"error": sentence(FileUnreadable(file=shown, reason=reason(error)))}
    except BoothError as error:
        return {"error": sentence(error)}
    spent = (time.perf_counter() - began) * 1000
    return {
        "score": judged.score,
        "reasons": [each.name.lower() for each in judged.reasons],
        "ppi_assumed": file.ppi_assumed,
        "ms": round(spent, 1),
    }


def _print(result: dict[str, Any], method: QualityMethod) -> None:
    from booth.biometrics.quality import QualityMethod, QualityReason

    if "error" in result:
        note(tr("{file}: {reason}", file=result["file"], reason=result["error"]))
        return
    reasons = [tr(QualityReason[name.upper()].value) for name in result["reasons"]]
    judge = "NFIQ 2" if method is QualityMethod.NFIQ2 else tr("estimate")
    print(
        tr("{file}: quality {score} of 100 ({judge}).", file=result["file"], score=result["score"], judge=judge),
        *reasons,
    )
