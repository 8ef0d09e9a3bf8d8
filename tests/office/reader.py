"""A booth that reads what comes down from the office, over the real wire and with its own key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import register_file, wire
from sync.news import Ask, BoothKey, Bulletin, Letter, Told
from sync.office.register import Mode, Register
from sync.statements import Statement, believe, state

if TYPE_CHECKING:
    from tests.office.conftest import Answer, Booth, Running


@dataclass
class Reader:
    """A booth that asks for news, and what it has."""

    booth: Booth
    key: pyrage.x25519.Identity = field(default_factory=pyrage.x25519.Identity.generate)
    bulletin: int = 0
    register: int = 0

    @property
    def office(self):
        return self.booth.at.office

    def statement(self, booth: str | None = None, signer: Ed25519PrivateKey | None = None) -> Statement:
        said = BoothKey(
            booth=booth or self.booth.id, recipient=str(self.key.to_public()), issued_at="2026-11-25T03:00:00.000Z"
        )
        return state(said, signer or self.booth.seal_key)

    def ask(self, **changes: object) -> Answer:
        ask = Ask(bulletin=self.bulletin, register=self.register, key=self.statement())
        return self.booth.ask("POST", "/v1/news", wire.encode(msgspec.structs.replace(ask, **changes)))

    def told(self, **changes: object) -> Told:
        answer = self.ask(**changes)
        assert answer.status == 200, answer
        return wire.decode(answer.body, Told)

    def believed(self, statement: Statement, kind: type) -> object:
        return believe(statement, kind, wire.public_key(self.booth.identity.office_key))

    def read(self, **changes: object) -> Bulletin:
        """The bulletin that is new."""
        bulletin = self.believed(self.told(**changes).bulletin, Bulletin)
        self.bulletin = bulletin.version
        return bulletin

    def cover(self, **changes: object) -> Letter | None:
        letter = self.told(**changes).letter
        return None if letter is None else self.believed(letter, Letter)

    def get(self, sha256: str, span: str = "") -> Answer:
        return self.booth.ask("GET", f"/v1/letters/{sha256}", headers={"Range": span} if span else {})

    def open(self, sealed: bytes) -> tuple[register_file.Header, list[list[str]]]:
        header, lines = register_file.unpack(register_file.unseal(sealed, str(self.key)))
        return header, list(lines)

    def take(self) -> list[list[str]]:
        """Fetch the letter and take it in."""
        cover = self.cover()
        header, lines = self.open(self.get(cover.sha256).body)
        assert (header.base, header.version, len(lines)) == (cover.base, cover.version, cover.rows)
        assert header.base in {0, self.register}
        self.register = header.version
        return lines


def reader(running: Running, *kecamatan: str) -> Reader:
    return Reader(running.booth(kecamatan=kecamatan or ("620205",)))


def take_in(running: Running, people, mode: Mode = Mode.ADD):
    return register_of(running).take_in(people, mode=mode, file="r.csv", now=running.clock())


def register_of(running: Running) -> Register:
    return Register(running.office.news._database)


def limits(booth: Booth) -> int:
    return wire.decode(booth.ask("POST", "/v1/offer", b'{"manifests":[]}').body, wire.OfferAnswer).limits.news
