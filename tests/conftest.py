"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("booth", deadline=None)  # no test passes or fails on a clock
settings.load_profile("booth")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real prints and faces beside the repository; SHARED names another."""
    named = os.environ.get("SHARED")
    return Path(named) if named else Path(__file__).parents[2] / "shared"
