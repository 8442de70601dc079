"""What happens when a form is sent: what was typed is kept first, then understood and shown."""

import re

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import Filled, Form, Interaction
from bot.words import plain
from cogs.events.drafting import preview, take_poster


class BasicsForm(Form):
    template = re.compile(r"draft:(?P<draft>\d{1,18}):basics")

    def __init__(self, draft: str) -> None:
        self.draft_id = int(draft)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        await client.services.drafts.put(
            self.draft_id,
            caller_of(interaction),
            typed=filled.texts,
            themes=tuple(filled.choices.get("themes", ())),
            now=client.clock.now(),
        )
        problem = await take_poster(interaction, self.draft_id, filled.uploads.get("poster", ()))
        await preview(interaction, answer, self.draft_id, problems=[problem])


class DetailsForm(Form):
    template = re.compile(r"draft:(?P<draft>\d{1,18}):details")

    def __init__(self, draft: str) -> None:
        self.draft_id = int(draft)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        await client.services.drafts.put(
            self.draft_id, caller_of(interaction), typed=filled.texts, now=client.clock.now()
        )
        await preview(interaction, answer, self.draft_id)


class ReasonForm(Form):
    """*Cancel*, *Decline* and *Ask for more*: one field that says why."""

    template = re.compile(r"event:(?P<event>\d{1,18}):(?P<act>cancel|decline|ask)-form")

    def __init__(self, event: str, act: str) -> None:
        self.event_id, self.act = int(event), act

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        events, say = interaction.client.services.events, answer.say
        caller, now, text = (
            caller_of(interaction),
            interaction.client.clock.now(),
            filled.texts.get("reason", ""),
        )
        if self.act == "cancel":
            event = await events.cancel(self.event_id, caller, text, now=now)
            title = plain(event.details.title)
            await answer.send(say("“{title}” is cancelled; its messages say so in a moment.", title=title))
        elif self.act == "decline":
            event = await events.decline(self.event_id, caller, text, now=now)
            name = plain(event.made_by)
            if event.submitter is None:
                await answer.send(say("Declined. It stays out of the agenda."))
                return
            await answer.send(say("Declined. {name} gets your reason in a private message.", name=name))
        else:
            event = await events.ask(self.event_id, caller, text, now=now)
            name = plain(event.made_by)
            await answer.send(say("Asked. {name} gets your question in a private message.", name=name))
