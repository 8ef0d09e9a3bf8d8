"""A real office on loopback, a booth that sends to it, and between them a line that does what a test says."""

from __future__ import annotations

import secrets
import socket
import struct
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.agent import Agent
from sync.identity import enrol, make_door_key, save_identity
from sync.office import certificates
from sync.office.booths import Booths
from sync.office.database import Database
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.keys import make_office
from sync.office.tally import Tally
from sync.outbox import Outbox, State
from sync.packet import seal
from sync.transport import Patience
from tests.unit.sync.conftest import make_facts

WAIT = 60  # seconds: only a hang gets there
QUICK = Patience(stall=0.5, answer=2)


def now():
    return datetime.now(UTC)


class Office:
    """An office served by a process of its own; `stop` and `start` as often as a test likes, always at one port."""

    def __init__(self, root, *, secure=True):
        self.folder = Folder(root)
        make_office(self.folder, name="Kotim", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=now())
        self.plain = [] if secure else ["--http"]
        self.port = 0
        self.process = None

    def start(self):
        command = [sys.executable, "-c", "import sys; from sync.office.cli import main; sys.exit(main())", "serve"]
        options = ["--data", str(self.folder.root), "--port", str(self.port), *self.plain]
        self.process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().removeprefix("ready ").strip()
        self.port = int(self.url.rpartition(":")[2])
        return self

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.stdout.close()
            self.process.wait(WAIT)
            self.process = None

    @contextmanager
    def ledger(self):
        with closing(Database(self.folder.ledger)) as database:
            yield database

    def code(self):
        ca = certificates.der(certificates.read_ca(self.folder.keys))
        with self.ledger() as database:
            secret = secrets.token_bytes(10)
            return Booths(database).make_code(("620206",), "", secret=secret, ca_der=ca, now=now())

    def revoke(self, booth):
        with self.ledger() as database:
            Booths(database).revoke(booth, now())

    def count(self, booth):
        """How many recordings of a booth the office counts."""
        with self.ledger() as database:
            return Tally(database).totals(None).booths.get(booth, 0)

    def stored(self, booth):
        """Packet id → sealed bytes of every blob of a booth."""
        return {path.parent.name: path.read_bytes() for path in self.folder.packets.glob(f"{booth}/*/*")}


@dataclass
class Booth:
    """A booth's data folder with a key to seal with."""

    folder: object
    seal_key: object

    @classmethod
    def enrolled(cls, folder, url, code):
        folder.mkdir()
        booth = cls(folder, Ed25519PrivateKey.generate())
        booth.identity = enrol(url, code, "Bilik 1", make_door_key(folder), booth.seal_key)
        save_identity(folder, booth.identity)
        return booth

    @property
    def id(self):
        return self.identity.booth

    def move_to(self, port, host="127.0.0.1"):
        """The office is reached at another address, for instance through a bad line."""
        url = f"{self.identity.url.partition(':')[0]}://{host}:{port}"
        save_identity(self.folder, msgspec.structs.replace(self.identity, url=url))

    def outbox(self):
        return closing(Outbox.open(self.folder / "outbox.db", clock=now))

    def save(self, count, size=30_000, key=None):
        """Put `count` packets of random contents; id → sealed bytes."""
        saved = {}
        with self.outbox() as outbox:
            for _ in range(count):
                packet = str(uuid_utils.uuid7())
                facts = make_facts(id=packet, booth=self.id, seq=outbox.reserve_seq(packet))
                files = {"recording.json": b"{}", "photo.jpg": secrets.token_bytes(size)}
                sealed = seal(files, facts=facts, recipients=self.identity.recipients, key=key or self.seal_key)
                outbox.put(sealed.manifest, sealed.data)
                saved[packet] = sealed.data
        return saved

    def send(self, *, clock=now, patience=QUICK, on_status=lambda _: None):
        """`once`, that never rests: what ended a pass is answered by the next at once."""

        def hear(status):
            on_status(status)
            agent.wake()

        agent = Agent(self.folder, clock=clock, patience=patience, on_status=hear)
        with closing(agent):
            return agent.once()


def all_arrived_once(office, booth, saved):
    """The office holds what was saved, once each, and the booth knows it."""
    booth.move_to(office.port)
    assert booth.send().packets == 0
    assert office.stored(booth.id) == saved
    assert office.count(booth.id) == len(saved)
    with booth.outbox() as outbox:
        assert outbox.counts().states == {State.RECEIPTED: len(saved)}
        assert outbox.office_counts("2026-09-05").count == len(saved)


