"""What can go wrong in the demonstration."""

from __future__ import annotations

from booth.domain.errors import N_, BoothError


class ProgramFailed(BoothError):
    """One of our programs ended with an error."""

    text = N_("“{program}” failed: {reason}")


class NoDisplay(BoothError):
    """The virtual screen cannot be started."""

    text = N_("The virtual screen cannot be started ({reason}). Run packaging/prepare demo first.")


class RobotLost(BoothError):
    """The window did not come to where the robot expected it."""

    text = N_("The demonstration waited for “{wanted}”, but the window shows “{found}”.")


class LineLost(BoothError):
    """The line did not do what the demonstration made it do."""

    text = N_("The demonstration waited for the line to be “{wanted}”.")


class TooFewResidents(BoothError):
    """One recording arrives over the bad line; a courier needs another."""

    text = N_("Over a bad line at least {n} residents are recorded. Use a larger number with --residents.")


class CountsDiffer(BoothError):
    """The day did not end as it must."""

    text = N_("The counts differ: {recorded} recorded, {received} received, {wanted} wanted.")


class FolderNotEmpty(BoothError):
    """What is kept would mix with what is there."""

    text = N_("The folder {folder} is not empty. Name a new one.")
