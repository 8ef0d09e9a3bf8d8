"""The day in figures, and every other day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from booth.ui.kit.figures import BarChart, BigNumber
from booth.ui.kit.lines import DateField
from booth.ui.kit.table import Table
from booth.ui.supervisor.where import agreement_level
from booth.workflow.counts import Agreement
from sync import wire
from tests.ui.supervisor.stage import Saved, Window, receive, save_day
from tests.unit.workflow.stage import Office


def figures(window: Window) -> dict[str, str]:
    """What the four cards say, by their titles."""
    said = {}
    for card in window.screen.findChildren(BigNumber):
        title, _, rest = card.accessibleName().partition(": ")
        said[title] = rest
    return said


def test_the_figures_of_today(window: Window):
    said = figures(window)
    assert said["Terekam"] == "6. target 100 · sehari sebelumnya 2"
    assert said["Menunggu persetujuan"] == "6. 1 dengan pengecualian"
    assert said["Belum terkirim"].startswith("8. tertua ")
    assert said["Diterima pusat"] == "0. hitungan pusat belum diketahui"
    assert "Senin, 05-09-2016" in window.screen.subtitle()


def test_states_bars_and_operators(window: Window, saved: list[Saved], office: Office):
    receive(window.booth, office, [each.manifest for each in saved[:3]])
    window.booth.outbox.park(saved[3].manifest.id, "digest")
    window.station.count_changed.emit()
    window.until(lambda: figures(window)["Diterima pusat"].startswith("3."))
    texts = window.texts().split("\n")
    for state, count in (
        ("Antre kirim", "2"),
        ("Diterima pusat", "3"),
        ("Ditolak pusat", "1"),
        ("Sedang dikirim", "0"),
    ):
        assert texts[texts.index(state, texts.index("Target 100")) + 1] == count
    bars = window.screen.findChildren(BarChart)[0].accessibleDescription()
    assert "09: 5" in bars
    assert "10: 1" in bars
    model = window.screen.findChildren(Table)[0].model()
    assert [model.index(0, column).data() for column in range(5)] == ["Ani", "6", "4 mnt", "17 %", "1"]


def test_the_offices_count_stands_beside_with_words_and_sign(window: Window, saved: list[Saved], office: Office):
    receive(window.booth, office, [each.manifest for each in saved[:3]])
    counts = wire.Counts(booth="baamang-1", as_of="2016-09-05T03:00:00.000Z", days={"2016-09-05": 3})
    window.booth.outbox.store_office_counts(counts)
    window.station.count_changed.emit()
    window.until(lambda: "✓ cocok dengan hitungan pusat" in figures(window)["Diterima pusat"])
    assert "Hitungan pusat 3" in window.texts()
    wrong = wire.Counts(booth="baamang-1", as_of="2016-09-05T03:00:01.000Z", days={"2016-09-05": 9})
    window.booth.outbox.store_office_counts(wrong)
    window.station.count_changed.emit()
    window.until(lambda: "✗" in figures(window)["Diterima pusat"])
    assert "panggil teknisi" in figures(window)["Diterima pusat"]


def test_only_equal_counts_get_a_tick():
    from booth.ui.kit.theme import Level

    levels = {verdict: agreement_level(verdict) for verdict in Agreement}
    assert [verdict for verdict, level in levels.items() if level is Level.GOOD] == [Agreement.AGREES]
    assert {verdict for verdict, level in levels.items() if level is Level.BAD} == {
        Agreement.OFFICE_LACKS,
        Agreement.OFFICE_MORE,
    }


def test_other_days_by_page_keys(window: Window):
    window.press("PageDown")  # there is no tomorrow
    assert "Rekap hari ini" in window.title
    window.press("PageUp")
    window.wait("Rekap harian", "sudah dihitung")
    assert "Minggu, 04-09-2016" in window.screen.subtitle()
    assert figures(window)["Terekam"] == "2. target 100 · sehari sebelumnya 0"
    assert figures(window)["Belum terkirim"] == "2. dari hari itu"
    window.press("PageUp")
    window.wait("belum ada rekaman")
    assert "Tidak ada perekaman pada hari itu" in window.texts()
    window.press("PageDown", "PageDown")
    window.wait("Rekap hari ini", "sudah dihitung")
    window.press("PageUp")
    window.wait("Rekap harian")
    window.press("Escape")
    window.wait("Rekap hari ini")


def test_a_day_by_its_date(window: Window):
    window.press("F4")
    window.until(lambda: window.screen.panel is not None)
    window.type("04092016")
    window.press("Return")
    window.wait("Rekap harian", "sudah dihitung")
    assert window.screen.panel is None
    assert figures(window)["Terekam"].startswith("2.")


def test_a_date_to_come_is_refused(window: Window):
    window.press("F4")
    window.until(lambda: window.screen.panel is not None)
    window.type("06092016")
    assert "Ini bukan tanggal sampai hari ini." in window.texts()
    window.press("Return")
    assert window.screen.panel is not None
    field = window.screen.findChildren(DateField)[0]
    assert field.property("fault") == "yes"
    window.press("Escape")
    window.wait("Rekap hari ini")


def test_a_day_from_the_list(window: Window):
    window.press("F4")
    window.until(lambda: window.screen.panel is not None)
    assert window.ids() == ["2016-09-05", "2016-09-04"]
    window.press("Down", "Return")
    window.wait("Rekap harian", "sudah dihitung")


def test_a_new_recording_appears_by_itself_and_nothing_else_moves(window: Window, saved: list[Saved]):
    resets: list[object] = []
    table = window.screen.findChildren(Table)[0]
    table.model().modelReset.connect(lambda: resets.append(1))
    window.station.count_changed.emit()
    window.idle()
    assert resets == []
    desk = window.station.desk
    save_day(window.booth, desk.vault.recordings.add, window.clock.now + timedelta(minutes=5), 1)
    window.station.count_changed.emit()
    window.until(lambda: figures(window)["Terekam"].startswith("7."))
    assert len(resets) == 1


def test_enter_opens_the_approvals_and_their_number_stands_in_the_rail(window: Window):
    assert window.frame.rail._items[1].item.badge == "8"
    window.press("Return")
    window.wait("Persetujuan")


def test_an_empty_booth(open_window: Callable[[Path], Window], empty: Path):
    window = open_window(empty)
    window.log_in("sri")
    window.wait("Rekap hari ini", "belum ada rekaman")
    assert "Hari ini belum ada rekaman" in window.texts()
    assert figures(window)["Belum terkirim"] == "0. semua sudah terkirim"
    window.press("F4")
    window.until(lambda: window.screen.panel is not None)
    assert "Belum ada hari yang punya rekaman" in window.texts()


def test_the_other_language_at_once(window: Window):
    window.press("Ctrl+b")
    assert "Summary of today" in window.title
    assert figures(window)["Recorded"] == "6. target 100 · day before 2"
    window.press("Ctrl+b")
    assert "Rekap hari ini" in window.title
