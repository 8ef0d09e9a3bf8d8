"""What lies on a stick between a booth and the office.

    bilik-rekam/README.txt                         what this is, for whoever finds it
    bilik-rekam/from/<booth>/booth.json            `BoothWord`: what the booth has, signed with its door key
    bilik-rekam/from/<booth>/recording-0014/<id>.packet
    bilik-rekam/from/<booth>/originals-0014/<id>.packet
    bilik-rekam/to/<booth>/receipts-000.json       `Reply`: receipts, counts, refusals, signed by the office
    bilik-rekam/to/<booth>/bulletin.json           `news.Bulletin`, signed by the office
    bilik-rekam/to/<booth>/letter.json             `news.Letter`, signed by the office
    bilik-rekam/to/<booth>/letter.sealed           what it speaks of

A packet is one file: the booth's signed manifest on the first line, then the sealed bytes. One, because each file
costs a cheap stick several writes beside its own bytes, and because a manifest never lacks its packet. By hand it is
opened with `tail -n +2 FILE | age -d -i KEY > p.zip`. A hundred packets share a folder, counted by the booth's own
numbers: FAT looks names up one by one, and ends at 65,536 short ones a folder. The name is the packet's id, because a
booth restored from a backup may give a number twice, never an id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from msgspec import Meta

from resources.i18n import N_, catalogue
from sync import news, wire
from sync.courier_files import PASSING
from sync.errors import PacketError, StatementRefused
from sync.statements import Statement, believe, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    from sync.courier_files import Stick

README = "README.txt"
FROM, TO = "from", "to"
WORD, BULLETIN, LETTER, SEALED = "booth.json", "bulletin.json", "letter.json", "letter.sealed"
PER_FOLDER = 100
PER_REPLY = 1000  # receipts in one file
MAX_STATEMENT = 4 * 1024 * 1024  # bytes
MAX_MANIFEST = 8 * 1024  # bytes
MAX_PACKET = 64 * 1024 * 1024 + MAX_MANIFEST

_PACKET = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.packet")
_FOLDER = re.compile(r"(recording|originals)-[0-9]{4,13}")
_REPLY = re.compile(r"receipts-[0-9]{3,9}\.json")
_BOOTH = re.compile(r"[a-z0-9-]{3,40}_?")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
_ABOUT = N_(
    "These files carry recordings for the identity card (KTP-el) between a recording booth and the office of"
    " Disdukcapil. They are encrypted: nobody else can read them. Please delete and change nothing."
    " If you found this stick, please bring it to the nearest office of Disdukcapil or to the kecamatan."
)
Said = TypeVar("Said", bound=msgspec.Struct)


class BoothWord(msgspec.Struct, frozen=True, kw_only=True):
    """What a booth says beside its packets: how far it has read its receipts, what else it has, how it is."""

    booth: wire.BoothId
    written_at: wire.Instant
    cursor: Annotated[int, Meta(ge=0)] = 0
    ask: news.Ask = news.Ask()
    health: wire.Health | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The office's receipts for one booth: all with a sequence over `after` up to `cursor`, and others that it asked
    for by carrying their packets. `counts` by local day, `refused` packets of the stick with the reason."""

    office: wire.Short
    booth: wire.BoothId
    issued_at: wire.Instant
    after: Annotated[int, Meta(ge=0)]
    cursor: Annotated[int, Meta(ge=0)]
    receipts: Annotated[tuple[wire.Receipt, ...], Meta(max_length=PER_REPLY)] = ()
    originals: Annotated[tuple[wire.Receipt, ...], Meta(max_length=PER_REPLY)] = ()
    counts: wire.Counts | None = None
    refused: dict[wire.Id, wire.Short] = {}


def folder_of(booth: str) -> str:
    """The folder's name for a booth: its id, but for those that Windows keeps for devices."""
    return f"{booth}_" if booth in _RESERVED else booth


