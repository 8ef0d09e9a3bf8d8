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

    def teardown(self):
        self.outbox.close()
        self.folder.cleanup()

    @rule(target=ids, data=st.binary(min_size=1, max_size=20), hour=st.integers(7, 9), operator=st.sampled_from("ab"))
    def put(self, data, hour, operator):
        self.made += 1
        packet = packet_id(self.made)
        seq = self.outbox.reserve_seq(packet)
        assert seq == self.made
        manifest = make_manifest(self.made, data, seq=seq, hour=hour, operator=operator)
        self.outbox.put(manifest, data)
        self.manifests[packet], self.data[packet], self.states[packet] = manifest, data, State.QUEUED
        return packet

    @rule(packet=ids)
    def put_again(self, packet):
        self.outbox.put(self.manifests[packet], self.data[packet])
        assert self.outbox.reserve_seq(packet) == self.manifests[packet].seq

    @rule(packet=ids)
    def put_other_bytes(self, packet):
        other = make_manifest(self.manifests[packet].seq, self.data[packet] + b"!")
        with pytest.raises(QueueConflict):
            self.outbox.put(other, self.data[packet] + b"!")

    @rule(limit=st.integers(0, 3), owner=OWNERS)
    def lease(self, limit, owner):
        queued = [packet for packet, state in self.states.items() if state is State.QUEUED]
        leased = [item.manifest.id for item in self.outbox.lease(limit, owner)]
        assert leased == queued[:limit]
        for packet in leased:
            self.states[packet], self.owners[packet] = State.SENDING, owner

    @rule(packet=ids, owner=OWNERS)
    def release(self, packet, owner):
        self.outbox.release(packet, owner)
        if self.states[packet] is State.SENDING and self.owners[packet] == owner:
            self.states[packet] = State.QUEUED

    @rule(owner=OWNERS)
    def restart(self, owner):
        self.outbox.close()
        self.outbox = Outbox.open(self.path, clock=Clock())
        others = [p for p, s in self.states.items() if s is State.SENDING and self.owners[p] != owner]
        assert self.outbox.reclaim_leases(owner) == len(others)
        self.states.update(dict.fromkeys(others, State.QUEUED))

    @rule(packet=ids)
    def settle(self, packet):
        self.outbox.settle(make_receipt(self.manifests[packet]), OFFICE)
        self.states[packet] = State.RECEIPTED

    @rule(packet=ids, other=ids)
    def settle_wrongly(self, packet, other):
        receipt = make_receipt(self.manifests[packet], key=SEAL_KEY)
        with pytest.raises(ReceiptError):
            self.outbox.settle(receipt, OFFICE)
        if self.manifests[other].sha256 != self.manifests[packet].sha256:
            with pytest.raises(ReceiptError):
                self.outbox.settle(make_receipt(self.manifests[packet], sha256=self.manifests[other].sha256), OFFICE)

    @rule(packet=ids)
    def park(self, packet):
        self.outbox.park(packet, "code")
        if self.states[packet] is not State.RECEIPTED:
            self.states[packet] = State.PARKED

    @rule(packet=ids)
    def requeue(self, packet):
        assert self.outbox.requeue(packet) == (self.states[packet] is State.PARKED)
        if self.states[packet] is State.PARKED:
            self.states[packet] = State.QUEUED

    @invariant()
    def all_saved_is_receipted_or_there(self):
        for packet, state in self.states.items():
            assert self.outbox.state(packet) is state
            if state is State.RECEIPTED:
                assert self.outbox.receipt(packet) == make_receipt(self.manifests[packet])
                with pytest.raises(PacketError):
                    self.outbox.data(packet)
            else:
                assert self.outbox.data(packet) == self.data[packet]

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


Queue.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestQueue = Queue.TestCase
