"""A real vault on disk for each test, with cheap passwords, and made-up residents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from booth.domain.resident import Resident
from booth.store import Cost, NewUser, Recording, Role, Vault
from booth.store.database import create_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.store.database import Database


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2016, 9, 5, 1, 30, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def cheap() -> Cost:
    return Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def technician() -> NewUser:
    return NewUser("teknisi", "Teknisi Satu", Role.TECHNICIAN, "kata-sandi-1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "booth"


@pytest.fixture
def vault(folder: Path, technician: NewUser, clock: HandClock, cheap: Cost) -> Iterator[Vault]:
    with Vault.create(folder, technician, clock=clock, cost=cheap) as vault:
        yield vault


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = create_database(tmp_path / "test.db", bytes(32))
    yield database
    database.close()


@pytest.fixture
def make_resident() -> Callable[..., Resident]:
    """Gives a resident with `number` in NIK and KK number; anything else by name."""

    def make(number: int = 1, **changes: object) -> Resident:
        values: dict[str, object] = {
            "nik": f"620205450785{number:04}",
            "no_kk": f"620205120316{(number + 3) // 4:04}",
            "nama_lengkap": "NUR HASANAH",
            "jenis_kelamin": "2",
            "tempat_lahir": "SAMPIT",
            "tanggal_lahir": date(1985, 7, 5),
            "golongan_darah": "13",
            "agama": "1",
            "status_kawin": "2",
            "shdk": "1",
            "pekerjaan": "2",
            "kewarganegaraan": "1",
            "alamat": "JL. CONTOH NO. 7",
            "rt": "001",
            "rw": "002",
            "kode_wilayah": "6202051001",
        }
        return Resident(**(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_recording() -> Callable[..., Recording]:
    """Gives the summary of a recording with this id; anything else by name."""

    def make(recording_id: str, **changes: object) -> Recording:
        values: dict[str, object] = {
            "id": recording_id,
            "nik": "6202054507850001",
            "nama_lengkap": "NUR HASANAH",
            "tanggal_lahir": date(1985, 7, 5),
            "kode_wilayah": "6202051001",
            "day": "2016-09-05",
            "hour": 8,
            "operator": "budi",
            "saved_at": datetime(2016, 9, 5, 1, 30, tzinfo=UTC),
            "sha256": "ab" * 32,
            "exceptions": 0,
            "seconds": 181.5,
            "photo_retakes": 1,
            "by_hand": False,
        }
        return Recording(**(values | changes))  # type: ignore[arg-type]

    return make
