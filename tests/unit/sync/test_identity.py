"""What a booth keeps of its office: whole or not at all, readable by itself only, refused when it cannot be used."""

from __future__ import annotations

import datetime as dt
import ssl

import msgspec
import pyrage
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from sync.address import Address, parse_address, pinned
from sync.errors import AddressRefused, AgentRunning, FolderUnusable, IdentityDamaged, NotEnrolled
from sync.identity import OfficeIdentity, load_door_key, load_identity, make_door_key, save_identity
from sync.lock import AgentLock, agent_running
from sync.wire import public_text
from tests.unit.sync.conftest import OFFICE_KEY


def make_ca(*, ca=True):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test CA")])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start + dt.timedelta(days=9000))
    signed = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    return signed.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


CA = make_ca()
IDENTITY = OfficeIdentity(
    url="https://office.example:8443",
    ca=CA,
    booth="mentawa-1",
    name="Mentawa 1",
    office="Disdukcapil",
    office_key=public_text(OFFICE_KEY),
    recipients=(str(pyrage.x25519.Identity.generate().to_public()),),
    kecamatan=("620206", "620205"),
    time_zone="Asia/Pontianak",
    enrolled_at="2026-09-01T00:00:00.000Z",
)


def test_before_enrolment_there_is_none(tmp_path):
    assert load_identity(tmp_path) is None


def test_what_is_saved_is_loaded_and_only_the_owner_may_read_it(tmp_path):
    save_identity(tmp_path, IDENTITY)
    assert load_identity(tmp_path) == IDENTITY
    assert (tmp_path / "identity" / "office.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "identity").stat().st_mode & 0o777 == 0o700
    assert [path.name for path in (tmp_path / "identity").iterdir()] == ["office.json"]


def test_tls_is_pinned_to_the_offices_ca_and_plain_http_needs_none():
    context = IDENTITY.context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version is ssl.TLSVersion.TLSv1_3
    assert context.cert_store_stats()["x509"] == 1
    plain = msgspec.structs.replace(IDENTITY, url="http://127.0.0.1:8080", ca="")
    assert plain.context() is None


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://office.example"},
        {"url": "ftp://127.0.0.1"},
        {"ca": "no certificate"},
        {"ca": make_ca(ca=False)},
        {"office_key": "AAAA"},
        {"office_key": "é"},
        {"recipients": ("age1nobody",)},
        {"recipients": ()},
        {"booth": "../../etc"},
        {"kecamatan": ("62.02.06",)},
    ],
)
def test_an_identity_that_cannot_be_used_is_damaged(tmp_path, change):
    save_identity(tmp_path, msgspec.structs.replace(IDENTITY, **change))
    with pytest.raises(IdentityDamaged):
        load_identity(tmp_path)


@given(data=st.binary(max_size=200))
def test_random_bytes_are_no_identity_and_no_key(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("booth")
    (folder / "identity").mkdir()
    (folder / "identity" / "office.json").write_bytes(data)
    (folder / "identity" / "door.key").write_bytes(data)
    with pytest.raises(IdentityDamaged):
        load_identity(folder)
    with pytest.raises(IdentityDamaged):
        load_door_key(folder)


def test_the_door_key_is_made_once(tmp_path):
    with pytest.raises(NotEnrolled):
        load_door_key(tmp_path)
    key = make_door_key(tmp_path)
    assert make_door_key(tmp_path).private_bytes_raw() == load_door_key(tmp_path).private_bytes_raw()
    assert load_door_key(tmp_path).private_bytes_raw() == key.private_bytes_raw()
    assert (tmp_path / "identity" / "door.key").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "identity").write_text("in the way")
    with pytest.raises(FolderUnusable):
        save_identity(tmp_path, IDENTITY)
    with pytest.raises(FolderUnusable):
        load_identity(tmp_path)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://office.example", Address("office.example", 443, secure=True)),
        (" https://Office.Example:8443/ ", Address("office.example", 8443, secure=True)),
        ("https://10.0.0.7:8443", Address("10.0.0.7", 8443, secure=True)),
        ("https://[2001:db8::1]:8443", Address("2001:db8::1", 8443, secure=True)),
        ("http://127.0.0.1:8080", Address("127.0.0.1", 8080, secure=False)),
        ("http://[::1]", Address("::1", 80, secure=False)),
        ("http://localhost:1", Address("localhost", 1, secure=False)),
    ],
)
def test_addresses(url, address):
    assert parse_address(url) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "office.example",
        "http://office.example",
        "http://10.0.0.7:8080",
        "http://localhost.example",
        "https://",
        "https://:8443",
        "https://office.example:99999",
        "https://office.example:port",
        "https://office.example/path",
        "https://office.example?x=1",
        "https://user:pw@office.example",
        "https://office example",
        "https://[::1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_an_office(url):
    with pytest.raises(AddressRefused):
        parse_address(url)


@given(text=st.text(max_size=60) | st.text("htps:/[]@.0189azé ", max_size=40).map(lambda rest: "https://" + rest))
def test_random_text_is_an_address_or_refused(text):
    try:
        address = parse_address(text)
    except AddressRefused:
        return
    assert parse_address(str(address)) == address


@given(text=st.text(max_size=200) | st.binary(max_size=100).map(lambda raw: CA[:60] + raw.hex()))
def test_random_text_is_no_certificate(text):
    with pytest.raises(ValueError, match="CA"):
        pinned(text)


def test_one_agent_a_booth(tmp_path):
    path = tmp_path / "agent.lock"
    assert not agent_running(path)
    lock = AgentLock(path)
    assert agent_running(path)
    with pytest.raises(AgentRunning):
        AgentLock(path)
    lock.release()
    lock.release()
    assert not agent_running(path)
    AgentLock(path).release()


def test_a_lock_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FolderUnusable):
        AgentLock(tmp_path / "missing" / "agent.lock")
