"""Tables as offices exchange them: CSV from Excel, with commas, semicolons or tabs, with or without a byte order mark,
in UTF-8, UTF-16 or Windows-1252.
"""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_DELIMITERS = ",;\t"


def decode(data: bytes) -> str | None:
    """The text of a file, or None where it is none. Windows-1252 takes nearly all bytes, so it is tried last."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def rows(text: str, columns: Collection[str]) -> Iterator[tuple[int, list[str] | None]]:
    """Each row that is not blank, with the line it begins in, as an editor counts; None where its quotes are wrong.

    The delimiter is that which finds most of `columns`; Excel's own first line, `sep=;`, is no row.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, columns), strict=True)
    before = 0
    while True:
        cells: list[str] | None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        line, before = before + 1, reader.line_num
        if cells is None:
            yield line, None
            continue
        told_delimiter = line == 1 and cells and cells[0].lower().startswith("sep=")
        if any(cell.strip() for cell in cells) and not told_delimiter:
            yield line, cells


def _delimiter(text: str, columns: Collection[str]) -> str:
    head = list(islice(io.StringIO(text[:8192]), 2))

    def found(delimiter: str) -> int:
        return sum(cell.strip().strip('"').lower() in columns for line in head for cell in line.split(delimiter))

    return max(_DELIMITERS, key=found)
