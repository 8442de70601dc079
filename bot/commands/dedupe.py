"""`sektor dedupe`: find in a file of events those that are one event told twice.

What it needs is imported when it runs, since every other command carries this module too.
"""

import gc
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import typer

if TYPE_CHECKING:
    from domain.matching import Candidate, Cluster, Link, Places

READ, BAD_LINES, USAGE = 0, 1, 2
DEFAULT_ZONE = "Europe/Amsterdam"


def dedupe(
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl", help="One event as JSON per line; - for standard input.")
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object per line per cluster.")] = False,
    tz: Annotated[
        str, typer.Option(metavar="ZONE", help="The clock by which days are told apart.")
    ] = DEFAULT_ZONE,
) -> None:
    """Find events that are told twice in a file, and say why.

    Each line has the keys that `sektor scrape --json` prints, and `source` and `id`; `performers` (a list
    of names) may be there too. Clear duplicates share a cluster; `doubts` are pairs that a person should look
    at.

    Exit code 0: read. 1: some lines could not be read (they are named on stderr, the others are dealt with).
    2: wrong usage.
    """
    try:
        zone = ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _refuse(f"--tz {tz} is not a time zone; Europe/Amsterdam is one.")
    # all that is built is kept until the end: looking for rubbish would only cost a third of the time
    gc.disable()
    try:
        entries, found, bad = _read_and_match(file, zone)
    finally:
        gc.enable()
    if json:
        _print_lines(found, entries)
    else:
        _print_text(found, entries)
    raise typer.Exit(BAD_LINES if bad else READ)


def _read_and_match(file: str, zone: tzinfo) -> tuple[dict[tuple[str, str], "Entry"], list["Cluster"], int]:
    """The lines by the name of their candidate, the clusters, and how many lines were bad."""
    from domain.matching import cluster

    entries: dict[tuple[str, str], Entry] = {}
    seen: Counter[tuple[str, str]] = Counter()
    bad = 0
    places = known_places()
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            entry = _entry(line, zone, places, seen)
        except BadLineError as problem:
            _tell(f"Line {number}: {problem}")
            bad += 1
        else:
            entries[entry.candidate.name] = entry
    return entries, cluster(entry.candidate for entry in entries.values()), bad


class BadLineError(ValueError):
    """One sentence on why a line is no event."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the file: what it is compared by, and how it is shown."""

    candidate: "Candidate"
    source: str
    id: str
    title: str
    start: str


def known_places() -> "Places":
    """The venues that a new community starts with."""
    from bot.defaults import VENUES
    from domain.matching import Places
    from domain.venues import Venue

    return Places(
        Venue(number, **{**venue, "aliases": tuple(venue["aliases"])})
        for number, venue in enumerate(VENUES, 1)
    )


def read_event(event: Any, zone: tzinfo, places: "Places", *, name: str | None = None) -> "Candidate":
    """A decoded line as a candidate. Raises BadLineError."""
    from domain.matching import candidate
    from domain.sources import SourcePlace

    if not isinstance(event, dict):
        raise BadLineError("this is not a JSON object.")
    location = event.get("location")
    if not isinstance(location, dict):
        location = {"name": location}
    performers = event.get("performers")
    return candidate(
        source=_text(event, "source", required=True),
        id=name or _identity(event),
        title=_text(event, "title", required=True),
        start=_moment(event, "start", zone),
        end=_moment(event, "end", zone) if event.get("end") else None,
        zone=zone,
        places=places,
        location=SourcePlace(*(_text(location, key) or None for key in ("name", "address", "city"))),
        url=_text(event, "url"),
        performers=[name for name in performers if isinstance(name, str)]
        if isinstance(performers, list)
        else (),
        organizer=_text(event, "organizer"),
    )


def _entry(line: bytes, zone: tzinfo, places: "Places", seen: Counter[tuple[str, str]]) -> Entry:
    try:
        event = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise BadLineError("this is not JSON.") from problem
    if not isinstance(event, dict):
        raise BadLineError("this is not a JSON object.")
    source, identity = _text(event, "source", required=True), _identity(event)
    # the occurrences of a series may share an id
    times = seen[source, identity]
    shown = read_event(event, zone, places, name=f"{identity}\x1f{times}" if times else identity)
    seen[source, identity] += 1
    return Entry(shown, source, identity, _text(event, "title"), str(event["start"]))


