"""A small local site with agendas of our own making, for trying to read other people's agendas.

An iCalendar file, a page with schema.org events and a page that is no agenda; their days lie in the weeks
after `today`, so that there is always something coming.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from aiohttp import web

_ZONE = ZoneInfo("Europe/Amsterdam")


def _at(today: date, days: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour, minute), tzinfo=_ZONE)


def calendar(today: date) -> str:
    """An iCalendar file: one evening, a series with an exception, a whole day, a cancelled one."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7 or 7)

    def local(day: date, hour: int) -> str:
        return f"{day:%Y%m%d}T{hour:02d}0000"

    skipped = friday + timedelta(days=14)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sandbox//Voorbeeldagenda//NL",
        "X-WR-CALNAME:Werkplaats De Bleekerij (voorbeeld)",
        "BEGIN:VEVENT",
        "UID:kabelsalade@bleekerij.example",
        "DTSTAMP:20260101T120000Z",
        f"DTSTART;TZID=Europe/Amsterdam:{local(friday + timedelta(days=1), 20)}",
        f"DTEND;TZID=Europe/Amsterdam:{local(friday + timedelta(days=1), 23)}",
        "SUMMARY:Kabelsalade: avond voor modulaire synthesizers",
        "LOCATION:Tankstation\\, Enschede",
        "DESCRIPTION:Neem je kast mee of kom luisteren.\\nSpeakers staan er.",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:open-werkplaats@bleekerij.example",
        "DTSTAMP:20260101T120000Z",
        f"DTSTART;TZID=Europe/Amsterdam:{local(friday, 19)}",
        f"DTEND;TZID=Europe/Amsterdam:{local(friday, 22)}",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        f"EXDATE;TZID=Europe/Amsterdam:{local(skipped, 19)}",
        "SUMMARY:Open werkplaats",
        "LOCATION:Sickhouse",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:zinebeurs@bleekerij.example",
        "DTSTAMP:20260101T120000Z",
        f"DTSTART;VALUE=DATE:{friday + timedelta(days=9):%Y%m%d}",
        f"DTEND;VALUE=DATE:{friday + timedelta(days=11):%Y%m%d}",
        "SUMMARY:Zinebeurs (twee dagen)",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:vollemaan@bleekerij.example",
        "DTSTAMP:20260101T120000Z",
        f"DTSTART;TZID=Europe/Amsterdam:{local(friday + timedelta(days=5), 21)}",
        "SUMMARY:Vollemaanconcert",
        "STATUS:CANCELLED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def programme(today: date) -> str:
    """A venue's page with schema.org events in JSON-LD."""
    events: list[dict[str, Any]] = [
        {
            "@type": "MusicEvent",
            "name": "Stalen Zenuwen + Gele Kanarie",
            "startDate": _at(today, 6, 20, 30).isoformat(),
            "endDate": _at(today, 6, 23, 30).isoformat(),
            "url": "/avond/stalen-zenuwen",
            "description": "<p>Twee bands uit de <b>kelder</b>.</p>",
            "location": {"@type": "Place", "name": "Metropool", "address": {"addressLocality": "Enschede"}},
            "offers": {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR"},
        },
        {
            "@type": "MusicEvent",
            "name": "Nachtdienst: vier uur ambient",
            "startDate": _at(today, 12, 22).isoformat(),
            "url": "/avond/nachtdienst",
            "location": {"@type": "Place", "name": "Metropool", "address": {"addressLocality": "Enschede"}},
        },
    ]
    graph = json.dumps({"@context": "https://schema.org", "@graph": events}, ensure_ascii=False)
    return (
        "<!doctype html><html lang=nl><meta charset=utf-8><title>Programma (voorbeeld)</title>"
        f'<script type="application/ld+json">{graph}</script><h1>Programma</h1>'
        + "".join(f"<article><h2>{event['name']}</h2></article>" for event in events)
    )


class SampleSite:
    """`async with SampleSite(today) as site:`, then `site.url` + "/agenda.ics" or "/programma"."""

    def __init__(self, today: date, *, port: int = 0) -> None:
        self._today, self._port = today, port
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/agenda.ics", self._calendar)
        app.router.add_get("/programma", self._programme)
        app.router.add_get("/", self._front)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _calendar(self, _: web.Request) -> web.Response:
        return web.Response(text=calendar(self._today), content_type="text/calendar", charset="utf-8")

    async def _programme(self, _: web.Request) -> web.Response:
        return web.Response(text=programme(self._today), content_type="text/html")

    async def _front(self, _: web.Request) -> web.Response:
        return web.Response(
            text="<!doctype html><title>Voorbeeld</title><p>Hier staat geen agenda, wel "
            "<a href=/programma>een programma</a> en <a href=/agenda.ics>een kalender</a>.",
            content_type="text/html",
        )
