"""From the commands to the office and back: set up, killed while saving, sent, received once, counts agree."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from booth.cli import main
from booth.store.vault import Vault
from booth.workflow.booth import Booth
from booth.workflow.counts import Agreement
from booth.workflow.words import now_utc
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, Clock, capture_rest, read_prints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.workflow.desk import Desk

ROOT = Path(__file__).parents[2]
WAIT = 60  # seconds; only a hang takes that long


def tool(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """One command line to its end."""
    module = {"booth-office": "sync.office.cli", "booth-sync": "sync.cli"}[str(words[0])]
    code = f"import sys; from {module} import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words[1:])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("line")
    (folder / "password").write_text(PASSWORD + "\n", "utf-8")
    made = tool("booth-office", "init", "--data", folder / "office", "--password-file", folder / "password")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def url(place: Path) -> Iterator[str]:
    """A served office, TLS and all."""
    code = "import sys; from sync.office.cli import main; sys.exit(main(sys.argv[1:]))"
    served = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--data", str(place / "office"), "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with served:
        assert served.stdout is not None
        yield served.stdout.readline().split()[-1]
        served.send_signal(signal.SIGTERM)
        served.wait(WAIT)


@pytest.fixture(scope="module")
def home(place: Path, url: str) -> Path:
    """A booth set up by the command, with an operator and a resident."""
    code = json.loads(
        tool("booth-office", "enrol", "--data", place / "office", "--kecamatan", "620205", "--json").stdout
    )
    password, folder = str(place / "password"), str(place / "booth")
    words = ["--data", folder, "--password-file", password]
    set_up = ["provision", *words, "--office", url, "--code", code["code"], "--name", "Baamang 1", "--login", "tek"]
    assert main(set_up) == 0
    assert main(set_up) == 1
    assert main(["user", "add", "ani", "--as", "tek", *words, "--new-password-file", password]) == 0
    with Vault.unlock(place / "booth", "tek", PASSWORD, clock=Clock()) as vault:
        vault.residents.upsert_many([RESIDENT])
    return place / "booth"


def open_desk(booth: Booth) -> Desk:
    return booth.login("ani", PASSWORD)


def test_killed_while_saving_then_sent_is_received_once(
    place: Path, home: Path, shared: Path, capsys: pytest.CaptureFixture[str]
):
    booth_toml = home / "booth.toml"
    booth_toml.write_text("quality_limit = 20\n", "utf-8")
    prints = read_prints(shared)
    with Booth.open(home, clock=now_utc, ids=lambda: DRAFT) as booth:
        desk = open_desk(booth)
        capture_rest(desk.start(desk.look(RESIDENT.nik)), prints)
        desk.close()
    for kill in ("1-after", "2-before", "2-after"):
        killed = subprocess.run(
            [sys.executable, "-m", "tests.faults.killed", str(home), str(shared), "save", kill, "now"],
            cwd=ROOT,
            timeout=WAIT,
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL
    # Sent before anybody logs in again: the agent needs nobody, and the vault still believes it is being saved.
    for _ in range(2):
        sent = tool("booth-sync", "once", "--data", home)
        assert sent.returncode == 0, sent.stderr
    with Booth.open(home, clock=now_utc) as booth:
        desk = open_desk(booth)
        assert desk.recovered == (DRAFT,)
        assert desk.drafts() == []
        (day,) = booth.outbox.days()
        (summary,) = desk.recorded(date.fromisoformat(day))
        assert summary.id == DRAFT
        count = booth.count(date.fromisoformat(day))
        assert (count.total, count.received, count.office, count.agreement) == (1, 1, 1, Agreement.AGREES)
        desk.close()
    office = json.loads(tool("booth-office", "count", "--data", place / "office", "--json").stdout.splitlines()[-1])
    assert office["total"] == 1
    assert office["days"] == {day: 1}

    capsys.readouterr()
    assert main(["count", "--data", str(home), "--day", day, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["total"], told["states"]["received"], told["agreement"]) == (1, 1, "agrees")


def test_the_self_test_compares_clock_and_line_with_the_office(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ["selftest", "--data", str(home), "--json", "--report", str(tmp_path)]
    assert main([*words, "--part", "clock", "--part", "line", "--part", "disk"]) == 0
    parts = {part["part"]: part for part in json.loads(capsys.readouterr().out.splitlines()[-1])["parts"]}
    assert parts["line"]["measured"]["round_trip_ms"] >= 0
    assert abs(parts["clock"]["measured"]["difference_s"]) < WAIT
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".txt", ".pdf"}


def test_nothing_of_the_resident_stands_in_clear(home: Path):
    secrets = [RESIDENT.nik, RESIDENT.no_kk, RESIDENT.nama_lengkap]
    for path in home.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for secret in secrets:
            assert secret.encode() not in data, path.name
