"""Keys, a clock and packets for the tests of the sync."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import wire
from sync.outbox import Outbox
from sync.packet import ManifestFacts

SEAL_KEY = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
OFFICE_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


class Clock:
    """Stands still until told."""

    def __init__(self):
        self.now = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


def packet_id(number: int) -> str:
    return f"0199a0b0-0000-7000-8000-{number:012x}"


def _facts(number):
    return {
        "id": packet_id(number),
        "booth": "mentawa-1",
        "seq": number,
        "sealed_at": "2026-09-05T01:00:00.000Z",
        "day": "2026-09-05",
        "hour": 8,
        "time_zone": "Asia/Pontianak",
        "kecamatan": "620206",
        "operator": "ani",
    }


def make_facts(number=1, **changes):
    """What whoever seals a packet tells of it."""
    return ManifestFacts(**(_facts(number) | changes))


def make_manifest(number=1, data=b"sealed", **changes):
    of_data = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return wire.sign(wire.Manifest(**(_facts(number) | of_data | changes)), SEAL_KEY)


def make_receipt(manifest, key=OFFICE_KEY, **changes):
    facts = {
        "id": manifest.id,
        "sha256": manifest.sha256,
        "size": manifest.size,
        "office": "kotim",
        "sequence": manifest.seq,
        "accepted_at": "2026-09-05T01:02:03.000Z",
    }
    return wire.sign(wire.Receipt(**(facts | changes)), key)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def outbox(tmp_path, clock):
    box = Outbox.open(tmp_path / "outbox.db", clock=clock)
    yield box
    box.close()
