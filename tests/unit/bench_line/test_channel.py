"""The bad line of the benchmarks, with a clock that the tests turn."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.line.channel import ACK, SYN, TCP, Channel, LineSpec, Way, parse

BOOTH, OFFICE = bytes([10, 77, 0, 1]), bytes([10, 77, 0, 2])
PERFECT = LineSpec(up=1e6, down=4e6, round_trip=0.2, loss=0.0)  # 1,000 bytes up take 8 ms


def packet(way=Way.UP, *, port=40_000, flags=ACK, sequence=0, size=1000):
    """An IPv4 packet of `size` bytes with a TCP header of 20."""
    source, target = (BOOTH, OFFICE) if way is Way.UP else (OFFICE, BOOTH)
    ports = (port, 80) if way is Way.UP else (80, port)
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, size, 0, 0, 64, TCP, 0, source, target)
    return (head + struct.pack("!HHIIBBHHH", *ports, sequence, 0, 5 << 4, flags, 1000, 0, 0)).ljust(size, b"x")


def opened(spec=PERFECT, *, seed=1, port=40_000):
    """A line over which one flow was opened at instant 0."""
    channel = Channel(spec, seed)
    while not channel.take(1.0):  # a SYN may be lost too
        channel.put(Way.UP, packet(port=port, flags=SYN, size=40), 0.0)
    return channel


def test_a_packet_takes_its_bits_time_and_half_a_round_trip():
    channel = opened()
    channel.put(Way.UP, packet(), 10.0)
    assert channel.due() == pytest.approx(10.108)
    assert channel.take(10.107) == []
    assert channel.take(10.109) == [(Way.UP, packet())]
    assert channel.due() is None


def test_packets_queue_behind_each_other_and_the_ways_do_not():
    channel = opened()
    for _ in range(3):
        channel.put(Way.UP, packet(), 10.0)
    channel.put(Way.DOWN, packet(Way.DOWN), 10.0)
    assert [way for way, _ in channel.take(10.11)] == [Way.UP, Way.DOWN]
    assert len(channel.take(10.1165)) == 1
    assert channel.due() == pytest.approx(10.124)


def test_a_full_queue_drops_what_comes_last():
    channel = opened(LineSpec(up=1e6, round_trip=0.2, loss=0.0, queue=2500))
    for _ in range(5):
        channel.put(Way.UP, packet(), 10.0)
    assert (len(channel.take(20.0)), channel.tally.queue_full) == (2, 3)


def test_lost_packets_are_counted_and_have_used_the_line():
    channel = opened(LineSpec(up=1e6, round_trip=0.2, loss=0.3, queue=10**9), seed=3)
    for _ in range(1000):
        channel.put(Way.UP, packet(), 10.0)
    arrived = channel.take(100.0)
    assert channel.tally.lost + len(arrived) == 1000
    assert 230 < channel.tally.lost < 370
    assert channel.tally.bytes_up >= 1000 * 1000
    channel.put(Way.UP, packet(), 17.0)
    assert channel.due() in (None, pytest.approx(18.108))  # 1,000 packets of 8 ms were before it


def test_the_same_seed_loses_the_same():
    def lost(seed):
        channel = opened(LineSpec(up=1e6, loss=0.2), seed=seed)
        for number in range(200):
            channel.put(Way.UP, packet(sequence=number), 10.0)
        return channel.take(100.0)

    assert lost(5) == lost(5) != lost(6)


OUTAGES = LineSpec(up=1e6, round_trip=0.2, loss=0.0, dead=8, period=30)


def test_nothing_leaves_in_an_outage():
    channel = opened(OUTAGES)
    for now, leaves in ((21.9, 1), (21.9999, 0), (25.0, 0)):
        channel.put(Way.UP, packet(), now)
        assert len(channel.take(now + 1)) == leaves
    assert channel.tally.outage == 2


def test_a_flow_from_before_an_outage_is_dead_for_ever_without_a_word():
    channel = opened(OUTAGES)
    for now in (30.5, 40.0, 61.0, 3001.0):
        channel.put(Way.UP, packet(), now)
        channel.put(Way.DOWN, packet(Way.DOWN), now)
        assert channel.take(now + 1) == []
    assert channel.tally.forgotten == 8


def test_a_new_flow_after_an_outage_lives():
    channel = opened(OUTAGES)
    channel.put(Way.UP, packet(port=40_001, flags=SYN, size=40), 31.0)
    channel.put(Way.UP, packet(port=40_001), 31.0)
    channel.put(Way.DOWN, packet(Way.DOWN, port=40_001), 31.0)
    assert len(channel.take(32.0)) == 3


def test_a_syn_that_an_outage_swallowed_opens_the_flow_when_it_is_sent_again():
    channel = opened(OUTAGES)
    syn = packet(port=40_001, flags=SYN, size=40)
    channel.put(Way.UP, syn, 29.0)
    assert channel.take(29.9) == []
    channel.put(Way.UP, syn, 30.0)
    channel.put(Way.DOWN, packet(Way.DOWN, port=40_001, flags=SYN | ACK, size=40), 30.2)
    assert len(channel.take(32.0)) == 2


def test_an_office_cannot_open_a_flow():
    channel = opened()
    channel.put(Way.DOWN, packet(Way.DOWN, port=40_001, flags=SYN, size=40), 1.0)
    assert channel.take(9.0) == []


def test_an_outage_by_hand():
    channel = opened()
    channel.cut()
    channel.put(Way.UP, packet(port=40_001, flags=SYN, size=40), 2.0)
    channel.mend()
    channel.put(Way.UP, packet(), 3.0)
    assert channel.take(9.0) == []
    channel.put(Way.UP, packet(port=40_002, flags=SYN, size=40), 4.0)
    assert len(channel.take(9.0)) == 1


def test_what_is_counted():
    channel = Channel(PERFECT, 1)
    start = 2**32 - 500  # sequence numbers run round
    channel.put(Way.UP, packet(flags=SYN, sequence=start, size=40), 5.0)
    channel.put(Way.UP, packet(flags=SYN, sequence=start, size=40), 6.0)
    for at in (1, 961, 961, 1, 1921):  # 960 bytes of payload each, two of them again
        channel.put(Way.UP, packet(sequence=(start + at) % 2**32), 7.0)
    channel.take(20.0)
    channel.put(Way.DOWN, packet(Way.DOWN), 20.0)
    channel.put(Way.DOWN, packet(Way.DOWN, size=40), 21.0)
    channel.take(30.0)
    tally = channel.tally
    assert (tally.bytes_up, tally.bytes_down, tally.stream_up, tally.syns) == (80 + 5000, 1040, 3 * 960, 1)
    assert (tally.first_syn, tally.last_data) == (5.0, pytest.approx(20.102))
    assert (tally.arrived_up, tally.arrived_down, tally.largest) == (5080, 1040, 1000)


@given(st.binary(max_size=120), st.sampled_from(Way))
def test_any_bytes_are_no_trouble(data, way):
    channel = Channel(PERFECT, 1)
    channel.put(way, data, 1.0)
    channel.take(9.0)
    parse(b"\x45" + data, way)
