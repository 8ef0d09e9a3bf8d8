"""The verbs of `booth-office` for what comes down to booths. Each works while the receiver runs, which sees the change
when it is next asked.
"""

from __future__ import annotations

import re
import sys
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from resources.i18n import N_, tr
from sync.office.errors import OfficeError, UnknownBooth
from sync.office.folder import Folder, read_settings
from sync.office.instants import from_text, system_clock
from sync.office.terminal import print_json, print_table, shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping

    from sync.office.database import Database
    from sync.office.decisions import Decisions
    from sync.office.folder import Settings
    from sync.office.register import Taken
    from sync.office.register_csv import Sheet

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")  # as booths have them


class ChangeMalformed(OfficeError):
    """Not KEY=VALUE."""

    text = N_("“{text}” is no change. Write the setting, =, and its value, for example warn_days=3.")


class BoothLoginMalformed(OfficeError):
    """Not a login of a booth."""

    text = N_("A login at a booth has 2 to 32 small letters, digits, dots, hyphens or _, and begins with a letter.")


def _register_import(args: Namespace) -> int:
    from sync.office import register_csv
    from sync.office.register import Mode, Register

    with _register(args) as database:
        now = system_clock()
        found = register_csv.read_residents(args.file, today=now.astimezone(_office(args).zone).date())
        if found.faults:
            return _told_faults(args, found)
        mode = Mode.REPLACE if args.replace else Mode.ADD
        taken = Register(database).take_in(found.rows, mode=mode, file=args.file.name, now=now)
    if not args.json:
        print(
            tr(
                "{added} residents are new, {changed} changed, {removed} left. The register has {total}.",
                added=taken.added,
                changed=taken.changed,
                removed=taken.removed,
                total=taken.total,
            )
        )
    return _told_version(args, taken)


def _states_import(args: Namespace) -> int:
    from sync.office import register_csv
    from sync.office.register import Register

    with _register(args) as database:
        now = system_clock()
        found = register_csv.read_states(args.file, today=now.astimezone(_office(args).zone).date())
        if found.faults:
            return _told_faults(args, found)
        register = Register(database)
        taken = register.take_in_states(found.rows, file=args.file.name, now=now)
        strangers = register.strangers()
    if not args.json:
        print(
            tr(
                "{added} states are new, {changed} changed. There are {total}, {strangers} of them of people who are"
                " not in the register.",
                added=taken.added,
                changed=taken.changed,
                total=taken.total,
                strangers=strangers,
            )
        )
        unknown = sorted({row[1] for row in found.rows} - set(register_csv.STATES))
        if unknown:
            print(
                tr(
                    "Booths show these states as they are, for they do not know them: {states}",
                    states=", ".join(unknown),
                )
            )
    return _told_version(args, taken)


def _register_status(args: Namespace) -> int:
    from sync.office.kecamatan import name_of
    from sync.office.register import Register

    with _register(args) as database:
        register = Register(database)
        places, imports, strangers = register.kecamatan(), register.imports(), register.strangers()
    if args.json:
        print_json(
            {
                "kecamatan": {code: {"residents": n, "states": states} for code, (n, states) in places.items()},
                "states_of_others": strangers,
                "imports": [
                    {
                        "version": each.version,
                        "at": each.at,
                        "kind": each.kind,
                        "file": each.file,
                        "added": each.added,
                        "changed": each.changed,
                        "removed": each.removed,
                    }
                    for each in imports
                ],
            }
        )
        return 0
    rows = [(code, name_of(code), str(n), str(states)) for code, (n, states) in places.items()]
    print_table((tr("Code"), tr("Kecamatan"), tr("Residents"), tr("National states")), rows)
    print()
    kinds = {
        "residents": tr("Residents"),
        "states": tr("National states"),
        "restored": tr("made newer, for a booth that had more than this office"),
    }
    settings = _office(args)
    print_table(
        (tr("Taken in"), tr("What"), tr("File"), tr("New"), tr("Changed"), tr("Left")),
        [
            (
                shown(from_text(each.at), settings),
                kinds.get(each.kind, each.kind),
                each.file or "–",
                str(each.added),
                str(each.changed),
                str(each.removed),
            )
            for each in imports
        ],
    )
    return 0


def _settings_verb(args: Namespace) -> int:
    from sync.news import BoothSettings
    from sync.office.decisions import ALL, SETTINGS, written

    changes = {}
    for text in args.changes:
        key, equals, value = text.partition("=")
        if not equals:
            raise ChangeMalformed(text=text)
        changes[key.strip()] = value.strip()
    if args.booth:
        _require_booth(args)
    with _decisions(args) as decisions:
        if changes:
            decisions.change(args.booth, changes)
        own, general = decisions.own(args.booth), decisions.own(ALL)
        values = decisions.settings(args.booth)
    if args.json:
        print_json({"booth": args.booth or None, "settings": {key: getattr(values, key) for key in SETTINGS}})
        return 0
    default = BoothSettings()
    rows = []
    for key, setting in SETTINGS.items():
        source = tr("for all") if key in general else tr("default")
        if args.booth and key in own:
            source = tr("for this booth")
        value = written(getattr(values, key))
        rows.append((key, value, source, written(getattr(default, key)), tr(setting.meaning)))
    print_table((tr("Setting"), tr("Value"), tr("Set"), tr("Default"), tr("Meaning")), rows)
    return 0


