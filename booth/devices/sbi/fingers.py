"""Certified fingerprint scanners: one finger at a time, or slaps of four fingers and two thumbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ports import FingerEvent, FingerImage
from booth.devices.sbi.device import Sensor
from booth.devices.sbi.errors import SbiBadRecord, SbiWrongFingers
from booth.devices.sbi.pictures import BadRecord
from booth.devices.sbi.records import parse_finger_record
from booth.domain.fingers import Finger, Slap
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from booth.devices.ports import Cancel, DeviceInfo, Preview, Progress
    from booth.devices.sbi.capture import Captured
    from booth.devices.sbi.device import SbiDevice

UNKNOWN = "UNKNOWN"
USUAL_PPI = 500
LEAST_PPI, MOST_PPI = 490, 550  # around the 500 that registration demands, for the rounding of centimetres
_PARTS = {"INDEX": "IndexFinger", "MIDDLE": "MiddleFinger", "RING": "RingFinger", "LITTLE": "LittleFinger"}
_SUB_IDS = {Slap.LEFT_FOUR: "1", Slap.RIGHT_FOUR: "2", Slap.THUMBS: "3"}
_ONLY_SENSOR = "0"


def sbi_name(finger: Finger) -> str:
    """`Left IndexFinger`, `Right Thumb`."""
    side, part = finger.name.split("_")
    return f"{side.title()} {_PARTS.get(part, part.title())}"


_FINGERS = {sbi_name(finger): finger for finger in Finger}


def _nothing(_: object) -> None:
    """Whom nobody told what to do with progress."""


def at_500(pixels: NDArray[np.uint8], ppi: int) -> NDArray[np.uint8]:
    """An image of `ppi` pixels an inch, `(height, width) uint8`, at 500: each pixel the mean of those it covers."""
    import cv2
    import numpy as np

    size = [max(round(side * USUAL_PPI / ppi), 1) for side in (pixels.shape[1], pixels.shape[0])]
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


class _Scanner:
    """What both kinds share."""

    def __init__(self, device: SbiDevice) -> None:
        self._device = device

    @property
    def info(self) -> DeviceInfo:
        """What the device signed at the last connection or check."""
        return self._device.info

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:  # noqa: ARG002
        """Always False: the interface cannot ask; these devices look after their glass themselves."""
        cancel.check()
        return False

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Its signed info, asked for now. Raises `DeviceError`."""
        return self._device.connect(cancel)

    def close(self) -> None:
        """Nothing is held between two captures."""

    def _image(self, captured: Captured, finger: Finger | None, seconds: float) -> FingerImage:
        """Raises `SbiBadRecord`, also for a record of another finger than the one signed."""
        info = self._device.info
        try:
            record = parse_finger_record(captured.record)
            pixels = record.pixels()
        except BadRecord as error:
            raise SbiBadRecord(str(error), device=self._device.name) from error
        if record.position not in {0, finger} or record.ppi < LEAST_PPI:
            raise SbiBadRecord(f"position {record.position}, {record.ppi} ppi", device=self._device.name)
        if record.ppi > MOST_PPI:  # matching, quality and WSQ are made for 500
            pixels, ppi = at_500(pixels, record.ppi), USUAL_PPI
        else:
            ppi = record.ppi
        return FingerImage(
            pixels=pixels,
            ppi=ppi,
            device=info.name,
            serial=info.serial,
            seconds=seconds,
            quality=round(captured.score),
            evidence=captured.evidence,
        )

    def _take(
        self,
        sensor: Sensor,
        timeout: float,
        cancel: Cancel,
        on_event: Callable[[FingerEvent], None],
        on_preview: Preview,
    ) -> tuple[list[Captured], float]:
        """What came, and the seconds it took."""
        start = self._device.terms.monotonic()
        on_event(FingerEvent.WAITING)
        captured = self._device.capture(
            sensor, timeout=timeout, cancel=cancel, on_frame=None if on_preview is _nothing else on_preview
        )
        return captured, self._device.terms.monotonic() - start

    def _wrong(self, given: Iterable[str], asked: Iterable[str]) -> SbiWrongFingers:
        return SbiWrongFingers(device=self._device.name, given=_words(given), asked=_words(asked))


