"""Facts of a booth, the end of its log."""

from __future__ import annotations

from pathlib import Path

import pytest

from booth.store.audit import Audit
from booth.store.errors import AuditBroken
from booth.workflow.errors import FolderUnusable
from booth.workflow.inspection import booth_facts, log_tail, register_size


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
