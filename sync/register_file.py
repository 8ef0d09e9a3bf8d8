"""The inside of a letter: JSON lines, compressed with bzip2, encrypted with age to one booth.

bzip2 because a register is all short texts and digits: 18.8 bytes a resident where gzip leaves 31.4 and xz 21.3
in nine times the time (of 100,000 residents as `tests/bench/test_register_down.py` makes them).

The first line is `Header`. Every other is an array: `["r", …]` a resident new or changed, its values in the order of
`Header.fields`; `["d", NIK]` one who left the register; `["n", NIK, STATE, AS_OF, PLACE]` the national state of one
(domain: UNREGISTERED, …, CARD_ISSUED), `PLACE` where that was recorded.
"""

from __future__ import annotations

import bz2
import io
from typing import TYPE_CHECKING, Annotated

import msgspec
import pyrage  # type: ignore[import-untyped]
from msgspec import Meta

from sync.errors import LetterDamaged
from sync.news import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESIDENT, GONE, NATIONAL = "r", "d", "n"
_LENGTHS = {GONE: 2, NATIONAL: 5}
_LONGEST = 16 * 1024  # bytes of a line


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the file is: the same base and version as on its cover."""

    format: Annotated[int, Meta(ge=1, le=1)] = 1
    base: Version
    version: Annotated[int, Meta(ge=1)]
    kecamatan: tuple[str, ...]
    fields: tuple[str, ...]


def pack(header: Header, lines: Iterable[list[str]]) -> bytes:
    """The file in clear, compressed."""
    out = io.BytesIO()
    with bz2.BZ2File(out, "wb") as file:
        file.write(msgspec.json.encode(header) + b"\n")
        for line in lines:
            file.write(msgspec.json.encode(line) + b"\n")
    return out.getvalue()


def seal(packed: bytes, recipient: str) -> bytes:
    """Encrypted to `recipient` (age1…). Raises `ValueError` for one that is none."""
    try:
        sealed: bytes = pyrage.encrypt(packed, [pyrage.x25519.Recipient.from_str(recipient)])
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise ValueError("age recipient") from error
    return sealed


def is_recipient(text: str) -> bool:
    """Whether `text` is an age recipient (age1…), its checksum included."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def unseal(sealed: bytes, identity: str) -> bytes:
    """The packed file, by the age secret key `identity`. Raises `LetterDamaged`."""
    try:
        packed: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.IdentityError, pyrage.DecryptError, ValueError) as error:
        raise LetterDamaged(f"age: {error}") from error
    return packed


def unpack(packed: bytes) -> tuple[Header, Iterator[list[str]]]:
    """Header and lines of a file, read while they are asked for. Raises `LetterDamaged`, the lines too."""
    lines = _lines(packed)
    first = next(lines, None)
    if first is None:
        raise LetterDamaged("empty")
    try:
        header = msgspec.json.decode(first, type=Header)
    except (ValueError, RecursionError) as error:
        raise LetterDamaged(f"header: {error}") from error
    return header, _rows(lines, 1 + len(header.fields))


def _rows(lines: Iterator[bytes], residents: int) -> Iterator[list[str]]:
    decoder = msgspec.json.Decoder(list[str])
    for line in lines:
        try:
            row = decoder.decode(line)
        except (ValueError, RecursionError) as error:
            raise LetterDamaged(f"line: {error}") from error
        kind = row[0] if row else ""
        if len(row) != (residents if kind == RESIDENT else _LENGTHS.get(kind, -1)):
            raise LetterDamaged("line: of no known kind")
        yield row


def _lines(packed: bytes) -> Iterator[bytes]:
    try:
        with bz2.BZ2File(io.BytesIO(packed)) as file:
            while line := file.readline(_LONGEST + 1):
                if len(line) > _LONGEST or not line.endswith(b"\n"):
                    raise LetterDamaged("line: too long or cut")
                yield line
    except (OSError, EOFError) as error:
        raise LetterDamaged(f"bzip2: {error}") from error
