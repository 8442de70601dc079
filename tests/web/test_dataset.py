"""The open dataset on the web, and by command."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from submitting import until_async
from town import sqlite_url
from typer.testing import CliRunner

from bot.cli import cli
from domain.communities import Community
from domain.dataset import FIELDS
from domain.events import Details, Event, Happening, Stage
from services.agenda import AgendaService
from services.dataset import DatasetService
from storage.database import Database, open_database
from storage.unit import Unit
from web import dataset
from web.site import Site

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


def begin(unit: Unit) -> None:
    unit.communities.save(Community(7, "De Sektor"))
    event = Event(
        id=0,
        community=7,
        details=Details(title="=cmd|' /C calc'!A0", starts=NOW, themes=("music", "media")),
        stage=Stage.PUBLISHED,
        submitter=1,
        made_by="Mila",
        created_at=NOW,
        updated_at=NOW,
    )
    unit.events.add(event)
    unit.events.add(
        replace(event, happening=Happening.CANCELLED, details=replace(event.details, title="Two"))
    )
    unit.events.add(replace(event, stage=Stage.REVIEW))
    unit.events.add(replace(event, community=7, merged_into=1))


@pytest.fixture
async def client(database: Database) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    await database.write(begin)
    app = web.Application()
    site = Site(app, AgendaService(database), lambda: NOW)
    dataset.add_routes(app, site, DatasetService(database))
    async with TestClient(TestServer(app)) as client:
        yield client
    await site.close()


async def test_both_forms_tell_the_same(client: TestClient[web.Request, web.Application]) -> None:
    answer = await client.get("/api/v1/dataset.csv")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    rows = list(csv.DictReader(io.StringIO(await answer.text(), newline="")))
    assert [(one["title"], one["status"], one["themes"]) for one in rows] == [
        ("'=cmd|' /C calc'!A0", "scheduled", "music media"),
        ("Two", "cancelled", "music media"),
    ]
    lines = (await (await client.get("/api/v1/dataset.jsonl")).read()).splitlines()
    told = [orjson.loads(line) for line in lines]
    assert [one["title"] for one in told] == ["=cmd|' /C calc'!A0", "Two"]
    assert list(told[0]) == list(FIELDS)
    again = await client.get("/api/v1/dataset.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


async def test_a_change_is_in_it(
    client: TestClient[web.Request, web.Application], database: Database
) -> None:
    await (await client.get("/api/v1/dataset.csv")).read()

    def change(unit: Unit) -> None:
        event = unit.events.get(2)
        assert event is not None
        unit.events.save(replace(event, details=replace(event.details, title="Three")))

    async def told() -> str:
        return await (await client.get("/api/v1/dataset.csv")).text()

    await database.write(change)
    await until_async(told, lambda text: "Three" in text)  # on PostgreSQL the hint of it takes its way


async def _stored(url: str) -> None:
    opened = await open_database(url)
    await opened.write(begin)
    await opened.close()


def test_export_writes_a_file(tmp_path: Path) -> None:
    asyncio.run(_stored(sqlite_url(tmp_path)))
    runner, to = CliRunner(), tmp_path / "events.csv"
    arguments = ["export", "events", "--database", sqlite_url(tmp_path), "--to", str(to)]
    done = runner.invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    assert "2 events" in done.output
    assert to.read_text("utf-8").count("\n") == 3
    printed = runner.invoke(cli, [*arguments[:4], "--format", "jsonl"])
    assert len(printed.stdout.splitlines()) == 2
    wrong = runner.invoke(cli, [*arguments[:4], "--community", "99"])
    assert wrong.exit_code == 1
    assert "/setup" in wrong.output
