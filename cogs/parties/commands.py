"""/party: who hosted it, who could, asking them, choosing, and what there is to celebrate."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.offers import offer_sectors
from bot.ui import DurableSelect, Interaction, or_nothing, view_of
from bot.words import SIGNAL, Voice, plain
from domain.meetings.party import Wants
from domain.postings import Posting, Surface
from domain.refusal import Refusal
from domain.texts import shortened
from domain.venues import suggestions
from services.party import ShownParty, Successes

PARTY = app_commands.Group(
    name=locale_str("party"),
    description=locale_str("De Sektor Party: each year in another place"),
    guild_only=True,
)


class WantsSelect(DurableSelect, template=r"party:(?P<year>\d{4}):wants"):
    """Under the question: a place wants to, or not."""

    def __init__(
        self, year: str, options: "list[discord.SelectOption] | None" = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"party:{year}:wants",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.year = int(year)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (chosen,) = self.chosen(interaction)
        venue, _, wants = chosen.partition(":")
        await client.services.party.answer(
            caller_of(interaction), self.year, int(venue), Wants(wants), now=client.clock.now()
        )
        await answer.send(answer.say("Thank you; it is noted, and can be changed until the choice is made."))


def register(client: SektorClient) -> None:
    async def question(posting: Posting) -> Content | None:
        shown = await client.services.party.of(posting.community, int(posting.subject.partition(":")[2]))
        return content(shown)

    client.publisher.register("party", Surface.PARTY, question, lambda posting: f"{posting.subject}:wants")


def content(shown: ShownParty) -> Content:
    """The question, or the choice once it is made."""
    voice = Voice(shown.community)
    say, english = voice.say, voice.english
    lines = [_question(say)] + ([f"-# 🇬🇧 {_question(english)}"] if english is not None else []) + [""]
    lines += _asked(shown, say)
    embed = discord.Embed(
        title=shortened(f"🎉 De Sektor Party {shown.year}", 250),
        description=shortened("\n".join([*lines, *_outcome(shown, say)]), 4000),
        colour=SIGNAL,
    )
    if shown.choice is not None:
        return Content(embeds=[embed])
    options = [
        discord.SelectOption(label=shortened(f"{one.name}: {words}", 100), value=f"{one.venue}:{wants}")
        for one, _, _ in shown.asked
        for wants, words in (
            (Wants.YES, voice.label(say("we want to"), (english or say)("we want to"))),
            (Wants.NO, voice.label(say("not this year"), (english or say)("not this year"))),
        )
    ][:24]
    label = voice.label(say("Answer for a place"), (english or say)("Answer for a place"))
    return Content(embeds=[embed], view=view_of(WantsSelect(str(shown.year), options, label)))


def _question(say: Say) -> str:
    return say("Do you carry one of these places? Say below whether you want to host the party of this year.")


def _asked(shown: ShownParty, say: Say) -> list[str]:
    lines = []
    for one, wants, by in shown.asked:
        sign = {Wants.YES: "✅", Wants.NO: "❌", Wants.ASKED: "❔"}[wants]
        last = say("hosted in {year}", year=str(one.last)) if one.last else say("never hosted yet")
        who = f" · <@{by}>" if by is not None else ""
        lines.append(f"{sign} **{plain(one.name)}** · {last}{who}")
    return lines


def _outcome(shown: ShownParty, say: Say) -> list[str]:
    if shown.host:
        return ["", say("It is at {name}.", name=f"**{plain(shown.host)}**")]
    if shown.choice is not None:
        until = timestamp(shown.choice.closes, "f")
        return ["", say("The heads choose in {name}, until {time}.", name=shown.choice.name, time=until)]
    return []


def overview(shown: ShownParty, say: Say) -> str:
    lines = [f"**{say('Hosts so far')}**"]
    lines += [f"{year} · {plain(name)}" for year, name in shown.hosts[:10]] or [say("None is known yet.")]
    lines += ["", f"**{say('Whose turn it is, in {year}', year=str(shown.year))}**"]
    known = {one.venue for one, _, _ in shown.asked}
    lines += _asked(shown, say)
    for one in [one for one in shown.candidates if one.venue not in known][:15]:
        last = say("hosted in {year}", year=str(one.last)) if one.last else say("never hosted yet")
        lines.append(f"▫️ {plain(one.name)} · {last}")
    return shortened("\n".join([*lines, *_outcome(shown, say)]), 1950)


def successes(found: Successes, say: Say) -> str:
    lines = [
        f"🎉 **{say('What {year} brought', year=str(found.year))}**",
        say.many("{n} event stood in the agenda.", "{n} events stood in the agenda.", found.events),
        say.many(
            "{n} question to the desk was solved.", "{n} questions to the desk were solved.", found.solved
        ),
        say.many("{n} decision was adopted:", "{n} decisions were adopted:", len(found.decisions)),
    ]
    lines += [f"• {one.name} {plain(one.terms.title)}" for one in found.decisions[:15]]
    lines.append(say.many("{n} action point was done:", "{n} action points were done:", len(found.done)))
    lines += [f"• {plain(what)}" for what in found.done[:15]]
    return shortened("\n".join(lines), 1950)


@or_nothing
async def _venues(interaction: Interaction, typed: str) -> list[Choice[str]]:
    venues = await interaction.client.services.venues.all(interaction.guild_id or 0)
    return [Choice(name=venue.label[:100], value=str(venue.id)) for venue in suggestions(typed, venues)]


def _year(interaction: Interaction, year: int | None) -> int:
    return year or interaction.client.clock.now().year


@PARTY.command(name=locale_str("hosts"), description=locale_str("Who hosted the party, and whose turn it is"))
@app_commands.rename(year=locale_str("year"))
@app_commands.describe(year=locale_str("Which year? This one, if you leave it empty"))
async def hosts(interaction: Interaction, year: app_commands.Range[int, 2000, 2200] | None = None) -> None:
    answer = Answer.to(interaction)
    shown = await interaction.client.services.party.of(interaction.guild_id or 0, _year(interaction, year))
    await answer.send(overview(shown, answer.in_zone(shown.community.zone)))


@PARTY.command(name=locale_str("host"), description=locale_str("Note who hosted the party of a year"))
@app_commands.rename(year=locale_str("year"), venue=locale_str("venue"))
@app_commands.describe(year=locale_str("Which year?"), venue=locale_str("Which venue?"))
@app_commands.autocomplete(venue=_venues)
async def host(interaction: Interaction, year: app_commands.Range[int, 2000, 2200], venue: str) -> None:
    answer, client = Answer.to(interaction), interaction.client
    if not venue.isascii() or not venue.isdigit() or len(venue) > 18:
        raise Refusal("Choose the venue from the list that appears while you type.")
    shown = await client.services.party.note_host(
        caller_of(interaction), year, int(venue), now=client.clock.now()
    )
    await answer.send(overview(shown, answer.in_zone(shown.community.zone)))


@PARTY.command(name=locale_str("ask"), description=locale_str("Ask the places whose turn it is"))
@app_commands.rename(year=locale_str("year"))
@app_commands.describe(year=locale_str("Which year? This one, if you leave it empty"))
async def ask(interaction: Interaction, year: app_commands.Range[int, 2000, 2200] | None = None) -> None:
    answer, client = Answer.to(interaction), interaction.client
    shown = await client.services.party.ask(
        caller_of(interaction), _year(interaction, year), now=client.clock.now()
    )
    await answer.send(overview(shown, answer.in_zone(shown.community.zone)))


@PARTY.command(
    name=locale_str("choose"), description=locale_str("Let the heads choose among those who want to host")
)
@app_commands.rename(sector=locale_str("sector"), year=locale_str("year"))
@app_commands.describe(
    sector=locale_str("Which sector carries it?"),
    year=locale_str("Which year? This one, if you leave it empty"),
)
@app_commands.autocomplete(sector=offer_sectors)
async def choose(
    interaction: Interaction, sector: str, year: app_commands.Range[int, 2000, 2200] | None = None
) -> None:
    answer, client = Answer.to(interaction), interaction.client
    decision = await client.services.party.choose(
        caller_of(interaction), _year(interaction, year), sector, now=client.clock.now()
    )
    until = timestamp(decision.closes, "f")
    await answer.send(answer.say("The heads choose in {name}, until {time}.", name=decision.name, time=until))


@PARTY.command(name=locale_str("successes"), description=locale_str("What the year brought, to celebrate it"))
@app_commands.rename(year=locale_str("year"))
@app_commands.describe(year=locale_str("Which year? This one, if you leave it empty"))
async def year_list(
    interaction: Interaction, year: app_commands.Range[int, 2000, 2200] | None = None
) -> None:
    answer = Answer.to(interaction)
    found = await interaction.client.services.party.successes(
        interaction.guild_id or 0, _year(interaction, year)
    )
    await answer.send(successes(found, answer.in_zone(found.community.zone)))
