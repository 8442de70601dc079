"""Word groups that mean one thing, and words that say nothing about which event it is."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PHRASES: Final = {
    "screen printing": "zeefdruk",
    "silk screen": "zeefdruk",
    "book binding": "boekbinden",
    "open mic": "openpodium",
    "open mike": "openpodium",
    "open podium": "openpodium",
    "open stage": "openpodium",
    "open air": "openlucht",
    "new years eve": "oudjaar",
    "new years": "nieuwjaar",
    "jam session": "jamsessie",
    "live music": "livemuziek",
    "live muziek": "livemuziek",
    "spoken word": "spokenword",
    "guided tour": "rondleiding",
    "guided tours": "rondleiding",
    "flea market": "rommelmarkt",
    "free space": "vrijplaats",
    "free spaces": "vrijplaatsen",
    "stand up": "standup",
    "stop motion": "stopmotion",
    "after party": "afterparty",
    "after talk": "nagesprek",
    "pre party": "preparty",
    "q a": "nagesprek",
    "q and a": "nagesprek",
    "q en a": "nagesprek",
    "meet greet": "meetgreet",
    "meet and greet": "meetgreet",
    "meet en greet": "meetgreet",
    "pub quiz": "pubquiz",
    "kroeg quiz": "pubquiz",
    "repair cafe": "repaircafe",
    "open day": "opendag",
    "open dag": "opendag",
    "open house": "opendag",
    "try out": "tryout",
    "art house": "arthouse",
    "board game": "bordspel",
    "board games": "bordspel",
    "sing along": "meezing",
    "gaat niet door": "afgelast",
    "sold out": "uitverkocht",
    "fully booked": "uitverkocht",
    "laatste kaarten": "uitverkocht",
    "last tickets": "uitverkocht",
    "nieuwe datum": "verplaatst",
    "new date": "verplaatst",
    "moved online": "verplaatst",
    "extra show": "extra",
    "extra voorstelling": "extra",
    "in samenwerking met": "isw",
    "i s m": "isw",
}

STATUS_WORDS: Final = _words("""
afgelast geannuleerd gecanceld gecancelled cancelled canceled cancellation uitverkocht volgeboekt
verplaatst uitgesteld postponed rescheduled vervallen vervalt abgesagt ausverkauft extra gratis free
tickets kaarten nieuw live verzet isw
""")
"""Words about tickets and plans: they say nothing about which event it is."""

SMALL_WORDS: Final = _words("""
de het een en of in op aan van voor met bij te tot uit naar om over door als is zijn der den des ter ten t
n s the a an and or at on of for with by to from as feat ft featuring w vs x mr mrs mevr mevrouw dhr und
der die das mit im v jouw je eigen your own our ons onze iedereen everyone all nog meer more i ism
presenteert presents pres speelt plays invites o t m uur hour
""")
