"""Lists of words, as one writes them."""


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())
