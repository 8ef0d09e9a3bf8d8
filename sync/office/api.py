"""The endpoints of `sync.wire` that carry messages: enrolment, offers, receipts, counts, health."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, TypeVar

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from sync import enrolment, wire
from sync.errors import CodeMistyped
from sync.office.accounts import TooManyAttempts
from sync.office.booths import CodeRefused
from sync.office.gate import read_body, read_signed_body
from sync.office.instants import to_text
from sync.office.offers import MAX_OFFER_BYTES, Offers
from sync.office.problems import Refused
from sync.office.receiving import Receiving

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from starlette.requests import Request

    from sync.office.office import Office

MAX_ENROL_BYTES = 4096

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CURSOR = re.compile(r"[0-9]{1,15}")
Result = TypeVar("Result")


class Api:
    """The booths' side of the office."""

    def __init__(self, office: Office, pool: Executor) -> None:
        self._office = office
        self._pool = pool
        self._offers = Offers(office.shelves, booths=office.booths, clock=office.clock, news=office.news.number)
        self._receiving = {
            place: Receiving(gate=office.gate, ledger=shelf.ledger, blobs=shelf.blobs, pool=pool)
            for place, shelf in (("packets", office.shelves["recording"]), ("originals", office.shelves["originals"]))
        }

    def routes(self) -> list[Route]:
        """The routes below /v1."""
        return [
            Route("/v1/ca", self.ca, methods=["GET"]),
            Route("/v1/enrol", self.enrol, methods=["POST"]),
            Route("/v1/offer", self.offer, methods=["POST"]),
            *(
                Route(f"/v1/{place}/{{id}}", endpoint, methods=methods)
                for place, receiving in self._receiving.items()
                for endpoint, methods in ((receiving.send, ["PUT", "PATCH"]), (receiving.head, ["HEAD"]))
            ),
            Route("/v1/receipts", self.receipts, methods=["GET"]),
            Route("/v1/counts", self.counts, methods=["GET"]),
            Route("/v1/health", self.health, methods=["GET"]),
        ]

    async def ca(self, _: Request) -> Response:
        """The CA's certificate, PEM. Unsigned: a booth compares it with its code."""
        return Response(self._office.keys.ca_pem, media_type="application/x-pem-file")

    async def health(self, _: Request) -> Response:
        """Whether this receiver is there, and its time. Unsigned."""
        return _json({"status": "ok", "server_time": to_text(self._office.clock())})

    async def enrol(self, request: Request) -> Response:
        """Make a booth of whoever has a code, or the booth again that it was.

        403 enrol-wrong, -used, -expired, -proof, -other, -revoked; 429 after too many guesses.
        """
        body = await read_body(request, MAX_ENROL_BYTES)
        address = request.client.host if request.client else ""
        try:
            asked = wire.decode(body, wire.EnrolRequest)
            wire.public_key(asked.door_key), wire.public_key(asked.seal_key)
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise Refused(400, "malformed") from error
        return _message(await self._run(lambda: self._enrol(asked, address)))

    async def offer(self, request: Request) -> Response:
        """What to do with each of up to 200 packets."""
        booth = await self._run(lambda: self._office.gate.admit(request))
        body = await read_signed_body(request, MAX_OFFER_BYTES)
        return _message(await self._run(lambda: self._offers.answer(booth, body)))

    async def receipts(self, request: Request) -> Response:
        """The booth's receipts behind a cursor, in ledger order."""
        booth = await self._run(lambda: self._office.gate.admit(request))
        after = request.query_params.get("after", "0")
        if not _CURSOR.fullmatch(after):
            raise Refused(400, "after")
        return _message(await self._run(lambda: self._office.ledger.receipts(booth.id, int(after))))

    async def counts(self, request: Request) -> Response:
        """How many of the booth's recordings are here, by its own days."""
        booth = await self._run(lambda: self._office.gate.admit(request))
        since = request.query_params.get("since", "0000-00-00")
        if not _DAY.fullmatch(since):
            raise Refused(400, "since")
        days = await self._run(lambda: self._office.tally.of_booth(booth.id, since))
        return _message(wire.Counts(booth=booth.id, as_of=to_text(self._office.clock()), days=days))

    def _enrol(self, asked: wire.EnrolRequest, address: str) -> wire.EnrolAnswer:
        office, now = self._office, self._office.clock()
        key = f"enrol:{address}"
        try:
            office.attempts.count([key], now)
            booth = office.booths.enrol(enrolment.parse_secret(asked.code), asked, now)
        except TooManyAttempts as error:
            raise Refused(429, "enrol-slow", headers={"Retry-After": str(error.wait)}) from error
        except CodeMistyped as error:
            raise Refused(403, "enrol-wrong") from error
        except CodeRefused as error:
            raise Refused(403, f"enrol-{error.code}") from error
        office.attempts.clear([key])
        return wire.EnrolAnswer(
            booth=booth.id,
            name=booth.name,
            office=office.settings.name,
            office_key=wire.public_text(office.keys.sign),
            recipients=list(office.settings.recipients),
            kecamatan=list(booth.kecamatan),
            time_zone=office.settings.time_zone,
            server_time=to_text(now),
        )

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _message(message: msgspec.Struct) -> Response:
    return Response(wire.encode(message), headers={"Cache-Control": "no-store"}, media_type="application/json")


def _json(values: dict[str, str]) -> Response:
    return Response(msgspec.json.encode(values), headers={"Cache-Control": "no-store"}, media_type="application/json")
