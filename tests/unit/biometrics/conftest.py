"""Real prints (read from the shared data, never copied here) and a synthetic one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.biometrics.images import read_finger_image

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def prints(shared: Path) -> dict[str, np.ndarray]:
    """Two fingers of one person, two impressions each: `012_2_1` is person, finger, impression."""
    folder = shared / "data" / "fingerprints" / "uareu"
    return {name: read_finger_image(folder / f"{name}.png")[0] for name in ("012_2_1", "012_2_4", "012_7_1", "012_7_4")}


@pytest.fixture
def stripes() -> np.ndarray:
    """200 × 200 parallel ridges, 9 pixels apart: clear, but without a minutia."""
    wave = 128 + 100 * np.sin(np.arange(200) * 2 * np.pi / 9)
    return np.tile(wave.astype(np.uint8), (200, 1))
