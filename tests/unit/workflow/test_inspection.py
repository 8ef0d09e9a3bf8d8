"""Facts of a booth, the end of its log, files that may be a register."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from booth.store.audit import Audit
from booth.store.errors import AuditBroken
from booth.workflow.errors import FolderUnusable
from booth.workflow.inspection import booth_facts, log_tail, register_size
from booth.workflow.register_files import MOST_FILES, find_register_files


def test_the_facts_of_a_booth(booth, login):
    desk = login("tek")
    facts = booth_facts(booth, desk)
    assert (facts.booth, facts.name, facts.office) == ("baamang-1", "Baamang 1", "kotim")
    assert facts.kecamatan == ("Baamang",)
    assert facts.residents == register_size(desk) == 4
    assert facts.audit_rows == desk.vault.audit.verify()
    assert facts.audit_fault == 0
    assert facts.free > 0


def test_a_broken_chain_is_a_fact(booth, login, monkeypatch: pytest.MonkeyPatch):
    def broken(_self: Audit, last: int | None = None) -> int:
        raise AuditBroken(7)

    desk = login("tek")
    monkeypatch.setattr(Audit, "verify", broken)
    facts = booth_facts(booth, desk)
    assert (facts.audit_rows, facts.audit_fault) == (None, 7)


def test_the_end_of_a_long_log(tmp_path: Path):
    assert log_tail(tmp_path) == []
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "booth.log").write_bytes(b"".join(b"line %d\n" % n for n in range(1000)) + b"\xff\xfe half")
    tail = log_tail(tmp_path, 3)
    assert tail[:2] == ["line 998", "line 999"]
    assert tail[2].endswith(" half")


def test_a_log_that_is_a_folder(tmp_path: Path):
    (tmp_path / "logs" / "booth.log").mkdir(parents=True)
    with pytest.raises(FolderUnusable):
        log_tail(tmp_path)


def test_csv_files_the_newest_first(tmp_path: Path):
    for name, age in (
        ("old.csv", 100),
        ("new.CSV", 300),
        ("sub/mid.txt", 200),
        ("note.pdf", 400),
        ("sub/deep/x.csv", 1),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("nik\n")
        os.utime(path, (age, age))
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "y.csv").write_text("nik\n")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    found = find_register_files([tmp_path, tmp_path / "not-there", tmp_path])
    assert [file.path.name for file in found] == ["new.CSV", "mid.txt", "old.csv"]
    assert found[0].size == 4


def test_no_endless_list(tmp_path: Path):
    for number in range(MOST_FILES + 20):
        (tmp_path / f"{number}.csv").touch()
    assert len(find_register_files([tmp_path])) == MOST_FILES
