"""Keeps the inventory of parts while somebody is logged in: what devices say goes to the store's thread, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from booth.devices.ports import Cancelled, DeviceError, DeviceInfo, DeviceKind, NoFinger
from booth.domain.errors import BoothError
from booth.workflow import inventory

if TYPE_CHECKING:
    from booth.ui.station import Station

log = logging.getLogger(__name__)

Answer = DeviceInfo | BoothError


class Keeper(QObject):
    """Hears every answer of a device and writes down what is new in it; a trouble once, until all is well again."""

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._known: dict[DeviceKind, DeviceInfo | type[BoothError]] = {}
        station.desk_changed.connect(self._somebody_else)

    def hear(self, kind: DeviceKind, answer: Answer) -> None:
        """A device of this kind answered, or failed."""
        if not self._station.occupied or isinstance(answer, Cancelled | NoFinger):
            return
        before = self._known.get(kind)
        desk, store = self._station.desk, self._station.store
        if isinstance(answer, DeviceInfo):
            if answer != before:
                self._known[kind] = answer
                store.run(inventory.heard, desk, answer, failed=self._not_kept)
        elif isinstance(answer, DeviceError) and not isinstance(before, type):
            self._known[kind] = type(answer)
            store.run(inventory.in_trouble, desk, kind, answer, failed=self._not_kept)

    @Slot()
    def _somebody_else(self) -> None:
        """What is there is written down anew for whoever logs in."""
        self._known.clear()

    @Slot(object)
    def _not_kept(self, error: Exception) -> None:
        """The inventory is behind by one line; nobody at the counter is to be bothered with that."""
        if not isinstance(error, BoothError):
            raise error
        log.warning("a part was not written down: %s", type(error).__name__)
