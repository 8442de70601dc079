"""RSS and Atom with dates of events in them: bytes in, events out.

When a post was published says nothing about when the event is; only a field that names the event's date
counts, or a publication date that the feed's maker is known to use as the start.
"""

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import moments, naming, status, text, title_dates, worded_dates, zones
from scrapers.problems import NotAnAgenda, Unreadable

_DAY = timedelta(days=1)
_MAX = 2000
# the letters of an element's name without its prefix: what means a start, an end, an hour, a place
_START = re.compile(
    r"(?:startdate|datestart|startdatetime|dtstart|datedebut|datefrom|eventdate|eventstart|startson|begindate|datebegin"
    r"|fecha(?:de)?inicio|data(?:di)?inizio|datainicio|startdatum|begindatum|datumvan|whenstarttime|date(?:de)?debut"
    r"|anfangsdatum|startzeit)\Z"
)
_END = re.compile(
    r"(?:enddate|dateend|enddatetime|dtend|datefin|dateto|eventend|endson|fecha(?:de)?fin(?:al)?|data(?:di)?fine|datafim"
    r"|einddatum|enddatum|datumtot|whenendtime|endzeit)\Z"
)
_FROM_HOUR = re.compile(
    r"(?:hourfrom|starthour|starttime|timestart|heure(?:de)?debut|eventtime|begintime|tijdvan)\Z"
)
_TO_HOUR = re.compile(r"(?:hourto|endhour|endtime|timeend|heure(?:de)?fin|eindtijd|tijdtot)\Z")
_PLACE = re.compile(
    r"(?:location|venue|place|lieu|lugar|luogo|locatie|locationname|venuename|wherevaluestring)\Z"
)
_CITY = re.compile(r"(?:city|ville|ciudad|plaats|town|locality)\Z")
_ADDRESS = re.compile(r"(?:address|adresse|direccion|adres)\Z")
_ORGANIZER = re.compile(r"(?:organi[sz]er|organisateur|organisator)\Z")
_PRICE = re.compile(r"(?:cost|price|prix|tarif|prijs)\Z")
_MACHINE = re.compile(r"\b(?:content|datetime)=[\"'](\d{4}-\d\d-\d\dT\d\d:\d\d[^\"']{0,12})[\"']")
_IMAGE = re.compile(r"<img\b[^>]{0,500}?\bsrc=[\"']([^\"']{5,1000})[\"']", re.IGNORECASE)
_CLUTTER = re.compile(r"[ \u00a0]+")
_TRIBE = re.compile(r"post_type=tribe_events|/tribe_events/")


