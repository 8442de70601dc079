"""/setup on a Discord stand-in, as people use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from town import Town, running_app, settings, sqlite_url

from domain.events import Details, Event, Stage
from domain.setup import Kind, items_for
from domain.themes import Theme
from sandbox import Sandbox, permissions
from sandbox.cast import GuildPlan, Place, Plan
from sandbox.model import ChannelType, Json
from sandbox.people import Message, People, Person, Result, View
from services.acting import Caller
from services.planning import plan as plan_event
from storage.unit import Unit

CREATE, CHOOSE, SETTINGS = "Aanmaken", "Bestaande", "Instellingen"


async def pressed_until(person: Person, where: Message | Result, button: str, said: str) -> Message:
    """Press, and wait until the message says so: what takes long shows its progress first."""
    message = where if isinstance(where, Message) else where.message
    assert message is not None
    await person.press(message, button)
    return await person.wait_for_message(message, lambda one: one.id == message.id and said in one.text)


def shape(view: View) -> list[tuple[str, int]]:
    """Roles, categories and channels by name; nothing that is there twice can hide in it."""
    roles = [(name, -1) for name in view.roles]
    return sorted(roles + [(one["name"], one["type"]) for one in view.raw["channels"]])


def the_guild(town: Town) -> discord.Guild:
    guild = town.app.client.get_guild(town.sandbox.guild.id)
    assert guild is not None
    return guild


def caller(sandbox: Sandbox, person: Person) -> Caller:
    return Caller(person.id, person.name, sandbox.guild.id, 1, manages=True)


@asynccontextmanager
async def server_of(plan: Plan, folder: Path) -> AsyncIterator[Town]:
    async with (
        Sandbox(plan=plan) as sandbox,
        People(sandbox.url) as people,
        running_app(sandbox, settings(sandbox, sqlite_url(folder)), people) as app,
    ):
        yield Town(sandbox, people, app)


async def themes(town: Town) -> tuple[Theme, ...]:
    return await town.app.services.themes.all(town.sandbox.guild.id)


def named(view: View, name: str) -> Json:
    return view.channel(name)


async def test_it_shows_first_and_changes_nothing(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    before = shape(await robin.view())
    shown = await robin.slash("setup")
    assert shown.ephemeral
    assert "Er verandert niets tot je op de knop drukt." in shown.text
    for name in ("Sectorhoofd", "Redactie", "Lid", "📅-agenda", "🎸-muziek", "🎭-theater", "🔎-redactie"):
        assert f"`{name}`" in shown.text
    assert shape(await robin.view()) == before


async def test_twice_doubles_nothing(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    done = await pressed_until(robin, await robin.slash("setup"), CREATE, "Klaar")
    assert "Aangemaakt" in done.text
    first = await robin.view()
    names = [one["name"] for one in first.raw["channels"]]
    wanted = [item.name("nl") for item in items_for(await themes(empty_town)) if item.kind is not Kind.ROLE]
    assert sorted(names) == sorted([*wanted, "algemeen", "Woonkamer"])
    assert {"Sectorhoofd", "Redactie", "Lid"} < set(first.roles)
    topic = named(first, "🎸-muziek")["topic"]
    assert "Evenementen: Muziek (concerten" in topic
    assert "Events: Music (concerts" in topic

    again = await robin.slash("setup")
    assert "Alles staat er." in again.text
    assert next(button for button in again.buttons if button.label.startswith(CREATE)).disabled
    assert shape(await robin.view()) == shape(first)


async def test_who_may_what_where(town: Town) -> None:
    daan = town["Daan"]
    seen = await daan.view()
    assert "🔎-redactie" not in seen.channels
    for name, may_write in (
        ("📅-agenda", False),
        ("🎸-muziek", False),
        ("🗳️-besluiten", False),
        ("🛎️-loket", True),
    ):
        granted = int(named(seen, name)["me"]["permissions"])
        assert bool(granted & permissions.SEND_MESSAGES) is may_write, name
    await daan.has_roles("Redactie")
    assert "🔎-redactie" in (await daan.view()).channels


async def test_what_was_deleted_by_hand_is_made_again(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    await pressed_until(robin, await robin.slash("setup"), CREATE, "Klaar")
    before = shape(await robin.view())
    client = empty_town.app.client
    desk = named(await robin.view(), "🛎️-loket")
    await client.http.delete_channel(int(desk["id"]))
    shown = await robin.slash("setup")
    assert "is op Discord verwijderd" in shown.text
    await pressed_until(robin, shown, CREATE, "Klaar")
    assert shape(await robin.view()) == before


@pytest.fixture
def lived_in() -> Plan:
    """A server that had channels before the bot came."""
    places = (
        Place("algemeen"),
        Place("Agenda", ChannelType.CATEGORY),
        Place("🎸┃muziek"),
        Place("loket"),
        Place("herrie"),
    )
    return Plan(guilds=(GuildPlan(places=places),))


async def test_what_is_there_by_name_is_used(lived_in: Plan, tmp_path: Path) -> None:
    async with server_of(lived_in, tmp_path) as town:
        robin = town["Robin"]
        before = await robin.view()
        shown = await robin.slash("setup")
        assert "3 dingen zijn er aan de naam te zien al" in shown.text
        await pressed_until(robin, shown, CREATE, "Klaar")
        after = await robin.view()
        assert {"🎸┃muziek", "loket"} < set(after.channels)
        assert not {"🎸-muziek", "🛎️-loket"} & set(after.channels)
        assert after.channels.count("Agenda") == 1
        assert named(after, "📅-agenda")["parent_id"] == named(before, "Agenda")["id"]


async def test_choosing_what_exists(lived_in: Plan, tmp_path: Path) -> None:
    async with server_of(lived_in, tmp_path) as town:
        robin = town["Robin"]
        herrie = named(await robin.view(), "herrie")
        chooser = await robin.press(await robin.slash("setup"), CHOOSE)
        asked = await robin.choose(chooser, "setup:item", ["channel:theme:underground"])
        assert "Wat moet **kanaal Underground** worden?" in asked.text
        chosen = await robin.choose(asked, "setup:link:channel:theme:underground", [herrie["id"]])
        assert f"Vanaf nu wordt <#{herrie['id']}> gebruikt als **kanaal Underground**." in chosen.text
        back = await robin.press(chosen, "Terug")
        await pressed_until(robin, back, CREATE, "Klaar")
        assert "🕳️-underground" not in (await robin.view()).channels
        spots = await town.app.services.setup.standing(caller(town.sandbox, robin))
        assert ("theme:underground", int(herrie["id"])) in {(s.key, s.discord_id) for s in spots.spots}


async def test_a_role_that_can_take_over_is_not_for_sector_heads(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    boss = await the_guild(empty_town).create_role(
        name="Baas", permissions=discord.Permissions(manage_roles=True)
    )
    chooser = await robin.press(await robin.slash("setup"), CHOOSE)
    asked = await robin.choose(chooser, "setup:item", ["role:heads"])
    refused = await robin.choose(asked, "setup:link:role:heads", [boss.id])
    assert "“Baas” kun je de hele server beheren" in refused.text


async def test_each_missing_permission_is_named_in_both_languages(tmp_path: Path) -> None:
    lacking = permissions.INVITED_DEFAULT & ~permissions.MANAGE_ROLES & ~permissions.ATTACH_FILES
    plan = Plan(guilds=(GuildPlan(bot_permissions=lacking),))
    async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
        sandbox.guild.roles[sandbox.guild.id].permissions &= ~permissions.ATTACH_FILES
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people):
            robin = people["Robin"]
            shown = await robin.slash("setup")
            assert (
                "De bot mist rechten op deze server: **Bestanden bijvoegen**, **Rollen beheren**."
                in shown.text
            )
            done = await pressed_until(robin, shown, CREATE, "Niet alles lukte")
            assert "rol Sectorhoofd: de bot mag dit niet van Discord" in done.text
            assert "kanaal Redactie: komt zodra de rollen" in done.text
            assert "📅-agenda" in (await robin.view()).channels
            await robin.speaks("en-GB")
            shown = await robin.slash("setup")
            assert (
                "The bot lacks permissions on this server: **Attach files**, **Manage roles**." in shown.text
            )


async def test_a_channel_that_is_closed_to_the_bot_is_named(town: Town) -> None:
    robin = town["Robin"]
    guild = the_guild(town)
    desk = guild.get_channel(int(named(await robin.view(), "🛎️-loket")["id"]))
    assert isinstance(desk, discord.TextChannel)
    await desk.set_permissions(guild.me, view_channel=False)
    shown = await robin.slash("setup")
    assert f"<#{desk.id}> is dicht voor de bot." in shown.text


async def test_who_may_not_manage_the_server_is_refused(town: Town) -> None:
    """Discord does not even offer the command; a button from when one still might is refused by the bot."""
    noor, guild = town["Noor"], town.sandbox.guild
    assert "setup" not in (await noor.view()).commands
    role = await the_guild(town).create_role(name="Beheer")
    guild.roles[role.id].permissions |= permissions.MANAGE_GUILD
    await noor.has_roles("Beheer")
    screens = [await noor.slash("setup") for _ in range(3)]
    screens[0] = await noor.press(screens[0], SETTINGS)
    screens[1] = await noor.press(screens[1], CHOOSE)
    await noor.has_roles()
    for refused in (
        await noor.choose(screens[0], "setup:set:trust", ["0"]),
        await noor.choose(screens[1], "setup:item", ["role:heads"]),
        await noor.press(screens[2], "Opnieuw"),
    ):
        assert "Dit kan alleen iemand die deze server mag beheren" in refused.text
    standing = await town.app.services.setup.standing(caller(town.sandbox, town["Robin"]))
    assert standing.community.trust_after == 2


async def test_settings(town: Town) -> None:
    robin = town["Robin"]
    screen = await robin.press(await robin.slash("setup"), SETTINGS)
    assert "Na 2 goedgekeurde evenementen" in screen.text
    screen = await robin.choose(screen, "setup:set:trust", ["0"])
    assert "Gewijzigd. Iedereen plaatst meteen" in screen.text
    screen = await robin.press(screen, "Engelse regel weglaten")
    assert "Vanaf nu staat er geen Engelse regel meer" in screen.text
    screen = await robin.choose(screen, "setup:set:locale", ["en"])
    assert "Vanaf nu schrijft de bot Engels in de kanalen." in screen.text
    standing = await town.app.services.setup.standing(caller(town.sandbox, robin))
    community = standing.community
    assert (community.locale, community.english_line, community.trust_after) == ("en", False, 0)


async def test_an_old_button_works_after_a_restart(tmp_path: Path) -> None:
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        config, robin = settings(sandbox, sqlite_url(tmp_path)), people["Robin"]
        async with running_app(sandbox, config, people):
            shown = await robin.slash("setup")
        async with running_app(sandbox, config, people):
            await pressed_until(robin, shown, CREATE, "Klaar")
            assert "📅-agenda" in (await robin.view()).channels


async def test_english_reader_dutch_server(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    await robin.speaks("en-GB")
    shown = await robin.slash("setup")
    assert "Nothing changes until you press the button." in shown.text
    await pressed_until(robin, shown, "Create", "Done")
    assert "🎸-muziek" in (await robin.view()).channels


async def test_two_presses_at_once_make_nothing_twice(empty_town: Town) -> None:
    robin = empty_town["Robin"]
    screens = [await robin.slash("setup") for _ in range(2)]
    await asyncio.gather(*(robin.press(screen, CREATE) for screen in screens))
    await robin.wait_for_message("algemeen", lambda one: "Klaar" in one.text)
    assert "Alles staat er." in (await robin.slash("setup")).text
    view = await robin.view()
    assert len(view.channels) == len(set(view.channels))
    assert len(view.roles) == len(set(view.roles))


async def test_what_waited_appears_when_the_channel_is_opened(town: Town) -> None:
    robin, guild, now = town["Robin"], the_guild(town), town.app.clock.now()
    channel = guild.get_channel(int(named(await robin.view(), "🎸-muziek")["id"]))
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(guild.me, view_channel=False)

    def publish(unit: Unit) -> None:
        details = Details(title="Noise Night", starts=now + timedelta(days=3), themes=("music",))
        event = Event(
            id=0, community=guild.id, details=details, stage=Stage.PUBLISHED, created_at=now, updated_at=now
        )
        plan_event(unit, unit.events.add(event))

    await town.app.database.write(publish)
    told = await robin.wait_for_message("🔎-redactie", lambda one: channel.mention in one.text)
    shown = await robin.slash("setup")
    assert f"{channel.mention} is dicht voor de bot." in shown.text
    town.sandbox.guild.channels[channel.id].overwrites.clear()
    await channel.set_permissions(guild.default_role, add_reactions=True)
    await robin.wait_for_message(channel.id, lambda one: "Noise Night" in one.text)
    await robin.wait_for_event("MESSAGE_DELETE", lambda body: int(body["id"]) == told.id)
