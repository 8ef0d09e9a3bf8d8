"""The log bundle holds what helps and nothing about anybody."""

from __future__ import annotations

import json
import logging
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.booth import Booth
from booth.workflow.bundle import BundleUnwritable, InsideTheData, write_bundle
from booth.workflow.logs import start_log, stop_log
from booth.workflow.redact import Redactor
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, Clock

PACKET = "019aa0e2-7c4f-7b00-8abc-0000000000ab"
PERSONAL = (
    RESIDENT.nik,
    RESIDENT.no_kk,
    "6202 0545 0785 0003",
    "6202.0545.0785.0003",
    RESIDENT.nama_lengkap,
    "Contoh Satu",
    "contoh satu",
    "contoh-satu",
    RESIDENT.alamat,
    "Jl. Contoh 1",
    "Ani",
    "Teknisi",
)
QUIET = {"contoh satu", "contoh-satu", "Ani", "Teknisi"}  # found only where the vault is open


@pytest.fixture
def talkative(ready_booth, tmp_path):
    """A booth that saved a recording, and whose log was told what it must never be told."""
    handler = start_log(ready_booth.folder)
    log = logging.getLogger("booth.workflow.saving")
    foreign = logging.getLogger("some.library")
    try:
        desk = ready_booth.login("ani", PASSWORD)
        desk.resume(DRAFT).save()
        desk.vault.tests.add(
            {"passed": True, "by": "ani", "parts": [], "note": f"warga {RESIDENT.nik}"}, actor="ani", passed=True
        )
        desk.close()
        log.info("plain words of our own stay: packet %s", PACKET)
        for text in PERSONAL:
            log.warning("about “%s”", text)
            foreign.warning("library says %s", text)
            try:
                raise ValueError(f"could not find {text}\nin line two: {text}") from KeyError(text)  # noqa: TRY301
            except ValueError:
                log.exception("failed")
            log.warning("not written: /media/%s/berkas %s.pdf", text, text)
            if text not in QUIET:
                log.warning("bare %s here", text)
        for text in QUIET:
            log.info("vault only: %s is here", text)
    finally:
        stop_log(handler)
    ready_booth.change(scanner_password="0badc0de", camera=f"/home/{RESIDENT.nama_lengkap}/film.mjpeg")
    return ready_booth


def read(path):
    archive = zipfile.ZipFile(path)
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_personal_is_in_it(talkative, tmp_path):
    with talkative.unlock_vault("tek", PASSWORD) as vault:
        made = write_bundle(talkative, vault, tmp_path / "out" / "x.zip")
    files = read(made.path)
    everything = "\n".join(files.values())
    for text in PERSONAL:
        assert text.casefold() not in everything.casefold(), text
    assert "0badc0de" not in everything
    assert made.masked > 20
    for shape in (RESIDENT.nik, RESIDENT.no_kk):
        assert shape not in "".join(character for character in everything if character.isdigit() or character == "\n")


def test_without_a_login_everything_goes_that_looks_like_somebody(talkative, tmp_path):
    files = read(write_bundle(talkative, None, tmp_path).path)
    everything = "\n".join(files.values())
    for text in PERSONAL:
        if text not in QUIET:
            assert text not in everything, text
    assert "0badc0de" not in everything
    assert json.loads(files["selftests.json"]) == json.loads(files["devices.json"]) == "not logged in"


def test_what_helps_is_in_it(talkative, tmp_path):
    with talkative.unlock_vault("tek", PASSWORD) as vault:
        files = read(write_bundle(talkative, vault, tmp_path / "x.zip").path)
    names = {"README.txt", "about.json", "settings.json", "outbox.json", "files.json", "selftests.json", "devices.json"}
    assert set(files) == names | {"logs/booth.log"}
    log = files["logs/booth.log"]
    assert f"plain words of our own stay: packet {PACKET}" in log
    assert "WARNING some.library […]" in log
    assert "ValueError: […]" in log
    assert "Traceback (most recent call last):" in log
    assert "in talkative" in log
    assert json.loads(files["outbox.json"])["states"] == {"queued": 1}
    assert json.loads(files["settings.json"])["scanner_password"] == "set"
    assert json.loads(files["settings.json"])["scanner"] == "auto"
    assert json.loads(files["about.json"])["booth"] == "baamang-1"
    assert "vault.db" in json.loads(files["files.json"])
    assert json.loads(files["selftests.json"])[0]["note"] == "warga […]"


def test_a_booth_that_is_not_set_up_or_broken(tmp_path):
    with Booth.open(tmp_path / "new", clock=Clock()) as booth:
        files = read(write_bundle(booth, None, tmp_path / "a.zip").path)
        assert json.loads(files["about.json"])["booth"] == ""
    (tmp_path / "new" / "outbox.db").write_bytes(b"no database at all")
    with Booth.open(tmp_path / "new", clock=Clock()) as booth:
        files = read(write_bundle(booth, None, tmp_path / "b.zip").path)
    assert json.loads(files["outbox.json"]) == {"cannot_be_read": "OfficeTrouble"}


def test_places_that_are_none(booth, tmp_path):
    with pytest.raises(InsideTheData):
        write_bundle(booth, None, booth.folder / "x.zip")
    (tmp_path / "file").write_text("")
    with pytest.raises(BundleUnwritable):
        write_bundle(booth, None, tmp_path / "file" / "x.zip")
    assert list(tmp_path.glob("**/*.part")) == []


@given(st.text(max_size=300))
def test_any_log(text):
    out = Redactor().log(text)
    assert out.count("\n") == len(text.splitlines())


@given(st.from_regex(r"\d{6}[ .-]?\d{6}[ .-]?\d{4}", fullmatch=True), st.text(alphabet="ab :-/.", max_size=8))
def test_a_nik_never_gets_through(number, around):
    line = f"2026-01-01T00:00:00.000Z INFO booth.x {around} {number} {around}"
    digits = "".join(filter(str.isdigit, number))
    for out in (Redactor().log(line), Redactor().text(f"{around} {number}"), json.dumps(Redactor().value([number]))):
        assert digits not in out.replace(" ", "").replace(".", "").replace("-", "")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("sending: OfficeBusy 503 office-busy", "sending: OfficeBusy 503 office-busy"),
        ("offline: LineError ConnectionRefusedError: [Errno 111] Connection refused", None),
        ("scanner at /dev/ttyUSB0 is gone", None),
        ("provisioned as baamang-1", None),
        ("booth 0.1.0 opened", None),
        (f"{PACKET} is put aside: digest", None),
        ("cannot read /home/siti/berkas.csv", "cannot read /[…].csv"),
        ("read C:\\Users\\Siti\\a.txt now", "read /[…].txt now"),
        ("of SITI AMINAH 12 nothing", "of […] nothing"),
        ("of Siti Aminah nothing", "of […] nothing"),
    ],
)
def test_our_own_words(said, kept):
    line = f"2026-01-01T00:00:00.000Z INFO sync.agent {said}"
    assert Redactor().log(line) == f"2026-01-01T00:00:00.000Z INFO sync.agent {kept or said}\n"
