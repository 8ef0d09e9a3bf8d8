"""What the office wrote for a booth, off a stick: receipts, counts, bulletin, letter. Only what is genuine and new."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sync import bulletins, inbox, wire
from sync import courier_layout as layout
from sync.errors import LetterDamaged, StatementRefused
from sync.fetching import register_here
from sync.news import Bulletin
from sync.queued import State
from sync.statements import believe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from sync.courier_files import Stick
    from sync.errors import ReceiptError
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox
    from sync.packetqueue import PacketQueue

log = logging.getLogger(__name__)

_AT_ONCE = 100  # receipts settled in one transaction: a recording that is saved meanwhile waits for no more


@dataclass(frozen=True)
class Read:
    """What `read_stick` found for this booth.

    `receipts` are newly stored, `bad` receipts not genuine or not for what is here, `refused` packets with the
    office's reason, `spoilt` files not as the office wrote them, `removed` packets taken off the stick. `others` are
    the booths for which something is on it, `found` whether anything is for this one. `bulletin` and `letter` are the
    versions that came, None where nothing new did. `locked`: the stick cannot be written, so nothing was removed.
    """

    found: bool = False
    receipts: int = 0
    bad: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    spoilt: tuple[str, ...] = ()
    bulletin: int | None = None
    letter: int | None = None
    removed: int = 0
    others: tuple[str, ...] = ()
    locked: bool = False


class Reader:
    """One reading of one stick for one booth. What is wrong is left out and counted, the rest is used."""

    def __init__(self, stick: Stick, folder: Path, outbox: Outbox, identity: OfficeIdentity) -> None:
        self._stick = stick
        self._folder = folder
        self._outbox = outbox
        self._identity = identity
        self._key = wire.public_key(identity.office_key)
        self._receipts = self._bad = 0
        self._refused: dict[str, str] = {}
        self._spoilt: list[str] = []
        self._bulletin: int | None = None
        self._letter: int | None = None

    def read(self, told: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Read:
        """Take in what is there. Raises `StickLost`, `QueueError`, `FolderUnusable`; what was taken in stays."""
        replies = layout.replies_to(self._stick, self._identity.booth)
        steps: list[Callable[[], None]] = [partial(self._take_reply, place) for place in replies]
        steps += [self._take_bulletin, self._take_letter]
        for number, step in enumerate(steps):
            if cancelled():
                break
            try:
                step()
            except (StatementRefused, LetterDamaged) as error:
                log.warning("%s: %s", type(error).__name__, error)
                self._spoilt.append(error.detail)
            told(number + 1, len(steps))
        booths = layout.booths_on(self._stick, layout.TO)
        waiting = {packet: code for packet, code in self._refused.items() if _unsettled(self._outbox, packet)}
        return Read(
            found=bool(self._stick.names(*self._place())),
            receipts=self._receipts,
            bad=self._bad,
            refused=tuple(waiting.items()),
            spoilt=tuple(self._spoilt),
            bulletin=self._bulletin,
            letter=self._letter,
            others=tuple(booth for booth in booths if booth != self._identity.booth),
        )

    def _place(self, *name: str) -> tuple[str, ...]:
        return layout.TO, layout.folder_of(self._identity.booth), *name

    def _take_reply(self, place: tuple[str, ...]) -> None:
        reply = layout.heard(self._stick, layout.Reply, self._key, *place)
        if reply is None:
            return
        if (reply.office, reply.booth) != (self._identity.office, self._identity.booth):
            raise StatementRefused(f"{place[-1]}: of {reply.office} for {reply.booth}")
        stored, bad = _settle(self._outbox, reply.receipts, self._key)
        also_bad = _settle(self._outbox.originals, reply.originals, self._key)[1]
        self._receipts, self._bad = self._receipts + stored, self._bad + bad + also_bad
        self._refused |= reply.refused
        _keep_counts(self._outbox, reply, self._identity.booth)
        if reply.after <= self._outbox.cursor < reply.cursor:
            self._outbox.cursor = reply.cursor

    def _take_bulletin(self) -> None:
        statement = layout.statement_at(self._stick, *self._place(layout.BULLETIN))
        if statement is None:
            return
        said = believe(statement, Bulletin, self._key)
        before = bulletins.current(self._outbox, self._identity)
        if before is not None and bulletins.older((said.version, said.issued_at), (before.version, before.issued_at)):
            return  # the stick was on its way for long: nothing is wrong with it
        if bulletins.keep(self._outbox, statement, self._identity) != before:
            self._bulletin = said.version

    def _take_letter(self) -> None:
        statement = layout.statement_at(self._stick, *self._place(layout.LETTER))
        key = inbox.read_key(self._folder)
        if statement is None or key is None:  # before the first login nothing is sealed to this booth
            return
        letter = inbox.check(statement, self._identity, key[1].recipient)
        have = register_here(self._folder, self._outbox, self._identity, key[1].recipient)
        if not inbox.applies(letter, have) or inbox.refused_before(self._folder, letter):
            return
        inbox.forget_parts(self._folder, letter)
        part = inbox.part_of(self._folder, letter)
        whole = part.with_name("courier.new")
        with inbox.files(self._folder), whole.open("wb") as out:
            for piece in self._stick.pieces(*self._place(layout.SEALED)):
                if out.tell() + len(piece) > letter.size:
                    break
                out.write(piece)
        with inbox.files(self._folder):
            whole.replace(part)  # at once: the agent may be gathering the same letter
        inbox.put(self._folder, statement, letter)
        self._letter = letter.version


def _settle(packets: PacketQueue, receipts: tuple[wire.Receipt, ...], key: Ed25519PublicKey) -> tuple[int, int]:
    """How many were stored now, and how many are not genuine. Those for packets that this queue never had are left:
    it was restored from a backup, and the recordings are at the office."""
    states = {receipt.id: packets.state(receipt.id) for receipt in receipts}
    here = [receipt for receipt in receipts if states[receipt.id] is not None]
    errors: dict[str, ReceiptError] = {}
    for at in range(0, len(here), _AT_ONCE):
        errors |= packets.settle_all(here[at : at + _AT_ONCE], key)
    for error in errors.values():
        log.error("%s", error)
    new = {receipt.id for receipt in here if states[receipt.id] is not State.RECEIPTED} - errors.keys()
    return len(new), len(errors)


def _keep_counts(outbox: Outbox, reply: layout.Reply, booth: str) -> None:
    """Take the office's counts of days about which nothing newer is known."""
    counts = reply.counts
    if counts is None or counts.booth != booth:
        return
    newer = {}
    for day, count in counts.days.items():
        known = outbox.office_counts(day)
        if known is None or known.as_of < datetime.fromisoformat(counts.as_of):
            newer[day] = count
    if newer:
        outbox.store_office_counts(wire.Counts(booth=booth, as_of=counts.as_of, days=newer))


def _unsettled(outbox: Outbox, packet: str) -> bool:
    return outbox.state(packet) not in {None, State.RECEIPTED}
