"""“Why did this pass?”, and the file by which anybody checks it."""

import io

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import timestamp
from bot.ui import DurableButton, Interaction, view_of
from cogs.decisions import outcome_cards
from domain.refusal import Refusal
from services.register import Form as FileForm

_ID = r"decision:(?P<decision>\d{1,18})"


class WhyButton(DurableButton, template=_ID + r":why"):
    """“Why did this pass?”, in the reader's language, and the file to check it with."""

    def __init__(self, decision: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:why",
                label=label or "?",
                emoji="🧮",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision = int(decision)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        decision = await client.services.register.get(caller, self.decision)
        outcome = await client.services.register.reasons(caller, self.decision)
        text = outcome_cards.why_words(decision.terms, outcome, say, None)
        how = say(
            "Check it yourself: `sektor tally {number}.json --seal {seal}`",
            number=decision.name,
            seal=decision.seal[:8],
        )
        await answer.send(
            f"{text}\n\n-# {how}",
            view=view_of(ExportButton(str(self.decision), "json", say("Download to check"))),
        )


class ExportButton(DurableButton, template=_ID + r":export:(?P<form>json|csv|blt)"):
    def __init__(self, decision: str, form: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:export:{form}",
                label=label or form,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision, self.form = int(decision), FileForm(form)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await send_export(interaction, answer, self.decision, self.form)


async def send_export(interaction: Interaction, answer: Answer, decision_id: int, form: FileForm) -> None:
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    decision = await client.services.register.get(caller, decision_id)
    data = await client.services.register.export(caller, decision_id, form)
    lines = [say("{number} as a file, every entry of it.", number=decision.name)]
    if form is FileForm.JSON:
        lines.append(
            say(
                "Check it: `sektor tally {number}.json --seal {seal}`",
                number=decision.name,
                seal=decision.seal[:8],
            )
        )
    elif form is FileForm.BLT and not data:
        raise Refusal("Only a ranked choice can be exported as BLT. Choose JSON or CSV.")
    if decision.runs:
        lines.append(
            say("It runs until {closes}, so this is how it stands now.", closes=timestamp(decision.closes))
        )
    file = discord.File(io.BytesIO(data), f"{decision.name}.{form.value}")
    await answer.send("\n".join(lines), files=[file])
