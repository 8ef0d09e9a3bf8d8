"""How names and numbers are compared in the search."""

from __future__ import annotations

import unicodedata

LEAST = 3  # letters or digits; a shorter text finds nothing


def fold(name: str) -> str:
    """A name as it is compared: capitals, no accents, no punctuation, one space between words.

    Apostrophes and full stops inside a word vanish (NUR'AINI is NURAINI); hyphens and commas part words.
    """
    plain = unicodedata.normalize("NFKD", name).upper()
    kept = (
        " " if unicodedata.category(c) in _PARTING or c in _PARTS else c
        for c in plain
        if unicodedata.category(c) not in _VANISHING and c not in _JOINS
    )
    return " ".join("".join(kept).split())


_JOINS = "'’‘`´ʼʹ\"."
_PARTS = "-,/;:()_"
_VANISHING = {"Mn", "Cf", "Cc", "Sk", "Lm"}
_PARTING = {"Pd", "Zs", "Zl", "Zp"}


def digits(text: str) -> str:
    """The digits of a NIK or KK number typed in part, separators dropped; empty where it holds anything else."""
    bare = text.translate({ord(c): None for c in " .-\u00a0"})
    return bare if bare.isascii() and bare.isdigit() else ""
