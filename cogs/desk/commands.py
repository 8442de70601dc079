"""/desk take, answer, wait, consult, move, note and so on: all that the buttons do, for threads that are
archived or gone."""

from datetime import time
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_group import offer_questions, question_of
from bot.i18n import Say, locale_of
from bot.ui import Interaction, or_nothing
from cogs.desk import doing
from domain.desk.question import WaitsFor
from domain.naming import bare
from domain.refusal import Refusal

_NUMBER = locale_str("number")
_WHICH = locale_str("Which question? Its number; in its thread you can leave it out")
_PARTIES = [
    Choice(name=locale_str("the asker"), value=WaitsFor.ASKER.value),
    Choice(name=locale_str("the city"), value=WaitsFor.CITY.value),
    Choice(name=locale_str("the venue"), value=WaitsFor.VENUE.value),
    Choice(name=locale_str("somebody else"), value=WaitsFor.OTHER.value),
]


@or_nothing
async def offer_sectors(interaction: Interaction, typed: str) -> list[Choice[str]]:
    carried = await interaction.client.services.sectors.overview(interaction.guild_id or 0)
    locale, wanted = locale_of(interaction.locale), bare(typed)
    return [
        Choice(name=f"{one.sector.emoji} {one.sector.name(locale)}".strip()[:100], value=one.sector.key)
        for one in carried
        if wanted in bare(one.sector.nl) or wanted in bare(one.sector.en)
    ][:25]


