"""Every widget of the kit in its frame, to be looked at: `gallery.py FOLDER [scheme] [language] [WIDTHxHEIGHT]`.

Writes one picture a page with `QWidget.grab`; without FOLDER the window stays open and Ctrl+1…9 turn the pages.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from booth.devices.ports import StrokePoint
from booth.domain.fingers import Finger, MissingReason
from booth.domain.recording import Step
from booth.domain.resident import FIELDS
from booth.ui.kit import theme
from booth.ui.kit.banner import Banner
from booth.ui.kit.button import Button, ButtonKind
from booth.ui.kit.figures import Bar, BarChart, BigNumber, Meter, Progress
from booth.ui.kit.form import Facts, FieldForm
from booth.ui.kit.frame import Frame
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.lines import SearchField
from booth.ui.kit.login import LoginForm
from booth.ui.kit.panels import Choice, ConfirmPanel, ReasonPanel
from booth.ui.kit.pictures import FingerView, Oval, Preview, Thumbnails
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, ActionRole, Screen, back, primary
from booth.ui.kit.strip import Light
from booth.ui.kit.table import Column, Table, WindowModel
from booth.ui.kit.theme import Level, Scheme
from booth.ui.pen import SignaturePad
from resources.i18n import set_language, tr

CODES = {
    "jenis_kelamin": {"1": "LAKI-LAKI", "2": "PEREMPUAN"},
    "golongan_darah": {"1": "A", "2": "B"},
    "agama": {"1": "ISLAM", "2": "KRISTEN", "3": "KATOLIK"},
    "status_perkawinan": {"1": "BELUM KAWIN", "2": "KAWIN"},
    "shdk": {"1": "KEPALA KELUARGA", "3": "ISTRI"},
    "pekerjaan": {"1": "BELUM/TIDAK BEKERJA", "9": "PETANI/PEKEBUN", "10": "PETERNAK"},
    "kewarganegaraan": {"1": "WNI", "2": "WNA"},
    "region": {"6202051001": "Baamang Tengah", "6202051002": "Baamang Hilir"},
    "status": {"belum": "belum rekam", "sudah": "sudah rekam"},
}


def print_of_noise(width: int = 256, height: int = 288) -> np.ndarray:
    """Something with ridges, of nobody's finger."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    wave = np.sin(np.hypot(x - 120, (y - 190) * 0.8) / 1.5 + 3 * np.sin(y / 40))
    return (127 + 120 * wave).clip(0, 255).astype(np.uint8)


class Page(Screen):
    """A page of the gallery."""

    name = ""
    sub = ""
    coming = ""

    def title(self) -> str:
        return tr(self.name)

    def subtitle(self) -> str:
        return self.sub

    def hint(self) -> str:
        return self.coming

    def offers(self) -> list[Action]:
        return [
            back(tr("Back"), self.nothing),
            Action("again", "Ulangi", self.nothing, "R"),
            Action("cannot", "Tidak bisa, karena…", self.nothing, "F8"),
            Action("off", "Tunda", self.nothing, "F9", enabled=False),
            Action("aside", "Uji yang kuning saja", self.nothing, "F7", ActionRole.ASIDE),
            primary("Lanjut", self.nothing),
        ]

    def nothing(self) -> None:
        """Nothing happens in a gallery."""


class FingersPage(Page):
    name = "Right ring finger"
    sub = "4 dari 10"
    coming = "lanjut sendiri ke kelingking kanan"

    def __init__(self) -> None:
        super().__init__()
        view = FingerView()
        view.show_print(print_of_noise(), "Percobaan 2 dari 3")
        meter = Meter()
        meter.set_value(58, limit=40, level=Level.GOOD, figure="58")
        card = Card()
        card.box.setContentsMargins(15, 15, 15, 12)
        card.box.addWidget(view)
        card.box.addWidget(meter)
        note = Label(role=Role.NOTE)
        note.show_text("Mutu NFIQ 2 · batas 40")
        card.box.addWidget(note)
        card.box.addStretch(1)
        card.setFixedWidth(340)
        banner = Banner(big=True)
        banner.say(Level.GOOD, "Bagus. Angkat jari.", "Yang terbaik dari 2 percobaan disimpan (41 → 58).")
        hands = Hands()
        good = [(Finger.RIGHT_THUMB, 71), (Finger.RIGHT_INDEX, 68), (Finger.LEFT_INDEX, 64)]
        marks = {finger: FingerMark(FingerState.GOOD, score) for finger, score in good}
        marks[Finger.RIGHT_MIDDLE] = FingerMark(FingerState.POOR, 31)
        marks[Finger.RIGHT_RING] = FingerMark(FingerState.CURRENT)
        marks[Finger.LEFT_MIDDLE] = FingerMark(FingerState.MISSING)
        marks[Finger.LEFT_THUMB] = FingerMark(FingerState.CURRENT, 58)
        hands.set_marks(marks)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(banner)
        right.addWidget(hands, 1)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addWidget(card)
        across.addLayout(right, 1)
        self.body.addLayout(across)


