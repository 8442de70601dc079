"""How well, and how fast, the same event is recognised twice.

    python -m benchmarks.matching [--quick] [--only quality|growth]

`pairs.jsonl` holds pairs of events of our own making, labelled by hand from how agendas differ. The hash of a
pair's id puts it into the half that the thresholds and words were tuned on, or into the half that is only
measured. "Clear" means the verdict `same`; a pair that went to doubt is put before an editor.

The growth table matches new events against known ones, spread over a year; "per event" should hardly grow.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.dedupe import known_places, read_event
from domain.matching import Candidate, Places, Verdict, candidate, compare
from domain.matching.blocking import pairs_between
from domain.sources import SourcePlace

PAIRS = Path(__file__).with_name("pairs.jsonl")
ZONE = ZoneInfo("Europe/Amsterdam")
TUNED, MEASURED = "tuned on", "measured"


@dataclass(frozen=True, slots=True)
class Labelled:
    id: str
    kind: str
    same: bool
    one: Candidate
    other: Candidate

    @property
    def half(self) -> str:
        """Fixed for ever by the id, so that a new pair never moves an old one."""
        return TUNED if sha256(self.id.encode()).digest()[0] % 2 == 0 else MEASURED


@dataclass(slots=True)
class Tally:
    """Verdicts on pairs that are one event, and on pairs that are two."""

    same: Counter[Verdict] = field(default_factory=Counter)
    different: Counter[Verdict] = field(default_factory=Counter)

    def add(self, pair: Labelled, verdict: Verdict) -> None:
        (self.same if pair.same else self.different)[verdict] += 1

    @property
    def precision(self) -> float:
        said = self.same[Verdict.SAME] + self.different[Verdict.SAME]
        return self.same[Verdict.SAME] / said if said else 1.0

    @property
    def recall(self) -> float:
        return self.same[Verdict.SAME] / max(1, self.same.total())

    @property
    def found(self) -> float:
        """Share of the real duplicates that are merged or put before an editor."""
        return 1 - self.same[Verdict.DIFFERENT] / max(1, self.same.total())

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def labelled(places: Places) -> Iterator[Labelled]:
    with PAIRS.open("rb") as lines:
        for line in lines:
            pair = json.loads(line)
            one, other = (read_event(pair[side], ZONE, places) for side in "ab")
            yield Labelled(pair["id"], pair["kind"], pair["label"] == "same", one, other)


def measure(pairs: Iterable[Labelled]) -> tuple[dict[str, Tally], dict[str, dict[str, Tally]]]:
    """Tallies per half, and per half and kind."""
    halves: dict[str, Tally] = defaultdict(Tally)
    kinds: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for pair in pairs:
        verdict = compare(pair.one, pair.other).verdict
        halves[pair.half].add(pair, verdict)
        kinds[pair.half][pair.kind].add(pair, verdict)
    return halves, kinds


def show_quality() -> None:
    halves, kinds = measure(labelled(known_places()))
    say("Labelled pairs: clear duplicates (verdict same), and what went to doubt")
    say("half       pairs precision  recall     F1 same or doubt  doubts: same/different")
    for half in (TUNED, MEASURED):
        tally = halves[half]
        pairs = tally.same.total() + tally.different.total()
        shares = f"{tally.precision:>9.3f} {tally.recall:>7.3f} {tally.f1:>6.3f} {tally.found:>13.3f}"
        doubts = f"{tally.same[Verdict.DOUBTFUL]}/{tally.different[Verdict.DOUBTFUL]}"
        say(f"{half:<10} {pairs:>5} {shares}  {doubts}")
    for half in (TUNED, MEASURED):
        say(f"\nPer kind, {half}: verdicts on one event (same doubtful different) and on two")
        for kind, tally in sorted(kinds[half].items()):
            cells = [f"{seen[verdict]:>3}" for seen in (tally.same, tally.different) for verdict in Verdict]
            say(f"{kind:<15} {' '.join(cells[:3])}   {' '.join(cells[3:])}")


SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "si", "to", "ve", "zo", "dra", "flo", "gri", "sti", "kno")
ENDINGS = (
    "bel",
    "den",
    "fas",
    "gor",
    "kam",
    "lin",
    "mos",
    "nar",
    "pol",
    "rik",
    "sem",
    "tor",
    "ven",
    "wal",
    "zak",
)
NAMES = [first + last for first in SYLLABLES for last in ENDINGS]
SHAPES = (
    "{a} {b}",
    "{a} + support: {b}",
    "Workshop {a}",
    "{a}: {b} {c}",
    "Lezing {a} {b}",
    "{a}nacht",
    "{a} {b} live",
)
GENERIC = ("Open podium", "Pubquiz", "Borrel", "Jamsessie", "Filmavond")
FIRST_DAY = date(2026, 1, 1)


def made_up(number: int, source: str, places: Places, chance: random.Random) -> Candidate:
    """An invented event. The same `chance` gives the same event, which is how known ones come back."""
    a, b, c = (chance.choice(NAMES) + chance.choice(NAMES) for _ in "abc")
    title = chance.choice(GENERIC) if chance.random() < 0.05 else chance.choice(SHAPES).format(a=a, b=b, c=c)
    day = FIRST_DAY + timedelta(days=chance.randrange(365))
    venue = f"Zaal {chance.choice(NAMES)}"
    start: datetime | date = datetime(
        day.year, day.month, day.day, chance.choice((11, 14, 16, 19, 20, 20, 21, 22, 23)), tzinfo=ZONE
    )
    end = None
    if chance.random() < 0.03:
        start, end = day, day + timedelta(days=chance.randrange(2, 60))
    return candidate(
        source=source,
        id=str(number),
        title=title,
        start=start,
        end=end,
        zone=ZONE,
        places=places,
        location=SourcePlace(venue, None, chance.choice(("Enschede", "Hengelo", "Almelo"))),
    )


def events(count: int, source: str, places: Places, first: int) -> list[Candidate]:
    """Events number `first` and on; the same number is the same event in every source."""
    return [made_up(n, source, places, random.Random(n)) for n in range(first, first + count)]


def show_growth(known_sizes: list[int], new_sizes: list[int]) -> None:
    say("\nNew events against known ones over one year (a fifth of the new ones is known)")
    say("  known    new  read s  match s  compared us/event   same  ratio")
    rows: dict[int, list[float]] = defaultdict(list)
    for new_size in new_sizes:
        for known_size in known_sizes:
            places = known_places()
            began = time.perf_counter()
            known = events(known_size, "known", places, 0)
            new = events(new_size, "new", places, known_size - min(new_size // 5, known_size))
            read = time.perf_counter() - began
            began = time.perf_counter()
            compared = same = 0
            for one, other in pairs_between(new, known):
                compared += 1
                same += compare(one, other).verdict is Verdict.SAME
            took = time.perf_counter() - began
            rows[new_size].append(took)
            ratio = f"{took / rows[new_size][-2]:>6.1f}" if len(rows[new_size]) > 1 else f"{'':>6}"
            # per event of either side: both have to be looked at
            each = took / (new_size + known_size) * 1e6
            cost = f"{read:>7.2f} {took:>8.2f} {compared:>9} {each:>8.1f}"
            say(f"{known_size:>7} {new_size:>6} {cost} {same:>6} {ratio}")
    worst = max((late / early for times in rows.values() for early, late in pairwise(times)), default=0.0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"Ten times as many known events took at most {worst:.1f} times as long. Peak memory {peak:.0f} MB.")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(
        description="How well, and how fast, the same event is recognised twice."
    )
    parser.add_argument("--quick", action="store_true", help="up to 10,000 known events and 1,000 new ones")
    parser.add_argument("--only", choices=("quality", "growth"))
    asked = parser.parse_args()
    if asked.only != "growth":
        show_quality()
    if asked.only != "quality":
        show_growth(
            [1_000, 10_000] if asked.quick else [1_000, 10_000, 100_000],
            [1_000] if asked.quick else [1_000, 10_000],
        )


if __name__ == "__main__":
    main()
