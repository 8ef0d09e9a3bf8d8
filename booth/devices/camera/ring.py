"""Pictures from one process to another through shared memory: no copy is pickled, no file and no name is left behind.

The writer fills the slots round and round and never waits; the reader takes the newest that it was told of. A slot
carries its picture's number before and after: what was overwritten while it was copied is not returned.
"""

from __future__ import annotations

import mmap
import os
import struct

import numpy as np
from numpy.typing import NDArray

SLOTS = 4  # the reader has the time of three pictures to copy one
LARGEST = 3840 * 2160 * 3  # bytes of a picture; memory is used only as far as pictures reach
_HEADER = struct.Struct("=QIId")  # number (0: being written), height, width, monotonic seconds of its capture
_PAGE = 4096
_SLOT = _PAGE + LARGEST
SIZE = SLOTS * _SLOT


def new_memory() -> int:
    """A handle of memory for a ring, to be inherited by the other process. Raises `OSError`. Linux only."""
    handle = os.memfd_create("camera")
    try:
        os.ftruncate(handle, SIZE)
    except OSError:
        os.close(handle)
        raise
    return handle


class Ring:
    """One side of the memory behind `handle`, which the caller may close afterwards."""

    def __init__(self, handle: int) -> None:
        self._memory = mmap.mmap(handle, SIZE)

    def write(self, number: int, pixels: NDArray[np.uint8], at: float) -> None:
        """Put in picture `number` (from 1 on), `(height, width, 3) uint8`, captured `at`. Raises `ValueError`."""
        if pixels.ndim != 3 or pixels.shape[2] != 3 or not 0 < pixels.size <= LARGEST:
            raise ValueError(f"a picture of {' × '.join(map(str, pixels.shape))} does not fit")
        start = number % SLOTS * _SLOT
        height, width = pixels.shape[:2]
        _HEADER.pack_into(self._memory, start, 0, 0, 0, 0.0)
        room = np.frombuffer(self._memory, np.uint8, pixels.size, start + _PAGE)
        np.copyto(room.reshape(pixels.shape), pixels)
        _HEADER.pack_into(self._memory, start, number, height, width, at)

    def read(self, number: int) -> tuple[NDArray[np.uint8], float] | None:
        """A copy of picture `number` and the monotonic second of its capture; None where it was overwritten."""
        start = number % SLOTS * _SLOT
        there, height, width, at = _HEADER.unpack_from(self._memory, start)
        size = height * width * 3
        if there != number or not 0 < size <= LARGEST:
            return None
        pixels = np.frombuffer(self._memory, np.uint8, size, start + _PAGE).reshape(height, width, 3).copy()
        if _HEADER.unpack_from(self._memory, start)[0] != number:
            return None
        return pixels, at

    def close(self) -> None:
        self._memory.close()
