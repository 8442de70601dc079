"""A site on loopback whose agenda a test changes while it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web


@dataclass
class Entry:
    uid: str
    title: str
    start: str = "20260314T200000"
    place: str = "Tankstation, Enschede"
    more: Sequence[str] = ()

    def lines(self) -> list[str]:
        return [
            "BEGIN:VEVENT",
            f"UID:{self.uid}",
            "DTSTAMP:20260101T120000Z",
            f"DTSTART;TZID=Europe/Amsterdam:{self.start}",
            f"SUMMARY:{self.title}",
            "LOCATION:" + self.place.replace(",", "\\,"),
            *self.more,
            "END:VEVENT",
        ]


@dataclass
class AgendaSite:
    """`async with AgendaSite([...]) as site:` serves `site.url`; `entries` and `status` may be changed."""

    entries: list[Entry] = field(default_factory=list)
    posts: list[tuple[str, str]] = field(default_factory=list)
    """(title, pubDate) of each item of the feed."""

    status: int = 200
    asked: int = 0
    url: str = ""

    @property
    def host(self) -> str:
        """What has to be allowed, since it is on loopback."""
        return self.url.removeprefix("http://").partition("/")[0]

    @property
    def feed_url(self) -> str:
        return self.url.replace("/agenda.ics", "/feed.xml")

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/agenda.ics", self._agenda)
        app.router.add_get("/feed.xml", self._feed)
        self._runner: Any = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/agenda.ics"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _agenda(self, _: web.Request) -> web.Response:
        self.asked += 1
        if self.status != 200:
            return web.Response(status=self.status)
        body = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", "X-WR-CALNAME:De Kelder"]
        for entry in self.entries:
            body += entry.lines()
        text = "\r\n".join([*body, "END:VCALENDAR", ""])
        return web.Response(text=text, content_type="text/calendar", charset="utf-8")

    async def _feed(self, _: web.Request) -> web.Response:
        """Items without a date of their own, but for the one on which they were posted."""
        items = "".join(
            f"<item><title>{title}</title><guid isPermaLink='false'>{number}</guid>"
            f"<pubDate>{posted}</pubDate></item>"
            for number, (title, posted) in enumerate(self.posts)
        )
        text = f"<rss version='2.0'><channel><title>Programma</title>{items}</channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml")
