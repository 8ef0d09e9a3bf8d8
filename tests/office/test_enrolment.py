"""A code makes one booth, once, for a week."""

from __future__ import annotations

import pytest

from sync import enrolment, wire
from sync.office.booths import CODE_VALID
from sync.office.errors import UnknownKecamatan
from sync.office.kecamatan import parse_codes
from sync.office.office import FREE_CODES


@pytest.fixture
def served(serve):
    """Its own office: guesses are counted by address."""
    return serve()


@pytest.fixture
def new_booth(served):
    """A booth that is not enrolled yet."""
    known = served.booth()

    def make():
        return type(known)(served)

    return make


def test_a_booth_learns_all_it_must_pin(served, new_booth):
    booth = new_booth()
    answer = wire.decode(booth.enrol(served.code(("620205", "620206"), "Baamang 1"), "x").body, wire.EnrolAnswer)
    assert (answer.booth, answer.name, answer.office) == ("baamang-1-2", "Baamang 1 2", "Disdukcapil Kotim")
    assert answer.kecamatan == ["620205", "620206"]
    assert answer.recipients == list(served.office.settings.recipients)
    assert answer.time_zone == "Asia/Pontianak"
    assert wire.public_key(answer.office_key) == served.office.keys.sign.public_key()


@pytest.mark.parametrize(
    ("of_office", "of_booth", "name"),
    [("Loket 3", "x", "Loket 3"), ("", "Loket 4", "Loket 4"), ("", "  ", "Bilik Baamang"), ("", "l" * 200, "l" * 60)],
)
def test_names(served, new_booth, of_office, of_booth, name):
    answer = new_booth().enrol(served.code(name=of_office), of_booth)
    assert wire.decode(answer.body, wire.EnrolAnswer).name == name


def test_odd_names_give_sound_ids(served, new_booth):
    ids = [
        wire.decode(new_booth().enrol(served.code(), name).body, wire.EnrolAnswer).booth
        for name in ("é", "é", "…", "x" * 60)
    ]
    assert len(set(ids)) == len(ids)
    assert all(3 <= len(each) <= 40 for each in ids)


def test_a_code_works_once(served, new_booth):
    code = served.code()
    assert new_booth().enrol(code, "Satu").status == 200
    answer = new_booth().enrol(code, "Dua")
    assert (answer.status, answer.code) == (403, "enrol-used")


def test_the_same_booth_may_ask_again_when_the_answer_was_lost(served, new_booth):
    booth, code = new_booth(), served.code()
    first, again = booth.enrol(code, "Satu"), booth.enrol(code, "Satu")
    assert again.status == 200
    assert wire.decode(first.body, wire.EnrolAnswer) == wire.decode(again.body, wire.EnrolAnswer)
    served.office.booths.revoke(wire.decode(first.body, wire.EnrolAnswer).booth, served.clock())
    assert booth.enrol(code, "Satu").code == "enrol-used"


def test_a_code_expires(served, new_booth):
    code = served.code()
    served.clock.now += CODE_VALID
    answer = new_booth().enrol(code, "Satu")
    assert (answer.status, answer.code) == (403, "enrol-expired")


def test_a_wrong_code_is_refused_and_guessing_slows_down(served, new_booth):
    wrong = enrolment.make_code(bytes(10), b"")
    for _ in range(FREE_CODES):
        answer = new_booth().enrol(wrong, "Satu")
        assert (answer.status, answer.code) == (403, "enrol-wrong")
    answer = new_booth().enrol(served.code(), "Satu")
    assert (answer.status, answer.code) == (429, "enrol-slow")
    served.clock.pass_(seconds=int(answer.headers["retry-after"]))
    assert new_booth().enrol(served.code(), "Satu").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"code":"0","name":"x","door_key":"x","seal_key":"x"}',
        b'{"code":"0","name":"x","door_key":"AAAA","seal_key":"AAAA"}',
    ],
)
def test_what_is_no_request_is_refused(served, body):
    answer = served.ask("POST", "/v1/enrol", body)
    assert (answer.status, answer.code) == (400, "malformed")


def test_a_code_is_not_kept(served):
    code = served.code()
    secret = enrolment.parse_code(code).secret
    files = b"".join(path.read_bytes() for path in served.folder.root.glob("ledger.db*"))
    assert secret not in files
    assert code[:19].encode() not in files
    assert enrolment.secret_hash(secret).encode() in files


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("620205", ("620205",)),
        ("62.02.05", ("620205",)),
        ("620205,62.02.06", ("620205", "620206")),
        (" 620205 , 620205", ("620205",)),
    ],
)
def test_kecamatan_codes(text, codes):
    assert parse_codes(text) == codes


@pytest.mark.parametrize("text", ["", "620299", "62.0205", "6.20205E+15", "62.02", "620205,", "six"])
def test_unknown_kecamatan(text):
    with pytest.raises(UnknownKecamatan):
        parse_codes(text)


def test_a_line_that_breaks_within_a_request_is_no_fault_of_the_office(process):
    place = process()
    connection = place.connect()
    connection.putrequest("POST", "/v1/enrol")
    connection.putheader("Content-Length", "1000")
    connection.endheaders()
    connection.send(b"{")
    connection.close()
    assert place.ask("GET", "/v1/health").status == 200
    assert place.stop() == 0  # which looks that nothing was complained of
