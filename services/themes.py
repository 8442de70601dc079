"""Themes: what a community files its events under, and changes as it likes."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from domain.appointments import must_keep_sectors
from domain.communities import theme_channel
from domain.events import Event
from domain.naming import bare, emoji_of, key_of, name_of
from domain.refusal import Refusal
from domain.themes import MOST_THEMES, Theme
from services.acting import Caller, acting, community_of
from services.planning import plan
from storage.database import Database
from storage.unit import Unit

LONGEST_NAME: Final = 40
LONGEST_TOPIC: Final = 40
MOST_TOPICS: Final = 15
_EVERY_EVENT: Final = 10_000


class ThemeService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, community_id: int) -> tuple[Theme, ...]:
        def work(unit: Unit) -> tuple[Theme, ...]:
            community_of(unit, community_id)
            return unit.communities.themes(community_id)

        return await self._database.read(work)

    async def changeable(self, caller: Caller, typed: str) -> Theme:
        """The theme that was chosen or typed, if the caller may change it."""

        def work(unit: Unit) -> Theme:
            _must_keep(unit, caller)
            return named(unit.communities.themes(caller.community), typed)

        return await self._database.read(work)

    async def may_add(self, caller: Caller) -> None:
        def work(unit: Unit) -> None:
            _must_keep(unit, caller)
            _must_fit(unit.communities.themes(caller.community))

        await self._database.read(work)

    async def add(self, caller: Caller, typed: Mapping[str, str], *, now: datetime) -> Theme:
        """`typed` holds nl, en, emoji and topics (one a line, “Dutch = English”)."""

        def work(unit: Unit) -> Theme:
            _must_keep(unit, caller)
            themes = unit.communities.themes(caller.community)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return named(themes, typed["nl"])
            _must_fit(themes)
            theme = _typed(Theme("", "", ""), typed)
            _must_differ(theme, themes)
            theme = replace(theme, key=key_of(theme.nl, [other.key for other in themes]))
            unit.communities.put_theme(caller.community, theme, len(themes))
            unit.agenda_changed(caller.community)
            _journalled(unit, caller, "theme.add", None, theme, now)
            return theme

        return await self._database.write(work)

    async def edit(self, caller: Caller, key: str, typed: Mapping[str, str], *, now: datetime) -> Theme:
        """The same fields as for `add`; all the events of the theme show it as it is called now."""

        def work(unit: Unit) -> Theme:
            _must_keep(unit, caller)
            themes = unit.communities.themes(caller.community)
            before = named(themes, key)
            after = _typed(before, typed)
            _must_differ(after, [other for other in themes if other.key != before.key])
            if after == before:
                return before
            unit.communities.put_theme(caller.community, after, themes.index(before))
            unit.agenda_changed(caller.community)
            for event in _using(unit, caller.community, before.key, now):
                plan(unit, event)
            _journalled(unit, caller, "theme.edit", before, after, now)
            return after

        return await self._database.write(work)

    async def remove(self, caller: Caller, typed: str, *, now: datetime) -> Theme:
        """Refused while something still needs it. Its channel is left as it is."""

        def work(unit: Unit) -> Theme:
            _must_keep(unit, caller)
            themes = unit.communities.themes(caller.community)
            theme = named(themes, typed)
            if len(themes) == 1:
                raise Refusal(
                    "“{theme}” is the only theme, and every event needs one. Add another one first.",
                    theme=theme.nl,
                )
            events = _using(unit, caller.community, theme.key, now)
            if events:
                raise Refusal(
                    "“{theme}” is still needed: coming events stand under it ({count}), the first is "
                    "“{title}”. Give them another theme with /event edit, then remove this one.",
                    count=len(events),
                    theme=theme.nl,
                    title=events[0].details.title,
                )
            source = next(
                (source for source in unit.sources.of(caller.community) if theme.key in source.themes), None
            )
            if source is not None:
                raise Refusal(
                    "The source “{source}” brings its events under “{theme}”. Give that source another "
                    "theme first.",
                    source=source.name,
                    theme=theme.nl,
                )
            unit.communities.drop_theme(caller.community, theme.key)
            unit.agenda_changed(caller.community)
            for position, other in enumerate(other for other in themes if other != theme):
                unit.communities.put_theme(caller.community, other, position)
            unit.communities.drop_spot(caller.community, "channel", theme_channel(theme.key))
            _journalled(unit, caller, "theme.remove", theme, None, now)
            return theme

        return await self._database.write(work)


def named(themes: tuple[Theme, ...], typed: str) -> Theme:
    """The theme that was chosen or typed: its key, or either of its names. Raises `Refusal`."""
    wanted = bare(typed)
    for theme in themes:
        if typed == theme.key or wanted in {bare(theme.nl), bare(theme.en)}:
            return theme
    raise Refusal(
        "There is no theme “{theme}” here. Choose from: {themes}.",
        theme=typed[:60],
        themes=", ".join(theme.nl for theme in themes),
    )


def topics_text(theme: Theme) -> str:
    """The topics as they are typed: one a line, “Dutch = English”."""
    return "\n".join(nl if nl == en else f"{nl} = {en}" for nl, en in theme.topics)


def _typed(theme: Theme, typed: Mapping[str, str]) -> Theme:
    nl = name_of(typed.get("nl", theme.nl), most=LONGEST_NAME)
    en = typed.get("en", theme.en)
    return replace(
        theme,
        nl=nl,
        en=name_of(en, most=LONGEST_NAME) if en.strip() else nl,
        emoji=emoji_of(typed.get("emoji", theme.emoji)),
        topics=_topics(typed["topics"]) if "topics" in typed else theme.topics,
    )


def _topics(text: str) -> tuple[tuple[str, str], ...]:
    topics: dict[str, tuple[str, str]] = {}
    for line in re.split(r"[\n;]", text):
        nl, _, en = (part.strip() for part in line.partition("="))
        if nl or en:
            nl = name_of(nl or en, most=LONGEST_TOPIC)
            topics.setdefault(bare(nl), (nl, name_of(en, most=LONGEST_TOPIC) if en else nl))
    if len(topics) > MOST_TOPICS:
        raise Refusal(
            "These are {count} topics, and at most {most} fit in a theme. Leave some out.",
            count=len(topics),
            most=MOST_TOPICS,
        )
    return tuple(topics.values())


def _must_keep(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))


def _must_fit(themes: tuple[Theme, ...]) -> None:
    if len(themes) >= MOST_THEMES:
        raise Refusal(
            "There are {most} themes already, and that is the most. Remove or rename one.", most=MOST_THEMES
        )


def _must_differ(theme: Theme, others: "tuple[Theme, ...] | list[Theme]") -> None:
    names = {bare(theme.nl), bare(theme.en)}
    for other in others:
        if names & {bare(other.nl), bare(other.en)}:
            raise Refusal("There is a theme “{theme}” already. Give this one another name.", theme=other.nl)


def _using(unit: Unit, community_id: int, theme: str, now: datetime) -> list[Event]:
    """What is coming, or waits for review, under this theme."""
    coming = unit.events.coming(community_id, since=now, limit=_EVERY_EVENT)
    everything = (*coming, *unit.events.in_review(community_id))
    return [event for event in everything if theme in event.details.themes]


def _journalled(
    unit: Unit, caller: Caller, action: str, before: Theme | None, after: Theme | None, now: datetime
) -> None:
    old, new = _plain(before), _plain(after)
    differing = sorted(name for name in {**old, **new} if old.get(name) != new.get(name))
    unit.journal.add(
        caller.community,
        action,
        f"theme:{(after or before or Theme('', '', '')).key}",
        at=now,
        actor=caller.id,
        before={name: old[name] for name in differing if name in old} or None,
        after={name: new[name] for name in differing if name in new} or None,
    )


def _plain(theme: Theme | None) -> dict[str, Any]:
    if theme is None:
        return {}
    return {**asdict(theme), "topics": [list(topic) for topic in theme.topics]}
