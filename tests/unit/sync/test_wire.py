"""Messages: what is signed, and that bytes from outside are read as messages or refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import PacketError, ReceiptError
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY, make_manifest, make_receipt

KINDS = [
    wire.Manifest,
    wire.Receipt,
    wire.Offer,
    wire.OfferAnswer,
    wire.Receipts,
    wire.Counts,
    wire.EnrolRequest,
    wire.EnrolAnswer,
    wire.Problem,
]


def test_a_message_survives_the_wire():
    manifest = make_manifest()
    assert wire.decode(wire.encode(manifest), wire.Manifest) == manifest
    wire.verify_manifest(manifest, SEAL_KEY.public_key())
    wire.verify_receipt(make_receipt(manifest), manifest, OFFICE_KEY.public_key())


def test_field_order_and_spaces_on_the_wire_do_not_change_what_is_signed():
    manifest = make_manifest()
    fields = msgspec.json.decode(wire.encode(manifest))
    shuffled = msgspec.json.format(msgspec.json.encode(dict(reversed(fields.items()))), indent=3)
    wire.verify_manifest(wire.decode(shuffled, wire.Manifest), SEAL_KEY.public_key())


def test_what_is_signed_as_one_kind_is_not_the_other():
    manifest = make_manifest()
    assert wire.canonical(manifest).startswith(b"bilik-rekam/1 manifest\n{")
    assert wire.canonical(make_receipt(manifest)).startswith(b"bilik-rekam/1 receipt\n{")


CHANGED = {
    "id": "0199a0b0-0000-7000-8000-0000000000ff",
    "sha256": "0" * 64,
    "size": 7,
    "booth": "other-9",
    "seq": 2,
    "sealed_at": "2026-09-05T01:00:00.001Z",
    "day": "2026-09-06",
    "hour": 9,
    "time_zone": "UTC",
    "kecamatan": "620205",
    "operator": "budi",
}


@pytest.mark.parametrize("name", CHANGED)
def test_every_field_of_a_manifest_is_signed(name):
    forged = msgspec.structs.replace(make_manifest(), **{name: CHANGED[name]})
    with pytest.raises(PacketError):
        wire.verify_manifest(forged, SEAL_KEY.public_key())


@pytest.mark.parametrize("name", ["id", "sha256", "size", "office", "sequence", "accepted_at"])
def test_every_field_of_a_receipt_is_signed(name):
    manifest = make_manifest()
    value = {**CHANGED, "office": "elsewhere", "sequence": 9, "accepted_at": CHANGED["sealed_at"]}[name]
    forged = msgspec.structs.replace(make_receipt(manifest), **{name: value})
    with pytest.raises(ReceiptError, match="signature"):
        wire.verify_receipt(forged, manifest, OFFICE_KEY.public_key())


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 7}, {"id": CHANGED["id"]}])
def test_a_genuine_receipt_for_another_packet_is_refused(change):
    manifest = make_manifest()
    with pytest.raises(ReceiptError, match="another packet"):
        wire.verify_receipt(make_receipt(manifest, **change), manifest, OFFICE_KEY.public_key())


@pytest.mark.parametrize("signature", ["", "AAAA", "no base64!", "é", "A" * 88])
def test_a_signature_that_is_none_is_refused(signature):
    with pytest.raises(PacketError):
        wire.verify_manifest(msgspec.structs.replace(make_manifest(), signature=signature), SEAL_KEY.public_key())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(kind=st.sampled_from(KINDS), data=st.binary(max_size=200) | values.map(msgspec.json.encode))
def test_random_bytes_are_no_message(kind, data):
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        wire.decode(data, kind)


@given(name=st.sampled_from(sorted(CHANGED)), value=values)
def test_a_manifest_with_one_strange_field_is_read_as_it_is_or_refused(name, value):
    fields = msgspec.json.decode(wire.encode(make_manifest())) | {name: value}
    try:
        manifest = wire.decode(msgspec.json.encode(fields), wire.Manifest)
    except msgspec.DecodeError:
        return
    assert getattr(manifest, name) == value


@given(text=st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.hex()))
def test_random_text_is_no_key(text):
    try:
        key = wire.public_key(text)
    except ValueError:
        return
    assert len(key.public_bytes_raw()) == 32
