"""What makers ask is found in the starter articles: in either language, and with a typo."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starter import HOME, LANGUAGES

from domain.knowledge import links_of, parse, printed
from services.knowledge import KnowledgeService
from services.searching import SearchService
from storage.database import Database

COMMUNITY = 50
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
FILES = [
    (f"{language}/{file.stem}", file.read_text(encoding="utf-8"))
    for language in LANGUAGES
    for file in sorted((HOME / language).glob("*.md"))
]
QUESTIONS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data/kennisbank/questions.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FOREIGN = (
    "hoe bak ik een appeltaart",
    "wat is de hoofdstad van Mongolie",
    "wie won de wedstrijd van Twente gisteren",
    "hoe reset ik mijn wachtwoord van de bank",
    "how do I fix the brakes of my bicycle",
    "which vaccine do I need for Brazil",
)
"""Nothing in the starter articles answers these."""


@pytest.fixture
async def search(database: Database) -> AsyncIterator[SearchService]:
    taken = await KnowledgeService(database).take_in(COMMUNITY, FILES, now=NOW)
    assert (taken.refused, {key: links for key, links in taken.broken.items() if links}) == ({}, {})
    assert len(taken.added) == len(FILES)
    return SearchService(database)


@pytest.mark.parametrize(("key", "text"), FILES, ids=[key for key, _ in FILES])
def test_a_file_is_written_as_the_bot_writes_it(key: str, text: str) -> None:
    """So an export of what nobody changed changes nothing in Git."""
    article = parse(text)
    assert printed(article) == text
    assert all(link.to in dict(FILES) for link in links_of(key, article))


async def test_what_makers_ask_finds_its_page(search: SearchService) -> None:
    first, shown = await found(
        search, [(question, f"{language}/{slug}") for language, question, slug in QUESTIONS]
    )
    assert shown >= 0.95
    assert first >= 0.8


async def test_a_slip_of_the_thumb_finds_it_too(search: SearchService) -> None:
    """The longest word of each question without its third letter."""
    slips = []
    for language, question, slug in QUESTIONS:
        word = max(question.split(), key=len)
        slips.append((question.replace(word, word[:2] + word[3:]), f"{language}/{slug}"))
    _, shown = await found(search, slips)
    assert shown >= 0.85


async def test_what_is_not_in_it_gets_an_honest_no(search: SearchService) -> None:
    answers = [await search.ask(COMMUNITY, question, members=False, today=TODAY) for question in FOREIGN]
    assert [answer.question for answer in answers if answer.answered] == []


async def test_a_question_is_answered_by_an_article_before_a_term(search: SearchService) -> None:
    answer = await search.ask(COMMUNITY, "mag ik bier verkopen op mijn feest", members=False, today=TODAY)
    assert answer.found[0].article.key == "nl/alcohol-schenken"
    assert answer.answered


async def found(search: SearchService, asked: list[tuple[str, str]]) -> tuple[float, float]:
    """The share of questions whose page comes first, and of those whose page is one of the three shown."""
    first = shown = 0
    for question, key in asked:
        answer = await search.ask(COMMUNITY, question, members=False, today=TODAY, limit=3)
        keys = [one.article.key for one in answer.found]
        first += keys[:1] == [key]
        shown += key in keys
    return first / len(asked), shown / len(asked)
