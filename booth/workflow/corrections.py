"""Corrected biodata (form F-1.06): which field, old and new, the paper that proves it, confirmed with a password.

From the confirmation on the recording goes by the corrected resident: screens, notices, background of the photo,
proof, packet and summary. The booth's copy of the register stays as the office sent it: the office decides what
becomes of a correction, and sends the register anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from booth.biometrics.face import FaceVerdict
from booth.domain.errors import N_
from booth.domain.recording import background_for
from booth.domain.resident import FIELDS, parse_field
from booth.workflow.codes import value_lists
from booth.workflow.errors import WorkflowError
from booth.workflow.photo import KIND as PHOTO
from booth.workflow.words import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from booth.domain.resident import Field, Resident
    from booth.store.vault import Vault
    from booth.workflow.documents import DocumentWork
    from booth.workflow.notices import Notice
    from booth.workflow.record import Change, Record

CORRECTED, WITHDRAWN = "biodata.corrected", "biodata.correction_withdrawn"  # in the activity log
MOST_EVENTS = 500  # of one recording in the activity log: far more than a recording has
_NOTE = "biodata.corrections"
_CONFIRMED = "biodata.confirmed"
_PHOTO_REASON = "photo.reason"
_FIXED = {"nik", "status_rekam"}  # a NIK never changes; whether somebody was recorded is the office's to say
CORRECTABLE: tuple[Field, ...] = tuple(field for field in FIELDS if field.name not in _FIXED)


class NotCorrectable(WorkflowError):
    text = N_("This cannot be corrected here: a NIK never changes.")


class NothingChanged(WorkflowError):
    text = N_("This is what stands there already.")


class PaperNeeded(WorkflowError):
    text = N_("Choose the paper that proves it. It must be photographed first.")


class Correction(msgspec.Struct, frozen=True):
    """One corrected field. `old` and `new` are texts as in a row of the register; `document` is the paper's id."""

    field: str
    old: str
    new: str
    document: str
    confirmed_by: str
    at: str


@dataclass(frozen=True)
class Proposal:
    """A correction that keeps to the rules and only wants confirming."""

    field: Field
    new: str
    resident: Resident
    document: str


