"""The booth's settings: every key with its meaning and value, changed inline, checked before it is kept."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.config import KEYS, ConfigError, Key, check_value
from booth.domain.errors import BoothError
from booth.ui.field_card import stand_at_top
from booth.ui.kit.frame import Frame
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import CodeField, LineField
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, ActionRole, Panel, back, primary
from booth.ui.kit.theme import Level, Scheme
from booth.ui.page_screen import PageScreen
from booth.ui.technician.line_panel import LinePanel
from booth.workflow.line_manners import keep_line_rules, line_rules
from booth.workflow.news import office_word, with_office
from booth.workflow.words import sentence
from resources.i18n import LANGUAGES, N_, tr

if TYPE_CHECKING:
    from booth.config import Settings
    from booth.ui.station import Station
    from booth.workflow.booth import Booth
    from booth.workflow.line_manners import LineRules

Value = str | int | bool

_TITLES = {
    "language": N_("Language"),
    "theme": N_("Colours"),
    "name": N_("Name of the booth"),
    "time_zone": N_("Time zone"),
    "scanner": N_("Fingerprint scanner"),
    "scanner_password": N_("Password of the scanner"),
    "camera": N_("Camera"),
    "iris": N_("Iris scanner"),
    "printer": N_("Printer"),
    "paper_mm": N_("Width of the paper roll"),
    "allow_emulated": N_("Stand-ins allowed"),
    "quality_limit": N_("Quality limit"),
    "finger_tries": N_("Tries for a finger"),
    "verify_tries": N_("Tries at verification"),
    "duplicate_days": N_("Days to search for earlier recordings"),
    "daily_target": N_("Target for a day"),
    "lock_minutes": N_("Minutes until the screen locks"),
}
_CHOICES: dict[str, dict[str, str]] = {
    "language": dict(LANGUAGES),
    "theme": {
        "auto": N_("Like the system"),
        "light": N_("Light colours"),
        "dark": N_("Dark"),
        "contrast": N_("High contrast"),
    },
    "paper_mm": {"58": "58 mm", "80": "80 mm"},
    "allow_emulated": {"true": N_("yes"), "false": N_("no")},
}

# What a value means that is a word of the settings file and none of a person's.
_MEANINGS = {"auto": N_("looked for by itself"), "none": N_("none"), "system": N_("the system's default printer")}


class _From(Enum):
    """From when on a change is in force; the value is what is said."""

    NOW = N_("Kept, and in force already.")
    LOGIN = N_("Kept. It is in force from the next login on.")
    RESTART = N_("Kept. Close the program and start it again to use it.")


_FROM = {
    "time_zone": _From.RESTART,
    "lock_minutes": _From.RESTART,
    "quality_limit": _From.LOGIN,
    "finger_tries": _From.LOGIN,
    "verify_tries": _From.LOGIN,
    "duplicate_days": _From.LOGIN,
    "daily_target": _From.LOGIN,
}
_SCHEMES = {"auto": Scheme.SYSTEM, "light": Scheme.LIGHT, "dark": Scheme.DARK, "contrast": Scheme.CONTRAST}
_DEVICES = frozenset({"scanner", "scanner_password", "camera", "iris", "printer", "paper_mm", "allow_emulated"})
_SECRET = frozenset({"scanner_password"})


class SettingsScreen(PageScreen):
    """One row a key; Enter changes it."""

    help_page = "settings"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._decided: dict[str, Value] = {}  # by the office
        self._restart: set[str] = set()  # changed, and in force after a restart only
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self.body.addWidget(self._list, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Settings")

    def subtitle(self) -> str:
        return tr("{n} wait for a restart", n=len(self._restart)) if self._restart else ""

    def state_text(self) -> str:
        return tr("restart needed") if self._restart else tr("ready")

    def offers(self) -> list[Action]:
        key = self._current()
        other = key is not None and _value(self.station.booth.settings, key) != key.default
        other = other and key is not None and key.name not in self._decided
        return [
            Action("line", tr("Line to the office"), self._ask_line, "F6"),
            Action("default", tr("As delivered"), self._back_to_default, "F8", ActionRole.ASIDE, enabled=other),
            primary(tr("Change"), self._change, enabled=key is not None),
        ]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def look(self) -> None:
        self._write()
        self.refresh()
        self.ask(_decided_by_office, self.station.booth, done=self._hear)

    @Slot(object)
    def _hear(self, decided: dict[str, Value]) -> None:
        """What the office decides stands in the place of the booth's own."""
        self.went_well()
        self._decided = decided
        self._write()
        self.refresh()

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Settings"))
        self._write()

    def _write(self) -> None:
        settings = self.station.booth.settings
        rows = []
        for key in KEYS:
            value = self._decided.get(key.name, _value(settings, key))
            note = tr(key.doc)
            if key.name in self._decided:
                note = tr("Decided by the office. {meaning}", meaning=note)
            if key.name in self._restart:
                note = tr("Takes effect after a restart. {meaning}", meaning=note)
            level = Level.CARE if key.name in self._restart or (key.name == "allow_emulated" and value) else None
            rows.append(Row(key.name, tr(_TITLES[key.name]), note, self._shown_value(key, value), level))
        self._list.set_rows(rows)

    def _shown_value(self, key: Key, value: Value) -> str:
        """As a person reads it; a password is not shown, and what an empty value comes to is."""
        if key.name in _SECRET:
            return "••••••••" if value else tr("the maker's")
        choices = _CHOICES.get(key.name)
        if choices is not None:
            return tr(choices[str(value).lower()])
        if value == "":
            known = {"name": self.station.booth.name, "time_zone": str(self.station.booth.zone)}
            return known.get(key.name, "")
        return tr(_MEANINGS.get(str(value), str(value)))

    @Slot(str)
    def _moved(self, _name: str) -> None:
        self.refresh()

    def _current(self) -> Key | None:
        marked = self._list.current_id()
        return next((key for key in KEYS if key.name == marked), None)

    # Changing.

    @Slot(str)
    def _opened(self, _name: str) -> None:
        self._change()

    def _change(self) -> None:
        key = self._current()
        if key is not None and key.name in self._decided:
            self.message(Level.CARE, N_("The office decides this, so it is changed there and not here."))
        elif key is not None:
            self.clear_message()
            panel = ValuePanel(key, _value(self.station.booth.settings, key))
            panel.chosen.connect(self._keep)
            panel.cancelled.connect(self._shut)
            self.open_panel(panel)

    def _ask_line(self) -> None:
        self.clear_message()
        self.do(line_rules, self.station.booth, done=self._open_line)

    @Slot(object)
    def _open_line(self, rules: LineRules) -> None:
        panel = LinePanel(rules)
        panel.chosen.connect(self._keep_line)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(str, str, str)
    def _keep_line(self, rate: str, quiet: str, metered: str) -> None:
        if isinstance(self.panel, LinePanel):
            self.panel.work()
        self.do(keep_line_rules, self.station.booth, self.desk, rate, quiet, metered, done=self._line_kept)

    @Slot(object)
    def _line_kept(self, _rules: LineRules) -> None:
        self._shut()
        self.message(Level.GOOD, N_("Kept. Sending minds it within seconds."))
        self.refresh()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        if isinstance(self.panel, LinePanel) and isinstance(error, BoothError):
            self.panel.refuse(sentence(error))
            return
        super().refused(error)

    def _back_to_default(self) -> None:
        key = self._current()
        if key is not None:
            self._keep(key.name, key.default)

    @Slot(str, object)
    def _keep(self, name: str, value: Value) -> None:
        before = _value(self.station.booth.settings, next(key for key in KEYS if key.name == name))
        self._shut()
        if value != before:
            self.do(_kept, self.station, name, value, done=self._changed)

    @Slot(object)
    def _changed(self, name: str) -> None:
        since = _FROM.get(name, _From.NOW)
        if since is _From.RESTART:
            self._restart.add(name)
        elif name in _DEVICES:
            self._reopen_devices()
        elif since is _From.NOW:
            self._show_at_once(name)
        self.message(Level.CARE if since is _From.RESTART else Level.GOOD, since.value)
        self._write()
        self.refresh()

    def _reopen_devices(self) -> None:
        """Each device is let go on its own thread; the next who needs it opens what the settings name now."""
        station = self.station
        station.equipment.use(station.booth.settings)
        station.scanner.run(station.equipment.let_scanner_go)
        station.camera.run(station.equipment.let_camera_go)
        station.printer.run(station.equipment.let_printer_go)

    def _show_at_once(self, name: str) -> None:
        frame, settings = self.window(), self.station.booth.settings
        if not isinstance(frame, Frame):
            return
        if name == "language":
            frame.set_language(settings.language)
        elif name == "theme":
            frame.set_scheme(_SCHEMES[settings.theme])
        else:
            frame.set_booth(self.station.booth.name)

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._list.setFocus()


