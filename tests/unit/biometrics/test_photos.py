"""Photos from files: upright, in colour, and whatever is none is refused in words."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from booth.biometrics.photos import PhotoFault, PhotoRejected, decode_photo, read_photo


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "P"])
def test_every_usual_kind_becomes_blue_green_red(mode):
    pixels = decode_photo(encoded(Image.new(mode, (60, 40))))
    assert pixels.shape == (40, 60, 3)
    assert pixels.dtype == np.uint8


def test_colours_and_clear_places():
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    pixels = decode_photo(encoded(image))
    assert pixels[5, 5].tolist() == [0, 0, 255]
    assert pixels[0, 0].tolist() == [255, 255, 255]


def test_cmyk_and_exif_turned():
    assert decode_photo(encoded(Image.new("CMYK", (60, 40)), "JPEG")).shape == (40, 60, 3)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    assert decode_photo(encoded(Image.new("RGB", (60, 40)), "JPEG", exif=exif)).shape == (60, 40, 3)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PhotoFault.UNREADABLE),
        (b"not an image", PhotoFault.UNREADABLE),
        (encoded(Image.new("RGB", (300, 300), "red"), "JPEG")[:400], PhotoFault.UNREADABLE),
        (encoded(Image.new("RGB", (1, 1))), PhotoFault.TOO_SMALL),
        (encoded(Image.new("I;16", (64, 64))), PhotoFault.DEPTH),
        (encoded(Image.new("L", (20_000, 40))), PhotoFault.TOO_LARGE),
    ],
)
def test_what_is_no_photo(data, fault):
    with pytest.raises(PhotoRejected) as caught:
        decode_photo(data)
    assert caught.value.fault is fault


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_photo(tmp_path / "none.jpg")


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "BMP", "TIFF"]), st.integers(0, 400))
def test_any_bytes_give_a_picture_or_a_refusal(noise, kind, at):
    whole = encoded(Image.new("RGB", (40, 40), "red"), kind)
    data = whole[:at] + noise + whole[at + len(noise) :]
    try:
        pixels = decode_photo(data)
    except PhotoRejected:
        return
    assert pixels.ndim == 3
    assert pixels.dtype == np.uint8
