"""What one end says and the other can prove: a JSON text with the Ed25519 signature over exactly these bytes.

Where `wire.Manifest` and `wire.Receipt` are signed field by field, a statement is signed as it was written, so that a
newer office may say more than an older booth understands, and is believed all the same.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from msgspec import Meta

from sync.errors import StatementRefused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Said = TypeVar("Said", bound=msgspec.Struct)


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """`body` is the JSON of the message that `kind` names in lower case; `signature` base64."""

    kind: Annotated[str, Meta(max_length=40)]
    body: str
    signature: Annotated[str, Meta(max_length=100)]


def state(message: msgspec.Struct, key: Ed25519PrivateKey) -> Statement:
    """`message` as a statement of whoever holds `key`."""
    kind, body = type(message).__name__.lower(), msgspec.json.encode(message)
    signature = base64.b64encode(key.sign(_signed(kind, body))).decode()
    return Statement(kind=kind, body=body.decode(), signature=signature)


def believe(statement: Statement, kind: type[Said], key: Ed25519PublicKey) -> Said:
    """The message of a statement that `key` signed. Raises `StatementRefused` for anything else."""
    name, body = kind.__name__.lower(), statement.body.encode("utf-8", "surrogatepass")
    if statement.kind != name:
        raise StatementRefused(f"{statement.kind[:40]!r} instead of {name}")
    try:
        key.verify(base64.b64decode(statement.signature, validate=True), _signed(name, body))
        return msgspec.json.decode(body, type=kind)
    except (InvalidSignature, binascii.Error, ValueError, RecursionError) as error:
        raise StatementRefused(f"{name}: {type(error).__name__} {error}".strip()) from error


def _signed(kind: str, body: bytes) -> bytes:
    return f"bilik-rekam/1 statement {kind}\n".encode() + body
