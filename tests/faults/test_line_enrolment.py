"""Codes that do not fit, an office that is down or another one, a booth that was closed: plain words, no loss."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from booth.workflow.errors import AlreadyProvisioned, NotProvisioned, OtherFirstUser
from sync.errors import (
    BoothRevoked,
    CertificateRefused,
    CodeMistyped,
    CodeOfAnotherOffice,
    EnrolRefused,
    LineError,
    NotEnrolled,
)
from tests.faults.line import (
    DIE,
    KECAMATAN,
    LANGUAGES,
    TECHNICIAN,
    WAIT,
    Line,
    Office,
    agent_at_work,
    done,
    residents,
    run,
    say,
    wait_until_told,
    words_of,
)
from tests.faults.recorder import record

if TYPE_CHECKING:
    from pathlib import Path

    from sync.errors import SyncError
    from tests.faults.conftest import Recorded
    from tests.faults.line import Said

REFUSED = 4  # exit code: login or certificate


@pytest.fixture
def new(line: Line) -> Path:
    """Where another booth is to be set up."""
    return line.root / "new"


def new_code(line: Line) -> str:
    told = done("booth-office", "enrol", "--data", line.office, "--kecamatan", ",".join(KECAMATAN), "--json").json
    return str(told["code"])


def set_up(line: Line, booth: Path, url: str, code: str, *, login: str = TECHNICIAN, language: str = "en") -> Said:
    where = ("--data", booth, "--office", url, "--code", code, "--name", "Ketapang 1", "--login", login)
    return say("booth", "provision", *where, "--password-file", line.password, language=language)


def booths(line: Line) -> list[str]:
    return [row["booth"] for row in done("booth-office", "booths", "--data", line.office, "--json").json["booths"]]


def changed(code: str, at: int) -> str:
    """The code with another letter at `at`."""
    return code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :]


def test_codes_that_do_not_fit_and_then_the_right_one(line: Line, new: Path):
    code = new_code(line)
    wrong: list[tuple[str, type[SyncError]]] = [
        (changed(code, 0), EnrolRefused),  # the secret half
        (changed(code, len(code) - 1), CodeOfAnotherOffice),  # the certificate's half
        (code[:-1], CodeMistyped),
    ]
    with line.served() as office:
        for number, (typed, error) in enumerate(wrong):
            language = LANGUAGES[number % 2]
            said = set_up(line, new, office.url, typed, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(error, language)), error
        for language in LANGUAGES:
            said = say("booth", "count", "--data", new, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(NotProvisioned, language))
            said = say("booth-sync", "status", "--data", new, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(NotEnrolled, language))
        said = set_up(line, new, office.url, code, login="lain")
        assert (said.code, said.err.strip()) == (1, words_of(OtherFirstUser, "en"))
        assert booths(line) == ["baamang-1"]
        assert set_up(line, new, office.url, code.lower().replace("-", " ")).code == 0
        assert booths(line) == ["baamang-1", "ketapang-1"]
        for language in LANGUAGES:
            said = set_up(line, new, office.url, code, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(AlreadyProvisioned, language, name="Ketapang 1"))
    assert say("booth", "user", "list", "--as", TECHNICIAN, "--data", new, "--password-file", line.password).code == 0


def test_a_code_works_for_one_booth_only(line: Line, new: Path):
    code = new_code(line)
    with line.served() as office:
        assert set_up(line, new, office.url, code).code == 0
        for language in LANGUAGES:
            said = set_up(line, line.root / "third", office.url, code, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(EnrolRefused, language))
        assert booths(line) == ["baamang-1", "ketapang-1"]


KILLED_AT = {
    "before it asks the office": f"from sync import identity\ndef dying(*_, **__):\n {DIE}\nidentity.enrol = dying",
    "before the answer is kept": (f"from sync import identity\ndef dying(*_):\n {DIE}\nidentity.save_identity = dying"),
    "after the answer was kept": (
        "from sync import identity\n"
        "save = identity.save_identity\n"
        f"def dying(*args):\n save(*args)\n {DIE}\n"
        "identity.save_identity = dying"
    ),
}


@pytest.mark.parametrize("point", KILLED_AT)
def test_setting_up_killed_goes_on_with_the_same_command(line: Line, new: Path, point: str):
    """The answer may get lost on the way: the same code with the same keys is answered again, for one and the same."""
    code = new_code(line)
    with line.served() as office:
        where = ("--data", new, "--office", office.url, "--code", code, "--name", "Ketapang 1", "--login", TECHNICIAN)
        killed = run("booth", "provision", *where, "--password-file", line.password, before=KILLED_AT[point])
        assert killed.code == -signal.SIGKILL
        again = set_up(line, new, office.url, code)
        already = point == "after the answer was kept"
        assert again.code == already, again
        assert booths(line) == ["baamang-1", "ketapang-1"]
        other = replace(line, name="new")
        assert say("booth", "count", "--data", other.booth).code == 0
        assert other.once().code == 0


def test_an_office_that_is_down_and_comes_back(line: Line, new: Path):
    code = new_code(line)
    with line.served() as office:
        pass
    for language in LANGUAGES:
        said = set_up(line, new, office.url, code, language=language)
        assert (said.code, said.err.strip()) == (1, words_of(LineError, language))
    with line.served(port=office.port) as office:
        assert set_up(line, new, office.url, code).code == 0


def test_another_office_in_the_place_of_ours_is_told_nothing(recorded: Recorded, tmp_path: Path):
    line = recorded.line
    code = new_code(line)
    stranger = tmp_path / "stranger"
    done("booth-office", "init", "--data", stranger, "--password-file", line.password)
    with line.served() as ours:
        pass
    theirs = Office(stranger, port=ours.port)
    try:
        for language in LANGUAGES:
            said = line.once(BOOTH_LANG=language)
            assert said.code == REFUSED
            assert said.json["packets"] == 0
            assert said.err.strip().splitlines()[-1] == words_of(CertificateRefused, language)
            said = set_up(line, tmp_path / "new", ours.url, code, language=language)
            assert (said.code, said.err.strip()) == (1, words_of(CodeOfAnotherOffice, language))
    finally:
        theirs.stop()
    with closing(sqlite3.connect(stranger / "ledger.db")) as ledger:
        for table in ("booths", "packets", "offers", "failures"):
            assert ledger.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608
    status = line.status()
    assert (status["queued"], status["line"]) == (len(recorded.told), "refused")
    with line.served(port=ours.port):
        assert line.once().json["packets"] == len(recorded.told)
    assert line.office_count()["total"] == len(recorded.told)


def test_a_booth_that_was_closed_keeps_everything_and_works_on(recorded: Recorded):
    line = recorded.line
    done("booth-office", "revoke", "baamang-1", "--data", line.office)
    with line.served():
        for language in LANGUAGES:
            said = line.once(BOOTH_LANG=language)
            assert said.code == REFUSED
            assert said.err.strip().splitlines()[-1] == words_of(BoothRevoked, language)
            assert said.json["left"] == len(recorded.told)
    assert line.status()["line"] == "refused"
    assert line.office_count()["total"] == 0
    with line.desk() as desk:
        record(desk, desk.look(residents(line)[20].nik), fingers=())
    assert line.status()["queued"] == len(recorded.told) + 1


def test_an_agent_waits_for_an_office_that_is_down(recorded: Recorded):
    line = recorded.line
    with line.served():
        pass
    for language in LANGUAGES:
        with agent_at_work(line, BOOTH_LANG=language) as agent:
            wait_until_told(agent, LineError, language)
            agent.terminate()
            out, _ = agent.communicate(timeout=WAIT)
            assert f'"left": {len(recorded.told)}' in out
    status = line.status()
    assert (status["queued"], status["sending"], status["running"]) == (len(recorded.told), 0, False)
    for day, count in recorded.days.items():
        told = line.booth_count(day)
        assert (told["states"]["queued"], told["office"], told["agreement"]) == (count, None, "unknown")
