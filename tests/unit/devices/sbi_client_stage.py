"""A device service written for the client's tests alone: honest unless a test changes it."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain, repeat

import cv2
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from booth.devices.ports import Cancel, DeviceKind
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.device import SbiDevice, Terms
from booth.devices.sbi.discovery import discover
from booth.devices.sbi.fingers import SbiSlap
from booth.devices.sbi.http import Line
from booth.devices.sbi.pictures import Coding, encode_picture
from booth.devices.sbi.records import (
    FaceCoding,
    FaceRecord,
    FingerCoding,
    FingerRecord,
    IrisCoding,
    IrisRecord,
    write_face_record,
    write_finger_record,
    write_iris_record,
)
from booth.devices.sbi.trust import Trust
from booth.domain.fingers import Slap

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
MAKER = "PT Sidik Makmur"
DAY = timedelta(days=1)


@cache
def key(name):
    """One RSA key a name: making them is slow."""
    return rsa.generate_private_key(65537, 1024 if name == "short" else 2048)


def name_of(common, organisation=None):
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def certificate(
    subject,
    issuer,
    *,
    subject_key,
    issuer_key,
    ca=False,
    start=NOW - DAY,
    end=NOW + 30 * DAY,
    path_length=None,
    extensions=(),
    basic=True,
    digest=None,
):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key(subject_key).public_key())
        .serial_number(x509.random_serial_number() | 1 << 158)  # twenty bytes, the first 0x40 to 0x7F
        .not_valid_before(start)
        .not_valid_after(end)
    )
    if basic:
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=path_length), critical=True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(key(issuer_key), digest or hashes.SHA256())


ROOT_NAME, MAKER_NAME, LEAF_NAME = name_of("Root"), name_of("Maker CA", MAKER), name_of("Device 1", MAKER)


@cache
def root(**changes):
    return certificate(ROOT_NAME, ROOT_NAME, subject_key="root", issuer_key="root", ca=True, **changes)


@cache
def maker_ca(**changes):
    settings = {"subject_key": "maker", "issuer_key": "root", "ca": True} | changes
    return certificate(MAKER_NAME, ROOT_NAME, **settings)


@cache
def leaf(subject=LEAF_NAME, **changes):
    settings = {"subject_key": "leaf", "issuer_key": "maker"} | changes
    return certificate(subject, MAKER_NAME, **settings)


def trust(*certificates):
    found = certificates or (maker_ca(), root())
    return Trust(tuple(found), tuple(found))


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jws(payload, *, signer=None, signed_with="leaf", header=None, spoil=False):
    signer = signer() if callable(signer) else signer or leaf()
    x5c = [base64.b64encode(signer.public_bytes(serialization.Encoding.DER)).decode()]
    head = {"x5c": x5c, "typ": "JWT", "alg": "RS256"} | (header or {})
    payload = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    text = f"{b64(json.dumps(head).encode())}.{b64(payload)}"
    signature = key(signed_with).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    if spoil:
        signature = bytes([signature[0] ^ 1]) + signature[1:]
    return f"{text}.{b64(signature)}"


PICTURE = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 256, (160, 120), dtype=np.uint8), (0, 0), 2)
FACE_PICTURE = cv2.GaussianBlur(np.random.default_rng(4).integers(0, 256, (90, 70, 3), dtype=np.uint8), (0, 0), 2)
NAMES = {
    "1": ("Left IndexFinger", "Left MiddleFinger", "Left RingFinger", "Left LittleFinger"),
    "2": ("Right IndexFinger", "Right MiddleFinger", "Right RingFinger", "Right LittleFinger"),
    "3": ("Left Thumb", "Right Thumb"),
    "0": ("UNKNOWN",),
}
EYES = {"1": ("Left",), "2": ("Right",), "3": ("Left", "Right")}
POSITIONS = {"Right Thumb": 1, "Left Thumb": 6, "UNKNOWN": 0}
POSITIONS |= {name: 2 + i for i, name in enumerate(NAMES["2"])} | {name: 7 + i for i, name in enumerate(NAMES["1"])}


def finger_record(name, ppi=500):
    """Every finger its own picture: shifted by its position."""
    pixels = np.roll(PICTURE, POSITIONS[name] * 5, axis=1)
    image = encode_picture(np.ascontiguousarray(pixels), Coding.JP2)
    return write_finger_record(FingerRecord(POSITIONS[name], image, FingerCoding.JP2, 120, 160, ppi=ppi))


def iris_record(name):
    eye = {"Right": 1, "Left": 2}[name]
    return write_iris_record(IrisRecord(eye, encode_picture(PICTURE, Coding.PNG), IrisCoding.PNG, 120, 160))


def face_record():
    return write_face_record(FaceRecord(encode_picture(FACE_PICTURE, Coding.JP2), FaceCoding.JP2, 70, 90))


DEVICES = {
    "slap": ("SLAP-0001-0001", "Finger", "Slap", ["1", "2", "3"]),
    "single": ("SNGL-0001-0001", "Finger", "Single", ["0"]),
    "iris": ("IRIS-0001-0001", "Iris", "Double", ["1", "2", "3"]),
    "face": ("FACE-0001-0001", "Face", "Full face", ["0"]),
}
KINDS = {"Finger": DeviceKind.FINGER, "Face": DeviceKind.CAMERA, "Iris": DeviceKind.IRIS}
JPEG = cv2.imencode(".jpg", np.full((48, 64, 3), 90, np.uint8))[1].tobytes()
STREAM_HEAD = (
    b"HTTP/1.0 200 OK\r\nServer: http://127.0.0.1\r\nAccess-Control-Allow-Origin:*\r\nConnection: close\r\n"
    b"Content-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n"
)
PART = b"--BoundaryString\r\nContent-Type:image/jpeg\r\nContent-Length:%d\r\n\r\n%b\r\n\r\n" % (len(JPEG), JPEG)


class Service:
    """Listens on a port of its own. Every request is kept in `requests` as (verb, path, headers, body).

    `script[verb]` answers instead of the honest service: bytes, or a function of (connection, request body).
    `alter` holds functions that change what is signed or sent: `info`, `digital_id`, `data`, `element`, `elements`,
    `discovered`, `entry`; `sign` holds keyword arguments of `jws` for `info`, `digital_id`, `data`.
    """

    def __init__(self, *devices, env="Production", now=lambda: NOW):
        self.devices = devices or tuple(DEVICES)
        self.env, self.now = env, now
        self.script, self.alter, self.sign = {}, {}, {}
        self.codes = []  # error codes of the next captures
        self.requests = []
        self.closing = threading.Event()
        self.streaming = threading.Event()
        self.streams = 0
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._socket.getsockname()[1]
        self._threads = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def close(self):
        self.closing.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in (self._accepting, *self._threads):
            thread.join(5)

    def asked(self, verb):
        return [request for request in self.requests if request[0] == verb]

    def _accept(self):
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        with connection, suppress(OSError):
            connection.settimeout(5)
            with connection.makefile("rb") as file:
                line = file.readline().decode().split()
                if not line:
                    return
                headers = {}
                while (field := file.readline().strip()) != b"":
                    name, _, value = field.decode().partition(":")
                    headers[name.lower()] = value.strip()
                body = file.read(int(headers.get("content-length", 0)))
            verb, path = line[0], line[1]
            self.requests.append((verb, path, headers, body))
            answer = self.script.get(verb)
            if answer is None:
                answer = {
                    "MOSIPDISC": self.discovery,
                    "MOSIPDINFO": self.info,
                    "RCAPTURE": self.capture,
                    "STREAM": self.stream,
                }.get(verb, self.unknown)
            if callable(answer):
                answer = answer(connection, body)
            if answer:
                connection.sendall(answer)

    def altered(self, what, value):
        return self.alter.get(what, lambda same: same)(value)

    def discovery(self, _connection=None, _body=b""):
        found = []
        for name in self.devices:
            serial = DEVICES[name][0]
            device = self._common(name) | {"digitalId": b64(json.dumps(self.digital_id(name)).encode())}
            device |= {"deviceId": name, "deviceCode": serial, "error": {"errorCode": "0", "errorInfo": "Success"}}
            found.append(self.altered("discovered", device))
        return http(found)

    def info(self, _connection=None, _body=b""):
        return http([self.altered("entry", self.info_entry(name)) for name in self.devices])

    def info_entry(self, name):
        serial = DEVICES[name][0]
        packed = jws(self.digital_id(name), **self.sign.get("digital_id", {}))
        payload = self._common(name) | {"digitalId": packed, "deviceCode": serial, "env": self.env}
        payload = self.altered("info", payload | {"deviceId": name, "firmware": "0.9.5"})
        token = jws(payload, **self.sign.get("info", {}))
        return {"deviceInfo": token, "error": {"errorCode": "0", "errorInfo": "Success"}}

    def capture(self, _connection=None, body=b""):
        request = json.loads(body)
        if self.codes:
            return error_answer(self.codes.pop(0))
        return http({"biometrics": self.elements(request)})

    def elements(self, request):
        bio = request["bio"][0]
        name = bio.get("deviceId") or next(n for n in DEVICES if DEVICES[n][0] == bio["serialNo"])
        previous = bytes.fromhex(bio["previousHash"]) if bio["previousHash"] else hashlib.sha256(b"").digest()
        elements = []
        for sub_type, record in self.records(name, bio):
            data = {
                "digitalId": jws(self.altered("inner_id", self.digital_id(name)), **self.sign.get("digital_id", {})),
                "deviceCode": DEVICES[name][0],
                "deviceServiceVersion": "0.9.5",
                "bioType": DEVICES[name][1],
                "bioSubType": sub_type,
                "purpose": "Registration",
                "env": self.env,
                "bioValue": b64(record),
                "transactionId": request["transactionId"],
                "timestamp": self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
                "requestedScore": "40.0",
                "qualityScore": "77.6",
            }
            data = self.altered("data", data)
            previous = hashlib.sha256(previous + hashlib.sha256(record).digest()).digest()
            element = {
                "specVersion": request["specVersion"],
                "data": jws(data, **self.sign.get("data", {})),
                "hash": previous.hex().upper(),
                "error": {"errorCode": "0", "errorInfo": "Success"},
            }
            elements.append(self.altered("element", element))
        return self.altered("elements", elements)

    def records(self, name, bio):
        left_out = set(bio["exception"] or ())
        if name == "face":
            return [("", self.altered("record", face_record()))]
        if name == "iris":
            found = [(eye, iris_record(eye)) for eye in EYES[bio["deviceSubId"]] if eye not in left_out]
        else:
            found = [(finger, finger_record(finger)) for finger in NAMES[bio["deviceSubId"]] if finger not in left_out]
        return [(sub_type, self.altered("record", record)) for sub_type, record in found]

    def stream(self, connection, _body):
        self.streams += 1
        connection.sendall(STREAM_HEAD)
        while not self.closing.wait(0.01):
            connection.sendall(PART)
            self.streaming.set()

    def unknown(self, _connection=None, _body=b""):
        return http({"error": {"errorCode": "500", "errorInfo": "Invalid URL"}}, status=b"405 Method Not Allowed")

    def digital_id(self, name):
        serial, kind, sub_type, _ = DEVICES[name]
        made = {"serialNo": serial, "make": "Sidik", "model": name.upper(), "type": kind, "deviceSubType": sub_type}
        made |= {"deviceProvider": MAKER, "deviceProviderId": "SIDIK", "dateTime": "2026-01-31T02:03:04Z"}
        return self.altered("digital_id", made)

    def _common(self, name):
        return {
            "deviceStatus": "Ready",
            "certification": "L0",
            "serviceVersion": "0.9.5",
            "deviceSubId": DEVICES[name][3],
            "callbackId": f"http://127.0.0.1:{self.port}/",
            "specVersion": ["0.9.5"],
            "purpose": "Registration",
        }


def http(value, *, status=b"200 OK"):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    head = b"HTTP/1.1 %b\r\nCACHE-CONTROL:no-store\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % (
        status,
        len(body),
    )
    return head + b"Connection: Closed\r\n\r\n" + body + b"\r\n\r\n"  # four bytes more, as some services send


def error_answer(code, info="as told"):
    error = {"errorCode": code, "errorInfo": info}
    return http({"biometrics": [{"specVersion": "", "data": "", "hash": "", "error": error}]})


@contextmanager
def serving(*devices, **settings):
    service = Service(*devices, **settings)
    try:
        yield service
    finally:
        service.close()


class Clock:
    """Seconds that pass by being asked for: `step` each time."""

    def __init__(self, step=0.0):
        self.now, self.step = 1000.0, step

    def __call__(self):
        self.now += self.step
        return self.now


def terms(**changes):
    settings = {"trust": trust(), "chain": CaptureChain(), "allow_emulated": False, "score": 40, "now": lambda: NOW}
    return Terms(**settings | changes)


def announced(service, name):
    """What discovery finds of the service's device `name`."""
    line = Line("Device", Cancel())
    found = {one.id.serial: one for one in discover(line, ports=[service.port])}
    return found[DEVICES[name][0]]


def device_of(service, name, *, connect=True, **changes):
    found = announced(service, name)
    device = SbiDevice(found, terms(**changes), KINDS[found.id.type], "Fingerprint scanner")
    if connect:
        device.connect(Cancel())
    return device


def slap(service, **changes):
    """The driver of the ten-print scanner."""
    return SbiSlap(device_of(service, "slap", **changes))


def take(scanner, slap=Slap.RIGHT_FOUR, missing=(), **more):
    """A slap within five seconds."""
    return scanner.capture_slap(slap, missing=missing, timeout=5, cancel=Cancel(), **more)


def asked(service, at=-1):
    """The body of a capture request, the last one unless told."""
    return json.loads(service.asked("RCAPTURE")[at][3])


def forever(*parts):
    """A script that sends `parts` and then the last of them until nobody takes it any more."""

    def answer(connection, _body):
        for part in chain(parts, repeat(parts[-1])):
            connection.sendall(part)

    return answer


def silent(service):
    """A script that takes the call and says nothing until the test is over."""

    def answer(_connection, _body):
        service.closing.wait(30)

    return answer
