"""`sektor check` and `sektor invite`, asked of a Discord stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from town import Town, running_app, settings, sqlite_url
from typer.testing import CliRunner

from bot.cli import cli
from bot.client import PERMISSIONS
from bot.commands.check import findings
from sandbox import Sandbox, permissions
from sandbox.cast import GuildPlan, Plan
from sandbox.people import People
from storage.database import open_database


@pytest.fixture(autouse=True)
def discord_stays_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting them to what they are has them put back after the test."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    )
    monkeypatch.setattr(discord.asset.Asset, "BASE", discord.asset.Asset.BASE)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


def config_file(folder: Path, api_url: str, database: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(
        f'[discord]\napi_url = "{api_url}"\n[database]\nurl = "{database or sqlite_url(folder)}"\n', "utf-8"
    )
    return path


async def said(path: Path, token: str) -> list[str]:
    return [str(finding) async for finding in findings(path, token)]


async def test_a_bot_that_is_not_set_up_yet(sandbox: Sandbox, tmp_path: Path) -> None:
    lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    assert lines == [
        f"✓ configuration: {tmp_path / 'config.toml'}",
        f"✓ database: {tmp_path / 'sektor.db'} will be made at the first start",
        f"✓ Discord: signed in as Sektor ({sandbox.world.bot.id})",
        "✓ intents: all that are needed are on",
        "✗ server De Sektor: not set up yet; run /setup there",
    ]
    assert not (tmp_path / "sektor.db").exists()


async def test_all_is_well_after_setup(tmp_path: Path) -> None:
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people) as app:
            await Town(sandbox, people, app).set_up()
            running = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
            assert any(line.startswith("✗ database: another bot already runs on") for line in running)
        before = len(await people.exchanges())
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
        assert lines[-1] == "✓ server De Sektor: permissions, roles and channels are as they should be"
        assert all(line.startswith("✓") for line in lines)
        asked = (await people.exchanges())[before:]
        assert asked
        assert {exchange["method"] for exchange in asked} == {"GET"}


async def test_what_is_wrong_on_a_server_is_named_one_by_one(tmp_path: Path) -> None:
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            guild = app.client.get_guild(sandbox.guild.id)
            assert guild is not None
            desk = next(channel for channel in guild.text_channels if channel.name.endswith("loket"))
            await desk.set_permissions(guild.me, send_messages=False)
            meetings = next(channel for channel in guild.text_channels if "bijeenkomsten" in channel.name)
            await meetings.delete()
            heads = next(role for role in guild.roles if role.name == "Sectorhoofd")
        sandbox.guild.roles[heads.id].position = 50
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
        assert [line for line in lines if line.startswith("✗")] == [
            "✗ server De Sektor: in #🛎️-loket the bot lacks send messages, embed links, attach files; switch "
            "them on in Edit channel > Permissions",
            "✗ server De Sektor: role Sectorhoofd is above the bot's own; drag the bot's above it in Server "
            "settings > Roles",
            "✗ server De Sektor: channel Meetings was deleted; run /setup to make it again",
        ]


async def test_permissions_that_the_server_withholds(tmp_path: Path) -> None:
    lacking = permissions.INVITED_DEFAULT & ~permissions.MANAGE_CHANNELS & ~permissions.MANAGE_ROLES
    async with Sandbox(plan=Plan(guilds=(GuildPlan(bot_permissions=lacking),))) as sandbox:
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    assert (
        "✗ server De Sektor: the bot's role lacks manage channels, manage roles; switch them on under Server "
        "settings > Roles"
    ) in lines


async def test_an_event_list_that_the_bot_may_not_keep(tmp_path: Path) -> None:
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people) as app:
            await Town(sandbox, people, app).set_up()
        role = next(role for role in sandbox.guild.roles.values() if role.bot_id == sandbox.world.bot.id)
        role.permissions &= ~permissions.CREATE_EVENTS
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    assert [line for line in lines if line.startswith("✗")] == [
        "✗ server De Sektor: for the event list the bot's role lacks create events; switch it on under "
        "Server settings > Roles, or the list off with /setup"
    ]


async def test_a_bot_without_a_server(tmp_path: Path) -> None:
    async with Sandbox(plan=Plan(guilds=(GuildPlan(bot_permissions=None),))) as sandbox:
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    assert lines[-1] == "✗ the bot is on no server yet; add it with the link from `sektor invite`"


async def test_a_token_that_discord_refuses(sandbox: Sandbox, tmp_path: Path) -> None:
    lines = await said(config_file(tmp_path, sandbox.api_url), "made.up.token")
    assert lines[-1].startswith("✗ Discord does not accept the token.")


async def test_a_discord_that_cannot_be_reached(sandbox: Sandbox, tmp_path: Path) -> None:
    await sandbox.stop()
    lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    assert lines[-1].startswith(f"✗ Discord cannot be reached at {sandbox.api_url}")


async def test_a_database_that_is_none(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("this is a shopping list, and quite a long one too\n" * 100)
    url = f"sqlite+aiosqlite:///{tmp_path / 'notes.db'}"
    lines = await said(config_file(tmp_path, sandbox.api_url, url), sandbox.token)
    assert lines[1].startswith("✗ database:")
    assert any(line.startswith("✓ Discord") for line in lines)


async def test_a_postgresql_that_is_not_there_and_its_password(sandbox: Sandbox, tmp_path: Path) -> None:
    url = "postgresql+asyncpg://sektor:secret@127.0.0.1:1/sektor"
    lines = await said(config_file(tmp_path, sandbox.api_url, url), sandbox.token)
    assert lines[1].startswith("✗ database:")
    assert "secret" not in "".join(lines)


async def test_it_is_kept_from_what_another_bot_holds(sandbox: Sandbox, tmp_path: Path) -> None:
    database = await open_database(sqlite_url(tmp_path))
    try:
        lines = await said(config_file(tmp_path, sandbox.api_url), sandbox.token)
    finally:
        await database.close()
    assert lines[1].startswith("✗ database: another bot already runs on")


def run(*arguments: str, token: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(arguments), env={"DISCORD_TOKEN": token})
    return result.exit_code, result.output


def test_unknown_keys_and_bad_values_are_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[discord]\ntokn = "x"\n[community]\nzone = "Enschede"\n', "utf-8")
    code, output = run("check", "--config", str(path))
    assert code == 1
    assert f"✗ {path}: discord.tokn is not a setting; remove it, or look up its name" in output
    assert "✗" in output
    assert "'Enschede' is no time zone; write one like Europe/Amsterdam" in output


def test_no_token(tmp_path: Path) -> None:
    code, output = run("check", "--config", str(config_file(tmp_path, "http://127.0.0.1:1/api/v10")))
    assert code == 1
    assert "✗ There is no token." in output


def test_the_invitation_asks_for_exactly_what_is_used() -> None:
    code, output = run("invite", "--application-id", "4711")
    assert code == 0
    assert output.startswith("https://discord.com/")
    assert "client_id=4711" in output
    assert f"permissions={PERMISSIONS.value}" in output
    assert "scope=bot+applications.commands" in output


def test_an_invitation_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    code, output = run("invite", "--config", str(tmp_path / "none.toml"))
    assert code == 1
    assert "There is no token." in output
