"""What others use for the same task, run as it is: a server at the office's end and a client at the booth's.

What `packaging/peers` installs stands in `.peers/`; `missing` says what of a peer is not there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.bench.line.link import ROOT, Link, Side
from tests.bench.line.measure import PORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.line.measure import Job

PROGRAMS = Path(__file__).parent / "programs"
INSTALLED = ROOT / ".peers"
PYTHON = str(INSTALLED / "venv/bin/python")
RCLONE = str(INSTALLED / "venv/bin/rclone")


@dataclass(frozen=True)
class Peer:
    """Two command lines, in which {host}, {port}, {source} and {store} stand for what they are told; `needs` names
    the programs without which it cannot run."""

    name: str
    server: Sequence[str]
    client: Sequence[str]
    needs: Sequence[str] = ()

    def missing(self) -> str:
        """The first program that is not installed, or nothing."""
        return next((each for each in self.needs if not (shutil.which(each) or Path(each).exists())), "")


def put(number: int) -> Peer:
    """HTTP PUT, `number` at a time over kept-alive connections."""
    return Peer(
        f"PUT ×{number}",
        (sys.executable, str(PROGRAMS / "put_server.py"), "{host}", "{port}", "{store}"),
        (sys.executable, str(PROGRAMS / "put_client.py"), "{host}", "{port}", "{source}", str(number)),
    )


def tus_js(number: int) -> Peer:
    """tus-js-client, `number` at a time, to @tus/server."""
    client = (NODE, str(PROGRAMS / "tus_client.mjs"), MODULES, "{host}", "{port}", "{source}", str(number))
    return Peer(f"tus-js ×{number}", _TUS_SERVER, client, (NODE, f"{MODULES}/tus-js-client", f"{MODULES}/@tus/server"))


NODE = str(INSTALLED / "venv/bin/node")
MODULES = str(INSTALLED / "node/node_modules")
_TUS_SERVER = (NODE, str(PROGRAMS / "tus_server.mjs"), MODULES, "{host}", "{port}", "{store}")
_AGAIN = "until {command}; do sleep 1; done"  # what a person would write around a command that fails
_RSYNC = "rsync -r --partial --timeout=30 {source}/ rsync://{host}:{port}/up/"
_RSYNCD = """printf \
'use chroot = no\\nuid = root\\ngid = root\\n[up]\\npath = {store}\\nread only = no\\n' >{store}.conf
exec rsync --daemon --no-detach --address {host} --port {port} --config {store}.conf"""
_S3 = (
    "S3_PROVIDER=Rclone",
    "S3_ACCESS_KEY_ID=booth",
    "S3_SECRET_ACCESS_KEY=secret",
    "S3_ENDPOINT=http://{host}:{port}",
)
_RCLONE = f"{RCLONE} --config /dev/null copy --transfers 4 {{source}} :s3:packets"

PEERS = {
    "put1": put(1),
    "put4": put(4),
    "put8": put(8),
    "tusjs1": tus_js(1),
    "tusjs4": tus_js(4),
    "rclone4": Peer(
        "rclone → S3 ×4",
        (
            RCLONE,
            "--config",
            "/dev/null",
            "serve",
            "s3",
            "--addr",
            "{host}:{port}",
            "--auth-key",
            "booth,secret",
            "{store}",
        ),
        ("env", *(f"RCLONE_{setting}" for setting in _S3), "sh", "-c", _AGAIN.replace("{command}", _RCLONE)),
        (RCLONE,),
    ),
    "http2": Peer(
        "HTTP/2, 4 streams",
        (NODE, str(PROGRAMS / "http2_server.mjs"), "{host}", "{port}", "{store}"),
        (PYTHON, str(PROGRAMS / "http2_client.py"), "{host}", "{port}", "{source}", "4"),
        (NODE, str(INSTALLED / "venv/bin/httpx")),
    ),
    "rsync": Peer("rsync", ("sh", "-c", _RSYNCD), ("sh", "-c", _AGAIN.replace("{command}", _RSYNC)), ("rsync",)),
    "tuspy": Peer(
        "tuspy",
        _TUS_SERVER,
        (PYTHON, str(PROGRAMS / "tuspy_client.py"), "{host}", "{port}", "{source}"),
        (
            NODE,
            f"{MODULES}/@tus/server",
            str(next(INSTALLED.glob("venv/lib/*/site-packages/tusclient"), INSTALLED / "tuspy")),
        ),
    ),
}


class PeerSender:
    """Runs a peer."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        self.name = peer.name
        self._peer = peer
        self._source, self._store = folder / "source", folder / "store"

    def prepare(self, job: Job) -> None:
        """The same random files for every peer, and an empty store."""
        rng = Random(job.packets)
        for folder in (self._source, self._store):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for number in range(job.packets):
            (self._source / f"{number:04}.bin").write_bytes(rng.randbytes(job.size))

    def receive(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the server."""
        return link.start(Side.OFFICE, self._filled(self._peer.server), **_QUIET)

    def send(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the client."""
        return link.start(Side.BOOTH, self._filled(self._peer.client), **_QUIET)

    def arrived(self, job: Job) -> int:
        """Different whole files in the store, whatever the server calls them."""
        heads = set()
        for path in self._store.rglob("*"):
            if path.is_file() and path.stat().st_size == job.size:
                with path.open("rb") as file:
                    heads.add(file.read(64))
        return len(heads)

    def seconds(self) -> None:
        """A peer's last answer is the last thing that it hears."""

    def _filled(self, command: Sequence[str]) -> list[str]:
        values = {
            "host": Link.office_address,
            "port": str(PORT),
            "source": str(self._source),
            "store": str(self._store),
        }
        return [word.format(**values) for word in command]


_QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
