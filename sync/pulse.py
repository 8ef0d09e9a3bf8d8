"""What moves on a connection, told by the system: bytes that the other end has acknowledged, and the round trip.

From Linux's `struct tcp_info` (include/uapi/linux/tcp.h) and TIOCOUTQ. Other systems tell nothing of it.
"""

from __future__ import annotations

import socket
import struct
import sys
from dataclasses import dataclass

if sys.platform == "linux":
    import fcntl
    import termios

_SIZE = 152  # bytes of tcp_info up to and with tcpi_min_rtt
_RTT, _RETRANSMITTED, _ACKED, _SENT, _LEAST_RTT = 68, 100, 120, 136, 148  # offsets in it


@dataclass(frozen=True)
class TcpInfo:
    """Bytes acknowledged and received since the connection was made, round trip and the shortest seen (seconds),
    segments sent and sent again."""

    acked: int
    received: int
    rtt: float
    least_rtt: float
    segments: int
    again: int


@dataclass(frozen=True)
class Pulse:
    """A request under way, the n-th of its client, on the n-th connection.

    `acked` of all bytes handed to the system, where it tells, else those handed over; `received` likewise.
    `waiting`: all has arrived, and the answer has not come. `held`: bytes taken and not arrived.
    `rtt` and `least_rtt` in seconds, 0 where they are unknown; `paced`: by BBR.
    """

    connection: int
    request: int
    acked: int
    received: int
    waiting: bool
    held: int = 0
    rtt: float = 0.0
    least_rtt: float = 0.0
    paced: bool = False

    def moved_since(self, before: Pulse) -> bool:
        """Whether anything moved between the two."""
        return (self.connection, self.request, self.acked, self.received) != (
            before.connection,
            before.request,
            before.acked,
            before.received,
        )


def tcp_info(sock: socket.socket) -> TcpInfo | None:
    """None where the system does not tell, or the socket is gone."""
    if sys.platform != "linux":
        return None
    try:
        told = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _SIZE)
    except OSError:
        return None
    if len(told) < _SIZE:
        return None
    acked, received = struct.unpack_from("QQ", told, _ACKED)
    (rtt,), (least,) = struct.unpack_from("I", told, _RTT), struct.unpack_from("I", told, _LEAST_RTT)
    (segments,), (again,) = struct.unpack_from("I", told, _SENT), struct.unpack_from("I", told, _RETRANSMITTED)
    return TcpInfo(acked, received, rtt / 1e6, least / 1e6 if least != 0xFFFFFFFF else 0.0, segments, again)


def is_paced(sock: socket.socket) -> bool:
    """Whether BBR decides how fast this socket sends: one such fills a line whatever it loses."""
    if not hasattr(socket, "TCP_CONGESTION"):
        return False
    try:
        return sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).startswith(b"bbr")
    except OSError:
        return False


def travelling(sock: socket.socket) -> int:
    """Bytes that the other end has not acknowledged; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    return int(struct.unpack("i", fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, b"\0" * 4))[0])
