"""What stands in a channel: fields, timestamps, the English line, buttons, and that nothing pings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from submitting import acts, card_in, events, fill_in, place, png, press, published, submit, the_event
from town import Town

from domain.communities import Community
from sandbox.people import Message, images_of
from storage.unit import Unit


async def full(town: Town, **fields: str) -> Message:
    """A card with everything on it."""
    noor = town["Noor"]
    preview = await noor.slash(
        "event submit",
        **{
            "title": "Noise Night",
            "when": "vr 13 mrt 20:00",
            "themes": "music",
            "where": "de Tank",
            "end": "23:00",
            "description": "Loud.",
            "price": "€5",
            "link": "https://noise.example/x",
            "language": "en",
            "accessibility": "no steps",
            **fields,
        },
        poster=("p.png", png()),
    )
    await press(noor, preview, "send")
    return await card_in(town, "music", fields.get("title", "Noise Night"))


async def change_community(town: Town, **settings: object) -> None:
    def work(unit: Unit) -> None:
        community = unit.communities.get(town.guild)
        assert isinstance(community, Community)
        unit.communities.save(replace(community, **settings))  # type: ignore[arg-type]

    await town.app.database.write(work)


async def test_a_card_says_everything_that_is_known(town: Town) -> None:
    card = await full(town)
    (embed,) = card.embeds
    starts = int(datetime(2026, 3, 13, 19, tzinfo=UTC).timestamp())
    assert embed["title"] == "Noise Night"
    assert embed["url"] == "https://noise.example/x"
    assert f"<t:{starts}:F> – <t:{starts + 3 * 3600}:t>" in embed["description"]
    for part in ("Tankstation, Enschede", "€5", "no steps", "Loud."):
        assert part in embed["description"]
    assert "Muziek" in embed["author"]["name"]
    assert "Noor" in embed["footer"]["text"]
    assert len(set(images_of(card))) == 1
    assert acts(card) == {"interested", "ics", "more"}


async def test_a_dutch_card_carries_one_english_line(town: Town) -> None:
    card = await full(town)
    english = next(line for line in card.text.splitlines() if "🇬🇧" in line)
    assert "Friday 13 March 2026 20:00 – 23:00" in english
    assert "Tankstation, Enschede" in english
    assert "in English" in english
    assert any("·" in button.label for button in card.buttons)


async def test_the_english_line_can_be_switched_off(town: Town) -> None:
    await change_community(town, english_line=False)
    assert "🇬🇧" not in (await full(town)).text


async def test_an_english_community_speaks_english_only(town: Town) -> None:
    await change_community(town, locale="en")
    card = await full(town)
    assert "🇬🇧" not in card.text
    assert [button.label for button in card.buttons] == ["I'm interested", "Add to my calendar", "More"]
    assert "by Noor" in card.text
    assert "Music" in card.embeds[0]["author"]["name"]


async def test_what_is_unknown_is_said_to_be(town: Town) -> None:
    await change_community(town, locale="en")
    await submit(town["Noor"], when="13 maart", where="")
    card = await card_in(town, "music", "Noise Night")
    midday = int(datetime(2026, 3, 13, 11, tzinfo=UTC).timestamp())
    for part in (f"<t:{midday}:D> (time not known yet)", "place: not known yet", "price: not known yet"):
        assert part in card.text


async def test_whole_days_stay_days(town: Town) -> None:
    card = await published(town, when="13 t/m 15 maart")
    first, last = (int(datetime(2026, 3, day, 11, tzinfo=UTC).timestamp()) for day in (13, 15))
    assert f"<t:{first}:D> – <t:{last}:D>" in card.text
    assert "Friday 13 March 2026 – Sunday 15 March 2026" in card.text


async def test_a_night_over_midnight_ends_on_the_next_day(town: Town) -> None:
    card = await published(town, when="vr 13 mrt 23:00-05:00")
    ends = int(datetime(2026, 3, 14, 4, tzinfo=UTC).timestamp())
    assert f"<t:{ends}:t>" in card.text
    assert "Friday 13 March 2026 23:00 – 05:00" in card.text


async def test_the_preview_is_the_card(town: Town) -> None:
    preview = await fill_in(town["Noor"], poster=("p.png", png()))
    await press(town["Noor"], preview, "send")
    card = await card_in(town, "music", "Noise Night")
    assert preview.message is not None
    shown, stands = preview.message.embeds[0], card.embeds[0]
    for part in ("title", "description", "author", "color", "footer"):
        assert shown.get(part) == stands.get(part)


HARM = [
    "<@{priya}> and <@!{priya}>",
    "<@&{role}>",
    "@everyone and @here",
    "[click](https://evil.example)",
    "# shouting\n> quoting",
    "||hidden|| `code` **bold**",
]


@pytest.mark.parametrize("text", HARM)
async def test_text_from_outside_pings_nobody_and_stays_as_typed(town: Town, text: str) -> None:
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    typed = text.format(priya=town["Priya"].id, role=next(iter(roles.values())))
    card = await full(town, description=typed, price=typed[:100].replace("\n", " "), accessibility=typed)
    assert_silent(card)
    more = await press(town["Priya"], card, "more")
    assert more.message is not None
    assert_silent(more.message)
    assert "[click](" not in card.text.replace("\\[", "")
    for line in card.text.splitlines():
        assert not line.startswith(("# ", "> "))


def assert_silent(message: Message) -> None:
    assert message.mentions == []
    assert message.raw["mention_everyone"] is False
    assert message.raw["mention_roles"] == []


@pytest.mark.parametrize("text", ["@everyone", "<@{priya}>", "<@&{role}>"])
async def test_reasons_and_questions_ping_nobody(town: Town, text: str) -> None:
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    typed = text.format(priya=town["Priya"].id, role=next(iter(roles.values())))
    card = await published(town)
    await town["Noor"].slash("event cancel", event=str((await the_event(town)).id), reason=typed)
    cancelled = await town["Noor"].wait_for_message(
        card.channel_id, lambda message: message.id == card.id and "interested" not in acts(message)
    )
    assert_silent(cancelled)


async def test_the_bot_asks_discord_for_silence_each_time(town: Town) -> None:
    """Not only does nothing ping: Discord is told in each message that nothing may."""
    card = await full(town)
    await press(town["Priya"], card, "more")
    sent = [
        each
        for each in town.sandbox.exchanges
        if each.method in ("POST", "PATCH") and "/messages" in each.path and each.request
    ]
    assert sent
    for each in sent:
        assert each.request["allowed_mentions"]["parse"] == []


async def test_a_placeholder_in_a_title_is_only_text(town: Town) -> None:
    card = await published(town, title="{title} {0} {place!r} %s")
    assert card.embeds[0]["title"] == "{title} {0} {place!r} %s"
    answer = await press(town["Priya"], card, "interested")
    assert "{title} {0}" in answer.text


async def test_the_longest_texts_still_fit_on_a_card(town: Town) -> None:
    noor = town["Noor"]
    long = {"title": "*" * 100, "where": "_" * 100, "price": "~" * 100, "accessibility": "`" * 300}
    preview = await noor.slash(
        "event submit", when="vr 13 mrt 20:00", themes="music", description="*_" * 1000, **long
    )
    await press(noor, preview, "send")
    card = await noor.wait_for_message(place(town, "music"), lambda message: bool(message.embeds))
    more = await press(town["Priya"], card, "more")
    assert more.message is not None
    assert more.message.embeds
    assert len(await events(town)) == 1
