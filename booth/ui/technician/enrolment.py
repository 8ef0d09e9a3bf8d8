"""The panels of enrolment: address and code of the office, checked while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from booth.ui.field_card import Editor, FieldCard, stand_at_top
from booth.ui.kit.lines import LineField
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.workflow.words import sentence
from resources.i18n import N_, tr
from sync.address import parse_address
from sync.enrolment import parse_code
from sync.errors import AddressRefused, CodeMistyped, EnrolRefused, LineError

if TYPE_CHECKING:
    from booth.domain.errors import BoothError

LENGTH = 32  # characters of a code
_CODE = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZOIL")  # the last three are read as 0, 1 and 1


class EnrolmentCodeField(LineField):
    """A code in capitals and groups of four; what no code has stays visible, so that it can be named."""

    def __init__(self) -> None:
        super().__init__(longest=60, placeholder="····-····-····-····-····-····-····-····")
        self.setObjectName("code")
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferUppercase)

    @property
    def bare(self) -> str:
        """The characters without hyphens and spaces."""
        return bare(self.text())

    def said(self) -> tuple[str, Level | None, dict[str, object]]:
        """What there is to say of what is typed: a source text, its level, its fields."""
        return judge_code(self.text())

    def _shape(self, text: str, cursor: int) -> tuple[str, int]:
        before = len(bare(text[:cursor]))
        plain = bare(text)
        shaped = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
        return shaped, before + max(0, before - 1) // 4


def bare(text: str) -> str:
    """A code's characters in capitals, without what only separates them."""
    return "".join(character for character in text.upper() if not character.isspace() and character not in "-–—")


def judge_code(text: str) -> tuple[str, Level | None, dict[str, object]]:
    """What to say while a code is typed: a source text, how bad that is, and its fields."""
    plain = bare(text)
    for place, character in enumerate(plain, 1):
        if character not in _CODE:
            return (
                N_("No code has “{character}” (place {place}). It is often 0, 1, V or 5."),
                Level.BAD,
                {"character": character, "place": place},
            )
    if len(plain) > LENGTH:
        return N_("{count} characters are too many: a code has 32."), Level.BAD, {"count": len(plain)}
    if len(plain) < LENGTH:
        return N_("{count} of 32 characters"), None, {"count": len(plain)}
    try:
        parse_code(plain)
    except CodeMistyped:
        return CodeMistyped.text, Level.BAD, {}
    return N_("The code is whole."), Level.GOOD, {}


def judge_address(text: str) -> str:
    """What is wrong with an address, in words; nothing where it can be used."""
    try:
        parse_address(with_scheme(text))
    except AddressRefused as error:
        return sentence(error)
    return ""


def with_scheme(text: str) -> str:
    """An address as people say it, with its `https://`."""
    text = text.strip()
    return text if "://" in text or not text else f"https://{text}"


def refusal(error: BoothError) -> str:
    """Why the office did not take what was typed, in words for whoever enrols a booth."""
    if type(getattr(error, "error", None)) is LineError:  # the general words speak of recordings that wait
        return tr(N_("The office cannot be reached. Check the address, and that this computer is on the network."))
    return sentence(error)


def is_of_code(error: BoothError) -> bool:
    """Whether it is the code that was refused, and not the address."""
    return isinstance(getattr(error, "error", None), EnrolRefused)


class OfficePanel(Panel):
    """Address, and the code where one is asked for. `filled` gives both."""

    filled = Signal(str, str)
    cancelled = Signal()

    def __init__(self, question: str, text: str, act: str, *, url: str = "", code: bool) -> None:
        """`question`, `text` and `act` (the button) are source texts; `code`: whether a code is asked for."""
        super().__init__()
        self._act = act
        self._busy = False
        self._address = LineField(longest=200, placeholder="https://office.example:8443")
        self._address.setObjectName("address")
        self._address.set_value(url)
        self._code = EnrolmentCodeField()
        self._wants_code = code
        rows: list[tuple[str, Editor]] = [(N_("Address of the office"), self._address)]
        if code:
            rows.append((N_("Code"), self._code))
        self._card = FieldCard(text, rows, title=question, noted=self._code if code else None)
        self._card.edited.connect(self._edited)
        stand_at_top(self, self._card)
        self._judge()

    def offers(self) -> list[Action]:
        address = bool(self._address.text().strip())
        whole = not self._wants_code or self._code.said()[1] is Level.GOOD
        first = self._wants_code and not self._code.text()  # Enter in the first field goes to the second
        ready = address and (whole or first) and not self._busy
        return [back(tr("Back"), self.cancelled.emit), primary(tr(self._act), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        field = self._code if self._wants_code and self._address.text() else self._address
        field.setFocus()
        field.selectAll()

    def work(self) -> None:
        """The office is being asked."""
        self._busy = True
        self._card.work()
        self.changed.emit()

    def refuse(self, error: BoothError) -> None:
        """It could not be done."""
        self._busy = False
        self._card.refuse(refusal(error))
        field = self._code if self._wants_code and is_of_code(error) else self._address
        field.setFocus()
        field.selectAll()
        self.changed.emit()

    @Slot()
    def _edited(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        if not self._wants_code:
            return
        text, level, params = self._code.said()
        self._card.note.say(text, **params)
        self._card.note.set_level(level)

    def _confirm(self) -> None:
        if fault := judge_address(self._address.text()):
            self._card.refuse(fault)
            self._address.setFocus()
            return
        if self._wants_code and not self._code.text():
            self._code.setFocus()
            return
        self.filled.emit(with_scheme(self._address.text()), self._code.text())
