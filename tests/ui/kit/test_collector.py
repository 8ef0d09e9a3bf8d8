"""Rings of objects are collected on the interface's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from booth.ui.kit.collector import Collector


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qapp):
    parent = QObject()
    was = gc.isenabled()
    made = Collector(parent)
    made._timer.stop()
    yield made
    parent.deleteLater()
    gc.unfreeze()
    (gc.enable if was else gc.disable)()


def test_no_other_thread_collects(collector):
    lost = weakref.ref(Ring())
    thread = threading.Thread(target=lambda: [Ring() for _ in range(20_000)])
    thread.start()
    thread.join()
    assert lost() is not None
    collector.collect()
    assert lost() is None


def test_nothing_is_collected_before_there_is_enough(collector):
    gc.collect()
    lost = weakref.ref(Ring())
    collector.collect()
    assert lost() is not None


def test_what_was_settled_is_not_looked_through_again(collector):
    kept = Ring()
    collector.settle()
    assert gc.get_freeze_count() > 0
    assert kept.itself is kept
