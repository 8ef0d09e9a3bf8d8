"""What a save leaves behind: a packet the office can open, a summary, and nothing of the draft."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PIL import Image

from booth.biometrics.images import encode_png
from booth.domain.fingers import Finger, MissingReason
from booth.domain.recording import Approval, State
from booth.workflow.errors import StepNotFinished
from booth.workflow.signing import SignReason
from sync.outbox import State as Packet
from sync.packet import check_packet, open_packet
from tests.unit.workflow.stage import DRAFT, NO_FACE, PASSWORD

if TYPE_CHECKING:
    from booth.devices.ports import FingerImage
    from booth.domain.resident import Resident
    from booth.workflow.booth import Booth
    from tests.unit.workflow.stage import Clock, Office


def test_the_packet_holds_everything_and_the_booth_nothing_but_a_summary(
    ready_booth: Booth, office: Office, resident: Resident, clock: Clock
):
    desk = ready_booth.login("ani", PASSWORD)
    clock.pass_by(60)
    saved = desk.resume(DRAFT).save()
    assert (saved.id, saved.day, saved.hour) == (DRAFT, "2016-09-05", 10)

    opened = open_packet(ready_booth.outbox.data(DRAFT), office.age)
    check_packet(opened, desk.seal_public, ready_booth.outbox.waiting(1)[0].manifest)
    fingers = {
        f"fingers/{name}.{kind}" for name in ("right_thumb", "right_index", "left_index") for kind in ("wsq", "fmr")
    }
    signatures = {f"{name}.{kind}" for name in ("signature", "confirmation") for kind in ("svg", "png", "json")}
    assert set(opened.files) == {"recording.json", "photo.jpg", *fingers, *signatures}
    assert Image.open(io.BytesIO(opened.files["photo.jpg"])).size == (600, 800)
    assert opened.files["fingers/left_index.fmr"].startswith(b"FMR\0 20\0")

    document = json.loads(opened.files["recording.json"])
    assert document["biodata"]["nama_lengkap"] == {"label": "Nama lengkap", "value": resident.nama_lengkap}
    assert document["biodata"]["agama"] == {"label": "Agama", "value": "1", "text": "ISLAM"}
    assert document["biodata"]["tanggal_lahir"]["value"] == "05-07-1985"
    assert document["biodata"]["kode_wilayah"]["text"] == "Baamang Hilir, Baamang"
    assert document["taken_down_by_hand"] is False

    manifest = opened.manifest
    assert (manifest.time_zone, manifest.day, manifest.hour) == ("Asia/Pontianak", "2016-09-05", 10)
    assert (manifest.kecamatan, manifest.operator, manifest.seq) == ("620205", "ani", 1)
    about = manifest.about
    assert about["fingers"]["right_index"]["serial"] == "serial-1"
    assert about["fingers"]["right_ring"] == {"missing": "bandaged", "note": ""}
    assert about["verification"]["right_index"]["matched"] is True
    assert about["photo"] == {"camera": "C270", "verdict": "none", "retakes": 0, "reason": "warga berbaring"}
    assert about["work"]["exceptions"] == 8
    assert about["versions"]["booth"]

    (summary,) = desk.recorded()
    assert (summary.id, summary.nik, summary.operator, summary.hour) == (DRAFT, resident.nik, "ani", 10)
    assert summary.approval is Approval.PENDING
    assert desk.drafts() == []
    assert desk.vault.drafts.captures(DRAFT) == []
    assert [row.event for row in desk.vault.audit.recent(1)] == ["recording.saved"]
    found = desk.vault.residents.get(resident.nik)
    assert found is not None
    assert found.recorded_before
    assert desk.look(resident.nik).recording == DRAFT


def test_the_manifest_outside_says_nothing_about_the_resident(ready_booth: Booth, resident: Resident):
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    data = b"".join(path.read_bytes() for path in ready_booth.folder.glob("outbox.db*"))
    assert DRAFT.encode() in data
    for secret in (resident.nik, resident.no_kk, resident.nama_lengkap, resident.alamat):
        assert secret.encode() not in data


def test_day_and_hour_are_the_booths_own(ready_booth: Booth, clock: Clock):
    clock.pass_by(14.5 * 3600)  # 17:30 UTC is half past midnight of the next day in Sampit
    desk = ready_booth.login("ani", PASSWORD)
    saved = desk.resume(DRAFT).save()
    assert (saved.day, saved.hour) == ("2016-09-06", 0)
    assert ready_booth.zone == ZoneInfo("Asia/Pontianak")


def test_saving_with_something_missing_is_refused_with_words(ready_booth: Booth):
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    session.confirmation.clear()
    with pytest.raises(StepNotFinished):
        session.save()
    assert session.state is State.DRAFT
    assert ready_booth.outbox.state(DRAFT) is None


def test_a_second_packet_has_the_next_number(ready_booth: Booth, clock: Clock):
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    assert ready_booth.outbox.reserve_seq("another") == 2
    assert ready_booth.outbox.state(DRAFT) is Packet.QUEUED


@pytest.mark.parametrize("hands", ["thumb", "none"])
def test_who_cannot_sign_leaves_a_thumb_mark_or_at_least_the_reason(
    booth: Booth, office: Office, prints: dict[str, FingerImage], resident: Resident, hands: str
):
    desk = booth.login("ani", PASSWORD)
    session = desk.start(desk.look(resident.nik))
    session.confirm_biodata([])
    session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), NO_FACE)
    session.photo.accept_with_reason("warga berbaring")
    session.go_on()
    if hands == "thumb":
        session.fingers.add_try(Finger.LEFT_THUMB, prints["same1"])
    while (finger := session.fingers.next_finger) is not None:
        session.fingers.mark_missing(finger, MissingReason.AMPUTATED)
    session.go_on()
    session.signature.unable(SignReason.HAND_INJURED)
    session.go_on()
    if session.verification.next_finger:
        session.verification.verify(Finger.LEFT_THUMB, prints["same2"])
    else:
        session.verification.go_on_with_reason("tidak ada jari")
    session.go_on()
    session.confirmation.unable(SignReason.OTHER, "dibacakan, mengangguk")
    saved = session.save()
    opened = open_packet(booth.outbox.data(saved.id), office.age)
    names = {name for name in opened.files if name.startswith(("signature", "confirmation"))}
    marks = {"signature.png", "confirmation.png"} if hands == "thumb" else set()
    assert names == {"signature.json", "confirmation.json", *marks}
    told = json.loads(opened.files["confirmation.json"])
    assert (told["reason"], told["note"]) == ("other", "dibacakan, mengangguk")
    assert told["finger"] == ("left_thumb" if hands == "thumb" else "")
    if marks:
        assert opened.files["signature.png"] == encode_png(prints["same1"].pixels, 500)
