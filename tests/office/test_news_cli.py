"""The verbs for what comes down, as people and programs run them, beside a receiver that runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from sync import wire
from sync.news import Ask, Bulletin, Told
from sync.office.cli import main
from sync.office.register_schema import FIELDS
from sync.statements import believe
from tests.office.people import KETAPANG, csv_of, lines_of, resident, residents


@pytest.fixture
def run(folder, monkeypatch, capsys):
    """Runs `booth-office` on one office, in English; gives exit code, stdout and stderr."""
    monkeypatch.setenv("BOOTH_LANG", "en")
    monkeypatch.setenv("OFFICE_DATA", str(folder.root))
    monkeypatch.delenv("BOOTH_TRACE", raising=False)

    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def answer(run):
    """Runs a command with --json and reads its answer."""

    def call(*words: object) -> dict:
        code, out, err = run(*words, "--json")
        assert (code, err) == (0, ""), err
        return json.loads(out.splitlines()[-1])

    return call


@pytest.fixture
def file(tmp_path):
    def write(people, head=FIELDS):
        path = tmp_path / "warga.csv"
        path.write_text(csv_of(people, head), "utf-8")
        return path

    return write


def bulletin(booth) -> Bulletin:
    body = booth.ask("POST", "/v1/news", wire.encode(Ask())).body
    return believe(wire.decode(body, Told).bulletin, Bulletin, wire.public_key(booth.identity.office_key))


def test_a_register_is_taken_in_while_the_receiver_runs(serve, run, answer, file):
    booth = serve().booth()
    assert bulletin(booth).register == 0
    taken = answer("register", "import", file(residents(range(30))))
    assert {key: taken[key] for key in ("added", "changed", "removed", "total")} == {
        "added": 30,
        "changed": 0,
        "removed": 0,
        "total": 30,
    }
    assert bulletin(booth).register == taken["version"]
    code, out, _ = run("register", "import", file(residents(range(30))))
    assert code == 0
    assert "Nothing changed" in out
    assert bulletin(booth).register == taken["version"]


def test_replace_is_for_each_kecamatan_in_the_file(answer, file):
    answer("register", "import", file([*residents(range(10)), *residents(range(10, 15), KETAPANG)]))
    assert answer("register", "import", file(residents(range(2, 12))), "--replace")["removed"] == 2
    status = answer("register", "status")
    assert status["kecamatan"] == {"620205": {"residents": 10, "states": 0}, "620206": {"residents": 5, "states": 0}}
    assert [each["kind"] for each in status["imports"]] == ["residents", "residents"]


def test_a_file_with_faults_changes_nothing(run, answer, file):
    answer("register", "import", file(residents(range(5))))
    bad = file([*residents(range(5, 9)), resident(9, nik="12", agama="99")])
    code, out, err = run("register", "import", bad)
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith("Line 6, nik: ")
    assert err.splitlines()[1] == "Line 6, agama: “99” is not in the list of values."
    assert err.splitlines()[-1] == "Nothing was taken in."
    code, out, _ = run("register", "import", bad, "--json")
    assert code == 1
    assert [(fault["line"], fault["column"]) for fault in json.loads(out)["faults"]] == [(6, "nik"), (6, "agama")]
    assert answer("register", "status")["kecamatan"]["620205"]["residents"] == 5
    assert run("register", "import", "/nowhere.csv")[0] == 1
    assert run("register", "import", bad, "--add", "--replace")[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_an_interrupted_import_changes_nothing(folder, answer, file):
    answer("register", "import", file(residents(range(5))))
    path = file(residents(range(1000)))
    code = f"""
