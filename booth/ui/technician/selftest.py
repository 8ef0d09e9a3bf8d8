"""The device test: every part with its sign, what was measured and what to do; results come one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QInputDevice

from booth import __version__
from booth.devices.ports import Cancel
from booth.ui.home_notes import HomeNotes
from booth.ui.kit.figures import Progress
from booth.ui.kit.screen import Action, ActionRole, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.asking import asking
from booth.ui.technician.details import PartPanel
from booth.ui.technician.export import ReportExport, write_report
from booth.ui.technician.export_fault import FaultExport
from booth.ui.technician.parts import PartList, Shown, shown_result
from booth.workflow.selftest import Part, PartResult, Report, Verdict, run_selftest
from booth.workflow.technician import keep_report, make_bench
from booth.workflow.words import shown_moment, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.ui.worker import Job, Worker
    from booth.workflow.selftest import Bench


class SelftestScreen(PageScreen):
    """Each part is tested on the thread that its device belongs to, so that nothing else uses it meanwhile."""

    history_wanted = Signal()
    _finger_wanted = Signal()  # from the scanner's thread: the bare glass was looked at
    help_page = "selftest"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._results: dict[Part, PartResult] = {}
        self._report: Report | None = None
        self._export, self._fault = ReportExport(self), FaultExport(self)
        self._export.over.connect(self._shut_part)
        self._fault.over.connect(self._shut_part)
        self._bench: Bench | None = None
        self._queue: list[Part] = []  # still to be tested, the one being tested first
        self._asked: tuple[Part, ...] = ()
        self._started_at: datetime | None = None
        self._cancel = Cancel()
        self._job: Job | None = None
        self._progress = Progress()
        keeps = self._progress.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # nothing jumps when it comes and goes
        self._progress.setSizePolicy(keeps)
        self._laying = False  # the finger may be laid now
        self._finger_wanted.connect(self._lay_finger)
        self._rows = PartList()
        self._rows.opened.connect(self._open_part)
        self._notes = HomeNotes(station)
        self._notes.opened.connect(self.open_panel)
        self._notes.closed.connect(self._shut_part)
        self._notes.changed.connect(self.refresh)
        self.body.setSpacing(6)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._rows, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Device test")

    def subtitle(self) -> str:
        if self._queue:
            done = len(self._asked) - len(self._queue)
            return tr("{done} of {all} tested", done=done, all=len(self._asked))
        if self._report is None:
            return tr("not tested yet")
        moment = shown_moment(self._report.at, self.station.booth.zone)
        return tr("done in {seconds} s · {moment}", seconds=shown_number(round(self._report.seconds)), moment=moment)

    def state_text(self) -> str:
        if self._queue:
            return tr("testing")
        if self._report is None:
            return tr("not tested")
        return tr("all well") if not self._troubled_parts() else tr("needs attention")

    def offers(self) -> list[Action]:
        running = bool(self._queue)
        if running:
            return [back(tr("Cancel"), self._stop)]
        some = bool(self._troubled_parts()) and self._report is not None
        return [
            Action("history", tr("History"), self.history_wanted.emit, "F4"),
            *self._notes.offers(),
            Action("report", tr("Report"), self._ask_folder, "F6", enabled=self._report is not None),
            Action("some", tr("Only yellow and red"), self._test_some, "F7", ActionRole.ASIDE, enabled=some),
            primary(tr("Test everything"), self._test_all, key="F5"),
        ]

    def current_offers(self) -> list[Action]:
        """With Enter for the figures of the marked part, unless Enter is wanted for something else here."""
        offers = super().current_offers()
        free = self.panel is None and not any(action.key == "Return" for action in offers)
        if not free or self._queue or not self._results:
            return offers
        return [*offers[:-1], Action("figures", tr("All figures"), self._open_marked, "Return"), offers[-1]]

    def enter(self) -> None:
        super().enter()
        self._rows.setFocus()

    def leave(self) -> None:
        self._stop()
        super().leave()

    def retranslate(self) -> None:
        self._show()

    # The test.

    def _test_all(self) -> None:
        self._results.clear()
        self._begin(tuple(Part))

    def _test_some(self) -> None:
        self._begin(self._troubled_parts())

    def _begin(self, parts: tuple[Part, ...]) -> None:
        if self._queue or not parts:
            return
        self.clear_message()
        self._rows.mark(None)
        self._laying = False
        self._cancel = Cancel()
        self._bench = None
        self._asked, self._queue = parts, list(parts)
        self._show()
        self.refresh()
        station = self.station
        make = partial(make_bench, station.booth, station.equipment, self.desk, pens=pen_names().copy)
        station.store.run(make, done=self._ready, failed=self._broken)  # reads the tests of before

    @Slot(object)
    def _ready(self, bench: Bench) -> None:
        if not self._queue:  # stopped meanwhile
            return
        self._bench = replace(bench, scanner=asking(bench.scanner, self._finger_wanted.emit))
        self._started_at = self.station.booth.clock()
        self._next()

    def _next(self) -> None:
        self._show()
        self.refresh()
        if not self._queue:
            self._finish()
            return
        worker = self._worker(self._queue[0])
        self._job = worker.run(
            _test,
            self._bench,
            self._queue[0],
            self._cancel,
            cancel=self._cancel,
            done=self._tested,
            failed=self._broken,
        )

    def _worker(self, part: Part) -> Worker:
        station = self.station
        owners = {Part.FINGER: station.scanner, Part.CAMERA: station.camera, Part.PRINTER: station.printer}
        return owners.get(part, station.store)

    @Slot(object)
    def _tested(self, report: Report) -> None:
        result = report.results[0]
        self._results[result.part] = result
        if self._queue and self._queue[0] is result.part:
            self._queue.pop(0)
            self._next()

    @Slot()
    def _lay_finger(self) -> None:
        self._laying = True
        self._show()

    @Slot(object)
    def _broken(self, error: Exception) -> None:
        self._queue.clear()
        self._show()
        self.refused(error)

    def _stop(self) -> None:
        if not self._queue:
            return
        if self._job is not None:
            self._job.cancel()
        self._cancel.cancel()
        self._queue.clear()
        self._report = None  # what is shown is a part of a test only
        self.message(Level.CARE, N_("The test was stopped. Parts without a result were not tested."))
        self._show()
        self.refresh()

    def _finish(self) -> None:
        assert self._bench is not None and self._started_at is not None  # noqa: S101, PT018  (set at the beginning)
        station = self.station
        results = tuple(self._results[part] for part in Part if part in self._results)
        self._report = Report(
            self._started_at,
            sum(self._results[part].seconds for part in self._asked),
            self._bench.booth,
            self._bench.booth_name,
            __version__,
            self._bench.by,
            results,
        )
        self.do(keep_report, self.desk, self._report)
        station.camera.run(station.equipment.let_camera_go)  # its light goes out
        self._show()
        self._rows.mark(next(iter(self._troubled_parts()), next(iter(self._asked))))
        if self.panel is None:
            self._rows.setFocus()
        self.refresh()

    def _troubled_parts(self) -> tuple[Part, ...]:
        wanted = {Verdict.WARN, Verdict.FAIL}
        return tuple(part for part in Part if part in self._results and self._results[part].verdict in wanted)

    # What is shown.

    def _show(self) -> None:
        running = self._queue[0] if self._queue else None
        share = 1 - len(self._queue) / len(self._asked) if self._asked else 0.0
        self._progress.set_share(share)
        self._progress.setVisible(bool(self._queue))
        for part in Part:
            if part is running:
                asked = self._asked_for(part)
                now = Shown(tr(part.label), tr("being tested …"), Level.OFF, advice=asked[1], icon=asked[0])
                self._rows.show_part(part, now)
            elif part in self._queue or part not in self._results:
                waits = tr("waits") if part in self._queue else tr("not tested")
                self._rows.show_part(part, Shown(tr(part.label), waits, Level.OFF))
            else:
                self._rows.show_part(part, shown_result(self._results[part]))
        if running is not None:
            self._rows.keep_in_sight(running)
        booth = self.station.booth
        number = tr("booth {number}", number=booth.identity.booth) if booth.identity else ""
        otherwise = tr("being tested …") if self._queue else tr("F5 tests every part.")
        self._rows.set_summary(tuple(self._results.values()), otherwise, number)

    def _asked_for(self, part: Part) -> tuple[str, str]:
        """An icon and what the person should do while a part is tested."""
        if part is Part.FINGER:
            return "finger", tr("Now lay a finger on the glass.") if self._laying else tr("Keep the glass empty.")
        return ("printer", tr("A test page is printed.")) if part is Part.PRINTER else ("", "")

    # One part.

    def _open_marked(self) -> None:
        if (part := self._rows.marked) is not None:
            self._open_part(part)

    @Slot(Part)
    def _open_part(self, part: Part) -> None:
        if part in self._results and not self._queue and self.panel is None:
            results = [self._results[each] for each in Part if each in self._results]
            panel = PartPanel(results, part)
            panel.cancelled.connect(self._shut_part)
            panel.moved.connect(self._rows.mark)
            panel.fault_wanted.connect(self._fault.ask)
            self.open_panel(panel)

    @Slot()
    def _shut_part(self) -> None:
        self.close_panel()
        self._rows.setFocus()

    # The report.

    def _ask_folder(self) -> None:
        if self._report is not None:
            self._export.ask_place(partial(write_report, self.station, self._report))


def _test(bench: Bench, part: Part, cancel: Cancel) -> Report:
    return run_selftest(bench, cancel=cancel, parts=(part,))


def pen_names() -> list[str]:
    """Pens and touch screens that the window system knows. On the interface's thread."""
    kinds = {QInputDevice.DeviceType.Stylus, QInputDevice.DeviceType.TouchScreen}
    return sorted({device.name() or tr("pen") for device in QInputDevice.devices() if device.type() in kinds})
