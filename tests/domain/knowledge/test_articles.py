"""Articles as files: what is read is what was written, and every letter of the body is kept."""

from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.knowledge import (
    Article,
    Audience,
    BadArticle,
    Criteria,
    Kind,
    Language,
    Reference,
    Standing,
    Step,
    broken_links,
    cut,
    links_of,
    parse,
    printed,
    standing,
)

KENNISBANK = Path(__file__).resolve().parents[3] / "kennisbank"

FILE = """---
title: "Nee: een titel # met tekens"
language: nl
aliases: [no, 'yes', 012]
public: false
sources:
  - name: Gemeente
    url: https://enschede.nl
  - name: Een brief
checked_on: 2026-11-22 (stored copy)
check_every_days: 90
valid_until: 2027-01-01
criteria:
  - id: kcipo
    name: KCIPO
    scheme: grant
    for_whom: [group, person]
    lead_weeks: 8
    conditions: [Vraag aan voor de start.]
steps:
  - id: een
    title: Begin
    days_before: 84
    links: [../en/geluid.md]
kept_too: ja
---

# Kop

Tekst met een [link](geluid.md#hard) en [buiten](https://example.org/a.md).
"""

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = words.filter(str.strip)
lines = st.lists(words, max_size=3).map(tuple)
more = st.dictionaries(
    st.from_regex(r"x_[a-z]{1,8}", fullmatch=True), st.one_of(words, lines), max_size=2
).map(lambda values: tuple(values.items()))
articles = st.builds(
    Article,
    title=names,
    language=st.sampled_from(Language),
    body=words,
    kind=st.sampled_from(Kind),
    audience=st.sampled_from(Audience),
    translation_of=words,
    aliases=lines,
    sector=words,
    owner=words,
    sources=st.lists(st.builds(Reference, names, words), max_size=2).map(tuple),
    checked_on=st.just(date(2026, 11, 22)),
    check_every_days=st.integers(1, 3660),
    valid_until=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    criteria=st.lists(
        st.builds(Criteria, id=names, name=names, scheme=words, conditions=lines, tests=more), max_size=2
    ).map(tuple),
    steps=st.lists(
        st.builds(
            Step, id=names, title=names, who=words, days_before=st.integers(-50, 400), links=lines, more=more
        ),
        max_size=2,
    ).map(tuple),
    more=more,
)


def test_every_field_is_read_as_it_stands() -> None:
    article = parse(FILE)
    assert article.title == "Nee: een titel # met tekens"
    assert article.aliases == ("no", "yes", "012")
    assert article.audience is Audience.MEMBERS
    assert article.sources == (Reference("Gemeente", "https://enschede.nl"), Reference("Een brief"))
    assert (article.checked_on, article.checked_note) == (date(2026, 11, 22), "(stored copy)")
    assert article.criteria[0].all("for_whom") == ("group", "person")
    assert article.criteria[0].all("lead_weeks") == ("8",)
    assert (article.steps[0].days_before, article.more) == (84, (("kept_too", "ja"),))
    assert article.body.startswith("# Kop\n")


@given(articles)
def test_what_is_printed_reads_back_the_same(article: Article) -> None:
    assert parse(printed(article)) == article


@pytest.mark.parametrize("path", sorted(KENNISBANK.rglob("*.md")), ids=lambda path: path.stem)
def test_the_starter_articles_read_back_the_same(path: Path) -> None:
    article = parse(path.read_text("utf-8"))
    assert parse(printed(article)) == article


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Zomaar tekst", "front matter"),
        ("---\ntitle: x\n---\n", "language"),
        ("---\ntitle: x\nlanguage: de\n---\n", "language"),
        ("---\ntitle: [a]\nlanguage: nl\n---\n", "title"),
        ("---\ntitle: x\nlanguage: nl\nchecked_on: gisteren\n---\n", "checked_on"),
        ("---\ntitle: x\nlanguage: nl\nsources: een brief\n---\n", "sources"),
        ("---\ntitle: 'x\n---\n", "not YAML"),
        ("---\n!!python/object/apply:os.system [ls]\n---\n", "no fields"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(BadArticle, match=says):
        parse(text)


@given(st.text())
def test_any_text_is_an_article_or_refused(text: str) -> None:
    with suppress(BadArticle):
        parse(f"---\n{text}\n---\n")


@given(st.text(st.sampled_from("ab .!?\n#`-é"), max_size=3000))
def test_passages_hold_every_word_once_and_in_order(body: str) -> None:
    passages = cut(body)
    assert all(one.start < one.end <= two.start for one, two in pairwise(passages))
    outside = "".join(
        body[end:start]
        for end, start in zip(
            [0, *(one.end for one in passages)], [*(one.start for one in passages), len(body)], strict=True
        )
    )
    left = [line for line in outside.splitlines() if line.strip()]
    assert all(line.lstrip().startswith("#") for line in left)


def test_passages_are_short_enough_to_quote_and_know_their_heading() -> None:
    body = "Vooraf.\n\n## Een\n\n" + "Dit is een zin van enige lengte. " * 80 + "\n\n## Twee\n\nKort."
    passages = cut(body)
    assert [one.heading for one in passages] == ["", "Een", "Een", "Een", "Twee"]
    assert all(one.end - one.start <= 1100 for one in passages)
    assert passages[-1].text(body) == "Kort."


def test_links_lead_to_keys_and_lost_ones_are_found() -> None:
    article = parse(FILE)
    assert [one.to for one in links_of("nl/begin", article)] == ["nl/geluid", "en/geluid"]
    assert [one.to for one in broken_links("nl/begin", article, {"nl/geluid"})] == ["en/geluid"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 31), Standing.FRESH),
        (date(2027, 1, 1), Standing.FRESH),
        (date(2027, 1, 2), Standing.EXPIRED),
    ],
)
def test_valid_until_counts_its_last_day(today: date, expected: Standing) -> None:
    assert standing(parse(FILE), today) is expected


def test_overdue_from_the_day_on_which_it_should_be_checked() -> None:
    article = parse(FILE.replace("valid_until: 2027-01-01\n", ""))
    assert standing(article, date(2027, 2, 19)) is Standing.FRESH
    assert standing(article, date(2027, 2, 20)) is Standing.OVERDUE
