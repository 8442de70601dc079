"""Asking the knowledge base, beside plain FTS5 (unicode61, OR) on the same passages in the same run.

    python -m benchmarks.knowledge [--quick] [--sizes N ...] [--postgres URL of an empty database]

Passages: our own (`knowledge_passages.jsonl`, `kennisbank/`), and made-up ones around them, of the same
words and of compounds that nobody has heard of. Questions: `knowledge_questions.jsonl`, and each plain one
again with slips of the pen. Odd ones were there to tune with; the even ones count.
"""

import argparse
import asyncio
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import log2
from pathlib import Path
from typing import Any, Final

import orjson

from bot.commands.kb_lines import shelved_of
from domain.searching.compounds import LINKS, SEED
from services.knowledge import KnowledgeService
from services.searching import SearchService
from storage.database import Database, open_database

HERE: Final = Path(__file__).parent
NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
TODAY: Final = date(2026, 11, 22)
COMMUNITY: Final = 0
_BATCH: Final = 4096
_LETTERS: Final = "abcdefghijklmnoprstuvwz"


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    text: str
    passage: str
    measured: bool
    """Not used for tuning."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an engine said: ids, best first, how sure it is, whether it calls that an answer, seconds."""

    ids: list[str]
    sure: float
    answered: bool
    seconds: float


def own_passages() -> list[dict[str, str]]:
    passages = [orjson.loads(line) for line in (HERE / "knowledge_passages.jsonl").open("rb")]
    for path in sorted((HERE.parent / "kennisbank").rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        title = re.search(r"^title: (.*)$", front, re.MULTILINE)
        key = path.relative_to(HERE.parent / "kennisbank").with_suffix("").as_posix()
        passages.append(
            {"id": key, "title": title[1] if title else key, "text": body, "lang": path.parent.name}
        )
    return passages


def distraction(own: Sequence[dict[str, str]], count: int) -> Iterator[dict[str, str]]:
    """Passages about nothing: words as often as ours have them, and new compounds; always the same ones."""
    dice = random.Random(7)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for one in own:
        words[one["lang"]].update(re.findall(r"[\w'-]+", one["text"]))
    choices = {lang: (list(seen), list(seen.values())) for lang, seen in words.items()}
    parts = sorted(SEED)
    for number in range(count):
        lang = "en" if number % 5 == 0 else "nl"
        told = dice.choices(*choices[lang], k=dice.randint(25, 75))
        for _ in range(dice.randint(1, 5) if lang == "nl" else 0):
            told.insert(
                dice.randrange(len(told)), dice.choice(parts) + dice.choice(LINKS) + dice.choice(parts)
            )
        made = "".join(dice.choices(_LETTERS, k=dice.randint(4, 9)))
        title = " ".join([*dice.choices(*choices[lang], k=2), made])
        yield {"id": f"x{number}", "title": title, "text": " ".join([*told, made]), "lang": lang}


def questions() -> list[Asked]:
    given = [orjson.loads(line) for line in (HERE / "knowledge_questions.jsonl").open("rb")]
    asked = [
        Asked(one["kind"], one["text"], one["passage"], number % 2 == 0)
        for number, one in enumerate(given, 1)
    ]
    dice = random.Random(11)
    slips = [
        Asked("typo", _with_slips(one.text, dice), one.passage, one.measured)
        for one in asked
        if one.kind in {"plain", "english"}
    ]
    return [*asked, *slips]


def _with_slips(text: str, dice: random.Random) -> str:
    """One slip in each of the two longest words."""
    longest = sorted(re.findall(r"[a-zA-Z]{5,}", text), key=len)[-2:]
    for word in longest:
        at = dice.randrange(1, len(word) - 1)
        slip = dice.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + dice.choice(_LETTERS) + word[at + 1 :],
            ]
        )
        text = text.replace(word, slip, 1)
    return text


class Fts5:
    """Plain full-text search, as one has it in five lines."""

    def __init__(self, passages: Sequence[dict[str, str]]) -> None:
        self._file = tempfile.NamedTemporaryFile(suffix=".db")  # noqa: SIM115 - lives as long as this
        self._ids = [one["id"] for one in passages]
        self._db = sqlite3.connect(self._file.name)
        self._db.execute("CREATE VIRTUAL TABLE f USING fts5(title, text, content='', tokenize='unicode61')")
        self._db.executemany(
            "INSERT INTO f (rowid, title, text) VALUES (?, ?, ?)",
            ((number, one["title"], one["text"]) for number, one in enumerate(passages)),
        )
        self._db.execute("INSERT INTO f(f) VALUES ('optimize')")
        self._db.commit()
        self._db.execute("VACUUM")
        self.bytes = Path(self._file.name).stat().st_size

    def ask(self, text: str) -> Told:
        began = time.perf_counter()
        words = re.findall(r"\w+", text)
        query = " OR ".join(f'"{word}"' for word in words)
        rows = (
            self._db.execute(
                "SELECT rowid, bm25(f) FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT 10", (query,)
            ).fetchall()
            if words
            else []
        )
        spent = time.perf_counter() - began
        return Told([self._ids[row[0]] for row in rows], -rows[0][1] if rows else 0.0, bool(rows), spent)


