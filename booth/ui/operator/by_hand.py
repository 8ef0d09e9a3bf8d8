"""A resident who is not in the register: the biodata are typed from the KK, checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import Signal, Slot

from booth.domain.resident import FIELDS, FieldError, FieldFault
from booth.ui.kit.form import FieldForm
from booth.ui.kit.label import Card
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.workflow.codes import value_lists, village_label, villages
from booth.workflow.errors import AlreadyInRegister
from resources.i18n import tr

_TYPED = tuple(field for field in FIELDS if field.name != "status_rekam")


class ByHandScreen(Screen):
    """The form. What was typed stays when the operator goes to the search and comes back.

    `checked` gives the `Resident`; `chosen` a NIK that is in the register after all; `left` means back to the search.
    """

    checked = Signal(object)
    chosen = Signal(str)
    left = Signal()
    help_page = "by-hand"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._faults: set[str] = set()  # fields still to be corrected
        self._cleared: dict[str, str] = {}
        self._known = ""  # a NIK that is in the register after all
        self._card = Card()
        self.body.addWidget(self._card)

    @cached_property
    def _form(self) -> FieldForm:
        """Made when the screen is in its place: its fifty widgets are then styled once, not three times."""
        form = FieldForm(_TYPED, form_codes(self._station.desk.identity.kecamatan), parent=self._card)
        form.edited.connect(self._edited)
        self._card.box.addWidget(form)
        form.show()  # the layout would do it later, and the focus is wanted now
        return form

    def title(self) -> str:
        return tr("Take down by hand")

    def subtitle(self) -> str:
        return tr("type it from the family card (KK)")

    def state_text(self) -> str:
        return tr("to be corrected") if self._faults else ""

    def offers(self) -> list[Action]:
        typed = any(self._form.values().values())
        if self._cleared and not typed:
            wipe = Action("wipe", tr("Undo emptying"), self._undo, "F5")
        else:
            wipe = Action("wipe", tr("Empty the form"), self._wipe, "F5", enabled=typed)
        known = Action("known", tr("Open the entry of the register"), self._open, "F3", visible=bool(self._known))
        return [
            back(tr("Back to the search"), self.left.emit),
            wipe,
            known,
            Action("papers", tr("Check, photograph the KK"), self._check_for_papers, "F6", enabled=typed),
            primary(tr("Check and go on"), self._check),
        ]

    def hint(self) -> str:
        return tr("{n} field to correct", n=len(self._faults)) if self._faults else ""

    def enter(self) -> None:
        self._go_to_first_empty()

    def leave(self) -> None:
        self.clear_message()

    def say_known(self, nik: str) -> None:
        """The register has this NIK: nothing needs to be typed."""
        self._known = nik
        self.message(Level.CARE, AlreadyInRegister.text)
        self.refresh()

    def prefill(self, text: str) -> None:
        """What was typed in the search goes where it belongs, unless the form is in work."""
        if any(self._form.values().values()):
            return
        if text.isdigit():
            self._form.set_values({"nik": text})
        elif text:
            self._form.set_values({"nama_lengkap": text.upper()})
        self._go_to_first_empty()

    def clear(self) -> None:
        """Empty, for the next one."""
        self._cleared = {}
        self._known = ""
        self._faults = set()
        self._form.set_values({})

    def _go_to_first_empty(self) -> None:
        first = next((name for name, text in self._form.values().items() if not text), "nik")
        self._form.editors[first].setFocus()

    def _wipe(self) -> None:
        kept = self._form.values()
        self.clear()
        self._cleared = kept
        self._form.editors["nik"].setFocus()
        self.refresh()

    def _undo(self) -> None:
        kept, self._cleared = self._cleared, {}
        self._form.set_values(kept)
        self.refresh()

    def _open(self) -> None:
        nik = self._known
        self.clear()
        self.chosen.emit(nik)

    def _check_for_papers(self) -> None:
        """As Enter, and the recording begins with the KK before the camera."""
        self._check(papers_first=True)

    def _check(self, *, papers_first: bool = False) -> None:
        row = {name: text.upper() if name in CAPITALS else text for name, text in self._form.values().items()}
        resident, faults = self._station.desk.parse_by_hand(row)
        faults = [_by_list(fault, row) for fault in faults]
        self._faults = {fault.field.name for fault in faults}
        self._form.set_faults(faults)
        self.clear_message()
        self.refresh()
        if resident is not None:
            self._station.desk.papers_first(resident.nik if papers_first else "")
            self.checked.emit(resident)

    @Slot(str)
    def _edited(self, name: str) -> None:
        self._cleared = {}
        self._faults.discard(name)
        if name == "nik":
            self._known = ""
        self.changed.emit()


def _by_list(fault: FieldError, row: Mapping[str, str]) -> FieldError:
    """The form takes the village from a list: the code's ten digits are nothing its words may ask for."""
    if fault.fault is FieldFault.REGION:
        return FieldError(fault.field, FieldFault.CODE, found=row[fault.field.name])
    return fault


CAPITALS = {"nama_lengkap", "tempat_lahir", "alamat"}  # as the KK has them


def form_codes(kecamatan: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    """Value lists, and the villages of this booth's kabupaten, its own kecamatan first."""
    regencies = {code[:4] for code in kecamatan}
    near = [code for code in villages() if code[:4] in regencies]
    near.sort(key=lambda code: (code[:6] not in kecamatan, village_label(code)))
    return {**value_lists(), "region": {code: village_label(code) for code in near}}
