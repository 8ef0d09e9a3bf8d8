"""The system's word that the network changed. It only wakes: whether the office is reached, one small request tells.

Systems call themselves online while they are not, and the reverse; so nothing is concluded from what changed.
"""

from __future__ import annotations

import errno
import logging
import select
import socket
import struct
import sys
import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

MERGED = 0.5  # seconds in which changes are taken together: a cable put in is a dozen of them
_JOIN = 5.0  # seconds to wait for the thread at the end; it is never busy for longer than `on_change` is

# linux/rtnetlink.h
_GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400  # RTMGRP_ LINK, IPV4_IFADDR, IPV4_ROUTE, IPV6_IFADDR, IPV6_ROUTE
_CHANGES = {16, 17, 20, 21, 24, 25}  # RTM_ NEWLINK, DELLINK, NEWADDR, DELADDR, NEWROUTE, DELROUTE
_HEADER = struct.Struct("=IHHII")  # nlmsghdr: length with this header, type, flags, sequence, sender
_LARGEST = 65536  # bytes of one reading


class NetworkWatch:
    """Calls `on_change`, in a thread of its own, some time within half a second after links, addresses or routes
    changed. Where the system does not tell, nothing is called: the sync then finds out by its probes. Never raises."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._ended = threading.Event()
        self._source: _Source | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; changes from the return on are heard."""
        try:
            self._source = _open_source()
        except OSError as error:  # forbidden to this service, or used up
            log.info("the system does not tell of network changes: %s", error)
        if self._source is not None:
            self._thread = threading.Thread(target=self._watch, args=(self._source,), name="network", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """No call is begun after this returned. Calling it again, or without `start`, does nothing."""
        self._ended.set()
        source, self._source = self._source, None
        if source is None or self._thread is None:
            return
        source.end()
        if threading.current_thread() is not self._thread:
            self._thread.join(_JOIN)

    def _watch(self, source: _Source) -> None:
        try:
            while source.wait(None) and not self._ended.wait(MERGED):
                while source.wait(0):
                    pass
                try:
                    self._on_change()
                except Exception:
                    log.exception("a network change was not heard")
        except OSError as error:
            log.warning("network changes are heard no more: %s", error)
        finally:
            source.close()


class _Source(Protocol):
    """Where changes come from. `wait` and `close` by the watching thread alone, `end` by any."""

    def wait(self, seconds: float | None) -> bool:
        """Until something changed: True. False after so many seconds, or when `end` was called. Raises `OSError`."""

    def end(self) -> None: ...

    def close(self) -> None: ...


def tells_change(data: bytes) -> bool:
    """Whether what a netlink socket gave holds a change of a link, an address or a route."""
    at = 0
    while len(data) - at >= _HEADER.size:
        length, kind, *_ = _HEADER.unpack_from(data, at)
        if not _HEADER.size <= length <= len(data) - at:
            return False
        if kind in _CHANGES:
            return True
        at += (length + 3) & ~3
    return False


if sys.platform == "linux":

    class _Netlink:
        """rtnetlink(7), and a pair of sockets to end the waiting."""

        def __init__(self) -> None:
            self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, 0)  # NETLINK_ROUTE
            try:
                self._socket.bind((0, _GROUPS))
                self._socket.setblocking(False)
                self._over, self._ending = socket.socketpair()
            except BaseException:
                self._socket.close()
                raise

        def wait(self, seconds: float | None) -> bool:
            poll = select.poll()
            for each in (self._socket, self._over):
                poll.register(each, select.POLLIN)
            while ready := dict(poll.poll(None if seconds is None else seconds * 1000)):
                if self._over.fileno() in ready:
                    return False
                try:
                    data, (sender, _) = self._socket.recvfrom(_LARGEST)
                except BlockingIOError:
                    continue
                except OSError as error:
                    if error.errno != errno.ENOBUFS:
                        raise
                    return True  # more changed than the kernel keeps for us
                if sender == 0 and tells_change(data):  # 0: the kernel
                    return True
            return False

        def end(self) -> None:
            self._ending.close()

        def close(self) -> None:
            for each in (self._socket, self._over, self._ending):
                each.close()

    def _open_source() -> _Source | None:
        return _Netlink()

elif sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        )

    class _Windows:
        """NotifyAddrChange and NotifyRouteChange of the IP helper, each asked anew after it told."""

        _FOREVER, _IO_PENDING = 0xFFFFFFFF, 997

        def __init__(self) -> None:
            self._helper = ctypes.WinDLL("iphlpapi")
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateEventW.restype = wintypes.HANDLE
            self._kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            self._kernel.SetEvent.argtypes = (wintypes.HANDLE,)
            self._asks = (self._helper.NotifyAddrChange, self._helper.NotifyRouteChange)
            self._over = self._event()
            self._told = [_Overlapped(hEvent=self._event()) for _ in self._asks]
            for number in range(len(self._asks)):
                self._ask(number)

        def wait(self, seconds: float | None) -> bool:
            events = (wintypes.HANDLE * 3)(self._over, *(told.hEvent for told in self._told))
            for_ms = self._FOREVER if seconds is None else int(seconds * 1000)
            number = self._kernel.WaitForMultipleObjects(len(events), events, False, for_ms) - 1
            if number not in range(len(self._told)):
                return False
            self._ask(number)
            return True

        def end(self) -> None:
            self._kernel.SetEvent(self._over)

        def close(self) -> None:
            for told in self._told:
                self._helper.CancelIPChangeNotify(ctypes.byref(told))
                self._kernel.CloseHandle(told.hEvent)
            self._kernel.CloseHandle(self._over)

        def _ask(self, number: int) -> None:
            handle = wintypes.HANDLE()
            answer = self._asks[number](ctypes.byref(handle), ctypes.byref(self._told[number]))
            if answer not in (0, self._IO_PENDING):
                raise ctypes.WinError(answer)

        def _event(self) -> int:
            event: int | None = self._kernel.CreateEventW(None, False, False, None)  # resets itself
            if not event:
                raise ctypes.WinError(ctypes.get_last_error())
            return event

    def _open_source() -> _Source | None:
        return _Windows()

else:

    def _open_source() -> _Source | None:
        return None
