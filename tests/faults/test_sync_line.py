"""Booth and office, real, over a line that breaks: what was saved is in the ledger, once, whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resources.i18n import DEFAULT, set_language
from sync.cli import main
from sync.errors import (
    AgentRunning,
    BoothRevoked,
    CertificateRefused,
    ClockWrong,
    CodeOfAnotherOffice,
    EnrolRefused,
    LineError,
)
from sync.identity import enrol, make_door_key
from sync.line import LineState
from sync.lock import AgentLock
from sync.packet import check_packet, open_packet
from tests.faults.sync_line import WAIT, Booth, Cut, Line, Office, Silence, Swallow, all_arrived_once, now

SIZE = 30_000


@pytest.fixture(autouse=True)
def _language():
    """The commands choose a language for the whole process."""
    yield
    set_language(DEFAULT)


@pytest.fixture
def bad_line(office, booth):
    """Puts a line with faults between the booth and its office."""
    lines = []

    def lay(*faults):
        lines.append(Line(office.port, faults))
        booth.move_to(lines[-1].port)
        return lines[-1]

    yield lay
    for line in lines:
        line.close()


def test_all_that_was_saved_is_received_and_opens(office, booth):
    saved = booth.save(3)
    outcome = booth.send()
    assert (outcome.packets, outcome.bytes) == (3, sum(map(len, saved.values())))
    assert (outcome.left, outcome.parked, outcome.refused) == (0, 0, None)
    all_arrived_once(office, booth, saved)
    key = (office.folder.keys / "office.agekey").read_text().split()[-1]
    for data in office.stored(booth.id).values():
        check_packet(open_packet(data, key), booth.seal_key.public_key())


def test_once_tells_programs_and_people_what_it_did(office, booth, capsys, monkeypatch):
    saved = booth.save(2)
    assert main(["once", "--data", str(booth.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(told)[:5] == ["packets", "bytes", "seconds", "resumed", "connections"]
    assert (told["packets"], told["bytes"]) == (2, sum(map(len, saved.values())))
    booth.save(1, key=Ed25519PrivateKey.generate())
    for language, words in (("id", "perekaman ditolak pusat"), ("en", "recording refused by the office")):
        monkeypatch.setenv("BOOTH_LANG", language)
        assert main(["once", "--data", str(booth.folder)]) == 3
        assert f"1 {words}" in capsys.readouterr().out


def test_nothing_is_sent_twice(office, booth):
    saved = booth.save(2)
    booth.send()
    assert booth.send().packets == 0
    all_arrived_once(office, booth, saved)


def test_plain_http_on_this_machine(tmp_path):
    plain = Office(tmp_path / "plain", secure=False).start()
    booth = Booth.enrolled(tmp_path / "booth", plain.url, plain.code())
    saved = booth.save(2)
    booth.send()
    all_arrived_once(plain, booth, saved)
    plain.stop()


@pytest.mark.parametrize("reset", [False, True])
def test_a_line_cut_at_every_place_goes_on_where_it_was(office, booth, bad_line, reset):
    saved = booth.save(3)
    bad_line(*(Cut(up, reset=reset) for up in (0, 400, 2_000, 9_000, 20_000, 33_000, 9_000, 70_000)))
    booth.send()
    all_arrived_once(office, booth, saved)


def test_what_has_arrived_is_not_sent_again(office, booth, bad_line):
    saved = booth.save(1, size=600_000)
    line = bad_line(Cut(400_000))
    outcome = booth.send()
    all_arrived_once(office, booth, saved)
    assert outcome.resumed == 1
    assert line.carried() < 900_000


def test_a_receipt_lost_ten_times_in_a_row(office, booth, bad_line):
    saved = booth.save(1)
    bad_line(*[Swallow(SIZE)] + [Swallow(2_500)] * 9)
    booth.send()
    all_arrived_once(office, booth, saved)


def test_a_line_that_dies_without_a_word_is_left_for_a_fresh_one(office, booth, bad_line):
    saved = booth.save(2)
    bad_line(Silence(15_000), Silence(0), Silence(45_000))
    booth.send()
    all_arrived_once(office, booth, saved)


def test_an_office_that_is_down_is_tried_until_it_is_back(tmp_path, other):
    booth = Booth.enrolled(tmp_path / "booth", other.url, other.code())
    saved = booth.save(2)
    other.stop()
    tried = []

    def hear(status):
        if status.state is LineState.OFFLINE:
            tried.append(status)
            if len(tried) == 3:
                other.start()

    booth.send(on_status=hear)
    assert tried[0].text == LineError.text
    all_arrived_once(other, booth, saved)


def test_an_office_restarted_in_the_middle(tmp_path, other):
    booth = Booth.enrolled(tmp_path / "booth", other.url, other.code())
    saved = booth.save(6)
    restarted = []

    def hear(status):
        if status.packets >= 2 and not restarted:
            restarted.append(True)
            other.stop()
            other.start()

    with closing(Line(other.port, [Cut(70_000)])) as line:
        booth.move_to(line.port)
        booth.send(on_status=hear)
    assert restarted
    all_arrived_once(other, booth, saved)


def test_one_refused_packet_of_ten_does_not_hold_up_the_rest(office, booth):
    saved = booth.save(4) | {}
    stranger = booth.save(1, key=Ed25519PrivateKey.generate())
    saved |= booth.save(5)
    outcome = booth.send()
    assert (outcome.packets, outcome.parked, outcome.left) == (9, 1, 0)
    assert office.stored(booth.id) == saved
    with booth.outbox() as outbox:
        assert [(each.id, each.code) for each in outbox.parked()] == [(*stranger, "signature")]
        assert outbox.data(*stranger) == stranger[next(iter(stranger))]


def test_another_office_at_the_address_is_told_nothing(booth, other):
    booth.save(1)
    booth.move_to(other.port)
    outcome = booth.send()
    assert isinstance(outcome.refused, CertificateRefused)
    assert (outcome.packets, outcome.left) == (0, 1)
    assert other.stored(booth.id) == {}


def test_a_host_that_is_not_in_the_certificate_is_refused(office, booth):
    booth.save(1)
    with closing(Line(office.port, [], host="127.0.0.2")) as line:
        booth.move_to(line.port, host="127.0.0.2")
        outcome = booth.send()
    assert isinstance(outcome.refused, CertificateRefused)


def test_a_revoked_booth_keeps_what_it_has(office, booth, capsys):
    saved = booth.save(2)
    office.revoke(booth.id)
    outcome = booth.send()
    assert isinstance(outcome.refused, BoothRevoked)
    with booth.outbox() as outbox:
        assert {packet: outbox.data(packet) for packet in saved} == saved
        assert outbox.read_line().state is LineState.REFUSED
    assert main(["once", "--data", str(booth.folder), "--json"]) == 4
    said = capsys.readouterr()
    assert json.loads(said.out)["left"] == 2


@pytest.mark.parametrize("off", [timedelta(days=365), timedelta(minutes=-11)])
def test_a_clock_that_is_off_is_named(office, booth, off):
    saved = booth.save(1)
    outcome = booth.send(clock=lambda: now() + off)
    assert isinstance(outcome.refused, ClockWrong)
    assert outcome.refused.params["here"] != outcome.refused.params["there"]
    assert "?" not in outcome.refused.params["there"]
    booth.send()
    all_arrived_once(office, booth, saved)


def test_an_outbox_restored_from_yesterday_sends_nothing_again(office, booth, tmp_path):
    saved = booth.save(2)
    shutil.copy(booth.folder / "outbox.db", tmp_path / "backup.db")
    booth.send()
    stored = {path: path.stat().st_mtime_ns for path in office.folder.packets.glob("*/*/*")}
    shutil.copy(tmp_path / "backup.db", booth.folder / "outbox.db")
    outcome = booth.send()
    assert outcome.packets == 2
    assert {path: path.stat().st_mtime_ns for path in office.folder.packets.glob("*/*/*")} == stored
    all_arrived_once(office, booth, saved)


def test_a_parked_packet_that_the_office_has_after_all_is_settled_by_its_receipts(office, booth):
    saved = booth.save(2)
    booth.send()
    with booth.outbox() as outbox:
        outbox._file._connection.executescript(
            "UPDATE packets SET state = 'parked', receipt = NULL WHERE seq = 1; DELETE FROM notes"
        )
    booth.send()
    all_arrived_once(office, booth, saved)


def test_two_agents(booth):
    lock = AgentLock(booth.folder / "agent.lock")
    with pytest.raises(AgentRunning):
        booth.send()
    lock.release()


def test_killed_again_and_again_in_the_middle_of_sending(office, booth):
    saved = booth.save(8, size=200_000)
    command = [sys.executable, "-c", "from sync.cli import main; main()", "once", "--data", str(booth.folder)]
    for received in (1, 3, 5):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
            while office.count(booth.id) < received and process.poll() is None:
                continue
            process.send_signal(signal.SIGKILL)
    booth.send()
    all_arrived_once(office, booth, saved)


def test_run_ends_in_order_when_it_is_told_to(office, booth):
    saved = booth.save(2)
    command = [sys.executable, "-c", "import sys; from sync.cli import main; sys.exit(main())", "run"]
    environment = {**os.environ, "BOOTH_LANG": "en"}
    with subprocess.Popen(
        [*command, "--data", str(booth.folder)], stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        for line in process.stderr:
            if line.startswith("Everything is sent"):
                break
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=WAIT)
    assert process.returncode == 0
    with booth.outbox() as outbox:
        assert outbox.read_line().state is LineState.STOPPED
    all_arrived_once(office, booth, saved)


def test_a_code_enrols_once(tmp_path, office):
    code = office.code()
    Booth.enrolled(tmp_path / "first", office.url, code)
    with pytest.raises(EnrolRefused):
        Booth.enrolled(tmp_path / "second", office.url, code)


def test_an_answer_to_enrolment_that_got_lost_is_given_again(tmp_path, office):
    door, seal_key, code = make_door_key(tmp_path), Ed25519PrivateKey.generate(), office.code()
    with closing(Line(office.port, [None, Swallow(500)])) as line:
        url = office.url.replace(str(office.port), str(line.port))
        with pytest.raises(LineError):
            enrol(url, code, "Bilik 1", door, seal_key)
        first = enrol(url, code, "Bilik 1", door, seal_key)
    assert enrol(office.url, code, "Bilik 1", door, seal_key).booth == first.booth


def test_a_code_of_another_office_tells_it_nothing(tmp_path, office, other):
    code = other.code()
    with pytest.raises(CodeOfAnotherOffice):
        enrol(office.url, code, "x", make_door_key(tmp_path), Ed25519PrivateKey.generate())
    assert enrol(other.url, code, "x", make_door_key(tmp_path), Ed25519PrivateKey.generate()).booth


def test_a_wrong_code_is_refused(tmp_path, office):
    code = office.code()
    other = {"0": "1"}
    wrong = other.get(code[0], "0") + code[1:]
    with pytest.raises(EnrolRefused) as caught:
        enrol(office.url, wrong, "x", make_door_key(tmp_path), Ed25519PrivateKey.generate())
    assert not isinstance(caught.value, CodeOfAnotherOffice)
    mistyped = code[:-1] + other.get(code[-1], "0")
    with pytest.raises(CodeOfAnotherOffice):
        enrol(office.url, mistyped, "x", make_door_key(tmp_path), Ed25519PrivateKey.generate())
