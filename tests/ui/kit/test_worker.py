"""Results come back on the thread of the window, once, or not at all."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot

from booth.devices.ports import Cancel, Cancelled
from booth.ui.worker import Latest, Relay, Worker


class Receiver(QObject):
    def __init__(self):
        super().__init__()
        self.got = []
        self.threads = set()

    @Slot(object)
    def take(self, value):
        self.got.append(value)
        self.threads.add(threading.current_thread())


@pytest.fixture
def worker(qapp):
    made = Worker("scanner")
    yield made
    assert made.close()


def test_result_arrives_on_the_calling_thread_and_work_runs_on_the_named_one(worker, qtbot):
    receiver = Receiver()
    worker.run(lambda: threading.current_thread().name, done=receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert receiver.got == ["scanner"]
    assert receiver.threads == {threading.main_thread()}


def test_arguments_and_order_are_kept(worker, qtbot):
    receiver = Receiver()
    for number in range(20):
        worker.run(divmod, number, 7, done=receiver.take)
    qtbot.waitUntil(lambda: len(receiver.got) == 20)
    assert receiver.got == [divmod(number, 7) for number in range(20)]


def test_error_goes_to_failed(worker, qtbot):
    receiver = Receiver()
    worker.run(int, "x", done=pytest.fail, failed=receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert isinstance(receiver.got[0], ValueError)


def test_error_without_failed_is_raised_where_the_application_sees_it(worker, qtbot):
    with qtbot.capture_exceptions() as exceptions:
        with qtbot.waitSignal(worker.idle):
            worker.run(int, "x")
        qtbot.waitUntil(lambda: bool(exceptions))
    assert exceptions[0][0] is ValueError


def test_cancelled_job_ends_at_its_token_and_calls_nobody(worker, qtbot):
    cancel, started = Cancel(), threading.Event()

    def capture(token):
        started.set()
        token.sleep(60)

    job = worker.run(capture, cancel, cancel=cancel, done=pytest.fail, failed=pytest.fail)
    waiting = worker.run(pytest.fail, "a dropped job ran", done=pytest.fail)
    assert started.wait(10)
    with qtbot.waitSignal(worker.idle):
        waiting.cancel()
        job.cancel()
    assert isinstance(job.error, Cancelled)
    assert waiting.finished
    assert not worker.busy


def test_result_for_a_widget_that_is_gone_is_dropped(worker, qtbot):
    receiver, gate = Receiver(), threading.Event()
    with qtbot.waitSignal(worker.idle):
        worker.run(gate.wait, 10, done=receiver.take)
        receiver.deleteLater()
        QCoreApplication.sendPostedEvents(receiver, QEvent.Type.DeferredDelete)
        gate.set()


def test_close_joins_and_later_jobs_are_refused(qapp):
    worker = Worker("store")
    cancel = Cancel()
    worker.run(cancel.sleep, 60, cancel=cancel)
    assert worker.close()
    assert worker.run(pytest.fail).cancelled


def test_close_tells_of_a_job_that_does_not_come_back(qapp):
    worker, started, gate = Worker("stuck"), threading.Event(), threading.Event()

    def stuck():
        started.set()
        gate.wait(30)

    worker.run(stuck)
    assert started.wait(10)
    assert not worker.close(timeout=0.05)
    gate.set()
    assert worker.close()


def test_relay_brings_every_value_over(qtbot):
    receiver = Receiver()
    relay = Relay(receiver.take)
    thread = threading.Thread(target=lambda: [relay(number) for number in range(50)])
    thread.start()
    qtbot.waitUntil(lambda: len(receiver.got) == 50)
    thread.join()
    assert receiver.got == list(range(50))
    assert receiver.threads == {threading.main_thread()}


def test_latest_drops_what_came_too_late(qtbot):
    receiver = Receiver()
    latest = Latest(receiver.take)
    thread = threading.Thread(target=lambda: [latest(number) for number in range(50)])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert receiver.got == [49]
    assert latest.dropped == 49
    latest("next")
    qtbot.waitUntil(lambda: receiver.got == [49, "next"])
