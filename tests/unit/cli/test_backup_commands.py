"""`booth backup`, `restore`, `bundle` and `provision --again` as a person at a terminal has them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from booth.cli import main
from booth.store.vault import Vault
from booth.workflow import backup_file
from sync.errors import LineError
from tests.unit.workflow.backups import lock, unlock
from tests.unit.workflow.stage import PASSWORD, Clock, furnish, make_office


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)
    monkeypatch.setenv("BOOTH_LANG", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    furnish(tmp_path / "data", make_office().identity)
    (tmp_path / "password").write_text(PASSWORD + "\n")
    (tmp_path / "wrong").write_text("not-the-password\n")
    return tmp_path


def run(capsys, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_there_and_back(folder: Path, capsys):
    data, right = folder / "data", ("--password-file", folder / "password")
    (folder / "stick").mkdir()
    code, out, _ = run(capsys, "backup", "--to", folder / "stick", "--login", "tek", *right, "--data", data, "--json")
    said = json.loads(out)
    assert code == 0
    assert Path(said["file"]).stat().st_size == said["bytes"]
    new = folder / "new"
    code, out, _ = run(capsys, "restore", said["file"], *right, "--data", new, "--json")
    assert (code, json.loads(out)["booth"], json.loads(out)["aside"]) == (0, "baamang-1", None)
    with Vault.unlock(new, "ani", PASSWORD, clock=Clock()) as vault:
        assert vault.residents.count() == 4
    code, _, err = run(capsys, "restore", said["file"], *right, "--data", new)
    assert code == 0
    assert "before-restore-" in err


def test_what_is_refused_is_said_on_one_line(folder: Path, capsys):
    data = folder / "data"
    nothing = folder / "nothing.booth"
    nothing.write_bytes(b"nothing")
    for words, line in (
        (
            ("backup", "--to", data, "--login", "tek", "--password-file", folder / "password", "--data", data),
            "lost with it",
        ),
        (
            (
                "backup",
                "--to",
                folder / "x.booth",
                "--login",
                "ani",
                "--password-file",
                folder / "password",
                "--data",
                data,
            ),
            "may not do this",
        ),
        (
            (
                "backup",
                "--to",
                folder / "x.booth",
                "--login",
                "tek",
                "--password-file",
                folder / "wrong",
                "--data",
                data,
            ),
            "wrong",
        ),
        (("backup", "--to", folder / "x.booth", "--login", "tek", "--data", folder / "other"), "not set up"),
        (("restore", nothing, "--data", folder / "other"), "no backup of a booth"),
        (("restore", folder / "gone.booth", "--data", folder / "other"), "cannot be read"),
        (("provision", "--office", "https://127.0.0.1:1", "--login", "tek", "--data", folder / "other"), "code"),
        (
            ("provision", "--again", "--office", "https://127.0.0.1:1", "--login", "tek", "--data", folder / "other"),
            "not set up",
        ),
    ):
        code, out, err = run(capsys, *words)
        assert (code, out, len(err.splitlines())) == (1, "", 1), err
        assert line in err


def test_a_password_that_is_not_that_of_then(folder: Path, capsys):
    data, right = folder / "data", ("--password-file", folder / "password")
    assert run(capsys, "backup", "--to", folder / "x.booth", "--login", "tek", *right, "--data", data)[0] == 0
    code, _, err = run(capsys, "restore", folder / "x.booth", "--password-file", folder / "wrong", "--data", data)
    assert code == 1
    assert "tek" in err


def test_the_bundle(folder: Path, capsys):
    data, right = folder / "data", ("--password-file", folder / "password")
    code, out, _ = run(capsys, "bundle", "--out", folder / "x.zip", "--data", data, "--json")
    assert code == 0
    assert Path(json.loads(out)["file"]) == folder / "x.zip"
    code, _, err = run(capsys, "bundle", "--out", folder / "y.zip", "--login", "tek", *right, "--data", data)
    assert code == 0
    assert str(folder / "y.zip") in err
    assert b"not logged in" in zipfile.ZipFile(folder / "x.zip").read("selftests.json")
    assert zipfile.ZipFile(folder / "y.zip").read("selftests.json") == b"[]\n"


def test_enrolling_again_without_a_line(folder: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    import sync.identity

    def dead(*_: object, **__: object) -> None:
        raise LineError("cut")

    monkeypatch.setattr(sync.identity, "enrol", dead)
    monkeypatch.setattr(sync.identity, "move", dead)
    right = ("--login", "tek", "--password-file", folder / "password", "--data", folder / "data")
    for more in ((), ("--code", "WP87-Q5T1-1MNW-5QKW-BNFK-FZ5C-C1GT-6T9W")):
        code, _, err = run(capsys, "provision", "--again", "--office", "https://127.0.0.1:1", *more, *right)
        assert code == 1
        assert "cannot be reached" in err
    (folder / "data" / "identity" / "office.json").write_text("damaged")
    code, _, err = run(capsys, "provision", "--again", "--office", "https://127.0.0.1:1", *right)
    assert (code, "not set up" in err) == (1, True)