@app_commands.command(
    name=locale_str("take"), description=locale_str("Take a question: it is yours from now on")
)
@app_commands.rename(number=_NUMBER)
@app_commands.describe(number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def take(interaction: Interaction, number: int | None = None) -> None:
    await doing.take(interaction, Answer.to(interaction), await question_of(interaction, number))


@app_commands.command(name=locale_str("answer"), description=locale_str("Answer a question"))
@app_commands.rename(text=locale_str("text"), number=_NUMBER)
@app_commands.describe(text=locale_str("Your answer, for who asked"), number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def answer(
    interaction: Interaction, text: app_commands.Range[str, 1, 4000], number: int | None = None
) -> None:
    await doing.answer_it(interaction, Answer.to(interaction), await question_of(interaction, number), text)


@app_commands.command(
    name=locale_str("wait"), description=locale_str("A question waits for somebody outside the desk")
)
@app_commands.rename(party=locale_str("party"), note=locale_str("note"), number=_NUMBER)
@app_commands.describe(
    party=locale_str("For whom does it wait?"),
    note=locale_str("For what exactly? The asker can read this"),
    number=_WHICH,
)
@app_commands.choices(party=_PARTIES)
@app_commands.autocomplete(number=offer_questions)
async def wait(
    interaction: Interaction,
    party: str,
    note: app_commands.Range[str, 0, 200] = "",
    number: int | None = None,
) -> None:
    question = await question_of(interaction, number)
    await doing.wait(interaction, Answer.to(interaction), question, WaitsFor(party), note)


@app_commands.command(
    name=locale_str("resume"), description=locale_str("What a question waited for is there: it goes on")
)
@app_commands.rename(number=_NUMBER)
@app_commands.describe(number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def resume(interaction: Interaction, number: int | None = None) -> None:
    await doing.resume(interaction, Answer.to(interaction), await question_of(interaction, number))


@app_commands.command(
    name=locale_str("consult"), description=locale_str("Ask another sector along; the asker does not see it")
)
@app_commands.rename(sector=locale_str("sector"), text=locale_str("text"), number=_NUMBER)
@app_commands.describe(
    sector=locale_str("Which sector?"),
    text=locale_str("What do you want to know from them?"),
    number=_WHICH,
)
@app_commands.autocomplete(number=offer_questions)
@app_commands.autocomplete(sector=offer_sectors)
async def consult(
    interaction: Interaction,
    sector: str,
    text: app_commands.Range[str, 1, 1500],
    number: int | None = None,
) -> None:
    question = await question_of(interaction, number)
    await doing.consult(interaction, Answer.to(interaction), question, sector, text)


@app_commands.command(name=locale_str("move"), description=locale_str("Give a question to another sector"))
@app_commands.rename(sector=locale_str("sector"), why=locale_str("why"), number=_NUMBER)
@app_commands.describe(
    sector=locale_str("To which sector?"), why=locale_str("Why? The asker can read this"), number=_WHICH
)
@app_commands.autocomplete(number=offer_questions)
@app_commands.autocomplete(sector=offer_sectors)
async def move(
    interaction: Interaction,
    sector: str,
    why: app_commands.Range[str, 0, 300] = "",
    number: int | None = None,
) -> None:
    question = await question_of(interaction, number)
    await doing.move(interaction, Answer.to(interaction), question, sector, why)


@app_commands.command(
    name=locale_str("note"), description=locale_str("A note for who answers; the asker does not see it")
)
@app_commands.rename(text=locale_str("text"), number=_NUMBER)
@app_commands.describe(text=locale_str("What should the others know?"), number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def note(
    interaction: Interaction, text: app_commands.Range[str, 1, 1500], number: int | None = None
) -> None:
    await doing.note(interaction, Answer.to(interaction), await question_of(interaction, number), text)


@app_commands.command(
    name=locale_str("reply"), description=locale_str("Write something about a question without its thread")
)
@app_commands.rename(text=locale_str("text"), number=_NUMBER)
@app_commands.describe(text=locale_str("Your message, for everybody it concerns"), number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def reply(
    interaction: Interaction, text: app_commands.Range[str, 1, 4000], number: int | None = None
) -> None:
    await doing.say_it(interaction, Answer.to(interaction), await question_of(interaction, number), text)


@app_commands.command(name=locale_str("show"), description=locale_str("A question and what happened to it"))
@app_commands.rename(number=_NUMBER)
@app_commands.describe(number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def show(interaction: Interaction, number: int | None = None) -> None:
    await doing.show(interaction, Answer.to(interaction), await question_of(interaction, number))


@app_commands.command(
    name=locale_str("add"), description=locale_str("Let somebody in on a question, to help with it")
)
@app_commands.rename(person=locale_str("person"), number=_NUMBER)
@app_commands.describe(person=locale_str("Who helps?"), number=_WHICH)
@app_commands.autocomplete(number=offer_questions)
async def add(interaction: Interaction, person: discord.User, number: int | None = None) -> None:
    client, reply_to = interaction.client, Answer.to(interaction)
    if person.bot:
        raise Refusal("A bot cannot help with a question. Choose a person.")
    question = await question_of(interaction, number)
    shown = await client.services.desk_work.let_in(
        caller_of(interaction), question, person.id, now=client.clock.now()
    )
    await reply_to.send(
        reply_to.say(
            "{person} sees question no. {number} from now on and is added to its thread.",
            person=person.mention,
            number=str(shown.question.number),
        )
    )


@app_commands.command(
    name=locale_str("settings"), description=locale_str("The answer term and the quiet hours of the desk")
)
@app_commands.rename(
    term=locale_str("term"), quiet_from=locale_str("quiet_from"), quiet_until=locale_str("quiet_until")
)
@app_commands.describe(
    term=locale_str("Working days within which an asker hears"),
    quiet_from=locale_str("From when the desk writes to nobody, like 22:00"),
    quiet_until=locale_str("Until when, like 8:00; the same as from: never quiet"),
)
async def settings(
    interaction: Interaction,
    term: app_commands.Range[int, 1, 30] | None = None,
    quiet_from: str | None = None,
    quiet_until: str | None = None,
) -> None:
    client, reply_to = interaction.client, Answer.to(interaction)
    if term is None and quiet_from is None and quiet_until is None:
        now = await client.services.desk.settings(interaction.guild_id or 0)
    else:
        now = await client.services.desk.change_settings(
            caller_of(interaction),
            term=term,
            quiet_from=_clock(quiet_from),
            quiet_until=_clock(quiet_until),
            now=client.clock.now(),
        )
    say = reply_to.say
    quiet = (
        say("The desk has no quiet hours.")
        if now.quiet_from == now.quiet_until
        else say(
            "Between {begin} and {end} it writes to nobody by itself.",
            begin=now.quiet_from,
            end=now.quiet_until,
        )
    )
    await reply_to.send(f"{_term(now.term, say)} {quiet}")


def _term(days: int, say: Say) -> str:
    return say.many("Who asks hears within {n} working day.", "Who asks hears within {n} working days.", days)


def _clock(typed: str | None) -> time | None:
    if typed is None:
        return None
    hour, _, minute = typed.strip().replace(".", ":").partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as problem:
        raise Refusal("“{time}” is no time. Write one like 22:00.", time=typed[:20]) from problem


COMMANDS: tuple[Any, ...] = (take, answer, wait, resume, consult, move, note, reply, show, add, settings)
