"""/sector on a Discord stand-in, as people use it."""

from datetime import timedelta
from typing import Any

import discord
from town import Town

from bot.config import Config
from domain.sectors import Part
from sandbox.people import Person

HEADS = "Sectorhoofd"
LATER = timedelta(hours=7)
"""Longer than it takes until the bot tries again by itself."""


def the_guild(town: Town) -> discord.Guild:
    guild = town.app.client.get_guild(town.sandbox.guild.id)
    assert guild is not None
    return guild


async def roles_of(town: Town, person: Person) -> set[str]:
    member = await the_guild(town).fetch_member(person.id)
    return {role.name for role in member.roles if not role.is_default()}


async def appoint(town: Town, sector: str, person: Person, part: str = "head", by: str = "Robin") -> Any:
    return await town[by].slash("sector appoint", sector=sector, person=person, part=part)


async def test_appointing_gives_the_role_and_shows_in_the_list(town: Town) -> None:
    sanne, daan = town["Sanne"], town["Daan"]
    answer = await appoint(town, "promotie", sanne)
    assert answer.ephemeral
    assert f"{sanne.mention} is nu hoofd van 📣 **Promotie**." in answer.text
    assert f"{sanne.mention} heeft nu de Discord-rol." in answer.text
    assert await roles_of(town, sanne) == {HEADS}

    listed = await daan.slash("sector list")
    assert f"📣 **Promotie**\nHoofd: {sanne.mention} · Vervanger: *vrij*" in listed.text
    assert "Er zijn 13 plekken vrij." in listed.text
    assert listed.message is not None
    assert listed.message.mentions == []


async def test_replacing_says_so_and_moves_the_role(town: Town) -> None:
    sanne, joris = town["Sanne"], town["Joris"]
    await appoint(town, "promotie", sanne)
    answer = await appoint(town, "promotie", joris)
    assert f"{joris.mention} is nu hoofd van 📣 **Promotie**, in plaats van {sanne.mention}." in answer.text
    assert f"{sanne.mention} heeft de Discord-rol niet meer." in answer.text
    assert (await roles_of(town, sanne), await roles_of(town, joris)) == (set(), {HEADS})


async def test_dismissing_takes_the_role_only_when_nothing_is_left(town: Town) -> None:
    sanne = town["Sanne"]
    await appoint(town, "promotie", sanne)
    await appoint(town, "financien", sanne, "deputy")
    answer = await town["Robin"].slash("sector dismiss", sector="promotie", part="head")
    assert "is niet langer hoofd van 📣 **Promotie**; die plek is vrij." in answer.text
    assert await roles_of(town, sanne) == {HEADS}
    await town["Robin"].slash("sector dismiss", sector="financien", part="deputy")
    assert await roles_of(town, sanne) == set()


async def test_what_discord_refuses_is_said_kept_and_done_later(town: Town) -> None:
    sanne, guild = town["Sanne"], the_guild(town)
    heads = next(role for role in guild.roles if role.name == HEADS)
    stored = town.sandbox.guild.roles
    high = stored[heads.id].position
    stored[heads.id].position = 50
    answer = await appoint(town, "promotie", sanne)
    assert "Discord laat de bot de rol" in answer.text
    assert await roles_of(town, sanne) == set()
    overview = await town.app.services.sectors.overview(guild.id)
    assert sanne.id in {one.head for one in overview}

    stored[heads.id].position = high
    await town.people.move_clock(LATER)
    await sanne.wait_for_event("GUILD_MEMBER_UPDATE", lambda body: str(heads.id) in body["roles"])
    assert await roles_of(town, sanne) == {HEADS}


async def test_what_was_refused_is_done_as_soon_as_the_roles_change(town: Town) -> None:
    sanne, guild = town["Sanne"], the_guild(town)
    heads = next(role for role in guild.roles if role.name == HEADS)
    stored = town.sandbox.guild.roles[heads.id]
    low, stored.position = stored.position, 50
    await appoint(town, "promotie", sanne)
    stored.position = low
    await heads.edit(permissions=discord.Permissions(view_channel=True))
    await sanne.wait_for_event("GUILD_MEMBER_UPDATE", lambda body: str(heads.id) in body["roles"])
    assert await roles_of(town, sanne) == {HEADS}


