"""What keeps a receipt printer from printing, each with what to do."""

from __future__ import annotations

from booth.devices.ports import DeviceError
from booth.domain.errors import N_


class PrinterNotReady(DeviceError):
    """The printer is there and says that it cannot print. Nothing was printed."""

    text = N_("The printer is on, but not ready. Press its FEED or ONLINE button, or switch it off and on.")


class PaperOut(PrinterNotReady):
    """No paper."""

    text = N_("The printer has no paper. Put in a new roll; then it goes on.")


class CoverOpen(PrinterNotReady):
    """The cover is open."""

    text = N_("The cover of the printer is open. Close it; then it goes on.")


class PrinterJammed(PrinterNotReady):
    """Cutter or mechanics report an error."""

    text = N_("The printer reports a fault. Switch it off, take out jammed paper, switch it on again.")


class PrinterHot(PrinterNotReady):
    """The print head cools down."""

    text = N_("The print head of the printer is too hot. It goes on by itself when it has cooled down.")


class PrintCutOff(DeviceError):
    """Part of the slip went to the printer, and what became of it is not known: never printed again by itself.

    `why` in `params` is a sentence on its own, translated already.
    """

    text = N_("The paper may have been cut off in the middle. {why} Tear it off; it can be printed again.")
