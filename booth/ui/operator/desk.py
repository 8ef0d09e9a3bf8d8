"""The operator's desk: search, drafts and the day's list in the rail, and one recording at a time in the middle."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from booth.domain.recording import Step
from booth.domain.resident import Resident
from booth.ui.days import long_day
from booth.ui.kit.frame import Frame
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.screen import Screen
from booth.ui.kit.theme import Level
from booth.ui.operator.biodata import BiodataScreen
from booth.ui.operator.by_hand import ByHandScreen
from booth.ui.operator.drafts import DraftsScreen
from booth.ui.operator.find import FindScreen
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.flow import FIND as FIND_STEP
from booth.ui.operator.flow import Ending, Flow, StepScreen
from booth.ui.operator.iris import IrisScreen
from booth.ui.operator.notices import NoticesScreen
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.saved import SavedScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.today import TodayScreen
from booth.ui.operator.verify import VerifyScreen
from booth.ui.pages import Page, Pages
from booth.ui.station import Station
from booth.workflow.codes import kecamatan_label
from booth.workflow.desk import Looked
from booth.workflow.errors import AlreadyInRegister
from booth.workflow.saving import Saved
from booth.workflow.session import RecordingSession
from booth.workflow.words import sentence
from resources.i18n import N_

FIND, DRAFTS, TODAY = "find", "drafts", "today"


class OperatorDesk(QObject):
    """What an operator sees between login and logout."""

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._find = FindScreen(station)
        self._find.chosen.connect(self._look)
        self._find.resumed.connect(self._resume)
        self._find.by_hand.connect(self._open_by_hand)
        self._pages = Pages(
            frame,
            (
                Page(FIND, N_("Find resident"), self._give_find),
                Page(DRAFTS, N_("Drafts"), self._make_drafts),
                Page(TODAY, N_("Recorded today"), self._make_today),
            ),
            self,
        )
        self._by_hand: ByHandScreen | None = None
        self._flow: Flow | None = None
        self._aside: Screen | None = None  # what stands before a page: notices, the form, the proof
        self._typed = ""  # the NIK taken down last
        self._busy = False  # somebody is being looked up or taken up: a second Enter does nothing
        self._closed = False
        frame.screen_shown.connect(self._put_away)
        frame.language_changed.connect(self._show_context)

    def open(self) -> None:
        """Show the search."""
        self._show_context()
        self._pages.begin()
        self._count_drafts()

    def suspend(self) -> None:
        """Nothing to do: the screen that was shown has been left, and so has let go of its device."""

    def resume(self) -> None:
        """Nothing to do: the screen that was shown is entered again."""

    def close(self) -> None:
        """Logged out: all screens go; an open recording stays as a draft."""
        self._closed = True
        self._frame.screen_shown.disconnect(self._put_away)
        self._frame.language_changed.disconnect(self._show_context)
        self._drop_flow()
        self._drop_aside()
        if self._by_hand is not None:
            self._remove(self._by_hand)
        self._pages.close()
        if self._station.at_work:
            self._station.work_ended()

    @Slot()
    def _show_context(self) -> None:
        """Over the pages: which booth and which day."""
        if self._flow is None:
            booth = self._station.booth
            serves = ", ".join(kecamatan_label(code) for code in booth.provisioned.kecamatan)
            self._frame.set_context(booth.name, (long_day(booth.day()), serves))

    # Pages.

    def _give_find(self) -> Screen:
        return self._find

    def _make_drafts(self) -> Screen:
        drafts = DraftsScreen(self._station)
        drafts.resumed.connect(self._resume)
        drafts.counted.connect(self._show_drafts)
        return drafts

    def _make_today(self) -> Screen:
        return TodayScreen(self._station)

    def _count_drafts(self) -> None:
        self._station.store.run(_drafts_of, self._station, done=self._show_drafts)

    @Slot(object)
    def _show_drafts(self, count: int) -> None:
        if self._closed:
            return
        self._pages.set_badge(DRAFTS, str(count) if count else "")

    # From the search to a recording.

    @Slot(str)
    def _look(self, nik: str) -> None:
        if not self._busy:
            self._busy = True
            self._station.store.run(self._station.desk.look, nik, done=self._looked, failed=self._not_begun)

    @Slot(str)
    def _resume(self, draft_id: str) -> None:
        if not self._busy:
            self._busy = True
            self._station.store.run(self._station.desk.resume, draft_id, done=self._begun, failed=self._not_begun)

    @Slot(str)
    def _open_by_hand(self, text: str) -> None:
        if self._by_hand is None:
            self._by_hand = ByHandScreen(self._station)
            self._by_hand.checked.connect(self._look_by_hand)
            self._by_hand.chosen.connect(self._look)
            self._by_hand.left.connect(self._back_to_find)
        self._show(self._by_hand)
        self._by_hand.prefill(text)

    @Slot(object)
    def _look_by_hand(self, resident: Resident) -> None:
        if not self._busy:
            self._busy = True
            self._typed = resident.nik
            look = self._station.desk.look_by_hand
            self._station.store.run(look, resident, done=self._looked, failed=self._not_begun)

    @Slot(object)
    def _looked(self, looked: Looked) -> None:
        self._busy = False
        if self._closed:
            return
        if looked.blocking:
            notices = NoticesScreen(self._station, looked)
            notices.resumed.connect(self._resume)
            notices.left.connect(self._back_to_find)
            self._show(notices)
            return
        self._busy = True
        self._station.store.run(self._station.desk.start, looked, done=self._begun, failed=self._not_begun)

    @Slot(object)
    def _begun(self, session: RecordingSession) -> None:
        self._busy = False
        if self._closed:
            return
        if self._by_hand is not None and session.by_hand:
            self._by_hand.clear()
        self._flow = Flow(self._station, self._frame, session, _SCREENS, self)
        self._flow.closed.connect(self._left)
        self._flow.saved.connect(self._saved)
        self._station.work_began()
        self._pages.lend_rail()
        self._flow.show()

    @Slot(object)
    def _not_begun(self, error: Exception) -> None:
        self._busy = False
        screen = self._aside or self._frame.shown()
        if isinstance(error, AlreadyInRegister) and self._by_hand is not None:
            self._by_hand.say_known(self._typed)
        elif screen is not None and not self._closed:
            screen.message(Level.BAD, sentence(error))

    # From a recording back.

    @Slot(object)
    def _left(self, ending: Ending) -> None:
        words = {
            Ending.PARKED: N_("Parked. The recording waits among the drafts."),
            Ending.DISCARDED: N_("Discarded. Nothing of this recording was kept."),
        }
        self._end_flow()
        if ending in words:
            self._find.message(Level.GOOD, words[ending])

    @Slot(object)
    def _saved(self, saved: Saved) -> None:
        steps = self._flow.session.steps if self._flow is not None else ()
        self._frame.set_rail([FIND_STEP, *(RailItem(s.name, s.value, RailState.DONE) for s in steps)])
        screen = SavedScreen(self._station, saved)
        screen.finished.connect(self._end_flow)
        self._show(screen)
        self._drop_flow()

    @Slot()
    def _end_flow(self) -> None:
        self._back_to_find()
        self._drop_flow()
        self._show_context()
        self._station.work_ended()
        self._count_drafts()

    @Slot()
    def _back_to_find(self) -> None:
        """The search is shown; whatever stood before it goes."""
        self._pages.open(FIND)
        self._drop_aside()

    # What is shown, and what goes once something else is.

    def _show(self, screen: Screen) -> None:
        """Show `screen` in front of the page that is open."""
        old, self._aside = self._aside, screen
        self._frame.show_screen(screen)
        if old is not screen:
            self._remove(old)

    @Slot(object)
    def _put_away(self, screen: Screen) -> None:
        """A step or a page is shown: what stood before it goes. Behind a cover it waits."""
        if self._aside is not None and screen is not self._aside and self._frame.covering is None:
            self._drop_aside()

    def _drop_aside(self) -> None:
        gone, self._aside = self._aside, None
        self._remove(gone)

    def _drop_flow(self) -> None:
        gone, self._flow = self._flow, None
        if gone is not None:
            gone.close()
            gone.deleteLater()

    def _remove(self, screen: Screen | None) -> None:
        """The form stays until the logout, with what was typed."""
        if screen is not None and (self._closed or screen is not self._by_hand):
            self._frame.stack.removeWidget(screen)
            screen.deleteLater()


def _drafts_of(station: Station) -> int:
    return len(station.desk.drafts())


_SCREENS: dict[Step, type[StepScreen]] = {
    Step.BIODATA: BiodataScreen,
    Step.PHOTO: PhotoScreen,
    Step.FINGERS: FingersScreen,
    Step.IRIS: IrisScreen,
    Step.SIGNATURE: SignatureScreen,
    Step.VERIFY: VerifyScreen,
    Step.REVIEW: ReviewScreen,
}
