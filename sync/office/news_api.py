"""`POST /v1/news` and `GET /v1/letters/{sha256}`: what comes down (`sync.news`).

A letter is sent in pieces from its file, from any byte on, so that a booth goes on where its line broke, days later.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING, TypeVar

import msgspec
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sync import wire
from sync.errors import StatementRefused
from sync.news import Ask
from sync.office.errors import OfficeError
from sync.office.gate import read_signed_body
from sync.office.problems import Refused
from sync.office.register import MAX_VERSION

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from concurrent.futures import Executor
    from typing import BinaryIO

    from starlette.requests import Request

    from sync.office.booths import Booth
    from sync.office.letters import Sealed
    from sync.office.office import Office

MAX_ASK_BYTES = 16 * 1024
BUILD_WAIT = 20.0  # seconds an answer waits for a letter; later `Limits.news` tells that it is there
PIECE = 256 * 1024  # bytes read from the disk at once

_SHA256 = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=(?:([0-9]{1,15})-([0-9]{1,15})?|-([0-9]{1,15}))")
Result = TypeVar("Result")


class NewsApi:
    """The endpoints. What may wait for the disk runs on `pool`."""

    def __init__(self, office: Office, pool: Executor) -> None:
        self._gate = office.gate
        self._news = office.news
        self._pool = pool

    def routes(self) -> list[Route]:
        """The routes below /v1."""
        return [
            Route("/v1/news", self.news, methods=["POST"]),
            Route("/v1/letters/{sha256}", self.letter, methods=["GET"]),
        ]

    async def news(self, request: Request) -> Response:
        """What is new for the booth. 422 for a key that it did not sign; 503 where a letter cannot be written."""
        booth = await self._run(lambda: self._gate.admit(request))
        ask = _ask(await read_signed_body(request, MAX_ASK_BYTES))
        try:
            recipient = await self._run(lambda: self._news.hear(booth, ask))
        except StatementRefused as error:
            raise Refused(422, "key") from error
        letter = await self._letter(booth, recipient, ask.register) if recipient else None
        told = await self._run(lambda: self._news.told(booth, ask, letter))
        return Response(wire.encode(told), headers={"Cache-Control": "no-store"}, media_type="application/json")

    async def letter(self, request: Request) -> Response:
        """The sealed bytes of a letter of this booth, or those that Range names. 404 letter-replaced; 416 range."""
        booth = await self._run(lambda: self._gate.admit(request))
        sha256 = str(request.path_params["sha256"])
        found = (
            await self._run(lambda: self._news.letters.find(booth.id, sha256)) if _SHA256.fullmatch(sha256) else None
        )
        if found is None:
            raise Refused(404, "letter-replaced")
        span = _span(request.headers.getlist("range"), found.size)
        file = await self._run(lambda: _opened(found))
        headers = {
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-store",
            "Content-Length": str(len(span)),
            "ETag": f'"{sha256}"',
        }
        if len(span) < found.size:
            headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{found.size}"
        status = 206 if "Content-Range" in headers else 200
        return StreamingResponse(
            self._pieces(found, file, span), status, headers, media_type="application/octet-stream"
        )

    async def _letter(self, booth: Booth, recipient: str, has: int) -> Sealed | None:
        building = await self._run(lambda: self._news.letters.ask(booth, recipient, has))
        if building.done():
            return building.result()
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(building)), BUILD_WAIT)
        except TimeoutError:
            return None

    async def _pieces(self, letter: Sealed, file: BinaryIO, span: range) -> AsyncIterator[bytes]:
        try:
            for at in range(span.start, span.stop, PIECE):
                size = min(PIECE, span.stop - at)
                piece = await self._run(lambda at=at, size=size: _read(file, at, size))  # type: ignore[misc]
                if at + size == letter.size:
                    with contextlib.suppress(OfficeError):  # a full disk shall not keep the last piece back
                        await self._run(lambda: self._news.letters.ended(letter))
                yield piece
        finally:
            file.close()

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _ask(body: bytes) -> Ask:
    try:
        ask = wire.decode(body, Ask)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, "malformed") from error
    if max(ask.bulletin, ask.register) > MAX_VERSION:
        raise Refused(400, "malformed", "version")
    return ask


def _span(headers: list[str], size: int) -> range:
    """The bytes that are asked for: all, unless there is one range that can be met (RFC 9110, section 14.2).

    Raises `Refused` 416 for one that cannot.
    """
    asked = _RANGE.fullmatch(headers[0].strip()) if len(headers) == 1 else None
    if asked is None:
        return range(size)
    first, last, suffix = asked.groups()
    if suffix is not None:
        start, stop = max(0, size - int(suffix)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return range(size)  # no range at all: to be ignored
    if start >= stop:
        raise Refused(416, "range", headers={"Content-Range": f"bytes */{size}"})
    return range(start, stop)


def _opened(letter: Sealed) -> BinaryIO:
    try:
        return letter.path.open("rb")
    except FileNotFoundError:
        raise Refused(404, "letter-replaced") from None


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
