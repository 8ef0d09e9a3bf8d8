"""The office as one ASGI application: the booths' endpoints below /v1, the officers' pages beside them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from sync.office.api import Api
from sync.office.errors import OfficeError
from sync.office.gate import Guests, measurement_only
from sync.office.news_api import NewsApi
from sync.office.pages import Pages
from sync.office.problems import RETRY_BUSY, Refused, answer, on_office_error, on_refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from sync.office.office import Office

MAX_REQUESTS = 256  # at once; each holds at most about a megabyte
CODES = "/v1/enrol"  # takes a secret

THREADS = 16  # what waits for the disk


def build_app(office: Office) -> Starlette:
    """The application over an open office."""
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="office")
    routes: list[BaseRoute] = [
        *Api(office, pool).routes(),
        *NewsApi(office, pool).routes(),
        *Pages(office, pool).routes(),
    ]
    if office.guests is Guests.MEASUREMENT:
        # Neither a code nor a password shall be told here: no enrolment, no pages.
        routes = [
            route
            for route in routes
            if isinstance(route, Route) and route.path.startswith("/v1/") and route.path != CODES
        ]
        routes.append(Route("/{place:path}", _not_here, methods=["GET", "HEAD", "POST", "PUT", "PATCH"]))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Crowd)],
        exception_handlers={
            Refused: on_refused,
            OfficeError: on_office_error,
            HTTPException: _on_http_error,
            ClientDisconnect: _on_disconnect,
        },
    )


class Crowd:
    """Takes only so many requests at once, so that neither memory nor patience ends; the rest come back later."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if self._inside >= MAX_REQUESTS:
            busy = answer(Refused(503, "office-busy", headers={"Retry-After": str(RETRY_BUSY)}))
            await busy(scope, receive, send)
            return
        self._inside += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._inside -= 1


async def _not_here(_: Request) -> Response:
    raise measurement_only()


async def _on_disconnect(_: Request, _error: Exception) -> Response:
    """A line broke within a request: of bad lines an everyday matter, not a fault of ours to be logged as one."""
    return Response(status_code=400)  # nobody is there to read it


async def _on_http_error(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = {404: "no-such-place", 405: "method"}.get(error.status_code, "refused")
    return answer(Refused(error.status_code, code, headers=error.headers))
