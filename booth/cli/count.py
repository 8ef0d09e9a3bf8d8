"""`booth count`: the day's count from the outbox, beside the office's; no login needed."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import TYPE_CHECKING

from booth.cli.options import add_data, add_json, print_json
from resources.i18n import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from booth.workflow.counts import DayCount


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--day", type=_day, metavar="DD-MM-YYYY", help=tr("Day to count (default: today)"))
    add_data(parser)
    add_json(parser)
    parser.set_defaults(handler=run)


def run(args: Namespace) -> int:
    """Exit 0 when the outbox could be read."""
    from booth.workflow.booth import Booth, Hold
    from booth.workflow.logs import logged
    from booth.workflow.words import now_utc

    with Booth.open(args.data, clock=now_utc, hold=Hold.SHARED) as booth, logged(booth.folder):
        count = booth.count(args.day)
        if args.json:
            print_json(count.as_dict())
        else:
            print(_text(count, booth.name), end="")
    return 0


def _day(text: str) -> date:
    for form in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a date has no zone)
        except ValueError:
            continue
    raise ArgumentTypeError(tr("Write the day as dd-mm-yyyy, for example 05-09-2016."))


def _text(count: DayCount, name: str) -> str:
    from booth.workflow.counts import STATE_LABELS
    from booth.workflow.words import shown_day

    lines = [f"{name} · {shown_day(count.day)}", "", f"{tr('Recorded')}: {count.total}"]
    lines += [f"  {tr(STATE_LABELS[state])}: {number}" for state, number in count.states.items()]
    office = "–" if count.office is None else str(count.office)
    lines.append(f"{tr('The office counts')}: {office} ({tr(count.agreement.value)})")
    lines += ["", f"{tr('By hour')}:"] + [f"  {hour:02d}: {number}" for hour, number in count.hours.items()]
    lines += [f"{tr('By operator')}:"] + [f"  {login}: {number}" for login, number in count.operators.items()]
    return "\n".join(lines) + "\n"
