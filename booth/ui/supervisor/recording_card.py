"""What a supervisor sees of one recording: the summary, no image and no print."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Slot

from booth.domain.errors import BoothError
from booth.domain.recording import Approval
from booth.store.recordings import Recording
from booth.ui.kit.banner import Banner
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import grouped
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.ui.worker import Job
from booth.workflow.codes import village_label
from booth.workflow.corrections import corrected_fields, shown_fields
from booth.workflow.words import shown_date, shown_moment, shown_number
from resources.i18n import N_, tr

_WORDS = {
    Approval.PENDING: N_("waits for approval"),
    Approval.APPROVED: N_("approved by {by}"),
    Approval.RETURNED: N_("sent back by {by}"),
}


class RecordingCard(Card):
    """Shows one recording, or nothing."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._recording: Recording | None = None
        self._names: Mapping[str, str] = {}
        self._job: Job | None = None
        self._corrected: dict[str, tuple[str, ...]] = {}  # recording's id → fields, as far as it was looked up
        self._name = Label(role=Role.COACH, wrap=True)
        self._care = Banner()
        self._facts = Facts(columns=1)
        self.box.addWidget(self._name)
        self.box.addWidget(self._care)
        self.box.addWidget(self._facts)
        self.setMinimumWidth(380)

    def show_recording(self, recording: Recording | None, names: Mapping[str, str]) -> None:
        """`names` are those of the operators by login. The same again changes nothing."""
        if (recording, names) == (self._recording, self._names):
            return
        self._recording, self._names = recording, names
        self._write()
        if self._job is not None:
            self._job.cancel()  # who leafs on quickly waits for the last one only
            self._job = None
        if recording is not None and recording.exceptions and recording.id not in self._corrected:
            # A correction counts among the exceptions: without any, the log need not be searched.
            self._job = self._station.store.run(
                _corrected, self._station, recording.id, done=self._found, failed=self._not_found
            )

    @Slot(object)
    def _found(self, found: tuple[str, tuple[str, ...]]) -> None:
        self._job = None
        recording_id, fields = found
        self._corrected[recording_id] = fields
        if fields and self._recording is not None and self._recording.id == recording_id:
            self._write()

    @Slot(object)
    def _not_found(self, error: Exception) -> None:
        """The list says what is wrong with the vault; here it is only one line less."""
        if not isinstance(error, BoothError):
            raise error

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _write(self) -> None:
        found = self._recording
        self.setVisible(found is not None)
        if found is None:
            return
        self._name.show_text(found.nama_lengkap)
        self._care.setVisible(bool(found.exceptions or found.approval is Approval.RETURNED))
        if found.approval is Approval.RETURNED:
            self._care.say(Level.CARE, N_("Sent back: {reason}"), reason=found.approval_reason)
        elif found.exceptions:
            self._care.say(
                Level.CARE,
                N_("{n} exceptions: fingers, photo, signature, verification, papers or corrected data"),
                n=found.exceptions,
            )
        fields = self._corrected.get(found.id, ())
        changed = ", ".join(tr(label) for label in shown_fields(fields))
        by = self._names.get(found.approved_by, found.approved_by)
        self._facts.set_facts(
            [
                (N_("NIK"), grouped(found.nik)),
                (N_("Date of birth"), shown_date(found.tanggal_lahir)),
                (N_("Village"), village_label(found.kode_wilayah)),
                (N_("Saved"), shown_moment(found.saved_at, self._station.booth.zone)),
                (N_("Operator"), self._names.get(found.operator, found.operator)),
                (N_("Time taken"), tr("{minutes} min", minutes=shown_number(round(found.seconds / 60, 1)))),
                (N_("Photo taken again"), tr("{n} times", n=found.photo_retakes) if found.photo_retakes else tr("no")),
                (N_("Source of the data"), tr("taken down by hand") if found.by_hand else tr("register")),
                *([(N_("Corrected data"), changed)] if fields else []),
                (N_("Approval"), tr(_WORDS[found.approval], by=by)),
            ]
        )


def _corrected(station: Station, recording_id: str) -> tuple[str, tuple[str, ...]]:
    """On the store's thread: which fields of this recording were corrected."""
    return recording_id, corrected_fields(station.desk.vault, recording_id)
