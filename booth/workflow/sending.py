"""Sends recordings while the window is open: the booth's agent on a thread, unless a service does it already."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sync.errors import AgentRunning, NotEnrolled, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sync.agent import Agent

log = logging.getLogger(__name__)

AGAIN = 30.0  # seconds until the agent is tried again where it could not start


class Sending:
    """Runs from `start` to `stop`. What it does stands in the outbox, where the status strip reads it."""

    def __init__(self, folder: Path, *, clock: Callable[[], datetime], again: float = AGAIN) -> None:
        self._folder = folder
        self._clock = clock
        self._again = again
        self._end = threading.Event()
        self._now = threading.Event()
        self._lock = threading.Lock()
        self._agent: Agent | None = None
        self._thread = threading.Thread(target=self._run, name="sending", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """A recording was saved: try at once. Any thread."""
        with self._lock:
            if self._agent is not None:
                self._agent.wake()

    def running(self) -> bool:
        """Whether the agent runs here, not in a service. Any thread."""
        with self._lock:
            return self._agent is not None

    def renew(self) -> None:
        """The booth was enrolled again or its office moved: begin anew, with what it pinned now. Any thread."""
        with self._lock:
            if self._agent is not None:
                self._agent.stop()
        self._now.set()

    def stop(self, timeout: float = 5.0) -> bool:
        """End it; what is on the line goes on from its offset later. False where it took longer than `timeout`."""
        self._end.set()
        self._now.set()
        with self._lock:
            if self._agent is not None:
                self._agent.stop()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from sync.agent import Agent  # on this thread: it brings the whole line with it

        while not self._end.is_set():
            self._now.clear()
            if self._end.is_set():
                return
            try:
                agent = Agent(self._folder, clock=self._clock)
            except (AgentRunning, NotEnrolled):
                pass  # a service sends; or the guide is at work, and says when the booth is enrolled
            except SyncError as error:
                log.warning("sending cannot start: %s %s", type(error).__name__, error.detail)
            else:
                self._send(agent)
            self._now.wait(self._again)

    def _send(self, agent: Agent) -> None:
        with self._lock:
            self._agent = agent
            if self._end.is_set() or self._now.is_set():  # it may know what was before only
                agent.stop()
        try:
            agent.run()
        finally:
            with self._lock:
                self._agent = None
            agent.close()
