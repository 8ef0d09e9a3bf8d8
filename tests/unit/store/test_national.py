"""National states in the vault, a register that is renewed, and a vault from before either."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booth.domain.national import NationalRecord
from booth.domain.resident import FIELD_NAMES, Resident
from booth.store import migrations
from booth.store.residents import _resident, _row
from booth.store.vault import Vault

FORMER = 1 << 16 | 3
NIK = "6202054507850001"
KEEP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def record(nik=NIK, word="CARD_ISSUED", as_of="2016-09-01", place="Baamang"):
    return NationalRecord(nik, word, as_of, place)


def test_a_state_is_put_changed_and_forgotten(vault):
    assert vault.national.get(NIK) is None
    vault.national.put([record(word="PROCESSING"), record("6202054507850002")])
    vault.national.put([record()])
    assert vault.national.get(NIK) == record()
    vault.national.forget([NIK, "nobody"])
    assert vault.national.get(NIK) is None
    assert vault.national.count() == 1


def test_all_but_some_are_forgotten(vault):
    vault.national.put([record(), record("6202054507850002")])
    assert vault.national.forget_all_but({"6202054507850002", "6202054507850003"}) == 1
    assert vault.national.get(NIK) is None
    assert vault.national.count() == 1
    assert vault.national.forget_all_but(()) == 1
    assert vault.national.count() == 0


def test_a_vault_of_the_former_schema_gets_the_table(vault, technician, clock, make_resident):
    """As version 1.3 left it: no table, its step not applied."""
    vault.residents.upsert_many([make_resident(1)])
    vault._database.run("DROP TABLE national")
    vault._database.run("DELETE FROM _sqlite_migrations WHERE name = 'national_states'")
    vault._database.run(f"PRAGMA user_version = {FORMER}")
    vault.close()
    with Vault.unlock(vault.folder, technician.login, technician.password, clock=clock) as again:
        assert again._database.value("PRAGMA user_version") == migrations.VERSION
        assert again.national.count() == 0
        again.national.put([record()])
        assert again.residents.count() == 1


# A register that is renewed says the same as one that is replaced, and writes only what differs.


def rows(residents):
    return [_row(resident) for resident in residents]


def state(vault):
    return {tuple(row) for row in vault._database.tuples(f"SELECT {', '.join(FIELD_NAMES)} FROM residents")}  # noqa: S608


@st.composite
def registers(draw):
    numbers = draw(st.lists(st.integers(1, 12), unique=True, max_size=12))
    names = st.sampled_from(["SITI", "SITI AISYAH", "MUHAMMAD", "NUR HASANAH", "ALI"])
    return [(number, draw(names)) for number in numbers]


@KEEP
@given(st.lists(registers(), min_size=1, max_size=4))
def test_renewing_says_what_replacing_says(vault, make_resident, said):
    for register in said:
        residents = [make_resident(number, nama_lengkap=name) for number, name in register]
        vault.residents.renew(rows(residents), _resident)
        assert state(vault) == {_row(resident) for resident in residents}
        for name in ("siti", "muhammad", "hasanah"):
            found = {resident.nik for resident in vault.residents.search(name)}
            assert found == {each.nik for each in residents if name.upper() in each.nama_lengkap}


def test_only_what_differs_is_read_and_written(vault, make_resident):
    vault.residents.replace_all([make_resident(n) for n in (1, 2, 3)])
    ids = dict(vault._database.tuples("SELECT nik, id FROM residents"))
    asked = []

    def read(row):
        asked.append(row[0])
        return _resident(row)

    new = [make_resident(1), make_resident(2, alamat="JL. BARU"), make_resident(4)]
    heard = []
    vault.residents.renew(rows(new), read, heard.append)
    assert asked == [make_resident(2).nik, make_resident(4).nik]
    assert vault.residents.get(make_resident(2).nik).alamat == "JL. BARU"
    assert vault.residents.get(make_resident(3).nik) is None
    after = dict(vault._database.tuples("SELECT nik, id FROM residents"))
    assert after[make_resident(1).nik] == ids[make_resident(1).nik]
    assert heard == [3]


def test_whoever_cannot_be_read_stays_as_before(vault, make_resident):
    vault.residents.replace_all([make_resident(1), make_resident(2)])
    new = [make_resident(1, alamat="JL. BARU"), make_resident(2), make_resident(3)]
    vault.residents.renew(rows(new), lambda _: None)
    assert vault.residents.get(make_resident(1).nik).alamat == "JL. CONTOH NO. 7"
    assert vault.residents.count() == 2


def test_whoever_was_recorded_here_stays_marked(vault, make_resident, make_recording):
    vault.residents.replace_all([make_resident(1), make_resident(2)])
    vault.recordings.add(make_recording("a", nik=make_resident(1).nik))
    vault.residents.mark_recorded(make_resident(1).nik)
    for _ in range(2):
        vault.residents.renew(rows([make_resident(1), make_resident(2)]), _resident)
        assert vault.residents.get(make_resident(1).nik).recorded_before
        assert not vault.residents.get(make_resident(2).nik).recorded_before


def test_what_fails_half_way_leaves_the_old_register(vault, make_resident):
    vault.residents.replace_all([make_resident(n) for n in range(1, 9)])
    before = state(vault)

    def half():
        yield from rows(make_resident(n, alamat="JL. BARU") for n in range(1, 700))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        vault.residents.renew(half(), _resident)
    assert state(vault) == before
    assert len(vault.residents.search("hasanah")) == 8


def test_those_who_left_are_found_no_more(vault, make_resident):
    vault.residents.replace_all([make_resident(1), make_resident(2, nama_lengkap="SITI")])
    vault.residents.remove([make_resident(2).nik, "6202054507859999"])
    assert vault.residents.search("siti") == []
    assert isinstance(vault.residents.get(make_resident(1).nik), Resident)
    vault.residents.upsert_many([make_resident(3, nama_lengkap="SITI")])
    assert [each.nik for each in vault.residents.search("siti")] == [make_resident(3).nik]
