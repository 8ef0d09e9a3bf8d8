"""The register of residents from a CSV file: every fault told with its line, and taken in whole or not at all.

The file may come from Excel: commas, semicolons or tabs, with or without a byte order mark, UTF-8, UTF-16 or
Windows-1252.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.resident import FIELD_NAMES, parse_resident
from booth.workflow.codes import value_lists
from booth.workflow.errors import WorkflowError
from booth.workflow.news import REGISTER
from booth.workflow.rights import Right, require
from booth.workflow.words import tr_text
from resources.i18n import tr
from sync import sheet
from sync.sheet import MOST_BYTES, MOST_FAULTS, ROUNDED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from booth.domain.resident import FieldError, Resident
    from booth.store.vault import Vault


class FileFault(Enum):
    """What is wrong with a line or the file besides a field; the value is the sentence."""

    EMPTY = sheet.EMPTY
    NOT_TEXT = sheet.NOT_TEXT
    MISSING_COLUMN = sheet.MISSING_COLUMN
    DOUBLE_COLUMN = sheet.DOUBLE_COLUMN
    TOO_MANY_COLUMNS = sheet.TOO_MANY
    QUOTES = sheet.QUOTES
    DOUBLE_NIK = sheet.DOUBLE_NIK
    ROUNDED = sheet.ROUNDED


class RegisterUnreadable(WorkflowError):
    """The file cannot be read at all."""

    text = N_("The file {file} cannot be read: {reason}.")


class RegisterTooLarge(WorkflowError):
    text = N_("The file {file} is too large for a register of residents.")


class Fault(sheet.Fault):
    """One that names the fields of residents, too, in the language in use."""

    def sentence(self) -> str:
        params = dict(self.params)
        if "field" in params:
            params["field"] = tr(str(params["field"]))
        if "reason" in params:
            params["reason"] = tr_text(str(params["reason"]), params)
        return tr_text(self.text, params)


@dataclass(frozen=True)
class Register:
    """What a file holds: all its residents, or no resident and what is wrong. `more` faults are not in `faults`."""

    residents: tuple[Resident, ...]
    faults: tuple[Fault, ...] = ()
    more: int = 0


class Mode(Enum):
    """How a file is taken in."""

    ADD = "add"  # new and changed residents; those not in the file stay
    REPLACE = "replace"  # the file is the whole register


def read_register_file(path: Path, *, today: date) -> tuple[Register, str]:
    """The register in `path` and the SHA-256 of the file. Raises `RegisterUnreadable`, `RegisterTooLarge`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RegisterTooLarge(file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise RegisterUnreadable(file=path.name, reason=error.strerror or type(error).__name__) from error
    return read_register(data, today=today), hashlib.sha256(data).hexdigest()


def read_register(data: bytes, *, today: date) -> Register:
    """Read a register from the bytes of a CSV file; 20 µs a resident."""
    text = sheet.decode(data)
    if text is None:
        return Register((), (Fault(0, "", FileFault.NOT_TEXT.value),))
    return _Reader(text, today).read()


def take_in(vault: Vault, register: Register, *, mode: Mode, sha256: str) -> int:
    """Put the residents of a register without faults into the vault, all or none; how many the vault has then.

    Raises `NotAllowed` for users who may not, and the store's errors; `ValueError` for a register with faults.
    """
    require(vault.user, Right.TEST)
    if register.faults or not register.residents:
        raise ValueError("a register with faults is not taken in")
    with vault.atomic():
        if mode is Mode.REPLACE:
            vault.residents.replace_all(register.residents)
            vault.settings.delete(REGISTER)  # changes of the office's register do not fit this one: it comes whole
        else:
            vault.residents.upsert_many(register.residents)
        detail = {"residents": len(register.residents), "mode": mode.value, "sha256": sha256}
        vault.audit.append("register.imported", vault.user.login, detail=detail)
        return vault.residents.count()


class _Reader:
    """Reads one text, gathering residents and faults."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today
        self._residents: list[Resident] = []
        self._faults: list[Fault] = []
        self._more = 0
        self._lines: dict[str, int] = {}  # NIK → where it stood first

    def read(self) -> Register:
        rows = self._rows()
        header = next(rows, None)
        if header is None:
            self._add(Fault(0, "", FileFault.EMPTY.value))
        elif self._check_header(*header):
            names = [name.strip().lower() for name in header[1]]
            for line, cells in rows:
                self._take(line, names, cells)
            self._check_whole()
        return Register(() if self._faults else tuple(self._residents), tuple(self._faults), self._more)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins in; one whose quotes are wrong becomes a fault."""
        for line, cells in sheet.rows(self._text, FIELD_NAMES):
            if cells is None:
                self._add(Fault(line, "", FileFault.QUOTES.value))
            else:
                yield line, cells

    def _check_header(self, line: int, cells: Sequence[str]) -> bool:
        names = [name.strip().lower() for name in cells]
        for name in FIELD_NAMES:
            if name not in names:
                self._add(Fault(line, name, FileFault.MISSING_COLUMN.value))
            elif names.count(name) > 1:
                self._add(Fault(line, name, FileFault.DOUBLE_COLUMN.value))
        return not self._faults

    def _take(self, line: int, names: Sequence[str], cells: Sequence[str]) -> None:
        if any(cell.strip() for cell in cells[len(names) :]):
            params = {"found": len(cells), "expected": len(names)}
            self._add(Fault(line, "", FileFault.TOO_MANY_COLUMNS.value, params))
            return
        row = dict(zip(names, cells, strict=False))
        resident, errors = parse_resident(row, value_lists(), self._today)
        for error in errors:
            self._add(_fault(line, error))
        if resident is None:
            return
        first = self._lines.setdefault(resident.nik, line)
        if first != line:
            self._add(Fault(line, "nik", FileFault.DOUBLE_NIK.value, {"first": first}))
        self._residents.append(resident)

    def _check_whole(self) -> None:
        if len(self._lines) >= ROUNDED_FROM and all(nik.endswith("0") for nik in self._lines):
            self._add(Fault(0, "nik", FileFault.ROUNDED.value))
        if not self._residents and not self._faults:
            self._add(Fault(0, "", FileFault.EMPTY.value))

    def _add(self, fault: Fault) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(fault)
        else:
            self._more += 1


def _fault(line: int, error: FieldError) -> Fault:
    return Fault(line, error.field.name, error.text, error.params)
