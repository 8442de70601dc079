"""Themes that a community changes as it likes, on a real database."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Config
from domain.communities import Spot
from domain.events import Details, Event, Stage
from domain.refusal import Refusal
from domain.themes import MOST_THEMES
from services.acting import Caller
from services.setup import SetupService
from services.themes import ThemeService, topics_text
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
ROBIN = Caller(id=1, name="Robin", community=50, interaction=1000, manages=True)
MILA = Caller(id=2, name="Mila", community=50, interaction=1001)
ZINES = {"nl": "Zines", "en": "", "emoji": "📓", "topics": "fanzines\nstrips = comics\n\nFanzines"}


@pytest.fixture
async def themes(database: Database) -> ThemeService:
    setup = SetupService(database, Config().new_community())
    await setup.begin(ROBIN, "De Sektor", now=NOW)
    return ThemeService(database)


def clicked(number: int) -> Caller:
    return Caller(id=1, name="Robin", community=50, interaction=number, manages=True)


async def test_a_theme_is_added_at_the_end(themes: ThemeService) -> None:
    theme = await themes.add(ROBIN, ZINES, now=NOW)
    assert (theme.key, theme.nl, theme.en, theme.emoji) == ("zines", "Zines", "Zines", "📓")
    assert theme.topics == (("fanzines", "fanzines"), ("strips", "comics"))
    assert (await themes.all(50))[-1] == theme


async def test_the_same_form_twice_adds_it_once(themes: ThemeService) -> None:
    first = await themes.add(ROBIN, ZINES, now=NOW)
    assert await themes.add(ROBIN, ZINES, now=NOW) == first
    assert len(await themes.all(50)) == 5


async def test_order_outlives_removing_and_editing(themes: ThemeService) -> None:
    await themes.remove(ROBIN, "Underground", now=NOW)
    await themes.add(clicked(1), ZINES, now=NOW)
    await themes.edit(clicked(2), "media", {"nl": "Beeld"}, now=NOW)
    await themes.edit(clicked(3), "zines", {"nl": "Papier"}, now=NOW)
    assert [theme.nl for theme in await themes.all(50)] == ["Beeld", "Muziek", "Theater", "Papier"]


async def test_what_is_typed_comes_back_as_it_was(themes: ThemeService) -> None:
    for theme in await themes.all(50):
        typed = {"nl": theme.nl, "en": theme.en, "emoji": theme.emoji, "topics": topics_text(theme)}
        assert await themes.edit(ROBIN, theme.key, typed, now=NOW) == theme


async def test_a_theme_that_coming_events_need_stays(themes: ThemeService, database: Database) -> None:
    details = Details(title="Noise Night", starts=NOW + timedelta(days=3), themes=("music",))
    event = Event(id=0, community=50, details=details, stage=Stage.PUBLISHED, created_at=NOW, updated_at=NOW)
    await database.write(lambda unit: unit.events.add(event))
    with pytest.raises(Refusal, match="still needed") as refused:
        await themes.remove(ROBIN, "music", now=NOW)
    assert refused.value.params["title"] == "Noise Night"
    await themes.remove(ROBIN, "music", now=NOW + timedelta(days=4))


async def test_with_a_theme_goes_its_link_and_not_its_neighbour(
    themes: ThemeService, database: Database
) -> None:
    def link(unit: Unit) -> None:
        for number, key in enumerate(("theme:music", "theme:media")):
            unit.communities.put_spot(50, Spot("channel", key, 7 + number))

    await database.write(link)
    await themes.remove(ROBIN, "music", now=NOW)
    assert await database.read(lambda unit: unit.communities.channels(50)) == {"theme:media": 8}


async def test_the_last_theme_stays(themes: ThemeService) -> None:
    for key in ("underground", "media", "music"):
        await themes.remove(ROBIN, key, now=NOW)
    with pytest.raises(Refusal, match="only theme"):
        await themes.remove(ROBIN, "theatre", now=NOW)


async def test_more_than_fit_are_refused(themes: ThemeService) -> None:
    for number in range(MOST_THEMES - 4):
        await themes.add(clicked(number), {**ZINES, "nl": f"Thema {number}"}, now=NOW)
    with pytest.raises(Refusal, match="that is the most"):
        await themes.may_add(ROBIN)
    with pytest.raises(Refusal, match="that is the most"):
        await themes.add(clicked(99), {**ZINES, "nl": "Nog een"}, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nl": ""},
        {"nl": "@everyone"},
        {"nl": "muziek"},
        {"en": "THEATRE"},
        {"emoji": "geen"},
        {"topics": "x" * 41},
        {"topics": "\n".join(str(number) for number in range(16))},
    ],
)
async def test_what_cannot_be_a_theme_is_refused_and_not_kept(
    themes: ThemeService, wrong: dict[str, str]
) -> None:
    before = await themes.all(50)
    with pytest.raises(Refusal):
        await themes.add(ROBIN, {**ZINES, **wrong}, now=NOW)
    assert await themes.all(50) == before


async def test_who_may_not_manage_changes_nothing(themes: ThemeService) -> None:
    before = await themes.all(50)
    for step in (
        themes.add(MILA, ZINES, now=NOW),
        themes.edit(MILA, "music", {"nl": "Herrie"}, now=NOW),
        themes.remove(MILA, "music", now=NOW),
        themes.may_add(MILA),
        themes.changeable(MILA, "music"),
    ):
        with pytest.raises(Refusal, match="head of De Sektor"):
            await step
    assert await themes.all(50) == before