class PhotoPage(Page):
    name = "Face photo"
    sub = "kamera menjepret sendiri bila semua hijau"

    def __init__(self) -> None:
        super().__init__()
        preview = Preview()
        y, x = np.mgrid[0:480, 0:640]
        frame = np.stack([90 + x // 8, 110 + y // 6, 150 - x // 9], axis=2).astype(np.uint8)
        preview.show_frame(frame)
        preview.set_guide(Oval(300, 230, 120, 160), Level.CARE, "Kepala sedikit ke kanan →")
        card = Card()
        card.box.setContentsMargins(12, 12, 12, 12)
        card.box.addWidget(preview)
        shots = Thumbnails()
        shots.set_images([_jpeg(frame), _jpeg(frame[:, ::-1])], 0)
        side = Card()
        for text, level in (("Satu wajah", Level.GOOD), ("Kepala tegak", Level.CARE), ("Tajam", Level.OFF)):
            side.box.addLayout(_tick(text, level))
        right = QVBoxLayout()
        right.addWidget(side)
        right.addWidget(Label("Jepretan · warga memilih", Role.NOTE))
        right.addWidget(shots)
        empty = Preview()
        empty.show_nothing("Kamera tidak terhubung. Periksa colokannya, lalu coba lagi.")
        empty.setMinimumHeight(120)
        right.addWidget(empty, 1)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addWidget(card, 2)
        across.addLayout(right, 1)
        self.body.addLayout(across)


class SupervisorPage(Page):
    name = "Rekap hari ini"
    sub = "Senin, 05-09-2016 · Bilik Baamang 1"

    def __init__(self) -> None:
        super().__init__()
        figures = [
            ("Terekam", "96", "target 100 · kemarin 88", None),
            ("Menunggu persetujuan", "7", "2 dengan pengecualian", Level.CARE),
            ("Belum terkirim", "12", "tertua 14 menit", None),
            ("Diterima pusat", "84", "cocok dengan hitungan pusat ✓", Level.GOOD),
        ]
        across = QHBoxLayout()
        across.setSpacing(14)
        for title, figure, note, level in figures:
            number = BigNumber(title)
            number.set_number(figure, note, level)
            across.addWidget(number, 1)
        chart = BarChart()
        bars = [("08", 14), ("09", 19), ("10", 17), ("11", 15), ("12", 16), ("13", 9), ("14", 0), ("15", 4), ("16", 2)]
        chart.set_bars([Bar(label, value, label == "12") for label, value in bars])
        hours = Card("Per jam")
        hours.box.addWidget(chart, 1)
        target = Card("Target 75 % · 30 September")
        meter = Meter()
        meter.set_value(74.2, limit=75, level=Level.GOOD, figure="74,2 %")
        target.box.addWidget(meter)
        progress = Progress()
        progress.set_share(0.4)
        target.box.addWidget(progress)
        target.box.addLayout(row(Button("Hapus", kind=ButtonKind.DANGER, icon="trash"), Button("Kirim", icon="send")))
        target.box.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(hours, 3)
        middle.addWidget(target, 2)
        columns = [
            Column("Petugas", lambda r: r[0]),
            Column("Terekam", lambda r: str(r[1]), 140, right=True),
            Column("Rata-rata", lambda r: r[2], 160, right=True),
        ]
        self.model = WindowModel(columns, self._ask)
        self.table = Table(self.model)
        self.model.reset(2)
        people = Card()
        people.box.setContentsMargins(12, 4, 12, 4)
        people.box.addWidget(self.table)
        people.setFixedHeight(140)
        self.body.addLayout(across)
        self.body.addLayout(middle, 1)
        self.body.addWidget(people)

    def _ask(self, offset: int, _limit: int) -> None:
        self.model.give(offset, [("Operator 1", 54, "3.9 mnt"), ("Operator 2", 42, "4.4 mnt")])


class FormPage(Page):
    name = "Check biodata"

    def __init__(self) -> None:
        super().__init__()
        form = FieldForm(FIELDS[:-1], CODES)
        form.set_values(
            {"nik": "6202054507850003", "nama_lengkap": "CONTOH SATU", "tanggal_lahir": "05-07-1985", "agama": "1"}
        )
        from booth.domain.resident import parse_resident

        _, faults = parse_resident({**form.values(), "rt": "x"}, CODES, datetime.now(UTC).date())
        form.set_faults([f for f in faults if f.field.name in {"no_kk", "rt"}])
        card = Card()
        card.box.addWidget(form)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def enter(self) -> None:
        self.message(Level.CARE, "KK-nya dari kecamatan lain: Kota Besi.", "Rujuk warga ke kantor Disdukcapil.")


class SearchPage(Page):
    name = "Cari warga"

    def __init__(self) -> None:
        super().__init__()
        search = SearchField("Nama, NIK, atau nomor KK")
        found = RowList()
        search.moved.connect(found.move)
        found.set_rows(
            [
                Row("1", "CONTOH SATU", "6202 0545 0785 0003 · Baamang Tengah", "sudah rekam", Level.CARE, "user"),
                Row("2", "CONTOH DUA", "6202 0512 0485 0004 · Baamang Hilir", "belum rekam", None, "user"),
                Row("3", "CONTOH TIGA <B>", "6202 0512 0485 0005", "draf · Sidik jari", Level.OFF, "draft"),
            ]
        )
        facts = Facts(columns=1)
        facts.set_facts([("Full name", "CONTOH SATU"), ("Date of birth", "05-07-1985"), ("Address", "Jl. Contoh 1")])
        side = Card("Warga")
        side.box.addWidget(facts)
        side.box.addWidget(EmptyState("inbox", "Belum ada draf", "Draf yang ditunda muncul di sini."), 1)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addWidget(found, 3)
        across.addWidget(side, 2)
        self.body.addWidget(search)
        self.body.addLayout(across, 1)
        self.search = search

    def enter(self) -> None:
        self.search.setFocus()


class SignPage(Page):
    name = "Signature"

    def __init__(self) -> None:
        super().__init__()
        across = [StrokePoint(120 + 4 * i, 150 + 60 * np.sin(i / 7), i / 50, 0.2 + i / 180) for i in range(110)]
        pad = SignaturePad()
        pad.set_strokes((tuple(across),))
        self.body.addWidget(pad, 1)
        self.body.addWidget(SignaturePad(), 1)


class LoginPage(Page):
    name = "Masuk"

    def __init__(self) -> None:
        super().__init__()
        form = LoginForm()
        form.start("sari")
        form.refuse("Login atau kata sandi salah.", 5)
        self.body.addWidget(form)
        self.body.addStretch(1)


class ReasonPage(Page):
    name = "Left index finger"

    def enter(self) -> None:
        choices = [Choice(r.name, r.value, r is MissingReason.OTHER) for r in MissingReason]
        self.open_panel(ReasonPanel("Tidak bisa, karena…", choices))


class ConfirmPage(Page):
    name = "Draf"

    def enter(self) -> None:
        self.open_panel(
            ConfirmPanel(
                "Buang draf ini?", "Foto dan sidik jari yang sudah diambil ikut terhapus.", "Buang", reason="Alasan"
            )
        )


def _tick(text: str, level: Level) -> QHBoxLayout:
    from booth.ui.kit.banner import Sign

    return row(Sign(level), Label(text), None, spacing=12)


def _jpeg(frame: np.ndarray) -> bytes:
    import cv2

    return cv2.imencode(".jpg", frame)[1].tobytes()


CAPTURE = (FingersPage, PhotoPage, FormPage, SearchPage, SignPage, ReasonPage)
PAGES = (*CAPTURE, SupervisorPage, LoginPage, ConfirmPage)


def filled_frame() -> Frame:
    """A frame as in the middle of a day."""
    frame = Frame(lambda: datetime(2016, 9, 5, 16, 5, tzinfo=UTC))
    frame.set_booth("Bilik Rekam · Baamang 1")
    frame.set_ticket("Antrean A-097")
    frame.set_count(96, 100)
    frame.set_user("Sari", "Operator")
    frame.set_context("CONTOH SATU", ["6202 0545 0785 0003", "Kel. Baamang Tengah"])
    states = [RailState.DONE, RailState.DONE, RailState.CURRENT] + [RailState.AHEAD] * 3
    steps = [step for step in Step if step is not Step.IRIS]
    frame.set_rail([RailItem(s.name, s.value, state) for s, state in zip(steps, states, strict=True)])
    frame.set_devices([Light("Kamera", Level.GOOD), Light("Pemindai jari", Level.BAD), Light("Pencetak", Level.OFF)])
    frame.set_facts(
        [
            Light("Jaringan lambat · mengirim 180 kbit/s · 12 belum terkirim · sisa ± 9 menit", Level.CARE),
            Light("Disk 212 GB", Level.GOOD),
        ]
    )
    return frame


def main(arguments: list[str]) -> int:
    app = QApplication(arguments[:1])
    set_language(arguments[3] if len(arguments) > 3 else "id")
    theme.apply(app, Scheme(arguments[2] if len(arguments) > 2 else "light"))
    frame = filled_frame()
    if len(arguments) > 4:
        frame.resize(*(int(part) for part in arguments[4].split("x")))
    pages = [page() for page in PAGES]
    if len(arguments) < 2:
        frame.set_rail([RailItem(str(i), type(page).__name__) for i, page in enumerate(pages)], selectable=True)
        frame.page_chosen.connect(lambda number: frame.show_screen(pages[int(number)]))
    frame.show()
    frame.show_screen(pages[0])
    if len(arguments) < 2:
        return app.exec()
    for page in pages:
        frame.show_screen(page)
        app.processEvents()
        frame.grab().save(str(Path(arguments[1]) / f"{type(page).__name__}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
