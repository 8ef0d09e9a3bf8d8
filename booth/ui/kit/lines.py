"""Fields of one line: text, numbers in groups of four, dates, lists to type in, passwords, search."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from booth.ui.kit import icons, theme
from booth.ui.kit.label import restyle
from resources.i18n import N_, tr

SEARCH_PAUSE = 120  # ms after the last key before a search starts


class LineField(QLineEdit):
    """One line of text. `edited` is emitted for the person's changes only, never for ours."""

    edited = Signal()

    def __init__(self, *, longest: int = 0, placeholder: str = "") -> None:
        super().__init__()
        self._placeholder = placeholder
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # Qt has no Indonesian words for it
        if longest:
            self.setMaxLength(longest)
        self.textEdited.connect(self._text_edited)
        self._write()

    def value(self) -> str:
        """The text as the rules of `booth.domain.resident` read it."""
        return " ".join(self.text().split())

    def set_value(self, text: str) -> None:
        self.setText(text)

    def set_fault(self, sentence: str) -> None:
        """Mark the field as wrong and let screen readers say why; nothing takes the mark away."""
        self.setProperty("fault", "yes" if sentence else "")
        self.setAccessibleDescription(sentence)
        restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    @Slot(str)
    def _text_edited(self, text: str) -> None:
        shaped, cursor = self._shape(text, self.cursorPosition())
        if shaped != text:
            self.setText(shaped)
            self.setCursorPosition(cursor)
        self.edited.emit()

    def _shape(self, text: str, cursor: int) -> tuple[str, int]:
        """The text as it should stand after typing, and where the cursor goes."""
        return text, cursor

    def _write(self) -> None:
        self.setPlaceholderText(tr(self._placeholder) if self._placeholder else "")


class GroupedField(LineField):
    """Sixteen digits shown as 6202 0545 0785 0003. Other characters stay visible, so that the rules can name them."""

    def __init__(self) -> None:
        super().__init__(longest=30)

    def value(self) -> str:
        return "".join(self.text().split())

    def set_value(self, text: str) -> None:
        self.setText(grouped(text))

    def _shape(self, text: str, cursor: int) -> tuple[str, int]:
        before = len("".join(text[:cursor].split()))
        shaped = grouped(text)
        return shaped, before + max(0, before - 1) // 4


def grouped(text: str) -> str:
    """`6202054507850003` as `6202 0545 0785 0003`."""
    bare = "".join(text.split())
    return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))


class DateField(LineField):
    """A date as dd-mm-yyyy; the hyphens come by themselves, `5/9/1985` becomes 05-09-1985."""

    def __init__(self) -> None:
        super().__init__(longest=12, placeholder=N_("dd-mm-yyyy"))

    def _shape(self, text: str, cursor: int) -> tuple[str, int]:
        if cursor < len(text):  # a correction in the middle: leave it as it is typed
            return text, cursor
        parts = [part for part in text.replace("/", "-").replace(".", "-").replace(" ", "-").split("-") if part]
        closed = text[-1:] in "-/. " and bool(text)
        if len(parts) == 1 and len(parts[0]) > 2 and parts[0].isdigit():
            digits = parts[0][:8]
            parts = [p for p in (digits[:2], digits[2:4], digits[4:]) if p]
        elif len(parts) == 2 and len(parts[1]) > 2 and parts[1].isdigit():
            parts = [parts[0], parts[1][:2], parts[1][2:]]
        done = parts[:-1] if not closed else parts
        shaped = "-".join([p.zfill(2) if i < 2 and p in done else p for i, p in enumerate(parts[:3])])
        if closed and 0 < len(parts) < 3:
            shaped += "-"
        return shaped, len(shaped)


