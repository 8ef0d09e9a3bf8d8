"""A register of 400,000 residents with 300,000 national states taken in by a login: seconds, memory, and who waits.

Into an empty vault, once more with a day's changes in it, and a day's changes as a letter of their own while another
thread looks residents up, as an operator's screen does. In a process of its own each, so that memory is told apart.
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from booth.workflow.booth import Booth
from booth.workflow.news import take_in_news
from tests.bench.test_store_search import people
from tests.unit.workflow.office_news import Writer, line, national
from tests.unit.workflow.stage import PASSWORD, Clock, furnish, make_office

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

ROOT = Path(__file__).parents[2]
RECORDED = 300_000  # of them
DAY = 500  # changes
GOALS = {"whole, empty vault": 60, "whole, 500 changed": 30, "500 changes": 2}  # seconds


def residents():
    """Names as common as they are, and NIK that pass every check."""
    for number, person in enumerate(people(random.Random(1))):
        born = date(1950, 1, 1) + timedelta(days=number % 18_000)
        nik = f"62020{1 + number % 6}{born.day + 40:02}{born:%m%y}{1 + number // 18_000 * 7:04}"
        changes = {"nik": nik, "no_kk": f"620205120316{1 + number % 9000:04}", "tanggal_lahir": born}
        yield replace(person, **changes, kewarganegaraan="WNI", alamat=f"JL. CONTOH NO. {number % 300}")


def test_a_register_is_taken_in(tmp_path, capsys):
    office = make_office()
    folder = tmp_path / "booth"
    furnish(folder, office.identity)
    everybody = [line(person) for person in residents()]
    states = [national(row[1]) for row in everybody[:RECORDED]]
    changed = [[*row[:13], "JL. BARU", *row[14:]] for row in everybody[:DAY]]
    with Booth.open(folder, clock=Clock()) as booth:
        booth.login("tek", PASSWORD).close()
    writer = Writer(booth, office)
    letters = {
        "whole, empty vault": lambda: writer.letter(7, lines=[*everybody, *states]),
        "whole, 500 changed": lambda: writer.letter(8, lines=[*changed, *everybody[DAY:], *states]),
        "500 changes": lambda: writer.letter(9, 8, [*everybody[:DAY], *states[:DAY]]),
    }
    table = []
    for name, write in letters.items():
        size = write().with_suffix(".sealed").stat().st_size
        table.append((name, size, *measured(folder)))
    with capsys.disabled():
        vault = (folder / "vault.db").stat().st_size
        print(f"\n{len(everybody):,} residents, {len(states):,} states; vault {vault:,} bytes")
        print(f"{'letter':20} {'bytes':>11} {'seconds':>8} {'goal':>5} {'CPU':>6} {'look-up':>8} {'MB':>5} {'more':>5}")
        for name, size, seconds, cpu, wait, memory, before in table:
            times = f"{seconds:8.2f} {GOALS[name]:5} {cpu:6.2f} {wait:8.2f}"
            print(f"{name:20} {size:11,} {times} {memory:5.0f} {memory - before:5.0f}")
    assert all(seconds <= GOALS[name] for name, _, seconds, *_ in table)


def measured(folder):
    command = [sys.executable, "-m", "tests.bench.test_news", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [float(word) for word in done.stdout.split()]


def main(folder):
    """Take in what lies there. Prints seconds, those of processor and longest look-up, MB at most, before."""
    over, waits = threading.Event(), [0.0]
    with Booth.open(Path(folder), clock=Clock()) as booth, closing(booth.login("tek", PASSWORD)) as desk:

        def look():
            while not over.wait(0.02):
                started = time.perf_counter()
                desk.vault.residents.get("6202054507850003")
                waits.append(time.perf_counter() - started)

        looking = threading.Thread(target=look)
        before = most_memory()
        looking.start()
        started, worked = time.perf_counter(), time.process_time()
        taken = take_in_news(booth, desk.vault)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        over.set()
        looking.join()
        assert taken is not None
        assert taken.skipped == 0
    print(seconds, cpu, max(waits), most_memory(), before)


def most_memory():
    """MB that this process held at most."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1])
