"""/agenda show: what there is to do, page by page, for one reader."""

from datetime import timedelta
from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.offers import offer_periods, offer_themes, theme_called
from bot.ui import BorrowedSelect, DurableButton, Interaction, or_nothing, view_of
from cogs.agenda import cards
from cogs.agenda.asked import MOST_PAGE, MOST_WORDS, PATTERN, SIZE, Asked, language_code
from cogs.agenda.group import GROUP, Agenda
from domain.agenda import first_day
from domain.events import Language
from domain.refusal import Refusal
from domain.texts import one_line
from domain.venues import Venue, recognise, suggestions
from domain.when.answers import Period
from domain.when.periods import read_period

USUAL: Final = timedelta(days=14)
"""What is shown when no days were asked for, from today on."""

_LANGUAGES: Final = [
    Choice(name=locale_str("English-friendly: in English, or no language needed"), value="friendly"),
    Choice(name=locale_str("Dutch"), value=Language.DUTCH.value),
    Choice(name=locale_str("English"), value=Language.ENGLISH.value),
    Choice(name=locale_str("no language needed"), value=Language.NONE.value),
]


class PageButton(DurableButton, template=PATTERN):
    """*Previous*, *Next* and *Show from there*: the whole question stands in the custom_id."""

    def __init__(self, label: str = "", *, disabled: bool = False, **groups: str) -> None:
        custom_id = (
            f"agenda:show:{groups['page']}:{groups['start']}:{groups['end']}:{groups['venue']}:"
            f"{groups['language']}:{groups['theme']}:{groups['words']}"
        )
        super().__init__(discord.ui.Button(custom_id=custom_id, label=label or "…", disabled=disabled))
        self.asked = Asked.of(custom_id)

    @classmethod
    def to(cls, asked: Asked, label: str, *, disabled: bool = False) -> Self:
        match = cls.pattern.fullmatch(asked.custom_id)
        assert match is not None
        return cls(label, disabled=disabled, **match.groupdict())

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show(interaction, answer, self.asked)


class Showing(Agenda):
    @GROUP.command(
        name=locale_str("show"),
        description=locale_str("What there is to do, by theme, days, venue or language; only you see it"),
    )
    @app_commands.rename(
        theme=locale_str("theme"),
        when=locale_str("when"),
        venue=locale_str("venue"),
        language=locale_str("language"),
        words=locale_str("words"),
    )
    @app_commands.describe(
        theme=locale_str("Only this theme"),
        when=locale_str("As you would say it: this weekend, Friday, 13-15 March, next month"),
        venue=locale_str("Only at this venue"),
        language=locale_str("Which language you would need"),
        words=locale_str("Words that must be in the title, the description, the venue or the price"),
    )
    @app_commands.choices(language=_LANGUAGES)
    async def show(
        self,
        interaction: Interaction,
        theme: str = "",
        when: str = "",
        venue: str = "",
        language: Choice[str] | None = None,
        words: app_commands.Range[str, 0, MOST_WORDS] = "",
    ) -> None:
        client, answer = self._client, Answer.to(interaction)
        choices = await client.services.agenda.choices(interaction.guild_id or 0)
        zone, now = choices.community.zone, client.clock.now()
        today = now.astimezone(zone).date()
        period = read_period(when, now=now, zone=zone) if when.strip() else Period(today, today + USUAL)
        chosen = theme_called(theme, choices.themes)
        at = _venue_called(venue, choices.venues)
        await show(
            interaction,
            answer,
            Asked(
                period=period,
                theme=chosen.key if chosen is not None else "",
                venue=at.id if at is not None else 0,
                language=language_code(language.value if language is not None else ""),
                words=one_line(words)[:MOST_WORDS],
            ),
        )

    @show.autocomplete("theme")
    @or_nothing
    async def _show_themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_themes(interaction, typed)

    @show.autocomplete("when")
    @or_nothing
    async def _show_periods(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_periods(interaction, typed)

    @show.autocomplete("venue")
    @or_nothing
    async def _show_venues(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        choices = await self._client.services.agenda.choices(interaction.guild_id or 0)
        found = suggestions(typed, choices.venues)
        return [Choice(name=venue.label[:100], value=venue.name[:100]) for venue in found]


async def show(interaction: Interaction, answer: Answer, asked: Asked) -> None:
    """Answer with a page, or turn the page that is there."""
    client = interaction.client
    community = interaction.guild_id or 0
    choices = await client.services.agenda.choices(community)
    say, now = answer.in_zone(choices.community.zone), client.clock.now()
    query = asked.query(choices.community.zone, now)
    page = await client.services.agenda.page(community, query, asked.page, size=SIZE)
    if not page.found.total:
        view = None
        if page.later is not None:
            from_there = first_day(page.later.event, say.zone)
            later = Asked(
                period=Period(from_there, from_there + USUAL),
                theme=asked.theme,
                venue=asked.venue,
                language=asked.language,
                words=asked.words,
            )
            view = view_of(PageButton.to(later, say("Show what is on from then")))
        await answer.update(cards.nothing(page, asked, say), view=view)
        return
    items: list[discord.ui.Item[Any]] = [
        BorrowedSelect(
            custom_id="events:look",
            options=cards.options(page.found.listed, say),
            placeholder=say("Choose an event"),
        )
    ]
    if page.pages > 1:
        before, after = asked.at(page.number - 1), asked.at(page.number + 1)
        last = page.number >= min(page.pages, MOST_PAGE)
        items.append(PageButton.to(before, say("◀ Previous"), disabled=page.number == 1))
        items.append(PageButton.to(after, say("Next ▶"), disabled=last))
    await answer.update(embeds=[cards.page_embed(page, asked, say, now)], view=view_of(*items))


def _venue_called(typed: str, venues: tuple[Venue, ...]) -> Venue | None:
    if not typed.strip():
        return None
    found = recognise(one_line(typed), venues)
    if found is None:
        raise Refusal(
            "I do not know a venue called “{venue}”. Choose one from the list that appears while you type, "
            "or look for its name with the option for words.",
            venue=typed[:100],
        )
    return found
