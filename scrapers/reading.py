"""Fetch, find out what it is, parse: one reading of one source, for the command line and the bot alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from domain.selectors import Selectors
from domain.sources import Note, Reading, SourceKind, event_key
from scrapers.fetch import Fetched, Fetcher, NotModified
from scrapers.parsing import Job
from scrapers.problems import NotAnAgenda, SourceProblem

Parse = Callable[[Job], Awaitable[Reading]]
_MAX_PAGES = 20
_MAX_ALTERNATES = 2


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source gave, where it was really found, and what makes asking again cheap."""

    reading: Reading
    url: str
    etag: str | None = None
    last_modified: str | None = None


async def read_source(
    target: str,
    *,
    kind: SourceKind | None,
    window: tuple[date, date],
    zone: ZoneInfo,
    today: date,
    fetcher: Fetcher,
    parse: Parse,
    zone_is_sure: bool = True,
    selectors: Selectors | None = None,
    published_is_start: bool = False,
    whole: bool = True,
    etag: str | None = None,
    last_modified: str | None = None,
) -> SourceReading | NotModified:
    """Read the source at a link; `kind` None finds the best form by itself, also beside the page.

    `parse` is usually `Parser.parse`; `zone_is_sure`, `selectors` and `published_is_start` as in `Job`: with
    selectors the page itself is read, whatever it offers beside itself; without `whole` nothing but this one
    page is. Raises `FetchProblem`, `NotAnAgenda` or `Unreadable`.
    """
    fetched = await fetcher.fetch(target, etag=etag, last_modified=last_modified)
    if isinstance(fetched, NotModified):
        return fetched

    def job(answer: Fetched) -> Job:
        return Job(
            answer.body,
            window,
            zone.key,
            today,
            kind,
            answer.url,
            answer.content_type,
            zone_is_sure,
            selectors,
            published_is_start,
        )

    look_around = kind is None and selectors is None and whole

    try:
        reading = await parse(job(fetched))
    except NotAnAgenda as problem:
        better = await _alternate(problem.alternates, 1, job, fetcher, parse) if look_around else None
        if better is None:
            raise
        return better
    if look_around and _leads_further(reading):
        better = await _alternate(reading.alternates, max(1, len(reading.events)), job, fetcher, parse)
        if better is not None:
            named = replace(better.reading, name=better.reading.name or reading.name)
            return replace(better, reading=named)
    if whole:
        reading = await _all_pages(reading, fetched.url, job, fetcher, parse)
    return SourceReading(reading, fetched.url, fetched.etag, fetched.last_modified)


def _leads_further(reading: Reading) -> bool:
    """A page about one event is what was asked for; a list may stand more completely beside the page."""
    marked_up = {SourceKind.JSONLD, SourceKind.MICRODATA} & set(reading.kinds)
    return bool(reading.alternates) and not (marked_up and len(reading.events) == 1)


async def _alternate(
    links: tuple[str, ...], at_least: int, job: Callable[[Fetched], Job], fetcher: Fetcher, parse: Parse
) -> SourceReading | None:
    """The first alternate that reads well and holds at least so many events; its failures do not matter."""
    for link in links[:_MAX_ALTERNATES]:
        try:
            fetched = await fetcher.fetch(link)
            if isinstance(fetched, NotModified):
                continue
            reading = await parse(job(fetched))
        except SourceProblem:
            continue
        if not reading.complete:
            continue
        reading = await _all_pages(reading, fetched.url, job, fetcher, parse)
        if len(reading.events) >= at_least:
            note = Note("The page offers its agenda at {url}, which was read instead.", url=fetched.url)
            reading = replace(reading, warnings=(note, *reading.warnings))
            return SourceReading(reading, fetched.url, fetched.etag, fetched.last_modified)
    return None


async def _all_pages(
    reading: Reading, url: str, job: Callable[[Fetched], Job], fetcher: Fetcher, parse: Parse
) -> Reading:
    """Follow a list over its pages on the same site, until one leads nowhere new."""
    events = list(reading.events)
    known = {event_key(event) for event in events}
    warnings, following, pages = reading.warnings, reading.next_page, 1
    seen = {url}
    while following and urlsplit(following).hostname == urlsplit(url).hostname and pages < _MAX_PAGES:
        if following in seen:
            following = None
            break
        seen.add(following)
        try:
            fetched = await fetcher.fetch(following)
            if isinstance(fetched, NotModified):
                break
            more = await parse(job(fetched))
        except SourceProblem as problem:
            notes = (
                Note("Page {number} of the list could not be read.", number=pages + 1),
                Note(problem.message_id, **problem.params),
            )
            return replace(reading, events=tuple(events), warnings=(*warnings, *notes), complete=False)
        new = [event for event in more.events if event_key(event) not in known]
        events.extend(new)
        known.update(map(event_key, new))
        if more.events:
            warnings = (*warnings, *(note for note in more.warnings if note not in warnings))
        following, pages = more.next_page, pages + 1
    return replace(
        reading,
        events=tuple(events),
        warnings=warnings,
        complete=reading.complete and not following,
        next_page=following,
    )
