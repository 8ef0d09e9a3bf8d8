"""How a booth uses its line: at most so fast, not at these hours, and sparing where every megabyte costs.

A person writes `line.toml` in the data folder, the office its settings; of both the stricter holds. A line that others
share must stay usable for them, but a fault in the file never keeps recordings from arriving: then the defaults hold.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from resources.i18n import N_, tr
from sync.errors import FolderUnusable, MannersUnusable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sync.news import BoothSettings

log = logging.getLogger(__name__)

FILE = "line.toml"
KBIT = 125  # bytes in a kilobit, as lines are sold: 1000 bits
FASTEST = 1_000_000  # kbit/s that may stand in the file

Metered = Literal["auto", "yes", "no"]
Spans = tuple[tuple[str, str], ...]

_DAY = timedelta(days=1)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_RATES = N_("a whole number from 0 to {most}")
_SPANS = N_("a list of spans like “08:00-11:30” or, over midnight, “22:00-05:00”, which leave some of the day")
_METERED = N_("“auto”, “yes” or “no”")
_NMCLI_TIME = 3.0  # seconds
_ROUTES = Path("/proc/net/route")


@dataclass(frozen=True)
class Manners:
    """`rate`: bytes a second at most, 0 for no cap. `quiet`: spans ("HH:MM", "HH:MM") of the booth's local time, the
    second excluded, over midnight where it is the smaller, nothing where both are equal. `metered`: whether every
    megabyte costs; "auto" asks the system."""

    rate: int = 0
    quiet: Spans = ()
    metered: Metered = "auto"


def read_manners(folder: Path) -> Manners:
    """What stands in the folder's `line.toml`; the defaults where there is none, or where it cannot be used, which is
    logged once. Never raises."""
    try:
        return load_manners(folder)
    except MannersUnusable as error:
        _warn(f"{FILE}: {error.detail}")
        return Manners()


def load_manners(folder: Path) -> Manners:
    """As `read_manners`, for those who tell a person. Raises `MannersUnusable` with the fault in words."""
    try:
        return parse_manners((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return Manners()
    except (OSError, UnicodeDecodeError) as error:
        raise MannersUnusable(str(error), file=FILE, reason=str(error)) from error


def parse_manners(text: str) -> Manners:
    """From the text of a `line.toml`. Raises `MannersUnusable`."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number with more digits than Python reads
        raise MannersUnusable(str(error), file=FILE, reason=str(error)) from error
    for key, value in found.items():
        if key not in _KEYS:
            raise _fault(tr("unknown key “{key}”; known are {known}", key=key, known=", ".join(_KEYS)))
        allowed, usable = _KEYS[key]
        if not usable(value):
            raise _fault(tr("“{key}” may be {allowed}", key=key, allowed=tr(allowed, most=FASTEST)))
    return Manners(
        rate=found.get("rate", 0) * KBIT,
        quiet=_spans(found.get("quiet", [])),
        metered=found.get("metered", "auto"),
    )


def write_manners(folder: Path, manners: Manners) -> None:
    """Replace the folder's `line.toml`, whole or not at all. Raises `FolderUnusable`, `MannersUnusable`."""
    text = manners_text(manners)
    parse_manners(text)
    path = folder / FILE
    beside = path.with_name(f".{FILE}.new")
    try:
        with beside.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        raise FolderUnusable(str(error), folder=str(folder), reason=error.strerror or "") from error


def manners_text(manners: Manners) -> str:
    """The commented `line.toml`; what has its default is commented out. A rate is rounded up to whole kbit/s."""
    usual = Manners()
    spans = ", ".join(f'"{start}-{end}"' for start, end in manners.quiet)
    entries = (
        (tr("Sent at most, in kbit/s; 0: as much as the line carries."), f"rate = {-(-manners.rate // KBIT)}", "rate"),
        (tr("Hours of local time at which nothing is sent, like {example}.", example='"08:00-11:30"'),
         f"quiet = [{spans}]", "quiet"),
        (tr("Whether this line is paid by the megabyte: “auto” asks the system, “yes”, “no”."),
         f'metered = "{manners.metered}"', "metered"),
    )  # fmt: skip
    lines = [f"# {tr('How this booth uses its line. A line that starts with # shows the value used by itself.')}"]
    for meaning, line, name in entries:
        lines += ["", f"# {meaning}", f"# {line}" if getattr(manners, name) == getattr(usual, name) else line]
    return "\n".join(lines) + "\n"


