"""/meeting agenda, and *Put on the agenda* on a message."""

import re

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, locale_of
from bot.meeting_words import title_of
from bot.minutes_words import item_title
from bot.ui import Filled, Form, Interaction, modal, or_nothing, text_field
from bot.words import Voice, plain
from cogs.minutes import cards
from domain.meetings.agenda import MOST_ENGLISH, MOST_MINUTES, MOST_TITLE, USUAL_MINUTES
from domain.refusal import Refusal
from domain.texts import one_line, shortened
from domain.venues import folded
from services.meeting_agenda import ShownAgenda

AGENDA = app_commands.Group(
    name=locale_str("agenda"), description=locale_str("What is talked about at a meeting")
)


def number_of(typed: str, what: str = "") -> int:
    """0 for what was left out."""
    if not typed:
        return 0
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise Refusal("Choose from the list that appears while you type.")
    return int(typed)


@or_nothing
async def offer_meetings(interaction: Interaction, typed: str) -> list[Choice[str]]:
    client = interaction.client
    listing = await client.services.meetings.listing(caller_of(interaction), now=client.clock.now())
    say = Say(locale_of(interaction.locale), listing.community.zone)
    found = []
    for one in (*listing.coming, *listing.finding):
        when = say.short_day(one.starts) if one.starts is not None else say("no date yet")
        name = f"{title_of(one, say)} · {when}"
        if folded(typed) in folded(name):
            found.append(Choice(name=shortened(name, 100), value=str(one.id)))
    return found[:25]


@or_nothing
async def offer_items(interaction: Interaction, typed: str) -> list[Choice[str]]:
    client = interaction.client
    given = str(getattr(interaction.namespace, "meeting", "") or "")
    shown = await client.services.meeting_agenda.of(
        caller_of(interaction), number_of(given), now=client.clock.now()
    )
    say = Say(locale_of(interaction.locale), shown.community.zone)
    names = [(f"{n}. {item_title(one, say)}", one.id) for n, one in enumerate(shown.items, start=1)]
    return [
        Choice(name=shortened(one_line(name), 100), value=str(number))
        for name, number in names
        if folded(typed) in folded(name)
    ][:25]


