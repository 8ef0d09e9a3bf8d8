"""A trip on a real FAT32 and a real exFAT file system, small enough to be full."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from sync import courier
from sync.outbox import State
from tests.faults.courier_trip import Clock, Office, everything

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts"),
]

SIZE = 40 * 1024 * 1024  # bytes: FAT32 begins at 33 MB
PACKET = 400_000
MAKE = {"vfat": ["mkfs.vfat", "-F", "32"], "exfat": ["mkfs.exfat"]}
FUSE = {"vfat": ["fusefat", "-o", "rw+"], "exfat": ["mount.exfat-fuse"]}


@pytest.fixture(params=["vfat", "exfat"])
def stick(request, tmp_path):
    """The mounted stick, by the kernel or else by FUSE."""
    kind, image, at = request.param, tmp_path / "image", tmp_path / "stick"
    at.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    if shutil.which(MAKE[kind][0]) is None:
        pytest.skip(f"no {MAKE[kind][0]}")
    subprocess.run([*MAKE[kind], str(image)], check=True, capture_output=True)
    device = subprocess.run(["losetup", "-f", "--show", str(image)], capture_output=True, text=True, check=False)
    name = device.stdout.strip()
    source = str(image) if kind == "vfat" else name
    commands = [["mount", "-t", kind, name, str(at)], [*FUSE[kind], source, str(at)]]
    try:
        if not any(_done(command) for command in commands if shutil.which(command[0])) or not os.path.ismount(at):
            pytest.skip(f"{kind} cannot be mounted here")
        yield at
    finally:
        subprocess.run(["umount", str(at)], capture_output=True, check=False)
        if name:
            subprocess.run(["losetup", "-d", name], capture_output=True, check=False)


def _done(command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_more_than_fits_at_once(tmp_path, stick):
    office = Office(tmp_path / "office", Clock())
    booth = office.booth(tmp_path / "booth")
    tells = shutil.disk_usage(stick).total > 0  # fusefat does not tell its room, and calls a full disk forbidden
    packets, expected = (110, 2) if tells else (60, 1)
    booth.save(packets, PACKET)
    trips = 0
    while booth.receipted() < packets:
        written = courier.write_stick(booth.root, stick, clock=booth.clock)
        assert written.written
        taken, answered = office.serve(stick)
        assert taken.whole
        assert answered.whole
        read = courier.read_stick(booth.root, stick, clock=booth.clock)
        assert (read.bad, read.spoilt, read.removed) == (0, (), written.written + written.there)
        trips += 1
    assert trips == expected
    assert booth.states() == {State.RECEIPTED: packets}
    assert office.ledger() == booth.saved
    assert not [name for name in everything(stick) if name.endswith((".packet", ".part"))]