def with_office(manners: Manners, office: BoothSettings) -> Manners:
    """The stricter of both: the smaller rate, the quiet hours of both together. Where these would leave no minute of
    the day, the office's alone hold: it knows what else its line carries, and recordings must arrive."""
    rates = [rate for rate in (manners.rate, office.rate) if rate]
    together = tuple(dict.fromkeys((*manners.quiet, *office.quiet)))
    if not leave_some(together):
        _warn(tr("Quiet hours of the booth and of the office leave no time to send: the office's are used."))
        together = office.quiet
    return replace(manners, rate=min(rates, default=0), quiet=together)


def quiet_until(manners: Manners, local_now: datetime) -> datetime | None:
    """When the quiet hours end in which `local_now` lies, one span after another taken together; None outside of them.

    `local_now` in the booth's zone, and so the answer. Never more than a day ahead. Nothing is remembered: after the
    clock jumped the answer is right again at the next question, so ask at each waking.
    """
    end = local_now
    while end - local_now < _DAY:
        further = max((_end(span, end) for span in manners.quiet if _within(span, end)), default=end)
        if further == end:
            return None if end == local_now else end
        end = further
    return local_now + _DAY


def is_metered(manners: Manners) -> bool:
    """Whether to send only what must be sent. For "auto" the system's word, asked at most once a minute: False where
    it has none. May take some seconds; never raises."""
    return manners.metered == "yes" or (manners.metered == "auto" and _system.metered())


class Throttle:
    """A token bucket for `rate` bytes a second (0: no cap) with a burst of one second, for any number of threads.

    In any t seconds no more than rate·t plus one second's worth is let through, where pieces are at most that large;
    a larger piece counts in full and is the burst. `rate` may be changed at any time. The clock may jump: forward it
    fills the bucket and no more, backward it lets off what is owed.
    """

    def __init__(self, rate: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._level = float(rate)  # bytes; below zero: promised already and not yet due
        self._at = clock()
        self._lock = threading.Lock()

    def take(self, n: int) -> float:
        """Reserve `n` bytes; how many seconds to wait before they are sent."""
        with self._lock:
            now, rate = self._clock(), self.rate
            passed, self._at = now - self._at, now
            if passed < 0:  # how long it was since then nobody knows
                passed, self._level = 0.0, max(0.0, self._level)
            if rate <= 0:
                self._level = 0.0
                return 0.0
            self._level = min(float(rate), self._level + passed * rate) - n
            return max(0.0, -self._level / rate)


def _fault(reason: str) -> MannersUnusable:
    return MannersUnusable(reason, file=FILE, reason=reason)


@lru_cache(maxsize=32)
def _warn(words: str) -> None:
    """Once for each wording: the agent asks at every pass."""
    log.warning("%s", words)


def _is_rate(value: Any) -> bool:
    return type(value) is int and 0 <= value <= FASTEST


def _are_spans(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return False
    spans = _spans(value)
    written = all(len(span) == 2 and all(map(_CLOCK.fullmatch, span)) and span[0] != span[1] for span in spans)
    return written and leave_some(spans)


def _spans(written: list[str]) -> Any:
    return tuple(tuple(part.strip() for part in span.split("-")) for span in written)


_KEYS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "rate": (_RATES, _is_rate),
    "quiet": (_SPANS, _are_spans),
    "metered": (_METERED, lambda value: value in get_args(Metered)),
}


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _within(span: tuple[str, str], moment: datetime) -> bool:
    (start, end), now = map(_minute, span), moment.hour * 60 + moment.minute
    return start <= now < end if start <= end else now >= start or now < end


def _end(span: tuple[str, str], moment: datetime) -> datetime:
    """The first end of `span` after `moment`, which lies within it."""
    hour, minute = divmod(_minute(span[1]), 60)
    end = moment.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0)
    return end if end > moment else end + _DAY


