"""/dossier: list, show, open, add, wait, document, summary, close."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import locale_of
from bot.ui import Interaction, Upload, or_nothing
from cogs.dossiers import cards, forms
from cogs.dossiers.papers import send_summary
from cogs.dossiers.sent import fetched
from cogs.dossiers.views import list_view, show
from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Outcome, Who
from domain.refusal import Refusal
from domain.when.past import read_past_day

DOSSIER = app_commands.Group(
    name=locale_str("dossier"),
    description=locale_str("Long matters: a permit, a terrace until 01:00"),
    guild_only=True,
)

WHO = [
    Choice(name=locale_str("De Sektor"), value=Who.US.value),
    Choice(name=locale_str("applicant"), value=Who.ASKER.value),
    Choice(name=locale_str("city"), value=Who.CITY.value),
    Choice(name=locale_str("venue"), value=Who.VENUE.value),
    Choice(name=locale_str("somebody else"), value=Who.OTHER.value),
]
WAITS = [*WHO[1:], Choice(name=locale_str("nobody (any more)"), value=forms.NOBODY)]
OUTCOMES = [
    Choice(name=locale_str("granted"), value=Outcome.GRANTED.value),
    Choice(name=locale_str("partly granted"), value=Outcome.PARTLY.value),
    Choice(name=locale_str("not granted"), value=Outcome.REFUSED.value),
    Choice(name=locale_str("withdrawn"), value=Outcome.WITHDRAWN.value),
    Choice(name=locale_str("ended otherwise"), value=Outcome.OTHER.value),
]
LANGUAGES = [
    Choice(name=locale_str("in Dutch"), value="nl"),
    Choice(name=locale_str("in English"), value="en"),
]


def number_of(typed: str) -> int:
    """What was chosen, or a number as people write it."""
    bare = typed.strip().removeprefix("#").partition(".")[0]
    if not bare.isascii() or not bare.isdigit() or len(bare) > 9:
        raise Refusal("Choose the dossier from the list that appears while you type, or give its number.")
    return int(bare)


@or_nothing
async def offer(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Those that the person may see: first what runs."""
    client, caller = interaction.client, caller_of(interaction)
    found = []
    for closed in (False, True):
        listed = await client.services.dossiers.theirs(caller, closed=closed, now=client.clock.now())
        found += [Choice(name=cards.label(one), value=str(one.number)) for one in listed.dossiers]
    return [one for one in found if typed.casefold() in one.name.casefold()][:25]


@or_nothing
async def offer_sectors(interaction: Interaction, typed: str) -> list[Choice[str]]:
    carried = await interaction.client.services.sectors.overview(interaction.guild_id or 0)
    locale = locale_of(interaction.locale)
    names = [(one.sector.name(locale), one.sector.key) for one in carried]
    return [Choice(name=name[:100], value=key) for name, key in names if typed.casefold() in name.casefold()][
        :25
    ]


async def sector_key(interaction: Interaction, typed: str) -> str:
    """The sector that was meant; without a word the one that the person carries."""
    carried = await interaction.client.services.sectors.overview(interaction.guild_id or 0)
    for one in carried:
        names = {one.sector.key, one.sector.nl.casefold(), one.sector.en.casefold()}
        if typed and typed.casefold().strip() in names:
            return one.sector.key
        if not typed and interaction.user.id in {one.head, one.deputy}:
            return one.sector.key
    raise Refusal("Choose the sector from the list that appears while you type.")


@DOSSIER.command(name=locale_str("list"), description=locale_str("The dossiers that you may see"))
@app_commands.rename(closed=locale_str("closed"))
@app_commands.describe(closed=locale_str("Those that are closed"))
async def list_(interaction: Interaction, closed: bool = False) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    found = await client.services.dossiers.theirs(
        caller_of(interaction), closed=closed, now=client.clock.now()
    )
    say = answer.in_zone(found.community.zone)
    await answer.send(embeds=[cards.listed(found, say, closed=closed)], view=list_view(found, say))


@DOSSIER.command(
    name=locale_str("show"), description=locale_str("One dossier: timeline, documents, whom it waits for")
)
@app_commands.rename(dossier=locale_str("dossier"))
@app_commands.describe(dossier=locale_str("Which dossier?"))
@app_commands.autocomplete(dossier=offer)
async def show_(interaction: Interaction, dossier: str) -> None:
    client = interaction.client
    shown = await client.services.dossiers.of(
        caller_of(interaction), number_of(dossier), now=client.clock.now()
    )
    await show(Answer.to(interaction), shown)


@DOSSIER.command(name=locale_str("open"), description=locale_str("Open a dossier for a long matter"))
@app_commands.rename(sector=locale_str("sector"), question=locale_str("question"))
@app_commands.describe(
    sector=locale_str("Which sector carries it? Yours, if you leave it empty"),
    question=locale_str("The number of the desk question that it begins from; who asked sees it, too"),
)
@app_commands.autocomplete(sector=offer_sectors)
async def open_(
    interaction: Interaction,
    sector: str = "",
    question: app_commands.Range[int, 1, 999_999_999] | None = None,
) -> None:
    answer, dossiers = Answer.to(interaction), interaction.client.services.dossiers
    caller = caller_of(interaction)
    await dossiers.may_open(caller)
    if question is None:
        await answer.form(forms.open_form(answer.say, await sector_key(interaction, sector), 0))
        return
    asked = await dossiers.from_question(caller, question)
    key = await sector_key(interaction, sector or asked.sector)
    await answer.form(
        forms.open_form(answer.say, key, asked.number, title=asked.text, asked=asked.text, asker=asked.asker)
    )


