"""/kb write, edit, history: what somebody proposes, and what became of it."""

import re
from dataclasses import replace
from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.ui import Filled, Form, Interaction, choice_field, modal, or_nothing, text_field, view_of
from bot.words import plain
from cogs.knowledge import proposals
from cogs.knowledge.group import GROUP
from domain.knowledge import Language
from domain.knowledge.article import Reference
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, shortened
from services.guides import ShownArticle
from services.writing import new_article

_MOST_FIELD: Final = 4000
MOST_KEY: Final = 60
"""What fits into the custom_id of a form."""


class Writing(commands.Cog):
    kb = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @kb.command(
        name=locale_str("write"),
        description=locale_str("Write an article; a second person looks at it first"),
        extras={"opens_form": True},
    )
    @app_commands.rename(translation_of=locale_str("translation_of"))
    @app_commands.describe(
        translation_of=locale_str("Only for a translation: the article in the other language")
    )
    async def write(self, interaction: Interaction, translation_of: str = "") -> None:
        answer = Answer.to(interaction)
        original = await self._original(interaction, translation_of)
        sectors = await self._client.services.sectors.overview(interaction.guild_id or 0)
        say = answer.say
        options = [
            discord.SelectOption(label=shortened(one.sector.name(say.locale), 100), value=one.sector.key)
            for one in sectors
        ]
        await answer.form(
            modal(
                say("Write an article"),
                f"kbwrite:new:{original.key}" if original is not None else "kbwrite:new",
                text_field("title", say("Title"), most=120, required=True),
                choice_field("kind", say("Language, and who may read it"), _kinds(say, original)),
                choice_field("sector", say("Which sector looks after it?"), options, required=False),
                text_field(
                    "body",
                    say("Text"),
                    hint=say("Markdown: ## begins a heading. One fact a sentence."),
                    most=_MOST_FIELD,
                    required=True,
                    long=True,
                ),
                text_field(
                    "sources", say("Sources"), hint=say("A name and a link, one a line"), most=1500, long=True
                ),
            )
        )

    async def _original(self, interaction: Interaction, typed: str) -> ShownArticle | None:
        if not typed.strip():
            return None
        client = self._client
        shown = await client.services.guides.article(
            caller_of(interaction), typed, Answer.to(interaction).say.locale, now=client.clock.now()
        )
        if shown.translation is not None:
            raise Refusal(
                "“{title}” is translated already. Change the translation with /kb edit.",
                title=shown.article.title,
            )
        if len(shown.key) > MOST_KEY:
            raise Refusal("This article can only be changed in its file: its key is too long for a form.")
        return shown

    @kb.command(
        name=locale_str("edit"),
        description=locale_str("Propose a change to an article; a second person looks at it first"),
        extras={"opens_form": True},
    )
    @app_commands.rename(article=locale_str("article"), heading=locale_str("heading"))
    @app_commands.describe(
        article=locale_str("Which article?"),
        heading=locale_str("Only the part below this heading; needed for long articles"),
    )
    async def edit(self, interaction: Interaction, article: str, heading: str = "") -> None:
        client, answer = self._client, Answer.to(interaction)
        shown = await client.services.guides.article(
            caller_of(interaction), article, answer.say.locale, now=client.clock.now()
        )
        await answer.form(edit_form(shown, heading, answer.say))

    @write.autocomplete("translation_of")
    @edit.autocomplete("article")
    @or_nothing
    async def _articles(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        offered = await self._client.services.guides.offered(
            caller_of(interaction), typed, Answer.to(interaction).say.locale
        )
        return [Choice(name=one.title[:100], value=one.key) for one in offered if len(one.key) <= 100]

    @edit.autocomplete("heading")
    @or_nothing
    async def _headings(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        client = self._client
        article = str(getattr(interaction.namespace, "article", "") or "")
        shown = await client.services.guides.again(caller_of(interaction), article, now=client.clock.now())
        found = [heading for heading, _, _ in spans(shown.article.body) if heading]
        return [
            Choice(name=one[:100], value=one[:100]) for one in found if typed.casefold() in one.casefold()
        ][:25]

    @kb.command(
        name=locale_str("history"),
        description=locale_str("Every version of an article; compare them, or restore one"),
    )
    @app_commands.rename(article=locale_str("article"))
    @app_commands.describe(article=locale_str("Which article?"))
    async def history(self, interaction: Interaction, article: str) -> None:
        answer = Answer.to(interaction)
        summary, versions = await self._client.services.writing.history(
            caller_of(interaction), article, answer.say.locale
        )
        say = answer.say
        lines = [f"**{plain(summary.title)}**"]
        lines += [proposals.version_line(one, summary, say) for one in versions[:15]]
        await answer.send(
            "\n".join(lines)[:2000], view=view_of(proposals.VersionSelect.of(summary, versions, say))
        )

    history.autocomplete("article")(_articles)


def _kinds(say: Say, original: ShownArticle | None) -> list[discord.SelectOption]:
    own = say.locale if original is None else original.article.language.other.value
    return [
        discord.SelectOption(label=say("Dutch, for everybody"), value="nl:public", default=own == "nl"),
        discord.SelectOption(label=say("English, for everybody"), value="en:public", default=own == "en"),
        discord.SelectOption(label=say("Dutch, for members only"), value="nl:members"),
        discord.SelectOption(label=say("English, for members only"), value="en:members"),
    ]


def edit_form(shown: ShownArticle, heading: str, say: Say) -> discord.ui.Modal:
    body, at = shown.article.body, 0
    if heading:
        parts = spans(body)
        found = [n for n, (name, _, _) in enumerate(parts) if name.casefold() == heading.strip().casefold()]
        if not found:
            raise Refusal("This article has no heading “{heading}”.", heading=heading[:100])
        at = found[0] + 1
        body = body[parts[found[0]][1] : parts[found[0]][2]]
    if len(body.strip()) > _MOST_FIELD:
        raise Refusal(
            "This article is too long for one form. Choose a heading with it, and change that part."
        )
    if len(shown.key) > MOST_KEY:
        raise Refusal("This article can only be changed in its file: its key is too long for a form.")
    return modal(
        say("Change an article"),
        f"kbedit:{shown.key}:{at}",
        text_field("title", say("Title"), value=shown.article.title, most=120, required=True),
        text_field("body", say("Text"), value=body.strip(), most=_MOST_FIELD, required=True, long=True),
        text_field(
            "sources",
            say("Sources"),
            hint=say("A name and a link, one a line"),
            value="\n".join(f"{one.name} {one.url}".strip() for one in shown.article.sources),
            most=1500,
            long=True,
        ),
        choice_field(
            "checked",
            say("Did you check it at the source?"),
            [
                discord.SelectOption(label=say("Yes, today"), value="yes"),
                discord.SelectOption(label=say("No, only the words changed"), value="no", default=True),
            ],
        ),
    )


def spans(body: str) -> list[tuple[str, int, int]]:
    """(heading, begin, end) of each part, its heading's line left out; the first has no heading."""
    found = [("", 0, 0)]
    for match in re.finditer(r"(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$\n?", body):
        found[-1] = (found[-1][0], found[-1][1], match.start())
        found.append((match[1], match.end(), len(body)))
    if len(found) == 1:
        found[0] = ("", 0, len(body))
    return found


def sources_of(text: str) -> tuple[Reference, ...]:
    """A name and perhaps a link on each line."""
    found = []
    for line in cleaned(text).splitlines()[:20]:
        link = re.search(r"https://\S+", line)
        name = one_line(line.replace(link[0], "") if link else line).strip(" -–:,")
        if name or link:
            found.append(Reference(name or (link[0] if link else ""), link[0] if link else ""))
    return tuple(found)


class WriteForm(Form):
    template = re.compile(r"kbwrite:new(?::(?P<original>[^:]{1,60}))?")

    def __init__(self, original: str | None) -> None:
        self.original = original or ""

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, now = interaction.client, interaction.client.clock.now()
        language, _, audience = next(iter(filled.choices.get("kind", ())), "nl:public").partition(":")
        article = new_article(
            title=filled.texts.get("title", ""),
            body=filled.texts.get("body", ""),
            language=Language(language),
            members=audience == "members",
            sector=next(iter(filled.choices.get("sector", ())), ""),
            today=now.astimezone(answer.say.zone).date(),
        )
        article = replace(
            article, sources=sources_of(filled.texts.get("sources", "")), translation_of=self.original
        )
        proposal = await client.services.writing.propose(caller_of(interaction), "", article, now=now)
        await answer.send(proposals.sent_words(proposal, answer.say))


class EditForm(Form):
    template = re.compile(r"kbedit:(?P<key>[^:]{1,60}):(?P<part>\d{1,3})")

    def __init__(self, key: str, part: str) -> None:
        self.key, self.part = key, int(part)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        now = client.clock.now()
        shown = await client.services.guides.again(caller, self.key, now=now)
        body, text = shown.article.body, cleaned(filled.texts.get("body", ""))
        if self.part:
            parts = spans(body)
            if self.part > len(parts):
                raise Refusal("This article changed meanwhile. Begin again with /kb edit.")
            _, begin, end = parts[self.part - 1]
            text = f"{body[:begin]}\n{text}\n\n{body[end:]}"
        changes: dict[str, Any] = {
            "title": filled.texts.get("title", shown.article.title),
            "body": text,
            "sources": sources_of(filled.texts.get("sources", "")),
        }
        if "yes" in filled.choices.get("checked", ()):
            changes |= {"checked_on": now.astimezone(answer.say.zone).date(), "checked_note": ""}
        article = replace(shown.article, **changes)
        proposal = await client.services.writing.propose(caller, self.key, article, now=now)
        await answer.send(proposals.sent_words(proposal, answer.say))