def booth_of(folder: str) -> str | None:
    """The booth of a folder's name; None for a name that is not of ours. FAT may give a short name in capitals."""
    folder = folder.lower()
    if not _BOOTH.fullmatch(folder):
        return None
    booth = folder.removesuffix("_")
    return booth if len(booth) >= 3 and folder_of(booth) == folder else None


def place(manifest: wire.Manifest) -> tuple[str, ...]:
    """Where a packet lies on the stick."""
    hundred = f"{manifest.kind}-{manifest.seq // PER_FOLDER:04d}"
    return FROM, folder_of(manifest.booth), hundred, f"{manifest.id}.packet"


def is_original(place: tuple[str, ...]) -> bool:
    """Whether a packet at this place is originals."""
    return place[2].startswith("originals")


def booths_on(stick: Stick, side: str) -> list[str]:
    """The booths that have a folder under `from` or `to`."""
    return sorted({booth for name in stick.names(side) if (booth := booth_of(name)) is not None})


def packets_of(stick: Stick, booth: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ids and places of a booth's packets on the stick, as their names say: recordings first, oldest first."""
    for place in _files_of(stick, booth):
        if match := _PACKET.fullmatch(place[-1]):
            yield match[1], place


def half_written(stick: Stick, booth: str) -> Iterator[tuple[str, ...]]:
    """Packets of a booth that were being written when the stick was pulled out."""
    return (place for place in _files_of(stick, booth) if place[-1].endswith(PASSING))


def _files_of(stick: Stick, booth: str) -> Iterator[tuple[str, ...]]:
    above = (FROM, folder_of(booth))
    folders = [name for name in stick.names(*above) if _FOLDER.fullmatch(name)]
    for folder in sorted(folders, key=lambda name: (name[0] != "r", int(name.partition("-")[2]), name)):
        for name in stick.names(*above, folder):
            yield *above, folder, name


def replies_to(stick: Stick, booth: str) -> list[tuple[str, ...]]:
    """Where the office's replies to a booth lie, in order."""
    return [(TO, folder_of(booth), name) for name in stick.names(TO, folder_of(booth)) if _REPLY.fullmatch(name)]


def reply_place(booth: str, number: int) -> tuple[str, ...]:
    """Where the office's reply `number` (from 0) lies."""
    return TO, folder_of(booth), f"receipts-{number:03d}.json"


def to_file(manifest: wire.Manifest, data: bytes) -> bytes:
    """The file of a packet."""
    return wire.encode(manifest) + b"\n" + data


def from_file(file: bytes) -> tuple[bytes, bytes]:
    """The manifest's JSON and the sealed bytes, neither looked at. Raises `PacketError` where there is no such line."""
    end = file.find(b"\n", 0, MAX_MANIFEST)
    if end < 0:
        raise PacketError("no manifest")
    return file[:end], file[end + 1 :]


def say(stick: Stick, message: msgspec.Struct, key: Ed25519PrivateKey, *below: str) -> None:
    """Write a statement."""
    stick.write(msgspec.json.encode(state(message, key)), *below)


def heard(stick: Stick, kind: type[Said], key: Ed25519PublicKey, *below: str) -> Said | None:
    """What a statement says; None where there is none. Raises `StatementRefused`."""
    statement = statement_at(stick, *below)
    return None if statement is None else believe(statement, kind, key)


def statement_at(stick: Stick, *below: str) -> Statement | None:
    """A statement, not yet believed; None where there is none. Raises `StatementRefused` for other bytes."""
    data = stick.read(MAX_STATEMENT, *below)
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=Statement)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise StatementRefused(f"{below[-1]}: {type(error).__name__}") from error


def write_readme(stick: Stick) -> None:
    """The words for whoever finds the stick, once, in both languages."""
    text = "\r\n\r\n".join([*catalogue("id").get(_ABOUT, ()), _ABOUT, ""]).encode()
    if stick.read(len(text) + 1, README) != text:
        stick.write(text, README)
