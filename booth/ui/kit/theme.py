"""Colours by role, fonts, and the one stylesheet; switched while the program runs.

Widgets that paint themselves ask `roles()` while painting and so follow every switch: `apply` changes palette and
stylesheet, which repaints all windows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources import resource

GRID = 8  # px: distances are multiples of it
CARD_RADIUS = 14
BUTTON_RADIUS = 10
BUTTON_HEIGHT = 42
FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


class Size(Enum):
    """Type sizes in px; nothing is smaller than SMALL."""

    FIGURE = 40
    TITLE = 25
    COACH = 21
    TEXT = 16
    NOTE = 14
    SMALL = 13


class Scheme(Enum):
    """The sets of colours; SYSTEM follows the desktop (dark, light, high contrast) as it changes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Level(Enum):
    """How good a thing is: its colour, and the sign that goes with the colour."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"
    OFF = "off"  # neither: skipped, absent, not asked


@dataclass(frozen=True)
class Roles:
    """One set of colours (`#RRGGBB` or `#RRGGBBAA`), named by what they are for. Source: resources/theme/roles.toml."""

    dark: bool
    line: int  # px
    ground: str
    card: str
    edge: str
    ink: str
    quiet: str
    faint: str  # for what is not yet to be read: steps to come, disabled
    accent: str
    accent_hover: str
    accent_soft: str
    accent_off: str
    on_accent: str
    tint: str
    on_tint: str
    good: str
    good_text: str
    good_tint: str
    good_edge: str
    care: str
    care_text: str
    care_tint: str
    care_edge: str
    bad: str
    bad_text: str
    bad_tint: str
    bad_edge: str
    on_sign: str
    bar: str
    on_bar: str
    quiet_on_bar: str
    chip: str
    strip: str
    field: str
    field_edge: str
    track: str
    hover: str
    focus: str
    focus_on_accent: str
    scrim: str
    on_scrim: str

    def color(self, role: str) -> QColor:
        """The colour of a role, as Qt wants it."""
        text: str = getattr(self, role)
        color = QColor(text[:7])
        if len(text) == 9:
            color.setAlpha(int(text[7:], 16))
        return color

    def sign(self, level: Level) -> QColor:
        """The strong colour of `level`: signs, bars, dots."""
        return self.color("faint" if level is Level.OFF else level.value)

    def words(self, level: Level) -> QColor:
        """The colour of words that carry `level`."""
        return self.color("quiet" if level is Level.OFF else f"{level.value}_text")


@cache
def all_roles() -> dict[Scheme, Roles]:
    """Every set, read once."""
    table = tomllib.loads(resource("theme", "roles.toml").read_text("utf-8"))
    return {Scheme(name): Roles(**values) for name, values in table.items()}


class _Keeper(QObject):
    """What is applied now; a child of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.app = app
        self.wanted = Scheme.LIGHT
        self.shown: Scheme | None = None
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    @Slot()
    def _system_changed(self) -> None:
        if self.wanted is Scheme.SYSTEM:
            self.show(Scheme.SYSTEM)

    def show(self, scheme: Scheme) -> None:
        self.wanted = scheme
        resolved = _of_system(self.app) if scheme is Scheme.SYSTEM else scheme
        if resolved is self.shown:
            return
        self.shown = resolved
        chosen = all_roles()[resolved]
        self.app.setPalette(_palette(chosen))
        self.app.setStyleSheet(stylesheet(chosen))


_keeper: _Keeper | None = None


def apply(app: QApplication, scheme: Scheme) -> None:
    """Give the whole application this set of colours, now. The first call also brings fonts and style."""
    global _keeper  # noqa: PLW0603  (there is one application)
    if _keeper is None or _keeper.app is not app:
        app.setStyle("Fusion")
        app.setFont(load_fonts())
        _keeper = _Keeper(app)
    _keeper.show(scheme)


def scheme() -> Scheme:
    """The set that was asked for, SYSTEM included."""
    return _keeper.wanted if _keeper else Scheme.LIGHT


def roles() -> Roles:
    """The colours in use."""
    return all_roles()[(_keeper.shown if _keeper else None) or Scheme.LIGHT]


def load_fonts() -> QFont:
    """Make the shipped Inter known to Qt, once, and return it in text size with tabular figures."""
    if "Inter" not in QFontDatabase.families():
        for name in FONT_FILES:
            QFontDatabase.addApplicationFontFromData(resource("fonts", name).read_bytes())
    return font(Size.TEXT)


def font(size: Size | int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter in `size` px, figures of equal width: the caller's own, to change."""
    return QFont(_font(size.value if isinstance(size, Size) else size, weight))


@cache
def _font(size: int, weight: QFont.Weight) -> QFont:
    made = QFont("Inter")
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def stylesheet(chosen: Roles) -> str:
    """The one stylesheet with its roles filled in."""
    values = {f.name: _qss(getattr(chosen, f.name)) for f in fields(chosen)}
    folder = str(resource("theme")).replace("\\", "/")
    shade = "dark" if chosen.dark else "light"
    return Template(resource("theme", "booth.qss").read_text("utf-8")).substitute(values, images=folder, shade=shade)


def _qss(value: object) -> str:
    """A role in the notation of stylesheets, where alpha comes first."""
    text = str(value)
    return f"#{text[7:]}{text[1:7]}" if text.startswith("#") and len(text) == 9 else text


def _of_system(app: QApplication) -> Scheme:
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def _palette(chosen: Roles) -> QPalette:
    role = QPalette.ColorRole
    table = {
        role.Window: "ground",
        role.WindowText: "ink",
        role.Base: "field",
        role.AlternateBase: "ground",
        role.Text: "ink",
        role.Button: "card",
        role.ButtonText: "ink",
        role.BrightText: "on_accent",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "ink",
        role.ToolTipText: "card",
        role.PlaceholderText: "quiet",
        role.Link: "on_tint",
        role.Light: "card",
        role.Midlight: "hover",
        role.Mid: "edge",
        role.Dark: "field_edge",
        role.Accent: "accent",
    }
    palette = QPalette()
    for where, name in table.items():
        palette.setColor(where, chosen.color(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, chosen.color("faint"))
    return palette
