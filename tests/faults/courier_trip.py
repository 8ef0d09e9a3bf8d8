"""An office and its booths without a line between them, and a stick that does what a test says."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import courier_files, enrolment, inbox, wire
from sync.errors import StickLost
from sync.identity import OfficeIdentity, make_door_key, save_identity
from sync.news import BoothKey
from sync.office import certificates, courier, courier_answer, register_schema
from sync.office.database import Database
from sync.office.decisions import Decisions
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.keys import make_office
from sync.office.office import open_office
from sync.office.register import Mode, Register
from sync.outbox import Outbox, State
from sync.statements import state


class Clock:
    """A clock that tests move."""

    def __init__(self):
        self.now = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


class Office:
    """An office that nobody serves."""

    def __init__(self, root, clock, *, name="Kotim"):
        self.folder = Folder(root)
        self.clock = clock
        if not root.exists():
            make_office(self.folder, name=name, time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=clock())

    @contextmanager
    def opened(self):
        with closing(open_office(self.folder, clock=self.clock, new_token=secrets.token_hex)) as office:
            yield office

    def booth(self, root, name="Baamang 1"):
        """A newly enrolled booth with its data in `root`."""
        root.mkdir()
        door, seal = make_door_key(root), Ed25519PrivateKey.generate()
        request = wire.EnrolRequest(
            code="", name=name, door_key=wire.public_text(door), seal_key=wire.public_text(seal)
        )
        ca = certificates.read_ca(self.folder.keys)
        secret = secrets.token_bytes(10)
        with self.opened() as office:
            code = office.booths.make_code(
                ("620205",), name, secret=secret, ca_der=certificates.der(ca), now=self.clock()
            )
            booth = office.booths.enrol(enrolment.parse_code(code).secret, request, self.clock())
            identity = OfficeIdentity(
                url="https://127.0.0.1:1",
                ca=office.keys.ca_pem.decode(),
                booth=booth.id,
                name=booth.name,
                office=office.settings.name,
                office_key=wire.public_text(office.keys.sign),
                recipients=office.settings.recipients,
                kecamatan=booth.kecamatan,
                time_zone="Asia/Pontianak",
                enrolled_at="2026-11-26T03:00:00.000Z",
            )
        save_identity(root, identity)
        return Booth(root, booth.id, seal, self.clock)

    def register(self, *residents):
        """Take residents (`tests.office.people`) into the register."""
        with closing(Database(self.folder.register, schema=register_schema)) as database:
            Register(database).take_in(residents, mode=Mode.ADD, file="r.csv", now=self.clock())

    def decide(self, **changes):
        """Settings for all booths."""
        with closing(Database(self.folder.register, schema=register_schema)) as database:
            Decisions(database).change("", changes)

    def read(self, stick, **options):
        """Take packets in."""
        with self.opened() as office:
            return courier.read_stick(office, stick, **options)

    def write(self, stick, **options):
        """Write receipts and news."""
        with self.opened() as office:
            return courier_answer.write_stick(office, stick, **options)

    def serve(self, stick):
        """Both, as the command does."""
        with self.opened() as office:
            taken = courier.read_stick(office, stick)
            refused = {each.booth: each.refused for each in taken.booths}
            return taken, courier_answer.write_stick(office, stick, refused=refused)

    def ledger(self):
        """Every packet in the ledger: id → sha256, held against the bytes in the folder."""
        with self.opened() as office, office.database.read() as connection:
            rows = connection.execute("SELECT id, booth, sha256 FROM packets").fetchall()
        for packet, booth, sha256 in rows:
            data = (self.folder.packets / booth / packet / sha256).read_bytes()
            assert hashlib.sha256(data).hexdigest() == sha256
        assert len({row[0] for row in rows}) == len(rows)
        return {row[0]: row[2] for row in rows}

    def copy(self, root):
        """The office as it is now, elsewhere."""
        shutil.copytree(self.folder.root, root)
        return Office(root, self.clock)


class Booth:
    """A booth's data folder, and the key that its vault would hold."""

    def __init__(self, root, name, seal, clock):
        self.root = root
        self.id = name
        self.seal = seal
        self.clock = clock
        self.saved = {}

    @contextmanager
    def outbox(self):
        with closing(Outbox.open(self.root / "outbox.db", clock=self.clock)) as outbox:
            yield outbox

    def manifest(self, data, seq, **changes):
        facts = {
            "id": str(uuid_utils.uuid7()),
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "booth": self.id,
            "seq": seq,
            "sealed_at": "2026-11-26T03:00:00.000Z",
            "day": "2026-11-26",
            "hour": 10,
            "time_zone": "Asia/Pontianak",
            "kecamatan": "620205",
            "operator": "sari",
        }
        return wire.sign(wire.Manifest(**(facts | changes)), self.seal)

    def save(self, count, size=900):
        """Queue `count` packets; their manifests."""
        manifests = []
        with self.outbox() as outbox:
            for _ in range(count):
                data = secrets.token_bytes(size)
                manifests.append(self.manifest(data, outbox.reserve_seq("none")))
                outbox.put(manifests[-1], data)
                self.saved[manifests[-1].id] = manifests[-1].sha256
        return manifests

    def log_in(self):
        """As a first login does: make the key to which letters are sealed; the secret half."""
        identity = pyrage.x25519.Identity.generate()
        key = BoothKey(booth=self.id, recipient=str(identity.to_public()), issued_at=wire.instant(self.clock()))
        inbox.write_key(self.root, state(key, self.seal))
        return identity

    def states(self):
        """State → how many."""
        with self.outbox() as outbox:
            return outbox.counts().states

    def receipted(self):
        return self.states().get(State.RECEIPTED, 0)

    def copy(self, root):
        """The booth as it is now, elsewhere."""
        shutil.copytree(self.root, root)
        booth = Booth(root, self.id, self.seal, self.clock)
        booth.saved = dict(self.saved)
        return booth


