"""Words as they are looked for: lower case, without accents, of Dutch and of English."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from domain.searching.listed import listed

_TOKEN: Final = re.compile(
    r"(?<![^\W_])[a-z](?:\+\+|#)"  # c++, c#
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # k.v.k., b.v
    r"|\d+(?:[.,]\d+)+"  # 2.000, 12,5
    r"|[^\W_]+(?:['’`´][^\W_]+)*"  # words; foto's and what's are one
    r"(?:[-‐‑][^\W_]+(?:['’`´][^\W_]+)*)*"  # subsidie-aanvraag
)
_THOUSANDS: Final = re.compile(r"[.,](?=\d{3}(?:\D|\Z))")
_APOSTROPHES: Final = str.maketrans("", "", "'’`´")
_HYPHEN: Final = re.compile(r"[-‐‑]")
LONGEST_WORD: Final = 64
"""Letters of a word that are looked at."""


def folded(text: str) -> str:
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def pieces(text: str) -> list[tuple[str, ...]]:
    """The words of a text in order; one that is written with hyphens is given as its parts."""
    found: list[tuple[str, ...]] = []
    for token in _TOKEN.findall(folded(text)):
        if token.isalnum():
            found.append((token[:LONGEST_WORD],))
        elif token[0].isdigit() and not _HYPHEN.search(token):
            number = _THOUSANDS.sub("", token)
            found.append((number if number.isdigit() else number.replace(",", "."),))
        elif token[-1] in "+#":
            found.append((token,))
        else:
            bare = token.translate(_APOSTROPHES)
            if "." in bare:
                bare = bare.replace(".", "")
            parts = tuple(part[:LONGEST_WORD] for part in _HYPHEN.split(bare) if part)
            if parts:
                found.append(parts)
    return found


def words_of(text: str) -> list[str]:
    """What an index keeps: every word; one with hyphens as its parts and as one word, too."""
    found: list[str] = []
    for parts in pieces(text):
        found.extend(parts)
        if len(parts) > 1:
            found.append("".join(parts)[:LONGEST_WORD])
    return found


_DUTCH: Final = listed(
    """
    de het een eene en of maar want dus dan als dat die dit deze daar hier er ik je jij jou jouw jullie u
    uw we wij ons onze hij zij ze hem haar zijn hun hen men mij me mijn zich zelf ben bent is was waren
    wees geweest word wordt worden werd werden geworden heb hebt heeft hebben had hadden gehad zal zult
    zullen zou zouden kan kun kunt kunnen kon konden mag mogen mocht mochten moet moeten moest moesten
    wil wilt willen wilde wilden ga gaat gaan ging gingen doe doet doen deed gedaan laat laten aan af bij
    door in met na naar naast om onder op over per te ten ter tot tussen uit van vanaf via voor voordat
    zonder tegen tijdens sinds binnen buiten behalve omdat zodat hoewel terwijl indien toen nu al ook nog
    wel niet geen niets iets iemand niemand alles alle allemaal elk elke ieder iedere enkele veel meer
    meest weinig minder heel erg zo zoals toch even eens eigenlijk gewoon graag misschien altijd nooit
    soms weer vaak daarom daarna daarmee daarvoor daarbij hiervoor hiermee waarbij waarmee waaraan waarin
    waarom waarover waarvan waarvoor waarop waar wat wie wiens welk welke wanneer hoe hoeveel hoelang
    hoevaak ander andere anders zulke zelfde dezelfde hetzelfde bijvoorbeeld dwz etc enz namelijk s t n m
    d ie ofwel via ermee ervan eraan erop ervoor hoort weet weten vraag vragen betekent betekenen bedoeld
    bedoelen bestaat bestaan krijg krijgt krijgen maak maakt maken geldt gelden nodig precies zeggen zegt
    hallo hoi dag bedankt dank alvast svp aub
    """
)
_ENGLISH: Final = listed(
    """
    the a an and or but nor so if then than that this these those there here i you he she it we they me
    him her us them my your his its our their mine yours ours theirs myself yourself itself themselves am
    is are was were be been being do does did done doing have has had having will would shall should can
    could may might must of in on at by for from to with without into onto about above below under over
    between through during before after against up down out off again further once as until while because
    although though not no nor only own same too very just also any some all both each few more most
    other such every either neither what which who whom whose when where why how whats whos wheres hows
    whens im ive youre dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt shouldnt theres thats
    lets get gets got getting please tell know need needs want wants like much many one ones hello hi hey
    thanks thank mean means exist exists happen happens exactly s t d m re ve ll something anything
    someone anyone
    """
)
_SAME_AS_A_THING: Final = frozenset(
    {"door", "van", "want", "had", "most", "die", "over", "even", "dag", "war"}
)
"""Function words of one language that name a thing in the other."""
_ALWAYS: Final = frozenset({"had", "most", "die", "want", "even", "over"})
STOP_WORDS: Final = {"nl": _DUTCH, "en": _ENGLISH}
SAYS_LITTLE: Final = listed(
    """
    vinden vind vindt duren duurt lang lange langer snel sneller goed goede beste gebruik gebruiken gebruikt
    helpen helpt hulp werkt werken nieuw nieuwe eigen zetten zet komen komt kom nemen neem neemt brengen
    breng brengt kijken staan staat liggen ligt zitten zit houden houdt geven geef geeft leveren lever eerst
    eerste regelen iets ergens verschil manier soort soorten mogelijk allerlei vooraf later vroeg samen
    steeds helemaal zeker waarvoor find use uses using used long longer quick quickly good best new own make
    makes made help helps work works take takes bring come comes look give gives start early late kind way
    possible difference together certain """
)
"""What stands in any question; half as telling as it is rare."""
NOT_KEPT: Final = (_DUTCH | _ENGLISH) - {"door", "van", "dag", "vraag", "vragen"}
"""What no index keeps: words without content in either language."""


@lru_cache(4096)
def content_words_dropped(language: str) -> frozenset[str]:
    """What is dropped from a question in this language (`nl`, `en`, or empty when it cannot be told)."""
    if language not in STOP_WORDS:
        return _DUTCH | _ENGLISH
    other = STOP_WORDS["en" if language == "nl" else "nl"]
    return STOP_WORDS[language] | (other - (_SAME_AS_A_THING - _ALWAYS))


_TELL_DUTCH: Final = _DUTCH - _ENGLISH
_TELL_ENGLISH: Final = _ENGLISH - _DUTCH


def language_of(text: str) -> str:
    """`nl` or `en` by the function words of a text; empty when they do not tell."""
    found = [word for parts in pieces(text[:4000]) for word in parts]
    dutch = sum(word in _TELL_DUTCH for word in found)
    english = sum(word in _TELL_ENGLISH for word in found)
    if dutch == english:
        return ""
    return "nl" if dutch > english else "en"
