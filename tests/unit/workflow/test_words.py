"""Moments and numbers as people read them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.words import shown_instant

ZONE = ZoneInfo("Asia/Pontianak")


def test_a_stored_instant_is_shown_in_local_time():
    assert shown_instant("2026-11-26T18:58:06.679Z", ZONE) == "27-11-2026 01.58"


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-26T18:58:06", "9999-12-31T23:59:59Z"])
def test_what_is_no_instant_stays(text):
    assert shown_instant(text, ZONE) == text


@given(st.text())
def test_nothing_is_raised(text):
    assert isinstance(shown_instant(text, ZONE), str)
