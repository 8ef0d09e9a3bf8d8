"""What the office says, taken in at the booth: register, national states, settings, closed logins, notices.

The agent brings it with nobody logged in (`sync.fetching`), a stick too. The bulletin is read where it is needed; a
letter waits in the inbox for a login, because its key lies in the vault, and is taken in by one transaction: killed at
any moment, the booth has the old register or the new one, and the letter is there until it has the new one. Whoever is
logged in may take it in: it is the office's word, not theirs.

When? Measured on two busy cores with 400,000 residents and 300,000 states (tests/bench/test_news.py): a day's 500
changes take 0.1 s, 5,000 changes 0.6 s; a whole register 44 s into an empty vault and 16 s where little changed, and
all that time the vault serves nobody else. So changes are taken in at any time; a whole register, or more than
`MOST_AT_WORK` changes, only while nobody works (`Moment.IDLE`: at login, at a locked screen). Tables beside the
register, filled bit by bit and exchanged at the end, would let an operator work on; but a whole register comes once,
to a new booth or a restored one, and they would cost a second set of tables and indexes, leftovers after a kill, and
the deletion of all that was there before.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped]

from booth.domain.errors import BoothError
from booth.store.users import Role
from booth.workflow.errors import LetterUnfitting, LoginClosed, OfficeTrouble
from booth.workflow.letters import apply_letter
from booth.workflow.words import instant
from sync import bulletins, inbox, wire
from sync.errors import LetterDamaged, StatementRefused, SyncError
from sync.news import BoothKey
from sync.register_file import unseal
from sync.statements import believe, state

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from booth.config import Settings
    from booth.domain.national import NationalRecord
    from booth.store.users import User
    from booth.store.vault import Vault
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.errors import WorkflowError
    from sync.identity import OfficeIdentity
    from sync.news import Bulletin, Letter, Notice, OtherCount

log = logging.getLogger(__name__)

MOST_AT_WORK = 5000  # changes taken in while an operator works: under a second
LETTERS_KEY, REGISTER = "letters.key", "register.version"  # names in the vault's settings


class Moment(Enum):
    """What goes on at the booth while news are taken in."""

    IDLE = "idle"  # nobody works: at login, at a locked screen
    WORKING = "working"


@dataclass(frozen=True)
class NewsTaken:
    """What was taken in. `version` of the register now, 0 where the office gave none; `letters` now taken in, `skipped`
    lines of them that this program cannot read.

    `closed` logins can no longer work here; `last` should not either, but are the only technicians, so they may until
    there is another one. `later`: a whole register waits for a moment in which nobody works.
    """

    version: int
    residents: int
    letters: int = 0
    skipped: int = 0
    closed: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    later: bool = False


def office_word(booth: Booth) -> Bulletin | None:
    """The office's newest bulletin; None while there is none. No login needed. Raises `OfficeTrouble`."""
    if booth.identity is None:
        return None
    try:
        return bulletins.current(booth.outbox, booth.identity)
    except SyncError as error:
        raise OfficeTrouble(error) from error


def with_office(settings: Settings, word: Bulletin | None) -> Settings:
    """The booth's settings, but what the office decides: days of templates (0: none are kept) and the day's target."""
    if word is None:
        return settings
    said = word.settings
    if said.duplicate_days is not None:
        settings = replace(settings, duplicate_days=said.duplicate_days)
    return replace(settings, daily_target=said.target) if said.target else settings


def decided(booth: Booth) -> Settings:
    """The settings that hold now: the booth's own, but what the office decides. Raises `OfficeTrouble`."""
    return with_office(booth.settings, office_word(booth))


def other_counts(booth: Booth, day: date) -> tuple[OtherCount, ...]:
    """What the office holds of other booths on their local `day`, by name. Raises `OfficeTrouble`."""
    word = office_word(booth)
    found = [each for each in word.counts if each.day == day.isoformat() and each.booth != word.booth] if word else []
    return tuple(sorted(found, key=lambda each: (each.name, each.booth)))


def notices(booth: Booth, today: date) -> tuple[Notice, ...]:
    """The office's notices that still hold, the gravest first, then the newest. Raises `OfficeTrouble`."""
    word = office_word(booth)
    found = [each for each in word.notices if each.until is None or each.until >= today.isoformat()] if word else []
    newest = sorted(found, key=lambda each: each.at, reverse=True)
    return tuple(sorted(newest, key=lambda each: each.level != "care"))


def national_state(vault: Vault, nik: str) -> NationalRecord | None:
    """What became of the recording of a resident, as the office said last; None where it said nothing."""
    return vault.national.get(nik)


