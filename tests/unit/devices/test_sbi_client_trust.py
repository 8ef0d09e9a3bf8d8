"""Whom a booth believes: the trust folder, and chains from a device's certificate to a root in it."""

import base64
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from booth.devices.sbi.errors import SbiBadSignature, SbiExpired, SbiForeign, SbiNoTrust, SbiUnsigned
from booth.devices.sbi.jws import from_base64url, verify_jws
from booth.devices.sbi.trust import check_chain, load_trust, organisations, subject
from tests.unit.devices.sbi_client_stage import (
    DAY,
    LEAF_NAME,
    MAKER,
    MAKER_NAME,
    NOW,
    ROOT_NAME,
    certificate,
    jws,
    leaf,
    maker_ca,
    name_of,
    pem,
    root,
)


def chain(*authorities, of=None, now=NOW):
    return check_chain(of or leaf(), authorities or (root(), maker_ca()), now=now, device="Device")


def test_a_chain_goes_from_the_leaf_to_the_root():
    assert chain() == (leaf(), maker_ca(), root())
    assert organisations(leaf()) == (MAKER,)
    assert subject(leaf()) == f"O={MAKER},CN=Device 1"


def key_usage(**allowed):
    names = "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
    names += "crl_sign encipher_only decipher_only"
    return x509.KeyUsage(**dict.fromkeys(names.split(), False) | allowed)


def sub_ca():
    name = name_of("Sub CA", MAKER)
    return certificate(name, MAKER_NAME, subject_key="sub", issuer_key="maker", ca=True)


def by_sub_ca():
    return certificate(LEAF_NAME, name_of("Sub CA", MAKER), subject_key="leaf", issuer_key="sub")


UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")

FOREIGN = {
    "no root": (lambda: (maker_ca(),), leaf),
    "no intermediate": (lambda: (root(),), leaf),
    "a root of the same name": (
        lambda: (certificate(ROOT_NAME, ROOT_NAME, subject_key="stranger", issuer_key="stranger", ca=True), maker_ca()),
        leaf,
    ),
    "an intermediate that is no authority": (lambda: (root(), maker_ca(ca=False)), leaf),
    "an intermediate that says nothing": (lambda: (root(), maker_ca(basic=False)), leaf),
    "too many between": (lambda: (root(path_length=0), maker_ca(), sub_ca()), by_sub_ca),
    "an intermediate that may not sign certificates": (
        lambda: (root(), maker_ca(extensions=((key_usage(digital_signature=True), True),))),
        leaf,
    ),
    "rules that are not known": (lambda: (root(), maker_ca(extensions=((UNKNOWN, True),))), leaf),
    "a short key above": (lambda: (root(), maker_ca(subject_key="short")), lambda: leaf(issuer_key="short")),
}


@pytest.mark.parametrize("why", FOREIGN)
def test_no_chain(why):
    authorities, one = FOREIGN[why]
    with pytest.raises(SbiForeign):
        chain(*authorities(), of=one())


def test_longer_chains_are_followed():
    assert len(chain(root(), maker_ca(), sub_ca(), of=by_sub_ca())) == 4


def test_unknown_rules_that_are_not_critical_do_not_matter():
    assert len(chain(root(), maker_ca(extensions=((UNKNOWN, False),)))) == 3


@pytest.mark.parametrize("change", [{"end": NOW - 6 * DAY}, {"start": NOW + DAY}])
def test_a_stale_authority(change):
    settings = {"start": NOW - 9 * DAY, "end": NOW + 9 * DAY} | change
    with pytest.raises(SbiExpired):
        chain(root(), maker_ca(**settings))
    with pytest.raises(SbiExpired):
        chain(root(**settings), maker_ca())


def test_of_two_chains_the_one_that_is_valid_counts():
    old = maker_ca(start=NOW - 9 * DAY, end=NOW - DAY)
    assert chain(root(), old, maker_ca())[1] == maker_ca()


@pytest.mark.parametrize("minutes", [-5, 5])
def test_clocks_may_differ_by_five_minutes(minutes):
    """Devices get new keys often, and whoever issues them has another clock."""
    edge = leaf().not_valid_before_utc if minutes < 0 else leaf().not_valid_after_utc
    wide = {"start": NOW - 99 * DAY, "end": NOW + 99 * DAY}
    authorities = root(**wide), maker_ca(**wide)
    assert chain(*authorities, now=edge + timedelta(minutes=minutes))
    with pytest.raises(SbiExpired):
        chain(*authorities, now=edge + timedelta(minutes=minutes, seconds=minutes))


def verify(token, *authorities):
    return verify_jws(token, authorities or (root(), maker_ca()), now=NOW, device="Device")


