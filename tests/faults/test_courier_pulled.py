"""A stick pulled out at each file, full at each file, altered, mistaken, given twice: what was saved is in the ledger,
once each, and nothing leaves a booth without a receipt."""

from __future__ import annotations

import shutil

import pytest

from sync import bulletins, courier, inbox
from sync.errors import StickMissing, SyncError
from sync.identity import load_identity
from sync.outbox import State
from tests.faults.courier_trip import (
    Clock,
    Locked,
    Office,
    SmallStick,
    everything,
    failing,
    plugged_into,
)
from tests.office.people import resident

FEW = 4


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "office", Clock())


@pytest.fixture
def booth(tmp_path, office):
    office.register(resident(1))
    booth = office.booth(tmp_path / "booth")
    booth.log_in()
    booth.save(FEW)
    return booth


def test_pulled_out_while_the_booth_writes(monkeypatch, tmp_path, office, booth):
    sticks = []

    def write(after):
        sticks.append(tmp_path / f"stick-{after}")
        sticks[-1].mkdir()
        courier.write_stick(booth.root, sticks[-1], clock=booth.clock)

    operations = failing(monkeypatch, write)
    assert operations > 8 * FEW
    assert booth.states() == {State.QUEUED: FEW}
    for number, stick in enumerate(sticks):
        there = [path for path in everything(stick) if path.endswith(".packet")]
        whole = courier.write_stick(booth.root, stick, clock=booth.clock)
        assert (whole.there, whole.written) == (len(there), FEW - len(there))
        assert not [path for path in everything(stick) if path.endswith(".part")]
        if number % 7 == 0 or number == len(sticks) - 1:
            at = office.copy(tmp_path / f"office-{number}")
            at.serve(stick)
            assert at.ledger() == booth.saved


