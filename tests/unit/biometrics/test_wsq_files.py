"""WSQ: small, near to the original, its resolution kept; damaged files refused without harm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.biometrics.images import ImageFault, ImageRejected, read_finger_image
from booth.biometrics.matching import THRESHOLD
from booth.biometrics.templates import extract
from booth.biometrics.wsq_files import decode_wsq, encode_wsq, wsq_ppi
from booth.domain.fingers import Finger
from tests.unit.biometrics.peers import compare


def test_a_print_becomes_a_twelfth_and_still_is_the_same_finger(prints):
    pixels = prints["012_2_1"]
    data = encode_wsq(pixels, 500)
    back = decode_wsq(data)
    assert pixels.size / len(data) > 10
    assert back.shape == pixels.shape
    assert np.abs(back.astype(int) - pixels).mean() < 10
    before, after = (extract(p, 500, Finger.RIGHT_INDEX) for p in (pixels, back))
    assert compare(before, after) > 4 * THRESHOLD


def test_the_resolution_stands_in_the_file(prints, tmp_path):
    path = tmp_path / "finger.wsq"
    path.write_bytes(encode_wsq(prints["012_2_1"], 508))
    assert read_finger_image(path)[1] == 508


@pytest.mark.parametrize(
    ("place", "value"),
    [(583, 0xFF), (585, 0xFF), (130, 0), (187, 164), (734, 0x7F)],
    ids=["height", "width", "filter", "table length", "image data"],
)
def test_a_file_that_would_crash_the_decoder_is_refused_or_read(prints, place, value):
    """Each of these kills a process that hands the file to the decoder directly."""
    data = bytearray(encode_wsq(prints["012_2_1"], 500))
    data[place] = value
    try:
        fault = None
        pixels = decode_wsq(bytes(data))
    except ImageRejected as error:
        fault = error.fault
    assert fault in {ImageFault.UNREADABLE, ImageFault.TOO_LARGE} if fault else pixels.shape == (357, 326)


def test_a_truncated_file_is_refused(prints):
    data = encode_wsq(prints["012_2_1"], 500)
    for length in (0, 1, 2, 100, 580, 740, len(data) // 2):
        with pytest.raises(ImageRejected):
            decode_wsq(data[:length])


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data):
    with pytest.raises(ImageRejected):
        decode_wsq(b"\xff\xa0" + data)


@given(st.binary(max_size=300))
def test_random_bytes_never_break_the_reader_of_resolutions(data):
    try:
        ppi = wsq_ppi(b"\xff\xa0" + data)
    except ImageRejected:
        return
    assert ppi == 500


@settings(max_examples=15, deadline=None)
@given(st.integers(80, 200), st.integers(80, 200), st.integers(0, 2**32 - 1))
def test_every_size_comes_back(width, height, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    assert decode_wsq(encode_wsq(pixels, 500)).shape == (height, width)


def test_a_constant_image_is_refused():
    with pytest.raises(ImageRejected):
        encode_wsq(np.full((200, 200), 9, np.uint8), 500)
