"""Correcting the themes of what a source brought, and making a rule of it."""

from collections.abc import Sequence
from typing import Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import plain
from cogs.events.views import review_items
from domain.events import Event, Stage
from domain.texts import shortened
from domain.themes import Theme
from domain.theming import SourceRule
from services.events import Shown
from services.explaining import Corrected


class ThemesSelect(DurableSelect, template=r"event:(?P<event>\d{1,18}):themes"):
    """Under the review card of what a source brought: other themes than those that were guessed."""

    def __init__(
        self, event: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"event:{event}:themes",
                options=list(options)[:25] or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
                max_values=max(1, min(len(options), 25)),
            )
        )
        self.event_id = int(event)

    @classmethod
    def of(cls, event: Event, themes: Sequence[Theme], say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=theme.name(say.locale)[:100], value=theme.key, emoji=theme.emoji or None
            )
            for theme in themes
        ]
        return cls(str(event.id), options, say("Other themes: choose, and it is published there"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        corrected = await client.services.explaining.correct(
            self.event_id, tuple(self.chosen(interaction)), caller_of(interaction), now=client.clock.now()
        )
        say = answer.say
        chosen = [theme for theme in corrected.themes if theme.key in corrected.event.details.themes]
        text = say(
            "“{title}” stands under {themes} now, and stays there whatever its source says.",
            title=plain(corrected.event.details.title),
            themes=", ".join(theme.name(say.locale) for theme in chosen),
        )
        learn = learn_button(corrected, say)
        if learn is not None:
            rules = "\n".join(f"• {rule_words(rule, corrected.themes, say)}" for rule in corrected.rules)
            text = f"{text}\n\n{say('Shall this always be so for this source?')}\n{rules}"
        await answer.send(text[:2000], view=view_of(learn) if learn is not None else None)


class LearnButton(DurableButton, template=r"event:(?P<event>\d{1,18}):learn"):
    """*Always so for this source*: makes a rule of a correction."""

    def __init__(self, event: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"event:{event}:learn", label=label[:80] or "+", emoji="📌")
        )
        self.event_id = int(event)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        lesson = await client.services.explaining.learn(
            self.event_id, caller_of(interaction), now=client.clock.now()
        )
        say = answer.say
        rules = "\n".join(f"• {rule_words(rule, lesson.themes, say)}" for rule in lesson.rules)
        name = plain(lesson.source.name) if lesson.source is not None else ""
        await answer.update(f"{say('From now on this holds for {source}:', source=name)}\n{rules}"[:2000])


def review_view(shown: Shown, say: Say) -> discord.ui.View:
    """The buttons of a review card; for what a source brought, also the themes to choose from."""
    event = shown.event
    items = review_items(event, say)
    waits = event.stage is Stage.REVIEW and not event.is_cancelled
    if waits and event.source_id is not None and shown.all_themes:
        items.append(ThemesSelect.of(event, shown.all_themes, say))
    return view_of(*items)


def learn_button(lesson: Corrected, say: Say) -> LearnButton | None:
    if lesson.source is None or not lesson.rules or "themes" not in lesson.event.touched:
        return None
    label = say("Always so for {source}", source=shortened(lesson.source.name, 40))
    return LearnButton(str(lesson.event.id), label)


def rule_words(rule: SourceRule, themes: Sequence[Theme], say: Say) -> str:
    note = rule.explained()
    names = {theme.key: theme.name(say.locale) for theme in themes}
    params = {"text": plain(rule.text), "theme": names.get(rule.theme, rule.theme)}
    return say.message(note.message_id, params)
