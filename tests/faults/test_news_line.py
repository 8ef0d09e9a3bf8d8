"""A real office, a real booth, and a line down which a register comes in pieces: fetched, taken in, kept up to date."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime

import msgspec
import pytest

from booth.store.users import NewUser, Role
from booth.workflow.booth import Booth
from booth.workflow.errors import LoginClosed
from booth.workflow.news import decided, national_state, news_waiting, notices, office_word, take_in_news
from sync import inbox
from sync.agent import Agent
from sync.client import Client
from sync.errors import LineError
from sync.fetching import Fetcher
from sync.identity import load_door_key
from sync.office import register_csv, register_schema
from sync.office.database import Database
from sync.office.decisions import Decisions
from sync.office.register import Mode, Register
from tests.faults.sync_line import QUICK, Office
from tests.office.people import KETAPANG, csv_of, residents

PASSWORD = "rahasia-123"
PEOPLE = 3000


def clock():
    return datetime.now(UTC)


class Trickle:
    """Carries connections to `port`; of each answer on a connection that downloads a letter only so many bytes."""

    def __init__(self, port, after):
        self.port_of_office = port
        self.after = after
        self.cuts = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    def _accept(self):
        while True:
            booth, _ = self.listener.accept()
            try:
                office = socket.create_connection(("127.0.0.1", self.port_of_office))
            except OSError:
                booth.close()
                return
            for work in (self._up, self._down):
                self.threads.append(threading.Thread(target=work, args=(booth, office)))
                self.threads[-1].start()

    def _up(self, booth, office):
        with suppress(OSError):
            while data := booth.recv(65536):
                office.sendall(data)
        _end(booth, office)

    def _down(self, booth, office):
        left = self.after
        with suppress(OSError):
            while data := office.recv(4096):
                if self.after and left < len(data):
                    self.cuts += 1
                    break
                left -= len(data)
                booth.sendall(data)
        _end(booth, office)

    def close(self, office):
        """After `office` was stopped: then a connection ends the waiting for connections."""
        office.stop()
        socket.create_connection(("127.0.0.1", self.port)).close()
        for thread in self.threads:
            thread.join(60)
        self.listener.close()


def _end(*sockets):
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path / "office", secure=False).start()
    yield office
    office.stop()


@pytest.fixture
def booth(office, tmp_path):
    with Booth.open(tmp_path / "booth", clock=clock) as booth:
        booth.provision(office.url, office.code(), "Bilik 1", NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD))
        yield booth


@contextmanager
def register(office):
    with closing(Database(office.folder.register, schema=register_schema)) as database:
        yield database


def give(office, people, mode=Mode.ADD):
    found = register_csv.parse_residents(csv_of(people).encode(), today=date(2026, 11, 26))
    assert not found.faults
    with register(office) as database:
        Register(database).take_in(found.rows, mode=mode, file="r.csv", now=clock())


@contextmanager
def fetching(booth, port=None):
    """A fetcher of the booth, perhaps by way of another port."""
    identity = booth.identity
    if port is not None:
        identity = msgspec.structs.replace(identity, url=f"http://127.0.0.1:{port}")
    client = Client(identity, load_door_key(booth.folder), patience=QUICK)
    with closing(client):
        yield Fetcher(booth.folder, booth.outbox, client, identity)


def niks(vault):
    return {nik for (nik,) in vault._database.tuples("SELECT nik FROM residents")}


def test_a_register_comes_down_and_is_kept_up_to_date(office, booth):
    people = residents(range(PEOPLE), KETAPANG)
    give(office, [*people, *residents(range(20))])  # and twenty of another kecamatan
    with fetching(booth) as fetcher:
        assert fetcher.fetch() is True  # a bulletin; to whom a letter is sealed nobody has said
        assert inbox.covers(booth.folder) == []
        desk = booth.login("tek", PASSWORD)
        assert fetcher.due()
        assert fetcher.fetch() is True
        assert news_waiting(booth)
        taken = take_in_news(booth, desk.vault)
        assert (taken.residents, taken.skipped) == (PEOPLE, 0)
        assert niks(desk.vault) == {row[0] for row in people}
        whole = taken.version

        give(office, [*people[2:], *residents(range(PEOPLE, PEOPLE + 5), KETAPANG)], Mode.REPLACE)
        with register(office) as database:
            states = [(people[9][0], "CARD_ISSUED", "2026-11-01", "Baamang")]
            Register(database).take_in_states(states, file="s.csv", now=clock())
            decisions = Decisions(database)
            decisions.change("", {"target": "140"})
            decisions.close_login("ani", clock())
            decisions.add_notice("Besok kantor tutup.", level="info", version="", until=None, now=clock())
        assert fetcher.fetch(letters=False) is True  # small changes come over a line that costs, too
        desk.vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
        taken = take_in_news(booth, desk.vault)
        assert taken.version > whole
        assert taken.closed == ("ani",)
        assert niks(desk.vault) == {row[0] for row in people[2:]} | {
            row[0] for row in residents(range(PEOPLE, PEOPLE + 5), KETAPANG)
        }
        assert national_state(desk.vault, people[9][0]).place == "Baamang"
        assert desk.vault.residents.get(people[9][0]) is not None
        assert decided(booth).daily_target == 140
        assert [each.text for each in notices(booth, booth.day())] == ["Besok kantor tutup."]
        assert fetcher.fetch() is False
        assert not fetcher.due()
        desk.close()


def test_the_agent_asks_again_once_a_login_made_the_key(office, booth):
    give(office, residents(range(50), KETAPANG))
    agent = Agent(booth.folder, clock=clock, patience=QUICK)
    running = threading.Thread(target=agent.run)
    running.start()
    try:
        until(agent, lambda: office_word(booth) is not None)
        with closing(booth.login("tek", PASSWORD)) as desk:
            until(agent, lambda: news_waiting(booth) and inbox.covers(booth.folder))
            assert take_in_news(booth, desk.vault).residents == 50
    finally:
        agent.stop()
        running.join(60)
        agent.close()


def until(agent, condition):
    """Wait for a condition, waking the agent meanwhile: it looks round every few seconds by itself."""
    over = threading.Event()
    for _ in range(600):
        if condition():
            return
        agent.wake()
        over.wait(0.1)
    raise AssertionError("it never came")


def test_a_letter_comes_in_pieces_over_a_line_that_breaks(office, booth):
    people = residents(range(PEOPLE), KETAPANG)
    give(office, people)
    booth.login("tek", PASSWORD).close()
    line = Trickle(office.port, 10_000)
    tries = 0
    try:
        while not inbox.covers(booth.folder):
            tries += 1
            with suppress(LineError), fetching(booth, line.port) as fetcher:
                fetcher.fetch()
            assert tries < 100
    finally:
        line.close(office)
    assert tries > 2
    assert line.cuts >= tries - 1
    desk = booth.login("tek", PASSWORD)
    assert take_in_news(booth, desk.vault).residents == PEOPLE
    assert niks(desk.vault) == {row[0] for row in people}
    desk.close()


def test_an_office_that_was_stopped_between_two_pieces(office, booth):
    give(office, residents(range(PEOPLE), KETAPANG))
    booth.login("tek", PASSWORD).close()
    line = Trickle(office.port, 10_000)
    with suppress(LineError), fetching(booth, line.port) as fetcher:
        fetcher.fetch()
    line.close(office)
    (part,) = (booth.folder / "inbox").glob("*.part")
    have = part.stat().st_size
    assert have
    office.start()
    with fetching(booth, office.port) as fetcher:
        heard = []
        ask = fetcher._client.letter
        fetcher._client.letter = lambda sha256, offset, on: (heard.append(offset), ask(sha256, offset, on))[1]
        assert fetcher.fetch() is True
    assert heard == [have]
    with closing(booth.login("tek", PASSWORD)) as desk:
        assert take_in_news(booth, desk.vault).residents == PEOPLE


def test_a_login_that_the_office_closed_is_refused_after_the_agent_heard_it(office, booth):
    with closing(booth.login("tek", PASSWORD)) as desk:
        desk.vault.users.add(NewUser("ani", "Ani", Role.OPERATOR, PASSWORD))
    with register(office) as database:
        Decisions(database).close_login("ani", clock())
    with fetching(booth) as fetcher:
        fetcher.fetch()
    with pytest.raises(LoginClosed):
        booth.login("ani", PASSWORD)
