"""Each fault of a line to the office, with the test that holds against it: the ledger equals what was saved, once each.

| fault | test |
|---|---|
| drop | test_sync_line.py::test_a_line_cut_at_every_place_goes_on_where_it_was |
| drop, on every connection | test_line_every_fault.py::test_every_connection_is_cut_again_and_again |
| duplicate | test_line_every_fault.py::test_requests_that_come_twice_are_counted_once |
| delay | test_line_every_fault.py::test_bytes_that_come_late_change_nothing |
| half-dead request | test_line_every_fault.py::test_connections_that_fall_silent_are_taken_over |
| half-dead request, at the office | ../office/test_resuming.py::test_a_new_request_takes_over_from_one_that_hangs |
| receipt lost ten times in a row | test_line_every_fault.py::test_every_receipt_lost_ten_times_in_a_row |
| receipt forged | test_line_every_fault.py::test_a_receipt_that_is_not_genuine_purges_nothing |
| receipt for another packet | test_line_every_fault.py::test_a_receipt_that_is_not_genuine_purges_nothing |
| office restored from a backup | test_line_every_fault.py::test_an_office_restored_from_yesterday_is_noticed |
| the same, what is said | test_line_every_fault.py::test_what_a_restored_office_lacks_is_said |
| booth restored from a backup | test_sync_line.py::test_an_outbox_restored_from_yesterday_sends_nothing_again |
| wrong certificate | test_sync_line.py::test_another_office_at_the_address_is_told_nothing |
| certificate for another host | test_sync_line.py::test_a_host_that_is_not_in_the_certificate_is_refused |
| captive portal answering 200 with HTML | test_line_every_fault.py::test_a_captive_portal_is_named_and_left_behind |
| proxy that buffers | test_line_every_fault.py::test_a_proxy_that_reads_everything_before_it_passes_it_on |
| proxy that cuts at 1 MB | test_line_every_fault.py::test_a_line_that_cuts_every_connection_at_a_megabyte |
| proxy that refuses above 1 MB | test_line_every_fault.py::test_a_proxy_that_takes_no_more_than_a_megabyte |
| 409 near the end | test_line_every_fault.py::test_an_offset_disputed_near_the_end |
| one packet of ten refused | test_sync_line.py::test_one_refused_packet_of_ten_does_not_hold_up_the_rest |
| disk full at the booth, saving | test_line_disk.py::test_a_booth_without_room_says_so_and_keeps_the_draft |
| disk full at the booth, receipts | test_line_disk.py::test_a_receipt_that_finds_no_room_is_asked_for_again |
| disk full at the office | test_line_disk.py::test_an_office_without_room_takes_nothing_and_everything_later |
| agent killed at each step | test_line_killed.py::test_an_agent_killed_everything_arrives_once |
| agent killed at any moment | test_sync_line.py::test_killed_again_and_again_in_the_middle_of_sending |
| office killed | test_line_killed.py::test_an_office_killed_in_the_middle_of_a_packet_everything_arrives_once |
| two agents | test_line_held.py::test_a_second_agent_says_so_and_leaves_the_first_alone |
| two receivers | test_line_held.py::test_a_second_receiver_says_so_and_leaves_the_first_alone |
| clock off by a year | test_sync_line.py::test_a_clock_that_is_off_is_named |
| stick pulled out, the booth writes | test_courier_pulled.py::test_pulled_out_while_the_booth_writes |
| stick pulled out, the office reads | test_courier_pulled.py::test_pulled_out_while_the_office_reads_and_answers |
| stick pulled out, the booth reads | test_courier_pulled.py::test_pulled_out_while_the_booth_reads |
| stick of another booth | test_courier_pulled.py::test_a_stick_of_another_booth |
| packet altered on the stick | test_courier_pulled.py::test_a_packet_altered_on_the_stick |
"""

from __future__ import annotations

import re
import shutil
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import wire
from sync.errors import NotTheOffice
from sync.line import LineState
from tests.faults.line import done
from tests.faults.middle import Asked, Given, Middle
from tests.faults.sync_line import WAIT, Booth, Cut, Late, Line, Office, Silence, all_arrived_once

if TYPE_CHECKING:
    from tests.faults.conftest import Recorded

MEGABYTE = 1024 * 1024
STRANGER = Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """One over plain HTTP, so that something between can read and write along."""
    office = Office(tmp_path_factory.mktemp("plain") / "office", secure=False).start()
    yield office
    office.stop()


@pytest.fixture
def read_along(tmp_path, plain):
    """A booth whose line somebody reads along."""
    return Booth.enrolled(tmp_path / "booth", plain.url, plain.code())


def test_the_table_names_tests_that_exist():
    named = re.findall(r"^\|[^|]*\| (\S+)::(\w+) \|$", __doc__, re.MULTILINE)
    assert len(named) == __doc__.count("\n|") - 2
    for file, test in named:
        assert f"\ndef {test}(" in (Path(__file__).parent / file).read_text("utf-8"), f"{file}::{test}"


