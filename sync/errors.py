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


class StatementRefused(SyncError):
    """A bulletin, a letter or a key is not signed by who should have, or is for another booth. It is not used."""

    text = N_("What came from the office is not genuine. It was not used; call the technician.")


class LetterDamaged(SyncError):
    """A letter cannot be opened or read. It is fetched again."""

    text = N_("The register that came from the office is damaged. It was not used and is fetched again.")


class LetterGone(SyncError):
    """The office has a newer letter in the place of this one. Ask again."""


class QueueError(SyncError):
    """The outbox cannot be read or written."""

    text = N_("The queue of recordings cannot be opened. Call the technician.")


class QueueFull(QueueError):
    """The disk has no room for another packet."""

    text = N_("The disk is full. Nothing was lost; free some space, then try again.")


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


class NotTheOffice(LineError):
    """Something answers that does not speak our protocol: a captive portal, a proxy."""

    text = N_("Something else answers in the place of the office. Open a browser and log in to this network first.")


class OfficeBusy(SyncError):
    """The office asks this booth to wait `wait` seconds (429, 503), or failed itself."""

    text = N_("The office cannot take recordings now. They wait here and are sent by themselves.")

    def __init__(self, detail: str = "", wait: float = 0.0) -> None:
        super().__init__(detail)
        self.wait = wait


class OfficeFailed(OfficeBusy):
    """The office failed over this request (500): perhaps because of this packet."""


class PacketRefused(SyncError):
    """The office refuses this packet for good; `code` says why. The rest goes on."""

    text = N_("The office refused a recording ({code}). It is kept here; call the technician.")

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)
        self.code = code


class LoginRefused(SyncError):
    """The office refuses this booth: enrolment, revocation or clock. Ends the round."""

    text = N_("The office does not accept this booth ({reason}). Call the technician.")


class CertificateRefused(LoginRefused):
    """The office's certificate is not the pinned one. Ends the round."""

    text = N_("The other end is not the office: its certificate is unknown. Nothing was sent; call the technician.")


class ClockWrong(LoginRefused):
    """More than ten minutes between this computer's clock and the office's. Ends the round."""

    text = N_("The clock of this computer is wrong: the office has {there}, here it is {here}. Set date and time.")


class BoothRevoked(LoginRefused):
    """The office has withdrawn this booth. Ends the round."""

    text = N_("The office has closed this booth. Nothing was deleted, recordings stay here; call the office.")


class BoothUnknown(LoginRefused):
    """The office does not know this booth or its key. Ends the round."""

    text = N_("The office does not know this booth. Nothing was deleted, recordings stay here; call the technician.")


class EnrolRefused(SyncError):
    """The enrolment code is wrong, used, or expired."""

    text = N_("The office does not accept this code: it is wrong, used up or too old. Ask for a new one.")


class CodeMistyped(EnrolRefused):
    """What was typed is no code: not 32 characters, or one that no code has."""

    text = N_("This is not a whole code. It has 32 letters and digits in groups of four; compare them one by one.")


class CodeOfAnotherOffice(EnrolRefused):
    """The certificate at this address is not the one in the code. Nothing was told to the other end."""

    text = N_("This code does not belong to the office at this address. Check address and code, letter by letter.")


class ProofWanted(EnrolRefused):
    """The office knows this booth's seal key and did not get, or not believe, the proof of it."""

    text = N_("The office knows this booth already and does not believe that this is it. Call the office.")


class OtherBooth(EnrolRefused):
    """The office would make another booth of this one, whose recordings it then refused. Nothing was changed."""

    text = N_(
        "The office does not know this booth under its number {booth}. Nothing was changed, recordings stay here; "
        "check the address and call the office."
    )

    def __init__(self, booth: str) -> None:
        super().__init__(booth, booth=booth)


class OtherOffice(SyncError):
    """What answers at a new address is not the office that this booth is enrolled at. Nothing was changed."""

    text = N_(
        "At {url} answers another office than the one this booth is enrolled at. Nothing was changed; check the "
        "address, or ask the office for a code."
    )


class NotEnrolled(SyncError):
    """There is no office in this data folder yet."""

    text = N_("This booth is not enrolled at an office yet. Ask the office for a code, then enrol it.")


class IdentityDamaged(SyncError):
    """The file that says who the office is cannot be read, or its key is missing."""

    text = N_("What this booth knows of the office is damaged. Nothing was deleted; call the technician.")
    hint = "Ask the office for a code and run “booth provision --again”, or restore the last backup."


class AddressRefused(SyncError):
    """The office's address cannot be used: no https, no host, or something else in it."""

    text = N_("This is no usable address: {url}. It looks like https://office.example:8443.")


class MannersUnusable(SyncError):
    """`line.toml` says something that cannot be used. Recordings are sent as if it were not there."""

    text = N_("The file {file} cannot be used: {reason}. Sending goes on without it.")


class AgentRunning(SyncError):
    """Another process, or this one, already sends for this booth."""

    text = N_("Another program already sends the recordings of this booth. There is nothing to do.")


class StickMissing(SyncError):
    """The folder named as the stick is not there."""

    text = N_("There is no stick at {stick}. Put it in, wait a moment, then name its folder.")


class StickLost(SyncError):
    """Reading or writing failed in the middle: pulled out, worn out, not mounted any more."""

    text = N_("The stick was pulled out or does not work ({reason}). Nothing is lost: put it in and do it again.")


class StickClosed(SyncError):
    """The stick can be read only, or belongs to another user."""

    text = N_("The stick cannot be written: {reason}. Is its switch on “lock”? Otherwise take another stick.")


class StickFull(SyncError):
    """No room on the stick for one file more."""

    text = N_("The stick is full. Nothing is lost: make room on it or take a second stick.")


class CourierRunning(SyncError):
    """Another process, or this one, reads or writes a stick for the same data folder."""

    text = N_("Another program is reading or writing a stick here. Wait until it has finished.")


class FolderUnusable(SyncError):
    """The data folder is not there, or may not be written."""

    text = N_("The folder {folder} cannot be used: {reason}.")


class DoorRefused(SyncError):
    """The office's side: a request was not let in. `code` goes into the answer's `Problem`."""

    text = N_("The office does not accept this booth ({reason}). Call the technician.")

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code, reason=code)
        self.code = code
