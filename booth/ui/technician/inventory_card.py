"""The rows of the parts page and what is known of one part, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from booth.devices.ports import DeviceInfo, DeviceKind, DeviceMissing
from booth.devices.registry_plugs import Plug, PlugKind
from booth.store.inventory import PartEntry, PartEvent, PartState
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.rows import Row
from booth.ui.kit.theme import Level
from booth.workflow.device_names import KIND_LABELS, source_name
from booth.workflow.inventory import EVENT_LABELS, PartLine, setting_for
from booth.workflow.words import shown_moment, shown_number, tr_text
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from booth.config import Settings
    from booth.domain.errors import BoothError

    Answer = DeviceInfo | BoothError

HISTORY_LINES = 7
_ICONS = {"finger": "finger", "camera": "camera", "printer": "printer", "signature": "pen", "iris": "eye"}
_PLUG_ICONS = {PlugKind.CAMERA: "camera", PlugKind.PRINTER: "printer"}
_SETTINGS = {PlugKind.CAMERA: "camera", PlugKind.PRINTER: "printer"}  # every other plug is for fingers


@dataclass(frozen=True)
class Found:
    """All that the page shows, as it was read."""

    lines: tuple[PartLine, ...]
    histories: dict[int, list[PartEntry]] = field(default_factory=dict)
    plugs: tuple[Plug, ...] = ()

    def strangers(self) -> tuple[Plug, ...]:
        """What is plugged in and is none of the parts."""
        return tuple(plug for plug in self.plugs if not any(is_plug(line, plug) for line in self.lines))

    def plugged(self, line: PartLine) -> bool:
        """Whether a plug of this part is in."""
        return any(is_plug(line, plug) for plug in self.plugs)


def is_plug(line: PartLine, plug: Plug) -> bool:
    """Whether this plug is this part's."""
    part = line.part
    if part.serial and plug.serial:
        return part.serial == plug.serial
    return part.state is PartState.IN_USE and plug.means(part.port)


def state_of(found: Found, line: PartLine, answer: Answer | None) -> tuple[str, Level]:
    """The state of now in the language in use. `answer` is what the device of its kind said last."""
    part = line.part
    if part.state is PartState.REPLACED:
        return (tr("spare, plugged in"), Level.OFF) if found.plugged(line) else (tr("replaced"), Level.OFF)
    if isinstance(answer, DeviceInfo):
        if answer.serial not in {"", part.serial} or source_name(answer.name) != part.name:
            return tr("being looked for"), Level.OFF
        if answer.details.get("rate_limited"):
            return tr("in use, slow line"), Level.CARE
        return tr("in use"), Level.GOOD
    if isinstance(answer, DeviceMissing):
        return tr("not connected"), Level.BAD
    if answer is not None:
        return tr("in trouble"), Level.BAD
    return tr("being looked for"), Level.OFF


def part_row(found: Found, line: PartLine, answer: Answer | None, settings: Settings) -> Row:
    """One part of the inventory."""
    part = line.part
    right, level = state_of(found, line, answer)
    meant = part.kind == DeviceKind.FINGER.value and part.state is PartState.IN_USE
    chosen = meant and setting_for(part, found.plugs) == settings.scanner
    number = tr("serial number {serial}", serial=part.serial) if part.serial else tr("tells no serial number")
    note = " · ".join(word for word in (tr(KIND_LABELS[part.kind]), number, tr("chosen") if chosen else "") if word)
    return Row(f"part:{part.id}", tr(part.name), note, right, level, _ICONS[part.kind])


def plug_id(plug: Plug) -> str:
    """The row of a plug; certified devices have one port in the settings and one service each."""
    return f"plug:{plug.port}:{plug.name}"


def _plug_title(plug: Plug) -> str:
    return tr(plug.kind.value) if plug.kind is PlugKind.CERTIFIED else plug.name or plug.port


def _plug_port(plug: Plug) -> str:
    return tr("service at port {port}", port=plug.name) if plug.kind is PlugKind.CERTIFIED else plug.port


