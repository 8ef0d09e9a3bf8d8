"""Where packets of one kind go: recordings on one shelf, originals on another, each with its ledger and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.office.blobs import Blobs
    from sync.office.ledger import Ledger


@dataclass(frozen=True)
class Shelf:
    """The packets of one kind: what was accepted, and the bytes."""

    ledger: Ledger
    blobs: Blobs
