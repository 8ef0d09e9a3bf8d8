"""Which USB readers of libfprint are plugged in, by the ids that libfprint itself lists and what the kernel sees.

Nothing is opened and no driver is asked, so this may be done every second. Sources: the hardware list that comes with
libfprint (`*autosuspend-libfprint*.hwdb`), `/sys/bus/usb/devices`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HWDB_FOLDERS = (Path("/usr/lib/udev/hwdb.d"), Path("/lib/udev/hwdb.d"))
HWDB_NAME = "*libfprint*.hwdb"
SYSFS = Path("/sys/bus/usb/devices")
_DRIVER = re.compile(r"# Supported by libfprint driver (\w+)", re.ASCII)
_IDS = re.compile(r"usb:v([0-9A-F]{4})p([0-9A-F]{4})\*", re.ASCII)
_LONGEST = 256  # characters of an attribute


@dataclass(frozen=True)
class UsbDevice:
    """One device on USB as the kernel sees it. `place` is its folder's name, such as `1-2.3`."""

    place: str
    vendor: int
    product: int
    serial: str = ""
    name: str = ""
    maker: str = ""
    classes: frozenset[int] = frozenset()  # of its interfaces; 7: printer, 14: video

    @property
    def ids(self) -> tuple[int, int]:
        return self.vendor, self.product


def parse_hwdb(text: str) -> dict[tuple[int, int], str]:
    """Vendor and product → libfprint's driver, from its hardware list; what it knows but cannot drive is left out."""
    found: dict[tuple[int, int], str] = {}
    driver = ""
    for line in text.splitlines():
        if line.startswith("#"):
            match = _DRIVER.match(line)
            driver = match[1] if match else ""
        elif driver and (ids := _IDS.match(line)):
            found[int(ids[1], 16), int(ids[2], 16)] = driver
    return found


@cache
def libfprint_ids(folders: tuple[Path, ...] = HWDB_FOLDERS) -> dict[tuple[int, int], str]:
    """What the installed libfprint drives; empty where there is none."""
    found: dict[tuple[int, int], str] = {}
    for folder in folders:
        for path in sorted(folder.glob(HWDB_NAME)):
            found |= parse_hwdb(path.read_text("utf-8", "replace"))
    return found


def usb_devices(sysfs: Path = SYSFS) -> list[UsbDevice]:
    """What is plugged in, in the order of the plugs; empty on other systems. A device may vanish while it is read."""
    found = []
    for folder in sorted(sysfs.glob("*-*")):
        if ":" in folder.name:  # an interface
            continue
        vendor, product = _hex(folder / "idVendor"), _hex(folder / "idProduct")
        if vendor < 0 or product < 0:
            continue
        classes = {_hex(path) for path in sysfs.glob(f"{folder.name}:*/bInterfaceClass")}
        found.append(
            UsbDevice(
                folder.name,
                vendor,
                product,
                _read(folder / "serial"),
                _read(folder / "product"),
                _read(folder / "manufacturer"),
                frozenset(classes - {-1}),
            )
        )
    return found


def plugged_readers(sysfs: Path = SYSFS) -> list[tuple[str, UsbDevice]]:
    """The readers that libfprint drives, each with the name of its driver."""
    known = libfprint_ids()
    return [(known[device.ids], device) for device in usb_devices(sysfs) if device.ids in known] if known else []


def serial_at(place: str, sysfs: Path = SYSFS) -> str:
    """The serial number of the device at a plug; empty where it has none."""
    return _read(sysfs / place / "serial") if re.fullmatch(r"[0-9.-]+", place) else ""


def serial_of(driver: str, sysfs: Path = SYSFS) -> str:
    """The serial number of the only reader with this driver; empty where there is none or several."""
    serials = [device.serial for name, device in plugged_readers(sysfs) if name == driver]
    return serials[0] if len(serials) == 1 else ""


def _read(path: Path) -> str:
    try:
        text = path.read_bytes()[:_LONGEST].decode("utf-8", "replace")
    except OSError:
        return ""
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _hex(path: Path) -> int:
    try:
        return int(_read(path), 16)
    except ValueError:
        return -1
