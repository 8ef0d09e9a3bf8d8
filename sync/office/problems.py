"""Refusals as RFC 9457 problem details, and the one table from our errors to statuses."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from starlette.responses import Response

from sync import wire
from sync.office.errors import (
    Conflict,
    DigestWrong,
    OfficeBusy,
    OfficeError,
    OfficeFull,
    OfficeUnwritable,
    Superseded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

log = logging.getLogger(__name__)

RETRY_FULL = 60  # seconds a booth waits when this disk is full
RETRY_BUSY = 5
LINGER = 2.0  # seconds

TITLES = {
    400: "The request is malformed",
    401: "The request was not let in",
    403: "This is refused",
    404: "There is nothing here",
    405: "This cannot be done here",
    408: "Nothing came for too long",
    409: "The upload stands elsewhere",
    413: "Too large",
    415: "Not this media type",
    422: "What arrived is not what was promised",
    429: "Too many at once",
    500: "The office failed",
    503: "The office cannot take this now",
}


class Refused(Exception):
    """Ends a request with a problem. `code` is what a program decides by; `headers` go into the answer."""

    def __init__(self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})


def refusal(error: OfficeError) -> Refused:
    """How one of our errors is told to a booth. Those that a technician must mend are logged."""
    refused = _refusal(error)
    if refused.status >= 500:
        log.error("%s: %s", type(error).__name__, error.detail or error.params)
    return refused


def _refusal(error: OfficeError) -> Refused:
    match error:
        case Conflict():
            return Refused(422, "conflict", "another packet has this id")
        case DigestWrong():
            return Refused(422, "digest", "the part was dropped", {"Upload-Offset": "0"})
        case Superseded():
            return Refused(409, "superseded", "a newer request goes on")
        case OfficeFull():
            return Refused(503, "office-full", "no room on the disk", {"Retry-After": str(RETRY_FULL)})
        case OfficeBusy() | OfficeUnwritable():
            return Refused(503, "office-busy", "", {"Retry-After": str(RETRY_BUSY)})
    return Refused(500, "office-failed")


class Parting(Response):
    """An answer after which the connection ends although the other end may still be sending.

    Closing at once would reset the connection, and the reset overtakes the answer. So the answer goes out whole, then
    what still comes is thrown away for a moment.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  (ASGI)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                more = True
                while more:
                    message = await receive()
                    more = message["type"] == "http.request" and message.get("more_body", False)
        await send({"type": "http.response.body", "body": b""})


def answer(refused: Refused) -> Response:
    """The problem document of a refusal."""
    title = TITLES.get(refused.status, "This is refused")
    problem = wire.Problem(title=title, status=refused.status, code=refused.code, detail=refused.detail)
    headers = {"Cache-Control": "no-store", **refused.headers}
    kind = Parting if headers.get("Connection") == "close" else Response
    return kind(wire.encode(problem), refused.status, headers, media_type="application/problem+json")


async def on_refused(_: Request, error: Exception) -> Response:
    """Starlette's handler for `Refused`."""
    if not isinstance(error, Refused):
        raise error
    return answer(error)


async def on_office_error(_: Request, error: Exception) -> Response:
    """Starlette's handler for `OfficeError`."""
    if not isinstance(error, OfficeError):
        raise error
    return answer(refusal(error))
