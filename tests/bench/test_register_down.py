"""The register of 400,000 residents on its way to a booth: what taking it in, a snapshot and a day's delta cost.

The residents are invented, drawn with a fixed seed from short lists of names and streets; their digits (NIK, KK,
dates) are as random as real ones, and these are most of what is left after compression.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import enrolment, register_file, wire
from sync.news import Ask, BoothKey, Letter
from sync.office.bulletins import news_for
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.keys import make_office
from sync.office.office import open_office
from sync.office.register import Mode, Register
from sync.office.register_schema import FIELDS
from sync.statements import state
from tests.office.people import FAMILY, GIVEN, csv_of

if TYPE_CHECKING:
    from sync.office.booths import Booth
    from sync.office.office import Office

pytestmark = pytest.mark.bench

RESIDENTS, CHANGES = 400_000, 500


def people(count: int, rng: random.Random) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    while len(found) < count:
        village = f"620205{rng.randrange(1001, 1007)}"
        issued = f"{rng.randrange(1, 29):02}{rng.randrange(1, 13):02}{rng.randrange(5, 26):02}"
        kk = f"620205{issued}{rng.randrange(1, 9999):04}"
        address = f"JL. {rng.choice(FAMILY)} GG. {rng.choice(GIVEN)} NO. {rng.randrange(1, 200)}"
        rt, rw = f"{rng.randrange(1, 60):03}", f"{rng.randrange(1, 12):03}"
        for member in range(rng.randrange(1, 6)):
            born = date(1936, 1, 1) + timedelta(days=rng.randrange(33_000))
            sex = rng.choice("12")
            day = born.day + (40 if sex == "2" else 0)
            prefix = "620205" if rng.random() < 0.8 else f"62{rng.randrange(1, 14):02}{rng.randrange(1, 20):02}"
            nik = f"{prefix}{day:02}{born:%m%y}{rng.randrange(1, 9999):04}"
            name = f"{rng.choice(GIVEN)} {rng.choice(GIVEN)} {rng.choice(FAMILY)}"
            found[nik] = [
                *(nik, kk, name, sex, "SAMPIT", f"{born:%d-%m-%Y}", rng.choice("1234"), rng.choice("111112345")),
                *(rng.choice("1234"), str(1 + member), str(rng.randrange(1, 80)), "WNI", address, rt, rw, village),
                "belum" if rng.random() < 0.3 else "sudah",
            ]
    return list(found.values())[:count]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Table:
    """Figures as they are measured."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str]] = []

    def add(self, name: str, figure: str) -> None:
        self._rows.append((name, figure))

    @contextmanager
    def timed(self, name: str):
        before, worked = time.perf_counter(), sum(os.times()[:4])  # its own and its children's
        yield
        took, cpu = time.perf_counter() - before, sum(os.times()[:4]) - worked
        self.add(name, f"{took:.2f} s ({cpu:.2f} s of a core)")

    @contextmanager
    def waiting(self, name: str):
        """The longest that another thread did not get its turn."""
        longest, stop = [0.0], threading.Event()

        def tick() -> None:
            while not stop.is_set():
                before = time.perf_counter()
                stop.wait(0.01)
                longest.append(time.perf_counter() - before - 0.01)

        ticking = threading.Thread(target=tick)
        ticking.start()
        yield
        stop.set()
        ticking.join()
        self.add(name, f"{max(longest) * 1000:.0f} ms")

    def show(self) -> None:
        print()
        for name, figure in self._rows:
            print(f"{name:<52}{figure:>30}")


def enrolled(office: Office, seal: Ed25519PrivateKey, now: datetime) -> Booth:
    secret = secrets.token_bytes(enrolment.SECRET_BYTES)
    code = office.booths.make_code(["620205"], "Baamang", secret=secret, ca_der=b"", now=now)
    door = wire.public_text(Ed25519PrivateKey.generate())
    request = wire.EnrolRequest(code=code, name="Baamang", door_key=door, seal_key=wire.public_text(seal))
    return office.booths.enrol(secret, request, now)


@pytest.mark.timeout(500)
def test_the_register_comes_down(tmp_path):
    rng, table, clock = random.Random(7), Table(), Clock()
    folder, key, seal = Folder(tmp_path / "office"), pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate()
    make_office(folder, name="Disdukcapil", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=clock())
    residents = people(RESIDENTS, rng)
    file = tmp_path / "register.csv"
    file.write_text(csv_of(residents))
    table.add(f"CSV of {RESIDENTS:,} residents", f"{file.stat().st_size / 1e6:.1f} MB")

    words = ["register", "import", str(file), "--replace", "--data", str(folder.root), "--json"]
    command = [sys.executable, "-c", IMPORT.format(words=words)]
    with table.timed("booth-office register import"):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[0])["added"] == RESIDENTS
    table.add("  its memory", f"{int(done.stdout.splitlines()[1]) / 1024:.0f} MB")
    table.add("  register.db", f"{folder.register.stat().st_size / 1e6:.1f} MB")

    with closing(open_office(folder, clock=clock, new_token=secrets.token_hex)) as office:
        booth = enrolled(office, seal, clock())
        said = BoothKey(booth=booth.id, recipient=str(key.to_public()), issued_at="2026-11-25T00:00:00.000Z")
        ask = Ask(key=state(said, seal))
        with table.waiting("  longest wait of another thread"), table.timed("build the snapshot"):
            _, [(cover, path)] = news_for(office, booth, ask)
        letter = msgspec.json.decode(cover.body, type=Letter)
        table.add("  sealed", f"{letter.size / 1e6:.2f} MB, {letter.size / letter.rows:.1f} bytes a row")
        table.add("  at 2 Mbit/s", f"{letter.size * 8 / 2e6:.0f} s")
        with table.timed("ask again: it is built already"):
            assert news_for(office, booth, ask)[1] == [(cover, path)]
        with table.timed("open and read it, as a booth does"):
            header, lines = register_file.unpack(register_file.unseal(path.read_bytes(), str(key)))
            assert sum(1 for _ in lines) == RESIDENTS
        assert letter.base == 0

        changed = [list(row) for row in rng.sample(residents, CHANGES)]
        for row in changed:
            row[FIELDS.index("status_rekam")] = "sudah"
            row[FIELDS.index("alamat")] = f"JL. BARU NO. {rng.randrange(1, 200)}"
        clock.now = datetime.now(UTC) + timedelta(days=1)
        with table.timed(f"take in {CHANGES} changes"):
            Register(office.news._database).take_in(changed, mode=Mode.ADD, file="d.csv", now=clock())
        with table.timed(f"build the delta of {CHANGES}"):
            _, [(cover, _)] = news_for(office, booth, msgspec.structs.replace(ask, register=header.version))
        delta = msgspec.json.decode(cover.body, type=Letter)
        assert (delta.base, delta.rows) == (header.version, CHANGES)
        table.add("  sealed", f"{delta.size / 1e3:.1f} kB, {delta.size / delta.rows:.1f} bytes a row")
        with table.timed("1,000 numbers for offers, nothing changed"):
            for _ in range(1000):
                office.news.number(booth)
    table.show()


IMPORT = """
import resource
from sync.office.cli import main
assert main({words!r}) == 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