class SbiSingle(_Scanner):
    """A certified scanner of one finger at a time."""

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: Progress = _nothing,
        on_event: Callable[[FingerEvent], None] = _nothing,
        finger: Finger | None = None,
        on_preview: Preview = _nothing,
    ) -> FingerImage:
        """Wait up to `timeout` seconds for a finger and return its image, at 490 ppi or more.

        The device may name the finger or leave it unknown; another than `finger` is refused. Raises `NoFinger`,
        `DeviceError`.
        """
        names = (sbi_name(finger),) if finger is not None else ()
        sub_id = next(iter(self._device.sub_ids), _ONLY_SENSOR)
        sensor = Sensor("Finger", sub_id, 1, names=names)
        captured, seconds = self._take(sensor, timeout, cancel, on_event, on_preview)
        given = [one.sub_type for one in captured]
        known = finger if finger is not None else _FINGERS.get(given[0])
        allowed = {UNKNOWN, "", *(names or _FINGERS)}
        if len(given) != 1 or given[0] not in allowed:
            raise self._wrong(given, names or (UNKNOWN,))
        image = self._image(captured[0], known, seconds)
        progress(1.0)
        on_event(FingerEvent.DONE)
        return image


class SbiSlap(_Scanner):
    """A certified ten-print scanner: 4-4-2."""

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: Progress = _nothing,
        on_event: Callable[[FingerEvent], None] = _nothing,
        finger: Finger | None = None,
        on_preview: Preview = _nothing,
    ) -> FingerImage:
        """One finger, as a slap with the others left out; the right index finger where none is named."""
        finger = Finger.RIGHT_INDEX if finger is None else finger
        slap = Slap.of(finger)
        missing = frozenset(slap.fingers) - {finger}
        images = self.capture_slap(
            slap, missing=missing, timeout=timeout, cancel=cancel, on_event=on_event, on_preview=on_preview
        )
        progress(1.0)
        return images[finger]

    def capture_slap(
        self,
        slap: Slap,
        *,
        missing: Collection[Finger],
        timeout: float,
        cancel: Cancel,
        on_event: Callable[[FingerEvent], None] = _nothing,
        on_preview: Preview = _nothing,
    ) -> Mapping[Finger, FingerImage]:
        """Every finger of `slap` but those `missing`, at 490 ppi or more, within `timeout` seconds.

        Raises `NoFinger`, `SbiWrongFingers` where other fingers came, or another number, `DeviceError`.
        """
        wanted = [finger for finger in slap.fingers if finger not in missing]
        if not wanted:
            return {}
        exceptions = tuple(sbi_name(finger) for finger in slap.fingers if finger in missing)
        sensor = Sensor("Finger", _SUB_IDS[slap], len(wanted), exceptions)
        captured, seconds = self._take(sensor, timeout, cancel, on_event, on_preview)
        given, asked = [one.sub_type for one in captured], [sbi_name(finger) for finger in wanted]
        if sorted(given) != sorted(asked):
            raise self._wrong(given, asked)
        images = {_FINGERS[one.sub_type]: self._image(one, _FINGERS[one.sub_type], seconds) for one in captured}
        on_event(FingerEvent.DONE)
        return {finger: images[finger] for finger in wanted}


def _words(names: Iterable[str]) -> str:
    """Fingers as the screen has them; a name that is none as it came."""
    found = [tr(_FINGERS[name].label) if name in _FINGERS else name[:30] for name in names if name not in {UNKNOWN, ""}]
    return ", ".join(found) or tr(N_("a finger without a name"))
