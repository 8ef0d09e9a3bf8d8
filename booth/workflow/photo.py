"""Step photo: shots of the face, of which the resident chooses one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.face import FaceVerdict, crop_portrait, encode_jpeg, encode_jpeg_within
from booth.domain.errors import N_
from booth.domain.recording import background_for
from booth.workflow.errors import ReasonNeeded, WorkflowError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from booth.biometrics.face import FaceReport
    from booth.domain.recording import Background
    from booth.workflow.record import Record

KIND = "photo"
WHOLE = "photo.whole"  # key: number of the shot; all that the camera saw, where originals are wanted
SIZE = (600, 800)  # width, height of the portrait in pixels, 3:4
MOST_SHOTS = 3
MOST_BYTES = 60_000  # of a portrait: with ten prints as WSQ a recording stays under 200 KB
BEST = 95  # JPEG quality of the whole picture: webcams compress themselves, no pixel of theirs is truer
_CHOSEN = "photo.chosen"
_REASON = "photo.reason"
_TAKEN = "photo.taken"


class NoSuchShot(WorkflowError):
    text = N_("This photo is not there any more. Choose another one.")


@dataclass(frozen=True)
class Shot:
    """One photo. `jpeg` is the 3:4 portrait; `good` is false where the face was not as it should be."""

    number: int
    verdict: FaceVerdict
    jpeg: bytes
    camera: str
    chosen: bool
    reasons: tuple[FaceVerdict, ...] = ()
    device_quality: int | None = None  # as a certified camera judged it
    evidence: Mapping[str, str] = field(default_factory=dict)  # what it signed

    @property
    def good(self) -> bool:
        return self.verdict is FaceVerdict.OK


class PhotoWork:
    """The photo step of one recording. Raises the store's errors where the vault cannot be written."""

    def __init__(self, record: Record, *, originals: bool = False) -> None:
        """`originals`: the whole picture is kept beside each portrait."""
        self._record = record
        self._originals = originals

    @property
    def background(self) -> Background:
        """The cloth that belongs behind this resident."""
        return background_for(self._record.draft.resident.tanggal_lahir)

    @property
    def chosen(self) -> int | None:
        number = self._record.note(_CHOSEN)
        return int(number) if number else None

    @property
    def reason(self) -> str:
        """Why a photo that is not as it should be was accepted; empty otherwise."""
        return self._record.note(_REASON)

    @property
    def retakes(self) -> int:
        """Shots taken after the first, also those that are no longer kept."""
        return max(int(self._record.note(_TAKEN, "0")) - 1, 0)

    @property
    def missing(self) -> str:
        """What this step still lacks, as a source text; empty when it is finished."""
        if self.chosen is None:
            return N_("take a photo and choose it.")
        shot = self._shot(self.chosen)
        return "" if shot.good or self.reason else N_("the photo needs another try, or a reason.")

    def shots(self) -> tuple[Shot, ...]:
        """All shots kept, the oldest first."""
        return tuple(
            Shot(
                int(c.key),
                FaceVerdict[str(c.meta["verdict"])],
                c.data,
                str(c.meta["camera"]),
                int(c.key) == self.chosen,
                tuple(FaceVerdict[name] for name in c.meta.get("reasons", ())),
                None if c.meta.get("quality") is None else int(c.meta["quality"]),
                {str(key): str(text) for key, text in c.meta.get("evidence", {}).items()},
            )
            for c in sorted(self._record.captures(KIND), key=lambda c: int(c.key))
        )

    def add_shot(
        self,
        frame: NDArray[np.uint8],
        report: FaceReport,
        *,
        camera: str = "",
        quality: int | None = None,
        evidence: Mapping[str, str] | None = None,
    ) -> Shot:
        """Keep `frame` (`(height, width, 3) uint8` BGR) as a portrait around the face of `report`, and choose it.

        `camera` is the name of what took it; `quality` and `evidence` what it said and signed of it.
        A frame without one usable face is cut in its middle; it can be
        accepted only with a reason.
        """
        pixels = crop_portrait(frame, report.faces[0], SIZE) if report.faces else None
        jpeg = encode_jpeg_within(pixels if pixels is not None else _middle(frame), MOST_BYTES)
        verdict = report.verdict if pixels is not None or report.verdict is not FaceVerdict.OK else FaceVerdict.TOO_NEAR
        reasons = report.reasons or (() if verdict is FaceVerdict.OK else (verdict,))
        whole = encode_jpeg(frame, BEST) if self._originals else b""
        number = int(self._record.note(_TAKEN, "0")) + 1
        old = [shot for shot in self.shots() if not shot.chosen]
        with self._record.change() as change:
            if len(old) >= MOST_SHOTS - 1:
                change.drop(KIND, str(old[0].number))
                change.drop(WHOLE, str(old[0].number))
            meta: dict[str, object] = {
                "verdict": verdict.name,
                "reasons": [reason.name for reason in reasons],
                "faces": len(report.faces),
                "camera": camera,
            }
            if quality is not None:
                meta["quality"] = quality
            if evidence:
                meta["evidence"] = dict(evidence)
            change.put(KIND, str(number), 1, jpeg, meta)
            if whole:
                change.put(WHOLE, str(number), 1, whole, {})
            change.set_note(_TAKEN, str(number))
            change.set_note(_CHOSEN, str(number))
            change.set_note(_REASON, "")
            change.content_changed()
        signed = dict(evidence or {})
        return Shot(
            number, verdict, jpeg, camera, chosen=True, reasons=reasons, device_quality=quality, evidence=signed
        )

    def choose(self, number: int) -> None:
        """The resident chose shot `number`. Raises `NoSuchShot`."""
        self._shot(number)
        with self._record.change() as change:
            change.set_note(_CHOSEN, str(number))
            change.set_note(_REASON, "")
            change.content_changed()

    def accept_with_reason(self, reason: str) -> None:
        """Accept the chosen shot although it is not as it should be. Raises `ReasonNeeded`, `NoSuchShot`."""
        if self.chosen is None:
            raise NoSuchShot("none chosen")
        if not reason.strip():
            raise ReasonNeeded("photo")
        with self._record.change() as change:
            change.set_note(_REASON, reason.strip())
            change.content_changed()

    def picture(self) -> bytes:
        """The chosen JPEG. Raises `NoSuchShot`."""
        return self.chosen_shot().jpeg

    def whole_picture(self) -> bytes | None:
        """All that the camera saw when the chosen shot was taken, as JPEG; None where it was not kept."""
        return next((c.data for c in self._record.captures(WHOLE) if c.key == str(self.chosen)), None)

    def chosen_shot(self) -> Shot:
        """The chosen shot. Raises `NoSuchShot`."""
        return self._shot(self.chosen or 0)

    def _shot(self, number: int) -> Shot:
        for shot in self.shots():
            if shot.number == number:
                return shot
        raise NoSuchShot(str(number))


def _middle(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    wide = min(width, height * SIZE[0] // SIZE[1])
    high = min(height, wide * SIZE[1] // SIZE[0])
    left, top = (width - wide) // 2, (height - high) // 2
    return np.asarray(
        cv2.resize(frame[top : top + high, left : left + wide], SIZE, interpolation=cv2.INTER_AREA), np.uint8
    )
