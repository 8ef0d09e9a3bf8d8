"""What the libfprint helper says: lines of JSON, and behind an image's line its bytes. Nothing in it is believed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from booth.devices.ports import DeviceFault
from booth.domain.errors import N_
from resources.i18n import tr

NAME = N_("USB fingerprint reader")
LONGEST_LINE = 65_536  # bytes
MOST_SIDE = 4096  # pixels; a palm at 1,000 ppi is smaller
MOST_PPI = 5000


@dataclass(frozen=True)
class Message:
    """One line. `word` is its first key, `value` what stands there, `raw` the bytes of an image, else empty."""

    word: str
    value: Any
    raw: bytes = field(default=b"", repr=False)

    def number(self) -> int:
        """`value` as a whole number. Raises `DeviceFault`."""
        return whole(self.value)

    def entry(self, key: str) -> Any:
        """`value[key]`. Raises `DeviceFault`."""
        if not isinstance(self.value, dict) or key not in self.value:
            raise DeviceFault(f"the helper said {self.word} without {key}", device=tr(NAME))
        return self.value[key]

    def entries(self) -> list[dict[str, Any]]:
        """`value` as a list of objects. Raises `DeviceFault`."""
        if not isinstance(self.value, list) or not all(isinstance(each, dict) for each in self.value):
            raise DeviceFault(f"the helper said {self.word} without a list", device=tr(NAME))
        return self.value


def whole(value: Any) -> int:
    """`value` if it is a whole number. Raises `DeviceFault`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise DeviceFault("the helper said no number where one was due", device=tr(NAME))
    return value


class FrameReader:
    """Messages from bytes as they come, in whatever pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._image: Message | None = None  # whose bytes are still coming
        self._size = 0

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes, in order. Raises `DeviceFault` where it is no message."""
        self._buffer += data
        found: list[Message] = []
        while (message := self._next()) is not None:
            found.append(message)
        return found

    def _next(self) -> Message | None:
        buffer = self._buffer
        if self._image is not None:
            if len(buffer) < self._size:
                return None
            message = Message(self._image.word, self._image.value, bytes(buffer[: self._size]))
            del buffer[: self._size]
            self._image = None
            return message
        end = buffer.find(b"\n")
        if end < 0:
            if len(buffer) > LONGEST_LINE:
                raise DeviceFault("the helper said a line without end", device=tr(NAME))
            return None
        message = _message(bytes(buffer[:end]))
        del buffer[: end + 1]
        if message.word != "image":
            return message
        self._image, self._size = message, _image_size(message)
        return self._next()


def _message(line: bytes) -> Message:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DeviceFault("the helper said what is no JSON", device=tr(NAME)) from error
    if not isinstance(said, dict) or len(said) != 1:
        raise DeviceFault("the helper said no object with one key", device=tr(NAME))
    ((word, value),) = said.items()
    return Message(word, value)


def _image_size(message: Message) -> int:
    """Bytes of an announced image. Raises `DeviceFault` where its numbers do not belong together."""
    width, height, size, ppi = (whole(message.entry(key)) for key in ("width", "height", "size", "ppi"))
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and size == width * height and 0 <= ppi <= MOST_PPI):
        raise DeviceFault(f"an image of {width} × {height} pixels in {size} bytes at {ppi} ppi", device=tr(NAME))
    return size
