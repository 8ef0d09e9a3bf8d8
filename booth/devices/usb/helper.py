"""The libfprint helper as a process: started with the system's Python, fed with lines, killed when it hangs."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO, Protocol

from booth.devices.ports import DeviceFault, DeviceMissing
from booth.devices.usb.frames import NAME
from booth.domain.errors import N_
from resources.i18n import tr

log = logging.getLogger(__name__)

PYTHON = "/usr/bin/python3"  # the bindings of libfprint belong to it, not to the booth's own environment
SCRIPT = "fprint_helper.py"
CHUNK = 1 << 20  # bytes
ENDING = 1.0  # seconds for a helper to end by itself
_NOT_FOR_IT = ("PYTHON", "VIRTUAL_ENV", "LD_PRELOAD")  # beginnings of variables that belong to the booth's environment


class LibfprintMissing(DeviceMissing):
    """The system lacks what drives USB readers."""

    text = N_("USB readers need the system package {package}, which is not installed. Call the technician.")
    hint = "apt install libfprint-2-2 gir1.2-fprint-2.0 python3-gi"


class NoUsbReadersHere(DeviceMissing):
    """Another system than Linux."""

    text = N_("USB fingerprint readers are driven on Linux only. Connect a serial or a certified scanner.")


class HelperGone(DeviceFault):
    """The driver's program ended or hung, twice in one call."""

    text = N_("The driver of the USB reader stopped. Unplug the reader, plug it in again, then try again.")


class Pipe(Protocol):
    """Bytes to and from a helper."""

    def read(self) -> bytes:
        """All that has come; empty when nothing has. Raises `HelperGone` when it ended and all was read."""
        ...

    def write(self, order: dict[str, object]) -> None:
        """Raises `HelperGone`."""
        ...

    def close(self) -> None:
        """Let it end, by force if it does not within a second."""
        ...

    def kill(self) -> None:
        """End one that hangs."""
        ...


StartHelper = Callable[[], Pipe]


class HelperProcess:
    """A running helper. Raises `LibfprintMissing`, `NoUsbReadersHere`."""

    def __init__(self, python: str = PYTHON, script: Path | None = None) -> None:
        if sys.platform != "linux":
            raise NoUsbReadersHere(sys.platform, device=tr(NAME))
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_FOR_IT)}
        with as_file(files(__package__ or "").joinpath(SCRIPT)) as packed:
            try:
                self._process = subprocess.Popen(
                    [python, "-I", "-B", str(script or packed)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    bufsize=0,
                    env=environment,
                    cwd="/",
                    start_new_session=True,  # a Ctrl-C at the terminal is ours to handle
                )
            except OSError as error:
                raise LibfprintMissing(str(error), package="python3", device=tr(NAME)) from error
        self._in, self._out, errors = _pipes(self._process)
        os.set_blocking(self._out.fileno(), False)
        self._logger = threading.Thread(target=_log, args=(errors,), name="libfprint's words", daemon=True)
        self._logger.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def read(self) -> bytes:
        data = self._out.read(CHUNK)
        if data == b"":
            raise HelperGone(f"ended with {self._process.poll()}", device=tr(NAME))
        return data or b""

    def write(self, order: dict[str, object]) -> None:
        try:
            self._in.write(json.dumps(order).encode() + b"\n")
        except OSError as error:
            raise HelperGone(str(error), device=tr(NAME)) from error

    def close(self) -> None:
        with suppress(OSError):
            self._in.close()
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._out.close()
        self._logger.join(ENDING)

    def kill(self) -> None:
        self._process.kill()
        self.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None  # noqa: S101, PT018
    return process.stdin, process.stdout, process.stderr


def _log(errors: IO[bytes]) -> None:
    """What drivers complain of is for the log only."""
    with errors:
        for line in errors:
            if text := line.decode("utf-8", "replace").strip():
                log.info("libfprint: %s", text)
