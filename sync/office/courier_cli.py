"""`booth-office courier`: packets off a stick, receipts and news onto it."""

from __future__ import annotations

import json
import secrets
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from resources.i18n import N_, tr
from sync.courier_cli import add_stick, progress, say
from sync.errors import SyncError
from sync.office.terminal import add_group, add_verb

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from sync.office.courier import Taken
    from sync.office.courier_answer import Answered
    from sync.office.office import Office


def add_courier(verbs: Any) -> None:
    """Add `courier read` and `courier write`."""
    text = tr("Take recordings off a stick of booths, and give it receipts, settings and registers.")
    actions = add_group(verbs, "courier", text)
    reads = tr("Take in the recordings on the stick and write the answer onto it.")
    writes = tr("Write receipts, settings and registers onto the stick, and read nothing.")
    read = add_verb(actions, "read", reads, group="courier")
    write = add_verb(actions, "write", writes, group="courier")
    for verb in (read, write):
        add_stick(verb)
    write.add_argument(
        "--booth",
        metavar=tr("BOOTH"),
        action="append",
        default=[],
        help=tr("Short name of a booth; may be repeated (default: those on the stick, on an empty one all)"),
    )


def _read(args: Namespace) -> int:
    from sync.office.courier import read_stick
    from sync.office.courier_answer import write_stick

    answered: Answered | None = None
    trouble: SyncError | None = None
    with _office(args) as office:
        taken = read_stick(office, args.stick, told=progress())
        if taken.booths:
            refused = {each.booth: each.refused for each in taken.booths}
            try:
                answered = write_stick(office, args.stick, refused=refused, told=progress())
            except SyncError as error:  # a locked stick, say: what was taken in is told all the same
                trouble = error
    good, bad = _taken(taken)
    if answered is not None:
        more = _answered(answered)
        good, bad = [*good, *more[0]], [*bad, *more[1]]
    if trouble is not None:
        bad.append(tr(trouble.text).format(**trouble.params))
    if args.json:
        good = [json.dumps({**asdict(taken), "answer": None if answered is None else asdict(answered)})]
    say(good, bad)
    return 1 if bad else 0


def _write(args: Namespace) -> int:
    from sync.office.courier_answer import write_stick

    with _office(args) as office:
        answered = write_stick(office, args.stick, booths=args.booth, told=progress())
    good, bad = _answered(answered)
    say([json.dumps(asdict(answered))] if args.json else good, bad)
    return 1 if bad else 0


def _office(args: Namespace) -> AbstractContextManager[Office]:
    from sync.office.folder import Folder
    from sync.office.instants import system_clock
    from sync.office.office import open_office

    return closing(open_office(Folder(args.data), clock=system_clock, new_token=secrets.token_urlsafe))


def _taken(taken: Taken) -> tuple[list[str], list[str]]:
    """What went well, and what did not."""
    good, bad = [], []
    for each in taken.booths:
        good.append(tr("{booth}: {n} recording taken in from the stick.", booth=each.name, n=each.accepted))
        if each.known:
            good.append(tr("{booth}: {n} recording was here already.", booth=each.name, n=each.known))
        if each.originals:
            good.append(tr("{booth}: {n} lossless image set taken in.", booth=each.name, n=each.originals))
        if each.refused:
            codes = ", ".join(sorted(set(each.refused.values())))
            bad.append(
                tr(
                    "{booth}: {n} recording is damaged or not genuine ({codes}). It was not taken; the booth keeps it"
                    " and carries it again.",
                    booth=each.name,
                    n=len(each.refused),
                    codes=codes,
                )
            )
    for text, booths in (
        (N_("Booths that this office does not know: {booths}. Nothing was touched."), taken.unknown),
        (N_("Booths that are closed: {booths}. Nothing was taken."), taken.revoked),
    ):
        if booths:
            bad.append(tr(text, booths=", ".join(booths)))
    if taken.full:
        bad.append(
            tr("The office's disk is full. The rest is still on the stick: free some space, then read it again.")
        )
    if not (taken.booths or taken.unknown or taken.revoked):
        bad.append(tr("There are no recordings on this stick."))
    return good, bad


def _answered(answered: Answered) -> tuple[list[str], list[str]]:
    good, bad = [], []
    for each in answered.booths:
        good.append(tr("{booth}: {n} receipt written onto the stick.", booth=each.name, n=each.receipts))
        if each.bulletin is not None:
            good.append(tr("{booth}: settings and counts written.", booth=each.name))
        if each.letter is not None:
            good.append(tr("{booth}: register of residents written.", booth=each.name))
        if not each.whole:
            text = N_("{booth}: the stick has no room for all of the answer. Make room on it, then write it again.")
            bad.append(tr(text, booth=each.name))
    if answered.booths:
        good.append(tr("Take the stick back to the booth and read it there."))
    return good, bad


HANDLERS: Mapping[str, Callable[[Namespace], int]] = {"courier read": _read, "courier write": _write}