def leave_some(spans: Spans) -> bool:
    """Whether some minute of the day is in none of the spans."""
    quiet: set[int] = set()
    for start, end in (tuple(map(_minute, span)) for span in spans):
        quiet |= set(range(start, end)) if start <= end else {*range(start, 24 * 60), *range(end)}
    return len(quiet) < 24 * 60


class _System:
    """What the system says of the line, kept for a minute."""

    KEPT = 60.0  # seconds

    def __init__(self, ask: Callable[[], bool], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._asked: float | None = None
        self._metered = False
        self._lock = threading.Lock()

    def metered(self) -> bool:
        with self._lock:
            now = self._clock()
            if self._asked is None or not 0 <= now - self._asked < self.KEPT:
                try:
                    self._metered = self._ask()
                except Exception as error:  # whatever a system does here, recordings are sent
                    log.info("cannot ask whether the line is metered: %s", error)
                    self._metered = False
                self._asked = now
            return self._metered


def default_device(routes: str) -> str:
    """The interface of the IPv4 default route of the lowest metric, from the text of /proc/net/route; '' for none."""
    found: list[tuple[int, str]] = []
    for line in routes.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 8 and fields[1] == fields[7] == "00000000" and fields[6].isdecimal():
            found.append((int(fields[6]), fields[0]))
    return min(found)[1] if found else ""


def said_metered(answer: str) -> bool:
    """From what `nmcli -t -f GENERAL.METERED device show` prints: "yes", "no", each also "(guessed)", or "unknown"."""
    lines = (line.partition(":") for line in answer.splitlines())
    return any(name == "GENERAL.METERED" and value.split()[:1] == ["yes"] for name, _, value in lines)


def _ask_linux() -> bool:
    """NetworkManager's word on the device that carries the default route, on all where that is unknown."""
    program = shutil.which("nmcli")
    if program is None:
        return False
    device = default_device(_ROUTES.read_text("ascii", "replace")) if _ROUTES.exists() else ""
    asked = subprocess.run(
        [program, "-t", "-f", "GENERAL.METERED", "device", "show", *([device] if device else [])],
        env=os.environ | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_NMCLI_TIME,
        check=False,
    )
    return asked.returncode == 0 and said_metered(asked.stdout)


if sys.platform == "win32":
    import ctypes
    import uuid
    from ctypes import wintypes

    def _guid(text: str) -> Any:
        return ctypes.create_string_buffer(uuid.UUID(text).bytes_le, 16)

    def _ask_system() -> bool:
        """INetworkCostManager::GetCost (netlistmgr.h), called through its table of functions."""
        metered = 0x2 | 0x4 | 0x10000 | 0x40000  # NLM_CONNECTION_COST_ FIXED, VARIABLE, OVERDATALIMIT, ROAMING
        ole = ctypes.OleDLL("ole32")
        plain = ctypes.windll.ole32
        made = plain.CoInitializeEx(None, 0) >= 0  # else: this thread has another model, which does too
        try:
            manager = ctypes.c_void_p()
            ole.CoCreateInstance(
                _guid("DCB00C01-570F-4A9B-8D69-199FDBA5723B"),  # NetworkListManager
                None,
                0x17,  # CLSCTX_ALL
                _guid("DCB00008-570F-4A9B-8D69-199FDBA5723B"),  # INetworkCostManager
                ctypes.byref(manager),
            )
            table = ctypes.cast(manager, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
            release = ctypes.WINFUNCTYPE(wintypes.ULONG, ctypes.c_void_p)(table[2] or 0)
            get_cost = ctypes.WINFUNCTYPE(
                ctypes.HRESULT, ctypes.c_void_p, ctypes.POINTER(wintypes.DWORD), ctypes.c_void_p
            )(table[3] or 0)
            try:
                cost = wintypes.DWORD()
                get_cost(manager, ctypes.byref(cost), None)
                return bool(cost.value & metered)
            finally:
                release(manager)
        finally:
            if made:
                plain.CoUninitialize()
elif sys.platform == "linux":
    _ask_system = _ask_linux
else:

    def _ask_system() -> bool:
        return False


_system = _System(_ask_system)
