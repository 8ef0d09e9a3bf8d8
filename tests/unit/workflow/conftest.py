"""A real vault on disk with cheap passwords, a resident, prints and a face to work with."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from booth.biometrics.face import FaceReport, FaceVerdict
from booth.biometrics.images import read_finger_image
from booth.config import Settings, write_settings
from booth.devices.ports import FingerImage, StrokePoint
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.domain.resident import Resident
from booth.store.keys import Cost
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow.booth import Booth
from booth.workflow.record import Record
from sync import wire
from sync.identity import OfficeIdentity, make_door_key, save_identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.devices.ports import Strokes
    from booth.workflow.desk import Desk
    from booth.workflow.session import RecordingSession

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


@dataclass(frozen=True)
class Office:
    """The private halves of an office that is not there."""

    age: str
    sign: Ed25519PrivateKey
    identity: OfficeIdentity


@pytest.fixture(scope="session")
def office() -> Office:
    age, sign = pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate()
    identity = OfficeIdentity(
        url="http://127.0.0.1:1",
        ca="",
        booth="baamang-1",
        name="Baamang 1",
        office="kotim",
        office_key=wire.public_text(sign),
        recipients=(str(age.to_public()),),
        kecamatan=("620205",),
        time_zone="Asia/Pontianak",
        enrolled_at="2016-09-01T00:00:00.000Z",
    )
    return Office(str(age), sign, identity)


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory, office: Office, resident: Resident) -> Path:
    """A booth's data folder as enrolment leaves it, with a small register and a user of each role. Copy it."""
    folder = tmp_path_factory.mktemp("enrolled") / "booth"
    with Vault.create(folder, NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD), clock=Clock(), cost=CHEAP) as vault:
        vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
        vault.users.add(NewUser("sri", "Sri", Role.SUPERVISOR, PASSWORD))
        other = replace(resident, nik="6202054608900004", nama_lengkap="CONTOH DUA", tanggal_lahir=date(1990, 8, 6))
        outside = replace(resident, nik="6202064507850005", nama_lengkap="CONTOH LUAR", kode_wilayah="6202061001")
        done = replace(resident, nik="6202054507850006", nama_lengkap="CONTOH SUDAH", status_rekam="sudah")
        vault.residents.upsert_many([resident, other, outside, done])
    save_identity(folder, office.identity)
    make_door_key(folder)
    write_settings(folder, Settings(quality_limit=20))  # the prints of the public databases are no better
    return folder


@pytest.fixture
def booth(enrolled: Path, tmp_path: Path, clock: Clock) -> Iterator[Booth]:
    folder = tmp_path / "data"
    shutil.copytree(enrolled, folder)
    with Booth.open(folder, clock=clock) as booth:
        yield booth


@pytest.fixture
def login(booth: Booth) -> Iterator[Callable[[str], Desk]]:
    """Sits somebody down; everybody gets up at the end."""
    desks: list[Desk] = []

    def sit(name: str) -> Desk:
        desks.append(booth.login(name, PASSWORD))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.close()


def capture_all(session: RecordingSession, prints: dict[str, FingerImage], strokes: Strokes) -> None:
    """Every step up to the review: three fingers captured, seven missing, both index fingers verified."""
    session.confirm_biodata([notice.code for notice in session.notices])
    session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), FaceReport(FaceVerdict.NONE, ()), camera="C270")
    session.photo.accept_with_reason("warga berbaring")
    session.go_on()
    plan = {Finger.RIGHT_THUMB: "other", Finger.RIGHT_INDEX: "same1", Finger.LEFT_INDEX: "other"}
    for finger in CAPTURE_ORDER:
        if finger in plan:
            while not session.fingers.state(finger).done:
                session.fingers.add_try(finger, prints[plan[finger]])
        else:
            session.fingers.mark_missing(finger, MissingReason.BANDAGED)
    session.go_on()
    session.signature.sign(strokes)
    session.go_on()
    session.verification.verify(Finger.RIGHT_INDEX, prints["same2"])
    session.verification.verify(Finger.LEFT_INDEX, prints["other"])
    session.go_on()
    session.confirmation.sign(strokes)


@pytest.fixture(scope="session")
def ready(
    enrolled: Path,
    tmp_path_factory: pytest.TempPathFactory,
    resident: Resident,
    prints: dict[str, FingerImage],
    strokes: Strokes,
) -> Path:
    """A data folder with one draft that lacks nothing but saving. Copy it."""
    folder = tmp_path_factory.mktemp("ready") / "data"
    shutil.copytree(enrolled, folder)
    with Booth.open(folder, clock=Clock(), ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        capture_all(desk.start(desk.look(resident.nik)), prints, strokes)
        desk.close()
    return folder


@pytest.fixture
def ready_booth(ready: Path, tmp_path: Path, clock: Clock) -> Iterator[Booth]:
    """A booth whose only draft, `DRAFT`, is ready to be saved."""
    folder = tmp_path / "ready"
    shutil.copytree(ready, folder)
    with Booth.open(folder, clock=clock) as booth:
        yield booth
