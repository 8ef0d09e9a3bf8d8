"""The verbs of `booth-office` for what comes down to booths: register, states, settings, notices, logins."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from resources.i18n import tr
from sync.news import BoothSettings
from sync.office.decisions import SETTINGS, written
from sync.office.register_csv import STATE_FIELDS, STATES
from sync.office.register_schema import FIELDS
from sync.office.terminal import add_group, add_json, add_verb, day, with_default


def add_news(verbs: Any) -> None:
    """Add them; `args.verb` names what to do, groups with a space: `register import`."""
    for add in (_add_register, _add_states, _add_settings, _add_notice, _add_login):
        add(verbs)


def _add_register(verbs: Any) -> None:
    actions = add_group(verbs, "register", tr("The residents, whom each booth gets of its own kecamatan."))
    verb = add_verb(actions, "import", tr("Take residents in from a CSV file, all or none."), group="register")
    verb.formatter_class = RawDescriptionHelpFormatter
    verb.add_argument(
        "file", metavar=tr("FILE"), type=Path, help=tr("With one line of column names, then one a resident")
    )
    mode = verb.add_mutually_exclusive_group()
    mode.add_argument(
        "--add", action="store_true", help=tr("Residents that are not in the file stay (this is the default)")
    )
    mode.add_argument(
        "--replace",
        action="store_true",
        help=tr("The file is the whole register of each kecamatan in it: who is missing there leaves the register"),
    )
    add_json(verb)
    verb.epilog = tr("columns:") + "".join(f"\n  {name}" for name in FIELDS)
    add_json(add_verb(actions, "status", tr("Show what the register holds."), group="register"))


def _add_states(verbs: Any) -> None:
    actions = add_group(verbs, "states", tr("What became of recordings at the national centre."))
    verb = add_verb(
        actions,
        "import",
        tr("Take national states in from a CSV file, also of people recorded elsewhere; older ones change nothing."),
        group="states",
    )
    verb.formatter_class = RawDescriptionHelpFormatter
    verb.add_argument("file", metavar=tr("FILE"), type=Path, help=tr("With one line of column names, then one a NIK"))
    add_json(verb)
    meanings = (
        tr("16 digits"),
        tr("one of the states below"),
        tr("since which day, dd-mm-yyyy; may be empty"),
        tr("where the person was recorded; may be empty"),
    )
    columns = (f"\n  {name}  {text}" for name, text in zip(STATE_FIELDS, meanings, strict=True))
    verb.epilog = tr("columns:") + "".join(columns) + "\n" + tr("states:") + "".join(f"\n  {word}" for word in STATES)


def _add_settings(verbs: Any) -> None:
    verb = add_verb(verbs, "settings", tr("Show or change what the office decides for its booths."))
    verb.formatter_class = RawDescriptionHelpFormatter
    verb.add_argument("changes", metavar=tr("KEY=VALUE"), nargs="*", help=tr("New values; - gives the default back"))
    verb.add_argument("--booth", metavar=tr("BOOTH"), default="", help=tr("For one booth, before what holds for all"))
    add_json(verb)
    default = BoothSettings()
    verb.epilog = tr("settings:") + "".join(
        f"\n  {key}={written(getattr(default, key))}  {tr(setting.meaning)}" for key, setting in SETTINGS.items()
    )


def _add_notice(verbs: Any) -> None:
    actions = add_group(verbs, "notice", tr("Words to whoever works at a booth."))
    verb = add_verb(actions, "add", tr("Tell every booth something."), group="notice")
    verb.add_argument("text", metavar=tr("TEXT"))
    with_default(verb, "--level", "info", tr("info, or care for what must not be missed"), choices=("info", "care"))
    verb.add_argument("--until", metavar="YYYY-MM-DD", type=day, help=tr("Its last day (default: until it is removed)"))
    verb.add_argument("--version", metavar=tr("VERSION"), default="", help=tr("The software release that it speaks of"))
    add_json(verb)
    add_json(add_verb(actions, "list", tr("List the notices."), group="notice"))
    verb = add_verb(actions, "remove", tr("Take a notice back."), group="notice")
    verb.add_argument("number", metavar=tr("NUMBER"), help=tr("Its number, as the list of notices shows it"))


def _add_login(verbs: Any) -> None:
    actions = add_group(verbs, "login", tr("Logins that work at no booth any more."))
    for name, text in (
        ("close", tr("Let a login work at no booth any more, from when the booth hears of it.")),
        ("open", tr("Let a closed login work again.")),
    ):
        add_verb(actions, name, text, group="login").add_argument("login", metavar="LOGIN")
    add_json(add_verb(actions, "list", tr("List the closed logins."), group="login"))