open_.extras["opens_form"] = True


@DOSSIER.command(name=locale_str("add"), description=locale_str("Note what happened"))
@app_commands.rename(
    dossier=locale_str("dossier"),
    what=locale_str("what"),
    day=locale_str("when"),
    who=locale_str("who"),
    internal=locale_str("internal"),
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    what=locale_str("What happened?"),
    day=locale_str("When? Like yesterday or 13 March; today, if you leave it empty"),
    who=locale_str("Who did it? De Sektor, if you leave it empty"),
    internal=locale_str("Only for who works on it; never in the summary"),
)
@app_commands.autocomplete(dossier=offer)
@app_commands.choices(who=WHO)
async def add(
    interaction: Interaction,
    dossier: str,
    what: app_commands.Range[str, 1, 1000],
    day: str = "",
    who: str = Who.US.value,
    internal: bool = False,
) -> None:
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    answer, number = Answer.to(interaction), number_of(dossier)
    seen = await client.services.dossiers.of(caller, number, now=now)
    shown = await client.services.dossier_keeping.add(
        caller,
        number,
        what,
        read_past_day(day, now=now, zone=seen.community.zone),
        who=Who(who),
        internal=internal,
        now=now,
    )
    say = answer.in_zone(shown.community.zone)
    newest = max(shown.entries, key=lambda one: one.id)
    await show(answer, shown, cards.reading_back(newest, say))


@DOSSIER.command(
    name=locale_str("document"), description=locale_str("Add a document: a link, a file, or a place")
)
@app_commands.rename(
    dossier=locale_str("dossier"),
    name=locale_str("name"),
    link=locale_str("link"),
    file=locale_str("file"),
    internal=locale_str("internal"),
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    name=locale_str("What is it, or where does it lie?"),
    link=locale_str("If it stands somewhere"),
    file=locale_str("The file itself, at most 8 MB; only its people see it"),
    internal=locale_str("Only for who works on it; never in the summary"),
)
@app_commands.autocomplete(dossier=offer)
async def document(
    interaction: Interaction,
    dossier: str,
    name: app_commands.Range[str, 1, 120],
    link: str = "",
    file: discord.Attachment | None = None,
    internal: bool = False,
) -> None:
    client, caller = interaction.client, caller_of(interaction)
    number = number_of(dossier)
    # who may not see it sends nothing here
    await client.services.dossiers.of(caller, number, now=client.clock.now())
    kept = await fetched(interaction, Upload.of(file)) if file is not None else None
    shown = await client.services.dossier_keeping.document(
        caller, number, name, link=link, file=kept, internal=internal, now=client.clock.now()
    )
    await show(Answer.to(interaction), shown)


@DOSSIER.command(name=locale_str("wait"), description=locale_str("Whom it waits for, and since when"))
@app_commands.rename(
    dossier=locale_str("dossier"),
    what=locale_str("waits-for"),
    note=locale_str("note"),
    since=locale_str("since"),
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    what=locale_str("Whom does it wait for?"),
    note=locale_str("For what?"),
    since=locale_str("Since when? Today, if you leave it empty"),
)
@app_commands.autocomplete(dossier=offer)
@app_commands.choices(what=WAITS)
async def wait(interaction: Interaction, dossier: str, what: str, note: str = "", since: str = "") -> None:
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    number = number_of(dossier)
    seen = await client.services.dossiers.of(caller, number, now=now)
    shown = await client.services.dossier_keeping.wait(
        caller,
        number,
        None if what == forms.NOBODY else WaitsFor(what),
        note,
        read_past_day(since, now=now, zone=seen.community.zone),
        now=now,
    )
    await show(Answer.to(interaction), shown)


@DOSSIER.command(
    name=locale_str("summary"), description=locale_str("One page for a civil servant, as PDF and Markdown")
)
@app_commands.rename(dossier=locale_str("dossier"), language=locale_str("language"))
@app_commands.describe(
    dossier=locale_str("Which dossier?"), language=locale_str("In Dutch, if you leave it empty")
)
@app_commands.autocomplete(dossier=offer)
@app_commands.choices(language=LANGUAGES)
async def summary(interaction: Interaction, dossier: str, language: str = "nl") -> None:
    await send_summary(interaction, Answer.to(interaction), number_of(dossier), language)


@DOSSIER.command(name=locale_str("close"), description=locale_str("Close it, with what came of it"))
@app_commands.rename(
    dossier=locale_str("dossier"), outcome=locale_str("ending"), text=locale_str("explanation")
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    outcome=locale_str("How did it end?"),
    text=locale_str("What was decided?"),
)
@app_commands.autocomplete(dossier=offer)
@app_commands.choices(outcome=OUTCOMES)
async def close(interaction: Interaction, dossier: str, outcome: str, text: str = "") -> None:
    client = interaction.client
    shown = await client.services.dossier_keeping.close(
        caller_of(interaction), number_of(dossier), Outcome(outcome), text, now=client.clock.now()
    )
    await show(Answer.to(interaction), shown)
