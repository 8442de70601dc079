"""The search on real databases: the same ranking everywhere, always up to date, and an honest no."""

import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from town import sqlite_url

from domain.knowledge import Article, Language, printed
from domain.searching.confidence import USUAL_BAR
from services.knowledge import KnowledgeService
from services.searching import Answer, SearchService
from storage.article_tables import Shelved
from storage.database import Database, open_database

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WORDS = [
    "vergunning",
    "vergunningen",
    "vergunningaanvraag",
    "evenement",
    "evenementenvergunning",
    "subsidie",
    "subsidieaanvraag",
    "aanvraag",
    "aanvragen",
    "geluid",
    "geluidsoverlast",
    "buren",
    "muziek",
    "podium",
    "festival",
    "kosten",
    "begroting",
    "gemeente",
    "formulier",
    "permit",
    "grant",
    "noise",
    "neighbours",
    "stage",
    "music",
    "budget",
]
QUESTIONS = [
    "hoe vraag ik een vergunning aan",
    "evenementen vergunnig",
    "subsidieaanvraag kosten",
    "noise for my neighbours",
    "geluid podium muziek festival",
    "begroting",
]
ODD = [
    "c++?",
    "what's up",
    "subsidie-aanvraag",
    "kosten: 5",
    "NOT x",
    '"',
    "🎉🔥",
    "",
    "%_\\'; DROP TABLE articles; --",
    "@everyone <@123> **vergunning** `x`",
    "Wie beantrage ich eine Genehmigung für mein Fest?",
    "subsidie " * 450,
    " ".join(f"woord{number}" for number in range(500)),
    "中文 العربية",
]


def shelved(key: str, title: str, body: str, language: Language = Language.DUTCH) -> Shelved:
    article = Article(title=title, language=language, body=body)
    return Shelved(key, article, printed(article))


def made(seed: int, count: int) -> list[Shelved]:
    dice = random.Random(seed)
    return [
        shelved(
            f"nl/{number}",
            " ".join(dice.choices(WORDS, k=2)),
            "\n\n".join(
                " ".join(dice.choices(WORDS, k=dice.randint(10, 160))) for _ in range(dice.randint(1, 3))
            ),
        )
        for number in range(count)
    ]


async def asked(database: Database) -> list[Answer]:
    search = SearchService(database)
    return [await search.ask(50, one, members=False, today=TODAY, limit=10) for one in QUESTIONS]


def ranking(answers: list[Answer]) -> list[list[tuple[str, str, float]]]:
    return [[(one.article.key, one.quote, one.score) for one in answer.found] for answer in answers]


async def test_both_databases_rank_alike(tmp_path: Path, postgres_url: str) -> None:
    rankings = []
    for url in (sqlite_url(tmp_path), postgres_url):
        database = await open_database(url)
        await KnowledgeService(database).take_in_read(50, made(1, 60), now=NOW)
        rankings.append(ranking(await asked(database)))
        await database.close()
    assert rankings[0] == rankings[1]
    assert all(len(one) == 10 for one in rankings[0])


async def test_both_databases_are_calibrated_alike_and_it_counts(tmp_path: Path, postgres_url: str) -> None:
    kept = []
    for url in (sqlite_url(tmp_path), postgres_url):
        database = await open_database(url)
        await KnowledgeService(database).take_in_read(50, made(7, 60), now=NOW)
        search = SearchService(database)
        before = await search.ask(50, "evenementen vergunnig", members=False, today=TODAY)
        measured = await search.calibrate(50, today=TODAY)
        state = await database.read(lambda unit: unit.search.state(50))
        assert (state.bar, state.refused) == (measured.bar, measured.refused)
        after = await search.ask(50, "evenementen vergunnig", members=False, today=TODAY)
        assert (after.confidence < before.confidence) == (measured.bar > USUAL_BAR)
        assert measured.asked > 30
        assert measured.bar != USUAL_BAR
        kept.append(measured)
        await database.close()
    assert kept[0] == kept[1]


async def test_what_is_too_small_to_be_measured_keeps_the_usual_bar(database: Database) -> None:
    await KnowledgeService(database).take_in_read(50, made(8, 3), now=NOW)
    measured = await SearchService(database).calibrate(50, today=TODAY)
    assert (measured.bar, measured.asked) == (USUAL_BAR, 0)


async def test_saved_one_by_one_ranks_as_made_anew(database: Database) -> None:
    """Articles come, change and go; what is left is found as if it had been read in at once."""
    knowledge, search = KnowledgeService(database), SearchService(database)
    for one in made(2, 30):
        await knowledge.take_in_read(50, [one], now=NOW)
        await search.ask(50, "vergunning", members=False, today=TODAY)
    await knowledge.take_in_read(50, made(3, 20), now=NOW)
    await database.write(
        lambda unit: [unit.knowledge.withdraw(50, one.id) for one in unit.knowledge.of(50, members=True)[:5]]
    )
    grown = [await search.ask(50, one, members=False, today=TODAY, limit=10) for one in QUESTIONS]
    await database.write(lambda unit: unit.knowledge.index_again(50))
    assert ranking(await asked(database)) == ranking(grown)
    assert ranking(
        [await search.ask(50, one, members=False, today=TODAY, limit=10) for one in QUESTIONS]
    ) == ranking(grown)


