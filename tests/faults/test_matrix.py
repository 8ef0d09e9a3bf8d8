"""The matrix itself: what is recorded is printed, and what was not met or not survived is not forgotten."""

from __future__ import annotations

import pytest

from tests.faults import matrix
from tests.faults.matrix import IMPOSSIBLE, Outcome, cells, record


@pytest.fixture
def rows(tmp_path, monkeypatch):
    """A file of rows, one for each cell that can occur."""
    path = tmp_path / "rows.jsonl"
    monkeypatch.setenv("FAULT_MATRIX", str(path))
    for device in matrix.DEVICES:
        for cell in cells(device):
            record(*cell, Outcome.SAID, seconds=1.25, words="It is  broken.")
    return path


def test_a_whole_matrix_is_printed_and_passes(rows, capsys):
    assert matrix.main([str(rows)]) == 0
    printed = capsys.readouterr().out
    assert "said 1.2 s" in printed
    assert "It is broken." in printed
    assert "not met" not in printed
    assert all(reason in printed for reason in IMPOSSIBLE.values())


def test_what_was_not_met_fails(rows, capsys):
    lines = rows.read_text("utf-8").splitlines(keepends=True)
    rows.write_text("".join(lines[1:]), "utf-8")
    assert matrix.main([str(rows)]) == 1
    assert "not met" in capsys.readouterr().out


@pytest.mark.parametrize("outcome", [Outcome.HUNG, Outcome.ACCEPTED, Outcome.SILENT])
def test_what_was_once_not_survived_fails(rows, outcome, capsys):
    record(*cells("camera")[0], outcome)
    assert matrix.main([str(rows)]) == 1
    assert outcome.value in capsys.readouterr().out


def test_unknown_cells_and_outcomes_are_refused():
    with pytest.raises(ValueError, match="no such cell"):
        record("camera", "fire", "before", Outcome.SAID)
    with pytest.raises(ValueError, match="fine"):
        record(*cells("camera")[0], "fine")


def test_impossible_cells_are_in_the_matrix_and_have_a_reason():
    for (device, fault, moment), reason in IMPOSSIBLE.items():
        assert device in matrix.DEVICES
        assert fault in matrix.FAULTS
        assert moment in matrix.MOMENTS
        assert len(reason) > 20
