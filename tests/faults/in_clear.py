"""Looks for what must never stand in clear in a booth's folder: names, numbers, pictures, papers."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONG = 8  # letters from which a name cannot stand in some megabytes of random bytes by chance
# How each kind of file begins; long enough not to stand in random bytes by chance.
MAGICS = {
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "WSQ": b"NIST_COM",
    "template": b"FMR\x00 20\x00",
    "PDF": b"%PDF",
    "zip": b"PK\x03\x04\x14\x00",
    "SVG": b"<svg",
}


def secrets_of(register: Path) -> list[bytes]:
    """Every NIK, KK number and longer name of a register (CSV), in the encodings a database may use."""
    with register.open(encoding="utf-8", newline="") as file:
        texts = {row[column] for row in csv.DictReader(file) for column in ("nik", "no_kk", "nama_lengkap")}
    long = {text for text in texts if len(text) >= LONG}
    return [text.encode(encoding) for text in long for encoding in ("utf-8", "utf-16-le")]


def found_in(paths: Iterable[Path], secrets: list[bytes]) -> list[str]:
    """What stands in clear, in small or capital letters, and where."""
    starts = np.frombuffer(b"".join(each[:LONG] for each in secrets), np.uint64)
    found = []
    for path in paths:
        data = path.read_bytes() if path.is_file() else b""
        found += [f"{path.name}: {kind}" for kind, magic in MAGICS.items() if magic in data]
        if len(data) < LONG:
            continue
        capitals = data.upper()
        windows = np.lib.stride_tricks.sliding_window_view(np.frombuffer(capitals, np.uint8), LONG)
        begins = np.flatnonzero(np.isin(np.ascontiguousarray(windows).view(np.uint64), starts))
        found += [f"{path.name}: {each!r}" for at in begins for each in secrets if capitals.startswith(each, at)]
    return found
