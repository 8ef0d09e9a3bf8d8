"""The emulated sensor answers each command as the data sheets say."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from booth.devices.ef01.packets import Kind, Op, Packet, PacketReader
from booth.devices.emulators.ef01_sensor import MODELS, NoPicture, Reply, Sensor, SensorSettings
from booth.devices.emulators.pictures import BadPicture, FingerPictures, NoPictures, pack

IMAGE = bytes(range(256)) * 144


def sensor(take=lambda: IMAGE, **settings) -> Sensor:
    return Sensor(SensorSettings(**settings), take, Random(1))


def ask(device: Sensor, command: str) -> str:
    """The acknowledge's payload in hexadecimal digits; `command` likewise."""
    reply = device.handle(Packet(Kind.COMMAND, bytes.fromhex(command), True))
    assert isinstance(reply, Reply)
    [packet] = PacketReader(device.address).feed(reply.ack)
    assert packet.intact
    assert packet.kind is Kind.ACK
    return packet.payload.hex()


def test_system_parameters_follow_what_is_set():
    device = sensor()
    assert ask(device, "0f") == "00" + "0004" + "0009" + "03e8" + "0003" + "ffffffff" + "0002" + "0006"
    assert [ask(device, command) for command in ("0e040c", "0e0603", "0e0505", "01")] == ["00"] * 4
    assert ask(device, "0f") == "00" + "000c" + "0009" + "03e8" + "0005" + "ffffffff" + "0003" + "000c"


@pytest.mark.parametrize("command", ["0e0400", "0e040d", "0e0604", "0e0506", "0e0700"])
def test_a_parameter_that_does_not_exist_is_refused(command):
    assert ask(sensor(), command) == "1a"


@pytest.mark.parametrize("command", ["aa", "00", "ff", "1300", "0e04", "19"])
def test_unknown_opcodes_and_wrong_lengths_are_packet_errors(command):
    assert ask(sensor(), command) == "01"


def test_a_wrong_checksum_is_answered_and_not_carried_out():
    device = sensor()
    reply = device.handle(Packet(Kind.COMMAND, bytes.fromhex("0e040c"), False))
    assert reply.ack[9:10] == b"\x01"
    assert device.baud == 57_600


def test_a_password_is_asked_for_before_anything_else():
    device = sensor(password=0x12345678)
    assert ask(device, "01") == "21"
    assert ask(device, "1300000000") == "13"
    assert ask(device, "1312345678") == "00"
    assert ask(device, "01") == "00"
    device.power_cycle()
    assert ask(device, "01") == "21"


def test_page_15_says_that_it_is_emulated_and_cannot_be_written():
    device = sensor(serial="A-17")
    assert bytes.fromhex(ask(device, "190f"))[1:] == b"EMULATED A-17".ljust(32, b"\0")
    assert ask(device, "180f" + "41" * 32) == "18"
    assert ask(device, "1803" + "41" * 32) == "00"
    assert ask(device, "1903") == "00" + "41" * 32
    assert ask(device, "1910") == "01"


def test_an_image_comes_in_packets_of_the_size_set_the_last_marked():
    device = sensor(packet_size=32)
    assert ask(device, "0a") == "0f"
    assert ask(device, "01") == "00"
    reply = device.handle(Packet(Kind.COMMAND, b"\x0a", True))
    packets = PacketReader().feed(b"".join(reply.data))
    assert [packet.kind for packet in packets] == [Kind.DATA] * 1151 + [Kind.END]
    assert b"".join(packet.payload for packet in packets) == IMAGE


def test_no_finger_and_no_picture_have_their_own_codes():
    def fail():
        raise NoPicture

    device = sensor()
    device.finger_on = False
    assert ask(device, "01") == "02"
    assert ask(sensor(fail), "01") == "03"


