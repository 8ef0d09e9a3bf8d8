"""The status strip: devices, line and disk in words that are true and follow the language."""

from __future__ import annotations

import threading

import pytest

from booth.devices.ports import Cancel, Cancelled, DeviceInfo, DeviceKind, DeviceMissing
from booth.ui.kit import language
from booth.ui.kit.theme import Level
from booth.ui.lights import Watched
from booth.ui.worker import Worker
from booth.workflow.equipment import NoPrinter
from booth.workflow.status import FULL, LOW, BoothStatus, Mood
from resources.i18n import N_
from sync.line import LineState, LineStatus

CAMERA = N_("Camera")
FOUND = DeviceInfo(DeviceKind.CAMERA, "C270", "/dev/video0", "SN1")


@pytest.fixture
def worker(qapp):
    worker = Worker("test")
    yield worker
    assert worker.close()


def watch(worker, ask, told=lambda: None):
    return Watched(CAMERA, worker, ask, told)


def answer(qtbot, worker, ask):
    watched = watch(worker, ask)
    watched.look()
    qtbot.waitUntil(lambda: not worker.busy)
    return watched.light()


def test_nothing_is_said_before_anything_is_known(worker, looks):
    light = watch(worker, lambda _: FOUND).light()
    assert (light.text, light.level) == ("Kamera …", Level.OFF)


def test_a_device_that_answers(worker, qtbot, looks):
    light = answer(qtbot, worker, lambda _: FOUND)
    assert (light.text, light.level) == ("Kamera", Level.GOOD)
    assert light.more == "C270 · SN1 · /dev/video0"


def test_a_device_that_is_missing_says_what_to_do(worker, qtbot, looks):
    def ask(_cancel):
        raise DeviceMissing(device="Kamera")

    watched = watch(worker, ask)
    watched.look()
    qtbot.waitUntil(lambda: not worker.busy)
    light = watched.light()
    assert (light.text, light.level) == ("Kamera: belum siap", Level.BAD)
    assert "Periksa colokannya" in light.more
    language.switch(looks, "en")
    assert watched.light().text == "Camera: not ready"


def test_no_printer_by_choice_is_no_fault(worker, qtbot, looks):
    def ask(_cancel):
        raise NoPrinter(device="Kamera")

    light = answer(qtbot, worker, ask)
    assert (light.text, light.level) == ("Kamera: tidak ada", Level.OFF)


def test_a_device_at_work_is_not_asked(worker, qtbot, looks):
    asked, go = [], threading.Event()
    worker.run(go.wait, 60)
    watched = watch(worker, asked.append)
    watched.look()
    go.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert asked == []


def test_one_that_failed_rests_for_some_looks(worker, qtbot, looks):
    asked = []

    def ask(_cancel):
        asked.append(1)
        raise DeviceMissing(device="Kamera")

    watched = Watched(CAMERA, worker, ask, lambda: None, rest=2)
    for wanted in (1, 1, 1, 2):
        watched.look()
        qtbot.waitUntil(lambda: not worker.busy)
        assert len(asked) == wanted
    watched.wake()
    watched.look()
    qtbot.waitUntil(lambda: not worker.busy)
    assert len(asked) == 3


def test_looking_can_be_stopped(worker, qtbot, looks):
    started = threading.Event()

    def ask(cancel: Cancel):
        started.set()
        cancel.sleep(60)

    watched = watch(worker, ask)
    watched.look()
    assert started.wait(60)
    watched.stop()
    qtbot.waitUntil(lambda: not worker.busy)
    assert watched.light().level is Level.OFF


def test_a_look_that_was_cancelled_says_nothing(worker, qtbot, looks):
    def ask(_cancel):
        raise Cancelled

    assert answer(qtbot, worker, ask).level is Level.OFF


def line(state, rate=0.0, text="Everything is sent: the office has it."):
    at = "2016-09-05T03:00:00.000Z"
    return LineStatus(state=state, at=at, since=at, text=text, rate=rate)


