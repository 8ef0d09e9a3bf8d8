"""Keys as they are written on keycaps and matched against key presses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from resources.i18n import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def cap(key: str) -> str:
    """What stands on the keycap for `key` (`Return`, `Esc`, `Space`, `F8`, `Ctrl+L`, `R`), in the language in use."""
    last = key.rsplit("+", 1)[-1]
    names = {"Return": tr("Enter"), "Space": tr("Space"), "Del": tr("Del")}
    return key.removesuffix(last) + names.get(last, last)


def pressed(event: QKeyEvent, key: str) -> bool:
    """Whether `event` is a press of `key`; both Enter keys are one, and the number block counts as keys."""
    if not key:
        return False
    wanted = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    # As numbers: a key of another keyboard has no name among Qt's keys.
    found = Qt.Key.Key_Return.value if event.key() in _ENTER else event.key()
    return wanted == QKeySequence(found | modifiers.value)
