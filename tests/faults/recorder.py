"""Records residents quickly: through the desk, with the prints and the portrait of the emulated devices."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.face import FaceFinder
from booth.demo.prints import impression
from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import FingerImage, StrokePoint
from booth.domain.fingers import Finger, MissingReason
from booth.domain.recording import Step

if TYPE_CHECKING:
    from collections.abc import Collection

    from booth.devices.ports import Strokes
    from booth.domain.recording import Background
    from booth.workflow.desk import Desk, Looked
    from booth.workflow.saving import Saved
    from booth.workflow.session import RecordingSession

STROKES: Strokes = (tuple(StrokePoint(10.0 + 4 * i, 50.0 + (i % 7) * 6, i * 0.01, 0.5) for i in range(60)),)


def press(finger: Finger, turn: int, *, person: int = 1) -> FingerImage:
    """One impression as the emulated sensor sends it: 16 greys."""
    pixels = impression(seed=5, person=person, finger=finger, turn=turn)
    return FingerImage(np.asarray((pixels >> 4) * 17, np.uint8), 500, "R307", "EMU-0001", 3.4, 115_200)


@cache
def portrait(background: Background) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A frame of the emulated camera."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = demo_frames(Path(folder), background, seed=5, count=1)
        frame = cv2.imread(str(path))
    assert frame is not None
    return np.asarray(frame, np.uint8)


def record(desk: Desk, looked: Looked, *, fingers: Collection[Finger] = tuple(Finger), person: int = 1) -> Saved:
    """Record a resident from the first step to save; the fingers not in `fingers` are missing."""
    session = desk.start(looked)
    capture(session, fingers=fingers, person=person)
    return session.save()


def capture(
    session: RecordingSession,
    *,
    fingers: Collection[Finger] = tuple(Finger),
    person: int = 1,
    until: Step | None = None,
) -> None:
    """Whatever a recording still lacks; stops when it comes to the step `until`."""
    acts = {
        Step.BIODATA: lambda: session.confirm_biodata([notice.code for notice in session.notices]),
        Step.PHOTO: lambda: take_photo(session),
        Step.FINGERS: lambda: take_fingers(session, fingers, person),
        Step.SIGNATURE: lambda: sign(session, Step.SIGNATURE),
        Step.VERIFY: lambda: verify(session, person),
        Step.REVIEW: lambda: sign(session, Step.REVIEW),
    }
    for step, act in acts.items():
        if list(Step).index(session.step) < list(Step).index(step):
            session.go_to(step)
        if step is until:
            return
        if session.missing(step):
            act()


def take_photo(session: RecordingSession) -> None:
    frame = portrait(session.photo.background)
    session.photo.add_shot(frame, FaceFinder().find(frame), camera="C270")


def take_fingers(session: RecordingSession, fingers: Collection[Finger], person: int) -> None:
    while (finger := session.fingers.next_finger) is not None:
        if finger in fingers:
            turn = len(session.fingers.state(finger).tries) + 1
            session.fingers.add_try(finger, press(finger, turn, person=person))
        else:
            session.fingers.mark_missing(finger, MissingReason.BANDAGED)


def verify(session: RecordingSession, person: int) -> None:
    while (finger := session.verification.next_finger) is not None:
        shown = len(session.verification.states()[finger].outcomes)
        session.verification.verify(finger, press(finger, 50 + shown, person=person))
    if session.verification.needs_reason:
        session.verification.go_on_with_reason("jari diperban")


def sign(session: RecordingSession, step: Step) -> None:
    work = session.signature if step is Step.SIGNATURE else session.confirmation
    work.sign(STROKES)
