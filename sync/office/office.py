"""An open office: its parts, made once and handed to whoever needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.office.accounts import Accounts, Attempts
from sync.office.blobs import ORIGINALS_RESERVE, Blobs
from sync.office.booths import Booths
from sync.office.bulletins import News, open_news
from sync.office.database import Database
from sync.office.disk import writing
from sync.office.folder import Folder, Settings, read_settings
from sync.office.gate import Gate, Guests
from sync.office.keys import Keys, read_keys
from sync.office.ledger import ORIGINALS, Ledger
from sync.office.shelves import Shelf
from sync.office.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sync.office.instants import Clock

FREE_CODES = 20  # wrong codes from one address before it has to wait: 80 random bits are not guessed
PART_KEPT = 30 * 86400.0  # seconds an untouched part stays in the spool


@dataclass(frozen=True)
class Office:
    """Everything the receiver and its pages work with. `new_token()` gives random text for sessions.

    `ledger` and `blobs` are of recordings, and whatever counts counts those; `originals` are their lossless images.
    """

    folder: Folder
    settings: Settings
    keys: Keys
    database: Database
    booths: Booths
    ledger: Ledger
    blobs: Blobs
    originals: Shelf
    tally: Tally
    news: News
    accounts: Accounts
    attempts: Attempts
    gate: Gate
    guests: Guests
    clock: Clock
    new_token: Callable[[], str]

    @property
    def shelves(self) -> dict[str, Shelf]:
        """Where packets go, by the kind in their manifest."""
        return {"recording": Shelf(self.ledger, self.blobs), "originals": self.originals}

    def end_uploads(self) -> None:
        """Let every request that sends now end, keeping what has arrived: the receiver stops."""
        for shelf in self.shelves.values():
            shelf.blobs.end_all()

    def close(self) -> None:
        """Write what waits and close the ledgers."""
        for shelf in self.shelves.values():
            shelf.ledger.close()
        self.news.close()
        self.database.close()


def open_office(
    folder: Folder,
    *,
    clock: Clock,
    new_token: Callable[[], str],
    free: Callable[[Path], int] | None = None,
    guests: Guests = Guests.ALL,
) -> Office:
    """Open the office in `folder`, for the booths that `guests` names; `free` as for `Blobs`.

    Raises `OfficeMissing`, `OfficeUnreadable`, `OfficeNewer` and what `Database` raises.
    """
    settings, keys = read_settings(folder), read_keys(folder)
    with writing():
        for below in (folder.packets, folder.spool, folder.originals, folder.originals_spool):
            below.mkdir(mode=0o700, exist_ok=True)
    database = Database(folder.ledger)
    booths = Booths(database)
    blobs = Blobs(folder.packets, folder.spool, free=free)
    originals = Blobs(folder.originals, folder.originals_spool, free=free, reserve=ORIGINALS_RESERVE)
    for each in (blobs, originals):
        each.sweep(clock().timestamp() - PART_KEPT)
    sign, name, tally = keys.sign, settings.name, Tally(database)
    return Office(
        folder=folder,
        settings=settings,
        keys=keys,
        database=database,
        booths=booths,
        ledger=Ledger(database, key=sign, office=name, clock=clock),
        blobs=blobs,
        originals=Shelf(Ledger(database, key=sign, office=name, clock=clock, tables=ORIGINALS), originals),
        tally=tally,
        news=open_news(folder, key=sign, settings=settings, booths=booths, tally=tally, clock=clock, full=blobs.full),
        accounts=Accounts(database),
        attempts=Attempts(database, free=FREE_CODES),
        gate=Gate(booths, clock=clock, guests=guests),
        guests=guests,
        clock=clock,
        new_token=new_token,
    )
