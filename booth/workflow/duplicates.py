"""Was this person recorded here in the last days, perhaps under another name? Searched, offered, never blocking.

Templates of the two verification fingers of each saved recording stay in the vault for as many days as the setting
`duplicate_days` says. They are compared with the fingers of the recording in work; the operator sees who looks alike
in the review and decides with the resident.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from booth.biometrics.matching import search
from booth.biometrics.templates import Template, TemplateRejected, parse_template
from booth.domain.fingers import Finger, verification_fingers
from booth.domain.recording import State
from booth.store.templates import StoredTemplate
from booth.workflow.prints import DUPLICATES, MISSING, TEMPLATE, WSQ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from booth.store.drafts import Draft
    from booth.store.recordings import Recording
    from booth.store.vault import Vault
    from booth.workflow.prints import FingerWork
    from booth.workflow.record import Record

MOST_SHOWN = 3  # recordings offered, the most alike first
_EVER = "9999-12-31"


@dataclass(frozen=True)
class Question:
    """What is searched, and among what; read from the vault, answered without it."""

    probes: tuple[tuple[Finger, bytes], ...]
    enrolled: tuple[StoredTemplate, ...]


@dataclass(frozen=True)
class Hit:
    """A recording with a finger that looks the same. `score` is the better one of the two fingers."""

    recording_id: str
    day: str
    score: int


@dataclass(frozen=True)
class Before:
    """A hit with the summary of its recording; None where the vault has lost it."""

    hit: Hit
    recording: Recording | None
    same_nik: bool


class DuplicateWork:
    """The search of one recording. `question` and `keep` use the vault; `answer` does not and may take seconds."""

    def __init__(self, record: Record, fingers: FingerWork, *, days: int) -> None:
        self._record = record
        self._fingers = fingers
        self._days = days

    @property
    def open(self) -> bool:
        """The fingers are complete and were not searched yet; not while the recording is being saved, nor after."""
        if self._record.draft.state is State.SAVING:
            return False
        return self._days > 0 and not self._record.note(DUPLICATES) and not self._fingers.missing

    def question(self) -> Question | None:
        """None where there is nothing to ask."""
        if not self.open:
            return None
        templates = {capture.key: capture.data for capture in self._record.captures(TEMPLATE)}
        asked = verification_fingers(self._fingers.captured)
        probes = tuple((finger, templates[finger.slug]) for finger in asked if finger.slug in templates)
        enrolled = self._record.vault.templates.of(dict(probes)) if probes else []
        return Question(probes, tuple(each for each in enrolled if each.recording_id != self._record.id))

    def keep(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Keep the answer, unless fingers were taken again meanwhile; False then."""
        now = self.question()
        if now is None or now.probes != question.probes:
            return False
        found = [{"id": hit.recording_id, "day": hit.day, "score": hit.score} for hit in hits]
        with self._record.change() as change:
            change.set_note(DUPLICATES, json.dumps(found))
        return True

    @property
    def found(self) -> tuple[Before, ...]:
        """Who looks alike, the most alike first; empty before it was searched."""
        nik = self._record.draft.resident.nik
        out = []
        for each in json.loads(self._record.note(DUPLICATES, "[]")):
            recording = self._record.vault.recordings.get(each["id"])
            hit = Hit(each["id"], each["day"], each["score"])
            out.append(Before(hit, recording, recording is not None and recording.nik == nik))
        return tuple(out)

    @property
    def suspicious(self) -> bool:
        """Somebody with another NIK, or unknown, looks alike: an exception for the supervisor."""
        return any(not before.same_nik for before in self.found)


def answer(question: Question, stopped: Callable[[], bool] = lambda: False) -> tuple[Hit, ...]:
    """The recordings that look alike, at most `MOST_SHOWN`; 2 to 5 ms a template. Damaged templates are passed over.

    `stopped` is asked before each: an answer that was stopped says nothing.
    One finger that is surely the same is enough: the other may be bandaged or was taken badly.
    """
    days = {each.recording_id: each.day for each in question.enrolled}
    best: dict[str, float] = {}
    for finger, data in question.probes:
        probe = _parsed(data)
        if probe is None:
            continue
        for recording, score in search(probe, takewhile(lambda _: not stopped(), _of(question, finger))):
            best[recording] = max(best.get(recording, 0.0), score)
    ranked = sorted(best, key=lambda recording: -best[recording])[:MOST_SHOWN]
    return tuple(Hit(recording, days[recording], round(best[recording])) for recording in ranked)


def to_keep(vault: Vault, draft: Draft, day: str, *, days: int) -> list[StoredTemplate]:
    """The templates of the two verification fingers of a draft that is being finished; none where `days` is 0."""
    if days <= 0:
        return []
    missing = {capture.key for capture in vault.drafts.captures(draft.id, MISSING)}
    captured = {Finger[c.key.upper()] for c in vault.drafts.captures(draft.id, WSQ) if c.key not in missing}
    asked = verification_fingers(captured)
    templates = {Finger[c.key.upper()]: c.data for c in vault.drafts.captures(draft.id, TEMPLATE)}
    return [StoredTemplate(draft.id, finger, day, templates[finger]) for finger in asked if finger in templates]


def forget_old(vault: Vault, today: date, *, days: int) -> int:
    """Delete templates older than `days` days, today being one of them, and log how many; all of them where it is 0."""
    first = (today - timedelta(days=days - 1)).isoformat() if days > 0 else _EVER
    with vault.atomic():
        gone = vault.templates.forget_before(first)
        if gone:
            vault.audit.append("templates.forgotten", vault.user.login, "", {"count": gone, "days": days})
    return gone


def _of(question: Question, finger: Finger) -> Iterator[tuple[str, Template]]:
    for each in question.enrolled:
        template = _parsed(each.data) if each.finger is finger else None
        if template is not None:
            yield each.recording_id, template


def _parsed(data: bytes) -> Template | None:
    try:
        return parse_template(data)
    except TemplateRejected:
        return None
