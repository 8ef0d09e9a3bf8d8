"""An office served in clear for measuring: throw-away booths send, everyone else is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sync import wire
from sync.cli import main as booth_sync
from sync.measuring import fill
from sync.office.booths import Booths
from sync.office.cli import main as booth_office
from sync.office.database import Database
from sync.office.folder import Folder
from sync.office.gate import Guests
from sync.office.instants import system_clock
from sync.office.tally import Tally
from tests.office.conftest import Booth

if TYPE_CHECKING:
    from pathlib import Path


class Measured:
    """`booth-office serve --allow-measurement` in a process of its own, on loopback."""

    def __init__(self, folder: Path) -> None:
        words = ["serve", "--data", str(folder), "--host", "127.0.0.1", "--port", "0", "--allow-measurement"]
        code = f"import sys\nfrom sync.office.cli import main\nsys.exit(main({words!r}))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.url = self.process.stdout.readline().split()[1]

    def stop(self) -> str:
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=30)
        assert self.process.returncode == 0
        return said


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setenv("BOOTH_LANG", "en")
    return tmp_path / "booth", tmp_path / "office"


def test_filled_packets_reach_an_office_in_clear(folders, capsys):
    booth, office = folders
    fill(booth, office, 5, 20_000, clock=system_clock)
    served = Measured(office)
    try:
        assert served.url.startswith("http://")
        assert booth_sync(["once", "--data", str(booth), "--office", served.url, "--json"]) == 0
    finally:
        said = served.stop()
    assert "NOTHING IS ENCRYPTED" in said
    assert "throw-away" in said
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["packets"], told["bytes"], told["resumed"], told["left"]) == (5, 100_000, 0, 0)
    assert told["seconds"] > 0
    assert told["connections"] >= 1
    with closing(Database(Folder(office).ledger)) as database:
        assert Tally(database).totals().total == 5
        (measured,) = Booths(database).all()
    assert (measured.told.health.queued, measured.told.health.parked) == (0, 0)


def test_a_real_booth_and_everything_else_is_refused(serve):
    running = serve()
    real = running.booth()
    manifest = real.manifest(b"people")
    real.offer(manifest)
    running.stop()
    running = real.at = serve(guests=Guests.MEASUREMENT)
    offer = real.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=[manifest])))
    assert (offer.status, offer.code) == (403, "measurement-only")
    for answer in (real.put(manifest, b"people"), real.head(manifest.id), real.ask("GET", "/v1/receipts?after=0")):
        assert answer.status == 403
    assert not list(running.folder.packets.glob("*/*/*"))
    secret = running.code()
    for answer in (
        Booth(running).enrol(secret, "new"),
        running.ask("GET", "/"),
        running.ask("GET", "/login"),
        running.ask("POST", "/login", b"login=admin&password=x"),
    ):
        assert (answer.status, answer.code) == (403, "measurement-only")
    assert running.ask("GET", "/v1/health").status == 200


def test_once_says_when_an_address_is_not_for_this_booth(folders, capsys):
    booth, office = folders
    fill(booth, office, 1, 5000, clock=system_clock)
    (booth / "identity" / "measurement").unlink()
    assert booth_sync(["once", "--data", str(booth), "--office", "http://10.0.0.1:8443"]) == 1
    assert "usable address" in capsys.readouterr().err


def test_plain_http_stays_on_this_machine_without_the_option(folders, capsys):
    fill(*folders, 0, 5000, clock=system_clock)
    assert booth_office(["serve", "--data", str(folders[1]), "--host", "192.0.2.1", "--http"]) == 1
    assert capsys.readouterr().err.startswith("Without encryption")