class FailingSystem:
    """The system's calls on a stick; from the `after`-th on (from 0) each of them fails, or only the room ends.

    `count` tells how many there were.
    """

    CALLS = ("open", "read", "write", "fsync", "replace", "unlink", "mkdir", "scandir", "stat", "lstat", "fstat")

    def __init__(self, after, error=errno.EIO):
        self.count = 0
        self._after = after
        self._error = error

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in self.CALLS:
            return real

        def call(*arguments, **options):
            self.count += 1
            if self.count > self._after:
                raise OSError(self._error, os.strerror(self._error))
            return real(*arguments, **options)

        return call


class Locked(FailingSystem):
    """A stick that can be read only."""

    CALLS = ("unlink", "mkdir", "replace", "write")

    def __init__(self):
        super().__init__(0, errno.EROFS)


class SmallStick:
    """The system's calls on a stick that takes `room` bytes more, and half of the write that fills it."""

    def __init__(self, room):
        self._room = room

    def __getattr__(self, name):
        return getattr(os, name)

    def write(self, handle, data):
        if not self._room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fits = data[: self._room]
        self._room -= len(fits)
        return os.write(handle, fits)


def everything(stick: Path) -> dict[str, bytes]:
    """Every file on a stick: path below it → bytes."""
    return {str(path.relative_to(stick)): path.read_bytes() for path in stick.rglob("*") if path.is_file()}


def plugged_into(monkeypatch, system):
    """Let the courier's calls go through `system`; the real ones again for None."""
    monkeypatch.setattr(courier_files, "os", system or os)


def failing(monkeypatch, call):
    """Run `call(attempt)` with the stick pulled out after 0, 1, 2 … of its file operations, until it is done whole."""
    after = 0
    while True:
        system = FailingSystem(after)
        plugged_into(monkeypatch, system)
        try:
            call(after)
        except StickLost:
            assert system.count > after
        else:
            assert system.count <= after
            return after
        finally:
            plugged_into(monkeypatch, None)
        after += 1
