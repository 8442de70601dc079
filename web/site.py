"""The site: what stands where, in which language, and how a request becomes an answer.

    def theme(view: View) -> Made: ...          # pure; runs in a thread, at most once while it stays true

    site.page("theme", theme, query=("venue",))

makes /nl/thema/music and /en/theme/music of it: web/places.py says where what stands. Caching, compression,
ETag, Last-Modified, HEAD, languages and headers are done here. A part of a path in braces is anything without
"/" and "."; a parameter that is not in `query` is left out of account, so that nobody makes a page twice with
?utm_source=... `site.asset` takes a style sheet or script; `view.asset(name)` is the address it may be kept
for ever under.
"""

import asyncio
import hashlib
import logging
import re
import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from bot.i18n import LOCALES, Say
from domain.agenda import midnight
from services.agenda import AgendaService
from web.places import PLACES
from web.present import PATIENCE, Edition, Present
from web.problems import METHODS, OPEN, allowed, problem_response
from web.ready import Answer, Busy, Ready, Variant, finished, is_known
from web.view import HTML, Made, NotInSnapshot, View, filled
from web.visitors import Visitors

log = logging.getLogger(__name__)

Make = Callable[[View], Made]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MOST_ADDRESS: Final = 4096
"""Characters of a path with its query; more is 414."""
MOST_VALUE: Final = 400
"""Characters of one parameter; the rest is not read."""
CACHE: Final = "public, max-age=60, stale-while-revalidate=600"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src 'self' https: data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors {}"
)
_LARGE: Final = 64 * 1024
_ALIASES: Final = 4096
_PART: Final = re.compile(r"\{(\w+)\}")
_ANY: Final = r"{\1:[^/.]{1,120}}"


@dataclass(frozen=True, slots=True)
class Route:
    """`locale` None: without a language of its own, told in the community's. `api`: for programs, which are
    told of every mistake. `framed`: may stand in a frame on another site."""

    name: str
    pattern: str
    make: Make
    locale: str | None
    query: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    framed: bool = False
    api: bool = False


