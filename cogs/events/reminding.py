"""Choosing when to be reminded of an event, under *I'm interested*."""

from collections.abc import Sequence

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, timestamp
from bot.reminding import reminder_name
from bot.ui import DurableSelect, Interaction, view_of
from bot.words import plain
from domain.reminders import Reminder
from services.events import Interest
from services.interest import Reminding


class ReminderSelect(DurableSelect, template=r"event:(?P<event>\d{1,18}):remind"):
    """When to be reminded of this event; what is too late by now is not offered."""

    def __init__(
        self, event: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"event:{event}:remind",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.event_id = int(event)

    @classmethod
    def of(cls, told: Reminding, say: Say) -> "ReminderSelect | None":
        if not told.possible:
            return None
        moments = dict(told.possible)
        chosen = told.reminder if told.moment is not None else Reminder.OFF
        options = [
            discord.SelectOption(
                label=reminder_name(reminder, say),
                value=reminder.value,
                description=say.moment(moments[reminder]) if reminder in moments else None,
                default=reminder is chosen,
            )
            for reminder in Reminder
            if reminder in moments or reminder is Reminder.OFF
        ]
        return cls(str(told.event.id), options, say("When shall I remind you?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        told = await client.services.reminders.choose(
            self.event_id,
            caller_of(interaction),
            Reminder(self.chosen(interaction)[0]),
            now=client.clock.now(),
        )
        if told is None:
            await answer.update(
                answer.say("You are not interested in this event any more, so there is nothing to remind of.")
            )
            return
        say = answer.in_zone(told.community.zone)
        select = ReminderSelect.of(told, say)
        await answer.update(interested_words(told, say), view=view_of(select) if select else None)


def interest_answer(interest: Interest, say: Say) -> tuple[str, "ReminderSelect | None"]:
    """What *I'm interested* answers, and the menu below it."""
    title = plain(interest.event.details.title)
    told = interest.reminding
    if told is None:
        return say("You are not interested in “{title}” any more.", title=title), None
    text = interested_words(told, say)
    if interest.unreachable:
        text += "\n\n⚠️ " + say(
            "The last private message did not reach you: Discord says that you take none from this server. "
            "Allow them in the server's privacy settings, or reminders will not arrive either."
        )
    return text, ReminderSelect.of(told, say)


def interested_words(told: Reminding, say: Say) -> str:
    title = plain(told.event.details.title)
    lines = [say("You are interested in “{title}”. Press again to take that back.", title=title)]
    if told.moment is not None:
        lines.append(f"🔔 {say('I remind you in private on {moment}.', moment=timestamp(told.moment))}")
    elif told.possible and told.reminder is Reminder.OFF:
        lines.append(f"🔕 {say('You get no reminder.')}")
    elif told.possible:
        lines.append(f"🔕 {say('It is too late for your usual reminder; you can choose another.')}")
    if told.possible:
        lines.append(say("If the time or place changes or it is cancelled, you hear that, too."))
    return "\n".join(lines)
