"""What has no receipt yet, for the supervisor: refused, being sent, waiting; and how the line is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.recording import State
from booth.workflow.errors import OfficeTrouble
from booth.workflow.status import booth_status
from sync.errors import SyncError
from sync.outbox import State as Packet

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from booth.workflow.counts import DayCount
    from booth.workflow.desk import Desk
    from booth.workflow.status import BoothStatus

LISTED = 200


@dataclass(frozen=True)
class Advice:
    """What a refusal means and what to do; source texts. `again`: sending it again may help."""

    meaning: str
    act: str
    again: bool


_TECHNICIAN = N_("Call the technician. Nothing is lost: the sealed recording stays here.")
_SEND_AGAIN = N_("Send it again. If it is refused once more, call the technician.")
_ADVICE = {
    "digest": Advice(N_("It arrived damaged at the office, several times."), _SEND_AGAIN, again=True),
    "office-failed": Advice(N_("The office failed over it again and again."), _SEND_AGAIN, again=True),
    "receipt": Advice(N_("The office's receipt for it is not genuine."), _TECHNICIAN, again=True),
    "conflict": Advice(N_("The office already holds another recording under this number."), _TECHNICIAN, again=False),
    "damaged": Advice(
        N_("The sealed recording is damaged on this computer."),
        N_("Call the technician. The resident may have to be recorded again."),
        again=False,
    ),
    "other-booth": Advice(N_("It was sealed by another booth."), _TECHNICIAN, again=False),
    "signature": Advice(N_("The office does not recognise this booth's signature."), _TECHNICIAN, again=True),
    "bad-manifest": Advice(N_("The office cannot read its cover."), _TECHNICIAN, again=True),
    "too-large": Advice(N_("It is larger than the office accepts."), _TECHNICIAN, again=False),
}
_UNKNOWN = Advice(N_("The office refused it."), _SEND_AGAIN, again=True)


def refusal_advice(code: str) -> Advice:
    """What the office's code means; a general answer for one that is not known."""
    return _ADVICE.get(code, _UNKNOWN)


@dataclass(frozen=True)
class QueueLine:
    """One recording without a receipt. The name is empty where the vault lacks its summary."""

    id: str
    name: str
    nik: str
    day: str
    operator: str  # name
    state: State
    code: str
    size: int  # bytes
    queued_at: datetime


@dataclass(frozen=True)
class QueueView:
    """The first `LISTED` lines; the counts are of all days but `received_today`.

    `originals` are recordings whose lossless images are still to follow, with their bytes.
    """

    lines: tuple[QueueLine, ...]
    waiting: int
    sending: int
    refused: int
    received_today: int
    unsent_bytes: int
    status: BoothStatus
    contact_at: datetime | None  # when the office last answered
    originals: int = 0
    originals_bytes: int = 0


def queue_view(booth: Booth, desk: Desk) -> QueueView:
    """Queue and line now. Raises `OfficeTrouble`, `StoreError`."""
    status = booth_status(booth)
    today: DayCount = booth.count()
    try:
        unsent, tally = booth.outbox.unsent(LISTED), booth.outbox.counts()
        originals, originals_bytes = booth.outbox.originals.left()
    except SyncError as error:
        raise OfficeTrouble(error) from error
    line = status.line
    names = {user.login: user.name for user in desk.vault.users.list()}
    lines = []
    for packet in unsent:
        known = desk.vault.recordings.get(packet.id)
        lines.append(
            QueueLine(
                packet.id,
                known.nama_lengkap if known else "",
                known.nik if known else "",
                packet.day,
                names.get(packet.operator, packet.operator),
                _STATES[packet.state],
                packet.code,
                packet.size,
                packet.queued_at,
            )
        )
    return QueueView(
        tuple(lines),
        tally.states.get(Packet.QUEUED, 0),
        tally.states.get(Packet.SENDING, 0),
        tally.states.get(Packet.PARKED, 0),
        today.received,
        tally.unsent_bytes,
        status,
        datetime.fromisoformat(line.contact_at) if line and line.contact_at else None,
        originals,
        originals_bytes,
    )


_STATES = {Packet.QUEUED: State.QUEUED, Packet.SENDING: State.SENDING, Packet.PARKED: State.REFUSED}
