"""What a letter says, put into the register: a whole one, or changes. Inside the transaction of the caller."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from booth.domain.national import NationalRecord
from booth.domain.resident import FIELD_NAMES, FIELDS, parse_resident
from booth.workflow.codes import value_lists
from sync.errors import LetterDamaged
from sync.register_file import GONE, NATIONAL, RESIDENT, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from booth.domain.resident import Resident
    from booth.store.vault import Vault
    from sync.news import Letter
    from sync.register_file import Header

_BORN = FIELD_NAMES.index("tanggal_lahir")
_DAY = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BATCH = 5000  # states
_NEEDED = frozenset(field.name for field in FIELDS if field.required)


def apply_letter(
    vault: Vault, letter: Letter, packed: bytes, today: date, told: Callable[[float], None] = lambda _: None
) -> int:
    """Put the unsealed file of `letter` into register and national states; how many lines could not be read.

    A line that the rules of a resident do not allow is passed over: it never keeps the others out, and whoever it is
    about stays as before. Whoever was recorded here stays marked as recorded. Raises `LetterDamaged` where the file is
    not what its cover says, and the store's errors; the caller's transaction takes back what was written until then.
    """
    header, lines = unpack(packed)
    if (header.base, header.version) != (letter.base, letter.version):
        raise LetterDamaged(f"inside {header.base} → {header.version}, cover {letter.base} → {letter.version}")
    reader = _Reader(header, today)
    if letter.base:
        _change(vault, reader, lines)
    else:
        count = max(1, letter.rows)
        states = _States(vault)
        rows = _rows(reader, states, lines)
        vault.residents.renew(rows, reader.read, lambda done: told(min(1.0, done / count)))
        states.finish()
    told(1.0)
    return reader.skipped


def _rows(reader: _Reader, states: _States, lines: Iterator[list[str]]) -> Iterator[tuple[str, ...]]:
    """The residents among `lines`; national states go their own way meanwhile, so that the file is unpacked once."""
    for line in lines:
        if line[0] == RESIDENT:
            yield reader.row(line)
        elif line[0] == NATIONAL:
            states.add(_national(line))
        else:
            raise LetterDamaged("somebody left in a whole register")


def _change(vault: Vault, reader: _Reader, lines: Iterator[list[str]]) -> None:
    """What the changes come to, the last word on each NIK counting; then written at once."""
    new: dict[str, Resident] = {}
    national: dict[str, NationalRecord] = {}
    left: set[str] = set()
    for line in lines:
        if line[0] == RESIDENT:
            resident = reader.read(reader.row(line))
            if resident is not None:
                new[resident.nik] = resident
        elif line[0] == GONE:
            left.add(line[1])
            new.pop(line[1], None)
            national.pop(line[1], None)
        else:
            national[line[1]] = _national(line)
    vault.residents.remove(left - new.keys())
    vault.national.forget(left)
    vault.residents.upsert_many(new.values())
    vault.national.put(national.values())


def _national(line: Sequence[str]) -> NationalRecord:
    _, nik, word, as_of, place = line
    return NationalRecord(nik, word, as_of, place)


class _States:
    """All national states there are, put in the place of those of before, some thousand at a time."""

    def __init__(self, vault: Vault) -> None:
        self._national = vault.national
        self._batch: list[NationalRecord] = []
        self._said: set[str] = set()

    def add(self, record: NationalRecord) -> None:
        self._batch.append(record)
        self._said.add(record.nik)
        if len(self._batch) >= _BATCH:
            self._put()

    def finish(self) -> None:
        self._put()
        self._national.forget_all_but(self._said)

    def _put(self) -> None:
        self._national.put(self._batch)
        self._batch = []


class _Reader:
    """Residents of lines, as the header orders their values."""

    def __init__(self, header: Header, today: date) -> None:
        places = {name: at for at, name in enumerate(header.fields, 1)}
        if lacking := _NEEDED - places.keys():
            raise LetterDamaged(f"fields: no {', '.join(sorted(lacking))}")
        self._places = [places.get(name) for name in FIELD_NAMES]
        self._today = today
        self._codes = value_lists()
        self.skipped = 0

    def row(self, line: Sequence[str]) -> tuple[str, ...]:
        """The values of a line as the register stores them, if they are sound; not checked."""
        row = ["" if at is None else line[at] for at in self._places]
        row[_BORN] = _DAY.sub(r"\3-\2-\1", row[_BORN])
        return tuple(row)

    def read(self, row: tuple[str, ...]) -> Resident | None:
        """The resident of a row; None, and counted, where the rules do not allow it."""
        values = dict(zip(FIELD_NAMES, row, strict=True))
        values["tanggal_lahir"] = _ISO.sub(r"\3-\2-\1", values["tanggal_lahir"])
        resident, faults = parse_resident(values, self._codes, self._today)
        self.skipped += bool(faults)
        return resident
