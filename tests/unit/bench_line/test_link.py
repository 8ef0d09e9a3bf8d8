"""Two namespaces and the line between them, for real: as root only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.line.channel import LineSpec
from tests.bench.line.link import DEFAULT_CONTROL, Link, Side, end, open_link, remove_left
from tests.bench.line.measure import await_listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="needs root and TUN devices"),
]
QUICK = LineSpec(up=20e6, down=20e6, round_trip=0.02, loss=0.01)
SERVER = """
import socket, sys
with socket.create_server((sys.argv[1], 8080)) as server:
    while True:
        with server.accept()[0] as line:
            while data := line.recv(65536):
                pass
            line.sendall(b"all")
"""
CLIENT = """
import socket, sys
with socket.create_connection((sys.argv[1], 8080), 10) as line:
    print(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\\0").decode())
    line.sendall(bytes(300_000))
    line.shutdown(socket.SHUT_WR)
    print(line.recv(3).decode())
"""


def namespaces():
    return {path.name for path in Path("/run/netns").glob(f"line-{os.getpid()}-*")}


def send(link):
    client = link.start(
        Side.BOOTH,
        [sys.executable, "-c", CLIENT, Link.office_address],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return client.communicate(timeout=60)[0].decode().split()


@pytest.mark.parametrize("control", ["cubic", "reno"])
def test_bytes_go_over_it_with_the_congestion_control_asked_for(control):
    before = DEFAULT_CONTROL.read_text()
    with open_link(QUICK, control) as link:
        assert DEFAULT_CONTROL.read_text() == before
        server = link.start(Side.OFFICE, [sys.executable, "-c", SERVER, Link.office_address])
        await_listening(server)
        assert send(link) == [control, "all"]
        tally = link.tally()
        link.cut()
        assert send(link)[1:] != ["all"]
        link.mend()
        assert send(link) == [control, "all"]
        end(server)
    assert tally.stream_up == 300_000
    assert tally.bytes_up > 300_000 * 1500 / 1460
    assert (tally.syns, tally.largest) == (1, 1500)
    assert namespaces() == set()


def test_what_crashes_leaves_nothing():
    started = []

    def crash():
        with open_link(QUICK, "cubic") as link:
            started.append(link.start(Side.OFFICE, ["sleep", "1000"]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crash()
    assert started[0].wait(timeout=10) != 0
    assert namespaces() == set()


def test_what_was_killed_is_removed_by_the_next():
    ended = subprocess.Popen(["true"])
    ended.wait()
    name = f"line-{ended.pid}-1-booth"
    subprocess.run(["ip", "netns", "add", name], check=True)
    remove_left()
    assert not (Path("/run/netns") / name).exists()