def plug_row(plug: Plug) -> Row:
    """Something plugged in that the booth never worked with."""
    told = plug.serial and plug.serial not in plug.port
    title, port = _plug_title(plug), _plug_port(plug)
    kind = tr(plug.kind.value)
    words = (kind if kind != title else "", port, tr("serial number {serial}", serial=plug.serial) if told else "")
    icon = _PLUG_ICONS.get(plug.kind, "finger")
    note = " · ".join(word for word in words if word)
    return Row(plug_id(plug), title, note, tr("never used"), Level.OFF, icon)


def setting_of_plug(plug: Plug) -> tuple[str, str]:
    """The setting that names a plug, and its value: by serial number where there is one."""
    name = _SETTINGS.get(plug.kind, "scanner")
    return name, f"auto:{plug.serial}" if plug.kind is PlugKind.SERIAL and plug.serial else plug.port


def entry_text(entry: PartEntry) -> str:
    """What happened, in the language in use."""
    detail: dict[str, object] = dict(entry.detail)
    if entry.event is PartEvent.LIMITED and not detail.get("baud"):
        return tr("its line is used at full speed again")
    if entry.event is PartEvent.FAULT:
        params = detail.get("params")
        said = params.items() if isinstance(params, dict) else ()
        known = {key: tr(source_name(str(value))) for key, value in said}
        detail["words"] = tr_text(str(detail.get("words", "")), dict(known))
    if "reason" in detail:
        detail["reason"] = tr(str(detail["reason"]))
    if "name" in detail:
        detail["name"] = tr(str(detail["name"]))
    if isinstance(baud := detail.get("baud"), int):
        detail["baud"] = shown_number(baud)
    return tr_text(EVENT_LABELS[entry.event], detail)


class PartCard(Card):
    """What is known of one part: since when, tests, faults, and what happened to it."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(role=Role.COACH, wrap=True)
        self._facts = Facts(columns=1)
        self._title = Label(N_("What happened"), Role.NOTE)
        self._entries = [Label(role=Role.SMALL, wrap=True) for _ in range(HISTORY_LINES)]
        self.box.addWidget(self._name)
        self.box.addWidget(self._facts)
        self.box.addSpacing(12)
        self.box.addWidget(self._title)
        lines = QWidget()
        box = QVBoxLayout(lines)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for entry in self._entries:
            box.addWidget(entry)
        self.box.addWidget(lines)
        self.box.addStretch(1)
        self.setMinimumWidth(400)
        self.setMaximumWidth(560)

    def show_part(self, line: PartLine, history: list[PartEntry], zone: ZoneInfo) -> None:
        """Of a part of the inventory."""
        part = line.part
        tests = tr("{n} tests", n=line.tests) if line.tests else tr("none yet")
        if line.failed:
            tests = tr("{tests}, failed {n} times", tests=tests, n=line.failed)
        self._name.show_text(tr(part.name))
        facts = [
            (N_("Serial number"), part.serial or tr("tells none")),
            (N_("Port"), part.port),
            (N_("In use since") if part.state is PartState.IN_USE else N_("Replaced"), shown_moment(line.since, zone)),
            (N_("First seen"), shown_moment(part.first_seen, zone)),
            (N_("Last seen"), shown_moment(part.last_seen, zone)),
            (N_("Tests"), tests),
            (N_("Faults in use"), shown_number(line.faults)),
        ]
        if line.limited:
            facts.append((N_("Speed of the line"), tr("{baud} baud at most", baud=shown_number(line.limited))))
        if part.emulated:
            facts.append((N_("Kind"), tr("a stand-in, not a real device")))
        self._facts.set_facts(facts)
        texts = [f"{shown_moment(entry.at, zone)} · {entry.actor} · {entry_text(entry)}" for entry in history]
        self._show_entries(texts)

    def show_plug(self, plug: Plug) -> None:
        """Of something that the booth never worked with."""
        self._name.show_text(_plug_title(plug))
        facts = [(N_("Serial number"), plug.serial or tr("tells none")), (N_("Port"), _plug_port(plug))]
        self._facts.set_facts([*facts, (N_("Kind"), tr(plug.kind.value))])
        self._show_entries([])

    def _show_entries(self, texts: list[str]) -> None:
        self._title.setVisible(bool(texts))
        for number, label in enumerate(self._entries):
            label.setVisible(number < len(texts))
            label.show_text(texts[number] if number < len(texts) else "")