def _identity(event: dict[str, Any]) -> str:
    value = event.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(event, "id", required=True)


def _text(event: dict[str, Any], key: str, *, required: bool = False) -> str:
    value = event.get(key)
    if value is None or value == "":
        if required:
            raise BadLineError(f"“{key}” is missing.")
        return ""
    if not isinstance(value, str):
        raise BadLineError(f"“{key}” is not a text.")
    return value


def _moment(event: dict[str, Any], key: str, zone: tzinfo) -> datetime | date:
    text = _text(event, key, required=True).strip()
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadLineError(
            f"“{key}” is not a date or time; write it as 2026-03-14 or 2026-03-14T20:00:00+01:00."
        ) from None
    if event.get("all_day") is True:
        return moment.date()
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _lines(file: str) -> Iterator[bytes]:
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield from opened
    except OSError as problem:
        _refuse(f"{file} could not be read: {problem.strerror or problem}.")


def _print_lines(found: "Iterable[Cluster]", entries: dict[tuple[str, str], Entry]) -> None:
    for one in found:
        shown = {
            "members": [_member(event, entries) for event in one.members],
            "links": [_link(link, entries) for link in one.links],
            "doubts": [_link(link, entries) for link in one.doubts],
        }
        sys.stdout.buffer.write(orjson.dumps(shown) + b"\n")
    sys.stdout.buffer.flush()


def _member(event: "Candidate", entries: dict[tuple[str, str], Entry]) -> dict[str, str]:
    entry = entries[event.name]
    return {"source": entry.source, "id": entry.id}


def _link(link: "Link", entries: dict[tuple[str, str], Entry]) -> dict[str, Any]:
    return {
        "a": _member(link.one, entries),
        "b": _member(link.other, entries),
        "verdict": link.verdict.value,
        "score": link.match.total,
        "fields": {field.field: field.points for field in link.match.fields},
        "reasons": {field.field: str(field.note) for field in link.match.fields},
    }


def _print_text(found: "list[Cluster]", entries: dict[tuple[str, str], Entry]) -> None:
    several = [one for one in found if len(one.members) > 1]
    doubts = [link for one in found for link in (*one.links, *one.doubts) if link.verdict.value == "doubtful"]
    for one in several:
        _say(f"The same event, told {len(one.members)} times:")
        for event in one.members:
            _say(f"  {_described(event, entries)}")
        for link in one.links:
            _say(f"    {_explained(link, entries)}")
    for link in doubts:
        _say("Perhaps the same:")
        _say(f"  {_described(link.one, entries)}")
        _say(f"  {_described(link.other, entries)}")
        _say(f"    {_explained(link, entries)}")
    _say(
        f"Events read: {len(entries)}. Events in all: {len(found)}. "
        f"Told more than once: {len(several)}. In doubt: {len(doubts)}."
    )


def _described(event: "Candidate", entries: dict[tuple[str, str], Entry]) -> str:
    entry = entries[event.name]
    return " ".join(f"{entry.start}  {entry.title}  ({entry.source}, {entry.id})".split("\n"))


def _explained(link: "Link", entries: dict[tuple[str, str], Entry]) -> str:
    reasons = "; ".join(f"{field.note} ({field.points:+})" for field in link.match.fields)
    ids = " and ".join(entries[event.name].id for event in (link.one, link.other))
    return f"{ids}: {link.match.total} points: {reasons}"


def _say(sentence: str) -> None:
    # what a file says never steers the terminal
    visible = "".join(c if c.isprintable() else " " for c in sentence)
    sys.stdout.buffer.write(visible.encode("utf-8", "replace") + b"\n")


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence.encode("utf-8", "replace").decode() + "\n")


def _refuse(sentence: str) -> NoReturn:
    _tell(sentence)
    raise typer.Exit(USAGE)


def main() -> None:
    """`python -m bot.commands.dedupe`: this command by itself."""
    typer.run(dedupe)


if __name__ == "__main__":
    main()
