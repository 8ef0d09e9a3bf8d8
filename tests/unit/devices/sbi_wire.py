"""A caller of SBI services on bare sockets, written from the specification, and who stands before the emulated one."""

import base64
import hashlib
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509.oid import NameOID

from booth.devices.emulators.sbi.keys import PROVIDER, Chain
from booth.devices.emulators.sbi.people import Person
from booth.devices.emulators.sbi.service import SbiEmulator

LONGEST_WAIT = 60  # seconds, for a machine that has other things to do
BOUNDARY = b"--BoundaryString\r\n"


@cache
def chain():
    """One chain for all tests: keys take their time."""
    return Chain.create(datetime.now(UTC))


@cache
def print_of(name, finger, attempt):
    """Stripes that differ from finger to finger, 120 × 100."""
    rng = np.random.default_rng((len(name), sum(name.encode()), int(finger), attempt))
    y, x = np.mgrid[0:120, 0:100]
    phase = x * rng.uniform(0.3, 0.8) + y * rng.uniform(0.2, 0.7) + rng.uniform(0, 6)
    return (128 + 100 * np.sin(phase) + rng.integers(-20, 20, (120, 100))).astype(np.uint8)


def person(name="ani", **parts):
    return Person(name, **{"finger": lambda finger, attempt: print_of(name, finger, attempt), **parts})


@contextmanager
def service(*people, **settings):
    with SbiEmulator(people=people or (person(),), chain=settings.pop("chain", None) or chain(), **settings) as it:
        yield it


def until(condition):
    """Wait until `condition()` holds."""
    for _ in range(LONGEST_WAIT * 100):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("waited in vain")


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes
    surplus: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        """The error code, wherever the answer carries it."""
        told = self.json
        if isinstance(told, list):
            told = told[0]
        if "biometrics" in told:
            told = told["biometrics"][0]
        return told.get("error", told)["errorCode"]


def connect(port):
    sock = socket.create_connection(("127.0.0.1", port), LONGEST_WAIT)
    sock.settimeout(LONGEST_WAIT)
    return sock


def request(verb, path, body=None, headers=()):
    data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{verb} {path} HTTP/1.1", "HOST: 127.0.0.1", "EXT: booth", *headers, f"Content-Length: {len(data)}"]
    return "\r\n".join([*lines, "", ""]).encode() + data


def everything(sock):
    """All bytes until the other side closes or resets."""
    came = b""
    try:
        while piece := sock.recv(65_536):
            came += piece
    except ConnectionResetError:
        pass
    return came


def exchange(port, data):
    """Send `data` as it is, and return all that comes back."""
    with connect(port) as sock:
        try:
            sock.sendall(data)
            sock.shutdown(socket.SHUT_WR)
        except OSError:  # it had heard enough
            pass
        return everything(sock)


def call(port, verb, path, body=None, headers=()):
    with connect(port) as sock:
        sock.sendall(request(verb, path, body, headers))
        return parsed(everything(sock))


def parsed(came):
    head, _, rest = came.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(headers["content-length"])
    assert len(rest) >= length, "cut off"
    return Reply(int(first.split()[1]), headers, rest[:length], rest[length:])


def discover(port, kind="Biometric Device"):
    return call(port, "MOSIPDISC", "/device", {"type": kind})


def admin(port, order, **values):
    return call(port, "POST", f"/admin/{order}", values).json["errorCode"]


def asked(type_="Finger", count="4", device="2", sub="1", /, *, top=None, **changes):
    """The body of a capture; `top` changes the outer object, `changes` the inner one; None takes a key away."""
    bio = {
        "type": type_,
        "count": count,
        "bioSubType": [],
        "exception": [],
        "requestedScore": "40",
        "deviceId": device,
        "deviceSubId": sub,
        "previousHash": "",
    }
    body = {
        "env": "Developer",
        "purpose": "Registration",
        "specVersion": "0.9.5",
        "timeout": "10000",
        "captureTime": "2026-01-31T02:03:04Z",
        "transactionId": "5c1b6a0e-6d0c-4a35-9d7a-0d5f0c0a7b11",
        "bio": [bio],
        "customOpts": None,
    }
    return changed(body | {"bio": [changed(bio, changes)]}, top or {})


