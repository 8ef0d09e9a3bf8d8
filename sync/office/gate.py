"""Who asks, and how much of what they send is read. Every booth endpoint begins here."""

from __future__ import annotations

import asyncio
import contextlib
from enum import Enum
from typing import TYPE_CHECKING

from sync import door
from sync.address import is_measurement
from sync.errors import DoorRefused
from sync.office.errors import OfficeError
from sync.office.problems import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from starlette.requests import Request

    from sync.office.booths import Booth, Booths
    from sync.office.instants import Clock

STALL = 60.0  # seconds without a byte after which a request is given up
SLOWEST = (
    100.0  # bytes a second that a message brings on the whole, or it is given up: nobody holds a request for hours
)


class Guests(Enum):
    """Whom an office lets in."""

    ALL = "all"
    MEASUREMENT = "measurement"  # plain HTTP that others can read: only booths with nothing real to send


_STATUS = {"revoked": (403, "booth-revoked"), "booth": (401, "booth-unknown")}


class Gate:
    """Lets signed requests of enrolled booths in."""

    def __init__(self, booths: Booths, *, clock: Clock, guests: Guests = Guests.ALL) -> None:
        self._booths = booths
        self._guests = guests
        self._clock = clock
        self._nonces = door.Nonces()

    def admit(self, request: Request) -> Booth:
        """The booth that signed `request`; may wait for the disk.

        Raises `Refused`: 401 unsigned, signature, replay, clock, booth-unknown; 403 booth-revoked, measurement-only.
        """
        found: dict[str, Booth] = {}

        def key_of(name: str) -> Ed25519PublicKey | None:
            booth = self._booths.get(name)
            if booth is None:
                return None
            if booth.revoked_at is not None:
                raise DoorRefused("revoked")
            found[name] = booth
            return booth.door_key

        now = self._clock()
        try:
            name = door.verify_request(request.scope, key_of=key_of, nonces=self._nonces, now=now)
        except DoorRefused as refused:
            status, code = _STATUS.get(refused.code, (401, refused.code))
            headers = {"WWW-Authenticate": "Signature"} if status == 401 else None
            raise Refused(status, code, headers=headers) from refused
        if self._guests is Guests.MEASUREMENT and not is_measurement(name):
            raise measurement_only()
        with contextlib.suppress(OfficeError):  # a full disk shall not keep receipts from a booth
            self._booths.heard(found[name], now)
        return found[name]


def measurement_only() -> Refused:
    """What anyone else is told where only measuring booths are let in."""
    return Refused(403, "measurement-only", "nothing is encrypted here; only booths made for measuring are let in")


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body, never more than `limit` bytes. Raises `Refused` 413, 408; starlette's `ClientDisconnect`."""
    promised = content_length(request)
    if promised is not None and promised > limit:
        raise Refused(413, "too-large", headers={"Connection": "close"})
    body = bytearray()
    time = asyncio.get_running_loop().time
    begun = time()
    try:
        async with asyncio.timeout(STALL) as patience:
            async for chunk in request.stream():
                body += chunk
                patience.reschedule(min(time(), begun + len(body) / SLOWEST) + STALL)
                if len(body) > limit:
                    raise Refused(413, "too-large", headers={"Connection": "close"})
    except TimeoutError:
        raise Refused(408, "stalled", headers={"Connection": "close"}) from None
    return bytes(body)


async def read_signed_body(request: Request, limit: int) -> bytes:
    """As `read_body`, checked against the Repr-Digest that the door signed. Raises `Refused` 422 too."""
    body = await read_body(request, limit)
    if not door.body_matches(request.headers.get("repr-digest", ""), body):
        raise Refused(422, "digest")
    return body


def content_length(request: Request) -> int | None:
    """The promised length of the body in bytes, None where none is promised."""
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
