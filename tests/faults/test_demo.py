"""The demonstration as the README starts it: a day played with key presses, and what it leaves behind."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.faults.test_line_secrecy import LONG, everything, found_in

RESIDENTS = 2
SCREENS = {
    *("login", "find-empty", "find", "biodata", "photo", "fingers", "fingers-again", "finger-cannot"),
    *("fingers-resumed", "signature", "verification", "review", "saved", "notice-outside", "notice-recorded"),
    *("operator-today", "operator-drafts", "supervisor-day", "supervisor-approval", "supervisor-queue"),
    *("technician-test", "technician-history", "technician-register", "technician-settings", "technician-booth"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "kept"
    words = ("demo", "--headless", "--residents", str(RESIDENTS), "--lang", "en", "--keep", str(folder))
    program = (sys.executable, "-c", "import sys; from booth.cli import main; sys.exit(main())", *words)
    done = subprocess.run(program, capture_output=True, text=True, env=os.environ | {"BOOTH_TRACE": "1"}, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"demo ok: recorded={RESIDENTS} received={RESIDENTS} counts_agree=yes"
    return folder


@pytest.mark.timeout(400)
def test_every_screen_was_seen(kept: Path) -> None:
    pictures = {path.stem.partition("-")[2]: path for path in (kept / "screenshots").glob("*.png")}
    assert pictures.keys() >= SCREENS
    for path in pictures.values():
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)
            assert len(picture.convert("RGB").getcolors(1_000_000) or ()) > 50, f"{path.name} shows nothing"


@pytest.mark.timeout(400)
def test_a_proof_was_printed_for_each(kept: Path) -> None:
    proofs = [path for path in (kept / "proofs").glob("*.pdf") if path.name.startswith("proof-")]
    assert len(proofs) == RESIDENTS
    assert all(path.read_bytes().startswith(b"%PDF") for path in proofs)


@pytest.mark.timeout(400)
def test_the_office_holds_one_packet_for_each(kept: Path) -> None:
    assert len([path for path in (kept / "office" / "packets").rglob("*") if path.is_file()]) == RESIDENTS


@pytest.mark.timeout(400)
def test_nothing_personal_stands_in_clear_at_the_booth(kept: Path) -> None:
    with (kept / "residents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 400
    texts = {row[column] for row in rows for column in ("nik", "no_kk", "nama_lengkap")}
    secrets = [text.encode(form) for text in texts if len(text) >= LONG for form in ("utf-8", "utf-16-le")]
    assert found_in(everything(kept / "booth"), secrets) == []
