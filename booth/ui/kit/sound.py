"""Short sounds for capture and refusal. Never waited for; silent where the machine has no way to play them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from enum import Enum
from importlib.resources import as_file

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from booth.ui.worker import Worker
from resources import resource

_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
_LONGEST = 3.0  # seconds: a player that hangs is ended


class Sound(Enum):
    """What happened; the value is the file in resources/sounds."""

    CAPTURE = "capture"
    REFUSED = "refused"
    DONE = "done"


class Sounds(QObject):
    """Plays on a thread of its own. A sound that is asked for while another plays is dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = _find_player()
        self._worker: Worker | None = None
        self._muted = False

    def mute(self) -> None:
        self._muted = True

    def play(self, sound: Sound) -> None:
        """Start to play `sound`; returns at once."""
        if self._muted:
            return
        if self._player is None:
            if sound is Sound.REFUSED:
                QApplication.beep()
            return
        if self._worker is None:
            self._worker = Worker("sound", self)
        if not self._worker.busy:
            self._worker.run(_play, self._player, sound, failed=self._no_player)

    def close(self) -> None:
        """Before the application ends."""
        if self._worker is not None:
            self._worker.close()

    def _no_player(self, _error: Exception) -> None:
        self._player = None  # no sound card, no sound server: stop asking


def _find_player() -> tuple[str, ...] | None:
    """The command that plays a file; `()` where Windows does it; None where nothing can."""
    if sys.platform == "win32":
        return ()
    return next((command for command in _PLAYERS if shutil.which(command[0])), None)


def _play(player: tuple[str, ...], sound: Sound) -> None:
    with as_file(resource("sounds", f"{sound.value}.wav")) as path:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            return
        subprocess.run(
            [*player, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=True,
        )
