"""age files of an exact size, for measuring: https://age-encryption.org/v1.

`pyrage`, with which recordings are sealed, puts a stanza of random length into each header, so that no size can be
asked for. This writes the same format with a header of known length; any age opens it.
"""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CHUNK, TAG, NONCE = 64 * 1024, 16, 16  # bytes: of the payload, of its seal, before the payload
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_UNKNOWN = b"-> bilik-rekam-filler\n\n"  # a stanza that nobody reads, longer than a chunk's seal


def encrypt_to_size(content: Callable[[int], bytes], size: int, recipients: Sequence[str]) -> bytes:
    """`content(n)`, which is n bytes long, encrypted to the age `recipients` so that all together is `size` bytes.

    Raises `ValueError` for a size that leaves no room, or a recipient that is none.
    """
    file_key = secrets.token_bytes(16)
    # A last chunk that were all seal cannot be; with one stanza more the payload ends elsewhere.
    for filler in (b"", _UNKNOWN):
        header = _header(file_key, recipients, filler)
        left = size - len(header) - NONCE
        chunks = -(-left // (CHUNK + TAG))
        length = left - chunks * TAG
        if length > 0 and length > (chunks - 1) * CHUNK:
            return header + _payload(file_key, content(length))
    raise ValueError(f"{size} bytes are too few")


def _header(file_key: bytes, recipients: Sequence[str], filler: bytes) -> bytes:
    stanzas = b"".join(_stanza(file_key, each) for each in recipients)
    head = b"age-encryption.org/v1\n" + stanzas + filler + b"---"
    mac = HMAC(_derive(file_key, b"", b"header"), SHA256())
    mac.update(head)
    return head + b" " + _text(mac.finalize()) + b"\n"


def _stanza(file_key: bytes, recipient: str) -> bytes:
    """The file key for one recipient."""
    theirs, mine = _recipient(recipient), X25519PrivateKey.generate()
    share = mine.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    secret = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    key = _derive(secret, share + theirs, b"age-encryption.org/v1/X25519")
    wrapped = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _text(share) + b"\n" + _text(wrapped) + b"\n"


def _payload(file_key: bytes, content: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    cipher = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    parts = [nonce]
    for number, at in enumerate(range(0, len(content), CHUNK)):
        last = at + CHUNK >= len(content)
        parts.append(cipher.encrypt(number.to_bytes(11, "big") + bytes([last]), content[at : at + CHUNK], None))
    return b"".join(parts)


def _derive(secret: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(secret)


def _recipient(text: str) -> bytes:
    """The 32 bytes in `age1…`; its checksum was looked at when the office was pinned."""
    number = 0
    for character in text.lower().removeprefix("age1")[:-6]:
        number = number << 5 | _BECH32.index(character)
    return (number >> 4).to_bytes(32, "big")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
