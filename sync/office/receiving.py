"""`PUT`, `PATCH` and `HEAD /v1/packets/{id}`: packets arrive, in one piece or in several, and are accepted once.

After draft-ietf-httpbis-resumable-upload on a resource that the booth names. A packet must have been offered before:
its manifest is the promise that the bytes are held against. `PUT` without Upload fields (`curl -T`) is a whole upload
and starts anew; with them it begins at 0 or learns from a 409 where it stands. `PATCH` goes on at Upload-Offset. The
newest request always wins: it takes over from one that hangs, which is told so should anyone still listen there.

Beyond the draft: a `PATCH` with `Upload-Overlap: ?1` may begin before the last byte that is here, as a booth does that
does not know how many of its last bytes got through. What is here already is skipped, not compared: the sha256 over the
whole decides. Without that field, and for an offset behind the last byte, it is 409 as the draft has it.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import Response

from sync import door, wire
from sync.office.blobs import Name
from sync.office.errors import OfficeError
from sync.office.gate import STALL, content_length
from sync.office.problems import RETRY_BUSY, Refused, refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from starlette.requests import Request
    from starlette.types import Message

    from sync.office.blobs import Blobs, Upload
    from sync.office.gate import Gate
    from sync.office.ledger import Held, Ledger

MAX_SIZE = 64 * 1024 * 1024  # bytes
MAX_UPLOADS = 128  # at once, in all
MAX_UPLOADS_OF_BOOTH = 16
PARTIAL = "application/partial-upload"

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Terms:
    """What a request says it brings: bytes from `offset` on, all the rest or a part of it.

    `anew`: what is here is dropped first; `overlap`: what is here already may come once more.
    """

    offset: int
    complete: bool
    anew: bool = False
    overlap: bool = False


@dataclass(frozen=True)
class Arrival:
    """A packet on its way in; the first `skip` bytes of the request are here already."""

    manifest: wire.Manifest
    terms: Terms
    upload: Upload
    skip: int


class Waker:
    """Ends a request's wait for bytes when another request takes its upload over."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._patience: asyncio.Timeout | None = None
        self.superseded = False

    def __call__(self) -> None:
        """Called by the one that takes over, from any thread."""
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self.superseded = True
        if self._patience is not None:
            self._patience.reschedule(self._loop.time())

    async def message(self, request: Request) -> Message:
        """The next ASGI message. Raises `Refused` 409 when superseded, 408 after `STALL` seconds of nothing."""
        try:
            async with asyncio.timeout(0 if self.superseded else STALL) as self._patience:
                return await request.receive()
        except TimeoutError:
            status, code = (409, "superseded") if self.superseded else (408, "stalled")
            raise Refused(status, code, headers={"Connection": "close"}) from None
        finally:
            self._patience = None


