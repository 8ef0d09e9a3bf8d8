"""What may go wrong with a certified device (SBI), each in a sentence of its own, and what its error codes mean."""

from __future__ import annotations

from booth.devices.ports import DeviceBusy, DeviceError, DeviceFault, DeviceLost, DeviceRefused, DeviceTimeout, NoFinger
from booth.domain.errors import N_

QUIET_CODES = frozenset(("110", "111", "703"))
"""Not ready, busy, capture in progress: asked again without a word."""
_MOST_INFO = 160  # characters of a device's own words


class SbiGarbled(DeviceFault):
    """No HTTP, no JSON, too long, cut off, or not of the agreed form."""

    text = N_("{device}: its program sends answers that make no sense. Restart the computer; then call the technician.")


class SbiUnsigned(DeviceFault):
    """The answer is not signed, or in a way that proves nothing (`none`, HS256)."""

    text = N_("{device} does not sign its answers as it must. It is not used. Call the technician.")


class SbiBadSignature(DeviceFault):
    """The signature does not fit the answer."""

    text = N_("The signature of {device} is wrong: its answer was changed on the way. Call the technician.")


class SbiForeign(DeviceFault):
    """No chain of certificates leads from the signer to a root in the trust folder."""

    text = N_("The certificate of {device} is not from a maker this booth trusts. Call the technician.")


class SbiExpired(DeviceFault):
    """A certificate of the chain is not valid at this time."""

    text = N_(
        "The certificate of {device} is not valid today. Check the date of this computer; then call the technician."
    )


class SbiWrongMaker(DeviceFault):
    """The certificate is good, but of another maker than the device says it is from."""

    text = N_("{device} says it is from {claimed}, but its certificate is of {found}. Call the technician.")


class SbiWrongDevice(DeviceFault):
    """Another device answered than the one chosen."""

    text = N_("Another device answered than {device}. Nothing of it was used. Unplug the other one, then try again.")


class SbiReplayed(DeviceFault):
    """The answer belongs to another question: it was kept and sent again."""

    text = N_("{device} sent an old answer again. Nothing of it was used. Try again.")


class SbiClockOff(DeviceFault):
    """The time in the answer is more than the allowed five minutes from ours."""

    text = N_("The clocks of {device} and of this computer differ by more than five minutes. Set the clock.")


class SbiBrokenChain(DeviceFault):
    """The hash of a capture is not what follows from the one before and from its bytes."""

    text = N_("The captures of {device} do not follow one another. Nothing of them was used. Try again.")


class SbiWrongFingers(DeviceFault):
    """Other fingers or eyes came than were asked for, or another number of them."""

    text = N_("{device} gave {given} instead of {asked}. Nothing of it was used. Try again.")


class SbiBadScore(DeviceFault):
    """The quality is missing or no number from 0 to 100."""

    text = N_("{device} states no usable quality. Try again; if it happens again, call the technician.")


class SbiBadRecord(DeviceFault):
    """The image or the record around it is damaged, or not of the finger that was named."""

    text = N_("{device} sent a damaged image. Try again; if it happens again, call the technician.")


class SbiNoTrust(DeviceRefused):
    """The trust folder is missing or holds no root certificate."""

    text = N_("This booth has no certificates of device makers yet. The technician puts them into the folder {folder}.")


class SbiStandIn(DeviceRefused):
    """Its environment is not Production."""


class SbiNotForRegistration(DeviceRefused):
    """A device for authentication only."""

    text = N_("{device} is made for checking identities, not for recording. Connect another one.")


class SbiOtherVersion(DeviceRefused):
    """It speaks only versions that we do not."""

    text = N_("{device} speaks another version than this booth. Call the technician.")


class SbiNotReady(DeviceError):
    """110, also after asking again."""

    text = N_("{device} is not ready. Wait a moment, then try again; if it happens again, call the technician.")


class SbiInUse(DeviceBusy):
    """111 or 703, also after asking again."""

    text = N_("{device} is busy. Wait a moment, then try again.")


class SbiNothingSeen(DeviceTimeout):
    """101 or 701 from a face or iris device."""

    text = N_("{device} saw nothing that it could take. Try again.")


class SbiAskew(NoFinger):
    """105: the hand or the face lies the wrong way."""

    text = N_("It lies or stands the wrong way for {device}. Place it again.")


class SbiTampered(DeviceError):
    text = N_("{device} says that it was opened by force. Do not use it. Call the technician.")


class SbiNotRegistered(DeviceError):
    text = N_("{device} is not registered with its maker yet. Call the technician.")


class SbiKeyExpired(DeviceError):
    text = N_("The key of {device} has expired: its program must reach its maker once. Call the technician.")


class SbiMisunderstood(DeviceFault):
    """109, 112–123, 5xx: it refuses what we ask, which is a fault of ours."""

    text = N_("{device} refuses what the booth asks (code {code}). Call the technician.")


class SbiReported(DeviceFault):
    """A code that we do not know, with the device's own words."""

    text = N_("{device} reports: {info} (code {code}). Try again; if it happens again, call the technician.")


class SbiSilent(DeviceTimeout):
    """The program took the call and says nothing."""

    text = N_("{device}: its program no longer answers. Unplug the device, plug it in again, then try again.")


def code_error(code: str, info: str, device: str, *, finger: bool) -> DeviceError:
    """The error that the device's `code` stands for; `info` are its own words, shown only where we have none.

    `finger` tells which sentence "nothing there" gets.
    """
    detail = f"code {code}: {clean(info)}"
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 6 else -1
    # Errors of authentication captures mirror those of registration captures.
    number = number - 100 if 800 <= number <= 810 else number
    kind = _KINDS.get(number)
    if number in _NOTHING_THERE:
        kind = NoFinger if finger else SbiNothingSeen
    if kind is None:
        ours = number == 109 or 112 <= number <= 123 or number in _OURS
        kind = SbiMisunderstood if ours else SbiReported
    return kind(detail, device=device, code=clean(code)[:20] or "?", info=clean(info) or "?")


def clean(text: str) -> str:
    """A device's own words, fit for one line of a screen."""
    return "".join(c for c in text[:_MOST_INFO] if c.isprintable()).strip()


_NOTHING_THERE = frozenset((101, 701, 707, 708))
_OURS = frozenset((500, 501, 502, 702, 704, 706))
_KINDS: dict[int, type[DeviceError]] = {
    100: SbiNotRegistered,
    103: SbiTampered,
    105: SbiAskew,
    106: DeviceLost,
    107: SbiKeyExpired,
    108: SbiKeyExpired,
    110: SbiNotReady,
    111: SbiInUse,
    202: DeviceLost,
    503: DeviceLost,
    703: SbiInUse,
    705: DeviceLost,
    709: SbiNotForRegistration,
}
