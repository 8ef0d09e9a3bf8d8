"""Biodata on the screen: a form made from the table of fields, and facts to be read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from booth.domain.errors import BoothError
from booth.domain.resident import Field, FieldError, Kind
from booth.ui.kit.label import Label, Role
from booth.ui.kit.lines import CodeField, DateField, GroupedField, LineField
from booth.ui.kit.theme import Level
from resources.i18n import tr

Editor = LineField | CodeField


def editor_for(field: Field, codes: Mapping[str, Mapping[str, str]]) -> Editor:
    """The editor of one field. `codes` maps a value list (`agama`), `region` or `status` to code → name."""
    match field.kind:
        case Kind.NIK | Kind.KK:
            return GroupedField()
        case Kind.DATE:
            return DateField()
        case Kind.CODE:
            return CodeField(codes[field.codes], optional=not field.required)
        case Kind.REGION:
            return CodeField(codes["region"])
        case Kind.STATUS:
            return CodeField(codes["status"])
        case Kind.NUMBER:
            return LineField(longest=3)
        case Kind.TEXT:
            return LineField(longest=field.longest)


class FieldForm(QWidget):
    """Rows of label and editor in one or more columns, in the order of `fields`.

    What is wrong with a field stands in place of its label (every such sentence names the field): nothing moves.
    """

    edited = Signal(str)  # the name of the field

    def __init__(
        self,
        fields: Sequence[Field],
        codes: Mapping[str, Mapping[str, str]],
        *,
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editors: dict[str, Editor] = {}
        self._labels: dict[str, Label] = {}
        self._sources: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        rows = -(-len(fields) // columns)
        for number, field in enumerate(fields):
            column, line = divmod(number, rows)
            self._add(field, codes)
            grid.addWidget(self._labels[field.name], line, 2 * column)
            grid.addWidget(self.editors[field.name], line, 2 * column + 1)
        for column in range(columns):
            grid.setColumnMinimumWidth(2 * column, 190)
            grid.setColumnStretch(2 * column + 1, 1)
        grid.setRowStretch(rows, 1)

    def values(self) -> dict[str, str]:
        """Field name → text, as `booth.domain.resident.parse_resident` takes it."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def set_values(self, row: Mapping[str, str]) -> None:
        """Fill the form; what `row` lacks is emptied."""
        for name, editor in self.editors.items():
            editor.set_value(row.get(name, ""))
        self.set_faults([])

    def set_faults(self, faults: Sequence[FieldError]) -> None:
        """Show what is wrong under each field and put the focus into the first."""
        by_name = {fault.field.name: sentence(fault) for fault in faults}
        for name, editor in self.editors.items():
            text = by_name.get(name, "")
            editor.set_fault(text)
            self._show_label(name, text)
        first = next((name for name in self.editors if name in by_name), None)
        if first:
            self.editors[first].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for name in self.editors:
                self._describe(name)

    def _add(self, field: Field, codes: Mapping[str, Mapping[str, str]]) -> None:
        editor = editor_for(field, codes)
        editor.setObjectName(field.name)
        editor.edited.connect(self._one_edited)
        self.editors[field.name] = editor
        self._sources[field.name] = field.label
        self._labels[field.name] = Label(field.label, Role.QUIET, wrap=True)
        self._describe(field.name)

    def _describe(self, name: str) -> None:
        self.editors[name].setAccessibleName(tr(self._sources[name]))

    def _show_label(self, name: str, fault: str) -> None:
        label = self._labels[name]
        if fault:
            label.show_text(fault)
        else:
            label.say(self._sources[name])
        label.set_role(Role.SMALL if fault else Role.QUIET)
        label.set_level(Level.BAD if fault else None)

    @Slot()
    def _one_edited(self) -> None:
        name = self.sender().objectName()
        if name in self.editors:
            self.editors[name].set_fault("")
            self._show_label(name, "")
            self.edited.emit(name)


def sentence(error: BoothError) -> str:
    """What an error says, in the language in use; texts among its fields are translated too."""
    inner = {k: tr(v) if isinstance(v, str) and k in {"field", "reason"} else v for k, v in error.params.items()}
    if isinstance(inner.get("reason"), str):
        inner["reason"] = str(inner["reason"]).format(**error.params)
    return tr(error.text, **inner)  # type: ignore[arg-type]


class Facts(QWidget):
    """Labels and values in columns, large enough to read aloud from. Values are data, labels source texts."""

    def __init__(self, *, columns: int = 2, role: Role = Role.TEXT) -> None:
        super().__init__()
        self._columns = columns
        self._role = role
        self._labels: list[str] = []
        self._values: list[Label] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """(label, value) in order, down the first column, then the next. The same labels again stay where they are."""
        if [label for label, _ in facts] == self._labels:
            for words, (_, value) in zip(self._values, facts, strict=True):
                words.show_text(value or "–")
            return
        self._labels, self._values = [label for label, _ in facts], []
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        rows = max(1, -(-len(facts) // self._columns))
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, value) in enumerate(facts):
            column, line = divmod(number, rows)
            words = Label(role=self._role, wrap=True)
            words.show_text(value or "–")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._values.append(words)
            name = Label(label, Role.QUIET, wrap=True)
            if self._role is Role.COACH:
                name.setContentsMargins(0, 4, 0, 0)  # one base line for both sizes
            self._grid.addWidget(name, line, 2 * column, top)
            self._grid.addWidget(words, line, 2 * column + 1, top)
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, 150)
            self._grid.setColumnStretch(2 * column + 1, 1)
