"""What a dossier gives to take along: its summary, and the files that are kept with it."""

import io

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.dossier_words import (
    after_steps,
    before_steps,
    left_out_line,
    step_line,
    summary_markdown,
    summary_page,
)
from bot.i18n import Say
from bot.ui import Interaction
from domain.refusal import Refusal
from posters.press import CannotPrint, Lane
from posters.sheets import Format, Kind, SummarySheet
from services.dossiers import ShownDossier


def summary_sheet(shown: ShownDossier, say: Say, made: int) -> SummarySheet:
    """`made`: when, in seconds since 1970."""
    found = summary_page(shown, say)
    before, after = before_steps(shown, found, say), after_steps(shown, found, say)
    steps = [step_line(one, say) for one in found.steps]
    return SummarySheet(
        paper="#ffffff",
        ink="#111111",
        language=say.locale,
        title=before[0][1],
        community=shown.community.name,
        changed=made,
        lines=[{"kind": kind, "text": text} for kind, text in before],
        steps=steps,
        more=[left_out_line(found.left_out + gone, say) for gone in range(len(steps) + 1)],
        after=[{"kind": kind, "text": text} for kind, text in after],
    )


async def send_summary(interaction: Interaction, answer: Answer, number: int, language: str) -> None:
    """One page as PDF and as Markdown, in either language whatever the reader's own."""
    client, now = interaction.client, interaction.client.clock.now()
    shown = await client.services.dossiers.of(caller_of(interaction), number, now=now)
    if not shown.insider:
        raise Refusal("Only its owner, its helpers and the heads of its sector take a summary along.")
    say, paper = answer.in_zone(shown.community.zone), Say(language, shown.community.zone)
    name = f"dossier-{number}-{language}"
    files = [discord.File(io.BytesIO(summary_markdown(shown, paper).encode()), f"{name}.md")]
    words = say(
        "Here it is, on one page, without internal notes and the names of its people. Read it once before "
        "you send it."
    )
    if not shown.dossier.contact:
        words += " " + say("With `/dossier contact` you are in it as the person to be reached.")
    try:
        sheet = summary_sheet(shown, paper, int(now.timestamp()))
        printed = await client.services.posters.print(sheet, Format.PORTRAIT, Kind.PDF, Lane.CHAT)
        files.insert(0, discord.File(io.BytesIO(printed.body), f"{name}.pdf"))
    except CannotPrint:
        words = say("The PDF could not be made just now; here is the text.")
    await answer.send(words, files=files)


async def send_file(interaction: Interaction, answer: Answer, number: int, document: int) -> None:
    client = interaction.client
    paper, file = await client.services.dossier_keeping.file(caller_of(interaction), number, document)
    await answer.send(
        answer.say("Here it is: {name}", name=discord.utils.escape_markdown(paper.name)),
        files=[discord.File(io.BytesIO(file.data), file.name)],
    )
