"""Tables as offices exchange them: CSV from Excel, with commas, semicolons or tabs, with or without a byte order mark,
in UTF-8, UTF-16 or Windows-1252.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MOST_BYTES = 512 * 1024 * 1024
"""A register of a million residents has 200 MB."""
MOST_FAULTS = 1000
"""Told one by one; of more only the number is told."""
ROUNDED_FROM = 20
"""So many NIK, all with 0 as their last digit, are no chance: a spreadsheet keeps 15 digits and rounds the rest."""

EMPTY = N_("The file holds no residents.")
NOT_TEXT = N_("The file is no text file. Export the register as CSV.")
MISSING_COLUMN = N_("The column is missing.")
DOUBLE_COLUMN = N_("The column stands twice in the first line.")
TOO_MANY = N_("The line has {found} columns instead of {expected}. Put texts that hold a comma in quotes.")
QUOTES = N_("The quotation marks in this line do not close as they should, or a text is far too long.")
DOUBLE_NIK = N_("The same NIK already stands in line {first}.")
ROUNDED = N_("All NIK end in 0: a spreadsheet program has rounded them. Export the column as text again.")

_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Fault:
    """One fault: the line as an editor counts it (0: the whole file), the column's name where it is one column's."""

    line: int
    column: str
    text: str  # English source text
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self) -> str:
        """What is wrong, in the language in use. It may hold what stands in the file: for the screen, not for a log."""
        return tr(self.text).format(**self.params)


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
