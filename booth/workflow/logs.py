"""The booth's log: `logs/booth.log`, kept small, and never with personal data.

Code that logs must not put names or numbers in; the filter is the second wall: it blanks every run of 16 digits
(NIK and KK numbers) in message and traceback.
"""

from __future__ import annotations

import logging
import re
import time
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "logs"
FILE = "booth.log"
LARGEST = 1_000_000  # bytes a file
KEPT = 5  # older files

_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


class _Masked(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _NUMBER.sub("[16 digits]", super().format(record))


class _QuietFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the library's name)
        """A log that cannot be written (disk full) is no reason to disturb anybody."""


def start_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Send everything logged in this process to the booth's log; returns the handler for `stop_log`.

    Where the log cannot be written nothing is logged; nothing is raised.
    """
    handler: logging.Handler
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(folder / FOLDER / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    form = _Masked("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(level, root.level or level))
    return handler


def stop_log(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """The booth's log for the length of a command."""
    handler = start_log(folder)
    try:
        yield
    finally:
        stop_log(handler)
