"""`booth finger match`: are two prints one finger? For one pair of files, or for all pairs that a CSV file names."""

from __future__ import annotations

import csv
import time
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.cli.options import FileUnreadable, add_json, note, print_json, reason
from booth.domain.errors import N_, BoothError
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.biometrics.matching import Method, Prepared

_KEPT = 256
"""Files whose preparation is kept: about 1 MB each."""


class PairsMissing(BoothError):
    """The command line names neither one pair nor a file of pairs, or both."""

    text = N_("Name two files to compare, or a file of pairs with --pairs.")


class PairsMalformed(BoothError):
    """The CSV file has no columns a and b."""

    text = N_("The file {file} is no list of pairs: a CSV file whose first line is “a,b” is needed.")


def configure_match(verbs: Any) -> None:
    """Add the verb to `verbs`, what `ArgumentParser.add_subparsers` returned."""
    text = tr("Compare two fingerprints, or the pairs of a list.")
    parser: ArgumentParser = verbs.add_parser("match", help=text, description=text)
    parser.add_argument("a", metavar="A", type=Path, nargs="?", help=tr("The one image"))
    parser.add_argument("b", metavar="B", type=Path, nargs="?", help=tr("The other image"))
    parser.add_argument(
        "--pairs",
        metavar="F.csv",
        type=Path,
        help=tr("CSV file with columns a and b; paths are relative to its folder, or else to the current folder"),
    )
    parser.add_argument(
        "--method", choices=("nbis", "portable"), help=tr("How to compare (default: the best that works here)")
    )
    add_json(parser)
    parser.set_defaults(handler=match)


def match(args: Namespace) -> int:
    """One line a pair, in order; 1 if any pair could not be compared, else 0."""
    from booth.biometrics import nbis
    from booth.biometrics.matching import Method, available_methods

    pairs = _pairs(args)
    method = Method(args.method) if args.method else available_methods()[0]
    if method is Method.NBIS and not nbis.available():
        error = nbis.NbisMissing()
        error.hint = nbis.reason_missing()
        raise error
    if method is Method.NBIS:
        nbis.get_ready()  # so that no pair's time holds the loading of the models
    prints = _Prints(method)
    failed = 0
    for a, b, path_a, path_b in pairs:
        result = {"a": a, "b": b} | _compare(prints, path_a, path_b)
        failed += "error" in result
        if args.json:
            print_json(result)
        else:
            _print(result)
    return 1 if failed else 0


def _pairs(args: Namespace) -> list[tuple[str, str, Path, Path]]:
    """Both names as they were given, and the files they mean."""
    if (args.b is None) == (args.pairs is None) or (args.pairs and args.a):
        raise PairsMissing
    if args.pairs is None:
        return [(str(args.a), str(args.b), args.a, args.b)]
    return _listed(args.pairs)


def _listed(file: Path) -> list[tuple[str, str, Path, Path]]:
    try:
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileUnreadable(file=file, reason=reason(error)) from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if not {"a", "b"} <= set(header):
        raise PairsMalformed(file=file)
    at_a, at_b = header.index("a"), header.index("b")
    pairs = []
    for row in rows[1:]:
        if any(cell.strip() for cell in row):
            a, b = (row[at].strip() if at < len(row) else "" for at in (at_a, at_b))
            pairs.append((a, b, _found(a, file.parent), _found(b, file.parent)))
    return pairs


def _found(name: str, folder: Path) -> Path:
    beside = folder / name
    return beside if _exists(beside) else Path(name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a zero byte
        return False


def _compare(prints: _Prints, a: Path, b: Path) -> dict[str, Any]:
    from booth.biometrics.matching import THRESHOLD, likeness
    from booth.cli import sentence

    began = time.perf_counter()
    try:
        score = likeness(prints.prepared(a), prints.prepared(b))
    except BoothError as error:
        return {"error": sentence(error)}
    spent = (time.perf_counter() - began) * 1000
    return {"score": round(score, 2), "match": score >= THRESHOLD, "ms": round(spent, 1)}


class _Prints:
    """Files prepared for comparing, each once as long as `_KEPT` others have not come since."""

    def __init__(self, method: Method) -> None:
        self._method = method
        self._kept: OrderedDict[Path, Prepared | BoothError] = OrderedDict()

    def prepared(self, path: Path) -> Prepared:
        """Raises `BoothError` with the file's name in its sentence."""
        if path in self._kept:
            self._kept.move_to_end(path)
        else:
            self._kept[path] = self._prepare(path)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        found = self._kept[path]
        if isinstance(found, BoothError):
            raise found
        return found

    def _prepare(self, path: Path) -> Prepared | BoothError:
        from booth.biometrics.images import read_finger_image
        from booth.biometrics.matching import FingerSample, prepare
        from booth.biometrics.quality import normalised
        from booth.cli import sentence

        try:
            pixels, ppi = read_finger_image(path)
            return prepare(FingerSample(normalised(pixels), ppi), self._method)
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            return FileUnreadable(file=path, reason=reason(error))
        except BoothError as error:
            return PrintUnusable(file=path, reason=sentence(error))


class PrintUnusable(BoothError):
    """A file was read but is no print to compare."""

    text = N_("{file}: {reason}")


def _print(result: dict[str, Any]) -> None:
    if "error" in result:
        note(str(result["error"]))
        return
    verdict = tr("one finger") if result["match"] else tr("not known to be one finger")
    score = f"{result['score']:g}"
    print(tr("{a} and {b}: {verdict} (score {score})", a=result["a"], b=result["b"], verdict=verdict, score=score))
