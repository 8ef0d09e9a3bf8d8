"""What an emulated SBI device shows live: fingers that slide onto the glass, a face that sways, eyes that blink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from booth.devices.emulators.sbi.captures import Tools
    from booth.devices.emulators.sbi.devices import Device, Part
    from booth.devices.emulators.sbi.people import Pixels

GLASS = (640, 400)  # width, height
GLASS_GREY, INK, GOOD = 236, (70, 70, 70), (60, 140, 40)
FINGER_HEIGHT = 165  # pixels
APART = 160  # pixels between the middles of two fingers
COMING = 0.8  # seconds in which a finger slides in
STAGGER = 0.12  # seconds between the fingers
JPEG_QUALITY = (cv2.IMWRITE_JPEG_QUALITY, 85)
FACE_HEIGHT = 720  # pixels, as wide as the picture is
EYES = (320, 240)  # each
BLINK_EVERY, BLINK = 3.0, 0.2  # seconds
_HEIGHTS = {2: 20, 7: 20, 3: 0, 8: 0, 4: 12, 9: 12, 5: 46, 10: 46}  # how much lower than the middle finger's


class Preview:
    """The live pictures of one sensor."""

    def __init__(self, device: Device, sub_id: str, tools: Tools) -> None:
        self._device, self._tools = device, tools
        self._sensor = device.model.sensors[sub_id]
        self._since: dict[Part, float] = {}
        self._small: dict[Part, tuple[Pixels, Pixels]] = {}

    @property
    def _parts(self) -> tuple[Part, ...]:
        return (self._device.wanted,) if self._device.model.sub_type == "Single" else self._sensor

    def frame(self, at: float) -> bytes:
        """The JPEG of `at` seconds after the beginning."""
        if self._parts[0] is None:
            picture = self._face(at)
        elif isinstance(self._parts[0], Eye):
            picture = np.hstack([self._eye(part, at) for part in self._parts])
        else:
            picture = self._glass(at)
        return cv2.imencode(".jpg", picture, JPEG_QUALITY)[1].tobytes()

    def _glass(self, at: float) -> Pixels:
        width, height = GLASS
        glass = np.full((height, width, 3), GLASS_GREY, np.uint8)
        order = sorted(self._parts, key=_from_left)
        scores = []
        for place, part in enumerate(order):
            it = self._look(part, FINGER_HEIGHT)
            if it is None:
                self._since.pop(part, None)
                continue
            shown, score = it
            since = at - self._since.setdefault(part, at + place * STAGGER)
            if since < 0:
                continue
            arrived = min(since / COMING, 1.0)
            eased = arrived * arrived * (3 - 2 * arrived)
            sway = 2.0 * np.sin(2.1 * at + place), 1.5 * np.sin(1.7 * at + 2 * place)
            centre = width / 2 + (place - (len(order) - 1) / 2) * APART
            top = 90 + _HEIGHTS.get(int(part or 0), 0) + (1 - eased) * (height - 60)
            risen = score * eased * min(1.0, 0.9 + 0.1 * since)
            scores.append(risen)
            faint = 0.45 + 0.55 * eased
            corner = round(centre - shown.shape[1] / 2 + sway[0]), round(top + sway[1])
            _lay(glass, shown, corner, faint, risen)
        told = f"Q {sum(scores) / len(scores):.0f}" if scores else "..."
        cv2.putText(glass, told, (16, 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, INK, 2, cv2.LINE_AA)
        return glass

    def _face(self, at: float) -> Pixels:
        try:
            face = self._tools.queue.look(None)
        except GlassEmpty:
            return np.full((FACE_HEIGHT, FACE_HEIGHT, 3), GLASS_GREY, np.uint8)
        width, height = round(face.shape[1] * FACE_HEIGHT / face.shape[0]), FACE_HEIGHT
        if face.ndim == 2:
            face = np.asarray(cv2.cvtColor(face, cv2.COLOR_GRAY2BGR), np.uint8)
        scale = height / face.shape[0] * (1.02 + 0.01 * np.sin(1.1 * at))
        turn = cv2.getRotationMatrix2D((face.shape[1] / 2, face.shape[0] / 2), 1.2 * np.sin(0.9 * at), scale)
        turn[:, 2] += (width / 2 - face.shape[1] / 2 + 5 * np.sin(0.7 * at), 3 * np.sin(1.3 * at))
        turn[1, 2] += height / 2 - face.shape[0] / 2
        return np.asarray(cv2.warpAffine(face, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def _eye(self, part: Part, at: float) -> Pixels:
        width, height = EYES
        it = self._look(part, height)
        if it is None:
            return np.full((height, width, 3), GLASS_GREY, np.uint8)
        shown, score = it
        moved = np.array([[1, 0, 6 * np.sin(1.4 * at)], [0, 1, 4 * np.sin(1.9 * at)]])
        eye = np.asarray(cv2.warpAffine(shown, moved, EYES, borderMode=cv2.BORDER_REPLICATE), np.uint8)
        if at % BLINK_EVERY > BLINK_EVERY - BLINK:
            eye[height // 5 : -height // 5] = np.median(eye[: height // 8])
        picture = np.asarray(cv2.cvtColor(eye, cv2.COLOR_GRAY2BGR), np.uint8)
        cv2.putText(picture, f"Q {score:.0f}", (10, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.7, GOOD, 2, cv2.LINE_AA)
        return picture

    def _look(self, part: Part, height: int) -> tuple[Pixels, float] | None:
        """What is to be seen of `part`, `height` pixels high, and its quality."""
        try:
            pixels = self._tools.queue.look(part)
        except GlassEmpty:
            return None
        known = self._small.get(part)
        if known is None or known[0] is not pixels:
            width = round(pixels.shape[1] * height / pixels.shape[0])
            small = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
            known = self._small[part] = (pixels, small)
        return known[1], self._tools.judge(self._device, part, pixels)


def _from_left(part: Part) -> int:
    """A right hand lies index finger first, a left one little finger first, of the thumbs the left one."""
    if not isinstance(part, Finger):
        return 0
    if part in {Finger.LEFT_THUMB, Finger.RIGHT_THUMB}:
        return -int(part)
    return int(part) if part.is_right else -int(part)


def _lay(glass: Pixels, finger: Pixels, corner: tuple[int, int], faint: float, score: float) -> None:
    """Darken `glass` where `finger` touches, and draw its frame and quality; what lies beyond the edge is not seen."""
    (left, top), (height, width) = corner, finger.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, glass.shape[1]), min(top + height, glass.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    seen = finger[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32)
    light = 255 - (255 - seen) * faint
    place = glass[y0:y1, x0:x1]
    place[:] = np.minimum(place, light[..., None]).astype(np.uint8)
    cv2.rectangle(glass, (left, top), (left + width, top + height), GOOD if score >= 40 else INK, 1)
    cv2.putText(glass, f"{score:.0f}", (left + 4, top - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.6, INK, 1, cv2.LINE_AA)
