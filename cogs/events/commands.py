"""/event submit, edit, cancel and mine."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of
from bot.telling import status_word, when_words
from bot.ui import Interaction, Upload, or_nothing, view_of
from bot.words import SIGNAL, plain
from cogs.events import modals
from cogs.events.drafting import DraftButton, preview, take_poster
from cogs.events.explaining import GROUP, Explaining, line_of, number_of
from cogs.events.linking import Linking
from cogs.events.views import MinePicker, open_edit
from domain.drafts import Draft
from domain.events import Event, Language, Stage
from domain.refusal import Refusal
from domain.texts import shortened
from domain.themes import Theme, called
from domain.venues import folded, suggestions

_LANGUAGES = [
    Choice(name=locale_str("Dutch"), value=Language.DUTCH.value),
    Choice(name=locale_str("English"), value=Language.ENGLISH.value),
    Choice(name=locale_str("no language needed"), value=Language.NONE.value),
]


class EventCommands(Explaining, Linking):
    event = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @event.command(
        name=locale_str("submit"),
        description=locale_str("Submit an event for the agenda; a form opens"),
        extras={"opens_form": True},
    )
    @app_commands.rename(
        title=locale_str("title"),
        when=locale_str("when"),
        where=locale_str("where"),
        themes=locale_str("themes"),
        poster=locale_str("poster"),
        end=locale_str("end"),
        description=locale_str("description"),
        price=locale_str("price"),
        link=locale_str("link"),
        language=locale_str("language"),
        accessibility=locale_str("accessibility"),
    )
    @app_commands.describe(
        title=locale_str("What is it called?"),
        when=locale_str("As you would say it: Fri 13 March 20:00, tomorrow 9pm"),
        where=locale_str("A venue or an address"),
        themes=locale_str("One or more themes, with a comma between them"),
        poster=locale_str("A picture: PNG, JPEG, GIF or WebP"),
        end=locale_str("Until when: a time, a day or how long"),
        description=locale_str("What is it about?"),
        price=locale_str("What does it cost?"),
        link=locale_str("Tickets or more about it"),
        language=locale_str("Which language do you need?"),
        accessibility=locale_str("What people should know about steps, toilets, sound"),
    )
    @app_commands.choices(language=_LANGUAGES)
    async def submit(
        self,
        interaction: Interaction,
        title: str = "",
        when: str = "",
        where: str = "",
        themes: str = "",
        poster: discord.Attachment | None = None,
        end: str = "",
        description: str = "",
        price: str = "",
        link: str = "",
        language: Choice[str] | None = None,
        accessibility: str = "",
    ) -> None:
        answer, client = Answer.to(interaction), self._client
        typed = {
            "title": title,
            "when": when,
            "where": where,
            "end": end,
            "description": description,
            "price": price,
            "link": link,
            "accessibility": accessibility,
        }
        choices = await client.services.drafts.choices(interaction.guild_id or 0)
        chosen, problem = _themes_of(themes, choices.themes)
        draft = await client.services.drafts.begin(
            caller_of(interaction),
            {name: text for name, text in typed.items() if text},
            themes=chosen,
            language=Language(language.value) if language else None,
            now=client.clock.now(),
        )
        if not (title and when and (chosen or problem)) and poster is None:
            await answer.form(modals.basics(draft, choices.themes, answer.say))
            return
        answer.watch()
        spoilt = await take_poster(interaction, draft.id, [Upload.of(poster)] if poster else [])
        await preview(interaction, answer, draft.id, problems=[problem, spoilt])

    @submit.autocomplete("where")
    @or_nothing
    async def _venues(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        choices = await self._client.services.drafts.choices(interaction.guild_id or 0)
        found = suggestions(typed, choices.venues)
        return [Choice(name=venue.label[:100], value=venue.name[:100]) for venue in found]

    @submit.autocomplete("themes")
    @or_nothing
    async def _themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The themes that can be added to those already typed."""
        choices = await self._client.services.drafts.choices(interaction.guild_id or 0)
        locale = locale_of(interaction.locale)
        *ready, last = [part.strip() for part in typed.split(",")]
        known = [called(part, choices.themes) for part in ready]
        before = [theme.name(locale) for theme in known if theme is not None]
        offered = [
            ", ".join([*before, theme.name(locale)])
            for theme in choices.themes
            if theme.name(locale) not in before
            and any(folded(name).startswith(folded(last)) for name in (theme.nl, theme.en))
        ]
        return [Choice(name=text[:100], value=text[:100]) for text in offered[:25]]

    @event.command(
        name=locale_str("edit"),
        description=locale_str("Change an event"),
        extras={"opens_form": True},
    )
    @app_commands.rename(event_id=locale_str("event"))
    @app_commands.describe(event_id=locale_str("Which event?"))
    async def edit(self, interaction: Interaction, event_id: str) -> None:
        await open_edit(number_of(event_id), interaction, Answer.to(interaction))

    @event.command(
        name=locale_str("cancel"),
        description=locale_str("Cancel an event, with a reason"),
        extras={"opens_form": True},
    )
    @app_commands.rename(event_id=locale_str("event"), reason=locale_str("reason"))
    @app_commands.describe(
        event_id=locale_str("Which event?"), reason=locale_str("Why? Everyone will read it.")
    )
    async def cancel(self, interaction: Interaction, event_id: str, reason: str = "") -> None:
        answer, events = Answer.to(interaction), self._client.services.events
        number, caller = number_of(event_id), caller_of(interaction)
        if not reason:
            event = await events.may_change(number, caller)
            await answer.form(modals.cancel(event, answer.say))
            return
        answer.watch()
        event = await events.cancel(number, caller, reason, now=self._client.clock.now())
        title = plain(event.details.title)
        await answer.send(answer.say("“{title}” is cancelled; its messages say so in a moment.", title=title))

    @edit.autocomplete("event_id")
    @cancel.autocomplete("event_id")
    @or_nothing
    async def _events(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        found = await self._client.services.events.changeable(
            caller_of(interaction), now=self._client.clock.now()
        )
        say, wanted = Say(locale_of(interaction.locale), found.community.zone), folded(typed)
        return [
            Choice(name=line_of(event, say)[:100], value=str(event.id))
            for event in found.events
            if not event.is_cancelled and wanted in folded(event.details.title)
        ][:25]

    @event.command(name=locale_str("mine"), description=locale_str("The events that you entered"))
    async def mine(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        mine = await self._client.services.events.mine(caller_of(interaction), now=self._client.clock.now())
        say = answer.in_zone(mine.community.zone)
        if not mine.events and not mine.drafts:
            await answer.send(
                say("You have no coming events. Enter one with `/event submit`; it takes a minute.")
            )
            return
        lines = [_mine_line(event, mine.interested.get(event.id, 0), say) for event in mine.events]
        embed = discord.Embed(
            title=say("Your coming events"),
            description="\n".join(lines)[:4000] or say("None yet."),
            colour=SIGNAL,
        )
        items: list[discord.ui.Item[Any]] = []
        if changeable := [event for event in mine.events if not event.is_cancelled]:
            options = [
                discord.SelectOption(label=line_of(event, say)[:100], value=str(event.id))
                for event in changeable
            ]
            items.append(MinePicker(options[:25], say("Change or cancel one of these")))
        if mine.drafts:
            embed.add_field(
                name=say("Not sent yet"), value="\n".join(_draft_line(draft, say) for draft in mine.drafts)
            )
            items += [
                DraftButton(
                    str(draft.id), "show", say("Go on with “{title}”", title=_draft_title(draft, say)[:40])
                )
                for draft in mine.drafts
            ]
        await answer.send(embeds=[embed], view=view_of(*items) if items else None)


def _themes_of(text: str, themes: tuple[Theme, ...]) -> tuple[tuple[str, ...], Refusal | None]:
    """The keys of the themes that were typed, in either language, and what to say of the first that is none:
    it is no reason to lose the rest."""
    keys, problem = [], None
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = called(part, themes)
        if match is not None:
            keys.append(match.key)
        elif problem is None:
            problem = Refusal(
                "There is no theme “{theme}” here. Choose from: {themes}.",
                theme=part,
                themes=", ".join(
                    theme.nl if theme.nl == theme.en else f"{theme.nl} / {theme.en}" for theme in themes
                ),
            )
    return tuple(dict.fromkeys(keys)), problem


def _mine_line(event: Event, interested: int, say: Say) -> str:
    states = {
        Stage.REVIEW: say("waiting for an editor"),
        Stage.PUBLISHED: say("published"),
        Stage.WITHDRAWN: say("not listed any more"),
        Stage.DECLINED: say("declined: {reason}", reason=plain(event.reason)),
    }
    state = status_word(event, say) or states[event.stage]
    if event.stage is Stage.REVIEW and event.question:
        state = say("an editor asks: {question}", question=plain(event.question))
    parts = [f"**{plain(event.details.title)}**", when_words(event.details, say), state]
    if interested:
        parts.append(say.many("{n} interested", "{n} interested", interested))
    return "• " + " · ".join(parts)


def _draft_title(draft: Draft, say: Say) -> str:
    return draft.typed.get("title", "").strip() or say("no title yet")


def _draft_line(draft: Draft, say: Say) -> str:
    title = plain(shortened(_draft_title(draft, say), 100))
    if draft.event_id is None:
        return f"• {title}"
    return "• " + say("{title}: a change of what stands there", title=title)