def test_pulled_out_while_the_office_reads_and_answers(monkeypatch, tmp_path, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    before = everything(stick)
    offices = []

    def serve(after):
        offices.append((office.copy(tmp_path / f"office-{after}"), tmp_path / f"stick-{after}"))
        shutil.copytree(stick, offices[-1][1])
        offices[-1][0].serve(offices[-1][1])

    assert failing(monkeypatch, serve) > 3 * FEW
    for at, there in offices:
        assert before.items() <= everything(there).items()
        assert at.ledger().items() <= booth.saved.items()
        taken, answered = at.serve(there)
        assert taken.whole
        assert answered.whole
        assert at.ledger() == booth.saved
    home = booth.copy(tmp_path / "home")
    read = courier.read_stick(home.root, offices[-1][1], clock=booth.clock)
    assert (read.receipts, read.spoilt) == (FEW, ())
    assert read.letter is not None
    assert home.states() == {State.RECEIPTED: FEW}


def test_pulled_out_while_the_booth_reads(monkeypatch, tmp_path, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    booths = []

    def read(after):
        booths.append((booth.copy(tmp_path / f"booth-{after}"), tmp_path / f"stick-{after}"))
        shutil.copytree(stick, booths[-1][1])
        courier.read_stick(booths[-1][0].root, booths[-1][1], clock=booth.clock)

    assert failing(monkeypatch, read) > FEW
    for home, there in booths:
        with home.outbox() as outbox:
            for packet in booth.saved:
                if outbox.state(packet) is State.QUEUED:
                    outbox.data(packet)
        courier.read_stick(home.root, there, clock=booth.clock)
        assert home.states() == {State.RECEIPTED: FEW}
        assert not [path for path in everything(there) if path.endswith(".packet")]
        with home.outbox() as outbox:
            assert bulletins.current(outbox, load_identity(home.root)) is not None
        assert len(inbox.covers(home.root)) == 1
    assert office.ledger() == booth.saved


@pytest.mark.parametrize("packets", range(FEW + 1))
def test_full_at_each_file(monkeypatch, office, booth, stick, packets):
    plugged_into(monkeypatch, SmallStick(3000 + 1200 * packets))
    written = courier.write_stick(booth.root, stick, clock=booth.clock)
    plugged_into(monkeypatch, None)
    there = [path for path in everything(stick) if path.endswith(".packet")]
    assert not [path for path in everything(stick) if path.endswith(".part")]
    assert written.written == len(there)
    assert written.written + written.left == FEW
    assert written.left_bytes == 900 * written.left
    oldest = list(booth.saved)[: written.written]
    assert sorted(path.rpartition("/")[2] for path in there) == [f"{packet}.packet" for packet in oldest]
    office.serve(stick)
    assert office.ledger() == {packet: booth.saved[packet] for packet in oldest}
    assert courier.read_stick(booth.root, stick, clock=booth.clock).receipts == len(oldest)
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    courier.read_stick(booth.root, stick, clock=booth.clock)
    assert office.ledger() == booth.saved
    assert booth.receipted() == FEW


def test_a_stick_that_is_full_from_the_start(monkeypatch, booth, stick):
    plugged_into(monkeypatch, SmallStick(0))
    written = courier.write_stick(booth.root, stick, clock=booth.clock)
    assert (written.written, written.left, written.left_bytes) == (0, FEW, 900 * FEW)
    with booth.outbox() as outbox:
        assert courier.last_carried(outbox) is None


def test_room_for_the_answer_is_left_on_the_stick(monkeypatch, booth, stick):
    free = 4 * 1024 * 1024 + 1000
    monkeypatch.setattr("sync.courier_files.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(free, 0, free))
    assert courier.write_stick(booth.root, stick, clock=booth.clock).left == FEW


def test_the_office_finds_no_room_for_its_answer(monkeypatch, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.read(stick)
    plugged_into(monkeypatch, SmallStick(100))
    assert not office.write(stick).whole
    plugged_into(monkeypatch, None)
    assert office.ledger() == booth.saved
    assert office.write(stick).whole
    assert courier.read_stick(booth.root, stick, clock=booth.clock).receipts == FEW


@pytest.mark.parametrize("alter", ["cut", "longer", "empty", "sealed", "manifest", "signature", "other booth"])
def test_a_packet_altered_on_the_stick(tmp_path, office, booth, stick, alter):
    other = office.booth(tmp_path / "other", "Baamang 2")
    courier.write_stick(booth.root, stick, clock=booth.clock)
    path = next(stick.rglob(f"{next(iter(booth.saved))}.packet"))
    whole = path.read_bytes()
    spoilt = {
        "cut": whole[:-1],
        "longer": whole + b"x",
        "empty": b"",
        "sealed": whole[:-1] + bytes([whole[-1] ^ 1]),
        "manifest": whole.replace(b'"hour":10', b'"hour":11'),
        "signature": whole.replace(b'"signature":"', b'"signature":"A', 1),
        "other booth": whole.replace(booth.id.encode(), other.id.encode()),
    }[alter]
    assert spoilt != whole
    path.write_bytes(spoilt)
    taken, answered = office.serve(stick)
    assert taken.booths[0].accepted == FEW - 1
    assert list(taken.booths[0].refused) == [path.stem]
    assert not taken.whole
    assert answered.whole
    read = courier.read_stick(booth.root, stick, clock=booth.clock)
    assert [packet for packet, _ in read.refused] == [path.stem]
    assert read.receipts == FEW - 1
    assert booth.states() == {State.QUEUED: 1, State.RECEIPTED: FEW - 1}
    assert courier.write_stick(booth.root, stick, clock=booth.clock).written == 1
    assert path.read_bytes() == whole
    office.serve(stick)
    assert courier.read_stick(booth.root, stick, clock=booth.clock).refused == ()
    assert office.ledger() == booth.saved


def test_a_stick_of_another_booth(tmp_path, office, booth, stick):
    other = office.booth(tmp_path / "other", "Baamang 2")
    other.save(2)
    courier.write_stick(other.root, stick, clock=other.clock)
    office.serve(stick)
    before = everything(stick)
    read = courier.read_stick(booth.root, stick, clock=booth.clock)
    assert (read.found, read.others, read.receipts) == (False, (other.id,), 0)
    assert everything(stick) == before
    assert booth.states() == {State.QUEUED: FEW}
    assert courier.read_stick(other.root, stick, clock=other.clock).receipts == 2


def test_what_is_for_another_booth_is_not_taken_under_this_ones_name(tmp_path, office, booth, stick):
    other = office.booth(tmp_path / "other", "Baamang 2")
    other.save(2)
    courier.write_stick(other.root, stick, clock=other.clock)
    office.serve(stick)
    there = stick / "bilik-rekam" / "to"
    (there / other.id).rename(there / booth.id)
    read = courier.read_stick(booth.root, stick, clock=booth.clock)
    assert read.found
    assert read.spoilt
    assert read.receipts == 0
    assert booth.states() == {State.QUEUED: FEW}


def test_several_booths_on_one_stick(tmp_path, office, booth, stick):
    others = [office.booth(tmp_path / f"other-{number}", f"Baamang {number}") for number in (2, 3)]
    for other in others:
        other.save(3)
    for each in (booth, *others):
        courier.write_stick(each.root, stick, clock=each.clock)
    seen = courier.look(stick)
    assert [(each.booth, each.packets, each.receipts) for each in seen.booths] == sorted(
        (each.id, len(each.saved), False) for each in (booth, *others)
    )
    taken, _ = office.serve(stick)
    assert {each.booth: each.accepted for each in taken.booths} == {
        each.id: len(each.saved) for each in (booth, *others)
    }
    for each in (booth, *others):
        read = courier.read_stick(each.root, stick, clock=each.clock)
        assert (read.receipts, read.bad, read.spoilt) == (len(each.saved), 0, ())
    assert not [path for path in everything(stick) if path.endswith(".packet")]
    assert office.ledger() == {packet: sha256 for each in (booth, *others) for packet, sha256 in each.saved.items()}


def test_a_stick_given_twice_and_copied(tmp_path, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    twin = tmp_path / "twin"
    shutil.copytree(stick, twin)
    first, _ = office.serve(stick)
    again, _ = office.serve(stick)
    other, _ = office.serve(twin)
    assert [(each.booths[0].accepted, each.booths[0].known) for each in (first, again, other)] == [
        (FEW, 0),
        (0, FEW),
        (0, FEW),
    ]
    assert everything(stick).keys() == everything(twin).keys()
    for each in (stick, twin, stick):
        courier.read_stick(booth.root, each, clock=booth.clock)
    assert booth.states() == {State.RECEIPTED: FEW}
    assert office.ledger() == booth.saved


def test_receipts_that_were_lost_on_the_way_come_with_the_next_stick(tmp_path, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    shutil.rmtree(stick)
    stick.mkdir()
    booth.save(2)
    courier.write_stick(booth.root, stick, clock=booth.clock)
    for path in list(stick.rglob("*.packet"))[:FEW]:  # and only some of it reaches the office this time
        path.unlink()
    office.serve(stick)
    courier.read_stick(booth.root, stick, clock=booth.clock)
    assert set(office.ledger()) == {packet for packet, state in _states(booth).items() if state is State.RECEIPTED}
    assert booth.receipted() >= FEW


def _states(booth):
    with booth.outbox() as outbox:
        return {packet: outbox.state(packet) for packet in booth.saved}


def test_an_old_answer_played_back_changes_nothing(tmp_path, office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    old = tmp_path / "old"
    shutil.copytree(stick, old)
    courier.read_stick(booth.root, stick, clock=booth.clock)
    booth.save(2)
    booth.clock.now = booth.clock.now.replace(hour=5)
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    courier.read_stick(booth.root, stick, clock=booth.clock)
    with booth.outbox() as outbox:
        cursor, counted = outbox.cursor, outbox.office_counts("2026-11-26")
    assert counted.count == FEW + 2
    read = courier.read_stick(booth.root, old, clock=booth.clock)
    assert (read.receipts, read.bad, read.refused, read.spoilt) == (0, 0, (), ())
    with booth.outbox() as outbox:
        assert (outbox.cursor, outbox.office_counts("2026-11-26")) == (cursor, counted)
    assert booth.states() == {State.RECEIPTED: FEW + 2}


def test_an_answer_of_another_office_is_not_believed(tmp_path, office, booth, stick):
    foreign = Office(tmp_path / "foreign", office.clock, name="Elsewhere")
    twin = foreign.booth(tmp_path / "twin")
    assert twin.id == booth.id
    courier.write_stick(booth.root, stick, clock=booth.clock)
    taken, _ = foreign.serve(stick)
    assert set(taken.booths[0].refused.values()) == {"signature"}
    assert foreign.ledger() == {}
    read = courier.read_stick(booth.root, stick, clock=booth.clock)
    assert read.spoilt
    assert (read.receipts, read.refused) == (0, ())
    assert booth.states() == {State.QUEUED: FEW}


def test_booths_that_the_office_does_not_know_or_has_closed(tmp_path, office, booth, stick):
    clock = office.clock
    foreign = Office(tmp_path / "foreign", clock, name="Elsewhere")
    stranger = foreign.booth(tmp_path / "stranger", "Samuda 1")
    stranger.save(1)
    courier.write_stick(stranger.root, stick, clock=clock)
    courier.write_stick(booth.root, stick, clock=clock)
    with office.opened() as opened:
        opened.booths.revoke(booth.id, clock())
    before = everything(stick)
    taken, answered = office.serve(stick)
    assert (taken.booths, taken.unknown, taken.revoked) == ((), (stranger.id,), (booth.id,))
    assert answered.booths == ()
    assert everything(stick) == before
    assert office.ledger() == {}


def test_the_office_has_no_room_for_packets(office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    room = [2**40, 2**40, 0]
    taken = office.read(stick, free=lambda _: room.pop(0) if len(room) > 1 else room[0])
    assert taken.full
    assert not taken.whole
    assert taken.booths[0].accepted == len(office.ledger()) < FEW
    assert office.read(stick).whole
    assert office.ledger() == booth.saved


def test_the_agent_settled_a_packet_meanwhile(office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    twin = booth.copy(booth.root.with_name("twin"))
    courier.read_stick(twin.root, stick, clock=booth.clock)
    with twin.outbox() as theirs, booth.outbox() as outbox, office.opened() as opened:
        packet = next(iter(booth.saved))
        outbox.settle(theirs.receipt(packet), opened.keys.sign.public_key())
    fresh = stick.with_name("fresh")
    fresh.mkdir()
    written = courier.write_stick(booth.root, fresh, clock=booth.clock)
    assert (written.written, written.left) == (FEW - 1, 0)


def test_two_booths_with_one_number(office, booth, stick):
    """A booth restored from a backup gives numbers again: both packets lie on the stick beside each other."""
    twin = booth.copy(booth.root.with_name("twin"))
    booth.save(1)
    twin.save(1)
    courier.write_stick(booth.root, stick, clock=booth.clock)
    assert courier.write_stick(twin.root, stick, clock=booth.clock).written == 1
    office.serve(stick)
    assert office.ledger() == booth.saved | twin.saved
    read = courier.read_stick(twin.root, stick, clock=booth.clock)
    assert (read.receipts, read.bad) == (FEW + 1, 0)
    assert len([path for path in everything(stick) if path.endswith(".packet")]) == 1


def test_no_stick_and_a_locked_one(monkeypatch, booth, tmp_path, stick, office):
    with pytest.raises(StickMissing):
        courier.write_stick(booth.root, tmp_path / "nowhere", clock=booth.clock)
    with pytest.raises(StickMissing):
        courier.look(tmp_path / "nowhere")
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    plugged_into(monkeypatch, Locked())
    read = courier.read_stick(booth.root, stick, clock=booth.clock)
    assert (read.receipts, read.removed, read.locked) == (FEW, 0, True)
    booth.save(1)
    with pytest.raises(SyncError):
        courier.write_stick(booth.root, stick, clock=booth.clock)
    plugged_into(monkeypatch, None)
    assert courier.write_stick(booth.root, stick, clock=booth.clock).removed == FEW
