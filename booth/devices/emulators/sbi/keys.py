"""Keys of an emulated SBI service: a throw-away chain of root, provider and device, and compact JWS made with it.

The chain is as in production: the root signs the provider's certificate, the provider the device's, and only the
device's travels in the header (`x5c`). All keys are RSA of 2048 bits, signatures are RS256 (RFC 7515, RFC 7518).
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from booth.devices.emulators.sbi.faults import SbiFault

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

PROVIDER = "BILIK EMULATOR"
"""`deviceProvider` of the digital ids, and the organisation of the certificates."""
STRANGER = "Somebody Else"
KEY_BITS = 2048
SLACK = timedelta(days=1)  # before now, so that a clock a little slow still finds the certificate valid
ROOT_LIFE, PROVIDER_LIFE, DEVICE_LIFE = timedelta(days=3650), timedelta(days=730), timedelta(days=30)
ROOT_FILE, PROVIDER_FILE = "sbi-emulator-root.pem", "sbi-emulator-provider.pem"


def base64url(data: bytes) -> str:
    """RFC 4648 §5 without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact_json(value: object) -> bytes:
    """`value` as UTF-8 JSON without spaces; NaN stays NaN."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class _Signer:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True)
class Chain:
    """Root, provider and device, each with its key. Making one takes three RSA keys, some tenths of a second."""

    root: _Signer
    provider: _Signer
    device: _Signer
    made: datetime

    @classmethod
    def create(cls, now: datetime, organisation: str = PROVIDER) -> Chain:
        root = _issue("Root", organisation, now, ROOT_LIFE, None, authority=2)
        provider = _issue("Provider", organisation, now, PROVIDER_LIFE, root, authority=0)
        return cls(root, provider, _issue("Device", organisation, now, DEVICE_LIFE, provider), now)

    def rotated(self, now: datetime) -> Chain:
        """The same root and provider, a new key and certificate of the device."""
        return replace(self, device=_issue("Device", PROVIDER, now, DEVICE_LIFE, self.provider), made=now)

    def write_trust(self, folder: Path) -> None:
        """The certificates of root and provider as PEM files into `folder`, which is made. Raises `OSError`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, signer in ((ROOT_FILE, self.root), (PROVIDER_FILE, self.provider)):
            (folder / name).write_bytes(signer.certificate.public_bytes(Encoding.PEM))

    def sign(self, payload: bytes, faults: Collection[SbiFault] = ()) -> str:
        """`payload` as a compact JWS, spoilt as `faults` say."""
        signer = self._signer(faults)
        algorithm = "none" if SbiFault.ALG_NONE in faults else "RS256"
        leaf = base64.b64encode(signer.certificate.public_bytes(Encoding.DER)).decode()
        header = compact_json({"x5c": [leaf], "typ": "JWT", "alg": algorithm})
        signed = f"{base64url(header)}.{base64url(payload)}"
        signature = signer.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        if SbiFault.BAD_SIGNATURE in faults:
            signature = signature[:-1] + bytes([signature[-1] ^ 1])
        return f"{signed}.{'' if SbiFault.ALG_NONE in faults else base64url(signature)}"

    def _signer(self, faults: Collection[SbiFault]) -> _Signer:
        if SbiFault.FOREIGN_CHAIN in faults:
            return self._foreign
        if SbiFault.WRONG_ORG in faults:
            return self._strange
        return self._expired if SbiFault.EXPIRED in faults else self.device

    @cached_property
    def _foreign(self) -> _Signer:
        """Of a chain with the same names and other keys."""
        return Chain.create(self.made).device

    @cached_property
    def _strange(self) -> _Signer:
        return _issue("Device", STRANGER, self.made, DEVICE_LIFE, self.provider, key=self.device.key)

    @cached_property
    def _expired(self) -> _Signer:
        earlier = self.made - DEVICE_LIFE - 10 * SLACK
        return _issue("Device", PROVIDER, earlier, DEVICE_LIFE, self.provider, key=self.device.key)


def _issue(
    name: str,
    organisation: str,
    now: datetime,
    life: timedelta,
    issuer: _Signer | None,
    *,
    authority: int | None = None,
    key: rsa.RSAPrivateKey | None = None,
) -> _Signer:
    """A certificate valid from a day before `now`; `authority` is how many more authorities may stand below it."""
    key = key or rsa.generate_private_key(public_exponent=65_537, key_size=KEY_BITS)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{organisation} {name}"),
        ]
    )
    above = issuer.certificate.subject if issuer else subject
    issuing = issuer.key if issuer else key
    authorised = authority is not None
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLACK)
        .not_valid_after(now + life)
        .add_extension(x509.BasicConstraints(ca=authorised, path_length=authority), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authorised,
                key_cert_sign=authorised,
                crl_sign=authorised,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key()), critical=False)
        .sign(issuing, hashes.SHA256())
    )
    return _Signer(key, certificate)
