"""Templates of the last days: whether a finger was recorded at this booth before, under whatever name.

Fingerprints are personal in the strictest sense. They lie here, inside the encrypted vault, for as many days as the
booth's setting says, and no longer; the images leave the booth with the packet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from booth.store.database import Database


@dataclass(frozen=True)
class StoredTemplate:
    """An ISO 19794-2 record of one finger of a saved recording. `day` is the booth's local day, ISO."""

    recording_id: str
    finger: Finger
    day: str
    data: bytes


class Templates:
    """Put when a recording is finished, read to search, forgotten by age."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, templates: Iterable[StoredTemplate]) -> None:
        """Keep templates, each in place of an earlier one of the same finger of the same recording."""
        self._database.run_many(
            "INSERT OR REPLACE INTO templates (recording_id, finger, day, data) VALUES (?, ?, ?, ?)",
            [(each.recording_id, int(each.finger), each.day, each.data) for each in templates],
        )

    def of(self, fingers: Collection[Finger]) -> list[StoredTemplate]:
        """All kept templates of these finger positions, the newest day first."""
        marks = ", ".join("?" * len(fingers))
        rows = self._database.tuples(
            "SELECT recording_id, finger, day, data FROM templates"  # noqa: S608  (`marks` is ours)
            f" WHERE finger IN ({marks}) ORDER BY day DESC, recording_id, finger",
            [int(finger) for finger in fingers],
        )
        return [StoredTemplate(recording, Finger(finger), day, data) for recording, finger, day, data in rows]

    def count(self) -> int:
        """How many are kept."""
        return int(self._database.value("SELECT count(*) FROM templates"))

    def forget_before(self, day: str) -> int:
        """Delete what is of an earlier day than `day` (ISO); how many there were."""
        with self._database.atomic():
            gone = int(self._database.value("SELECT count(*) FROM templates WHERE day < ?", (day,)))
            if gone:
                self._database.run("DELETE FROM templates WHERE day < ?", (day,))
        return gone
