"""The office's address, and how a booth trusts what answers there."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from sync.errors import AddressRefused

MEASUREMENT = "ukur-"  # begins the ids of booths that only measure, and of no other


def is_measurement(booth: str) -> bool:
    """Whether the booth of this id was made for measuring a line and has nothing real to send."""
    return booth.startswith(MEASUREMENT)


@dataclass(frozen=True)
class Address:
    """Where the office is. `host` is bare, without the brackets of IPv6."""

    host: str
    port: int
    secure: bool

    def __str__(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{shown}:{self.port}"


def parse_address(url: str) -> Address:
    """`https://host[:port]`, or plain http to this machine. Raises `AddressRefused`."""
    address = parse_plain_address(url)
    if not address.secure and not _is_this_machine(address.host):
        raise AddressRefused(url=url)
    return address


def parse_plain_address(url: str) -> Address:
    """As `parse_address`, but plain http to any machine: only for a booth that measures (`sync.measuring`)."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(str(error), url=url) from error
    secure = parts.scheme == "https"
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    usable = host.isascii() and host.isprintable() and " " not in host
    if not host or extra or parts.scheme not in {"http", "https"} or not usable:
        raise AddressRefused(url=url)
    return Address(host, (443 if secure else 80) if port is None else port, secure)


def pinned(ca_pem: str) -> ssl.SSLContext:
    """TLS 1.3 that trusts this CA alone and checks the host's name. Raises `ValueError` for what is no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=ca_pem)
    except (ssl.SSLError, ValueError, TypeError) as error:
        raise ValueError("no CA certificate") from error
    if not context.cert_store_stats()["x509_ca"]:
        raise ValueError("not the certificate of a CA")
    return context


def unverified() -> ssl.SSLContext:
    """TLS that trusts anyone: only for fetching the CA's certificate, which is then compared with the code."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
