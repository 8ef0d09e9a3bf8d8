"""The booth's settings: `booth.toml` in the data folder → one frozen, typed `Settings`.

`KEYS` is the only place that knows a key: from it come the checks, the commented file a booth starts with, and
the list that the help shows. An unknown key or a bad value is refused by name; a booth never starts on a guess.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs

from booth.domain.errors import N_, BoothError
from resources.i18n import LANGUAGES, tr

FILE = "booth.toml"
APP = "bilik-rekam"
DEFAULT_ZONE = "Asia/Pontianak"  # WIB, without daylight saving; Kotawaringin Timur keeps it


class ConfigError(BoothError):
    """`booth.toml` cannot be used. `params` name the key and what is allowed."""

    text = N_("The settings file {file} cannot be read: {reason}. Call the technician.")


class UnknownKey(ConfigError):
    text = N_("The settings file has an unknown key “{key}”. Known keys: {known}.")


class BadValue(ConfigError):
    text = N_("The setting “{key}” may not be {found}. Allowed: {allowed}.")


@dataclass(frozen=True)
class Settings:
    """Every setting with its type and default; the meaning of each stands in `KEYS`."""

    language: str = "id"
    theme: str = "auto"
    name: str = ""
    time_zone: str = ""
    scanner: str = "auto"
    scanner_password: str = ""
    camera: str = "0"
    iris: str = "none"
    printer: str = "system"
    paper_mm: int = 80
    allow_emulated: bool = False
    quality_limit: int = 40
    finger_tries: int = 3
    verify_tries: int = 3
    duplicate_days: int = 7
    daily_target: int = 100
    lock_minutes: int = 10

    def zone(self, enrolled: str = "") -> ZoneInfo:
        """The booth's time zone: the setting, else the one the office gave at enrolment, else WIB."""
        return ZoneInfo(self.time_zone or enrolled or DEFAULT_ZONE)


@dataclass(frozen=True)
class Key:
    """One key. `allowed` is the source text of what may stand there; `accepts` decides."""

    name: str
    doc: str
    allowed: str
    accepts: Callable[[Any], bool]

    @property
    def default(self) -> str | int | bool:
        value: str | int | bool = getattr(Settings(), self.name)
        return value


