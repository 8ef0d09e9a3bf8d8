"""Kecamatan by code, from the list that the program ships."""

from __future__ import annotations

import csv
from functools import cache

from resources import resource
from sync.office.errors import UnknownKecamatan


@cache
def names() -> dict[str, str]:
    """Six-digit code → name."""
    lines = resource("wilayah", "kecamatan.csv").read_text("utf-8").splitlines()
    return {row["kode"].replace(".", ""): row["nama"] for row in csv.DictReader(lines)}


def name_of(code: str) -> str:
    """The kecamatan's name, or its code where the list does not know it."""
    return names().get(code, code)


def parse_codes(text: str) -> tuple[str, ...]:
    """`62.02.05,620206` → six digits each, each once. Raises `UnknownKecamatan`."""
    found: dict[str, None] = {}
    for part in text.split(","):
        written = part.strip()
        code = written.replace(".", "")
        if code not in names() or written not in {code, f"{code[:2]}.{code[2:4]}.{code[4:]}"}:
            raise UnknownKecamatan(code=written)
        found[code] = None
    return tuple(found)
