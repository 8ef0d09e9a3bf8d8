"""The office's own certificate authority, which booths pin at enrolment, and the server's certificate under it.

Both are valid from 2000 on: a booth whose clock has lost its battery shall learn that its clock is wrong, which only
the office can tell it, instead of taking the office for a stranger.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sync.office import disk
from sync.office.errors import HostMalformed, OfficeUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

VALID_FROM = datetime(2000, 1, 1, tzinfo=UTC)
CA_VALID = timedelta(days=20 * 365)
SERVER_VALID = timedelta(days=5 * 365)
RENEW_BEFORE = timedelta(days=180)

_HOST = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)


def make_ca(keys: Path, name: str, now: datetime) -> x509.Certificate:
    """Write ca.key and ca.pem (EC P-256) into the folder `keys`, where none may be."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"{name} CA")
    builder = (
        _certificate(subject, subject, key.public_key(), now + CA_VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    disk.write_new(keys / "ca.key", _key_pem(key))
    disk.write_new(keys / "ca.pem", certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


def make_server(keys: Path, hosts: Sequence[str], now: datetime) -> x509.Certificate:
    """Write server.pem for `hosts` (names and addresses), replacing what is there.

    server.key is made once and kept, so that no crash leaves it beside the certificate of another key.
    Raises `HostMalformed`, `OfficeUnreadable` when the CA is not at hand.
    """
    names = [_general_name(host) for host in hosts]
    ca, ca_key = read_ca(keys), _read_key(keys / "ca.key")
    if not (keys / "server.key").exists():
        disk.write_new(keys / "server.key", _key_pem(ec.generate_private_key(ec.SECP256R1())))
    key = _read_key(keys / "server.key")
    issuer_id = ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _certificate(_name(hosts[0]), ca.subject, key.public_key(), min(now + SERVER_VALID, ca.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_id), critical=False)
    )
    certificate = builder.sign(ca_key, hashes.SHA256())
    disk.replace(keys / "server.pem", certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


def read_ca(keys: Path) -> x509.Certificate:
    """The CA's certificate. Raises `OfficeUnreadable`."""
    with disk.reading(keys / "ca.pem"):
        return x509.load_pem_x509_certificate((keys / "ca.pem").read_bytes())


def der(certificate: x509.Certificate) -> bytes:
    """The bytes that are pinned."""
    return certificate.public_bytes(serialization.Encoding.DER)


def renew_when_due(keys: Path, hosts: Sequence[str], now: datetime) -> bool:
    """Make a new server certificate when the old one ends soon or is missing; whether it did."""
    path = keys / "server.pem"
    if path.is_file():
        with disk.reading(path):
            current = x509.load_pem_x509_certificate(path.read_bytes())
        if current.not_valid_after_utc - now > RENEW_BEFORE:
            return False
    make_server(keys, hosts, now)
    return True


def server_context(keys: Path) -> ssl.SSLContext:
    """TLS 1.3 with the server's certificate. Raises `OfficeUnreadable`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    load_server(context, keys)
    return context


def load_server(context: ssl.SSLContext, keys: Path) -> None:
    """Use the server's certificate of `keys` for new connections. Raises `OfficeUnreadable`."""
    with disk.reading(keys / "server.pem"):
        context.load_cert_chain(keys / "server.pem", keys / "server.key")


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        if not _HOST.fullmatch(host):
            raise HostMalformed(host=host) from None
        return x509.DNSName(host.lower())


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    with disk.reading(path):
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise OfficeUnreadable(file=path.name, reason=type(key).__name__)
    return key
