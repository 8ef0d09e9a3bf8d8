"""After saving: the recording waits to be sent, its proof is printed by itself."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from booth.devices.ports import Cancel
from booth.devices.slip import Code, Slip
from booth.domain.errors import BoothError
from booth.ui.kit.banner import Banner, Sign
from booth.ui.kit.figures import Progress
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.screen import Action, Screen, primary
from booth.ui.kit.theme import Level
from booth.ui.printing import qr_image
from booth.workflow.equipment import NoPrinter
from booth.workflow.words import sentence, shown_day
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment
    from booth.workflow.saving import Saved

PRINT_WAIT = 30.0  # seconds until a printer must have taken the page
QR_SIDE = 140  # px, without the white edge


class Proof(Enum):
    """Where the proof stands; the value is said in the window's title."""

    PRINTING = N_("printing the proof")
    PRINTED = N_("proof printed")
    FAILED = N_("proof not printed")


class SavedScreen(Screen):
    """Nothing here holds up the next resident: a proof handed to the printer is printed also after Enter."""

    finished = Signal()  # on to the next resident
    help_page = "saved"

    def __init__(self, station: Station, saved: Saved) -> None:
        super().__init__()
        self._station = station
        self._saved = saved
        self._proof: Proof | None = None
        self._error: Exception | None = None
        self._note = Banner(big=True)
        self._progress = Progress()
        self._progress.set_share(None)
        self._code = _Qr()
        self._put_together()

    def title(self) -> str:
        return tr("Saved")

    def state_text(self) -> str:
        return tr((self._proof or Proof.PRINTING).value)

    def offers(self) -> list[Action]:
        done = self._proof in {Proof.PRINTED, Proof.FAILED}
        again = tr("Print again") if self._proof is Proof.PRINTED else tr("Print the proof")
        return [
            Action("print", again, self._print, "F5", enabled=done),
            primary(tr("Next resident"), self.finished.emit),
        ]

    def enter(self) -> None:
        if self._proof is None:
            self._print()
        self._say()

    def retranslate(self) -> None:
        self._say()

    @Slot()
    def _print(self) -> None:
        self._proof = Proof.PRINTING
        self._say()
        side = round(QR_SIDE * self.devicePixelRatioF())
        self._station.store.run(_prove, self._station.desk, self._saved.id, side, done=self._made, failed=self._failed)

    @Slot(object)
    def _made(self, made: tuple[Slip, str, QImage]) -> None:
        slip, text, code = made
        self._code.show_code(text, code)
        cancel = Cancel()
        self._station.printer.run(
            _print, self._station.equipment, slip, cancel, cancel=cancel, done=self._printed, failed=self._failed
        )

    @Slot(object)
    def _printed(self, _nothing: object) -> None:
        self._proof = Proof.PRINTED
        self._say()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if not isinstance(error, BoothError):
            raise error
        self._proof = Proof.FAILED
        self._error = error
        self._say()

    def _say(self) -> None:
        self._progress.setVisible(self._proof is Proof.PRINTING)
        if self._proof is Proof.FAILED and self._error is not None:
            level = Level.OFF if isinstance(self._error, NoPrinter) else Level.BAD
            self._note.say(level, N_("The proof is not printed."), sentence(self._error))
        elif self._proof is Proof.PRINTED:
            self._note.say(Level.GOOD, N_("The proof is printed."), N_("Hand it to the resident."))
        else:
            self._note.ask("printer", N_("The proof is being printed …"), N_("You need not wait for it."))
        self.refresh()

    def _put_together(self) -> None:
        card = Card()
        card.setMaximumWidth(860)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addLayout(
            row(Sign(Level.GOOD, 36), Label(N_("Saved. Waiting to be sent."), Role.TITLE), None, spacing=14)
        )
        words.addWidget(
            Label(
                N_("It is sent by itself as soon as there is a line. Nothing is lost until then."),
                Role.QUIET,
                wrap=True,
            )
        )
        words.addSpacing(12)
        number = Label(role=Role.STRONG)
        number.show_text(self._saved.id)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        day = Label(role=Role.TEXT)
        day.show_text(shown_day(self._saved.day))
        for title, value in ((N_("Recording number"), number), (N_("Recorded on"), day)):
            words.addWidget(Label(title, Role.NOTE))
            words.addWidget(value)
        words.addStretch(1)
        inside = QHBoxLayout()
        inside.setSpacing(28)
        inside.addLayout(words, 1)
        inside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(inside)
        self._note.setMaximumWidth(860)
        self._progress.setMaximumWidth(860)
        for widget in (card, self._note, self._progress):
            self.body.addWidget(widget)
        self.body.addStretch(1)


class _Qr(QWidget):
    """The code of the proof, to be read from the screen where no printer is."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._image = QImage()
        self.setFixedSize(QR_SIDE + 28, QR_SIDE + 28)

    def show_code(self, text: str, image: QImage) -> None:
        """Show `image`, the code of `text`."""
        self._text, self._image = text, image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.drawImage(QRectF(self.rect()).adjusted(14, 14, -14, -14), self._image)


def _prove(desk: Desk, recording: str, side: int) -> tuple[Slip, str, QImage]:
    """The proof, its code and the code's image, on the store's thread. Raises what `proof` raises."""
    slip = desk.proof(recording)
    text = next((block.text for block in slip.blocks if isinstance(block, Code)), "")
    return slip, text, qr_image(text, side) if text else QImage()


def _print(equipment: Equipment, slip: Slip, cancel: Cancel) -> None:
    """On the printer's thread. Raises `DeviceError`."""
    with equipment.printer() as printer:
        printer.print_slip(slip, timeout=PRINT_WAIT, cancel=cancel)
