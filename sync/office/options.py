"""The command line of `booth-office`: verbs, options and what is checked while they are read."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from resources.i18n import tr
from sync.office.booths import CODE_VALID
from sync.office.courier_cli import add_courier
from sync.office.folder import DEFAULT_HOSTS
from sync.office.news_options import add_news
from sync.office.terminal import add_group, add_json, add_verb, day, with_default

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8443


def build_parser() -> ArgumentParser:
    """The parser; `args.verb` names what to do, `account add` and `account list` with a space."""
    parser = ArgumentParser(
        prog="booth-office", description=tr("The central office: receives recordings, signs receipts, counts.")
    )
    verbs = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    for add in (_add_init, _add_enrol, _add_serve, _add_count, _add_booths, _add_revoke, _add_renew, _add_account):
        add(verbs)
    add_news(verbs)
    add_courier(verbs)
    return parser


def all_hosts(named: Sequence[str] | None) -> tuple[str, ...]:
    """The hosts of the certificate: those named, then this machine's own."""
    return tuple(dict.fromkeys([*(named or ()), *DEFAULT_HOSTS]))


def _add_init(verbs: Any) -> None:
    verb = add_verb(verbs, "init", tr("Make keys, certificate authority and the first account."))
    with_default(verb, "--name", "Disdukcapil", tr("Name of the office"))
    verb.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        help=tr("Name or address under which booths reach the office; may be repeated (default: this machine only)"),
    )
    with_default(verb, "--time-zone", "Asia/Pontianak", tr("Time zone of the pages"), type=_zone)
    with_default(verb, "--login", "admin", tr("Login of the first account"))
    _add_password(verb)


def _add_enrol(verbs: Any) -> None:
    verb = add_verb(
        verbs, "enrol", tr("Print a one-time code for a booth, valid for {days} days.", days=CODE_VALID.days)
    )
    verb.add_argument(
        "--kecamatan",
        metavar=tr("CODE[,CODE…]"),
        required=True,
        help=tr("Kecamatan that the booth records, six digits each"),
    )
    verb.add_argument(
        "--name", default="", help=tr("Name of the booth (default: what the booth says, else its kecamatan)")
    )
    add_json(verb)


def _add_serve(verbs: Any) -> None:
    verb = add_verb(verbs, "serve", tr("Receive recordings and show the pages."))
    with_default(verb, "--host", DEFAULT_HOST, tr("Address to listen on"))
    with_default(verb, "--port", DEFAULT_PORT, tr("Port, 0 for any free one"), type=_port)
    verb.add_argument("--http", action="store_true", help=tr("Without encryption; only for this machine"))
    verb.add_argument(
        "--allow-measurement",
        action="store_true",
        help=tr("Without encryption, for any machine, but only for booths that “booth-sync fill” made"),
    )


def _add_count(verbs: Any) -> None:
    verb = add_verb(verbs, "count", tr("Count the recordings that the office holds."))
    verb.add_argument("--day", metavar="YYYY-MM-DD", type=day, help=tr("One day only"))
    add_json(verb)


def _add_booths(verbs: Any) -> None:
    add_json(add_verb(verbs, "booths", tr("List the booths.")))


def _add_revoke(verbs: Any) -> None:
    verb = add_verb(verbs, "revoke", tr("Accept nothing more of a booth; what it sent stays."))
    verb.add_argument("booth", metavar=tr("BOOTH"), help=tr("Its short name, as the list of booths shows it"))


def _add_renew(verbs: Any) -> None:
    verb = add_verb(verbs, "renew", tr("Make a new server certificate; booths notice nothing."))
    verb.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        help=tr("Name or address instead of the present ones; may be repeated"),
    )


def _add_account(verbs: Any) -> None:
    actions = add_group(verbs, "account", tr("Accounts that may look at the pages."))
    verb = add_verb(actions, "add", tr("Add an account."), group="account")
    verb.add_argument("login", metavar="LOGIN")
    _add_password(verb)
    add_json(add_verb(actions, "list", tr("List the accounts."), group="account"))


def _add_password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help=tr("Read the password from the first line of FILE")
    )


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError):
        raise ArgumentTypeError(tr("{zone} is no time zone.", zone=text)) from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65535:
        raise ArgumentTypeError(tr("{port} is no port: 0 to 65535.", port=text))
    return int(text)
