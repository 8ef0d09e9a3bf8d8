"""What kinds of devices are called, and the names that drivers say in the language of the moment."""

from __future__ import annotations

from functools import cache

from booth.devices.ports import DeviceKind
from booth.devices.usb.frames import NAME as USB_READER
from booth.domain.errors import N_
from resources.i18n import LANGUAGES, catalogue

KIND_LABELS = {
    DeviceKind.FINGER.value: N_("Fingerprint scanner"),
    DeviceKind.CAMERA.value: N_("Camera"),
    DeviceKind.PRINTER.value: N_("Printer"),
    DeviceKind.SIGNATURE.value: N_("Signature pad"),
    DeviceKind.IRIS.value: N_("Iris scanner"),
}
_SAID = (*KIND_LABELS.values(), USB_READER, N_("Network camera"))


def source_name(name: str) -> str:
    """The source text of a name that a driver said in the language of the moment; a device's own name as it is.

    What is stored bears this one, so that a device stays the same when the language changes.
    """
    return _sources().get(name, name)


@cache
def _sources() -> dict[str, str]:
    return {form: source for code in LANGUAGES for source in _SAID for form in catalogue(code).get(source, ())[:1]}
