"""`booth-sync` as a person and as a program use it, without an office."""

from __future__ import annotations

import json
from contextlib import closing

import msgspec
import pytest

from sync import inbox
from sync.cli import main
from sync.identity import make_door_key, save_identity
from sync.line import LineState, LineStatus
from sync.lock import AgentLock
from sync.outbox import Outbox
from tests.unit.sync.conftest import OFFICE_KEY, Clock, make_manifest, make_receipt, packet_id
from tests.unit.sync.test_identity import IDENTITY

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def booth(tmp_path):
    make_door_key(tmp_path)
    save_identity(tmp_path, msgspec.structs.replace(IDENTITY, url="http://127.0.0.1:1", ca=""))
    with closing(Outbox.open(tmp_path / "outbox.db", clock=Clock())) as outbox:
        for number in range(1, 5):
            outbox.put(make_manifest(number), b"sealed")
        outbox.settle(make_receipt(make_manifest(1)), OFFICE_KEY.public_key())
        outbox.park(packet_id(2), "too-large")
        outbox.lease(1, "me")
        line = LineStatus(state=LineState.OFFLINE, at="a", since="b", text="The office is {x}.", params={"x": "far"})
        outbox.write_line(line)
    return tmp_path


def test_status_for_programs(booth, capsys):
    assert main(["status", "--data", str(booth), "--json"]) == 0
    values = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {name: values[name] for name in ("queued", "sending", "receipted", "parked", "bytes")} == {
        "queued": 1,
        "sending": 1,
        "receipted": 1,
        "parked": 1,
        "bytes": 12,
    }
    assert values["refused"] == {packet_id(2): "too-large"}
    assert (values["line"], values["running"]) == ("offline", False)


def sending(booth, rate):
    """A line that sends at `rate` bytes a second, and an agent that runs."""
    with closing(Outbox.open(booth / "outbox.db", clock=Clock())) as outbox:
        outbox.write_line(LineStatus(state=LineState.SENDING, at="a", since="b", text="Sending.", rate=rate))
    return AgentLock(booth / "agent.lock")


def test_status_tells_rate_and_time_left_only_while_something_is_sent(booth, capsys):
    lock = sending(booth, 0.1)
    assert main(["status", "--data", str(booth), "--json"]) == 0
    assert main(["status", "--data", str(booth)]) == 0
    lock.release()
    said, *people = capsys.readouterr().out.splitlines()
    told = json.loads(said)
    assert (told["rate"], told["left"], told["seconds_left"]) == (0.1, 12, 120.0)
    assert "About 2 minutes left at 0.0 kB a second." in people
    assert main(["status", "--data", str(booth), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rate"], told["left"], told["seconds_left"]) == (0.0, 12, None)


def test_status_tells_what_came_down_and_what_else_waits(booth, capsys):
    with closing(Outbox.open(booth / "outbox.db", clock=Clock())) as outbox:
        inbox.note_taken(outbox, inbox.Version(7, "2026-09-05T01:00:00.000Z"))
    assert main(["status", "--data", str(booth), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["register"], told["bulletin"], told["originals"]) == (7, 0, {"queued": 0, "bytes": 0})
    assert told["oldest"] == "2026-09-05T01:00:00+00:00"


def test_status_for_people(booth, capsys):
    lock = AgentLock(booth / "agent.lock")
    assert main(["status", "--data", str(booth)]) == 0
    lock.release()
    said = capsys.readouterr().out
    assert "Waiting to be sent: 1" in said
    assert "Refused by the office: 1" in said
    assert "The office is far." in said
    assert "Nothing is sending" not in said


@pytest.mark.parametrize("verb", ["run", "once", "status"])
def test_a_folder_without_a_booth(tmp_path, capsys, verb):
    assert main([verb, "--data", str(tmp_path)]) == 1
    assert "not enrolled" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["run", "once"])
def test_another_agent_is_at_work(booth, capsys, verb):
    lock = AgentLock(booth / "agent.lock")
    assert main([verb, "--data", str(booth)]) == 1
    assert "already sends" in capsys.readouterr().err
    lock.release()


def test_a_damaged_outbox_is_said_in_words(booth, capsys):
    (booth / "outbox.db").write_bytes(b"no database" * 100)
    assert main(["status", "--data", str(booth)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The queue of recordings is damaged.")
    assert len(said.splitlines()) == 1


def test_wrong_usage_and_help(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["fly"])
    assert caught.value.code == 2
    for words in (["--help"], ["once", "--help"], ["run", "--help"], ["status", "--help"]):
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert caught.value.code == 0
        assert "--help" in capsys.readouterr().out
