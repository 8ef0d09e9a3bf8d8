"""`vault.keys`: the vault's key, wrapped once for each user under argon2id of the password.

A JSON file with a checksum, replaced as a whole, so that a power cut leaves the old one or the new one. An attempt is
counted on disk *before* the password is tried, whether or not the login exists; an unknown login costs the same work,
waits as long and hears the same words as a wrong password.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import argon2.low_level
import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta

from booth.store.errors import LoginRefused, PasswordTooShort, VaultDamaged, VaultNewer
from booth.store.instants import Clock, from_text, to_text
from booth.store.locking import LOCK_WAIT, file_lock
from booth.store.translate import file_errors

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

LEAST_PASSWORD = 8  # characters
FORMAT = 1
FREE_ATTEMPTS = 3  # wrong ones before the first wait
FIRST_WAIT = 5  # seconds; doubles with each further attempt
LONGEST_WAIT = 900  # seconds
_LARGEST_FILE = 1 << 20
_STRANGERS = 200  # unknown logins we remember attempts of
_PURPOSE = b"bilik-rekam vault key 1\0"


class Cost(msgspec.Struct, frozen=True):
    """What one password costs to try. The bounds keep a damaged file from eating the memory of the PC."""

    memory_kib: Annotated[int, Meta(ge=8, le=1 << 20)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=20)] = 3
    lanes: Annotated[int, Meta(ge=1, le=8)] = 1


DEFAULT_COST = Cost()
"""RFC 9106's second choice on one lane: about 0.2 s on a fast machine, 0.3–0.5 s on a cheap one."""


class Attempts(msgspec.Struct, frozen=True):
    """Wrong passwords since the last right one, and when the last was tried."""

    failed: Annotated[int, Meta(ge=0)] = 0
    last: str = ""


class Slot(msgspec.Struct, frozen=True):
    """The vault's key for one user."""

    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    cost: Cost
    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    wrapped: Annotated[bytes, Meta(min_length=48, max_length=48)]


class _Body(msgspec.Struct, frozen=True):
    secret: Annotated[bytes, Meta(min_length=32, max_length=32)]  # for decoys and tags of unknown logins; not a key
    cost: Cost  # of new slots and of decoys
    slots: dict[str, Slot]
    attempts: dict[str, Attempts]  # by tag, for known and unknown logins alike


class _Envelope(msgspec.Struct, frozen=True):
    format: int
    sha256: str  # of `body` as it stands in the file: damage is told from a wrong password
    body: msgspec.Raw


@dataclass(frozen=True)
class Unlocked:
    """The vault's key, and how many wrong attempts came before this right one."""

    key: bytes
    failed_before: int


