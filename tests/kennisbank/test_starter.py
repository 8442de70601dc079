"""The starter articles are whole, paired, linked and sourced, and state no figure without a source."""

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starter import LANGUAGES, Page, pages

from bot.defaults import SECTORS

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "data/kennisbank/figures.toml").read_text(encoding="utf-8")
)
SITES = {
    "enschede.nl",
    "dloket.enschede.nl",
    "evenementen.vrtwente.nl",
    "cultuurfonds.nl",
    "cultuurparticipatie.nl",
    "stimuleringsfonds.nl",
    "mondriaanfonds.nl",
    "fairpracticecode.nl",
    "kvk.nl",
    "vnpf.nl",
    "cultuur-ondernemen.nl",
    "bumastemra.nl",
    "1twente.nl",
    "twentefm.nl",
}
SCHEMES = {"grant", "permit", "notification", "venue"}
WHAT = {
    "event",
    "demonstration",
    "alcohol",
    "project",
    "amateur-arts",
    "education",
    "design",
    "digital",
    "visual-art",
    "space",
}
WHOM = {"person", "group", "organisation"}
FORMS = {"informal_group", "association", "foundation"}
WHERE = {"enschede", "overijssel", "netherlands"}
UNSURE = {"nl": "weten we niet", "en": "not sure"}

ALL = pages()
BY_KEY = {(page.language, page.slug): page for page in ALL}
DUTCH = [page for page in ALL if page.language == "nl"]


def named(page: Page) -> str:
    return f"{page.language}/{page.slug}"


every = pytest.mark.parametrize("page", ALL, ids=named)
every_long = pytest.mark.parametrize("page", [page for page in ALL if page.kind != "term"], ids=named)
every_pair = pytest.mark.parametrize("page", DUTCH, ids=named)
every_workflow = pytest.mark.parametrize("page", [page for page in ALL if page.kind == "workflow"], ids=named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_to_begin_with(language: str) -> None:
    kinds = [page.kind for page in ALL if page.language == language]
    assert kinds.count("article") >= 15
    assert kinds.count("workflow") >= 5
    assert kinds.count("term") >= 60


@every
def test_the_front_matter_is_complete(page: Page) -> None:
    front = page.front
    assert front["title"].strip()
    assert front["language"] == page.language
    assert front["kind"] in {"article", "workflow", "term"}
    assert front["sector"] in {sector["key"] for sector in SECTORS}
    assert front["public"] == "true"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \(stored copy\)", front["checked_on"])
    assert 1 <= int(front["check_every_days"]) <= 365
    assert front["aliases"]
    assert len(set(front["aliases"])) == len(front["aliases"])
    assert front["sources"], "where does it come from?"
    for source in front["sources"]:
        assert source["name"].strip()
        if "url" in source:
            address = urlsplit(source["url"])
            assert address.scheme == "https"
            assert address.hostname in SITES


@every_pair
def test_both_languages_say_the_same(page: Page) -> None:
    english = BY_KEY["en", page.slug]
    assert english.front["translation_of"] == page.slug
    assert "translation_of" not in page.front
    assert len(english.headings) == len(page.headings)
    assert english.links() == page.links()
    for name in ("sector", "kind", "checked_on", "check_every_days", "valid_until", "example_of"):
        assert english.front.get(name) == page.front.get(name)
    assert [one.get("url") for one in english.front["sources"]] == [
        one.get("url") for one in page.front["sources"]
    ]
    assert [one["id"] for one in english.front.get("criteria", [])] == [
        one["id"] for one in page.front.get("criteria", [])
    ]
    for ours, theirs in zip(page.front.get("criteria", []), english.front.get("criteria", []), strict=True):
        told = {"name", "conditions"}
        assert {k: v for k, v in ours.items() if k not in told} == {
            k: v for k, v in theirs.items() if k not in told
        }
        assert len(ours["conditions"]) == len(theirs["conditions"])
    assert steps_of(english) == steps_of(page)


def steps_of(page: Page) -> list[list[Any]]:
    return [
        [step["id"], step["days_before"], step["basis"], step.get("links", [])]
        for step in page.front.get("steps", [])
    ]


@every_pair
def test_both_languages_state_the_same_figures(page: Page) -> None:
    def bare(page: Page) -> set[str]:
        return {figure.removesuffix(" years").removesuffix(" visitors") for figure in page.figures()}

    assert bare(page) == bare(BY_KEY["en", page.slug])


def test_nothing_english_lacks_its_dutch_page() -> None:
    assert {page.slug for page in ALL if page.language == "en"} == {page.slug for page in DUTCH}


@every
def test_links_lead_somewhere(page: Page) -> None:
    for to in page.links():
        assert to.endswith(".md"), to
        assert (page.language, to.removesuffix(".md")) in BY_KEY, to


@every
def test_no_figure_stands_without_its_source(page: Page) -> None:
    sources = " ".join(f"{one['name']} {one.get('url', '')}" for one in page.front["sources"])
    for figure in page.figures() | page.spelled():
        groups = [one for one in TABLE["group"] if figure in one["figures"] and page.slug in one["pages"]]
        assert groups, f"{figure!r} is not in tests/data/kennisbank/figures.toml for this page"
        if page.kind != "term" and all(one["site"] for one in groups):
            assert any(one["site"] in sources for one in groups), (
                f"the page does not name the source of {figure!r}"
            )


def test_the_table_holds_nothing_that_no_page_says() -> None:
    for group in TABLE["group"]:
        for slug in group["pages"]:
            said = BY_KEY["nl", slug].figures() | BY_KEY["nl", slug].spelled()
            said |= BY_KEY["en", slug].figures() | BY_KEY["en", slug].spelled()
            assert said & set(group["figures"]), (slug, group["says"])
        everywhere = {
            figure
            for slug in group["pages"]
            for language in LANGUAGES
            for figure in BY_KEY[language, slug].figures() | BY_KEY[language, slug].spelled()
        }
        assert set(group["figures"]) <= everywhere, group["says"]


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("nl", "Je krijgt € 12.500, binnen 8 weken.", {"EUR 12500", "8 weeks"}),
        ("en", "You get EUR 12,500.50 within 1 week", {"EUR 12500.50", "1 weeks"}),
        ("nl", "€ 5,60 per uur, 1,5 keer, 30 procent", {"EUR 5.60", "1.5", "30 per cent"}),
        (
            "en",
            "from 09:00, at most 50 m², 55 dB(A) at 20 metres",
            {"09:00", "50 m2", "55 dB(A)", "20 metres"},
        ),
    ],
)
def test_figures_are_read_as_people_write_them(language: str, text: str, figures: set[str]) -> None:
    assert Page("x", language, {"title": "x"}, text).figures() == figures


