"""A booth that was enrolled before stays the booth that it was: by a new code, and by the proof of its seal key."""

from __future__ import annotations

import shutil

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import enrolment, wire
from sync.errors import BoothRevoked, EnrolRefused, OtherBooth, OtherOffice, ProofWanted
from sync.identity import enrol, load_identity, make_door_key, move, save_identity


@pytest.fixture
def served(serve):
    """Its own office: guesses are counted by address."""
    return serve()


def request(who, code, **changes):
    asked = wire.EnrolRequest(
        code=enrolment.secret_text(enrolment.parse_code(code)),
        name="x",
        door_key=wire.public_text(who.door_key),
        seal_key=wire.public_text(who.seal_key),
        booth=changes.pop("booth", ""),
    )
    return msgspec.structs.replace(wire.prove(asked, who.seal_key), **changes)


def ask(served, asked):
    return served.ask("POST", "/v1/enrol", wire.encode(asked))


def test_the_same_booth_comes_back_with_a_new_door_key(served):
    booth = served.booth()
    before = booth.deliver(b"before" * 20)
    waiting = booth.manifest(b"waiting" * 20)
    booth.door_key = Ed25519PrivateKey.generate()
    answer = ask(served, request(booth, served.code(("620206",)), booth=booth.id))
    told = wire.decode(answer.body, wire.EnrolAnswer)
    assert (answer.status, told.booth, told.kecamatan) == (200, booth.id, ["620206"])
    assert len(served.office.booths.all()) == 1
    assert booth.offer(waiting)[0].status == "want"  # what was sealed before is still taken
    assert booth.put(waiting, b"waiting" * 20).status == 201
    assert booth.ask("GET", "/v1/receipts?after=0").status == 200
    assert before.id in booth.ask("GET", "/v1/receipts?after=0").body.decode()


def test_the_old_door_key_is_no_key_any_more(served):
    booth = served.booth()
    old = booth.door_key
    booth.door_key = Ed25519PrivateKey.generate()
    assert ask(served, request(booth, served.code())).status == 200
    booth.door_key = old
    assert booth.ask("GET", "/v1/receipts?after=0").code == "signature"


def test_the_answer_may_get_lost(served):
    booth, code = served.booth(), served.code()
    booth.door_key = Ed25519PrivateKey.generate()
    first, again = ask(served, request(booth, code)), ask(served, request(booth, code))
    assert (first.status, again.status) == (200, 200)
    assert wire.decode(first.body, wire.EnrolAnswer) == wire.decode(again.body, wire.EnrolAnswer)


@pytest.mark.parametrize("proof", ["", "AAAA", "no base64 !", "A" * 88])
def test_without_the_proof_nobody_is_that_booth(served, proof):
    booth, code = served.booth(), served.code()
    answer = ask(served, request(booth, code, proof=proof))
    assert (answer.status, answer.code) == (403, "enrol-proof")
    assert booth.ask("GET", "/v1/receipts?after=0").status == 200  # whose keys are as they were
    assert ask(served, request(booth, code)).status == 200  # and the code is not used up


def test_the_proof_is_for_one_code_and_one_door_key(served):
    booth = served.booth()
    first = request(booth, served.code())
    other = request(booth, served.code(), proof=first.proof)
    assert ask(served, other).code == "enrol-proof"
    stolen = msgspec.structs.replace(first, door_key=wire.public_text(Ed25519PrivateKey.generate()))
    assert ask(served, stolen).code == "enrol-proof"


def test_a_code_is_still_needed(served):
    booth = served.booth()
    wrong = enrolment.make_code(b"w" * 10, b"")
    assert ask(served, request(booth, wrong)).code == "enrol-wrong"
    used = served.code()
    assert type(booth)(served).enrol(used, "other").status == 200
    assert ask(served, request(booth, used)).code == "enrol-used"


def test_a_booth_that_was_closed_stays_closed(served):
    booth = served.booth()
    served.office.booths.revoke(booth.id, served.clock())
    answer = ask(served, request(booth, served.code()))
    assert (answer.status, answer.code) == (403, "enrol-revoked")


def test_who_says_who_it_was_becomes_nobody_else(served):
    booth = served.booth()
    stranger = type(booth)(served)
    assert ask(served, request(stranger, served.code(), booth=booth.id)).code == "enrol-other"
    assert ask(served, request(booth, served.code(), booth="somebody-else")).code == "enrol-other"
    assert len(served.office.booths.all()) == 1


