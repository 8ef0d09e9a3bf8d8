"""Packets are found in whatever surrounds them, in whatever pieces they come."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ef01.packets import Kind, Packet, PacketReader, build

PAYLOADS = st.binary(max_size=256)
KINDS = st.sampled_from(Kind)


def test_bytes_are_those_of_the_data_sheet():
    assert build(Kind.COMMAND, bytes.fromhex("1300000000")) == bytes.fromhex("ef01ffffffff010007130000000000 1b")
    assert build(Kind.ACK, b"\x00") == bytes.fromhex("ef01ffffffff070003 00 000a")


def test_the_checksum_wraps():
    payload = b"\xff" * 256
    packet = build(Kind.DATA, payload)
    assert int.from_bytes(packet[-2:], "big") == (2 + 1 + 2 + 255 * 256) % 65_536
    assert PacketReader().feed(packet) == [Packet(Kind.DATA, payload, True)]


def test_a_wrong_byte_is_noticed():
    packet = bytearray(build(Kind.DATA, b"abcdef"))
    packet[11] ^= 1
    [found] = PacketReader().feed(packet)
    assert not found.intact


def test_a_truncated_packet_does_not_swallow_the_next():
    whole = build(Kind.DATA, bytes(range(100)))
    reader = PacketReader()
    found = reader.feed(whole[:60] + whole)
    assert [packet for packet in found if packet.intact] == [] or found[-1].intact
    found += reader.expire()
    assert [packet.payload for packet in found if packet.intact] == [bytes(range(100))]
    assert reader.noise == 60


def test_a_false_opening_before_a_packet_is_given_up():
    packet = build(Kind.END, b"the end")
    reader = PacketReader()
    assert reader.feed(build(Kind.DATA, bytes(256))[:9] + packet) == []
    assert [found.payload for found in reader.expire()] == [b"the end"]


def test_the_power_up_byte_and_other_addresses_are_noise():
    reader = PacketReader()
    other = build(Kind.ACK, b"\x00", 0x01020304)
    assert reader.feed(b"\x55" + other + build(Kind.ACK, b"\x00")) == [Packet(Kind.ACK, b"\x00", True)]
    assert reader.noise == 1 + len(other)


@pytest.mark.parametrize("length", [0, 1, 259, 0xFFFF])
def test_an_impossible_length_does_not_make_it_wait(length):
    head = bytes.fromhex("ef01ffffffff02") + length.to_bytes(2, "big")
    assert PacketReader().feed(head + build(Kind.ACK, b"\x00")) == [Packet(Kind.ACK, b"\x00", True)]


@given(st.lists(st.tuples(KINDS, PAYLOADS), max_size=8), st.lists(st.integers(0, 2200), max_size=20))
def test_packets_come_out_as_they_went_in_however_they_are_cut(packets, cuts):
    stream = b"".join(build(kind, payload) for kind, payload in packets)
    edges = [0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)]
    reader = PacketReader()
    found = [packet for a, b in pairwise(edges) for packet in reader.feed(stream[a:b])]
    assert found == [Packet(kind, payload, True) for kind, payload in packets]
    assert reader.noise == reader.waiting == 0


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_random_bytes_are_swallowed_and_none_is_kept_for_long(pieces):
    reader = PacketReader()
    for piece in pieces:
        for packet in reader.feed(piece):
            assert len(packet.payload) <= 256
        assert reader.waiting < 267
    reader.expire()
    assert reader.waiting == 0


LIKELY = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"\xef", b"\xef\x01", b"\xef\x01\xff\xff\xff\xff", bytes.fromhex("ef01ffffffff020082")]),
    ),
    max_size=6,
).map(b"".join)


@given(LIKELY, LIKELY, PAYLOADS)
def test_a_packet_among_noise_is_found_at_the_latest_when_the_line_falls_silent(before, after, payload):
    reader = PacketReader()
    found = reader.feed(before + build(Kind.DATA, payload) + after) + reader.expire()
    assert Packet(Kind.DATA, payload, True) in found
