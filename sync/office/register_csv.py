"""The files that an office takes in: its register of residents, and the states of records at the national centre.

Every fault is told with its line, and a file with faults is not taken in. What passes here passes at the booth, whose
rules (`booth.domain.resident`) are the same; values are kept as the booth keeps them.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from resources import resource
from resources.i18n import N_, tr
from sync import sheet
from sync.office import disk
from sync.office.errors import OfficeUnreadable
from sync.office.register_schema import FIELDS
from sync.sheet import (
    DOUBLE_COLUMN,
    DOUBLE_NIK,
    EMPTY,
    MISSING_COLUMN,
    MOST_BYTES,
    MOST_FAULTS,
    NOT_TEXT,
    QUOTES,
    ROUNDED,
    ROUNDED_FROM,
    TOO_MANY,
    Fault,
)

if TYPE_CHECKING:
    from pathlib import Path

STATE_FIELDS = ("nik", "state", "as_of", "place")
STATES = (
    *("UNREGISTERED", "BIO_CAPTURED", "PROCESSING", "SENT_FOR_ENROLLMENT", "RECEIVED_AT_CENTRAL"),
    *("PRINT_READY_RECORD", "SENT_FOR_CARD_PRINTING", "CARD_PRINTED", "CARD_SHIPPED", "CARD_ISSUED"),
    *("ENROLL_FAILURE_AT_REGIONAL", "ENROLL_FAILURE_AT_CENTRAL", "SEARCH_FAILURE_AT_CENTRAL"),
    *("ADJUDICATE_RECORD", "REQUEST_VALIDATION", "DUPLICATE_RECORD"),
)
"""The national states, in the order of a record's life, then the bad ends. Others are passed on as they are."""

MISSING = N_("The value is missing.")
CONTROL = N_("There are characters that cannot be printed.")
NIK = N_("This is no NIK: 16 digits, with a day and a month that exist and a serial other than 0000.")
KK = N_("This is no KK number: 16 digits, with a day and a month that exist and a serial other than 0000.")
SPOILT = N_("“{found}” was changed by a spreadsheet program. Export the column as text again.")
LONG = N_("The text has more than {longest} characters.")
DATE = N_("Write the date as dd-mm-yyyy, from 1900 to today, for example 05-09-1985.")
CODE = N_("“{found}” is not in the list of values.")
NUMBER = N_("Up to three digits are allowed.")
REGION = N_("Ten digits are needed, for example 6202051001.")
STATE = N_("A state has capital letters and _ only, for example CARD_ISSUED.")

_DATE = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_STATE = re.compile(r"[A-Z][A-Z_]{2,60}")
_BETWEEN_DIGITS = str.maketrans("", "", " .-\u00a0")


class Wrong(ValueError):
    """A value is not accepted; `text` says why, in English source text with `params`."""

    def __init__(self, text: str, **params: object) -> None:
        super().__init__(text)
        self.text = text
        self.params = params


@dataclass(frozen=True)
class Sheet:
    """What a file holds: all its rows, or none and what is wrong. `more` faults are not in `faults`."""

    rows: tuple[tuple[str, ...], ...]
    faults: tuple[Fault, ...] = ()
    more: int = 0


Check = Callable[[str], str]


def read_residents(path: Path, *, today: date) -> Sheet:
    """The residents in a file, values in the order of `FIELDS`. Raises `OfficeUnreadable`."""
    return _read(_bytes(path), _resident_checks(today))


def read_states(path: Path, *, today: date) -> Sheet:
    """The national states in a file, values in the order of `STATE_FIELDS`, days as ISO. Raises `OfficeUnreadable`."""
    return _read(_bytes(path), _state_checks(today))


def parse_residents(data: bytes, *, today: date) -> Sheet:
    """As `read_residents`, from the bytes of a file."""
    return _read(data, _resident_checks(today))


def parse_states(data: bytes, *, today: date) -> Sheet:
    """As `read_states`, from the bytes of a file."""
    return _read(data, _state_checks(today))


def _bytes(path: Path) -> bytes:
    with disk.reading(path):
        if path.stat().st_size > MOST_BYTES:
            raise OfficeUnreadable(file=path.name, reason=tr("it is too large"))
        return path.read_bytes()


def _read(data: bytes, checks: Mapping[str, Check]) -> Sheet:
    text = sheet.decode(data)
    if text is None:
        return Sheet((), (Fault(0, "", NOT_TEXT),))
    return _Reader(text, checks).read()


