"""Certified scanners of irises: both at once, or one eye after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ports import IrisImage
from booth.devices.sbi.device import LEAST_TIME, Sensor
from booth.devices.sbi.errors import SbiBadRecord, SbiWrongFingers
from booth.devices.sbi.pictures import BadRecord
from booth.devices.sbi.records import parse_iris_record
from booth.domain.eyes import Eye
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from booth.devices.ports import Cancel, DeviceInfo, Preview
    from booth.devices.sbi.capture import Captured
    from booth.devices.sbi.device import SbiDevice

ORDER = (Eye.LEFT, Eye.RIGHT)
"""Of an answer with both."""
_BOTH = "3"
_SUB_IDS = {Eye.LEFT: "1", Eye.RIGHT: "2"}
_EYES = {eye.name.title(): eye for eye in Eye}


def _nothing(_: object) -> None:
    """Whom nobody told what to do with a live picture."""


class SbiIris:
    """A certified iris scanner."""

    def __init__(self, device: SbiDevice) -> None:
        self._device = device

    @property
    def info(self) -> DeviceInfo:
        """What the device signed at the last connection or check."""
        return self._device.info

    def capture_eyes(
        self, eyes: Collection[Eye], *, timeout: float, cancel: Cancel, on_preview: Preview = _nothing
    ) -> Mapping[Eye, IrisImage]:
        """The irises of `eyes`, within `timeout` seconds. A scanner for one eye is asked once for each.

        Raises `SbiNothingSeen`, `SbiWrongFingers` where other eyes came, `DeviceError`.
        """
        deadline = self._device.terms.monotonic() + timeout
        found: dict[Eye, IrisImage] = {}
        for sensor, wanted in self._sensors([eye for eye in ORDER if eye in eyes]):
            left = max(deadline - self._device.terms.monotonic(), LEAST_TIME)
            on_frame = None if on_preview is _nothing else on_preview
            captured = self._device.capture(sensor, timeout=left, cancel=cancel, on_frame=on_frame)
            given = [one.sub_type for one in captured]
            if sorted(given) != sorted(eye.name.title() for eye in wanted):
                raise SbiWrongFingers(device=self._device.name, given=_words(given), asked=_words(_names(wanted)))
            found |= {_EYES[one.sub_type]: self._image(one) for one in captured}
        return found

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Its signed info, asked for now. Raises `DeviceError`."""
        return self._device.connect(cancel)

    def close(self) -> None:
        """Nothing is held between two captures."""

    def _sensors(self, eyes: list[Eye]) -> list[tuple[Sensor, list[Eye]]]:
        """The captures that give `eyes`: as few as the device's sensors allow."""
        has = set(self._device.sub_ids)
        if len(eyes) == len(ORDER) and _BOTH in has:
            return [(Sensor("Iris", _BOTH, len(eyes)), eyes)]
        sensors = []
        for eye in eyes:
            if _SUB_IDS[eye] in has:
                sensor = Sensor("Iris", _SUB_IDS[eye], 1)
            elif _BOTH in has:
                sensor = Sensor("Iris", _BOTH, 1, tuple(_names([other for other in ORDER if other is not eye])))
            else:
                sensor = Sensor("Iris", next(iter(self._device.sub_ids), "0"), 1, names=tuple(_names([eye])))
            sensors.append((sensor, [eye]))
        return sensors

    def _image(self, captured: Captured) -> IrisImage:
        info, eye = self._device.info, _EYES[captured.sub_type]
        try:
            record = parse_iris_record(captured.record)
            pixels = record.pixels()
        except BadRecord as error:
            raise SbiBadRecord(str(error), device=self._device.name) from error
        if record.eye not in {0, eye}:
            raise SbiBadRecord(f"eye {record.eye}", device=self._device.name)
        return IrisImage(
            eye=eye,
            pixels=pixels,
            record=captured.record,
            device=info.name,
            serial=info.serial,
            quality=round(captured.score),
            evidence=captured.evidence,
        )


def _names(eyes: Collection[Eye]) -> list[str]:
    return [eye.name.title() for eye in eyes]


def _words(names: Collection[str]) -> str:
    return ", ".join(tr(_EYES[name].label) if name in _EYES else name[:30] for name in names) or "–"
