"""The driver of USB readers in virtual time: what the helper may say, and what becomes of one that dies or hangs."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from booth.devices import registry
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceForbidden,
    DeviceLost,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
    FingerEvent,
    NoFinger,
)
from booth.devices.usb import scanner as usb
from booth.devices.usb.frames import FrameReader
from booth.devices.usb.helper import HelperGone, HelperProcess, LibfprintMissing
from booth.devices.usb.link import TooHot
from booth.devices.usb.readers import UsbDevice, parse_hwdb, serial_at, usb_devices
from booth.devices.usb.scanner import NoImages, StillThere, UsbScanner

URU = {"driver": "uru4000", "name": "U.are.U 4500", "place": "", "captures": True}
VIRTUAL = {"driver": "virtual_image", "name": "Virtual", "place": "", "captures": True}
INSIDE = {"driver": "synaptics", "name": "Synaptics", "place": "", "captures": False}
WITHIN = 3.0  # seconds in which a fault must show
PIXELS = bytes(range(1, 7)) * 10


def image(width=10, height=6, ppi=0, raw=PIXELS):
    return [{"image": {"width": width, "height": height, "ppi": ppi, "size": len(raw)}}, raw]


class Helper:
    """A helper in virtual time. `script` is what a capture says, as (seconds after it began, messages)."""

    def __init__(self, clock, *, readers=(VIRTUAL,), script=(), missing=""):
        self.clock, self.readers, self.script = clock, list(readers), list(script)
        self.coming = [(clock(), {"missing": missing} if missing else {"hello": 1})]
        self.orders, self.dead, self.hangs, self.killed, self.closed = [], False, False, 0, 0

    def later(self, seconds, *messages):
        self.coming += [(self.clock() + seconds, message) for message in messages]

    def read(self):
        if self.dead:
            raise HelperGone
        due = [message for at, message in self.coming if at <= self.clock()]
        self.coming = [each for each in self.coming if each[0] > self.clock()]
        data = b""
        for message in due:
            if message == "die":
                self.dead = True
            elif message == "hang":
                self.hangs = True
            else:
                data += message if isinstance(message, bytes) else json.dumps(message).encode() + b"\n"
        return b"" if self.hangs else data

    def write(self, order):
        self.orders.append(order["do"])
        if self.hangs:
            return
        match order["do"]:
            case "ping":
                self.later(0, {"pong": order["number"]})
            case "list":
                self.later(0, {"readers": self.readers})
            case "open":
                self.later(0, {"opened": self.readers[order["number"]]})
            case "cancel":
                self.coming.clear()
                self.later(0, {"cancelled": True})
            case "capture":
                for seconds, messages in self.script:
                    self.later(seconds, *messages)

    def close(self):
        self.closed += 1

    def kill(self):
        self.killed += 1


class Desk:
    """A driver, the helpers it starts one after the other, and their clock."""

    def __init__(self, make_cancel, *helpers, port="usb", allow_emulated=True):
        self.make_cancel = make_cancel
        self.clock = make_cancel().clock
        self.helpers = []
        self._next = list(helpers) or [{}]
        self.scanner = UsbScanner(port, allow_emulated=allow_emulated, start=self.start, monotonic=self.clock)
        self.events = []

    def start(self):
        self.helpers.append(Helper(self.clock, **self._next[min(len(self.helpers), len(self._next) - 1)]))
        return self.helpers[-1]

    def capture(self, timeout=5.0, cancel_at=float("inf")):
        cancel = self.make_cancel(self.clock, cancel_at)
        return self.scanner.capture(timeout=timeout, cancel=cancel, on_event=self.events.append)


@pytest.fixture
def desk(make_cancel):
    return lambda *helpers, **more: Desk(make_cancel, *helpers, **more)


def test_an_image_comes_as_it_was_said(desk):
    found = desk({"script": [(0.5, [{"finger": True}, *image(ppi=508), {"finger": False}])]})
    taken = found.capture()
    assert taken.pixels.shape == (6, 10)
    assert taken.pixels.tobytes() == PIXELS
    assert (taken.ppi, taken.device, taken.baud) == (508, "Virtual", 0)
    assert found.events == [FingerEvent.WAITING, FingerEvent.READING, FingerEvent.DONE]
    assert found.scanner.info.emulated


def test_where_the_driver_knows_no_resolution_it_is_500(desk):
    assert desk({"script": [(0, image())]}).capture().ppi == 500


def test_after_an_image_the_finger_is_gone_and_later_it_is_looked_for(desk):
    found = desk({"script": [(0, image())]})
    found.capture()
    cancel = found.make_cancel(found.clock)
    assert not found.scanner.finger_present(timeout=1, cancel=cancel)
    assert found.helpers[0].orders.count("capture") == 1
    assert found.scanner.finger_present(timeout=1, cancel=cancel)
    found.helpers[0].script = []
    assert not found.scanner.finger_present(timeout=1, cancel=cancel)


def test_a_retry_is_waited_through_and_said(desk):
    script = [(0.1, [{"retry": 1}]), (0.2, [{"retry": 2}]), (0.3, [{"retry": 3}]), (0.4, [{"retry": 99}]), (1, image())]
    found = desk({"script": script})
    assert found.capture().pixels.tobytes() == PIXELS
    told = [FingerEvent.TOO_SHORT, FingerEvent.NOT_CENTRED, FingerEvent.LIFT, FingerEvent.AGAIN]
    assert found.events == [FingerEvent.WAITING, *told, FingerEvent.DONE]


def test_who_leaves_the_finger_is_asked_to_lift_it(desk):
    found = desk({"script": [(0.1, [{"finger": True}]), (4, [{"finger": False}, *image()])]})
    found.capture()
    assert found.events == [FingerEvent.WAITING, FingerEvent.READING, FingerEvent.LIFT, FingerEvent.DONE]
    stays = desk({"script": [(0.1, [{"finger": True}])]})
    with pytest.raises(StillThere):
        stays.capture(timeout=2)


def test_nobody_comes(desk):
    found = desk()
    with pytest.raises(NoFinger):
        found.capture(timeout=2.0)
    assert found.clock() < 2.2
    assert found.helpers[0].orders[-1] == "cancel"
    found.helpers[0].script = [(0.2, image())]
    assert found.capture().pixels.tobytes() == PIXELS
    assert len(found.helpers) == 1


def test_retries_without_end_end_at_the_time_allowed(desk):
    found = desk({"script": [(n / 20, [{"retry": 1}]) for n in range(200)]})
    with pytest.raises(NoFinger):
        found.capture(timeout=2.0)
    assert found.clock() < 2.5


def test_cancelled_at_once(desk):
    found = desk()
    with pytest.raises(Cancelled):
        found.capture(cancel_at=1.0)
    assert found.clock() == 1.0
    assert found.helpers[0].orders[-1] == "cancel"


@pytest.mark.parametrize("what", ["die", "hang"])
def test_a_helper_that_dies_or_hangs_is_replaced_once(desk, what):
    found = desk({"script": [(0.5, [what])]}, {"script": [(0.5, image())]})
    assert found.capture().pixels.tobytes() == PIXELS
    assert [helper.killed for helper in found.helpers] == [1, 0]
    twice = desk({"script": [(0.1, [what])]})
    with pytest.raises(HelperGone):
        twice.capture()
    assert [helper.killed for helper in twice.helpers] == [1, 1]
    assert twice.clock() < WITHIN + 0.2


def test_a_helper_that_hangs_between_calls_is_noticed(desk):
    found = desk({}, {})
    cancel = found.make_cancel(found.clock)
    found.scanner.check(cancel=cancel)
    found.helpers[0].hangs = True
    start = found.clock()
    assert found.scanner.check(cancel=cancel).details["driver"] == "virtual_image"
    assert len(found.helpers) == 2
    assert found.clock() - start < WITHIN


def test_our_own_sleep_is_not_taken_for_a_hang(desk, make_cancel):
    found = desk({"script": [(30, image())]})
    asleep = []

    class Sleepy(type(make_cancel())):
        def sleep(self, seconds):
            if self.clock() > 1 and len(asleep) < 3:
                asleep.append(1)
                seconds = 5.0  # the computer was busy with something else
            super().sleep(seconds)

    found.scanner.capture(timeout=60, cancel=Sleepy(found.clock))
    assert len(asleep) == 3
    assert len(found.helpers) == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (("fp - device - error - quark", 5, "protocol"), DeviceFault),
        (("fp - device - error - quark", 4, "The device is still busy"), DeviceBusy),
        (("fp - device - error - quark", 256, "removed"), DeviceLost),
        (("fp - device - error - quark", 257, "hot"), TooHot),
        (("g-usb-device-error-quark", 0, "Access denied (insufficient permissions)"), DeviceForbidden),
        (("g-usb-device-error-quark", 3, "No device"), DeviceLost),
    ],
)
def test_what_the_reader_reports_is_named(desk, error, kind):
    said = dict(zip(("domain", "code", "text"), error, strict=True))
    found = desk({"script": [(0.2, [{"error": said}])]}, {"script": [(0.2, image())]})
    with pytest.raises(kind):
        found.capture()
    assert found.clock() < WITHIN
    assert found.capture().pixels.tobytes() == PIXELS


def test_unplugged_between_two_captures(desk):
    found = desk({"script": [(0, image())]})
    found.capture()
    found.helpers[0].later(0, {"removed": 0})
    with pytest.raises(DeviceLost):
        found.scanner.check(cancel=found.make_cancel(found.clock))


def test_an_image_that_broke_off_is_asked_for_again(desk):
    torn = PIXELS[:20] + bytes(40)
    found = desk({"script": [(0.1, image(raw=torn)), (0.3, image())]})
    assert found.capture().pixels.tobytes() == PIXELS
    assert FingerEvent.AGAIN in found.events
    with pytest.raises(DeviceFault):
        desk({"script": [(0.1, image(raw=torn))]}).capture()


def test_which_reader(desk):
    port = lambda found: found.scanner.connect(found.make_cancel(found.clock)).port  # noqa: E731
    both = {"readers": [INSIDE, URU, VIRTUAL]}
    assert port(desk(both)) == "usb:virtual_image"
    assert port(desk(both, allow_emulated=False)) == "usb:uru4000"
    assert port(desk(both, port="usb:uru4000")) == "usb:uru4000"
    with pytest.raises(DeviceRefused):
        port(desk({"readers": [VIRTUAL]}, allow_emulated=False))
    with pytest.raises(DeviceRefused):
        port(desk(both, port="usb:virtual_image", allow_emulated=False))
    with pytest.raises(NoImages):
        port(desk({"readers": [INSIDE]}))
    with pytest.raises(DeviceMissing):
        port(desk(both, port="usb:etes603"))
    with pytest.raises(DeviceMissing):
        port(desk({"readers": []}))
    with pytest.raises(LibfprintMissing) as told:
        port(desk({"missing": "gir1.2-fprint-2.0"}))
    assert told.value.params["package"] == "gir1.2-fprint-2.0"


def test_no_python_of_the_system():
    with pytest.raises(LibfprintMissing):
        HelperProcess("/no/such/python")


def test_another_system_says_so(monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(DeviceMissing, match="win32"):
        HelperProcess()


words = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2**40) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["hello", "readers", "opened", "image", "error", "retry", "finger", "pong", "removed", "x"])
lines = st.binary(max_size=60) | st.builds(lambda key, value: json.dumps({key: value}).encode() + b"\n", keys, words)


@hypothesis_settings(max_examples=300, deadline=None)
@given(said=st.lists(lines, max_size=8))
def test_whatever_a_helper_says_is_an_image_or_an_error_of_ours(make_cancel, said):
    found = Desk(make_cancel, {"script": [(0.01 * n, [data]) for n, data in enumerate(said)]})
    try:
        taken = found.capture(timeout=0.5)
    except DeviceError:
        return
    assert taken.pixels.dtype == np.uint8


@hypothesis_settings(max_examples=300, deadline=None)
@given(said=st.lists(lines, max_size=8))
def test_whatever_it_says_before_it_is_known(make_cancel, said):
    found = Desk(make_cancel)
    found.start = lambda: Helper(found.clock)

    def start():
        helper = Helper(found.clock)
        helper.coming = [(0, data) for data in said]
        helper.write = lambda _order: None
        return helper

    found.scanner._start = start
    with pytest.raises(DeviceError):
        found.scanner.connect(found.make_cancel(found.clock))


@given(data=st.binary(max_size=400), cut=st.integers(1, 50))
def test_frames_never_raise_anything_else(data, cut):
    reader = FrameReader()
    try:
        for start in range(0, len(data), cut):
            reader.feed(data[start : start + cut])
    except DeviceFault:
        pass


def test_a_line_without_end_is_given_up():
    with pytest.raises(DeviceFault):
        FrameReader().feed(b"x" * 70_000)


@pytest.mark.parametrize(
    "change", [{"width": 0}, {"height": -6}, {"width": 9}, {"ppi": -1}, {"size": 59}, {"width": True}]
)
def test_an_image_whose_numbers_do_not_agree_is_none(change):
    said = {"width": 10, "height": 6, "ppi": 500, "size": 60, **change}
    with pytest.raises(DeviceFault):
        FrameReader().feed(json.dumps({"image": said}).encode() + b"\n" + PIXELS)


def test_a_timeout_in_words():
    assert issubclass(StillThere, DeviceTimeout)
    assert issubclass(usb.NoImages, DeviceMissing)


HWDB = """# Supported by libfprint driver uru4000
usb:v05BAp000A*
 ID_AUTOSUSPEND=1

