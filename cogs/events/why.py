"""/event why, in words: where it was found, why it stands where it does, whose word each detail is. Pure."""

from collections import defaultdict
from collections.abc import Sequence

import discord

from bot.i18n import Say, timestamp
from bot.words import SIGNAL, person_words, plain, source_links
from cogs.events.dissent import told as otherwise
from cogs.events.pairs import reasons
from domain.gathering import origin_of
from domain.pairs import PairVerdict
from domain.source_register import Sighting
from domain.texts import shortened
from domain.themes import Theme
from domain.theming import Decision, explain
from services.explaining import Why


def why_embed(why: Why, say: Say) -> discord.Embed:
    event = why.event
    embed = discord.Embed(
        title=shortened(plain(event.details.title), 250),
        url=event.details.link or None,
        colour=SIGNAL,
        description=say("Why this event stands here as it does:"),
    )
    found = [_sighting(one, why, say) for one in why.sightings]
    _add(embed, say("Found or entered"), [*_people(why, say), *found])
    _add(embed, say("Themes"), _themes(why, say))
    _add(embed, say("Whose word it is"), _origins(why, say))
    said = [line for one in reversed(why.dissents) if (line := otherwise(one, say)) is not None]
    _add(embed, say("A source says otherwise"), [f"• {line}" for line in said])
    _add(embed, say("Decided"), _decisions(why, say))
    return embed


def _add(embed: discord.Embed, name: str, lines: Sequence[str]) -> None:
    text = ""
    for line in lines:
        if len(text) + len(line) > 1000:
            break
        text += f"{line}\n"
    if text:
        embed.add_field(name=name, value=text, inline=False)


def _people(why: Why, say: Say) -> list[str]:
    entered = [one for one in (why.event, *why.taken_in) if one.submitter is not None]
    return [
        "• "
        + say(
            "<@{person}> entered it {when}",
            person=str(one.submitter),
            when=timestamp(one.created_at, "R"),
        )
        for one in entered
    ]


def _sighting(sighting: Sighting, why: Why, say: Say) -> str:
    source = why.sources[sighting.source]
    link = source_links([(source.name, source.url)])
    seen = {"source": link, "first": timestamp(sighting.first_seen, "d")}
    if sighting.missing_since is not None:
        line = say(
            "{source}: found {first}, no longer listed since {since}",
            since=timestamp(sighting.missing_since, "d"),
            **seen,
        )
    else:
        last = timestamp(sighting.last_seen, "R")
        line = say("{source}: found {first}, last read {last}", last=last, **seen)
    if sighting.match is not None:
        told = reasons(sighting.match, say).replace("\n", "; ")
        line += f"\n-# {say('recognised by: {reasons}', reasons=shortened(told, 250))}"
    return f"• {line}"


def _themes(why: Why, say: Say) -> list[str]:
    names = {theme.key: theme.name(say.locale) for theme in why.themes}
    lines = []
    chosen = ", ".join(names.get(key, key) for key in why.event.details.themes)
    typed = why.event.origins.get("themes", "").startswith("person:") or why.decision is None
    if why.corrected:
        lines.append("• " + say("An editor or who entered it chose {themes}; that stays so.", themes=chosen))
    elif typed:
        lines.append("• " + say("Who entered it chose {themes}.", themes=chosen))
    if why.decision is not None and (why.corrected or typed):
        lines.append(f"-# {say('Going by the source alone it would be:')}")
    if why.decision is not None:
        lines += _decision(why.decision, names, why.themes, say)
    return lines


def _decision(decision: Decision, names: "dict[str, str]", themes: Sequence[Theme], say: Say) -> list[str]:
    lines = []
    for told in explain(decision):
        notes = " ".join(say.message(note.message_id, note.params) for note in told.notes)
        if told.theme is None:
            lines.append(f"⚠️ {notes}")
        else:
            mark = "✓" if told.chosen else "–"
            lines.append(f"{mark} **{names.get(told.theme, told.theme)}**: {shortened(notes, 300)}")
    return lines


def _origins(why: Why, say: Say) -> list[str]:
    fields = _field_names(say)
    by: dict[str, list[str]] = defaultdict(list)
    for name, origin in why.event.origins.items():
        label = fields.get(name)
        if label is not None and label not in by[origin]:
            by[origin].append(label)
    return [
        f"• {_teller(origin, why, say)}: {', '.join(sorted(labels))}"
        for origin, labels in by.items()
        if labels
    ]


def _teller(origin: str, why: Why, say: Say) -> str:
    kind, number = origin_of(origin)
    if kind == "person":
        return person_words(number, say)
    source = why.sources.get(number)
    return plain(source.name) if source is not None else "—"


def _field_names(say: Say) -> "dict[str, str]":
    return {
        "title": say("title"),
        "starts": say("time"),
        "ends": say("end"),
        "place": say("place"),
        "themes": say("themes"),
        "description": say("description"),
        "price": say("price"),
        "link": say("link"),
        "language": say("language"),
        "accessibility": say("accessibility"),
        "image": say("picture"),
        "poster": say("poster"),
        "happening": say("whether it takes place"),
    }


def _decisions(why: Why, say: Say) -> list[str]:
    lines = []
    titles = {one.id: one.details.title for one in why.taken_in}
    for pair in why.pairs:
        other = pair.other if pair.one == why.event.id else pair.one
        number = str(other)
        title = plain(shortened(titles.get(other, f"#{other}"), 80))
        name = pair.by or say("the bot, since it was clear")
        if pair.verdict is PairVerdict.SAME:
            lines.append("• " + say("The same as “{title}”, says {name}.", title=title, name=name))
        elif pair.verdict is PairVerdict.DIFFERENT:
            lines.append("• " + say("Not the same as event {number}, says {name}.", number=number, name=name))
        else:
            lines.append("• " + say("Perhaps the same as event {number}; an editor is asked.", number=number))
    if why.event.reviewer:
        lines.append("• " + say("Reviewed by {name}.", name=plain(why.event.reviewer)))
    return lines
