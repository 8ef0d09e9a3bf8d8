"""Originals of a recording: sealed at the same save where the office wants them, and never in the way."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from booth.biometrics.images import encode_png
from booth.domain.fingers import Finger, MissingReason
from booth.workflow import backup_file
from booth.workflow.booth import Booth
from booth.workflow.photo import MOST_SHOTS, WHOLE, PhotoWork
from booth.workflow.restore import restore
from sync.errors import QueueFull
from sync.outbox import Outbox, State
from sync.packet import check_packet, open_packet
from sync.queuefile import QueueFile
from tests.unit.workflow.backups import back_up, lock, unlock
from tests.unit.workflow.stage import DRAFT, NO_FACE, PASSWORD, Clock, capture_rest, want_originals

if TYPE_CHECKING:
    from pathlib import Path

    from booth.devices.ports import FingerImage
    from booth.domain.resident import Resident
    from booth.workflow.record import Record
    from tests.unit.workflow.stage import Office

FRAME = np.random.default_rng(5).integers(0, 255, (72, 128, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)


@pytest.fixture(autouse=True)
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room, whatever this machine has."""
    monkeypatch.setattr(QueueFile, "free", lambda _: 10**12)


def test_the_sensors_pixels_and_all_that_the_camera_saw_go_later(
    booth: Booth, office: Office, prints: dict[str, FingerImage], resident: Resident
):
    want_originals(booth.outbox, office)
    desk = booth.login("ani", PASSWORD)
    session = desk.start(desk.look(resident.nik))
    session.confirm_biodata([])
    session.photo.add_shot(FRAME, NO_FACE, camera="C270")
    capture_rest(session, prints)
    saved = session.save()
    recording, original = booth.outbox.waiting(1)[0].manifest, booth.outbox.originals.waiting(1)[0].manifest
    assert (original.id, original.seq, original.day, original.kind) == (saved.id, 1, saved.day, "originals")
    opened = open_packet(booth.outbox.originals.data(saved.id), office.age)
    check_packet(opened, desk.seal_public, original)
    assert opened.manifest.recording == recording.sha256 == saved.sha256
    assert opened.manifest.about == {}
    names = {f"fingers/{name}.png" for name in ("right_thumb", "right_index", "left_index")}
    assert set(opened.files) == {*names, "camera.jpg"}
    best = prints["same1"]
    assert opened.files["fingers/right_index.png"] == encode_png(best.pixels, best.ppi)
    with Image.open(io.BytesIO(opened.files["camera.jpg"])) as picture:
        assert picture.size == (1280, 720)

    small = open_packet(booth.outbox.data(saved.id), office.age)
    assert not set(small.files) & set(opened.files)
    assert not any(name.endswith(".png") for name in small.files if name.startswith("fingers/"))
    assert json.loads(small.manifest_json)["kind"] == "recording"
    assert (booth.outbox.counts().total, desk.vault.drafts.captures(saved.id)) == (1, [])


def test_who_is_not_asked_keeps_and_sends_none(ready_booth: Booth, office: Office):
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    session.photo.add_shot(FRAME, NO_FACE)
    assert desk.vault.drafts.captures(DRAFT, WHOLE) == []
    want_originals(ready_booth.outbox, office, originals=False)
    session.photo.accept_with_reason("x")
    capture_rest(session, {})
    session.save()
    assert ready_booth.outbox.originals.state(DRAFT) is None


def test_a_draft_from_before_the_office_wanted_them_sends_what_it_has(ready_booth: Booth, office: Office):
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    want_originals(ready_booth.outbox, office)
    session.save()
    files = open_packet(ready_booth.outbox.originals.data(DRAFT), office.age).files
    assert set(files) == {f"fingers/{name}.png" for name in ("right_thumb", "right_index", "left_index")}


def test_a_finger_that_is_not_sent_has_no_original(ready_booth: Booth, office: Office, prints: dict[str, FingerImage]):
    want_originals(ready_booth.outbox, office)
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    session.fingers.mark_missing(Finger.RIGHT_THUMB, MissingReason.BANDAGED)
    capture_rest(session, prints)
    session.save()
    files = open_packet(ready_booth.outbox.originals.data(DRAFT), office.age).files
    assert set(files) == {"fingers/right_index.png", "fingers/left_index.png"}


def test_a_disk_with_little_room_takes_recordings_only(
    ready_booth: Booth, office: Office, monkeypatch: pytest.MonkeyPatch
):
    want_originals(ready_booth.outbox, office)
    monkeypatch.setattr(QueueFile, "free", lambda _: 1_999_999_999)
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    assert ready_booth.outbox.state(DRAFT) is State.QUEUED
    assert ready_booth.outbox.originals.state(DRAFT) is None


def test_a_disk_that_is_full_of_them_takes_the_recording_alone(
    ready_booth: Booth, office: Office, monkeypatch: pytest.MonkeyPatch
):
    want_originals(ready_booth.outbox, office)
    put = Outbox.put

    def full(outbox: Outbox, *given: object) -> None:
        if len(given) > 2:
            raise QueueFull("no room")
        put(outbox, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Outbox, "put", full)
    desk = ready_booth.login("ani", PASSWORD)
    assert desk.resume(DRAFT).save().id == DRAFT
    assert ready_booth.outbox.state(DRAFT) is State.QUEUED
    assert ready_booth.outbox.originals.state(DRAFT) is None


def test_originals_that_are_too_large_to_seal_do_not_end_a_save(
    ready_booth: Booth, office: Office, monkeypatch: pytest.MonkeyPatch
):
    want_originals(ready_booth.outbox, office)
    monkeypatch.setattr("booth.workflow.saving.original_files", lambda *_: {"../x": b""})
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    assert ready_booth.outbox.state(DRAFT) is State.QUEUED
    assert ready_booth.outbox.originals.state(DRAFT) is None


def test_a_backup_has_them_and_a_restored_booth_sends_them(
    ready_booth: Booth, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)
    want_originals(ready_booth.outbox, office)
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    desk.close()
    restore(back_up(ready_booth, tmp_path / "stick"), tmp_path / "again", password=PASSWORD, clock=Clock())
    with Booth.open(tmp_path / "again", clock=Clock()) as booth:
        assert booth.outbox.faults() == []
        assert (booth.count().total, booth.count().unsent) == (1, 1)
        assert booth.outbox.originals.data(DRAFT) == ready_booth.outbox.originals.data(DRAFT)
        assert booth.outbox.originals.left() == ready_booth.outbox.originals.left()


def test_the_whole_picture_is_that_of_the_chosen_shot_and_goes_with_it(record: Record):
    photo = PhotoWork(record, originals=True)
    frames = [np.full((720, 1280, 3), 40 * number, np.uint8) for number in range(MOST_SHOTS + 2)]
    for frame in frames:
        photo.add_shot(frame, NO_FACE)
    assert len(record.captures(WHOLE)) == MOST_SHOTS
    photo.choose(photo.shots()[0].number)
    whole = photo.whole_picture()
    assert whole is not None
    with Image.open(io.BytesIO(whole)) as picture:
        shade = np.asarray(picture)[0, 0, 0]
    assert abs(int(shade) - 40 * (photo.shots()[0].number - 1)) <= 1
