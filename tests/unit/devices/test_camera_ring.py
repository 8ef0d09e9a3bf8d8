"""Pictures through shared memory: whole, the one asked for, or none."""

from __future__ import annotations

import os
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

if sys.platform != "linux":
    pytest.skip("anonymous memory is Linux's", allow_module_level=True)

from booth.devices.camera.ring import LARGEST, SLOTS, Ring, new_memory


@pytest.fixture(scope="module")
def ends():
    handle = new_memory()
    writer, reader = Ring(handle), Ring(handle)
    os.close(handle)
    yield writer, reader
    writer.close()
    reader.close()


@given(
    arrays(np.uint8, st.tuples(st.integers(1, 30), st.integers(1, 30), st.just(3))),
    st.integers(1, 2**60),
    st.floats(0, 1e9),
)
def test_a_picture_comes_out_as_it_went_in(ends, pixels, number, at):
    writer, reader = ends
    writer.write(number, pixels, at)
    found, captured = reader.read(number)
    assert np.array_equal(found, pixels)
    assert captured == at
    assert reader.read(number + SLOTS) is None


def test_what_was_overwritten_is_not_returned(ends):
    writer, reader = ends
    for number in range(1, SLOTS + 2):
        writer.write(number, np.full((2, 2, 3), number, np.uint8), 0.0)
    assert reader.read(1) is None
    assert reader.read(2)[0].max() == 2


@pytest.mark.parametrize("shape", [(2, 2), (2, 2, 4), (0, 2, 3), (LARGEST // 3 + 1, 1, 3)])
def test_what_is_no_picture_or_too_large_is_refused(ends, shape):
    with pytest.raises(ValueError, match="fit"):
        ends[0].write(1, np.zeros(shape, np.uint8), 0.0)


def test_no_picture_is_ever_half_another(ends):
    """The writer is as fast as it can be, the reader too."""
    writer, reader = ends
    newest, over = [0], threading.Event()

    def write():
        number = 1000
        while not over.is_set():
            number += 1
            writer.write(number, np.full((40, 50, 3), number % 251, np.uint8), float(number))
            newest[0] = number

    thread = threading.Thread(target=write)
    thread.start()
    whole = 0
    try:
        while whole < 300:
            found = reader.read(newest[0])
            if found is not None:
                pixels, at = found
                assert pixels.min() == pixels.max() == int(at) % 251
                whole += 1
    finally:
        over.set()
        thread.join()
