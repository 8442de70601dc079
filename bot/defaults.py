"""The sectors, themes and venues that a new community starts with; config.toml can replace each list."""

from typing import Any, Final

SECTORS: Final[list[dict[str, Any]]] = [
    {"key": "sektor", "nl": "De Sektor", "en": "De Sektor", "emoji": "🏴"},
    {"key": "locatie", "nl": "Locatie/Vastgoed", "en": "Locations/Real estate", "emoji": "🏚️"},
    {"key": "promotie", "nl": "Promotie", "en": "Promotion", "emoji": "📣"},
    {"key": "financien", "nl": "Financiën", "en": "Finance", "emoji": "🪙"},
    {
        "key": "community",
        "nl": "Community/Kennis/Onderzoek",
        "en": "Community/Knowledge/Research",
        "emoji": "🧠",
    },
    {"key": "evenementen", "nl": "Evenementen", "en": "Events", "emoji": "🎪"},
    {"key": "vergunningen", "nl": "Vergunningen", "en": "Permits", "emoji": "📜"},
]

THEMES: Final[list[dict[str, Any]]] = [
    {
        "key": "underground",
        "nl": "Underground",
        "en": "Underground",
        "emoji": "🕳️",
        "topics": [
            ("raves", "raves"),
            ("punk en hardcore", "punk and hardcore"),
            ("noise en experiment", "noise and experiment"),
            ("vrijplaatsen", "free zones"),
            ("DIY en zines", "DIY and zines"),
        ],
    },
    {
        "key": "media",
        "nl": "Mediacultuur",
        "en": "Media culture",
        "emoji": "📼",
        "topics": [
            ("film en video", "film and video"),
            ("digitale kunst", "digital art"),
            ("games", "games"),
            ("makers en hackers", "makers and hackers"),
            ("fotografie", "photography"),
        ],
    },
    {
        "key": "music",
        "nl": "Muziek",
        "en": "Music",
        "emoji": "🎸",
        "topics": [
            ("concerten", "concerts"),
            ("clubnachten", "club nights"),
            ("jamsessies", "jam sessions"),
            ("festivals", "festivals"),
            ("open podium", "open mic"),
        ],
    },
    {
        "key": "theatre",
        "nl": "Theater",
        "en": "Theatre",
        "emoji": "🎭",
        "topics": [
            ("toneel", "plays"),
            ("dans", "dance"),
            ("performance", "performance"),
            ("spoken word", "spoken word"),
            ("circus en straattheater", "circus and street theatre"),
        ],
    },
]

VENUES: Final[list[dict[str, Any]]] = [
    {"name": "Tankstation", "aliases": ["de Tank", "Tank", "het Tankstation", "Tankstation Enschede"]},
    {"name": "Metropool", "aliases": ["Metropool Enschede", "Poppodium Metropool", "Atak"]},
    {"name": "Concordia", "aliases": ["Concordia Film Theater Expo", "Concordia Enschede"]},
    {"name": "Wilminktheater", "aliases": ["Wilmink", "Wilminktheater Enschede", "Muziekcentrum Enschede"]},
    {"name": "De Kleine Willem", "aliases": ["Kleine Willem"]},
    {"name": "Tetem", "aliases": ["Tetem Enschede"]},
    {"name": "Sickhouse", "aliases": ["The Sickhouse", "Sick House"]},
    {"name": "Performance Factory", "aliases": ["Polaroid", "Polaroidfabriek"]},
    {"name": "Rijksmuseum Twenthe", "aliases": ["RMT"]},
    {"name": "De Museumfabriek", "aliases": ["Museumfabriek"]},
    {"name": "Volkspark", "aliases": []},
    {"name": "Oude Markt", "aliases": []},
    {"name": "Bibliotheek Enschede", "aliases": ["bieb", "de bibliotheek"]},
    {"name": "Vestzaktheater", "aliases": []},
    {"name": "Universiteit Twente", "aliases": ["UT", "University of Twente", "Vrijhof"]},
]
