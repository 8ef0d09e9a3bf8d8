"""Every answer to a capture that must not be believed, each refused in words of its own."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import (
    DeviceFault,
    DeviceLost,
)
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.errors import (
    SbiBadRecord,
    SbiBadScore,
    SbiBadSignature,
    SbiBrokenChain,
    SbiClockOff,
    SbiExpired,
    SbiForeign,
    SbiGarbled,
    SbiReplayed,
    SbiUnsigned,
    SbiWrongDevice,
    SbiWrongFingers,
    SbiWrongMaker,
)
from booth.domain.fingers import Finger
from tests.unit.devices.sbi_client_lies import altering, other_maker, signing, stale, stranger
from tests.unit.devices.sbi_client_stage import NAMES, NOW, error_answer, finger_record, http, jws, serving, slap, take


@pytest.fixture
def service():
    with serving() as one:
        yield one


def without(index):
    return lambda service: service.alter.update(elements=lambda found: found[:index] + found[index + 1 :])


def twice(service):
    service.alter["elements"] = lambda found: [*found[:3], found[2]]


def too_many(service):
    service.alter["record"] = lambda record: record
    real = service.records
    service.records = lambda name, bio: [*real(name, bio), ("Right Thumb", finger_record("Right Thumb"))]


def other_hand(service):
    real = service.records
    service.records = lambda name, bio: [
        (left, record) for left, (_, record) in zip(NAMES["1"], real(name, bio), strict=True)
    ]


def swapped_records(service):
    """Names in order, images of other fingers."""
    real = service.records
    service.records = lambda name, bio: [
        (name, record) for (name, _), (_, record) in zip(real(name, bio), reversed(real(name, bio)), strict=True)
    ]


def old_answer(service):
    kept = []

    def answer(connection, body):
        kept.append(service.capture(connection, body))
        return kept[0]

    service.script["RCAPTURE"] = answer


LIES = {
    "wrong signature": (signing("data", spoil=True), SbiBadSignature),
    "signed by another key": (signing("data", signed_with="stranger"), SbiBadSignature),
    "foreign certificate": (signing("data", signer=stranger), SbiForeign),
    "expired certificate": (signing("data", signer=stale), SbiExpired),
    "another maker": (signing("data", signer=other_maker), SbiWrongMaker),
    "no algorithm": (signing("data", header={"alg": "none"}), SbiUnsigned),
    "a shared secret": (signing("data", header={"alg": "HS256"}), SbiUnsigned),
    "critical header": (signing("data", header={"crit": ["b64"]}), SbiUnsigned),
    "no certificate": (signing("data", header={"x5c": []}), SbiUnsigned),
    "garbage for a certificate": (signing("data", header={"x5c": ["AAAA"]}), SbiForeign),
    "inner identity unsigned": (signing("digital_id", header={"alg": "none"}), SbiUnsigned),
    "inner identity of another": (altering("inner_id", serialNo="OTHER-0001-0001"), SbiWrongDevice),
    "inner identity of another kind": (altering("inner_id", type="Iris"), SbiWrongDevice),
    "another kind": (altering("data", bioType="Iris"), SbiWrongDevice),
    "another environment": (altering("data", env="Developer"), SbiWrongDevice),
    "another purpose": (altering("data", purpose="Auth"), SbiWrongDevice),
    "another transaction": (altering("data", transactionId="another-transaction"), SbiReplayed),
    "no transaction": (altering("data", transactionId=""), SbiReplayed),
    "clock behind": (altering("data", timestamp="2026-03-04T05:01:06Z"), SbiClockOff),
    "clock ahead": (altering("data", timestamp="2026-03-04T05:11:08Z"), SbiClockOff),
    "no time": (altering("data", timestamp="yesterday"), SbiGarbled),
    "time without zone": (altering("data", timestamp="2026-03-04T05:06:07"), SbiGarbled),
    "NaN": (altering("data", qualityScore="NaN"), SbiBadScore),
    "NaN as a number": (altering("data", qualityScore=float("nan")), SbiGarbled),
    "infinite": (altering("data", qualityScore="inf"), SbiBadScore),
    "over a hundred": (altering("data", qualityScore="100.5"), SbiBadScore),
    "below zero": (altering("data", qualityScore=-1), SbiBadScore),
    "no score": (altering("data", qualityScore=None), SbiBadScore),
    "other version": (altering("element", specVersion="0.9.2"), SbiGarbled),
    "no data": (altering("element", data=""), SbiGarbled),
    "no hash": (altering("element", hash=""), SbiBrokenChain),
    "small letters": (altering("element", hash="ab" * 32), SbiBrokenChain),
    "an element left out": (without(1), SbiBrokenChain),
    "three fingers for four": (without(3), SbiWrongFingers),
    "one finger twice": (twice, SbiBrokenChain),
    "five fingers": (too_many, SbiWrongFingers),
    "the other hand": (other_hand, SbiWrongFingers),
    "names and records differ": (swapped_records, SbiBadRecord),
    "damaged image": (lambda s: s.alter.update(record=lambda record: record[:-30]), SbiBadRecord),
    "no image": (lambda s: s.alter.update(record=lambda _: b""), SbiGarbled),
    "not base64url": (altering("data", bioValue="+/+/"), SbiGarbled),
    "no elements": (lambda s: s.alter.update(elements=lambda _: []), SbiGarbled),
    "HTML": (lambda s: s.script.update(RCAPTURE=http(b"<html><body>Welcome</body></html>")), SbiGarbled),
    "truncated JSON": (lambda s: s.script.update(RCAPTURE=http(b'{"biometrics":[{"specVer')), SbiGarbled),
    "truncated HTTP": (lambda s: s.script.update(RCAPTURE=error_answer("0")[:-40]), SbiGarbled),
    "no HTTP": (lambda s: s.script.update(RCAPTURE=b"\x00\xff" * 500 + b"\r\n\r\n"), SbiGarbled),
    "a list": (lambda s: s.script.update(RCAPTURE=http([1, 2])), SbiGarbled),
    "deep nesting": (lambda s: s.script.update(RCAPTURE=http(b"[" * 100_000)), SbiGarbled),
    "hung up": (lambda s: s.script.update(RCAPTURE=lambda *_: b""), DeviceLost),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_in_its_own_words(service, lie):
    change, error = LIES[lie]
    chain = CaptureChain()
    scanner = slap(service, chain=chain)
    change(service)
    with pytest.raises(error) as met:
        take(scanner)
    assert type(met.value) is error
    assert met.value.params["device"] == "Fingerprint scanner"
    if error not in {SbiWrongFingers, SbiBadRecord}:
        assert chain.previous == ""
    service.alter.clear(), service.sign.clear(), service.script.clear()
    service.records = type(service).records.__get__(service)
    assert len(take(scanner)) == 4  # it is usable again at once


def test_each_lie_has_a_sentence_of_its_own():
    kinds = {error for _, error in LIES.values()}
    assert len({kind.text for kind in kinds}) == len(kinds)


def test_a_replayed_answer_is_refused(service):
    scanner = slap(service)
    old_answer(service)
    assert len(take(scanner)) == 4
    for _ in range(2):
        with pytest.raises(SbiReplayed):
            take(scanner)


def test_the_count_is_named(service):
    scanner = slap(service)
    without(3)(service)
    with pytest.raises(SbiWrongFingers) as met:
        take(scanner)
    assert len(met.value.params["given"].split(", ")) == 3
    assert len(met.value.params["asked"].split(", ")) == 4


def test_numbers_for_strings_are_accepted(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"qualityScore": 44.4, "requestedScore": 40}
    service.alter["element"] = lambda element: element | {"error": {"errorCode": 0, "errorInfo": None}}
    assert take(scanner)[Finger.RIGHT_INDEX].quality == 44


def test_low_quality_is_no_error(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"qualityScore": "3"}
    assert take(scanner)[Finger.RIGHT_INDEX].quality == 3


def test_five_minutes_are_tolerated(service):
    scanner = slap(service)
    service.alter["data"] = lambda data: data | {"timestamp": "2026-03-04T05:11:07Z"}
    assert len(take(scanner)) == 4


@given(st.binary(max_size=200))
def test_random_tokens_raise_one_kind_of_error(data):
    from booth.devices.sbi.jws import verify_jws
    from tests.unit.devices.sbi_client_stage import trust

    for token in (data.decode("latin-1"), "e30." + data.hex() + ".AA", "e30.e30.e30"):
        with suppress(DeviceFault):
            verify_jws(token, trust().device, now=NOW, device="Device")
            pytest.fail("nobody signed this")


@given(st.data())
def test_a_damaged_token_is_never_believed(data):
    from booth.devices.sbi.jws import verify_jws
    from tests.unit.devices.sbi_client_stage import trust

    token = list(TOKEN)
    at = data.draw(st.integers(0, len(token) - 1))
    token[at] = data.draw(st.sampled_from("ABCxyz019-_.=é "))
    with suppress(DeviceFault):
        signed = verify_jws("".join(token), trust().device, now=NOW, device="Device")
        assert signed.payload == b'{"a": 1}'  # what was changed does not count: spare bits, filling


TOKEN = jws({"a": 1})
