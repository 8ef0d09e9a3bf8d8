"""Whatever is done to the queue, in whatever order: all that was saved is receipted or still there, once."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from sync import wire
from sync.errors import PacketError, QueueConflict, ReceiptError
from sync.outbox import Outbox, State
from sync.packet import Sealed
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY, Clock, make_manifest, make_receipt, packet_id

OFFICE = OFFICE_KEY.public_key()
OWNERS = st.sampled_from(["first", "second"])


class Queue(RuleBasedStateMachine):
    """A model of the queue: id → state, and the bytes of what is not receipted."""

    ids = Bundle("ids")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "outbox.db"
        self.manifests: dict[str, wire.Manifest] = {}
        self.data: dict[str, bytes] = {}
        self.states: dict[str, State] = {}
        self.owners: dict[str, str] = {}
        self.made = 0

    @initialize()
    def open(self):
        self.outbox = Outbox.open(self.path, clock=Clock())

    @property
    def queue(self):
        """The queue that is played with."""
        return self.outbox

    def make(self, *args, **changes):
        return make_manifest(*args, **changes)

    def put_in(self, manifest, data):
        self.outbox.put(manifest, data)

    def teardown(self):
        self.outbox.close()
        self.folder.cleanup()

    @rule(target=ids, data=st.binary(min_size=1, max_size=20), hour=st.integers(7, 9), operator=st.sampled_from("ab"))
    def put(self, data, hour, operator):
        self.made += 1
        packet = packet_id(self.made)
        seq = self.outbox.reserve_seq(packet)
        assert seq == self.made
        manifest = self.make(self.made, data, seq=seq, hour=hour, operator=operator)
        self.put_in(manifest, data)
        self.manifests[packet], self.data[packet], self.states[packet] = manifest, data, State.QUEUED
        return packet

    @rule(packet=ids)
    def put_again(self, packet):
        self.put_in(self.manifests[packet], self.data[packet])
        assert self.outbox.reserve_seq(packet) == self.manifests[packet].seq

    @rule(packet=ids)
    def put_other_bytes(self, packet):
        other = make_manifest(self.manifests[packet].seq, self.data[packet] + b"!")
        with pytest.raises(QueueConflict):
            self.outbox.put(other, self.data[packet] + b"!")

    @rule(limit=st.integers(0, 3), owner=OWNERS)
    def lease(self, limit, owner):
        queued = [packet for packet, state in self.states.items() if state is State.QUEUED]
        leased = [item.manifest.id for item in self.queue.lease(limit, owner)]
        assert leased == queued[:limit]
        for packet in leased:
            self.states[packet], self.owners[packet] = State.SENDING, owner

    @rule(packet=ids, owner=OWNERS)
    def release(self, packet, owner):
        self.queue.release(packet, owner)
        if self.states[packet] is State.SENDING and self.owners[packet] == owner:
            self.states[packet] = State.QUEUED

    @rule(owner=OWNERS)
    def restart(self, owner):
        self.outbox.close()
        self.outbox = Outbox.open(self.path, clock=Clock())
        others = [p for p, s in self.states.items() if s is State.SENDING and self.owners[p] != owner]
        assert self.queue.reclaim_leases(owner) == len(others)
        self.states.update(dict.fromkeys(others, State.QUEUED))

    @rule(packet=ids)
    def settle(self, packet):
        self.queue.settle(make_receipt(self.manifests[packet]), OFFICE)
        self.states[packet] = State.RECEIPTED

    @rule(packet=ids, other=ids)
    def settle_wrongly(self, packet, other):
        receipt = make_receipt(self.manifests[packet], key=SEAL_KEY)
        with pytest.raises(ReceiptError):
            self.queue.settle(receipt, OFFICE)
        if self.manifests[other].sha256 != self.manifests[packet].sha256:
            with pytest.raises(ReceiptError):
                self.queue.settle(make_receipt(self.manifests[packet], sha256=self.manifests[other].sha256), OFFICE)

    @rule(packet=ids)
    def park(self, packet):
        self.queue.park(packet, "code")
        if self.states[packet] is not State.RECEIPTED:
            self.states[packet] = State.PARKED

    @rule(packet=ids)
    def requeue(self, packet):
        assert self.queue.requeue(packet) == (self.states[packet] is State.PARKED)
        if self.states[packet] is State.PARKED:
            self.states[packet] = State.QUEUED

    @invariant()
    def all_saved_is_receipted_or_there(self):
        for packet, state in self.states.items():
            assert self.queue.state(packet) is state
            if state is State.RECEIPTED:
                assert self.queue.receipt(packet) == make_receipt(self.manifests[packet])
                with pytest.raises(PacketError):
                    self.queue.data(packet)
            else:
                assert self.queue.data(packet) == self.data[packet]

    @invariant()
    def counts_are_the_sum_of_the_rows(self):
        tally = self.outbox.counts()
        assert tally.total == len(self.states)
        assert tally.states == Counter(self.states.values())
        assert tally.hours == Counter(manifest.hour for manifest in self.manifests.values())
        assert tally.operators == Counter(manifest.operator for manifest in self.manifests.values())
        unsent = [p for p, s in self.states.items() if s in {State.QUEUED, State.SENDING}]
        assert tally.unsent_bytes == sum(len(self.data[packet]) for packet in unsent)
        assert self.outbox.counts("2026-09-05") == tally


class OriginalsQueue(Queue):
    """The same played with originals, whose recordings only wait: all that holds of a queue holds of theirs."""

    @property
    def queue(self):
        return self.outbox.originals

    def make(self, *args, **changes):
        return make_manifest(*args, kind="originals", **changes)

    def put_in(self, manifest, data):
        recording = make_manifest(manifest.seq, b"recording", hour=manifest.hour, operator=manifest.operator)
        self.outbox.put(recording, b"recording", Sealed(manifest, data))

    @invariant()
    def counts_are_the_sum_of_the_rows(self):
        tally = self.outbox.counts()
        assert (tally.total, tally.unsent) == (self.made, self.made)
        assert tally.states == ({State.QUEUED: self.made} if self.made else {})
        unsettled = [p for p, s in self.states.items() if s in {State.QUEUED, State.SENDING}]
        assert self.outbox.originals.left() == (len(unsettled), sum(len(self.data[packet]) for packet in unsettled))


for machine in (Queue, OriginalsQueue):
    machine.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestQueue = Queue.TestCase
TestOriginals = OriginalsQueue.TestCase