class Site:
    def __init__(
        self,
        app: web.Application,
        agenda: AgendaService,
        now: Callable[[], datetime],
        *,
        address: str = "",
        community: int | None = None,
        proxies: Sequence[str] = (),
        requests: int = 600,
        ready: Ready | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.app = app
        self.site = address.rstrip("/")
        self.agenda = agenda
        self.present = Present(agenda, now, community, patience=patience)
        self.ready = ready or Ready()
        self.now = now
        clock = asyncio.get_running_loop().time
        self.makes = Visitors(rate=10, burst=200, proxies=proxies, clock=clock)
        self.asked = Visitors(rate=requests / 60, burst=requests, proxies=proxies, clock=clock)
        self._patterns: dict[tuple[str, str], str] = {}
        self._keys: dict[str, str] = {}
        self._assets: dict[str, str] = {}
        self._missing: Make = _plainly_missing
        for locale in LOCALES:
            self._patterns["missing", locale] = f"/{locale}/"
            for name, patterns in PLACES.items():
                self._patterns[name, locale] = f"/{locale}{patterns[locale]}"

    async def close(self) -> None:
        await self.present.stop()
        self.ready.close()

    # ---- what stands where

    def page(
        self,
        name: str,
        make: Make,
        patterns: Mapping[str, str] | None = None,
        *,
        query: Sequence[str] = (),
        headers: Sequence[tuple[str, str]] = (),
        framed: bool = False,
    ) -> None:
        """In every language, below /nl and /en: at `patterns`, or where web/places.py says."""
        patterns = patterns or PLACES[name]
        for locale in LOCALES:
            route = Route(
                name,
                f"/{locale}{patterns[locale]}",
                make,
                locale,
                tuple(sorted(query)),
                tuple(headers),
                framed,
            )
            self._add(route)

    def plain(
        self,
        name: str,
        pattern: str,
        make: Make,
        *,
        query: Sequence[str] = (),
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """At one address, told in the community's language."""
        self._add(Route(name, pattern, make, None, tuple(sorted(query)), tuple(headers)))

    def api(self, name: str, pattern: str, make: Make, *, query: Sequence[str] = ()) -> None:
        """For programs: any other method or parameter is refused, problems are JSON, and each address may ask
        so often and no oftener, be the answer ready or not."""
        route = Route(name, pattern, make, None, tuple(sorted(query)), tuple(OPEN.items()), api=True)
        ready = self._handler(route)

        async def handle(request: web.Request) -> web.StreamResponse:
            if request.method == "OPTIONS":
                return allowed()
            if request.method not in ("GET", "HEAD"):
                return problem_response(405, f"Only {METHODS} work here: the agenda can be read.")
            if wait := self.asked.must_wait(request):
                return problem_response(429, "You ask too often. Try again in a moment.", wait=wait)
            return await ready(request)

        self.app.router.add_route("*", _PART.sub(_ANY, pattern), handle)

    def asset(self, name: str, body: bytes, content_type: str) -> None:
        """A file of ours; its address changes with what is in it."""
        stem, dot, ending = name.rpartition(".")
        digest = hashlib.blake2b(body, digest_size=6).hexdigest()
        address = f"/static/{stem}.{digest}{dot}{ending}"
        self._assets[name] = address
        far = datetime.max.replace(tzinfo=self.now().tzinfo)
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
            "Access-Control-Allow-Origin": "*",
        }
        answer = finished(
            Made(body, content_type), headers, edition=0, until=far, now=self.now(), before=None
        )

        async def handle(request: web.Request) -> web.StreamResponse:
            return await send(request, answer)

        self.app.router.add_get(address, handle)

    def missing(self, make: Make) -> None:
        """What is shown where there is nothing (its status is 404 whatever it says)."""
        self._missing = make

    def path(self, name: str, locale: str, parts: Mapping[str, object]) -> str:
        pattern = self._patterns.get((name, locale)) or self._patterns[name, ""]
        return filled(pattern, parts)

    def asset_address(self, name: str) -> str:
        return self._assets[name]

    # ---- how a request becomes an answer

    def _add(self, route: Route) -> None:
        self.app.router.add_get(_PART.sub(_ANY, route.pattern), self._handler(route))

    def _handler(self, route: Route) -> Handler:
        self._patterns[route.name, route.locale or ""] = route.pattern

        async def handle(request: web.Request) -> web.StreamResponse:
            edition = self.present.edition
            if edition is not None and (key := self._keys.get(request.raw_path)) is not None:
                answer = self.ready.known(key)
                if answer is not None and answer.edition == edition.number and self.now() < answer.until:
                    return await send(request, answer)
            return await self._slowly(request, route)

        return handle

    async def _slowly(self, request: web.Request, route: Route) -> web.StreamResponse:
        refuse = problem_response if route.api else refused
        if len(request.raw_path) > MOST_ADDRESS:
            return refuse(414, f"This address is too long: {MOST_ADDRESS} characters fit.")
        if route.api and (wrong := _unknown(request, route)):
            return refuse(400, wrong)
        edition = await self.present.fresh()
        if edition is None:
            return refuse(503, "There is no agenda here yet.", wait=60)
        view = self._view(request, route, edition)
        key = f"{route.locale or ''} {view.path}"
        answer = self.ready.known(key)
        if answer is None or answer.edition != edition.number or self.now() >= answer.until:
            if not route.api and (wait := self.makes.must_wait(request)):
                return refuse(429, "You ask for much at once. Try again in a moment.", wait=wait)
            try:
                answer = await self.ready.make(key, lambda before: self._made(route, view, before))
            except Busy:
                return refuse(503, "It is very busy here. Try again in a moment.", wait=2)
            except Exception:
                log.exception("%s could not be made", route.name)
                return refuse(500, "This went wrong here, and it is written down. Try again later.")
        if answer.status == 200 and len(request.raw_path) <= 500:
            if len(self._keys) >= _ALIASES:
                self._keys.clear()
            self._keys[request.raw_path] = key
        return await send(request, answer)

    def _view(self, request: web.Request, route: Route, edition: Edition) -> View:
        community = edition.snapshot.community
        params = dict(request.match_info)
        query = {}
        for name in route.query:
            value = ",".join(request.query.getall(name, ())).strip()
            if value:
                query[name] = unicodedata.normalize("NFC", value)[:MOST_VALUE]
        return View(
            edition=edition,
            now=self.now(),
            say=Say(route.locale or community.locale, community.zone),
            name=route.name,
            path=filled(route.pattern, {**params, **query}),
            params=params,
            query=query,
            addresses=self,
        )

    async def _made(self, route: Route, view: View, before: Answer | None) -> Answer:
        while True:
            try:
                return await self.ready.in_thread(lambda: self._finish(route, view, before))
            except NotInSnapshot as missing:
                older = view.edition.older
                if len(older) > 5000:
                    older.clear()
                older[missing.event_id] = await self.agenda.one(view.snapshot.community.id, missing.event_id)

    def _finish(self, route: Route, view: View, before: Answer | None) -> Answer:
        made = route.make(view)
        if made.status == 404 and not route.api:
            made = replace(self._missing(view), status=404)
        zone = view.snapshot.community.zone
        tonight = midnight(view.now.astimezone(zone).date() + timedelta(days=1), zone)
        until = min(tonight, made.fresh_until) if made.fresh_until is not None else tonight
        headers = {
            **standard(made.content_type, framed=route.framed, locale=view.locale),
            **dict(route.headers),
        }
        if made.status >= 400:
            headers["Cache-Control"] = "no-store"
        return finished(
            made,
            headers,
            edition=view.edition.number,
            until=until,
            now=view.now,
            before=before,
        )

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        """Anything that stands nowhere."""
        if len(request.raw_path) <= MOST_ADDRESS and await self.present.fresh() is None:
            return refused(404, "There is nothing here.")
        first = request.path.split("/")[1] if len(request.path) > 1 else ""
        locale = first if first in LOCALES else preferred(request.headers.get("Accept-Language", ""), "nl")
        route = Route("missing", "/", lambda _: Made("", status=404), locale)
        return await self._slowly(request, route)


def _unknown(request: web.Request, route: Route) -> str:
    """What is wrong with the parameters; empty when nothing is."""
    for name, value in request.query.items():
        if name not in route.query:
            known = ", ".join(route.query) or "none"
            return f"There is no parameter “{name[:40]}” here. There are: {known}."
        if not value.strip():
            return f"{name} is empty; leave it out or fill it in."
        if len(value) > MOST_VALUE:
            return f"{name} is too long: {MOST_VALUE} characters fit."
    return ""


def refused(status: int, sentence: str, *, wait: int = 0) -> web.Response:
    """No answer: one sentence that says why, and after how many seconds to come back."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if wait:
        headers["Retry-After"] = str(wait)
    return web.Response(text=sentence, status=status, headers=headers)


def _plainly_missing(view: View) -> Made:
    return Made(view.say("There is nothing here."), "text/plain; charset=utf-8", status=404)


def standard(content_type: str, *, framed: bool = False, locale: str = "") -> dict[str, str]:
    """The headers of everything we send."""
    headers = {"Cache-Control": CACHE, "X-Content-Type-Options": "nosniff"}
    if content_type == HTML:
        headers["Content-Security-Policy"] = POLICY.format("*" if framed else "'none'")
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if locale:
            headers["Content-Language"] = locale
    return headers


def preferred(accept_language: str, own: str) -> str:
    """The language of ours that the reader likes best (RFC 9110, 12.5.4); `own` when they like none."""
    best, weight = own, 0.0
    for part in accept_language[:400].lower().split(","):
        tag, _, q = part.partition(";")
        locale = tag.strip().partition("-")[0]
        try:
            wanted = float(q.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if locale in LOCALES and wanted > weight:
            best, weight = locale, wanted
    return best if weight or not accept_language.strip() else "en"


async def send(request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
    headers = request.headers
    variant = answer.variant(headers.get("Accept-Encoding", ""))
    if answer.status == 200 and is_known(
        variant, answer.modified, headers.get("If-None-Match"), headers.get("If-Modified-Since")
    ):
        return web.Response(status=304, headers=variant.unchanged)
    if len(variant.body) > _LARGE and request.method != "HEAD":
        return await _in_pieces(request, answer.status, variant)
    return web.Response(body=variant.body, status=answer.status, headers=variant.headers)


async def _in_pieces(request: web.BaseRequest, status: int, variant: Variant) -> web.StreamResponse:
    """A large body a piece at a time: a thousand slow readers do not hold a thousand copies of it."""
    response = web.StreamResponse(status=status, headers=variant.headers)
    response.content_length = len(variant.body)
    await response.prepare(request)
    view = memoryview(variant.body)
    try:
        async with asyncio.timeout(30 + len(variant.body) / 8192):
            for first in range(0, len(variant.body), 4 * _LARGE):
                await response.write(view[first : first + 4 * _LARGE])
            await response.write_eof()
    except TimeoutError:
        if request.transport is not None:
            request.transport.abort()
    return response
