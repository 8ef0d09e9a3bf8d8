"""Puts up an office, a booth with its users and residents, a scanner and a camera, all in one folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from booth.config import Settings, change_settings, write_settings
from booth.demo.bad_line import HOST, BadLine
from booth.demo.devices import Devices, Kind, put_up
from booth.demo.hand import Hand
from booth.demo.programs import BOOTH, OFFICE, Service, run, run_json
from booth.devices.emulators.ef01 import Pace
from booth.workflow.equipment import TRUST
from booth.workflow.synthetic import synthetic_residents, write_csv

KECAMATAN = "620206,620205"
NAME = "Baamang 1"
PASSWORD = "contoh-sandi"  # noqa: S105  (of a demonstration that is thrown away)
OPERATOR, SUPERVISOR, TECHNICIAN = "operator", "penyelia", "teknisi"
USERS = ((OPERATOR, "Operator Satu", "operator"), (SUPERVISOR, "Penyelia Satu", "supervisor"))
RESIDENTS = 420
SEED = 5


class Stage:
    """The folder `root` with `office/`, `booth/`, `residents.csv`, `proofs/`; everything stops with `close()`."""

    devices: Devices
    line: BadLine
    """What the booth reaches its office through; good until it is told otherwise."""

    def __init__(
        self, root: Path, *, language: str, pace: Pace, title: Callable[[], str], kind: Kind = Kind.EF01
    ) -> None:
        self.root = root
        self.kind = kind
        self.office = root / "office"
        self.booth = root / "booth"
        self.register = root / "residents.csv"
        self.proofs = root / "proofs"
        self._secret = root / "stage"
        self._close = ExitStack()
        try:
            self._put_up(language, pace, title)
        except BaseException:
            self._close.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop office and devices; the folder stays."""
        self._close.close()

    def _put_up(self, language: str, pace: Pace, title: Callable[[], str]) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self._secret.mkdir(mode=0o700)
        password = self._secret / "password"
        password.write_text(PASSWORD + "\n", "utf-8")
        with_password = ("--password-file", password)
        run(OFFICE, "init", "--data", self.office, *with_password)
        office = Service(OFFICE, "serve", "--data", self.office, "--port", "0")
        self._close.callback(office.stop)
        code = run_json(OFFICE, "enrol", "--data", self.office, "--kecamatan", KECAMATAN, "--name", NAME)["code"]
        at_booth = ("--data", self.booth)
        first = ("--login", TECHNICIAN, "--full-name", "Teknisi Satu", "--role", "technician")
        self.line = BadLine(int(office.first_line.rpartition(":")[2]))
        self._close.callback(self.line.close)
        where = ("--office", f"https://{HOST}:{self.line.port}", "--code", code, "--name", NAME)
        run(BOOTH, "provision", *at_booth, *where, *first, *with_password)
        for login, name, role in USERS:
            words = ("--name", name, "--role", role, "--as", TECHNICIAN, "--new-password-file", password)
            run(BOOTH, "user", "add", login, *words, *at_booth, *with_password)
        today = datetime.now(UTC).date()
        self.residents = synthetic_residents(seed=SEED, count=RESIDENTS, today=today)
        write_csv(self.residents, self.register)
        run(BOOTH, "residents", "import", self.register, "--as", TECHNICIAN, *at_booth, *with_password)
        self.hand = Hand(title, SEED)
        self._close.callback(self.hand.close)
        self.devices = put_up(self.kind, self.hand, pace, folder=self._secret, trust=self.booth / TRUST, seed=SEED)
        self._close.callback(self.devices.close)
        plain = Settings(language=language, printer=f"pdf:{self.proofs}", allow_emulated=True)
        settings = change_settings(plain, **self.devices.settings)
        write_settings(self.booth, settings)
