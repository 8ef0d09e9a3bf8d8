"""The value lists and region codes that ship with the program, read once: codes to words, and back where asked."""

from __future__ import annotations

import csv
import io
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from booth.domain.resident import FIELDS, Kind
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def value_lists() -> Mapping[str, Mapping[str, str]]:
    """Name of a list (`agama`) → code → words, in the lists' own order."""
    names = dict.fromkeys(field.codes for field in FIELDS if field.kind is Kind.CODE)
    return MappingProxyType({name: _table("codes", f"{name}.csv", "kode", "nama") for name in names})


def code_label(name: str, code: str) -> str:
    """The words of `code` in the list `name`; the code itself where the list lacks it."""
    return value_lists()[name].get(code, code)


@cache
def provinces() -> Mapping[str, str]:
    """Two digits → name."""
    return _table("wilayah", "provinsi.csv", "kode", "nama")


@cache
def regencies() -> Mapping[str, str]:
    """Four digits of a kabupaten or kota → name."""
    return _table("wilayah", "kabupaten_kota.csv", "kode", "nama")


@cache
def kecamatan() -> Mapping[str, str]:
    """Six digits → name, of all kecamatan in force."""
    return _table("wilayah", "kecamatan.csv", "kode", "nama")


@cache
def villages() -> Mapping[str, str]:
    """Ten digits → name, of the provinces that ship with the program."""
    return _table("wilayah", "kalteng_desa_kelurahan.csv", "kode", "nama")


@cache
def historic_prefixes() -> Mapping[str, str]:
    """Six digits that older NIK begin with → the kecamatan of then."""
    return _table("wilayah", "nik_prefix_historis.csv", "prefix6", "nama")


def kecamatan_label(code: str) -> str:
    """The name of the kecamatan with six digits `code`; the code itself where it is unknown."""
    return kecamatan().get(code, code)


def village_label(code: str) -> str:
    """Village and kecamatan of ten digits, as far as they are known: `Baamang Tengah, Baamang`."""
    village = villages().get(code, code)
    district = kecamatan().get(code[:6])
    return f"{village}, {district}" if district else village


def _table(folder: str, file: str, key: str, value: str) -> Mapping[str, str]:
    text = resource(folder, file).read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return MappingProxyType({row[key].replace(".", ""): row[value] for row in rows})
