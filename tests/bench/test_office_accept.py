"""How many packets of 400 KB the office accepts a second, beside what the disk alone would allow.

The floor is write + fsync + rename + fsync of the folder by as many threads; the office adds HTTP, two signatures to
verify, one to make, sha256 and the ledger. Requests are signed beforehand; the load comes from the same machine.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import secrets
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import door, enrolment, wire
from sync.office.booths import Booths
from sync.office.database import Database
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.instants import to_text
from sync.office.keys import make_office

SIZE = 400_000
PACKETS = 200
THREADS = 8
ROUNDS = 5


class Line:
    """One kept-alive connection that sends ready-made requests."""

    def __init__(self, address: str, context: ssl.SSLContext | None) -> None:
        parts = urlsplit(address)
        sock = socket.create_connection((parts.hostname, parts.port), timeout=60)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sock = sock if context is None else context.wrap_socket(sock, server_hostname=parts.hostname)

    def send(self, head: bytes, body: bytes) -> tuple[int, bytes]:
        self._sock.sendall(head)
        self._sock.sendall(body)
        response = http.client.HTTPResponse(self._sock)
        response.begin()
        return response.status, response.read()

    def close(self) -> None:
        self._sock.close()


class Sender:
    """A booth that signs many requests at once."""

    def __init__(self, folder: Folder) -> None:
        self.door_key, self.seal_key = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
        database, now = Database(folder.ledger), datetime.now(UTC)
        booths, secret = Booths(database), secrets.token_bytes(enrolment.SECRET_BYTES)
        booths.make_code(["620205"], "Bench", secret=secret, ca_der=b"", now=now)
        keys = {"door_key": wire.public_text(self.door_key), "seal_key": wire.public_text(self.seal_key)}
        self.id = booths.enrol(secret, wire.EnrolRequest(code="", name="Bench", **keys), now).id
        database.close()
        self.seq = 0

    def packets(self, number: int) -> list[tuple[wire.Manifest, bytes]]:
        made = []
        for _ in range(number):
            self.seq += 1
            data = random.randbytes(SIZE)
            manifest = wire.Manifest(
                id=str(uuid_utils.uuid7()),
                sha256=hashlib.sha256(data).hexdigest(),
                size=SIZE,
                booth=self.id,
                seq=self.seq,
                sealed_at=to_text(datetime.now(UTC)),
                day="2026-11-25",
                hour=10,
                time_zone="Asia/Pontianak",
                kecamatan="620205",
                operator="sari",
            )
            made.append((wire.sign(manifest, self.seal_key), data))
        return made

    def head(self, method: str, path: str, headers: dict[str, str]) -> bytes:
        signed = door.sign_request(
            method,
            f"https://office{path}",
            headers,
            booth=self.id,
            key=self.door_key,
            created=datetime.now(UTC),
            nonce=secrets.token_hex(12),
        )
        lines = [f"{method} {path} HTTP/1.1", "Host: office", *(f"{name}: {value}" for name, value in signed.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    def offer(self, packets: list[tuple[wire.Manifest, bytes]]) -> tuple[bytes, bytes]:
        body = wire.encode(wire.Offer(manifests=[manifest for manifest, _ in packets]))
        digest = door.repr_digest(hashlib.sha256(body).hexdigest())
        return self.head("POST", "/v1/offer", {"Content-Length": str(len(body)), "Repr-Digest": digest}), body

    def put(self, manifest: wire.Manifest) -> bytes:
        headers = {
            "Content-Length": str(SIZE),
            "Repr-Digest": door.repr_digest(manifest.sha256),
            "Upload-Offset": "0",
            "Upload-Length": str(SIZE),
            "Upload-Complete": "?1",
        }
        return self.head("PUT", f"/v1/packets/{manifest.id}", headers)


def floor(folder, data: list[bytes]) -> float:
    """Packets a second that the disk takes durably."""
    folder.mkdir()

    def store(item: tuple[int, bytes]) -> None:
        number, packet = item
        below = folder / str(number)
        below.mkdir()
        with (below / "part").open("wb") as file:
            file.write(packet)
            file.flush()
            os.fsync(file.fileno())
        (below / "part").rename(below / "packet")
        handle = os.open(below, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    begun = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(store, enumerate(data)))
    return len(data) / (time.perf_counter() - begun)


def accepted(sender: Sender, address: str, context: ssl.SSLContext | None) -> tuple[float, list[bytes]]:
    """Packets a second that got their receipt, and their bytes."""
    packets = sender.packets(PACKETS)
    lines = [Line(address, context) for _ in range(THREADS)]
    status, _ = lines[0].send(*sender.offer(packets))
    assert status == 200
    requests = [(sender.put(manifest), data) for manifest, data in packets]

    def work(at: int) -> list[int]:
        return [lines[at].send(*request)[0] for request in requests[at::THREADS]]

    begun = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        answers = [status for part in pool.map(work, range(THREADS)) for status in part]
    seconds = time.perf_counter() - begun
    for line in lines:
        line.close()
    assert answers == [201] * PACKETS
    return PACKETS / seconds, [data for _, data in packets]


@pytest.mark.bench
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGTERM")
def test_accepting(tmp_path, capsys):
    folder = Folder(tmp_path / "office")
    make_office(folder, name="Bench", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=datetime.now(UTC))
    sender = Sender(folder)
    context = ssl.create_default_context(cafile=folder.keys / "ca.pem")
    rates: dict[str, list[float]] = {"disk alone": [], "office, TLS": [], "office, plain": []}
    for round_ in range(ROUNDS):
        for name, words, tls in (("office, TLS", [], context), ("office, plain", ["--http"], None)):
            command = [sys.executable, "-m", "sync.office.cli", "serve", "--data", str(folder.root), "--port", "0"]
            process = subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True)
            address = process.stdout.readline().split()[1]
            rate, data = accepted(sender, address, tls)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
            rates[name].append(rate)
        rates["disk alone"].append(floor(tmp_path / f"floor{round_}", data))
    medians = {name: statistics.median(each) for name, each in rates.items()}
    with capsys.disabled():
        print(f"\n{PACKETS} packets of {SIZE // 1000} KB, {THREADS} at once, median of {ROUNDS} rounds")
        for name, median in medians.items():
            share = median / medians["disk alone"]
            print(f"  {name:<14} {median:8.0f}/s  {share:5.2f} of the disk alone")
