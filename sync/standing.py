"""How sending stands, for whoever asks at a terminal: all of it from the queue's file, whether an agent runs or not."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from resources.i18n import tr
from sync import bulletins, inbox
from sync.agent import LOCK, OUTBOX
from sync.errors import NotEnrolled
from sync.identity import load_identity
from sync.line import LineState
from sync.lock import agent_running
from sync.outbox import Outbox, State

if TYPE_CHECKING:
    from pathlib import Path

    from sync.line import LineStatus
    from sync.queued import Parked, Tally


@dataclass(frozen=True)
class Standing:
    """`originals` that wait and their bytes; versions of what came down, 0 for none; `line` as the agent said last."""

    tally: Tally
    oldest: datetime | None
    parked: list[Parked]
    originals: tuple[int, int]
    bulletin: int
    register: int
    running: bool
    line: LineStatus | None

    @property
    def rate(self) -> float:
        """Bytes a second that arrive now; 0 while nothing is being sent, or by nobody."""
        sending = self.running and self.line is not None and self.line.state is LineState.SENDING
        return self.line.rate if sending and self.line is not None else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the recordings that wait take at this rate; None where nothing moves."""
        return self.tally.unsent_bytes / self.rate if self.rate > 0 else None

    def count(self, state: State) -> int:
        """Recordings in `state`."""
        return self.tally.states.get(state, 0)


def read_standing(folder: Path) -> Standing:
    """How sending stands in the data folder `folder`. Raises `NotEnrolled`, `IdentityDamaged`, `QueueError`s."""
    identity = load_identity(folder)
    path = folder / OUTBOX
    if identity is None and not path.exists():
        raise NotEnrolled(str(folder))
    with closing(Outbox.open(path, clock=lambda: datetime.now(UTC))) as outbox:
        bulletin = bulletins.current(outbox, identity) if identity else None
        return Standing(
            tally=outbox.counts(),
            oldest=outbox.oldest_unsent(),
            parked=outbox.parked(),
            originals=outbox.originals.left(),
            bulletin=bulletin.version if bulletin else 0,
            register=inbox.taken(outbox).number,
            running=agent_running(folder / LOCK),
            line=outbox.read_line(),
        )


def values(standing: Standing) -> dict[str, Any]:
    """For programs: counts of recordings by state, bytes, ISO instants, seconds."""
    line, (originals, original_bytes) = standing.line, standing.originals
    return {
        **{state.value: standing.count(state) for state in State},
        "bytes": standing.tally.unsent_bytes,
        "oldest": standing.oldest.isoformat() if standing.oldest else None,
        "refused": {each.id: each.code for each in standing.parked},
        "rate": round(standing.rate, 1),
        "left": standing.tally.unsent_bytes,
        "seconds_left": None if standing.seconds_left is None else round(standing.seconds_left, 1),
        "originals": {"queued": originals, "bytes": original_bytes},
        "bulletin": standing.bulletin,
        "register": standing.register,
        "running": standing.running,
        "line": line.state.value if line else None,
        "since": line.since if line else None,
        "contact": (line.contact_at or None) if line else None,
    }


def lines(standing: Standing) -> list[str]:
    """For people, in the language in use."""
    said = [
        tr("Waiting to be sent: {count}", count=standing.count(State.QUEUED)),
        tr("Being sent: {count}", count=standing.count(State.SENDING)),
        tr("Received by the office: {count}", count=standing.count(State.RECEIPTED)),
        tr("Refused by the office: {count}", count=standing.count(State.PARKED)),
        *(f"  {each.id}  {each.day}  {each.code}" for each in standing.parked),
    ]
    if standing.originals[0]:
        said.append(tr("Lossless images that follow when the line is idle: {count}", count=standing.originals[0]))
    if standing.oldest:
        said.append(tr("Oldest not yet received: {when}", when=f"{standing.oldest.astimezone():%d-%m-%Y %H:%M}"))
    if standing.seconds_left is not None:
        left, rate = f"{standing.seconds_left / 60:.0f}", f"{standing.rate / 1000:.1f}"
        said.append(tr("About {minutes} minutes left at {rate} kB a second.", minutes=left, rate=rate))
    if not standing.running:
        said.append(tr("Nothing is sending now: open the booth, or use “booth-sync run”."))
    if standing.line:
        params: dict[str, Any] = dict(standing.line.params)
        said.append(tr("Line: {text}", text=" ".join(tr(standing.line.text, **params).split())))
    return said
