"""ESC/POS from the printer's side: a stream of any bytes, cut into commands. It never fails and keeps little."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 1 << 20  # bytes of one command; whoever announces more is not believed

_ESC = {
    b"@": 0, b"!": 1, b"E": 1, b"G": 1, b"M": 1, b"a": 1, b"J": 1, b"d": 1, b"t": 1, b"2": 0, b"3": 1, b"-": 1,
    b"{": 1, b"R": 1, b" ": 1, b"$": 2, b"\\": 2, b"c": 2, b"p": 3, b"=": 1, b"V": 1, b"r": 1, b"i": 0, b"m": 0,
    b"S": 0, b"L": 0, b"W": 8, b"T": 1, b"B": 2, b"A": 1, b"+": 1, b"?": 2, b"%": 1, b"U": 1,
}  # fmt: skip
_GS = {
    b"!": 1, b"B": 1, b"H": 1, b"f": 1, b"h": 1, b"w": 1, b"P": 2, b"L": 2, b"W": 2, b"I": 1, b"r": 1, b"a": 1,
    b"b": 1, b"$": 2, b"\\": 2, b"/": 1, b":": 0, b"|": 1, b"T": 1,
}  # fmt: skip
_FS = {b".": 0, b"&": 0, b"!": 1, b"C": 1, b"S": 2, b"W": 1, b"-": 1, b"p": 2}
_TABLES = {b"\x1b": ("ESC", _ESC), b"\x1d": ("GS", _GS), b"\x1c": ("FS", _FS)}
_SINGLE = {0x0A: "LF", 0x0D: "CR", 0x0C: "FF", 0x09: "HT", 0x18: "CAN"}


@dataclass(frozen=True)
class Command:
    """`name` as in the reference ("ESC @", "GS v 0", "LF", "text"), `data` its parameters or the text's bytes."""

    name: str
    data: bytes = b""


class CommandReader:
    """Give it bytes as they come; it gives back the commands that are complete."""

    def __init__(self) -> None:
        self._rest = b""

    @property
    def waiting(self) -> int:
        """Bytes of a command that is not complete."""
        return len(self._rest)

    def clear(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Command]:
        """The commands that `data` completes, in order."""
        buffer, at, found = self._rest + data, 0, []
        while at < len(buffer):
            command, length = _next(buffer, at)
            if length == 0:
                break
            at += length
            if command is not None:
                found.append(command)
        self._rest = buffer[at:]
        return found


def _next(buffer: bytes, at: int) -> tuple[Command | None, int]:
    """The command at `at` and its length; 0 where more bytes are needed, no command where it means nothing."""
    byte = buffer[at]
    if byte >= 0x20 and byte != 0x7F:
        end = at
        while end < len(buffer) and buffer[end] >= 0x20 and buffer[end] != 0x7F:
            end += 1
        return Command("text", buffer[at:end]), end - at
    if byte in _SINGLE:
        return Command(_SINGLE[byte]), 1
    lead = buffer[at : at + 1]
    if lead == b"\x10":
        return _real_time(buffer, at)
    if lead not in _TABLES:
        return None, 1
    if at + 1 >= len(buffer):
        return None, 0
    name, table = _TABLES[lead]
    letter = buffer[at + 1 : at + 2]
    if letter in table:
        return _take(f"{name} {letter.decode('latin-1')}", buffer, at, 2, table[letter])
    if name == "ESC" and letter == b"*":
        return _column_image(buffer, at)
    if name == "ESC" and letter == b"D":
        return _until_nul("ESC D", buffer, at, 2)
    if name == "GS":
        return _long(letter, buffer, at)
    return None, 2


def _long(letter: bytes, buffer: bytes, at: int) -> tuple[Command | None, int]:
    """The commands after GS whose length depends on their parameters."""
    head = buffer[at : at + 8]
    match letter:
        case b"V":
            if len(head) < 3:
                return None, 0
            return _take("GS V", buffer, at, 2, 2 if head[2] >= 65 else 1)
        case b"v":
            if len(head) < 8:
                return None, 0
            size = int.from_bytes(head[4:6], "little") * int.from_bytes(head[6:8], "little")
            return _take("GS v 0", buffer, at, 3, 5 + size)
        case b"(":
            if len(head) < 5:
                return None, 0
            return _take(f"GS ( {chr(head[2])}", buffer, at, 5, int.from_bytes(head[3:5], "little"))
        case b"*":
            if len(head) < 4:
                return None, 0
            return _take("GS *", buffer, at, 2, 2 + head[2] * head[3] * 8)
        case b"k":
            if len(head) < 4:
                return None, 0
            return _until_nul("GS k", buffer, at, 3) if head[2] < 65 else _take("GS k", buffer, at, 2, 2 + head[3])
        case _:
            return None, 2


def _real_time(buffer: bytes, at: int) -> tuple[Command | None, int]:
    head = buffer[at : at + 3]
    if len(head) < 3:
        return None, 0
    match head[1]:
        case 0x04:
            return _take("DLE EOT", buffer, at, 2, 2 if head[2] in {7, 8} else 1)
        case 0x05:
            return _take("DLE ENQ", buffer, at, 2, 1)
        case 0x14:
            return _take("DLE DC4", buffer, at, 2, 8 if head[2] == 8 else 3)
        case _:
            return None, 1


def _column_image(buffer: bytes, at: int) -> tuple[Command | None, int]:
    head = buffer[at : at + 5]
    if len(head) < 5:
        return None, 0
    tall = 3 if head[2] in {32, 33} else 1
    return _take("ESC *", buffer, at, 2, 3 + int.from_bytes(head[3:5], "little") * tall)


def _until_nul(name: str, buffer: bytes, at: int, head: int) -> tuple[Command | None, int]:
    end = buffer.find(b"\0", at + head, at + head + 260)
    if end < 0:
        return (None, head) if len(buffer) - at - head >= 260 else (None, 0)
    return Command(name, buffer[at + head : end]), end + 1 - at


def _take(name: str, buffer: bytes, at: int, head: int, more: int) -> tuple[Command | None, int]:
    if more > LONGEST:
        return None, head
    if len(buffer) - at < head + more:
        return None, 0
    return Command(name, buffer[at + head : at + head + more]), head + more
