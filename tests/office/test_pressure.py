"""Nobody keeps the office from the others: by waiting, by coming in crowds, or by sending more than its disk takes."""

from __future__ import annotations

import json
import random
import socket
import ssl
import threading
from contextlib import ExitStack

import pytest

from sync import wire
from sync.office import app, gate, server
from sync.office.blobs import BUFFER, Upload
from tests.office.conftest import WAIT

DATA = random.Random(7).randbytes(300_000)


def opened(served) -> ssl.SSLSocket:
    """A connection on which nothing was asked yet."""
    raw = socket.create_connection(("127.0.0.1", served.port), timeout=WAIT)
    return served.context.wrap_socket(raw, server_hostname="127.0.0.1")


def ended(connection: ssl.SSLSocket) -> bool:
    """Wait for its end; true when nothing was said before."""
    try:
        return connection.recv(1) == b""
    except (ConnectionError, ssl.SSLError):
        return True


def dropped_while(connection: ssl.SSLSocket, said: bytes) -> bool:
    """Say it again and again until the other end is gone."""
    try:
        for _ in range(10**6):
            connection.sendall(said)
    except (ConnectionError, ssl.SSLError):
        return True
    return False


def limited(served) -> list[bool]:
    """Of each connection, whether it has to ask for something soon."""
    return [line._limit is not None for line in list(served.receiver.server_state.connections)]


def get(connection: ssl.SSLSocket) -> bytes:
    connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: office\r\n\r\n")
    said = b""
    while b"server_time" not in said:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionResetError
        said += piece
    return said


@pytest.mark.parametrize("said", [b"", b"GET /v1/health HTTP/1.1\r\nHost: off"])
def test_who_asks_for_nothing_is_dropped(serve, monkeypatch, said):
    monkeypatch.setattr(server, "LOITER", 0.05)
    with opened(serve()) as connection:
        connection.sendall(said)
        assert ended(connection)


def test_a_head_that_comes_byte_by_byte_does_not_prolong_it(serve, monkeypatch):
    monkeypatch.setattr(server, "LOITER", 0.2)
    with opened(serve()) as connection:
        assert dropped_while(connection, b"x")


def test_a_connection_has_to_ask_soon_only_while_nothing_is_under_way(serve, wait_for):
    served = serve()
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    wait_for(lambda: not served.receiver.server_state.connections)
    with opened(served) as connection:
        wait_for(lambda: limited(served) == [True])
        for _ in range(3):
            assert b"200 OK" in get(connection)
        wait_for(lambda: limited(served) == [True])
    wait_for(lambda: not served.receiver.server_state.connections)
    slow = booth.begin("PUT", manifest, 0, len(DATA), DATA[:1000])
    wait_for(lambda: limited(served) == [False])
    slow.send(DATA[1000:])
    assert slow.answer().status == 201
    wait_for(lambda: limited(served) == [True])
    slow.cut()


def test_who_does_not_read_an_answer_is_dropped_and_who_reads_slowly_is_not(serve, wait_for, monkeypatch):
    served = serve()
    with opened(served) as connection:
        assert b"200 OK" in get(connection)
        wait_for(lambda: limited(served) == [True])
        (line,) = served.receiver.server_state.connections
        left, ends = [], []
        monkeypatch.setattr(line.transport, "get_write_buffer_size", lambda: left.pop(0), raising=False)
        monkeypatch.setattr(line.transport, "abort", lambda: ends.append(len(left)), raising=False)
        left[:] = [90_000, 50_000, 50_000, 0]
        loop = served.receiver.servers[0].get_loop()
        for looks, dropped in ((1, []), (2, []), (3, [1])):
            loop.call_soon_threadsafe(line._give_up)
            wait_for(lambda looks=looks: len(left) == 4 - looks)
            wait_for(lambda dropped=dropped: ends == dropped)
        monkeypatch.undo()


def test_a_head_has_its_limits(serve):
    with opened(serve()) as connection:
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nX-Long: " + b"x" * server.MAX_HEAD)
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")