def test_a_signed_payload_comes_as_it_was_signed():
    payload = b'{ "a" :1.0,"\\u00e9": "\xc3\xa9" }'
    signed = verify(jws(payload))
    assert signed.payload == payload
    assert signed.makers == (MAKER,)
    padded = ".".join(part + "=" * (-len(part) % 4) for part in jws(payload).split("."))
    with pytest.raises(SbiBadSignature):  # the signature is over what was sent without padding
        verify(padded)


def test_the_chain_sent_along_is_not_looked_at():
    """Whoever sends a root of their own is still a stranger."""
    stranger = certificate(ROOT_NAME, ROOT_NAME, subject_key="stranger", issuer_key="stranger", ca=True)
    one = certificate(LEAF_NAME, ROOT_NAME, subject_key="leaf", issuer_key="stranger")
    x5c = [jws_certificate(one), jws_certificate(stranger)]
    with pytest.raises(SbiForeign):
        verify(jws({}, header={"x5c": x5c}))
    assert verify(jws({}, header={"x5c": [jws_certificate(leaf()), "not even a certificate"]}))


def jws_certificate(one):
    return base64.b64encode(one.public_bytes(serialization.Encoding.DER)).decode()


@pytest.mark.parametrize(
    ("signer", "key"),
    [
        (lambda: leaf(subject_key="short"), "short"),
        (lambda: leaf(extensions=((key_usage(key_encipherment=True), True),)), "leaf"),
        (lambda: leaf(extensions=((UNKNOWN, True),)), "leaf"),
    ],
)
def test_a_key_that_may_not_sign(signer, key):
    with pytest.raises(SbiUnsigned):
        verify(jws({}, signer=signer(), signed_with=key))


def test_weak_digests_prove_nothing(monkeypatch):
    weak = {"sha256"}  # no library signs with SHA-1 any more: what is refused is asked of the name alone
    monkeypatch.setattr("booth.devices.sbi.trust._WEAK", frozenset(weak))
    with pytest.raises(SbiForeign):
        chain()
    assert hashes.SHA256().name in weak


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "root.pem").write_bytes(pem(root()))
    (tmp_path / "maker.der").write_bytes(maker_ca().public_bytes(serialization.Encoding.DER))
    return tmp_path


def test_the_folder_holds_pem_and_der(folder):
    trust = load_trust(folder)
    assert set(trust.device) == {root(), maker_ca()}
    assert trust.chip == trust.device


def test_several_in_a_file_and_what_is_none(folder):
    (folder / "root.pem").write_bytes(b"Root of the makers\n" + pem(root()) + pem(maker_ca()))
    (folder / "maker.der").write_bytes(b"\x30\x03abc")
    (folder / "damaged.crt").write_bytes(pem(root())[:300])
    (folder / "notes.txt").write_bytes(pem(leaf()))
    (folder / "folder.pem").mkdir()
    assert set(load_trust(folder).device) == {root(), maker_ca()}


def test_chips_have_a_folder_of_their_own(folder):
    (folder / "ftm").mkdir()
    (folder / "ftm" / "root.pem").write_bytes(pem(root()))
    trust = load_trust(folder)
    assert trust.chip == (root(),)
    assert len(trust.device) == 2


def test_without_a_root_nobody_is_believed(tmp_path):
    for make in (lambda: None, lambda: (tmp_path / "maker.pem").write_bytes(pem(maker_ca()))):
        make()
        with pytest.raises(SbiNoTrust) as met:
            load_trust(tmp_path)
        assert met.value.params["folder"] == tmp_path
    with pytest.raises(SbiNoTrust):
        load_trust(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["AA", "AA==", "_-8", ""])
def test_base64url_with_and_without_padding(text):
    assert from_base64url(text) == {"AA": b"\0", "AA==": b"\0", "_-8": b"\xff\xef", "": b""}[text]


@pytest.mark.parametrize("text", ["A", "AA AA", "+/", "AAAA\n", "é", "AA=A", "A===="])
def test_what_is_no_base64url(text):
    with pytest.raises(ValueError, match="base64url"):
        from_base64url(text)


def test_a_certificate_that_only_earns_a_remark_is_refused(folder):
    """A negative serial number: the library warns, we do not believe it, here or in the folder."""
    der = leaf().public_bytes(serialization.Encoding.DER)
    number = leaf().serial_number.to_bytes(20, "big").lstrip(b"\0")
    at = der.index(number)
    negative = der[:at] + bytes([der[at] | 0x80]) + der[at + 1 :]
    with pytest.raises(SbiForeign):
        verify(jws({}, header={"x5c": [base64.b64encode(negative).decode()]}))
    (folder / "negative.der").write_bytes(negative)
    assert len(load_trust(folder).device) == 2
