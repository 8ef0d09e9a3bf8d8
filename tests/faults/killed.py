"""Records one resident in a process of its own that kills itself (SIGKILL) at a chosen commit.

`python -m tests.faults.killed FOLDER SHARED PART AT-WHEN`: PART is `save` (the draft is ready, commits count from the
call of save) or `all` (from login on); AT counts commits of vault and outbox from 1; WHEN is `before` or `after` the
COMMIT; a fifth word `now` takes the real clock. Without a kill it prints how many commits there were.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.store.database import Database
from booth.workflow.booth import Booth
from booth.workflow.words import now_utc
from sync.queuefile import QueueFile
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, Clock, capture_rest, read_prints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Killer:
    """Counts outermost commits once it is armed, and ends the process at the chosen one."""

    def __init__(self, at: int, when: str) -> None:
        self.at = at
        self.when = when
        self.seen = 0
        self.armed = False
        self._depth = 0

    def wrap(self, transaction: Callable[[Any], Any]) -> Callable[[Any], Any]:
        @contextmanager
        def wrapped(place: Any) -> Iterator[Any]:
            self._depth += 1
            try:
                with transaction(place) as inside:
                    yield inside
                    self._come("before")
            finally:
                self._depth -= 1
            if not self._depth:
                self._come("after")

        return wrapped

    def _come(self, when: str) -> None:
        if not self.armed or self._depth > (when == "before"):
            return
        self.seen += when == "before"
        if (self.seen, when) == (self.at, self.when):
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, shared: str, part: str, kill: str, clock: str = "stage") -> None:
    at, when = kill.split("-")
    killer = Killer(int(at), when)
    Database.atomic = killer.wrap(Database.atomic)  # type: ignore[method-assign,assignment]
    QueueFile.write = killer.wrap(QueueFile.write)  # type: ignore[method-assign,assignment]
    prints = read_prints(Path(shared))
    with Booth.open(Path(folder), clock=Clock() if clock == "stage" else now_utc, ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        assert booth.outbox is not None  # made before commits count
        killer.armed = part == "all"
        session = desk.resume(DRAFT) if desk.drafts() else desk.start(desk.look(RESIDENT.nik))
        capture_rest(session, prints)
        killer.armed = True
        session.save()
        killer.armed = False
    sys.stdout.write(f"{killer.seen}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
