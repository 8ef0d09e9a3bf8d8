"""`booth-office courier`, and all that a stick brings back: receipts, settings, a register; with a receiver running."""

from __future__ import annotations

import json
import secrets
from contextlib import closing

import msgspec
import pytest

from sync import bulletins, courier, inbox, register_file
from sync.agent import Agent
from sync.errors import CourierRunning
from sync.identity import load_identity, save_identity
from sync.office import courier as office_courier
from sync.office.cli import main
from sync.outbox import State
from sync.packet import Sealed
from tests.faults.courier_trip import Clock, Locked, Office, everything, plugged_into
from tests.office.people import resident

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(tmp_path, clock):
    return Office(tmp_path / "office", clock)


@pytest.fixture
def booth(tmp_path, office):
    booth = office.booth(tmp_path / "booth")
    booth.save(3)
    return booth


def run(office, stick, verb, *more):
    return main(["courier", verb, "--data", str(office.folder.root), "--stick", str(stick), *more])


def test_read_in_words(office, booth, stick, capsys):
    assert run(office, stick, "read") == 1
    assert capsys.readouterr().err == "There are no recordings on this stick.\n"
    courier.write_stick(booth.root, stick, clock=booth.clock)
    assert run(office, stick, "read") == 0
    said = capsys.readouterr()
    assert "Baamang 1: 3 recordings taken in from the stick." in said.out
    assert "Baamang 1: 3 receipts written onto the stick." in said.out
    assert "Take the stick back to the booth and read it there." in said.out
    assert said.err == ""
    assert run(office, stick, "read") == 0
    assert "Baamang 1: 3 recordings were here already." in capsys.readouterr().out
    assert courier.read_stick(booth.root, stick, clock=booth.clock).receipts == 3


def test_a_locked_stick_is_read_all_the_same(office, booth, stick, capsys, monkeypatch):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    plugged_into(monkeypatch, Locked())
    assert run(office, stick, "read") == 1
    said = capsys.readouterr()
    assert "3 recordings taken in" in said.out
    assert said.err.startswith("The stick cannot be written: Read-only file system.")
    assert office.ledger() == booth.saved


