"""The binding itself: PySide6 6.12.0 loses a reference to None at every call that returns nothing, and a Python before
3.12 (Debian 12) then dies after some thousand calls. Fails where such a binding is installed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_lose_no_reference_to_none():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < 250
