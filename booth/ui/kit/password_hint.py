"""What is said under a password: that capitals are locked, or how long to wait before the next try."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot

from booth.ui.kit.label import Label, Role
from booth.ui.kit.theme import Level
from resources.i18n import N_


class PasswordHint(Label):
    """Hidden while there is nothing to say."""

    over = Signal()  # the waiting

    def __init__(self) -> None:
        super().__init__(role=Role.NOTE, wrap=True, level=Level.CARE)
        self.left = 0  # seconds to wait
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.count_down)
        self.hide()

    def wait(self, seconds: float) -> None:
        """Count `seconds` down; 0: nothing is to be waited for."""
        self.left = max(0, round(seconds + 0.499))
        if self.left:
            self._second.start()
        self._show()

    @Slot()
    def count_down(self) -> None:
        """A second has passed."""
        self.left = max(0, self.left - 1)
        self._show()
        if not self.left:
            self._second.stop()
            self.over.emit()

    @Slot(bool)
    def show_caps(self, on: bool) -> None:
        """Capitals are locked, or are not any more."""
        if not self.left:
            self.say(N_("Caps lock is on: capital letters are typed."))
            self.setVisible(on)

    def _show(self) -> None:
        if self.left:
            self.say(N_("Wait {n} seconds, then try again."), n=self.left)
        self.setVisible(bool(self.left))
