"""The emulated sensor's line in virtual time: pace, bursts, faults to the byte, and clients at the wrong rate."""

from collections import deque
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ef01.packets import Kind, Op, PacketReader, build
from booth.devices.emulators.ef01 import Ef01Emulator, Fault, FaultKind, Pace
from booth.devices.emulators.ef01_sensor import SensorSettings

IMAGE = Random(3).randbytes(36_864)
GEN_IMAGE, UP_IMAGE, PARAMETERS = (build(Kind.COMMAND, bytes((op,))) for op in (1, 10, 15))
ACK = build(Kind.ACK, b"\x00")


class VirtualPort:
    """Hands over `commands` one by one, then stops the emulator; notes when which bytes were sent."""

    name = "virtual"

    def __init__(self, *commands, client=0):
        self.commands = deque(commands)
        self.client = client
        self.now = 0.0
        self.sent = []
        self.closed = False
        self.emulator = None

    def receive(self, timeout):
        assert timeout is None or timeout > 0
        if self.commands:
            return self.commands.popleft()
        if timeout is None:
            self.emulator.stop()
        return b""

    def send(self, data):
        self.sent.append((self.now, data))
        return True

    def wait(self, seconds):
        self.now += seconds

    def client_baud(self):
        return self.client

    def stop(self):
        pass

    def close(self):
        self.closed = True

    def said(self):
        return b"".join(data for _, data in self.sent)


def serve(*commands, client=0, pace=Pace.LINE_RATE, fault=None, strict_rate=False, **settings):
    port = VirtualPort(*commands, client=client)
    port.emulator = Ef01Emulator(
        port,
        SensorSettings(**settings),
        lambda: IMAGE,
        pace=pace,
        fault=fault,
        strict_rate=strict_rate,
        rng=Random(7),
        monotonic=lambda: port.now,
    )
    port.emulator.serve()
    assert port.closed
    return port


def image_packets(size):
    kinds = [Kind.DATA] * (len(IMAGE) // size - 1) + [Kind.END]
    return [build(kind, IMAGE[place * size : (place + 1) * size]) for place, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("packet", "baud", "seconds"),
    [(32, 57_600, 8.60), (64, 57_600, 7.50), (128, 57_600, 6.95), (256, 57_600, 6.68), (256, 115_200, 3.34)],
)
def test_an_image_takes_as_long_as_the_data_sheet_says(packet, baud, seconds):
    port = serve(GEN_IMAGE, UP_IMAGE, packet_size=packet, baud=baud)
    assert port.said() == ACK + ACK + b"".join(image_packets(packet))
    assert port.now - 24 * 10 / baud == pytest.approx(seconds, abs=0.006)
    assert port.now == pytest.approx(len(port.said()) * 10 / baud)
    assert max(len(data) for _, data in port.sent) <= 64


def test_unpaced_takes_no_time():
    assert serve(GEN_IMAGE, UP_IMAGE, pace=Pace.UNPACED).now == 0


def test_a_new_rate_is_acknowledged_at_the_old_one_and_holds_from_then_on():
    set_115200 = build(Kind.COMMAND, bytes((Op.SET_PARAMETER, 4, 12)))
    port = serve(set_115200, PARAMETERS, baud=9_600)
    (first, _), (second, _) = port.sent
    assert first == pytest.approx(12 * 10 / 9_600)
    assert second - first == pytest.approx(28 * 10 / 115_200)


def test_commands_may_come_in_pieces_and_half_a_command_is_forgotten():
    assert serve(GEN_IMAGE[:5], GEN_IMAGE[5:]).said() == ACK
    assert serve(GEN_IMAGE[:5], b"", GEN_IMAGE).said() == ACK
    assert serve(b"\x00\xef" + GEN_IMAGE + UP_IMAGE[:-1] + b"\x00").said() == ACK + build(Kind.ACK, b"\x01")


def test_corrupt_changes_one_byte_of_the_packet_asked_for():
    port = serve(GEN_IMAGE, UP_IMAGE, fault=Fault(FaultKind.CORRUPT, at=5))
    right = ACK + ACK + b"".join(image_packets(128))
    changed = [place for place, (a, b) in enumerate(zip(port.said(), right, strict=True)) if a != b]
    assert len(changed) == 1
    assert 4 * 139 <= changed[0] - 24 < 5 * 139


def test_a_fault_counts_packets_over_all_images_and_strikes_once():
    port = serve(GEN_IMAGE, UP_IMAGE, UP_IMAGE, UP_IMAGE, packet_size=256, fault=Fault(FaultKind.DROP, at=145))
    packets = PacketReader().feed(port.said())
    images = b"".join(bytes((packet.kind,)) for packet in packets if packet.intact).split(bytes((Kind.ACK,)))[2:]
    assert [len(image) for image in images] == [144, 143, 144]


def test_noise_comes_before_an_intact_packet():
    port = serve(GEN_IMAGE, UP_IMAGE, fault=Fault(FaultKind.NOISE, at=288))
    reader = PacketReader()
    found = reader.feed(port.said()) + reader.expire()
    assert b"".join(packet.payload for packet in found if packet.intact and packet.kind is not Kind.ACK) == IMAGE
    assert reader.noise > 20


def test_a_hang_answers_nothing_any_more():
    port = serve(GEN_IMAGE, UP_IMAGE, GEN_IMAGE, UP_IMAGE, fault=Fault(FaultKind.HANG, at=3))
    assert port.said() == ACK + ACK + b"".join(image_packets(128)[:2])


def test_unplugged_in_the_middle_of_a_packet():
    port = serve(GEN_IMAGE, UP_IMAGE, GEN_IMAGE, fault=Fault(FaultKind.UNPLUG, at=3))
    assert len(port.said()) == 24 + 2 * 139 + 139 // 2
    assert list(port.commands) == [GEN_IMAGE]


def test_at_the_wrong_rate_nothing_is_understood_only_when_asked_for():
    assert serve(GEN_IMAGE, client=9_600).said() == ACK
    assert serve(GEN_IMAGE, client=9_600, strict_rate=True).said() == b""
    assert serve(GEN_IMAGE, client=57_600, strict_rate=True).said() == ACK
    assert serve(GEN_IMAGE, client=0, strict_rate=True).said() == ACK


@given(st.lists(st.binary(min_size=1, max_size=100), max_size=10))
def test_after_any_bytes_a_command_is_answered(pieces):
    said = serve(*pieces, b"", GEN_IMAGE, pace=Pace.UNPACED).said()
    assert PacketReader().feed(said)[-1].payload in {b"\x00", b"\x21"}
