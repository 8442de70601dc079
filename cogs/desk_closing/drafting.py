"""What was said becomes a draft: of a public question with one press, of a private one after a look at it."""

import re

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_group import offer_questions, question_of
from bot.desk_names import names_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field, view_of
from bot.words import SIGNAL, plain
from domain.desk.drafting import MOST_DRAFT, MOST_TITLE, Outcome
from domain.texts import shortened
from services.desk_closing import Preview

_ID = r"deskdraft:(?P<question>\d{1,18}):(?P<outcome>(?:article|workflow):(?:nl|en))"


class SendButton(DurableButton, template=_ID + r":send"):
    def __init__(self, question: str, outcome: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"deskdraft:{question}:{outcome}:send",
                label=label or "send",
                emoji="📨",
                style=discord.ButtonStyle.success,
            )
        )
        self.question_id, self.outcome = int(question), Outcome(outcome)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await send(interaction, answer, self.question_id, self.outcome)


class ChangeButton(DurableButton, template=_ID + r":change"):
    opens_form = True

    def __init__(self, question: str, outcome: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"deskdraft:{question}:{outcome}:change",
                label=label or "change",
                emoji="✏️",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.question_id, self.outcome = int(question), Outcome(outcome)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        people = await client.services.desk_closing.people(caller, self.question_id)
        names = await names_of(interaction.guild, people)
        preview = await client.services.desk_closing.preview(caller, self.question_id, self.outcome, names)
        await answer.form(change_form(preview, self.outcome, answer.in_zone(preview.shown.community.zone)))


class ChangeForm(Form):
    template = re.compile(_ID + r":form")

    def __init__(self, question: str, outcome: str) -> None:
        self.question_id, self.outcome = int(question), Outcome(outcome)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        title, body = filled.texts.get("title", ""), filled.texts.get("body", "")
        await send(interaction, answer, self.question_id, self.outcome, title=title, body=body)


def change_form(preview: Preview, outcome: Outcome, say: Say) -> discord.ui.Modal:
    return modal(
        say("What is to be in it?"),
        f"deskdraft:{preview.shown.question.id}:{outcome.value}:form",
        text_field("title", say("Title"), value=preview.drafted.title, most=MOST_TITLE, required=True),
        text_field(
            "body",
            say("Text"),
            hint=say("Markdown: ## begins a heading. Names are taken out once more."),
            value=preview.drafted.body,
            most=MOST_DRAFT,
            required=True,
            long=True,
        ),
    )


async def offer_draft(
    interaction: Interaction, answer: Answer, question_id: int, outcome: Outcome, *, before: str = ""
) -> None:
    """A public question's draft is made at once; a private one's is shown first, with what was taken out."""
    client, caller = interaction.client, caller_of(interaction)
    people = await client.services.desk_closing.people(caller, question_id)
    names = await names_of(interaction.guild, people)
    preview = await client.services.desk_closing.preview(caller, question_id, outcome, names)
    if preview.shown.question.public:
        await send(interaction, answer, question_id, outcome, before=before)
        return
    say = answer.in_zone(preview.shown.community.zone)
    key = str(question_id)
    text = say(
        "This is a private question. Look first whether anybody can be recognised in the draft; nobody else "
        "has seen it yet. A second person looks at it before it stands, and only members can read it then."
    )
    await answer.send(
        f"{before} {text}".strip(),
        embeds=[draft_card(preview, say)],
        view=view_of(
            SendButton(key, outcome.value, say("Send it to be looked at")),
            ChangeButton(key, outcome.value, say("Change it first")),
        ),
    )


def draft_card(preview: Preview, say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=shortened(f"📝 {plain(preview.drafted.title)}", 250),
        description=shortened(preview.drafted.body, 3500),
        colour=SIGNAL,
    )
    taken = ", ".join(f"“{plain(one)}”" for one in preview.drafted.taken)
    embed.add_field(
        name=say("Taken out"),
        value=shortened(taken, 1000) or say("No names or addresses were found in it."),
        inline=False,
    )
    return embed


async def send(
    interaction: Interaction,
    answer: Answer,
    question_id: int,
    outcome: Outcome,
    *,
    title: str = "",
    body: str = "",
    before: str = "",
) -> None:
    """Propose it to a second person; the question knows what came of it."""
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    closing = client.services.desk_closing
    names = await names_of(interaction.guild, await closing.people(caller, question_id))
    preview, article = await closing.article(
        caller, question_id, outcome, names, title=title, body=body, now=now
    )
    proposal = await client.services.writing.propose(caller, preview.again, article, now=now)
    await closing.came(caller, question_id, proposal.key, now=now)
    say = answer.in_zone(preview.shown.community.zone)
    count = len(preview.drafted.taken)
    lines = [
        before,
        say(
            "The draft “{title}” waits for a second person in the review channel. It stands once they agree.",
            title=plain(article.title),
        ),
        say.many("{n} name or address was taken out.", "{n} names or addresses were taken out.", count)
        if count
        else "",
    ]
    text = " ".join(line for line in lines if line)
    if before:
        await answer.send(text)
    else:
        await answer.update(text)


@app_commands.command(
    name=locale_str("draft"), description=locale_str("Make an article or a workflow of a closed question")
)
@app_commands.rename(number=locale_str("number"), outcome=locale_str("as"))
@app_commands.describe(
    number=locale_str("Which question? Its number; in its thread you can leave it out"),
    outcome=locale_str("What is it to become?"),
)
@app_commands.choices(
    outcome=[
        Choice(name=locale_str("An article in Dutch"), value=Outcome.ARTICLE_NL.value),
        Choice(name=locale_str("An article in English"), value=Outcome.ARTICLE_EN.value),
        Choice(name=locale_str("A workflow in Dutch"), value=Outcome.WORKFLOW_NL.value),
        Choice(name=locale_str("A workflow in English"), value=Outcome.WORKFLOW_EN.value),
    ]
)
@app_commands.autocomplete(number=offer_questions)
async def draft(interaction: Interaction, outcome: str, number: int | None = None) -> None:
    question_id = await question_of(interaction, number)
    await offer_draft(interaction, Answer.to(interaction), question_id, Outcome(outcome))
