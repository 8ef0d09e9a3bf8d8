"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from resources.i18n import DEFAULT, set_language

settings.register_profile("booth", deadline=None)  # no test passes or fails on a clock
settings.load_profile("booth")


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own(tmp_path_factory):
    """What a booth remembers of the computer's plugs is not read from, nor written to, the one that tests."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real prints and faces beside the repository; SHARED names another."""
    named = os.environ.get("SHARED")
    return Path(named) if named else Path(__file__).parents[2] / "shared"


@pytest.fixture
def english(monkeypatch):
    """Commands of this process speak English; they choose a language for all of it."""
    monkeypatch.setenv("BOOTH_LANG", "en")
    yield
    set_language(DEFAULT)


@pytest.fixture
def stick(tmp_path):
    """The folder of an empty USB stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick
