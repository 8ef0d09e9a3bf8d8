"""The booth's side of the wire: each message of `sync.wire`, signed, over one connection."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sync import news, wire
from sync.answers import problem_code, refuse
from sync.door import repr_digest, sign_request
from sync.errors import LetterGone, NotTheOffice, PacketRefused, SyncError
from sync.transport import PATIENCE, PIECE, Congestion, Connection

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync.dial import Place
    from sync.identity import OfficeIdentity
    from sync.pulse import Pulse
    from sync.transport import Answer, Patience

Message = TypeVar("Message", bound=msgspec.Struct)


MAX_WINDOW = 64 * 1024 * 1024  # bytes, as `wire.Size` allows
PLACES = {"recording": "packets", "originals": "originals"}


class Moved(SyncError):
    """The upload stands elsewhere: go on at byte `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"offset {offset}")
        self.offset = offset


class DigestWrong(SyncError):
    """What arrived is not what was promised; the office has dropped it. Send from 0."""


class TooLarge(PacketRefused):
    """Something before the office takes no body as large as this. Send smaller parts."""


class NotOffered(SyncError):
    """The office does not remember the offer of this packet. Offer it again."""


class Client:
    """Speaks with one office as one booth. For one thread; `abort` from any.

    Every method raises `LineError` (try later), `OfficeBusy` (wait), `LoginRefused` (a person must act),
    `PacketRefused` (what was sent is not wanted).
    """

    def __init__(
        self,
        identity: OfficeIdentity,
        door_key: Ed25519PrivateKey,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        nonce: Callable[[], str] = lambda: secrets.token_urlsafe(16),
        patience: Patience = PATIENCE,
        congestion: Congestion = Congestion.BBR,
    ) -> None:
        self._booth = identity.booth
        self._url = str(identity.address)
        self._key = door_key
        self._clock = clock
        self._nonce = nonce
        self._from = 0
        self._connection = Connection(identity.address, identity.context(), patience, congestion)

    def offer(self, manifests: Sequence[wire.Manifest], health: wire.Health | None = None) -> wire.OfferAnswer:
        """Ask about up to 200 packets; the answer has one item for each, in their order."""
        body = wire.encode(wire.Offer(manifests=list(manifests), health=health))
        answer = self._message(self._post("/v1/offer", body), wire.OfferAnswer)
        if [item.id for item in answer.items] != [manifest.id for manifest in manifests]:
            raise NotTheOffice("offer: answered for other packets")
        return answer

    def probe(self, size: int) -> None:
        """Send an offer of nothing, filled up with spaces to `size` bytes: what the line carries, measured politely."""
        body = wire.encode(wire.Offer(manifests=[])).ljust(size)
        self._message(self._post("/v1/offer", body), wire.OfferAnswer)

    def send(
        self,
        manifest: wire.Manifest,
        data: bytes,
        offset: int,
        on_sent: Callable[[int], None] = lambda _: None,
        *,
        window: int = MAX_WINDOW,
    ) -> wire.Receipt:
        """Send `data` from byte `offset` on, `window` bytes a request at most; the receipt, not yet verified.

        `on_sent` hears the bytes as they leave. Raises `Moved`, `DigestWrong`, `NotOffered`, `TooLarge` too.
        """
        while len(data) - offset > window:
            answer = self._put(manifest, data[: offset + window], offset, on_sent, complete="?0")
            if answer.status != 204:
                return self._receipt(answer, manifest)
            offset += window
        return self._receipt(self._put(manifest, data, offset, on_sent, complete="?1"), manifest)

    def _put(
        self, manifest: wire.Manifest, data: bytes, offset: int, on_sent: Callable[[int], None], *, complete: str
    ) -> Answer:
        self._from = offset
        headers = {
            "Content-Type": "application/partial-upload" if offset else "application/octet-stream",
            "Content-Length": str(len(data) - offset),
            "Repr-Digest": repr_digest(manifest.sha256),
            "Upload-Offset": str(offset),
            "Upload-Length": str(manifest.size),
            "Upload-Complete": complete,
            "Upload-Overlap": "?1",  # more of the last bytes may have got through than is known here
        }
        target = f"/v1/{PLACES[manifest.kind]}/{manifest.id}"
        method = "PATCH" if offset else "PUT"
        return self._request(method, target, headers, _pieces(data, offset), on_sent)

    def _receipt(self, answer: Answer, manifest: wire.Manifest) -> wire.Receipt:
        if answer.status == 201:
            return self._decoded(answer, wire.Receipt)
        code = problem_code(answer)
        if answer.status == 409 and code == "not-offered":
            raise NotOffered
        if answer.status == 409 and (stands := _offset(answer, manifest.size)) is not None:
            raise Moved(stands)
        if answer.status == 422 and code != "conflict":
            raise DigestWrong
        if answer.status == 413 and not code:
            raise TooLarge("http-413")
        return self._message(answer, wire.Receipt)

    def receipts(self, after: int) -> wire.Receipts:
        """This booth's receipts behind the cursor `after`, in ledger order, as many as the office gives at once."""
        return self._message(self._request("GET", f"/v1/receipts?after={after}", {}), wire.Receipts)

    def counts(self, since: str) -> wire.Counts:
        """How many recordings of each local day from `since` (ISO) on the office holds of this booth."""
        return self._message(self._request("GET", f"/v1/counts?since={since}", {}), wire.Counts)

    def news(self, ask: news.Ask) -> news.Told:
        """What the office has to say since what `ask` says is here; statements, not yet believed."""
        return self._message(self._post("/v1/news", wire.encode(ask)), news.Told)

    def letter(self, sha256: str, offset: int, on_bytes: Callable[[bytes], None]) -> None:
        """The sealed bytes of a letter from `offset` on, piece by piece as they come.

        Raises `LetterGone` where the office has replaced it. What came before the line broke has been given.
        """
        target, headers = f"/v1/letters/{sha256}", {"Range": f"bytes={offset}-"}
        answer = self._request("GET", target, headers, on_read=on_bytes, start=offset)
        if answer.status == 404 and problem_code(answer) == "letter-replaced":
            raise LetterGone(sha256)
        if answer.status not in {200, 206}:
            raise refuse(answer, self._clock())

    def pulse(self) -> Pulse | None:
        """From any thread: how the request under way stands."""
        return self._connection.pulse()

    def places(self) -> tuple[Place, ...]:
        """From any thread: where the open connection goes to."""
        return self._connection.places()

    def hold(self, size: int) -> None:
        """From any thread: let the system hold no more than `size` bytes that have not arrived."""
        self._connection.hold(size)

    def replace(self, fresh: socket.socket) -> None:
        """From any thread: end the request under way with a `LineError`; the next one goes over `fresh`."""
        self._connection.replace(fresh)

    @property
    def replaced(self) -> bool:
        """Whether a fresh connection is there for the next request."""
        return self._connection.replaced

    @property
    def stands(self) -> int:
        """Byte up to which the office has for sure what `send` sent last; 0 where the system does not tell."""
        return self._from + self._connection.arrived if self._connection.arrived else 0

    def drop(self) -> None:
        """From any thread: end the request under way with a `LineError`; the next one opens anew."""
        self._connection.drop()

    def abort(self) -> None:
        """From any thread: end the request under way with a `LineError`, and every later one."""
        self._connection.abort()

    def close(self) -> None:
        """Close the connection; the next request opens it again."""
        self._connection.close()

    def _post(self, target: str, body: bytes) -> Answer:
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Repr-Digest": repr_digest(hashlib.sha256(body).hexdigest()),
        }
        return self._request("POST", target, headers, _pieces(body, 0))

    def _request(
        self,
        method: str,
        target: str,
        headers: dict[str, str],
        body: Iterable[bytes] = (),
        on_sent: Callable[[int], None] = lambda _: None,
        *,
        on_read: Callable[[bytes], None] | None = None,
        start: int = 0,
    ) -> Answer:
        signed = sign_request(
            method,
            self._url + target,
            headers,
            booth=self._booth,
            key=self._key,
            created=self._clock(),
            nonce=self._nonce(),
        )
        return self._connection.request(method, target, signed, body, on_sent, on_read=on_read, start=start)

    def _message(self, answer: Answer, kind: type[Message]) -> Message:
        if answer.status != 200:
            raise refuse(answer, self._clock())
        return self._decoded(answer, kind)

    def _decoded(self, answer: Answer, kind: type[Message]) -> Message:
        try:
            return wire.decode(answer.body, kind)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            raise NotTheOffice(f"{kind.__name__}: {error}") from error


def _pieces(body: bytes, offset: int) -> Iterator[bytes]:
    return (body[at : at + PIECE] for at in range(offset, len(body), PIECE))


def _offset(answer: Answer, size: int) -> int | None:
    value = answer.headers.get("upload-offset", "")
    if not value.isascii() or not value.isdigit() or len(value) > 12 or int(value) > size:
        return None
    return int(value)
