"""Every page of both desks: titled, helped, and sound in each language, scheme and size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize

from booth.ui.kit.help import page_text
from booth.ui.kit.theme import Scheme
from resources.i18n import set_language
from tests.ui.supervisor.stage import Window

PAGES = {"tek": 8, "sri": 4}


@pytest.mark.parametrize("login", PAGES)
def test_every_page(open_window: Callable[..., Window], login: str):
    window = open_window()
    if login != "tek":
        window.log_out()
        window.log_in(login)
    titles = set()
    for number in range(1, PAGES[login] + 1):
        window.press(f"Ctrl+{number}")
        window.until(lambda: window.screen.state_text() not in {"", "menghitung", "membaca", "memeriksa"})
        window.idle()
        titles.add(window.screen.title())
        for language in ("id", "en"):
            set_language(language)
            assert page_text(window.screen.help_page), window.screen.help_page
        set_language("id")
        for scheme in (Scheme.DARK, Scheme.CONTRAST, Scheme.LIGHT):
            window.frame.set_scheme(scheme)
            for size in (QSize(1024, 660), QSize(1920, 1080)):
                window.frame.resize(size)
                assert not window.frame.grab().isNull()
        window.press("Ctrl+b", "Ctrl+b")
        assert window.frame.size() == QSize(1920, 1080)
    assert len(titles) == PAGES[login]


def test_buttons_fit_a_small_monitor_in_both_languages(open_window: Callable[..., Window]):
    window = open_window()
    window.frame.resize(1366, 768)
    for login, pages in PAGES.items():
        if login != window.station.desk.user.login:
            window.log_out()
            window.log_in(login)
        for number in range(1, pages + 1):
            window.press(f"Ctrl+{number}")
            window.idle()
            for _ in range(2):
                window.press("Ctrl+b")
                needed = window.frame.action_bar.minimumSizeHint().width()
                assert needed <= window.frame.action_bar.width(), (window.title, needed)