def test_a_first_enrolment_with_a_proof_is_a_new_booth(served):
    stranger = type(served.booth())(served)
    assert ask(served, request(stranger, served.code())).status == 200
    assert len(served.office.booths.all()) == 2


@settings(max_examples=40)
@given(booth=st.text(max_size=60), proof=st.text(max_size=120))
def test_anything_may_stand_in_the_new_fields(shared_office, booth, proof):
    known, code = shared_office
    answer = ask(known.at, request(known, code, booth=booth, proof=proof))
    assert answer.status in {400, 403, 429}


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory):
    from tests.office.conftest import Clock, Running, new_office

    running = Running(new_office(tmp_path_factory.mktemp("proofs"), Clock()), Clock())
    yield running.booth(), running.code()
    running.stop()


# The booth's side, against an office in a process of its own.


@pytest.fixture
def enrolled(tmp_path, process):
    """A booth, its seal key, the office's process and its address."""
    place = process()
    url, seal = f"https://127.0.0.1:{place.port}", Ed25519PrivateKey.generate()
    folder = tmp_path / "booth"
    identity = enrol(url, code_of(place), "Baamang 1", make_door_key(folder), seal)
    save_identity(folder, identity)
    return folder, seal, place, url


def code_of(place, *more):
    from sync.office.cli import main as office

    return _printed(office, "enrol", "--data", str(place.folder.root), "--kecamatan", "620205", *more)


def _printed(command, *arguments):
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert command(arguments) == 0
    return out.getvalue().split()[0]


def test_a_booth_that_lost_its_identity(enrolled):
    folder, seal, place, url = enrolled
    before = load_identity(folder)
    shutil.rmtree(folder / "identity")
    again = enrol(url, code_of(place), "Baamang 1", make_door_key(folder), seal)
    assert (again.booth, again.ca, again.office_key) == (before.booth, before.ca, before.office_key)
    same = enrol(url, code_of(place), "Baamang 1", make_door_key(folder), seal, booth=before.booth)
    assert same.booth == before.booth


def test_an_office_that_does_not_know_it_makes_no_other_booth_of_it(enrolled):
    folder, _, place, url = enrolled
    with pytest.raises(OtherBooth):
        enrol(url, code_of(place), "x", make_door_key(folder), Ed25519PrivateKey.generate(), booth="baamang-1")


def test_an_office_from_before_the_proof_is_not_believed_either(enrolled, monkeypatch):
    folder, seal, place, url = enrolled
    monkeypatch.setattr(wire, "prove", lambda asked, _: msgspec.structs.replace(asked, booth=""))
    with pytest.raises(ProofWanted):
        enrol(url, code_of(place), "x", make_door_key(folder), seal)
    with pytest.raises(OtherBooth):
        enrol(url, code_of(place), "x", make_door_key(folder), Ed25519PrivateKey.generate(), booth="baamang-1")


def test_closed_and_used_up_in_words(enrolled):
    folder, seal, place, url = enrolled
    code = code_of(place)
    enrol(url, code, "x", make_door_key(folder), Ed25519PrivateKey.generate())
    with pytest.raises(EnrolRefused):
        enrol(url, code, "x", make_door_key(folder), seal)
    from sync.office.cli import main as office

    assert office(["revoke", "--data", str(place.folder.root), load_identity(folder).booth]) == 0
    with pytest.raises(BoothRevoked):
        enrol(url, code_of(place), "x", make_door_key(folder), seal)


def test_the_office_moved(enrolled, process):
    folder, _, place, url = enrolled
    identity = load_identity(folder)
    place.stop()
    at = f"https://localhost:{process().port}"
    moved = move(identity, at, make_door_key(folder))
    assert moved == msgspec.structs.replace(identity, url=at)
    assert at != url


def test_another_office_at_the_new_address(enrolled, tmp_path):
    from tests.office.conftest import Clock, Running, new_office

    folder, *_ = enrolled
    other = Running(new_office(tmp_path / "other", Clock()), Clock())
    try:
        with pytest.raises(OtherOffice):
            move(load_identity(folder), f"https://127.0.0.1:{other.port}", make_door_key(folder))
    finally:
        other.stop()
