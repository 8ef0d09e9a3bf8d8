"""A real vault on disk with cheap passwords, a resident, prints and a face to work with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.biometrics.images import read_finger_image
from booth.devices.ports import FingerImage, StrokePoint
from booth.domain.resident import Resident
from booth.store.keys import Cost
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.devices.ports import Strokes

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "rahasia-123"
DRAFT = "01990000-0000-7000-8000-000000000001"


class Clock:
    """Stands still until told: 5 September 2016, 10:00 at the booth."""

    def __init__(self) -> None:
        self.now = datetime(2016, 9, 5, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def resident() -> Resident:
    return Resident(
        nik="6202054507850003",
        no_kk="6202050101160004",
        nama_lengkap="CONTOH SATU",
        jenis_kelamin="2",
        tempat_lahir="SAMPIT",
        tanggal_lahir=date(1985, 7, 5),
        golongan_darah="",
        agama="1",
        status_kawin="2",
        shdk="3",
        pekerjaan="2",
        kewarganegaraan="WNI",
        alamat="JL. CONTOH 1",
        rt="001",
        rw="002",
        kode_wilayah="6202051001",
    )


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    """A new vault, its technician `tek` logged in."""
    with Vault.create(
        tmp_path / "booth", NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD), clock=clock, cost=CHEAP
    ) as vault:
        yield vault


@pytest.fixture
def record(vault: Vault, resident: Resident, clock: Clock) -> Record:
    """A draft just begun."""
    return Record(vault, vault.drafts.create(DRAFT, resident, operator="ani"), clock)


@pytest.fixture
def again(vault: Vault, clock: Clock) -> Callable[[], Record]:
    """The draft as a restarted booth finds it."""

    def read() -> Record:
        draft = vault.drafts.get(DRAFT)
        assert draft is not None
        return Record(vault, draft, clock)

    return read


@pytest.fixture(scope="session")
def prints(shared: Path) -> dict[str, FingerImage]:
    """Four presentations of one finger (`same1`–`same4`), one of another (`other`), and a smear (`poor`)."""
    folder = shared / "data" / "fingerprints" / "fvc2004_db1b"
    names = {f"same{n}": f"101_{n}.png" for n in range(1, 5)} | {"other": "105_1.png"}
    found = {}
    for name, file in names.items():
        pixels, ppi = read_finger_image(folder / file)
        found[name] = FingerImage(pixels, ppi, "R307", "serial-1", 3.4, 115200)
    rng = np.random.default_rng(1)
    smear = np.clip(200 + rng.normal(0, 12, (288, 256)), 0, 255).astype(np.uint8)
    found["poor"] = FingerImage(smear, 500, "R307", "serial-1", 3.4, 115200)
    return found


@pytest.fixture(scope="session")
def strokes() -> Strokes:
    return (tuple(StrokePoint(10.0 + 4 * i, 50.0 + (i % 7) * 6, i * 0.01, 0.5) for i in range(60)),)
