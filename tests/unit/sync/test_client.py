"""The wire as the booth speaks it, against a server that answers what a test tells it to, byte by byte."""

from __future__ import annotations

import hashlib
import re
import socket
import threading
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.answers import problem_code, refuse, retry_after
from sync.client import Client, DigestWrong, Moved, NotOffered
from sync.door import Nonces, body_matches, digest_in, verify_request
from sync.errors import (
    BoothRevoked,
    BoothUnknown,
    ClockWrong,
    LineError,
    LoginRefused,
    NotTheOffice,
    OfficeBusy,
    OfficeFailed,
    PacketRefused,
    SyncError,
)
from sync.identity import OfficeIdentity
from sync.transport import Answer, Patience
from tests.unit.sync.conftest import make_manifest, make_receipt

DOOR = Ed25519PrivateKey.from_private_bytes(b"d" * 32)
NOW = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)
CALM = Patience(stall=20, answer=20)
DATA = bytes(range(256)) * 100


class Request:
    """What arrived."""

    def __init__(self, head: bytes, body: bytes):
        first, *lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = first.split(" ")
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        self.body = body

    def signer(self):
        parts = urlsplit(self.target)
        scope = {
            "method": self.method,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()],
        }
        return verify_request(scope, key_of=lambda _: DOOR.public_key(), nonces=Nonces(), now=NOW)


class Last(bytes):
    """An answer after which the connection is closed."""


