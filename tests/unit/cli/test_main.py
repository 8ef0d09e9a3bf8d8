"""The frame of the `booth` command: verbs, languages, errors, and what help costs."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace

import pytest

from booth import cli
from booth.cli import options
from booth.domain.errors import BoothError
from resources import i18n


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    before = i18n.language()
    monkeypatch.setenv("BOOTH_LANG", "en")
    monkeypatch.setenv("BOOTH_DATA", str(tmp_path))
    monkeypatch.delenv("BOOTH_TRACE", raising=False)
    yield
    i18n.set_language(before)


@pytest.fixture
def verb(monkeypatch):
    """Makes `booth finger` run a function instead."""

    def use(handler):
        module = type("Module", (), {"configure": staticmethod(lambda parser: parser.set_defaults(handler=handler))})
        monkeypatch.setitem(sys.modules, "booth.cli.finger", module)

    return use


def test_every_verb_has_help_and_a_handler():
    for verb in cli.VERBS:
        with pytest.raises(SystemExit) as ended:
            cli.main([verb.name, "--help"])
        assert ended.value.code == 0


def test_help_imports_nothing_heavy():
    heavy = ("numpy", "cv2", "PIL", "PySide6", "serial", "cryptography", "sqlite_utils")
    code = (
        "import sys, booth.cli\n"
        "try: booth.cli.main(['--help'])\n"
        f"finally: print([module for module in {heavy} if module in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1] == "[]"


def test_version(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out.startswith("booth 0.")


def test_the_code_of_the_verb_is_the_code_of_the_command(verb):
    verb(lambda _args: 7)
    assert cli.main(["finger"]) == 7


def test_an_error_is_one_line(verb, capsys):
    class Multiline(BoothError):
        text = "First {what},\nthen this."

    def fail(_args):
        raise Multiline(what="that")

    verb(fail)
    assert cli.main(["finger"]) == 1
    assert capsys.readouterr() == ("", "First that, then this.\n")


def test_a_fault_of_the_program_is_no_traceback_unless_asked_for(verb, capsys, monkeypatch):
    verb(lambda _args: {}["nothing"])
    assert cli.main(["finger"]) == 1
    assert capsys.readouterr().err == f"{BoothError.text} (KeyError)\n"
    monkeypatch.setenv("BOOTH_TRACE", "1")
    with pytest.raises(KeyError):
        cli.main(["finger"])


def test_interrupted(verb):
    def interrupt(_args):
        raise KeyboardInterrupt

    verb(interrupt)
    assert cli.main(["finger"]) == 130


def test_the_language_is_that_of_the_environment_or_the_settings(verb, monkeypatch, tmp_path):
    spoken = []
    verb(lambda _args: spoken.append(i18n.language()) or 0)
    monkeypatch.setenv("BOOTH_LANG", "id")
    cli.main(["finger"])
    monkeypatch.setenv("BOOTH_LANG", "fr")
    cli.main(["finger"])
    (tmp_path / "booth.toml").write_text('language = "en"\n')
    cli.main(["finger"])
    (tmp_path / "booth.toml").write_text("language = 3\n")
    cli.main(["finger"])
    assert spoken == ["id", "id", "en", "id"]


@pytest.mark.parametrize("written", [["--data", "{}"], ["--data={}"]])
def test_the_settings_are_those_of_the_data_folder_named(monkeypatch, tmp_path, written):
    monkeypatch.delenv("BOOTH_LANG")
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "booth.toml").write_text('language = "en"\n')
    with pytest.raises(SystemExit):
        cli.main([word.format(folder) for word in written])
    assert i18n.language() == "en"


def parsed(*arguments):
    parser = ArgumentParser()
    options.add_data(parser)
    options.add_json(parser)
    options.add_password(parser)
    return parser.parse_args([str(argument) for argument in arguments])


def test_data_folder_and_json(tmp_path):
    assert (parsed().data, parsed().json) == (tmp_path, False)
    assert parsed("--data", tmp_path / "x", "--json").data == tmp_path / "x"


def test_passwords_from_a_file_or_typed_twice(tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_bytes("kata sandi é \r\nnext line".encode())
    args = parsed("--password-file", secret)
    assert options.password(args, "Password") == options.new_password(args, "Password") == "kata sandi é "
    typed = iter(["one", "two", "two", "two", "three"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    asked = Namespace(password_file=None)
    assert options.password(asked, "Password") == "one"
    assert options.new_password(asked, "Password") == "two"
    with pytest.raises(options.PasswordsDiffer):
        options.new_password(asked, "Password")


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_password_file_is_named(tmp_path, content):
    secret = tmp_path / "secret"
    if content is not None:
        secret.write_bytes(content)
    with pytest.raises(options.FileUnreadable) as raised:
        options.password(parsed("--password-file", secret), "Password")
    assert raised.value.params["file"] == secret
