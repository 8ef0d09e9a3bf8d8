"""A real booth's agent fetches what a real office tells: over TLS, cut in the middle, after a restart."""

from __future__ import annotations

import shutil

import msgspec
import pyrage
import pytest

from sync import bulletins, inbox, register_file
from sync.client import Client
from sync.errors import LineError
from sync.fetching import Fetcher
from sync.identity import OfficeIdentity
from sync.news import BoothKey
from sync.office import news_api
from sync.office.register import Mode, Register
from sync.outbox import Outbox
from sync.statements import state
from tests.office.people import resident, residents


class Agent:
    """The part of an agent that fetches."""

    def __init__(self, served, root, clock):
        self.booth = served.booth()
        self.root, self.clock = root, clock
        self.key = pyrage.x25519.Identity.generate()
        self.outbox = Outbox.open(root / "outbox.db", clock=clock)
        said = BoothKey(booth=self.booth.id, recipient=str(self.key.to_public()), issued_at="2026-11-25T03:00:00.000Z")
        inbox.write_key(root, state(said, self.booth.seal_key))
        self.at(served)

    def at(self, served):
        answer = msgspec.structs.asdict(self.booth.identity)
        del answer["server_time"]
        answer |= {"recipients": tuple(answer["recipients"]), "kecamatan": tuple(answer["kecamatan"])}
        self.identity = OfficeIdentity(
            url=f"https://127.0.0.1:{served.port}",
            ca=(served.folder.keys / "ca.pem").read_text(),
            enrolled_at="2026-11-25T03:00:00.000Z",
            **answer,
        )

    def fetch(self):
        client = Client(self.identity, self.booth.door_key, clock=self.clock)
        try:
            return Fetcher(self.root, self.outbox, client, self.identity).fetch()
        finally:
            client.close()

    def take(self):
        """Open the letters that are here and note what they bring, as a login does."""
        lines = []
        for cover in inbox.covers(self.root):
            letter = inbox.read_cover(cover, self.identity, str(self.key.to_public()))
            sealed = inbox.read_sealed(cover, letter)
            header, found = register_file.unpack(register_file.unseal(sealed, str(self.key)))
            lines += list(found)
            inbox.note_taken(self.outbox, inbox.Version(header.version, letter.issued_at))
            inbox.forget(cover)
        return lines


@pytest.fixture
def agent(serve, tmp_path, clock):
    root = tmp_path / "booth"
    root.mkdir()
    agent = Agent(serve(), root, clock)
    yield agent
    agent.outbox.close()


def take_in(running, people):
    register = Register(running.office.news._database)
    register.take_in(people, mode=Mode.ADD, file="r.csv", now=running.clock())


def test_bulletin_and_register_come_down(agent, clock):
    served = agent.booth.at
    assert agent.fetch()
    assert not agent.fetch()
    take_in(served, residents(range(300)))
    served.office.news.decisions.change("", {"warn_days": "2"})
    assert agent.fetch()
    assert bulletins.current(agent.outbox, agent.identity).settings.warn_days == 2
    assert len(agent.take()) == 300
    clock.pass_(hours=1)
    take_in(served, residents([5], nama_lengkap="SITI BARU"))
    assert agent.fetch()
    assert agent.take() == [["r", *resident(5, nama_lengkap="SITI BARU")]]
    assert not agent.fetch()


def test_a_line_cut_in_the_middle_costs_nothing_that_came(agent, serve, clock, monkeypatch):
    served = agent.booth.at
    take_in(served, residents(range(3000)))
    asked = []
    whole = news_api._read

    def dies(file, at, size):
        if len(asked) >= 3:
            raise OSError("the disk went away")
        asked.append(at)
        return whole(file, at, size)

    monkeypatch.setattr(news_api, "PIECE", 4096)
    with monkeypatch.context() as patched:
        patched.setattr(news_api, "_read", dies)
        with pytest.raises(LineError):
            agent.fetch()
    [part] = (agent.root / inbox.FOLDER).glob("*.part")
    came = part.stat().st_size
    assert 0 < came <= 3 * 4096
    served.stop()
    clock.pass_(days=3)
    again = serve()
    agent.at(again)
    take_in(again, residents(range(3000, 3010)))
    asked.clear()
    monkeypatch.setattr(news_api, "_read", lambda file, at, size: asked.append(at) or whole(file, at, size))
    assert agent.fetch()
    assert asked[0] == came
    assert len(agent.take()) == 3010


def test_an_office_restored_from_yesterday_is_believed(agent, serve, clock, tmp_path):
    """What the booth got meanwhile is not there any more: it gets everything, and what the office says now."""
    served = agent.booth.at
    take_in(served, residents(range(50)))
    assert agent.fetch()
    agent.take()
    served.stop()
    shutil.copytree(served.folder.root, tmp_path / "backup")
    clock.pass_(days=1)
    later = serve()
    agent.at(later)
    take_in(later, residents(range(50, 60)))
    later.office.news.decisions.change("", {"warn_days": "2"})
    assert agent.fetch()
    assert len(agent.take()) == 10
    later.stop()
    shutil.rmtree(served.folder.root)
    shutil.copytree(tmp_path / "backup", served.folder.root)
    clock.pass_(hours=1)
    restored = serve()
    agent.at(restored)
    assert agent.fetch()
    assert bulletins.current(agent.outbox, agent.identity).settings.warn_days == 7
    assert len(agent.take()) == 50
    assert not agent.fetch()