@dataclass(frozen=True)
class Cut:
    """Break the connection after `up` bytes from the booth; `reset` as a router does that forgot it."""

    up: int
    reset: bool = False


@dataclass(frozen=True)
class Swallow:
    """Let `up` bytes through, then keep the answer to oneself and break the connection."""

    up: int


@dataclass(frozen=True)
class Silence:
    """After `up` bytes carry nothing more, and say nothing."""

    up: int


@dataclass(frozen=True)
class Late:
    """After `up` bytes carry nothing more until `until` is set; then hand on what came meanwhile, however late."""

    up: int
    until: threading.Event


class Line:
    """Carries connections to `port`; the first gets the first of `faults`, and so on; then all goes well.

    Those of `heavy` are for whoever carries much, in whatever order connections come: the first that has carried as
    many bytes as the first of them says gets it. `every` connection that has no other fault gets that one.
    """

    def __init__(self, port, faults=(), *, heavy=(), every=None, host="127.0.0.1"):
        self.target = port
        self.host = host
        self.faults = list(faults)
        self.heavy = list(heavy)
        self.every = every
        self.lock = threading.Lock()
        self.listener = socket.create_server((host, 0))
        self.port = self.listener.getsockname()[1]
        self.open = []
        self.closing = threading.Event()
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    def _accept(self):
        while True:
            booth, _ = self.listener.accept()
            if self.closing.is_set():
                booth.close()
                return
            for carried in self.open:
                if carried.cut:
                    carried.read.wait(WAIT)  # what was on its way when the line was cut arrives before the next call
            try:
                office = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                booth.close()
                continue
            fault = self.faults.pop(0) if self.faults else self.every
            carried = _Carried(booth, office, fault, self.heavier)
            self.open.append(carried)
            for work in (carried.up, carried.down):
                thread = threading.Thread(target=work)
                thread.start()
                self.threads.append(thread)

    def heavier(self, carried):
        """The fault for a connection without any that has carried so many bytes."""
        with self.lock:
            return self.heavy.pop(0) if self.heavy and carried >= self.heavy[0].up else None

    def carried(self):
        """Bytes that the office was handed."""
        return sum(carried.sent for carried in self.open)

    def close(self):
        self.closing.set()
        socket.create_connection((self.host, self.port)).close()
        for carried in self.open:
            carried.end()
        for thread in self.threads:
            thread.join(WAIT)
            assert not thread.is_alive()
        for carried in self.open:
            carried.close()
        self.listener.close()


class _Carried:
    def __init__(self, booth, office, fault, heavier):
        self.booth, self.office, self.fault, self.heavier = booth, office, fault, heavier
        self.sent = 0
        self.cut = False  # the line was cut here, and not only is going to be
        self.over = threading.Event()
        self.read = threading.Event()  # the office has taken all that was handed on, and hung up

    def up(self):
        with suppress(OSError):
            while data := self.booth.recv(4096):
                self.fault = self.fault or self.heavier(self.sent + len(data))
                if self.fault is None or self.sent + len(data) < self.fault.up:
                    self._hand_on(data)
                elif isinstance(self.fault, Swallow):
                    self.over.set()
                    self._hand_on(data)
                elif isinstance(self.fault, Late):
                    self.fault.until.wait(WAIT)
                    self._hand_on(data)
                else:
                    self._hand_on(data[: max(0, self.fault.up - self.sent)])
                    if isinstance(self.fault, Silence):
                        self.over.wait(WAIT)
                    self.cut = isinstance(self.fault, Cut)
                    self.end(reset=self.cut and self.fault.reset, drain=self.cut)
                    return
        self.end()

    def _hand_on(self, data):
        self.sent += len(data)
        self.office.sendall(data)

    def down(self):
        with suppress(OSError):
            while data := self.office.recv(4096):
                if isinstance(self.fault, Swallow) and self.over.is_set():
                    break
                if isinstance(self.fault, Silence) and self.sent >= self.fault.up:
                    self.over.wait(WAIT)
                    break
                self.booth.sendall(data)
        self.read.set()
        self.end()

    def end(self, *, reset=False, drain=False):
        """Shutting down wakes the other thread from `recv`, closing would not; a reset is what `up` alone asks for.

        With `drain` the office is only told that no more comes: the other thread waits until it hangs up.
        """
        self.over.set()
        if reset:
            with suppress(OSError):
                self.booth.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.booth.close()
        for end, how in ((self.booth, socket.SHUT_RDWR), (self.office, socket.SHUT_WR if drain else socket.SHUT_RDWR)):
            with suppress(OSError):
                end.shutdown(how)

    def close(self):
        self.booth.close()
        self.office.close()
