"""`POST /v1/offer`: "have you got these?", answered for up to 200 packets in one round trip.

It is the probe of the line, the way to resume, and the way back of receipts that were lost. One bad manifest among
them is refused by itself.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from sync import wire
from sync.errors import PacketError
from sync.office.blobs import Name
from sync.office.errors import Conflict, OfficeError
from sync.office.instants import to_text
from sync.office.problems import RETRY_FULL, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from sync.office.booths import Booth, Booths
    from sync.office.instants import Clock
    from sync.office.ledger import Accepted
    from sync.office.shelves import Shelf

MAX_OFFER_BYTES = 512 * 1024
PARALLEL = 8
WINDOW = 64 * 1024 * 1024  # bytes
MAX_INTEGER = 2**53

_STRANGE = re.compile(r"[\x00-\x1f\x7f]")


class _RawOffer(msgspec.Struct):
    manifests: list[msgspec.Raw]
    health: msgspec.Raw = msgspec.Raw(b"null")


class _OnlyId(msgspec.Struct):
    id: wire.Id


@dataclass(frozen=True)
class _Refusal:
    id: str
    code: str


class Offers:
    """Answers offers, each manifest by the shelf of its kind. Everything here may wait for the disk."""

    def __init__(
        self, shelves: Mapping[str, Shelf], *, booths: Booths, clock: Clock, news: Callable[[Booth], int]
    ) -> None:
        """`news(booth)` is a number that changes when there is something for a booth to ask for."""
        self._shelves = shelves
        self._booths = booths
        self._clock = clock
        self._news = news

    def answer(self, booth: Booth, body: bytes) -> wire.OfferAnswer:
        """What `booth` shall do with each packet it offers. Raises `Refused` 400 for what is no offer."""
        offer = _read(body)
        vetted = [vet(raw, booth) for raw in offer.manifests]
        self._hear(booth, offer.health)
        wanted = [each for each in vetted if isinstance(each, wire.Manifest)]
        kinds = {manifest.kind for manifest in wanted} or {"recording"}
        answers = {
            kind: iter(_answer(self._shelves[kind], [manifest for manifest in wanted if manifest.kind == kind]))
            for kind in kinds
        }
        items = [
            wire.OfferItem(id=each.id, status="refuse", code=each.code)
            if isinstance(each, _Refusal)
            else next(answers[each.kind])
            for each in vetted
        ]
        limits = wire.Limits(
            parallel=PARALLEL,
            window=WINDOW,
            retry_after=RETRY_FULL if any(self._shelves[kind].blobs.full() for kind in kinds) else 0,
            news=self._news(booth),
            server_time=to_text(self._clock()),
        )
        return wire.OfferAnswer(items=items, limits=limits)

    def _hear(self, booth: Booth, raw: bytes) -> None:
        """Keep how the booth is. Neither nonsense nor a full disk here keeps its packets from being answered."""
        if (health := sound_health(raw)) is not None:
            with contextlib.suppress(OfficeError):
                self._booths.note_health(booth, health, self._clock())


def _answer(shelf: Shelf, manifests: Sequence[wire.Manifest]) -> list[wire.OfferItem]:
    """What to do with each packet of one kind."""
    held = shelf.ledger.find([manifest.id for manifest in manifests])
    missing = [manifest for manifest in manifests if manifest.id not in held]
    for replaced in shelf.ledger.remember(missing):
        shelf.blobs.drop(Name.of(replaced))
    adopted = {
        manifest.id: shelf.ledger.accept(manifest)
        for manifest in missing
        if shelf.blobs.adopt(Name.of(manifest), manifest.size)
    }
    items = []
    for each in manifests:
        if each.id not in held:
            items.append(_standing(shelf, each, adopted.get(each.id)))
        elif held[each.id].is_for(each):
            items.append(_have(each.id, held[each.id].receipt))
        else:
            shelf.ledger.record_conflict(Name.of(each))
            items.append(wire.OfferItem(id=each.id, status="refuse", code="conflict"))
    return items


def _standing(shelf: Shelf, manifest: wire.Manifest, adopted: Future[Accepted] | None) -> wire.OfferItem:
    if adopted is not None:
        try:
            return _have(manifest.id, adopted.result().receipt)
        except Conflict:
            return wire.OfferItem(id=manifest.id, status="refuse", code="conflict")
    offset = shelf.blobs.offset(Name.of(manifest))
    if offset:
        return wire.OfferItem(id=manifest.id, status="offset", offset=offset)
    return wire.OfferItem(id=manifest.id, status="want")


def _read(body: bytes) -> _RawOffer:
    try:
        offer = msgspec.json.decode(body, type=_RawOffer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, "malformed") from error
    if len(offer.manifests) > wire.MAX_OFFER:
        raise Refused(400, "malformed", f"more than {wire.MAX_OFFER} manifests")
    return offer


def sound_health(raw: bytes) -> wire.Health | None:
    """What a booth says of itself; None where it says nothing, or what cannot be."""
    try:
        health = wire.decode(raw, wire.Health)
        told = (health.at, health.oldest or health.at, health.tested or health.at)
        years = {date.fromisoformat(health.day).year, *(datetime.fromisoformat(instant).year for instant in told)}
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    fits = max(health.today, health.queued, health.parked, health.free) <= MAX_INTEGER
    return health if fits and all(2000 <= year <= 2100 for year in years) else None


def vet(raw: msgspec.Raw, booth: Booth) -> wire.Manifest | _Refusal:
    """The manifest when it is sound and sealed by this booth, else why not. Raises `Refused` 400 without an id."""
    try:
        packet = msgspec.json.decode(raw, type=_OnlyId).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, "malformed", "a manifest without an id") from error
    try:
        manifest = wire.decode(bytes(raw), wire.Manifest)
        date.fromisoformat(manifest.day)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        return _Refusal(packet.strip(), "bad-manifest")
    texts = [value for value in msgspec.structs.astuple(manifest) if isinstance(value, str)]
    if manifest.seq > MAX_INTEGER or any(_STRANGE.search(text) for text in texts):
        return _Refusal(packet.strip(), "bad-manifest")
    if manifest.booth != booth.id:
        return _Refusal(packet, "other-booth")
    try:
        wire.verify_manifest(manifest, booth.seal_key)
    except PacketError:
        return _Refusal(packet, "signature")
    return manifest


def _have(packet: str, receipt: bytes) -> wire.OfferItem:
    return wire.OfferItem(id=packet, status="have", receipt=wire.decode(receipt, wire.Receipt))
