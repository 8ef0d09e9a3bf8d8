"""Who and what must never leave the vault in clear: for looking through texts that do leave the booth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.store.vault import Vault

_FIELDS = ("nama_lengkap", "alamat")


def personal_texts(vault: Vault) -> Iterator[str]:
    """Names and addresses of all residents, of drafts taken down by hand, and of whoever may log in. Reads them all.

    Names of recordings, too: whoever was recorded may have left the register since.
    """
    database = vault._database
    for row in database.tuples("SELECT nama_lengkap, alamat FROM residents"):
        yield from (str(text) for text in row)
    for row in database.tuples("SELECT name FROM users"):
        yield str(row[0])
    for row in database.tuples("SELECT nama_lengkap FROM recordings"):
        yield str(row[0])
    for row in database.tuples("SELECT resident FROM drafts"):
        try:
            said = json.loads(row[0])
        except ValueError:
            continue
        yield from (str(said[field]) for field in _FIELDS if isinstance(said, dict) and said.get(field))
