"""One source's bytes -> one reading, by whichever parser fits: what runs inside the worker process."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.selectors import Selectors
from domain.sources import Note, Reading, SourceEvent, SourceKind, identified, overlaps
from scrapers import detect, merge, naming, shown_dates, visible
from scrapers.page import Page
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable

MAX_EVENTS = 20_000
_PageParser = Callable[[Page, "Job"], Reading]


@dataclass(frozen=True, slots=True)
class Job:
    """What to read and how: `kind` None finds out by itself; `window` is its first and last day.

    `zone` is for times that name none; dates without a year are resolved against `today`. `zone_is_sure`
    says that somebody chose the zone for this source: only then can it speak against a page's own offsets.
    `selectors` say where a page keeps its events, `published_is_start` that a feed's dates of publication
    are those of the events.
    """

    data: bytes
    window: tuple[date, date]
    zone: str
    today: date
    kind: SourceKind | None = None
    url: str | None = None
    content_type: str | None = None
    zone_is_sure: bool = True
    selectors: Selectors | None = None
    published_is_start: bool = False


def read(job: Job) -> Reading:
    """Parse, and keep what touches the window. Raises `NotAnAgenda` or `Unreadable`, nothing else."""
    try:
        return _finished(_parsed(job), job.window)
    except SourceProblem:
        raise
    except (MemoryError, RecursionError) as error:
        raise Unreadable(
            "The source is built in such a way that reading it takes too much memory."
        ) from error
    except Exception as error:
        raise Unreadable(
            "The source could not be read: its content is broken in a way that is new to us."
        ) from error


def _parsed(job: Job) -> Reading:
    found = detect.detect(job.data, job.content_type)
    kind = job.kind or found
    zone = ZoneInfo(job.zone)
    if kind is SourceKind.ICAL:
        from scrapers.sources import ical

        return ical.parse(job.data, window=job.window, zone=zone, base=job.url)
    if kind is SourceKind.TRIBE:
        from scrapers.sources import tribe

        return tribe.parse(job.data, zone=zone, base=job.url)
    if kind is SourceKind.RADAR:
        from scrapers.sources import radar

        return radar.parse(job.data, zone=zone, base=job.url)
    if kind is SourceKind.FEED:
        from scrapers.sources import feed

        return feed.parse(
            job.data,
            zone=zone,
            base=job.url,
            content_type=job.content_type,
            published_is_start=job.published_is_start,
        )
    if kind is SourceKind.JSONLD and found is SourceKind.JSONLD:
        from scrapers.sources import jsonld

        return jsonld.parse_document(job.data, window=job.window, zone=zone, base=job.url)
    if found in (SourceKind.ICAL, SourceKind.FEED, SourceKind.TRIBE, SourceKind.RADAR):
        raise NotAnAgenda("This is not a web page, so it cannot be read as {kind}.", kind=kind.value)
    return _of_page(job, kind)


def _of_page(job: Job, kind: SourceKind) -> Reading:
    page = Page(job.data, job.url, _charset(job.content_type))
    reading = _as_asked(page, job, kind)
    return replace(reading, name=reading.name or naming.page(page))


def _as_asked(page: Page, job: Job, kind: SourceKind) -> Reading:
    if job.selectors and kind is SourceKind.HTML:
        return _selected(page, job, job.selectors)
    if kind is SourceKind.JSONLD:
        return _checked(_jsonld(page, job), page, job)
    if kind is SourceKind.MICRODATA:
        return _checked(_microdata(page, job), page, job)
    if job.kind is SourceKind.HTML:
        return _words(page, job)
    try:
        return replace(_page(page, job), alternates=tuple(page.alternates()))
    except NotAnAgenda as problem:
        problem.alternates = tuple(page.alternates())
        problem.about = page.about
        raise


def _page(page: Page, job: Job) -> Reading:
    """Everything a page says about its events in forms for machines, each event once; else its words."""
    readings: list[Reading] = []
    refused: SourceProblem | None = None
    for parser in (_jsonld, _microdata, _microformats):
        try:
            readings.append(parser(page, job))
        except NotAnAgenda:
            continue
        except Unreadable as problem:
            refused = problem
    if filled := [list(reading.events) for reading in readings if reading.events]:
        # each form has every event once already
        events = merge.across(filled) if len(filled) > 1 else merge.without_bare_days(filled[0])
        return _checked(_joined(events, readings), page, job)
    try:
        readings.append(_words(page, job))
    except NotAnAgenda:
        if not readings:
            if refused:
                raise refused from None
            raise NotAnAgenda(
                "No events were found on this page. Is it the page that lists them, and does it show dates?"
            ) from None
    return _joined([event for reading in readings for event in reading.events], readings)


def _checked(reading: Reading, page: Page, job: Job) -> Reading:
    """The markup's events, with the days and hours that the page shows where they contradict each other."""
    zone = ZoneInfo(job.zone)
    reading = replace(reading, events=tuple(visible.called_off(list(reading.events), page)))
    moved = shown_dates.in_place_of_old(list(reading.events), page, today=job.today, zone=zone)
    if moved:
        old, event = moved
        note = Note(
            "The page's markup says {marked} where the page shows {shown}; what it shows was kept.",
            marked=_first_day(old),
            shown=_first_day(event),
        )
        return replace(reading, events=(event,), warnings=(*reading.warnings, note))
    if not job.zone_is_sure:
        return reading
    events, changed = visible.local_times(list(reading.events), page, zone)
    if not changed:
        return reading
    note = Note("The page's markup is wrong about the time zone; the hours that the page shows were kept.")
    return replace(reading, events=tuple(events), warnings=(*reading.warnings, note))


