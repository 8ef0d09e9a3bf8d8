"""Files that somebody may want to take in: what lies in the places where people put such files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_FILES = 100
MOST_LOOKED_AT = 20_000  # entries of folders: a full stick must not keep anybody waiting


@dataclass(frozen=True)
class FoundFile:
    """A file, its bytes and when it was last written (aware UTC)."""

    path: Path
    size: int
    modified: datetime


def find_files(places: Iterable[Path], endings: frozenset[str]) -> list[FoundFile]:
    """Files in `places` and in the folders right under them whose name ends so (`.csv`), the newest first.

    Hidden ones and what cannot be read are left out.
    """
    found: dict[Path, FoundFile] = {}
    for looked_at, entry in enumerate(_entries(places)):
        if looked_at >= MOST_LOOKED_AT:
            break
        if entry.suffix.lower() not in endings or entry in found:
            continue
        try:
            facts = entry.stat()
        except OSError:
            continue
        found[entry] = FoundFile(entry, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))
    return sorted(found.values(), key=lambda file: file.modified, reverse=True)[:MOST_FILES]


def _entries(places: Iterable[Path]) -> Iterator[Path]:
    """The files of each place, then those one folder deeper."""
    for place in places:
        folders: list[Path] = []
        for entry in _list(place):
            if entry.is_dir():
                folders.append(entry)
            else:
                yield entry
        for folder in folders:
            yield from (entry for entry in _list(folder) if not entry.is_dir())


def _list(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return []
