"""Every page of the gallery opens in every language and every set of colours, without a warning of Qt."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from booth.ui.kit import theme
from resources.i18n import LANGUAGES


@pytest.fixture(scope="module")
def gallery():
    spec = importlib.util.spec_from_file_location("gallery", Path(__file__).with_name("gallery.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_widget_is_drawn_in_every_language_and_colour(gallery, looks, qtbot):
    frame = gallery.filled_frame()
    qtbot.addWidget(frame)
    frame.show()
    pages = [page() for page in gallery.PAGES]
    for scheme in theme.Scheme:
        frame.set_scheme(scheme)
        for code in LANGUAGES:
            frame.set_language(code)
            for page in pages:
                frame.show_screen(page)
                assert not frame.grab().isNull()
                need, room = page.minimumSizeHint(), frame.stack.size()
                assert need.height() <= room.height(), (type(page).__name__, scheme, code)
                assert need.width() <= room.width(), (type(page).__name__, scheme, code)
                page.close_panel()
    assert (frame.width(), frame.height()) == (1366, 768)
