"""Booths made for measuring: real packets of an exact size, and nothing that could be taken for a real booth."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import enrolment, wire
from sync.address import is_measurement, parse_address, parse_plain_address
from sync.age_exact import encrypt_to_size
from sync.cli import MAX_COUNT, build_parser, main
from sync.errors import AddressRefused
from sync.identity import load_identity, make_door_key, save_identity
from sync.measuring import (
    MIN_SIZE,
    FolderInUse,
    OfficeFolderInUse,
    OfficeOfAnother,
    RealOffice,
    fill,
    seal_to_size,
    with_office,
)
from sync.office.booths import Booths
from sync.office.database import Database
from sync.office.folder import DEFAULT_HOSTS, Folder, read_settings
from sync.office.keys import OFFICE_KEY, make_office
from sync.outbox import Outbox
from sync.packet import check_packet, open_packet
from tests.unit.sync.conftest import SEAL_KEY
from tests.unit.sync.test_identity import IDENTITY

NOW = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)
READER = pyrage.x25519.Identity.generate()
TWO = tuple(str(each.to_public()) for each in (READER, pyrage.x25519.Identity.generate()))
BOOTH = msgspec.structs.replace(IDENTITY, booth="ukur-1", recipients=TWO)


def clock() -> datetime:
    return NOW


@pytest.fixture
def folders(tmp_path):
    return tmp_path / "booth", tmp_path / "office"


@pytest.mark.parametrize("size", [MIN_SIZE, 4097, 70_000, 400_000, 400_001, 1_000_000])
def test_filled_packets_are_real_and_of_the_size_that_was_asked_for(folders, size):
    booth, office = folders
    filled = fill(booth, office, 2, size, clock=clock)
    assert (filled.packets, filled.unsent, filled.size) == (2, 2, size)
    assert is_measurement(filled.booth)
    reader = (office / "keys" / OFFICE_KEY).read_text().splitlines()[-1]
    with closing(Outbox.open(booth / "outbox.db", clock=clock)) as outbox:
        items = outbox.waiting(9)
        assert [item.seq for item in items] == [1, 2]
        for item in items:
            data = outbox.data(item.manifest.id)
            assert len(data) == item.manifest.size == size
            with closing(Database(Folder(office).ledger)) as database:
                known = Booths(database).get(filled.booth)
            wire.verify_manifest(item.manifest, known.seal_key)
            check_packet(open_packet(data, reader), known.seal_key, item.manifest)


def test_more_packets_are_added_to_the_same_booth(folders):
    first = fill(*folders, 1, 5000, clock=clock)
    again = fill(*folders, 2, 6000, clock=clock)
    assert (again.booth, again.unsent) == (first.booth, 3)
    with closing(Database(Folder(folders[1]).ledger)) as database:
        assert len(Booths(database).all()) == 1


def test_two_booths_may_measure_one_office(folders, tmp_path):
    first = fill(*folders, 1, 5000, clock=clock)
    second = fill(tmp_path / "second", folders[1], 1, 5000, clock=clock)
    assert first.booth != second.booth


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.integers(MIN_SIZE, 140_000), st.integers(-40, 40).map(lambda near: 3 * 65_552 + 330 + near)))
def test_every_size_can_be_had(size):
    packet = "0199a0b0-0000-7000-8000-000000000001"
    sealed = seal_to_size(BOOTH, packet, 1, size, key=SEAL_KEY, now=NOW)
    assert len(sealed.data) == sealed.manifest.size == size
    check_packet(open_packet(sealed.data, str(READER)), SEAL_KEY.public_key(), sealed.manifest)


@settings(deadline=None)
@given(st.integers(0, 200_000))
def test_age_opens_what_is_written_to_a_size(size):
    try:
        data = encrypt_to_size(lambda length: b"x" * length, size, TWO)
    except ValueError:
        assert size < 340
        return
    assert len(data) == size
    assert set(pyrage.decrypt(data, [READER])) == {ord("x")}


def test_a_folder_with_something_else_in_it_is_left_alone(folders, tmp_path):
    booth, office = folders
    booth.mkdir()
    (booth / "vault.db").write_bytes(b"residents")
    with pytest.raises(FolderInUse):
        fill(booth, office, 1, 5000, clock=clock)
    assert [path.name for path in booth.iterdir()] == ["vault.db"]
    assert not office.exists()
    real = tmp_path / "real"
    make_door_key(real)
    save_identity(real, IDENTITY)
    with pytest.raises(FolderInUse):
        fill(real, office, 1, 5000, clock=clock)


def test_an_office_with_real_booths_is_left_alone(folders):
    booth, office = folders
    make_office(Folder(office), name="Kotim", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=NOW)
    with closing(Database(Folder(office).ledger)) as database, database.write() as connection:
        connection.execute(
            "INSERT INTO booths (id, name, kecamatan, door_key, seal_key, enrolled_at)"
            " VALUES ('mentawa-1', 'Mentawa', '[\"620206\"]', ?, ?, ?)",
            (wire.public_text(SEAL_KEY), wire.public_text(SEAL_KEY), "2026-09-05T01:00:00.000Z"),
        )
    with pytest.raises(RealOffice):
        fill(booth, office, 1, 5000, clock=clock)
    assert not booth.exists()


def test_a_folder_that_is_no_office_is_left_alone(folders):
    booth, office = folders
    office.mkdir()
    (office / "vault.db").write_bytes(b"residents")
    with pytest.raises(OfficeFolderInUse):
        fill(booth, office, 1, 5000, clock=clock)
    assert not booth.exists()
    assert [path.name for path in office.iterdir()] == ["vault.db"]


def test_an_office_without_booths_is_used_as_it_is(folders):
    booth, office = folders
    make_office(Folder(office), name="Kotim", time_zone="Asia/Jakarta", hosts=DEFAULT_HOSTS, now=NOW)
    fill(booth, office, 1, 5000, clock=clock)
    assert load_identity(booth).office == read_settings(Folder(office)).name == "Kotim"


def test_a_booth_of_another_office_is_told_so(folders, tmp_path):
    fill(*folders, 1, 5000, clock=clock)
    with pytest.raises(OfficeOfAnother):
        fill(folders[0], tmp_path / "another", 1, 5000, clock=clock)


def test_no_real_booth_gets_a_name_of_measuring(folders):
    fill(*folders, 0, 5000, clock=clock)
    with closing(Database(Folder(folders[1]).ledger)) as database:
        for number, name in enumerate(("Ukur 7", "ukur-1", "UKUR", "Ukur", "Ukur " + "x" * 60)):
            secret = bytes([number]) * enrolment.SECRET_BYTES
            Booths(database).make_code(["620206"], name, secret=secret, ca_der=b"", now=NOW)
            key = wire.public_text(Ed25519PrivateKey.generate())
            asked = wire.EnrolRequest(code="", name="", door_key=key, seal_key=key)
            assert not is_measurement(Booths(database).enrol(secret, asked, NOW).id)


def test_only_a_measuring_booth_may_speak_in_clear_to_another_machine(folders, tmp_path):
    url = "http://10.0.0.2:8443"
    fill(*folders, 0, 5000, clock=clock)
    identity = load_identity(folders[0])
    moved = with_office(folders[0], identity, url)
    assert (str(moved.address), moved.context()) == (url, None)
    assert with_office(folders[0], identity, "https://10.0.0.2").context() is not None
    real = msgspec.structs.replace(identity, booth="mentawa-1")
    for folder, who in ((folders[0], real), (tmp_path, identity), (tmp_path, real)):
        with pytest.raises(AddressRefused):
            with_office(folder, who, url)
    with pytest.raises(AddressRefused):
        _ = msgspec.structs.replace(real, url=url).address


@given(st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("https://{}".format)))
def test_addresses_of_any_text(text):
    try:
        loose = parse_plain_address(text)
    except AddressRefused:
        with pytest.raises(AddressRefused):
            parse_address(text)
        return
    assert parse_plain_address(str(loose)) == loose
    try:
        assert parse_address(text) == loose
    except AddressRefused:
        assert not loose.secure


@given(st.one_of(st.text(max_size=20), st.integers(-10, 10**8).map(str)))
def test_what_is_typed_as_count_and_size(text):
    words = ["fill", "--data=x", "--office-data=y", f"--count={text}", f"--size={text}"]
    if text.isascii() and text.isdigit() and MIN_SIZE <= int(text) <= MAX_COUNT:
        args = build_parser().parse_args(words)
        assert args.size == args.count == int(text)
        return
    with pytest.raises(SystemExit) as end:
        build_parser().parse_args(words)
    assert end.value.code == 2


@pytest.mark.usefixtures("english")
def test_the_command_says_what_it_did_and_what_is_too_small(folders, capsys):
    words = ["fill", "--data", str(folders[0]), "--office-data", str(folders[1]), "--count", "2"]
    assert main([*words, "--size", "5000", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told == {"booth": "ukur-1", "packets": 2, "size": 5000, "unsent": 2}
    assert main([*words, "--size", "5000"]) == 0
    assert "2 packets of 5000 bytes were added" in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        main([*words, "--size", str(MIN_SIZE - 1)])
    assert end.value.code == 2
    assert str(MIN_SIZE) in capsys.readouterr().err
