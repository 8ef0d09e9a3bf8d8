"""Ways for the tests' service to lie, and signers that nobody should believe."""

from datetime import timedelta

from booth.devices.ports import (
    Cancel,
)
from tests.unit.devices.sbi_client_stage import (
    MAKER,
    NOW,
    certificate,
    leaf,
    name_of,
)


def altering(what, **changes):
    return lambda service: service.alter.update({what: lambda value: value | changes})


def signing(what, **how):
    return lambda service: service.sign.update({what: how})


def stranger():
    """A leaf of the right maker's name, issued by somebody else's key."""
    return certificate(name_of("Device 1", MAKER), leaf().issuer, subject_key="leaf", issuer_key="stranger")


def other_maker():
    return certificate(name_of("Device 1", "PT Lain"), leaf().issuer, subject_key="leaf", issuer_key="maker")


def stale():
    return leaf(start=NOW - timedelta(days=9), end=NOW - timedelta(minutes=6))


class NoPause(Cancel):
    def __init__(self):
        super().__init__()
        self.pauses = []

    def sleep(self, seconds):
        self.pauses.append(seconds)
