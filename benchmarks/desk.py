"""How often a question to the desk goes to the right sector the first time.

    python -m benchmarks.desk [--mistakes] [--words-only]

`desk_questions.jsonl` holds questions of our own, as makers in Enschede would ask them, in Dutch and English,
labelled by hand with the sector whose head should get it; in `also` those that would help as well (they count
in a line of their own only). The half marked `measured` was written before the vocabulary and is never tuned
on; `--mistakes` shows which went wrong, of both halves. The knowledge base is the starter one, on a fresh
SQLite, read as a member reads it; `--words-only` leaves it out.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import orjson

from bot.defaults import SECTORS
from domain.desk.routing import Hint, Routing, route
from domain.knowledge import parse
from domain.sectors import Sector
from services.knowledge import KnowledgeService
from services.searching import SearchService
from storage.article_tables import Shelved
from storage.database import open_database

HERE: Final = Path(__file__).parent
LABELLED: Final = HERE / "desk_questions.jsonl"
AIM: Final = 0.8
"""Of the measured half, right the first time."""
COMMUNITY: Final = 0
NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
TODAY: Final = date(2026, 11, 22)
OTHERWISE: Final = "community"


@dataclass(frozen=True, slots=True)
class Labelled:
    id: str
    text: str
    locale: str
    sector: str
    also: frozenset[str]
    measured: bool


@dataclass(frozen=True, slots=True)
class Routed:
    question: Labelled
    routing: Routing

    @property
    def sector(self) -> str:
        return self.routing.best.sector if self.routing.best else ""

    @property
    def right(self) -> bool:
        return self.sector == self.question.sector

    @property
    def helps(self) -> bool:
        return self.right or self.sector in self.question.also


def labelled() -> tuple[Labelled, ...]:
    rows = [orjson.loads(line) for line in LABELLED.read_bytes().splitlines()]
    return tuple(
        Labelled(
            row["id"],
            row["text"],
            row["locale"],
            row["sector"],
            frozenset(row.get("also", ())),
            row["measured"],
        )
        for row in rows
    )


def sectors() -> tuple[Sector, ...]:
    return tuple(Sector(**one) for one in SECTORS)


async def hints(questions: Iterable[Labelled]) -> dict[str, tuple[Hint, ...]]:
    """What the starter knowledge base finds for each question."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/desk.db")
        try:
            await KnowledgeService(database).take_in_read(COMMUNITY, list(_shelf()), now=NOW)
            search = SearchService(database)
            found: dict[str, tuple[Hint, ...]] = {}
            for one in questions:
                answer = await search.ask(COMMUNITY, one.text, members=True, today=TODAY, quotes=False)
                found[one.id] = tuple(
                    Hint(hit.article.title, hit.article.sector, hit.score) for hit in answer.found
                )
            return found
        finally:
            await database.close()


def _shelf() -> Iterator[Shelved]:
    home = HERE.parent / "kennisbank"
    for path in sorted(home.rglob("*.md")):
        text = path.read_text("utf-8")
        yield Shelved(path.relative_to(home).with_suffix("").as_posix(), parse(text), text)


def _share(name: str, routed: list[Routed]) -> str:
    right, helps = sum(one.right for one in routed), sum(one.helps for one in routed)
    count = max(len(routed), 1)
    return f"  {name:<16}{right:>4} of {len(routed):<4}{right / count:>9.1%}{helps / count:>15.1%}"


def table(routed: list[Routed]) -> Iterator[str]:
    yield f"  {'':<16}{'right the first time':>20}{'or also good':>15}"
    yield _share("all", routed)
    for locale in ("nl", "en"):
        yield _share(locale, [one for one in routed if one.question.locale == locale])
    for sector in dict.fromkeys(one.question.sector for one in routed):
        yield _share(sector, [one for one in routed if one.question.sector == sector])


def wrong(routed: list[Routed]) -> Iterator[str]:
    for one in routed:
        if not one.right:
            first = ", ".join(
                f"{c.sector} {c.points:g} {'/'.join(c.words)}" for c in one.routing.candidates[:2]
            )
            yield f"  {one.question.id} {one.question.sector}: {one.question.text}\n      {first}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mistakes", action="store_true", help="show which went wrong")
    parser.add_argument("--words-only", action="store_true", help="without the knowledge base")
    arguments = parser.parse_args()
    questions, known = labelled(), sectors()
    found = {} if arguments.words_only else asyncio.run(hints(questions))
    began = time.perf_counter()
    every = [
        Routed(one, route(one.text, known, articles=found.get(one.id, ()), otherwise=OTHERWISE))
        for one in questions
    ]
    spent = time.perf_counter() - began
    halves = {
        "Tuning half": [one for one in every if not one.question.measured],
        "Measured half": [one for one in every if one.question.measured],
    }
    for name, routed in halves.items():
        print(f"{name}: {len(routed)} questions", *table(routed), "", sep="\n")
    if arguments.mistakes:
        for name, routed in halves.items():
            print(f"Wrong in the {name.lower()}:", *wrong(routed), "", sep="\n")
    measured = halves["Measured half"]
    share = sum(one.right for one in measured) / len(measured)
    print(f"Speed: {spent / len(every) * 1e3:.2f} ms a question")
    print(f"Aim: {AIM:.0%} of the measured half; it is {share:.1%}.")
    return 0 if share >= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
