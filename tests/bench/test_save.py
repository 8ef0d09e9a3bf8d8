"""The whole save of a full recording, beside what it cannot do without: sealing, and one bare commit of the bytes."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import statistics
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pyrage
import pytest
import uuid_utils

from booth.biometrics.face_judge import FaceJudge
from booth.biometrics.synthesis import impression, master
from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import FingerImage
from booth.domain.fingers import CAPTURE_ORDER
from booth.domain.recording import Background, Step
from booth.workflow.booth import Booth
from booth.workflow.contents import original_files, packet_files
from tests.unit.workflow.stage import (
    NO_FACE,
    PASSWORD,
    RESIDENT,
    STROKES,
    Clock,
    furnish,
    make_office,
    read_prints,
    want_originals,
)

if TYPE_CHECKING:
    from pathlib import Path

    from booth.workflow.desk import Desk
    from booth.workflow.session import RecordingSession

pytestmark = pytest.mark.bench
ROUNDS = 5
GOAL = 50.0  # milliseconds for the whole save


def record(desk: Desk, prints: dict[str, FingerImage]) -> RecordingSession:
    """Ten fingers of three tries each, four shots, two signatures: about as much as a draft ever holds."""
    session = desk.start(desk.look(RESIDENT.nik))
    session.confirm_biodata([])
    picture = np.random.default_rng(1).integers(0, 255, (72, 128, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
    for _ in range(4):
        session.photo.add_shot(picture, NO_FACE)
    session.photo.accept_with_reason("x")
    session.go_on()
    for finger in CAPTURE_ORDER:
        for name in ("same1", "other", "same2"):
            session.fingers.add_try(finger, prints[name])
    session.go_on()
    session.signature.sign(STROKES)
    session.go_on()
    while (finger := session.verification.next_finger) is not None:
        session.verification.verify(finger, prints["same3"])
    if session.verification.needs_reason:
        session.verification.go_on_with_reason("x")
    session.go_to(Step.REVIEW)
    session.confirmation.sign(STROKES)
    return session


@pytest.mark.parametrize("originals", [False, True], ids=["alone", "with originals"])
def test_whole_save(tmp_path: Path, shared: Path, originals: bool):
    office = make_office()
    furnish(tmp_path / "booth", office.identity)
    identity = str(uuid_utils.uuid7())
    with Booth.open(tmp_path / "booth", clock=Clock(), ids=lambda: identity) as booth:
        booth.change(quality_limit=100)
        want_originals(booth.outbox, office, originals=originals)
        desk = booth.login("ani", PASSWORD)
        session = record(desk, read_prints(shared))
        files = packet_files(session, Clock()())
        if originals:
            files |= original_files(session, files)
        desk.close()
    size = sum(map(len, files.values()))
    whole, sealing, commit = [], [], []
    recipient = pyrage.x25519.Recipient.from_str(office.identity.recipients[0])
    for number in range(ROUNDS):
        folder = tmp_path / f"round{number}"
        shutil.copytree(tmp_path / "booth", folder)
        with Booth.open(folder, clock=Clock()) as booth:
            desk = booth.login("ani", PASSWORD)
            session = desk.resume(identity)
            start = time.perf_counter()
            session.save()
            whole.append((time.perf_counter() - start) * 1000)
            desk.close()
        start = time.perf_counter()
        sealed = pyrage.encrypt(b"".join(files.values()), [recipient])
        hashlib.sha256(sealed).hexdigest()
        sealing.append((time.perf_counter() - start) * 1000)
        bare = sqlite3.connect(tmp_path / f"bare{number}.db", isolation_level=None)
        bare.execute("PRAGMA journal_mode = WAL").fetchone()
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE t (data BLOB)")
        start = time.perf_counter()
        bare.execute("INSERT INTO t VALUES (?)", (sealed,))
        commit.append((time.perf_counter() - start) * 1000)
        bare.close()
    print(f"\nwhole save of {size / 1000:.0f} KB{' with originals' if originals else ''}, medians of {ROUNDS} rounds")
    print(f"{'':<40}{'ms':>8}")
    for name, times in (
        ("save: seal, three commits, draft gone", whole),
        ("bare pyrage + sha256", sealing),
        ("bare SQLite commit", commit),
    ):
        print(f"{name:<40}{statistics.median(times):>8.1f}")
    print(f"{'goal for the save':<40}{GOAL:>8.1f}")
    assert len(whole) == ROUNDS


def test_what_is_sent(tmp_path: Path):
    """Everything in a recording, from a resident who does not exist."""
    office = make_office()
    furnish(tmp_path / "booth", office.identity)
    print(
        f"\n{'one recording to send, bytes':<32}{'portrait':>10}{'ten WSQ':>10}{'all':>10}{'goal':>10}"
        f"{'camera':>12}{'ten PNG':>10}{'originals':>12}"
    )
    for size in ((256, 288), (326, 357)):
        shutil.rmtree(tmp_path / "one", ignore_errors=True)
        shutil.copytree(tmp_path / "booth", tmp_path / "one")
        with Booth.open(tmp_path / "one", clock=Clock()) as booth:
            want_originals(booth.outbox, office)
            desk = booth.login("ani", PASSWORD)
            session = desk.start(desk.look(RESIDENT.nik))
            session.confirm_biodata([])
            frame = cv2.imread(str(demo_frames(tmp_path / "frames", Background.RED, seed=1, count=8)[-1]))
            session.photo.add_shot(frame, FaceJudge().judge_live(frame, Background.RED))
            session.go_on()
            for finger in CAPTURE_ORDER:
                pixels = impression(master(1, 1, finger), 0, size=size)
                session.fingers.add_try(finger, FingerImage(pixels, 500, "EF01", "1", 1.0, 115_200))
                if not session.fingers.state(finger).done:
                    session.fingers.add_try(finger, FingerImage(pixels, 500, "EF01", "1", 1.0, 115_200))
                    session.fingers.add_try(finger, FingerImage(pixels, 500, "EF01", "1", 1.0, 115_200))
            session.go_on()
            session.signature.sign(STROKES)
            session.go_on()
            while (asked := session.verification.next_finger) is not None:
                pixels = impression(master(1, 1, asked), 5, size=size)
                session.verification.verify(asked, FingerImage(pixels, 500, "EF01", "1", 1.0, 115_200))
            session.go_to(Step.REVIEW)
            session.confirmation.sign(STROKES)
            files = packet_files(session, Clock()())
            more = original_files(session, files)
            desk.close()
        wsq = [len(data) for name, data in files.items() if name.endswith(".wsq")]
        whole = sum(map(len, files.values()))
        name = f"prints of {size[0]} × {size[1]}"
        camera, originals = len(more["camera.jpg"]), sum(map(len, more.values()))
        print(
            f"{name:<32}{len(files['photo.jpg']):>10,}{sum(wsq):>10,}{whole:>10,}{'≤ 200,000':>10}"
            f"{camera:>12,}{originals - camera:>10,}{originals:>12,}"
        )
        assert len(more) == len(CAPTURE_ORDER) + 1
        assert len(wsq) == len(CAPTURE_ORDER)
        assert whole <= 200_000