async def by_turns(
    databases: Mapping[str, Database], fts: Fts5, asked: Sequence[Asked]
) -> dict[str, list[Told]]:
    """FTS5 and each of ours, question by question, so that whatever the machine does strikes all alike. Each
    question is asked for the first time; only the words were read in before."""
    services = {name: SearchService(database) for name, database in databases.items()}
    for service in services.values():
        await service.ask(COMMUNITY, asked[0].text, members=False, today=TODAY)
    told: dict[str, list[Told]] = {"FTS5": [], **{name: [] for name in services}}
    fts.ask(asked[0].text)
    for one in asked:
        told["FTS5"].append(fts.ask(one.text))
        for name, service in services.items():
            began = time.perf_counter()
            answer = await service.ask(
                COMMUNITY, one.text, members=False, today=TODAY, limit=10, quotes=False
            )
            spent = time.perf_counter() - began
            ids = [found.article.key for found in answer.found]
            told[name].append(Told(ids, answer.confidence, answer.answered, spent))
    return told


def judged(asked: Sequence[Asked], told: Sequence[Told], which: Callable[[Asked], bool]) -> str:
    """nDCG@10 and recall@5 of the questions that have an answer, by kind, and what is refused."""
    by: dict[str, list[tuple[float, float]]] = defaultdict(list)
    sure: dict[bool, list[Told]] = {True: [], False: []}
    for one, said in zip(asked, told, strict=True):
        if not which(one):
            continue
        sure[bool(one.passage)].append(said)
        if one.passage:
            rank = said.ids.index(one.passage) + 1 if one.passage in said.ids else 0
            by[one.kind].append((1 / log2(rank + 1) if rank else 0.0, float(0 < rank <= 5)))
    line = "  ".join(
        f"{kind} {statistics.mean(n for n, _ in some):.3f}/{statistics.mean(r for _, r in some):.2f}"
        for kind, some in by.items()
    )
    bar = sorted(one.sure for one in sure[True])[len(sure[True]) // 10]
    refused = statistics.mean(one.sure < bar for one in sure[False])
    own_no = statistics.mean(not one.answered for one in sure[False])
    own_yes = statistics.mean(one.answered for one in sure[True])
    return (
        f"{line}  | refused at 90 %: {refused:.2f}  | by itself: answers {own_yes:.2f}, refuses {own_no:.2f}"
    )


async def fill(url: str, passages: Sequence[dict[str, str]]) -> tuple[Database, float]:
    database = await open_database(url)
    service = KnowledgeService(database)
    began = time.perf_counter()
    for start in range(0, len(passages), _BATCH):
        some = [shelved_of(orjson.dumps(one)) for one in passages[start : start + _BATCH]]
        await service.take_in_read(COMMUNITY, some, now=NOW)
    return database, time.perf_counter() - began


def index_bytes(path: Path) -> int:
    """The index's tables alone, in a file of their own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "index.db"
        db = sqlite3.connect(path)
        db.execute("ATTACH ? AS o", (str(copy),))
        rows = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND "
            "(name LIKE 'search_%' OR name = 'passages')"
        ).fetchall()
        for name, sql in rows:
            db.execute(re.sub(r"^CREATE TABLE \"?(\w+)\"?", r"CREATE TABLE o.\1", sql))
            db.execute(f"INSERT INTO o.{name} SELECT * FROM main.{name}")
        db.commit()
        db.close()
        return copy.stat().st_size


async def compare(size: int, postgres: str | None) -> None:
    own = own_passages()
    passages: list[dict[str, Any]] = [*own, *distraction(own, max(0, size - len(own)))]
    asked = questions()
    began = time.perf_counter()
    fts = Fts5(passages)
    fts_time = time.perf_counter() - began
    print(f"\n{len(passages)} passages, {len(asked)} questions (half of them measured)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sektor.db"
        urls = {"SQLite": f"sqlite+aiosqlite:///{path}"} | ({"PostgreSQL": postgres} if postgres else {})
        databases, filled = {}, {"FTS5": fts_time}
        for name, url in urls.items():
            databases[name], filled[name] = await fill(url, passages)
        results = await by_turns(databases, fts, asked)
        for database in databases.values():
            await database.close()
        room = {"FTS5": fts.bytes, "SQLite": index_bytes(path)}
    for name, told in results.items():
        _row(name, filled[name], room.get(name, 0), told, results["FTS5"], fts.bytes)
    if postgres:
        same = [one.ids for one in results["SQLite"]] == [one.ids for one in results["PostgreSQL"]]
        print(f"  SQLite and PostgreSQL rank alike: {'yes' if same else 'NO'}")
        results.pop("PostgreSQL")
    print("  nDCG@10/recall@5")
    for name, told in results.items():
        print(f"  {name:7} tuned on  {judged(asked, told, lambda one: not one.measured)}")
        print(f"  {name:7} MEASURED  {judged(asked, told, lambda one: one.measured)}", flush=True)


def _row(
    name: str, spent: float, size: int, told: Sequence[Told], plain: Sequence[Told], beside: int
) -> None:
    mine, theirs = (statistics.median(one.seconds for one in some) * 1000 for some in (told, plain))
    slow = sorted(one.seconds for one in told)[int(len(told) * 0.95)] * 1000
    room = f"{size / 1e6:7.1f} MB" + (f" ({size / beside:.1f} x)") if size else ""
    print(
        f"  {name:10} filled in {spent:6.1f} s  p50 {mine:6.2f} ms ({mine / theirs:.2f} x)  "
        f"p95 {slow:6.2f} ms  {room}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 passages only")
    parser.add_argument("--postgres", help="the address of an empty database; only with one size")
    asked = parser.parse_args()
    for size in [1000, 10_000] if asked.quick else asked.sizes:
        asyncio.run(compare(size, asked.postgres))


if __name__ == "__main__":
    main()