def test_every_connection_is_cut_again_and_again(office, booth):
    saved = booth.save(12, size=100_000)
    with closing(Line(office.port, every=Cut(70_000))) as line:
        booth.move_to(line.port)
        outcome = booth.send()
    assert outcome.resumed
    all_arrived_once(office, booth, saved)


@pytest.mark.parametrize("how", ["one after the other", "at the same moment"])
def test_requests_that_come_twice_are_counted_once(plain, read_along, how):
    """As a proxy does that tries again by itself: the booth may get the answer to the first or to the second."""
    saved = read_along.save(6)
    repeated, lock = [], threading.Lock()

    def between(asked, office):
        with lock:
            often = asked.uploads and len(repeated) < 4
            repeated.extend([asked] * often)
        if not often:
            return office(asked)
        if how == "one after the other":
            office(asked)
            return office(asked)
        answers = []
        twins = [threading.Thread(target=lambda: answers.append(office(asked))) for _ in range(2)]
        for twin in twins:
            twin.start()
        for twin in twins:
            twin.join(WAIT)
        return answers[0]

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        read_along.send()
    assert len(repeated) == 4
    all_arrived_once(plain, read_along, saved)


@pytest.mark.parametrize("when", ["while the rest is sent", "when all is done"])
def test_bytes_that_come_late_change_nothing(office, booth, when):
    saved = booth.save(6, size=60_000)
    until = threading.Event()

    def hear(status):
        if when == "while the rest is sent" and status.packets >= 2:
            until.set()

    with closing(Line(office.port, heavy=[Late(50_000, until), Late(90_000, until)])) as line:
        booth.move_to(line.port)
        booth.send(on_status=hear)
        until.set()
        assert not line.heavy
    all_arrived_once(office, booth, saved)


def test_connections_that_fall_silent_are_taken_over(office, booth):
    saved = booth.save(8, size=60_000)
    with closing(Line(office.port, heavy=[Silence(40_000), Silence(80_000), Silence(20_000), Silence(50_000)])) as line:
        booth.move_to(line.port)
        booth.send()
        assert not line.heavy
    all_arrived_once(office, booth, saved)


def test_every_receipt_lost_ten_times_in_a_row(plain, read_along):
    saved = read_along.save(2)
    lost, lock = [], threading.Lock()

    def between(asked, office):
        given = office(asked)
        with lock:
            if given is None or b'"accepted_at"' not in given.body or len(lost) == 10:
                return given
            lost.append(asked.path)
        return None

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        outcome = read_along.send()
    assert len(lost) == 10
    assert outcome.packets == len(saved)
    all_arrived_once(plain, read_along, saved)


FORGED = {
    "a letter of the signature": lambda receipt: msgspec.structs.replace(
        receipt, signature=("B" if receipt.signature[0] != "B" else "C") + receipt.signature[1:]
    ),
    "signed by somebody else": lambda receipt: wire.sign(receipt, STRANGER),
    "not signed": lambda receipt: msgspec.structs.replace(receipt, signature=""),
    "for other bytes": lambda receipt: msgspec.structs.replace(receipt, sha256="0" * 64),
    "another number": lambda receipt: msgspec.structs.replace(receipt, sequence=receipt.sequence + 1),
}
OTHERS = "for another packet"


