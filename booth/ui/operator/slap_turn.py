"""The turn of a ten-print scanner: the fingers asked for, at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from booth.devices.ports import SlapScanner
from booth.ui.operator.capturing import PATIENCE, UNSUITED, Turn, patiently, wait_for_lift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from booth.devices.ports import Cancel, FingerImage
    from booth.domain.fingers import Finger
    from booth.ui.operator.capturing import Tell
    from booth.ui.station import Station
    from booth.workflow.equipment import Equipment
    from booth.workflow.slaps import Ask


class SlapTurn(Turn):
    """Waits for fingers, hands their images over, and waits until they are lifted.

    `taken` gives a mapping of finger to `FingerImage`. A scanner of single fingers is `unsuited`.
    """

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(station, station.scanner, station.scanner_told, parent)

    def begin(self, ask: Ask) -> None:
        """Wait for the fingers of `ask` now, in place of whatever was."""
        self.start(_take_slap, ask)


def _take_slap(equipment: Equipment, cancel: Cancel, tell: Tell, ask: Ask) -> None:
    """On the scanner's thread. Raises `DeviceError`."""
    with equipment.scanner(cancel) as scanner:
        tell.say(scanner.info)
        if not isinstance(scanner, SlapScanner):
            tell.say(UNSUITED)
            return
        tell.say(patiently(partial(_take, scanner, cancel, tell, ask), cancel, tell))
        wait_for_lift(scanner, cancel)


def _take(scanner: SlapScanner, cancel: Cancel, tell: Tell, ask: Ask) -> Mapping[Finger, FingerImage]:
    if ask.single is not None:
        image = scanner.capture(
            timeout=PATIENCE, cancel=cancel, on_event=tell.event, finger=ask.single, on_preview=tell.picture
        )
        return {ask.single: image}
    return scanner.capture_slap(
        ask.slap,
        missing=ask.missing,
        timeout=PATIENCE,
        cancel=cancel,
        on_event=tell.event,
        on_preview=tell.picture,
    )
