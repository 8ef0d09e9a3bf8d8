"""What an office that is not there says to the booth of the stage: bulletins and letters."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from booth.domain.resident import FIELD_NAMES
from sync import inbox
from sync.bulletins import keep
from sync.news import Bulletin, Letter
from sync.register_file import Header, pack, seal
from sync.statements import state
from tests.unit.workflow.stage import REGISTER

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from tests.unit.workflow.stage import Office

AT = "2016-09-05T02:00:00.000Z"


def bulletin(booth: Booth, office: Office, version: int = 1, **said: object) -> None:
    """The bulletin reaches the booth."""
    known: dict[str, object] = {"office": "kotim", "booth": "baamang-1", "version": version, "issued_at": AT}
    word = Bulletin(**(known | said))  # type: ignore[arg-type]
    keep(booth.outbox, state(word, office.sign), office.identity)


National = tuple[str, str, str, str]  # NIK, state, as of, place


def letter(booth: Booth, office: Office, version: int = 7, *, national: tuple[National, ...] = ()) -> None:
    """A whole register reaches the inbox of a booth at which somebody logged in before: the stage's residents."""
    told = inbox.read_key(booth.folder)
    assert told is not None
    recipient = told[1].recipient
    lines = [["r", *(resident.to_row()[name] for name in FIELD_NAMES)] for resident in REGISTER]
    lines += [["n", *each] for each in national]
    header = Header(base=0, version=version, kecamatan=("620205",), fields=tuple(FIELD_NAMES))
    sealed = seal(pack(header, lines), recipient)
    cover = Letter(
        office="kotim",
        booth="baamang-1",
        base=0,
        version=version,
        issued_at=AT,
        recipient=recipient,
        rows=len(lines),
        sha256=hashlib.sha256(sealed).hexdigest(),
        size=len(sealed),
    )
    inbox.part_of(booth.folder, cover).write_bytes(sealed)
    inbox.put(booth.folder, state(cover, office.sign), cover)
