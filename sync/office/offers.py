"""`POST /v1/offer`: "have you got these?", answered for up to 200 packets in one round trip.

It is the probe of the line, the way to resume, and the way back of receipts that were lost. One bad manifest among
them is refused by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from sync import wire
from sync.errors import PacketError
from sync.office.blobs import Name
from sync.office.errors import Conflict
from sync.office.instants import to_text
from sync.office.problems import RETRY_FULL, Refused

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sync.office.blobs import Blobs
    from sync.office.booths import Booth
    from sync.office.instants import Clock
    from sync.office.ledger import Accepted, Ledger

MAX_OFFER_BYTES = 512 * 1024
PARALLEL = 8
WINDOW = 64 * 1024 * 1024  # bytes
MAX_SEQ = 2**53

_STRANGE = re.compile(r"[\x00-\x1f\x7f]")


class _RawOffer(msgspec.Struct):
    manifests: list[msgspec.Raw]


class _OnlyId(msgspec.Struct):
    id: wire.Id


@dataclass(frozen=True)
class _Refusal:
    id: str
    code: str


class Offers:
    """Answers offers. Everything here may wait for the disk."""

    def __init__(self, ledger: Ledger, blobs: Blobs, *, clock: Clock) -> None:
        self._ledger = ledger
        self._blobs = blobs
        self._clock = clock

    def answer(self, booth: Booth, body: bytes) -> wire.OfferAnswer:
        """What `booth` shall do with each packet it offers. Raises `Refused` 400 for what is no offer."""
        vetted = [vet(raw, booth) for raw in _read(body)]
        wanted = [each for each in vetted if isinstance(each, wire.Manifest)]
        held = self._ledger.find([manifest.id for manifest in wanted])
        missing = [manifest for manifest in wanted if manifest.id not in held]
        for replaced in self._ledger.remember(missing):
            self._blobs.drop(Name.of(replaced))
        adopted = {manifest.id: self._ledger.accept(manifest) for manifest in missing if self._adopt(manifest)}
        items = []
        for each in vetted:
            if isinstance(each, _Refusal):
                items.append(wire.OfferItem(id=each.id, status="refuse", code=each.code))
            elif each.id not in held:
                items.append(self._standing(each, adopted.get(each.id)))
            elif held[each.id].is_for(each):
                items.append(_have(each.id, held[each.id].receipt))
            else:
                self._ledger.record_conflict(Name.of(each))
                items.append(wire.OfferItem(id=each.id, status="refuse", code="conflict"))
        limits = wire.Limits(
            parallel=PARALLEL,
            window=WINDOW,
            retry_after=RETRY_FULL if self._blobs.full() else 0,
            server_time=to_text(self._clock()),
        )
        return wire.OfferAnswer(items=items, limits=limits)

    def _adopt(self, manifest: wire.Manifest) -> bool:
        return self._blobs.adopt(Name.of(manifest), manifest.size)

    def _standing(self, manifest: wire.Manifest, adopted: Future[Accepted] | None) -> wire.OfferItem:
        if adopted is not None:
            try:
                return _have(manifest.id, adopted.result().receipt)
            except Conflict:
                return wire.OfferItem(id=manifest.id, status="refuse", code="conflict")
        offset = self._blobs.offset(Name.of(manifest))
        if offset:
            return wire.OfferItem(id=manifest.id, status="offset", offset=offset)
        return wire.OfferItem(id=manifest.id, status="want")


def _read(body: bytes) -> list[msgspec.Raw]:
    try:
        offer = msgspec.json.decode(body, type=_RawOffer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "malformed") from error
    if len(offer.manifests) > wire.MAX_OFFER:
        raise Refused(400, "malformed", f"more than {wire.MAX_OFFER} manifests")
    return offer.manifests


def vet(raw: msgspec.Raw, booth: Booth) -> wire.Manifest | _Refusal:
    """The manifest when it is sound and sealed by this booth, else why not. Raises `Refused` 400 without an id."""
    try:
        packet = msgspec.json.decode(raw, type=_OnlyId).id
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "malformed", "a manifest without an id") from error
    try:
        manifest = wire.decode(bytes(raw), wire.Manifest)
        date.fromisoformat(manifest.day)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return _Refusal(packet.strip(), "bad-manifest")
    texts = [value for value in msgspec.structs.astuple(manifest) if isinstance(value, str)]
    if manifest.seq > MAX_SEQ or any(_STRANGE.search(text) for text in texts):
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
