"""The register and the search in it, against a plain reading of the rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booth.store.names import digits, fold

NAMES = [
    "MUHAMMAD", "MUHAMAD ALI", "SITI NURHALIZA", "NUR SITI AISYAH", "NUR'AINI", "NUR AINI", "MAHARANI", "SAHARA PUTRI",
    "SARI", "DEWI SARI", "MASARIANI", "SARI DEWI", "ABDUL RAHMAN", "ABDURRAHMAN", "RAHMAN ABDUL", "H. M. YUSUF",
    "M. ALI", "ALI MUHAMMAD", "Ali Mu'min", "JOSÉ PUTRA", "AHMAD DAHLAN", "AHMAD", "MUHAMMAD SARI", "OE TJOE TAT",
    "AISYAH MAHARANI PUTRI SARI",
]  # fmt: skip


@pytest.fixture
def register(vault, make_resident):
    vault.residents.replace_all(make_resident(n, nama_lengkap=name) for n, name in enumerate(NAMES, 1))
    return vault.residents


def names(found):
    return [resident.nama_lengkap for resident in found]


def expected(residents, text, limit=50):
    """The rule as it reads, without any index."""
    number = digits(text)
    if number:
        if len(number) < 3:
            return []
        by_nik = sorted((r for r in residents if r.nik.startswith(number)), key=lambda r: r.nik)
        by_kk = sorted((r for r in residents if r.no_kk.startswith(number) and r not in by_nik), key=lambda r: r.no_kk)
        return (by_nik + by_kk)[:limit]
    text = fold(text)
    words = text.split()
    if len("".join(words)) < 3:
        return []

    def begins(name, word):
        return any(part.startswith(word) for part in name.split())

    def holds(name, word):
        return begins(name, word) if len(word) < 3 else any(word in part for part in name.split())

    def kind(name):
        if name == text:
            return 0
        if name.startswith(text):
            return 1
        return 2 if all(begins(name, word) for word in words) else 3

    hits = [
        (kind(name), name, r)
        for r in residents
        if (name := fold(r.nama_lengkap)).startswith(text) or all(holds(name, word) for word in words)
    ]
    return [hit[2] for hit in sorted(hits, key=lambda hit: (hit[0], hit[1], hit[2].nik))][:limit]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sari", ["SARI", "SARI DEWI", "AISYAH MAHARANI PUTRI SARI", "DEWI SARI", "MUHAMMAD SARI", "MASARIANI"]),
        ("aha", ["AISYAH MAHARANI PUTRI SARI", "MAHARANI", "SAHARA PUTRI"]),
        ("siti nur", ["SITI NURHALIZA", "NUR SITI AISYAH"]),
        ("nur siti", ["NUR SITI AISYAH", "SITI NURHALIZA"]),
        ("nuraini", ["NUR'AINI"]),
        ("nur aini", ["NUR AINI", "NUR'AINI"]),
        ("nur'a", ["NUR'AINI"]),
        ("jose", ["JOSÉ PUTRA"]),
        ("JOSÉ", ["JOSÉ PUTRA"]),
        ("muhamad", ["MUHAMAD ALI"]),
        ("ali m", ["ALI MUHAMMAD", "Ali Mu'min", "M. ALI", "MUHAMAD ALI"]),
        ("abdul rahman", ["ABDUL RAHMAN", "RAHMAN ABDUL"]),
        ("rahman", ["RAHMAN ABDUL", "ABDUL RAHMAN", "ABDURRAHMAN"]),
        ("oe tj", ["OE TJOE TAT"]),
        ("tidak ada", []),
        ("al", []),
        ("a.", []),
        ("", []),
        ("  ", []),
        ("m a", []),
    ],
)
def test_names_are_found_by_any_part(register, text, found):
    assert names(register.search(text)) == found


def test_the_limit_keeps_the_best(register):
    assert names(register.search("sari", limit=2)) == ["SARI", "SARI DEWI"]
    assert names(register.search("sari", limit=4))[:2] == ["SARI", "SARI DEWI"]


def test_numbers_are_found_from_their_beginning(vault, make_resident):
    people = [
        make_resident(1, nik="0102034507850001", no_kk="6202051203160001"),
        make_resident(2, nik="6202054507850002", no_kk="6202051203160001"),
        make_resident(3, nik="6202054507850003", no_kk="6202051203169999"),
    ]
    search = vault.residents.search
    vault.residents.replace_all(people)
    assert search("0102034507850001") == [people[0]]
    assert search("010") == [people[0]]
    assert search("6202051203160001") == people[:2]
    assert search("62.02.05 45") == people[1:]
    assert search("6202") == [people[1], people[2], people[0]]
    assert search("62") == []
    assert search("034507") == []
    assert search("620205450785000212345") == []


WORDS = ["AHA", "SARI", "SA", "MAHARANI", "NUR", "NURAINI", "M", "MASARIANI", "É-AH"]
PARTS = ["AHA", "SAR", "SARI", "NUR", "AINI", "NURA", "MA", "M", "RANI", "A", "MASARIANI", "ahah", "É"]


@given(
    people=st.lists(st.lists(st.sampled_from(WORDS), max_size=4), max_size=12),
    text=st.one_of(
        st.lists(st.sampled_from(PARTS), max_size=3).map(" ".join),
        st.text(max_size=12),
        st.text("6202 5.-", max_size=6),
    ),
    limit=st.integers(1, 6),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_does_what_the_rule_says(vault, make_resident, people, text, limit):
    residents = [make_resident(n, nama_lengkap=" ".join(name) or "X") for n, name in enumerate(people, 1)]
    vault.residents.replace_all(residents)
    assert vault.residents.search(text, limit) == expected(residents, text, limit)


@given(text=st.one_of(st.text(max_size=300), st.from_regex(r'["*():^{}+\-A-Z ]{3,40}', fullmatch=True)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_no_error(vault, make_resident, text):
    if not vault.residents.count():
        vault.residents.replace_all([make_resident()])
    assert isinstance(vault.residents.search(text), list)


def test_long_words_that_many_words_hold_are_found_by_their_letters(vault, make_resident):
    """More distinct words hold the part than are looked up one by one."""
    heads = ["A", "BE", "CI", "DO", "EKU", "FA", "GI", "HO", "I"]
    residents = [make_resident(n, nama_lengkap=f"{head}RAHMA {head}") for n, head in enumerate(heads, 1)]
    residents += [make_resident(20, nama_lengkap="RAHMAT"), make_resident(21, nama_lengkap="RAH AHM HMA")]
    vault.residents.replace_all(residents)
    for text in ("rahma", "rahma b", "be rahma", "ahma"):
        for limit in (1, 3, 50):
            assert vault.residents.search(text, limit) == expected(residents, text, limit)


def test_fields_come_back_as_they_were_leading_zeros_too(vault, make_resident):
    resident = make_resident(nik="0102034507850001", rt="007", golongan_darah="", nama_lengkap="Nur'Aini")
    vault.residents.replace_all([resident])
    assert vault.residents.get("0102034507850001") == resident
    assert vault.residents.get("102034507850001") is None


def test_replacing_takes_everybody_else_away(register, make_resident):
    assert register.replace_all([make_resident(99, nama_lengkap="SEORANG DIRI")]) == 1
    assert register.count() == 1
    assert register.search("sari") == []
    assert names(register.search("seorang")) == ["SEORANG DIRI"]


def test_upserting_adds_changes_and_renames(register, make_resident):
    changed = make_resident(9, nama_lengkap="KARTINI", alamat="PINDAH")
    assert register.upsert_many([changed, make_resident(80, nama_lengkap="KARTINI PUTRI")]) == 2
    assert register.count() == len(NAMES) + 1
    assert register.get(changed.nik) == changed
    assert names(register.search("kartini")) == ["KARTINI", "KARTINI PUTRI"]
    assert "SARI" not in names(register.search("sari"))
    assert names(register.search("sari"))[0] == "SARI DEWI"


def test_the_last_of_doubles_counts(register, make_resident):
    register.replace_all([make_resident(1, nama_lengkap="LAMA SEKALI"), make_resident(1, nama_lengkap="BARU SEKALI")])
    assert names(register.search("sekali")) == ["BARU SEKALI"]
    assert register.search("lama") == []
    register.upsert_many([make_resident(1, nama_lengkap="A BENAR"), make_resident(1, nama_lengkap="BARU SEKALI")])
    assert names(register.search("sekali")) == ["BARU SEKALI"]
    assert register.search("benar") == []


class Torn(Exception):
    """The source of an import breaks off."""


def torn(residents):
    yield from residents
    raise Torn


@pytest.mark.parametrize("verb", ["replace_all", "upsert_many"])
def test_an_import_that_breaks_off_changes_nothing(register, make_resident, verb):
    before = names(register.search("sari"))
    with pytest.raises(Torn):
        getattr(register, verb)(torn([make_resident(9, nama_lengkap="KARTINI"), make_resident(88)]))
    assert register.count() == len(NAMES)
    assert names(register.search("sari")) == before
    assert register.search("kartini") == []


def test_whoever_was_recorded_here_stays_recorded_through_imports(vault, make_resident, make_recording):
    resident = make_resident()
    vault.residents.replace_all([resident])
    vault.recordings.add(make_recording("r1", nik=resident.nik))
    assert vault.residents.mark_recorded(resident.nik)
    vault.residents.replace_all([resident])
    assert vault.residents.get(resident.nik).recorded_before
    vault.residents.upsert_many([resident])
    assert vault.residents.get(resident.nik).recorded_before
    assert not vault.residents.mark_recorded("6202054507859999")


def test_a_family_is_listed_head_first_then_by_age(vault, make_resident):
    kk = "6202051203167777"
    child = make_resident(1, no_kk=kk, shdk="4", tanggal_lahir=date(2001, 1, 1))
    elder = make_resident(2, no_kk=kk, shdk="4", tanggal_lahir=date(1999, 1, 1))
    head = make_resident(3, no_kk=kk, shdk="1")
    vault.residents.replace_all([child, elder, head, make_resident(4, no_kk="6202051203168888")])
    assert vault.residents.family(kk) == [head, elder, child]


def test_an_empty_register_finds_nobody(vault):
    assert vault.residents.count() == 0
    assert vault.residents.search("siti") == []
    assert vault.residents.search("6202") == []
    assert vault.residents.replace_all([]) == 0
