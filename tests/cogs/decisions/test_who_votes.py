"""Who is asked, and what becomes of that when people lose the role by which they were."""

from datetime import datetime
from zoneinfo import ZoneInfo

import aiohttp
from polling import card, drawn_up, outcome, past_the_close, seven_heads, started, the_decision, votes
from submitting import acts, press, until_async
from town import Town

from domain.communities import Channel, Role
from domain.decisions.kinds import Voters
from domain.meetings.kinds import Audience
from sandbox.people import Message
from services.acting import Caller
from services.meeting_planning import Wish

BEGINS = datetime(2026, 3, 24, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
GONE = "Doet niet meer mee · Not in it any more"


def field(message: Message, name: str) -> str:
    return {one["name"]: one["value"] for one in message.embeds[0]["fields"]}.get(name, "")


async def the_members(town: Town, *names: str) -> None:
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    for name in names:
        await town[name].has_roles(roles[Role.MEMBERS])


async def asked(town: Town, title: str, value: str) -> Message:
    """A decision of Sanne's for these voters."""
    sanne = town["Sanne"]
    chosen = await sanne.choose(await drawn_up(sanne, title), "Wie mag stemmen?", [value])
    await press(sanne, chosen, "start")
    return await card(town, title)


async def test_those_present_at_a_meeting(town: Town) -> None:
    await seven_heads(town)
    robin, mila, sanne = town["Robin"], town["Mila"], town["Sanne"]
    caller = Caller(id=robin.id, name="Robin", community=town.guild, interaction=4711, manages=True)
    wish = Wish(title="Kwartaal", audience=Audience.EVERYONE, moments=(BEGINS,), place="Tankstation")
    await town.app.services.meeting_planning.plan(caller, wish, now=town.sandbox.clock.now())
    town.sandbox.clock.move_to(BEGINS)
    await robin.slash("meeting start")
    room = await robin.wait_for_message(
        town.channels[Channel.MEETINGS], lambda one: "Nu: Kwartaal" in one.text
    )
    await mila.press(room, custom_id="meeting-room:1:here")
    preview = await sanne.choose(await drawn_up(sanne, "Nu meteen"), "Wie mag stemmen?", ["present:1"])
    assert "2 mensen mogen stemmen" in preview.text
    assert "Wie mag stemmen: wie aanwezig is bij Kwartaal (dinsdag 24 maart 2026)" in preview.text
    await press(sanne, preview, "start")
    where = await card(town, "Nu meteen")
    assert "wie aanwezig is bij Kwartaal" in where.text
    assert "je stem is **Ja**" in (await press(mila, where, "yes")).text
    assert "niet bij de stemgerechtigden" in (await press(town["Daan"], where, "yes")).text
    decision = await the_decision(town)
    assert (decision.terms.voters, decision.terms.voters_of) == (Voters.PRESENT, "1")


async def test_losing_the_role_takes_an_uncast_seat_and_leaves_a_cast_vote(town: Town) -> None:
    await seven_heads(town)
    await the_members(town, "Mila", "Daan", "Ellen", "Priya")
    where = await asked(town, "Leden", "members")
    assert "0 van 4 stemden" in where.text
    await votes(town, where, Mila="yes")
    for name in ("Mila", "Ellen"):
        await town[name].has_roles()
    stands = await card(town, "1 van 3 stemden")
    assert field(stands, GONE) == f"Vertrokken: {town['Ellen'].mention}"
    assert "Terugkomen geeft je stem niet terug" in (await press(town["Mila"], where, "no")).text
    await the_members(town, "Ellen")
    assert "Terugkomen geeft je stem niet terug" in (await press(town["Ellen"], where, "yes")).text
    await votes(town, where, Daan="yes")
    await past_the_close(town)
    assert "aangenomen (2-0)" in (await outcome(town, "B-1")).text


async def test_a_role_that_was_lost_unheard_is_seen_at_the_press(town: Town) -> None:
    await seven_heads(town)
    await the_members(town, "Mila", "Daan")
    where = await asked(town, "Leden", "members")
    town.sandbox.guild.members[town["Mila"].id].roles.clear()  # nobody tells the bot
    refused = await press(town["Mila"], where, "yes")
    assert "Je hebt de rol niet meer" in refused.text
    assert field(await card(town, "0 van 1 stemden"), GONE) == f"Vertrokken: {town['Mila'].mention}"


async def test_who_left_while_the_bot_was_away_is_found_out_when_it_is_back(town: Town) -> None:
    await seven_heads(town)
    await the_members(town, "Mila", "Daan", "Ellen", "Priya")
    where = await asked(town, "Leden", "members")
    await votes(town, where, Priya="yes")
    town.sandbox.guild.members[town["Mila"].id].roles.clear()  # nobody tells the bot
    del town.sandbox.guild.members[town["Ellen"].id]
    del town.sandbox.guild.members[town["Priya"].id]
    guild = town.app.client.get_guild(town.guild)
    town.app.client.dispatch("guild_available", guild)
    gone = field(await card(town, "1 van 2 stemden"), GONE)
    assert {town["Mila"].mention, town["Ellen"].mention} == set(gone.removeprefix("Vertrokken: ").split(", "))


async def test_a_role_that_is_deleted_takes_no_vote_from_anybody(town: Town) -> None:
    await seven_heads(town)
    await the_members(town, "Mila", "Daan")
    where = await asked(town, "Leden", "members")
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await town["Robin"].delete_role(roles[Role.MEMBERS])
    assert "je stem is **Ja**" in (await press(town["Mila"], where, "yes")).text


async def test_a_head_who_is_replaced_leaves_what_the_heads_decide(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Joris="yes")
    for sector in ("evenementen", "financien"):
        await town["Robin"].slash("sector appoint", sector=sector, person=town["Noor"], part="head")
    stands = await card(town, "1 van 6 stemden")
    assert field(stands, GONE) == f"Vertrokken: {town['Mila'].mention}"
    assert "niet bij de stemgerechtigden" in (await press(town["Noor"], where, "yes")).text


async def test_a_suspension_voids_the_vote_for_everyone_to_see(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Mila="yes", Daan="no")
    refused = await town["Sanne"].slash("decision suspend", person=town["Mila"])
    assert "mag beheren" in refused.text
    told = await town["Robin"].slash("decision suspend", person=town["Mila"])
    assert "1 lopend besluit" in told.text
    stands = await card(town, "1 van 6 stemden")
    assert field(stands, GONE) == f"Geschorst, de stem vervalt: {town['Mila'].mention}"
    assert "geschorst" in (await press(town["Mila"], where, "yes")).text
    english = await press(town["Priya"], where, "mine")
    assert english.message is not None
    assert "Suspended, the vote is void" in field(english.message, "Not in it any more")
    entries = await town.app.database.read(lambda unit: unit.journal.of(town.guild, "decision:1"))
    suspended = next(entry for entry in entries if entry["action"] == "decision.suspend")
    assert suspended["actor"] == town["Robin"].id
    assert suspended["after"] == {"person": town["Mila"].id, "seat": "suspended"}


async def test_the_owner_the_action_and_the_day_to_look_back_are_set_from_the_preview(town: Town) -> None:
    await seven_heads(town)
    sanne = town["Sanne"]
    preview = await drawn_up(sanne)
    assert f"Eigenaar: {sanne.mention}" in preview.text
    form = await press(sanne, preview, "openfurther")
    given = {"owner": [town["Daan"]], "action": "Bestellen bij Bax", "review": "1 september"}
    preview = await sanne.fill(form, given)
    for words in (f"Eigenaar: {town['Daan'].mention}", "Actie: Bestellen bij Bax", "1 september 2026"):
        assert words in preview.text
    await press(sanne, preview, "start")
    where = await card(town, f"Eigenaar: {town['Daan'].mention}")
    mine = await press(town["Daan"], where, "mine")
    assert "extend" in acts(mine)


async def test_heads_add_change_and_remove_presets_and_start_by_them(town: Town) -> None:
    await seven_heads(town)
    sanne = town["Sanne"]
    listed = await sanne.slash("decision presets")
    for words in ("**Spoed**: 1 dag", "**Geld**: 3 dagen · Twee derde"):
        assert words in listed.text
    form = await press(sanne, listed, "new")
    wrong = await sanne.fill(form, {"nl": "Nachtelijk", "hours": "gauw", "how": ["motion:absolute"]})
    assert "geen tijdsduur" in wrong.text
    assert "Nachtelijk" in wrong.text
    given = {"nl": "Nachtelijk", "hours": "6 uur", "how": ["motion:absolute"], "extras": ["hidden"]}
    listed = await sanne.fill(await press(sanne, listed, "new"), given)
    assert "**Nachtelijk**: 6 uur · Meer dan de helft" in listed.text
    preview = await drawn_up(sanne, "Vannacht", preset=["nachtelijk"])
    assert "Meer dan de helft van allen die mogen stemmen zegt ja" in preview.text
    assert "Verborgen" in preview.text
    form = await sanne.choose(listed, "Verander er een…", ["nachtelijk"])
    listed = await sanne.fill(form, {"nl": "Nacht", "hours": "8 uur"})
    assert "**Nacht**: 8 uur" in listed.text
    listed = await sanne.choose(listed, "Haal er een weg", ["nachtelijk"])
    assert "**Nacht**" not in listed.text
    plain = await town["Noor"].slash("decision presets")
    assert "**Spoed**" in plain.text
    assert not acts(plain)


async def test_an_outcome_on_the_web_is_made_once_for_everybody(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Openbaar plan", rules={"extras": ["public"]})
    await votes(town, where, Sanne="yes")
    async with aiohttp.ClientSession(town.app.web_url) as session:
        first = await session.get("/nl/besluit/1")
        tag = first.headers["ETag"]
        await votes(town, where, Joris="yes")
        await card(town, "2 van 7 stemden")
        again = await session.get("/nl/besluit/1", headers={"If-None-Match": tag})
        assert again.status == 304  # what stands ready is told for a minute
        town.sandbox.clock.move_to(town.sandbox.clock.now().replace(hour=13))
        later = await until_async(lambda: _read(session), lambda text: "2 van 7" in text)
        assert "Openbaar plan" in later


async def _read(session: aiohttp.ClientSession) -> str:
    return await (await session.get("/nl/besluit/1")).text()
