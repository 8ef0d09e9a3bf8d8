"""Packets of the EF01 protocol: made, and found again in a stream of bytes that may hold anything.

A packet is the opening EF 01, an address (4 bytes), its kind (1), a length (2: payload and checksum), the payload,
and a checksum (2): the sum of kind, both length bytes and the payload, modulo 65,536. Numbers are big-endian.
Driver and emulator share this file; that both are right is shown by foreign drivers in the tests.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

OPENING = b"\xef\x01"
DEFAULT_ADDRESS = 0xFFFFFFFF
FRAME = 11  # bytes around a payload
LONGEST_PAYLOAD = 256
PACKET_SIZES = (32, 64, 128, 256)  # by their code in the system parameters
BAUD_UNIT = 9600
MOST_BAUD_UNITS = 12
PARAMETERS_LENGTH = 16  # bytes of the system parameters

EMULATED_PAGE = 15  # this notepad page says that a sensor is emulated
EMULATED_MARK = b"EMULATED"  # its first bytes then; the rest is a serial number

IMAGE_SHAPES = {36_864: (288, 256), 18_432: (192, 192)}  # bytes of an image → (height, width) in pixels
IMAGE_PPI = 500


class Kind(IntEnum):
    """The packet identifier."""

    COMMAND = 0x01
    DATA = 0x02  # more follow
    ACK = 0x07
    END = 0x08  # the last of the data


class Op(IntEnum):
    """What a command asks: the first byte of its payload."""

    GEN_IMAGE = 0x01
    IMAGE_TO_FEATURES = 0x02
    MATCH = 0x03
    SEARCH = 0x04
    MAKE_MODEL = 0x05
    STORE = 0x06
    LOAD = 0x07
    UP_FEATURES = 0x08
    DOWN_FEATURES = 0x09
    UP_IMAGE = 0x0A
    DOWN_IMAGE = 0x0B
    DELETE = 0x0C
    EMPTY = 0x0D
    SET_PARAMETER = 0x0E
    READ_PARAMETERS = 0x0F
    SET_PASSWORD = 0x12
    VERIFY_PASSWORD = 0x13
    RANDOM = 0x14
    SET_ADDRESS = 0x15
    WRITE_NOTEPAD = 0x18
    READ_NOTEPAD = 0x19
    FAST_SEARCH = 0x1B
    COUNT = 0x1D
    INDEX = 0x1F
    AURA = 0x35
    CHECK_SENSOR = 0x36
    SOFT_RESET = 0x3D
    HANDSHAKE = 0x40
    ECHO = 0x53


class Code(IntEnum):
    """The confirmation code: the first byte of an acknowledge's payload."""

    OK = 0x00
    PACKET_ERROR = 0x01  # wrong checksum, or an opcode this sensor does not know
    NO_FINGER = 0x02
    IMAGE_FAILED = 0x03
    NO_MATCH = 0x08
    NOT_FOUND = 0x09
    NO_MERGE = 0x0A
    BAD_PAGE = 0x0B
    BAD_TEMPLATE = 0x0C
    UP_FEATURES_FAILED = 0x0D
    NO_IMAGE = 0x0F
    WRONG_PASSWORD = 0x13
    NO_VALID_IMAGE = 0x15
    FLASH_ERROR = 0x18
    WRONG_PARAMETER = 0x1A
    MUST_VERIFY = 0x21
    SENSOR_FAULT = 0x29
    ECHO = 0x55


class Parameter(IntEnum):
    """What SET_PARAMETER sets."""

    BAUD = 4  # value: the rate in units of 9,600
    SECURITY = 5
    PACKET_SIZE = 6  # value: index in PACKET_SIZES


class Packet(NamedTuple):
    """One packet found. `intact` is false where the checksum is wrong: believe nothing in it."""

    kind: Kind
    payload: bytes
    intact: bool


def build(kind: Kind, payload: bytes, address: int = DEFAULT_ADDRESS) -> bytes:
    """The bytes of a packet. `payload` has up to 256 bytes."""
    summed = bytes((kind,)) + (len(payload) + 2).to_bytes(2, "big") + payload
    return OPENING + address.to_bytes(4, "big") + summed + (sum(summed) & 0xFFFF).to_bytes(2, "big")


def parse_parameters(answer: bytes) -> tuple[int, int] | None:
    """Baud and packet size in the system parameters; None where they are none."""
    units, size = int.from_bytes(answer[14:16], "big"), int.from_bytes(answer[12:14], "big")
    if len(answer) != PARAMETERS_LENGTH or not 1 <= units <= MOST_BAUD_UNITS or size >= len(PACKET_SIZES):
        return None
    return units * BAUD_UNIT, PACKET_SIZES[size]


class PacketReader:
    """Finds packets in bytes as they come, in whatever pieces, and finds its way back after noise.

    Whatever does not belong to an intact packet is counted in `noise`. Packets for other addresses are noise.
    """

    def __init__(self, address: int = DEFAULT_ADDRESS) -> None:
        self.noise = 0
        self._buffer = bytearray()
        self.address = address

    @property
    def address(self) -> int:
        return int.from_bytes(self._opening[2:], "big")

    @address.setter
    def address(self, address: int) -> None:
        self._opening = OPENING + address.to_bytes(4, "big")

    @property
    def waiting(self) -> int:
        """Bytes that have come and are not yet decided."""
        return len(self._buffer)

    def clear(self) -> None:
        """Forget what has come so far."""
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Packet]:
        """The packets that `data` completes, in order."""
        self._buffer += data
        return self._take(complete=False)

    def expire(self) -> list[Packet]:
        """Nothing more will come: what looked like the start of a packet was none; look behind it."""
        return self._take(complete=True)

    def _take(self, *, complete: bool) -> list[Packet]:
        buffer, opening = self._buffer, self._opening
        found: list[Packet] = []
        at = good = 0
        while (start := buffer.find(opening, at)) >= 0:
            at = start
            end = at + 9
            if end <= len(buffer):
                length = buffer[at + 7] << 8 | buffer[at + 8]
                end += length
                if buffer[at + 6] not in _KINDS or not 2 <= length <= LONGEST_PAYLOAD + 2:
                    at += 2
                    continue
            if end > len(buffer):
                if not complete:
                    break
                at += 2
                continue
            intact = sum(buffer[at + 6 : end - 2]) & 0xFFFF == buffer[end - 2] << 8 | buffer[end - 1]
            found.append(Packet(Kind(buffer[at + 6]), bytes(buffer[at + 9 : end - 2]), intact))
            if intact:
                good += end - at
                at = end
            else:  # a real packet may begin inside: bytes were lost, or the opening was noise
                at += 2
        else:  # no opening left: keep what may be the first bytes of one
            at = len(buffer) if complete else max(at, len(buffer) - len(opening) + 1)
        self.noise += at - good
        del buffer[:at]
        return found


_KINDS = frozenset(Kind)
