"""A booth to play on: a clock that stands still, an office that is not there, prints, and someone who records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from booth.biometrics.face import FaceReport, FaceVerdict
from booth.biometrics.images import read_finger_image
from booth.config import Settings, write_settings
from booth.devices.ports import FingerImage, StrokePoint
from booth.domain.fingers import Finger, MissingReason
from booth.domain.recording import Step
from booth.domain.resident import Resident
from booth.store.keys import Cost
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from sync import wire
from sync.bulletins import keep
from sync.identity import OfficeIdentity, make_door_key, save_identity
from sync.news import BoothSettings, Bulletin
from sync.statements import state

if TYPE_CHECKING:
    from pathlib import Path

    from booth.devices.ports import Strokes
    from booth.workflow.session import RecordingSession
    from sync.outbox import Outbox

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "rahasia-123"
DRAFT = "01990000-0000-7000-8000-000000000001"
NO_FACE = FaceReport(FaceVerdict.NONE, ())
STROKES: Strokes = (tuple(StrokePoint(10.0 + 4 * i, 50.0 + (i % 7) * 6, i * 0.01, 0.5) for i in range(60)),)
PLAN = {Finger.RIGHT_THUMB: "thumb", Finger.RIGHT_INDEX: "same1", Finger.LEFT_INDEX: "other"}
AGAIN = {Finger.RIGHT_INDEX: "same2", Finger.LEFT_INDEX: "other"}

RESIDENT = Resident(
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
REGISTER = (
    RESIDENT,
    replace(RESIDENT, nik="6202054608900004", nama_lengkap="CONTOH DUA", tanggal_lahir=date(1990, 8, 6)),
    replace(RESIDENT, nik="6202064507850005", nama_lengkap="CONTOH LUAR", kode_wilayah="6202061001"),
    replace(RESIDENT, nik="6202054507850006", nama_lengkap="CONTOH SUDAH", status_rekam="sudah"),
)


class Clock:
    """Stands still until told: 5 September 2016, 10:00 at the booth."""

    def __init__(self) -> None:
        self.now = datetime(2016, 9, 5, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Office:
    """The private halves of an office that is not there, and what a booth pinned of it."""

    age: str
    sign: Ed25519PrivateKey
    identity: OfficeIdentity


def make_office() -> Office:
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


def furnish(folder: Path, identity: OfficeIdentity) -> None:
    """A data folder as enrolment leaves it, with a small register and a user of each role."""
    with Vault.create(folder, NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD), clock=Clock(), cost=CHEAP) as vault:
        vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
        vault.users.add(NewUser("sri", "Sri", Role.SUPERVISOR, PASSWORD))
        vault.residents.upsert_many(REGISTER)
    save_identity(folder, identity)
    make_door_key(folder)
    write_settings(folder, Settings(quality_limit=20))  # the prints of the public databases are no better


def want_originals(outbox: Outbox, office: Office, *, version: int = 1, originals: bool = True) -> None:
    """The office's bulletin, as a booth keeps it."""
    bulletin = Bulletin(
        office=office.identity.office,
        booth=office.identity.booth,
        version=version,
        issued_at="2016-09-01T00:00:00.000Z",
        settings=BoothSettings(originals=originals),
    )
    keep(outbox, state(bulletin, office.sign), office.identity)


def read_prints(shared: Path) -> dict[str, FingerImage]:
    """Four presentations of one finger (`same1`–`same4`), one each of three more, and a smear (`poor`)."""
    folder = shared / "data" / "fingerprints" / "fvc2004_db1b"
    names = {f"same{n}": f"101_{n}.png" for n in range(1, 5)} | {
        "other": "105_1.png",
        "thumb": "103_1.png",
        "stranger": "108_1.png",
    }
    found = {}
    for name, file in names.items():
        pixels, ppi = read_finger_image(folder / file)
        found[name] = FingerImage(pixels, ppi, "R307", "serial-1", 3.4, 115200)
    smear = np.clip(200 + np.random.default_rng(1).normal(0, 12, (288, 256)), 0, 255).astype(np.uint8)
    found["poor"] = FingerImage(smear, 500, "R307", "serial-1", 3.4, 115200)
    return found


def capture_rest(session: RecordingSession, prints: dict[str, FingerImage]) -> None:
    """Whatever a recording still lacks, up to the confirmation: three fingers, seven missing, two verified."""
    if not session.finished(Step.BIODATA):
        session.confirm_biodata([notice.code for notice in session.notices])
    if session.photo.chosen is None:
        session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), NO_FACE, camera="C270")
    if session.photo.missing:
        session.photo.accept_with_reason("warga berbaring")
    _walk(session, Step.FINGERS)
    while (finger := session.fingers.next_finger) is not None:
        if finger in PLAN:
            session.fingers.add_try(finger, prints[PLAN[finger]])
        else:
            session.fingers.mark_missing(finger, MissingReason.BANDAGED)
    _walk(session, Step.SIGNATURE)
    if session.signature.missing:
        session.signature.sign(STROKES)
    _walk(session, Step.VERIFY)
    while (finger := session.verification.next_finger) is not None:
        session.verification.verify(finger, prints[AGAIN[finger]])
    _walk(session, Step.REVIEW)
    if session.confirmation.missing:
        session.confirmation.sign(STROKES)


def _walk(session: RecordingSession, step: Step) -> None:
    if list(Step).index(session.step) < list(Step).index(step):
        session.go_to(step)
