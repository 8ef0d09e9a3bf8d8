"""`booth selftest`: every part tested, with what was measured and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from booth.cli.options import FileUnwritable, add_data, add_json, add_password, note, password, print_json, reason
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.config import Settings
    from booth.devices.ports import Printer
    from booth.workflow.booth import Booth
    from booth.workflow.selftest import PartResult, Report

PARTS = (
    *("finger", "camera", "printer", "signature", "iris"),
    *("disk", "clock", "line", "vault", "memory", "power"),
)
BREAKS = (
    *("finger=unplug", "finger=hang", "finger=corrupt", "finger=dirty"),
    *("camera=black", "camera=frozen", "camera=slow", "camera=unplug"),
    *("printer=nopaper", "printer=off"),
)


WRONG_USAGE = 2


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--part", action="append", choices=PARTS, help=tr("Test only this part; may be repeated"))
    parser.add_argument(
        "--emulated",
        action="store_true",
        help=tr("Test a booth that is made for the while, with an office and emulated devices; none is needed"),
    )
    parser.add_argument(
        "--break",
        dest="breaks",
        metavar="PART=FAULT",
        action="append",
        choices=BREAKS,
        default=[],
        help=tr("With --emulated: what does not work, one of {all}; may be repeated", all=", ".join(BREAKS)),
    )
    parser.add_argument(
        "--report", metavar="DIR", type=Path, help=tr("Write the report as JSON, text and PDF into DIR")
    )
    parser.add_argument("--login", help=tr("Log in, so that the vault is tested and the report is kept"))
    add_password(parser)
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when no part failed, 1 when one did, 2 where a fault is ordered from real devices."""
    if args.emulated:
        return _emulated(args)
    if args.breaks:
        note(tr("--break needs --emulated: real devices are broken soon enough."))
        return WRONG_USAGE
    by = (args.login, password(args, tr("Password of {login}", login=args.login))) if args.login else None
    return _test(args, args.data, by)


def _emulated(args: Namespace) -> int:
    from tempfile import TemporaryDirectory

    from booth.demo.bench import Break, EmulatedBooth
    from resources.i18n import language

    with TemporaryDirectory(prefix="bilik-rekam-") as made:
        breaks = [Break(each) for each in args.breaks]
        with EmulatedBooth(Path(made), language=language(), breaks=breaks) as booth:
            return _test(args, booth.folder, (booth.login, booth.password))


def _test(args: Namespace, folder: Path, by: tuple[str, str] | None) -> int:
    from booth.devices.ports import Cancel
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.equipment import TRUST, Equipment
    from booth.workflow.logs import logged
    from booth.workflow.selftest import Part, run_selftest
    from booth.workflow.technician import keep_report, make_bench
    from booth.workflow.words import now_utc

    with Booth.open(folder, clock=now_utc, hold=Hold.SHARED) as booth, logged(booth.folder):
        desk = booth.login(*by) if by else None
        equipment = Equipment(booth.settings, _open_printer, trust=booth.folder / TRUST)
        try:
            report = run_selftest(
                make_bench(booth, equipment, desk),
                cancel=Cancel(),
                parts=[Part(name) for name in args.part or PARTS],
                on_result=_ignore if args.json else _show,
            )
            if desk is not None:
                keep_report(desk, report)
        finally:
            equipment.close()
            if desk is not None:
                desk.close()
        if args.report:
            _write(report, args.report, booth)
        if args.json:
            print_json(report.as_dict())
    return 0 if report.passed else 1


def _open_printer(settings: Settings) -> Printer:
    """As the window opens it; loads the window system, so only when the printer's turn comes."""
    from booth.app import open_printer

    return open_printer(settings)


def _show(result: PartResult) -> None:
    print(f"{result.title}: {tr(result.verdict.label)}", flush=True)
    for line in (result.measured, result.compared, result.what_to_do):
        if line:
            print(f"  {line}", flush=True)


def _ignore(_: PartResult) -> None:
    """With --json the report itself says it."""


def _write(report: Report, folder: Path, booth: Booth) -> None:
    from booth.ui.technician.report_pdf import write_test_report

    stem = report.as_slip(booth.zone).filename
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.json").write_bytes(report.as_json())
        (folder / f"{stem}.txt").write_text(report.as_text(booth.zone), "utf-8")
        write_test_report(report, booth.zone, folder / f"{stem}.pdf")
    except OSError as error:
        raise FileUnwritable(file=folder, reason=reason(error)) from error
    note(tr("Report written to {file}", file=folder / f"{stem}.json"))
