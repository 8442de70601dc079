"""The bot's own web port: what stands there, and how it listens."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Final

from aiohttp import web

from bot.config import WebSection
from bot.i18n import LOCALES
from domain.ics import calendar_file
from services import Services
from web import api_page, contact, dataset, decisions, directory, minutes, pages, pictures, posters
from web.api import Api
from web.embed import Embed
from web.feeds import Feeds
from web.filters import Finder
from web.knowledge import KnowledgePages
from web.listening import Door
from web.problems import problem_response
from web.site import Site, preferred

SERVICES: Final = web.AppKey("services", Services)
SITE: Final = web.AppKey("site", Site)

_BY_LANGUAGE: Final = {"Vary": "Accept-Language", "Cache-Control": "public, max-age=300"}


async def _alive(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _calendar(request: web.Request) -> web.Response:
    shown = await request.app[SERVICES].events.shown(int(request.match_info["event"]))
    if shown is None or not shown.event.is_public:
        raise web.HTTPNotFound(text="There is no such event.")
    event = shown.event
    body = calendar_file(event, zone=shown.community.zone, now=event.updated_at)
    response = web.Response(body=body, content_type="text/calendar", charset="utf-8")
    response.last_modified = event.updated_at
    response.headers["Content-Disposition"] = f'inline; filename="event-{event.id}.ics"'
    return response


async def _event(request: web.Request) -> web.Response:
    """The address of an event that belongs to no language, as it is passed on: to the reader's page of it."""
    site, number = request.app[SITE], request.match_info["event"]
    locale = await _liked(request)
    headers = {"Location": site.path("event", locale, {"event": number}), **_BY_LANGUAGE}
    return web.Response(status=302, headers=headers)


async def _home(request: web.Request) -> web.Response:
    """To the language that the reader likes best."""
    headers = {"Location": f"/{await _liked(request)}/", **_BY_LANGUAGE}
    return web.Response(status=302, headers=headers)


async def _liked(request: web.Request) -> str:
    """The language that the reader likes best."""
    edition = await request.app[SITE].present.fresh()
    own = edition.snapshot.community.locale if edition is not None else LOCALES[0]
    return preferred(request.headers.get("Accept-Language", ""), own)


async def _no_such_answer(_: web.Request) -> web.Response:
    return problem_response(404, "There is nothing here. /api/v1/openapi.json says what there is.")


async def _api(request: web.Request) -> web.Response:
    locale = preferred(request.headers.get("Accept-Language", ""), LOCALES[0])
    return web.Response(status=302, headers={"Location": f"/{locale}/api", "Vary": "Accept-Language"})


async def _bare(request: web.Request) -> web.Response:
    return web.Response(status=308, headers={"Location": request.path + "/"})


def application(services: Services, settings: WebSection, now: Callable[[], datetime]) -> web.Application:
    """Everything that stands on the port. Made within the event loop."""
    app = web.Application()
    site = Site(
        app,
        services.agenda,
        now,
        address=settings.public_url,
        community=settings.community,
        proxies=settings.proxies,
        requests=settings.requests_a_minute,
    )
    app[SERVICES] = services
    app[SITE] = site
    app.router.add_get("/health", _alive)
    app.router.add_get(r"/events/{event:[0-9]{1,15}}.ics", _calendar)
    app.router.add_get(r"/events/{event:[0-9]{1,15}}", _event)
    app.router.add_get("/", _home)
    for locale in LOCALES:
        app.router.add_get(f"/{locale}", _bare)
    decisions.add_routes(site, services.register, services.minutes_reading, settings.invite)
    minutes.add_routes(site, services.minutes_reading, settings.invite)
    directory.add_routes(site, services.directory, settings.invite)
    contact.add_routes(site, services.reaching, settings.invite)
    finder = Finder()
    pages.add_to(site, finder, colours=services.posters.colours, invite=settings.invite)
    pictures.add_routes(app, site, services.events)
    posters.add_routes(app, services, site)
    Feeds(finder).add_to(site)
    Api(finder).add_to(site)
    Embed(finder).add_to(site)
    api_page.add_to(site)
    app.router.add_get("/api", _api)
    dataset.add_routes(app, site, services.dataset)
    app.router.add_route("*", "/api/{tail:.*}", _no_such_answer)
    KnowledgePages(site, services.guides, services.searching, settings.invite).add_to(app)
    app.router.add_get("/{tail:.*}", site.nothing)
    return app


async def serve(
    settings: WebSection, services: Services, now: Callable[[], datetime], stack: AsyncExitStack
) -> str:
    """Listen until the stack is closed; the address at which it listens. Port 0 takes a free one."""
    app = application(services, settings, now)
    site = app[SITE]
    if not site.site:
        site.site = f"http://{settings.host}:{settings.port}"
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=2, keepalive_timeout=15, max_line_size=32_768
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    assert runner.server is not None
    door = Door(runner.server)
    stack.push_async_callback(door.close)
    address, bound = await door.open(settings.host, settings.port)
    site.site = settings.public_url.rstrip("/") or f"http://{address}:{bound}"
    site.present.start()
    stack.push_async_callback(site.close)
    return f"http://{address}:{bound}"
