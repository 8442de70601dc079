"""`sektor kb`: articles in and out of the knowledge base, and asking it, by hand or for measuring."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from urllib.parse import quote, unquote

import orjson
import typer

from bot.commands.kb_lines import BadLineError, asked_in, lines_of, shelved_of

if TYPE_CHECKING:
    from services.searching import Answer
    from storage.article_tables import Shelved
    from storage.database import Database

kb = typer.Typer(help="The knowledge base: take articles in and out, and ask it.", no_args_is_help=True)

_TOGETHER = 4096
"""Lines of a file that are written in one transaction."""
_AS_THEY_ARE = " !$&'()+,;=@[]{}~éëèïöüáàâêîôûç"
"""Signs that may stand in the name of a file on every system."""

ConfigPath = Annotated[
    Path, typer.Option("--config", help="The settings; config.example.toml explains each.")
]
Address = Annotated[
    str, typer.Option("--database", help="The database's address, or a file; otherwise the settings say.")
]
Community = Annotated[
    int | None, typer.Option("--community", help="The server's id, if the bot serves several.")
]


@kb.command("import")
def take_in(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of .md files with front matter.")
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            "--jsonl",
            metavar="FILE",
            help="One JSON object a line: id, title, text, perhaps lang; - reads stdin.",
        ),
    ] = None,
    community: Community = None,
    config: ConfigPath = Path("config.toml"),
    database: Address = "",
) -> None:
    """Take articles in. What stands there in the same words is left alone; what differs becomes the next
    version, and the older ones are kept.

    Exit code 0: all were taken in. 1: some could not be read; they are named, and the others were taken in.
    """
    if (folder is None) == (jsonl is None):
        _refuse("Name a folder, or a file with --jsonl.")
    source = folder or jsonl
    if str(source) != "-" and not (source and (source.is_dir() if folder else source.is_file())):
        _refuse(f"{source} is not there.")

    async def work(opened: "Database") -> int:
        where = await _community(opened, community)
        if folder is not None:
            return await _take_in_folder(opened, where, folder)
        assert jsonl is not None
        return await _take_in_lines(opened, where, jsonl)

    raise typer.Exit(_with_database(database, config, work))


@kb.command("export")
def give_out(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; made if need be.")],
    community: Community = None,
    config: ConfigPath = Path("config.toml"),
    database: Address = "",
) -> None:
    """Write every article that stands to a file of its own, exactly as it was taken in or written.

    Files that are there already are overwritten; others are left alone.
    """

    async def work(opened: "Database") -> int:
        from services.knowledge import KnowledgeService

        files = await KnowledgeService(opened).give_out(await _community(opened, community))
        for key, text in files:
            path = folder / path_of(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        typer.echo(f"{len(files)} articles are in {folder}.")
        return 0

    raise typer.Exit(_with_database(database, config, work))


@kb.command()
def calibrate(
    community: Community = None, config: ConfigPath = Path("config.toml"), database: Address = ""
) -> None:
    """Measure from where on something is an answer in this collection, with questions that are made of it.

    `import` does so by itself. Do it again after much was changed in chat.
    """

    async def work(opened: "Database") -> int:
        await _calibrate(opened, await _community(opened, community))
        return 0

    raise typer.Exit(_with_database(database, config, work))


@kb.command()
def search(
    question: Annotated[str, typer.Argument(help="What you would ask, in Dutch or English.")] = "",
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE.jsonl",
            help="Questions, one JSON object a line: id, text; - reads stdin.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("-n", min=1, max=100, help="Results a question.")] = 3,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a question.")] = False,
    members: Annotated[bool, typer.Option("--members", help="Also what only members may read.")] = False,
    community: Community = None,
    config: ConfigPath = Path("config.toml"),
    database: Address = "",
) -> None:
    """Ask the knowledge base. `answered` says whether the first result is an answer, or only what comes
    nearest.

    Scores lie between 0 and 1 and can be compared between questions: the first one's says how sure it is.
    """
    if bool(question) == (batch is not None):
        _refuse("Ask one question, or name a file with --batch.")

    async def work(opened: "Database") -> int:
        from bot.clock import SystemClock
        from services.searching import SearchService

        service = SearchService(opened)
        where = await _community(opened, community)
        today = SystemClock().now().date()

        async def ask(text: str) -> "Answer":
            return await service.ask(
                where, text, members=members, today=today, limit=limit, quotes=batch is None
            )

        if batch is None:
            _show(await ask(question), json)
            return 0
        return await _ask_all(ask, batch)

    raise typer.Exit(_with_database(database, config, work))


def path_of(key: str) -> Path:
    """The file of an article below the folder; what no file may be called is written with % signs."""
    parts = [quote(part, safe=_AS_THEY_ARE) for part in key.split("/")]
    parts = ["%2E" * len(part) if part in {"", ".", ".."} else part for part in parts]
    return Path(*parts[:-1], f"{parts[-1]}.md")


def key_of(path: Path) -> str:
    """The key of a file, given as a path below the folder."""
    return "/".join(unquote(part) for part in path.with_suffix("").parts)


async def _take_in_folder(opened: "Database", community: int, folder: Path) -> int:
    from bot.clock import SystemClock
    from services.knowledge import KnowledgeService

    files, unread = _files(folder)
    taken = await KnowledgeService(opened).take_in(community, files, now=SystemClock().now())
    typer.echo(
        f"{len(taken.added)} added, {len(taken.changed)} changed, {len(taken.unchanged)} as they were."
    )
    if taken.added or taken.changed:
        await _calibrate(opened, community)
    for key, links in sorted(taken.broken.items()):
        for link in links:
            _tell(f"{key}: the link to {link.to} leads nowhere.")
    for problem in (*unread, *(f"{path_of(key)}: {why}" for key, why in sorted(taken.refused.items()))):
        _tell(f"✗ {problem}")
    return 1 if unread or taken.refused else 0


async def _calibrate(opened: "Database", community: int) -> None:
    from bot.clock import SystemClock
    from services.searching import SearchService

    measured = await SearchService(opened).calibrate(community, today=SystemClock().now().date())
    if not measured.asked:
        typer.echo("Too few passages to measure what is an answer here: the usual bar is used.")
        return
    typer.echo(
        f"Measured with {measured.asked} made-up questions: nine of ten are answered with the bar at "
        f"{measured.bar:.2f}; with their article left out, {measured.refused:.0%} are refused."
    )


def _files(folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """(key, text) of each file, and which could not be read."""
    files, unread = [], []
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        try:
            files.append((key_of(path.relative_to(folder)), path.read_bytes().decode("utf-8")))
        except (OSError, UnicodeDecodeError) as problem:
            unread.append(f"{path}: {problem}")
    return files, unread


async def _take_in_lines(opened: "Database", community: int, path: Path) -> int:
    from bot.clock import SystemClock
    from services.knowledge import KnowledgeService

    service, now = KnowledgeService(opened), SystemClock().now()
    added = changed = unchanged = bad = 0
    batch: list[Shelved] = []

    async def write() -> None:
        nonlocal added, changed, unchanged
        taken = await service.take_in_read(community, batch, now=now)
        added, changed, unchanged = (
            added + len(taken.added),
            changed + len(taken.changed),
            unchanged + len(taken.unchanged),
        )
        batch.clear()

    for number, line in lines_of(path):
        try:
            batch.append(shelved_of(line))
        except BadLineError as problem:
            _tell(f"✗ Line {number}: {problem}")
            bad += 1
        if len(batch) >= _TOGETHER:
            await write()
    if batch:
        await write()
    typer.echo(f"{added} added, {changed} changed, {unchanged} as they were.")
    if added or changed:
        await _calibrate(opened, community)
    return 1 if bad else 0


async def _ask_all(ask: "Callable[[str], Awaitable[Answer]]", path: Path) -> int:
    bad = 0
    for number, line in lines_of(path):
        try:
            identity, text = asked_in(line)
        except BadLineError as problem:
            _tell(f"✗ Line {number}: {problem}")
            bad += 1
            continue
        answer = await ask(text)
        _line(
            {
                "id": identity,
                "answered": answer.answered,
                "results": [{"id": one.article.key, "score": one.score} for one in answer.found],
            }
        )
        sys.stdout.buffer.flush()
    return 1 if bad else 0


def _show(answer: "Answer", as_json: bool) -> None:
    if as_json:
        _line(
            {
                "question": answer.question,
                "language": answer.language,
                "answered": answer.answered,
                "confidence": round(answer.confidence, 6),
                "results": [
                    {
                        "id": one.article.key,
                        "score": one.score,
                        "title": one.article.title,
                        "heading": one.heading,
                        "standing": one.standing.value,
                        "quote": one.quote,
                    }
                    for one in answer.found
                ],
            }
        )
        return
    if not answer.answered:
        _say("There is no answer to that in the knowledge base." + (" Nearest:" if answer.found else ""))
    for one in answer.found:
        warning = "" if one.standing.value == "fresh" else f"  ({one.standing.value})"
        _say(f"{one.score:.2f}  {one.article.title}  [{one.article.key}]{warning}")
        if answer.answered and one is answer.found[0]:
            for line in one.quote.splitlines():
                _say(f"      {line}")


async def _community(opened: "Database", wanted: int | None) -> int:
    from services.knowledge import KnowledgeService

    known = await KnowledgeService(opened).collections()
    if wanted is None:
        if len(known) > 1:
            ids = ", ".join(map(str, known))
            _refuse(f"This database serves several servers; name one with --community: {ids}.")
        return known[0]
    if wanted not in known:
        _refuse("There is no such server in this database. Run /setup there first.")
    return wanted


def _with_database(address: str, config: Path, work: "Callable[[Database], Awaitable[int]]") -> int:
    from storage.database import DatabaseUnavailable, open_database

    async def run(url: str) -> int:
        opened = await open_database(url)
        try:
            return await work(opened)
        finally:
            await opened.close()

    try:
        return asyncio.run(run(_url(address, config)))
    except (DatabaseUnavailable, BadLineError) as problem:
        _refuse(str(problem))


def _url(address: str, config: Path) -> str:
    if not address:
        from bot.config import ConfigProblem, load

        try:
            return load(config, token=os.environ.get("DISCORD_TOKEN", "")).database.url
        except ConfigProblem as problem:
            _refuse(str(problem))
    return address if ":" in address else f"sqlite+aiosqlite:///{address}"


def _line(values: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(values) + b"\n")


def _say(sentence: str) -> None:
    # what an article says never steers the terminal
    visible = "".join(c if c.isprintable() else " " for c in sentence)
    sys.stdout.buffer.write(visible.encode("utf-8", "replace") + b"\n")


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence.encode("utf-8", "replace").decode() + "\n")


def _refuse(sentence: str) -> NoReturn:
    _tell(f"✗ {sentence}")
    raise typer.Exit(1)
