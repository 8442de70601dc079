"""`sektor scrape`: read agendas by hand and show what is in them.

Kept free of the bot's own imports, so that reading one file starts quickly.
"""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import typer

from domain.sources import Reading, SourceEvent, SourceKind
from scrapers.parsing import Job
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable

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
    json: Annotated[bool, typer.Option("--json", help="One JSON object per line per occurrence.")] = False,
) -> None:
    """Read agendas (iCalendar, schema.org, feeds, web pages) and show their events.

    Exit code 0: read, also when there was nothing in it (the reason is on stderr). 1: could not be read or
    fetched. 2: wrong usage. 3: it is no agenda.
    """
    asked = _asked(kind, tz, now, from_day, to_day)
    worst = READ
    for number, target in enumerate(targets, 1):
        if len(targets) > 1:
            _tell(f"[{number}/{len(targets)}] {target}")
        try:
            reading = _read(target, asked)
        except SourceProblem as problem:
            _tell(f"{target}: {problem}" if len(targets) > 1 else str(problem))
            worst = max(worst, NO_AGENDA if isinstance(problem, NotAnAgenda) else UNREADABLE)
            continue
        for note in reading.warnings:
            _tell(str(note))
        if reading.events and len(targets) > 1:
            kinds = ", ".join(kind.value for kind in reading.kinds)
            _tell(f"    events: {len(reading.events)}, read as {kinds}")
        if json:
            _print_lines(reading.events)
        else:
            _print_table(reading, target, ZoneInfo(asked.zone))
    raise typer.Exit(worst)


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


def _read(target: str, asked: Job) -> Reading:
    if "://" in target:
        return asyncio.run(_read_link(target, asked))
    from scrapers.files import read_file
    from scrapers.worker import read_apart

    return read_apart(replace(asked, data=read_file(Path(target))))


async def _read_link(target: str, asked: Job) -> Reading:
    from scrapers.fetch import Fetcher
    from scrapers.reading import SourceReading, read_source
    from scrapers.worker import Parser

    async with Fetcher() as fetcher, Parser() as parser:
        answer = await read_source(
            target,
            kind=asked.kind,
            window=asked.window,
            zone=ZoneInfo(asked.zone),
            today=asked.today,
            zone_is_sure=asked.zone_is_sure,
            fetcher=fetcher,
            parse=parser.parse,
        )
    if not isinstance(answer, SourceReading):
        raise Unreadable("The site says that nothing changed, without having been asked.")
    return answer.reading


def _asked(kind: str, tz: str | None, now: str | None, from_day: str | None, to_day: str | None) -> Job:
    """The options as a job that still lacks its bytes."""
    if kind not in _KINDS:
        _refuse(f"--kind is one of {', '.join(_KINDS)}.")
    try:
        zone = ZoneInfo(tz or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _refuse(f"--tz {tz} is not a time zone; Europe/Amsterdam is one.")
    today = _day("--now", now) or _clock().astimezone(zone).date()
    first = _day("--from", from_day) or today
    last = _day("--to", to_day) or first + timedelta(days=DEFAULT_DAYS)
    if last < first:
        _refuse("--to is before --from.")
    wanted = None if kind == "auto" else SourceKind(kind)
    return Job(b"", (first, last), zone.key, today, wanted, zone_is_sure=tz is not None)


def _clock() -> datetime:
    """The one place where this command asks for the time."""
    return datetime.now(UTC)


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
