"""The proof of recording: made anew from the vault whenever it is printed, and checkable by its QR code.

The code holds recording id, booth and date with an Ed25519 signature of the booth's seal key: no NIK, no name. Who
has the booth's public key (the office has it from enrolment) can tell a genuine proof from a drawn one.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature

from booth.devices.slip import Code, Gap, Heading, Row, Rule, Slip, Text
from booth.domain.errors import N_
from booth.workflow.codes import village_label
from booth.workflow.errors import WorkflowError
from booth.workflow.words import shown_date, shown_moment
from resources.i18n import tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    from booth.store.recordings import Recording

PREFIX = "BR1"
_CODE = re.compile(
    r"BR1\|(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\|(?P<booth>[a-z0-9-]{3,40})"
    r"\|(?P<day>\d{4}-\d{2}-\d{2})\|(?P<signature>[A-Za-z0-9_-]{86})"
)


class ProofInvalid(WorkflowError):
    text = N_("This code is no genuine proof of recording of this booth.")


@dataclass(frozen=True)
class Proven:
    """What a genuine code says. `day` is the booth's local day, ISO."""

    id: str
    booth: str
    day: str


def proof_code(recording_id: str, booth: str, day: str, key: Ed25519PrivateKey) -> str:
    """The text of the QR code, about 160 characters."""
    statement = f"{PREFIX}|{recording_id}|{booth}|{day}"
    signature = base64.urlsafe_b64encode(key.sign(statement.encode())).decode().rstrip("=")
    return f"{statement}|{signature}"


def check_proof(code: str, key: Ed25519PublicKey) -> Proven:
    """What `code` proves. Raises `ProofInvalid` unless `key` signed it."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        raise ProofInvalid("form")
    statement, _, signature = found.group(0).rpartition("|")
    try:
        key.verify(base64.urlsafe_b64decode(signature + "=="), statement.encode())
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise ProofInvalid("signature") from error
    return Proven(found["id"], found["booth"], found["day"])


def proof_slip(recording: Recording, *, booth: str, booth_name: str, zone: ZoneInfo, key: Ed25519PrivateKey) -> Slip:
    """The paper the resident takes home. `booth` is the id of the office's, `booth_name` what people call it."""
    return Slip(
        title=tr("Proof of recording"),
        filename=f"{tr('proof')}-{recording.id}",
        blocks=(
            Heading(tr("Proof of recording")),
            Text(tr("Electronic identity card (KTP-el)")),
            Rule(),
            Row(tr("NIK"), recording.nik),
            Row(tr("Full name"), recording.nama_lengkap),
            Row(tr("Date of birth"), shown_date(recording.tanggal_lahir)),
            Row(tr("Village (kelurahan/desa)"), village_label(recording.kode_wilayah)),
            Rule(),
            Row(tr("Recorded on"), shown_moment(recording.saved_at, zone)),
            Row(tr("Booth"), booth_name),
            Row(tr("Operator"), recording.operator),
            Row(tr("Recording number"), recording.id),
            Gap(),
            Code(proof_code(recording.id, booth, recording.day, key)),
            Text(tr("This paper proves that the recording was made. It is not an identity card."), small=True),
            Text(tr("One recording is for life: there is no need to record again."), small=True),
        ),
    )
