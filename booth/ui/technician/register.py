"""The register of residents from a CSV file: checked whole, then taken in whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from booth.ui.file_panel import FilePanel, Wanted, files_at_hand
from booth.ui.kit.figures import BigNumber, Progress
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.lines import LineField
from booth.ui.kit.rows import EmptyState
from booth.ui.kit.screen import Action, ActionRole, back, primary
from booth.ui.kit.table import Column, Table, WindowModel
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.holds import HoldsCard
from booth.workflow.inspection import RegisterSource, register_source
from booth.workflow.register_import import Fault, Mode, Register, read_register_file, take_in
from booth.workflow.words import shown_instant, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk
    from booth.workflow.found_files import FoundFile

FILES = Wanted(
    frozenset({".csv", ".txt"}),
    N_("CSV files on plugged-in media, among documents and downloads, the newest first."),
    N_("No CSV file found"),
    N_("Plug in the medium and try again, or go back and type the path."),
)


class Phase(Enum):
    """Where the import is; the value is the state said in the window's title."""

    CHOOSING = N_("choose a file")
    CHECKING = N_("checking")
    REFUSED = N_("file refused")
    READY = N_("ready to take in")
    WRITING = N_("taking in")
    DONE = N_("taken in")


class RegisterScreen(PageScreen):
    """A path, a check, a report, and then the import."""

    help_page = "register"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._phase = Phase.CHOOSING
        self._mode = Mode.ADD
        self._count: int | None = None
        self._source: RegisterSource | None = None
        self._register: Register | None = None
        self._sha256 = ""
        self._path = LineField(longest=400, placeholder=N_("Path of the CSV file"))
        self._path.setObjectName("path")
        self._path.edited.connect(self._edited)
        self._progress = Progress()
        self._progress.hide()
        self._have = BigNumber(N_("Residents in the register"))
        self._found = BigNumber(N_("Residents in the file"))
        card = Card()
        card.box.addWidget(Label(N_("File from the office"), Role.HEADING))
        card.box.addWidget(self._path)
        card.box.addWidget(self._progress)
        columns = (
            Column(N_("Line"), lambda fault: str(fault.line or "–"), 90, right=True),
            Column(N_("Column"), lambda fault: str(fault.column or "–"), 190),
            Column(N_("What is wrong"), Fault.sentence),
        )
        self._model = WindowModel(columns, self._give, self)
        self._table = Table(self._model)
        self._faults = Card()
        self._fault_count = Label(role=Role.HEADING)
        self._faults.box.addWidget(self._fault_count)
        self._faults.box.addWidget(self._table, 1)
        self._sentence = Label(role=Role.NOTE, wrap=True)
        self._faults.box.addWidget(self._sentence)
        self._table.moved_to.connect(self._fault_marked)
        self._holds = HoldsCard(station)
        self._help = EmptyState(
            "users",
            N_("The register of residents"),
            N_("The office gives a CSV file with the residents of the kecamatan. It is checked first."),
        )
        self._stack = QStackedWidget()
        for widget in (self._help, self._faults, self._holds):
            self._stack.addWidget(widget)
        self._numbers = QWidget()
        self._numbers.setLayout(row(self._have, self._found, spacing=14))
        self.body.addWidget(self._numbers)
        self.body.addWidget(card)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Register of residents")

    def subtitle(self) -> str:
        if self._phase is Phase.READY:
            return tr("The file is the whole register") if self._mode is Mode.REPLACE else tr("The file adds to it")
        return ""

    def state_text(self) -> str:
        return tr(self._phase.value)

    def hint(self) -> str:
        return tr("This may take a minute.") if self._busy else ""

    def offers(self) -> list[Action]:
        if self._busy:
            return []
        choose = Action("choose", tr("Choose a file"), self._choose, "F4")
        if self._phase is Phase.READY:
            other = tr("Replace everything") if self._mode is Mode.ADD else tr("Only add")
            count = len(self._register.residents) if self._register else 0
            return [
                back(tr("Another file"), self._again),
                Action("mode", other, self._other_mode, "F7", ActionRole.ASIDE),
                primary(
                    tr("Take in {n}", n=count) if self._mode is Mode.ADD else tr("Replace by these {n}", n=count),
                    self._take_in,
                ),
            ]
        return [choose, primary(tr("Check the file"), self._check, enabled=bool(self._path.text().strip()))]

    def enter(self) -> None:
        super().enter()
        self._path.setFocus()

    def leave(self) -> None:
        super().leave()
        if not self._busy:
            self._forget()
            self._phase = Phase.CHOOSING

    def look(self) -> None:
        self.ask(register_source, self.desk, done=self._counted)

    def retranslate(self) -> None:
        self._path.setAccessibleName(tr("Path of the CSV file"))
        self._show_numbers()
        self._show_faults()

    @property
    def _busy(self) -> bool:
        return self._phase in {Phase.CHECKING, Phase.WRITING}

    # Choosing and checking.

    @Slot()
    def _edited(self) -> None:
        if not self._busy:
            self._forget()
            self._enter_phase(Phase.CHOOSING)

    @Slot()
    def _choose(self) -> None:
        if not self._busy and self.panel is None:
            self.do(files_at_hand, FILES.endings, done=self._ask_file)

    @Slot(object)
    def _ask_file(self, files: list[FoundFile]) -> None:
        panel = FilePanel(FILES, files, self.station.booth.zone)
        panel.chosen.connect(self._chosen)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self._shut()
        self._path.set_value(path)
        self._check()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._path.setFocus()

    def _check(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        self._forget()
        self._enter_phase(Phase.CHECKING)
        self.do(_read, path, self.station, done=self._checked)

    @Slot(object)
    def _checked(self, found: _Read) -> None:
        self._register, self._sha256 = found.register, found.sha256
        self._holds.show_counts(found.kecamatan)
        if self._register.faults:
            self.message(
                Level.BAD,
                N_("Nothing was taken in: the file has faults."),
                N_("Mend the file, or ask the office for another one, then check it again."),
            )
            self._enter_phase(Phase.REFUSED)
        else:
            self.message(
                Level.GOOD,
                N_("The file is sound."),
                N_("Enter takes its residents in; F7 chooses whether others stay."),
            )
            self._enter_phase(Phase.READY)
            self.setFocus()
        self._show_faults()

    def _other_mode(self) -> None:
        self._mode = Mode.REPLACE if self._mode is Mode.ADD else Mode.ADD
        if self._mode is Mode.REPLACE:
            self.message(Level.CARE, N_("Residents who are not in the file will be removed from the register."))
        else:
            self.message(Level.GOOD, N_("Residents who are not in the file stay in the register."))
        self.refresh()

    # Taking in.

    def _take_in(self) -> None:
        if self._register is None or self._phase is not Phase.READY:
            return
        self._enter_phase(Phase.WRITING)
        self.do(_write, self.desk, self._register, self._mode, self._sha256, done=self._taken_in)

    @Slot(object)
    def _taken_in(self, count: int) -> None:
        taken = len(self._register.residents) if self._register else 0
        self._forget()
        self._path.clear()
        self._count = count
        self.message(
            Level.GOOD,
            N_("{taken} residents were taken in."),
            N_("The register holds {count} residents now."),
            taken=shown_number(taken),
            count=shown_number(count),
        )
        self._enter_phase(Phase.DONE)
        self._path.setFocus()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._enter_phase(Phase.CHOOSING)
        super().refused(error)

    def _again(self) -> None:
        self._forget()
        self._enter_phase(Phase.CHOOSING)
        self._path.setFocus()
        self._path.selectAll()

    # What is shown.

    def _enter_phase(self, phase: Phase) -> None:
        self._phase = phase
        self._progress.setVisible(self._busy)
        self._progress.set_share(None if self._busy else 0.0)
        self._path.setReadOnly(self._busy)
        self._show_numbers()
        self._show_faults()
        self.refresh()

    def _forget(self) -> None:
        self._register, self._sha256, self._mode = None, "", Mode.ADD
        self.clear_message()
        self._show_numbers()
        self._show_faults()

    @Slot(object)
    def _counted(self, source: RegisterSource) -> None:
        self.went_well()
        self._count, self._source = source.residents, source
        self._show_numbers()

    def _show_numbers(self) -> None:
        note = tr("none yet: searching finds nobody") if self._count == 0 else self._from_where()
        self._have.set_number("–" if self._count is None else shown_number(self._count), note)
        found = self._register
        if found is None or found.faults:
            self._found.set_number("–", tr("not checked yet") if found is None else tr("see the faults below"))
        else:
            self._found.set_number(shown_number(len(found.residents)), tr("no fault found"), Level.GOOD)

    def _from_where(self) -> str:
        """The office's register with its version, or one from a file."""
        source = self._source
        if source is None:
            return ""
        if not source.version:
            return tr("from a file · found by name, NIK and KK number")
        day = shown_instant(source.issued, self.station.booth.zone)[:10]
        said = tr("from the office: version {version} of {day}", version=shown_number(source.version), day=day)
        return said if source.changes is None else f"{said} · {tr('{n} changes the last time', n=source.changes)}"

    def _show_faults(self) -> None:
        faults = self._register.faults if self._register else ()
        sound = self._register is not None and not faults
        self._stack.setCurrentWidget(self._faults if faults else self._holds if sound else self._help)
        self._numbers.setVisible(not faults)  # the report needs the room
        self._model.reset(len(faults))
        self._sentence.show_text("")
        if faults and self._register:
            total = len(faults) + self._register.more
            if self._register.more:
                self._fault_count.say(
                    N_("{total} faults, the first {shown} of them:"), total=shown_number(total), shown=len(faults)
                )
            else:
                self._fault_count.say(N_("{n} faults"), n=total)

    @Slot(int)
    def _fault_marked(self, number: int) -> None:
        faults = self._register.faults if self._register else ()
        self._sentence.show_text(faults[number].sentence() if 0 <= number < len(faults) else "")

    def _give(self, offset: int, limit: int) -> None:
        faults = self._register.faults if self._register else ()
        self._model.give(offset, faults[offset : offset + limit])


@dataclass(frozen=True)
class _Read:
    """A file as it was read: its residents or faults, its fingerprint, residents by kecamatan code."""

    register: Register
    sha256: str
    kecamatan: dict[str, int]


def _read(path: Path, station: Station) -> _Read:
    register, sha256 = read_register_file(path, today=station.booth.day())
    return _Read(register, sha256, dict(Counter(resident.kode_kecamatan for resident in register.residents)))


def _write(desk: Desk, register: Register, mode: Mode, sha256: str) -> int:
    return take_in(desk.vault, register, mode=mode, sha256=sha256)
