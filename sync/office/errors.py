"""What can go wrong at the office, with a sentence for the officer and a hint for the technician."""

from __future__ import annotations

from resources.i18n import N_
from sync.errors import SyncError


class OfficeError(SyncError):
    """Root of the office's errors."""

    text = N_("The office cannot do this. Call the technician.")


class OfficeExists(OfficeError):
    """There are keys here already. They are never overwritten: packets could no longer be opened."""

    text = N_("There is an office in {folder} already. Nothing was changed.")


class OfficeMissing(OfficeError):
    """The data folder holds no office."""

    text = N_("There is no office in {folder}. Make one with: booth-office init --data {folder}")


class OfficeUnreadable(OfficeError):
    """A file of the office is missing, damaged or closed to us."""

    text = N_("The office's file {file} cannot be read: {reason}. Bring it back from the backup.")


class OfficeUnwritable(OfficeError):
    """The data folder cannot be written."""

    text = N_("The office's folder cannot be written: {reason}.")


class OfficeFull(OfficeUnwritable):
    """The disk has no room."""

    text = N_("The office's disk is full. Nothing was accepted; free some space.")


class OfficeBusy(OfficeError):
    """Another process held a database for too long."""

    text = N_("Another program is writing the office's data. Wait a moment, then try again.")


class OfficeServed(OfficeError):
    """Another receiver serves this data folder."""

    text = N_("A receiver is running on this folder already. Stop it first.")


class OfficeNewer(OfficeError):
    """The ledger was written by a newer version."""

    text = N_("These data were written by a newer version of this program. Install that version; nothing was changed.")


class OfficeDamaged(OfficeError):
    """The ledger is no longer a database."""

    text = N_("The office's ledger is damaged. Stop the receiver and bring the ledger back from the backup.")


class RegisterDamaged(OfficeDamaged):
    """The database of residents and decisions is no longer one."""

    text = N_("The office's file {file} is damaged. Stop the receiver and bring it back from the backup.")


class UnknownKecamatan(OfficeError):
    """Not a code of the list of kecamatan."""

    text = N_("There is no kecamatan with the code {code}. It has six digits, for example 62.02.05.")


class UnknownBooth(OfficeError):
    """No booth with this name."""

    text = N_("There is no booth {booth}. The booths are listed by: booth-office booths")


class AccountExists(OfficeError):
    """The login is taken."""

    text = N_("There is an account {login} already. Nothing was changed.")


class LoginMalformed(OfficeError):
    """Not a login name."""

    text = N_("A login has 2 to 32 small letters, digits, dots or hyphens.")


class PasswordTooShort(OfficeError):
    """The new password is too short."""

    text = N_("A password has at least {count} characters.")


class PasswordsDiffer(OfficeError):
    """The new password was typed in two ways."""

    text = N_("The two passwords differ. Nothing was changed; try again.")


class PasswordMissing(OfficeError):
    """Nobody is there to be asked for a password."""

    text = N_("A password is needed. Run this in a terminal, or give --password-file FILE.")


class PlainOffLoopback(OfficeError):
    """`--http` with a host that others can reach."""

    text = N_("Without encryption the office serves this machine only. Leave --http away, or use --host 127.0.0.1.")


class AddressTaken(OfficeError):
    """The address cannot be listened on."""

    text = N_("Cannot listen on {host}, port {port}: {reason}.")


class HostMalformed(OfficeError):
    """Neither a host name nor an address."""

    text = N_("{host} is neither a host name nor an address.")


class DayMalformed(OfficeError):
    """Not a day."""

    text = N_("{day} is not a day. Write it as year-month-day, for example 2016-09-05.")


class Conflict(OfficeError):
    """The ledger holds another packet under this id."""

    text = N_("The office holds another recording under this id. It was not overwritten.")


class DigestWrong(OfficeError):
    """What arrived is not what the manifest promises."""

    text = N_("The recording arrived damaged. It is sent again by itself.")


class Superseded(OfficeError):
    """A newer request took this upload over."""

    text = N_("A newer connection goes on with this recording.")
