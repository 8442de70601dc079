"""What agendas call things: the category of a source, as one of the themes.

A category is looked up whole (“Muziek & Festivals”), then in its parts (“Theater/Dans”), and what the table
does not know is read as words (“Jazzconcert”). Case, accents and signs make no difference.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from domain.sources import Note
from domain.themes import Theme
from domain.theming.evidence import CLEAR, FAIR, STRONG, Evidence, Origin
from domain.theming.lexicon import lexicon_of
from domain.theming.vocabulary import SCENES, VOCABULARY
from domain.theming.words import words_of

SOFT: Final = 30
"""For categories that lean towards a theme without saying it: a “Feest” is not always music."""

_TOO_MANY_KINDS: Final = 3
_REMEMBERED: Final = 5_000

_CLEAR: Final[Mapping[str, str]] = {
    "underground": """
        underground, rave, raves, punk, hardcore, hardcore punk, punk hardcore, noise, squat, squats, kraak,
        vrijplaats, vrijplaatsen, free party, diy, zines, zine, anarchism, anarchisme, food not bombs,
        volkskeuken, voku, vokü, peoples kitchen, infoshop, gabber, squat party
    """,
    "media": """
        media, mediacultuur, media culture, media art, media arts, mediakunst, new media, film, films,
        cinema, movie, movies, movie screening, screening, filmvertoning, bioscoop, arthouse, documentaire,
        documentary, documentaries, kinderfilm, family film, filmfestival, film festival, animatie,
        animation, short film, korte film, video, video art, videokunst, digital art, digitale kunst,
        digitale cultuur, digital culture, game, games, gaming, gamen, game jam, esports, e sports, lan
        party, hackathon, hacking, hackers, makers, maker, makerspace, coding, programmeren, vr, virtual
        reality, fotografie, photography, foto, photo, podcast, podcasts, ai, robotica, robotics, tech art,
        art tech, creative technology
    """,
    "music": """
        muziek, music, concert, concerten, concerts, live, live music, live muziek, livemuziek, gig, gigs,
        pop, rock, pop rock, indie, alternative, alternatief, metal, punk, hardcore, hardcore punk, punk
        hardcore, jazz, blues, jazz blues, soul, funk, r & b, rnb, reggae, ska, hiphop, hip hop, rap, folk,
        country, americana, roots, singer songwriter, world, world music, wereldmuziek, latin, klassiek,
        klassieke muziek, classical, classical music, kamermuziek, opera, koor, koren, choir, zang, orkest,
        orchestra, blaasmuziek, harmonie, fanfare, club, clubs, clubbing, clubnacht, clubnight, club night,
        nightlife, nachtleven, dj, djs, electronic, elektronisch, elektronica, techno, house, trance, drum &
        bass, drum n bass, dnb, disco, dubstep, hardstyle, dance event, edm, jam, jamsessie, jam session,
        open podium, open mic, karaoke, schlager, tribute, cover, coverband, album release, muziekfestival,
        music festival, festival muziek, gospel, ambient, experimentele muziek, muziek festivals,
        muziektheater, theaterconcert, musicevent, nederlandstalig
    """,
    "theatre": """
        theater, theatre, toneel, play, plays, drama, voorstelling, voorstellingen, theatervoorstelling,
        cabaret, kleinkunst, comedy, stand up, standup, stand up comedy, stand up comedian, cabaret comedy,
        improv, improvisatie, theatersport, dans, dansvoorstelling, ballet, modern dance, contemporary
        dance, danstheater, dance theatre, musical, musicals, opera, operette, muziektheater,
        theaterconcert, jeugdtheater, kindertheater, jeugdvoorstelling, familievoorstelling, familietheater,
        youth theatre, poppentheater, straattheater, street theatre, circus, mime, performance,
        performances, performance art, spoken word, poetry, poëzie, poetry slam, storytelling,
        verteltheater, variété, burlesque, drag, theaterevent, danceevent, comedyevent, try out,
        nieuwjaarsconference, oudejaarsconference
    """,
}

_SOFT: Final[Mapping[str, str]] = {
    "media": """
        kunst, art, arts, beeldende kunst, visual art, visual arts, expo, expos, expositie, exposities,
        exhibition, exhibitions, tentoonstelling, tentoonstellingen, exhibitionevent, visualartsevent,
        museum, galerie, gallery, screeningevent, technologie, technology, tech, digitaal, digital, design,
        radio, innovatie
    """,
    "music": """
        dance, feest, feesten, party, parties, disco avond, festival, festivals, festivalevent, uitgaan,
        session
    """,
    "theatre": "dance, humor, podiumkunsten, performing arts, podium",
    "underground": """
        experimenteel, experimental, activisme, activism, benefiet, benefit, subcultuur, alternatieve cultuur
    """,
}

_TOO_WIDE: Final = """
    agenda, event, events, evenement, evenementen, activiteit, activiteiten, activity, activities, overig,
    overige, other, cultuur, culture, programma, programme, algemeen, general, divers, special, specials,
    uitgelicht, featured, tip, tips, gratis, free, uitverkocht, sold out, nieuw, new, vandaag, weekend,
    uitje, uitagenda, kinderen, kids, familie, family, jeugd, workshop, workshops, cursus, course, lezing,
    lezingen, lecture, talk, talks, gesprek, discussion, debat, enschede
