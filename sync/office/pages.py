"""The officers' pages: login, and one page a day. No script; one stylesheet; everything from this server.

The session cookie is strict, so no other site can act in an officer's name; a form that comes from elsewhere is refused
besides, because a login may not be planted either.
"""

from __future__ import annotations

import asyncio
import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from resources import resource
from resources.i18n import DEFAULT, LANGUAGES
from sync.office.accounts import SESSION_VALID, TooManyAttempts
from sync.office.day_view import CHART_HEIGHT, parse_day, view_day
from sync.office.gate import read_body
from sync.office.problems import Refused
from sync.office.words import number, translator

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from starlette.requests import Request

    from sync.office.accounts import Session
    from sync.office.office import Office

MAX_FORM = 4096  # bytes
LANGUAGE_KEPT = 365 * 86400  # seconds
FONTS = ("Regular", "Medium", "SemiBold", "Bold")
GUARDS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Result = TypeVar("Result")


class Pages:
    """The pages and their style. What may wait for the disk, or for argon2, runs on `pool`."""

    def __init__(self, office: Office, pool: Executor) -> None:
        self._office = office
        self._pool = pool
        self._templates = Environment(
            loader=PackageLoader("sync.office", "dashboard"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def routes(self) -> list[Route]:
        """The routes beside /v1."""
        return [
            Route("/", self.day, methods=["GET"]),
            Route("/login", self.login_form, methods=["GET"]),
            Route("/login", self.log_in, methods=["POST"]),
            Route("/logout", self.log_out, methods=["POST"]),
            Route("/static/office.css", self.style, methods=["GET"]),
            Route("/static/{weight}.ttf", self.font, methods=["GET"]),
        ]

    async def day(self, request: Request) -> Response:
        """The counts of `?day=YYYY-MM-DD`, by booth and hour."""
        if chosen := _chosen_language(request):
            return chosen
        session = await self._run(lambda: self._session(request))
        if session is None:
            return RedirectResponse("/login", 303, GUARDS)
        language = _language(request)
        asked = parse_day(request.query_params.get("day", ""))
        view = await self._run(lambda: view_day(self._office, asked, translator(language)))
        return self._page("day.html", request, view=view, session=session, chart_height=CHART_HEIGHT)

    async def login_form(self, request: Request) -> Response:
        """The form."""
        return _chosen_language(request) or self._page("login.html", request, session=None, message="", login="")

    async def log_in(self, request: Request) -> Response:
        """A session, or the form again with a sentence that does not say which part was wrong."""
        form = await _form(request)
        login, password = form.get("login", "").strip(), form.get("password", "")
        address = request.client.host if request.client else ""
        office = self._office
        tr = translator(_language(request))
        try:
            session = await self._run(
                lambda: office.accounts.log_in(
                    login, password, address=address, token=office.new_token(), now=office.clock()
                )
            )
        except TooManyAttempts as error:
            message = tr("Too many attempts. Wait {seconds} seconds, then try again.", seconds=error.wait)
            response = self._page("login.html", request, status=429, session=None, message=message, login=login)
            response.headers["Retry-After"] = str(error.wait)
            return response
        if session is None:
            message = tr("Login or password is wrong.")
            return self._page("login.html", request, status=401, session=None, message=message, login=login)
        response = RedirectResponse("/", 303, GUARDS)
        name, secure = _cookie(request)
        response.set_cookie(
            name,
            session.token,
            max_age=int(SESSION_VALID.total_seconds()),
            secure=secure,
            httponly=True,
            samesite="strict",
        )
        return response

    async def log_out(self, request: Request) -> Response:
        """End the session."""
        await _form(request)
        name, secure = _cookie(request)
        token = request.cookies.get(name, "")
        await self._run(lambda: self._office.accounts.log_out(token))
        response = RedirectResponse("/login", 303, GUARDS)
        response.delete_cookie(name, secure=secure, httponly=True, samesite="strict")
        return response

    async def style(self, _: Request) -> Response:
        """The stylesheet, with the colours of the booth's theme."""
        return Response(_stylesheet(), headers=_kept(30 * 86400), media_type="text/css")

    async def font(self, request: Request) -> Response:
        """Inter in one weight."""
        weight = request.path_params["weight"]
        if weight not in FONTS:
            raise Refused(404, "no-such-place")
        data = resource("fonts", f"Inter-{weight}.ttf").read_bytes()
        return Response(data, headers=_kept(30 * 86400), media_type="font/ttf")

    def _page(self, name: str, request: Request, *, status: int = 200, **values: object) -> Response:
        language = _language(request)
        other = next(code for code in LANGUAGES if code != language)
        query = {key: value for key, value in request.query_params.items() if key == "day"}
        html = self._templates.get_template(name).render(
            tr=translator(language),
            number=lambda value: number(value, language),
            language=language,
            other=LANGUAGES[other],
            other_url="?" + urlencode({**query, "lang": other}),
            office=self._office.settings.name,
            style=f"/static/office.css?v={hashlib.sha256(_stylesheet().encode()).hexdigest()[:12]}",
            **values,
        )
        return Response(html, status, GUARDS, media_type="text/html")

    def _session(self, request: Request) -> Session | None:
        token = request.cookies.get(_cookie(request)[0], "")
        return self._office.accounts.session(token, self._office.clock()) if token else None

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form from this site. Raises `Refused` 403 for one from elsewhere, 415, 413."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Refused(403, "other-site")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refused(403, "other-site")
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "media-type")
    body = await read_body(request, MAX_FORM)
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10, errors="replace")
    except ValueError as error:
        raise Refused(400, "malformed") from error
    return {name: values[0] for name, values in fields.items()}


def _chosen_language(request: Request) -> Response | None:
    """Remember `?lang=` and come back without it."""
    chosen = request.query_params.get("lang")
    if chosen not in LANGUAGES:
        return None
    query = urlencode({key: value for key, value in request.query_params.items() if key == "day"})
    response = RedirectResponse(f"{request.url.path}{'?' + query if query else ''}", 303, GUARDS)
    response.set_cookie("language", chosen, max_age=LANGUAGE_KEPT, samesite="lax", httponly=True)
    return response


def _language(request: Request) -> str:
    language = request.cookies.get("language", DEFAULT)
    return language if language in LANGUAGES else DEFAULT


def _cookie(request: Request) -> tuple[str, bool]:
    """Name of the session's cookie, and whether it is for TLS only."""
    secure = request.url.scheme == "https"
    return ("__Host-session" if secure else "session"), secure


def _kept(seconds: int) -> dict[str, str]:
    return {**GUARDS, "Cache-Control": f"public, max-age={seconds}"}


@cache
def _stylesheet() -> str:
    roles = tomllib.loads(resource("theme", "roles.toml").read_text("utf-8"))
    style = files("sync.office").joinpath("dashboard", "office.css").read_text("utf-8")
    sets = (("light", ""), ("dark", "(prefers-color-scheme: dark)"), ("contrast", "(prefers-contrast: more)"))
    palette = []
    for name, media in sets:
        colours = "".join(
            f"--{role.replace('_', '-')}:{value};" for role, value in roles[name].items() if str(value).startswith("#")
        )
        palette.append(f"@media {media} {{:root{{{colours}}}}}" if media else f":root{{{colours}}}")
    return "\n".join([*palette, style])