async def test_who_leaves_is_no_head_and_the_place_can_be_filled_from_the_message(town: Town) -> None:
    robin, sanne, joris = town["Robin"], town["Sanne"], town["Joris"]
    await appoint(town, "promotie", sanne)
    await sanne.leaves()
    message = await robin.wait_for_message("🔎-redactie", lambda one: "heeft nu geen hoofd" in one.text)
    assert "Sanne heeft de server verlaten; 📣 **Promotie** heeft nu geen hoofd." in message.text
    assert "Sanne has left the server, so 📣 **Promotion** has no head now." in message.text
    asked = await robin.press(message, "Iemand benoemen")
    answer = await robin.choose(asked, None, [joris])
    assert f"{joris.mention} is nu hoofd van 📣 **Promotie**." in answer.text
    await robin.wait_for_event("MESSAGE_DELETE", lambda body: int(body["id"]) == message.id)
    assert await roles_of(town, joris) == {HEADS}


async def test_who_may_not_is_refused(town: Town) -> None:
    for words in (
        await appoint(town, "promotie", town["Mila"], by="Mila"),
        await town["Mila"].slash("sector add", dutch="Catering"),
        await town["Mila"].slash("theme add"),
        await town["Mila"].slash("theme remove", theme="music"),
    ):
        assert "Dit kan alleen iemand die deze server mag beheren, of het hoofd van De Sektor." in words.text
    assert await roles_of(town, town["Mila"]) == set()


async def test_the_head_of_the_whole_appoints_the_others(town: Town) -> None:
    await appoint(town, "sektor", town["Sanne"])
    assert "is nu hoofd van" in (await appoint(town, "promotie", town["Joris"], by="Sanne")).text
    refused = await appoint(town, "sektor", town["Joris"], "deputy", by="Sanne")
    assert "Wie De Sektor zelf draagt, beslist" in refused.text


async def test_a_bot_carries_no_sector(town: Town) -> None:
    robin = town["Robin"]
    refused = await robin.slash("sector appoint", sector="promotie", person=town.people.bot_id, part="head")
    assert "is een bot" in refused.text


async def test_sectors_are_offered_while_typing_in_the_readers_language(town: Town) -> None:
    robin = town["Robin"]
    dutch = await robin.complete("sector dismiss", "sector", "prom", part="head")
    assert dutch.choices == [("📣 Promotie", "promotie")]
    await robin.speaks("en-GB")
    english = await robin.complete("sector dismiss", "sector", "prom", part="head")
    assert english.choices == [("📣 Promotion", "promotie")]


async def test_a_sector_is_added_changed_and_removed(town: Town) -> None:
    robin = town["Robin"]
    added = await robin.slash("sector add", dutch="Catering", emoji="🍲")
    assert "🍲 **Catering** is nu een sector." in added.text
    changed = await robin.slash("sector edit", sector="Catering", english="Food")
    assert "De sector heet 🍲 **Catering** in het Nederlands en **Food** in het Engels." in changed.text
    refused = await robin.slash("sector edit", sector="Catering")
    assert "Zeg wat er anders moet" in refused.text
    removed = await robin.slash("sector remove", sector="Food")
    assert "is geen sector meer." in removed.text


async def test_before_setup_everybody_is_told_what_to_do(empty_town: Town) -> None:
    answer = await empty_town["Daan"].slash("sector list")
    assert "/setup" in answer.text or "/inrichten" in answer.text


async def test_an_english_reader_gets_english(town: Town) -> None:
    listed = await town["Priya"].slash("sector list")
    assert "The sectors, and who carries them" in listed.text
    assert "📣 **Promotion**\nHead: *vacant* · Deputy: *vacant*" in listed.text
    assert len(Config().sectors) * len(Part) == 14
