"""Receipt printers at USB, through libusb: the first interface of the printer class, or a printer by its ids.

Every transfer is one packet of the endpoint and has a limit, because of a transfer that was cut off libusb does not
tell how much of it arrived.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import usb.core
import usb.util

from booth.devices.ports import DeviceBusy, DeviceError, DeviceFault, DeviceForbidden, DeviceLost, DeviceMissing
from booth.devices.printer.lines import DEVICE
from booth.domain.errors import N_
from resources.i18n import tr

PRINTER_CLASS = 7
PACKET_WAIT = 50  # ms
CONTROL_WAIT = 300  # ms
READ_WAIT = 5  # ms
_GET_PORT_STATUS = (0xA1, 1)
_NO_PAPER = 0x20


class UsbMissing(DeviceFault):
    """libusb itself is not installed."""

    text = N_("The printer cannot be reached by USB on this computer. Call the technician.")
    hint = "Install libusb-1.0; on Windows give the printer the WinUSB driver, or use it as a system printer."


class UsbLine:
    """A printer at USB, ours until it is closed."""

    def __init__(self, vendor: int = 0, product: int = 0, *, backend: Any = None) -> None:
        """The printer with these ids, or the first one. Raises `DeviceError`."""
        device = next(usb_printers(vendor, product, backend=backend), None)
        if device is None:
            raise DeviceMissing("no USB printer", device=tr(DEVICE))
        self._device = device
        try:
            self._claim(device)
        except usb.core.USBError as error:
            usb.util.dispose_resources(device)
            raise _trouble(error) from error
        self.name = printer_name(device)
        self.serial = _string(device, "serial_number")

    def send(self, data: bytes) -> int:
        try:
            return int(self._out.write(data[: self._out.wMaxPacketSize], PACKET_WAIT))
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError as error:
            raise DeviceLost(str(error.errno), device=tr(DEVICE)) from error

    def receive(self) -> bytes:
        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(self._in.wMaxPacketSize, READ_WAIT))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise DeviceLost(str(error.errno), device=tr(DEVICE)) from error

    def pending(self) -> int:
        return 0  # a transfer that ended has arrived

    def no_paper(self) -> bool:
        """Whether the USB interface itself says that the paper is out; for printers that answer nothing else."""
        kind, request = _GET_PORT_STATUS
        try:
            answer = self._device.ctrl_transfer(kind, request, 0, self._interface, 1, CONTROL_WAIT)
        except usb.core.USBError:
            return False
        return len(answer) == 1 and bool(answer[0] & _NO_PAPER)

    def close(self) -> None:
        with suppress(usb.core.USBError):
            usb.util.release_interface(self._device, self._interface)
        usb.util.dispose_resources(self._device)

    def _claim(self, device: Any) -> None:
        try:
            configuration = device.get_active_configuration()
        except usb.core.USBError:
            device.set_configuration()
            configuration = device.get_active_configuration()
        interface = next((i for i in configuration if i.bInterfaceClass == PRINTER_CLASS), configuration[0, 0])
        self._interface = int(interface.bInterfaceNumber)
        with suppress(RuntimeError, usb.core.USBError):  # a system that has no such drivers
            if device.is_kernel_driver_active(self._interface):
                device.detach_kernel_driver(self._interface)
        usb.util.claim_interface(device, self._interface)
        ends = [end for end in interface if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK]
        outs = [e for e in ends if usb.util.endpoint_direction(e.bEndpointAddress) == usb.util.ENDPOINT_OUT]
        ins = [e for e in ends if usb.util.endpoint_direction(e.bEndpointAddress) == usb.util.ENDPOINT_IN]
        if not outs:
            raise DeviceMissing("nothing to print on at this USB device", device=tr(DEVICE))
        self._out, self._in = outs[0], (ins[0] if ins else None)


def usb_printers(vendor: int = 0, product: int = 0, *, backend: Any = None) -> Iterator[Any]:
    """The USB devices that have a printer's interface, or those with these ids. Raises `UsbMissing`."""
    ids = {"idVendor": vendor, "idProduct": product} if vendor or product else {}
    try:
        found = list(usb.core.find(find_all=True, backend=backend, **ids))
    except usb.core.NoBackendError as error:
        raise UsbMissing from error
    except usb.core.USBError as error:
        raise _trouble(error) from error
    for device in found:
        if ids or _is_printer(device):
            yield device


def printer_name(device: Any) -> str:
    """Maker and model as the device says them; empty where it may not be asked."""
    return _string(device, "manufacturer", "product")


def _is_printer(device: Any) -> bool:
    try:
        return any(i.bInterfaceClass == PRINTER_CLASS for configuration in device for i in configuration)
    except usb.core.USBError:
        return False


def _string(device: Any, *names: str) -> str:
    found = []
    for name in names:
        with suppress(usb.core.USBError, ValueError, RuntimeError):
            found.append(str(getattr(device, name) or "").strip("\0 "))
    return " ".join("".join(c for c in text if c.isprintable()) for text in found if text)[:60]


def _trouble(error: usb.core.USBError) -> DeviceError:
    if error.errno in {errno.EACCES, errno.EPERM}:
        return DeviceForbidden("usb", device=tr(DEVICE))
    if error.errno == errno.EBUSY:
        return DeviceBusy("usb", device=tr(DEVICE))
    return DeviceMissing(str(error.errno), device=tr(DEVICE))