def news_waiting(booth: Booth) -> bool:
    """Whether something came since news were last taken in here; cheap. Raises `OfficeTrouble`."""
    (bulletin, letters), (before, seen) = _here(booth), booth.heard
    return bulletin != before or not letters <= seen


def take_in_news(
    booth: Booth,
    vault: Vault,
    *,
    moment: Moment = Moment.IDLE,
    told: Callable[[float], None] = lambda _: None,
) -> NewsTaken | None:
    """Take in all that came; None where nothing did. May take half a minute for a whole register: never on the UI.

    `told` hears the share done of each letter, 0 to 1. A letter is taken in whole or not at all. One that is refused
    is put aside; then the others are taken in all the same, and `OfficeTrouble` or `LetterUnfitting` is raised at the
    end. Logins that the office closed are switched off, but for the one who is logged in, whom the next login refuses.
    Raises `StoreError` besides (`DiskFull`: the letter waits for another time).
    """
    identity = booth.provisioned
    bulletin, letters = _here(booth)
    taking = _Taking(booth, vault, identity, _secret(vault))
    closed, last = _close(vault, office_word(booth))
    try:
        later = taking.run(moment, told)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    booth.heard = bulletin, letters & _here(booth)[1]
    if taking.refused is not None:
        raise taking.refused
    if not (closed or last or taking.letters or later):
        return None
    return NewsTaken(taking.have.number, vault.residents.count(), taking.letters, taking.skipped, closed, last, later)


def get_ready(booth: Booth, vault: Vault, seal_key: Ed25519PrivateKey) -> None:
    """At login: the office may learn to whom letters are sealed, and the agent what the vault has.

    What cannot be written now is written at another login; nobody is kept from working by it.
    """
    identity = booth.provisioned
    try:
        recipient = str(pyrage.x25519.Identity.from_str(_secret(vault)).to_public())
        inbox.note_taken(booth.outbox, _have(vault))
        if not _said(booth.folder, identity.booth, recipient, seal_key):
            key = BoothKey(booth=identity.booth, recipient=recipient, issued_at=instant(booth.clock()))
            inbox.write_key(booth.folder, state(key, seal_key))
    except (SyncError, BoothError) as error:
        log.warning("the office will not learn the key of letters: %s", error)


def refuse_closed(booth: Booth, vault: Vault) -> Vault:
    """The vault just opened. Raises `LoginClosed` where the office has closed the login; switched off then.

    The password was right before: whoever only guesses at logins hears the same words for each, and so does whoever was
    switched off before, because a login without a key can prove nothing any more. The vault is closed on any error.
    """
    with ExitStack() as stack:
        stack.callback(vault.close)
        try:
            need_open(booth, vault)
        except LoginClosed:
            vault.users.close(vault.user.login)
            raise
        stack.pop_all()
    return vault


def unlock_screen(booth: Booth, desk: Desk, password: str) -> None:
    """That whoever logged in is at the locked screen again, and still may be. Raises `LoginRefused`, `LoginClosed`."""
    desk.check_password(password)
    need_open(booth, desk.vault)


def need_open(booth: Booth, vault: Vault) -> None:
    """Raises `LoginClosed` where the office has closed the login that `vault` was opened by."""
    try:
        word = office_word(booth)
    except OfficeTrouble as error:  # the outbox may be what is to be repaired
        log.warning("not known which logins the office closed: %s", error)
        return
    login = vault.user.login
    if word is not None and login in _closing(vault.users.list(), word.closed_logins)[0]:
        raise LoginClosed(login=login)


