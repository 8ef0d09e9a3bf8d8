"""A receipt printer at USB, on a bus that is made up: found, claimed, printed on in packets, let go."""

from __future__ import annotations

import errno
from types import SimpleNamespace

import pytest
import usb.core
from usb.backend import IBackend

from booth.devices.emulators.printer_commands import CommandReader
from booth.devices.emulators.printer_paper import Paper
from booth.devices.ports import Cancel, DeviceBusy, DeviceForbidden, DeviceLost, DeviceMissing
from booth.devices.printer import escpos as driver
from booth.devices.printer.errors import PaperOut, PrintCutOff
from booth.devices.printer.escpos import EscposPrinter, Limits
from booth.devices.printer.usb import PRINTER_CLASS, UsbLine, UsbMissing, usb_printers
from booth.devices.slip import Heading, Row, Slip

QUICK = Limits(connect=1.0, answer=0.2, stall=0.4)
SLIP = Slip("t", "f", (Heading("HELLO"), *(Row(f"Label {n}", "value") for n in range(20))))
PACKET = 64


class Bus(IBackend):
    """One printer with a way out and, if it answers, a way in."""

    def __init__(self, *, kind=PRINTER_CLASS, answers=True):
        self.kind = kind
        self.answers = answers
        self.paper = Paper(80)
        self.reader = CommandReader()
        self.said = b""
        self.status = 0x18
        self.refuse = {}
        self.gone_after = None
        self.packets = []
        self.claimed = False

    def _check(self, what):
        if what in self.refuse:
            raise usb.core.USBError("refused", None, self.refuse[what])

    def enumerate_devices(self):
        return iter([self])

    def get_device_descriptor(self, _device):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E15, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, _device, _config):
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, _device, intf, alt, _config):
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=2 if self.answers else 1, bInterfaceClass=self.kind, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, _device, end, *_):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(0x03, 0x81)[end], bmAttributes=2, wMaxPacketSize=PACKET,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, _device):
        self._check("open")
        return self

    def close_device(self, _handle):
        pass

    def get_configuration(self, _handle):
        return 1

    def claim_interface(self, _handle, _interface):
        self._check("claim")
        self.claimed = True

    def release_interface(self, _handle, _interface):
        self.claimed = False

    def is_kernel_driver_active(self, _handle, _interface):
        return False

    def ctrl_transfer(self, _handle, kind, request, _value, _index, data, _timeout):
        if (kind, request) == (0xA1, 1):
            data[0] = self.status
            return 1
        raise usb.core.USBError("stall", None, errno.EPIPE)

    def bulk_write(self, _handle, _end, _interface, data, timeout):
        assert timeout > 0, "it would wait for ever"
        assert len(data) <= PACKET
        if self.gone_after is not None and len(self.packets) >= self.gone_after:
            raise usb.core.USBError("gone", None, errno.ENODEV)
        self.packets.append(bytes(data))
        for command in self.reader.feed(bytes(data)):
            self.paper.do(command)
            if command.name == "DLE EOT":
                self.said += b"\x12"
            elif command.name == "GS r":
                self.said += b"\0"
        return len(data)

    def bulk_read(self, _handle, _end, _interface, buffer, timeout):
        assert timeout > 0, "it would wait for ever"
        if not self.said:
            raise usb.core.USBTimeoutError("nothing", None, errno.ETIMEDOUT)
        taken, self.said = self.said[: len(buffer)], self.said[len(buffer) :]
        for at, byte in enumerate(taken):
            buffer[at] = byte
        return len(taken)


@pytest.fixture(autouse=True)
def _strangers():
    driver._known.clear()


def test_a_slip_goes_out_in_packets():
    bus = Bus()
    line = UsbLine(backend=bus)
    assert bus.claimed
    printer = EscposPrinter("usb", line, limits=QUICK)
    printer.print_slip(SLIP, timeout=10, cancel=Cancel())
    assert bus.paper.slips[0].text.startswith("HELLO")
    assert printer.info.details["answers"] == 1
    printer.close()
    assert not bus.claimed


def test_one_that_only_listens_is_printed_on():
    bus = Bus(answers=False)
    printer = EscposPrinter("usb", UsbLine(backend=bus), limits=QUICK)
    printer.print_slip(SLIP, timeout=10, cancel=Cancel())
    assert bus.paper.slips[0].text.startswith("HELLO")
    assert printer.info.details["answers"] == 0


def test_without_paper_the_interface_itself_says_so():
    bus = Bus(answers=False)
    bus.status = 0x20
    with pytest.raises(PaperOut):
        EscposPrinter("usb", UsbLine(backend=bus), limits=QUICK)


def test_pulled_out_in_the_middle():
    bus = Bus()
    printer = EscposPrinter("usb", UsbLine(backend=bus), limits=QUICK)
    bus.gone_after = len(bus.packets) + 5
    with pytest.raises(PrintCutOff):
        printer.print_slip(SLIP, timeout=10, cancel=Cancel())
    with pytest.raises(DeviceLost):
        printer.print_slip(SLIP, timeout=10, cancel=Cancel())


@pytest.mark.parametrize(
    ("number", "error"), [(errno.EACCES, DeviceForbidden), (errno.EBUSY, DeviceBusy), (errno.ENODEV, DeviceMissing)]
)
def test_what_the_system_refuses_is_said(number, error):
    bus = Bus()
    bus.refuse["claim"] = number
    with pytest.raises(error):
        UsbLine(backend=bus)


def test_only_printers_are_found_unless_they_are_named():
    keyboard = Bus(kind=3)
    assert list(usb_printers(backend=keyboard)) == []
    with pytest.raises(DeviceMissing):
        UsbLine(backend=keyboard)
    assert len(list(usb_printers(0x04B8, 0x0E15, backend=keyboard))) == 1
    with pytest.raises(DeviceMissing):
        UsbLine(0x1234, 0x5678, backend=Bus())


def test_a_computer_without_libusb_is_told_what_to_do(monkeypatch):
    def find(**_):
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", find)
    with pytest.raises(UsbMissing):
        list(usb_printers())
