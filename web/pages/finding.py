"""What search engines read first: which pages there are, and that they may be shown."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from itertools import islice
from typing import Final

from bot.i18n import LOCALES
from web.pages import rows
from web.view import Made, View, slug

KNOWLEDGE: Final = "/sitemap-knowledge.xml"
"""The map of the knowledge base, which is read from its own shelf."""
MOST: Final = 50_000
"""Addresses in one file (sitemaps.org)."""


def robots(view: View) -> Made:
    maps = (f"Sitemap: {view.absolute(path)}" for path in ("/sitemap.xml", KNOWLEDGE))
    lines = ("User-agent: *", "Allow: /", "", *maps, "")
    return Made("\n".join(lines), "text/plain; charset=utf-8")


def sitemap(view: View) -> Made:
    """Every page that stays, with the day on which it last changed where that is known."""
    return xml_of((view.absolute(path), changed) for path, changed in _pages(view))


def xml_of(pages: Iterable[tuple[str, datetime | None]]) -> Made:
    """A map of these addresses, as many as one file may hold."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    ]
    for address, changed in islice(pages, MOST):
        last = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed is not None else ""
        parts.append(f"<url><loc>{escape(address)}</loc>{last}</url>\n")
    parts.append("</urlset>\n")
    return Made("".join(parts), "application/xml; charset=utf-8")


def _pages(view: View) -> Iterator[tuple[str, datetime | None]]:
    snapshot = view.snapshot
    for locale in LOCALES:
        for name in ("agenda", "new", "feeds", "about", "api", "directory", "contact"):
            yield view.url(name, locale=locale), None
        for theme in snapshot.themes:
            yield view.url("theme", locale=locale, theme=theme.key), None
        for venue in snapshot.venues:
            yield view.url("venue", locale=locale, venue=slug(venue.id, venue.name)), None
    for one in snapshot.listed:
        if rows.over_at(one) > view.now:
            event = one.event
            for locale in LOCALES:
                address = view.url("event", locale=locale, event=slug(event.id, event.details.title))
                yield address, event.updated_at.astimezone(UTC)
