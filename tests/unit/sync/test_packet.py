"""A sealed recording: what is in it, who can open it, and everything that is not accepted as one."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import subprocess
import warnings
import zipfile

import msgspec
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.archive import MAX_FILES, pack, unpack
from sync.errors import PacketError, SealFailed
from sync.packet import MANIFEST, SIGNATURE, check_packet, open_packet, seal
from tests.unit.sync.conftest import make_facts

KEY = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
OFFICE, ESCROW = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
RECIPIENTS = [str(OFFICE.to_public()), str(ESCROW.to_public())]
FILES = {
    "recording.json": b'{"format": 1}',
    "photo.jpg": b"\xff\xd8 photo",
    "fingers/right-index.wsq": b"print",
    "fingers/right-index.fmr": b"template",
    "signature.svg": b"<svg/>",
    "confirmation.png": b"png",
}
FACTS = make_facts(
    seq=7,
    about={"devices": [{"name": "EF01", "serial": "42"}], "versions": {"booth": "0.1.0"}},
)


def sealed(files=FILES, facts=FACTS, recipients=RECIPIENTS):
    return seal(files, facts=facts, recipients=recipients, key=KEY)


def to_office(packed):
    """Whatever bytes, encrypted to the office."""
    return pyrage.encrypt(packed, [OFFICE.to_public()])


def refused(data, identity=OFFICE):
    with pytest.raises(PacketError) as caught:
        open_packet(data, str(identity))
    return caught.value.detail


@pytest.mark.parametrize("identity", [OFFICE, ESCROW])
def test_every_recipient_opens_it_and_finds_what_was_sealed(identity):
    packet = sealed()
    opened = open_packet(packet.data, str(identity))
    assert opened.files == FILES
    assert opened.manifest.about == FACTS.about
    assert opened.manifest.time_zone == "Asia/Pontianak"
    assert {name: facts.sha256 for name, facts in opened.manifest.files.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()
    }
    check_packet(opened, KEY.public_key(), packet.manifest)


def test_the_outer_manifest_speaks_of_the_sealed_bytes_and_says_nothing_more():
    packet = sealed()
    assert packet.manifest.sha256 == hashlib.sha256(packet.data).hexdigest()
    assert packet.manifest.size == len(packet.data)
    wire.verify_manifest(packet.manifest, KEY.public_key())
    assert b"EF01" not in wire.encode(packet.manifest)


def test_debians_age_and_unzip_open_it(tmp_path):
    key, packet, plain = tmp_path / "key.txt", tmp_path / "packet.age", tmp_path / "p.zip"
    key.write_text(f"{OFFICE}\n")
    packet.write_bytes(sealed().data)
    subprocess.run(["age", "-d", "-i", key, "-o", plain, packet], check=True)
    subprocess.run(["unzip", "-tqq", plain], check=True)
    subprocess.run(["unzip", "-qq", plain, "-d", tmp_path / "out"], check=True)
    found = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert found == {*FILES, MANIFEST, SIGNATURE}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == FILES
    inside = (tmp_path / "out" / MANIFEST).read_bytes()
    assert json.loads(inside)["files"]["photo.jpg"]["size"] == len(FILES["photo.jpg"])
    KEY.public_key().verify((tmp_path / "out" / SIGNATURE).read_bytes(), inside)


ORIGINALS = {"fingers/right-index.png": b"\x89PNG print", "camera.jpg": b"\xff\xd8 all of it"}


def sealed_originals(files=ORIGINALS, facts=FACTS, recording=None):
    return seal(files, facts=facts, recipients=RECIPIENTS, key=KEY, recording=(recording or sealed()).manifest)


def test_originals_name_the_recording_they_belong_to():
    recording = sealed()
    originals = sealed_originals(recording=recording)
    opened = open_packet(originals.data, str(OFFICE))
    assert opened.files == ORIGINALS
    check_packet(opened, KEY.public_key(), originals.manifest)
    assert (originals.manifest.kind, originals.manifest.id) == ("originals", recording.manifest.id)
    assert (opened.manifest.kind, opened.manifest.recording) == ("originals", recording.manifest.sha256)
    wire.verify_manifest(originals.manifest, KEY.public_key())
    assert json.loads(opened.manifest_json)["recording"] == recording.manifest.sha256
    assert "recording" not in json.loads(open_packet(recording.data, str(OFFICE)).manifest_json)


def test_age_and_unzip_join_originals_with_their_recording(tmp_path):
    recording = sealed()
    key = tmp_path / "key.txt"
    key.write_text(f"{OFFICE}\n")
    packet = tmp_path / "recording.age"
    packet.write_bytes(recording.data)
    original = tmp_path / "original.age"
    original.write_bytes(sealed_originals(recording=recording).data)
    plain = tmp_path / "p.zip"
    subprocess.run(["age", "-d", "-i", key, "-o", plain, original], check=True)
    inside = subprocess.run(["unzip", "-p", plain, MANIFEST], check=True, capture_output=True).stdout
    summed = subprocess.run(["sha256sum", packet], check=True, capture_output=True, text=True).stdout.split()[0]
    assert json.loads(inside)["recording"] == summed
    print_there = subprocess.run(["unzip", "-p", plain, "fingers/right-index.png"], check=True, capture_output=True)
    assert print_there.stdout == ORIGINALS["fingers/right-index.png"]


def test_a_recording_is_not_taken_for_originals_nor_originals_for_a_recording():
    recording, originals = sealed(), sealed_originals()
    for data, outside in ((recording.data, originals.manifest), (originals.data, recording.manifest)):
        with pytest.raises(PacketError, match="kind differs"):
            check_packet(open_packet(data, str(OFFICE)), KEY.public_key(), outside)


@pytest.mark.parametrize(
    "changed", [{"kind": "originals"}, {"recording": "0" * 64}, {"kind": "originals", "recording": "me"}]
)
def test_a_kind_that_does_not_fit_what_is_said_of_it_is_refused(changed):
    assert refused(to_office(signed_zip(FILES, changed))).startswith("manifest.json")


def test_originals_of_nothing_are_not_sealed():
    with pytest.raises(SealFailed):
        sealed_originals({})


def test_the_same_files_make_the_same_zip_in_any_order():
    assert pack(FILES) == pack(dict(reversed(FILES.items())))
    with zipfile.ZipFile(io.BytesIO(pack(FILES))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_another_key_signed():
    opened = open_packet(sealed().data, str(OFFICE))
    with pytest.raises(PacketError, match="not this booth's"):
        check_packet(opened, Ed25519PrivateKey.generate().public_key())


def test_inside_and_outside_must_be_the_same_recording():
    opened = open_packet(sealed().data, str(OFFICE))
    other = wire.sign(msgspec.structs.replace(sealed().manifest, day="2026-09-06"), KEY)
    with pytest.raises(PacketError, match="day differs"):
        check_packet(opened, KEY.public_key(), other)


def test_a_stranger_cannot_open_it():
    assert refused(sealed().data, pyrage.x25519.Identity.generate()).startswith("age")


def test_an_identity_that_is_none_is_the_callers_fault():
    with pytest.raises(ValueError, match="age secret key"):
        open_packet(sealed().data, "AGE-SECRET-KEY-1NONE")


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_cut_packet_is_refused(cut):
    refused(sealed().data[:cut])


def signed_zip(files, manifest=None):
    """A zip with a manifest of its own, rightly signed."""
    listed = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()}
    inside = {**msgspec.structs.asdict(FACTS), "format": 1, "kind": "recording", "files": listed, **(manifest or {})}
    raw = json.dumps(inside).encode()
    return pack({**files, MANIFEST: raw, SIGNATURE: KEY.sign(raw)})


def test_the_helper_of_these_tests_makes_packets_that_open():
    assert open_packet(to_office(signed_zip(FILES)), str(OFFICE)).files == FILES


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"files": {"photo.jpg": {"sha256": "0" * 64, "size": 8}}}, "not in manifest.json"),
        ({"hour": 24}, "manifest.json"),
        ({"format": 2}, "manifest.json"),
        ({"kecamatan": "62.02.06"}, "manifest.json"),
    ],
)
def test_a_manifest_that_lies_is_refused(changed, said):
    assert refused(to_office(signed_zip(FILES, changed))).startswith(said)


def test_an_altered_a_missing_and_a_foreign_file_are_named():
    whole = unpack(signed_zip(FILES))
    assert refused(to_office(pack(whole | {"photo.jpg": b"\xff\xd8 other"}))) == "photo.jpg was altered"
    assert (
        refused(to_office(pack({k: v for k, v in whole.items() if k != "signature.svg"}))) == "missing: signature.svg"
    )
    assert refused(to_office(pack(whole | {"more.txt": b""}))) == "not in manifest.json: more.txt"
    assert refused(to_office(pack({k: v for k, v in whole.items() if k != MANIFEST}))) == "manifest.json is missing"
    assert refused(to_office(pack({k: v for k, v in whole.items() if k != SIGNATURE}))) == "manifest.sig is missing"
    assert refused(to_office(signed_zip({"recording.json": b"{}"}))) == "missing: photo.jpg"


def zip_of(*entries, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile says that a name is double: that is meant
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


@pytest.mark.parametrize(
    "packed",
    [
        zip_of(("a", b"1"), ("a", b"2")),
        zip_of(("../../etc/passwd", b"x")),
        zip_of(("/etc/passwd", b"x")),
        zip_of(("a/../../b", b"x")),
        zip_of(("C:\\windows\\x", b"x")),
        zip_of((".hidden", b"x")),
        zip_of(("folder/", b"")),
        zip_of(("a\n", b"x")),
        zip_of(("bomb", bytes(10_000_000)), compression=zipfile.ZIP_DEFLATED),
        zip_of(*((f"f{n}", b"") for n in range(MAX_FILES + 1))),
        pack({"a": b"x"}) + b"after the end",
        b"before the start" + pack({"a": b"x"}),
        pack({"a": b"1234"}).replace(b"1234", b"1235"),
        b"",
        b"PK\5\6" + bytes(17),
    ],
)
def test_a_zip_that_two_readers_could_read_differently_is_refused(packed):
    with pytest.raises(PacketError):
        unpack(packed)
    refused(to_office(packed))


def test_a_zip_whose_directory_disagrees_with_its_files_is_refused():
    packed = bytearray(pack({"aaaa": b"x"}))
    packed[30:34] = b"bbbb"  # the name beside the data; the directory still says aaaa
    with pytest.raises(PacketError):
        unpack(bytes(packed))


def test_overlapping_entries_do_not_multiply_memory():
    data = bytes(1000)
    one = pack({"a": data})
    start = struct.unpack_from("<I", one, len(one) - 6)[0]
    entry = one[start:-22]
    many = one[:start] + entry * 100 + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 100, 100, len(entry) * 100, start, 0)
    with pytest.raises(PacketError):
        unpack(many)


@pytest.mark.parametrize(
    ("files", "facts", "recipients"),
    [
        ({"photo.jpg": b""}, {}, RECIPIENTS),
        (FILES | {MANIFEST: b"{}"}, {}, RECIPIENTS),
        (FILES | {"../x": b""}, {}, RECIPIENTS),
        (FILES, {"kecamatan": "62"}, RECIPIENTS),
        (FILES, {"seq": 0}, RECIPIENTS),
        (FILES, {"about": {"x": object()}}, RECIPIENTS),
        (FILES, {}, ["age1nobody"]),
        (FILES, {}, []),
    ],
)
def test_what_no_office_would_accept_is_not_sealed(files, facts, recipients):
    with pytest.raises(SealFailed):
        sealed(files, msgspec.structs.replace(FACTS, **facts), recipients)


@given(data=st.binary(max_size=400))
def test_random_bytes_are_refused(data):
    refused(data)
    refused(to_office(data))
    with pytest.raises(PacketError):
        unpack(data)


@given(
    files=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,8}(/[a-z][a-z0-9]{0,8}\.[a-z]{3})?", fullmatch=True).filter(
            lambda name: name not in {MANIFEST, SIGNATURE}
        ),
        st.binary(max_size=50),
        min_size=1,
    )
)
def test_whatever_originals_are_sealed_come_out_again(files):
    originals = sealed_originals(files)
    opened = open_packet(originals.data, str(OFFICE))
    check_packet(opened, KEY.public_key(), originals.manifest)
    assert opened.files == files


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_a_flipped_bit_of_originals_is_refused(at, bit):
    data = bytearray(ORIGINAL)
    data[at % len(data)] ^= 1 << bit
    try:
        opened = open_packet(bytes(data), str(OFFICE))
    except PacketError:
        return
    assert opened.files == ORIGINALS  # only the other recipient's line of age's header may change unseen by this one


ORIGINAL = sealed_originals().data
WHOLE = sealed().data
ZIP = signed_zip(FILES)


@given(at=st.integers(0, len(WHOLE) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_of_the_packet_is_refused(at, bit):
    data = bytearray(WHOLE)
    data[at] ^= 1 << bit
    try:
        opened = open_packet(bytes(data), str(OFFICE))
    except PacketError:
        return
    assert opened.files == FILES  # only the other recipient's line of age's header may change unseen by this one


@given(at=st.integers(0, len(ZIP) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_inside_is_refused_or_breaks_the_signature(at, bit):
    data = bytearray(ZIP)
    data[at] ^= 1 << bit
    try:
        opened = open_packet(to_office(bytes(data)), str(OFFICE))
    except PacketError:
        return
    with pytest.raises(PacketError):
        check_packet(opened, KEY.public_key())


@given(
    files=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,8}(/[a-z][a-z0-9]{0,8}\.[a-z]{3})?", fullmatch=True), st.binary(max_size=50)
    )
)
def test_what_is_packed_is_unpacked(files):
    assert unpack(pack(files)) == files
