"""The language of the screens, switched while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from resources.i18n import set_language


def switch(app: QApplication, code: str) -> None:
    """Show everything in `code` (`id` or `en`), now: every widget gets a LanguageChange and says its words anew."""
    set_language(code)
    for window in app.topLevelWidgets():  # the application itself would only post it for later
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
