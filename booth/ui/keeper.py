"""Keeps the inventory of parts while somebody is logged in: what devices say goes to the store's thread, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from booth.devices.ports import Cancelled, DeviceError, DeviceInfo, DeviceKind, NoFinger
from booth.domain.errors import BoothError
from booth.workflow import inventory
from booth.workflow.equipment import NoPrinter
from booth.workflow.parts_told import tell_devices

if TYPE_CHECKING:
    from booth.ui.station import Station

log = logging.getLogger(__name__)

Answer = DeviceInfo | BoothError


class Keeper(QObject):
    """Hears every answer of a device and writes down what is new in it; a trouble once, until all is well again.

    One for each window: `Keeper.of(station)`.
    """

    changed = Signal()  # a device answers differently than before, or something was plugged in or out
    look_wanted = Signal()  # other devices were chosen: all are to be asked at once

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._answers: dict[DeviceKind, Answer] = {}
        self._kept: dict[DeviceKind, DeviceInfo | type[BoothError]] = {}
        station.desk_changed.connect(self._somebody_else)

    @classmethod
    def of(cls, station: Station) -> Keeper:
        """The station's, made when it is first asked for."""
        found: Keeper | None = station.findChild(cls)
        return found or cls(station)

    @property
    def _station(self) -> Station:
        """Not kept: the two would be a ring, and Python would take it apart on whichever thread it collects."""
        return cast("Station", self.parent())

    def answer(self, kind: DeviceKind) -> Answer | None:
        """What a device of this kind said last; None before."""
        return self._answers.get(kind)

    def hear(self, kind: DeviceKind, answer: Answer) -> None:
        """A device of this kind answered, or failed."""
        if isinstance(answer, Cancelled | NoFinger):
            return
        before, self._answers[kind] = self._answers.get(kind), answer
        if self._station.occupied:
            self._keep(kind, answer)
        if before != answer and not (type(before) is type(answer) and isinstance(answer, BoothError)):
            self.changed.emit()
            self._tell_office()

    def _tell_office(self) -> None:
        """Which devices answer and which do not, for whoever looks after many booths from afar."""
        if self._station.booth.identity is None:
            return
        wanted = {kind: said for kind, said in self._answers.items() if not isinstance(said, NoPrinter)}
        broken = {kind for kind, said in wanted.items() if isinstance(said, DeviceError)}
        working = {kind for kind, said in wanted.items() if isinstance(said, DeviceInfo)}
        self._station.store.run(tell_devices, self._station.booth, working, broken, failed=self._not_kept)

    def _keep(self, kind: DeviceKind, answer: Answer) -> None:
        kept = self._kept.get(kind)
        desk, store = self._station.desk, self._station.store
        if isinstance(answer, DeviceInfo):
            if answer != kept:
                self._kept[kind] = answer
                store.run(inventory.heard, desk, answer, failed=self._not_kept)
        elif isinstance(answer, DeviceError) and not isinstance(kept, type):
            self._kept[kind] = type(answer)
            store.run(inventory.in_trouble, desk, kind, answer, failed=self._not_kept)

    @Slot()
    def _somebody_else(self) -> None:
        """What is there is written down anew for whoever logs in."""
        self._kept.clear()

    @Slot(object)
    def _not_kept(self, error: Exception) -> None:
        """The inventory is behind by one line; nobody at the counter is to be bothered with that."""
        if not isinstance(error, BoothError):
            raise error
        log.warning("a part was not written down: %s", type(error).__name__)
