"""What an EF01 sensor does with each command, without any port: packets in, packets out.

It takes pictures instead of fingers, and two prints are the same finger when their images are the same: enough for
every driver to go its way. It says what it is on notepad page 15, which cannot be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from booth.devices.ef01.packets import (
    BAUD_UNIT,
    DEFAULT_ADDRESS,
    EMULATED_MARK,
    EMULATED_PAGE,
    PACKET_SIZES,
    Code,
    Kind,
    Op,
    Packet,
    Parameter,
    build,
)

if TYPE_CHECKING:
    from random import Random

TEMPLATE_BYTES = 512
PAGE_BYTES = 32
NOTEPAD_PAGES = 16
SCORE = 100
SYSTEM_ID = 0x0009
POWER_UP = b"\x55"


class NoPicture(Exception):
    """The finger on the glass gave no image."""


class GlassEmpty(Exception):
    """No finger lies on the glass now."""


@dataclass(frozen=True)
class Model:
    """A kind of sensor: image size in pixels, places in its library, opcodes only this kind knows."""

    width: int
    height: int
    library: int
    only_here: frozenset[int] = frozenset()


MODELS = {
    "r307": Model(256, 288, 1000, frozenset({Op.ECHO})),
    "r503": Model(192, 192, 200, frozenset({Op.AURA})),
}
_SPECIAL = frozenset().union(*(model.only_here for model in MODELS.values()))


@dataclass
class SensorSettings:
    """How a sensor starts. `baud` survives power cycles on a real one; so it does here while the process lives."""

    model: Model = MODELS["r307"]
    baud: int = 57_600
    packet_size: int = 128
    password: int = 0
    serial: str = "EMU-0001"
    unknown: frozenset[int] = frozenset()  # opcodes answered with 01
    silent: frozenset[int] = frozenset()  # opcodes not answered at all


@dataclass
class Reply:
    """What a command makes the sensor send: first the acknowledge, then perhaps data. `image` marks UpImage's."""

    ack: bytes
    data: list[bytes] = field(default_factory=list)
    image: bool = False
    after: bytes = b""  # bytes outside any packet: the 55 after a reset


