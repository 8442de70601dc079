"""/action and /actions, and the private message that reminds of one."""

from datetime import datetime

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, or_nothing, view_of
from bot.words import plain
from cogs.minutes import cards
from domain.meetings.actions import State
from domain.refusal import Refusal
from domain.texts import shortened
from domain.when import AskBack, read_when
from services.actions import ShownAction


class ActionButton(DurableButton, template=r"action:(?P<action>\d{1,18}):done"):
    def __init__(self, action: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"action:{action}:done",
                label=label or "done",
                emoji="☑️",
                style=discord.ButtonStyle.success,
            )
        )
        self.action_id = int(action)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        done = await client.services.actions.finish(
            caller_of(interaction), self.action_id, State.DONE, now=client.clock.now()
        )
        await answer.send(answer.say("Done: “{what}”. Thank you!", what=plain(done.what)))


@app_commands.command(name=locale_str("action"), description=locale_str("Note who does what, by when"))
@app_commands.guild_only()
@app_commands.rename(who=locale_str("who"), what=locale_str("what"), due=locale_str("by"))
@app_commands.describe(
    who=locale_str("Who does it?"),
    what=locale_str("What is to be done?"),
    due=locale_str("By when? Like 1 April, or next friday"),
)
async def action(interaction: Interaction, what: str, due: str, who: discord.User | None = None) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    caller, now = caller_of(interaction), client.clock.now()
    shown, _ = await client.services.actions.open(caller)
    if who is not None and who.bot:
        raise Refusal("A bot does nothing by itself: choose a person under `who`.")
    found = read_when(due, now=now, zone=shown.zone)
    if isinstance(found, AskBack):
        raise Refusal("“{text}” can mean more than one day. Write it like 1 April 2027.", text=due[:60])
    start = found.start
    day = start.astimezone(shown.zone).date() if isinstance(start, datetime) else start
    noted = await client.services.actions.add(
        caller,
        who.id if who is not None else None,
        who.display_name if who is not None else "",
        what,
        day,
        now=now,
    )
    say = answer.in_zone(shown.zone)
    await answer.send(say("Noted. {action}", action=cards.action(noted.action, say)))


@app_commands.command(name=locale_str("actions"), description=locale_str("Action points that are not done"))
@app_commands.guild_only()
@app_commands.rename(done=locale_str("done"), dropped=locale_str("dropped"))
@app_commands.describe(
    done=locale_str("Tick this one off"), dropped=locale_str("This one needs not be done any more")
)
async def actions(interaction: Interaction, done: str = "", dropped: str = "") -> None:
    client, answer, caller = interaction.client, Answer.to(interaction), caller_of(interaction)
    for typed, state in ((done, State.DONE), (dropped, State.DROPPED)):
        if typed:
            if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
                raise Refusal("Choose from the list that appears while you type.")
            await client.services.actions.finish(caller, int(typed), state, now=client.clock.now())
    community, found = await client.services.actions.open(caller)
    say = answer.in_zone(community.zone)
    await answer.send(cards.action_list(found, say))


@actions.autocomplete("done")
@actions.autocomplete("dropped")
@or_nothing
async def _offer(interaction: Interaction, typed: str) -> list[Choice[str]]:
    _, found = await interaction.client.services.actions.open(caller_of(interaction))
    return [
        Choice(name=shortened(f"{one.name}: {one.what}", 100), value=str(one.id))
        for one in found
        if typed.casefold() in f"{one.name}: {one.what}".casefold()
    ][:25]


def reminder(shown: ShownAction) -> tuple[str, discord.ui.View]:
    """In the reader's language if it is known, else in the server's with English below."""
    community, one = shown.community, shown.action
    own = Say(shown.locale or community.locale, community.zone)
    voices = [own] if shown.locale or own.locale == "en" else [own, Say("en", community.zone)]
    text = "\n".join(
        "☑️ "
        + say(
            "You would do this by {day}: “{what}”. Press the button when it is done.",
            day=say.weekday(one.due),
            what=plain(one.what),
        )
        for say in voices
    )
    label = " · ".join(dict.fromkeys(say("Done") for say in voices))
    return text[:2000], view_of(ActionButton(str(one.id), label))
