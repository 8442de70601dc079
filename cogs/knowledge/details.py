"""/kb details and /kb steps: what an article's form has no room for, proposed as any other change."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.offers import offer_sectors
from bot.ui import Filled, Form, Interaction, modal, text_field
from cogs.knowledge import proposals
from cogs.knowledge.group import GROUP
from cogs.knowledge.writing import MOST_KEY, Writing
from domain.appointments import named
from domain.knowledge import Audience, Kind, typed_steps
from domain.knowledge.runs import MOST_STEPS
from domain.refusal import Refusal
from domain.texts import one_line
from domain.when import AskBack, read_when

_NONE: Final = "-"
_MOST_ALIASES: Final = 30
_MOST_STEPS_TEXT: Final = 4000


class Details(Writing):
    kb = GROUP

    @kb.command(
        name=locale_str("details"),
        description=locale_str("Other names, who looks after it, when to check it; a second person agrees"),
    )
    @app_commands.rename(
        article=locale_str("article"),
        names=locale_str("names"),
        owner=locale_str("owner"),
        check_every=locale_str("check_every"),
        valid_until=locale_str("valid_until"),
        sector=locale_str("sector"),
        readers=locale_str("readers"),
        translation_of=locale_str("translation_of"),
    )
    @app_commands.describe(
        article=locale_str("Which article?"),
        names=locale_str("Other words that people ask with, between commas; - for none"),
        owner=locale_str("Who looks after it and is asked to check it"),
        check_every=locale_str("Check it again every so many days"),
        valid_until=locale_str("The last day on which it holds, as you would say it; - for no end"),
        sector=locale_str("Which sector looks after it?"),
        readers=locale_str("Who may read it?"),
        translation_of=locale_str("The article in the other language that says the same; - for none"),
    )
    @app_commands.choices(
        readers=[
            Choice(name=locale_str("Everybody"), value=Audience.PUBLIC.value),
            Choice(name=locale_str("Members only"), value=Audience.MEMBERS.value),
        ]
    )
    async def details(
        self,
        interaction: Interaction,
        article: str,
        names: str = "",
        owner: discord.Member | None = None,
        check_every: app_commands.Range[int, 7, 1095] | None = None,
        valid_until: str = "",
        sector: str = "",
        readers: Choice[str] | None = None,
        translation_of: str = "",
    ) -> None:
        client, answer, caller = self._client, Answer.to(interaction), caller_of(interaction)
        now, say = client.clock.now(), answer.say
        shown = await client.services.guides.article(caller, article, say.locale, now=now)
        changes: dict[str, Any] = {}
        if names.strip():
            changes["aliases"] = () if names.strip() == _NONE else _names(names)
        if owner is not None:
            changes["owner"] = str(owner.id)
        if check_every is not None:
            changes["check_every_days"] = check_every
        if valid_until.strip():
            changes["valid_until"] = None if valid_until.strip() == _NONE else self._day(valid_until, answer)
        if sector.strip():
            changes["sector"] = await self._sector(interaction, sector)
        if readers is not None:
            changes["audience"] = Audience(readers.value)
        if translation_of.strip():
            changes["translation_of"] = ""
            if translation_of.strip() != _NONE:
                other = await client.services.guides.article(caller, translation_of, say.locale, now=now)
                if other.article.language is shown.article.language:
                    raise Refusal("“{title}” is in the same language.", title=other.article.title)
                changes["translation_of"] = other.key
        after = replace(shown.article, **changes)
        if after == shown.article:
            raise Refusal(
                "Nothing would change. Fill in what should be different, for example names or check_every."
            )
        proposal = await client.services.writing.propose(caller, shown.key, after, now=now)
        await answer.send(proposals.sent_words(proposal, say))

    @kb.command(
        name=locale_str("steps"),
        description=locale_str("Make an article a step-by-step guide, or change its steps"),
        extras={"opens_form": True},
    )
    @app_commands.rename(article=locale_str("article"))
    @app_commands.describe(article=locale_str("Which article?"))
    async def steps(self, interaction: Interaction, article: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        shown = await client.services.guides.article(
            caller_of(interaction), article, answer.say.locale, now=client.clock.now()
        )
        if len(shown.key) > MOST_KEY:
            raise Refusal("This article can only be changed in its file: its key is too long for a form.")
        text = typed_steps.typed(shown.article.steps)
        if len(text) > _MOST_STEPS_TEXT:
            raise Refusal("These steps are too long for a form. Change them in the article's file.")
        await answer.form(_steps_form(shown.key, text, answer))

    @details.autocomplete("sector")
    async def _sectors(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_sectors(interaction, typed)

    details.autocomplete("article")(Writing._articles)
    details.autocomplete("translation_of")(Writing._articles)
    steps.autocomplete("article")(Writing._articles)

    async def _sector(self, interaction: Interaction, text: str) -> str:
        overview = await self._client.services.sectors.overview(interaction.guild_id or 0)
        return named([one.sector for one in overview], text).key

    def _day(self, text: str, answer: Answer) -> date:
        read = read_when(text, now=self._client.clock.now(), zone=answer.say.zone)
        if isinstance(read, AskBack):
            raise Refusal("Give only the last day on which it holds, for example 31 December 2027.")
        last = read.start
        return last.astimezone(answer.say.zone).date() if isinstance(last, datetime) else last


def _names(text: str) -> tuple[str, ...]:
    found = dict.fromkeys(one_line(part)[:80] for part in re.split(r"[,;\n]", text) if part.strip())
    if len(found) > _MOST_ALIASES:
        raise Refusal("An article holds at most {most} other names.", most=_MOST_ALIASES)
    return tuple(found)


def _steps_form(key: str, text: str, answer: Answer) -> discord.ui.Modal:
    say = answer.say
    return modal(
        say("The steps of this guide"),
        f"kbsteps:{key}",
        text_field(
            "steps",
            say("One a line, at most {most}", most=MOST_STEPS),
            hint=say("Days before | what to do | who | what often goes wrong"),
            placeholder=say("56 | Apply for the permit | organiser | Sending it without a map"),
            value=text,
            most=_MOST_STEPS_TEXT,
            required=True,
            long=True,
        ),
    )


class StepsForm(Form):
    template = re.compile(r"kbsteps:(?P<key>[^:]{1,60})")

    def __init__(self, key: str) -> None:
        self.key = key

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
        shown = await client.services.guides.again(caller, self.key, now=now)
        steps = typed_steps.read_steps(filled.texts.get("steps", ""), shown.article.steps)
        after = replace(shown.article, kind=Kind.WORKFLOW, steps=steps)
        if after == shown.article:
            raise Refusal("Nothing would change: these are the steps as they stand.")
        proposal = await client.services.writing.propose(caller, self.key, after, now=now)
        await answer.send(proposals.sent_words(proposal, answer.say))