def parse(
    data: bytes,
    *,
    zone: ZoneInfo,
    base: str | None = None,
    content_type: str | None = None,
    published_is_start: bool = False,
) -> Reading:
    """The dated items of a feed; undated ones cost one warning together.

    `published_is_start` is the setting of a source that puts the event's start into pubDate. The Events
    Calendar does so by itself, and so does a feed whose items are "published" after it was built.
    Raises `NotAnAgenda` for what is no feed.
    """
    try:
        # a stream, since feedparser takes bytes for a file's name first
        feed = feedparser.parse(
            io.BytesIO(data.replace(b"\x00", b"")),
            response_headers={
                "content-type": content_type or "application/xml",
                "content-location": base or "",
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # it lets through what its parts raise on bytes they did not expect
        raise Unreadable("This feed is too broken to read.") from error
    entries = feed.entries[:_MAX]
    if not feed.version and not entries:
        if feed.bozo:
            raise Unreadable("This feed is too broken to read.")
        raise NotAnAgenda("This is not an RSS or Atom feed.")
    if not entries:
        return Reading((), (Note("The feed is empty."),), kinds=(SourceKind.FEED,))
    channel = dict(feed.feed)  # its own `get` warns where it invents an "updated"
    built = _moment(channel.get("updated") or channel.get("published"), zone)
    starts_when_published = published_is_start or _published_ahead(entries, built, zone)
    found: list[SourceEvent] = []
    for entry in entries:
        event = _event(entry, zone, base or channel.get("link"), starts_when_published)
        if event:
            found.append(event)
    warnings: tuple[Note, ...] = ()
    if undated := len(entries) - len(found):
        warnings = (
            Note(
                "Items of the feed that do not say when something happens, left out: {count}.",
                count=undated,
            ),
        )
    return Reading(
        tuple(found), warnings, kinds=(SourceKind.FEED,), name=naming.calendar(channel.get("title"))
    )


def _published_ahead(entries: list[Any], built: datetime | None, zone: ZoneInfo) -> bool:
    """Nobody publishes after the feed was built: such dates are those of the events."""
    if built is None:
        return False
    dates = [moment for entry in entries if (moment := _moment(entry.get("published"), zone))]
    return bool(dates) and sum(moment > built + _DAY for moment in dates) * 2 > len(entries)


def _event(
    entry: Mapping[str, Any], zone: ZoneInfo, base: str | None, starts_when_published: bool
) -> SourceEvent | None:
    fields = _fields(entry)
    title = text.one_line(entry.get("title"), text.TITLE)
    if not title:
        return None
    markup = _markup(entry)
    start, end = _when(fields, zone)
    if start is None and (start := _by_title(title, zone)) is not None:
        title = title_dates.without_date(title)
    if start is None and (machine := _MACHINE.findall(markup[:100_000])):
        read = [moment.value for written in machine[:2] if (moment := moments.read(written, zone))]
        start, end = (read[0], read[1] if len(read) > 1 else None) if read else (None, None)
    published = _moment(entry.get("published"), zone)
    if start is None and not starts_when_published:
        start, title = _in_words(title, markup, published, zone)
    if start is None and (starts_when_published or _TRIBE.search(str(entry.get("id", "")))):
        start = published
        if published is not None and not (published.hour or published.minute):
            start = published.date()
    if start is None:
        return None
    announced, title = status.from_title(title)
    description = text.paragraphs(markup)
    begin, finish = _aligned(start, end)
    return SourceEvent(
        title=title,
        start=begin,
        end=finish,
        all_day=not isinstance(begin, datetime),
        timezone=zones.zone_name(begin.tzinfo) if isinstance(begin, datetime) else None,
        source_kind=SourceKind.FEED,
        status=announced or status.from_text(description) or SourceStatus.SCHEDULED,
        location=_place(fields),
        url=text.link(entry.get("link"), base),
        description=description,
        image=_image(entry, markup, base),
        price=_pick(fields, _PRICE, 100),
        organizer=_pick(fields, _ORGANIZER, 200),
        external_id=text.one_line(entry.get("id"), 500),
        categories=_categories(entry),
    )


def _fields(entry: Mapping[str, Any]) -> dict[str, str]:
    """Every plain element of the item, by the letters of its name; attributes as `elementattribute`."""
    fields: dict[str, str] = {}
    for key, value in entry.items():
        name = re.sub(r"[^a-z]", "", key.lower())
        if isinstance(value, str) and value.strip():
            fields.setdefault(name, value.strip())
        elif isinstance(value, Mapping):
            for inner, content in value.items():
                if isinstance(content, str) and content.strip():
                    fields.setdefault(name + re.sub(r"[^a-z]", "", str(inner).lower()), content.strip())
    return fields


def _find(fields: Mapping[str, str], names: re.Pattern[str]) -> str | None:
    """The element whose name ends so: in front stands whichever prefix the feed chose for the namespace."""
    return next((value for key, value in fields.items() if names.search(key)), None)


def _when(fields: Mapping[str, str], zone: ZoneInfo) -> tuple[datetime | date | None, datetime | date | None]:
    start = _read(_find(fields, _START) or fields.get("start") or fields.get("begin"), zone)
    if start is None:
        return None, None
    end = _read(_find(fields, _END) or fields.get("end"), zone)
    if not isinstance(start, datetime) and (clock := moments.clock(_find(fields, _FROM_HOUR) or "")):
        day = end if end is not None and not isinstance(end, datetime) else start
        start = datetime.combine(start, clock, tzinfo=zone)
        if closing := moments.clock(_find(fields, _TO_HOUR) or ""):
            end = datetime.combine(day, closing, tzinfo=zone)
            end = end if end > start else end + _DAY
    return start, end


def _read(written: str | None, zone: ZoneInfo) -> datetime | date | None:
    if not written:
        return None
    moment = moments.read(written, zone)
    if moment is None and written.isdigit() and len(written) in (10, 13):
        moment = moments.read(int(written), zone)
    return moment.value if moment else title_dates.read(written, zone)


def _moment(written: Any, zone: ZoneInfo) -> datetime | None:
    moment = moments.read(written, zone)
    value = moment.value if moment else worded_dates.read(written, zone)
    if value is None:
        return None
    return (
        value.astimezone(zone)
        if isinstance(value, datetime)
        else datetime(value.year, value.month, value.day, tzinfo=zone)
    )


def _by_title(title: str, zone: ZoneInfo) -> datetime | date | None:
    head = title_dates.leading(title)
    return title_dates.read(head, zone) if head else None


def _in_words(
    title: str, markup: str, published: datetime | None, zone: ZoneInfo
) -> tuple[datetime | date | None, str]:
    """(start, title) from a date behind the title, or at the head of the text with an hour or a label.

    Only what lies after the item's own publication announces something; else it is a report.
    """
    if behind := title_dates.trailing(title):
        start = worded_dates.read(behind, zone)
        if start is not None and _announced(start, published):
            return start, title[: title.rindex(behind)].rstrip(" ([|@,-–—")
    head = _CLUTTER.sub(" ", text.paragraphs(markup[:4000], 600) or "")
    for line in head.split("\n")[:4]:
        if found := title_dates.heading(line.strip()):
            start = worded_dates.read(found, zone)
            if start is not None and _announced(start, published):
                return start, title
    return None, title


def _announced(start: datetime | date, published: datetime | None) -> bool:
    if published is None:
        return True
    return start > published if isinstance(start, datetime) else start > published.date()


def _aligned(
    start: datetime | date, end: datetime | date | None
) -> tuple[datetime | date, datetime | date | None]:
    if isinstance(start, datetime):
        if end is not None and not isinstance(end, datetime):
            following = end + _DAY
            end = (
                datetime(following.year, following.month, following.day, tzinfo=start.tzinfo)
                if end > start.date()
                else None
            )
        return start, end if isinstance(end, datetime) and end >= start else None
    last = end.date() if isinstance(end, datetime) else end
    return start, last + _DAY if last is not None and last >= start else None


def _place(fields: Mapping[str, str]) -> SourcePlace:
    place = SourcePlace(_pick(fields, _PLACE), _pick(fields, _ADDRESS), _pick(fields, _CITY))
    return place if place != SourcePlace() else NOWHERE


def _pick(fields: Mapping[str, str], names: re.Pattern[str], limit: int = text.LINE) -> str | None:
    return text.one_line(_find(fields, names), limit)


def _markup(entry: Mapping[str, Any]) -> str:
    bodies = [
        str(content.get("value") or "")
        for content in entry.get("content") or []
        if isinstance(content, Mapping)
    ]
    return max([*bodies, str(entry.get("summary") or "")], key=len)


def _image(entry: Mapping[str, Any], markup: str, base: str | None) -> str | None:
    for one in (
        item for name in ("media_content", "media_thumbnail", "enclosures") for item in entry.get(name) or []
    ):
        kind = str(one.get("type") or one.get("medium") or "image") if isinstance(one, Mapping) else ""
        if kind.startswith("image") and (found := text.link(one.get("url") or one.get("href"), base)):
            return found
    image = entry.get("image")
    if isinstance(image, Mapping) and (found := text.link(image.get("href"), base)):
        return found
    inline = _IMAGE.search(markup[:20_000])
    return text.link(inline[1], base) if inline else None


def _categories(entry: Mapping[str, Any]) -> tuple[str, ...]:
    names = (
        text.one_line(tag.get("term"), 60) for tag in entry.get("tags") or [] if isinstance(tag, Mapping)
    )
    return tuple(dict.fromkeys(name for name in names if name))[:20]
