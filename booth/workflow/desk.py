"""The desk of one logged-in person: search, look, begin, resume, discard, print again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from booth.domain.errors import BoothError
from booth.domain.jurisdiction import Finding
from booth.domain.nik import Nik
from booth.domain.recording import State, Step
from booth.domain.resident import parse_resident
from booth.workflow.accounts import Accounts
from booth.workflow.codes import historic_prefixes, kecamatan, kecamatan_label, value_lists
from booth.workflow.documents import papers_first
from booth.workflow.duplicates import forget_old
from booth.workflow.errors import (
    AlreadyInRegister,
    CannotRecord,
    DraftGone,
    OfficeTrouble,
    ReasonNeeded,
    RecordingGone,
    ResidentUnknown,
)
from booth.workflow.limits import refuse_over_limit
from booth.workflow.notices import Severity, notices_for
from booth.workflow.proof import check_proof, proof_slip
from booth.workflow.rights import Right, require
from booth.workflow.saving import Saver
from booth.workflow.session import RecordingSession, nearest, steps_of
from booth.workflow.supervision import Supervision
from sync.errors import SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    from booth.config import Settings
    from booth.devices.slip import Slip
    from booth.domain.national import NationalRecord
    from booth.domain.resident import FieldError, Resident
    from booth.store.recordings import Recording
    from booth.store.users import User
    from booth.store.vault import Vault
    from booth.workflow.notices import Notice
    from booth.workflow.proof import Proven
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox

log = logging.getLogger(__name__)


class Source(Enum):
    """Where the biodata come from."""

    REGISTER = "register"
    BY_HAND = "by_hand"  # taken down from the KK


@dataclass(frozen=True)
class Looked:
    """A resident with all there is to know before capture."""

    resident: Resident
    source: Source
    notices: tuple[Notice, ...]
    national: NationalRecord | None = None  # what became of an earlier recording, as the office said last

    @property
    def blocking(self) -> bool:
        """No recording here: say why and stop."""
        return any(notice.severity is Severity.BLOCK for notice in self.notices)

    @property
    def outside(self) -> bool:
        """To be referred to the office: the KK is of another kecamatan."""
        return any(notice.code == Finding.OUTSIDE.name for notice in self.notices)

    @property
    def recording(self) -> str:
        """Id of this booth's recording of the resident, whose proof can be printed; empty where there is none."""
        return next((notice.recording for notice in self.notices if notice.recording), "")

    @property
    def draft(self) -> str:
        """Id of the open draft that can be resumed; empty where there is none."""
        return next((notice.draft for notice in self.notices if notice.draft), "")


@dataclass(frozen=True)
class DraftLine:
    """One line of the list of drafts."""

    id: str
    resident: Resident
    by_hand: bool
    step: Step
    state: State
    operator: str
    started_at: datetime
    updated_at: datetime
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """Steps finished, of `len(steps)`."""
        return self.steps.index(self.step)


