"""What may go wrong with the vault: one tree of errors, with words for the operator and hints for the technician."""

from __future__ import annotations

from booth.domain.errors import N_, BoothError


class StoreError(BoothError):
    """Root of all that the store may raise."""

    text = N_("The data of this booth cannot be used now. Try again; if it happens again, call the technician.")


class VaultMissing(StoreError):
    """This folder holds no vault: the booth was never set up here."""

    text = N_("This booth has not been set up yet. Call the technician.")
    hint = N_("Run “booth provision” on this data folder, or restore a backup.")


class VaultExists(StoreError):
    """A vault, or a part of one, is already there. Nothing was changed."""

    text = N_("This folder already holds the data of a booth. Nothing was changed.")
    hint = N_("Choose another data folder, or log in to this one.")


class VaultDamaged(StoreError):
    """The vault's files cannot be read. They are left as they are, never deleted."""

    text = N_("The data of this booth are damaged and were not opened. Nothing was deleted. Call the technician.")
    hint = N_("Copy the data folder to another disk first. Then restore the last backup.")


class VaultNewer(StoreError):
    """The vault was written by a newer major version. It was not opened."""

    text = N_("These data were written by a newer version of this program. Install that version; nothing was changed.")


class VaultBusy(StoreError):
    """Another process held the vault for longer than we wait."""

    text = N_("Another program is using the data of this booth. Wait a moment, then try again.")
    hint = N_("Look for a second copy of this program, or for a backup program that holds vault.db.")


class VaultReadOnly(StoreError):
    """The vault's files or folder may not be written."""

    text = N_("The data of this booth cannot be written. Call the technician.")
    hint = N_("Check the owner and the permissions of the data folder, and whether the disk became read-only.")


class VaultClosed(StoreError):
    """The vault was closed, because somebody logged out."""

    text = N_("You are logged out. Log in again.")


class DiskFull(StoreError):
    """No room: the transaction was taken back, everything saved before is still there."""

    text = N_("The disk is full. Nothing was lost; free some space, then try again.")
    hint = N_("Empty the recycle bin and remove old downloads; never delete files of the data folder.")


class DiskFaulty(StoreError):
    """Reading or writing failed for another reason than room: a broken disk, a pulled cable."""

    text = N_("The disk reports errors. What was saved before is still there; call the technician.")
    hint = N_("Check the cable and the health of the disk, and copy the data folder to another disk.")


class LoginRefused(StoreError):
    """Login or password is wrong, or it is too early to try again. Which of the two was wrong is never told.

    `wait` is the number of seconds until the next attempt is looked at.
    """

    text = N_("Login or password is wrong. Try again.")

    def __init__(self, wait: int = 0) -> None:
        super().__init__(wait=wait)
        self.wait = wait
        if wait:
            self.text = N_("Login or password is wrong. Wait {wait} seconds, then try again.")


class UserError(StoreError):
    """Root of what is wrong with a change of users."""


class PasswordTooShort(UserError):
    """Shorter than the least length."""

    text = N_("The password needs at least {least} characters.")


class LoginInvalid(UserError):
    """Not a login."""

    text = N_("A login has 2 to 32 small letters, digits, dots, hyphens or underscores, and starts with a letter.")


class LoginTaken(UserError):
    """Somebody has this login."""

    text = N_("The login “{login}” is already in use. Choose another one.")


class UserUnknown(UserError):
    """Nobody with this login can log in."""

    text = N_("There is no user “{login}” who can log in.")


class NotAllowed(UserError):
    """The person logged in may not do this."""

    text = N_("Only a supervisor or a technician may do this.")


class OwnLogin(UserError):
    """Nobody disables their own login, so that somebody always remains who can log in."""

    text = N_("You cannot switch off your own login. Ask another supervisor or technician.")


class AuditBroken(StoreError):
    """The activity log was altered outside this program. `row` is the first row that does not fit."""

    text = N_("The activity log was changed from outside (entry {row}). Call the technician.")
    hint = N_("Keep this data folder as evidence and report it; recordings are not affected.")

    def __init__(self, row: int) -> None:
        super().__init__(row=row)
        self.row = row


class NotFound(StoreError):
    """No such draft or recording any more."""

    text = N_("This recording is not on this booth any more. Open the list again.")


class AlreadyThere(StoreError):
    """A draft or recording with this id exists and says something else."""

    text = N_("This recording is already saved and cannot be changed.")
