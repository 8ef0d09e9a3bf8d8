"""The code that a booth is enrolled with: a secret, and the office's certificate in short.

32 Crockford base32 characters in groups of 4. The first 16 are 80 random bits, single use, of which the office keeps
only a hash; the last 16 are the first 80 bits of sha256 over the CA certificate (DER), so that a booth which was told
the code can tell the office from anyone else before it says a word.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sync.errors import CodeMistyped

SECRET_BYTES = 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_HALF = 16


@dataclass(frozen=True)
class Code:
    """`secret` and `ca` are 10 bytes each."""

    secret: bytes
    ca: bytes

    def __str__(self) -> str:
        text = _to_text(self.secret) + _to_text(self.ca)
        return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def make_code(secret: bytes, ca_der: bytes) -> str:
    """The code for 10 random bytes and the office's CA certificate (DER)."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{SECRET_BYTES} bytes wanted")
    return str(Code(secret, short_hash(ca_der)))


def parse_code(text: str) -> Code:
    """Read what was typed: case, hyphens and spaces do not matter, O is 0, I and L are 1. Raises `CodeMistyped`."""
    plain = _plain(text)
    if len(plain) != 2 * _HALF:
        raise CodeMistyped(f"{len(plain)} characters", count=len(plain))
    return Code(_to_bytes(plain[:_HALF]), _to_bytes(plain[_HALF:]))


def secret_text(code: Code) -> str:
    """The only half that is told to the office: 16 characters, for `EnrolRequest.code`."""
    return _to_text(code.secret)


def parse_secret(text: str) -> bytes:
    """The secret in `EnrolRequest.code`. Raises `CodeMistyped`."""
    plain = _plain(text)
    if len(plain) != _HALF:
        raise CodeMistyped(f"{len(plain)} characters", count=len(plain))
    return _to_bytes(plain)


def secret_hash(secret: bytes) -> str:
    """What the office keeps instead of the secret; 80 random bits need no slow hash."""
    return hashlib.sha256(b"bilik-rekam/1 enrolment\n" + secret).hexdigest()


def short_hash(ca_der: bytes) -> bytes:
    """The first 80 bits of sha256 over a certificate (DER)."""
    return hashlib.sha256(ca_der).digest()[:SECRET_BYTES]


def _plain(text: str) -> str:
    return "".join(character for character in text.upper() if not character.isspace() and character not in "-–—")


def _to_text(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_HALF)))


def _to_bytes(text: str) -> bytes:
    number = 0
    for character in text:
        if character not in _VALUES:
            raise CodeMistyped("a character that no code has", count=len(text))
        number = number << 5 | _VALUES[character]
    return number.to_bytes(SECRET_BYTES, "big")