def _one_of(*choices: str | int) -> Callable[[Any], bool]:
    return lambda value: value in choices and not isinstance(value, bool)


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _text(longest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest and (not value or value.isprintable())


def _zone(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return not value or bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _hex_password(value: Any) -> bool:
    return isinstance(value, str) and (
        not value or (len(value) == 8 and all(c in "0123456789abcdefABCDEF" for c in value))
    )


def _port(value: Any) -> bool:
    return _text(200)(value) and bool(value.strip())


def _printer(value: Any) -> bool:
    if not _text(300)(value):
        return False
    kind, colon, rest = value.partition(":")
    if kind == "escpos":
        return _ESCPOS.fullmatch(rest) is not None
    return value in {"none", "system"} or (kind in {"pdf", "system"} and bool(colon) and bool(rest.strip()))


_ESCPOS = re.compile(
    r"usb(:[0-9a-fA-F]{4}:[0-9a-fA-F]{4})?|serial:\S.*|tcp:(\[[0-9a-fA-F:.]+\]|[^:\s]+):[0-9]{1,5}", re.ASCII
)


def _iris(value: Any) -> bool:
    return _text(100)(value) and (value in {"none", "sbi"} or (value.startswith("sbi:") and bool(value[4:].strip())))


KEYS: tuple[Key, ...] = (
    Key("language", N_("Language of screens and papers."), N_("“id” or “en”"), _one_of(*LANGUAGES)),
    Key(
        "theme",
        N_("Colours: as the system has them, light, dark, or high contrast."),
        N_("“auto”, “light”, “dark” or “contrast”"),
        _one_of("auto", "light", "dark", "contrast"),
    ),
    Key(
        "name", N_("Name of the booth on screen; empty: as the office named it."), N_("up to 60 characters"), _text(60)
    ),
    Key(
        "time_zone",
        N_("Time zone that decides day and hour; empty: as the office said at enrolment."),
        N_("a name like “Asia/Pontianak”, or empty"),
        _zone,
    ),
    Key(
        "scanner",
        N_(
            "Fingerprint scanner: looked for by itself, at a serial port, a USB reader, a certified scanner, "
            "an address."
        ),
        N_(
            "“auto”, “auto:SERIAL”, a port like “/dev/ttyUSB0” or “COM3”, “usb”, “usb:DRIVER”, “usb:DRIVER:SERIAL”, "
            "“sbi”, “sbi:SERIAL” or “socket://host:port”"
        ),
        _port,
    ),
    Key(
        "scanner_password",
        N_("Password of the scanner; empty: the maker's, eight zeros."),
        N_("eight hexadecimal digits, or empty"),
        _hex_password,
    ),
    Key(
        "camera",
        N_("Camera: number of the webcam, device, certified camera, folder of pictures, video file, or MJPEG address."),
        N_("“0”, “/dev/video0”, “sbi”, “sbi:SERIAL”, a path, or “http://…”"),
        _port,
    ),
    Key(
        "iris",
        N_("Iris scanner: none, or a certified one; with one the irises are a step of every recording."),
        N_("“none”, “sbi” or “sbi:SERIAL”"),
        _iris,
    ),
    Key(
        "printer",
        N_(
            "Printer of the proofs: none, the system's, a receipt printer by USB, serial line or network, or PDF files."
        ),
        N_(
            "“none”, “system”, “system:NAME”, “escpos:usb”, “escpos:usb:VENDOR:PRODUCT”, “escpos:serial:PORT”, "
            "“escpos:serial:PORT@BAUD”, “escpos:tcp:HOST:PORT” or “pdf:FOLDER”"
        ),
        _printer,
    ),
    Key(
        "paper_mm", N_("Width of the paper roll in a receipt printer, in millimetres."), N_("58 or 80"), _one_of(58, 80)
    ),
    Key(
        "allow_emulated",
        N_("Whether devices that say they are stand-ins may be used. Never in a real booth."),
        N_("true or false"),
        lambda value: isinstance(value, bool),
    ),
    Key("quality_limit", N_("Fingerprint quality from which a try is good enough."), N_("0 to 100"), _number(0, 100)),
    Key("finger_tries", N_("Tries for a finger before the best of them goes on."), N_("1 to 5"), _number(1, 5)),
    Key("verify_tries", N_("Tries for a finger at verification."), N_("1 to 5"), _number(1, 5)),
    Key(
        "duplicate_days",
        N_("Days that templates of two fingers stay in the vault, to notice who was recorded here before; 0: never."),
        N_("0 to 31"),
        _number(0, 31),
    ),
    Key("daily_target", N_("Residents a day this booth aims at."), N_("1 to 2000"), _number(1, 2000)),
    Key(
        "lock_minutes",
        N_("Minutes without a key or the mouse until the screen locks; 0: never."),
        N_("0 to 240"),
        _number(0, 240),
    ),
)
_BY_NAME = {key.name: key for key in KEYS}


def default_folder() -> Path:
    """The data folder where none is named: `BOOTH_DATA`, else the user's own data folder."""
    named = os.environ.get("BOOTH_DATA")
    return Path(named) if named else platformdirs.user_data_path(APP, appauthor=False)


def parse_settings(text: str) -> Settings:
    """Settings from the text of a `booth.toml`. Raises `ConfigError`."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError("toml", file=FILE, reason=str(error)) from error
    for name, value in found.items():
        check_value(name, value)
    return Settings(**found)


def check_value(name: str, value: object) -> None:
    """Raises `UnknownKey` or `BadValue` unless `value` may stand at `name`."""
    key = _BY_NAME.get(name)
    if key is None:
        raise UnknownKey(name, key=name, known=", ".join(_BY_NAME))
    if not key.accepts(value):
        shown = f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else value
        raise BadValue(name, key=name, found=shown, allowed=tr(key.allowed))


def read_settings(folder: Path) -> Settings:
    """Settings of the data folder `folder`; all defaults where it has no file. Raises `ConfigError`."""
    path = folder / FILE
    try:
        return parse_settings(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("read", file=str(path), reason=str(error)) from error


def write_settings(folder: Path, settings: Settings) -> None:
    """Write every key with its meaning; a key that has its default is commented out. Replaces the file whole."""
    path = folder / FILE
    beside = path.with_name(f".{FILE}.new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(settings_text(settings))
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def change_settings(settings: Settings, **changes: str | int | bool) -> Settings:
    """`settings` with `changes`, each checked. Raises `ConfigError`."""
    for name, value in changes.items():
        check_value(name, value)
    values: dict[str, Any] = asdict(settings) | changes
    return Settings(**values)


def settings_text(settings: Settings) -> str:
    """The commented `booth.toml` of `settings`."""
    values = asdict(settings)
    lines = [f"# {tr('Settings of the recording booth. A line that starts with # shows the value used by itself.')}"]
    for key in KEYS:
        value = values[key.name]
        line = f"{key.name} = {_toml(value)}"
        lines += ["", f"# {tr(key.doc)} {tr('Allowed: {what}.', what=tr(key.allowed))}"]
        lines.append(f"# {line}" if value == key.default else line)
    return "\n".join(lines) + "\n"


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
