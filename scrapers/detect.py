"""Which form a source's bytes are in, from the bytes themselves before anything else is believed."""

import re

from domain.sources import SourceKind
from scrapers.problems import NotAnAgenda, Unreadable

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|div|article|section|ul|ol|table|main|p|script|li|h[1-6]|a|span)\b",
    re.IGNORECASE,
)
_TRIBE = re.compile(rb"\"(?:rest_url|utc_start_date|start_date_details|next_rest_url)\"")
# what PHP prints above an answer when its settings are those of a workbench
_BEHIND_NOTICES = re.compile(
    rb"(?:<br\s*/?>\s*)?<b>\s*(?:notice|warning|deprecated|strict standards)\b", re.IGNORECASE
)
_EMPTY_SEARCH = re.compile(rb"\{\s*\"result\"\s*:\s*(?:false|\[\s*\]|\{\s*\}).{0,60}\"facets\"", re.DOTALL)
_LINKED = re.compile(rb"\"@(?:context|type|graph)\"")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"RIFF", "RIFF"),
)


def detect(data: bytes, content_type: str | None = None) -> SourceKind:
    """The kind that `auto` reads; `HTML` stands for a page, whatever markup it turns out to hold.

    Raises `Unreadable` for nothing at all, `NotAnAgenda` for what is no text of a known kind.
    """
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise Unreadable("The source is empty.")
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise NotAnAgenda("This is a {name} file, not an agenda.", name=name)
    if head[:1] == b"\x00" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = (
            data[:8192].decode("utf-16", "ignore").encode()
            if data[:2] in (b"\xff\xfe", b"\xfe\xff")
            else head
        )
    if re.match(
        rb"BEGIN\s*:\s*V(?:CALENDAR|EVENT)", head, re.IGNORECASE
    ) or b"\nBEGIN:VCALENDAR" in head.replace(b"\r", b"\n"):
        return SourceKind.ICAL
    declared = (content_type or "").partition(";")[0].strip().lower()
    if head[:1] in (b"{", b"["):
        if _TRIBE.search(data):
            return SourceKind.TRIBE
        if (b'"date_time"' in data and b'"time_start"' in data) or _EMPTY_SEARCH.match(head):
            return SourceKind.RADAR
        if _LINKED.search(data) or declared == "application/ld+json":
            return SourceKind.JSONLD
        if head[:1] == b"{" or b'"' in head:
            raise NotAnAgenda("This is JSON, but not in a form of agenda that is known here.")
    if _BEHIND_NOTICES.match(head) and _TRIBE.search(data):
        return SourceKind.TRIBE
    if _FEED.search(head) and not re.search(rb"<html\b", head, re.IGNORECASE):
        return SourceKind.FEED
    if declared == "text/calendar" and b"BEGIN:VEVENT" in data:
        return SourceKind.ICAL
    if _HTML.search(data[:200_000]):
        return SourceKind.HTML
    if b"BEGIN:VEVENT" in data:
        return SourceKind.ICAL
    if head.startswith(b"<"):
        return SourceKind.FEED if declared.endswith(("rss+xml", "atom+xml")) else SourceKind.HTML
    raise NotAnAgenda("This is not a page, feed or calendar, so there are no events to read in it.")
