"""What became of a recording at the national centre: states that a booth can look up and never changes.

The way of a recording is UNREGISTERED → … → CARD_ISSUED; the bad ends are what a check of biometrics or of uniqueness
may lead to. What each means follows what offices of Disdukcapil tell their residents (Kabupaten Sambas, "Alur status
perekaman KTP-el", 6 July 2020; Purbalingga, "Mengapa KTP baru Anda tidak bisa langsung dicetak"). Two cures differ:
re-send (kirim ulang) is the office's, re-record (rekam ulang) is a booth's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from booth.domain.errors import N_


class Cure(Enum):
    """What helps; the value is the sentence for the operator."""

    RECORD = N_("Record the resident.")
    WAIT = N_("Nothing to do: it takes its time. Do not record again.")
    COLLECT = N_("The resident can ask the Disdukcapil office for the card. Do not record again.")
    NONE = N_("Nothing to do. Do not record again.")
    RESEND = N_(
        "The office sends it again (re-send). Refer the resident to the Disdukcapil office; do not record again."
    )
    RERECORD = N_("Record the resident once more (re-record). Write down the reason.")
    OFFICE = N_("Refer the resident to the Disdukcapil office. Do not record again.")


class NationalState(Enum):
    """Where a record is. The value is stored, and is the centre's own word."""

    UNREGISTERED = "UNREGISTERED"
    BIO_CAPTURED = "BIO_CAPTURED"
    PROCESSING = "PROCESSING"
    SENT_FOR_ENROLLMENT = "SENT_FOR_ENROLLMENT"
    RECEIVED_AT_CENTRAL = "RECEIVED_AT_CENTRAL"
    PRINT_READY_RECORD = "PRINT_READY_RECORD"
    SENT_FOR_CARD_PRINTING = "SENT_FOR_CARD_PRINTING"
    CARD_PRINTED = "CARD_PRINTED"
    CARD_SHIPPED = "CARD_SHIPPED"
    CARD_ISSUED = "CARD_ISSUED"
    ENROLL_FAILURE_AT_REGIONAL = "ENROLL_FAILURE_AT_REGIONAL"
    ENROLL_FAILURE_AT_CENTRAL = "ENROLL_FAILURE_AT_CENTRAL"
    SEARCH_FAILURE_AT_CENTRAL = "SEARCH_FAILURE_AT_CENTRAL"
    ADJUDICATE_RECORD = "ADJUDICATE_RECORD"
    REQUEST_VALIDATION = "REQUEST_VALIDATION"
    DUPLICATE_RECORD = "DUPLICATE_RECORD"

    @property
    def label(self) -> str:
        """A few words, English source text."""
        return _TOLD[self][0]

    @property
    def meaning(self) -> str:
        """What it means for the resident, English source text."""
        return _TOLD[self][1]

    @property
    def cure(self) -> Cure:
        return _TOLD[self][2]

    @property
    def bad_end(self) -> bool:
        """No card comes of it by itself."""
        return self in BAD_ENDS

    @property
    def recorded(self) -> bool:
        """The resident is recorded already: another recording is never processed."""
        return self.cure not in {Cure.RECORD, Cure.RERECORD}


BAD_ENDS = frozenset(
    {
        NationalState.ENROLL_FAILURE_AT_REGIONAL,
        NationalState.ENROLL_FAILURE_AT_CENTRAL,
        NationalState.SEARCH_FAILURE_AT_CENTRAL,
        NationalState.ADJUDICATE_RECORD,
        NationalState.REQUEST_VALIDATION,
        NationalState.DUPLICATE_RECORD,
    }
)


@dataclass(frozen=True)
class NationalRecord:
    """What the office says of one resident: the centre's word, since when (ISO day or instant), where recorded.

    `as_of` and `place` are empty where the office does not know.
    """

    nik: str
    word: str
    as_of: str
    place: str

    @property
    def state(self) -> NationalState | None:
        """None for a word that this program does not know."""
        return parse_state(self.word)


def parse_state(word: str) -> NationalState | None:
    """The state of the centre's word; both kinds of duplicate are one."""
    if word.startswith(NationalState.DUPLICATE_RECORD.value):
        return NationalState.DUPLICATE_RECORD
    try:
        return NationalState(word)
    except ValueError:
        return None


_TOLD: dict[NationalState, tuple[str, str, Cure]] = {
    NationalState.UNREGISTERED: (
        N_("Not recorded"),
        N_("The national centre has no recording of this resident."),
        Cure.RECORD,
    ),
    NationalState.BIO_CAPTURED: (
        N_("Recorded, not sent on yet"),
        N_("The recording was made and is not at the national centre yet."),
        Cure.WAIT,
    ),
    NationalState.PROCESSING: (
        N_("Being prepared for the centre"),
        N_("The recording is being prepared to be sent to the national centre."),
        Cure.WAIT,
    ),
    NationalState.SENT_FOR_ENROLLMENT: (
        N_("On its way to the centre"),
        N_(
            "The recording was sent to the national centre and waits there to be taken in. This may take days or weeks."
        ),
        Cure.WAIT,
    ),
    NationalState.RECEIVED_AT_CENTRAL: (
        N_("Being checked at the centre"),
        N_("The national centre has the recording and checks that the resident is recorded only once."),
        Cure.WAIT,
    ),
    NationalState.PRINT_READY_RECORD: (
        N_("Ready to print (PRR)"),
        N_("The recording is accepted. The card can be printed as soon as there are blank cards."),
        Cure.COLLECT,
    ),
    NationalState.SENT_FOR_CARD_PRINTING: (
        N_("Being printed"),
        N_("The card was sent to be printed."),
        Cure.WAIT,
    ),
    NationalState.CARD_PRINTED: (
        N_("Printed"),
        N_("The card is printed."),
        Cure.COLLECT,
    ),
    NationalState.CARD_SHIPPED: (
        N_("On its way to the office"),
        N_("The card was sent to where it is handed over."),
        Cure.COLLECT,
    ),
    NationalState.CARD_ISSUED: (
        N_("Handed over"),
        N_("The resident has the card. It is valid for life."),
        Cure.NONE,
    ),
    NationalState.ENROLL_FAILURE_AT_REGIONAL: (
        N_("Failed at the regional server"),
        N_("Fingerprints, iris or photo were incomplete or unreadable at the regional server. No card comes of it."),
        Cure.RERECORD,
    ),
    NationalState.ENROLL_FAILURE_AT_CENTRAL: (
        N_("Failed at the centre"),
        N_("Fingerprints, iris or photo were incomplete or unreadable at the national centre. No card comes of it."),
        Cure.RERECORD,
    ),
    NationalState.SEARCH_FAILURE_AT_CENTRAL: (
        N_("Search failed at the centre"),
        N_("The centre could not compare the recording with the others. The recording itself is good."),
        Cure.RESEND,
    ),
    NationalState.ADJUDICATE_RECORD: (
        N_("Looks like somebody else"),
        N_("The recording looks like that of another NIK. People at the centre decide which of the two is right."),
        Cure.OFFICE,
    ),
    NationalState.REQUEST_VALIDATION: (
        N_("To be validated"),
        N_("The centre asks the office to confirm who the resident is."),
        Cure.OFFICE,
    ),
    NationalState.DUPLICATE_RECORD: (
        N_("Recorded twice"),
        N_("The resident was recorded before, under this or another NIK. No card comes of the second recording."),
        Cure.OFFICE,
    ),
}