@AGENDA.command(name=locale_str("show"), description=locale_str("What is on the agenda"))
@app_commands.rename(meeting=locale_str("meeting"))
@app_commands.describe(meeting=locale_str("Which meeting? The next one, if you leave it empty"))
@app_commands.autocomplete(meeting=offer_meetings)
async def show(interaction: Interaction, meeting: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.meeting_agenda.of(
        caller_of(interaction), number_of(meeting), now=client.clock.now()
    )
    await _answer(answer, shown, "")


@AGENDA.command(name=locale_str("add"), description=locale_str("Put something on the agenda"))
@app_commands.rename(
    title=locale_str("title"),
    minutes=locale_str("minutes"),
    english=locale_str("english"),
    owner=locale_str("owner"),
    meeting=locale_str("meeting"),
)
@app_commands.describe(
    title=locale_str("What is it about?"),
    minutes=locale_str("How many minutes do you want? 10, if you leave it empty"),
    english=locale_str("One line in English, for who reads no Dutch"),
    owner=locale_str("Who leads it? You, if you leave it empty"),
    meeting=locale_str("Which meeting? The next one, if you leave it empty"),
)
@app_commands.autocomplete(meeting=offer_meetings)
async def add(
    interaction: Interaction,
    title: str,
    minutes: app_commands.Range[int, 1, MOST_MINUTES] = USUAL_MINUTES,
    english: str = "",
    owner: discord.User | None = None,
    meeting: str = "",
) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown, item = await client.services.meeting_agenda.add(
        caller_of(interaction),
        number_of(meeting),
        title,
        english=english,
        minutes=minutes,
        owner=owner.id if owner is not None else None,
        now=client.clock.now(),
    )
    await _answer(answer, shown, answer.say("“{title}” is on the agenda.", title=plain(item.title)))


@AGENDA.command(
    name=locale_str("change"),
    description=locale_str("Give an item another place, time, owner or English line"),
)
@app_commands.rename(
    item=locale_str("item"),
    place=locale_str("position"),
    minutes=locale_str("minutes"),
    owner=locale_str("owner"),
    english=locale_str("english"),
    meeting=locale_str("meeting"),
)
@app_commands.describe(
    item=locale_str("Which item?"),
    place=locale_str("At which place from now on? 1 is first"),
    minutes=locale_str("How many minutes?"),
    owner=locale_str("Who leads it?"),
    english=locale_str("One line in English, for who reads no Dutch"),
    meeting=locale_str("Which meeting? The next one, if you leave it empty"),
)
@app_commands.autocomplete(item=offer_items, meeting=offer_meetings)
async def change(
    interaction: Interaction,
    item: str,
    place: app_commands.Range[int, 1, 40] | None = None,
    minutes: app_commands.Range[int, 1, MOST_MINUTES] | None = None,
    owner: discord.User | None = None,
    english: str | None = None,
    meeting: str = "",
) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.meeting_agenda.change(
        caller_of(interaction),
        number_of(item),
        place=place,
        minutes=minutes,
        owner=owner.id if owner is not None else None,
        english=english,
        now=client.clock.now(),
    )
    await _answer(answer, shown, answer.say("Changed."))


@AGENDA.command(name=locale_str("remove"), description=locale_str("Take an item off the agenda"))
@app_commands.rename(item=locale_str("item"), meeting=locale_str("meeting"))
@app_commands.describe(
    item=locale_str("Which item?"), meeting=locale_str("Which meeting? The next one, if you leave it empty")
)
@app_commands.autocomplete(item=offer_items, meeting=offer_meetings)
async def remove(interaction: Interaction, item: str, meeting: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.meeting_agenda.remove(
        caller_of(interaction), number_of(item), now=client.clock.now()
    )
    await _answer(answer, shown, answer.say("It is off the agenda."))


@app_commands.context_menu(name=locale_str("Put on the agenda"))
@app_commands.guild_only()
async def put_on_agenda(interaction: Interaction, message: discord.Message) -> None:
    say = Answer.to(interaction).say
    form = modal(
        say("Put on the agenda"),
        f"agenda-item:{message.channel.id}:{message.id}",
        text_field(
            "title",
            say("What is it about?"),
            value=shortened(one_line(message.content), 100),
            most=MOST_TITLE,
            required=True,
        ),
        text_field("minutes", say("Minutes wanted"), value=str(USUAL_MINUTES), most=3, required=True),
        text_field("english", say("One line in English"), most=MOST_ENGLISH),
    )
    await Answer.to(interaction).form(form)


put_on_agenda.extras["opens_form"] = True


class ItemForm(Form):
    template = re.compile(r"agenda-item:(?P<channel>\d{1,20}):(?P<message>\d{1,20})")

    def __init__(self, channel: str, message: str) -> None:
        self.channel, self.message = channel, message

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, texts = interaction.client, filled.texts
        typed = texts.get("minutes", "").strip()
        if not typed.isascii() or not typed.isdigit():
            raise Refusal("Give the minutes as a number, like 10.")
        shown, item = await client.services.meeting_agenda.add(
            caller_of(interaction),
            0,
            texts.get("title", ""),
            english=texts.get("english", ""),
            minutes=int(typed),
            link=f"https://discord.com/channels/{interaction.guild_id}/{self.channel}/{self.message}",
            now=client.clock.now(),
        )
        await _answer(answer, shown, answer.say("“{title}” is on the agenda.", title=plain(item.title)))


async def _answer(answer: Answer, shown: ShownAgenda, words: str) -> None:
    answer.in_zone(shown.community.zone)
    voice = Voice(shown.community)
    voice.say = answer.say
    if answer.say.locale == "en":
        voice.english = answer.say
    await answer.send(words or None, embeds=[cards.agenda(shown, voice)])
