"""NIK and KK number: what is wrong, and what is only worth a second look.

Source: Permendagri 40/2019 on the structure of the NIK; the rules of this product. A NIK never changes, not when
people move or a province is split, so a strange prefix or date is a question for the resident, never a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_, RuleError

if TYPE_CHECKING:
    from collections.abc import Container

WOMAN_DAY_OFFSET = 40
RECORDING_AGE = 16  # a person may be recorded at 16, so that the card is ready on the 17th birthday


class NumberFault(Enum):
    """Why a number cannot be a NIK or a KK number; the value is the sentence for the operator."""

    LENGTH = N_("The number must have 16 digits; this one has {count}.")
    NOT_DIGITS = N_("The number may hold digits only.")
    DAY = N_("Digits 7 and 8 ({found}) are no day: 01–31, for women 41–71.")
    MONTH = N_("Digits 9 and 10 ({found}) are no month: 01–12.")
    SERIAL = N_("The last four digits must not be 0000.")


class NumberWarning(Enum):
    """What is unusual in a number that is still accepted; the value is the sentence for the operator."""

    PREFIX_UNKNOWN = N_("The first six digits name no kecamatan of today or before. Compare with the KK.")
    PREFIX_HISTORIC = N_("The first six digits name a kecamatan of former times. That is no error.")
    BIRTH_DATE_DIFFERS = N_("The birth date in the NIK differs from the biodata. Ask the resident which is right.")
    SEX_DIFFERS = N_("The sex in the NIK differs from the biodata. Ask the resident.")


class NumberError(RuleError):
    """Not a NIK, or not a KK number. `fault` says why."""

    def __init__(self, fault: NumberFault, **params: object) -> None:
        super().__init__(fault.name, **params)
        self.fault = fault
        self.text = fault.value


class Sex(Enum):
    """Sex as in the SIAK list `jenis_kelamin`; the value is its code."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True)
class Nik:
    """A NIK that passed every hard rule. `text` keeps all 16 digits, leading zero included."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Nik:
        """Read a NIK; spaces, dots and hyphens between digits are tolerated. Raises `NumberError`."""
        digits = _digits(text)
        day, month = int(digits[6:8]), int(digits[8:10])
        if not (1 <= day <= 31 or 1 <= day - WOMAN_DAY_OFFSET <= 31):
            raise NumberError(NumberFault.DAY, found=digits[6:8])
        if not 1 <= month <= 12:
            raise NumberError(NumberFault.MONTH, found=digits[8:10])
        if digits[12:] == "0000":
            raise NumberError(NumberFault.SERIAL)
        return cls(digits)

    @property
    def prefix(self) -> str:
        """Six digits: the kecamatan of *first registration*. Never decide jurisdiction by it."""
        return self.text[:6]

    @property
    def sex(self) -> Sex:
        return Sex.FEMALE if int(self.text[6:8]) > WOMAN_DAY_OFFSET else Sex.MALE

    def birth_date(self, today: date, biodata: date | None = None) -> date | None:
        """The birth date in the number, or None where the calendar has no such day (31 February).

        Two-digit years: the century that agrees with `biodata`, else the one that makes the age plausible.
        """
        day = int(self.text[6:8])
        day -= WOMAN_DAY_OFFSET if day > WOMAN_DAY_OFFSET else 0
        month, short = int(self.text[8:10]), int(self.text[10:12])
        found = [d for year in (1900 + short, 2000 + short) if (d := _date(year, month, day))]
        if biodata in found:
            return biodata
        same_year = [d for d in found if biodata and d.year == biodata.year]
        grown = [d for d in found if age_on(d, today) >= RECORDING_AGE]
        likely = same_year or grown[-1:] or found[-1:]
        return likely[0] if likely else None

    def warnings(
        self,
        *,
        today: date,
        born: date | None,
        sex: Sex | None,
        known: Container[str],
        historic: Container[str],
    ) -> list[NumberWarning]:
        """What is worth asking the resident: prefix outside `known`, date or sex unlike the biodata."""
        found = []
        if self.prefix not in known:
            historic_prefix = self.prefix in historic
            found.append(NumberWarning.PREFIX_HISTORIC if historic_prefix else NumberWarning.PREFIX_UNKNOWN)
        if born is not None and self.birth_date(today, born) != born:
            found.append(NumberWarning.BIRTH_DATE_DIFFERS)
        if sex is not None and self.sex is not sex:
            found.append(NumberWarning.SEX_DIFFERS)
        return found

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class KkNumber:
    """A family card's number: region (6), date of issue DDMMYY (6), serial (4)."""

    text: str

    @classmethod
    def parse(cls, text: str) -> KkNumber:
        """Read a KK number. Raises `NumberError`."""
        digits = _digits(text)
        if not 1 <= int(digits[6:8]) <= 31:
            raise NumberError(NumberFault.DAY, found=digits[6:8])
        if not 1 <= int(digits[8:10]) <= 12:
            raise NumberError(NumberFault.MONTH, found=digits[8:10])
        if digits[12:] == "0000":
            raise NumberError(NumberFault.SERIAL)
        return cls(digits)

    def __str__(self) -> str:
        return self.text


def age_on(born: date, today: date) -> int:
    """Full years between `born` and `today`; someone born on 29 February ages on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _digits(text: str) -> str:
    bare = text.strip().translate({ord(c): None for c in " .-\u00a0"})
    if not (bare.isascii() and bare.isdigit()) and bare:
        raise NumberError(NumberFault.NOT_DIGITS)
    if len(bare) != 16:
        raise NumberError(NumberFault.LENGTH, count=len(bare))
    return bare


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
