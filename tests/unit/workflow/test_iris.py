"""Step iris: where there is one, what is kept, sent and said, and what a changed setting does to a draft."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from booth.config import Settings, read_settings, write_settings
from booth.devices.ports import FingerImage, IrisImage
from booth.domain.eyes import Eye, MissingEye
from booth.domain.recording import Step
from booth.workflow.booth import Booth
from booth.workflow.contents import about, packet_files
from booth.workflow.desk import Desk
from booth.workflow.errors import NoTriesLeft, ReasonNeeded, StepNotFinished
from booth.workflow.session import RecordingSession, nearest, steps_of
from sync.packet import check_packet, open_packet
from tests.unit.workflow.stage import DRAFT, PASSWORD, STROKES, Clock, Office

MakeDesk = Callable[[str], Desk]

CERTIFICATE = "MIIC" + "x" * 900


def eye_image(eye: Eye, quality: int | None, shade: int = 120) -> IrisImage:
    pixels = np.full((48, 64), shade, np.uint8)
    evidence = {"hash": f"{eye.slug}-{quality}", "certificate": CERTIFICATE}
    return IrisImage(eye, pixels, b"IIR\x00" + bytes([shade]), "Iris 2", "IRIS-0001", quality, evidence)


@pytest.fixture
def desk_with(ready: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens a booth whose recording is ready to save, under another setting of `iris` each time."""
    closing = ExitStack()
    folder = tmp_path / "booth"
    shutil.copytree(ready, folder)

    def open_with(iris: str) -> Desk:
        closing.close()
        write_settings(folder, replace(read_settings(folder), iris=iris))
        booth = closing.enter_context(Booth.open(folder, clock=Clock()))
        desk = booth.login("ani", PASSWORD)
        closing.callback(desk.close)
        return desk

    with closing:
        yield open_with


def test_irises_are_a_step_only_where_a_scanner_is_set_up():
    assert Step.IRIS not in steps_of(Settings())
    steps = steps_of(Settings(iris="sbi:1"))
    assert steps == tuple(Step)
    assert steps[steps.index(Step.IRIS) - 1 : steps.index(Step.IRIS) + 2] == (Step.FINGERS, Step.IRIS, Step.SIGNATURE)
    assert nearest(Step.IRIS, steps_of(Settings())) is Step.SIGNATURE
    assert nearest(Step.IRIS, steps) is Step.IRIS


def test_a_draft_gets_the_step_with_the_scanner_and_keeps_its_irises_without(desk_with: MakeDesk):
    session = desk_with("sbi").resume(DRAFT)
    assert session.step is Step.IRIS  # it stood in the review, before which the irises are missing now
    with pytest.raises(StepNotFinished):
        session.go_on()
    session.iris.add({eye: eye_image(eye, 70) for eye in Eye})
    session = desk_with("none").resume(DRAFT)
    assert session.step is Step.SIGNATURE
    assert session.missing(Step.IRIS) == ""
    assert session.iris.captured == tuple(Eye)
    assert set(packet_files(session, Clock()())) >= {"iris/left.iir", "iris/right.iir"}
    assert session.go_back() is Step.FINGERS


def test_the_list_of_drafts_counts_the_steps_of_now(desk_with: MakeDesk):
    desk = desk_with("sbi")
    (line,) = desk.drafts()
    assert (line.step, line.done, len(line.steps)) == (Step.REVIEW, 6, 7)
    desk.resume(DRAFT)
    (line,) = desk.drafts()
    assert (line.step, line.done) == (Step.IRIS, 3)
    (line,) = desk_with("none").drafts()
    assert (line.step, line.done, len(line.steps)) == (Step.SIGNATURE, 3, 6)


def test_the_best_of_the_tries_is_sent(desk_with: MakeDesk):
    session = desk_with("sbi").resume(DRAFT)
    for quality, shade in ((40, 1), (80, 2), (60, 3)):
        session.iris.add({Eye.LEFT: eye_image(Eye.LEFT, quality, shade)})
    assert session.iris.wanted == (Eye.RIGHT,)
    with pytest.raises(NoTriesLeft):
        session.iris.add({eye: eye_image(eye, 90) for eye in Eye})
    assert session.iris.wanted == (Eye.RIGHT,)
    session.iris.add({Eye.RIGHT: eye_image(Eye.RIGHT, None, 9)})
    assert session.iris.again == (Eye.RIGHT,)
    again = resumed_again(session)
    for work in (session.iris, again.iris):
        assert work.records() == {Eye.RIGHT: b"IIR\x00\x09", Eye.LEFT: b"IIR\x00\x02"}
        assert _shade(work.pictures()[Eye.LEFT]) == 2
        assert work.retakes == 2
    assert session.finished(Step.IRIS)
    session.iris.redo([Eye.LEFT])
    assert session.iris.wanted == (Eye.LEFT,)
    assert set(session.iris.records()) == {Eye.RIGHT}


