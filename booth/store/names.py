"""How names and numbers are compared, and what of a name goes into the search index. Pure.

A name is indexed under tokens. Their first character tells what they are:

| token | stands for |
|---|---|
| `0AHA` | these three letters, anywhere in a word |
| `1M` `2MU` `3MUH` | a word that begins so |
| `9MUHAMMAD` | a whole word |

Three letters or fewer are thus one look-up. A longer part is first looked up among the *distinct words* of the
register, a few ten thousand: whole words are then one look-up each, however common their parts are.
"""

from __future__ import annotations

import unicodedata

LEAST = 3  # letters or digits; a shorter text finds nothing
PART, WHOLE = "0", "9"
GRAM = 3


def fold(name: str) -> str:
    """A name as it is compared: capitals, no accents, no punctuation, one space between words.

    Apostrophes and full stops vanish (NUR'AINI is NURAINI); every other sign parts words.
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) not in _MARKS)
    folded = name.upper().translate(_SIGNS)
    if not folded.isascii():
        folded = "".join(c if c.isalnum() else " " for c in folded)
    return " ".join(folded.split())


_JOINS = "'’‘`´ʼʹ."
_MARKS = {"Mn", "Cf", "Cc", "Sk", "Lm"}
_SIGNS = {i: " " for i in range(128) if not chr(i).isalnum()} | {ord(c): None for c in _JOINS}


def tokens(folded: str) -> str:
    """Everything a folded name is found by, as one text for the index."""
    found: set[str] = set()
    for word in folded.split():
        found.add(WHOLE + word)
        found.update(f"{size}{word[:size]}" for size in range(1, GRAM + 1))
        found.update(grams(word))
    return " ".join(found)


def grams(word: str) -> list[str]:
    """The tokens of all runs of three letters in a word."""
    return [PART + word[i : i + GRAM] for i in range(len(word) - GRAM + 1)]


def beginning(word: str) -> str:
    """The token of words that begin with the first letters of `word`, three at most."""
    return f"{min(len(word), GRAM)}{word[:GRAM]}"


def digits(text: str) -> str:
    """The digits of a NIK or KK number typed in part, separators dropped; empty where it holds anything else."""
    bare = text.translate({ord(c): None for c in " .-\u00a0"})
    return bare if bare.isascii() and bare.isdigit() else ""
