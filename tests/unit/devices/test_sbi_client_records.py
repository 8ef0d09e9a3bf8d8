"""ISO/IEC 19794-4, -5 and -6 records: written, read back, and refused when damaged."""

import io
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest
import wsq  # noqa: F401  (registers WSQ with Pillow)
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from booth.devices.sbi.pictures import BadRecord, Coding, decode_picture, encode_picture
from booth.devices.sbi.records import (
    FaceCoding,
    FaceRecord,
    FingerCoding,
    FingerRecord,
    IrisCoding,
    IrisRecord,
    Origin,
    QualityBlock,
    parse_face_record,
    parse_finger_record,
    parse_iris_record,
    write_face_record,
    write_finger_record,
    write_iris_record,
)

NOISE = np.random.default_rng(5)
GREY = cv2.GaussianBlur(NOISE.integers(0, 256, (120, 90), dtype=np.uint8), (0, 0), 2)
COLOUR = cv2.GaussianBlur(NOISE.integers(0, 256, (60, 80, 3), dtype=np.uint8), (0, 0), 2)
ORIGIN = Origin(datetime(2026, 1, 31, 2, 3, 4, 567_000, UTC), 14, 7, 9, (QualityBlock(78, 1, 2), QualityBlock(40)))
SIZE = {"width": 90, "height": 120}

FINGER = FingerRecord(2, encode_picture(GREY, Coding.JP2), FingerCoding.JP2, **SIZE, origin=ORIGIN)
FACE = FaceRecord(encode_picture(COLOUR, Coding.JP2), FaceCoding.JP2, 80, 60, origin=ORIGIN)
IRIS = IrisRecord(2, encode_picture(GREY, Coding.PNG), IrisCoding.PNG, **SIZE, origin=ORIGIN)

