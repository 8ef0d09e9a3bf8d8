"""What every window test needs: an application that looks like the booth's, in Indonesian, and no Qt warning."""

from __future__ import annotations

import gc
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The offscreen platform has no window manager to tell sizes to or to raise windows, and says so each time.
_PLATFORM_NOISE = "This plugin does not support"


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_PLATFORM_NOISE, extend=True))


@pytest.fixture(scope="session")
def settled():
    """What all tests have in common is not looked through again after each of them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_here(settled):
    """As in the application: rings of objects are collected on the interface's thread alone, and every window goes."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def looks(qapp):
    """The application in light colours and Indonesian; both are set back afterwards."""
    from booth.ui.kit import language, theme

    theme.apply(qapp, theme.Scheme.LIGHT)
    language.switch(qapp, "id")
    yield qapp
    theme.apply(qapp, theme.Scheme.LIGHT)
    language.switch(qapp, "id")
