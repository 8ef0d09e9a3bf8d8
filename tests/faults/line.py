"""The whole line with real programs: an office that is served, a booth set up by its commands, residents recorded.

Commands run as processes of their own where that matters, as people and services run them, and else in this one.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from booth.domain.errors import BoothError
from booth.workflow.booth import Booth
from booth.workflow.register_import import read_register_file
from resources.i18n import catalogue, set_language
from resources.i18n import language as current_language
from sync.identity import load_identity, save_identity
from sync.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from booth.domain.resident import Resident
    from booth.workflow.desk import Desk
    from sync.errors import SyncError

ROOT = Path(__file__).parents[2]
PASSWORD = "kata-sandi-1"
WAIT = 90  # seconds; only a hang takes that long
KECAMATAN = ("620206", "620205")
TECHNICIAN, OPERATOR, OTHER, SUPERVISOR = "tek", "ani", "budi", "sri"
LANGUAGES = ("id", "en")
CODE = "import sys\n{before}\nfrom {module} import main\nsys.exit(main(sys.argv[1:]))"
MODULES = {"booth": "booth.cli", "booth-sync": "sync.cli", "booth-office": "sync.office.cli"}
DIE = "os.kill(os.getpid(), signal.SIGKILL)"


def command(program: str, *words: object, before: str = "") -> list[str]:
    """The command line of one of our three programs, which runs `before` (Python) first."""
    code = CODE.format(before=f"import os, signal\n{before}" if before else "", module=MODULES[program])
    return [sys.executable, "-c", code, *map(str, words)]


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"BOOTH_LANG": "en", "QT_QPA_PLATFORM": "offscreen"} | more


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The last line of the output."""
        answer: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return answer


def run(program: str, *words: object, before: str = "", **more: str) -> Said:
    """A command to its end, in a process of its own; `more` are environment variables, such as BOOTH_LANG or TZ."""
    done = subprocess.run(
        command(program, *words, before=before),
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def say(program: str, *words: object, language: str = "en") -> Said:
    """A command to its end in this process, which is quicker, in `language`."""
    out, err = io.StringIO(), io.StringIO()
    before = current_language()
    main = import_module(MODULES[program]).main
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("BOOTH_LANG", language)
        try:
            code = main([str(word) for word in words])
        finally:
            set_language(before)
    return Said(code, out.getvalue(), err.getvalue())


def done(program: str, *words: object) -> Said:
    """`say` of a command that must succeed."""
    said = say(program, *words)
    assert said.code == 0, said
    return said


def words_of(error: type[BoothError | SyncError], language: str, **params: object) -> str:
    """What a person reads for `error` in `language`; fails where it was never translated."""
    (text, *_) = catalogue(language)[error.text] if language == "id" else (error.text,)
    return " ".join((text.format(**params) if params else text).split())


class Office:
    """A served office. `before` (Python) runs in its process first."""

    def __init__(self, folder: Path, *, port: int = 0, before: str = "", **more: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            command("booth-office", "serve", "--data", folder, "--port", port, before=before),
            env=environment(**more),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        first = self._process.stdout.readline().split()  # ends empty when the program ends
        assert first, "the office did not start"
        self.url = first[-1]
        self.port = int(self.url.rpartition(":")[2])

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        code = self._process.wait(WAIT)
        self._process.stdout.close()  # type: ignore[union-attr]
        return code

    def kill(self) -> None:
        self._process.kill()
        assert self.ended() == -signal.SIGKILL

    def stop(self) -> None:
        """As the system stops a service; nothing happens where it is gone."""
        if self.alive:
            self._process.terminate()
        self.ended()


@dataclass(frozen=True)
class Line:
    """A folder with `office/`, `booth/` (or another `name`), `residents.csv` and the password of everybody."""

    root: Path
    name: str = "booth"

    @property
    def office(self) -> Path:
        return self.root / "office"

    @property
    def booth(self) -> Path:
        return self.root / self.name

    @property
    def register(self) -> Path:
        return self.root / "residents.csv"

    @property
    def password(self) -> Path:
        return self.root / "password"

    def copy(self, root: Path) -> Line:
        """The same line once more, to be spoilt."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        return Line(root)

    @contextmanager
    def served(self, *, before: str = "", port: int = 0, **more: str) -> Iterator[Office]:
        """The office, served for a while; the booth is told where."""
        office = Office(self.office, before=before, port=port, **more)
        try:
            self.point_at(office.url)
            yield office
        finally:
            office.stop()

    def point_at(self, url: str) -> None:
        """The office has moved; everything else that the booth pinned stays."""
        identity = load_identity(self.booth)
        assert identity is not None
        save_identity(self.booth, msgspec.structs.replace(identity, url=url))

    def once(self, **more: str) -> Said:
        return run("booth-sync", "once", "--data", self.booth, "--json", **more)

    def status(self) -> dict[str, Any]:
        return done("booth-sync", "status", "--data", self.booth, "--json").json

    def office_count(self) -> dict[str, Any]:
        return done("booth-office", "count", "--data", self.office, "--json").json

    def booth_count(self, day: str) -> dict[str, Any]:
        return done("booth", "count", "--data", self.booth, "--day", day, "--json").json

    @contextmanager
    def outbox(self) -> Iterator[Outbox]:
        outbox = Outbox.open(self.booth / "outbox.db", clock=lambda: datetime.now(UTC))
        try:
            yield outbox
        finally:
            outbox.close()

    @contextmanager
    def desk(self, login: str = OPERATOR, *, clock: Callable[[], datetime] | None = None) -> Iterator[Desk]:
        """Somebody sits down at the booth."""
        with Booth.open(self.booth, clock=clock or Clock(datetime.now(UTC))) as booth:
            desk = booth.login(login, PASSWORD)
            try:
                yield desk
            finally:
                desk.close()

    def packets(self) -> list[Path]:
        """What the office has accepted."""
        return sorted(path for path in (self.office / "packets").rglob("*") if path.is_file())

    def parts(self) -> list[Path]:
        """What stands in the office's spool."""
        return sorted(path for path in (self.office / "spool").rglob("*") if path.is_file())


class Clock:
    """Moves only when it is told, and a little at each look, so that nothing happens at the same moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@contextmanager
def agent_at_work(line: Line, *, before: str = "", **more: str) -> Iterator[subprocess.Popen[str]]:
    """`booth-sync once`, running; `before` (Python) runs in its process first."""
    agent = subprocess.Popen(
        command("booth-sync", "once", "--data", line.booth, "--json", before=before),
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield agent
    finally:
        agent.kill()
        agent.communicate()


def wait_until_told(agent: subprocess.Popen[str], error: type[SyncError], language: str = "en") -> None:
    """Until the agent tells its person about `error`."""
    assert agent.stderr is not None
    wanted = words_of(error, language)
    assert any(line.strip() == wanted for line in agent.stderr), wanted


def set_up(root: Path) -> Line:
    """Office, booth, users and register, each made by its command."""
    line = Line(root)
    line.password.write_text(PASSWORD + "\n", "utf-8")
    secret = ("--password-file", line.password)
    done("booth-office", "init", "--data", line.office, *secret)
    office = Office(line.office)
    try:
        provision(line, line.booth, office.url, name="Baamang 1")
    finally:
        office.stop()
    done("booth", "residents", "synth", "--count", 420, "--seed", 5, "--out", line.register)
    by = ("--as", TECHNICIAN, "--data", line.booth, *secret)
    done("booth", "residents", "import", line.register, *by)
    for login, role in ((OTHER, "operator"), (SUPERVISOR, "supervisor")):
        done("booth", "user", "add", login, "--role", role, "--new-password-file", line.password, *by)
    return line


def provision(line: Line, booth: Path, url: str, *, name: str) -> None:
    """A booth with a technician and an operator."""
    secret = ("--password-file", line.password)
    enrol = ("--kecamatan", ",".join(KECAMATAN), "--name", name)
    code = done("booth-office", "enrol", "--data", line.office, *enrol, "--json").json["code"]
    where = ("--data", booth, "--office", url, "--code", code, "--name", name, "--login", TECHNICIAN)
    done("booth", "provision", *where, *secret)
    by = ("--as", TECHNICIAN, "--data", booth, *secret)
    done("booth", "user", "add", OPERATOR, "--role", "operator", "--new-password-file", line.password, *by)


def residents(line: Line) -> list[Resident]:
    """Those of the register whom this booth may record, in the register's order."""
    register, _ = read_register_file(line.register, today=datetime.now(UTC).date())
    assert not register.faults
    grown = datetime.now(UTC).year - 20
    return [
        each
        for each in register.residents
        if each.kode_kecamatan in KECAMATAN and not each.recorded_before and each.tanggal_lahir.year < grown
    ]


def rows(line: Line) -> list[dict[str, str]]:
    """The register as it stands in the file."""
    with line.register.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
