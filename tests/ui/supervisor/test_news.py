"""What the office says reaches the screens: notices, limits, other booths' counts, registers, closed logins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from booth.ui.kit.lines import PasswordField
from booth.ui.news import News
from booth.ui.supervisor.operators import OperatorsCard
from booth.workflow.inspection import RegisterSource
from booth.workflow.news import NewsTaken
from sync.news import BoothSettings, Notice, OtherCount
from tests.ui.supervisor.office_words import AT, bulletin, letter
from tests.ui.supervisor.stage import Saved, Window
from tests.unit.workflow.stage import PASSWORD, Office

if TYPE_CHECKING:
    from booth.ui.kit.strip import Light

CARE = Notice(id="n1", at="2016-09-04T01:00:00.000Z", level="care", text="Blangko habis sampai Kamis.")
INFO = Notice(id="n2", at="2016-09-05T01:00:00.000Z", text="Versi baru ada.", version="9.9.9", until="2016-09-30")


@pytest.fixture
def told(open_window: Callable[[Path], Window], busy: tuple[Path, list[Saved]]) -> Window:
    """Before anybody logs in."""
    return open_window(busy[0])


def lights(window: Window) -> list[Light]:
    return News.of(window.station).lights()


def test_notices_stand_on_the_first_screen_until_they_were_read(told: Window, office: Office):
    bulletin(told.booth, office, notices=(INFO, CARE))
    told.log_in("sri")
    told.until(lambda: "Blangko habis" in told.texts())
    assert "1 lagi" in told.texts()
    told.press("F9")
    assert "ditulis 04-09-2016 08.00" in told.texts()
    told.press("Escape")
    assert "Blangko habis" in told.texts()
    told.press("F9", "Return")
    assert "Blangko habis" not in told.texts()
    assert "Versi baru ada." in told.texts()
    told.press("F9")
    assert "tentang versi 9.9.9" in told.texts()
    assert "berlaku sampai 30-09-2016" in told.texts()
    told.press("Return")
    assert "Versi baru ada." not in told.texts()
    assert not any(action.id == "notice" for action in told.frame.action_bar.actions_shown())
    told.idle()
    told.log_out()
    told.log_in("sri")  # at the next login they stand there again
    told.until(lambda: "Blangko habis" in told.texts())


def test_the_limit_is_said_with_the_way_out(told: Window, office: Office):
    bulletin(told.booth, office, settings=BoothSettings(warn_packets=5, stop_packets=500))
    told.log_in("sri")
    told.until(lambda: "8 rekaman belum sampai di pusat, yang terlama sejak 04-09-2016." in told.texts())
    assert "halaman “Flash disk”" in told.texts()
    assert "Pada 500 rekaman, perekaman baru dihentikan." in told.texts()
    bulletin(told.booth, office, 2, settings=BoothSettings(stop_packets=8))
    told.station.count_changed.emit()
    told.until(lambda: "Perekaman baru dihentikan: 8 rekaman" in told.texts())
    assert any(text.startswith("Perekaman baru dihentikan") for text in told.frame.strip.texts())
    told.press("F7")
    told.wait("Flash disk")


def test_an_operator_begins_no_new_recording_over_the_limit(told: Window, office: Office):
    bulletin(told.booth, office, settings=BoothSettings(stop_packets=8))
    told.log_in("ani")
    told.until(lambda: "Perekaman baru dihentikan: 8 rekaman" in told.texts())
    assert "minta penyelia atau teknisi" in told.texts()
    assert not told.action("by_hand").enabled
    told.type("CONTOH DUA")
    told.wait("ditemukan")
    told.press("Return")
    told.until(lambda: "Draf boleh diselesaikan" in told.screen.message_text())
    assert told.title.startswith("Cari warga")


def test_other_booths_counts(told: Window, office: Office):
    names = ("Seranau", "Baamang 2", "Kota Besi", "Cempaga", "Telawang")
    counts = [
        OtherCount(booth=f"booth-{n}", name=name, day="2016-09-05", recordings=1000 + n) for n, name in enumerate(names)
    ]
    counts.append(OtherCount(booth="booth-9", name="Kemarin", day="2016-09-04", recordings=7))
    bulletin(told.booth, office, counts=tuple(counts))
    told.log_in("sri")
    told.until(lambda: "Bilik lain: Baamang 2 1.001 · Cempaga 1.003 · Kota Besi 1.002" in told.texts())
    assert "2 bilik lagi 2.004" in told.texts()
    assert "Kemarin" not in told.texts()
    told.press("PageUp")
    told.until(lambda: "Bilik lain: Kemarin 7" in told.texts())


def test_a_register_is_taken_in_after_the_login(told: Window, office: Office):
    told.booth.login("sri", PASSWORD).close()  # so that the office knows to whom letters are sealed
    letter(told.booth, office)
    told.log_in("sri")
    told.until(lambda: any("Daftar warga 05-09 masuk" in light.text for light in lights(told)))
    assert "Isinya sekarang 4 warga, versi 7." in lights(told)[0].more
    told.until(lambda: "Daftar warga 05-09 masuk" in told.frame.strip.texts())
    News.of(told.station)._hush.timeout.emit()
    assert lights(told) == []


def test_a_whole_register_that_comes_at_work_waits_for_a_locked_screen(told: Window, office: Office):
    told.log_in("sri")
    told.wait("sudah dihitung")
    told.idle()
    news = News.of(told.station)
    letter(told.booth, office)
    news.look()
    told.until(lambda: any("Daftar warga baru menunggu" in light.text for light in lights(told)))
    told.frame.lock_chosen.emit()
    told.until(lambda: any("Daftar warga 05-09 masuk" in light.text for light in lights(told)))


def test_what_is_refused_is_said_and_notices_come_all_the_same(told: Window, office: Office):
    told.booth.login("sri", PASSWORD).close()
    letter(told.booth, office)
    (sealed,) = (told.folder / "inbox").glob("*.sealed")
    sealed.write_bytes(b"x" * sealed.stat().st_size)
    bulletin(told.booth, office, notices=(CARE,))
    told.log_in("sri")
    told.until(lambda: any("Kabar dari pusat: belum masuk" in light.text for light in lights(told)))
    assert "rusak" in lights(told)[0].more
    told.until(lambda: "Blangko habis" in told.texts())


def test_a_login_that_the_office_closed(told: Window, office: Office):
    bulletin(told.booth, office, closed_logins=("ani", "tek"))
    told.log_in("sri")
    told.until(lambda: bool(lights(told)))
    assert "tek" in lights(told)[0].text
    told.log_out()
    told.type("ani")
    told.press("Return")
    told.type(PASSWORD)
    told.press("Return")
    told.until(lambda: not told.screen.findChild(PasswordField).text())
    assert not told.station.occupied


@pytest.mark.parametrize(
    ("done", "text", "more"),
    [
        (NewsTaken(7, 900, letters=1, skipped=3), "Daftar warga 05-09 masuk: 12 berubah", "3 baris tidak dikenal"),
        (NewsTaken(0, 0, closed=("ani", "budi")), "Login ditutup pusat: ani, budi", "tidak bisa masuk lagi"),
        (NewsTaken(0, 0, last=("tek",)), "Pusat menutup satu-satunya teknisi: tek", "Tambahkan teknisi lain"),
        (NewsTaken(0, 0, later=True), "Daftar warga baru menunggu", "layar terkunci"),
    ],
)
def test_what_was_taken_in_has_words(window: Window, done: NewsTaken, text: str, more: str):
    light = News.of(window.station)._light(done, RegisterSource(900, 7, AT, 12))
    assert light.text == text
    assert more in light.more


def test_progress_is_said(window: Window):
    news = News.of(window.station)
    window.idle()
    news._share = 0.42
    news.changed.emit()
    assert news.lights()[0].text == "Daftar warga: 42 % masuk"
    assert "Daftar warga: 42 % masuk" in window.texts()  # why the search waits
    assert "pencarian menunggu" in window.texts()
    news._share = None
    news.changed.emit()
    assert news.lights() == []
    assert "42 %" not in window.texts()


def test_what_the_office_decides_is_not_changed_here(told: Window, office: Office):
    bulletin(told.booth, office, settings=BoothSettings(target=150, duplicate_days=0, rate=25_000, originals=True))
    told.log_in("tek")
    told.wait("Uji perangkat")
    told.press("Ctrl+5")
    told.wait("Pengaturan", "siap")
    told.until(lambda: any("Ditetapkan pusat." in row for row in told.rows()))
    (target,) = [row for row in told.rows() if row.endswith("| 150")]
    assert "Ditetapkan pusat." in target
    while told.marked != "daily_target":
        told.press("Down")
    told.press("Return")
    assert "diubah di sana, bukan di sini" in told.screen.message_text()
    assert told.screen.panel is None
    assert not told.action("default").enabled
    told.press("F6")
    told.until(lambda: "200 kbit/dtk" in told.texts())
    assert "diminta" in told.texts()


def test_the_page_of_the_register_says_where_it_is_from(told: Window, office: Office):
    told.booth.login("tek", PASSWORD).close()
    letter(told.booth, office)
    told.log_in("tek")
    told.wait("Uji perangkat")
    told.until(lambda: bool(lights(told)))
    told.press("Ctrl+3")
    told.until(lambda: "dari pusat: versi 7 tanggal 05-09-2016" in told.texts())


def test_whoever_was_closed_hears_it_at_the_login(told: Window, office: Office):
    bulletin(told.booth, office, closed_logins=("ani",))
    told.wait("Masuk")
    told.type("ani")
    told.press("Return")
    told.type(PASSWORD)
    told.press("Return")
    told.until(lambda: "Pusat sudah menutup login “ani”" in told.screen.message_text() + told.texts())
    assert not told.station.occupied


def test_on_a_small_monitor_the_limit_takes_the_room_of_the_table(told: Window, office: Office):
    bulletin(told.booth, office, settings=BoothSettings(warn_packets=5), notices=(CARE,))
    told.log_in("sri")
    told.until(lambda: "belum sampai di pusat" in told.texts())
    table = told.screen.findChild(OperatorsCard)
    for size, table_there, notice_there in (((1280, 720), False, False), ((1920, 1080), True, True)):
        told.frame.resize(*size)
        told.until(lambda there=table_there: table.isVisible() is there)
        told.until(lambda there=notice_there: ("Blangko habis" in told.texts()) is there)
        assert told.action("notice").enabled  # its button stays
