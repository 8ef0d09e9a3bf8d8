"""The language of the screens, switched while the program runs."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from resources.i18n import set_language


class Speaking(Protocol):
    """A small widget of which there are many, told without an event.

    Overriding `changeEvent` costs each of them more than all else: Qt sends it for fonts, colours and styles too,
    several times while a screen is put together.
    """

    def say_again(self) -> None:
        """The language changed."""
        ...


_speaking: WeakSet[Speaking] = WeakSet()


def tell(widget: Speaking) -> None:
    """Let `widget` know from now on when the language changes."""
    _speaking.add(widget)


def switch(app: QApplication, code: str) -> None:
    """Show everything in `code` (`id` or `en`), now: every widget is told, or gets a LanguageChange."""
    set_language(code)
    for widget in tuple(_speaking):
        if isValid(widget):
            widget.say_again()
    for window in app.topLevelWidgets():  # the application itself would only post it for later
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
