"""What an emulated SBI service does wrong on purpose: which fault, at which verbs, how often."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

VERBS = ("MOSIPDISC", "MOSIPDINFO", "STREAM", "RCAPTURE")
"""The verbs a fault can be tied to."""


class SbiFault(Enum):
    """The value is the name at the command line."""

    BAD_SIGNATURE = "bad-signature"
    ALG_NONE = "alg-none"
    EXPIRED = "expired"
    FOREIGN_CHAIN = "foreign-chain"
    WRONG_ORG = "wrong-org"
    WRONG_SERIAL = "wrong-serial"
    WRONG_TRANSACTION = "wrong-transaction"
    BROKEN_HASH = "broken-hash"
    REPLAY = "replay"
    STALE = "stale"
    NAN_SCORE = "nan-score"
    NUMBER_SCORE = "number-score"
    MISSING_FINGER = "missing-finger"
    EXTRA_FINGER = "extra-finger"
    SWAPPED_HAND = "swapped-hand"
    CORRUPT = "corrupt"
    HUGE = "huge"
    HTML = "html"
    ENDLESS_STREAM = "endless-stream"
    DRIP = "drip"
    TRUNCATE = "truncate"
    SURPLUS = "surplus"
    FLAT_ERRORS = "flat-errors"
    NEWER = "newer"
    HANG = "hang"
    SLOW = "slow"
    NOISE = "noise"
    UNPLUG = "unplug"
    GONE = "gone"
    BUSY = "busy"
    NOT_READY = "not-ready"

    @property
    def text(self) -> str:
        """The English source text for the help; translate before showing."""
        return _TEXTS[self]


_TEXTS = {
    SbiFault.BAD_SIGNATURE: N_("signatures that do not fit"),
    SbiFault.ALG_NONE: N_("answers that claim to need no signature"),
    SbiFault.EXPIRED: N_("a certificate that has expired"),
    SbiFault.FOREIGN_CHAIN: N_("a certificate of another maker nobody trusts"),
    SbiFault.WRONG_ORG: N_("a certificate made out to another organisation"),
    SbiFault.WRONG_SERIAL: N_("captures that name another device"),
    SbiFault.WRONG_TRANSACTION: N_("captures that name another transaction"),
    SbiFault.BROKEN_HASH: N_("a hash that does not continue the chain"),
    SbiFault.REPLAY: N_("the last capture over again"),
    SbiFault.STALE: N_("a clock ten minutes slow"),
    SbiFault.NAN_SCORE: N_("a quality that is no number"),
    SbiFault.NUMBER_SCORE: N_("a quality as a number, not as text"),
    SbiFault.MISSING_FINGER: N_("one finger fewer than asked for"),
    SbiFault.EXTRA_FINGER: N_("one finger more than asked for"),
    SbiFault.SWAPPED_HAND: N_("fingers or eyes named after the other side"),
    SbiFault.CORRUPT: N_("damaged pictures under a valid signature"),
    SbiFault.HUGE: N_("an answer of 100 MB"),
    SbiFault.HTML: N_("a web page instead of an answer"),
    SbiFault.ENDLESS_STREAM: N_("answers and pictures that never end"),
    SbiFault.DRIP: N_("answers that come byte by byte"),
    SbiFault.TRUNCATE: N_("answers cut off in the middle"),
    SbiFault.SURPLUS: N_("four bytes too many behind each answer, as the reference service sends"),
    SbiFault.FLAT_ERRORS: N_("errors of the live pictures in the shape of the reference service"),
    SbiFault.NEWER: N_("answers with what version 1.0 adds"),
    SbiFault.HANG: N_("no answer at all while the connection stays"),
    SbiFault.SLOW: N_("answers two seconds late"),
    SbiFault.NOISE: N_("random bytes instead of an answer"),
    SbiFault.UNPLUG: N_("the device is unplugged while it is used, and stays away"),
    SbiFault.GONE: N_("every connection is closed at once"),
    SbiFault.BUSY: N_("devices that say they are busy"),
    SbiFault.NOT_READY: N_("devices that say they are not ready"),
}


@dataclass(frozen=True)
class FaultOrder:
    """Show `fault` at `verbs` (none: at all of them), `times` times (None: until cleared)."""

    fault: SbiFault
    verbs: frozenset[str] = frozenset()
    times: int | None = None

    @classmethod
    def parse(cls, text: str) -> FaultOrder:
        """`NAME`, `NAME@VERB` or `NAME@VERB+VERB`. Raises `ValueError`."""
        name, at, verbs = text.partition("@")
        named = frozenset(verbs.split("+")) if at else frozenset()
        if not named <= set(VERBS):
            raise ValueError(text)
        return cls(SbiFault(name), named)


class FaultBook:
    """The faults ordered, for all threads of the service."""

    def __init__(self, orders: Iterable[FaultOrder] = ()) -> None:
        self._lock = threading.Lock()
        self._book: dict[FaultOrder, int | None] = {order: order.times for order in orders}

    def order(self, order: FaultOrder) -> None:
        with self._lock:
            self._book[order] = order.times

    def clear(self) -> None:
        with self._lock:
            self._book.clear()

    def due(self, verb: str) -> frozenset[SbiFault]:
        """The faults that a request of `verb` meets; each counts as shown."""
        with self._lock:
            met = [order for order in self._book if not order.verbs or verb in order.verbs]
            for order in met:
                left = self._book[order]
                if left is None:
                    continue
                if left <= 1:
                    del self._book[order]
                else:
                    self._book[order] = left - 1
        return frozenset(order.fault for order in met)

    def present(self, verb: str) -> frozenset[SbiFault]:
        """The faults that `verb` would meet now; none counts as shown."""
        with self._lock:
            return frozenset(order.fault for order in self._book if not order.verbs or verb in order.verbs)
