"""Finding the right passage, or saying honestly that there is none. All of it is pure.

`entries` says what an index keeps of a text; `Lexicon` holds the words that occur; `understand` makes of a
question the words to look for and what may stand in their place; `rank` scores; `confidence` judges whether
it is an answer. How and why: docs/decisions/search.md.
"""