def test_an_eye_that_cannot_needs_a_reason_and_can_after_all(desk_with: MakeDesk):
    session = desk_with("sbi").resume(DRAFT)
    before = session.figures.exceptions
    with pytest.raises(ReasonNeeded):
        session.iris.mark_missing([Eye.LEFT], MissingEye.OTHER, " ")
    session.iris.add({Eye.LEFT: eye_image(Eye.LEFT, 50)})
    session.iris.mark_missing(list(Eye), MissingEye.OTHER, "mata dibalut")
    assert session.finished(Step.IRIS)
    assert session.iris.records() == {}
    assert session.figures.exceptions == before + 2
    assert resumed_again(session).iris.state(Eye.LEFT).note == "mata dibalut"
    session.iris.unmark_missing([Eye.LEFT])
    assert session.iris.captured == (Eye.LEFT,)
    session.iris.add({Eye.RIGHT: eye_image(Eye.RIGHT, 30)})  # taken after all
    assert session.iris.state(Eye.RIGHT).missing is None
    assert session.figures.exceptions == before


def test_a_new_iris_wants_a_new_confirmation(desk_with: MakeDesk):
    session = desk_with("sbi").resume(DRAFT)
    assert session.finished(Step.REVIEW)
    session.iris.add({eye: eye_image(eye, 70) for eye in Eye})
    assert not session.finished(Step.REVIEW)


def test_the_manifest_names_quality_evidence_and_exceptions(desk_with: MakeDesk, prints: dict[str, FingerImage]):
    session = desk_with("sbi").resume(DRAFT)
    session.iris.add({Eye.RIGHT: eye_image(Eye.RIGHT, 70)})
    session.iris.mark_missing([Eye.LEFT], MissingEye.DISEASE)
    thumb = replace(prints["thumb"], quality=61, evidence={"hash": "ab", "certificate": CERTIFICATE})
    finger = session.fingers.captured[0]
    session.fingers.redo(finger)
    session.fingers.add_try(finger, thumb)
    said = json.loads(json.dumps(about(session)))
    ((digest, text),) = said["evidence"].items()
    assert text == CERTIFICATE  # once, however many captures were signed with it
    signed = {"certificate": f"sha256:{digest}"}
    assert said["irises"]["left"] == {"missing": "disease", "note": ""}
    right = said["irises"]["right"]
    assert (right["device_quality"], right["tries"], right["serial"]) == (70, 1, "IRIS-0001")
    assert right["evidence"] == {"hash": "right-70"} | signed
    taken = said["fingers"][finger.slug]
    assert (taken["device_quality"], taken["evidence"]) == (61, {"hash": "ab"} | signed)
    assert {"name": "Iris 2", "serial": "IRIS-0001"} in said["devices"]
    assert session.review().irises[Eye.LEFT].missing is MissingEye.DISEASE


def test_the_packet_holds_the_records_as_the_device_signed_them(desk_with: MakeDesk, office: Office):
    desk = desk_with("sbi")
    session = desk.resume(DRAFT)
    session.iris.add({eye: eye_image(eye, 70) for eye in Eye})
    session.confirmation.sign(STROKES)
    session.save()
    opened = open_packet(desk.outbox.data(DRAFT), office.age)
    check_packet(opened, desk.seal_public, desk.outbox.waiting(1)[0].manifest)
    assert {name: data for name, data in opened.files.items() if name.startswith("iris/")} == {
        "iris/left.iir": b"IIR\x00x",
        "iris/right.iir": b"IIR\x00x",
    }
    assert opened.manifest.about["irises"]["left"]["device_quality"] == 70


def test_without_a_scanner_nothing_is_said_of_irises(ready_booth: Booth):
    session = ready_booth.login("ani", PASSWORD).resume(DRAFT)
    said = about(session)
    assert "irises" not in said
    assert "evidence" not in said
    assert not session.review().irises


def resumed_again(session: RecordingSession) -> RecordingSession:
    """The same recording, read anew from the vault."""
    record = session._record
    draft = record.vault.drafts.get(record.id)
    assert draft is not None
    settings = Settings(iris="sbi", quality_limit=20)
    return RecordingSession(
        record.vault, draft, notices=(), settings=settings, saver=session._saver, clock=record.clock
    )


def _shade(png: bytes) -> int:
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    return int(pixels[0, 0])
