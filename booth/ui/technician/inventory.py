"""The parts of this booth: what is plugged in, what is in use, since when, tests and faults; swap one, choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from booth.devices.ef01.rates import RateFile, line_key
from booth.devices.ports import DeviceKind
from booth.devices.registry_plugs import SystemSource
from booth.store.inventory import PartState
from booth.ui.field_card import FieldCard, stand_at_top
from booth.ui.keeper import Keeper
from booth.ui.kit.lines import LineField
from booth.ui.kit.rows import EmptyState, RowList
from booth.ui.kit.screen import Action, ActionRole, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.inventory_card import Found, PartCard, part_row, plug_id, plug_row, setting_of_plug
from booth.workflow import inventory
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.ports import DeviceInfo
    from booth.devices.registry_plugs import Plug, Source
    from booth.domain.errors import BoothError
    from booth.store.inventory import Part
    from booth.ui.station import Station
    from booth.workflow.desk import Desk
    from booth.workflow.inventory import PartLine

LEAST_REASON = 3  # letters
AUTO = "auto"


class InventoryScreen(PageScreen):
    """Parts in use first, then spares and what is plugged in and was never used. Enter takes the marked one."""

    help_page = "parts"
    lively = True

    def __init__(self, station: Station, source: Source | None = None) -> None:
        super().__init__(station)
        self._source = source or SystemSource()
        self._keeper = Keeper.of(station)
        self._found: Found | None = None
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self._card = PartCard()
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(22)
        across.addWidget(self._list, 3)
        across.addWidget(self._card, 2)
        self._empty = EmptyState(
            "wrench", N_("No part is known yet"), N_("Connect a device; it appears here within two seconds.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack, 1)
        self._keeper.changed.connect(self._count_changed)  # looks again while in sight
        self.retranslate()

    def title(self) -> str:
        return tr("Parts")

    def subtitle(self) -> str:
        if self._found is None:
            return ""
        used = sum(line.part.state is PartState.IN_USE for line in self._found.lines)
        return tr("{count} in use", count=used)

    def state_text(self) -> str:
        if self._found is None:
            return tr("reading")
        return tr("list") if self._list.count() else tr("nothing here")

    def offers(self) -> list[Action]:
        line, plug = self._line(), self._plug()
        by_itself = self.station.booth.settings.scanner == AUTO
        offered = [Action("swap", tr("Record a swap"), self._ask_swap, "F6", enabled=line is not None)]
        if line is not None and line.limited and line.part.state is PartState.IN_USE:
            offered.append(Action("fast", tr("Try full speed"), self._try_full_speed, "F7"))
        offered.append(
            Action("auto", tr("Find scanner by itself"), self._use_auto, "F8", ActionRole.ASIDE, enabled=not by_itself)
        )
        able = plug is not None or (line is not None and bool(self._wanted(line.part)))
        return [*offered, primary(tr("Use this one"), self._use, enabled=able)]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def look(self) -> None:
        self.ask(_read, self.desk, self._source, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Parts"))
        self._write()

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.went_well()
        self._found = found
        self._write()
        self.refresh()

    def _write(self) -> None:
        found = self._found
        if found is None:
            return
        settings = self.station.booth.settings
        rows = [part_row(found, line, self._answer(line.part), settings) for line in found.lines]
        rows += [plug_row(plug) for plug in found.strangers()]
        self._list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._write_card()

    def _write_card(self) -> None:
        line, plug = self._line(), self._plug()
        self._card.setVisible(line is not None or plug is not None)
        if line is not None and self._found is not None:
            self._card.show_part(line, self._found.histories.get(line.part.id, []), self.station.booth.zone)
        elif plug is not None:
            self._card.show_plug(plug)

    def _answer(self, part: Part) -> DeviceInfo | BoothError | None:
        return self._keeper.answer(DeviceKind(part.kind))

    def _line(self) -> PartLine | None:
        marked = self._list.current_id()
        return next((x for x in self._found.lines if f"part:{x.part.id}" == marked), None) if self._found else None

    def _plug(self) -> Plug | None:
        marked = self._list.current_id()
        return next((x for x in self._found.strangers() if plug_id(x) == marked), None) if self._found else None

    @Slot(str)
    def _moved(self, _id: str) -> None:
        self._write_card()
        self.refresh()

    # Choosing.

    def _wanted(self, part: Part) -> str:
        """What the setting would say; empty where it says so already, or cannot."""
        wanted = inventory.setting_for(part, self._found.plugs if self._found else ())
        return "" if wanted == self.station.booth.settings.scanner else wanted

    @Slot(str)
    def _opened(self, _id: str) -> None:
        self._use()

    def _use(self) -> None:
        line, plug = self._line(), self._plug()
        if line is not None and (wanted := self._wanted(line.part)):
            self._keep("scanner", wanted)
        elif plug is not None:
            self._keep(*setting_of_plug(plug))

    def _use_auto(self) -> None:
        self._keep("scanner", AUTO)

    def _keep(self, name: str, value: str) -> None:
        self.clear_message()
        self.do(_kept, self.station, name, value, done=self._chosen)

    @Slot(object)
    def _chosen(self, _name: object) -> None:
        self.message(Level.GOOD, N_("Chosen, and in use from now on."))
        self._reopen()

    def _reopen(self) -> None:
        """Devices are let go on their own threads and asked anew."""
        station = self.station
        station.equipment.use(station.booth.settings)
        station.scanner.run(station.equipment.let_scanner_go)
        station.camera.run(station.equipment.let_camera_go)
        station.printer.run(station.equipment.let_printer_go)
        self._keeper.look_wanted.emit()
        self.look()

    def _try_full_speed(self) -> None:
        line = self._line()
        if line is not None:
            self.clear_message()
            self.do(_forget_limit, self.desk, line.part, done=self._forgotten)

    @Slot(object)
    def _forgotten(self, _nothing: object) -> None:
        self.message(Level.GOOD, N_("The full speed is tried at the next image. Images stay right in any case."))
        self._reopen()

    # A swap by hand.

    def _ask_swap(self) -> None:
        line = self._line()
        if line is not None:
            self.clear_message()
            panel = SwapPanel(line.part)
            panel.filled.connect(self._swap)
            panel.cancelled.connect(self._shut)
            self.open_panel(panel)

    @Slot(int, str, str, str)
    def _swap(self, part_id: int, name: str, serial: str, reason: str) -> None:
        self._shut()
        self.do(_swapped, self.desk, part_id, name, serial, reason, done=self._swap_kept)

    @Slot(object)
    def _swap_kept(self, _part: object) -> None:
        self.message(Level.GOOD, N_("The swap is recorded."))
        self.look()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._list.setFocus()


class SwapPanel(Panel):
    """Which part took the place of this one, and why."""

    filled = Signal(int, str, str, str)  # part, name, serial number, reason
    cancelled = Signal()

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self._name = LineField(longest=100)
        self._name.set_value(tr(part.name))
        self._serial = LineField(longest=100, placeholder=N_("As on the label of the new part"))
        self._reason = LineField(longest=200, placeholder=N_("What was wrong with the old one?"))
        text = N_(
            "A part that tells its serial number is noticed by itself. Write down here what the booth cannot see: "
            "a part without a number, a cable, a repair."
        )
        rows = (
            (N_("New part"), self._name),
            (N_("Its serial number"), self._serial),
            (N_("Reason"), self._reason),
        )
        card = FieldCard(text, rows, title=N_("Record a swap"))
        card.edited.connect(self.changed)
        stand_at_top(self, card)

    def offers(self) -> list[Action]:
        ready = len(self._reason.value()) >= LEAST_REASON
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Record"), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        self._serial.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._reason.hasFocus():
            self._reason.setFocus()  # Enter goes to what is still asked for
            return
        super().keyPressEvent(event)

    def _confirm(self) -> None:
        name = self._name.value()
        same = name == tr(self._part.name)
        self.filled.emit(self._part.id, "" if same else name, self._serial.value(), self._reason.value())


def _read(desk: Desk, source: Source) -> Found:
    """On the store's thread."""
    lines = inventory.lines(desk)
    histories = {line.part.id: inventory.history(desk, line.part.id) for line in lines}
    return Found(tuple(lines), histories, tuple(source.plugged()))


def _kept(station: Station, name: str, value: str) -> str:
    station.booth.change(**{name: value})
    return name


def _swapped(desk: Desk, part_id: int, name: str, serial: str, reason: str) -> Part:
    return inventory.swap(desk, part_id, name=name, serial=serial, reason=reason)


def _forget_limit(desk: Desk, part: Part) -> None:
    RateFile().forget(line_key(part.port))
    inventory.forget_limit(desk, part.id)