class Receiving:
    """The endpoints of packets. What may wait for the disk runs on `pool`."""

    def __init__(self, *, gate: Gate, ledger: Ledger, blobs: Blobs, pool: Executor) -> None:
        self._gate = gate
        self._ledger = ledger
        self._blobs = blobs
        self._pool = pool

    async def send(self, request: Request) -> Response:
        """PUT and PATCH: 201 or 200 with the receipt, 204 for a part, or a problem."""
        waker = Waker()
        arrival = await self._run(lambda: self._prepare(request, waker))
        if isinstance(arrival, Response):
            return arrival
        upload = arrival.upload
        try:
            whole = await self._stream(request, arrival, waker)
            if whole:
                return await self._run(lambda: self._complete(arrival))
        except OfficeError as error:
            raise refusal(error) from error
        finally:
            if not upload.ended:
                await self._run(upload.close)
        if arrival.terms.complete:
            raise Refused(400, "length", "fewer bytes than promised", _offset(upload.offset))
        return Response(status_code=204, headers={**_offset(upload.offset), "Upload-Complete": "?0"})

    async def head(self, request: Request) -> Response:
        """HEAD: 204 with Upload-Offset, Upload-Length, Upload-Complete; 404 for a packet never offered."""
        return await self._run(lambda: self._standing(request))

    def _standing(self, request: Request) -> Response:
        booth = self._gate.admit(request)
        packet = _packet_id(request)
        held = self._ledger.find([packet]).get(packet)
        if held is not None and held.booth == booth.id:
            size = wire.decode(held.receipt, wire.Receipt).size
            return Response(status_code=204, headers=_fields(size, size, "?1"))
        manifest = self._ledger.offered(booth.id, packet)
        if held is not None or manifest is None:
            raise Refused(404, "not-offered")
        return Response(status_code=204, headers=_fields(self._blobs.offset(Name.of(manifest)), manifest.size, "?0"))

    def _prepare(self, request: Request, waker: Waker) -> Arrival | Response:
        """Everything before the first byte of the body."""
        booth = self._gate.admit(request)
        packet = _packet_id(request)
        if (content_length(request) or 0) > MAX_SIZE:
            raise Refused(413, "too-large", headers={"Upload-Limit": f"max-size={MAX_SIZE}", "Connection": "close"})
        digest = door.digest_in(request.headers.get("repr-digest", ""))
        if digest is None:
            raise Refused(400, "header", "Repr-Digest")
        held = self._ledger.find([packet]).get(packet)
        if held is not None:
            return self._known(held, Name(booth.id, packet, digest))
        manifest = self._ledger.offered(booth.id, packet)
        if manifest is None:
            # 409 and not 404: the booth shall offer again (this office may have been restored), not put it aside.
            raise Refused(409, "not-offered", "offer this packet first", _offset(0))
        if digest != manifest.sha256:
            raise Refused(422, "digest", "not the packet that was offered")
        terms = _terms(request, manifest.size)
        name = Name.of(manifest)
        if self._blobs.adopt(name, manifest.size):
            return self._accept(manifest)
        self._check_load(name)
        upload = self._blobs.begin(name, manifest.size, anew=terms.anew, on_superseded=waker)
        skip = upload.offset - terms.offset
        if skip < 0 or (skip and not terms.overlap):
            offset = upload.offset
            upload.close()
            raise Refused(409, "offset", headers=_offset(offset))
        return Arrival(manifest, terms, upload, skip)

    def _complete(self, arrival: Arrival) -> Response:
        arrival.upload.finish()
        return self._accept(arrival.manifest)

    def _accept(self, manifest: wire.Manifest) -> Response:
        accepted = self._ledger.accept(manifest).result()
        return _receipt(accepted.receipt, manifest.size, status=201 if accepted.fresh else 200)

    def _known(self, held: Held, name: Name) -> Response:
        if (held.booth, held.sha256) == (name.booth, name.sha256):
            return _receipt(held.receipt, wire.decode(held.receipt, wire.Receipt).size, status=200)
        self._ledger.record_conflict(name)
        raise Refused(422, "conflict", "another packet has this id")

    def _check_load(self, name: Name) -> None:
        if self._blobs.arriving(name):
            return
        uploads = self._blobs.uploads()
        if uploads[name.booth] >= MAX_UPLOADS_OF_BOOTH:
            raise Refused(429, "too-many", headers={"Retry-After": str(RETRY_BUSY)})
        if uploads.total() >= MAX_UPLOADS:
            raise Refused(503, "office-busy", headers={"Retry-After": str(RETRY_BUSY)})

    async def _stream(self, request: Request, arrival: Arrival, waker: Waker) -> bool:
        """Take the body in; whether the packet is whole now. Keeps what came when the booth goes away."""
        upload, skip = arrival.upload, arrival.skip
        more = True
        while more:
            message = await waker.message(request)
            if message["type"] == "http.disconnect":
                return False
            body = message.get("body", b"")
            try:
                flush = upload.add(body[skip:])
            except ValueError:
                raise Refused(400, "length", "more bytes than promised", {"Connection": "close"}) from None
            skip = max(0, skip - len(body))
            if flush:
                await self._run(upload.flush)
            more = message.get("more_body", False)
        return upload.offset == arrival.manifest.size

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _terms(request: Request, size: int) -> Terms:
    length = content_length(request)
    if length is None:
        raise Refused(400, "header", "Content-Length")
    offset, total = _integer(request, "upload-offset"), _integer(request, "upload-length")
    complete = _flag(request, "upload-complete")
    if total is not None and total != size:
        raise Refused(400, "length", "Upload-Length is not the manifest's size")
    if request.method == "PATCH":
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != PARTIAL:
            raise Refused(415, "media-type", PARTIAL)
        if offset is None:
            raise Refused(400, "header", "Upload-Offset")
        terms = Terms(offset, complete is not False, overlap=_flag(request, "upload-overlap") is True)
    else:
        if offset:
            raise Refused(400, "header", "PUT begins at 0; go on with PATCH")
        terms = Terms(0, complete is not False, anew=offset is None and total is None and complete is None)
    left = size - terms.offset
    if length > left or (terms.complete and length != left):
        raise Refused(400, "length", "Content-Length, Upload-Offset and the manifest's size do not agree")
    return terms


def _integer(request: Request, name: str) -> int | None:
    values = request.headers.getlist(name)
    if not values:
        return None
    if len(values) != 1 or not _INTEGER.fullmatch(values[0]):
        raise Refused(400, "header", name)
    return int(values[0])


def _flag(request: Request, name: str) -> bool | None:
    values = request.headers.getlist(name)
    if not values:
        return None
    if len(values) != 1 or values[0] not in {"?0", "?1"}:
        raise Refused(400, "header", name)
    return values[0] == "?1"


def _packet_id(request: Request) -> str:
    packet = str(request.path_params["id"])
    if not _ID.fullmatch(packet):
        raise Refused(400, "id", "lower-case UUID")
    return packet


def _offset(offset: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset)}


def _fields(offset: int, size: int, complete: str) -> dict[str, str]:
    return {
        **_offset(offset),
        "Upload-Length": str(size),
        "Upload-Complete": complete,
        "Cache-Control": "no-store",
    }


def _receipt(receipt: bytes, size: int, *, status: int) -> Response:
    return Response(receipt, status, _fields(size, size, "?1"), media_type="application/json")
