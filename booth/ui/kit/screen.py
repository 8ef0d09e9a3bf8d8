"""What the frame shows one of at a time: the base class of every screen.

A screen overrides `title`, `offers` and what else it needs, puts its widgets into `self.body`, and calls `refresh()`
whenever one of those answers changed. The frame asks anew after every `refresh()` and after a change of language, so
`offers()` and friends simply return what is true now, in the language of now (`tr(…)`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from booth.ui.kit.banner import Banner
from booth.ui.kit.label import Label, Role
from booth.ui.kit.theme import Level


class ActionRole(Enum):
    """Where an action's button stands: BACK left, NORMAL beside it, ASIDE and PRIMARY right."""

    BACK = "back"
    NORMAL = "normal"
    ASIDE = "aside"
    PRIMARY = "primary"


@dataclass(frozen=True)
class Action:
    """Something the operator can do here, by button and by key.

    `text` is translated already (`tr(…)`). `key` is Qt's portable text: `Return`, `Esc`, `Space`, `F8`, `R`,
    `Ctrl+P`; it works wherever the focus is, unless the focused widget needs the key itself (letters in a field).
    Do not use F1, Ctrl+L, Ctrl+B, Ctrl+T, Ctrl+0…9: they are the frame's.
    """

    id: str
    text: str
    slot: Callable[[], None]
    key: str = ""
    role: ActionRole = ActionRole.NORMAL
    enabled: bool = True
    visible: bool = True


def back(text: str, slot: Callable[[], None], *, enabled: bool = True) -> Action:
    """The way back: Esc, on the left."""
    return Action("back", text, slot, "Esc", ActionRole.BACK, enabled)


def primary(text: str, slot: Callable[[], None], *, key: str = "Return", enabled: bool = True) -> Action:
    """The obvious next thing: Enter, on the right."""
    return Action("primary", text, slot, key, ActionRole.PRIMARY, enabled)


class Panel(QWidget):
    """A question asked inline, in place of a screen's body: a reason, a confirmation. It brings its own actions."""

    changed = Signal()

    def offers(self) -> list[Action]:
        """What can be done while the panel is open."""
        return []

    def take_focus(self) -> None:
        """The panel was opened: put the focus where typing goes."""
        self.setFocus()


class Screen(QWidget):
    """One task. Texts of labels made with `Label(N_(…))` follow the language by themselves; see `retranslate`."""

    changed = Signal()  # title, actions, hint or state may have changed: the frame asks again

    help_page = ""  # resources/help/<language>/<help_page>.md, shown by F1

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(type(self).__name__)
        self._title = Label(role=Role.TITLE)
        self._subtitle = Label(role=Role.QUIET)
        self._banner = Banner()
        self._banner.hide()
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._subtitle, 1, Qt.AlignmentFlag.AlignBottom)
        self._subtitle.setContentsMargins(0, 0, 0, 3)  # one base line for both sizes
        self._panel: Panel | None = None
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setSpacing(14)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(26, 20, 26, 14)
        self._outer.setSpacing(14)
        self._outer.addLayout(head)
        self._outer.addWidget(self._banner)
        self._outer.addWidget(self._content, 1)

    # What a screen says of itself; override.

    def title(self) -> str:
        """The big title, and the first part of the window's."""
        return ""

    def subtitle(self) -> str:
        """The quiet words beside the title: "4 of 10"."""
        return ""

    def state_text(self) -> str:
        """A finer state for the window's title ("waiting for a finger"), read by robots and screen readers."""
        return ""

    def hint(self) -> str:
        """The quiet words beside the primary button: what comes next by itself."""
        return ""

    def offers(self) -> list[Action]:
        """All that can be done here, in the order of the buttons."""
        return []

    def enter(self) -> None:
        """The screen is shown now: start what it needs, put the focus where typing goes."""

    def leave(self) -> None:
        """Another screen is about to be shown: cancel what runs, keep nothing that is personal."""

    def retranslate(self) -> None:
        """The language changed: say anew whatever was not said through `Label.say`, `Button` or the methods above."""

    # What a screen calls.

    def refresh(self) -> None:
        """Show title, subtitle, actions and hint as they are now."""
        self._title.show_text(self.title())
        subtitle = self.subtitle()
        self._subtitle.show_text(subtitle)
        self.changed.emit()

    def message(self, level: Level, source: str, more: str = "", **params: object) -> None:
        """Say one thing under the title until `clear_message` or the next one; it follows the language.

        For an error: `self.message(Level.BAD, error.text, **error.params)`.
        """
        self._banner.say(level, source, more, **params)
        self._banner.show()

    def clear_message(self) -> None:
        self._banner.hide()

    def message_text(self) -> str:
        """What is said now, or nothing."""
        return self._banner.text if self._banner.isVisibleTo(self) else ""

    def open_panel(self, panel: Panel) -> None:
        """Show `panel` in place of the body, with its own actions, until `close_panel`."""
        self.close_panel()
        self._panel = panel
        self._content.hide()
        self._outer.addWidget(panel, 1)
        panel.show()
        panel.changed.connect(self.changed)
        panel.take_focus()
        self.refresh()

    def close_panel(self) -> None:
        """Show the body again."""
        if self._panel is None:
            return
        gone, self._panel = self._panel, None
        self._outer.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._content.show()
        self.setFocus()
        self.refresh()

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel

    def current_offers(self) -> list[Action]:
        """What the action bar shows: the open panel's actions, else the screen's."""
        return self._panel.offers() if self._panel is not None else self.offers()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