ABSENT = object()


def changed(values, changes):
    return {key: value for key, value in (values | changes).items() if value is not ABSENT}


def capture(port, *args, **changes):
    return call(port, "RCAPTURE", "/capture", asked(*args, **changes))


def later(function, *args, **named):
    """Run `function` beside; calling the result waits for its value."""
    results = []

    def run():
        try:
            results.append(function(*args, **named))
        except BaseException as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def result():
        thread.join(LONGEST_WAIT)
        assert results, "never ended"
        if isinstance(results[0], BaseException):
            raise results[0]
        return results[0]

    result.done = lambda: bool(results)
    return result


def unpadded(text):
    """RFC 4648 §5 without padding, strictly."""
    assert "=" not in text
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert base64.urlsafe_b64encode(data).rstrip(b"=").decode() == text
    return data


class Untrusted(AssertionError):
    """A JWS does not stand the checks."""


def opened(jws, trust=None, *, now=None):
    """The payload of a compact JWS after every check of §5, and its leaf."""
    trust, now = trust or chain(), now or datetime.now(UTC)
    parts = jws.split(".")
    if len(parts) != 3 or not all(parts):
        raise Untrusted("parts")
    header = json.loads(unpadded(parts[0]))
    if header["alg"] != "RS256" or header["typ"] != "JWT":
        raise Untrusted("algorithm")
    leaf = x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0], validate=True))
    if not leaf.not_valid_before_utc <= now <= leaf.not_valid_after_utc:
        raise Untrusted("validity")
    assert leaf.public_key().key_size >= 2048
    try:
        signed = f"{parts[0]}.{parts[1]}".encode()
        leaf.public_key().verify(unpadded(parts[2]), signed, padding.PKCS1v15(), hashes.SHA256())
    except Exception as error:
        raise Untrusted("signature") from error
    provider, root = trust.provider.certificate, trust.root.certificate
    try:
        leaf.verify_directly_issued_by(provider)
        provider.verify_directly_issued_by(root)
        root.verify_directly_issued_by(root)
    except Exception as error:
        raise Untrusted("chain") from error
    [organisation] = leaf.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    if organisation.value != PROVIDER:
        raise Untrusted("organisation")
    return json.loads(unpadded(parts[1])), leaf


def payloads(reply, trust=None):
    """The payloads of a capture's answer, signatures checked."""
    return [opened(element["data"], trust)[0] for element in reply.json["biometrics"]]


def follows(previous, record):
    """§8.2: the hash in hex that follows on `previous` (in hex, or empty)."""
    before = bytes.fromhex(previous) if previous else hashlib.sha256(b"").digest()
    return hashlib.sha256(before + hashlib.sha256(record).digest()).hexdigest().upper()


class Viewer:
    """Looks at a stream."""

    def __init__(self, port, device="2", sub="1", timeout="60000", **more):
        body = {"deviceId": device, "deviceSubId": sub, "timeout": timeout} | more
        self.sock = connect(port)
        self.sock.sendall(request("STREAM", "/stream", changed(body, {})))
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def to(self, mark):
        """The bytes before `mark`, which is taken away."""
        while mark not in self.buffer:
            piece = self.sock.recv(65_536)
            if not piece:
                raise EOFError
            self.buffer += piece
        before, _, self.buffer = self.buffer.partition(mark)
        return before

    def head(self):
        return self.to(b"\r\n\r\n").decode().split("\r\n")

    def part(self):
        """Type and bytes of the next part, strictly framed."""
        assert self.to(BOUNDARY) == b""
        lines = self.to(b"\r\n\r\n").decode().split("\r\n")
        assert lines[0] == "Access-Control-Allow-Origin:*"
        kind, length = lines[1].removeprefix("Content-Type:"), int(lines[2].removeprefix("Content-Length:"))
        while len(self.buffer) < length + 4:
            piece = self.sock.recv(65_536)
            if not piece:
                raise EOFError
            self.buffer += piece
        data, end, self.buffer = self.buffer[:length], self.buffer[length : length + 4], self.buffer[length + 4 :]
        assert end == b"\r\n\r\n"
        return kind, data

    def refused(self):
        """The JSON that came instead of pictures."""
        return parsed(self.buffer + everything(self.sock)).json
