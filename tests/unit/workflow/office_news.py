"""The office of the stage, writing bulletins and letters to its booth, and what the booth then has of them."""

from __future__ import annotations

from dataclasses import replace

from booth.domain.resident import FIELD_NAMES
from sync import bulletins, inbox
from tests.unit.sync import letters
from tests.unit.workflow.stage import REGISTER, RESIDENT

FIELDS = FIELD_NAMES
NEW = replace(RESIDENT, nik="6202054507850007", nama_lengkap="CONTOH BARU")
SECOND = REGISTER[1]


class Writer:
    """Writes to `booth` in the name of `office`; `hour` moves on with each thing written."""

    def __init__(self, booth, office):
        self.booth = booth
        self.office = office
        self.hour = 0

    @property
    def recipient(self):
        return inbox.read_key(self.booth.folder)[1].recipient

    def _said(self, changes):
        self.hour = changes.pop("hour", self.hour + 1)
        return {"key": self.office.sign, "booth": self.office.identity.booth, "hour": self.hour} | changes

    def bulletin(self, version, **changes):
        """Keeps a bulletin at the booth."""
        return bulletins.keep(self.booth.outbox, letters.bulletin(version, **self._said(changes)), self.office.identity)

    def letter(self, version, base=0, lines=(), **changes):
        """Lays a letter into the inbox; its cover."""
        said = {"fields": FIELDS, "recipient": self.recipient} | self._said(changes)
        return letters.deliver(self.booth.folder, *letters.letter(version, base, lines=lines, **said))


def line(resident):
    """A resident as the office writes it: the date ISO, as it is stored."""
    row = resident.to_row() | {"tanggal_lahir": resident.tanggal_lahir.isoformat()}
    return ["r", *(row[name] for name in FIELDS)]


def national(nik, state="CARD_ISSUED", as_of="2016-08-31", place="Mentawa Baru Ketapang"):
    return ["n", nik, state, as_of, place]


def register(vault):
    """NIK and name of each resident of the booth."""
    return {tuple(row) for row in vault._database.tuples("SELECT nik, nama_lengkap FROM residents")}


def named(*residents):
    """The same of some residents."""
    return {(resident.nik, resident.nama_lengkap) for resident in residents}


def lies(booth):
    """The files in the booth's inbox."""
    return sorted(path.name for path in (booth.folder / "inbox").glob("*"))
