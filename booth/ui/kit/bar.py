"""The bar on top: booth, ticket, today's count, and who is at work; language, colours, lock and clock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton

from booth.ui.kit import icons, theme
from booth.ui.kit.theme import Scheme
from resources.i18n import LANGUAGES, N_, language, tr

_SCHEMES = {
    Scheme.LIGHT: (N_("Light colours"), "sun"),
    Scheme.DARK: (N_("Dark"), "moon"),
    Scheme.CONTRAST: (N_("High contrast"), "contrast"),
    Scheme.SYSTEM: (N_("Like the system"), "system"),
}


class Bar(QFrame):
    """56 px that never move. The frame gives it words; it gives back what was chosen."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(object)  # Scheme
    lock_chosen = Signal()
    logout_chosen = Signal()
    help_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setFixedHeight(56)
        self._user = ""
        self._role = ""
        self._count: tuple[int, int | None] | None = None
        self._booth = _label("booth")
        self._ticket = _label("chip")
        self._today = _label("chip", Qt.TextFormat.RichText)
        self._clock = _label("clock")
        self._language = _tool("language", icon="")
        self._language.clicked.connect(self.next_language)
        self._colours = _tool("colours")
        self._colours.clicked.connect(self._open_colours)
        self._help = _tool("help", icon="help")
        self._help.clicked.connect(self.help_chosen)
        self._who = _tool("who", icon="user")
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._who.clicked.connect(self._open_who)
        self._menu: QMenu | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 0, 20, 0)
        box.setSpacing(14)
        middle = Qt.AlignmentFlag.AlignVCenter
        box.addWidget(self._booth, 0, middle)
        box.addWidget(self._ticket, 0, middle)
        box.addStretch(1)
        box.addWidget(self._today, 0, middle)
        for tool in (self._who, self._language, self._colours, self._help):
            box.addWidget(tool, 0, middle)
        box.addWidget(self._clock, 0, middle)
        self._write()

    def set_booth(self, name: str) -> None:
        self._booth.setText(name)

    def set_ticket(self, text: str) -> None:
        """The chip beside the booth's name; nothing hides it."""
        self._ticket.setText(text)
        self._ticket.setVisible(bool(text))

    def set_count(self, today: int | None, target: int | None = None) -> None:
        """Today's recordings and the day's target; None hides the chip."""
        self._count = None if today is None else (today, target)
        self._write()

    def set_user(self, name: str, role: str) -> None:
        """Who is logged in: a name and the source text of the role; nothing hides it."""
        self._user, self._role = name, role
        self._write()

    def set_clock(self, text: str) -> None:
        self._clock.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._write()
        super().changeEvent(event)

    @Slot()
    def next_language(self) -> None:
        """Choose the other language."""
        codes = list(LANGUAGES)
        self.language_chosen.emit(codes[(codes.index(language()) + 1) % len(codes)])

    @Slot()
    def _open_colours(self) -> None:
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for scheme, (source, name) in _SCHEMES.items():
            action = self._add(name, tr(source))
            action.setCheckable(True)
            action.setChecked(theme.scheme() is scheme)
            action.setData(scheme)
            group.addAction(action)
        group.triggered.connect(self._scheme_picked)
        self._drop(self._colours)

    @Slot(QAction)
    def _scheme_picked(self, action: QAction) -> None:
        self.scheme_chosen.emit(action.data())

    @Slot()
    def _open_who(self) -> None:
        self._menu = QMenu(self)
        self._add("lock", tr("Lock the screen") + "\tCtrl+L").triggered.connect(self.lock_chosen)
        self._add("logout", tr("Log out") + "\tCtrl+Shift+Q").triggered.connect(self.logout_chosen)
        self._drop(self._who)

    def _add(self, name: str, text: str) -> QAction:
        assert self._menu is not None  # noqa: S101  (made just before)
        return self._menu.addAction(icons.icon(name, theme.roles().color("quiet")), text)

    def _drop(self, below: QToolButton) -> None:
        assert self._menu is not None  # noqa: S101
        self._menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        right = below.mapToGlobal(QPoint(below.width(), below.height() + 6))
        self._menu.popup(QPoint(right.x() - self._menu.sizeHint().width(), right.y()))

    def _write(self) -> None:
        ink = theme.roles().color("on_bar")
        other = next(code for code in LANGUAGES if code != language())
        self._language.setText(language().upper())
        self._language.setToolTip(f"{LANGUAGES[other]} · Ctrl+B")
        self._language.setAccessibleName(f"{LANGUAGES[language()]} → {LANGUAGES[other]}")
        self._colours.setIcon(icons.icon(_SCHEMES[theme.scheme()][1], ink))
        self._colours.setToolTip(tr("Colours") + " · Ctrl+T")
        self._colours.setAccessibleName(tr("Colours"))
        self._help.setIcon(icons.icon("help", ink))
        self._help.setToolTip(tr("Help") + " · F1")
        self._help.setAccessibleName(tr("Help"))
        self._who.setIcon(icons.icon("user", ink))
        shown = tr(self._role) if self._role else ""
        self._who.setText(f" {self._user} · {shown}" if self._user and shown else f" {self._user or shown}")
        self._who.setVisible(bool(self._user or self._role))
        self._today.setVisible(self._count is not None)
        if self._count is not None:
            done, target = self._count
            text = tr("Today {count}", count=f"<b>{done}</b>")
            self._today.setText(text + (" " + tr("of target {target}", target=target) if target else ""))


def _label(name: str, form: Qt.TextFormat = Qt.TextFormat.PlainText) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(form)
    if name == "chip":
        made.hide()
    return made


def _tool(name: str, icon: str = "sun") -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("on", "bar")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAutoRaise(True)
    made.setIconSize(QSize(20, 20))
    if not icon:
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return made