def test_numbers_in_words_count_too() -> None:
    assert Page("x", "nl", {"title": "x"}, "Vraag het Acht weken vooraf.").spelled() == {"acht weken"}
    assert Page("x", "en", {"title": "x"}, "It takes six weeks; two friends help.").spelled() == {"six weeks"}


@every
def test_what_match_weighs_is_what_the_sources_say(page: Page) -> None:
    for one in page.front.get("criteria", []):
        told = {
            "id",
            "name",
            "scheme",
            "conditions",
            "what",
            "for_whom",
            "legal_form",
            "where",
            "kvk_required",
        }
        assert {k: v for k, v in one.items() if k not in told} == TABLE["criteria"][one["id"]]
        assert one["scheme"] in SCHEMES
        assert set(one["what"]) <= WHAT
        assert one["what"]
        assert set(one.get("for_whom", [])) <= WHOM
        assert set(one.get("legal_form", [])) <= FORMS
        assert set(one["where"]) <= WHERE
        assert one["where"]
        assert one["conditions"]


@every_workflow
def test_a_workflow_explains_each_of_its_steps(page: Page) -> None:
    steps = page.front["steps"]
    assert [step["title"] for step in steps] == page.headings
    assert len({step["id"] for step in steps}) == len(steps) >= 5
    days = [int(step["days_before"]) for step in steps]
    assert days == sorted(days, reverse=True)
    assert all(step["who"].strip() and step["pitfalls"].strip() for step in steps)
    assert {step["basis"] for step in steps} <= {"source", "advice"}
    fixed = {step["id"]: step["days_before"] for step in steps if step["basis"] == "source"}
    assert fixed == TABLE["steps"][page.slug]


@every_long
def test_it_can_be_read_in_a_few_minutes(page: Page) -> None:
    assert 250 <= len(re.findall(r"\w+", page.body)) <= 700
    assert len(page.sections) >= 5
    for heading, text in page.sections:
        assert 15 <= len(re.findall(r"\w+", text)) <= 160, heading


