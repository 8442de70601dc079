"""The forms in which a decision is drawn up. The first asks what only its starter knows; everything else has
a default and is adjusted from the preview."""

import discord

from bot.deciding import kind_hint, kind_name, openness_name, rule_name
from bot.i18n import Say
from bot.ui import choice_field, modal, person_field, text_field
from domain.decisions.drafting import MOST, PollDraft, extras_of, kind_of, preset_of, rule_of
from domain.decisions.kinds import RULES_OF, Kind, Openness
from domain.decisions.presets import Preset
from services.poll_drafts import Scene

KINDS = (Kind.MOTION, Kind.CHOICE, Kind.APPROVAL, Kind.RANKED, Kind.SCORE, Kind.CONSENT, Kind.ADVICE)


def essential(draft: PollDraft | None, scene: Scene, say: Say, *, sector: str = "") -> discord.ui.Modal:
    """Five fields, of which only the first has to be filled in."""
    known = draft.answers if draft is not None else {}
    preset = preset_of(draft, scene.presets) if draft is not None else scene.presets[0]
    key = f"poll:{draft.id}:essential" if draft is not None else f"poll:new:{sector}"
    options = [
        discord.SelectOption(
            label=(one.nl if say.locale == "nl" else one.en)[:100],
            value=one.key,
            description=preset_hint(one, say)[:100],
            default=one.key == preset.key,
        )
        for one in scene.presets
    ]
    return modal(
        say("A decision"),
        key,
        text_field(
            "title",
            say("What do we decide?"),
            placeholder=say("We buy a new mixer"),
            value=known.get("title", ""),
            most=MOST["title"],
            required=True,
        ),
        text_field(
            "text",
            say("Why, and what exactly?"),
            hint=say("May be left empty."),
            value=known.get("text", ""),
            most=MOST["text"],
            long=True,
        ),
        text_field(
            "options",
            say("Options, one on a line"),
            hint=say("Leave it empty for yes or no."),
            value=known.get("options", ""),
            most=MOST["options"],
            long=True,
        ),
        choice_field("preset", say("How?"), options),
        text_field(
            "deadline",
            say("Until when?"),
            placeholder=say("Friday 17:00, or: in 3 days"),
            hint=say("Left empty it is the time that belongs to your choice above."),
            value=known.get("deadline", ""),
            most=MOST["deadline"],
        ),
    )


def preset_hint(preset: Preset, say: Say) -> str:
    if preset.hours % 24 == 0:
        time = say.many("{n} day", "{n} days", preset.hours // 24)
    else:
        time = say.many("{n} hour", "{n} hours", preset.hours)
    rule = preset.rule if preset.rule is not None else RULES_OF[preset.kind][0]
    return f"{time} · {rule_name(rule, say)}"


def rules(draft: PollDraft, scene: Scene, say: Say) -> discord.ui.Modal:
    """How it is decided."""
    preset = preset_of(draft, scene.presets)
    kind = kind_of(draft, preset)
    rule, extras = rule_of(draft, preset, kind), extras_of(draft, preset, kind)
    openness = Openness(draft["openness"]) if draft["openness"] else preset.openness
    fits = [one for one in RULES_OF[kind] if one is not None]
    quora = {
        "half": say("More than half take part"),
        "third": say("More than a third take part"),
        "two_thirds": say("More than two thirds take part"),
        "none": say("No quorum: one vote is enough"),
    }
    names = {
        "floor": say("About money: a quarter of all must be for it"),
        "proxies": say("Who is absent may let somebody else vote"),
        "public": say("May stand on the public page"),
    }
    return modal(
        say("How it is decided"),
        f"poll:{draft.id}:rules",
        choice_field(
            "kind",
            say("What is asked?"),
            [_option(one.value, kind_name(one, say), kind is one, kind_hint(one, say)) for one in KINDS],
        ),
        choice_field(
            "rule",
            say("When is it adopted?"),
            [_option(one.value, rule_name(one, say), rule is one) for one in fits],
        ),
        choice_field(
            "quorum",
            say("Quorum"),
            [_option(key, name, (draft["quorum"] or "half") == key) for key, name in quora.items()],
        ),
        choice_field(
            "openness",
            say("Who sees the votes?"),
            [_option(one.value, openness_name(one, say), openness is one) for one in Openness],
        ),
        choice_field(
            "extras",
            say("And"),
            [_option(key, name, key in extras) for key, name in names.items()],
            most=len(names),
            required=False,
        ),
    )


def further(draft: PollDraft, scene: Scene, say: Say) -> discord.ui.Modal:
    """What comes of it: the sector, who carries it out, what is done, when one looks back, what it amends."""
    sectors = [
        _option(one.key, f"{one.emoji} {one.name(say.locale)}".strip(), one.key == draft["sector"])
        for one in scene.sectors
    ]
    return modal(
        say("What comes of it"),
        f"poll:{draft.id}:further",
        choice_field("sector", say("Which sector does it belong to?"), sectors),
        person_field("owner", say("Who is its owner?"), int(draft["owner"] or draft.person)),
        text_field(
            "action",
            say("What is done when it is adopted?"),
            hint=say("The owner carries it out."),
            value=draft["action"],
            most=MOST["action"],
            long=True,
        ),
        text_field(
            "review",
            say("When do we look back on it?"),
            placeholder=say("1 September, or: in 12 weeks"),
            hint=say("The owner is reminded then."),
            value=draft["review"],
            most=MOST["review"],
        ),
        text_field(
            "amends",
            say("Does it amend an older decision?"),
            placeholder="B-7",
            value=draft["amends"],
            most=20,
        ),
    )


def _option(value: str, label: str, chosen: bool, hint: str = "") -> discord.SelectOption:
    return discord.SelectOption(
        label=label[:100], value=value, default=chosen, description=hint[:100] or None
    )
