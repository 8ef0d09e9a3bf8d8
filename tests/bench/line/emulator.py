"""The process that is the line: two TUN devices, one in each network namespace, and a `Channel` between them.

`python -m tests.bench.line.emulator SETTINGS`; SETTINGS is JSON: {"spec": {…}, "seed": n, "ends": [namespace of the
booth, namespace of the office], "device": name}. It prints {"ready": true}, then answers each line on standard input
(`tally`, `cut`, `mend`) with the tally as JSON, and ends when its input ends. Needs root.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import select
import struct
import sys
import time
from contextlib import suppress
from dataclasses import asdict

from tests.bench.line.channel import Channel, LineSpec, Way

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
CLONE_NEWNET = 0x40000000
AT_ONCE = 64  # packets read of one end before the other is looked at
LARGEST = 65_536


def main() -> None:
    """Run until standard input ends."""
    settings = json.loads(sys.argv[1])
    booth, office = (open_tun(end, settings["device"]) for end in settings["ends"])
    channel = Channel(LineSpec(**settings["spec"]), settings["seed"])
    _say({"ready": True})
    carry(channel, booth, office)


def open_tun(namespace: str, device: str) -> int:
    """A non-blocking descriptor of a new TUN device in `namespace`; this process then stands in that namespace.

    No offload is asked for, so no packet is larger than the device's MTU.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    entered = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    try:
        if libc.setns(entered, CLONE_NEWNET):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), namespace)
    finally:
        os.close(entered)
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def carry(channel: Channel, booth: int, office: int) -> None:
    """Carry packets between two descriptors, sleeping until the next one comes or is due."""
    ways = {booth: Way.UP, office: Way.DOWN}
    exits = {Way.UP: office, Way.DOWN: booth}
    commands = sys.stdin.fileno()
    while True:
        due = channel.due()
        wait = None if due is None else max(0.0, due - time.monotonic())
        ready, _, _ = select.select([booth, office, commands], [], [], wait)
        for end in ready:
            if end != commands:
                _read(channel, ways[end], end)
            elif not _obey(channel, os.read(commands, LARGEST)):
                return
        for way, packet in channel.take(time.monotonic()):
            with suppress(OSError):  # a device that is down, or a full one, loses it
                os.write(exits[way], packet)


def _read(channel: Channel, way: Way, end: int) -> None:
    for _ in range(AT_ONCE):
        try:
            packet = os.read(end, LARGEST)
        except OSError:  # nothing more to read, or the device is down
            return
        channel.put(way, packet, time.monotonic())


def _obey(channel: Channel, text: bytes) -> bool:
    for word in text.split():
        if word == b"cut":
            channel.cut()
        elif word == b"mend":
            channel.mend()
        _say(asdict(channel.tally))
    return bool(text)


def _say(value: object) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
