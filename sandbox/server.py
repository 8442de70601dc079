"""The sandbox as a whole: `async with Sandbox() as sandbox: ...`"""

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

import orjson
from aiohttp import web

from sandbox import cast, pages
from sandbox.cast import GuildPlan, Plan
from sandbox.clock import MovableClock
from sandbox.event_automation import EventAutomation
from sandbox.exchanges import Exchanges
from sandbox.faults import Faults
from sandbox.gateway.compression import packer
from sandbox.gateway.connection import Connection, GatewaySettings, news_for_joining
from sandbox.gateway.hub import Hub
from sandbox.interaction import InteractionSettings
from sandbox.interactions import Interactions
from sandbox.model import Guild, Json
from sandbox.rest import (
    application,
    channels,
    events,
    guilds,
    interactions,
    invites,
    messages,
    threads,
    webhooks,
)
from sandbox.rest.endpoint import PREFIX, Endpoint
from sandbox.rest.ratelimits import RateLimits
from sandbox.rest.router import Router
from sandbox.sending import Nonces
from sandbox.setting import Setting
from sandbox.userside.api import UserSide
from sandbox.userside.faults import request as request_fault
from sandbox.world import World

MAX_REQUEST = 200 * 1024 * 1024


class Sandbox:
    """A Discord on this machine; its attributes say how to reach it, what is in it and what was asked."""

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        plan: Plan | None = None,
        clock: MovableClock | None = None,
        shards: int = 1,
        discord_like_rate_limits: bool = False,
        gateway: GatewaySettings | None = None,
        interactions: InteractionSettings | None = None,
    ) -> None:
        self._wanted_port = port
        self._host = host
        self._gateway = gateway or GatewaySettings()
        self.world: World = cast.build(plan or Plan())
        self.clock = clock or MovableClock()
        self.world.now = self.clock.now
        hub = Hub(self.world)
        self.setting = Setting(
            self.world,
            hub,
            Interactions(self.world, hub, interactions or InteractionSettings()),
            self.clock,
            Nonces(),
            Exchanges(),
            Faults(),
            RateLimits(discord_like_rate_limits),
            shards,
        )
        self._user_side = UserSide(self.setting)
        self._automation = EventAutomation(self.world, self.clock)
        self._runner: web.AppRunner | None = None

    # How to reach it

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash."""
        return self.world.base_url

    @property
    def api_url(self) -> str:
        return f"{self.url}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    @property
    def cdn_url(self) -> str:
        return f"{self.url}/cdn"

    @property
    def page_url(self) -> str:
        return f"{self.url}/sandbox/"

    @property
    def token(self) -> str:
        return self.world.token

    # What is in it

    @property
    def guild(self) -> Guild:
        """The first guild."""
        return next(iter(self.world.guilds.values()))

    @property
    def exchanges(self) -> Exchanges:
        return self.setting.exchanges

    @property
    def hub(self) -> Hub:
        return self.setting.hub

    def fault(self, **wish: object) -> None:
        """What `POST /sandbox/api/faults` takes: `sandbox.fault(status=500, next=1)`."""
        request_fault(self.setting, wish)

    def add_guild(self, plan: GuildPlan) -> Guild:
        """One more guild; the bot learns of it as when someone invites it."""
        guild = cast.add_guild(self.world, plan)
        if self.world.bot.id in guild.members:
            self.world.tell(news_for_joining(self.world, guild.id))
        return guild

    # Running

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application(client_max_size=MAX_REQUEST, middlewares=[_unknown_paths])
        endpoint = Endpoint(self.setting, _router())
        app.router.add_get("/gateway", self._serve_gateway)
        app.router.add_get("/gateway/", self._serve_gateway)
        app.router.add_route("*", f"{PREFIX}/{{path:.*}}", endpoint.handle)
        app.router.add_routes(self._user_side.routes())
        app.router.add_routes(pages.routes(self.world))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, self._host, self._wanted_port)
        await site.start()
        self._runner = runner
        port = runner.addresses[0][1]
        self._automation.start()
        self.world.base_url = f"http://{self._host}:{port}"

    async def stop(self) -> None:
        self._automation.stop()
        self.setting.interactions.close()
        self.hub.drop_connections(1001, resumable=False)
        await self._user_side.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _serve_gateway(self, request: web.Request) -> web.StreamResponse:
        refusal = ""
        try:
            pack = packer(request.query.get("compress"))
        except LookupError as problem:
            pack, refusal = None, f"This compression is not spoken here: {problem}"
        if request.query.get("v", "10") != "10" or request.query.get("encoding", "json") != "json":
            refusal = "Only version 10 and JSON are spoken here."
        connection = Connection(self.world, self.hub, self._gateway, pack)
        if refusal:
            connection.refuse(refusal)
        return await connection.run(request)


def _router() -> Router:
    modules = (application, guilds, channels, messages, threads, events, interactions, webhooks, invites)
    return Router(*(module.routes for module in modules))


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _unknown_paths(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An address outside the API that does not exist is answered in Discord's shape too."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        body: Json = {"message": "404: Not Found", "code": 0}
        return web.Response(status=404, body=orjson.dumps(body), headers={"Content-Type": "application/json"})
