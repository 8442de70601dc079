"""The words of the directory, on Discord and on the public site."""

from typing import Final

from bot.i18n import Say
from domain.communities import Community
from domain.directory.entry import Approach, Kind, Side, Tongue

KIND_SIGNS: Final = {
    Kind.CREATIVE: "🎨",
    Kind.ORGANISATION: "🤝",
    Kind.VENUE: "🏠",
    Kind.SUPPORTING: "🧰",
    Kind.CITY: "🏛️",
    Kind.COMPANY: "🏢",
}


def kind_name(kind: Kind, say: Say) -> str:
    names = {
        Kind.CREATIVE: say("Creative"),
        Kind.ORGANISATION: say("Organisation"),
        Kind.VENUE: say("Place or free zone"),
        Kind.SUPPORTING: say("Supporting organisation"),
        Kind.CITY: say("City"),
        Kind.COMPANY: say("Company"),
    }
    return names[kind]


def kinds_name(kind: Kind, say: Say) -> str:
    """Several of them, as a heading."""
    names = {
        Kind.CREATIVE: say("Creatives"),
        Kind.ORGANISATION: say("Organisations"),
        Kind.VENUE: say("Places and free zones"),
        Kind.SUPPORTING: say("Supporting organisations"),
        Kind.CITY: say("City"),
        Kind.COMPANY: say("Companies"),
    }
    return names[kind]


def tongue_name(tongue: Tongue, say: Say) -> str:
    names = {
        Tongue.DUTCH: say("Dutch"),
        Tongue.ENGLISH: say("English"),
        Tongue.GERMAN: say("German"),
        Tongue.OTHER: say("another language"),
    }
    return names[tongue]


def side_name(side: Side, say: Say) -> str:
    return say("what they offer") if side is Side.OFFERS else say("what they seek")


def approach_name(approach: Approach, say: Say) -> str:
    names = {
        Approach.UNKNOWN: say("not set"),
        Approach.TO_APPROACH: say("still to approach"),
        Approach.APPROACHED: say("approached"),
        Approach.IN_CONTACT: say("in contact"),
        Approach.PARTNER: say("partner"),
        Approach.NO: say("no, thank you"),
    }
    return names[approach]


def voices(community: Community, locale: str) -> list[Say]:
    """How somebody is spoken to in private: in their language if it is known, else in the server's with
    English below."""
    own = Say(locale or community.locale, community.zone)
    return [own] if locale or own.locale == "en" else [own, Say("en", community.zone)]
