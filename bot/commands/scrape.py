"""`sektor scrape`: read agendas by hand and show what is in them.

Kept free of the bot's own imports, so that reading one file starts quickly.
"""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import typer

from bot.clock import SystemClock
from domain.sources import Reading, SourceEvent, SourceKind
from scrapers.parsing import Job
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable

if TYPE_CHECKING:
    from scrapers.fetch import Fetcher, FetchSettings
    from scrapers.worker import Parser

READ, UNREADABLE, USAGE, NO_AGENDA = 0, 1, 2, 3
DEFAULT_DAYS = 400
DEFAULT_ZONE = "Europe/Amsterdam"
_KINDS = ("auto", *(kind.value for kind in SourceKind))


def scrape(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="FILE_OR_URL...", help="Files or links to read.", show_default=False),
    ],
    kind: Annotated[str, typer.Option(help=f"How to read it: {', '.join(_KINDS)}.")] = "auto",
    from_day: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day to show; today by default.")
    ] = None,
    to_day: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", help=f"Last day to show; {DEFAULT_DAYS} days after the first by default."
        ),
    ] = None,
    tz: Annotated[
        str, typer.Option(metavar="ZONE", help="Time zone of times that name none.")
    ] = DEFAULT_ZONE,
    now: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of reading; today by default.")
    ] = None,
    selectors: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="Where a page keeps its events; see docs/scraping.md."),
    ] = None,
    published_is_start: Annotated[
        bool, typer.Option("--published-is-start", help="A feed's dates of publication are the events'.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(help="Settings whose [scrape] contact and allow hold; config.toml when it is there."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per line per occurrence.")] = False,
) -> None:
    """Read agendas (iCalendar, schema.org, feeds, web pages) and show their events.

    Exit code 0: read, also when there was nothing in it (the reason is on stderr). 1: could not be read or
    fetched. 2: wrong usage. 3: it is no agenda.
    """
    asked = _asked(kind, tz, now, from_day, to_day)
    asked = replace(asked, published_is_start=published_is_start)
    if selectors is not None:
        asked = _as_site(asked, selectors)
    if config is not None and not config.exists():
        _refuse(f"There is no file at {config}; leave --config out, or name one.")
    show = _Shown(len(targets), asked, as_lines=json)
    if any("://" in target for target in targets):
        asyncio.run(_read_all(targets, asked, _fetch_settings(config or Path("config.toml")), show))
    else:
        from scrapers.worker import read_apart

        for target in targets:
            show.begins(target)
            try:
                show.read(target, read_apart(_of_file(asked, target)))
            except SourceProblem as problem:
                show.failed(target, problem)
    raise typer.Exit(show.worst)


class _Shown:
    """Shows each reading as it comes, and remembers the worst exit code."""

    def __init__(self, sources: int, asked: Job, *, as_lines: bool) -> None:
        self.worst = READ
        self._sources = sources
        self._begun = 0
        self._asked = asked
        self._as_lines = as_lines

    def begins(self, target: str) -> None:
        self._begun += 1
        if self._sources > 1:
            _tell(f"[{self._begun}/{self._sources}] {target}")

    def failed(self, target: str, problem: SourceProblem) -> None:
        _tell(f"{target}: {problem}" if self._sources > 1 else str(problem))
        self.worst = max(self.worst, NO_AGENDA if isinstance(problem, NotAnAgenda) else UNREADABLE)

    def read(self, target: str, reading: Reading) -> None:
        for note in reading.warnings:
            _tell(str(note))
        if self._sources > 1 or not self._as_lines:
            kinds = ", ".join(kind.value for kind in reading.kinds) or "auto"
            _tell(f"    {reading.name or target}: events: {len(reading.events)}, read as {kinds}")
        if self._as_lines:
            _print_lines(reading.events)
            return
        _print_table(reading, target, ZoneInfo(self._asked.zone))
        if reading.proposed and self._sources == 1:
            _tell("Found in the page's words. To read it so for good, give --selectors a file with:")
            for name, css in reading.proposed.as_dict().items():
                _tell(f"    {name} = {orjson.dumps(css).decode()}")


def as_json(event: SourceEvent) -> dict[str, Any]:
    """The contract of `--json`: every key always present, None for what the source does not say."""
    return {
        "title": event.title,
        "start": _written(event.start),
        "end": _written(event.end),
        "all_day": event.all_day,
        "timezone": event.timezone,
        "status": event.status.value,
        "location": {
            "name": event.location.name,
            "address": event.location.address,
            "city": event.location.city,
        },
        "url": event.url,
        "description": event.description,
        "image": event.image,
        "price": event.price,
        "organizer": event.organizer,
        "external_id": event.external_id,
        "recurrence_id": event.recurrence_id,
        "categories": list(event.categories),
        "source_kind": event.source_kind.value,
    }


