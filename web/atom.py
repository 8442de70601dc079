"""The agenda as an Atom feed (RFC 4287): every coming event an entry, the latest news first."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from domain.agenda import Listed, midnight
from domain.ics import uid_of
from web import telling
from web.pieces import Pieces
from web.view import Made, View

MOST: Final = 200
"""Entries in a feed; readers of news keep what they have seen."""

ATOM: Final = "application/atom+xml; charset=utf-8"

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Atom:
    def __init__(self) -> None:
        self._entries: Pieces[str] = Pieces()

    def feed(self, view: View, name: str, listed: Sequence[Listed], *, page: str) -> Made:
        news = sorted(listed, key=lambda one: (one.event.updated_at, one.event.id), reverse=True)[:MOST]
        zone = view.snapshot.community.zone
        updated = news[0].event.updated_at if news else midnight(view.now.astimezone(zone).date(), zone)
        here, there = view.absolute(view.path), view.absolute(page)
        community = view.snapshot.community.name or "De Sektor"
        about = view.say("What happens in the scene, kept up to date by De Sektor.")
        head = (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.locale}">\n'
            f"<id>{_urn(f'{view.snapshot.community.id} {view.path}')}</id>\n"
            f"<title>{_xml(name)}</title>\n"
            f"<subtitle>{_xml(about)}</subtitle>\n"
            f"<updated>{_moment(updated)}</updated>\n"
            f"<author><name>{_xml(community)}</name></author>\n"
            f'<link rel="self" type="application/atom+xml" href="{_xml(here)}"/>\n'
            f'<link rel="alternate" type="text/html" href="{_xml(there)}"/>\n'
            "<generator>De Sektor</generator>\n"
        )
        snapshot = view.snapshot
        kind = (view.locale, zone.key, view.addresses.site, snapshot.venues, snapshot.themes)
        entries = self._entries.of(kind, news, lambda one: _entry(view, one))
        return Made("".join((head, *entries, "</feed>\n")), ATOM)


def _entry(view: View, one: Listed) -> str:
    event, say = one.event, view.say
    venues = {venue.id: venue for venue in view.snapshot.venues}
    themes = {theme.key: theme.name(say.locale) for theme in view.snapshot.themes}
    facts = [(say("When"), telling.when(one, say))]
    if place := telling.whole_place(one, venues):
        facts.append((say("Where"), place))
    facts += telling.facts(one, say)
    told = "".join(f"<p><b>{escape(what)}</b>: {escape(value)}</p>" for what, value in facts)
    told += "".join(
        f"<p>{escape(line)}</p>" for line in event.details.description.split("\n") if line.strip()
    )
    page = _xml(view.absolute(telling.event_path(view, one)))
    lines = [
        "<entry>",
        f"<id>{_urn(uid_of(event))}</id>",
        f"<title>{_xml(telling.title(one, say))}</title>",
        f"<published>{_moment(min(event.created_at, event.updated_at))}</published>",
        f"<updated>{_moment(event.updated_at)}</updated>",
        f'<link rel="alternate" type="text/html" href="{page}"/>',
        *(
            f'<category term="{_xml(key)}" label="{_xml(themes.get(key, key))}"/>'
            for key in event.details.themes
        ),
    ]
    if one.sources:
        names = ", ".join(name for name, _ in one.sources)
        lines.append(f"<rights>{_xml(say('Source: {sources}', sources=names))}</rights>")
        lines += [
            f'<link rel="via" title="{_xml(name)}" href="{_xml(telling.uri(address))}"/>'
            for name, address in one.sources
            if telling.uri(address)
        ]
        told += f"<p>{escape(say('Source: {sources}', sources=names))}</p>"
    lines += [f'<content type="html">{_xml(told)}</content>', "</entry>\n"]
    return "\n".join(lines)


def _urn(name: str) -> str:
    """Atom wants an id that never changes (RFC 4287, 4.2.6): unlike a tag: address this one survives a new
    domain name, since it is derived from what the event is and not from where it stands."""
    return uuid5(NAMESPACE_URL, name).urn


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
