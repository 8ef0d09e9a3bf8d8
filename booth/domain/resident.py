"""A resident's biodata: one table of fields that drives form, import, print and packet."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum

from booth.domain.errors import N_, RuleError
from booth.domain.nik import KkNumber, Nik, NumberError, Sex


class MaritalStatus(Enum):
    """Codes of the SIAK list `status_perkawinan`."""

    SINGLE = "1"
    MARRIED = "2"
    DIVORCED = "3"
    WIDOWED = "4"


class RegisterStatus(Enum):
    """Whether the register says that this resident was recorded before (`status_rekam`)."""

    NOT_RECORDED = "belum"
    RECORDED = "sudah"


class Kind(Enum):
    """How a field is typed, checked and shown."""

    NIK = "nik"
    KK = "kk"
    TEXT = "text"
    DATE = "date"
    CODE = "code"  # one of a value list in resources/codes
    NUMBER = "number"  # up to three digits, zeros kept
    REGION = "region"  # ten digits of the village
    STATUS = "status"


@dataclass(frozen=True)
class Field:
    """One field of the biodata. `name` is the column of the register and the attribute of `Resident`."""

    name: str
    kind: Kind
    label: str  # English source text
    codes: str = ""  # the value list, for Kind.CODE
    required: bool = True
    longest: int = 0


FIELDS: tuple[Field, ...] = (
    Field("nik", Kind.NIK, N_("NIK")),
    Field("no_kk", Kind.KK, N_("KK number")),
    Field("nama_lengkap", Kind.TEXT, N_("Full name"), longest=60),
    Field("jenis_kelamin", Kind.CODE, N_("Sex"), codes="jenis_kelamin"),
    Field("tempat_lahir", Kind.TEXT, N_("Place of birth"), longest=60),
    Field("tanggal_lahir", Kind.DATE, N_("Date of birth")),
    Field("golongan_darah", Kind.CODE, N_("Blood group"), codes="golongan_darah", required=False),
    Field("agama", Kind.CODE, N_("Religion"), codes="agama"),
    Field("status_kawin", Kind.CODE, N_("Marital status"), codes="status_perkawinan"),
    Field("shdk", Kind.CODE, N_("Relation to the head of family"), codes="shdk"),
    Field("pekerjaan", Kind.CODE, N_("Occupation"), codes="pekerjaan"),
    Field("kewarganegaraan", Kind.CODE, N_("Citizenship"), codes="kewarganegaraan"),
    Field("alamat", Kind.TEXT, N_("Address"), longest=120),
    Field("rt", Kind.NUMBER, N_("RT")),
    Field("rw", Kind.NUMBER, N_("RW")),
    Field("kode_wilayah", Kind.REGION, N_("Village (kelurahan/desa)")),
    Field("status_rekam", Kind.STATUS, N_("Recorded before"), required=False),
)
FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in FIELDS)


class FieldFault(Enum):
    """Why a field's text is not accepted; the value is the sentence."""

    MISSING = N_("{field} is missing.")
    DATE = N_("{field}: write the date as dd-mm-yyyy, for example 05-09-1985.")
    FUTURE = N_("{field} lies in the future.")
    TOO_OLD = N_("{field} is before 1900.")
    CODE = N_("{field}: “{found}” is not in the list.")
    NUMBER = N_("{field} may hold up to three digits.")
    REGION = N_("{field}: ten digits are needed, for example 6202051001.")
    TOO_LONG = N_("{field} is longer than {longest} characters.")
    CONTROL = N_("{field} holds characters that cannot be printed.")
    NUMBER_16 = N_("{field}: {reason}")
    SCIENTIFIC = N_("{field}: “{found}” was changed by a spreadsheet program. Export the column as text again.")


class FieldError(RuleError):
    """One field's text is not accepted. `field`, `fault` and, for numbers of 16 digits, `reason` (a source text)."""

    def __init__(self, field: Field, fault: FieldFault, **params: object) -> None:
        super().__init__(f"{field.name}: {fault.name}", field=field.label, **params)
        self.field = field
        self.fault = fault
        self.text = fault.value


