"""Originals over real lines: after the recordings, where the office wants them, once, and counted by nobody."""

from __future__ import annotations

import secrets
from contextlib import closing

import pytest

from sync.agent import Agent
from sync.office import register_schema
from sync.office.database import Database
from sync.office.decisions import ALL, Decisions
from sync.office.tally import Tally
from sync.originals import wanted
from sync.outbox import State
from sync.packet import check_packet, open_packet, seal
from tests.faults.sync_line import QUICK, Cut, Line, now
from tests.unit.sync.conftest import make_facts

DAY = "2026-09-05"


@pytest.fixture
def office(other):
    """Of each test alone: it decides and counts for all booths."""
    return other


def want(office, booth, word):
    """The office decides, and the booth hears of it."""
    with closing(Database(office.folder.register, schema=register_schema)) as database:
        Decisions(database).change(ALL, {"originals": word})
    send(booth)


def send(booth):
    """One pass that nobody hurries: a packet more in the queue would put originals off."""
    with closing(Agent(booth.folder, clock=now, patience=QUICK)) as agent:
        agent.once()


def save(booth, count, size=60_000):
    """Put `count` recordings with their originals; id → both sealed packets."""
    saved = {}
    with booth.outbox() as outbox:
        for _ in range(count):
            packet = f"0199a0b0-0000-7000-8000-{secrets.token_hex(6)}"
            facts = make_facts(id=packet, booth=booth.id, seq=outbox.reserve_seq(packet), day=DAY)
            keys = {"recipients": booth.identity.recipients, "key": booth.seal_key}
            files = {"recording.json": b"{}", "photo.jpg": secrets.token_bytes(size // 3)}
            recording = seal(files, facts=facts, **keys)
            whole = {"camera.jpg": secrets.token_bytes(size)}
            original = seal(whole, facts=facts, recording=recording.manifest, **keys)
            outbox.put(recording.manifest, recording.data, original)
            saved[packet] = recording, original
    return saved


def held(office, booth):
    return {path.parent.name: path.read_bytes() for path in office.folder.originals.glob(f"{booth.id}/*/*")}


def all_there(office, booth, saved):
    """Both of each are at the office, the booth knows it, and every count is of recordings."""
    assert office.stored(booth.id) == {packet: recording.data for packet, (recording, _) in saved.items()}
    assert held(office, booth) == {packet: original.data for packet, (_, original) in saved.items()}
    assert office.count(booth.id) == len(saved)
    with office.ledger() as database:
        assert Tally(database).originals() == len(saved)
    with booth.outbox() as outbox:
        assert outbox.originals.left() == (0, 0)
        assert {outbox.originals.state(packet) for packet in saved} == {State.RECEIPTED}
        assert outbox.counts().states == {State.RECEIPTED: len(saved)}
        assert outbox.office_counts(DAY).count == len(saved)


def test_an_office_that_wants_them_has_them_after_the_recordings(office, booth):
    want(office, booth, "yes")
    with booth.outbox() as outbox:
        assert wanted(outbox, booth.identity)
    saved = save(booth, 3)
    send(booth)
    send(booth)
    all_there(office, booth, saved)
    key = (office.folder.keys / "office.agekey").read_text().split()[-1]
    for packet, data in held(office, booth).items():
        opened = open_packet(data, key)
        recording, original = saved[packet]
        check_packet(opened, booth.seal_key.public_key(), original.manifest)
        assert opened.manifest.recording == recording.manifest.sha256


def test_a_line_that_is_cut_within_an_original_goes_on_in_it(office, booth):
    want(office, booth, "yes")
    saved = save(booth, 1, size=600_000)
    line = Line(office.port, heavy=[Cut(400_000)])
    booth.move_to(line.port)
    try:
        while not held(office, booth):
            send(booth)
        carried = line.carried()
    finally:
        line.close()
    assert carried < 1_000_000  # the recording, the original, and what was on its way at the cut
    booth.move_to(office.port)
    send(booth)
    all_there(office, booth, saved)


def test_an_office_that_wants_them_no_more_blocks_nothing(office, booth):
    want(office, booth, "yes")
    want(office, booth, "no")
    saved = save(booth, 2)
    send(booth)
    send(booth)
    assert office.count(booth.id) == 2
    assert held(office, booth) == {}
    with booth.outbox() as outbox:
        assert not wanted(outbox, booth.identity)
        assert {outbox.originals.state(packet) for packet in saved} == {None}
        assert outbox.counts().states == {State.RECEIPTED: 2}