def test_the_newest_of_too_many_connections_is_dropped_and_the_others_go_on(serve, wait_for, monkeypatch):
    served = serve()
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 2)
    with ExitStack() as stack:
        first, second = (stack.enter_context(opened(served)) for _ in range(2))
        assert get(first)
        assert get(second)
        third = stack.enter_context(opened(served))
        with pytest.raises((ConnectionError, ssl.SSLError)):
            get(third)
        assert get(first)
        second.close()
        wait_for(lambda: len(served.receiver.server_state.connections) < 2)
        assert get(stack.enter_context(opened(served)))


def test_too_many_requests_at_once_have_to_wait(serve, wait_for, monkeypatch):
    served = serve()
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    monkeypatch.setattr(app, "MAX_REQUESTS", 1)
    hanging = booth.begin("PUT", manifest, 0, len(DATA), DATA[:1000])
    wait_for(lambda: served.office.blobs.uploads()[booth.id] == 1)
    answer = booth.ask("GET", "/v1/counts")
    assert (answer.status, answer.code) == (503, "office-busy")
    assert int(answer.headers["retry-after"]) > 0
    hanging.send(DATA[1000:])
    assert hanging.answer().status == 201
    hanging.cut()
    assert booth.ask("GET", "/v1/counts").status == 200


def test_a_message_that_trickles_is_given_up(serve, monkeypatch):
    served = serve()
    monkeypatch.setattr(gate, "STALL", 0.3)
    monkeypatch.setattr(gate, "SLOWEST", 10**9)
    with opened(served) as connection:
        connection.sendall(b"POST /v1/enrol HTTP/1.1\r\nHost: office\r\nContent-Length: 4000\r\n\r\n")
        connection.settimeout(0.01)
        said = b""
        for _ in range(3999):
            connection.sendall(b" ")
            try:
                said = connection.recv(65536)
                break
            except TimeoutError:
                continue
        assert b" 408 " in said


def test_nothing_is_read_faster_than_the_disk_takes_it(serve, monkeypatch):
    served = serve()
    booth = served.booth()
    data = random.Random(8).randbytes(40_000_000)
    manifest = booth.manifest(data)
    booth.offer(manifest)
    writing, go_on = threading.Event(), threading.Event()
    flush = Upload.flush

    def slow(upload):
        writing.set()
        assert go_on.wait(WAIT)
        flush(upload)

    monkeypatch.setattr(Upload, "flush", slow)
    answers = []
    sender = threading.Thread(target=lambda: answers.append(booth.put(manifest, data)))
    sender.start()
    assert writing.wait(WAIT)
    for _ in range(50):  # the loop goes round: were more read, it would be in memory by now
        assert served.ask("GET", "/v1/health").status == 200
        held = sum(len(line.cycle.body) for line in served.receiver.server_state.connections if line.cycle is not None)
        (upload,) = served.office.blobs._uploads.values()
        assert held + len(upload._buffer) <= BUFFER + 1024 * 1024
    go_on.set()
    sender.join(WAIT)
    assert answers[0].status == 201


def test_the_process_may_open_as_many_files_as_it_takes_connections():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        server.allow_files()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert hard == before[1]
        assert soft >= min(server.MAX_CONNECTIONS * 2, before[1] if before[1] > 0 else 10**9)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_refused_upload_leaves_the_connection_for_the_next(serve):
    served = serve()
    booth = served.booth()
    manifest = booth.manifest(DATA)
    connection = served.connect()
    path = f"/v1/packets/{manifest.id}"
    for _ in range(2):
        connection.request("PUT", path, DATA, booth.headers(manifest, "PUT", 0, len(DATA)))
        response = connection.getresponse()
        assert (response.status, json.loads(response.read())["code"]) == (409, "not-offered")
    body = wire.encode(wire.Offer(manifests=[manifest]))
    assert booth.ask("POST", "/v1/offer", body).status == 200
    connection.request("PUT", path, DATA, booth.headers(manifest, "PUT", 0, len(DATA)))
    assert connection.getresponse().status == 201
    connection.close()