@pytest.mark.parametrize(
    ("status", "mood", "text"),
    [
        (BoothStatus(0, 100, 0, LOW), Mood.GOOD, "Tidak ada yang dikirim"),
        (BoothStatus(1, 100, 1, LOW), Mood.CARE, "Belum terkirim · 1 belum terkirim"),
        (BoothStatus(1, 100, 0, LOW, line(LineState.IDLE)), Mood.GOOD, "Semua terkirim"),
        (BoothStatus(9, 100, 12, LOW, line(LineState.OFFLINE)), Mood.CARE, "Jaringan putus · 12 belum terkirim"),
        (
            BoothStatus(9, 100, 2, LOW, line(LineState.SENDING, rate=22_500)),
            Mood.GOOD,
            "Mengirim 180 kbit/dtk · 2 belum terkirim",
        ),
        (BoothStatus(9, 100, 2, LOW, line(LineState.SENDING)), Mood.GOOD, "Mengirim · 2 belum terkirim"),
        (BoothStatus(9, 100, 2, LOW, line(LineState.REFUSED)), Mood.BAD, "Ditolak pusat · 2 belum terkirim"),
    ],
)
def test_the_line_in_plain_words(status, mood, text, looks):
    assert (status.mood, status.line_text) == (mood, text)


@pytest.mark.parametrize(
    ("free", "mood", "text"),
    [
        (81_400_000_000, Mood.GOOD, "Disk 81 GB"),
        (LOW - 1, Mood.CARE, "Disk 2 GB"),
        (1_240_000_000, Mood.CARE, "Disk 1,2 GB"),
        (FULL - 1, Mood.BAD, "Disk penuh: 199 MB"),
    ],
)
def test_the_disk(free, mood, text, looks):
    status = BoothStatus(0, 100, 0, free)
    assert (status.disk_mood, status.disk_text) == (mood, text)


def test_every_state_of_the_line_has_words(looks):
    for state in LineState:
        assert BoothStatus(0, 100, 0, LOW, line(state)).line_text


def test_what_a_screen_at_work_was_told_takes_the_place_of_an_old_answer(worker, qtbot, looks):
    def ask(_cancel):
        raise DeviceMissing(device="Kamera")

    watched = watch(worker, ask)
    watched.look()
    qtbot.waitUntil(lambda: not worker.busy)
    watched.hear(FOUND)
    assert (watched.light().text, watched.light().level) == ("Kamera", Level.GOOD)


def test_what_was_plugged_in_is_asked_at_once_although_it_rests(worker, qtbot, looks):
    asked = []

    def ask(_cancel):
        asked.append(1)
        raise DeviceMissing(device="Kamera")

    watched = Watched(CAMERA, worker, ask, lambda: None, rest=9)
    watched.look()
    qtbot.waitUntil(lambda: not worker.busy)
    watched.look_soon()
    qtbot.waitUntil(lambda: not worker.busy)
    assert len(asked) == 2


def test_a_look_under_way_is_given_up_for_a_new_one(worker, qtbot, looks):
    asked = []

    def ask(cancel: Cancel):
        asked.append(cancel)
        if len(asked) == 1:
            cancel.sleep(60)
        return FOUND

    watched = watch(worker, ask)
    watched.look()
    qtbot.waitUntil(lambda: bool(asked))
    watched.look_soon()
    qtbot.waitUntil(lambda: watched.light().level is Level.GOOD)
    assert len(asked) == 2


def test_a_thread_at_work_is_asked_when_it_is_free(worker, qtbot, looks):
    go = threading.Event()
    worker.run(go.wait, 60)
    watched = watch(worker, lambda _: FOUND)
    watched.look_soon()
    go.set()
    qtbot.waitUntil(lambda: watched.light().level is Level.GOOD)


def test_every_answer_is_noted(worker, qtbot, looks):
    noted = []
    watched = Watched(CAMERA, worker, lambda _: FOUND, lambda: None, note=noted.append)
    watched.look()
    qtbot.waitUntil(lambda: bool(noted))
    lost = DeviceMissing(device="Kamera")
    watched.hear(lost)
    assert noted == [FOUND, lost]


def test_what_may_have_been_away_does_not_end_a_look_under_way(worker, qtbot, looks):
    go, asked = threading.Event(), []

    def ask(cancel: Cancel):
        asked.append(cancel)
        go.wait(60)
        return FOUND

    watched = watch(worker, ask)
    watched.look()
    watched.look_when_free()
    go.set()
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert not asked[0].cancelled
