"""Options and output that the verbs share: `--data`, `--json`, passwords."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.domain.errors import N_, BoothError
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping


class PasswordsDiffer(BoothError):
    """The new password was typed in two ways."""

    text = N_("The two passwords differ. Nothing was changed; try again.")


class FileUnreadable(BoothError):
    """A file named on the command line cannot be read."""

    text = N_("The file {file} cannot be read: {reason}.")


class FileUnwritable(BoothError):
    """A file named on the command line cannot be written."""

    text = N_("The file {file} cannot be written: {reason}.")


class PortNotFree(BoothError):
    """We cannot serve at this address."""

    text = N_("Cannot serve at {address}: {reason}.")


def add_data(parser: ArgumentParser) -> None:
    """`--data DIR` → `args.data`, a Path."""
    from booth.config import default_folder

    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=default_folder(),
        help=tr("Data folder of the booth (default: {default})", default="%(default)s"),
    )


def add_json(parser: ArgumentParser) -> None:
    """`--json` → `args.json`: the last line of the output is one JSON object, nothing for people is printed."""
    parser.add_argument("--json", action="store_true", help=tr("Print the result as JSON for programs"))


def add_password(parser: ArgumentParser) -> None:
    """`--password-file FILE` → `args.password_file`, a Path or None: without it the password is asked for."""
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help=tr("Read the password from the first line of FILE")
    )


def tcp_port(text: str) -> int:
    """Reads a TCP port; 0 stands for any. For `type=` of an argument."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) < 65_536):
        raise ArgumentTypeError(tr("a number from 0 to 65535"))
    return int(text)


def password(args: Namespace, prompt: str) -> str:
    """The password from the file named, else typed unseen after `prompt`. Raises `FileUnreadable`."""
    typed = _password_from_file(args)
    return getpass.getpass(f"{prompt}: ") if typed is None else typed


def new_password(args: Namespace, prompt: str) -> str:
    """As `password`, but typed twice. Raises `PasswordsDiffer`, `FileUnreadable`."""
    typed = _password_from_file(args)
    if typed is not None:
        return typed
    typed = getpass.getpass(f"{prompt}: ")
    if getpass.getpass(f"{prompt}, {tr('once more')}: ") != typed:
        raise PasswordsDiffer
    return typed


def print_json(values: Mapping[str, Any]) -> None:
    """`values` as one line of JSON."""
    print(json.dumps(values, ensure_ascii=False), flush=True)


def note(text: str) -> None:
    """Tell a person how it goes: on stderr, so that the output stays for the result."""
    print(text, file=sys.stderr, flush=True)


def _password_from_file(args: Namespace) -> str | None:
    path: Path | None = args.password_file
    if path is None:
        return None
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file=path, reason=reason(error)) from error
    return text.split("\n", 1)[0].removesuffix("\r")


def reason(error: Exception) -> str:
    """A short word on why the system refused, without the file's name."""
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
