"""The system's word that the network changed: heard, taken together, and never in the way where it is not given."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import network
from sync.network import NetworkWatch, tells_change

ROOT = Path(__file__).parents[3]
WAIT = 30  # seconds: only a hang gets there
NEWLINK, DONE = 16, 3


def message(kind, body=b""):
    size = 16 + len(body)
    return struct.pack("=IHHII", size, kind, 0, 0, 0) + body + b"\0" * (-size % 4)


kinds = st.integers(0, 65535)
messages = st.lists(st.tuples(kinds, st.binary(max_size=40)), max_size=6)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_change_or_none(data):
    assert tells_change(data) in {True, False}


@given(told=messages, rest=st.binary(max_size=15))
def test_one_change_among_messages_is_found(told, rest):
    data = b"".join(message(kind, body) for kind, body in told) + rest
    assert tells_change(data) == any(kind in network._CHANGES for kind, _ in told)


def test_a_message_cut_short_ends_the_reading():
    assert not tells_change(message(NEWLINK, b"x" * 20)[:-4])
    assert not tells_change(message(DONE)[:-4] + message(NEWLINK))
    assert not tells_change(struct.pack("=IHHII", 0, NEWLINK, 0, 0, 0))


class Source:
    """Changes as a test makes them."""

    def __init__(self):
        self.read, self.write = socket.socketpair()
        self.closed = threading.Event()

    def change(self):
        self.write.send(b"!")

    def wait(self, seconds):
        self.read.settimeout(seconds)
        try:
            return self.read.recv(1) == b"!"
        except (BlockingIOError, TimeoutError):
            return False

    def end(self):
        self.write.close()

    def close(self):
        self.read.close()
        self.write.close()
        self.closed.set()


@pytest.fixture
def source(monkeypatch):
    source = Source()
    monkeypatch.setattr(network, "_open_source", lambda: source)
    return source


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(network, "MERGED", 0.05)


def test_many_changes_at_once_are_one(source, quick):
    merged = threading.Event()
    calls = []

    def hear():
        calls.append(1)
        merged.set()

    with closing(NetworkWatch(hear)) as watch:
        for _ in range(50):
            source.change()
        watch.start()
        assert merged.wait(WAIT)
        merged.clear()
        source.change()  # and the next one is heard again
        assert merged.wait(WAIT)
    assert len(calls) == 2
    assert source.closed.wait(WAIT)


def test_one_who_fails_to_hear_is_told_again(source, quick, caplog):
    heard = threading.Semaphore(0)

    def hear():
        heard.release()
        raise RuntimeError

    with closing(NetworkWatch(hear)) as watch:
        watch.start()
        for _ in range(2):
            source.change()
            assert heard.acquire(timeout=WAIT)
    assert [record.message for record in caplog.records] == ["a network change was not heard"] * 2


def test_it_can_be_closed_from_the_call_itself(source, quick):
    over = threading.Event()

    def hear():
        watch.close()
        over.set()

    watch = NetworkWatch(hear)
    watch.start()
    source.change()
    assert over.wait(WAIT)
    assert source.closed.wait(WAIT)
    watch.close()


def test_a_source_that_breaks_ends_the_watching_alone(source, quick):
    source.wait = lambda _: (_ for _ in ()).throw(OSError("gone"))
    with closing(NetworkWatch(lambda: None)) as watch:
        watch.start()
        assert source.closed.wait(WAIT)


def test_closing_what_was_never_started_does_nothing():
    watch = NetworkWatch(lambda: None)
    watch.close()
    watch.close()


def test_where_the_system_may_not_be_asked_nothing_is_heard(monkeypatch):
    def refused(*_):
        raise PermissionError("netlink")

    monkeypatch.setattr(network.socket, "socket", refused)
    with closing(NetworkWatch(lambda: None)) as watch:
        watch.start()


@pytest.mark.skipif(sys.platform != "linux", reason="netlink is Linux's")
def test_an_end_is_heard_at_once_by_who_waits():
    watch = NetworkWatch(lambda: None)
    watch.start()
    thread = watch._thread
    watch.close()
    assert not thread.is_alive()


WATCH = """
import queue, subprocess, sys
from sync.network import NetworkWatch
heard = queue.Queue()
watch = NetworkWatch(lambda: heard.put(1))
watch.start()
for words in {commands}:
    subprocess.run(["ip", *words.split()], check=True)
    heard.get(timeout=20)
    print("heard", words, flush=True)
watch.close()
"""
COMMANDS = [
    "link add test7 type veth peer name test8",
    "link set test7 up",
    "addr add 10.77.0.2/24 dev test7",
    "addr add fd77::2/64 dev test7 nodad",
    "route add default via 10.77.0.1",
    "route del default",
    "link del test7",
]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a network namespace of its own")
def test_the_kernels_changes_are_heard():
    """In a network namespace of the test's own, with a pair of interfaces that leads nowhere else."""
    if subprocess.run(["unshare", "-n", "ip", *COMMANDS[0].split()], capture_output=True, check=False).returncode:
        pytest.skip("no namespaces, or no pairs of interfaces here")
    said = subprocess.run(
        ["unshare", "-n", sys.executable, "-c", WATCH.format(commands=COMMANDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT * 3,
        check=False,
    )
    assert said.stdout.splitlines() == [f"heard {words}" for words in COMMANDS], said.stderr
