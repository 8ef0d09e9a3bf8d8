"""Drafts and captures, by example and as a machine that does anything in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from booth.domain.recording import ALLOWED_MOVES, MoveError, State, Step
from booth.domain.resident import Resident
from booth.store import AlreadyThere, CaptureKind, Draft, NotFound
from booth.store.database import create_database, open_database
from booth.store.drafts import Drafts

RESIDENT = Resident(
    nik="6202054507850001",
    no_kk="6202051203160001",
    nama_lengkap="NUR HASANAH",
    jenis_kelamin="2",
    tempat_lahir="SAMPIT",
    tanggal_lahir=date(1985, 7, 5),
    golongan_darah="13",
    agama="1",
    status_kawin="2",
    shdk="1",
    pekerjaan="2",
    kewarganegaraan="1",
    alamat="JL. CONTOH NO. 7",
    rt="001",
    rw="002",
    kode_wilayah="6202051001",
)
STORED = [State.DRAFT, State.PARKED, State.SAVING]


def test_a_draft_comes_back_as_it_was(vault, make_resident, clock):
    resident = make_resident(nama_lengkap="Nur'Aini “Ani”", golongan_darah="")
    made = vault.drafts.create(
        "d1", resident, operator="budi", by_hand=True, findings=("FIRST_TIMER",), notes={"why": "KK baru"}
    )
    assert vault.drafts.get("d1") == made
    assert made == Draft(
        "d1", resident, True, Step.BIODATA, State.DRAFT, "budi", made.started_at, made.started_at, ("FIRST_TIMER",),
        {"why": "KK baru"},
    )  # fmt: skip
    clock.move(5)
    saved = vault.drafts.save(replace(made, step=Step.FINGERS, notes={}))
    assert vault.drafts.get("d1") == saved
    assert (saved.updated_at - saved.started_at).total_seconds() == 5


def test_an_id_is_used_once(vault, make_resident):
    vault.drafts.create("d1", make_resident(), operator="budi")
    with pytest.raises(AlreadyThere):
        vault.drafts.create("d1", make_resident(2), operator="sari")
    assert vault.drafts.get("d1").operator == "budi"


@pytest.mark.parametrize("now", STORED)
@pytest.mark.parametrize("then", list(State))
def test_states_move_as_the_table_allows(vault, make_resident, now, then):
    draft = vault.drafts.create("d1", make_resident(), operator="budi")
    if now is not State.DRAFT:
        draft = vault.drafts.save(replace(draft, state=now))
    if then is now or then in ALLOWED_MOVES[now]:
        assert vault.drafts.save(replace(draft, state=then)).state is then
    else:
        with pytest.raises(MoveError):
            vault.drafts.save(replace(draft, state=then))
        assert vault.drafts.get("d1") == draft


def test_a_missing_draft(vault, make_resident):
    draft = vault.drafts.create("d1", make_resident(), operator="budi")
    vault.drafts.delete("d1")
    vault.drafts.delete("d1")
    assert vault.drafts.get("d1") is None
    with pytest.raises(NotFound):
        vault.drafts.save(draft)
    with pytest.raises(NotFound):
        vault.drafts.put_capture("d1", "photo", "1", 1, b"x")
    assert vault.drafts.captures("d1") == []


def test_a_draft_that_is_being_saved_is_not_thrown_away(vault, make_resident):
    draft = vault.drafts.create("d1", make_resident(), operator="budi")
    vault.drafts.save(replace(draft, state=State.SAVING))
    with pytest.raises(MoveError):
        vault.drafts.delete("d1")
    assert vault.drafts.get("d1") is not None


def test_drafts_are_listed_newest_first_and_by_state(vault, make_resident, clock):
    for number in (1, 2, 3):
        clock.move(1)
        vault.drafts.create(f"d{number}", make_resident(number), operator="budi")
    clock.move(1)
    vault.drafts.save(replace(vault.drafts.get("d1"), state=State.PARKED))
    assert [draft.id for draft in vault.drafts.list()] == ["d1", "d3", "d2"]
    assert [draft.id for draft in vault.drafts.list({State.PARKED})] == ["d1"]
    clock.move(1)
    vault.drafts.put_capture("d2", "photo", "1", 1, b"x")
    assert vault.drafts.list()[0].id == "d2"


def test_captures_are_kept_replaced_and_dropped(vault, make_resident):
    drafts = vault.drafts
    drafts.create("d1", make_resident(), operator="budi")
    drafts.create("d2", make_resident(2), operator="budi")
    for attempt in (1, 2, 3):
        drafts.put_capture("d1", CaptureKind.FINGER, "right_thumb", attempt, bytes([attempt]), {"score": attempt})
    drafts.put_capture("d1", "finger", "left_thumb", 1, b"left")
    drafts.put_capture("d1", "missing", "left_index", 1, b"", {"reason": "Bandaged", "note": "ü"})
    drafts.put_capture("d2", "finger", "right_thumb", 1, b"other")
    drafts.put_capture("d1", "finger", "right_thumb", 2, b"again", {"score": 70})

    def what(kind=None):
        return [(c.kind, c.key, c.attempt, c.data) for c in drafts.captures("d1", kind)]

    assert what("finger") == [
        ("finger", "left_thumb", 1, b"left"),
        ("finger", "right_thumb", 1, b"\x01"),
        ("finger", "right_thumb", 2, b"again"),
        ("finger", "right_thumb", 3, b"\x03"),
    ]
    assert what("missing") == [("missing", "left_index", 1, b"")]
    assert drafts.captures("d1", "missing")[0].meta == {"reason": "Bandaged", "note": "ü"}
    assert len(what()) == 5
    assert drafts.drop_capture("d1", "finger", "right_thumb", 1) == 1
    assert drafts.drop_capture("d1", "finger", "right_thumb") == 2
    assert drafts.drop_capture("d1", "finger") == 1
    assert drafts.drop_capture("d1", "finger") == 0
    assert len(drafts.captures("d2")) == 1


class AnyOrder(RuleBasedStateMachine):
    """Creates, saves, captures, deletes and reopens in any order, beside a dictionary that says what must be there."""

    ids = Bundle("ids")

    @initialize()
    def open(self):
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "test.db"
        self.database = create_database(self.path, bytes(32))
        self.drafts = Drafts(self.database, self.clock)
        self.states: dict[str, State] = {}
        self.captures: dict[str, dict[tuple[str, str, int], bytes]] = {}

    @staticmethod
    def clock():
        return datetime(2016, 9, 5, tzinfo=UTC)

    @rule(target=ids, name=st.sampled_from(["a", "b", "c"]))
    def create(self, name):
        if name in self.states:
            with pytest.raises(AlreadyThere):
                self.drafts.create(name, RESIDENT, operator="budi")
        else:
            self.drafts.create(name, RESIDENT, operator="budi")
            self.states[name], self.captures[name] = State.DRAFT, {}
        return name

    @rule(name=ids, then=st.sampled_from(State))
    def move(self, name, then):
        draft = self.drafts.get(name)
        if draft is None:
            assert name not in self.states
        elif then is draft.state or then in ALLOWED_MOVES[draft.state]:
            self.drafts.save(replace(draft, state=then))
            self.states[name] = then
        else:
            with pytest.raises(MoveError):
                self.drafts.save(replace(draft, state=then))

    @rule(name=ids, key=st.sampled_from(["k", "l"]), attempt=st.integers(1, 2), data=st.binary(max_size=9000))
    def capture(self, name, key, attempt, data):
        if name not in self.states:
            with pytest.raises(NotFound):
                self.drafts.put_capture(name, "finger", key, attempt, data)
            return
        self.drafts.put_capture(name, "finger", key, attempt, data)
        self.captures[name]["finger", key, attempt] = data

    @rule(name=ids, key=st.sampled_from(["k", "l"]))
    def drop(self, name, key):
        gone = [c for c in self.captures.get(name, {}) if c[1] == key]
        assert self.drafts.drop_capture(name, "finger", key) == len(gone)
        for each in gone:
            del self.captures[name][each]

    @rule(name=ids)
    def delete(self, name):
        if name in self.states and State.DISCARDED not in ALLOWED_MOVES[self.states[name]]:
            with pytest.raises(MoveError):
                self.drafts.delete(name)
            return
        self.drafts.delete(name)
        self.states.pop(name, None)
        self.captures.pop(name, None)

    @rule()
    def reopen(self):
        self.database.close()
        self.database = open_database(self.path, bytes(32))
        self.drafts = Drafts(self.database, self.clock)

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert {draft.id: draft.state for draft in self.drafts.list()} == self.states
        for name, captures in self.captures.items():
            assert {(c.kind, c.key, c.attempt): c.data for c in self.drafts.captures(name)} == captures

    def teardown(self):
        self.database.close()
        self.folder.cleanup()


AnyOrder.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestAnyOrder = AnyOrder.TestCase