# Known unsupported devices
usb:v0A5Cp5801*
 ID_AUTOSUSPEND=1
"""


def test_what_libfprint_drives_is_read_from_its_own_list():
    assert parse_hwdb(HWDB) == {(0x05BA, 0x000A): "uru4000"}


def plug(sysfs, place, vendor, product, *, serial="", classes=()):
    folder = sysfs / place
    folder.mkdir(parents=True)
    (folder / "idVendor").write_text(vendor + "\n")
    (folder / "idProduct").write_text(product + "\n")
    (folder / "product").write_text("Reader\n")
    if serial:
        (folder / "serial").write_text(serial + "\n")
    for number, each in enumerate(classes):
        interface = sysfs / f"{place}:1.{number}"
        interface.mkdir()
        (interface / "bInterfaceClass").write_text(each)


def test_what_is_plugged_in(tmp_path):
    plug(tmp_path, "1-2.3", "05ba", "000a", serial="{A-1}", classes=("ff",))
    plug(tmp_path, "1-4", "04b8", "0202", classes=("07", "ff"))
    (tmp_path / "usb1").mkdir()
    found = usb_devices(tmp_path)
    assert [(device.place, device.ids, device.serial) for device in found] == [
        ("1-2.3", (0x05BA, 0x000A), "{A-1}"),
        ("1-4", (0x04B8, 0x0202), ""),
    ]
    assert found[1].classes == {7, 255}
    assert serial_at("1-2.3", tmp_path) == "{A-1}"
    assert serial_at("../x", tmp_path) == ""


def test_auto_looks_at_serial_ports_then_readers_and_by_number_at_one(monkeypatch):
    class Port:
        def __init__(self, device, serial, vid=1):
            self.device, self.serial_number, self.vid = device, serial, vid

    ports = [Port("/dev/ttyS0", None, None), Port("/dev/ttyUSB0", "A1")]
    readers = [("uru4000", UsbDevice("1-1", 0x05BA, 0x000A, "{9}")), ("aes2501", UsbDevice("1-2", 0x08FF, 0x2580))]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: ports)
    monkeypatch.setattr(registry, "plugged_readers", lambda: readers)
    monkeypatch.setattr("booth.devices.sbi.http.open_ports", lambda _ports: [])
    assert registry.candidates() == ["/dev/ttyUSB0", "/dev/ttyS0", "usb:uru4000:{9}", "usb:aes2501"]
    assert registry.candidates("A1") == ["/dev/ttyUSB0"]
    assert registry.candidates("{9}") == ["usb:uru4000:{9}"]
    assert registry.candidates("none") == []
    with pytest.raises(DeviceMissing):
        registry.find_scanner("auto:none", allow_emulated=True, cancel=Cancel())


def test_two_readers_one_named_by_its_number(desk, monkeypatch):
    monkeypatch.setattr(usb, "serial_at", lambda place: {"1-1": "A", "1-2": "B"}[place])
    readers = [{**URU, "place": "1-1"}, {**URU, "place": "1-2"}]
    found = desk({"readers": readers}, port="usb:uru4000:B")
    assert found.scanner.connect(found.make_cancel(found.clock)).serial == "B"
    assert found.scanner._link.number == 1