class ValuePanel(Panel):
    """One key with its meaning and what may stand there."""

    chosen = Signal(str, object)  # name, value
    cancelled = Signal()

    def __init__(self, key: Key, value: Value) -> None:
        super().__init__()
        self._key = key
        choices = _CHOICES.get(key.name)
        self._field: LineField | CodeField
        if choices is None:
            self._field = LineField(longest=300)
            self._field.set_value(str(value))
        else:
            self._field = CodeField({code: tr(name) for code, name in choices.items()})
            self._field.set_value(str(value).lower())
        self._field.setObjectName("value")
        self._field.setAccessibleName(tr(_TITLES[key.name]))
        self._field.edited.connect(self._edited)
        self._fault = Label(role=Role.STRONG, level=Level.BAD, wrap=True)
        self._fault.hide()
        card = Card()
        card.setMaximumWidth(760)
        card.box.addWidget(Label(_TITLES[key.name], Role.COACH))
        card.box.addWidget(Label(key.doc, Role.QUIET, wrap=True))
        card.box.addWidget(self._field)
        if choices is None:
            allowed = Label(role=Role.NOTE, wrap=True)
            allowed.show_text(tr("Allowed: {what}.", what=tr(key.allowed)))
            card.box.addWidget(allowed)
        card.box.addWidget(self._fault)
        stand_at_top(self, card)

    def offers(self) -> list[Action]:
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Keep"), self._confirm)]

    def take_focus(self) -> None:
        self._field.setFocus()
        if isinstance(self._field, LineField):
            self._field.selectAll()

    @Slot()
    def _edited(self) -> None:
        self._fault.hide()
        self._field.set_fault("")
        self.changed.emit()

    def _confirm(self) -> None:
        text = self._field.value()
        value: Value = text
        if isinstance(self._key.default, bool):
            value = {"true": True, "false": False}.get(text, text)
        elif isinstance(self._key.default, int) and text.isascii() and text.isdigit():
            value = int(text)
        try:
            check_value(self._key.name, value)
        except ConfigError:
            said = tr("“{value}” cannot be used here.", value=text)
            self._fault.show_text(said)
            self._fault.show()
            self._field.set_fault(said)
            self._field.setFocus()
            return
        self.chosen.emit(self._key.name, value)


def _decided_by_office(booth: Booth) -> dict[str, Value]:
    """Key → value of what the office's bulletin sets."""
    word = office_word(booth)
    if word is None:
        return {}
    holding = with_office(booth.settings, word)
    said = {"duplicate_days": word.settings.duplicate_days is not None, "daily_target": bool(word.settings.target)}
    return {key.name: _value(holding, key) for key in KEYS if said.get(key.name)}


def _kept(station: Station, name: str, value: Value) -> str:
    station.booth.change(**{name: value})
    return name


def _value(settings: Settings, key: Key) -> Value:
    value: Value = getattr(settings, key.name)
    return value