class CodeField(QComboBox):
    """One of a list, found by typing any part of its name or its code; Down opens the list."""

    edited = Signal()

    def __init__(self, names: Mapping[str, str], *, optional: bool = False) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        if optional:
            self.addItem("", "")
        for code, name in names.items():
            self.addItem(name, code)
        self.setCurrentIndex(-1)
        self._line = LineField()
        self.setLineEdit(self._line)
        finder = QCompleter(QStringListModel(list(names.values()), self), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(8)
        popup = QListView()
        popup.setObjectName("completions")
        finder.setPopup(popup)
        self._line.setCompleter(finder)
        self._line.edited.connect(self.edited)
        # Qt would take the first name that contains what was typed: too easily the wrong one.
        self._line.editingFinished.disconnect()
        self._line.editingFinished.connect(self._complete)
        finder.activated.connect(self._found)
        self.activated.connect(self._picked)

    def value(self) -> str:
        """The code; what was typed where it is no name of the list."""
        typed = self._line.value()
        index = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else typed

    def set_value(self, code: str) -> None:
        index = self.findData(code)
        self.setCurrentIndex(index)
        self._line.setText(self.itemText(index) if index >= 0 else code)

    def set_fault(self, sentence: str) -> None:
        """Mark the field as wrong; nothing takes the mark away."""
        self.setProperty("fault", "yes" if sentence else "")
        self.setAccessibleDescription(sentence)
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:  # Qt would open the list; F-keys are the screen's
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a turn of the wheel while scrolling must not change biodata

    @Slot()
    def _complete(self) -> None:
        """A part that only one name has becomes that name."""
        typed = self._line.value().casefold()
        if typed and self.findText(typed, Qt.MatchFlag.MatchFixedString) < 0:
            fitting = [at for at in range(self.count()) if typed in self.itemText(at).casefold()]
            if len(fitting) == 1:
                self.setCurrentIndex(fitting[0])
                self.edited.emit()

    @Slot(str)
    def _found(self, name: str) -> None:
        self.setCurrentIndex(self.findText(name))
        self.edited.emit()

    @Slot(int)
    def _picked(self, _index: int) -> None:
        self.edited.emit()


class PasswordField(LineField):
    """A password; says when caps lock seems to be on, and shows what was typed while the eye is pressed."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._caps = False
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._draw_eye()

    def value(self) -> str:
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt does not tell the state of caps lock: a capital without shift, or a small letter with it, does.
        text = event.text()
        if len(text) == 1 and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(on=text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(on=False)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.LanguageChange} and hasattr(self, "_eye"):
            self._draw_eye()
        super().changeEvent(event)

    def _set_caps(self, *, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock.emit(on)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _draw_eye(self) -> None:
        self._eye.setIcon(icons.icon("eye", theme.roles().color("quiet")))
        self._eye.setToolTip(tr("Show what is typed"))


class SearchField(LineField):
    """A search by name, NIK or KK number: `searched` comes when typing pauses or Enter is pressed.

    Up, Down and Page keys go to the list that shows what was found (`drive`).
    """

    searched = Signal(str)
    moved = Signal(int)  # lines up (negative) or down in the list of results

    def __init__(self, placeholder: str) -> None:
        super().__init__(longest=80, placeholder=placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE)
        self._pause.timeout.connect(self._search)
        self._last = ""
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._draw_glass()
        self.edited.connect(self._pause.start)

    def value(self) -> str:
        """The text; the groups of a number are closed up, so that a NIK may be typed as it is printed."""
        text = super().value()
        bare = text.replace(" ", "").replace(".", "")
        return bare if bare.isdigit() else text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(event.key())
        if step is not None:
            self.moved.emit(step)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pause.isActive():
            self._search()  # typed and Enter at once: what was found belongs to this text
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._draw_glass()
        super().changeEvent(event)

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        if self.value() != self._last:
            self._last = self.value()
            self.searched.emit(self._last)

    def clear(self) -> None:
        """Empty, and ready to search for the same text again."""
        super().clear()
        self._pause.stop()
        self._last = ""

    def _draw_glass(self) -> None:
        self._glass.setIcon(icons.icon("search", theme.roles().color("quiet")))
