"""What the office says, while somebody is logged in: taken in by itself, its notices, a quiet word on the strip."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from booth.domain.errors import BoothError
from booth.ui.kit.strip import Light
from booth.ui.kit.theme import Level
from booth.ui.worker import Latest
from booth.workflow.words import sentence, shown_instant, shown_number
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.ui.station import Station
    from booth.ui.worker import Job
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.inspection import RegisterSource
    from booth.workflow.news import NewsTaken
    from sync.news import Notice

log = logging.getLogger(__name__)

EVERY = 15_000  # ms between looks for what came
SAID = 120_000  # ms that the strip says what was taken in


class News(QObject):
    """One for each window: `News.of(station)`."""

    changed = Signal()  # notices, or what the strip says

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._job: Job | None = None
        self._share: float | None = None  # of a register that is being taken in
        self._taken: NewsTaken | None = None
        self._source: RegisterSource | None = None
        self._error: BoothError | None = None
        self._notices: tuple[Notice, ...] = ()
        self._put_away: set[str] = set()
        self._told = Latest(self._moved_on, self)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._hush = QTimer(self)
        self._hush.setSingleShot(True)
        self._hush.setInterval(SAID)
        self._hush.timeout.connect(self._say_no_more)
        station.desk_changed.connect(self._desk_changed)

    @classmethod
    def of(cls, station: Station) -> News:
        """The station's, made when it is first asked for."""
        found: News | None = station.findChild(cls)
        return found or cls(station)

    @property
    def _station(self) -> Station:
        """Not kept: the two would be a ring, and Python would take it apart on whichever thread it collects."""
        return cast("Station", self.parent())

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the office wants to be read, but for what was put away at this login."""
        return tuple(notice for notice in self._notices if notice.id not in self._put_away)

    def put_away(self, notice_id: str) -> None:
        """It was read: not shown again before the next login."""
        self._put_away.add(notice_id)
        self.changed.emit()

    def rest(self) -> None:
        """Nobody works now (a locked screen): what takes long may be taken in."""
        self._take_in(_while_nobody_works)

    @property
    def busy(self) -> bool:
        """Whether a register is being taken in, during which the vault serves nobody else."""
        return self._share is not None

    def lights(self) -> list[Light]:
        """What the strip says of it, where there is something to be said."""
        if self._share is not None:
            text = tr("Register: {share} % taken in", share=round(self._share * 100))
            return [Light(text, Level.OFF, tr("The office's register is being taken in; searching waits for it."))]
        if self._error is not None:
            return [Light(tr("News of the office: not taken in"), Level.CARE, sentence(self._error))]
        if self._taken is None:
            return []
        return [self._light(self._taken, self._source)]

    def _light(self, done: NewsTaken, source: RegisterSource | None = None) -> Light:
        if done.last:
            text = tr("The office closed the only technician: {logins}", logins=", ".join(done.last))
            return Light(text, Level.CARE, tr("Add another technician; this one cannot log in after that."))
        if done.closed:
            text = tr("Login closed by the office: {logins}", logins=", ".join(done.closed))
            return Light(text, Level.GOOD, tr("Whoever has it cannot log in any more."))
        if done.letters:
            skipped = tr("{n} lines were not understood by this version.", n=done.skipped) if done.skipped else ""
            day = shown_instant(source.issued, self._station.booth.zone)[:5] if source else ""
            text = tr("Register of {day} taken in", day=day)
            if source and source.changes is not None:
                text = tr("Register of {day} taken in: {n} changed", day=day, n=source.changes)
            count, version = shown_number(done.residents), shown_number(done.version)
            more = tr("It holds {count} residents now. It is version {version}.", count=count, version=version)
            return Light(text, Level.CARE if skipped else Level.GOOD, f"{more} {skipped}".strip())
        text = tr("A new register waits")
        return Light(text, Level.OFF, tr("It is taken in at the next login, or while the screen is locked."))

    # Taking in.

    @Slot()
    def _desk_changed(self) -> None:
        self._put_away.clear()
        self._notices, self._taken, self._error, self._job, self._share = (), None, None, None, None
        if self._station.occupied:
            self._take_in(_while_nobody_works)
            self._timer.start()
        else:
            self._timer.stop()
            self._hush.stop()
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Take in what came, if anything did."""
        if self._job is None and self._station.occupied:
            desk = self._station.desk
            waiting = partial(self._waiting, desk)
            self._station.store.run(_anything_waits, self._station.booth, done=waiting, failed=self._not_taken)

    def _waiting(self, desk: Desk, waiting: object) -> None:
        if waiting and self._station.occupied and self._station.desk is desk:
            self._take_in(_at_work)

    def _take_in(self, take_in: Callable[..., object]) -> None:
        if self._job is None and self._station.occupied:
            station = self._station
            station.store.run(_notices_of, station.booth, done=self._noticed, failed=self._not_taken)
            self._job = station.store.run(
                take_in, station.booth, station.desk, self._told, done=self._done, failed=self._not_taken
            )

    @Slot(object)
    def _moved_on(self, share: float) -> None:
        if self._job is not None:
            self._share = share
            self.changed.emit()

    @Slot(object)
    def _noticed(self, found: tuple[Notice, ...]) -> None:
        if found != self._notices and self._station.occupied:
            self._notices = found
            self.changed.emit()

    @Slot(object)
    def _done(self, found: tuple[Desk, NewsTaken | None, RegisterSource]) -> None:
        desk, done, source = found
        self._over()
        if done is not None and self._station.occupied and self._station.desk is desk:
            self._taken, self._source, self._error = done, source, None
            self._hush.start()
            self._station.count_changed.emit()
        self.changed.emit()

    @Slot(object)
    def _not_taken(self, error: Exception) -> None:
        self._over()
        if not isinstance(error, BoothError):
            raise error
        log.warning("news were not taken in: %s", type(error).__name__)
        self._error = error
        self._hush.start()
        self.changed.emit()

    def _over(self) -> None:
        self._job = self._share = None

    @Slot()
    def _say_no_more(self) -> None:
        self._taken = self._error = None
        self.changed.emit()


# On the store's thread. What takes in comes with the login, long after the window stands, so it is loaded here.


def _while_nobody_works(booth: Booth, desk: Desk, told: Latest) -> tuple[Desk, NewsTaken | None, RegisterSource]:
    from booth.workflow.inspection import register_source
    from booth.workflow.news import take_in_news

    return desk, take_in_news(booth, desk.vault, told=told), register_source(desk)


def _at_work(booth: Booth, desk: Desk, told: Latest) -> tuple[Desk, NewsTaken | None, RegisterSource]:
    from booth.workflow.inspection import register_source
    from booth.workflow.news import Moment, take_in_news

    return desk, take_in_news(booth, desk.vault, moment=Moment.WORKING, told=told), register_source(desk)


def _notices_of(booth: Booth) -> tuple[Notice, ...]:
    from booth.workflow.news import notices

    return notices(booth, booth.day())


def _anything_waits(booth: Booth) -> bool:
    from booth.workflow.news import news_waiting

    return news_waiting(booth)
