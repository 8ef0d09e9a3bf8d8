"""Keys and certificates: made once, readable by their owner, good for Debian's age and for strict TLS."""

from __future__ import annotations

import http.client
import os
import ssl
import subprocess
from datetime import timedelta

import pyrage
import pytest
from cryptography import x509

from sync.office import certificates
from sync.office.errors import HostMalformed, OfficeExists, OfficeMissing, OfficeServed, OfficeUnreadable
from sync.office.folder import Folder, only_receiver, read_settings, settings_text
from sync.office.keys import make_office, read_keys


def names(folder, file="server.pem"):
    certificate = x509.load_pem_x509_certificate((folder.keys / file).read_bytes())
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(each.value) for each in found}, certificate


def test_an_office_is_never_overwritten(folder, clock):
    before = {path: path.read_bytes() for path in folder.keys.iterdir()}
    with pytest.raises(OfficeExists):
        make_office(folder, name="x", time_zone="Asia/Pontianak", hosts=["localhost"], now=clock())
    assert {path: path.read_bytes() for path in folder.keys.iterdir()} == before


def test_an_unfinished_office_is_made_anew(tmp_path, clock):
    folder = Folder(tmp_path)
    (tmp_path / "keys.unfinished").mkdir()
    (tmp_path / "keys.unfinished" / "office.agekey").write_text("half")
    with pytest.raises(OfficeMissing):
        read_settings(folder)
    make_office(folder, name="x", time_zone="Asia/Pontianak", hosts=["localhost"], now=clock())
    assert read_settings(folder).name == "x"


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter there")
def test_keys_are_their_owners_only(folder):
    assert folder.keys.stat().st_mode & 0o077 == 0
    for path in folder.keys.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name


@pytest.mark.parametrize("which", [0, 1])
def test_both_age_keys_open_with_debians_age(folder, tmp_path, which):
    recipients = [pyrage.x25519.Recipient.from_str(text) for text in read_settings(folder).recipients]
    (tmp_path / "packet").write_bytes(pyrage.encrypt(b"sealed", recipients))
    key = folder.keys / ("office.agekey", "escrow.agekey")[which]
    done = subprocess.run(
        ["age", "-d", "-i", str(key), str(tmp_path / "packet")], capture_output=True, check=True, timeout=30
    )
    assert done.stdout == b"sealed"


def test_the_receiver_needs_neither_age_key(folder, serve):
    (folder.keys / "escrow.agekey").unlink()
    (folder.keys / "office.agekey").unlink()
    assert serve().booth().deliver(b"sealed").sequence == 1


def test_certificates(folder, clock):
    hosts, server = names(folder)
    assert hosts == {"localhost", "127.0.0.1", "::1"}
    ca = certificates.read_ca(folder.keys)
    assert ca.not_valid_after_utc - clock() > timedelta(days=7000)
    assert server.not_valid_before_utc == ca.not_valid_before_utc == certificates.VALID_FROM
    server.verify_directly_issued_by(ca)
    assert ca.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_line_is_tls_1_3_under_the_pinned_ca(served):
    connection = served.connect()
    connection.request("GET", "/v1/health")
    assert connection.sock.version() == "TLSv1.3"
    connection.getresponse().read()
    connection.close()


def test_another_ca_does_not_get_through(served, tmp_path, clock):
    other = Folder(tmp_path / "other")
    make_office(other, name="x", time_zone="Asia/Pontianak", hosts=["127.0.0.1"], now=clock())
    context = ssl.create_default_context(cafile=other.keys / "ca.pem")
    connection = http.client.HTTPSConnection("127.0.0.1", served.port, context=context, timeout=30)
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/v1/health")
    connection.close()


def test_old_tls_does_not_get_through(served):
    context = ssl.create_default_context(cafile=served.folder.keys / "ca.pem")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    connection = http.client.HTTPSConnection("127.0.0.1", served.port, context=context, timeout=30)
    with pytest.raises(ssl.SSLError):
        connection.request("GET", "/v1/health")
    connection.close()


def test_a_certificate_is_renewed_before_it_ends(folder, clock):
    hosts = ("office.example", "10.0.0.1")
    assert not certificates.renew_when_due(folder.keys, hosts, clock())
    clock.now += certificates.SERVER_VALID - certificates.RENEW_BEFORE
    assert certificates.renew_when_due(folder.keys, hosts, clock())
    found, server = names(folder)
    assert found == set(hosts)
    assert server.not_valid_after_utc > clock() + certificates.RENEW_BEFORE
    certificates.server_context(folder.keys)


def test_a_lost_certificate_is_made_anew(folder, clock):
    (folder.keys / "server.pem").unlink()
    assert certificates.renew_when_due(folder.keys, ("localhost",), clock())


@pytest.mark.parametrize("host", ["", "-x", "a b", "a/b", "x" * 64, "http://a", "1.2.3.4.5.6.7.8:9"])
def test_what_is_no_host(folder, clock, host):
    with pytest.raises(HostMalformed):
        certificates.make_server(folder.keys, [host], clock())


@pytest.mark.parametrize("name", ["sign.key", "ca.pem"])
def test_a_damaged_key_is_named(folder, name):
    (folder.keys / name).write_text("rubbish")
    with pytest.raises(OfficeUnreadable) as caught:
        read_keys(folder)
    assert caught.value.params["file"] == name


@pytest.mark.parametrize(
    "text", ["", "name = 3", "rubbish", 'name = "x"\ntime_zone = "Mars/Olympus"\nhosts = []\nrecipients = []']
)
def test_damaged_settings_are_named(folder, text):
    folder.settings.write_text(text)
    with pytest.raises(OfficeUnreadable):
        read_settings(folder)


def test_settings_come_back_as_they_were_written(folder):
    settings = read_settings(folder)
    odd = type(settings)(
        name='Kantor "Pusat" \\ é\x7f\n', time_zone="Asia/Jakarta", hosts=("a", "::1"), recipients=settings.recipients
    )
    folder.settings.write_text(settings_text(odd), "utf-8")
    assert read_settings(folder) == odd


def test_one_receiver_at_a_time(folder):
    with only_receiver(folder), pytest.raises(OfficeServed), only_receiver(folder):
        pass
    with only_receiver(folder):
        pass