def test_for_programs(office, booth, stick, capsys):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    assert run(office, stick, "read", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["booths"][0] == {
        "booth": booth.id,
        "name": "Baamang 1",
        "accepted": 3,
        "known": 0,
        "originals": 0,
        "refused": {},
    }
    assert said["answer"]["booths"][0]["receipts"] == 3
    assert run(office, stick, "write", "--json") == 0
    assert json.loads(capsys.readouterr().out)["booths"][0]["whole"] is True


def test_damaged_unknown_and_closed_in_words(tmp_path, office, booth, stick, capsys):
    clock = booth.clock
    courier.write_stick(booth.root, stick, clock=clock)
    next(stick.rglob("*.packet")).write_bytes(b"")
    assert run(office, stick, "read") == 1
    said = capsys.readouterr()
    assert "2 recordings taken in" in said.out
    assert "1 recording is damaged or not genuine (damaged)" in said.err
    stranger = Office(tmp_path / "foreign", clock).booth(tmp_path / "stranger", "Samuda 1")
    courier.write_stick(stranger.root, stick, clock=clock)
    with office.opened() as opened:
        opened.booths.revoke(booth.id, clock())
    assert run(office, stick, "read") == 1
    said = capsys.readouterr()
    assert "Booths that this office does not know: samuda-1. Nothing was touched." in said.err
    assert "Booths that are closed: baamang-1. Nothing was taken." in said.err


def test_written_for_booths_that_brought_nothing(tmp_path, office, booth, stick, capsys):
    other = office.booth(tmp_path / "other", "Baamang 2")
    assert run(office, stick, "write", "--booth", "nobody") == 1
    assert "There is no booth nobody." in capsys.readouterr().err
    assert run(office, stick, "write", "--booth", other.id) == 0
    assert {path.parts[-2] for path in stick.rglob("*.json")} == {other.id}
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(office, empty, "write") == 0
    assert {path.parts[-2] for path in empty.rglob("*.json")} == {booth.id, other.id}
    assert courier.read_stick(booth.root, empty, clock=booth.clock).bulletin is not None


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("words", [["courier"], ["courier", "write"], ["courier", "read"]])
def test_help_in_both_languages(monkeypatch, capsys, language, words):
    monkeypatch.setenv("BOOTH_LANG", language)
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert ("flash disk" in capsys.readouterr().out) == (language == "id")


def test_one_courier_at_a_time(office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    with office_courier.only_courier(office.folder), pytest.raises(CourierRunning):
        office.read(stick)
    assert office.read(stick).whole
    lock = courier.CourierLock(booth.root / courier.LOCK)
    with pytest.raises(CourierRunning):
        courier.read_stick(booth.root, stick, clock=booth.clock)
    lock.release()
    assert courier.read_stick(booth.root, stick, clock=booth.clock).found is False


def test_stopped_by_somebody(office, booth, stick):
    asked = iter([False, True])
    written = courier.write_stick(booth.root, stick, clock=booth.clock, cancelled=lambda: next(asked))
    assert (written.written, written.left, written.stopped) == (1, 2, True)
    told = []
    written = courier.write_stick(booth.root, stick, clock=booth.clock, told=lambda *now: told.append(now))
    assert (written.there, written.written, told) == (1, 2, [(1, 3), (2, 3), (3, 3)])
    asked = iter([False, True])
    taken = office.read(stick, cancelled=lambda: next(asked))
    assert (taken.booths[0].accepted, taken.stopped, taken.whole) == (1, True, False)
    assert office.write(stick, cancelled=lambda: True).stopped


def test_with_a_receiver_running(serve, folder, clock, stick, tmp_path):
    """The packets of one booth come by stick and by line at the same time: each is there once, with one receipt."""
    running = serve()
    there = Office(folder.root, clock)
    booth = there.booth(tmp_path / "booth")
    manifests = booth.save(4)
    courier.write_stick(booth.root, stick, clock=clock)
    line = running.booth("Baamang 2")
    sent = line.manifest(b"by the line")
    line.offer(sent)
    assert line.put(sent, b"by the line").status == 201
    taken, answered = there.serve(stick)
    assert (taken.booths[0].accepted, answered.whole) == (4, True)
    assert running.office.ledger.find([each.id for each in manifests]).keys() == {each.id for each in manifests}
    assert running.office.tally.totals().total == 5
    read = courier.read_stick(booth.root, stick, clock=clock)
    assert (read.receipts, read.bad) == (4, 0)


@pytest.mark.parametrize("first", ["stick", "line"])
def test_the_same_packets_by_stick_and_by_line(serve, folder, clock, stick, tmp_path, first):  # noqa: PLR0917
    running = serve()
    there = Office(folder.root, clock)
    booth = there.booth(tmp_path / "booth")
    booth.save(4)
    pinned = msgspec.structs.replace(load_identity(booth.root), url=f"https://127.0.0.1:{running.port}")
    save_identity(booth.root, pinned)
    courier.write_stick(booth.root, stick, clock=clock)

    def by_line():
        with closing(Agent(booth.root, clock=clock)) as agent:
            assert agent.once().packets == 4

    ways = [lambda: there.serve(stick), by_line]
    for way in ways if first == "stick" else reversed(ways):
        way()
    assert there.ledger() == booth.saved
    read = courier.read_stick(booth.root, stick, clock=clock)
    assert (read.receipts, read.bad, read.removed) == (0, 0, 4)
    assert booth.states() == {State.RECEIPTED: 4}


def test_originals_come_when_all_recordings_are_there(office, booth, stick):
    office.decide(originals="yes")
    with booth.outbox() as outbox:
        data = secrets.token_bytes(900)
        recording = booth.manifest(data, outbox.reserve_seq("none"))
        original = booth.manifest(b"lossless", recording.seq, id=recording.id, kind="originals")
        outbox.put(recording, data, Sealed(original, b"lossless"))
    booth.saved[recording.id] = recording.sha256
    office.write(stick, booths=[booth.id])
    assert courier.read_stick(booth.root, stick, clock=booth.clock).bulletin is not None
    written = courier.write_stick(booth.root, stick, clock=booth.clock)
    assert (written.written, written.originals) == (4, 1)
    taken, _ = office.serve(stick)
    assert (taken.booths[0].accepted, taken.booths[0].originals) == (4, 1)
    assert office.ledger() == booth.saved
    courier.read_stick(booth.root, stick, clock=booth.clock)
    with booth.outbox() as outbox:
        assert outbox.originals.state(recording.id) is State.RECEIPTED
    assert not [path for path in everything(stick) if path.endswith(".packet")]


def test_how_the_booth_is_comes_along(office, booth, stick):
    courier.write_stick(booth.root, stick, clock=booth.clock)
    office.serve(stick)
    with office.opened() as opened:
        told = opened.booths.get(booth.id).told
    assert (told.health.queued, told.health.today) == (3, 3)


def test_settings_and_a_register_come_back(office, booth, stick, clock):
    identity = booth.log_in()
    office.decide(warn_days="3")
    office.register(resident(1))
    courier.write_stick(booth.root, stick, clock=clock)
    _, answered = office.serve(stick)
    assert answered.booths[0].letter is not None
    read = courier.read_stick(booth.root, stick, clock=clock)
    assert (read.letter, read.spoilt) == (answered.booths[0].letter, ())
    pinned = load_identity(booth.root)
    with booth.outbox() as outbox:
        assert bulletins.current(outbox, pinned).settings.warn_days == 3
    cover = inbox.covers(booth.root)[0]
    letter = inbox.read_cover(cover, pinned, str(identity.to_public()))
    header, rows = register_file.unpack(register_file.unseal(inbox.read_sealed(cover, letter), str(identity)))
    assert (header.version, len(list(rows))) == (read.letter, 1)
    again = courier.read_stick(booth.root, stick, clock=clock)
    assert (again.letter, again.bulletin, again.spoilt) == (None, None, ())
    courier.write_stick(booth.root, stick, clock=clock)
    _, answered = office.serve(stick)
    assert answered.booths[0].letter is None
    assert not [path for path in everything(stick) if "letter" in path]


def test_a_register_altered_on_the_stick(office, booth, stick, clock):
    booth.log_in()
    office.register(resident(1))
    courier.write_stick(booth.root, stick, clock=clock)
    office.serve(stick)
    sealed = next(stick.rglob("letter.sealed"))
    for spoilt in (sealed.read_bytes()[:-1], sealed.read_bytes() + b"x", b""):
        sealed.write_bytes(spoilt)
        read = courier.read_stick(booth.root, stick, clock=clock)
        assert (read.letter, len(read.spoilt)) == (None, 1)
        assert inbox.covers(booth.root) == []
    office.write(stick)
    assert courier.read_stick(booth.root, stick, clock=clock).letter is not None
