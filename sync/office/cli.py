"""The `booth-office` command: make an office, enrol booths, serve, count.

Exit codes: 0 done · 1 could not be done, one line on stderr says why · 2 wrong usage · 130 interrupted.
"""

from __future__ import annotations

import getpass
import logging
import os
import secrets
import sys
from argparse import Namespace
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from resources.i18n import DEFAULT, LANGUAGES, set_language, tr
from sync.errors import SyncError
from sync.office import disk
from sync.office.courier_cli import HANDLERS as COURIER
from sync.office.errors import OfficeError, PasswordMissing, PasswordsDiffer
from sync.office.folder import Folder, only_receiver, read_settings
from sync.office.instants import system_clock, to_text
from sync.office.news_cli import HANDLERS as NEWS
from sync.office.options import all_hosts, build_parser
from sync.office.terminal import print_json, print_table, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sync.office.database import Database

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. No error leaves as a traceback, unless BOOTH_TRACE is set."""
    language = os.environ.get("BOOTH_LANG", "")
    set_language(language if language in LANGUAGES else DEFAULT)
    try:
        args = build_parser().parse_args(argv)
        code = HANDLERS[args.verb](args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SyncError as error:
        return _fail(error, tr(error.text).format(**error.params))
    except Exception as error:  # the border: a person gets a sentence, a developer asks for the trace
        return _fail(error, f"{tr(OfficeError.text)} ({type(error).__name__})")
    return code


def _fail(error: Exception, text: str) -> int:
    if os.environ.get("BOOTH_TRACE"):
        raise error
    print(" ".join(text.split()), file=sys.stderr)
    return 1


def _init(args: Namespace) -> int:
    from sync.office.accounts import Accounts, check_new
    from sync.office.keys import ESCROW_KEY, make_office, require_absent

    folder = Folder(args.data)
    require_absent(folder)
    password = _new_password(args)
    check_new(args.login, password)
    now = system_clock()
    make_office(folder, name=args.name, time_zone=args.time_zone, hosts=all_hosts(args.host), now=now)
    with _database(folder) as database:
        Accounts(database).add(args.login, password, now)
    print(tr("The office “{name}” is ready in {folder}.", name=args.name, folder=folder.root))
    print(
        tr(
            "Move {file} to a stick, put it into a safe, and delete it here: it opens every packet on the day that the"
            " office key is lost.",
            file=folder.keys / ESCROW_KEY,
        )
    )
    return 0


def _enrol(args: Namespace) -> int:
    from sync import enrolment
    from sync.office import kecamatan
    from sync.office.booths import CODE_VALID, MAX_NAME, Booths
    from sync.office.certificates import der, read_ca

    folder = Folder(args.data)
    codes = kecamatan.parse_codes(args.kecamatan)
    settings = read_settings(folder)
    ca, now = der(read_ca(folder.keys)), system_clock()
    name = args.name.strip()[:MAX_NAME]
    with _database(folder) as database:
        secret = secrets.token_bytes(enrolment.SECRET_BYTES)
        code = Booths(database).make_code(codes, name, secret=secret, ca_der=ca, now=now)
    until = now + CODE_VALID
    if args.json:
        print_json({"code": code, "expires_at": to_text(until), "kecamatan": list(codes), "name": name})
        return 0
    print(code)
    print(
        tr(
            "For one booth in {kecamatan}, until {until}.",
            kecamatan=", ".join(map(kecamatan.name_of, codes)),
            until=shown(until, settings),
        )
    )
    return 0


def _serve(args: Namespace) -> int:
    from sync.office import certificates, server
    from sync.office.gate import Guests
    from sync.office.office import open_office

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    folder = Folder(args.data)
    settings = read_settings(folder)
    guests = Guests.MEASUREMENT if args.allow_measurement else Guests.ALL
    plain = args.http or args.allow_measurement
    if args.allow_measurement:
        _warn_of_measuring()
    elif args.http:
        server.require_loopback(args.host)
    server.allow_files()
    with only_receiver(folder):
        context = None
        if not plain:
            certificates.renew_when_due(folder.keys, settings.hosts, system_clock())
            context = certificates.server_context(folder.keys)
        with (
            closing(server.listen(args.host, args.port)) as sock,
            closing(open_office(folder, clock=system_clock, new_token=secrets.token_urlsafe, guests=guests)) as office,
        ):
            address = server.address_of(sock, args.host, secure=context is not None)
            receiver = server.make_receiver(
                office, context=context, on_ready=lambda: print(f"ready {address}", flush=True)
            )
            receiver.run(sockets=[sock])
    return 0


def _warn_of_measuring() -> None:
    frame = "*" * 76
    lines = [
        tr("NOTHING IS ENCRYPTED. This office is only for measuring a line."),
        tr("Only throw-away booths made by “booth-sync fill” are let in; everyone else is refused."),
        tr("Never use it for recordings of people. Stop it when the measurement is done."),
    ]
    print("\n".join([frame, *lines, frame]), file=sys.stderr, flush=True)


def _count(args: Namespace) -> int:
    from sync.office.booths import Booths
    from sync.office.tally import Tally

    with _database(Folder(args.data)) as database:
        tally = Tally(database)
        totals, originals = tally.totals(args.day), tally.originals(args.day)
        names = {booth.id: booth.name for booth in Booths(database).all()}
    if args.json:
        apart = {"originals": originals} if originals else {}
        print_json({"total": totals.total, "days": totals.days, "booths": totals.booths, **apart})
        return 0
    days = [(date.fromisoformat(day).strftime("%d-%m-%Y"), str(count)) for day, count in sorted(totals.days.items())]
    booths = sorted((names.get(booth, booth), str(count)) for booth, count in totals.booths.items())
    print_table((tr("Day"), tr("Recordings")), days)
    print()
    print_table((tr("Booth"), tr("Recordings")), booths)
    print()
    print(tr("Received in all: {count}", count=totals.total))
    return 0


def _booths(args: Namespace) -> int:
    import msgspec

    from sync.office.booths import Booths

    folder = Folder(args.data)
    settings = read_settings(folder)
    with _database(folder) as database:
        booths = Booths(database).all()
    if args.json:
        rows = [
            {
                "booth": booth.id,
                "name": booth.name,
                "kecamatan": list(booth.kecamatan),
                "enrolled_at": to_text(booth.enrolled_at),
                "revoked_at": booth.revoked_at and to_text(booth.revoked_at),
                "last_contact": booth.last_contact and to_text(booth.last_contact),
                "health": booth.told and {"told_at": booth.told.at, **msgspec.to_builtins(booth.told.health)},
            }
            for booth in booths
        ]
        print_json({"booths": rows})
        return 0
    print_table(
        (
            tr("Short name"),
            tr("Name"),
            tr("Kecamatan"),
            tr("Last contact"),
            tr("Not at the office yet"),
            tr("Does not work"),
            tr("Revoked"),
        ),
        [
            (
                booth.id,
                booth.name,
                ",".join(booth.kecamatan),
                shown(booth.last_contact, settings),
                str(booth.told.health.queued + booth.told.health.parked) if booth.told else "–",
                (", ".join(map(tr, booth.told.health.troubles)) if booth.told else "") or "–",
                shown(booth.revoked_at, settings),
            )
            for booth in booths
        ],
    )
    return 0


def _revoke(args: Namespace) -> int:
    from sync.office.booths import Booths

    with _database(Folder(args.data)) as database:
        Booths(database).revoke(args.booth, system_clock())
    print(tr("{booth} is revoked: nothing more is accepted from it.", booth=args.booth))
    return 0


def _renew(args: Namespace) -> int:
    import msgspec

    from sync.office import certificates
    from sync.office.folder import settings_text

    folder = Folder(args.data)
    settings = read_settings(folder)
    if args.host:
        settings = msgspec.structs.replace(settings, hosts=all_hosts(args.host))
    with disk.writing():
        certificate = certificates.make_server(folder.keys, settings.hosts, system_clock())
        disk.replace(folder.settings, settings_text(settings).encode())
    until = shown(certificate.not_valid_after_utc, settings)
    print(tr("The certificate for {hosts} is valid until {until}.", hosts=", ".join(settings.hosts), until=until))
    print(tr("A running receiver takes it at its next start."))
    return 0


def _account_add(args: Namespace) -> int:
    from sync.office.accounts import Accounts, check_new

    folder = Folder(args.data)
    read_settings(folder)
    password = _new_password(args)
    check_new(args.login, password)
    with _database(folder) as database:
        Accounts(database).add(args.login, password, system_clock())
    print(tr("The account {login} is ready.", login=args.login))
    return 0


def _account_list(args: Namespace) -> int:
    from sync.office.accounts import Accounts

    folder = Folder(args.data)
    settings = read_settings(folder)
    with _database(folder) as database:
        accounts = Accounts(database).all()
    if args.json:
        print_json({"accounts": [{"login": login, "made_at": to_text(made)} for login, made in accounts]})
        return 0
    print_table((tr("Login"), tr("Made")), [(login, shown(made, settings)) for login, made in accounts])
    return 0


@contextmanager
def _database(folder: Folder) -> Iterator[Database]:
    from sync.office.database import Database

    read_settings(folder)
    with closing(Database(folder.ledger)) as database:
        yield database


def _new_password(args: Namespace) -> str:
    path: Path | None = args.password_file
    if path is not None:
        with disk.reading(path):
            return path.read_text("utf-8-sig").split("\n", 1)[0].removesuffix("\r")
    if not sys.stdin.isatty():
        raise PasswordMissing
    prompt = tr("New password of {login}", login=args.login)
    typed = getpass.getpass(f"{prompt}: ")
    if getpass.getpass(f"{prompt}, {tr('once more')}: ") != typed:
        raise PasswordsDiffer
    return typed


HANDLERS: Mapping[str, Callable[[Namespace], int]] = {
    "init": _init,
    "enrol": _enrol,
    "serve": _serve,
    "count": _count,
    "booths": _booths,
    "revoke": _revoke,
    "renew": _renew,
    "account add": _account_add,
    "account list": _account_list,
    **NEWS,
    **COURIER,
}

if __name__ == "__main__":
    sys.exit(main())
