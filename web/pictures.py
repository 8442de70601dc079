"""The posters that people sent along with public events."""

from typing import Final

from aiohttp import web

from domain.events import Event
from services.events import EventService
from web.site import Site, refused

_HEADERS: Final = {
    "Cache-Control": "public, max-age=86400",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_KINDS: Final = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def add_routes(app: web.Application, site: Site, events: EventService) -> None:
    async def handle(request: web.Request) -> web.StreamResponse:
        edition = await site.present.fresh()
        if edition is None:
            return refused(404, "There is nothing here.")
        number, poster = int(request.match_info["event"]), int(request.match_info["poster"])
        known = edition.by_id.get(number)
        if known is not None and known.event.details.poster == poster and _is_known(request, poster):
            return web.Response(status=304, headers=_HEADERS | {"ETag": _tag(poster)})
        if wait := site.makes.must_wait(request):
            return refused(429, "You ask for much at once. Try again in a moment.", wait=wait)
        shown = await events.shown(number)
        if shown is None or shown.poster is None or not _shows(shown.event, poster):
            return refused(404, "There is nothing here.")
        if shown.poster.media_type not in _KINDS:
            return refused(404, "There is nothing here.")
        response = web.Response(body=shown.poster.data, headers=_HEADERS | {"ETag": _tag(poster)})
        response.content_type = shown.poster.media_type
        return response

    def _shows(event: Event, poster: int) -> bool:
        edition = site.present.edition
        here = edition is None or event.community == edition.snapshot.community.id
        return here and event.is_public and event.details.poster == poster

    app.router.add_get("/picture/{event:[0-9]{1,15}}/{poster:[0-9]{1,15}}", handle)


def _tag(poster: int) -> str:
    return f'"poster-{poster}"'


def _is_known(request: web.Request, poster: int) -> bool:
    return any(tag.value in (_tag(poster).strip('"'), "*") for tag in request.if_none_match or ())