class Sensor:
    """One sensor. `take` gives the packed image of the finger on the glass, or raises `NoPicture`, `GlassEmpty`."""

    def __init__(self, settings: SensorSettings, take: Callable[[], bytes], rng: Random) -> None:
        self.baud = settings.baud
        self.packet_size = settings.packet_size
        self.address = DEFAULT_ADDRESS
        self.finger_on = True
        self._settings = settings
        self._take = take
        self._rng = rng
        self._password = settings.password
        self._verified = settings.password == 0
        self._security = 3
        self._image = b""
        self._buffers: dict[int, bytes] = {}
        self._library: dict[int, bytes] = {}
        self._notepad = {page: bytes(PAGE_BYTES) for page in range(NOTEPAD_PAGES)}
        self._notepad[EMULATED_PAGE] = (EMULATED_MARK + b" " + settings.serial.encode("ascii"))[:PAGE_BYTES].ljust(
            PAGE_BYTES, b"\0"
        )
        self._taking_in: Callable[[bytes], None] | None = None
        self._taken_in: list[bytes] = []

    def power_cycle(self) -> None:
        """Lose what is not in flash: images, buffers, the verified password."""
        self._verified = self._password == 0
        self._image = b""
        self._buffers.clear()
        self._taking_in = None

    def handle(self, packet: Packet) -> Reply | None:
        """Carry out one packet from the host; None where a sensor stays silent."""
        if packet.kind in {Kind.DATA, Kind.END}:
            self._take_in(packet)
            return None
        if packet.kind is not Kind.COMMAND:
            return None
        if not packet.intact or not packet.payload:
            return self._ack(Code.PACKET_ERROR)
        op, parameters = packet.payload[0], packet.payload[1:]
        if op in self._settings.silent:
            return None
        command = _COMMANDS.get(op)
        if command is None or op in self._settings.unknown | (_SPECIAL - self._settings.model.only_here):
            return self._ack(Code.PACKET_ERROR)
        if len(parameters) != command.parameters:
            return self._ack(Code.PACKET_ERROR)
        if not self._verified and op not in _FREE:
            return self._ack(Code.MUST_VERIFY)
        return command.run(self, parameters)

    def _ack(self, code: Code, result: bytes = b"") -> Reply:
        return Reply(build(Kind.ACK, bytes((code,)) + result, self.address))

    def _data(self, data: bytes, *, of_image: bool) -> Reply:
        reply = self._ack(Code.OK)
        starts = range(0, len(data), self.packet_size)
        for start in starts:
            kind = Kind.END if start == starts[-1] else Kind.DATA
            reply.data.append(build(kind, data[start : start + self.packet_size], self.address))
        reply.image = of_image
        return reply

    def _take_in(self, packet: Packet) -> None:
        if self._taking_in is None or not packet.intact:
            return
        self._taken_in.append(packet.payload)
        if packet.kind is Kind.END:
            self._taking_in(b"".join(self._taken_in))
            self._taking_in = None

    def _expect(self, taker: Callable[[bytes], None]) -> Reply:
        self._taking_in, self._taken_in = taker, []
        return self._ack(Code.OK)

    # One method a command, in the order of the opcodes.

    def _gen_image(self, _: bytes) -> Reply:
        if not self.finger_on:
            return self._ack(Code.NO_FINGER)
        try:
            self._image = self._take()
        except GlassEmpty:
            return self._ack(Code.NO_FINGER)
        except NoPicture:
            return self._ack(Code.IMAGE_FAILED)
        return self._ack(Code.OK)

    def _image_to_features(self, parameters: bytes) -> Reply:
        if not self._image:
            return self._ack(Code.NO_VALID_IMAGE)
        self._buffers[parameters[0]] = hashlib.shake_256(self._image).digest(TEMPLATE_BYTES)
        return self._ack(Code.OK)

    def _match(self, _: bytes) -> Reply:
        same = 1 in self._buffers and self._buffers.get(1) == self._buffers.get(2)
        return self._ack(Code.OK, SCORE.to_bytes(2, "big")) if same else self._ack(Code.NO_MATCH, bytes(2))

    def _search(self, parameters: bytes) -> Reply:
        wanted = self._buffers.get(parameters[0])
        first, count = int.from_bytes(parameters[1:3], "big"), int.from_bytes(parameters[3:5], "big")
        for page, template in sorted(self._library.items()):
            if first <= page < first + count and template == wanted:
                return self._ack(Code.OK, page.to_bytes(2, "big") + SCORE.to_bytes(2, "big"))
        return self._ack(Code.NOT_FOUND, bytes(4))

    def _make_model(self, _: bytes) -> Reply:
        same = 1 in self._buffers and self._buffers.get(1) == self._buffers.get(2)
        return self._ack(Code.OK if same else Code.NO_MERGE)

    def _store(self, parameters: bytes) -> Reply:
        page, template = int.from_bytes(parameters[1:3], "big"), self._buffers.get(parameters[0])
        if page >= self._settings.model.library:
            return self._ack(Code.BAD_PAGE)
        if template is None:
            return self._ack(Code.FLASH_ERROR)
        self._library[page] = template
        return self._ack(Code.OK)

    def _load(self, parameters: bytes) -> Reply:
        page = int.from_bytes(parameters[1:3], "big")
        if page >= self._settings.model.library:
            return self._ack(Code.BAD_PAGE)
        if page not in self._library:
            return self._ack(Code.BAD_TEMPLATE)
        self._buffers[parameters[0]] = self._library[page]
        return self._ack(Code.OK)

    def _up_features(self, parameters: bytes) -> Reply:
        template = self._buffers.get(parameters[0])
        return self._ack(Code.UP_FEATURES_FAILED) if template is None else self._data(template, of_image=False)

    def _down_features(self, parameters: bytes) -> Reply:
        return self._expect(lambda data: self._buffers.__setitem__(parameters[0], data))

    def _up_image(self, _: bytes) -> Reply:
        return self._data(self._image, of_image=True) if self._image else self._ack(Code.NO_IMAGE)

    def _down_image(self, _: bytes) -> Reply:
        return self._expect(lambda data: setattr(self, "_image", data))

    def _delete(self, parameters: bytes) -> Reply:
        first, count = int.from_bytes(parameters[:2], "big"), int.from_bytes(parameters[2:], "big")
        if first + count > self._settings.model.library:
            return self._ack(Code.BAD_PAGE)
        self._library = {page: kept for page, kept in self._library.items() if not first <= page < first + count}
        return self._ack(Code.OK)

    def _empty(self, _: bytes) -> Reply:
        self._library.clear()
        return self._ack(Code.OK)

    def _set_parameter(self, parameters: bytes) -> Reply:
        number, value = parameters
        reply = self._ack(Code.OK)  # still at the old rate: whoever sends it noted the rate before
        if number == Parameter.BAUD and 1 <= value <= 12:
            self.baud = value * BAUD_UNIT
        elif number == Parameter.SECURITY and 1 <= value <= 5:
            self._security = value
        elif number == Parameter.PACKET_SIZE and value < len(PACKET_SIZES):
            self.packet_size = PACKET_SIZES[value]
        else:
            return self._ack(Code.WRONG_PARAMETER)
        return reply

    def _read_parameters(self, _: bytes) -> Reply:
        status = (4 if self._verified else 0) | (8 if self._image else 0)
        values = (status, SYSTEM_ID, self._settings.model.library, self._security)
        size = PACKET_SIZES.index(self.packet_size)
        result = b"".join(value.to_bytes(2, "big") for value in values)
        result += self.address.to_bytes(4, "big") + size.to_bytes(2, "big")
        return self._ack(Code.OK, result + (self.baud // BAUD_UNIT).to_bytes(2, "big"))

    def _set_password(self, parameters: bytes) -> Reply:
        self._password = int.from_bytes(parameters, "big")
        return self._ack(Code.OK)

    def _verify_password(self, parameters: bytes) -> Reply:
        if int.from_bytes(parameters, "big") != self._password:
            return self._ack(Code.WRONG_PASSWORD)
        self._verified = True
        return self._ack(Code.OK)

    def _random(self, _: bytes) -> Reply:
        return self._ack(Code.OK, self._rng.randbytes(4))

    def _set_address(self, parameters: bytes) -> Reply:
        self.address = int.from_bytes(parameters, "big")
        return self._ack(Code.OK)

    def _write_notepad(self, parameters: bytes) -> Reply:
        page, text = parameters[0], parameters[1:]
        if page not in self._notepad or page == EMULATED_PAGE:
            return self._ack(Code.FLASH_ERROR)
        self._notepad[page] = text
        return self._ack(Code.OK)

    def _read_notepad(self, parameters: bytes) -> Reply:
        text = self._notepad.get(parameters[0])
        return self._ack(Code.PACKET_ERROR) if text is None else self._ack(Code.OK, text)

    def _count(self, _: bytes) -> Reply:
        return self._ack(Code.OK, len(self._library).to_bytes(2, "big"))

    def _index(self, parameters: bytes) -> Reply:
        first = parameters[0] * 8 * PAGE_BYTES
        bits = sum(1 << page - first for page in self._library if first <= page < first + 8 * PAGE_BYTES)
        return self._ack(Code.OK, bits.to_bytes(PAGE_BYTES, "little"))

    def _done(self, _: bytes) -> Reply:
        return self._ack(Code.OK)

    def _soft_reset(self, _: bytes) -> Reply:
        self.power_cycle()
        reply = self._ack(Code.OK)
        reply.after = POWER_UP
        return reply

    def _echo(self, _: bytes) -> Reply:
        return self._ack(Code.ECHO)


@dataclass(frozen=True)
class _Command:
    run: Callable[[Sensor, bytes], Reply]
    parameters: int = 0  # bytes


_COMMANDS: dict[int, _Command] = {
    Op.GEN_IMAGE: _Command(Sensor._gen_image),
    Op.IMAGE_TO_FEATURES: _Command(Sensor._image_to_features, 1),
    Op.MATCH: _Command(Sensor._match),
    Op.SEARCH: _Command(Sensor._search, 5),
    Op.MAKE_MODEL: _Command(Sensor._make_model),
    Op.STORE: _Command(Sensor._store, 3),
    Op.LOAD: _Command(Sensor._load, 3),
    Op.UP_FEATURES: _Command(Sensor._up_features, 1),
    Op.DOWN_FEATURES: _Command(Sensor._down_features, 1),
    Op.UP_IMAGE: _Command(Sensor._up_image),
    Op.DOWN_IMAGE: _Command(Sensor._down_image),
    Op.DELETE: _Command(Sensor._delete, 4),
    Op.EMPTY: _Command(Sensor._empty),
    Op.SET_PARAMETER: _Command(Sensor._set_parameter, 2),
    Op.READ_PARAMETERS: _Command(Sensor._read_parameters),
    Op.SET_PASSWORD: _Command(Sensor._set_password, 4),
    Op.VERIFY_PASSWORD: _Command(Sensor._verify_password, 4),
    Op.RANDOM: _Command(Sensor._random),
    Op.SET_ADDRESS: _Command(Sensor._set_address, 4),
    Op.WRITE_NOTEPAD: _Command(Sensor._write_notepad, 1 + PAGE_BYTES),
    Op.READ_NOTEPAD: _Command(Sensor._read_notepad, 1),
    Op.FAST_SEARCH: _Command(Sensor._search, 5),
    Op.COUNT: _Command(Sensor._count),
    Op.INDEX: _Command(Sensor._index, 1),
    Op.AURA: _Command(Sensor._done, 4),
    Op.CHECK_SENSOR: _Command(Sensor._done),
    Op.SOFT_RESET: _Command(Sensor._soft_reset),
    Op.HANDSHAKE: _Command(Sensor._done),
    Op.ECHO: _Command(Sensor._echo),
}
_FREE = frozenset({Op.VERIFY_PASSWORD, Op.CHECK_SENSOR, Op.SOFT_RESET, Op.HANDSHAKE, Op.ECHO})
