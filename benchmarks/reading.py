"""How quickly each kind of agenda is read, side by side with the bare library on the same bytes.

    python -m benchmarks.reading [--events N] [--rounds N]

Ours is everything from bytes to finished events (found out what it is, parsed, cleaned, series followed
within 400 days, sorted); the library's is only its own call. The two take turns, round after round, so that
whatever the machine does strikes both alike; medians and ratios count, not the milliseconds. Real agendas
that were saved beside the checkout are measured too when they are there.

extruct is no dependency of ours. Without it its rows say so: `pip install extruct`.
"""

import argparse
import io
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import feedparser
import icalendar
import orjson
import recurring_ical_events
from lxml import html

from benchmarks.agendas import FORMS, TODAY, detail_page
from scrapers.parsing import Job, read
from scrapers.problems import SourceProblem

AS_LIBRARY: Final = 1.3
"""Our time at most, in that of the library, where one does the same work."""
QUICKER: Final = 1 / 20
"""Our time at most for JSON-LD, in that of extruct."""
REAL: Final = Path(__file__).resolve().parents[2] / "shared" / "real-agendas"
_AHEAD: Final = timedelta(days=400)
_WINDOW: Final = (TODAY, TODAY + _AHEAD)

Work = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Rival:
    """A library's call; `most` is what our time may be in its time, None for orientation only."""

    name: str
    work: Work | None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Input:
    kind: str
    name: str
    data: bytes
    window: tuple[date, date] = _WINDOW
    today: date = TODAY
    zone: str = "Europe/Amsterdam"

    def job(self) -> Job:
        return Job(self.data, self.window, self.zone, self.today)


@dataclass(frozen=True, slots=True)
class Measured:
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


def rivals(kind: str, window: tuple[date, date]) -> list[Rival]:
    """What a user of a library would call for this kind of input.

    A target is set beside the call that does what ours does: `extruct.extract(page)`, which looks for every
    syntax. Its json-ld alone is json.loads on what lxml finds, a raw tree of dicts; 1/20 of that is less than
    decoding the page takes, so that row is for orientation.
    """
    if kind == "ical":
        return [Rival("icalendar + recurring-ical-events", lambda data: _expanded(data, window), AS_LIBRARY)]
    if kind == "feed":
        return [Rival("feedparser", _feed, AS_LIBRARY)]
    if kind == "tribe":
        return [Rival("orjson alone", orjson.loads)]
    tree = Rival("lxml alone", html.fromstring)
    if kind == "jsonld":
        return [
            Rival("extruct, all syntaxes (its default)", _extruct(None), QUICKER),
            Rival("extruct, json-ld and microdata", _extruct(["json-ld", "microdata"])),
            Rival("extruct, json-ld only", _extruct(["json-ld"])),
            tree,
        ]
    if kind in ("microdata", "microformats"):
        syntax = {"microdata": "microdata", "microformats": "microformat"}[kind]
        return [Rival(f"extruct, {syntax} only", _extruct([syntax]), AS_LIBRARY), tree]
    return [tree]


def _expanded(data: bytes, window: tuple[date, date]) -> object:
    calendar = icalendar.Calendar.from_ical(data)
    return recurring_ical_events.of(calendar).between(window[0], window[1] + timedelta(days=1))


def _feed(data: bytes) -> object:
    return feedparser.parse(io.BytesIO(data))


def _extruct(syntaxes: list[str] | None) -> Work | None:
    if find_spec("extruct") is None:
        return None
    extruct = import_module("extruct")

    def work(data: bytes) -> Any:
        if syntaxes is None:
            return extruct.extract(data)
        return extruct.extract(data, syntaxes=syntaxes)

    return work


