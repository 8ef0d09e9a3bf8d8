"""The program that drives libfprint for the booth: run by the system's own Python, because the bindings live there.

It knows nothing of the booth and imports nothing but the standard library and `gi`. Orders come on standard input,
one JSON object a line; what happens goes to standard output, one JSON object a line; behind `{"image": …}` follow
`size` raw bytes. It ends when its input ends, so that it never outlives whoever started it.

    {"do": "list"}                       → {"readers": [{"driver", "name", "place", "captures"}, …]}
    {"do": "open", "number": 0}          → {"opened": {…}} or {"error": {"domain", "code", "text"}}
    {"do": "capture"}                    → {"finger": true|false} …, {"retry": 1} …, at last {"image": {…}} or {"error"}
    {"do": "cancel"}                     → {"cancelled": true} when the wait is over
    {"do": "ping", "number": 7}          → {"pong": 7}
    by itself                            → {"hello": 1}, {"missing": PACKAGE}, {"removed": number}, {"added": number}

In a capture libfprint turns an image the right way up with dark ridges before it hands it over (`fp-image.c`, as a part
of looking for minutiae; one without any is a retry), and hands it over when the finger has left the glass.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

RETRY_PAUSE = 150  # ms before the next try after the fifth "once more" in a row: a driver that refuses must not spin
RETRIES_AT_ONCE = 5
CHUNK = 65_536
LONGEST_ORDER = 65_536  # bytes


def pixels_an_inch(ppmm: float) -> int:
    """Pixels a millimetre → an inch; 0 where the driver does not know."""
    return round(ppmm * 25.4) if 0 < ppmm < 1000 else 0


class Helper:
    """One context of libfprint and at most one open reader, on GLib's loop."""

    def __init__(self, fprint: Any, gio: Any, glib: Any, out: int) -> None:
        self._gio, self._glib = gio, glib
        self._out = out
        self._loop = glib.MainLoop()
        self._orders = b""
        self._context = fprint.Context()
        self._readers = list(self._context.get_devices())
        self._feature = fprint.DeviceFeature.CAPTURE
        self._present = fprint.FingerStatusFlags.PRESENT
        self._retry = fprint.device_retry_quark()
        self._device: Any = None
        self._cancel: Any = None
        self._wanted = False
        self._retries = 0
        self._finger_there = False
        self._context.connect("device-added", self._added)
        self._context.connect("device-removed", self._removed)

    def run(self) -> None:
        glib = self._glib
        glib.unix_fd_add_full(glib.PRIORITY_DEFAULT, 0, glib.IOCondition.IN | glib.IOCondition.HUP, self._heard, None)
        self.say({"hello": 1})
        self._loop.run()

    def say(self, what: dict[str, Any], raw: bytes = b"") -> None:
        data = json.dumps(what).encode() + b"\n" + raw
        while data:
            try:
                data = data[os.write(self._out, data) :]
            except OSError:  # nobody listens any more
                os._exit(0)

    def _heard(self, *_: Any) -> bool:
        data = os.read(0, CHUNK)
        if not data:
            os._exit(0)
        self._orders += data
        *lines, self._orders = self._orders.split(b"\n")
        for line in lines:
            self._do(json.loads(line))
        return len(self._orders) <= LONGEST_ORDER

    def _do(self, order: dict[str, Any]) -> None:
        match order["do"]:
            case "ping":
                self.say({"pong": order["number"]})
            case "list":
                self.say({"readers": [self._told(device) for device in self._readers]})
            case "open":
                self._open(self._readers[order["number"]])
            case "capture":
                self._wanted, self._retries = True, 0
                self._capture()
            case "cancel":
                self._wanted = False
                if self._cancel is not None:
                    self._cancel.cancel()
                else:
                    self.say({"cancelled": True})

    def _told(self, device: Any) -> dict[str, Any]:
        return {
            "driver": device.get_driver(),
            "name": device.get_name(),
            "place": _place(device),
            "captures": bool(device.get_features() & self._feature),
        }

    def _open(self, device: Any) -> None:
        self._device = device
        device.connect("notify::finger-status", self._finger)
        device.open(None, self._opened)

    def _opened(self, device: Any, result: Any) -> None:
        try:
            device.open_finish(result)
        except self._glib.Error as error:
            self._fail(error)
        else:
            self.say({"opened": self._told(device)})

    def _capture(self) -> bool:
        """Wait for a finger; not any more where that was cancelled during a pause."""
        if self._wanted and self._cancel is None:
            self._finger_there = False
            self._cancel = self._gio.Cancellable()
            self._device.capture(True, self._cancel, self._captured, self._cancel)
        return False

    def _captured(self, device: Any, result: Any, cancel: Any) -> None:
        stopped = cancel.is_cancelled()
        self._cancel = None
        try:
            image = device.capture_finish(result)
        except self._glib.Error as error:
            if stopped:
                self.say({"cancelled": True})
            elif error.domain == self._glib.quark_to_string(self._retry):
                self.say({"retry": error.code})
                self._retries += 1
                if self._retries <= RETRIES_AT_ONCE:
                    self._capture()
                else:
                    self._glib.timeout_add(RETRY_PAUSE, self._capture)
            else:
                self._wanted = False
                self._fail(error)
            return
        self._wanted = False
        if stopped:
            self.say({"cancelled": True})
            return
        data = image.get_data()
        told = {"width": image.get_width(), "height": image.get_height(), "ppi": pixels_an_inch(image.get_ppmm())}
        self.say({"image": {**told, "size": len(data)}}, bytes(data))

    def _finger(self, device: Any, _property: Any) -> None:
        there = bool(device.get_finger_status() & self._present)
        if self._cancel is not None and there != self._finger_there:
            self._finger_there = there
            self.say({"finger": there})

    def _fail(self, error: Any) -> None:
        self.say({"error": {"domain": error.domain, "code": error.code, "text": error.message}})

    def _added(self, _context: Any, device: Any) -> None:
        self._readers.append(device)
        self.say({"added": len(self._readers) - 1})

    def _removed(self, _context: Any, device: Any) -> None:
        self.say({"removed": self._readers.index(device) if device in self._readers else -1})


def _place(device: Any) -> str:
    """Where on the buses a USB reader is plugged in, as its folder under /sys/bus/usb/devices is called."""
    try:
        parts = device.get_property("fpi-usb-device").get_property("platform-id").split(":")[1:]
        bus, *ports = (int(part, 16) for part in parts)
    except (AttributeError, TypeError, ValueError):  # not on USB: virtual
        return ""
    return f"{bus}-{'.'.join(map(str, ports))}" if ports else ""


def _die(kind: Any, error: Any, trace: Any) -> None:
    """An error nobody expected ends the program: who drives it starts another, and would wait for this one."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> None:
    sys.excepthook = _die
    out = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not come between our lines
    try:
        gi = importlib.import_module("gi")
    except ImportError:
        missing = "python3-gi"
    else:
        try:
            gi.require_version("FPrint", "2.0")
            repository = "gi.repository."
            fprint, gio, glib = (importlib.import_module(repository + name) for name in ("FPrint", "Gio", "GLib"))
        except ValueError:
            missing = "gir1.2-fprint-2.0"
        except (ImportError, OSError):
            missing = "libfprint-2-2"
        else:
            Helper(fprint, gio, glib, out).run()
            return
    os.write(out, json.dumps({"missing": missing}).encode() + b"\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
