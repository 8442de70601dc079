"""The bot's own web port: for now whether it is alive, and each public event as a calendar file."""

from contextlib import AsyncExitStack
from typing import Final

from aiohttp import web

from domain.ics import calendar_file
from services import Services

_SERVICES: Final = web.AppKey("services", Services)


async def _alive(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _calendar(request: web.Request) -> web.Response:
    shown = await request.app[_SERVICES].events.shown(int(request.match_info["event"]))
    if shown is None or not shown.event.is_public:
        raise web.HTTPNotFound(text="There is no such event.")
    event = shown.event
    body = calendar_file(event, zone=shown.community.zone, now=event.updated_at)
    response = web.Response(body=body, content_type="text/calendar", charset="utf-8")
    response.last_modified = event.updated_at
    response.headers["Content-Disposition"] = f'inline; filename="event-{event.id}.ics"'
    return response


def application(services: Services) -> web.Application:
    app = web.Application()
    app[_SERVICES] = services
    app.router.add_get("/health", _alive)
    app.router.add_get(r"/events/{event:[0-9]{1,15}}.ics", _calendar)
    return app


async def serve(host: str, port: int, services: Services, stack: AsyncExitStack) -> str:
    """Listen until the stack is closed; the address at which it listens. Port 0 takes a free one."""
    runner = web.AppRunner(application(services), access_log=None, shutdown_timeout=2)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, host, port)
    await site.start()
    address, bound = runner.addresses[0][:2]
    return f"http://{address}:{bound}"