def _notice_add(args: Namespace) -> int:
    from sync.office.decisions import Decisions

    until = date.fromisoformat(args.until) if args.until else None
    with _register(args) as database:
        number = Decisions(database).add_notice(
            args.text, level=args.level, version=args.version, until=until, now=system_clock()
        )
    if args.json:
        print_json({"notice": str(number)})
    else:
        print(tr("Notice {number} is told to every booth that asks.", number=number))
    return 0


def _notice_list(args: Namespace) -> int:
    import msgspec

    with _decisions(args) as decisions:
        notices = decisions.notices()
    if args.json:
        print_json({"notices": msgspec.to_builtins(notices)})
        return 0
    settings = _office(args)
    levels = {"info": tr("information"), "care": tr("important")}
    print_table(
        (tr("Number"), tr("Since"), tr("Until"), tr("Kind"), tr("Version"), tr("Text")),
        [
            (
                notice.id,
                shown(from_text(notice.at), settings),
                date.fromisoformat(notice.until).strftime("%d-%m-%Y") if notice.until else "–",
                levels[notice.level],
                notice.version or "–",
                notice.text,
            )
            for notice in notices
        ],
    )
    return 0


def _notice_remove(args: Namespace) -> int:
    with _decisions(args) as decisions:
        decisions.remove_notice(args.number)
    print(tr("Notice {number} is removed.", number=args.number))
    return 0


def _login_close(args: Namespace) -> int:
    login = args.login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise BoothLoginMalformed
    with _decisions(args) as decisions:
        decisions.close_login(login, system_clock())
    print(tr("{login} works at no booth any more, from when the booth hears of it.", login=login))
    return 0


def _login_open(args: Namespace) -> int:
    login = args.login.strip().lower()
    with _decisions(args) as decisions:
        decisions.open_login(login)
    print(tr("{login} works again, from when the booth hears of it.", login=login))
    return 0


def _login_list(args: Namespace) -> int:
    with _decisions(args) as decisions:
        closed = decisions.closed_logins()
    if args.json:
        print_json({"closed_logins": [{"login": login, "since": since} for login, since in closed.items()]})
        return 0
    settings = _office(args)
    rows = [(login, shown(from_text(since), settings)) for login, since in closed.items()]
    print_table((tr("Login"), tr("Closed since")), rows)
    return 0


@contextmanager
def _decisions(args: Namespace) -> Iterator[Decisions]:
    from sync.office.decisions import Decisions

    with _register(args) as database:
        yield Decisions(database)


@contextmanager
def _register(args: Namespace) -> Iterator[Database]:
    from sync.office import register_schema
    from sync.office.database import Database

    _office(args)
    with closing(Database(Folder(args.data).register, schema=register_schema)) as database:
        yield database


def _office(args: Namespace) -> Settings:
    return read_settings(Folder(args.data))


def _require_booth(args: Namespace) -> None:
    from sync.office.booths import Booths
    from sync.office.database import Database

    _office(args)
    with closing(Database(Folder(args.data).ledger)) as database:
        if Booths(database).get(args.booth) is None:
            raise UnknownBooth(booth=args.booth)


def _told_faults(args: Namespace, found: Sheet) -> int:
    """Every fault in words; nothing was taken in."""
    if args.json:
        faults = [{"line": each.line, "column": each.column, "text": each.sentence()} for each in found.faults]
        print_json({"faults": faults, "more": found.more})
        return 1
    for each in found.faults:
        place = tr("Line {line}", line=each.line) if each.line else tr("The file")
        print(f"{place}{f', {each.column}' if each.column else ''}: {each.sentence()}", file=sys.stderr)
    if found.more:
        print(tr("There are {count} more faults.", count=found.more), file=sys.stderr)
    print(tr("Nothing was taken in."), file=sys.stderr)
    return 1


def _told_version(args: Namespace, taken: Taken) -> int:
    if args.json:
        print_json(
            {
                "version": taken.version,
                "added": taken.added,
                "changed": taken.changed,
                "removed": taken.removed,
                "total": taken.total,
            }
        )
    elif taken.version is None:
        print(tr("Nothing changed: booths get nothing new."))
    else:
        print(tr("Booths get it when they next ask."))
    return 0


HANDLERS: Mapping[str, Callable[[Namespace], int]] = {
    "register import": _register_import,
    "register status": _register_status,
    "states import": _states_import,
    "settings": _settings_verb,
    "notice add": _notice_add,
    "notice list": _notice_list,
    "notice remove": _notice_remove,
    "login close": _login_close,
    "login open": _login_open,
    "login list": _login_list,
}
