"""A pass over the queue, with the office played by a script: what parks, what skips, what ends the pass."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import msgspec
import pytest

from sync import wire
from sync.client import DigestWrong, Moved, NotOffered
from sync.errors import BoothRevoked, LineError, OfficeBusy, OfficeFailed, PacketRefused
from sync.outbox import State
from sync.sending import BATCH, FAILURES, RESTARTS, Dead, Sender
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY, make_manifest, make_receipt, packet_id

NOW = "2026-09-05T01:00:00.000Z"


class Office:
    """Plays the client and the office behind it. `says[id]` is what happens at each send of a packet in turn: an error
    to raise, or bytes of the packet that get through before the line breaks; after the list the packet arrives."""

    def __init__(self):
        self.says = defaultdict(list)
        self.parts = defaultdict(int)
        self.ledger = {}
        self.refuses = {}
        self.offers = []
        self.sends = []
        self.offer_errors = []
        self.retry_after = 0
        self.forge = {}

    replaced = False
    stands = 0

    def pulse(self):
        return None

    def offer(self, manifests):
        self.offers.append([manifest.id for manifest in manifests])
        if self.offer_errors:
            error = self.offer_errors.pop(0)
            if error is not None:
                raise error
        limits = wire.Limits(server_time=NOW, retry_after=self.retry_after)
        return wire.OfferAnswer(items=[self.item(manifest) for manifest in manifests], limits=limits)

    def item(self, manifest):
        if manifest.id in self.refuses:
            return wire.OfferItem(id=manifest.id, status="refuse", code=self.refuses[manifest.id])
        if manifest.id in self.ledger:
            return wire.OfferItem(id=manifest.id, status="have", receipt=self.ledger[manifest.id])
        offset = self.parts[manifest.id]
        return wire.OfferItem(id=manifest.id, status="offset" if offset else "want", offset=offset)

    def send(self, manifest, data, offset, on_sent, *, window):  # noqa: ARG002  (as the client has it)
        self.sends.append((manifest.seq, offset))
        assert offset <= len(data)
        if self.says[manifest.id]:
            said = self.says[manifest.id].pop(0)
            if isinstance(said, Exception):
                raise said
            on_sent(said)
            self.parts[manifest.id] = offset + said
            raise LineError("broke")
        on_sent(len(data) - offset)
        receipt = self.forge.get(manifest.id) or make_receipt(manifest)
        self.ledger[manifest.id] = receipt
        return receipt


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def sender(outbox, office):
    return Sender(outbox, lambda: office, OFFICE_KEY.public_key(), owner="me")


def put(outbox, count, data=b"0123456789"):
    manifests = [make_manifest(number, data) for number in range(1, count + 1)]
    for manifest in manifests:
        outbox.put(manifest, data)
    return manifests


def states(outbox, manifests):
    return [outbox.state(manifest.id) for manifest in manifests]


def test_all_is_sent_oldest_first_and_counted(outbox, office, sender):
    manifests = put(outbox, 3)
    sender.run()
    assert office.sends == [(1, 0), (2, 0), (3, 0)]
    assert states(outbox, manifests) == [State.RECEIPTED] * 3
    assert (sender.work.packets, sender.work.bytes, sender.work.sent, sender.work.resumed) == (3, 30, 30, 0)
    assert sender.work.last is not None


def test_nothing_to_send_asks_nothing(office, sender):
    sender.run()
    assert office.offers == []


def test_offers_are_made_in_batches(outbox, office, sender):
    put(outbox, BATCH + 1)
    sender.run()
    assert [len(ids) for ids in office.offers] == [BATCH, 1]


def test_what_the_office_has_is_settled_without_sending(outbox, office, sender):
    manifests = put(outbox, 2)
    office.ledger[manifests[0].id] = make_receipt(manifests[0])
    sender.run()
    assert office.sends == [(2, 0)]
    assert states(outbox, manifests) == [State.RECEIPTED] * 2


def test_a_part_at_the_office_is_gone_on_with(outbox, office, sender):
    (manifest,) = put(outbox, 1)
    office.parts[manifest.id] = 4
    sender.run()
    assert office.sends == [(1, 4)]
    assert sender.work.resumed == 1


def test_a_line_that_breaks_in_the_middle_is_resumed_where_the_office_stands(outbox, office, sender):
    manifests = put(outbox, 2)
    office.says[manifests[0].id] = [3, 4]
    sender.run()
    assert office.sends == [(1, 0), (1, 3), (1, 7), (2, 0)]
    assert states(outbox, manifests) == [State.RECEIPTED] * 2
    assert sender.work.resumed == 1


def test_a_lost_receipt_comes_with_the_next_offer(outbox, office, sender):
    (manifest,) = put(outbox, 1)
    office.ledger[manifest.id] = make_receipt(manifest)
    office.offer_errors = [None]
    office.says[manifest.id] = [LineError("answer lost")]
    office.item, real = (lambda m: wire.OfferItem(id=m.id, status="want")), office.item
    original = office.send

    def send(*args, **window):
        office.item = real
        return original(*args, **window)

    office.send = send
    sender.run()
    assert office.sends == [(1, 0)]
    assert states(outbox, [manifest]) == [State.RECEIPTED]


def test_a_dead_line_ends_the_pass_and_leaves_all_queued(outbox, office, sender):
    manifests = put(outbox, 3)
    office.says[manifests[1].id] = [5]
    office.offer_errors = [None, LineError("no route")]
    with pytest.raises(Dead):
        sender.run()
    assert states(outbox, manifests) == [State.RECEIPTED, State.QUEUED, State.QUEUED]
    assert office.sends == [(1, 0), (2, 0)]


def test_an_unreachable_office_ends_the_pass_at_once(outbox, office, sender):
    manifests = put(outbox, 2)
    office.offer_errors = [LineError("no route")]
    with pytest.raises(LineError):
        sender.run()
    assert (office.sends, states(outbox, manifests)) == ([], [State.QUEUED] * 2)


def test_a_packet_that_never_gets_through_is_skipped_not_parked(outbox, office, sender):
    manifests = put(outbox, 2)
    office.says[manifests[0].id] = [0] * RESTARTS
    with pytest.raises(LineError):
        sender.run()
    assert states(outbox, manifests) == [State.QUEUED, State.RECEIPTED]
    assert len([seq for seq, _ in office.sends if seq == 1]) == RESTARTS


def test_an_office_that_stands_elsewhere_is_believed(outbox, office, sender):
    (manifest,) = put(outbox, 1)
    office.says[manifest.id] = [Moved(6)]
    sender.run()
    assert office.sends == [(1, 0), (1, 6)]
    assert sender.work.resumed == 1


def test_an_offset_disputed_for_ever_does_not_wedge(outbox, office, sender):
    manifests = put(outbox, 2)
    office.says[manifests[0].id] = [Moved(10), Moved(9), Moved(10), Moved(9), Moved(10), Moved(9)]
    with pytest.raises(LineError):
        sender.run()
    assert states(outbox, manifests) == [State.QUEUED, State.RECEIPTED]


def test_a_wrong_digest_starts_anew_and_in_the_end_parks(outbox, office, sender):
    manifests = put(outbox, 2)
    office.says[manifests[0].id] = [4, DigestWrong()]
    sender.run()
    assert office.sends[:3] == [(1, 0), (1, 4), (1, 0)]
    third = make_manifest(3, b"x")
    outbox.put(third, b"x")
    office.says[third.id] = [DigestWrong()] * 9
    sender.run()
    assert states(outbox, [*manifests, third]) == [State.RECEIPTED, State.RECEIPTED, State.PARKED]
    assert [each.code for each in outbox.parked()] == ["digest"]


def test_a_packet_the_office_forgot_is_offered_again_in_the_next_pass(outbox, office, sender):
    (manifest,) = put(outbox, 1)
    office.says[manifest.id] = [NotOffered()]
    sender.run()
    assert states(outbox, [manifest]) == [State.QUEUED]
    sender.run()
    assert states(outbox, [manifest]) == [State.RECEIPTED]


def test_one_refused_packet_of_ten_is_parked_and_the_rest_goes_on(outbox, office, sender):
    manifests = put(outbox, 10)
    office.says[manifests[3].id] = [PacketRefused("too-large")]
    office.refuses[manifests[5].id] = "conflict"
    sender.run()
    assert [each.code for each in outbox.parked()] == ["too-large", "conflict"]
    assert outbox.counts().states == {State.RECEIPTED: 8, State.PARKED: 2}
    assert outbox.data(manifests[3].id)


def test_a_refusal_at_the_second_offer_parks_too(outbox, office, sender):
    (manifest,) = put(outbox, 1)
    office.says[manifest.id] = [2]
    real = office.item
    office.item = lambda m: wire.OfferItem(id=m.id, status="refuse", code="x") if office.parts[m.id] else real(m)
    sender.run()
    assert [each.code for each in outbox.parked()] == ["x"]


def test_an_offer_refused_as_a_whole_is_made_one_by_one(outbox, office, sender):
    manifests = put(outbox, 3)
    office.offer_errors = [PacketRefused("malformed"), None, PacketRefused("malformed"), None]
    sender.run()
    assert states(outbox, manifests) == [State.RECEIPTED, State.PARKED, State.RECEIPTED]


def test_damaged_bytes_are_parked_and_never_sent(tmp_path, outbox, office, sender):
    manifests = put(outbox, 2)
    raw = sqlite3.connect(tmp_path / "outbox.db")
    raw.execute("UPDATE sealed SET data = x'00' WHERE seq = 1")
    raw.commit()
    raw.close()
    sender.run()
    assert office.sends == [(2, 0)]
    assert [each.code for each in outbox.parked()] == ["damaged"]
    assert states(outbox, manifests) == [State.PARKED, State.RECEIPTED]


@pytest.mark.parametrize("kind", ["forged", "another packet's", "missing"])
@pytest.mark.parametrize("way", ["send", "offer"])
def test_a_receipt_that_is_not_genuine_parks_its_packet_and_purges_nothing(outbox, office, sender, kind, way):
    manifests = put(outbox, 2)
    bad = {
        "forged": make_receipt(manifests[0], key=SEAL_KEY),
        "another packet's": make_receipt(make_manifest(7)),
        "missing": None,
    }[kind]
    if way == "offer":
        office.ledger[manifests[0].id] = bad
    elif bad is not None:
        office.forge[manifests[0].id] = bad
    else:
        office.says[manifests[0].id] = [LineError("cut")]
        real = office.item
        office.item = lambda m: (
            wire.OfferItem(id=m.id, status="have") if (m.seq, 0) in office.sends and m.seq == 1 else real(m)
        )
    sender.run()
    if (kind, way) == ("missing", "send"):
        assert states(outbox, manifests) == [State.QUEUED, State.RECEIPTED]
    else:
        assert states(outbox, manifests) == [State.PARKED, State.RECEIPTED]
        assert [each.code for each in outbox.parked()] == ["receipt"]
    assert outbox.data(manifests[0].id) == b"0123456789"
    assert sender.work.packets == 1


@pytest.mark.parametrize("error", [BoothRevoked(), OfficeBusy("503", 30)])
def test_what_would_be_the_same_for_every_packet_ends_the_pass(outbox, office, sender, error):
    manifests = put(outbox, 3)
    office.says[manifests[1].id] = [error]
    with pytest.raises(type(error)):
        sender.run()
    assert states(outbox, manifests) == [State.RECEIPTED, State.QUEUED, State.QUEUED]


def test_an_office_that_asks_to_wait_gets_no_bytes_but_gives_its_receipts(outbox, office, sender):
    manifests = put(outbox, 2)
    office.ledger[manifests[0].id] = make_receipt(manifests[0])
    office.retry_after = 60
    with pytest.raises(OfficeBusy) as caught:
        sender.run()
    assert caught.value.wait == 60
    assert states(outbox, manifests) == [State.RECEIPTED, State.QUEUED]
    assert office.sends == []


def test_an_office_that_fails_over_one_packet_takes_the_others_and_then_it_is_parked(outbox, office, sender):
    manifests = put(outbox, 2)
    office.says[manifests[0].id] = [OfficeFailed("500") for _ in range(FAILURES)]
    for _ in range(FAILURES - 1):
        with pytest.raises(OfficeFailed):
            sender.run()
    assert states(outbox, manifests) == [State.QUEUED, State.RECEIPTED]
    sender.run()
    assert [each.code for each in outbox.parked()] == ["office-failed"]


def test_an_office_that_fails_over_everything_parks_nothing(outbox, office, sender):
    manifests = put(outbox, 6)
    for manifest in manifests:
        office.says[manifest.id] = [OfficeFailed("500")] * 20
    for _ in range(FAILURES + 2):
        with pytest.raises(OfficeFailed):
            sender.run()
    assert states(outbox, manifests) == [State.QUEUED] * 6
    assert len(office.sends) == 3 * (FAILURES + 2)


def test_a_lease_held_elsewhere_is_left_alone(outbox, office, sender):
    manifests = put(outbox, 2)
    real = office.offer

    def offer(asked):
        outbox.lease(1, "other", only=[manifests[0].id])
        return real(asked)

    office.offer = offer
    sender.run()
    assert states(outbox, manifests) == [State.SENDING, State.RECEIPTED]
    assert msgspec.structs.asdict(outbox.receipt(packet_id(2)))["id"] == packet_id(2)