class Server:
    """Answers each request with the next of `answers`: bytes, or None to close without a word, or "silence"."""

    def __init__(self):
        self.answers = []
        self.requests = []
        self.connections = 0
        self.read_bodies = True
        self.done = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            if self.done.is_set():
                connection.close()
                return
            self.connections += 1
            with connection:
                while self.answer(connection):
                    pass

    def answer(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return False
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = int((re.search(rb"(?i)content-length: *(\d+)", head) or [b"", b"0"])[1])
        while self.read_bodies and len(body) < length:
            more = connection.recv(65536)
            if not more:
                return False
            body += more
        self.requests.append(Request(head, body))
        answer = self.answers.pop(0)
        if answer == "silence":
            self.done.wait(30)
            return False
        if answer is None:
            return False
        connection.sendall(answer)
        return not isinstance(answer, Last) and b"Connection: close" not in answer

    def close(self):
        self.done.set()
        socket.create_connection(("127.0.0.1", self.port)).close()
        self.thread.join(30)
        self.socket.close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def client(server):
    client = make_client(server)
    yield client
    client.close()


def make_client(server, patience=CALM):
    nonces = (f"nonce-{number:020}" for number in range(1000))
    return Client(identity(server.port), DOOR, clock=lambda: NOW, nonce=lambda: next(nonces), patience=patience)


def identity(port):
    return OfficeIdentity(
        url=f"http://127.0.0.1:{port}",
        ca="",
        booth="mentawa-1",
        name="Mentawa 1",
        office="Disdukcapil",
        office_key="",
        recipients=("age1",),
        kecamatan=("620206",),
        time_zone="Asia/Pontianak",
        enrolled_at="2026-09-01T00:00:00.000Z",
    )


def http(status, body=b"", **headers):
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def problem(status, code, **headers):
    return http(status, wire.encode(wire.Problem(title="x", status=status, code=code)), **headers)


def offer_answer(*items):
    limits = wire.Limits(server_time="2026-09-05T01:00:00.000Z")
    return http(200, wire.encode(wire.OfferAnswer(items=list(items), limits=limits)))


def test_an_offer_is_signed_and_its_body_is_what_was_signed(server, client):
    manifest = make_manifest()
    server.answers = [offer_answer(wire.OfferItem(id=manifest.id, status="want"))]
    assert client.offer([manifest]).items[0].status == "want"
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/v1/offer")
    assert request.signer() == "mentawa-1"
    assert body_matches(request.headers["repr-digest"], request.body)
    assert wire.decode(request.body, wire.Offer).manifests == [manifest]


def test_a_whole_packet_is_put(server, client):
    manifest = make_manifest(1, DATA)
    server.answers = [http(201, wire.encode(make_receipt(manifest)))]
    heard = []
    assert client.send(manifest, DATA, 0, heard.append) == make_receipt(manifest)
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("PUT", f"/v1/packets/{manifest.id}", DATA)
    assert request.signer() == "mentawa-1"
    assert digest_in(request.headers["repr-digest"]) == hashlib.sha256(DATA).hexdigest()
    names = ("content-length", "upload-offset", "upload-length", "upload-complete")
    assert [request.headers[name] for name in names] == ["25600", "0", "25600", "?1"]
    assert sum(heard) == len(DATA)


@pytest.mark.parametrize("offset", [1, 25_599, 25_600])
def test_the_rest_is_patched(server, client, offset):
    manifest = make_manifest(1, DATA)
    server.answers = [http(200, wire.encode(make_receipt(manifest)))]
    client.send(manifest, DATA, offset)
    (request,) = server.requests
    assert (request.method, request.body) == ("PATCH", DATA[offset:])
    assert request.headers["upload-offset"] == str(offset)
    assert request.headers["content-type"] == "application/partial-upload"
    assert request.signer() == "mentawa-1"


def test_receipts_and_counts_are_asked_for(server, client):
    receipts = wire.Receipts(receipts=[make_receipt(make_manifest())], cursor=9)
    counts = wire.Counts(booth="mentawa-1", as_of="2026-09-05T01:00:00.000Z", days={"2026-09-05": 3})
    server.answers = [http(200, wire.encode(receipts)), http(200, wire.encode(counts))]
    assert client.receipts(4) == receipts
    assert client.counts("2026-09-01") == counts
    assert [request.target for request in server.requests] == ["/v1/receipts?after=4", "/v1/counts?since=2026-09-01"]
    assert [request.signer() for request in server.requests] == ["mentawa-1"] * 2
    assert server.connections == 1


def test_a_connection_that_was_closed_meanwhile_is_opened_again(server, client):
    good = http(200, wire.encode(wire.Receipts(receipts=[], cursor=0)))
    server.answers = [good.replace(b"HTTP/1.1 200 X", b"HTTP/1.1 200 X\r\nConnection: close"), good]
    client.receipts(0)
    client.receipts(0)
    assert server.connections == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (problem(409, "offset", Upload_Offset=7), Moved),
        (problem(409, "offset"), PacketRefused),
        (problem(409, "offset", Upload_Offset=25_601), PacketRefused),
        (problem(409, "offset", Upload_Offset="-1"), PacketRefused),
        (problem(409, "not-offered", Upload_Offset=0), NotOffered),
        (problem(409, "superseded"), LineError),
        (problem(408, "stalled"), LineError),
        (problem(422, "digest", Upload_Offset=0), DigestWrong),
        (problem(422, "conflict"), PacketRefused),
        (problem(413, "too-large"), PacketRefused),
        (http(413, b"<html>nginx</html>"), PacketRefused),
        (problem(400, "length"), PacketRefused),
        (problem(415, "media-type"), PacketRefused),
        (problem(401, "clock"), ClockWrong),
        (problem(401, "booth-unknown"), BoothUnknown),
        (problem(401, "signature"), BoothUnknown),
        (problem(401, "unsigned"), LoginRefused),
        (problem(401, "replay"), LineError),
        (problem(403, "booth-revoked"), BoothRevoked),
        (http(403, b"<html>no</html>"), LoginRefused),
        (problem(429, "too-many", Retry_After=5), OfficeBusy),
        (problem(503, "office-full", Retry_After=60), OfficeBusy),
        (http(502, b"<html>nginx</html>"), OfficeBusy),
        (http(504), OfficeBusy),
        (problem(500, "office-failed"), OfficeFailed),
        (http(200, b"<html>Log in to the hotel's network</html>"), NotTheOffice),
        (http(200, b'{"id": "not a receipt"}'), NotTheOffice),
        (http(200), NotTheOffice),
        (http(204), NotTheOffice),
        (http(302, b"", Location="http://portal.example/"), NotTheOffice),
        (http(404, b"<html>where?</html>"), NotTheOffice),
        (http(511, b"<html>log in</html>"), NotTheOffice),
        (Last(b"SSH-2.0-OpenSSH_9.2\r\n"), LineError),
        (b"HTTP/1.1 200 X\r\nContent-Length: 500\r\nConnection: close\r\n\r\nshort", LineError),
        (None, LineError),
    ],
)
def test_every_answer_is_sorted(server, client, answer, error):
    manifest = make_manifest(1, DATA)
    server.answers = [answer]
    with pytest.raises(SyncError) as caught:
        client.send(manifest, DATA, 0)
    assert type(caught.value) is error or isinstance(caught.value, error)
    assert isinstance(caught.value, NotTheOffice) == (error is NotTheOffice)