KINDS = {
    "finger": (FINGER, write_finger_record, parse_finger_record),
    "face": (FACE, write_face_record, parse_face_record),
    "iris": (IRIS, write_iris_record, parse_iris_record),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def test_what_is_written_is_read_back(kind):
    record, write, parse = kind
    assert parse(write(record)) == record
    assert parse(write(replace(record, origin=Origin()))).origin == Origin()


@pytest.mark.parametrize("coding", [Coding.RAW, Coding.PNG, Coding.JP2])
@pytest.mark.parametrize("picture", [GREY, COLOUR], ids=["grey", "colour"])
def test_pixels_survive_without_loss(coding, picture):
    height, width = picture.shape[:2]
    channels = 1 if picture.ndim == 2 else 3
    data = encode_picture(picture, coding)
    assert np.array_equal(decode_picture(data, coding, width, height, channels), picture)


def test_records_give_their_pixels():
    assert np.array_equal(parse_finger_record(write_finger_record(FINGER)).pixels(), GREY)
    assert np.array_equal(parse_face_record(write_face_record(FACE)).pixels(), COLOUR)
    assert np.array_equal(parse_iris_record(write_iris_record(IRIS)).pixels(), GREY)
    grey = FaceRecord(encode_picture(GREY, Coding.PNG), FaceCoding.PNG, **SIZE, grey=True)
    assert np.array_equal(parse_face_record(write_face_record(grey)).pixels(), GREY)


def test_lossy_codings_are_near():
    jpeg = FingerRecord(1, encode_picture(GREY, Coding.JPEG), FingerCoding.JPEG, **SIZE)
    assert np.abs(jpeg.pixels().astype(int) - GREY).max() < 8
    packed = io.BytesIO()
    Image.fromarray(GREY).save(packed, "WSQ")
    small = FingerRecord(1, packed.getvalue(), FingerCoding.WSQ, **SIZE)
    assert small.pixels().shape == GREY.shape
    with pytest.raises(BadRecord):
        replace(small, image=small.image[:100]).pixels()
    with pytest.raises(ValueError, match="only read"):
        encode_picture(GREY, Coding.WSQ)


def test_the_layout_is_that_of_the_standard():
    data = write_finger_record(FINGER)
    assert data[:8] == b"FIR\x00020\x00"
    assert int.from_bytes(data[8:12], "big") == len(data)
    assert data[12:16] == b"\x00\x01\x00\x01"  # one representation, no certification, one position
    assert int.from_bytes(data[16:20], "big") == len(data) - 16
    assert data[20:29] == b"\x07\xea\x01\x1f\x02\x03\x04\x02\x37"
    assert data[29:45] == b"\x0e\x00\x07\x00\x09\x02" + b"\x4e\x00\x01\x00\x02" + b"\x28\x00\x00\x00\x00"
    assert data[45:48] == b"\x02\x00\x01"  # right index, first, pixels an inch
    assert data[48:56] == b"\x01\xf4" * 4
    assert data[56:63] == b"\x08\x05\x00" + b"\x00\x5a\x00\x78"
    assert int.from_bytes(data[63:67], "big") == len(FINGER.image)
    assert data[67:] == FINGER.image
    assert len(write_face_record(replace(FACE, origin=Origin()))) == 17 + 4 + 15 + 17 + 11 + 4 + len(FACE.image)
    assert len(write_iris_record(replace(IRIS, origin=Origin()))) == 16 + 4 + 15 + 2 + 27 + 4 + len(IRIS.image)


def spliced(data, at, new, *, added=b""):
    data = bytearray(data)
    data[at : at + len(new)] = new
    return bytes(data) + added


def lengthened(data, head, extra):
    """`data` with `extra` at the end of its representation, all lengths corrected."""
    data = spliced(data, 8, (len(data) + len(extra)).to_bytes(4, "big"))
    return spliced(data, head, (len(data) + len(extra) - head).to_bytes(4, "big"), added=extra)


def test_extended_data_and_certification_are_skipped():
    data = write_finger_record(replace(FINGER, origin=Origin()))
    assert parse_finger_record(lengthened(data, 16, b"\x00\x03\x00\x09hello")) == replace(FINGER, origin=Origin())
    certified = data[:35] + b"\x01\x00\x01\x02" + data[35:]
    certified = spliced(certified, 8, len(certified).to_bytes(4, "big"))
    certified = spliced(certified, 16, (len(certified) - 16).to_bytes(4, "big"))
    assert parse_finger_record(spliced(certified, 14, b"\x01")) == replace(FINGER, origin=Origin())
    for bad in (b"x", b"\x00\x03\x00\x00", b"\x00\x03\x00\x09hell"):
        with pytest.raises(BadRecord):
            parse_finger_record(lengthened(data, 16, bad))


def test_resolution_per_centimetre_becomes_ppi():
    data = write_finger_record(replace(FINGER, origin=Origin()))
    metric = spliced(data, 37, b"\x02" + (197).to_bytes(2, "big") * 4)
    assert parse_finger_record(metric).ppi == 500


@pytest.mark.parametrize(
    ("at", "new"),
    [
        (0, b"FMR\x00"),
        (4, b"030\x00"),
        (8, b"\x00\x00\x00\x00"),
        (8, b"\xff\xff\xff\xff"),
        (12, b"\x00\x02"),
        (14, b"\x02"),
        (16, b"\x00\x00\x00\x20"),
        (20, b"\x07\xea\x0d"),  # month 13
        (27, b"\xff\xff"),  # milliseconds
        (35, b"\x0b"),  # position
        (37, b"\x03"),  # unit
        (42, b"\x00\x01"),  # unequal resolutions
        (46, b"\x04"),  # depth
        (47, b"\x07"),  # compression
        (53, b"\x00\x00\x00\x00"),  # no image
        (53, b"\xff\xff\xff\xff"),
    ],
)
def test_a_wrong_field_is_refused(at, new):
    data = write_finger_record(replace(FINGER, origin=Origin(ORIGIN.taken)))
    assert parse_finger_record(data)
    with pytest.raises(BadRecord):
        parse_finger_record(spliced(data, at, new))


def test_a_record_over_the_limit_is_refused():
    with pytest.raises(BadRecord):
        parse_finger_record(bytes(13 * 2**20))


def test_a_picture_of_another_size_is_refused_before_it_is_decoded():
    huge = cv2.imencode(".png", np.zeros((4000, 4000), np.uint8))[1].tobytes()
    with pytest.raises(BadRecord, match="4000"):
        replace(IRIS, image=huge).pixels()
    with pytest.raises(BadRecord):
        replace(IRIS, width=65535, height=65535).pixels()
    with pytest.raises(BadRecord):
        replace(IRIS, width=0).pixels()


def test_colour_deep_and_tiled_pictures_are_refused():
    for data in (
        encode_picture(cv2.cvtColor(GREY, cv2.COLOR_GRAY2BGR), Coding.PNG),
        cv2.imencode(".png", GREY.astype(np.uint16) * 256)[1].tobytes(),
    ):
        with pytest.raises(BadRecord):
            decode_picture(data, Coding.PNG, 90, 120)
    with pytest.raises(BadRecord):
        decode_picture(cv2.imencode(".jp2", GREY.astype(np.uint16) * 256)[1].tobytes(), Coding.JP2, 90, 120)
    tiled = io.BytesIO()
    Image.fromarray(GREY).save(tiled, "JPEG2000", tile_size=(32, 32))
    assert np.array_equal(decode_picture(tiled.getvalue(), Coding.JP2, 90, 120), GREY)
    siz = tiled.getvalue().find(b"\xff\x51")
    with pytest.raises(BadRecord):  # 10,800 tiles of one pixel
        decode_picture(spliced(tiled.getvalue(), siz + 22, b"\x00\x00\x00\x01" * 2), Coding.JP2, 90, 120)
    start = tiled.getvalue().find(b"\xff\x4f\xff\x51")
    assert np.array_equal(decode_picture(tiled.getvalue()[start:], Coding.JP2, 90, 120), GREY)


@given(
    data=st.binary(max_size=300), magic=st.sampled_from([b"", b"FIR\x00020\x00", b"FAC\x00030\x00", b"IIR\x00020\x00"])
)
def test_random_bytes_are_refused(data, magic):
    for _, _, parse in KINDS.values():
        with suppress(BadRecord):
            parse(magic + data).pixels()


@given(data=st.binary(max_size=200), coding=st.sampled_from([c for c in Coding if c is not Coding.WSQ]))
def test_random_bytes_are_no_picture(data, coding):
    heads = {Coding.PNG: b"\x89PNG\r\n\x1a\n", Coding.JPEG: b"\xff\xd8\xff", Coding.JP2: b"\xff\x4f\xff\x51"}
    for head in (b"", heads.get(coding, b"")):
        with suppress(BadRecord):
            assert decode_picture(head + data, coding, 90, 120).shape == (120, 90)


@given(st.data())
def test_damaged_records_are_refused_or_keep_their_size(data):
    record, write, parse = KINDS[data.draw(st.sampled_from(sorted(KINDS)))]
    good = bytearray(write(record))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)) | st.just(len(good)))
    with suppress(BadRecord):
        read = parse(bytes(good[:cut]))
        assert read.pixels().shape[:2] == (read.height, read.width)


@given(
    position=st.sampled_from([*range(11), 13, 14, 15]),
    image=st.binary(min_size=1, max_size=50),
    coding=st.sampled_from(FingerCoding),
    size=st.tuples(st.integers(0, 65535), st.integers(0, 65535)),
    ppi=st.integers(0, 65535),
    impression=st.integers(0, 255),
    taken=st.none() | st.datetimes(timezones=st.just(UTC)),
    quality=st.lists(st.builds(QualityBlock, *[st.integers(0, n) for n in (255, 65535, 65535)]), max_size=3),
)
def test_any_finger_record_comes_back(**drawn):
    (width, height), taken, quality = drawn.pop("size"), drawn.pop("taken"), tuple(drawn.pop("quality"))
    taken = taken and taken.replace(microsecond=taken.microsecond // 1000 * 1000)
    record = FingerRecord(width=width, height=height, origin=Origin(taken, 1, 2, 3, quality), **drawn)
    assert parse_finger_record(write_finger_record(record)) == record
