"""`booth-sync courier`: recordings onto a stick, the office's answer off it.

Exit codes as of `booth-sync`: 1 also where something did not fit or could not be used, 3 where the office refused a
packet.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Sequence

    from sync.courier import Read, Written

REFUSED = 3


def add_courier(verbs: Any, add: Callable[..., ArgumentParser]) -> None:
    """Add `courier write` and `courier read`; `add(verbs, name, handler, text)` makes a verb with `--data`."""
    text = tr("Carry recordings to the office on a stick, and its answer back.")
    actions = verbs.add_parser("courier", help=text, description=text).add_subparsers(
        metavar=tr("COMMAND"), required=True, title=tr("commands")
    )
    write = add(actions, "write", _write, tr("Write every recording without a receipt onto the stick."))
    read = add(actions, "read", _read, tr("Take the office's receipts, settings and register off the stick."))
    for verb in (write, read):
        add_stick(verb)


def add_stick(verb: ArgumentParser) -> None:
    """The options of every courier's verb."""
    verb.add_argument("--stick", metavar="DIR", type=Path, required=True, help=tr("Folder at which the stick is"))
    verb.add_argument("--json", action="store_true", help=tr("Print the result as JSON for programs"))


def progress() -> Callable[[int, int], None]:
    """Tells how far it is on one line of the terminal, and nothing where there is none."""

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell


def say(good: Iterable[str], bad: Iterable[str]) -> None:
    """Good news on stdout, bad on stderr."""
    for line in good:
        print(line)
    for line in bad:
        print(line, file=sys.stderr)


def _write(args: Namespace) -> int:
    from sync.courier import write_stick

    written = write_stick(args.data, args.stick, told=progress())
    bad = _bad_of_write(written)
    say([json.dumps(asdict(written))] if args.json else _good_of_write(written), bad)
    return 1 if bad else 0


def _read(args: Namespace) -> int:
    from sync.courier import read_stick

    read = read_stick(args.data, args.stick, told=progress())
    bad = _bad_of_read(read)
    say([json.dumps(asdict(read))] if args.json else _good_of_read(read), bad)
    if read.refused:
        return REFUSED
    return 1 if bad else 0


def _good_of_write(written: Written) -> list[str]:
    """What `write_stick` did, without what is left (`_bad_of_write`)."""
    lines = []
    if written.removed:
        lines.append(tr("{n} recording that the office has was taken off the stick.", n=written.removed))
    if written.written:
        lines.append(tr("{n} recording written onto the stick.", n=written.written))
    if written.there:
        lines.append(tr("{n} recording was on the stick already.", n=written.there))
    if written.originals:
        lines.append(tr("{n} lossless image set written onto the stick, too.", n=written.originals))
    if written.written or written.there:
        lines.append(tr("Take the stick to the office. The recordings stay here until its receipt comes back."))
    elif not written.left and not written.damaged:
        lines.append(tr("There is nothing to carry: the office has everything."))
    return lines


def _bad_of_write(written: Written) -> list[str]:
    """What `write_stick` could not do."""
    lines = []
    if written.left and written.stopped:
        lines.append(tr("Stopped. {n} recording is not on the stick yet.", n=written.left))
    elif written.left:
        lines.append(
            tr(
                "The stick is full. {n} recording is not on it and needs {room} MB more. Take a second stick, or come"
                " again when this one was read at the office.",
                n=written.left,
                room=_megabytes(written.left_bytes),
            )
        )
    if written.damaged:
        lines.append(tr("{n} recording is damaged here and was not written. Call the technician.", n=written.damaged))
    return lines


def _good_of_read(read: Read) -> list[str]:
    """What `read_stick` took in."""
    if not read.found:
        return []
    lines = [tr("{n} recording received by the office.", n=read.receipts)]
    if read.removed:
        lines.append(tr("{n} recording that the office has was taken off the stick.", n=read.removed))
    if read.bulletin is not None:
        lines.append(tr("New settings and counts of the office were taken in."))
    if read.letter is not None:
        lines.append(tr("A register of residents has come. It is taken in at the next login."))
    return lines


def _bad_of_read(read: Read) -> list[str]:
    """What `read_stick` could not use."""
    lines = []
    if not read.found and read.others:
        lines.append(
            tr("The office's answer on this stick is for another booth: {booths}.", booths=", ".join(read.others))
        )
    elif not read.found:
        lines.append(tr("There is no answer of the office on this stick yet. It must be read at the office first."))
    if read.refused:
        lines.append(_refused(read.refused))
    if read.bad:
        lines.append(tr("{n} receipt is not genuine. Nothing was deleted for it; call the technician.", n=read.bad))
    if read.spoilt:
        lines.append(
            tr("{n} file on the stick is damaged or not from our office. It was not used.", n=len(read.spoilt))
        )
    if read.locked:
        lines.append(tr("The stick cannot be written, so nothing was taken off it."))
    return lines


def _megabytes(count: int) -> int:
    """Bytes in whole MB, rounded up."""
    return -(-count // 1_000_000)


def _refused(refused: Sequence[tuple[str, str]]) -> str:
    codes = ", ".join(sorted({code for _, code in refused}))
    return tr(
        "The office did not take {n} recording from the stick ({codes}). It is kept here: write the stick again, and"
        " call the technician if that does not help.",
        n=len(refused),
        codes=codes,
    )
