"""The window: bar, rail, work area, action bar, status strip. It never moves between screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from booth.ui.kit import keys, language, theme
from booth.ui.kit.actionbar import ActionBar
from booth.ui.kit.bar import Bar
from booth.ui.kit.help import HelpPanel
from booth.ui.kit.rail import Rail, RailItem
from booth.ui.kit.screen import Screen
from booth.ui.kit.strip import Light, Strip
from booth.ui.kit.theme import Scheme

ROOMY = 1600  # px of width from which rail, work and help stand side by side


class _Work(QStackedWidget):
    """The work area gives way: a crowded screen is cut short rather than pushing the frame off a small monitor.

    It asks its screens for nothing, so a label that changes is laid out in its screen and not in all of them: Qt's
    own stack asks every page, hidden ones too, how high it is, each time a widget is shown anywhere in it.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return False


class Frame(QMainWindow):
    """The one window of the booth.

    `clock` gives the booth's local time. Words of rail and role are source texts and follow the language; lights and
    context are data or translated already: set them again on `language_changed`.
    """

    language_changed = Signal(str)  # `id` or `en`; everything the frame and its screens say has changed already
    scheme_changed = Signal(object)  # theme.Scheme
    page_chosen = Signal(str)  # id of a rail item
    lock_chosen = Signal()
    logout_chosen = Signal()
    screen_shown = Signal(object)  # Screen

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.setMinimumSize(1024, 660)
        self.resize(1366, 768)
        self._clock = clock
        self._booth = ""
        self._user_known = False
        self._may_close: Callable[[], bool] | None = None
        self._cover: Screen | None = None
        self._behind: Screen | None = None
        self._ticket = ""
        self._rail_filled = False
        self.bar = Bar()
        self.rail = Rail()
        self.stack = _Work()
        self.stack.setObjectName("work")
        self.action_bar = ActionBar()
        self.strip = Strip()
        self.help_panel = HelpPanel()
        self.help_panel.hide()
        self._put_together()
        self.bar.language_chosen.connect(self.set_language)
        self.bar.scheme_chosen.connect(self.set_scheme)
        self.bar.lock_chosen.connect(self.lock_chosen)
        self.bar.logout_chosen.connect(self.logout_chosen)
        self.bar.help_chosen.connect(self.toggle_help)
        self.help_panel.closed.connect(self.toggle_help)
        self.rail.chosen.connect(self.page_chosen)
        self.strip.asked.connect(self.show_help)
        self.strip.changed.connect(self._show_now)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._show_time()
        self.rail.hide()

    # What the application tells the frame.

    def set_booth(self, name: str) -> None:
        """The booth's name, in bar and window title."""
        self._booth = name
        self.bar.set_booth(name)
        self._show_title()

    def set_user(self, name: str, role: str = "") -> None:
        """Who is logged in: a name and the role's source text. Nobody: `set_user("")`."""
        self._user_known = bool(name)
        self.bar.set_user(name, role)
        if self.help_panel.isVisible():
            self._fill_help()

    def set_ticket(self, text: str) -> None:
        """The chip beside the booth's name (ticket or resident), nothing hides it."""
        self._ticket = text
        self._show_sides()

    def set_count(self, today: int | None, target: int | None = None) -> None:
        """Today's recordings; None hides the chip."""
        self.bar.set_count(today, target)

    def set_rail(self, items: Sequence[RailItem], *, selectable: bool = False) -> None:
        """Steps of a recording, or the pages of a role when `selectable`. None at all hides the rail."""
        self.rail.set_items(items, selectable=selectable)
        self._rail_filled = bool(items)
        self._show_sides()

    def set_context(self, name: str, lines: Sequence[str] = ()) -> None:
        """The card on top of the rail: name, NIK, village."""
        self.rail.set_context(name, lines)

    def set_devices(self, lights: Sequence[Light]) -> None:
        self.strip.set_devices(lights)

    def set_facts(self, lights: Sequence[Light]) -> None:
        """Line, unsent count, disk."""
        self.strip.set_facts(lights)

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """Called when the window is to close; False keeps it open (say why on the screen)."""
        self._may_close = may_close

    # Screens.

    def show_screen(self, screen: Screen) -> None:
        """Leave the screen shown now, if another, and enter this one; behind a cover, once that is gone."""
        if self._cover not in {None, screen}:
            self._behind = screen
            return
        old = self.shown()
        if old is screen:
            screen.refresh()
            return
        if old is not None:
            old.changed.disconnect(self._show_screen_words)
            old.leave()
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        screen.changed.connect(self._show_screen_words)
        screen.setFocus()
        screen.enter()
        screen.refresh()
        if self.help_panel.isVisible():
            self._fill_help()
        self.screen_shown.emit(screen)

    def prepare(self, screen: Screen) -> None:
        """Take `screen` in and style it ahead of its first showing, which is then twice as quick."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
            screen.ensurePolished()

    def shown(self) -> Screen | None:
        """The screen shown now."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def cover(self, screen: Screen) -> None:
        """Show `screen` in front of everything until `uncover`: a locked booth.

        Rail and ticket are out of sight and reach; screens that others show meanwhile wait behind.
        """
        if self._cover is None:
            self._behind = self.shown()
        self._cover = screen
        self._show_sides()
        self.show_screen(screen)

    @property
    def covering(self) -> Screen | None:
        """The cover, while there is one."""
        return self._cover

    def uncover(self) -> None:
        """Take the cover away and enter what is behind it."""
        behind = self._behind
        self.forget_behind()
        if behind is not None:
            self.show_screen(behind)

    def forget_behind(self) -> None:
        """The cover stays, as a screen like any other: whoever was at work logged out."""
        self._behind = self._cover = None
        self._show_sides()

    # What the operator chooses.

    @Slot(str)
    def set_language(self, code: str) -> None:
        """Say everything in `code` from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  (there is a window)
        language.switch(app, code)
        if self.help_panel.isVisible():
            self._fill_help()
        self._show_time()
        self.language_changed.emit(code)

    @Slot(object)
    def set_scheme(self, scheme: Scheme) -> None:
        """Show everything in these colours from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101
        theme.apply(app, scheme)
        self.bar.update()
        self.scheme_changed.emit(scheme)

    @Slot()
    def toggle_help(self) -> None:
        """Show or hide the help beside the work."""
        if self.help_panel.isVisible():
            focused = self.focusWidget()
            self.help_panel.hide()
            screen = self.shown()
            # A field that was being typed in keeps the keys; only what was in the help itself gives them back.
            if screen is not None and (focused is None or not screen.isAncestorOf(focused)):
                screen.setFocus()
        else:
            self._fill_help()
            self.help_panel.show()
        self._show_sides()

    @Slot()
    def show_help(self) -> None:
        """Show the help, where it is not shown already: what the strip says in whole sentences stands there."""
        if not self.help_panel.isVisible():
            self.toggle_help()

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._own_key(event) or self.action_bar.take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_screen_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.help_panel.setFixedWidth(420 if self.width() >= ROOMY else 380)
        self._show_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        super().closeEvent(event)

    # Inside.

    def _own_key(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        table: dict[str, Callable[[], object]] = {
            "F1": self.toggle_help,
            "Ctrl+B": self.bar.next_language,
            "Ctrl+T": self._next_scheme,
        }
        if self._user_known:
            table |= {"Ctrl+L": self.lock_chosen.emit, "Ctrl+Shift+Q": self.logout_chosen.emit}
        if self.help_panel.isVisible():
            table["Esc"] = self.toggle_help
        for key, act in table.items():
            if keys.pressed(event, key):
                act()
                return True
        pressed_digit = event.key() - Qt.Key.Key_0
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and 0 <= pressed_digit <= 9:
            return self._cover is None and self.rail.choose(pressed_digit or 10)
        return False

    def _next_scheme(self) -> None:
        order = list(Scheme)
        self.set_scheme(order[(order.index(theme.scheme()) + 1) % len(order)])

    def _show_sides(self) -> None:
        covered = self._cover is not None
        self.bar.set_ticket("" if covered else self._ticket)
        # Help beside the work takes the rail's room where both would leave too little for it.
        cramped = self.help_panel.isVisible() and self.width() < ROOMY
        self.rail.setVisible(self._rail_filled and not covered and not cramped)

    @Slot()
    def _show_screen_words(self) -> None:
        screen = self.shown()
        if screen is None:
            return
        self.action_bar.set_actions(screen.current_offers(), "" if screen.panel else screen.hint())
        self._show_title()

    def _show_title(self) -> None:
        screen = self.shown()
        parts = [screen.title(), screen.state_text()] if screen else []
        shown = " · ".join(part for part in parts if part)
        self.setWindowTitle(" — ".join(part for part in (shown, self._booth) if part))

    @Slot()
    def _show_time(self) -> None:
        self.bar.set_clock(self._clock().strftime("%H.%M"))

    def _fill_help(self) -> None:
        screen = self.shown()
        if screen is not None:
            self.help_panel.show_page(screen.help_page, self.action_bar.actions_shown(), at_work=self._user_known)
            self._show_now()

    @Slot()
    def _show_now(self) -> None:
        self.help_panel.show_now(self.strip.lights())

    def _put_together(self) -> None:
        shown = QHBoxLayout()
        shown.setSpacing(0)
        shown.addWidget(self.stack, 1)
        shown.addWidget(self.help_panel)
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addLayout(shown, 1)
        work.addWidget(self.action_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(work, 1)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addLayout(middle, 1)
        box.addWidget(self.strip)
        self.setCentralWidget(whole)