def forge(body, change):
    """`body` with every receipt in it changed, whatever kind of answer it is."""
    found = msgspec.json.decode(body)

    def within(value):
        if isinstance(value, list):
            return [within(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "accepted_at" in value:
            return msgspec.to_builtins(change(msgspec.convert(value, wire.Receipt)))
        return {name: within(each) for name, each in value.items()}

    return msgspec.json.encode(within(found))


@pytest.mark.parametrize("what", [*FORGED, OTHERS])
def test_a_receipt_that_is_not_genuine_purges_nothing(plain, read_along, what):
    first = {}
    if what == OTHERS:
        first = read_along.save(1)
        read_along.send()
    saved = read_along.save(3)
    with read_along.outbox() as outbox:
        genuine = {packet: outbox.receipt(packet) for packet in first}
    change = FORGED.get(what, lambda _: next(iter(genuine.values())))

    def between(asked, office):
        given = office(asked)
        if given is None or b'"accepted_at"' not in given.body:
            return given
        return given.saying(forge(given.body, change))

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        outcome = read_along.send()
    assert outcome.packets == 0
    with read_along.outbox() as outbox:
        assert {packet: outbox.data(packet) for packet in saved} == saved
    read_along.move_to(plain.port)
    read_along.send()
    all_arrived_once(plain, read_along, first | saved)


def test_an_office_restored_from_yesterday_is_noticed(tmp_path):
    """It lacks what the booth has receipts for and no bytes any more. What is still here arrives all the same."""
    office = Office(tmp_path / "office").start()
    booth = Booth.enrolled(tmp_path / "booth", office.url, office.code())
    kept = booth.save(2)
    booth.send()
    office.stop()
    shutil.copytree(office.folder.root, tmp_path / "yesterday")
    office.start()
    gone = booth.save(3)
    booth.send()
    with booth.outbox() as outbox:
        assert outbox.first_difference() is None
    office.stop()
    shutil.rmtree(office.folder.root)
    shutil.copytree(tmp_path / "yesterday", office.folder.root)
    office.start()
    later = booth.save(2)
    assert booth.send().packets == 2
    assert office.stored(booth.id) == kept | later
    assert office.count(booth.id) == len(kept) + len(later)
    with booth.outbox() as outbox:
        assert outbox.first_difference() == "2026-09-05"
        assert outbox.office_counts("2026-09-05").count == len(kept) + len(later)
        assert all(outbox.receipt(packet) is not None for packet in gone)  # the office's own word, signed
    office.stop()


def test_what_a_restored_office_lacks_is_said(recorded: Recorded, tmp_path: Path):
    line = recorded.line
    shutil.copytree(line.office, tmp_path / "yesterday")
    with line.served():
        assert line.once().code == 0
    shutil.rmtree(line.office)
    shutil.copytree(tmp_path / "yesterday", line.office)
    with line.served():
        assert line.once().code == 0
    for day, number in recorded.days.items():
        said = line.booth_count(day)
        assert (said["office"], said["agreement"], said["states"]["received"]) == (0, "office_lacks", number)
        text = done("booth", "count", "--data", line.booth, "--day", day).out
        assert "the office has fewer than it gave receipts for: call the technician" in text


PORTAL = b"<!doctype html><html><title>Selamat datang</title><form><button>Login</button></form></html>"
PORTALS = {
    "200": Given(200, PORTAL, {"content-type": "text/html"}),
    "201": Given(201, PORTAL, {"content-type": "text/html"}),
    "302": Given(302, b"", {"location": "http://10.0.0.1/login"}),
    "511": Given(511, PORTAL, {"content-type": "text/html"}),
}


@pytest.mark.parametrize("answer", PORTALS)
def test_a_captive_portal_is_named_and_left_behind(plain, read_along, answer):
    saved = read_along.save(3)
    seen = []

    def between(asked, office):
        return office(asked) if len(seen) >= 3 else PORTALS[answer]

    def hear(status):
        if status.state is LineState.OFFLINE:
            seen.append(status.text)

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        read_along.send(on_status=hear)
    assert set(seen) == {NotTheOffice.text}
    all_arrived_once(plain, read_along, saved)


def test_a_captive_portal_in_the_middle_of_sending(plain, read_along):
    """The network's time is up while packets are on their way: no upload takes its page for a receipt."""
    saved = read_along.save(6)
    refused = []

    def between(asked, office):
        if asked.uploads and len(refused) < 3:
            refused.append(asked)
            return PORTALS["200"]
        return office(asked)

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        read_along.send()
    all_arrived_once(plain, read_along, saved)


def test_a_proxy_that_reads_everything_before_it_passes_it_on(plain, read_along):
    saved = read_along.save(4, size=400_000)
    with closing(Middle(plain.port)) as middle:
        read_along.move_to(middle.port)
        read_along.send()
    all_arrived_once(plain, read_along, saved)


def test_a_line_that_cuts_every_connection_at_a_megabyte(office, booth):
    saved = booth.save(2, size=5 * MEGABYTE // 2)
    with closing(Line(office.port, every=Cut(MEGABYTE))) as line:
        booth.move_to(line.port)
        outcome = booth.send()
    assert outcome.resumed
    all_arrived_once(office, booth, saved)


@pytest.mark.parametrize("says", [Given(413, b"<html>413 Request Entity Too Large</html>"), None])
def test_a_proxy_that_takes_no_more_than_a_megabyte(plain, read_along, says):
    """As nginx does where nobody told it otherwise, or without a word. What is smaller is not held up."""
    saved = read_along.save(1, size=3 * MEGABYTE) | read_along.save(2)

    def between(asked, office):
        return says if len(asked.body) > MEGABYTE else office(asked)

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        read_along.send()
    all_arrived_once(plain, read_along, saved)


@pytest.mark.parametrize("believed", ["nothing", "more"])
def test_an_offset_disputed_near_the_end(plain, read_along, believed):
    """The offer's answer is wrong about where the upload stands: the 409 says it right, and the upload ends."""
    (packet,) = saved = read_along.save(1)
    size = len(saved[packet])
    stands, wrong = [], []

    def between(asked, office):
        if asked.method == "PUT" and not stands:  # the office keeps all but the last bytes, then the line breaks
            part = {**asked.headers, "Upload-Complete": "?0", "Content-Length": str(size - 100)}
            stands.append(office(Asked(asked.method, asked.path, part, asked.body[:-100])))
            return None
        given = office(asked)
        if asked.path == "/v1/offer" and stands and not wrong:
            answer = msgspec.json.decode(given.body, type=wire.OfferAnswer)
            told = {"nothing": {"status": "want", "offset": 0}, "more": {"status": "offset", "offset": size - 10}}
            items = [msgspec.structs.replace(item, **told[believed]) for item in answer.items]
            wrong.extend(items)
            given = given.saying(wire.encode(msgspec.structs.replace(answer, items=items)))
        return given

    with closing(Middle(plain.port, between)) as middle:
        read_along.move_to(middle.port)
        read_along.send()
    assert wrong
    all_arrived_once(plain, read_along, saved)