"""
"""What a source may call anything: no rule should hang on it."""

_SEPARATORS: Final = re.compile(r"[/,;|>&+·•]|\s(?:en|and|und|of|or)\s|\s[-–—]\s", re.IGNORECASE)


def category_evidence(categories: tuple[str, ...], themes: tuple[Theme, ...]) -> tuple[Evidence, ...]:
    """One piece of evidence a theme, from the category that says it most clearly.

    A source that hangs three or more kinds of themes on one event has said nothing with them: each then
    counts `FAIR`, as a word would.
    """
    best: dict[str, tuple[int, str]] = {}
    for category in categories:
        for theme, weight in meaning(category, themes).items():
            if weight > best.get(theme, (0, ""))[0]:
                best[theme] = (weight, category)
    kinds = sum(1 for theme, (weight, _) in best.items() if weight >= CLEAR and theme not in SCENES)
    most = FAIR if kinds >= _TOO_MANY_KINDS else STRONG
    return tuple(
        Evidence(
            theme,
            min(weight, most),
            Origin.CATEGORY,
            Note("The source calls it “{category}”.", category=category),
        )
        for theme, (weight, category) in best.items()
    )


@lru_cache(_REMEMBERED)
def meaning(category: str, themes: tuple[Theme, ...]) -> Mapping[str, int]:
    """The themes that a category speaks for, with the points it gives each; none for “Workshop” or “Overig”.

    Where a community has a theme of its own that is called so, that theme alone is meant.
    """
    present = {theme.key for theme in themes}
    lexicon = lexicon_of(themes)
    for parts in ((category,), tuple(_SEPARATORS.split(category))):
        found: dict[str, int] = {}
        for part in parts:
            words = words_of(part)
            called = lexicon.called(words)
            if own := called - VOCABULARY.keys():
                said = dict.fromkeys(own, STRONG)
            else:  # the table knows that “Dance” may be either, also where a sub-topic is called so
                said = {**dict.fromkeys(called, STRONG), **_table().get(words, {})}
            found |= {theme: max(weight, found.get(theme, 0)) for theme, weight in said.items()}
        if known := {theme: weight for theme, weight in found.items() if theme in present}:
            return known
    read: dict[str, int] = {}
    for keyword in lexicon.found(words_of(category)):
        read |= {theme: max(weight, read.get(theme, 0)) for theme, weight in keyword.points.items()}
    return read


def speaks_for_itself(category: str) -> bool:
    """Whether a category is a plain word for a theme, or too wide to say anything: no rule hangs on it."""
    words = words_of(category)
    return words in _wide() or STRONG in _table().get(words, {}).values()


@lru_cache(1)
def _wide() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(name) for name in _TOO_WIDE.split(","))


@lru_cache(1)
def _table() -> dict[tuple[str, ...], dict[str, int]]:
    table: dict[tuple[str, ...], dict[str, int]] = {}
    for weight, per_theme in ((STRONG, _CLEAR), (SOFT, _SOFT)):
        for theme, names in per_theme.items():
            for name in names.split(","):
                table.setdefault(words_of(name), {}).setdefault(theme, weight)
    return table
