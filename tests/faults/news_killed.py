"""Takes in what lies in the inbox, in a process of its own that kills itself (SIGKILL) on the way.

`python -m tests.faults.news_killed FOLDER WHERE AT`: WHERE is `row` (AT rows of the letter were handed over), `commit`
(before or after the commit number AT, `3-before`), `files` (before change number AT to the inbox). Without a kill it
prints how often it came by there.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from booth.store.database import Database
from booth.workflow import letters
from booth.workflow.booth import Booth
from booth.workflow.news import take_in_news
from sync import inbox
from sync.queuefile import QueueFile
from tests.faults.killed import Killer
from tests.unit.workflow.stage import PASSWORD, Clock


class Counter:
    """Ends the process at the chosen time of coming by."""

    def __init__(self, at):
        self.at = at
        self.seen = 0
        self.armed = False

    def come_by(self):
        if self.armed:
            self.seen += 1
            if self.seen == self.at:
                os.kill(os.getpid(), signal.SIGKILL)

    def before(self, function):
        def wrapped(*arguments, **named):
            self.come_by()
            return function(*arguments, **named)

        return wrapped


def arm(where, at):
    if where == "commit":
        number, when = at.split("-")
        killer = Killer(int(number), when)
        Database.atomic = killer.wrap(Database.atomic)
        QueueFile.write = killer.wrap(QueueFile.write)
        return killer
    counter = Counter(int(at))
    if where == "row":
        letters._Reader.row = counter.before(letters._Reader.row)
    else:
        for name in ("unlink", "replace"):
            setattr(Path, name, counter.before(getattr(Path, name)))
    return counter


def main(folder, where, at):
    counter = arm(where, at)
    with Booth.open(Path(folder), clock=Clock()) as booth:
        desk = booth.login("ani", PASSWORD)
        assert inbox.covers(booth.folder)
        counter.armed = True
        take_in_news(booth, desk.vault)
        counter.armed = False
    sys.stdout.write(f"{counter.seen}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