class Desk:
    """What one user does between login and logout. Made by `Booth.login`; `close()` locks the vault again."""

    def __init__(
        self,
        vault: Vault,
        outbox: Outbox,
        identity: OfficeIdentity,
        seal_key: Ed25519PrivateKey,
        *,
        settings: Settings,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self.vault = vault
        self.outbox = outbox
        self.identity = identity
        self.settings = settings
        self.zone = zone
        self._clock = clock
        self._new_id = new_id
        self._seal_key = seal_key
        self._saver = Saver(
            vault,
            outbox,
            identity,
            seal_key,
            zone=zone,
            clock=clock,
            actor=vault.user.login,
            duplicate_days=settings.duplicate_days,
        )
        self.recovered: tuple[str, ...] = tuple(self._saver.recover())
        self.accounts = Accounts(vault)
        self.supervision = Supervision(vault, outbox, settings=settings)
        self._papers_first = ""  # NIK of whoever is taken down by hand and whose papers are photographed at once
        self._tidied: date | None = None
        self._forget_old_templates()

    @property
    def user(self) -> User:
        return self.vault.user

    def day(self) -> date:
        """Today at this booth."""
        return self._clock().astimezone(self.zone).date()

    def check_password(self, password: str) -> None:
        """That the person at a locked screen is whoever logged in. Slow on purpose. Raises `LoginRefused`."""
        self.vault.users.authenticate(self.user.login, password)

    def search(self, text: str) -> list[Resident]:
        """The first 50 residents by NIK, KK number or any part of the name; fewer than three characters: none."""
        require(self.user, Right.RECORD)
        return self.vault.residents.search(text)

    def look(self, nik: str) -> Looked:
        """The register's entry with its notices. The access is logged. Raises `NumberError`, `ResidentUnknown`."""
        require(self.user, Right.RECORD)
        resident = self.vault.residents.get(Nik.parse(nik).text)
        if resident is None:
            raise ResidentUnknown
        return self._looked(resident, Source.REGISTER)

    def parse_by_hand(self, row: Mapping[str, str]) -> tuple[Resident | None, list[FieldError]]:
        """Check what was typed from a KK (column → text): the resident, or everything that is wrong."""
        return parse_resident(row, value_lists(), self.day())

    def look_by_hand(self, resident: Resident) -> Looked:
        """As `look` for one who is not in the register. Raises `AlreadyInRegister`."""
        require(self.user, Right.RECORD)
        if self.vault.residents.get(resident.nik) is not None:
            raise AlreadyInRegister
        return self._looked(resident, Source.BY_HAND)

    def papers_first(self, nik: str) -> None:
        """The recording of whoever is taken down by hand under this NIK begins with the papers; empty: nobody's."""
        self._papers_first = nik

    def refer(self, looked: Looked) -> None:
        """Note that the resident was sent to the Disdukcapil office, because the KK is of another kecamatan."""
        require(self.user, Right.RECORD)
        self.vault.audit.append(
            "resident.referred", self.user.login, looked.resident.nik, {"kecamatan": looked.resident.kode_kecamatan}
        )

    def start(self, looked: Looked) -> RecordingSession:
        """Begin the recording; the notices are looked up afresh.

        Raises `CannotRecord` where one blocks, `LimitReached` where too much waits for the office.
        """
        require(self.user, Right.RECORD)
        refuse_over_limit(self.outbox, self.identity, self._clock(), self.zone)
        self._forget_old_templates()
        resident = looked.resident
        notices = self._notices(resident, looked.source)
        for notice in notices:
            if notice.severity is Severity.BLOCK:
                raise CannotRecord(notice.source, **notice.params)
        with self.vault.atomic():
            draft = self.vault.drafts.create(
                self._new_id(),
                resident,
                operator=self.user.login,
                by_hand=looked.source is Source.BY_HAND,
                findings=tuple(notice.code for notice in notices),
                notes=papers_first() if self._papers_first == resident.nik else None,
            )
            self._papers_first = ""
            self.vault.audit.append("recording.begun", self.user.login, draft.id, {"by_hand": draft.by_hand})
        return self._session(draft.id)

    def drafts(self) -> list[DraftLine]:
        """All unfinished recordings of this booth, the one touched last first."""
        steps = steps_of(self.settings)
        return [
            DraftLine(
                d.id,
                d.resident,
                d.by_hand,
                nearest(d.step, steps),
                d.state,
                d.operator,
                d.started_at,
                d.updated_at,
                steps,
            )
            for d in self.vault.drafts.list()
        ]

    def resume(self, draft_id: str) -> RecordingSession:
        """Go on with a draft at its step. Raises `DraftGone`."""
        require(self.user, Right.RECORD)
        session = self._session(draft_id)
        session.unpark()
        session.catch_up()
        return session

    def discard(self, draft_id: str, reason: str) -> None:
        """Throw a draft away with all its captures. Raises `ReasonNeeded`, `DraftGone`, `MoveError`."""
        require(self.user, Right.RECORD)
        if not reason.strip():
            raise ReasonNeeded("discard")
        draft = self.vault.drafts.get(draft_id)
        if draft is None:
            raise DraftGone(draft_id)
        with self.vault.atomic():
            self.vault.drafts.delete(draft_id)
            self.vault.audit.append(
                "recording.discarded", self.user.login, draft_id, {"reason": reason.strip(), "step": draft.step.name}
            )

    def recorded(self, day: date | None = None) -> list[Recording]:
        """The summaries of a day (today by default), in the order they were saved."""
        return self.vault.recordings.of_day((day or self.day()).isoformat())

    def lost(self, newest: int = -1) -> list[str]:
        """Ids of recordings saved here that the queue knows nothing of, the newest first: its file was lost.

        The queue keeps a row of each for ever. Looks at all, or at the `newest`. Raises `OfficeTrouble`, `StoreError`.
        """
        try:
            return [each for each in self.vault.recordings.ids(newest) if self.outbox.state(each) is None]
        except SyncError as error:
            raise OfficeTrouble(error) from error

    def proof(self, recording_id: str) -> Slip:
        """The proof of recording, made anew; that it was made is logged. Raises `RecordingGone`."""
        recording = self.vault.recordings.get(recording_id)
        if recording is None:
            raise RecordingGone(recording_id)
        slip = proof_slip(
            recording,
            booth=self.identity.booth,
            booth_name=self.settings.name or self.identity.name,
            zone=self.zone,
            key=self._seal_key,
        )
        self.vault.audit.append("proof.made", self.user.login, recording_id)
        return slip

    @property
    def seal_public(self) -> Ed25519PublicKey:
        """The public half of this booth's seal key."""
        return self._seal_key.public_key()

    def check_proof(self, code: str) -> Proven:
        """What the QR code of a proof says. Raises `ProofInvalid` unless this booth made it."""
        return check_proof(code, self.seal_public)

    def close(self) -> None:
        """Log out: the vault is locked."""
        try:
            self.vault.audit.append("logout", self.user.login)
        except BoothError as error:
            log.warning("logout not logged: %s", type(error).__name__)
        self.vault.close()

    def _forget_old_templates(self) -> None:
        """Once a day: at login, and at the first resident where nobody logs out for days. Never in anybody's way."""
        today = self.day()
        if self._tidied == today:
            return
        try:
            forget_old(self.vault, today, days=self.settings.duplicate_days)
        except BoothError as error:
            log.warning("old templates are still there: %s", type(error).__name__)
        else:
            self._tidied = today

    def _looked(self, resident: Resident, source: Source) -> Looked:
        national = self.vault.national.get(resident.nik)
        looked = Looked(resident, source, self._notices(resident, source), national)
        self.vault.audit.append(
            "resident.looked", self.user.login, resident.nik, {"notices": [notice.code for notice in looked.notices]}
        )
        return looked

    def _notices(self, resident: Resident, source: Source, but: str = "") -> tuple[Notice, ...]:
        return notices_for(
            resident,
            today=self.day(),
            zone=self.zone,
            kecamatan=self.identity.kecamatan,
            kecamatan_name=kecamatan_label(resident.kode_kecamatan),
            known=kecamatan(),
            historic=historic_prefixes(),
            recordings=self.vault.recordings.for_nik(resident.nik),
            drafts=[d for d in self.vault.drafts.list() if d.resident.nik == resident.nik and d.id != but],
            by_hand=source is Source.BY_HAND,
            national=self.vault.national.get(resident.nik),
        )

    def _session(self, draft_id: str) -> RecordingSession:
        draft = self.vault.drafts.get(draft_id)
        if draft is None:
            raise DraftGone(draft_id)
        source = Source.BY_HAND if draft.by_hand else Source.REGISTER
        shown = [n for n in self._notices(draft.resident, source, draft_id) if n.code in draft.findings]
        return RecordingSession(
            self.vault,
            draft,
            notices=tuple(shown),
            settings=self.settings,
            saver=self._saver,
            clock=self._clock,
            look=partial(self._notices, source=source, but=draft_id),
            today=self.day,
        )
