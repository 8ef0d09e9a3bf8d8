"""The index of names and the search in it, fast enough to answer at every key press.

FTS5 gives rows in the order of their ids, and stops at a limit; so names are numbered in alphabetical order (`names`),
and the first 50 hits are the first 50 of the alphabet without sorting thirty thousand. Bare trigrams are slow where
long common names have nothing in common (MUHAMMAD SARI); `booth.store.names` tells how words are looked up instead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.store.names import GRAM, LEAST, PART, WHOLE, beginning, fold, grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from booth.store.database import Database

_FEW = 6  # up to so many distinct words are looked up one by one; more of them by their letters
_LONGEST = 100  # letters; nobody's name is longer, and FTS5 takes only so long a question
_MATCHING = (
    "SELECT resident_id, name FROM name_index CROSS JOIN names ON position = name_index.rowid WHERE name_index MATCH ?"
)


class NameIndex:
    """Names in alphabetical order, the tokens of each, and the distinct words of all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clear(self) -> None:
        """Forget every name. Inside a transaction of the caller's."""
        self._database.run("INSERT INTO name_index (name_index) VALUES ('delete-all')")
        self._database.run("DELETE FROM names")
        self._database.run("DELETE FROM words")

    def forget(self, residents: Iterable[int]) -> None:
        """Take residents out of the index, for instance because their names changed."""
        for each in residents:
            position = self._database.value("SELECT position FROM names WHERE resident_id = ?", (each,))
            self._database.run("DELETE FROM name_index WHERE rowid = ?", (position,))
            self._database.run("DELETE FROM names WHERE position = ?", (position,))

    def refresh(self, after: int, forgotten: Iterable[int] = ()) -> None:
        """Take in residents with ids over `after`, and those of `forgotten`. Inside a transaction of the caller's.

        New names go behind the others, in alphabetical order among themselves; taking in the register as a
        whole puts all of them in order again.
        """
        database = self._database
        last = database.value("SELECT coalesce(max(position), 0) FROM names")
        database.run(
            "INSERT INTO names (resident_id, name) SELECT id, fold_name(nama_lengkap) AS folded FROM residents"
            " WHERE id > ? OR id IN (SELECT value FROM json_each(?)) ORDER BY folded, nik",
            (after, json.dumps(list(forgotten))),
        )
        database.run(
            "INSERT INTO name_index (rowid, tokens) SELECT position, name_tokens(name) FROM names WHERE position > ?",
            (last,),
        )
        words = {
            word
            for (name,) in database.tuples("SELECT name FROM names WHERE position > ?", (last,))
            for word in name.split()
        }
        words.difference_update(row[0] for row in database.tuples("SELECT word FROM words"))
        database.run_many(
            "INSERT INTO words (word) VALUES (?)", ((word,) for word in sorted(words) if len(word) > GRAM)
        )

    def tidy(self) -> None:
        """Merge what many small insertions left behind: later searches read less. After taking in a whole register."""
        self._database.run("INSERT INTO name_index (name_index) VALUES ('optimize')")
        self._database.run("INSERT INTO words (words) VALUES ('optimize')")

    def search(self, text: str, limit: int) -> list[int]:
        """Ids of residents whose names hold every word of `text`, the first `limit` of them, in this order:

        the very name, names that begin with `text`, names of which words begin with every word, all others; each in
        alphabetical order. Words of one or two letters count only at the beginning of a word.
        """
        text = fold(text)
        if len(text.replace(" ", "")) < LEAST or len(text) > _LONGEST:
            return []
        hits = self._beginning_with(text, limit)
        if len(hits) < limit:
            hits |= self._holding(sorted(set(text.split())), limit)
        return sorted(hits, key=lambda number: (_kind(text, hits[number]), hits[number]))[:limit]

    def _beginning_with(self, text: str, limit: int) -> dict[int, str]:
        return self._names(
            "SELECT resident_id, name FROM names WHERE name >= ? AND name < ? ORDER BY name, position LIMIT ?",
            (text, text + "\U0010ffff", limit),
        )

    def _holding(self, words: list[str], limit: int) -> dict[int, str]:
        known: dict[str, list[str]] = {}
        for word in words:
            if len(word) > GRAM:
                known[word] = self._known(word)
                if not known[word]:
                    return {}
        hits = self._matching(_all_of([_holds(word, known.get(word, [])) for word in words]), limit)
        if len(hits) == limit:
            # There are more, and better ones may stand further down the alphabet.
            hits |= self._matching(_all_of([_begins(word, known.get(word, [])) for word in words]), limit)
        return hits

    def _known(self, part: str) -> list[str]:
        """The distinct words of the register that hold `part`; one more than a few when there are more."""
        return [
            row[0]
            for row in self._database.tuples(
                "SELECT word FROM words WHERE words MATCH ? LIMIT ?", (f'"{part}"', _FEW + 1)
            )
        ]

    def _matching(self, question: _Question, limit: int) -> dict[int, str]:
        if not question.tokens:
            return {}
        checks = "".join(" AND instr(' ' || names.name, ?)" for _ in question.parts)
        return self._names(f"{_MATCHING}{checks} LIMIT ?", (question.tokens, *question.parts, limit))

    def _names(self, sql: str, values: tuple[object, ...]) -> dict[int, str]:
        return dict(self._database.tuples(sql, values))


def _kind(text: str, name: str) -> int:
    if name.startswith(text):
        return 0 if name == text else 1
    parts = name.split()
    return 2 if all(any(part.startswith(word) for part in parts) for word in text.split()) else 3


@dataclass(frozen=True)
class _Question:
    """An FTS5 expression, and parts that the names found must hold besides; no expression: nothing can match."""

    tokens: str
    parts: tuple[str, ...]


def _all_of(words: list[_Question]) -> _Question:
    if not all(word.tokens for word in words):
        return _Question("", ())
    return _Question(" AND ".join(f"({w.tokens})" for w in words), tuple(part for w in words for part in w.parts))


def _begins(word: str, known: list[str]) -> _Question:
    """Some word of the name begins with `word`."""
    if len(word) <= GRAM:
        return _Question(_all(beginning(word)), ())
    if len(known) <= _FEW:
        return _Question(_any(WHOLE + each for each in known if each.startswith(word)), ())
    return _Question(_all(beginning(word), *grams(word)), (f" {word}",))


def _holds(word: str, known: list[str]) -> _Question:
    """Some word of the name holds `word`."""
    if len(word) < GRAM:
        return _Question(_all(beginning(word)), ())
    if len(word) == GRAM:
        return _Question(_all(PART + word), ())
    if len(known) <= _FEW:
        return _Question(_any(WHOLE + each for each in known), ())
    return _Question(_all(*grams(word)), (word,))


def _all(*tokens: str) -> str:
    return " AND ".join(f'"{token}"' for token in tokens)


def _any(tokens: Iterator[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)