class CorrectionWork:
    """The corrections of one recording."""

    def __init__(
        self,
        record: Record,
        documents: DocumentWork,
        *,
        notices: tuple[Notice, ...],
        look: Callable[[Resident], tuple[Notice, ...]],
        today: Callable[[], date],
    ) -> None:
        """`notices` is what there is to know now, `look` finds it for another resident; `today` is the booth's day."""
        self.notices = notices
        self._record = record
        self._documents = documents
        self._look = look
        self._today = today
        self._hold_papers()

    @property
    def made(self) -> tuple[Correction, ...]:
        """In the order in which they were confirmed."""
        text = self._record.note(_NOTE)
        return msgspec.json.decode(text, type=tuple[Correction, ...]) if text else ()

    def of(self, field: str) -> Correction | None:
        """The correction of this field, or None."""
        return next((each for each in self.made if each.field == field), None)

    def propose(self, field: str, text: str, document: str) -> Proposal:
        """Check a correction before a password is asked for.

        Raises `NotCorrectable`, `FieldError`, `NothingChanged`, `PaperNeeded`.
        """
        found = next((each for each in CORRECTABLE if each.name == field), None)
        if found is None:
            raise NotCorrectable(field)
        value = parse_field(found, text, value_lists(), self._today())
        before = self._record.draft.resident
        if value == getattr(before, field):
            raise NothingChanged(field)
        if document not in {paper for paper, _, _ in self._documents.names()}:
            raise PaperNeeded(field)
        resident = replace(before, **{field: value})  # type: ignore[arg-type]
        return Proposal(found, resident.to_row()[field], resident, document)

    def confirm(self, proposal: Proposal, password: str) -> Correction:
        """Make the correction in the name of whoever is logged in, who gives the password again. Slow on purpose.

        Raises `LoginRefused` (with the seconds to wait, as at the login), and what `propose` raises.
        """
        vault = self._record.vault
        proposal = self.propose(proposal.field.name, proposal.new, proposal.document)  # papers may be gone since
        vault.users.authenticate(vault.user.login, password)
        name, before = proposal.field.name, self.of(proposal.field.name)
        old = before.old if before else self._record.draft.resident.to_row()[name]
        at = instant(self._record.clock())
        made = Correction(name, old, proposal.new, proposal.document, vault.user.login, at)
        kept = tuple(each for each in self.made if each.field != name)
        # Back to what the register says is no correction.
        corrections = kept if old == proposal.new else (*kept, made)
        kinds = {paper: kind.slug for paper, kind, _ in self._documents.names()}
        if corrections == kept:
            self._become(proposal.resident, kept, WITHDRAWN, {"field": name})
        else:
            detail: dict[str, object] = {"field": name, "document": kinds[proposal.document]}
            self._become(proposal.resident, corrections, CORRECTED, detail)
        return made

    def withdraw(self, field: str) -> None:
        """The field is again as it was; needs no password. Nothing happens where it was not corrected."""
        made = self.of(field)
        if made is None:
            return
        found = next(each for each in CORRECTABLE if each.name == field)
        value = date(*map(int, reversed(made.old.split("-")))) if found.name == "tanggal_lahir" else made.old
        resident = replace(self._record.draft.resident, **{field: value})  # type: ignore[arg-type]
        kept = tuple(each for each in self.made if each.field != field)
        self._become(resident, kept, WITHDRAWN, {"field": field})

    def in_packet(self) -> list[dict[str, str]]:
        """For `recording.json`: `document` is the name of the paper's first page in the packet."""
        names = self._documents.file_names()
        return [
            {
                "field": each.field,
                "old": each.old,
                "new": each.new,
                "document": names[each.document][0],
                "confirmed_by": each.confirmed_by,
                "at": each.at,
            }
            for each in self.made
        ]

    def _become(
        self, resident: Resident, corrections: tuple[Correction, ...], event: str, detail: dict[str, object]
    ) -> None:
        """One commit: the other resident, notices anew, biodata to be confirmed again, the photo looked at again."""
        before = self._record.draft
        notices = self._look(resident)
        findings = tuple(notice.code for notice in notices)
        try:
            with self._record.change() as change:
                self._record.draft = replace(before, resident=resident, findings=findings)
                change.set_note(_NOTE, msgspec.json.encode(corrections).decode() if corrections else "")
                change.set_note(_CONFIRMED, "")
                change.content_changed()
                if background_for(before.resident.tanggal_lahir) is not background_for(resident.tanggal_lahir):
                    self._other_cloth(change)
                self._record.vault.audit.append(event, self._record.vault.user.login, before.id, detail)
        except BaseException:
            self._record.draft = before
            raise
        self.notices = notices
        self._hold_papers()

    def _other_cloth(self, change: Change) -> None:
        """The cloth behind the photos has the colour of the other year: they need another try, or a reason.

        What a photo was before is kept beside it, for a correction that is withdrawn.
        """
        for shot in self._record.captures(PHOTO):
            before = shot.meta.get("other_cloth")
            if before is not None:
                meta = {key: value for key, value in shot.meta.items() if key != "other_cloth"} | before
            else:
                wrong = FaceVerdict.CLOTH_COLOUR.name
                judged = {"verdict": shot.meta["verdict"], "reasons": list(shot.meta.get("reasons", ()))}
                reasons = [name for name in judged["reasons"] if name not in {wrong, FaceVerdict.OK.name}]
                verdict = wrong if judged["verdict"] == FaceVerdict.OK.name else judged["verdict"]
                meta = shot.meta | {"verdict": verdict, "reasons": [*reasons, wrong], "other_cloth": judged}
            change.put(PHOTO, shot.key, shot.attempt, shot.data, meta)
        change.set_note(_PHOTO_REASON, "")

    def _hold_papers(self) -> None:
        self._documents.in_use = frozenset(each.document for each in self.made)


def corrected_fields(vault: Vault, recording_id: str) -> tuple[str, ...]:
    """Which fields of a saved recording were corrected, by the activity log: for whoever approves it.

    The values are sealed in the packet and known to the office only.
    """
    found: dict[str, None] = {}
    for row in reversed(vault.audit.recent(MOST_EVENTS, recording_id)):
        if row.event == CORRECTED:
            found[str(row.detail["field"])] = None
        elif row.event == WITHDRAWN:
            found.pop(str(row.detail["field"]), None)
    return tuple(found)


def shown_fields(names: Sequence[str]) -> tuple[str, ...]:
    """The labels of these fields, as source texts, in the order of the biodata."""
    return tuple(field.label for field in FIELDS if field.name in names)
