"""*Close*: how do you do this yourself next time?"""

import re

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_group import offer_questions, question_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, choice_field, modal, text_field
from cogs.desk_closing.drafting import offer_draft
from domain.desk.drafting import MOST_HOW, Outcome
from domain.refusal import Refusal
from domain.texts import shortened
from services.desk import Opened


class CloseButton(DurableButton, template=r"desk:(?P<question>\d{1,18}):close(?::(?P<tag>[a-z_]{1,20}))?"):
    opens_form = True

    def __init__(self, question: str, tag: str | None = None) -> None:
        super().__init__(discord.ui.Button(custom_id=f"desk:{question}:close", label="close"))
        self.question_id = int(question)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        caller = caller_of(interaction)
        opened = await interaction.client.services.desk.open_by_id(caller, self.question_id)
        say = answer.in_zone(opened.shown.community.zone)
        if caller.id != opened.shown.question.asker:
            await interaction.client.services.desk_work.may_work(caller, self.question_id)
            await answer.form(close_form(opened, say))
        else:
            await answer.form(asker_form(opened, say))


class CloseForm(Form):
    template = re.compile(r"desk:(?P<question>\d{1,18}):close-form")

    def __init__(self, question: str) -> None:
        self.question_id = int(question)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        how, why_not = filled.texts.get("how", ""), filled.texts.get("why_not", "")
        chosen = filled.choices.get("outcome", ())
        outcome = Outcome(chosen[0]) if chosen else None
        try:
            await close_it(interaction, answer, self.question_id, how, why_not, outcome)
        except Refusal as refusal:
            typed = shortened(how or why_not, 1500)
            text = answer.say.message(refusal.message_id, refusal.params)
            back = answer.say("You typed:") + f"\n>>> {discord.utils.escape_mentions(typed)}" if typed else ""
            await answer.send(f"{text}\n{back}".strip())


def close_form(opened: Opened, say: Say) -> discord.ui.Modal:
    question = opened.shown.question
    return modal(
        say("Close question no. {number}", number=str(question.number)),
        f"desk:{question.id}:close-form",
        text_field(
            "how",
            say("How does one do this oneself?"),
            hint=say("For the next one who asks. One step a line can become a workflow."),
            most=MOST_HOW,
            long=True,
        ),
        choice_field(
            "outcome",
            say("Make something of it?"),
            outcome_options(say),
            hint=say("A draft without names, for a second person to look at."),
            required=False,
        ),
        text_field(
            "why_not",
            say("Or why can it not be written down?"),
            hint=say("The asker can read this."),
            most=1000,
            long=True,
        ),
    )


def asker_form(opened: Opened, say: Say) -> discord.ui.Modal:
    question = opened.shown.question
    return modal(
        say("Close question no. {number}", number=str(question.number)),
        f"desk:{question.id}:close-form",
        text_field(
            "why_not", say("How did it end?"), hint=say("You may leave this empty."), most=1000, long=True
        ),
    )


def outcome_options(say: Say) -> list[discord.SelectOption]:
    """The reader's own language first."""
    labels = {
        Outcome.ARTICLE_NL: say("An article in Dutch"),
        Outcome.ARTICLE_EN: say("An article in English"),
        Outcome.WORKFLOW_NL: say("A workflow in Dutch"),
        Outcome.WORKFLOW_EN: say("A workflow in English"),
    }
    order = sorted(labels, key=lambda one: (one.language.value != say.locale, list(labels).index(one)))
    return [discord.SelectOption(label=labels[one], value=one.value) for one in order]


async def close_it(
    interaction: Interaction,
    answer: Answer,
    question_id: int,
    how: str,
    why_not: str,
    outcome: Outcome | None,
) -> None:
    """Close it, and go on to the draft if one was wished for."""
    client, caller = interaction.client, caller_of(interaction)
    shown = await client.services.desk_closing.close(
        caller, question_id, how=how, why_not=why_not, now=client.clock.now()
    )
    say = answer.in_zone(shown.community.zone)
    closed = say("Question no. {number} is closed.", number=str(shown.question.number))
    if caller.id == shown.question.asker:
        await answer.send(closed)
    elif outcome is None or not how.strip():
        later = say("You can still make an article of it: `/desk draft`.") if how.strip() else ""
        await answer.send(
            f"{closed} {say('The asker hears it, and can say whether it helped.')} {later}".strip()
        )
    else:
        await offer_draft(interaction, answer, question_id, outcome, before=closed)


@app_commands.command(
    name=locale_str("close"), description=locale_str("Close a question, and say how one does it oneself")
)
@app_commands.rename(number=locale_str("number"))
@app_commands.describe(
    number=locale_str("Which question? Its number; in its thread you can leave it out"),
)
@app_commands.autocomplete(number=offer_questions)
async def close(interaction: Interaction, number: int | None = None) -> None:
    answer, caller = Answer.to(interaction), caller_of(interaction)
    question_id = await question_of(interaction, number)
    opened = await interaction.client.services.desk.open_by_id(caller, question_id)
    say = answer.in_zone(opened.shown.community.zone)
    if caller.id == opened.shown.question.asker:
        await answer.form(asker_form(opened, say))
        return
    await interaction.client.services.desk_work.may_work(caller, question_id)
    await answer.form(close_form(opened, say))


close.extras["opens_form"] = True