import os, signal
from sync.office import cli, register
real = register._missing
register._missing = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cli.main(["register", "import", {str(path)!r}, "--replace"])
"""
    ended = subprocess.run([sys.executable, "-c", code], env=os.environ, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    status = answer("register", "status")
    assert status["kecamatan"]["620205"]["residents"] == 5
    assert len(status["imports"]) == 1
    assert answer("register", "import", path, "--replace")["added"] == 995


def test_states(run, answer, file, tmp_path):
    answer("register", "import", file(residents(range(5))))
    path = tmp_path / "status.csv"
    rows = [
        [resident(1)[0], "CARD_ISSUED", "20-11-2016", "Sampit"],
        [resident(99)[0], "CARD_LOST", "20-11-2016", ""],
    ]
    path.write_text("\n".join(lines_of([["nik", "state", "as_of", "place"], *rows])))
    code, out, _ = run("states", "import", path)
    assert code == 0
    assert "1 of them" in out
    assert "CARD_LOST" in out
    assert answer("states", "import", path)["version"] is None
    status = answer("register", "status")
    assert (status["kecamatan"]["620205"]["states"], status["states_of_others"]) == (1, 1)
    path.write_text("nik,state,as_of,place\n1,CARD_ISSUED,,\n")
    assert run("states", "import", path)[0] == 1


def test_status_for_people(run, answer, file):
    assert run("register", "status")[0] == 0
    answer("register", "import", file(residents(range(5))))
    out = run("register", "status")[1]
    assert "620205" in out
    assert "Baamang" in out
    assert "warga.csv" in out


def test_settings(serve, run, answer):
    booth = serve().booth()
    assert bulletin(booth).settings.stop_days == 0
    changed = answer("settings", "stop_days=14", "quiet=08:00-12:00, 13.00-15.00", "originals=ya", "rate=20000")
    assert changed["settings"]["quiet"] == [["08:00", "12:00"], ["13:00", "15:00"]]
    settings = bulletin(booth).settings
    assert (settings.stop_days, settings.originals, settings.rate) == (14, True, 20000)
    assert settings.quiet == (("08:00", "12:00"), ("13:00", "15:00"))
    answer("settings", "--booth", booth.id, "stop_days=30", "target=120", "duplicate_days=0")
    settings = bulletin(booth).settings
    assert (settings.stop_days, settings.target, settings.duplicate_days) == (30, 120, 0)
    answer("settings", "--booth", booth.id, "stop_days=-")
    answer("settings", "rate=-")
    assert (bulletin(booth).settings.stop_days, bulletin(booth).settings.rate) == (14, 0)
    code, out, _ = run("settings", "--booth", booth.id)
    assert code == 0
    assert "for this booth" in out
    assert "for all" in out
    assert "08:00-12:00,13:00-15:00" in out


@pytest.mark.parametrize(
    "change",
    [
        "warn_days",
        "no_such=1",
        "warn_days=x",
        "warn_days=-1",
        "warn_days=",
        "originals=maybe",
        "quiet=8-12",
        "quiet=24:00-25:00",
        "quiet=08:00-08:00",
        "quiet=08:00-20:00,19:00-08:00",
        "rate=64",
        "duplicate_days=366",
    ],
)
def test_settings_are_checked_in_words(run, answer, change):
    code, _, err = run("settings", "stop_packets=9", change)
    assert code == 1
    assert err.count("\n") == 1
    assert "cannot do this" not in err
    assert answer("settings")["settings"]["stop_packets"] == 0


def test_settings_of_a_booth_that_there_is_not(run):
    code, _, err = run("settings", "--booth", "nobody", "warn_days=3")
    assert code == 1
    assert "nobody" in err


def test_notices(serve, run, answer):
    booth = serve().booth()
    number = answer("notice", "add", "Rapat besok", "--level", "care", "--until", "2099-12-31")["notice"]
    assert [(n.text, n.level, n.until) for n in bulletin(booth).notices] == [("Rapat besok", "care", "2099-12-31")]
    assert answer("notice", "list")["notices"][0]["id"] == number
    assert "Rapat besok" in run("notice", "list")[1]
    assert run("notice", "remove", number)[0] == 0
    assert bulletin(booth).notices == ()
    for words in (["remove", number], ["remove", "x"], ["add", " "], ["add", "x" * 2001]):
        code, _, err = run("notice", *words)
        assert code == 1
        assert err.count("\n") == 1
    assert run("notice", "add", "x", "--until", "31-12-2099")[0] == 2


def test_logins(serve, run, answer):
    booth = serve().booth()
    assert run("login", "close", "Budi")[0] == 0
    assert bulletin(booth).closed_logins == ("budi",)
    assert answer("login", "list")["closed_logins"][0]["login"] == "budi"
    assert "budi" in run("login", "list")[1]
    assert run("login", "open", "budi")[0] == 0
    assert bulletin(booth).closed_logins == ()
    for words in (["open", "budi"], ["close", "no body"]):
        code, _, err = run("login", *words)
        assert code == 1
        assert err.count("\n") == 1


def test_every_help_in_both_languages(run, monkeypatch):
    for language in ("en", "id"):
        monkeypatch.setenv("BOOTH_LANG", language)
        for words in (
            ["register", "import"],
            ["register", "status"],
            ["states", "import"],
            ["settings"],
            ["notice", "add"],
            ["notice", "list"],
            ["notice", "remove"],
            ["login", "close"],
            ["login", "open"],
            ["login", "list"],
        ):
            code, out, _ = run(*words, "--help")
            assert code == 0
            assert "booth-office" in out