@dataclass(frozen=True)
class Resident:
    """A resident as the register or the KK has them. Codes are kept as the lists' own text."""

    nik: str
    no_kk: str
    nama_lengkap: str
    jenis_kelamin: str
    tempat_lahir: str
    tanggal_lahir: date
    golongan_darah: str
    agama: str
    status_kawin: str
    shdk: str
    pekerjaan: str
    kewarganegaraan: str
    alamat: str
    rt: str
    rw: str
    kode_wilayah: str
    status_rekam: str = RegisterStatus.NOT_RECORDED.value

    @property
    def kode_kecamatan(self) -> str:
        """Six digits: the kecamatan of the KK address."""
        return self.kode_wilayah[:6]

    @property
    def sex(self) -> Sex:
        return Sex(self.jenis_kelamin)

    @property
    def marital_status(self) -> MaritalStatus:
        return MaritalStatus(self.status_kawin)

    @property
    def recorded_before(self) -> bool:
        return self.status_rekam == RegisterStatus.RECORDED.value

    def to_row(self) -> dict[str, str]:
        """Column → text, dates as dd-mm-yyyy: the form of CSV, packet and print."""
        return {
            f.name: value.strftime("%d-%m-%Y") if isinstance(value := getattr(self, f.name), date) else value
            for f in fields(self)
        }


def parse_resident(
    row: Mapping[str, str], codes: Mapping[str, Container[str]], today: date
) -> tuple[Resident | None, list[FieldError]]:
    """Check every field of `row` (column → text) and return the resident, or None and *all* that is wrong.

    `codes` maps the name of a value list to its codes.
    """
    values: dict[str, object] = {}
    faults: list[FieldError] = []
    for field in FIELDS:
        try:
            values[field.name] = parse_field(field, row.get(field.name) or "", codes, today)
        except FieldError as error:
            faults.append(error)
    return (None, faults) if faults else (Resident(**values), [])  # type: ignore[arg-type]


def parse_field(field: Field, text: str, codes: Mapping[str, Container[str]], today: date) -> str | date:
    """The value of one field's text. Raises `FieldError`."""
    text = " ".join(text.split())
    if not text:
        if field.kind is Kind.STATUS:
            return RegisterStatus.NOT_RECORDED.value
        if field.required:
            raise FieldError(field, FieldFault.MISSING)
        return ""
    if not text.isprintable():
        raise FieldError(field, FieldFault.CONTROL)
    return _PARSERS[field.kind](field, text, codes, today)


def _sixteen(field: Field, text: str, _codes: Mapping[str, Container[str]], _today: date) -> str:
    if "E+" in text.upper():
        raise FieldError(field, FieldFault.SCIENTIFIC, found=text)
    try:
        number = Nik.parse(text) if field.kind is Kind.NIK else KkNumber.parse(text)
    except NumberError as error:
        raise FieldError(field, FieldFault.NUMBER_16, reason=error.text, **error.params) from error
    return number.text


def _text(field: Field, text: str, _codes: Mapping[str, Container[str]], _today: date) -> str:
    if len(text) > field.longest:
        raise FieldError(field, FieldFault.TOO_LONG, longest=field.longest)
    return text


def _day(field: Field, text: str, _codes: Mapping[str, Container[str]], today: date) -> date:
    written = _DATE.fullmatch(text)
    if not written:
        raise FieldError(field, FieldFault.DATE)
    try:
        day = date(*map(int, reversed(written.groups())))
    except ValueError as error:
        raise FieldError(field, FieldFault.DATE) from error
    if day > today:
        raise FieldError(field, FieldFault.FUTURE)
    if day.year < 1900:
        raise FieldError(field, FieldFault.TOO_OLD)
    return day


def _code(field: Field, text: str, codes: Mapping[str, Container[str]], _today: date) -> str:
    if text not in codes[field.codes]:
        raise FieldError(field, FieldFault.CODE, found=text)
    return text


def _number(field: Field, text: str, _codes: Mapping[str, Container[str]], _today: date) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise FieldError(field, FieldFault.NUMBER)
    return text.zfill(3)


def _region(field: Field, text: str, _codes: Mapping[str, Container[str]], _today: date) -> str:
    bare = text.replace(".", "")
    if not (bare.isascii() and bare.isdigit() and len(bare) == 10):
        raise FieldError(field, FieldFault.REGION)
    return bare


def _status(field: Field, text: str, _codes: Mapping[str, Container[str]], _today: date) -> str:
    try:
        return RegisterStatus(text.lower()).value
    except ValueError as error:
        raise FieldError(field, FieldFault.CODE, found=text) from error


# Quicker than strptime, which takes a third of the time that a register takes to read.
_DATE = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")

_Parser = Callable[[Field, str, Mapping[str, Container[str]], date], str | date]
_PARSERS: dict[Kind, _Parser] = {
    Kind.NIK: _sixteen,
    Kind.KK: _sixteen,
    Kind.TEXT: _text,
    Kind.DATE: _day,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.REGION: _region,
    Kind.STATUS: _status,
}