class _Taking:
    """One walk through the inbox."""

    def __init__(self, booth: Booth, vault: Vault, identity: OfficeIdentity, secret: str) -> None:
        self._booth = booth
        self._vault = vault
        self._identity = identity
        self._secret = secret
        self._recipient = str(pyrage.x25519.Identity.from_str(secret).to_public())
        self.have = _have(vault)
        self.letters = 0
        self.skipped = 0
        self.refused: WorkflowError | None = None

    def run(self, moment: Moment, told: Callable[[float], None]) -> bool:
        """Take in what fits; whether a letter waits for a moment in which nobody works. Raises `SyncError`."""
        later = False
        for cover, letter in self._newest():
            if not inbox.applies(letter, self.have):
                self._misfit(cover, letter)
            elif moment is Moment.WORKING and (not letter.base or letter.rows > MOST_AT_WORK):
                later = True
                break
            else:
                self._take_in(cover, letter, told)
        if self.letters:
            inbox.forget_refused(self._booth.folder)
        inbox.note_taken(self._booth.outbox, self.have)
        return later

    def _newest(self) -> list[tuple[Path, Letter]]:
        """Letters that are genuine, from the newest whole register on: what it replaces is not worth the time."""
        found: list[tuple[Path, Letter]] = []
        for cover in inbox.covers(self._booth.folder):
            try:
                found.append((cover, inbox.read_cover(cover, self._identity, self._recipient)))
            except StatementRefused as error:
                self._refuse(cover, OfficeTrouble(error))
        whole = [at for at, (_, letter) in enumerate(found) if not letter.base and inbox.applies(letter, self.have)]
        first = max(whole, default=0)
        for cover, _ in found[:first]:
            inbox.forget(cover)
        return found[first:]

    def _misfit(self, cover: Path, letter: Letter) -> None:
        if letter.version <= self.have.number:  # taken in before, and the power went before it was deleted
            inbox.forget(cover)
        else:
            self._refuse(cover, LetterUnfitting(base=letter.base, here=self.have.number))

    def _take_in(self, cover: Path, letter: Letter, told: Callable[[float], None]) -> None:
        try:
            sealed = inbox.read_sealed(cover, letter)
        except LetterDamaged as error:  # on this disk: the same bytes are good when they come again
            inbox.forget(cover)
            self.refused = self.refused or OfficeTrouble(error)
            return
        version = inbox.Version(letter.version, letter.issued_at)
        try:
            packed = unseal(sealed, self._secret)
            with self._vault.atomic():
                skipped = apply_letter(self._vault, letter, packed, self._booth.day(), told)
                self._vault.settings.set(REGISTER, wire.encode(version))
                detail = {"base": letter.base, "rows": letter.rows, "skipped": skipped, "sha256": letter.sha256}
                self._vault.audit.append("register.received", self._vault.user.login, str(letter.version), detail)
        except LetterDamaged as error:
            self._refuse(cover, OfficeTrouble(error))
            return
        self.have = version
        self.letters += 1
        self.skipped += skipped
        inbox.forget(cover)
        log.info("register %d → %d taken in, %d lines skipped", letter.base, letter.version, skipped)

    def _refuse(self, cover: Path, error: WorkflowError) -> None:
        log.warning("%s is put aside: %s", cover.name, error)
        self._vault.audit.append("register.refused", self._vault.user.login, cover.stem, {"why": str(error)[:200]})
        inbox.put_aside(cover)
        self.refused = self.refused or error


def _close(vault: Vault, word: Bulletin | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Switch off what the office closed; the logins that were, and those that had to be left."""
    if word is None or not word.closed_logins:
        return (), ()
    closing, last = _closing(vault.users.list(), word.closed_logins)
    return tuple(login for login in closing if login != vault.user.login and vault.users.close(login)), last


def _closing(users: Iterable[User], said: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the active users those to switch off, and those that stay although the office closed them.

    A booth keeps its last technicians: with nobody to set it up again, enrol it again or restore its backup it would be
    dead, and what waits in it lost. They can be switched off here once there is another one; the office that wants a
    booth closed closes the booth.
    """
    named = {login.strip().lower() for login in said}
    active = [user for user in users if user.active]
    technicians = {user.login for user in active if user.role is Role.TECHNICIAN}
    last = technicians if technicians <= named else set()
    closing = tuple(user.login for user in active if user.login in named - last)
    return closing, tuple(sorted(last))


def _have(vault: Vault) -> inbox.Version:
    raw = vault.settings.get(REGISTER)
    return inbox.Version() if raw is None else wire.decode(raw, inbox.Version)


def _secret(vault: Vault) -> str:
    """The age secret key that opens this booth's letters: made once, kept only inside the vault."""
    with vault.atomic():
        raw = vault.settings.get(LETTERS_KEY)
        if raw is None:
            raw = str(pyrage.x25519.Identity.generate()).encode()
            vault.settings.set(LETTERS_KEY, raw)
    return raw.decode()


def _said(folder: Path, booth: str, recipient: str, seal_key: Ed25519PrivateKey) -> bool:
    """Whether the office is told this recipient already, by this booth's own key."""
    written = inbox.read_key(folder)
    if written is None:
        return False
    try:
        key = believe(written[0], BoothKey, seal_key.public_key())
    except StatementRefused:
        return False
    return (key.booth, key.recipient) == (booth, recipient)


def _here(booth: Booth) -> tuple[bytes | None, frozenset[str]]:
    """The bulletin as it is kept, and the letters that lie here, by name."""
    try:
        names = frozenset(cover.name for cover in inbox.covers(booth.folder))
        return booth.outbox.note(bulletins.NOTE), names
    except SyncError as error:
        raise OfficeTrouble(error) from error
