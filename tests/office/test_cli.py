"""The command as people and programs run it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from sync.office.cli import main
from sync.office.folder import Folder

PASSWORD = "rahasia-kantor"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs `booth-office` on one data folder, in English; gives exit code, stdout and stderr."""
    monkeypatch.setenv("BOOTH_LANG", "en")
    monkeypatch.setenv("OFFICE_DATA", str(tmp_path / "office"))
    monkeypatch.delenv("BOOTH_TRACE", raising=False)
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115, PTH123  (closed below)

    def call(*words: str) -> tuple[int, str, str]:
        try:
            code = main(list(words))
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return code, out.out, out.err

    yield call
    sys.stdin.close()


@pytest.fixture
def password(tmp_path):
    path = tmp_path / "password"
    path.write_text(f"{PASSWORD}\r\nsecond line\n")
    return str(path)


@pytest.fixture
def office(run, password, tmp_path):
    """A new office."""
    assert run("init", "--password-file", password)[0] == 0
    return Folder(tmp_path / "office")


def test_init_tells_what_to_do_with_the_escrow_key(run, password):
    code, out, err = run("init", "--password-file", password, "--host", "kantor.example", "--name", "Kotim")
    assert (code, err) == (0, "")
    assert "escrow.agekey" in out
    code, out, err = run("init", "--password-file", password)
    assert code == 1
    assert "already" in err
    assert err.count("\n") == 1
    assert run("account", "list")[1].splitlines()[1].startswith("admin")


def test_init_refuses_before_it_makes_anything(run, tmp_path):
    short = tmp_path / "short"
    short.write_text("short\n")
    for words in (["--password-file", str(short)], ["--password-file", str(tmp_path / "none")], []):
        code, _, err = run("init", *words)
        assert code == 1
        assert err.count("\n") == 1
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize("words", [["--login", "No Body"], ["--host", "no host"], ["--time-zone", "Mars/Olympus"]])
def test_init_checks_its_words(run, password, words):
    assert run("init", "--password-file", password, *words)[0] in {1, 2}
    assert run("init", "--password-file", password)[0] == 0


def test_codes(run, office):
    code, out, _ = run("enrol", "--kecamatan", "62.02.05,620206", "--json")
    assert code == 0
    answer = json.loads(out.splitlines()[-1])
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", answer["code"])
    assert answer["kecamatan"] == ["620205", "620206"]
    code, out, _ = run("enrol", "--kecamatan", "620205")
    assert "Baamang" in out
    code, _, err = run("enrol", "--kecamatan", "999999")
    assert code == 1
    assert "999999" in err


def test_without_an_office(run):
    for words in (["enrol", "--kecamatan", "620205"], ["serve"], ["count"], ["booths"], ["account", "list"]):
        code, _, err = run(*words)
        assert code == 1
        assert "booth-office init" in err
        assert err.count("\n") == 1


def test_accounts(run, office, password):
    assert run("account", "add", "budi", "--password-file", password)[0] == 0
    code, _, err = run("account", "add", "budi", "--password-file", password)
    assert code == 1
    assert "budi" in err
    accounts = json.loads(run("account", "list", "--json")[1])["accounts"]
    assert [account["login"] for account in accounts] == ["admin", "budi"]


def test_renew_changes_the_hosts(run, office):
    code, out, _ = run("renew", "--host", "kantor.example")
    assert code == 0
    assert "kantor.example" in out
    assert "kantor.example" in office.settings.read_text()


def test_counts_and_booths(run, folder, serve, monkeypatch):
    served = serve()
    one, other = served.booth("Baamang 1"), served.booth("Ketapang 1")
    for day in ("2026-11-23", "2026-11-25", "2026-11-25"):
        one.deliver(day.encode() + os.urandom(4), day=day)
    other.deliver(b"other")
    data = ["--data", str(folder.root)]

    def counted(*words):
        return json.loads(run("count", "--json", *data, *words)[1].splitlines()[-1])

    assert counted() == {
        "total": 4,
        "days": {"2026-11-23": 1, "2026-11-25": 3},
        "booths": {"baamang-1": 3, "ketapang-1": 1},
    }
    assert counted("--day", "2026-11-23") == {"total": 1, "days": {"2026-11-23": 1}, "booths": {"baamang-1": 1}}
    assert counted("--day", "2026-11-24") == {"total": 0, "days": {}, "booths": {}}
    code, out, _ = run("count", *data)
    assert code == 0
    assert "25-11-2026  3" in out
    assert "Baamang 1   3" in out
    assert run("count", *data, "--day", "25-11-2026")[0] == 2

    assert run("revoke", "baamang-1", *data)[0] == 0
    assert one.ask("GET", "/v1/counts").code == "booth-revoked"
    assert run("revoke", "nobody", *data)[0] == 1
    booths = {booth["booth"]: booth for booth in json.loads(run("booths", "--json", *data)[1])["booths"]}
    assert booths["baamang-1"]["revoked_at"]
    assert not booths["ketapang-1"]["revoked_at"]
    assert "Ketapang 1" in run("booths", *data)[1]


def test_a_bug_is_no_traceback(run, office, monkeypatch):
    monkeypatch.setattr("sync.office.tally.Tally.totals", lambda *_: 1 / 0)
    code, _, err = run("count")
    assert code == 1
    assert "ZeroDivisionError" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "kantor.example"])  # noqa: S104
def test_plain_http_is_for_this_machine_only(run, office, host):
    code, _, err = run("serve", "--http", "--host", host)
    assert code == 1
    assert "--http" in err


def test_a_taken_port_is_named(run, office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert str(taken) not in err
    assert "127.0.0.1" in err


@pytest.mark.parametrize("port", ["-1", "65536", "x", "9" * 5000])
def test_what_is_no_port(run, office, port):
    assert run("serve", "--port", port)[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGTERM")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_on_plain_loopback_ends_quietly(run, office, number):
    arguments = ["serve", "--data", str(office.root), "--port", "0", "--http", "--host", "localhost"]
    command = [sys.executable, "-m", "sync.office.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ready, address = process.stdout.readline().split()
    assert ready == "ready"
    assert re.fullmatch(r"http://localhost:\d+", address)
    with urllib.request.urlopen(f"{address}/v1/health", timeout=30) as answer:  # noqa: S310  (our own address)
        assert answer.status == 200
    english = {**os.environ, "BOOTH_LANG": "en"}
    second = subprocess.run(command, capture_output=True, text=True, timeout=30, env=english, check=False)
    assert second.returncode == 1
    assert "running" in second.stderr
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")


def test_every_help(run):
    for words in ([], ["init"], ["enrol"], ["serve"], ["count"], ["booths"], ["revoke"], ["renew"], ["account", "add"]):
        code, out, _ = run(*words, "--help")
        assert code == 0
        assert "booth-office" in out
