"""Save: seal → outbox → vault, exactly once, with the power cut anywhere.

Three commits, in this order, the packet's id being the draft's and its originals':
  1. vault: the draft is SAVING and notes the seal's sha256, day and hour;
  2. outbox: the sealed packet is queued (idempotent by id), its originals with it: from here the recording is safe;
  3. vault: the draft and its captures go, the summary and the audit row come.
Originals, where the office wants them, are only a wish: nothing about them ends a save.
A draft found SAVING tells all: with the id in the outbox, commit 3 is still to do; without it, the draft goes back to
review with everything in it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from booth.domain.errors import BoothError
from booth.domain.recording import Approval, State, Step, move
from booth.store.recordings import Recording
from booth.workflow.contents import about, original_files, packet_files
from booth.workflow.duplicates import to_keep
from booth.workflow.errors import SaveFailed, SaveUnfinished
from booth.workflow.words import instant, sentence
from sync.errors import QueueConflict, QueueFull, SealFailed, SyncError
from sync.originals import wanted
from sync.packet import ManifestFacts, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from booth.store.drafts import Draft
    from booth.store.vault import Vault
    from booth.workflow.record import Record
    from booth.workflow.session import RecordingSession
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox
    from sync.packet import Sealed

log = logging.getLogger(__name__)

MOST_SEALS = 3  # where another packet takes the same number at the same moment

_SHA, _DAY, _HOUR, _AT, _BY = "save.sha256", "save.day", "save.hour", "save.at", "save.by"
_SECONDS, _RETAKES, _EXCEPTIONS = "save.seconds", "save.photo_retakes", "save.exceptions"


@dataclass(frozen=True)
class Saved:
    """A recording that is in the outbox and in the day's list. `day` is the booth's local day, ISO."""

    id: str
    sha256: str
    day: str
    hour: int
    seconds: float
    exceptions: int


class Saver:
    """Turns a finished session into a queued packet."""

    def __init__(
        self,
        vault: Vault,
        outbox: Outbox,
        identity: OfficeIdentity,
        seal_key: Ed25519PrivateKey,
        *,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
        actor: str,
        duplicate_days: int = 0,
    ) -> None:
        """`duplicate_days`: how long templates are kept to search among; 0: they are not."""
        self._vault = vault
        self._outbox = outbox
        self._identity = identity
        self._key = seal_key
        self._zone = zone
        self._clock = clock
        self._actor = actor
        self._duplicate_days = duplicate_days

    def save(self, session: RecordingSession, record: Record) -> Saved:
        """Raises `SaveFailed` (draft kept) or `SaveUnfinished` (safe, to be finished)."""
        if record.draft.state is State.SAVING:
            if self._queued(record.id):
                return self._finish(record.draft)
            self._return_to_review(record)
        for left in reversed(range(MOST_SEALS)):
            error = self._put(record, *self._seal(session, record))
            if error is None:
                break
            if not (isinstance(error, QueueConflict) and left):
                raise self._failed(error) from error
        return self._finish(record.draft)

    def recover(self) -> list[str]:
        """Finish or undo every save that was cut off; returns the ids now saved. Run at login.

        One that cannot be settled now (disk full, outbox held) stays as it is and is settled by the next try.
        """
        saved = []
        for draft in self._vault.drafts.list():
            if draft.state is not State.SAVING:
                continue
            try:
                if self._queued(draft.id):
                    saved.append(self._finish(draft).id)
                else:
                    self._vault.drafts.save(_reviewing(draft))
            except BoothError as error:
                log.warning("save of %s stays cut off for now: %s", draft.id, type(error).__name__)
            else:
                log.info("save of %s was cut off: %s", draft.id, "finished" if draft.id in saved else "back to review")
        return saved

    def originals_wanted(self) -> bool:
        """Whether the office wants originals, and there is room for them."""
        try:
            return wanted(self._outbox, self._identity) and self._outbox.originals.room()
        except SyncError as error:
            log.warning("whether originals are wanted is not known: %s", type(error).__name__)
            return False

    def _seal(self, session: RecordingSession, record: Record) -> tuple[Sealed, Sealed | None]:
        """Seal the recording, and its originals where they are wanted; and commit 1. Raises `SaveFailed`."""
        try:
            now = self._clock()
            local = now.astimezone(self._zone)
            figures = session.figures
            files = packet_files(session, record.draft.started_at)
            facts = ManifestFacts(
                id=record.id,
                booth=self._identity.booth,
                seq=self._outbox.reserve_seq(record.id),
                sealed_at=instant(now),
                day=local.date().isoformat(),
                hour=local.hour,
                time_zone=str(self._zone),
                kecamatan=session.resident.kode_kecamatan,
                operator=self._actor,
                about=about(session),
            )
            sealed = seal(files, facts=facts, recipients=self._identity.recipients, key=self._key)
            originals = original_files(session, files) if self.originals_wanted() else {}
            original = self._seal_originals(originals, facts, sealed) if originals else None
            with record.change() as change:
                change.set_note(_SHA, sealed.manifest.sha256)
                change.set_note(_DAY, sealed.manifest.day)
                change.set_note(_HOUR, str(sealed.manifest.hour))
                change.set_note(_AT, sealed.manifest.sealed_at)
                change.set_note(_BY, self._actor)
                change.set_note(_SECONDS, f"{figures.seconds:.1f}")
                change.set_note(_RETAKES, str(figures.photo_retakes))
                change.set_note(_EXCEPTIONS, str(figures.exceptions))
                change.step(Step.REVIEW)
                change.state(move(record.draft.state, State.SAVING))
        except (BoothError, SyncError) as error:
            raise self._failed(error) from error
        return sealed, original

    def _seal_originals(self, files: Mapping[str, bytes], facts: ManifestFacts, recording: Sealed) -> Sealed | None:
        try:
            return seal(
                files,
                facts=msgspec.structs.replace(facts, about={}),
                recipients=self._identity.recipients,
                key=self._key,
                recording=recording.manifest,
            )
        except SealFailed as error:
            log.warning("originals of %s cannot be sealed: %s", facts.id, error.detail)
            return None

    def _put(self, record: Record, sealed: Sealed, original: Sealed | None) -> SyncError | None:
        """Commit 2. None when the outbox has it; else what went wrong, with the draft back in review.

        A put that failed may have reached the disk all the same: only the outbox itself can tell.
        """
        try:
            self._queue(sealed, original)
        except SyncError as error:
            try:
                if self._queued(record.id):
                    return None
                self._return_to_review(record)
            except BoothError as second:
                log.warning("draft %s stays in saving until the next try: %s", record.id, type(second).__name__)
            return error
        return None

    def _queue(self, sealed: Sealed, original: Sealed | None) -> None:
        if original is not None:
            try:
                self._outbox.put(sealed.manifest, sealed.data, original)
            except QueueFull:
                log.warning("no room for the originals of %s", sealed.manifest.id)
            else:
                return
        self._outbox.put(sealed.manifest, sealed.data)

    def _return_to_review(self, record: Record) -> None:
        draft = _reviewing(record.draft)
        self._vault.drafts.save(draft)
        record.draft = draft

    def _finish(self, draft: Draft) -> Saved:
        notes, resident = draft.notes, draft.resident
        recording = Recording(
            id=draft.id,
            nik=resident.nik,
            nama_lengkap=resident.nama_lengkap,
            tanggal_lahir=resident.tanggal_lahir,
            kode_wilayah=resident.kode_wilayah,
            day=notes[_DAY],
            hour=int(notes[_HOUR]),
            operator=notes[_BY],
            saved_at=datetime.fromisoformat(notes[_AT]),
            sha256=notes[_SHA],
            exceptions=int(notes[_EXCEPTIONS]),
            seconds=float(notes[_SECONDS]),
            photo_retakes=int(notes[_RETAKES]),
            by_hand=draft.by_hand,
            approval=Approval.PENDING,
        )
        try:
            kept = to_keep(self._vault, draft, recording.day, days=self._duplicate_days)
            self._vault.finish(draft.id, recording, kept)
        except BoothError as error:
            log.exception("recording %s is queued, the vault could not be finished", draft.id)
            raise SaveUnfinished(draft.id, why=sentence(error)) from error
        return Saved(draft.id, recording.sha256, recording.day, recording.hour, recording.seconds, recording.exceptions)

    def _queued(self, draft_id: str) -> bool:
        try:
            return self._outbox.state(draft_id) is not None
        except SyncError as error:
            raise self._failed(error) from error

    @staticmethod
    def _failed(error: BoothError | SyncError) -> SaveFailed:
        failed = SaveFailed(type(error).__name__, why=sentence(error))
        failed.hint = error.hint or error.detail
        return failed


def _reviewing(draft: Draft) -> Draft:
    notes = {key: text for key, text in draft.notes.items() if not key.startswith("save.")}
    return replace(draft, state=move(draft.state, State.DRAFT), step=Step.REVIEW, notes=notes)
