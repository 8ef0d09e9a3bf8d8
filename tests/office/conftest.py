"""A real office on loopback, over TLS, and a booth that talks to it byte by byte."""

from __future__ import annotations

import hashlib
import http.client
import secrets
import ssl
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import door, enrolment, wire
from sync.office import certificates, server
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.instants import system_clock
from sync.office.keys import make_office
from sync.office.office import open_office
from tests.office.reader import Reader, reader

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 30  # seconds: only a hang gets there


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **kwargs: float) -> None:
        self.now += timedelta(**kwargs)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        assert self.headers["content-type"] == "application/problem+json", self
        problem = wire.decode(self.body, wire.Problem)
        assert problem.status == self.status
        return problem.code

    @property
    def receipt(self) -> wire.Receipt:
        return wire.decode(self.body, wire.Receipt)

    @property
    def offset(self) -> int:
        return int(self.headers["upload-offset"])


class Place:
    """Where an office listens: its folder, port and clock."""

    def __init__(self, folder: Folder, port: int, clock: Clock) -> None:
        self.folder = folder
        self.port = port
        self.clock = clock
        self.context = ssl.create_default_context(cafile=folder.keys / "ca.pem")
        self.context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.context.verify_flags |= ssl.VERIFY_X509_STRICT

    def connect(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=WAIT, context=self.context)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """One request on a connection of its own, unsigned."""
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            return read_answer(connection)
        finally:
            connection.close()


class Running(Place):
    """An office served by a thread; `plain` HTTP for what stands in front of it."""

    def __init__(self, folder: Folder, clock: Clock, *, plain: bool = False, **options: object) -> None:
        self.office = open_office(folder, clock=clock, new_token=secrets.token_hex, **options)
        sock = server.listen("127.0.0.1", 0)
        super().__init__(folder, sock.getsockname()[1], clock)
        ready = threading.Event()
        tls = None if plain else certificates.server_context(folder.keys)
        self.receiver = server.make_receiver(self.office, context=tls, on_ready=ready.set)
        self.thread = threading.Thread(target=lambda: self.receiver.run(sockets=[sock]), daemon=True)
        self.thread.start()
        assert ready.wait(WAIT)

    def stop(self) -> None:
        self.receiver.should_exit = True
        self.thread.join(WAIT)
        assert not self.thread.is_alive()
        self.office.close()

    def code(self, kecamatan: tuple[str, ...] = ("620205",), name: str = "") -> str:
        ca = certificates.der(certificates.read_ca(self.folder.keys))
        return self.office.booths.make_code(
            kecamatan, name, secret=secrets.token_bytes(10), ca_der=ca, now=self.clock()
        )

    def booth(self, name: str = "Baamang 1", kecamatan: tuple[str, ...] = ("620205",)) -> Booth:
        """A newly enrolled booth."""
        booth = Booth(self)
        answer = booth.enrol(self.code(kecamatan), name)
        assert answer.status == 200, answer
        booth.identity = wire.decode(answer.body, wire.EnrolAnswer)
        return booth


class Process(Place):
    """An office served by a process of its own, which runs `before` (Python) first."""

    def __init__(self, folder: Folder, before: str = "") -> None:
        arguments = ["serve", "--data", str(folder.root), "--port", "0"]
        code = f"import os, signal, sys\n{before}\nfrom sync.office.cli import main\nsys.exit(main({arguments!r}))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        first = self.process.stdout.readline().split()
        assert first[0] == "ready"
        super().__init__(folder, int(first[1].rpartition(":")[2]), system_clock)

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        _, complaints = self.process.communicate(timeout=WAIT)
        assert complaints == ""
        return self.process.returncode

    def stop(self) -> int:
        self.process.terminate()
        return self.ended()


