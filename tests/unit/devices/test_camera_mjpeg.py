"""Motion JPEG: every picture found, whatever the chunks; no bytes break the parser or make it grow."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.camera.mjpeg import LONGEST_HEAD, MjpegParser, boundary_of, is_whole, jpeg_size

BOUNDARY = b"frame"


def part(body: bytes, *, length: int | None = None, ending: bytes = b"\r\n") -> bytes:
    head = [b"--" + BOUNDARY, b"Content-Type: image/jpeg"]
    if length is not None:
        head.append(b"Content-Length: %d" % length)
    return ending.join([*head, b"", b""]) + body + ending


def chunks(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(places)]


def take(parser: MjpegParser, pieces: list[bytes]) -> list[bytes]:
    return [body for piece in pieces for body in parser.feed(piece)]


bodies = st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=6)
cuts = st.lists(st.integers(0, 10_000), max_size=30)
endings = st.sampled_from([b"\r\n", b"\n"])


@given(bodies, cuts, endings)
def test_pictures_with_a_length_come_out_as_they_went_in(pictures, places, ending):
    stream = b"".join(part(p, length=len(p), ending=ending) for p in pictures)
    assert take(MjpegParser(BOUNDARY), chunks(stream, places)) == pictures


@given(bodies, cuts)
def test_pictures_without_a_length_end_at_the_next_boundary(pictures, places):
    pictures = [b"\xff\xd8" + p.replace(b"--" + BOUNDARY, b"") + b"\xff\xd9" for p in pictures]
    stream = b"".join(map(part, pictures)) + b"--" + BOUNDARY
    assert take(MjpegParser(BOUNDARY), chunks(stream, places)) == pictures


@given(st.binary(max_size=400), cuts)
def test_noise_before_a_picture_does_no_harm(noise, places):
    noise = noise.replace(b"--" + BOUNDARY, b"")
    picture = b"\xff\xd8 picture"
    assert take(MjpegParser(BOUNDARY), chunks(noise + part(picture, length=len(picture)), places)) == [picture]


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=80),
            st.sampled_from([b"--frame", b"\r\n", b"\r\n\r\n", b"Content-Length: 99999999\r\n", b"Content-Length: 5"]),
        ),
        max_size=60,
    )
)
def test_any_bytes_are_survived_with_bounded_memory(pieces):
    parser = MjpegParser(BOUNDARY, longest=500)
    for piece in pieces:
        for body in parser.feed(piece):
            assert 0 < len(body) <= 500 + 80
        assert parser.waiting <= max(LONGEST_HEAD, 500) + 80


def test_a_stream_that_never_ends_is_let_pass():
    parser = MjpegParser(BOUNDARY, longest=1000)
    assert parser.feed(b"--frame\r\n\r\n") == []
    for _ in range(100):
        assert parser.feed(b"x" * 500) == []
        assert parser.waiting <= 1500
    assert parser.feed(part(b"again", length=5)) == [b"again"]


def test_a_head_that_never_ends_is_let_pass():
    parser = MjpegParser(BOUNDARY)
    assert parser.feed(b"--frame\r\n" + b"X: y\r\n" * 2000) == []
    assert parser.feed(part(b"again", length=5)) == [b"again"]


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/x-mixed-replace; boundary=frame", b"frame"),
        ("multipart/x-mixed-replace;boundary=--myboundary", b"myboundary"),
        ('Multipart/X-Mixed-Replace; charset=x; Boundary="a b"', b"a b"),
        ("multipart/x-mixed-replace", None),
        ("text/html; boundary=frame", None),
        ("", None),
    ],
)
def test_boundaries(content_type, boundary):
    assert boundary_of(content_type) == boundary


@given(st.text(max_size=100))
def test_any_content_type_is_read(text):
    assert boundary_of("multipart/" + text) != b""


@pytest.mark.parametrize("flags", [[], [cv2.IMWRITE_JPEG_PROGRESSIVE, 1], [cv2.IMWRITE_JPEG_RST_INTERVAL, 4]])
def test_the_size_of_a_jpeg_is_known_without_decoding(flags):
    data = cv2.imencode(".jpg", np.zeros((72, 128, 3), np.uint8), flags)[1].tobytes()
    assert jpeg_size(data) == (128, 72)
    assert jpeg_size(data[:100]) is None


FLAGS = [[], [cv2.IMWRITE_JPEG_PROGRESSIVE, 1], [cv2.IMWRITE_JPEG_RST_INTERVAL, 4]]


def jpeg(flags=(), seed=1) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, 256, (72, 128, 3), np.uint8)
    return cv2.imencode(".jpg", pixels, list(flags))[1].tobytes()


@pytest.mark.parametrize("flags", FLAGS)
def test_a_whole_jpeg_is_whole_and_one_that_was_cut_off_is_not(flags):
    data = jpeg(flags)
    assert is_whole(data)
    assert is_whole(data + b"\0\0\r\n")  # cameras fill up
    assert not any(is_whole(data[:length]) for length in range(0, len(data) - 1, 7))


@pytest.mark.parametrize("flags", FLAGS)
def test_what_was_overwritten_is_found_nearly_always(flags):
    rng, data = np.random.default_rng(2), jpeg(flags)
    found = 0
    for at in rng.integers(len(data) // 4, len(data) - 1024, 50).tolist():
        found += not is_whole(data[:at] + rng.bytes(1024) + data[at + 1024 :])
    assert found >= 45


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_whole_or_not(data, like_a_jpeg):
    assert is_whole(b"\xff\xd8\xff\xda\0\2" + data if like_a_jpeg else data) in {True, False}


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_have_a_size_or_none(data, like_a_jpeg):
    size = jpeg_size(b"\xff\xd8\xff" + data if like_a_jpeg else data)
    assert size is None or (0 < size[0] < 65_536 and 0 < size[1] < 65_536)
