"""Help beside the work (F1): the keys of this screen and its page from resources/help/<language>/."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QTextBrowser, QVBoxLayout

from booth.ui.kit import theme
from booth.ui.kit.button import Button
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Label, Role, row
from booth.ui.kit.screen import Action
from booth.ui.kit.strip import Light
from booth.ui.kit.theme import Level
from resources import resource
from resources.i18n import N_, language, tr

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~]")
_EVERYWHERE = (
    ("F1", N_("Help")),
    ("Ctrl+B", N_("Other language")),
    ("Ctrl+T", N_("Colours")),
)
_AT_WORK = (
    ("Ctrl+L", N_("Lock the screen")),
    ("Ctrl+Shift+Q", N_("Log out")),
)


class HelpPanel(QFrame):
    """A panel at the right; the work stays in sight and usable."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self._keys = QGridLayout()
        self._keys.setHorizontalSpacing(12)
        self._keys.setVerticalSpacing(6)
        self._keys.setColumnStretch(1, 1)
        self._text = ""  # of the page
        self._said: list[tuple[str, str]] = []  # what the strip says
        self._page = QTextBrowser()
        self._page.setObjectName("helppage")
        self._page.setOpenLinks(False)
        self._page.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        shut = Button(N_("Close"), key="F1")
        shut.clicked.connect(self.closed)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 14)
        box.setSpacing(12)
        box.addLayout(row(Label(N_("Help"), Role.COACH), None, shut))
        box.addWidget(Label(N_("Keys on this screen"), Role.HEADING))
        box.addLayout(self._keys)
        box.addWidget(self._page, 10)
        box.addStretch(1)

    def show_page(self, page: str, actions: Sequence[Action], *, at_work: bool) -> None:
        """The keys of `actions`, those of the frame that do something now (`at_work`: somebody is logged in), and the
        page of that name; a missing page shows keys only."""
        while (item := self._keys.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        frame = _EVERYWHERE + _AT_WORK if at_work else _EVERYWHERE
        rows = [(a.key, a.text) for a in actions if a.key] + [(key, tr(text)) for key, text in frame]
        for number, (key, text) in enumerate(rows):
            words = Label(role=Role.NOTE, wrap=True)
            words.show_text(text)
            self._keys.addWidget(Keycap(key), number, 0, Qt.AlignmentFlag.AlignLeft)
            self._keys.addWidget(words, number, 1)
        self._text = page_text(page)
        self._write()

    def show_now(self, lights: Sequence[Light]) -> None:
        """What the lamps of the strip want to be known, each with what there is to do."""
        wanted = [light for light in lights if light.more and (light.told or _wants(light))]
        said = [(light.text, light.more) for light in sorted(wanted, key=lambda light: not light.told)]
        if said != self._said:
            self._said = said
            self._write()

    def page_shown(self) -> str:
        """What stands under the keys, as it is read."""
        return self._page.toPlainText()

    def _write(self) -> None:
        """The strip's words above the page, where the page was scrolled to."""
        bar = self._page.verticalScrollBar()
        at = bar.value()
        parts = [self._text]
        if self._said:
            said = "\n".join(f"- **{_plain(text)}**: {_plain(more)}" for text, more in self._said)
            parts = [f"### {tr('What the strip says')}", said, *parts]
        self._page.setMarkdown("\n\n".join(parts))
        self._page.setVisible(bool(self._text or self._said))
        bar.setValue(at)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._page.setFont(theme.font(theme.Size.TEXT))
        super().changeEvent(event)


def _plain(text: str) -> str:
    """`text` so that Markdown shows it as it stands."""
    return _MARKS.sub(r"\\\g<0>", text)


def _wants(light: Light) -> bool:
    return light.level in {Level.CARE, Level.BAD}


def page_text(page: str) -> str:
    """The Markdown of a help page in the language in use; nothing where the page does not exist."""
    if not page:
        return ""
    path = resource("help", language(), f"{page}.md")
    return path.read_text("utf-8") if path.is_file() else ""