def _joined(events: Iterable[SourceEvent], readings: list[Reading]) -> Reading:
    return Reading(
        tuple(events),
        tuple(dict.fromkeys(note for reading in readings for note in reading.warnings)),
        complete=all(reading.complete for reading in readings),
        kinds=tuple(dict.fromkeys(kind for reading in readings if reading.events for kind in reading.kinds)),
        proposed=next((reading.proposed for reading in readings if reading.proposed), None),
    )


def _jsonld(page: Page, job: Job) -> Reading:
    from scrapers.sources import jsonld

    return jsonld.parse(page, window=job.window, zone=ZoneInfo(job.zone), today=job.today)


def _microdata(page: Page, job: Job) -> Reading:
    from scrapers.sources import microdata

    return microdata.parse(page, window=job.window, zone=ZoneInfo(job.zone), today=job.today)


def _microformats(page: Page, job: Job) -> Reading:
    from scrapers.sources import microformats

    return microformats.parse(page, zone=ZoneInfo(job.zone), today=job.today)


def _words(page: Page, job: Job) -> Reading:
    from scrapers import proposing
    from scrapers.sources import words

    zone = ZoneInfo(job.zone)
    shown = words.listing(page, zone=zone, today=job.today)
    if shown is None:
        return words.only_event(page, zone=zone, today=job.today)
    found = proposing.for_listing(shown, page, zone=zone, today=job.today)
    proposed = found.selectors if found and not found.warnings else None
    return Reading(shown.events, kinds=(SourceKind.HTML,), proposed=proposed)


def _selected(page: Page, job: Job, selectors: Selectors) -> Reading:
    from scrapers.sources import selected

    return selected.parse(page, selectors, zone=ZoneInfo(job.zone), today=job.today)


def _charset(content_type: str | None) -> str | None:
    _, _, name = (content_type or "").partition("charset=")
    return name.strip("\"' ;") or None


def _finished(reading: Reading, window: tuple[date, date]) -> Reading:
    events = identified(tuple(_whole_days(event) for event in reading.events[:MAX_EVENTS]))
    inside = sorted((event for event in events if overlaps(event, *window)), key=_order)
    warnings = reading.warnings
    if events and not inside:
        warnings += (
            Note(
                "None of the events in it ({count}) is between {first} and {last}.",
                count=len(events),
                first=window[0],
                last=window[1],
            ),
        )
    elif not events and not warnings:
        warnings = (
            Note("There are no events in it between {first} and {last}.", first=window[0], last=window[1]),
        )
    return replace(reading, events=tuple(inside), warnings=warnings)


def _whole_days(event: SourceEvent) -> SourceEvent:
    """From midnight up to the last minute of a day is how software without all-day events writes them."""
    start, end = event.start, event.end
    if (
        not isinstance(start, datetime)
        or not isinstance(end, datetime)
        or (start.hour, start.minute) != (0, 0)
    ):
        return event
    if (end.hour, end.minute) == (23, 59) and end.date() >= start.date():
        return replace(
            event, start=start.date(), end=end.date() + timedelta(days=1), all_day=True, timezone=None
        )
    return event


def _first_day(event: SourceEvent) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _order(event: SourceEvent) -> tuple[datetime, str]:
    start = event.start
    return (
        start if isinstance(start, datetime) else datetime.combine(start, time(), tzinfo=UTC)
    ), event.title
