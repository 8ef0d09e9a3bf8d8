"""The fault matrix: {device} × {fault} × {before, during, after a capture}; the tests that play a cell record it.

`record` appends one JSON line to the file that the environment's FAULT_MATRIX names; without it nothing is written.
`python -m tests.faults.matrix FILE` prints the table and ends with 1 where a cell is missing or was not survived.

A capture is one image, photo or slip. *Before*: the fault is there when the device is opened or asked. *During*: it
comes while the device works on what was asked. *After*: it comes when the result is there, and meets what follows:
letting the device go, asking it again.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

DEVICES = ("ef01", "libfprint", "sbi", "camera", "webcam", "printer")
FAULTS = (
    "unplug",
    "hang",
    "corrupt",
    "drop",
    "noise",
    "slow",
    "wrong",
)  # wrong: answers in form, but not to what was asked
MOMENTS = ("before", "during", "after")
WITHIN = 3.0  # seconds of the program's own limits within which it is recovered or said

Cell = tuple[str, str, str]


class Outcome(Enum):
    RECOVERED = "recovered"  # the result came, right, without anybody doing anything
    SAID = (
        "said"  # an error in words that name the device or what to do, and the next try worked once the fault was over
    )
    HUNG = "hung"
    ACCEPTED = "accepted"  # a wrong image was taken for a right one
    SILENT = "silent"  # neither a result nor words


SURVIVED = frozenset((Outcome.RECOVERED, Outcome.SAID))

IMPOSSIBLE: dict[Cell, str] = {}
"""Why a cell cannot occur: whoever plays a device adds its cells here."""


@dataclass(frozen=True)
class Row:
    """One cell as a test met it. `seconds` from fault or question to the outcome; `words` as a person got them."""

    device: str
    fault: str
    moment: str
    outcome: str
    seconds: float | None = None
    words: str = ""


def cells(device: str) -> list[Cell]:
    """Every cell of `device` that can occur, for `pytest.mark.parametrize`; `cell_id` gives their ids."""
    found = [(device, fault, moment) for fault in FAULTS for moment in MOMENTS]
    return [cell for cell in found if cell not in IMPOSSIBLE]


def cell_id(cell: Cell) -> str:
    return "-".join(cell)


def record(
    device: str, fault: str, moment: str, outcome: Outcome | str, *, seconds: float | None = None, words: str = ""
) -> None:
    """Add a row. Raises `ValueError` for a cell or an outcome that the matrix does not know."""
    cell = (device, fault, moment)
    if device not in DEVICES or fault not in FAULTS or moment not in MOMENTS:
        raise ValueError(f"no such cell: {cell_id(cell)}")
    if cell in IMPOSSIBLE:
        raise ValueError(f"{cell_id(cell)} was said to be impossible: {IMPOSSIBLE[cell]}")
    row = Row(*cell, Outcome(outcome).value, None if seconds is None else round(seconds, 3), " ".join(words.split()))
    named = os.environ.get("FAULT_MATRIX")
    if named:
        line = json.dumps(asdict(row), ensure_ascii=False) + "\n"
        with Path(named).open("ab", buffering=0) as file:  # one write, so that workers do not cut each other's lines
            file.write(line.encode())


def read_rows(path: Path) -> list[Row]:
    return [Row(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def table(rows: list[Row]) -> str:
    """The matrix for people: a line per device and fault, a column per moment, then the words and the reasons."""
    met = {cell: [row for row in rows if (row.device, row.fault, row.moment) == cell] for cell in _all_cells()}
    wide = 24
    lines = [f"{'device':<11}{'fault':<9}" + "".join(f"{moment:<{wide}}" for moment in MOMENTS)]
    reasons: dict[str, int] = {}
    for device in DEVICES:
        for fault in FAULTS:
            line = f"{device:<11}{fault:<9}"
            for moment in MOMENTS:
                cell = (device, fault, moment)
                if cell in IMPOSSIBLE:
                    text = f"– [{reasons.setdefault(IMPOSSIBLE[cell], len(reasons) + 1)}]"
                else:
                    text = _summary(met[cell])
                line += f"{text:<{wide}}"
            lines.append(line.rstrip())
    survived = sum(1 for cell in met if met[cell] and all(Outcome(row.outcome) in SURVIVED for row in met[cell]))
    possible = [cell for cell in met if cell not in IMPOSSIBLE]
    lines += [
        "",
        f"{survived} of {len(possible)} cells survived, {len(IMPOSSIBLE)} cannot occur, goal: all within {WITHIN:g} s",
    ]
    lines += [f"[{number}] {reason}" for reason, number in reasons.items()]
    said = sorted({(row.device, row.words) for row in rows if row.words})
    return "\n".join([*lines, *(["", "said:"] if said else []), *(f"  {device}: {words}" for device, words in said)])


def unsurvived(rows: list[Row]) -> list[Cell]:
    """The cells that can occur and were not met, or not survived."""
    good = {(row.device, row.fault, row.moment) for row in rows if Outcome(row.outcome) in SURVIVED}
    bad = {(row.device, row.fault, row.moment) for row in rows if Outcome(row.outcome) not in SURVIVED}
    return [cell for cell in _all_cells() if cell not in IMPOSSIBLE and (cell not in good or cell in bad)]


def _all_cells() -> list[Cell]:
    return [(device, fault, moment) for device in DEVICES for fault in FAULTS for moment in MOMENTS]


def _summary(rows: list[Row]) -> str:
    """The worst outcome and the longest time."""
    if not rows:
        return "not met"
    order = list(Outcome)
    worst = max((Outcome(row.outcome) for row in rows), key=order.index)
    seconds = [row.seconds for row in rows if row.seconds is not None]
    return worst.value + (f" {max(seconds):.1f} s" if seconds else "") + (f" ×{len(rows)}" if len(rows) > 1 else "")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.faults.matrix FILE\n")
        return 2
    rows = read_rows(Path(arguments[0]))
    sys.stdout.write(table(rows) + "\n")
    return 1 if unsurvived(rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