def test_a_refusal_says_how_long_to_wait_where_it_stands_and_what_time_it_is(server, client):
    manifest = make_manifest(1, DATA)
    server.answers = [
        problem(503, "office-full", Retry_After=60),
        problem(409, "offset", Upload_Offset=7),
        problem(401, "clock", Date="Sat, 05 Sep 2025 01:00:00 GMT"),
    ]
    with pytest.raises(OfficeBusy) as busy:
        client.send(manifest, DATA, 0)
    assert busy.value.wait == 60
    with pytest.raises(Moved) as moved:
        client.send(manifest, DATA, 0)
    assert moved.value.offset == 7
    with pytest.raises(ClockWrong) as clock:
        client.send(manifest, DATA, 0)
    assert "2025" in clock.value.params["there"]
    assert "2026" in clock.value.params["here"]


def test_an_offer_answered_for_other_packets_is_not_believed(server, client):
    server.answers = [offer_answer(wire.OfferItem(id=make_manifest(2).id, status="want"))]
    with pytest.raises(NotTheOffice):
        client.offer([make_manifest(1)])


def test_an_office_that_refuses_before_it_has_read_everything_is_heard(server, client):
    data = bytes(8_000_000)
    manifest = make_manifest(1, data)
    server.read_bodies = False
    server.answers = [problem(413, "too-large", Connection="close")]
    with pytest.raises((PacketRefused, LineError)):
        client.send(manifest, data, 0)


def test_nobody_listens(server):
    client = make_client(server)
    server.close()
    with pytest.raises(LineError):
        client.receipts(0)
    server.thread = threading.Thread(target=int)
    server.socket = socket.create_server(("127.0.0.1", server.port))
    server.thread.start()


def test_an_office_that_says_nothing_is_given_up(server):
    client = make_client(server, Patience(stall=0.2, answer=0.2))
    server.answers = ["silence"]
    with pytest.raises(LineError):
        client.receipts(0)
    client.close()


def test_an_office_that_reads_nothing_is_given_up(server):
    client = make_client(server, Patience(stall=0.2, answer=30))
    server.read_bodies = False
    server.answers = ["silence"]
    data = bytes(30_000_000)
    with pytest.raises(LineError):
        client.send(make_manifest(1, data), data, 0)
    client.close()


def test_abort_ends_a_request_under_way_and_all_that_follow(server, client):
    server.answers = ["silence"]
    caught = []

    def ask():
        try:
            client.receipts(0)
        except LineError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not server.requests:
        threading.Event().wait(0.01)
    client.abort()
    thread.join(30)
    assert len(caught) == 1
    with pytest.raises(LineError):
        client.receipts(0)


@pytest.fixture(scope="module")
def babbler():
    server = Server()
    yield server
    server.close()


@given(
    start=st.sampled_from([b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"]),
    rest=st.binary(max_size=120) | st.text("0123456789abcdef\r\n :;-", max_size=120).map(str.encode),
)
def test_random_answers_are_errors_of_ours(babbler, start, rest):
    babbler.answers = [Last(start + rest)]
    client = make_client(babbler)
    with pytest.raises(SyncError):
        client.receipts(0)
    client.close()


HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "upload-offset", "date", "content-type"]), st.text(max_size=30)
)


@given(status=st.integers(100, 599).filter(lambda s: s != 200), headers=HEADERS, body=st.binary(max_size=100))
def test_any_answer_becomes_one_of_our_errors(status, headers, body):
    answer = Answer(status, headers, body)
    assert refuse(answer, NOW).text
    assert problem_code(answer) == ""
    assert 0 <= retry_after(answer) <= 3600
