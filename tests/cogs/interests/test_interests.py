"""/interests: what somebody likes to hear of, at once, in their language; and having it forgotten."""

import pytest
from submitting import press, published
from town import Town

from domain.events import Language
from domain.preferences import DigestWish, Preferences
from domain.reminders import Reminder
from sandbox.people import Result, selects_of


async def kept(town: Town, who: str) -> Preferences | None:
    return await town.app.database.read(lambda unit: unit.preferences.get(town.guild, town[who].id))


def chosen_in(answer: Result) -> dict[str, list[str]]:
    """What each menu shows as chosen."""
    assert answer.message is not None
    return {
        str(select["custom_id"]).partition(":")[2]: [
            str(option["value"]) for option in select["options"] if option.get("default")
        ]
        for select in selects_of(answer.message)
    }


async def test_every_choice_counts_at_once_and_is_shown(town: Town) -> None:
    priya = town["Priya"]
    first = await priya.slash("interests")
    assert first.ephemeral
    assert chosen_in(first) == {
        "themes": [],
        "languages": [],
        "digest": ["off"],
        "reminder": ["evening"],
    }
    assert "You chose nothing yet" in first.text
    answer = await priya.choose(first, "interests:themes", ["music", "theatre"])
    answer = await priya.choose(answer, "interests:languages", ["en", "none"])
    answer = await priya.choose(answer, "interests:digest", ["weekly"])
    answer = await priya.choose(answer, "interests:reminder", ["hour"])
    assert sorted(chosen_in(answer)["themes"]) == ["music", "theatre"]
    assert sorted(chosen_in(answer)["languages"]) == ["en", "none"]
    assert "Your choices above" in answer.text
    assert await kept(town, "Priya") == Preferences(
        community=town.guild,
        person=priya.id,
        themes=frozenset({"music", "theatre"}),
        languages=frozenset({Language.ENGLISH, Language.NONE}),
        digest=DigestWish.WEEKLY,
        reminder=Reminder.HOUR,
        locale="en",
    )
    assert chosen_in(await priya.slash("interests")) == chosen_in(answer)
    none = await priya.choose(answer, "interests:themes", [])
    assert "All themes" in none.text


async def test_in_dutch(town: Town) -> None:
    mila = town["Mila"]
    answer = await mila.slash("interesses")
    assert "Waar je van wilt horen" in answer.text
    assert "Alle thema's" in answer.text
    chosen = await mila.choose(answer, "interests:digest", ["daily"])
    assert "elke dag" in chosen.text
    found = await kept(town, "Mila")
    assert found is not None
    assert found.locale == "nl"


async def test_forget_me_asks_once_and_leaves_nothing(town: Town) -> None:
    card, priya = await published(town), town["Priya"]
    await press(priya, card, "interested")
    answer = await priya.choose(await priya.slash("interests"), "interests:digest", ["weekly"])
    assert "interested in 1 event" in answer.text
    asked = await priya.press(answer, "Forget me")
    assert "takes back your interest in every event (1)" in asked.text
    back = await priya.press(asked, "No, keep it")
    assert chosen_in(back)["digest"] == ["weekly"]
    gone = await priya.press(await priya.press(back, "Forget me"), "Yes, forget me")
    assert "Forgotten." in gone.text
    assert await kept(town, "Priya") is None
    after = await priya.slash("interests")
    assert "You are not interested in any event yet." in after.text
    people = await town.app.database.read(lambda unit: list(unit.events.people_interested(1)))
    assert people == []


@pytest.mark.parametrize("who", ["Priya", "Mila"])
async def test_nothing_is_asked_about_age_or_study(town: Town, who: str) -> None:
    answer = await town[who].slash("interests")
    for word in ("age", "study", "student", "leeftijd", "studie", "opleiding"):
        assert f" {word}" not in answer.text.casefold()
