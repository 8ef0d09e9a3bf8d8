"""What the office said, in a backup: what cannot be fetched again is in it, and a restored booth goes on with it."""

from __future__ import annotations

from contextlib import closing

import pytest

from booth.workflow import backup_file
from booth.workflow.backup_file import read_header
from booth.workflow.booth import Booth
from booth.workflow.news import office_word, take_in_news
from booth.workflow.restore import restore
from sync import inbox
from tests.unit.workflow.backups import back_up, lock, unlock
from tests.unit.workflow.office_news import Writer, line
from tests.unit.workflow.stage import PASSWORD, REGISTER, Clock


@pytest.fixture
def backup(booth, office, tmp_path, monkeypatch):
    """Of a booth with version 7 of the register, of which version 8 waits, and then lost that too."""
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)
    with closing(booth.login("ani", PASSWORD)) as desk:
        writer = Writer(booth, office)
        writer.bulletin(3, closed_logins=("sri",))
        writer.letter(7, lines=[line(REGISTER[0])])
        take_in_news(booth, desk.vault)
        writer.letter(8, 7, [line(REGISTER[1])])
    path = back_up(booth, tmp_path / "stick")
    with closing(booth.login("ani", PASSWORD)) as desk:
        take_in_news(booth, desk.vault)
    return path, writer


def test_letters_are_not_in_it_and_the_key_is(backup):
    names = {entry.name for entry in read_header(backup[0]).files}
    assert "identity/recipient.json" in names
    assert not [name for name in names if name.startswith("inbox")]


def test_a_restored_booth_goes_on_with_what_the_office_said(backup, booth, tmp_path):
    path, writer = backup
    recipient = inbox.read_key(booth.folder)[1].recipient
    again = tmp_path / "again"
    restore(path, again, password=PASSWORD, clock=Clock())
    with Booth.open(again, clock=Clock()) as restored, closing(restored.login("ani", PASSWORD)) as desk:
        assert office_word(restored).version == 3
        assert inbox.read_key(again)[1].recipient == recipient
        assert inbox.taken(restored.outbox).number == 7  # and so it asks for what came after
        writer.booth = restored
        writer.letter(9, 7, [line(REGISTER[2])])
        assert take_in_news(restored, desk.vault).version == 9
        assert not desk.vault.users.get("sri").active


def test_restored_over_a_newer_booth_nothing_of_its_inbox_stays(backup, booth):
    path, writer = backup
    writer.letter(9, 8, [line(REGISTER[2])])
    booth.restore(path, PASSWORD)
    assert inbox.covers(booth.folder) == []
    with closing(booth.login("ani", PASSWORD)) as desk:
        assert inbox.taken(booth.outbox).number == 7
        assert take_in_news(booth, desk.vault) is None
