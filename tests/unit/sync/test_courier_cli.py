"""`booth-sync courier` and `booth-office courier` as people and programs use them: a trip there and back."""

from __future__ import annotations

import json

import pytest

from sync.cli import main
from tests.faults.courier_trip import Clock, Office

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def booth(tmp_path):
    office = Office(tmp_path / "office", Clock())
    booth = office.booth(tmp_path / "booth")
    booth.office = office
    return booth


def run(booth, stick, verb, *more):
    return main(["courier", verb, "--data", str(booth.root), "--stick", str(stick), *more])


def test_written_and_read_in_words(booth, stick, capsys):
    assert run(booth, stick, "write") == 0
    assert capsys.readouterr().out == "There is nothing to carry: the office has everything.\n"
    booth.save(2)
    assert run(booth, stick, "write") == 0
    said = capsys.readouterr()
    assert "2 recordings written onto the stick." in said.out
    assert said.err == ""
    booth.save(1)
    assert run(booth, stick, "write") == 0
    said = capsys.readouterr().out
    assert "1 recording written onto the stick." in said
    assert "2 recordings were on the stick already." in said
    assert run(booth, stick, "read") == 1
    assert capsys.readouterr().err.startswith("There is no answer of the office on this stick yet.")
    booth.office.serve(stick)
    assert run(booth, stick, "read") == 0
    said = capsys.readouterr().out
    assert "3 recordings received by the office." in said
    assert "3 recordings that the office has were taken off the stick." in said
    assert "New settings and counts of the office were taken in." in said


def test_for_programs(booth, stick, capsys):
    booth.save(2)
    assert run(booth, stick, "write", "--json") == 0
    written = json.loads(capsys.readouterr().out)
    assert (written["written"], written["there"], written["left"]) == (2, 0, 0)
    booth.office.serve(stick)
    assert run(booth, stick, "read", "--json") == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["receipts"], read["removed"], read["refused"]) == (2, 2, [])


def test_refused_and_damaged(booth, stick, capsys):
    booth.save(2)
    run(booth, stick, "write")
    path = next(stick.rglob("*.packet"))
    path.write_bytes(path.read_bytes()[:-3])
    booth.office.serve(stick)
    capsys.readouterr()
    assert run(booth, stick, "read") == 3
    said = capsys.readouterr()
    assert "1 recording received by the office." in said.out
    assert "The office did not take 1 recording from the stick (damaged)." in said.err


def test_full(booth, stick, capsys, monkeypatch):
    booth.save(2)
    monkeypatch.setattr("sync.courier_files.Stick.free", lambda _: 0)
    assert run(booth, stick, "write") == 1
    assert "The stick is full. 2 recordings are not on it and need 1 MB more." in capsys.readouterr().err


def test_no_stick_and_no_office(booth, stick, tmp_path, capsys):
    assert run(booth, tmp_path / "nowhere", "write") == 1
    assert capsys.readouterr().err.startswith("There is no stick at ")
    assert main(["courier", "write", "--data", str(tmp_path), "--stick", str(stick)]) == 1
    assert "not enrolled" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "words", [["courier", "--help"], ["courier", "write", "--help"], ["courier", "read", "--help"]]
)
def test_help_in_both_languages(monkeypatch, capsys, language, words):
    monkeypatch.setenv("BOOTH_LANG", language)
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert ("flash disk" in capsys.readouterr().out) == (language == "id")


def test_the_readme_is_for_whoever_finds_the_stick(booth, stick):
    run(booth, stick, "write")
    text = (stick / "bilik-rekam" / "README.txt").read_text("utf-8")
    assert "Disdukcapil" in text
    assert "encrypted" in text
    assert "dienkripsi" in text
