"""The draft of one recording while it grows: every change is committed to the vault before it is shown."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from booth.domain.recording import State, Step
from booth.workflow.errors import BeingSaved, DraftGone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from booth.store.drafts import Capture, Draft
    from booth.store.vault import Vault

LONGEST_GAP = 300.0  # seconds between two acts that still count as work, not as a break
_SECONDS = "work.seconds"
_CONFIRMATION = "confirmation"


class Record:
    """The draft `id` in the vault with its notes and captures. One session owns it at a time."""

    def __init__(self, vault: Vault, draft: Draft, clock: Callable[[], datetime]) -> None:
        self.vault = vault
        self.clock = clock
        self.draft = draft
        self._touched = clock()

    @property
    def id(self) -> str:
        return self.draft.id

    def note(self, key: str, default: str = "") -> str:
        return self.draft.notes.get(key, default)

    @property
    def seconds(self) -> float:
        """Seconds of work so far, breaks left out."""
        return float(self.note(_SECONDS, "0"))

    def captures(self, kind: str) -> list[Capture]:
        return list(self.vault.drafts.captures(self.id, kind))

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One committed step: captures and notes together, or nothing. Raises `BeingSaved`, `DraftGone`."""
        if self.draft.state is State.SAVING:
            raise BeingSaved(self.id)
        with self.vault.atomic():
            change = Change(self)
            yield change
            saved = self.vault.drafts.save(change.finish())
        self.draft = saved
        self._touched = saved.updated_at

    def reload(self) -> None:
        """Take the draft as the vault has it. Raises `DraftGone`."""
        found = self.vault.drafts.get(self.id)
        if found is None:
            raise DraftGone(self.id)
        self.draft = found

    def worked(self, now: datetime) -> float:
        """`seconds` at `now`, the gap since the last change included."""
        gap = (now - self._touched).total_seconds()
        return self.seconds + min(max(gap, 0.0), LONGEST_GAP)


class Change:
    """What one step changes; committed by `Record.change`."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._drafts = record.vault.drafts
        self._notes = dict(record.draft.notes)
        self._step = record.draft.step
        self._state = record.draft.state

    def set(self, **notes: str) -> None:
        """Set notes; an empty text removes one. Underscores in names become dots."""
        for name, text in notes.items():
            self.set_note(name.replace("_", "."), text)

    def set_note(self, key: str, text: str) -> None:
        if text:
            self._notes[key] = text
        else:
            self._notes.pop(key, None)

    def step(self, step: Step) -> None:
        self._step = step

    def state(self, state: State) -> None:
        self._state = state

    def put(self, kind: str, key: str, attempt: int, data: bytes, meta: dict[str, object]) -> None:
        self._drafts.put_capture(self._record.id, kind, key, attempt, data, meta)

    def drop(self, kind: str, key: str | None = None, attempt: int | None = None) -> None:
        self._drafts.drop_capture(self._record.id, kind, key, attempt)

    def content_changed(self) -> None:
        """What the resident confirmed is no longer what is there: the confirmation is taken again."""
        self.drop(_CONFIRMATION)
        for key in [key for key in self._notes if key.startswith(_CONFIRMATION + ".")]:
            del self._notes[key]

    def finish(self) -> Draft:
        now = self._record.clock()
        self._notes[_SECONDS] = f"{self._record.worked(now):.1f}"
        return replace(self._record.draft, notes=self._notes, step=self._step, state=self._state)
