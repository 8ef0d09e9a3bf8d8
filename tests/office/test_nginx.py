"""The receiver behind a real nginx with the configuration that is shipped."""

from __future__ import annotations

import json
import random
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from sync import wire
from sync.cli import main as booth_sync
from sync.measuring import fill
from sync.office.instants import system_clock
from tests.office.conftest import Booth, Place, wait_for

CONFIGURATION = Path(__file__).parents[2] / "packaging" / "nginx" / "bilik-rekam.conf"
AROUND = """
daemon off; master_process off; pid {root}/pid; error_log {root}/error.log info;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {root}/body; proxy_temp_path {root}/proxy;
fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
{ours} }}
"""
DATA = random.Random(3).randbytes(400_000)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx", path="/usr/sbin:/usr/bin") is None, reason="nginx is not installed"),
]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def behind(serve, folder, tmp_path):
    """`behind(largest="8m")`: the office and the nginx in front of it."""
    started = []

    def start(largest: str = "8m"):
        running = serve(plain=True)
        port = free_port()
        ours = CONFIGURATION.read_text()
        for shipped, here in (
            ("listen 8443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
            ("listen [::]:8443 ssl;", ""),
            ("server 127.0.0.1:8080 ", f"server 127.0.0.1:{running.port} "),
            ("/var/lib/bilik-rekam-office/keys", str(folder.keys)),
            ("client_max_body_size 8m;", f"client_max_body_size {largest};"),
        ):
            assert ours.count(shipped) >= 1, shipped
            ours = ours.replace(shipped, here)
        root = tmp_path / "nginx"
        root.mkdir()
        (root / "nginx.conf").write_text(AROUND.format(root=root, ours=ours))
        words = ["nginx", "-p", str(root), "-c", str(root / "nginx.conf")]
        nginx = subprocess.Popen(words, stderr=subprocess.PIPE, env={"PATH": "/usr/sbin:/usr/bin"})
        started.append(nginx)
        wait_for(lambda: listens(port) or nginx.poll() is not None)
        assert nginx.poll() is None, nginx.stderr.read()
        return running, Place(folder, port, running.clock)

    yield start
    for nginx in started:
        nginx.terminate()
        nginx.communicate(timeout=30)


def enrolled(running, place) -> Booth:
    booth = Booth(place)
    answer = booth.enrol(running.code(), "Baamang 1")
    assert answer.status == 200, answer
    booth.identity = wire.decode(answer.body, wire.EnrolAnswer)
    return booth


def half_sent(booth):
    """A packet of which the office has the first 200 kB, and the request that is still under way."""
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    sending = booth.begin("PUT", manifest, 0, len(DATA), DATA[:200_000])
    wait_for(lambda: booth.head(manifest.id).offset == 200_000)
    return manifest, sending


def test_what_arrived_before_a_drop_is_kept_and_gone_on_from(behind):
    running, place = behind()
    booth = enrolled(running, place)
    manifest, cut = half_sent(booth)
    cut.cut()
    wait_for(lambda: not running.office.blobs.uploads())
    item = booth.offer(manifest)[0]
    assert (item.status, item.offset) == ("offset", 200_000)
    answer = booth.patch(manifest, 200_000, DATA[200_000:])
    assert answer.status == 201
    wire.verify_receipt(answer.receipt, manifest, wire.public_key(booth.identity.office_key))


@pytest.mark.parametrize("overlap", ["", "?1"])
def test_a_new_request_takes_over_from_one_that_hangs(behind, overlap):
    running, place = behind()
    booth = enrolled(running, place)
    manifest, hanging = half_sent(booth)
    offset = 150_000 if overlap else 200_000
    assert booth.patch(manifest, offset, DATA[offset:], Upload_Overlap=overlap).status == 201
    late = hanging.answer()
    assert (late.status, late.code) == (409, "superseded")
    hanging.cut()
    assert running.office.tally.totals().total == 1


def test_a_wrong_offset_is_told_through_it(behind):
    running, place = behind()
    booth = enrolled(running, place)
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    booth.put(manifest, DATA[:1000], Upload_Complete="?0")
    answer = booth.patch(manifest, 5000, DATA[5000:])
    assert (answer.status, answer.code, answer.offset) == (409, "offset", 1000)


def test_a_booth_sends_smaller_pieces_where_nginx_takes_no_larger_ones(behind, folder, tmp_path, capsys):
    fill(tmp_path / "booth", folder.root, 3, 400_000, clock=system_clock)
    running, place = behind(largest="150k")
    running.clock.now = system_clock()
    url = f"https://127.0.0.1:{place.port}"
    assert booth_sync(["once", "--data", str(tmp_path / "booth"), "--office", url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["packets"], told["bytes"], told["left"]) == (3, 1_200_000, 0)
    assert running.office.tally.totals().total == 3
    assert "too large body" in (tmp_path / "nginx" / "error.log").read_text()