class _Reader:
    """Reads one text, gathering rows and faults. The first column of `checks` names a row: it is a NIK."""

    def __init__(self, text: str, checks: Mapping[str, Check]) -> None:
        self._text = text
        self._checks = checks
        self._rows: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, int] = {}
        self._faults: list[Fault] = []
        self._more = 0

    def read(self) -> Sheet:
        found = sheet.rows(self._text, self._checks)
        first = next(found, None)
        if first is None:
            self._add(0, "", EMPTY)
        elif columns := self._columns(*first):
            for line, cells in found:
                self._take(line, columns, cells)
            if len(self._rows) >= ROUNDED_FROM and all(nik.endswith("0") for nik in self._rows):
                self._add(0, "nik", ROUNDED)
            if not self._rows and not self._faults:
                self._add(0, "", EMPTY)
        return Sheet(() if self._faults else tuple(self._rows.values()), tuple(self._faults), self._more)

    def _columns(self, line: int, cells: Sequence[str] | None) -> list[str]:
        """The names of the columns; none where the first line is not to be used."""
        if cells is None:
            self._add(line, "", QUOTES)
            return []
        names = [name.strip().lower() for name in cells]
        for name in self._checks:
            if names.count(name) != 1:
                self._add(line, name, DOUBLE_COLUMN if name in names else MISSING_COLUMN)
        return [] if self._faults else names

    def _take(self, line: int, names: Sequence[str], cells: Sequence[str] | None) -> None:
        if cells is None:
            self._add(line, "", QUOTES)
            return
        if any(cell.strip() for cell in cells[len(names) :]):
            self._add(line, "", TOO_MANY, found=len(cells), expected=len(names))
            return
        given, values = dict(zip(names, cells, strict=False)), []
        for name, check in self._checks.items():
            try:
                values.append(check(_printable(given.get(name, ""))))
            except Wrong as wrong:
                self._add(line, name, wrong.text, **wrong.params)
        if len(values) < len(self._checks):
            return
        first = self._lines.setdefault(values[0], line)
        if first != line:
            self._add(line, "nik", DOUBLE_NIK, first=first)
        self._rows[values[0]] = tuple(map(sys.intern, values))  # most are the same in thousands of rows

    def _add(self, line: int, column: str, text: str, **params: object) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(line, column, text, params))
        else:
            self._more += 1


def _resident_checks(today: date) -> dict[str, Check]:
    checks: dict[str, Check] = {
        "nik": _nik,
        "no_kk": _kk,
        "nama_lengkap": partial(_text, longest=60),
        "tempat_lahir": partial(_text, longest=60),
        "tanggal_lahir": partial(_birth, today=today),
        "alamat": partial(_text, longest=120),
        "rt": _number,
        "rw": _number,
        "kode_wilayah": _region,
        "status_rekam": _recorded,
        "golongan_darah": partial(_code, codes=_codes("golongan_darah"), default=""),
        "status_kawin": partial(_code, codes=_codes("status_perkawinan")),
    }
    for name in ("jenis_kelamin", "agama", "shdk", "pekerjaan", "kewarganegaraan"):
        checks[name] = partial(_code, codes=_codes(name))
    return {name: checks[name] for name in FIELDS}


def _state_checks(today: date) -> dict[str, Check]:
    return {"nik": _nik, "state": _state, "as_of": partial(_as_of, today=today), "place": _place}


@cache
def _codes(name: str) -> frozenset[str]:
    return frozenset(
        row["kode"] for row in csv.DictReader(io.StringIO(resource("codes", f"{name}.csv").read_text("utf-8")))
    )


def _printable(text: str) -> str:
    text = " ".join(text.split())
    if not text.isprintable():
        raise Wrong(CONTROL)
    return text


def _needed(text: str) -> str:
    if not text:
        raise Wrong(MISSING)
    return text


def _sixteen(text: str, days: frozenset[int], wrong: str) -> str:
    if "E+" in text.upper():
        raise Wrong(SPOILT, found=text)
    digits = _needed(text).translate(_BETWEEN_DIGITS)
    sound = len(digits) == 16 and digits.isascii() and digits.isdigit()
    if not (sound and int(digits[6:8]) in days and 1 <= int(digits[8:10]) <= 12 and digits[12:] != "0000"):
        raise Wrong(wrong)
    return digits


_KK_DAYS = frozenset(range(1, 32))
_NIK_DAYS = _KK_DAYS | frozenset(range(41, 72))  # women: day + 40


def _nik(text: str) -> str:
    return _sixteen(text, _NIK_DAYS, NIK)


def _kk(text: str) -> str:
    return _sixteen(text, _KK_DAYS, KK)


def _text(text: str, longest: int) -> str:
    if len(_needed(text)) > longest:
        raise Wrong(LONG, longest=longest)
    return text


def _birth(text: str, today: date) -> str:
    return _day(_needed(text), today).strftime("%d-%m-%Y")


def _day(text: str, today: date) -> date:
    written, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    try:
        if written:
            day = date(int(written[3]), int(written[2]), int(written[1]))
        elif iso:
            day = date(*map(int, iso.groups()))
        else:
            raise Wrong(DATE)
    except ValueError:
        raise Wrong(DATE) from None
    if day.year < 1900 or day > today:
        raise Wrong(DATE)
    return day


def _code(text: str, codes: frozenset[str], default: str | None = None) -> str:
    if not text and default is not None:
        return default
    if _needed(text) not in codes:
        raise Wrong(CODE, found=text)
    return text


def _number(text: str) -> str:
    if not (_needed(text).isascii() and text.isdigit() and len(text) <= 3):
        raise Wrong(NUMBER)
    return text.zfill(3)


def _region(text: str) -> str:
    digits = _needed(text).replace(".", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise Wrong(REGION)
    return digits


def _recorded(text: str) -> str:
    return _code(text.lower(), frozenset({"belum", "sudah"}), "belum")


def _state(text: str) -> str:
    word = _needed(text).upper().replace(" ", "_")
    if not _STATE.fullmatch(word):
        raise Wrong(STATE)
    return word


def _as_of(text: str, today: date) -> str:
    return _day(text, today).isoformat() if text else ""


def _place(text: str) -> str:
    return _text(text, 120) if text else ""
