"""The one exception tree of the sync, with texts for the operator and hints for the technician."""

from __future__ import annotations

from resources.i18n import N_


class SyncError(Exception):
    """Root. `text` is a source text with `{named}` fields for whoever reads the screen; `params` fills it."""

    text: str = N_("Sending failed. It will be tried again.")
    hint: str = ""

    def __init__(self, detail: str = "", **params: object) -> None:
        self.params = params
        self.detail = detail
        super().__init__(detail or self.text)


class PacketError(SyncError):
    """A packet is damaged, altered, or signed by nobody we know."""

    text = N_("The sealed recording is damaged and was not accepted.")


class SealFailed(PacketError):
    """A packet could not be made: too large, a fact malformed, an unusable recipient."""

    text = N_("The recording could not be sealed. Nothing is lost; call the technician.")


class ReceiptError(SyncError):
    """A receipt is not the office's, or is for another packet. Nothing is purged."""

    text = N_("The office's receipt is not genuine. Nothing was deleted; call the technician.")


class QueueError(SyncError):
    """The outbox cannot be read or written."""

    text = N_("The queue of recordings cannot be opened. Call the technician.")


class QueueFull(QueueError):
    """The disk has no room for another packet."""

    text = N_("The disk is full. The draft is kept; free some space, then save again.")


class QueueBusy(QueueError):
    """Another process held the queue for too long."""

    text = N_("Another program holds the queue of recordings. Wait a moment, then try again.")


class QueueDamaged(QueueError):
    """The file is no outbox any more. It is never deleted: what it holds may be recovered."""

    text = N_("The queue of recordings is damaged. Nothing was deleted; leave it as it is and call the technician.")
    hint = "Copy outbox.db with its -wal and -shm files to another disk, then restore the last backup."


class QueueConflict(QueueError):
    """Another packet with this id, or with this number, is already in the queue."""

    text = N_("Another recording was saved at the same moment. Save again.")


class QueueNewer(QueueError):
    """The outbox was written by a newer version of this program."""

    text = N_("These data were written by a newer version of this program. Install that version; nothing was changed.")


class LineError(SyncError):
    """The office cannot be reached now: try later."""

    text = N_("The office cannot be reached. Recordings wait here and are sent by themselves.")


class LoginRefused(SyncError):
    """The office refuses this booth: enrolment, revocation or clock. Ends the round."""

    text = N_("The office does not accept this booth ({reason}). Call the technician.")


class CertificateRefused(LoginRefused):
    """The office's certificate is not the pinned one. Ends the round."""

    text = N_("The other end is not the office: its certificate is unknown. Nothing was sent; call the technician.")


class EnrolRefused(SyncError):
    """The enrolment code is wrong, used, or expired."""

    text = N_("The office does not accept this code: it is wrong, used up or too old. Ask for a new one.")


class CodeMistyped(EnrolRefused):
    """What was typed is no code: not 32 characters, or one that no code has."""

    text = N_("This is not a whole code. It has 32 letters and digits in groups of four; compare them one by one.")


class CodeOfAnotherOffice(EnrolRefused):
    """The certificate at this address is not the one in the code. Nothing was told to the other end."""

    text = N_("This code does not belong to the office at this address. Check address and code, letter by letter.")


class DoorRefused(SyncError):
    """The office's side: a request was not let in. `code` goes into the answer's `Problem`."""

    text = N_("The office does not accept this booth ({reason}). Call the technician.")

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code, reason=code)
        self.code = code
