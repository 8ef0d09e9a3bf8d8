"""What others compare prints with: bozorth3, by which our own matching is measured."""

from __future__ import annotations

from booth.biometrics.nbis import bozorth3
from booth.biometrics.templates import parse_template


def compare(a: bytes, b: bytes) -> int:
    """Bozorth3's likeness of two ISO 19794-2 records, 0 upwards.

    Raises `TemplateRejected`, `NbisMissing`, `NbisFailed`.
    """
    return bozorth3(parse_template(a), parse_template(b))
