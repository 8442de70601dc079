"""What a source was taught about themes: its rules in plain words, taken away and put back."""

from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.sources.cards import COLOUR
from domain.texts import shortened
from domain.themes import Theme
from domain.theming import SourceRule
from services.rules import RuleBook

_ON_A_PAGE: Final = 20


class RuleSelect(DurableSelect, template=r"source:(?P<source>\d{1,18}):rule"):
    """Takes the chosen rule away."""

    def __init__(
        self, source: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"source:{source}:rule",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.source_id = int(source)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (key,) = self.chosen(interaction)
        book = await client.services.rules.drop(
            self.source_id, key, caller_of(interaction), now=client.clock.now()
        )
        await _show(answer, book, dropped=book.changed)


class RuleBack(DurableButton, template=r"source:(?P<source>\d{1,18}):rule:(?P<rule>[0-9a-f]{16}):back"):
    """*Put it back*, right after a rule was taken away."""

    def __init__(self, source: str, rule: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"source:{source}:rule:{rule}:back", label=label or "+", emoji="↩️")
        )
        self.source_id, self.rule = int(source), rule

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        book = await client.services.rules.put_back(
            self.source_id, self.rule, caller_of(interaction), now=client.clock.now()
        )
        await _show(answer, book, back=book.changed)


class RulesPage(DurableButton, template=r"source:(?P<source>\d{1,18}):rules:(?P<page>\d{1,4})"):
    """Turns the page, where a source has more rules than fit."""

    def __init__(self, source: str, page: str, label: str = "") -> None:
        super().__init__(discord.ui.Button(custom_id=f"source:{source}:rules:{page}", label=label or page))
        self.source_id, self.page = int(source), int(page)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        book = await interaction.client.services.rules.of(self.source_id, caller_of(interaction))
        await _show(answer, book, page=self.page)


async def _show(
    answer: Answer,
    book: RuleBook,
    *,
    page: int = 0,
    dropped: SourceRule | None = None,
    back: SourceRule | None = None,
) -> None:
    embed, view = rules_card(book, answer.say, page=page, dropped=dropped, back=back)
    await answer.update(embeds=[embed], view=view)


def rules_card(
    book: RuleBook,
    say: Say,
    *,
    page: int = 0,
    dropped: SourceRule | None = None,
    back: SourceRule | None = None,
) -> tuple[discord.Embed, discord.ui.View | None]:
    """The rules of a source, the newest first; `dropped` and `back` say what was just done."""
    source = book.source
    rules = tuple(reversed(source.rules))
    last = max(0, (len(rules) - 1) // _ON_A_PAGE)
    page = min(page, last)
    here = rules[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    lines = []
    if dropped is not None:
        lines += [f"🗑️ {say('Taken away: {rule}', rule=rule_words(dropped, book.themes, say))}"]
        lines += [
            say("What this source brings or changes from now on is decided without it. What stands, stays."),
            "",
        ]
    if back is not None:
        lines += [f"↩️ {say('It holds again: {rule}', rule=rule_words(back, book.themes, say))}", ""]
    lines += [f"• {rule_words(rule, book.themes, say)}" for rule in here]
    if not rules:
        lines.append(
            say(
                "No rules. When you correct the themes of an event of this source, the bot offers to make a "
                "rule of it."
            )
        )
    embed = discord.Embed(
        title=shortened(
            say("Theme rules of {name}", name=discord.utils.escape_markdown(shortened(source.name, 150))), 250
        ),
        description="\n".join(lines)[:4000],
        colour=COLOUR,
    )
    if last:
        embed.set_footer(text=say("Page {page} of {pages}", page=page + 1, pages=last + 1))
    items = _items(book, here, page, last, dropped, say)
    return embed, view_of(*items) if items else None


def _items(
    book: RuleBook,
    here: Sequence[SourceRule],
    page: int,
    last: int,
    dropped: SourceRule | None,
    say: Say,
) -> list[discord.ui.Item[Any]]:
    key = str(book.source.id)
    items: list[discord.ui.Item[Any]] = []
    if here:
        options = [
            discord.SelectOption(label=shortened(_plain_words(rule, book.themes, say), 100), value=rule.key)
            for rule in here
        ]
        items.append(RuleSelect(key, options, say("Take a rule away")))
    if dropped is not None:
        items.append(RuleBack(key, dropped.key, say("Put it back")))
    if page > 0:
        items.append(RulesPage(key, str(page - 1), say("Newer rules")))
    if page < last:
        items.append(RulesPage(key, str(page + 1), say("Older rules")))
    return items


def rule_words(rule: SourceRule, themes: Sequence[Theme], say: Say) -> str:
    return discord.utils.escape_markdown(_plain_words(rule, themes, say))


def _plain_words(rule: SourceRule, themes: Sequence[Theme], say: Say) -> str:
    names = {theme.key: theme.name(say.locale) for theme in themes}
    params = {"text": shortened(rule.text, 100), "theme": names.get(rule.theme, rule.theme)}
    return say.message(rule.explained().message_id, params)
