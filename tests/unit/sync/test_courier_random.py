"""Whatever lies on a stick, booth and office raise nothing but errors of ours, and believe nothing that was altered."""

from __future__ import annotations

import shutil

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import courier, wire
from sync import courier_layout as layout
from sync.courier_files import Stick
from sync.errors import PacketError, StatementRefused, SyncError
from sync.outbox import State
from sync.statements import Statement
from tests.faults.courier_trip import Clock, Office, everything

PACKETS = 3


@pytest.fixture(scope="module")
def trip(tmp_path_factory):
    """An office, a booth, and a stick with all that lies on one."""
    root = tmp_path_factory.mktemp("trip")
    office = Office(root / "office", Clock())
    booth = office.booth(root / "booth")
    booth.save(PACKETS)
    stick = root / "stick"
    stick.mkdir()
    courier.write_stick(booth.root, stick, clock=booth.clock)
    there = office.copy(root / "there")
    there.serve(stick)
    return office, booth, stick


def meaning(name: str, file: bytes) -> object:
    """What a file says, without what JSON and base64 let be written in two ways; None for one that says nothing."""
    try:
        if name.endswith(".json"):
            return msgspec.json.decode(file, type=Statement).body
        raw, sealed = layout.from_file(file)
        return wire.canonical(wire.decode(raw, wire.Manifest)), sealed
    except (PacketError, ValueError):
        return None


def altered(name: str, whole: bytes) -> st.SearchStrategy[bytes]:
    """Other bytes: random, cut, longer, or with one byte changed; such that they say something else, or nothing."""
    at = st.integers(0, len(whole) - 1)
    changes = st.one_of(
        st.binary(max_size=300),
        at.map(lambda end: whole[:end]),
        st.binary(min_size=1, max_size=50).map(lambda more: whole + more),
        st.tuples(at, st.integers(1, 255)).map(
            lambda change: whole[: change[0]] + bytes([whole[change[0]] ^ change[1]]) + whole[change[0] + 1 :]
        ),
    )
    return changes.filter(lambda data: meaning(name, data) is None or meaning(name, data) != meaning(name, whole))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_stick_of_altered_files(trip, tmp_path_factory, data):
    office, booth, stick = trip
    copy = tmp_path_factory.mktemp("copy") / "stick"
    shutil.copytree(stick, copy)
    for name, whole in everything(stick).items():
        (copy / name).write_bytes(data.draw(altered(name, whole), label=name))
    try:
        read = courier.read_stick(booth.root, copy, clock=booth.clock)
    except SyncError:
        pass
    else:
        assert (read.receipts, read.bulletin, read.letter, read.refused) == (0, None, None, ())
    assert booth.states() == {State.QUEUED: PACKETS}
    with booth.outbox() as outbox:
        assert [outbox.cursor, outbox.office_counts("2026-11-26")] == [0, None]
    taken = office.read(copy)
    assert taken.booths[0].accepted == 0
    assert office.ledger() == {}
    courier.look(copy)
    shutil.rmtree(copy.parent)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    names=st.lists(
        st.tuples(
            st.sampled_from(["from", "to"]),
            st.one_of(
                st.sampled_from(["baamang-1", "con_", "aux", "..."]), st.text("abc-_.0 ", min_size=1, max_size=8)
            ),
            st.sampled_from(["recording-0000", "originals-0001", "recording-x", "x"]),
            st.text("0123456789abcdef-.packtjson", min_size=1, max_size=44),
        ),
        max_size=6,
    )
)
def test_a_stick_of_strange_names(trip, tmp_path_factory, names):
    office, booth, _ = trip
    stick = tmp_path_factory.mktemp("strange")
    for parts in names:
        path = stick.joinpath("bilik-rekam", *(part.strip(". ") or "x" for part in parts))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"{}\nx")
        except OSError:
            continue
    before = everything(stick)
    assert courier.read_stick(booth.root, stick, clock=booth.clock).receipts == 0
    courier.look(stick)
    office.read(stick)
    assert office.ledger() == {}
    assert {name for name in everything(stick) if not name.endswith(".part")} >= {
        name for name in before if not name.endswith(".part")
    }
    shutil.rmtree(stick)


@given(st.binary(max_size=200))
def test_a_packet_file_of_any_bytes(data):
    try:
        manifest, sealed = layout.from_file(data)
    except PacketError:
        assert b"\n" not in data
    else:
        assert manifest + b"\n" + sealed == data


@given(st.binary(max_size=200))
def test_a_statement_of_any_bytes(tmp_path_factory, data):
    stick = tmp_path_factory.mktemp("statement")
    (stick / "bilik-rekam").mkdir()
    (stick / "bilik-rekam" / "x").write_bytes(data)
    try:
        statement = layout.statement_at(Stick(stick), "x")
    except StatementRefused:
        return
    assert msgspec.json.decode(data, type=type(statement)) == statement


@given(st.from_regex(r"[a-z0-9-]{3,40}", fullmatch=True))
def test_names_of_folders_are_those_of_booths(booth):
    folder = layout.folder_of(booth)
    assert layout.booth_of(folder) == booth
    assert folder.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
