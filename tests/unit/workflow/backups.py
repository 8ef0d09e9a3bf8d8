"""What tests of backups share: a password that costs no seconds, a backup of a booth, what lies in a folder."""

from __future__ import annotations

import hashlib

import pyrage
import pytest

from booth.workflow import backup_file
from booth.workflow.backup import make_backup
from booth.workflow.booth import Booth
from tests.unit.workflow.stage import PASSWORD, Clock, furnish, make_office


def lock(secret, password):
    return b"age-encryption.org/v1\n-> scrypt " + hashlib.sha256(password.encode()).digest() + secret[::-1]


def unlock(locked, password):
    if locked[32:64] != hashlib.sha256(password.encode()).digest():
        raise pyrage.DecryptError
    return locked[64:][::-1]


def back_up(booth, to, login="tek"):
    with booth.unlock_vault(login, PASSWORD) as vault:
        to.mkdir(exist_ok=True)
        return make_backup(booth, vault, PASSWORD, to).path


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"run.lock", "agent.lock", "vault.keys.lock"}
    }


def make_small(place):
    """A backup of a booth that recorded nobody, and the office whose booth it is."""
    office = make_office()
    furnish(place / "data", office.identity)
    with Booth.open(place / "data", clock=Clock()) as booth, pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_file, "lock", lock)
        path = back_up(booth, place / "stick")
    return path, office