@every_long
def test_a_section_stands_on_its_own(page: Page) -> None:
    """It is quoted alone: its heading is no single word that many share, and its text no pointer back."""
    for heading, text in page.sections:
        assert len(heading.split()) >= (2 if page.kind == "workflow" else 3), heading
        first = text.strip().lower()
        assert not first.startswith(
            ("deze ", "dit is ook", "hierboven", "zoals gezegd", "as said", "see above", "- ")
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TABLE["unsure"])
def test_what_must_be_verified_says_so(slug: str, language: str) -> None:
    matter, where = TABLE["unsure"][slug]
    page = BY_KEY[language, slug]
    if language == "en":
        matter = {"5 werkdagen": "5 working days", "2.350": "2,350", "kost": "costs"}.get(matter, matter)
        where = where.replace("gemeente Enschede", "city of Enschede")
    text = page.body.lower()
    assert any(
        matter.lower() in (heading + part).lower()
        and UNSURE[language] in part.lower()
        and where.lower() in part.lower()
        for heading, part in page.sections
    ), f"no section says that {matter!r} is not sure and names {where!r}"
    assert UNSURE[language] in text


@pytest.mark.parametrize("page", [page for page in ALL if "example_of" in page.front], ids=named)
def test_an_example_says_that_it_is_invented(page: Page) -> None:
    word = {"nl": "verzonnen", "en": "invented"}[page.language]
    assert word in page.front["title"].lower()
    for heading, text in page.sections:
        if Page("", page.language, {"title": ""}, text).figures():
            assert word in text.lower(), heading
    schemes = {one["id"] for other in ALL for one in other.front.get("criteria", [])}
    assert set(page.front["example_of"]) <= schemes


@pytest.mark.parametrize(
    ("slug", "total"), [("voorbeeldaanvraag-gemeente", 4500), ("voorbeeldaanvraag-cultuurparticipatie", 9500)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_budget_of_an_example_adds_up(slug: str, total: int, language: str) -> None:
    sums = []
    for heading, text in BY_KEY[language, slug].sections:
        lines = [line for line in text.splitlines() if line.startswith("- ") and re.search(r"€|EUR", line)]
        if lines:
            last = [re.findall(r"(?:€|EUR) ([\d.,]+\d)", line)[-1] for line in lines]
            sums.append((heading, sum(int(re.sub(r"[.,]", "", one)) for one in last)))
    assert [amount for _, amount in sums] == [total, total]


def test_what_belongs_to_a_year_ends_with_it() -> None:
    for language in LANGUAGES:
        assert BY_KEY[language, "vrijwilligersvergoeding"].front["valid_until"] == "2025-12-31"
        assert BY_KEY[language, "kvk-inschrijven"].front["valid_until"] == "2026-12-31"


@pytest.mark.parametrize("page", [page for page in DUTCH if page.kind == "term"], ids=named)
def test_a_term_is_short_and_known_in_both_languages(page: Page) -> None:
    english = BY_KEY["en", page.slug]
    known = " ".join([english.front["title"], *english.front["aliases"]]).lower()
    first = re.split(r" |/|\(", page.front["title"].lower())[0].removesuffix("'er")
    assert first in known, "the Dutch word does not find the English page"
    for one in (page, english):
        assert 8 <= len(re.findall(r"\w+", one.body)) <= 70
        assert len(one.links()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_told_apart(language: str) -> None:
    titles = [page.front["title"].lower() for page in ALL if page.language == language]
    assert len(set(titles)) == len(titles)


@every
def test_it_is_written_as_people_read_it(page: Page) -> None:
    """Informal in Dutch, no typographic dash, nothing left to fill in."""
    text = " ".join(page.texts())
    assert not re.search(r"\bu(?:w)?\b", text) or page.language == "en"
    assert not re.search(r"[–—]|TODO|XXX|lorem", text)


@every_long
def test_who_reads_a_sourced_figure_is_sent_to_the_source(page: Page) -> None:
    """Nothing was read from a live page: amounts and periods are to be checked before one counts on them."""
    lent = [
        one for one in TABLE["group"] if one["site"] not in ("", "De Sektor") and page.slug in one["pages"]
    ]
    if lent and "example_of" not in page.front:
        words = (
            r"controleer|vraag .{0,60}na\b|kijk op" if page.language == "nl" else r"\bcheck\b|\bask\b|look on"
        )
        assert re.search(words, page.body.lower())


WHO_MAY: dict[str, list[str]] = {
    "enschede-eenmalig": ["organisation"],  # no private initiative
    "cultuurfonds": ["organisation"],  # foundations and associations
    "kcipo": ["group", "organisation"],  # informal groups too
    "mondriaan-start": ["person"],  # the artist
    "mondriaan-project": ["person"],
}
"""All that the sources say on who may apply; of other schemes we do not know."""


@every
def test_nobody_is_told_that_they_may_apply_unless_a_source_says_so(page: Page) -> None:
    for one in page.front.get("criteria", []):
        assert one.get("for_whom", []) == WHO_MAY.get(one["id"], [])
