"""After saving: the recording waits to be sent, its proof is printed by itself."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from booth.devices.printer.errors import PrintCutOff
from booth.devices.slip import Code
from booth.domain.errors import BoothError
from booth.ui.kit.banner import Banner, Sign
from booth.ui.kit.figures import Progress
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.screen import Action, Screen, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.reprint import told
from booth.ui.printing import qr_image
from booth.ui.spooler import Spooler
from booth.workflow.equipment import NoPrinter
from booth.workflow.words import sentence, shown_day
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk
    from booth.workflow.saving import Saved

QR_SIDE = 140  # px, without the white edge


class Proof(Enum):
    """Where the proof stands; the value is said in the window's title."""

    PRINTING = N_("printing the proof")
    PRINTED = N_("proof printed")
    SENT = N_("proof sent to the printer")  # which cannot tell whether it printed
    WAITING = N_("proof waits for the printer")
    DOUBT = N_("proof perhaps cut off")
    FAILED = N_("proof not printed")


class SavedScreen(Screen):
    """Nothing here holds up the next resident: the proof is kept, and printed also after Enter, or days later."""

    finished = Signal()  # on to the next resident
    help_page = "saved"

    def __init__(self, station: Station, saved: Saved) -> None:
        super().__init__()
        self._station = station
        self._saved = saved
        self._proof: Proof | None = None
        self._error: BoothError | None = None
        self._slip: int | None = None  # what the spooler prints for us
        self._spooler = Spooler.of(station)
        self._spooler.printed.connect(self._printed)
        self._spooler.failed.connect(self._not_printed)
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
        again = self._proof in {Proof.PRINTED, Proof.SENT, Proof.DOUBT}
        text = tr("Print again") if again else tr("Print the proof")
        return [
            Action("print", text, self._print, "F5", enabled=self._proof is not Proof.PRINTING),
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
        """Print it, or once more; one that waits already is tried now and not kept twice."""
        before, self._proof = self._proof, Proof.PRINTING
        self._say()
        if before is Proof.WAITING:
            self._spooler.wake()
        elif before is Proof.DOUBT and self._slip is not None:
            self._spooler.print_again(self._slip)
        else:
            side = round(QR_SIDE * self.devicePixelRatioF())
            self._station.store.run(self._keep, self._station.desk, side, done=self._kept, failed=self._failed)

    def _keep(self, desk: Desk, side: int) -> tuple[int | NoPrinter, str, QImage]:
        """The slip that was kept, its code and the code's image, on the store's thread. Raises what `proof` raises."""
        slip = desk.proof(self._saved.id)
        text = next((block.text for block in slip.blocks if isinstance(block, Code)), "")
        image = qr_image(text, side) if text else QImage()
        try:
            return self._spooler.keep(slip), text, image
        except NoPrinter as error:
            return error, text, image

    @Slot(object)
    def _kept(self, made: tuple[int | NoPrinter, str, QImage]) -> None:
        slip, text, code = made
        self._code.show_code(text, code)
        if isinstance(slip, NoPrinter):
            self._failed(slip)
            return
        self._slip = slip
        self._spooler.wake()

    @Slot(int, bool)
    def _printed(self, slip: int, sure: bool) -> None:
        if slip == self._slip:
            self._proof = Proof.PRINTED if sure else Proof.SENT
            self._say()

    @Slot(int, object)
    def _not_printed(self, slip: int, error: BoothError) -> None:
        """Ours, or one that stands before it."""
        if self._slip is None or slip > self._slip or self._proof in {Proof.PRINTED, Proof.SENT}:
            return
        doubt = slip == self._slip and isinstance(error, PrintCutOff)
        self._proof = Proof.DOUBT if doubt else Proof.WAITING
        self._error = error
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
        error = self._error
        if self._proof is Proof.FAILED and error is not None:
            level = Level.OFF if isinstance(error, NoPrinter) else Level.BAD
            self._note.say(level, N_("The proof is not printed."), sentence(error))
        elif self._proof is Proof.WAITING and error is not None:
            self._note.say(Level.CARE, N_("The proof waits for the printer."), told(error))
        elif self._proof is Proof.DOUBT and error is not None:
            self._note.say(Level.BAD, N_("Look at the paper: is it whole?"), told(error))
        elif self._proof is Proof.SENT:
            self._note.say(
                Level.GOOD,
                N_("The proof is sent to the printer."),
                N_("This printer does not tell whether it printed. Look at the paper."),
            )
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
