"""A packet at the office, opened with Debian's own tools and nothing of ours: everything is in it and fits together."""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from booth.biometrics.templates import parse_template
from booth.biometrics.wsq_files import decode_wsq
from booth.domain.fingers import Finger
from booth.workflow.codes import kecamatan
from tests.faults.conftest import LACKS
from tests.faults.line import Line, rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Sent, Told

SIGNATURES = {
    f"{name}.{kind}": start
    for name in ("signature", "confirmation")
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{"))
}


def open_with_tools(line: Line, told: Told, key: str, folder: Path) -> dict[str, bytes]:
    """`age -d -i KEY -o p.zip PACKET && unzip p.zip`: the files by name."""
    packet = line.office / "packets" / "baamang-1" / told.id / told.sha256
    folder.mkdir()
    opened = ["age", "-d", "-i", str(line.office / "keys" / key), "-o", str(folder / "p.zip"), str(packet)]
    subprocess.run(opened, check=True, capture_output=True)
    subprocess.run(["unzip", "-q", "p.zip", "-d", "files"], check=True, capture_output=True, cwd=folder)
    files = folder / "files"
    return {str(path.relative_to(files)): path.read_bytes() for path in files.rglob("*") if path.is_file()}


@pytest.fixture(params=["office.agekey", "escrow.agekey"])
def key(request: pytest.FixtureRequest) -> str:
    """Either key opens every packet."""
    return str(request.param)


@pytest.fixture
def opened(sent: Sent, key: str, tmp_path: Path) -> list[tuple[Told, dict[str, bytes]]]:
    return [(told, open_with_tools(sent.line, told, key, tmp_path / told.id)) for told in sent.told]


def test_all_files_are_there_and_nothing_else(opened: list[tuple[Told, dict[str, bytes]]]):
    for told, files in opened:
        slugs = {finger.slug for finger in Finger if told.fingers[finger.slug]}
        prints = {f"fingers/{slug}.{kind}" for slug in slugs for kind in ("wsq", "fmr")}
        fixed = {"recording.json", "photo.jpg", "manifest.json", "manifest.sig"}
        assert files.keys() == fixed | SIGNATURES.keys() | prints
    assert [sum(told.fingers.values()) for told, _ in opened] == [10, 9, 1, 0, 1]


def test_every_sum_in_the_manifest_is_right(opened: list[tuple[Told, dict[str, bytes]]]):
    for _, files in opened:
        manifest = json.loads(files["manifest.json"])
        assert manifest["files"].keys() == files.keys() - {"manifest.json", "manifest.sig"}
        for name, facts in manifest["files"].items():
            assert hashlib.sha256(files[name]).hexdigest() == facts["sha256"], name
            assert len(files[name]) == facts["size"]


def test_the_manifest_says_when_where_by_whom_and_with_what(opened: list[tuple[Told, dict[str, bytes]]]):
    for told, files in opened:
        manifest: dict[str, Any] = json.loads(files["manifest.json"])
        about = manifest["about"]
        assert (manifest["id"], manifest["day"], manifest["hour"]) == (told.id, told.day, told.hour)
        assert manifest["time_zone"] == "Asia/Pontianak"
        local = datetime.fromisoformat(manifest["sealed_at"]).astimezone(ZoneInfo(manifest["time_zone"]))
        assert (local.date().isoformat(), local.hour) == (told.day, told.hour)
        assert (manifest["booth"], manifest["operator"]) == ("baamang-1", told.operator)
        assert manifest["kecamatan"] in kecamatan()
        scanners = [] if not any(told.fingers.values()) else [{"name": "R307", "serial": "EMU-0001"}]
        assert about["devices"] == scanners
        assert about["photo"]["camera"] == "C270"
        assert about["versions"]["booth"]
        for slug, there in told.fingers.items():
            facts = about["fingers"][slug]
            if there:
                assert 0 <= facts["quality"] <= 100
                assert (facts["method"], facts["ppi"], facts["serial"]) == ("nfiq2", 500, "EMU-0001")
                assert 1 <= facts["tries"] <= 3
            else:
                assert facts == {"missing": "bandaged", "note": ""}


def test_prints_and_pictures_are_what_their_names_say(opened: list[tuple[Told, dict[str, bytes]]]):
    _, files = opened[0]
    for finger in Finger:
        pixels = decode_wsq(files[f"fingers/{finger.slug}.wsq"])
        assert pixels.shape == (288, 256)
        assert parse_template(files[f"fingers/{finger.slug}.fmr"]).minutiae
    assert files["photo.jpg"].startswith(b"\xff\xd8\xff")
    for name, start in SIGNATURES.items():
        assert files[name].startswith(start), name


def test_the_recording_is_the_resident_of_the_register(sent: Sent, opened: list[tuple[Told, dict[str, bytes]]]):
    register = {row["nik"]: row for row in rows(sent.line)}
    for told, files in opened:
        found = json.loads(files["recording.json"])
        values = {name: field["value"] for name, field in found["biodata"].items()}
        assert {**values, "status_rekam": ""} == {**register[told.nik], "status_rekam": ""}
        assert found["taken_down_by_hand"] is False


def test_a_finger_that_is_missing_says_why(opened: list[tuple[Told, dict[str, bytes]]]):
    _, files = opened[1]
    facts = json.loads(files["manifest.json"])["about"]["fingers"][LACKS.slug]
    assert facts == {"missing": "bandaged", "note": ""}
    assert f"fingers/{LACKS.slug}.wsq" not in files


def test_another_key_opens_nothing(sent: Sent, tmp_path: Path):
    own = tmp_path / "own.agekey"
    subprocess.run(["age-keygen", "-o", str(own)], check=True, capture_output=True)
    (packet, *_) = sent.line.packets()
    refused = subprocess.run(["age", "-d", "-i", str(own), str(packet)], check=False, capture_output=True)
    assert refused.returncode != 0
    assert refused.stdout == b""


def test_no_name_of_a_file_tells_who_was_recorded(sent: Sent):
    assert {path.parent.parent.name for path in sent.line.packets()} == {"baamang-1"}
    names = " ".join(str(path.relative_to(sent.line.office)) for path in sent.line.packets())
    assert all(told.nik not in names for told in sent.told)
