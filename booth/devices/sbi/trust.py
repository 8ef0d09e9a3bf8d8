"""Whom a booth believes: the certificate authorities in the trust folder, and chains from a device's key to them.

The chain is walked here rather than by `cryptography.x509.verification`: that one follows the rules of the web (a
subject alternative name in the leaf, no tolerance for clocks, one error for everything), and device certificates carry
no names of hosts.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtensionOID, NameOID

from booth.devices.sbi.errors import SbiExpired, SbiForeign, SbiNoTrust

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SKEW = timedelta(minutes=5)  # by which a clock may be off
LONGEST_CHAIN = 6  # certificates
LEAST_BITS = 2048
_MOST_BITS = 8192  # a longer key only costs time
_MOST_FILES, _MOST_BYTES = 200, 2**20
_FTM = "ftm"  # subfolder: who may sign the digital ID of devices with a secure chip
_SUFFIXES = frozenset((".pem", ".crt", ".cer", ".der"))
_PEM = b"-----BEGIN CERTIFICATE-----"
_KNOWN_EXTENSIONS = frozenset(
    (
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.CERTIFICATE_POLICIES,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    )
)
_WEAK = frozenset(("md5", "sha1"))

# A certificate that the library reads only with a remark on its serial number or times is refused, not remarked on.
warnings.filterwarnings("error", message="(The )?[Pp]arsed ", category=CryptographyDeprecationWarning)
UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    x509.InvalidVersion,
    CryptographyDeprecationWarning,
)
"""What `cryptography` raises for certificates that are none, when they are loaded or first looked into."""


@dataclass(frozen=True)
class Trust:
    """The authorities for device keys, and those for the chips of L1 devices."""

    device: tuple[x509.Certificate, ...]
    chip: tuple[x509.Certificate, ...]


def load_trust(folder: Path) -> Trust:
    """The certificates in `folder` (PEM, also several in a file, or DER; `.pem .crt .cer .der`).

    Those of chips stand in its subfolder `ftm`; where it has none, the same authorities answer for both. A file that
    is no certificate is passed over. Raises `SbiNoTrust` where no self-signed root is among them.
    """
    device = tuple(_certificates(folder))
    if not any(map(_is_root, device)):
        raise SbiNoTrust(f"no root certificate in {folder}", folder=folder)
    chip = tuple(_certificates(folder / _FTM)) if (folder / _FTM).is_dir() else device
    return Trust(device, chip)


def check_chain(
    leaf: x509.Certificate, authorities: tuple[x509.Certificate, ...], *, now: datetime, device: str
) -> tuple[x509.Certificate, ...]:
    """The chain from `leaf` to a root among `authorities`, both included.

    Raises `SbiForeign` where there is none, `SbiExpired` where there is one, but not at `now`.
    """
    stale: x509.Certificate | None = None
    for chain in _chains((leaf,), authorities):
        outside = next((one for one in chain if not valid_at(one, now)), None)
        if outside is None:
            return chain
        stale = outside
    if stale is not None:
        raise SbiExpired(f"“{subject(stale)}”: {period(stale)}", device=device)
    raise SbiForeign(f"“{subject(leaf)}”, issued by “{leaf.issuer.rfc4514_string()}”", device=device)


def is_readable(certificate: x509.Certificate) -> bool:
    """Whether every part used here can be read: `cryptography` takes them apart only when they are looked at."""
    try:
        for name in (certificate.subject, certificate.issuer):
            name.rfc4514_string()
        looked_at = (certificate.public_key(), certificate.signature_hash_algorithm, certificate.extensions)
        return len(looked_at) > 0 and certificate.not_valid_before_utc < certificate.not_valid_after_utc
    except UNREADABLE:
        return False


def valid_at(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether `now` lies in its time, give or take `SKEW`."""
    return certificate.not_valid_before_utc - SKEW <= now <= certificate.not_valid_after_utc + SKEW


def period(certificate: x509.Certificate) -> str:
    return f"{certificate.not_valid_before_utc:%Y-%m-%d %H:%M} to {certificate.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"


def subject(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()


def organisations(certificate: x509.Certificate) -> tuple[str, ...]:
    """Whom the certificate was issued to."""
    return tuple(
        str(one.value).strip() for one in certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    )


def strong_key(certificate: x509.Certificate) -> RSAPublicKey | None:
    """Its RSA key, where it is one of `LEAST_BITS` or more."""
    key = certificate.public_key()
    return key if isinstance(key, RSAPublicKey) and LEAST_BITS <= key.key_size <= _MOST_BITS else None


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether a leaf may sign documents: an RSA key of `LEAST_BITS`, and no word against it."""
    usage = _extension(certificate, x509.KeyUsage)
    return (
        strong_key(certificate) is not None
        and _understood(certificate)
        and (not isinstance(usage, x509.KeyUsage) or usage.digital_signature)
    )


def _chains(
    below: tuple[x509.Certificate, ...], authorities: tuple[x509.Certificate, ...]
) -> Iterator[tuple[x509.Certificate, ...]]:
    """Every chain of good signatures from `below[0]` up to a root, whatever the date."""
    last = below[-1]
    if last in authorities and _is_root(last):
        yield below
        return
    if len(below) >= LONGEST_CHAIN:
        return
    for issuer in authorities:
        if issuer not in below and _issued(issuer, last, between=len(below) - 1):
            yield from _chains((*below, issuer), authorities)


def _issued(issuer: x509.Certificate, certificate: x509.Certificate, *, between: int) -> bool:
    """Whether `issuer` may issue certificates and signed this one; `between` authorities stand below it."""
    if issuer.subject != certificate.issuer or not _understood(issuer):
        return False
    basic, usage = _extension(issuer, x509.BasicConstraints), _extension(issuer, x509.KeyUsage)
    if not isinstance(basic, x509.BasicConstraints) or not basic.ca:
        return False
    if basic.path_length is not None and between > basic.path_length:
        return False
    if isinstance(usage, x509.KeyUsage) and not usage.key_cert_sign:
        return False
    return _signed(issuer, certificate)


def _signed(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        algorithm = certificate.signature_hash_algorithm
        if algorithm is not None and algorithm.name in _WEAK:
            return False
        key = issuer.public_key()
        if isinstance(key, RSAPublicKey) and key.key_size < LEAST_BITS:
            return False
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _is_root(certificate: x509.Certificate) -> bool:
    return _issued(certificate, certificate, between=0)


def _understood(certificate: x509.Certificate) -> bool:
    """Whether nothing in it demands rules that are not kept here."""
    return all(one.oid in _KNOWN_EXTENSIONS or not one.critical for one in certificate.extensions)


def _extension(
    certificate: x509.Certificate, kind: type[x509.BasicConstraints | x509.KeyUsage]
) -> x509.ExtensionType | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _certificates(folder: Path) -> Iterator[x509.Certificate]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())
    except OSError:
        return
    for path in paths[:_MOST_FILES]:
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_BYTES)
            found = x509.load_pem_x509_certificates(data) if _PEM in data else [x509.load_der_x509_certificate(data)]
        except (OSError, *UNREADABLE):
            continue
        yield from filter(is_readable, found)
