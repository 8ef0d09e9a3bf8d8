"""Every image that is no plain 8-bit grey print is refused, with the right words."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from booth.biometrics.images import (
    ImageFault,
    ImageRejected,
    check_image,
    decode_png,
    encode_png,
    read_finger_file,
    read_finger_image,
)


def file_of(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def grey(width: int = 200, height: int = 220) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width), np.uint8)


def png_header(width: int, height: int) -> bytes:
    """The first bytes of an 8-bit grey PNG, with no pixels behind."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    empty = b"IDAT" + zlib.compress(b"")
    chunks = [struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (body, empty)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BAD_FILES = {
    "text": (b"no image at all", ImageFault.UNREADABLE),
    "empty": (b"", ImageFault.UNREADABLE),
    "truncated": (file_of(Image.fromarray(grey()))[:9000], ImageFault.UNREADABLE),
    "16 bit": (file_of(Image.fromarray(grey().astype(np.uint16) * 256)), ImageFault.DEPTH),
    "float": (file_of(Image.fromarray(grey().astype(np.float32)), "TIFF"), ImageFault.DEPTH),
    "colour": (file_of(Image.new("RGB", (200, 200))), ImageFault.COLOUR),
    "CMYK": (file_of(Image.new("CMYK", (200, 200)), "JPEG"), ImageFault.COLOUR),
    "transparent": (file_of(Image.new("LA", (200, 200))), ImageFault.COLOUR),
    "1 × 1": (file_of(Image.new("L", (1, 1))), ImageFault.TOO_SMALL),
    "narrow": (file_of(Image.fromarray(grey(79, 300))), ImageFault.TOO_SMALL),
    "20,000 wide": (png_header(20_000, 100), ImageFault.TOO_LARGE),
    "12,000 square": (png_header(12_000, 12_000), ImageFault.TOO_LARGE),
    "20,000 square": (png_header(20_000, 20_000), ImageFault.TOO_LARGE),
    "constant": (file_of(Image.new("L", (200, 200), 255)), ImageFault.EMPTY),
    "72 ppi": (file_of(Image.fromarray(grey()), dpi=(72, 72)), ImageFault.RESOLUTION),
    "1000 ppi": (file_of(Image.fromarray(grey()), dpi=(1000, 1000)), ImageFault.RESOLUTION),
    "GIF": (file_of(Image.fromarray(grey()), "GIF"), ImageFault.UNREADABLE),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_and_says_why(name, tmp_path):
    data, fault = BAD_FILES[name]
    (tmp_path / "f").write_bytes(data)
    with pytest.raises(ImageRejected) as caught:
        read_finger_image(tmp_path / "f")
    assert caught.value.fault is fault
    assert caught.value.text.format(**caught.value.params)


@pytest.mark.parametrize(
    ("pixels", "fault"),
    [
        (np.zeros((200, 200, 3), np.uint8), ImageFault.COLOUR),
        (np.zeros((200, 200), np.uint16), ImageFault.DEPTH),
        (np.zeros((0, 0), np.uint8), ImageFault.TOO_SMALL),
        (np.full((200, 200), 7, np.uint8), ImageFault.EMPTY),
    ],
)
def test_a_bad_array_is_refused(pixels, fault):
    with pytest.raises(ImageRejected) as caught:
        check_image(pixels, 500)
    assert caught.value.fault is fault


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF"])
def test_pixels_come_back_as_they_were(kind, tmp_path):
    path = tmp_path / "finger"
    path.write_bytes(file_of(Image.fromarray(grey()), kind, dpi=(508, 508)))
    pixels, ppi = read_finger_image(path)
    assert (pixels == grey()).all()
    assert ppi == 508


def test_a_file_that_states_no_resolution_has_500(tmp_path):
    path = tmp_path / "finger.png"
    path.write_bytes(file_of(Image.fromarray(grey())))
    assert read_finger_image(path)[1] == 500


@given(st.integers(80, 130), st.integers(80, 130), st.integers(450, 550), st.integers(0, 2**32 - 1))
def test_png_keeps_pixels_and_resolution(width, height, ppi, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    back, back_ppi = decode_png(encode_png(pixels, ppi))
    assert (back == pixels).all()
    assert back_ppi == ppi


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data):
    with pytest.raises(ImageRejected):
        decode_png(b"\x89PNG\r\n\x1a\n" + data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_png_is_refused_or_still_an_image(flips):
    data = bytearray(encode_png(grey(), 500))
    for place, value in flips:
        data[place] = value
    try:
        pixels, ppi = decode_png(bytes(data))
    except ImageRejected:
        return
    check_image(pixels, ppi)


def test_a_file_says_whether_its_resolution_was_assumed(tmp_path):
    for name, options, assumed in (("silent", {}, True), ("stated", {"dpi": (500, 500)}, False)):
        (tmp_path / name).write_bytes(file_of(Image.fromarray(grey()), **options))
        read = read_finger_file(tmp_path / name)
        assert (read.ppi, read.ppi_assumed) == (500, assumed)


def test_a_file_without_end_does_not_fill_the_memory():
    with pytest.raises(ImageRejected):
        read_finger_image(Path("/dev/zero"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([b"", b"BM", b"II*\0", b"MM\0*", b"\xff\xd8\xff\xe0", b"\xff\xa0"]), st.binary(max_size=300))
def test_random_files_are_refused(tmp_path, magic, data):
    (tmp_path / "f").write_bytes(magic + data)
    with pytest.raises(ImageRejected):
        read_finger_file(tmp_path / "f")
