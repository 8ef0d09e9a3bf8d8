"""A booth restored from a backup, and a real office: nothing lost, nothing counted twice, what is missing named."""

from __future__ import annotations

import hashlib

import pytest
import uuid_utils

from booth.store.keys import Cost
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow import backup_file
from booth.workflow.backup import make_backup
from booth.workflow.booth import Booth, Hold, _seal_key
from booth.workflow.restore import missing, restore
from sync import wire
from sync.agent import Agent
from sync.identity import load_identity
from tests.office.conftest import Clock
from tests.unit.workflow.backups import lock, unlock
from tests.unit.workflow.stage import DRAFT, RESIDENT

TECH = NewUser("tek", "Teknisi", Role.TECHNICIAN, "rahasia-123")
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)
    real = Vault.create
    monkeypatch.setattr(Vault, "create", lambda *args, **more: real(*args, **more, cost=CHEAP))


@pytest.fixture
def place(serve, tmp_path):
    """An office, a booth enrolled at it, both with one clock."""
    served = serve()
    folder = tmp_path / "booth"
    with Booth.open(folder, clock=served.clock) as booth:
        booth.provision(f"https://127.0.0.1:{served.port}", served.code(), "Baamang 1", TECH)
    return Place(served, folder, tmp_path)


class Place:
    def __init__(self, served, folder, root):
        self.served, self.folder, self.root = served, folder, root
        self.clock: Clock = served.clock

    def record(self, folder, data=b"sealed", packet=""):
        """A sealed packet in the queue of the booth in `folder`; its id."""
        with Booth.open(folder, clock=self.clock) as booth, booth.unlock_vault("tek", TECH.password) as vault:
            packet = packet or str(uuid_utils.uuid7())
            data = data + packet.encode()
            manifest = wire.Manifest(
                id=packet,
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                booth=booth.provisioned.booth,
                seq=booth.outbox.reserve_seq(packet),
                sealed_at="2026-11-25T03:00:00.000Z",
                day="2026-11-25",
                hour=10,
                time_zone="Asia/Pontianak",
                kecamatan="620205",
                operator="sari",
            )
            booth.outbox.put(wire.sign(manifest, _seal_key(vault)), data)
        return packet

    def send(self, folder):
        agent = Agent(folder, clock=self.clock)
        try:
            return agent.once()
        finally:
            agent.close()

    def back_up(self):
        with Booth.open(self.folder, clock=self.clock) as booth, booth.unlock_vault("tek", TECH.password) as vault:
            return make_backup(booth, vault, TECH.password, self.root / f"{uuid_utils.uuid7()}.booth").path

    def missing(self, folder):
        with Booth.open(folder, clock=self.clock) as booth, booth.unlock_vault("tek", TECH.password) as vault:
            return missing(booth, vault)

    def unsent(self, folder):
        with Booth.open(folder, clock=self.clock) as booth:
            return booth.count().unsent

    @property
    def total(self):
        return self.served.office.tally.totals().total


def test_what_was_sent_after_the_backup_is_counted_once(place):
    first, second = place.record(place.folder), place.record(place.folder)
    path = place.back_up()
    assert place.send(place.folder).packets == 2
    later = place.record(place.folder)
    place.send(place.folder)
    assert place.total == 3
    place.clock.pass_(hours=1)
    done = restore(path, place.folder, password=TECH.password, clock=place.clock)
    assert done.aside is not None
    assert place.unsent(place.folder) == 2
    outcome = place.send(place.folder)
    assert (outcome.packets, outcome.left, outcome.parked) == (2, 0, 0)
    assert place.total == 3  # nobody twice
    with Booth.open(place.folder, clock=place.clock) as booth:
        assert {booth.outbox.state(packet).value for packet in (first, second)} == {"receipted"}
    found = place.missing(place.folder)
    assert (found.before, found.since) == ((later,), ())
    new = place.record(place.folder)  # whose number in the queue is one that `later` had
    assert place.send(place.folder).packets == 1
    assert place.total == 4
    assert new not in place.missing(place.folder).before


def test_a_draft_that_was_saved_after_the_backup_is_named(place):
    with Booth.open(place.folder, clock=place.clock) as booth, booth.unlock_vault("tek", TECH.password) as vault:
        vault.drafts.create(DRAFT, RESIDENT, operator="ani")
    path = place.back_up()
    place.record(place.folder, packet=DRAFT)
    place.send(place.folder)
    place.clock.pass_(hours=1)
    restore(path, place.folder, password=TECH.password, clock=place.clock)
    found = place.missing(place.folder)
    assert (found.before, found.since, found.drafts) == ((DRAFT,), (), (DRAFT,))


def test_what_was_sent_before_the_backup_is_not_sent_again(place):
    place.record(place.folder)
    place.send(place.folder)
    path = place.back_up()
    restore(path, place.root / "new", password=TECH.password, clock=place.clock)
    assert place.unsent(place.root / "new") == 0
    assert place.send(place.root / "new").packets == 0
    assert place.missing(place.root / "new") == place.missing(place.folder)
    assert place.missing(place.folder).before == ()


def test_another_computer_keeps_number_and_keys_and_a_twin_is_noticed(place):
    path = place.back_up()
    twin = place.root / "twin"
    restore(path, twin, password=TECH.password, clock=place.clock)
    assert load_identity(twin) == load_identity(place.folder)
    place.clock.pass_(minutes=5)
    at_first, at_twin = place.record(place.folder), place.record(twin)
    place.send(place.folder)
    place.send(twin)
    assert place.total == 2  # both are kept: nothing is lost by it
    assert place.missing(twin).since == (at_first,)
    assert place.missing(place.folder).since == (at_twin,)


def test_enrolled_again_with_packets_in_the_queue(place):
    place.record(place.folder)
    before = load_identity(place.folder)
    (place.folder / "identity" / "office.json").write_text("{")
    (place.folder / "identity" / "door.key").write_text("no key")
    with Booth.open(place.folder, clock=place.clock, hold=Hold.REPAIR) as booth:
        assert booth.identity is None
        with booth.unlock_vault("tek", TECH.password) as vault:
            url = f"https://127.0.0.1:{place.served.port}"
            again = booth.enrol_again(url, place.served.code(), vault)
            assert again.booth == before.booth
            heard = []
            booth.on_identity = lambda: heard.append(booth.identity.url)
            moved = booth.move_office(f"https://localhost:{place.served.port}", vault)
            assert heard == [moved.url] == [f"https://localhost:{place.served.port}"]
            events = {row.event for row in vault.audit.recent()}
            assert {"booth.enrolled_again", "office.moved"} <= events
    assert place.send(place.folder).packets == 1
    assert place.total == 1


def test_set_up_once_more_after_the_identity_was_lost(place):
    place.record(place.folder)
    before = load_identity(place.folder)
    for path in (place.folder / "identity").iterdir():
        path.unlink()
    with Booth.open(place.folder, clock=place.clock) as booth:
        url = f"https://127.0.0.1:{place.served.port}"
        assert booth.provision(url, place.served.code(), "", TECH).booth == before.booth
    assert place.send(place.folder).packets == 1
