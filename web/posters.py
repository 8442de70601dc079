"""Posters and the pictures beside shared links: what anybody may see, at a price that is bounded.

What a picture shows is read for every request; it is set in type only when nobody asked for the same before,
one after the other, behind what people on Discord wait for. When too many wait, the answer says so.
"""

from datetime import timedelta
from typing import Final, TypeVar

from aiohttp import web

from bot.i18n import LOCALES, Say
from bot.sheets import card_sheet, week_sheet
from domain.communities import Community
from domain.posters import Poster
from domain.refusal import Refusal
from domain.weeks import Week, read_week
from posters.press import CannotPrint, Lane
from posters.sheets import Format, Kind, Sheet
from services import Services
from web.site import Site, refused

_BACK: Final = timedelta(weeks=9)
_AHEAD: Final = timedelta(weeks=54)
"""Which weeks can be asked for: no stranger has a thousand different pictures made."""

_THEME: Final = r"{theme:\w{1,40}}"
_WEEK: Final = r"{week:[\w-]{1,10}}"
_CACHE: Final = {"Cache-Control": "public, max-age=300"}

T = TypeVar("T", bound=str)


def add_routes(app: web.Application, services: Services, site: Site) -> None:
    pictures = _Pictures(services, site)
    app.router.add_get(rf"/poster/{_THEME}/{_WEEK}.{{kind:png|pdf}}", pictures.poster)
    app.router.add_get(rf"/poster/{_THEME}/{_WEEK}", pictures.printed)
    app.router.add_get(r"/og/event/{event:[0-9]{1,15}}.png", pictures.event)
    app.router.add_get(rf"/og/{_THEME}.png", pictures.theme)
    app.router.add_get(rf"/og/{_THEME}/{_WEEK}.png", pictures.theme)


class _Pictures:
    def __init__(self, services: Services, site: Site) -> None:
        self._services = services
        self._site = site

    async def poster(self, request: web.Request) -> web.StreamResponse:
        """/poster/music/2026-W11.png; ?format=instagram, ?lang=en."""
        shape = _chosen(request, "format", (Format.PORTRAIT, Format.INSTAGRAM, Format.SQUARE))
        kind = Kind(request.match_info["kind"])
        poster, community = await self._week(request)
        say = Say(_language(request, community), community.zone)
        sheet = week_sheet(poster, say, self._services.posters)
        name = f"poster-{poster.week}-{shape}-{say.locale}.{kind}".lower()
        return await self._answer(request, sheet, shape, kind, name)

    async def printed(self, request: web.Request) -> web.StreamResponse:
        """Where the code on a poster leads. Paper stays on the wall, so this address stays, whatever
        stands where and however long ago: the page of the theme, or of everything when the theme is gone."""
        community = await self._community()
        theme = request.match_info["theme"]
        themes = await self._services.posters.themes(community.id)
        known = any(each.key == theme for each in themes)
        page = self._site.path(
            "theme" if known else "agenda", community.locale, {"theme": theme} if known else {}
        )
        found = await request.app.router.resolve(request.clone(rel_url=page))
        if found.http_exception is not None or found.handler == self._site.nothing:
            page = f"{request.path}.png"
        raise web.HTTPFound(page, headers=_CACHE)

    async def theme(self, request: web.Request) -> web.StreamResponse:
        """/og/music.png is this week, /og/music/2026-W11.png that one."""
        poster, community = await self._week(request)
        say = Say(_language(request, community), community.zone)
        sheet = week_sheet(poster, say, self._services.posters)
        return await self._answer(request, sheet, Format.LINK, Kind.PNG, "week.png")

    async def event(self, request: web.Request) -> web.StreamResponse:
        """/og/event/12.png"""
        card = await self._services.posters.of_event(int(request.match_info["event"]))
        if card is None:
            raise _not_found("There is no such event.")
        say = Say(_language(request, card.community), card.community.zone)
        sheet = card_sheet(card, say, self._services.posters)
        return await self._answer(request, sheet, Format.LINK, Kind.PNG, "event.png")

    async def _week(self, request: web.Request) -> tuple[Poster, Community]:
        community = await self._community()
        say, now = Say(_language(request, community)), self._site.now()
        today = now.astimezone(community.zone).date()
        week = request.match_info.get("week", "this")
        try:
            monday = read_week(week, today).monday
            if not -_BACK <= monday - Week.of(today).monday <= _AHEAD:
                raise _not_found(say("There are posters of the last two months and of the coming year."))
            theme = request.match_info["theme"]
            return await self._services.posters.of_week(community.id, theme, week, now=now), community
        except Refusal as refusal:
            raise _not_found(say.message(refusal.message_id, refusal.params)) from refusal

    async def _community(self) -> Community:
        """The one that this port shows."""
        edition = await self._site.present.fresh()
        if edition is None:
            raise _not_found("There is no agenda here yet.")
        return edition.snapshot.community

    async def _answer(
        self, request: web.Request, sheet: Sheet, shape: Format, kind: Kind, name: str
    ) -> web.StreamResponse:
        try:
            key = self._services.posters.key(sheet, shape, kind)
            if any(tag.value in {key, "*"} for tag in request.if_none_match or ()):
                return web.Response(status=304, headers={**_CACHE, "ETag": f'"{key}"'})
            if not self._services.posters.has(key) and (wait := self._site.makes.must_wait(request)):
                return refused(429, "You ask for much at once. Try again in a moment.", wait=wait)
            made = await self._services.posters.print(sheet, shape, kind, Lane.WEB)
        except CannotPrint as problem:
            raise web.HTTPServiceUnavailable(
                text=Say(sheet.language)("The poster could not be made just now. Try again in a minute."),
                headers={"Retry-After": "60", "Cache-Control": "no-store"},
            ) from problem
        response = web.Response(body=made.body, content_type=kind.media_type, headers=_CACHE)
        response.etag = made.key
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Language"] = sheet.language
        return response


def _language(request: web.Request, community: Community) -> str:
    """The one that is asked for, else the community's: a picture is linked to, so that what the browser
    prefers must not change it."""
    return _chosen(request, "lang", LOCALES) if "lang" in request.query else community.locale


def _chosen(request: web.Request, name: str, values: tuple[T, ...]) -> T:
    asked = request.query.get(name, values[0])
    for value in values:
        if value == asked:
            return value
    raise _not_found(f"{name} is one of: {', '.join(values)}.")


def _not_found(text: str) -> web.HTTPNotFound:
    return web.HTTPNotFound(text=text, headers={"Cache-Control": "public, max-age=60"})