class KeyRing:
    """The key slots of one vault. Methods may wait for another process and for argon2: never on the interface."""

    def __init__(self, path: Path, clock: Clock, *, busy_wait: float = LOCK_WAIT) -> None:
        self._path = path
        self._clock = clock
        self._busy_wait = busy_wait

    def create(self, key: bytes, login: str, password: str, cost: Cost = DEFAULT_COST) -> None:
        """Write a new file with one slot. Raises `PasswordTooShort`."""
        slot = _wrap(key, login, password, cost)
        with file_lock(self._path, self._busy_wait):
            self._write(_Body(secrets.token_bytes(32), cost, {login: slot}, {}))

    def unlock(self, login: str, password: str) -> Unlocked:
        """The vault's key for a right password.

        Raises `LoginRefused` for a wrong login or password, or for an attempt that comes too early, which is neither
        tried nor counted; `VaultDamaged` or `VaultNewer` for a file we cannot read.
        """
        slot, attempts = self._count(login)
        key = _unwrap(slot, login, password)
        if key is None:
            raise LoginRefused(wait_after(attempts.failed))
        with file_lock(self._path, self._busy_wait):
            body = self._read()
            others = {tag: a for tag, a in body.attempts.items() if tag != _tag(body, login)}
            self._write(msgspec.structs.replace(body, attempts=others))
        return Unlocked(key, attempts.failed - 1)

    def put(self, login: str, password: str, key: bytes) -> None:
        """Add a slot, or replace the one this login has. Raises `PasswordTooShort`."""
        slot = _wrap(key, login, password, self._locked_read().cost)
        with file_lock(self._path, self._busy_wait):
            body = self._read()
            others = {tag: a for tag, a in body.attempts.items() if tag != _tag(body, login)}
            self._write(msgspec.structs.replace(body, slots=body.slots | {login: slot}, attempts=others))

    def remove(self, login: str) -> None:
        """Remove a slot: that password opens nothing any more. Nothing happens where there is none."""
        with file_lock(self._path, self._busy_wait):
            body = self._read()
            rest = {name: slot for name, slot in body.slots.items() if name != login}
            self._write(msgspec.structs.replace(body, slots=rest))

    def logins(self) -> frozenset[str]:
        """Who has a slot."""
        return frozenset(self._locked_read().slots)

    def _count(self, login: str) -> tuple[Slot, Attempts]:
        """Write down an attempt before it is made; the slot to try, or a decoy."""
        with file_lock(self._path, self._busy_wait):
            body = self._read()
            tag = _tag(body, login)
            before = body.attempts.get(tag, Attempts())
            now = self._clock()
            wait = _remaining(before, now)
            if wait:
                if before.last > to_text(now):
                    # The clock was set back: the wait starts anew, or nobody could log in for years.
                    self._remember(body, tag, Attempts(before.failed, to_text(now)))
                raise LoginRefused(wait)
            after = Attempts(before.failed + 1, to_text(now))
            self._remember(body, tag, after)
            return body.slots.get(login) or _decoy(body, login), after

    def _remember(self, body: _Body, tag: str, attempts: Attempts) -> None:
        # Attempts of users are always kept: trying many unknown logins must not wipe them out.
        users = {_tag(body, login) for login in body.slots}
        strangers = sorted((item for item in body.attempts.items() if item[0] not in users), key=lambda i: i[1].last)
        kept = {each: a for each, a in body.attempts.items() if each in users} | dict(strangers[-_STRANGERS:])
        self._write(msgspec.structs.replace(body, attempts=kept | {tag: attempts}))

    def _locked_read(self) -> _Body:
        with file_lock(self._path, self._busy_wait):
            return self._read()

    def _read(self) -> _Body:
        with file_errors(), self._path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        try:
            envelope = msgspec.json.decode(data, type=_Envelope)
            if envelope.format > FORMAT:
                raise VaultNewer
            sound = envelope.format == FORMAT and len(data) <= _LARGEST_FILE
            if not sound or hashlib.sha256(envelope.body).hexdigest() != envelope.sha256:
                raise VaultDamaged(f"{self._path.name}: checksum")
            return msgspec.json.decode(envelope.body, type=_Body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise VaultDamaged(f"{self._path.name}: {type(error).__name__}") from error

    def _write(self, body: _Body) -> None:
        raw = msgspec.json.encode(body)
        data = msgspec.json.encode(_Envelope(FORMAT, hashlib.sha256(raw).hexdigest(), msgspec.Raw(raw)))
        beside = self._path.with_name(self._path.name + ".new")
        with file_errors():
            try:
                handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(self._path)
                sync_folder(self._path.parent)
            except OSError:
                beside.unlink(missing_ok=True)
                raise


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable. Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def wait_after(failed: int) -> int:
    """Seconds to wait after so many wrong attempts in a row."""
    if failed < FREE_ATTEMPTS:
        return 0
    return int(min(FIRST_WAIT * 2 ** min(failed - FREE_ATTEMPTS, 20), LONGEST_WAIT))


def _remaining(attempts: Attempts, now: datetime) -> int:
    wait = wait_after(attempts.failed)
    if not wait:
        return 0
    try:
        passed = (now - from_text(attempts.last)).total_seconds()
    except (ValueError, TypeError) as error:
        raise VaultDamaged("an instant in the key file") from error
    return max(0, min(wait, -int((passed - wait) // 1)))


def _tag(body: _Body, login: str) -> str:
    return hmac.digest(body.secret, b"tag" + login.encode(), "sha256").hex()[:32]


def _decoy(body: _Body, login: str) -> Slot:
    def bytes_for(purpose: bytes) -> bytes:
        return hmac.digest(body.secret, purpose + login.encode(), "sha512")

    return Slot(bytes_for(b"salt")[:16], body.cost, bytes_for(b"nonce")[:12], bytes_for(b"wrapped")[:48])


def _wrap(key: bytes, login: str, password: str, cost: Cost) -> Slot:
    if len(password) < LEAST_PASSWORD:
        raise PasswordTooShort(least=LEAST_PASSWORD)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    return Slot(salt, cost, nonce, _cipher(password, salt, cost).encrypt(nonce, key, _PURPOSE + login.encode()))


def _unwrap(slot: Slot, login: str, password: str) -> bytes | None:
    try:
        return _cipher(password, slot.salt, slot.cost).decrypt(slot.nonce, slot.wrapped, _PURPOSE + login.encode())
    except InvalidTag:
        return None


def _cipher(password: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    # One letter may be typed as one code point or as two; both are the same password.
    words = unicodedata.normalize("NFC", password).encode()
    secret = argon2.low_level.hash_secret_raw(
        words,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=argon2.low_level.Type.ID,
    )
    return ChaCha20Poly1305(secret)
