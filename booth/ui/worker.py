"""Work off the interface's thread: one named thread a device and one for the store.

    self.scanner = Worker("scanner", self)
    job = self.scanner.run(session.capture, finger, cancel=cancel, done=self._captured, failed=self._refused)

`done` and `failed` run on the thread where the worker was made, the interface's. A job that was cancelled calls
neither. Results for a widget that is gone are dropped.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Token(Protocol):
    """What a device call watches to know that it is no longer wanted (`booth.devices.ports.Cancel`)."""

    def cancel(self) -> None: ...


class StopSign:
    """A token that is looked at: set by the interface, seen by the work at its next step."""

    def __init__(self) -> None:
        self.set = False

    def cancel(self) -> None:
        self.set = True

    def is_set(self) -> bool:
        return self.set


class Job:
    """One call that was asked for."""

    def __init__(
        self,
        call: Callable[[], Any],
        cancel: Token | None,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self.call = call
        self.done = done
        self.failed = failed
        self.result: Any = None
        self.error: Exception | None = None
        self.finished = False  # delivered, or dropped because it was cancelled
        self._token = cancel
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Not wanted any more: a waiting job is dropped, a running one is told by its token; nobody is called."""
        self._cancelled = True
        if self._token is not None:
            self._token.cancel()


class Worker(QObject):
    """A thread that does jobs one after the other. Close it before the application ends."""

    idle = Signal()  # nothing runs and nothing waits
    _came_back = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open: list[Job] = []  # touched on the interface's thread only
        self._closed = False
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        return self._thread.name

    @property
    def busy(self) -> bool:
        return bool(self._open)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        cancel: Token | None = None,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        **kwargs: Any,
    ) -> Job:
        """Call `function(*args, **kwargs)` on the thread, then `done(result)` or `failed(error)` on this one.

        `cancel` is kept by the job, not passed on: give it to the function too where the function takes one.
        Without `failed` an error is raised on the interface's thread, where the application's hook shows it.
        """
        job = Job(lambda: function(*args, **kwargs), cancel, done, failed)
        if self._closed:
            job.cancel()
            return job
        self._open.append(job)
        self._jobs.put(job)
        return job

    def cancel_all(self) -> None:
        """Cancel whatever runs or waits."""
        for job in self._open:
            job.cancel()

    def close(self, timeout: float = 5.0) -> bool:
        """Cancel everything and join the thread. False where a job did not come back within `timeout` seconds."""
        self._closed = True
        self.cancel_all()
        self._jobs.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.cancelled:
                try:
                    job.result = job.call()
                except Exception as error:  # whoever asked decides what it means
                    job.error = error
            if self._closed:
                continue
            try:
                self._came_back.emit(job)
            except RuntimeError:  # the worker object is gone: the program is ending
                return

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._open.remove(job)
        job.finished = True
        try:
            if not job.cancelled:
                _tell(job)
        finally:
            if not self._open:
                self.idle.emit()


def _tell(job: Job) -> None:
    if job.error is None:
        if job.done is not None and _alive(job.done):
            job.done(job.result)
    elif job.failed is None:
        raise job.error
    elif _alive(job.failed):
        job.failed(job.error)


def _alive(method: Callable[..., None]) -> bool:
    """Whether the widget that `method` belongs to still exists on Qt's side."""
    owner = getattr(method, "__self__", None)
    if isinstance(owner, QObject):
        try:
            owner.objectName()
        except RuntimeError:
            return False
    return True


class Relay(QObject):
    """Calls `slot(value)` on the interface's thread, for each value given on any thread, in order."""

    _given = Signal(object)

    def __init__(self, slot: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot = slot
        self._given.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def __call__(self, value: Any) -> None:
        """Hand `value` over. Any thread."""
        self._given.emit(value)

    @Slot(object)
    def _call(self, value: Any) -> None:
        if _alive(self._slot):
            self._slot(value)


class Latest(QObject):
    """Like `Relay`, but late values are dropped: the interface sees the newest only (camera frames, progress)."""

    _woken = Signal()

    def __init__(self, slot: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot = slot
        self._lock = threading.Lock()
        self._waiting: list[Any] = []
        self.dropped = 0
        self._woken.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def __call__(self, value: Any) -> None:
        """Hand `value` over. Any thread."""
        with self._lock:
            first = not self._waiting
            self.dropped += len(self._waiting)
            self._waiting[:] = [value]
        if first:
            self._woken.emit()

    @Slot()
    def _call(self) -> None:
        with self._lock:
            values, self._waiting = self._waiting, []
        if values and _alive(self._slot):
            self._slot(values[0])
