"""Searching among 400,000 made-up residents in the encrypted vault, beside bare FTS5 trigrams in the same file.

Bare means: `name MATCH 'a' AND 'b'` over trigrams, the first 50 rows of the register as they come, nothing ranked.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime
from statistics import median, quantiles

import pytest

from booth.domain.resident import Resident
from booth.store import Cost, NewUser, Role, Vault
from booth.store.names import fold
from booth.store.residents import _COLUMNS

PEOPLE = 400_000
ROUNDS = 60
LIMIT = 50

MEN = """
MUHAMMAD AHMAD ABDUL AGUS BUDI ANDI EKO RUDI HENDRA SURYA DEDI IWAN JOKO BAMBANG SLAMET SUPRIYADI HERMAN YUSUF IBRAHIM
ISMAIL HASAN HUSIN ALI UMAR RAHMAN RAHIM AZIZ MALIK HAKIM FAUZI RIDWAN ARIF HIDAYAT KURNIAWAN SAPUTRA PRATAMA NUGROHO
WIBOWO SANTOSO SETIAWAN GUNAWAN SUTRISNO MULYADI ISKANDAR FIRMANSYAH RAMADHAN MAULANA AKBAR FADLI RIZKI FAJAR BAYU DIMAS
YOGA ADITYA REZA YANTO SARDI TONI WAHYU RAHMAT MAHDI SYAHRUL SYARIF MARZUKI JUNAIDI
"""
WOMEN = """
SITI NUR SRI DEWI PUTRI RINA YANTI AYU FITRI RATNA LESTARI WATI NINGSIH MARIA ANISA AISYAH FATIMAH KHADIJAH ZAINAB
MAHARANI RAHAYU HANDAYANI PURWANTI WULANDARI SARI INDAH MEGA DIAN EKA TRI NURHAYATI NUR'AINI NURUL MAIMUNAH JAMILAH
HALIMAH RAHMAH SALMAH MARDIANA NORHASANAH JUMIATI SUMIATI SUHARTI HARYATI MURNI KARTINI YULIANA NOVITA ANGGRAINI
PERMATASARI OKTAVIA SAHARA HASANAH MUTIARA AZZAHRA
"""
SYLLABLES = "MA RI SU KA TO NI HA DA LI YA RO WA SI NO BA TU JI RE PA GU LE MU"

QUESTIONS = {
    "a NIK": "nik",
    "nine digits of a NIK": "nik9",
    "a KK number": "kk",
    "620": "620",
    "muhammad": "muhammad",
    "siti nur": "siti nur",
    "nur siti": "nur siti",
    "aha": "aha",
    "ani": "ani",
    "abdul rah": "abdul rah",
    "rahma": "rahma",
    "nur'aini": "nur'aini",
    "ali m": "ali m",
    "muhamad (typed wrong)": "muhamad",
    "muhammad sari (nobody)": "muhammad sari",
    "sit muh nur (few)": "sit muh nur",
    "mari ahmad (few)": "mari ahmad",
    "xyz (nobody)": "xyz",
}

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


def people(rng):
    """Names by how common they are, a quarter of the words rare; half women, half men."""
    men, women, syllables = MEN.split(), WOMEN.split(), SYLLABLES.split()
    rare = ["".join(rng.choices(syllables, k=rng.randint(2, 5))) for _ in range(30_000)]
    weights = {len(words): [1 / (place + 3) for place in range(len(words))] for words in (men, women)}
    serials = rng.sample(range(10**8), PEOPLE)
    for number in range(PEOPLE):
        words = rng.choice((men, women))
        chosen = rng.choices(words, weights[len(words)], k=rng.choices((1, 2, 3, 4), (10, 45, 35, 10))[0])
        name = " ".join(word if rng.random() < 0.75 else rng.choice(rare) for word in chosen)
        yield Resident(
            f"62020{rng.randint(1, 7)}01{serials[number]:08}", f"62020{rng.randint(1, 7)}05{number // 4:08}", name,
            "2", "SAMPIT", date(1985, 7, 5), "13", "1", "2", "1", "2", "1", "JL. CONTOH GG. MELATI NO. 7", "001", "002",
            "6202051001",
        )  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search") / "booth"
    first = NewUser("teknisi", "Teknisi", Role.TECHNICIAN, "kata-sandi-1")
    cost = Cost(memory_kib=8, passes=1, lanes=1)
    with Vault.create(folder, first, clock=lambda: datetime.now(UTC), cost=cost) as vault:
        start, busy = time.perf_counter(), time.process_time()
        vault.residents.replace_all(people(random.Random(1)))
        taken, worked = time.perf_counter() - start, time.process_time() - busy
        print(f"\n{vault.residents.count():,} residents taken in: {taken:.1f} s, {worked:.1f} s of them processor time")
        run = vault._database.run
        run("CREATE VIRTUAL TABLE bare USING fts5 (name, content='', tokenize='trigram case_sensitive 1')")
        run("INSERT INTO bare (rowid, name) SELECT resident_id, name FROM names ORDER BY resident_id")
        yield vault


def bare(vault, text):
    """What plain trigrams find; None for a number, which they do not hold."""
    if text.isdigit():
        return None
    words = [word for word in fold(text).split() if len(word) > 2]
    return vault._database.tuples(
        f"SELECT {_COLUMNS} FROM bare CROSS JOIN residents ON id = bare.rowid WHERE bare MATCH ? LIMIT ?",  # noqa: S608
        (" AND ".join(f'"{word}"' for word in words), LIMIT),
    )


def test_search(vault):
    some = vault.residents.search("siti rahayu")[0]
    known = {"nik": some.nik, "nik9": some.nik[:9], "kk": some.no_kk}
    times: dict[str, tuple[list[float], list[float]]] = {label: ([], []) for label in QUESTIONS}
    hits = {}
    for _ in range(ROUNDS):
        for label, question in QUESTIONS.items():
            text = known.get(question, question)
            start = time.perf_counter()
            hits[label] = vault.residents.search(text, LIMIT)
            between = time.perf_counter()
            plain = bare(vault, text)
            times[label][0].append(between - start)
            if plain is not None:
                times[label][1].append(time.perf_counter() - between)
    title = f"first {LIMIT} hits, {ROUNDS} rounds, ms"
    print(f"\n{title:<30}{'hits':>6}{'median':>9}{'99th':>9}{'bare':>9}{'99th':>9}{'beside':>9}")
    for label, (ours, plain) in times.items():
        line = f"{label:<30}{len(hits[label]):>6}{median(ours) * 1e3:>9.2f}{percentile(ours) * 1e3:>9.2f}"
        if plain:
            ratio = median(ours) / median(plain)
            line += f"{median(plain) * 1e3:>9.2f}{percentile(plain) * 1e3:>9.2f}{ratio:>8.2f}×"
        print(line)
    common = vault._database.value("SELECT count(*) FROM names WHERE ' ' || name || ' ' LIKE '% MUHAMMAD %'")
    print(f"MUHAMMAD stands in {common:,} names")
    assert common >= 25_000
    assert hits["a NIK"] == [some]
    assert some in hits["a KK number"]
    assert all(r.nama_lengkap.startswith("MUHAMMAD") for r in hits["muhammad"])
    assert all("SITI NUR" in fold(r.nama_lengkap) for r in hits["siti nur"])
    assert hits["muhammad sari (nobody)"] == []
    assert [len(hits[label]) for label in ("muhammad", "siti nur", "aha", "ani", "620")] == [LIMIT] * 5


def percentile(values):
    return quantiles(values, n=100)[98]
