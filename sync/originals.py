"""The queue of originals: lossless images of recordings, sent when the line is idle, if the office wants them.

They lie in outbox.db beside their recordings and carry their ids. They are a wish, not a duty: no count knows them,
and what the office does not want any more is dropped.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sync.bulletins import current
from sync.packetqueue import PacketQueue

if TYPE_CHECKING:
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox

log = logging.getLogger(__name__)

NOT_WANTED = "not-wanted"  # the office's code for an original that it does not want
RESERVE = 2_000_000_000  # bytes of the disk that originals leave free: some 11,000 recordings


class Originals(PacketQueue):
    """As `PacketQueue`, and may be given up. Made by `Outbox`."""

    def park(self, packet_id: str, code: str) -> None:
        """As for any packet; but what the office does not want is dropped, and needs nobody."""
        if code == NOT_WANTED:
            self._drop(packet_id)
        else:
            super().park(packet_id, code)

    def room(self) -> bool:
        """Whether the disk has room for what is only a wish."""
        return self._file.free() > RESERVE

    def left(self) -> tuple[int, int]:
        """How many are queued or being sent, and their bytes."""
        with self._file.read() as db:
            row = db.execute(
                self._sql(
                    "SELECT count(*), coalesce(sum(size), 0) FROM {packets}"
                    " WHERE state <> 'receipted' AND state IN ('queued', 'sending')"
                )
            ).fetchone()
        return int(row[0]), int(row[1])

    def drop_all(self) -> int:
        """Give up what is not at the office, because it does not want any; how many."""
        return self._drop(None)

    def _drop(self, packet_id: str | None) -> int:
        unsettled = "state <> 'receipted' AND coalesce(id = ?, 1)"
        with self._file.write() as db:
            db.execute(
                self._sql(f"DELETE FROM {{sealed}} WHERE seq IN (SELECT seq FROM {{packets}} WHERE {unsettled})"),  # noqa: S608
                (packet_id,),
            )
            dropped = db.execute(self._sql(f"DELETE FROM {{packets}} WHERE {unsettled}"), (packet_id,)).rowcount  # noqa: S608
        if dropped:
            log.warning("%d originals dropped: the office does not want them (%s)", dropped, packet_id or "all")
        return dropped


def wanted(outbox: Outbox, identity: OfficeIdentity) -> bool:
    """Whether the office wants originals, by the newest bulletin here. Raises `QueueError`."""
    bulletin = current(outbox, identity)
    return bulletin is not None and bulletin.settings.originals