async def _read_all(targets: list[str], asked: Job, settings: "FetchSettings", show: _Shown) -> None:
    """One session for all, so that a site with several agendas is asked one thing at a time."""
    from scrapers.fetch import Fetcher
    from scrapers.worker import Parser

    async with Fetcher(settings) as fetcher, Parser() as parser:
        for target in targets:
            show.begins(target)
            try:
                if "://" in target:
                    show.read(target, await _read_link(target, asked, fetcher, parser))
                else:
                    show.read(target, await parser.parse(_of_file(asked, target)))
            except SourceProblem as problem:
                show.failed(target, problem)


async def _read_link(target: str, asked: Job, fetcher: "Fetcher", parser: "Parser") -> Reading:
    from scrapers.reading import SourceReading, read_source

    answer = await read_source(
        target,
        kind=asked.kind,
        window=asked.window,
        zone=ZoneInfo(asked.zone),
        today=asked.today,
        zone_is_sure=asked.zone_is_sure,
        selectors=asked.selectors,
        published_is_start=asked.published_is_start,
        fetcher=fetcher,
        parse=parser.parse,
    )
    if not isinstance(answer, SourceReading):
        raise Unreadable("The site says that nothing changed, without having been asked.")
    return answer.reading


def _of_file(asked: Job, target: str) -> Job:
    from scrapers.files import read_file

    return replace(asked, data=read_file(Path(target)))


def _as_site(asked: Job, path: Path) -> Job:
    """The job with what a site's configuration says about reading it."""
    from domain.refusal import Refusal
    from scrapers.sites import load

    try:
        site = load(path)
    except Refusal as mistake:
        _refuse(str(mistake))
    return replace(
        asked,
        selectors=site.selectors,
        kind=asked.kind or site.kind,
        published_is_start=asked.published_is_start or site.published_is_start,
    )


def _fetch_settings(path: Path) -> "FetchSettings":
    from bot.config import ConfigProblem, load
    from scrapers.addresses import named
    from scrapers.fetch import FetchSettings

    try:
        settings = load(path).scrape
        return FetchSettings(contact=settings.contact or None, allow=named(settings.allow))
    except (ConfigProblem, ValueError) as problem:
        _refuse(str(problem))


def _asked(kind: str, tz: str | None, now: str | None, from_day: str | None, to_day: str | None) -> Job:
    """The options as a job that still lacks its bytes."""
    if kind not in _KINDS:
        _refuse(f"--kind is one of {', '.join(_KINDS)}.")
    try:
        zone = ZoneInfo(tz or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _refuse(f"--tz {tz} is not a time zone; Europe/Amsterdam is one.")
    today = _day("--now", now) or SystemClock().now().astimezone(zone).date()
    first = _day("--from", from_day) or today
    last = _day("--to", to_day) or first + timedelta(days=DEFAULT_DAYS)
    if last < first:
        _refuse("--to is before --from.")
    wanted = None if kind == "auto" else SourceKind(kind)
    return Job(b"", (first, last), zone.key, today, wanted, zone_is_sure=tz is not None)


def _day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        _refuse(f"{option} {value} is not a date; write it as 2026-03-14.")


def _written(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None


def _print_lines(events: Iterable[SourceEvent]) -> None:
    for event in events:
        sys.stdout.buffer.write(orjson.dumps(as_json(event)) + b"\n")
    sys.stdout.buffer.flush()


def _print_table(reading: Reading, target: str, zone: ZoneInfo) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("When", "What", "Where", "Status", title=escape(f"{target}: {len(reading.events)}"))
    for event in reading.events:
        start = event.start
        when = (
            f"{start.astimezone(zone):%a %d %b %Y %H:%M}"
            if isinstance(start, datetime)
            else f"{start:%a %d %b %Y}"
        )
        where = ", ".join(filter(None, (event.location.name, event.location.city)))
        state = "" if event.status.value == "scheduled" else event.status.value.replace("_", " ")
        table.add_row(when, escape(event.title), escape(where), state)
    Console().print(table)


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence.encode("utf-8", "replace").decode() + "\n")


def _refuse(sentence: str) -> NoReturn:
    _tell(sentence)
    raise typer.Exit(USAGE)


def main() -> None:
    """`python -m bot.commands.scrape`: this command by itself."""
    typer.run(scrape)


if __name__ == "__main__":
    main()