async def test_what_another_process_saved_is_found_at_once(database: Database) -> None:
    here, knowledge = SearchService(database), KnowledgeService(database)
    await knowledge.take_in_read(50, made(4, 5), now=NOW)
    assert not (await here.ask(50, "zeefdruk", members=False, today=TODAY)).found
    await knowledge.take_in_read(
        50, [shelved("nl/zeefdruk", "Zeefdrukken", "Zeefdruk met een raam.")], now=NOW
    )
    answer = await here.ask(50, "zeefdruk", members=False, today=TODAY)
    assert answer.answered
    assert answer.found[0].article.key == "nl/zeefdruk"


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
async def test_odd_questions_get_an_answer_or_an_honest_no(database: Database, question: str) -> None:
    await KnowledgeService(database).take_in_read(50, made(5, 20), now=NOW)
    answer = await SearchService(database).ask(50, question, members=False, today=TODAY)
    assert not answer.answered or answer.found
    assert all(0 <= one.score <= 1 for one in answer.found)


async def test_what_nobody_wrote_about_is_refused(database: Database) -> None:
    await KnowledgeService(database).take_in_read(50, made(6, 50), now=NOW)
    search = SearchService(database)
    for question in ("hoe laat gaat de zon onder in Parijs", "Wie beantrage ich eine Genehmigung?", "c++?"):
        assert not (await search.ask(50, question, members=False, today=TODAY)).answered


async def test_the_translation_in_the_language_of_the_question_is_shown_once(database: Database) -> None:
    pair = [
        shelved("nl/podium", "Podium", "Een podium van drie meter. Buma en Sena."),
        shelved("en/podium", "Stage", "A podium of three metres. Buma and Sena.", Language.ENGLISH),
    ]
    await KnowledgeService(database).take_in_read(50, pair, now=NOW)
    search = SearchService(database)
    for question, key in (
        ("What about the podium and Sena?", "en/podium"),
        ("Hoe zit het met het podium en Sena?", "nl/podium"),
    ):
        found = (await search.ask(50, question, members=False, today=TODAY)).found
        assert [one.article.key for one in found] == [key]


async def test_a_term_finds_the_article_in_the_other_language(database: Database) -> None:
    files = [
        (
            "nl/begrip",
            "---\ntitle: Vrijwilligersvergoeding\nlanguage: nl\nkind: term\n---\n\nGeld voor wie helpt.",
        ),
        (
            "en/begrip",
            "---\ntitle: Volunteers' allowance\nlanguage: en\nkind: term\n---\n\nMoney for helpers.",
        ),
        (
            "nl/lang",
            "---\ntitle: Wat mag het zijn\nlanguage: nl\n---\n\nDe vrijwilligersvergoeding kent een grens.",
        ),
    ]
    await KnowledgeService(database).take_in(50, files, now=NOW)
    answer = await SearchService(database).ask(50, "volunteers allowance", members=False, today=TODAY)
    assert [one.article.key for one in answer.found] == ["en/begrip", "nl/lang"]


async def test_an_english_question_finds_a_dutch_page_without_a_glossary(database: Database) -> None:
    taken = [
        shelved("nl/verblijf", "Verblijfsvergunning verlengen", "Vraag op tijd verlenging aan bij de IND."),
        shelved("nl/hond", "Hondenbelasting", "Wie een hond heeft betaalt elk jaar."),
        shelved("nl/rente", "Rente", "De rente van een lening trek je af."),
    ]
    await KnowledgeService(database).take_in_read(50, taken, now=NOW)
    search = SearchService(database)
    for question, key in (
        ("How do I extend my residence permit?", "nl/verblijf"),
        ("how can I extend my residense permitt", "nl/verblijf"),
        ("Do I pay tax for my dog?", "nl/hond"),
    ):
        answer = await search.ask(50, question, members=False, today=TODAY)
        assert answer.language == "en"
        assert answer.found[0].article.key == key
    assert not (await search.ask(50, "My rent is too high", members=False, today=TODAY)).answered


async def test_communities_do_not_see_each_other(database: Database) -> None:
    knowledge, search = KnowledgeService(database), SearchService(database)
    await knowledge.take_in_read(50, [shelved("nl/a", "Podium", "Een podium.")], now=NOW)
    await knowledge.take_in_read(51, [shelved("nl/a", "Podium", "Een ander podium.")], now=NOW)
    found = (await search.ask(51, "podium", members=True, today=TODAY)).found
    assert [one.quote for one in found] == ["Een ander podium."]


async def test_what_was_imported_before_there_was_a_server_belongs_to_the_first(database: Database) -> None:
    await KnowledgeService(database).take_in_read(0, [shelved("nl/a", "Podium", "Een podium.")], now=NOW)
    await database.write(lambda unit: unit.knowledge.adopt(50))
    search = SearchService(database)
    assert (await search.ask(50, "podium", members=False, today=TODAY)).answered
    assert not (await search.ask(0, "podium", members=False, today=TODAY)).found
