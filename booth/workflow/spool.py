"""Printing that survives a printer that is off: what is to be printed is kept first and forgotten when it is printed.

A slip is marked before the printer gets its first byte. Whatever ends in between (a cut cable, a crash, a logout)
leaves the mark, and a marked slip is never printed again by itself: only whoever looks at the paper knows. One that
was kept on another day is asked about first, too, because its owner has gone home.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from booth.devices.ports import DeviceError
from booth.devices.printer.errors import PrintCutOff
from booth.devices.slip import Block, Code, Gap, Heading, Row, Rule, Slip, Text
from booth.domain.errors import N_, BoothError
from booth.workflow.equipment import NoPrinter
from booth.workflow.errors import WorkflowError
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from booth.devices.ports import Cancel
    from booth.store.spool import Spooled
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment

log = logging.getLogger(__name__)

PRINT_WAIT = 30.0  # seconds until a printer must have printed a slip

_PRINTING, _CUT_OFF, _AGAIN, _DAMAGED = "printing", "cut off", "again", "damaged"  # marks; empty: it waits


class SlipDamaged(WorkflowError):
    """A kept slip cannot be read."""

    text = N_("A paper that waited for the printer is damaged. Print it anew from the list of the day.")


class Waiting(Enum):
    """Why a slip is still there. The value is a source text."""

    DUE = N_("waits for the printer")
    DOUBT = N_("perhaps cut off: look at the paper")
    OLD = N_("from another day")
    DAMAGED = N_("damaged: print it anew from the list of the day")


@dataclass(frozen=True)
class WaitingSlip:
    """One line of the list. `who` is the name on the slip, empty where there is none."""

    id: int
    at: datetime
    title: str
    who: str
    state: Waiting
    tries: int


@dataclass(frozen=True)
class Attempt:
    """What came of a try: the slip it was about, why it failed, whether the printer says that it printed, what is left.

    `slip` is None where nothing was due.
    """

    slip: int | None
    left: tuple[WaitingSlip, ...]
    error: BoothError | None = None
    sure: bool = True


def keep_slip(desk: Desk, slip: Slip, *, printer: str) -> int:
    """Keep `slip` for the printer of the setting `printer`; its id. Raises `NoPrinter`, `StoreError`."""
    if printer == "none":
        raise NoPrinter(device=tr(N_("Printer")))
    return desk.vault.spool.add(slip.title, slip_to_text(slip), actor=desk.user.login)


def waiting_slips(desk: Desk) -> tuple[WaitingSlip, ...]:
    """All that was not printed, the oldest first. Raises `StoreError`."""
    return tuple(_look(desk, each) for each in desk.vault.spool.all())


def print_due(desk: Desk, equipment: Equipment, cancel: Cancel) -> Attempt:
    """Print the oldest slip that is due, on the printer's thread. What goes wrong stands in the answer.

    Raises `StoreError` where the vault cannot be read.
    """
    spool = desk.vault.spool
    due = next((each for each in spool.all() if _look(desk, each).state is Waiting.DUE), None)
    if due is None:
        return Attempt(None, waiting_slips(desk))
    error: BoothError | None = None
    sure = True
    try:
        with equipment.printer() as printer:
            _print(desk, due, printer, cancel)
            sure = printer.info.details.get("answers", 1) != 0
    except BoothError as fault:
        error = fault
        log.info("slip %d not printed: %s", due.id, type(fault).__name__)
    return Attempt(due.id, waiting_slips(desk), error, sure)


def _print(desk: Desk, due: Spooled, printer: Any, cancel: Cancel) -> None:
    spool = desk.vault.spool
    try:
        slip = slip_from_text(due.slip)
    except SlipDamaged:
        spool.mark(due.id, _DAMAGED)
        raise
    if not spool.mark(due.id, _PRINTING, tried=1):
        return  # taken back just now
    try:
        printer.print_slip(slip, timeout=PRINT_WAIT, cancel=cancel)
    except PrintCutOff:
        spool.mark(due.id, _CUT_OFF)
        raise
    except DeviceError:
        spool.mark(due.id, due.mark)  # nothing of it was printed
        raise
    spool.remove(due.id)


def print_again(desk: Desk, slip: int) -> tuple[WaitingSlip, ...]:
    """Whoever looks at the paper says: print it, whole, whatever was before. Raises `StoreError`."""
    if desk.vault.spool.mark(slip, _AGAIN):
        desk.vault.audit.append("print.again", desk.user.login, str(slip))
    return waiting_slips(desk)


def forget_slip(desk: Desk, slip: int) -> tuple[WaitingSlip, ...]:
    """It need not be printed, or lies there whole. Raises `StoreError`."""
    with desk.vault.atomic():
        if desk.vault.spool.remove(slip):
            desk.vault.audit.append("print.dropped", desk.user.login, str(slip))
    return waiting_slips(desk)


def _look(desk: Desk, kept: Spooled) -> WaitingSlip:
    state = Waiting.DUE
    if kept.mark in {_PRINTING, _CUT_OFF}:
        state = Waiting.DOUBT
    elif kept.mark == _DAMAGED:
        state = Waiting.DAMAGED
    elif kept.mark != _AGAIN and kept.at.astimezone(desk.zone).date() != desk.day():
        state = Waiting.OLD
    return WaitingSlip(kept.id, kept.at, kept.title, _who(kept.slip), state, kept.tries)


def _who(text: str) -> str:
    """The name on a proof, in whichever language it was made: its second row."""
    try:
        slip = slip_from_text(text)
    except SlipDamaged:
        return ""
    rows = [block for block in slip.blocks if isinstance(block, Row)]
    return rows[1].value if len(rows) > 1 else ""


def slip_to_text(slip: Slip) -> str:
    """`slip` as JSON."""
    blocks = [[_NAMES[type(block)], *_fields(block)] for block in slip.blocks]
    return json.dumps({"title": slip.title, "filename": slip.filename, "blocks": blocks}, ensure_ascii=False)


def slip_from_text(text: str) -> Slip:
    """The slip of `slip_to_text`. Raises `SlipDamaged`."""
    try:
        read = json.loads(text)
        title, filename, blocks = read["title"], read["filename"], read["blocks"]
        if not (isinstance(title, str) and isinstance(filename, str) and isinstance(blocks, list)):
            raise SlipDamaged("form")
        return Slip(title, filename, tuple(_block(each) for each in blocks))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SlipDamaged(type(error).__name__) from error


_NAMES: dict[type, str] = {Heading: "heading", Text: "text", Row: "row", Code: "code", Rule: "rule", Gap: "gap"}


def _fields(block: Block) -> tuple[object, ...]:
    match block:
        case Heading() | Code():
            return (block.text,)
        case Text():
            return (block.text, block.small)
        case Row():
            return (block.label, block.value)
        case _:
            return ()


def _block(read: Sequence[Any]) -> Block:
    match read:
        case ["heading", str(text)]:
            return Heading(text)
        case ["text", str(text), bool(small)]:
            return Text(text, small)
        case ["row", str(label), str(value)]:
            return Row(label, value)
        case ["code", str(text)]:
            return Code(text)
        case ["rule"]:
            return Rule()
        case ["gap"]:
            return Gap()
        case _:
            raise SlipDamaged("block")
