"""The first installation, from an empty folder to a booth that records, by the keyboard and against a real office."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booth.config import Settings, write_settings
from booth.store.vault import Vault
from booth.ui.kit.lines import LineField
from booth.ui.kit.rows import RowList
from booth.workflow import backup_file, first
from booth.workflow.backup import make_backup
from booth.workflow.booth import Booth
from booth.workflow.first import Stage
from resources.i18n import set_language
from sync.office.folder import DEFAULT_HOSTS, Folder
from sync.office.keys import make_office
from tests.office.conftest import Clock as OfficeClock
from tests.office.conftest import Running
from tests.ui.supervisor.stage import LONG, Window
from tests.unit.workflow.backups import lock, unlock
from tests.unit.workflow.stage import CHEAP, PASSWORD


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)
    real = Vault.create
    monkeypatch.setattr(Vault, "create", lambda *args, **more: real(*args, **more, cost=CHEAP))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    clock = OfficeClock()
    folder = Folder(tmp_path / "office")
    make_office(folder, name="Disdukcapil Kotim", time_zone="Asia/Pontianak", hosts=DEFAULT_HOSTS, now=clock())
    running = Running(folder, clock)
    yield running
    running.stop()


@pytest.fixture
def open_window(tmp_path: Path, qtbot: QtBot, looks: QApplication, office: Running) -> Iterator[Callable[[], Window]]:
    """Opens the window on a folder with nothing but devices that are not there."""
    opened: list[Window] = []
    closed: list[Window] = []
    folder = tmp_path / "data"
    folder.mkdir()
    absent = Settings(
        camera=str(tmp_path / "no-camera"), scanner="socket://127.0.0.1:9", printer="none", allow_emulated=True
    )
    write_settings(folder, absent)

    def make() -> Window:
        for window in opened[len(closed) :]:
            closed.append(window)
            window.close()
        opened.append(Window(folder, qtbot, office.clock))
        return opened[-1]

    yield make
    for window in opened:
        if window not in closed:
            window.close()
    own = {"store", "scanner", "camera", "printer", "loading"}
    qtbot.waitUntil(lambda: not own & {thread.name for thread in threading.enumerate()}, timeout=LONG)
    set_language("id")


def field(window: Window, name: str) -> LineField:
    found = window.screen.findChild(LineField, name)
    assert found is not None
    return found


def put(window: Window, name: str, text: str) -> None:
    found = field(window, name)
    found.setFocus()
    found.set_value(text)
    found.edited.emit()


def url(office: Running) -> str:
    return f"127.0.0.1:{office.port}"


def to_technician(window: Window, office: Running, code: str = "") -> None:
    window.wait("bahasa")
    window.press("Return")
    window.wait("Kantor pusat yang mana?")
    put(window, "address", url(office))
    put(window, "code", code or office.code())
    put(window, "name", "Baamang 1")
    window.press("Return")


def set_up(window: Window, office: Running) -> None:
    to_technician(window, office)
    window.wait("Siapa teknisinya?")
    window.type("Tek Nisi")
    window.press("Return", "Return")  # the login is proposed
    window.type(PASSWORD)
    window.press("Return")
    window.type(PASSWORD)
    window.press("Return")
    window.wait("Perangkat")


def test_from_nothing_to_a_booth(open_window: Callable[[], Window], office: Running):
    window = open_window()
    set_up(window, office)
    assert window.booth.provisioned.booth == "baamang-1"
    assert first.stage(window.folder) is Stage.DEVICES
    window.until(lambda: "0 dari 3 siap" in window.screen.subtitle() or "1 dari 3" in window.screen.subtitle())
    window.press("Return")
    window.wait("Uji perangkat")
    window.press("Return")
    window.wait("Akun pertama")
    window.until(lambda: "Penyelia" in window.screen.subtitle())
    window.press("F4")
    window.type("Sri")
    window.press("Return")
    field_login = window.frame.focusWidget()
    assert field_login is not None
    window.press("Escape")
    window.press("Return")
    window.wait("Bilik sudah disiapkan")
    window.until(lambda: "Disdukcapil Kotim" in window.texts())
    assert first.stage(window.folder) is Stage.DONE
    window.press("Return")  # the register is empty: it comes next
    window.wait("Daftar warga")
    assert first.stage(window.folder) is None
    window.press("Ctrl+1")
    window.wait("Uji perangkat", "belum diuji")
    window.log_out()
    window.log_in("tek")
    window.wait("Uji perangkat")


def test_going_back_and_finishing_without_the_register(open_window: Callable[[], Window], office: Running):
    window = open_window()
    set_up(window, office)
    window.press("Return")
    window.wait("Uji perangkat")
    window.press("Escape")
    window.wait("Perangkat")
    window.press("Return")
    window.wait("Uji perangkat")
    window.press("Return")
    window.wait("Akun pertama")
    window.idle()
    window.press("Return")
    window.wait("Bilik sudah disiapkan")
    window.until(lambda: "begin" in {action.id for action in window.frame.action_bar.actions_shown()})
    window.press("F8")
    window.wait("Uji perangkat")


def test_it_goes_on_where_the_power_went(open_window: Callable[[], Window], office: Running):
    window = open_window()
    set_up(window, office)
    window.press("Return")
    window.wait("Uji perangkat")
    again = open_window()
    again.log_in("tek")
    again.wait("Uji perangkat")
    assert again.action("primary").text == "Lewati uji"
    again.log_out()
    again.log_in("tek")
    again.wait("Uji perangkat")
    again.press("Escape")
    again.wait("Perangkat")


def test_the_account_of_an_earlier_attempt(open_window: Callable[[], Window], office: Running, monkeypatch):
    from booth.workflow.errors import OfficeTrouble
    from sync.errors import LineError

    window = open_window()
    real = Booth._enrol

    def dead(*_: object) -> object:
        raise OfficeTrouble(LineError("cut"))

    monkeypatch.setattr(Booth, "_enrol", dead)
    to_technician(window, office)
    window.wait("Siapa teknisinya?")
    put(window, "name", "Tek")
    put(window, "login", "9 tek")
    put(window, "password", PASSWORD)
    put(window, "again", PASSWORD)
    window.press("Return")
    window.until(lambda: "Nama masuk terdiri dari" in window.texts())
    assert field(window, "login").hasFocus()
    put(window, "login", "tek")
    window.press("Return")
    window.wait("Kantor pusat yang mana?")
    window.until(lambda: "tidak bisa dihubungi. Periksa alamatnya" in window.texts())
    assert "Rekaman menunggu" not in window.texts()  # there are none yet
    assert field(window, "address").hasFocus()
    monkeypatch.setattr(Booth, "_enrol", real)
    again = open_window()
    to_technician(again, office)
    again.wait("Masuk sebagai teknisi")
    assert "Akun ini sudah dibuat" in again.texts()
    assert "Anda yang pertama" not in again.texts()
    assert "Paling sedikit 8" not in again.texts()
    put(again, "login", "tek")
    put(again, "password", "wrong-password")
    again.press("Return")
    again.until(lambda: "kata sandi lain" in again.texts())
    put(again, "password", PASSWORD)
    again.press("Return")
    again.wait("Perangkat")


def test_what_is_wrong_with_address_and_code_is_said_at_once(open_window: Callable[[], Window], office: Running):
    window = open_window()
    other = secrets.token_bytes(10)
    from sync import enrolment

    to_technician(window, office, enrolment.make_code(other, b"another office"))
    window.until(lambda: "bukan milik pusat" in window.texts())
    assert field(window, "code").hasFocus()
    put(window, "address", "ftp://nowhere")
    window.press("Return")
    assert "ftp://nowhere" in window.texts()
    put(window, "code", "ABCD-EFU")
    assert "“U” (tempat 7)" in window.texts()
    assert not window.action("primary").enabled
    put(window, "address", url(office))
    used = office.code()
    assert office.booth().id
    put(window, "code", used)
    window.press("Return")
    window.wait("Siapa teknisinya?")
    window.press("Escape")
    window.wait("Kantor pusat yang mana?")
    window.press("Escape")
    window.wait("bahasa")


def test_every_step_has_a_help_page(looks: QApplication):
    from booth.ui.first import devices, inside, restore, screens
    from booth.ui.kit.help import page_text

    steps = (screens.LanguageScreen, screens.OfficeScreen, screens.TechnicianScreen, restore.RestoreScreen)
    for step in (*steps, devices.DevicesScreen, inside.TestStep, inside.DoneScreen):
        for code in ("en", "id"):
            set_language(code)
            assert page_text(step.help_page), step


def test_languages(open_window: Callable[[], Window], office: Running):
    window = open_window()
    window.wait("bahasa")
    window.press("Down")
    window.wait("language")
    assert window.frame.strip.texts() == []  # nothing is looked at before the booth is enrolled
    window.press("Up")
    window.wait("bahasa")
    window.press("Down", "Return")
    window.wait("Which office?")


def test_the_arrows_choose_a_backup(open_window: Callable[[], Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from booth.ui.first import restore
    from booth.workflow.found_files import FoundFile

    found = [FoundFile(tmp_path / name, 10, datetime(2026, 9, 5, 3, tzinfo=UTC)) for name in ("a.booth", "b.booth")]
    monkeypatch.setattr(restore, "files_at_hand", lambda _endings: found)
    window = open_window()
    window.wait("bahasa")
    window.press("Return")
    window.wait("Kantor pusat yang mana?")
    window.press("F6")
    window.wait("Pulihkan cadangan")
    window.until(lambda: field(window, "path").text() == str(tmp_path / "a.booth"))
    window.press("Down")
    assert field(window, "path").text() == str(tmp_path / "b.booth")
    window.press("Up")
    assert field(window, "path").text() == str(tmp_path / "a.booth")


@pytest.fixture
def backup(tmp_path: Path, office: Running) -> Path:
    """A backup of a booth that is enrolled at the office."""
    from booth.store.users import NewUser, Role

    with Booth.open(tmp_path / "old", clock=office.clock) as booth:
        tech = NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD)
        booth.provision(f"https://{url(office)}", office.code(), "Baamang 1", tech)
        booth.change(printer="none", scanner="socket://127.0.0.1:9", camera=str(tmp_path / "none"))
        with booth.unlock_vault("tek", PASSWORD) as vault:
            return make_backup(booth, vault, PASSWORD, tmp_path / "x.booth").path


def test_a_booth_from_its_backup(open_window: Callable[[], Window], backup: Path):
    window = open_window()
    window.wait("bahasa")
    window.press("Return")
    window.wait("Kantor pusat yang mana?")
    window.press("F6")
    window.wait("Pulihkan cadangan")
    window.idle()
    put(window, "path", str(backup))
    window.until(lambda: "Baamang 1" in window.screen.subtitle())
    put(window, "password", "not-the-password")
    window.press("Return")
    window.until(lambda: "Ini bukan kata sandi" in window.texts())
    put(window, "password", PASSWORD)
    window.press("Return")
    window.wait("Masuk")
    assert "dipulihkan" in window.screen.message_text()
    assert window.booth.provisioned.booth == "baamang-1"
    window.log_in("tek")
    window.wait("Perangkat")  # another computer may have others
    window.press("Return", "Escape")


def test_a_file_that_is_no_backup(open_window: Callable[[], Window], tmp_path: Path):
    window = open_window()
    window.wait("bahasa")
    window.press("Return")
    window.wait("Kantor pusat yang mana?")
    window.press("F6")
    window.wait("Pulihkan cadangan")
    window.idle()
    (tmp_path / "x.booth").write_bytes(b"nothing")
    put(window, "path", str(tmp_path / "x.booth"))
    put(window, "password", PASSWORD)
    window.press("Return")
    window.until(lambda: "bukan cadangan bilik" in window.texts())
    window.press("Escape")
    window.wait("Kantor pusat yang mana?")


def test_a_device_is_chosen(open_window: Callable[[], Window], office: Running, tmp_path: Path):
    window = open_window()
    set_up(window, office)
    window.until(lambda: "dari 3" in window.screen.subtitle() and "dicari" not in "".join(window.rows()))
    window.press("Down", "Down", "F4")
    window.until(lambda: window.screen.panel is not None)
    window.press("F4")
    put(window, "value", f"pdf:{tmp_path / 'paper'}")
    window.press("Return")
    window.until(lambda: window.booth.settings.printer == f"pdf:{tmp_path / 'paper'}")
    window.until(lambda: "siap" in "".join(window.rows()))
    shown = next(each for each in window.screen.findChildren(RowList) if each.isVisible())
    assert shown.hasFocus()