def test_library_stores_finds_lists_and_deletes():
    device = sensor()
    assert ask(device, "0201") == "15"
    assert [ask(device, command) for command in ("01", "0201", "0202", "03", "05")] == ["00"] * 3 + ["000064", "00"]
    assert ask(device, "06010103") == "00"  # place 259
    assert ask(device, "060103e8") == "0b"
    assert ask(device, "1d") == "000001"
    assert ask(device, "1f01") == "00" + "08" + "00" * 31
    assert ask(device, "04" + "01" + "0000" + "03e8") == "00" + "0103" + "0064"
    assert ask(device, "1b" + "01" + "0000" + "0103") == "09" + "00000000"
    assert ask(device, "07020103") == "00"
    assert ask(device, "07020104") == "0c"
    assert ask(device, "0c01030001") == "00"
    assert ask(device, "1d") == "000000"


def test_features_and_images_can_be_sent_down():
    device = sensor()
    assert ask(device, "0901") == "00"
    for kind, payload in ((Kind.DATA, b"a" * 128), (Kind.END, b"b" * 128)):
        assert device.handle(Packet(kind, payload, True)) is None
    reply = device.handle(Packet(Kind.COMMAND, b"\x08\x01", True))
    assert b"".join(packet.payload for packet in PacketReader().feed(b"".join(reply.data))) == b"a" * 128 + b"b" * 128
    assert not reply.image


def test_another_address_holds_from_the_answer_on():
    device = sensor()
    assert ask(device, "1501020304") == "00"
    assert device.address == 0x01020304


def test_what_only_one_model_knows():
    assert (ask(sensor(), "53"), ask(sensor(), "3501010101")) == ("55", "01")
    small = sensor(model=MODELS["r503"])
    assert (ask(small, "53"), ask(small, "3501010101")) == ("01", "00")
    assert [ask(small, command) for command in ("36", "40", "3d")] == ["00"] * 3
    assert small.handle(Packet(Kind.COMMAND, b"\x3d", True)).after == b"\x55"


def test_silence_and_refusal_can_be_asked_for():
    device = sensor(silent=frozenset({Op.READ_PARAMETERS}), unknown=frozenset({Op.READ_NOTEPAD}))
    assert device.handle(Packet(Kind.COMMAND, b"\x0f", True)) is None
    assert ask(device, "190f") == "01"


@given(st.lists(st.binary(max_size=300), max_size=30))
def test_random_bytes_get_an_answer_or_none_and_never_an_exception(pieces):
    device, reader = sensor(), PacketReader()
    for piece in pieces:
        for packet in reader.feed(piece):
            device.handle(packet)


@given(st.sampled_from(Kind), st.binary(max_size=256), st.booleans())
def test_random_packets_get_an_answer_or_none_and_never_an_exception(kind, payload, intact):
    device = sensor()
    device.handle(Packet(kind, payload, intact))


def test_pictures_are_cut_and_padded_around_the_centre():
    picture = Image.frombytes("L", (4, 2), bytes([0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88]))
    assert pack(picture, 2, 2).hex() == "2367"
    assert pack(picture, 4, 4).hex() == "ffff" + "1234" + "5678" + "ffff"
    assert pack(picture, 8, 2).hex() == "ff1234ff" + "ff5678ff"
    assert pack(picture.crop((0, 0, 3, 1)), 2, 1).hex() == "12"


def test_pictures_go_round_in_name_order_and_a_damaged_one_is_passed_over(tmp_path):
    for name, grey in (("b.BMP", 0x20), ("a.png", 0x10), ("d.pgm", 0x40)):
        Image.new("L", (2, 1), grey).save(tmp_path / name)
    Image.new("L", (200, 100), 0x30).save(tmp_path / "c.png")
    damaged = (tmp_path / "c.png").read_bytes()
    (tmp_path / "c.png").write_bytes(damaged[: len(damaged) // 2])
    (tmp_path / "readme.txt").write_text("no picture")
    pictures = FingerPictures(tmp_path, 2, 1)
    assert [pictures.take().hex() for _ in range(2)] == ["11", "22"]
    with pytest.raises(NoPicture):
        pictures.take()
    assert [pictures.take().hex() for _ in range(2)] == ["44", "11"]


def test_folders_without_pictures_are_named(tmp_path):
    with pytest.raises(NoPictures):
        FingerPictures(tmp_path, 2, 1)
    with pytest.raises(NoPictures):
        FingerPictures(tmp_path / "nowhere", 2, 1)
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(BadPicture):
        FingerPictures(tmp_path, 2, 1)
