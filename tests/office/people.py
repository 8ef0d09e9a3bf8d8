"""Residents for the office's register: invented, as the CSV has them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sync.office.register_schema import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BAAMANG, KETAPANG = "6202051001", "6202061001"


def resident(number: int, village: str = BAAMANG, **changes: str) -> list[str]:
    """One resident; families of four share a KK and an address."""
    family = number // 4
    day, month, year = 1 + number % 28, 1 + number // 28 % 12, 1950 + number // 336 % 50
    values = {
        "nik": f"{village[:6]}{day:02}{month:02}{year % 100:02}{1 + number // 16800:04}",
        "no_kk": f"{village[:6]}010105{1 + family % 9999:04}",
        "nama_lengkap": f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // 7 % len(FAMILY)]}",
        "jenis_kelamin": "1",
        "tempat_lahir": "SAMPIT",
        "tanggal_lahir": f"{day:02}-{month:02}-{year}",
        "golongan_darah": str(1 + number % 4),
        "agama": "1",
        "status_kawin": str(1 + number % 2),
        "shdk": str(1 + number % 4),
        "pekerjaan": "1",
        "kewarganegaraan": "WNI",
        "alamat": f"JL. MAWAR NO. {1 + family % 200}",
        "rt": f"{1 + family % 20:03}",
        "rw": f"{1 + family % 7:03}",
        "kode_wilayah": village,
        "status_rekam": "belum",
    }
    return list({**values, **changes}.values())


GIVEN = ("SITI", "AHMAD", "MUHAMMAD", "NUR", "DEWI", "RIZKY", "AGUS", "SRI", "YANTO", "MARIA", "BUDI", "RINA", "EKO")
FAMILY = ("AMINAH", "FAUZI", "HIDAYAT", "LESTARI", "SAPUTRA", "RAHMAN", "WATI", "SANTOSO", "HALIMAH", "KUSUMA", "PUTRI")


def residents(numbers: Iterable[int], village: str = BAAMANG, **changes: str) -> list[list[str]]:
    return [resident(number, village, **changes) for number in numbers]


def lines_of(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    yield from out.getvalue().splitlines()


def csv_of(rows: Iterable[Iterable[str]], head: Iterable[str] = FIELDS) -> str:
    """The file that such residents come in."""
    return "\r\n".join(lines_of([list(head), *rows])) + "\r\n"
