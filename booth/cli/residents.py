"""`booth residents`: take in the register of residents from a CSV file, or make one of people who never were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import FileUnwritable, add_data, add_json, add_password, note, password, print_json, reason
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.workflow.register_import import Fault, Register

DEFAULT_COUNT = 420


def configure(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    text = tr("Take in the register of residents from a CSV file, all of it or nothing.")
    take = acts.add_parser("import", help=text, description=text)
    take.add_argument("file", type=Path, metavar="FILE", help=tr("CSV file with the columns of the register"))
    take.add_argument("--as", dest="by", metavar="LOGIN", required=True, help=tr("Your own login"))
    take.add_argument(
        "--replace", action="store_true", help=tr("The file is the whole register: forget residents it does not hold")
    )
    add_password(take)
    add_data(take)
    add_json(take)
    take.set_defaults(handler=import_file)

    text = tr("Write a register of people who never were, for trying things out.")
    make = acts.add_parser("synth", help=text, description=text)
    make.add_argument("--seed", type=int, default=1, help=tr("Another number gives other people (default: 1)"))
    make.add_argument("--count", type=int, default=DEFAULT_COUNT, help=tr("How many residents"))
    make.add_argument("--out", type=Path, metavar="FILE", required=True, help=tr("CSV file to write"))
    add_json(make)
    make.set_defaults(handler=write_file)


def import_file(args: Namespace) -> int:
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.register_import import Mode, read_register_file, take_in
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.SHARED) as booth:
        register, sha256 = read_register_file(args.file, today=booth.day())
        if register.faults:
            return _refuse(args, register)
        desk = booth.login(args.by, password(args, tr("Password of {login}", login=args.by)))
        try:
            mode = Mode.REPLACE if args.replace else Mode.ADD
            total = take_in(desk.vault, register, mode=mode, sha256=sha256)
        finally:
            desk.close()
    if args.json:
        print_json({"imported": len(register.residents), "total": total, "faults": [], "more": 0})
    else:
        note(tr("Took in {count} residents; the register has {total} now.", count=len(register.residents), total=total))
    return 0


def write_file(args: Namespace) -> int:
    from booth.workflow.synthetic import synthetic_residents, write_csv
    from booth.workflow.words import now_utc

    residents = synthetic_residents(seed=args.seed, count=max(0, args.count), today=now_utc().date())
    try:
        write_csv(residents, args.out)
    except OSError as error:
        raise FileUnwritable(file=args.out, reason=reason(error)) from error
    if args.json:
        print_json({"written": len(residents), "file": str(args.out)})
    else:
        note(tr("Wrote {count} residents to {file}.", count=len(residents), file=args.out))
    return 0


def _refuse(args: Namespace, register: Register) -> int:
    if args.json:
        faults = [{"line": f.line, "column": f.column, "text": f.sentence()} for f in register.faults]
        print_json({"imported": 0, "faults": faults, "more": register.more})
        return 1
    for fault in register.faults:
        print(_line(fault))
    count = len(register.faults) + register.more
    note(tr("{n} faults in the file: nothing was taken in. Mend the file, then try again.", n=count))
    return 1


def _line(fault: Fault) -> str:
    what = fault.sentence()
    if fault.line and fault.column:
        return tr("Line {line}, column {column}: {what}", line=fault.line, column=fault.column, what=what)
    if fault.line:
        return tr("Line {line}: {what}", line=fault.line, what=what)
    if fault.column:
        return tr("Column {column}: {what}", column=fault.column, what=what)
    return what
