"""Files that may be a register: what lies in the places where people put such files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ENDINGS = frozenset({".csv", ".txt"})
MOST_FILES = 100
MOST_LOOKED_AT = 20_000  # entries of folders: a full stick must not keep anybody waiting


@dataclass(frozen=True)
class FoundFile:
    """A file, its bytes and when it was last written (aware UTC)."""

    path: Path
    size: int
    modified: datetime


def find_register_files(places: Iterable[Path]) -> list[FoundFile]:
    """CSV files in `places` and in the folders right under them, the newest first; what cannot be read is left out."""
    return find_files(places, ENDINGS)


def find_files(places: Iterable[Path], endings: frozenset[str]) -> list[FoundFile]:
    """As `find_register_files`, for files with other `endings` (`.csv`)."""
    found: dict[Path, FoundFile] = {}
    looked_at = 0
    for entry in _entries(places):
        looked_at += 1
        if looked_at > MOST_LOOKED_AT:
            break
        if entry.suffix.lower() in endings and entry not in found:
            try:
                facts = entry.stat()
            except OSError:
                continue
            found[entry] = FoundFile(entry, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))
    return sorted(found.values(), key=lambda file: file.modified, reverse=True)[:MOST_FILES]


def _entries(places: Iterable[Path]) -> Iterator[Path]:
    """The files of each place, then those one folder deeper; hidden folders are left out."""
    for place in places:
        folders = []
        for entry in _list(place):
            if entry.is_dir():
                if not entry.name.startswith("."):
                    folders.append(entry)
            else:
                yield entry
        for folder in folders:
            yield from (entry for entry in _list(folder) if not entry.is_dir())


def _list(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return
