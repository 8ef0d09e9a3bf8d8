"""The ledger alone: groups, conflicts, refusals of what is not ours to open."""

from __future__ import annotations

import errno
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
import uuid_utils

from sync import wire
from sync.office import disk, schema
from sync.office.blobs import Blobs, Name
from sync.office.database import Database
from sync.office.errors import (
    Conflict,
    DigestWrong,
    OfficeBusy,
    OfficeDamaged,
    OfficeError,
    OfficeFull,
    OfficeNewer,
    OfficeUnwritable,
    Superseded,
)
from sync.office.ledger import GROUP_SIZE


@pytest.fixture
def office(serve):
    return serve().office


@pytest.fixture
def booth(serve):
    return serve().booth()


def test_many_at_once_are_written_in_groups_with_a_sequence_each(booth):
    ledger = booth.at.office.ledger
    manifests = [booth.manifest(b"%d" % n) for n in range(3 * GROUP_SIZE)]
    with ThreadPoolExecutor(8) as pool:
        futures = list(pool.map(ledger.accept, manifests * 2))
    wait(futures)
    receipts = [wire.decode(future.result().receipt, wire.Receipt) for future in futures]
    assert receipts[: len(manifests)] == receipts[len(manifests) :]
    assert len({receipt.sequence for receipt in receipts}) == len(manifests)
    assert sum(future.result().fresh for future in futures) == len(manifests)
    for manifest, receipt in zip(manifests, receipts, strict=False):
        wire.verify_receipt(receipt, manifest, booth.at.office.keys.sign.public_key())


def test_a_packet_that_cannot_be_written_spoils_no_other(booth):
    ledger = booth.at.office.ledger
    good, bad = booth.manifest(b"good"), booth.manifest(b"bad", booth="nobody-knows")
    futures = [ledger.accept(each) for each in (bad, good, bad)]
    wait(futures)
    assert isinstance(futures[0].exception(), OfficeError)
    assert futures[1].result().fresh


def test_a_conflict_is_an_error_of_its_own(booth):
    ledger = booth.at.office.ledger
    one = booth.manifest(b"one")
    ledger.accept(one).result()
    with pytest.raises(Conflict):
        ledger.accept(booth.manifest(b"two", id=one.id)).result()


def test_what_waits_is_written_at_the_end(booth):
    office = booth.at.office
    futures = [office.ledger.accept(booth.manifest(b"%d" % n)) for n in range(200)]
    office.ledger.close()
    assert all(future.done() for future in futures)


def test_a_newer_ledger_is_left_alone(tmp_path):
    path = tmp_path / "ledger.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {(schema.MAJOR + 1) << 16}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(OfficeNewer):
        Database(path)
    assert path.read_bytes() == before


def test_a_newer_minor_is_opened(tmp_path):
    path = tmp_path / "ledger.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 7}")
    connection.close()
    Database(path).close()


def test_a_damaged_ledger_is_named(tmp_path):
    path = tmp_path / "ledger.db"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(OfficeDamaged):
        Database(path)


def test_a_ledger_held_by_another_is_named(tmp_path):
    path = tmp_path / "ledger.db"
    Database(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    database = Database(path, busy_wait=0.01)
    with pytest.raises(OfficeBusy), database.write():
        pass
    other.close()
    database.close()


def test_the_ledger_is_durable_and_private(tmp_path):
    database = Database(tmp_path / "ledger.db")
    with database.write() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    database.close()
    assert os.name == "nt" or (tmp_path / "ledger.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, OfficeFull), (errno.EDQUOT, OfficeFull), (errno.EROFS, OfficeUnwritable)]
)
def test_the_systems_refusals_are_translated(number, kind):
    with pytest.raises(kind), disk.writing():
        raise OSError(number, os.strerror(number), "a/name/that/is/not/told")


@pytest.fixture
def blobs(tmp_path):
    for name in ("packets", "spool"):
        (tmp_path / name).mkdir()
    return Blobs(tmp_path / "packets", tmp_path / "spool")


def name_of(data: bytes) -> Name:
    import hashlib

    return Name("booth-1", str(uuid_utils.uuid7()), hashlib.sha256(data).hexdigest())


def test_a_disk_that_fills_up_while_a_packet_arrives_gives_its_room_back(blobs, monkeypatch):
    data = bytes(100_000)
    name = name_of(data)
    upload = blobs.begin(name, len(data), on_superseded=lambda: None)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    upload.add(data)
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(OfficeFull):
            upload.finish()
    assert not blobs.part(name).exists()
    assert not blobs.uploads()
    with pytest.raises(Superseded):
        upload.add(b"x")
    again = blobs.begin(name, len(data), on_superseded=lambda: None)
    again.add(data)
    again.finish()
    assert blobs.packet(name).read_bytes() == data


def test_an_upload_takes_no_byte_too_many(blobs):
    name = name_of(b"abc")
    upload = blobs.begin(name, 3, on_superseded=lambda: None)
    upload.add(b"ab")
    with pytest.raises(ValueError, match="promised"):
        upload.add(b"cd")
    upload.close()
    assert blobs.offset(name) == 2


def test_too_few_bytes_are_not_finished(blobs):
    name = name_of(b"abc")
    upload = blobs.begin(name, 3, on_superseded=lambda: None)
    upload.add(b"ab")
    with pytest.raises(DigestWrong):
        upload.finish()
    assert blobs.offset(name) == 0


def test_what_was_not_written_yet_is_not_lost_to_the_one_who_takes_over(blobs):
    data = bytes(range(256)) * 100
    name = name_of(data)
    told = []
    first = blobs.begin(name, len(data), on_superseded=lambda: told.append("first"))
    first.add(data[:1000])
    second = blobs.begin(name, len(data), on_superseded=lambda: told.append("second"))
    assert (told, second.offset) == (["first"], 1000)
    second.add(data[1000:])
    second.finish()
    assert blobs.packet(name).read_bytes() == data


def test_old_parts_are_swept(blobs):
    old, new = name_of(b"old"), name_of(b"new")
    for name in (old, new):
        upload = blobs.begin(name, 3, on_superseded=lambda: None)
        upload.add(b"x")
        upload.close()
    os.utime(blobs.part(old), (1000, 1000))
    assert blobs.sweep(2000) == 1
    assert (blobs.offset(old), blobs.offset(new)) == (0, 1)