def measured(one: Input, theirs: Work, rounds: int) -> Measured:
    """Medians in milliseconds, the two by turns; the first round only warms up."""
    job = one.job()

    def mine(_: bytes) -> object:
        return read(job)

    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for work, kept in zip((mine, theirs), times, strict=True):
            began = time.perf_counter()
            work(one.data)
            if number:
                kept.append((time.perf_counter() - began) * 1000)
    return Measured(*(statistics.median(kept) for kept in times))


def _real() -> Iterator[Input]:
    if not (REAL / "expected.json").exists():
        return
    kinds = {"ics": "ical", "rss": "feed", "tribe": "tribe"}
    for case in orjson.loads((REAL / "expected.json").read_bytes()):
        path = REAL / case.get("file", "")
        if case["set"] != "dev" or not path.is_file():
            continue
        window = case.get("window", ["1990-01-01", "2100-01-01"])
        first, last = (date.fromisoformat(day) for day in window)
        data = path.read_bytes()
        kind = kinds.get(case["kind"]) or ("jsonld" if b"ld+json" in data else "html")
        today = date.fromisoformat(case.get("as_of", "2026-08-25"))
        yield Input(
            kind, case["file"], data, (first, last), today, case.get("default_tz", "Europe/Amsterdam")
        )


def _row(name: str, size: int, events: int | str, mine: str, rival: str, theirs: str, verdict: str) -> str:
    return (
        f"{name:<34.34} {size / 1000:>6.0f} kB {events:>6} {mine:>9}   {rival:<36.36} {theirs:>9}   {verdict}"
    )


def compare(one: Input, rounds: int) -> tuple[list[str], bool]:
    """The rows for one input, and whether all its targets are met."""
    rows, well, size = [], True, len(one.data)
    try:
        events: int | str = len(read(one.job()).events)
    except SourceProblem:
        return [_row(one.name, size, "-", "", "", "", "no agenda, not measured")], True
    for number, rival in enumerate(rivals(one.kind, one.window)):
        shown = (one.name, size, events) if number == 0 else ("", size, "")
        if rival.work is None:
            rows.append(
                _row(*shown, "", rival.name, "", "EXTRUCT IS NOT INSTALLED, so this was not measured")
            )
            continue
        try:
            result = measured(one, rival.work, rounds)
        except Exception as error:  # a rival may fail on real files, and then there is nothing to compare
            rows.append(_row(*shown, "", rival.name, "", f"it fails: {type(error).__name__}"))
            continue
        met = rival.most is None or result.ratio <= rival.most
        well = well and met
        times = f"{result.ours:.2f} ms", f"{result.theirs:.2f} ms"
        rows.append(_row(*shown, times[0], rival.name, times[1], _verdict(result, rival.most, met)))
    return rows, well


def _verdict(result: Measured, most: float | None, met: bool) -> str:
    said = (
        f"{result.ratio:.2f} times its time"
        if result.ratio >= 0.5
        else f"{1 / result.ratio:.1f} times quicker"
    )
    if most is None:
        return said
    wanted = f"at most {most:.1f}" if most >= 1 else f"at least {1 / most:.0f} times quicker"
    return f"{said} ({wanted}: {'ok' if met else 'NOT'})"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=200, help="events in each generated agenda")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", help="one kind, such as ical")
    parser.add_argument("--own", action="store_true", help="leave the saved real agendas out")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    missed = []
    print(_row("input", 0, "events", "ours", "beside", "its own", "").replace("     0 kB", "     size"))
    inputs = [
        Input(kind, f"{kind}, {asked.events} events", make(asked.events)) for kind, make in FORMS.items()
    ]
    inputs += [Input("jsonld", f"jsonld, page about {few}", detail_page(few)) for few in (1, 10)]
    for one in [*inputs, *([] if asked.own else _real())]:
        if asked.only in (None, one.kind):
            rows, well = compare(one, asked.rounds)
            missed += [] if well else [one.name]
            print("\n".join(rows), flush=True)
    print(f"\nnot within the targets: {', '.join(missed)}" if missed else "\nall within the targets")


if __name__ == "__main__":
    main()
