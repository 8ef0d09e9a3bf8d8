"""What the vault's files are called, for whoever only wants to know whether there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DB_NAME = "vault.db"
KEYS_NAME = "vault.keys"


def vault_exists(folder: Path) -> bool:
    """Whether `folder` holds a vault, or the remains of one."""
    return (folder / KEYS_NAME).exists() or (folder / DB_NAME).exists()