@dataclass
class Booth:
    """The other end of the wire."""

    at: Place
    door_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    seal_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    identity: wire.EnrolAnswer | None = None
    seq: int = 0

    @property
    def id(self) -> str:
        return self.identity.booth

    def enrol(self, code: str, name: str) -> Answer:
        request = wire.EnrolRequest(
            code=enrolment.secret_text(enrolment.parse_code(code)),
            name=name,
            door_key=wire.public_text(self.door_key),
            seal_key=wire.public_text(self.seal_key),
        )
        return self.at.ask("POST", "/v1/enrol", wire.encode(request))

    def manifest(self, data: bytes, **changes: object) -> wire.Manifest:
        self.seq += 1
        manifest = wire.Manifest(
            id=str(uuid_utils.uuid7()),
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            booth=self.id,
            seq=self.seq,
            sealed_at="2026-11-25T03:00:00.000Z",
            day="2026-11-25",
            hour=10,
            time_zone="Asia/Pontianak",
            kecamatan="620205",
            operator="sari",
        )
        unsigned = type(manifest)(**{**{f: getattr(manifest, f) for f in manifest.__struct_fields__}, **changes})
        return wire.sign(unsigned, self.seal_key)

    def signed(
        self, method: str, path: str, headers: dict[str, str] | None = None, *, created: datetime | None = None
    ) -> dict[str, str]:
        return door.sign_request(
            method,
            f"https://127.0.0.1:{self.at.port}{path}",
            headers or {},
            booth=self.identity.booth if self.identity else "nobody",
            key=self.door_key,
            created=created or self.at.clock(),
            nonce=secrets.token_hex(12),  # hypothesis repeats `random`
        )

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """A signed request with a body that is its own representation."""
        all_headers = dict(headers or {})
        if body is not None:
            all_headers.setdefault("Content-Length", str(len(body)))
            all_headers.setdefault("Repr-Digest", door.repr_digest(hashlib.sha256(body).hexdigest()))
        return self.at.ask(method, path, body, self.signed(method, path, all_headers))

    def offer(self, *manifests: wire.Manifest) -> list[wire.OfferItem]:
        answer = self.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=list(manifests))))
        assert answer.status == 200, answer
        items = wire.decode(answer.body, wire.OfferAnswer).items
        assert [item.id for item in items] == [manifest.id for manifest in manifests]
        return items

    def headers(self, manifest: wire.Manifest, method: str, offset: int, length: int, **more: str) -> dict[str, str]:
        """The signed headers of a PUT or PATCH of `length` bytes."""
        headers = {
            "Content-Length": str(length),
            "Repr-Digest": door.repr_digest(manifest.sha256),
            "Upload-Offset": str(offset),
            "Upload-Complete": "?1",
        }
        if method == "PUT":
            headers["Upload-Length"] = str(manifest.size)
        else:
            headers["Content-Type"] = "application/partial-upload"
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        return self.signed(method, place_of(manifest), {k: v for k, v in headers.items() if v})

    def put(self, manifest: wire.Manifest, data: bytes, **more: str) -> Answer:
        """The whole packet."""
        return self.send("PUT", manifest, 0, data, **more)

    def patch(self, manifest: wire.Manifest, offset: int, data: bytes, **more: str) -> Answer:
        """What is left of the packet from `offset` on."""
        return self.send("PATCH", manifest, offset, data, **more)

    def send(self, method: str, manifest: wire.Manifest, offset: int, data: bytes, **more: str) -> Answer:
        headers = self.headers(manifest, method, offset, len(data), **more)
        return self.at.ask(method, place_of(manifest), data, headers)

    def head(self, packet: str) -> Answer:
        return self.ask("HEAD", f"/v1/packets/{packet}")

    def begin(self, method: str, manifest: wire.Manifest, offset: int, length: int, data: bytes) -> Answerable:
        """A request that promises `length` bytes and sends only `data`, then hangs."""
        connection = self.at.connect()
        connection.putrequest(method, place_of(manifest))
        for name, value in self.headers(manifest, method, offset, length).items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(data)
        return Answerable(connection)

    def deliver(self, data: bytes, **changes: object) -> wire.Receipt:
        """Offer and send one packet."""
        manifest = self.manifest(data, **changes)
        assert self.offer(manifest)[0].status == "want"
        answer = self.put(manifest, data)
        assert answer.status == 201, answer
        return answer.receipt


def place_of(manifest: wire.Manifest) -> str:
    """The path that a packet is sent to."""
    return f"/v1/{'packets' if manifest.kind == 'recording' else 'originals'}/{manifest.id}"


@dataclass
class Answerable:
    """A request that is under way."""

    connection: http.client.HTTPSConnection

    def send(self, data: bytes) -> None:
        self.connection.send(data)

    def answer(self) -> Answer:
        return read_answer(self.connection)

    def cut(self) -> None:
        """The line breaks."""
        self.connection.close()


def read_answer(connection: http.client.HTTPConnection) -> Answer:
    # A response object outlives its connection; reading it to the end closes it.
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())


def wait_for(condition) -> None:
    """Until `condition()` holds."""
    done = threading.Event()
    for _ in range(WAIT * 100):
        if condition():
            return
        done.wait(0.01)
    raise AssertionError("waited in vain")


@pytest.fixture(name="wait_for")
def _wait_for():
    return wait_for


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Folder:
    """A new office without accounts."""
    return new_office(tmp_path, clock)


@pytest.fixture
def serve(folder: Folder, clock: Clock):
    """Serves `folder`, with the options of `open_office`; all that were started are stopped at the end."""
    started: list[Running] = []

    def start(**options: object) -> Running:
        running = Running(folder, clock, **options)
        started.append(running)
        return running

    yield start
    for running in started:
        if running.thread.is_alive():
            running.stop()


@pytest.fixture
def office(serve) -> Running:
    return serve()


@pytest.fixture
def baamang(office: Running) -> Reader:
    """A booth of the kecamatan Baamang that asks for news."""
    return reader(office)


@pytest.fixture
def process(folder: Folder):
    """Serves `folder` in a process of its own; `process(before)` runs a line of Python in it first."""
    started: list[Process] = []

    def start(before: str = "") -> Process:
        started.append(Process(folder, before))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An office that the tests of a module share, each with booths of its own."""
    clock = Clock()
    running = Running(new_office(tmp_path_factory.mktemp("shared"), clock), clock)
    yield running
    running.stop()


def new_office(root: Path, clock: Clock) -> Folder:
    folder = Folder(root / "office")
    make_office(folder, name="Disdukcapil Kotim", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=clock())
    return folder
