"""A small knowledge base for tests, written by hand."""

from datetime import UTC, datetime

from town import Town

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)

_HEAD = """---
title: {title}
language: {language}
{more}sector: vergunningen
public: {public}
sources:
  - name: Gemeente
    url: https://example.org/drank
checked_on: 2026-03-01
check_every_days: 90
---

"""


def article(title: str, language: str, body: str, *, public: bool = True, more: str = "") -> str:
    head = _HEAD.format(title=title, language=language, more=more, public=str(public).lower())
    return head + body


ALCOHOL_NL = article(
    "Alcohol schenken",
    "nl",
    "## Wie staat er achter de bar?\n\nEr staat iemand van minstens 21 achter de bar.\n\n"
    "## Hoe lang mag dat?\n\nHoogstens twaalf dagen achter elkaar. Zie [geluid](geluid.md).\n",
    more="aliases:\n  - bier tappen\n",
)
ALCOHOL_EN = article(
    "Serving alcohol",
    "en",
    "## Who is behind the bar?\n\nSomebody of at least 21 is behind the bar.\n\n"
    "## For how long?\n\nAt most twelve days in a row.\n",
)
NOISE = article(
    "Geluid en buren",
    "nl",
    "## Hoe hard mag het?\n\nNa 19:00 uur hoogstens 50 decibel bij de buren.\n\n## Wat doe je bij klachten?"
    "\n\nBel de buren vooraf en geef een telefoonnummer.\n",
)
SECRET = article(
    "Geheime zolder",
    "nl",
    "## Waar ligt de sleutel van de zolder?\n\nDe zoldersleutel ligt onder de blauwe bloempot.\n",
    public=False,
)
TERM_NL = article(
    "Vergunning", "nl", "Toestemming van de gemeente.\n", more="kind: term\naliases:\n  - permissie\n"
)
TERM_EN = article(
    "Permit", "en", "Permission from the city.\n", more="kind: term\ntranslation_of: vergunning\n"
)
PARTY = article(
    "Stappenplan - een festival",
    "nl",
    "Zo pak je het aan.\n\n## Vraag de vergunning aan\n\nStuur de tekening mee.\n",
    more=(
        "kind: workflow\nsteps:\n"
        "  - id: vergunning\n    title: Vraag de vergunning aan\n    who: organisatoren\n"
        "    days_before: 84\n"
        "    links:\n      - alcohol-schenken.md\n    pitfalls: Te laat zijn.\n"
        "  - id: posters\n    title: Hang de posters op\n    days_before: 14\n"
        "  - id: dag\n    title: De dag zelf\n    days_before: 0\n"
        "  - id: opruimen\n    title: Ruim op\n    days_before: -1\n"
    ),
)
GRANT = article(
    "Subsidie van de stad",
    "nl",
    "## Wat is het?\n\nGeld voor een eenmalige activiteit.\n",
    more=(
        "criteria:\n  - id: stad\n    name: Eenmalige subsidie\n    scheme: grant\n    what:\n      - event\n"
        "    legal_form:\n      - foundation\n      - association\n    lead_weeks: 8\n"
        "    where:\n      - enschede\n"
        "    conditions:\n      - Je stuurt een begroting mee.\n"
    ),
)

FILES = {
    "nl/alcohol-schenken": ALCOHOL_NL,
    "en/alcohol-schenken": ALCOHOL_EN,
    "nl/geluid": NOISE,
    "nl/zolder": SECRET,
    "nl/vergunning": TERM_NL,
    "en/permit": TERM_EN,
    "nl/stappenplan-festival": PARTY,
    "nl/subsidie-stad": GRANT,
}


async def filled(town: Town) -> None:
    """Put the articles on the server's shelf."""
    taken = await town.app.services.knowledge.take_in(town.guild, FILES.items(), now=NOW)
    assert taken.refused == {}
