"""Words that mean the same to who asks, in Dutch and English: what makes two questions alike across
languages.

Each line is one thing: its Dutch word, its English word, and other words for it. Words that are joined by a
hyphen here may be typed apart, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.searching.listed import listed
from domain.searching.words import folded

_LISTED: Final = """
repetitieruimte | rehearsal-space | oefenruimte oefenhok oefen-ruimte repetitie-ruimte oefenplek repeteren
repetitieruimte | rehearsal-space | practice-space practice-room rehearsal-room rehearse rehearsing
werkruimte | studio | atelier ateliers workspace work-space studios werkplek
podium | stage | podia stages optreden optredens gig gigs speelplek
plek | venue | locatie locaties venues plekken pand gebouw building
ruimte | space | ruimtes ruimten spaces room rooms zaal zalen
terras | terrace | terrassen terraces
vergunning | permit | vergunningen permits licence license licences ontheffing
subsidie | grant | subsidies grants funding fonds fondsen subsidy
geld | money | budget financiering
geluid | noise | geluidsoverlast geluidshinder decibel sound-level loud
muziek | music | band bands
poster | flyer | posters flyers affiche affiches plakken
promotie | promotion | reclame publiciteit publicity promo promoten promote
drukken | printing | print printen drukwerk
apparatuur | equipment | geluidsset pa speakers spullen gear materiaal installatie
lenen | borrow | huren rent lease huur verhuur
verzekering | insurance | verzekeren verzekerd insured
veiligheid | safety | beveiliging security toezicht
brandweer | fire-safety | brandveiligheid fire-brigade
parkeren | parking | parkeerplek parkeerplaats
straat | street | openbare-weg plein square
gemeente | city | stad city-council municipality town-hall
contract | contract | contracten huurcontract contracts overeenkomst agreement
belasting | tax | btw vat belastingen taxes
stichting | foundation | oprichten vereniging association
vrijwilliger | volunteer | vrijwilligers volunteers
workshop | workshop | workshops cursus course
tentoonstelling | exhibition | expositie expo exhibit exposeren
film | film | films filmavond screening cinema
feest | party | feesten parties fuif rave
festival | festival | festivals
horeca | bar | alcohol bier beer drank drinks schenken drankvergunning
sluitingstijd | closing-time | sluitingstijden closing-hours openingstijden opening-hours
sponsor | sponsor | sponsors sponsoring sponsoren
website | website | site webpagina
nieuwsbrief | newsletter | nieuwsbrieven mailing
kunstenaar | artist | artiest artiesten artists kunstenaars
"""
_LITTLE: Final = listed(
    """
    goedkoop goedkope cheap betaalbaar betaalbare affordable gratis free vrij vrije beschikbaar available
    enschede stad city town zoek zoeken zoekt gezocht looking search project projecten event evenement
    avond night evening weekend tijdelijk temporary klein small groot grote big onze ons iemand ergens
    somewhere graag plek plekje place nodig needed band bands muziek music aanvragen aanvraag apply
    application regelen arrange organiseren organise organize mogelijk
    """
)
"""What is beside the point of most questions."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing; `key` stands for it among the words of a question."""

    key: str
    nl: str
    en: str

    def name(self, locale: str) -> str:
        return self.nl if locale == "nl" else self.en


@cache
def concepts() -> Mapping[tuple[str, ...], Concept]:
    """What may be typed, as words -> the thing."""
    found: dict[tuple[str, ...], Concept] = {}
    for line in _LISTED.strip().splitlines():
        nl, en, others = (part.strip() for part in line.split("|"))
        concept = Concept(f"={nl}", nl.replace("-", " "), en.replace("-", " "))
        for said in (nl, en, *others.split()):
            words = tuple(folded(said).split("-"))
            found.setdefault(words, concept)
            if len(words) > 1:
                found.setdefault(("".join(words),), concept)
    return found


@cache
def named(key: str) -> Concept | None:
    return next((one for one in concepts().values() if one.key == key), None)


def says_little(word: str) -> bool:
    return word in _LITTLE
