"""Hands, pictures, lists, tables, login: what they show and what they tell."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from booth.domain.fingers import Finger
from booth.ui.kit import language
from booth.ui.kit.figures import Bar, BarChart, BigNumber, Meter, Progress
from booth.ui.kit.form import Facts
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.login import LoginForm
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.pictures import FingerView, Oval, Preview, Thumbnails, colour_image, grey_image
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.table import PAGE, Column, Table, WindowModel
from booth.ui.kit.theme import Level
from resources.i18n import N_


@pytest.fixture
def shown(looks, qtbot):
    def show(widget, width=640, height=400):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def places(hands: Hands) -> dict[Finger, QPoint]:
    """A point inside each finger, found by asking where clicks land."""
    hits: dict[Finger, list[tuple[int, int]]] = {finger: [] for finger in Finger}
    for x in range(0, hands.width(), 12):
        for y in range(0, hands.height(), 24):
            if (finger := hands.finger_at(x, y)) is not None:
                hits[finger].append((x, y))
    return {finger: QPoint(*found[len(found) // 2]) for finger, found in hits.items()}


def test_a_click_on_a_finger_names_it(shown, qtbot):
    hands = shown(Hands())
    for finger, where in places(hands).items():
        with qtbot.waitSignal(hands.finger_chosen) as chosen:
            qtbot.mouseClick(hands, Qt.MouseButton.LeftButton, pos=where)
        assert chosen.args == [finger]


def test_right_thumb_lies_left_of_the_right_index_and_left_of_all_is_the_left_little(shown):
    at = {finger: where.x() for finger, where in places(shown(Hands())).items()}
    assert at[Finger.RIGHT_THUMB] < at[Finger.RIGHT_INDEX] < at[Finger.RIGHT_LITTLE]
    assert min(at, key=at.get) is Finger.LEFT_LITTLE


def test_states_of_fingers_are_told_apart_without_colour(shown):
    hands = shown(Hands())
    pictures = set()
    for state in FingerState:
        hands.set_marks({Finger.RIGHT_INDEX: FingerMark(state)})
        grey = hands.grab().toImage().convertToFormat(QImage.Format.Format_Mono)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(FingerState)


def test_hands_say_what_they_show(shown):
    hands = shown(Hands())
    hands.set_marks({Finger.RIGHT_INDEX: FingerMark(FingerState.GOOD, 68)})
    assert hands.accessibleDescription() == "Telunjuk kanan: bagus 68"


@pytest.mark.parametrize("step", [slice(None), slice(None, None, 2)])
def test_images_own_their_pixels_and_keep_their_values(step):
    pixels = np.arange(240, dtype=np.uint8).reshape(12, 20)[:, step]
    image = grey_image(pixels)
    expected = int(pixels[5, 7])
    assert (image.width(), image.height()) == (pixels.shape[1], 12)
    pixels[:] = 0
    assert image.pixelColor(7, 5).red() == expected
    colours = np.zeros((4, 6, 3), np.uint8)
    colours[1, 2] = (10, 20, 200)  # blue first
    picture = colour_image(colours[:, step])
    assert picture.pixelColor(2 if step.step is None else 1, 1).getRgb()[:3] == (200, 20, 10)


def test_preview_is_a_mirror(shown):
    preview = shown(Preview(), 320, 240)
    frame = np.zeros((240, 320, 3), np.uint8)
    frame[:, :160] = 255
    preview.show_frame(frame)
    preview.set_guide(Oval(160, 120, 50, 70), Level.CARE, "Geser ke kiri")
    image = preview.grab().toImage()
    assert image.pixelColor(20, 200).lightness() < 60
    assert image.pixelColor(300, 200).lightness() > 100
    assert preview.accessibleDescription() == "Geser ke kiri"
    preview.show_nothing("Kamera tidak terhubung.")
    preview.grab()


def test_shots_are_chosen_by_key_and_mouse(shown, qtbot):
    shots = shown(Thumbnails(), 320, 120)
    picture = cv2.imencode(".jpg", np.full((80, 60, 3), 90, np.uint8))[1].tobytes()
    shots.set_images([picture, picture], 0)
    seen = []
    shots.chosen.connect(seen.append)
    qtbot.keyClick(shots, Qt.Key.Key_Right)
    qtbot.mouseClick(shots, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    qtbot.mouseClick(shots, Qt.MouseButton.LeftButton, pos=QPoint(230, 40))  # an empty place
    shots.choose(5)
    assert seen == [1, 0]
    assert shots.choice == 0
    alike = shots.grab().toImage()
    shots.set_images([picture, picture], 0, [Level.CARE, Level.GOOD])
    assert shots.grab().toImage() != alike


def test_print_view_shows_prompt_print_and_progress(shown):
    view = shown(FingerView(), 260, 320)
    view.set_prompt("Tempelkan jari")
    empty = view.grab().toImage()
    view.set_reading(0.5)
    assert view.grab().toImage() != empty
    view.show_print(np.full((300, 250), 128, np.uint8), "Percobaan 1 dari 3")
    assert view.grab().toImage().pixelColor(130, 200).red() == 128


def test_a_million_rows_cost_only_the_pages_in_sight(shown, qtbot):
    asked = []
    model = WindowModel(
        [Column(N_("NIK"), str), Column(N_("Sex"), lambda _row: "", 90)], lambda *page: asked.append(page)
    )
    table = shown(Table(model))
    model.reset(1_000_000)
    table.scrollToBottom()
    table.grab()
    assert model.data(model.index(999_999, 0)) == "…"
    assert 0 < len(asked) <= 4
    assert all(limit == PAGE for _, limit in asked)
    for offset, limit in asked:
        model.give(offset, [f"row {number}" for number in range(offset, offset + limit)])
    assert model.data(model.index(999_999, 0)) == "row 999999"
    assert len(asked) <= 4


def test_table_forgets_old_pages_and_answers_to_old_questions(looks):
    asked = []
    model = WindowModel([Column(N_("NIK"), str)], lambda offset, _limit: asked.append(offset))
    model.reset(100 * PAGE)
    for page in range(100):
        model.row(page * PAGE)
        model.give(page * PAGE, list(range(PAGE)))
    assert model.row(0) is None  # dropped: asked for again
    model.reset(5)
    model.give(0, ["stale"] * 5)
    assert model.row(0) is None


def test_table_opens_by_enter_and_heads_follow_the_language(looks, shown, qtbot):
    model = WindowModel([Column(N_("Sex"), str)], lambda _offset, _limit: None)
    table = shown(Table(model))
    model.reset(3)
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Jenis kelamin"
    language.switch(looks, "en")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Sex"


def test_list_keeps_its_mark_when_rows_change(shown, qtbot):
    rows = shown(RowList())
    rows.set_rows([Row("a", "A"), Row("b", "B", level=Level.CARE, right="sudah"), Row("c", "C")])
    assert rows.current_id() == "a"
    rows.move(1)
    rows.set_rows([Row("c", "C"), Row("b", "B")])
    assert rows.current_id() == "b"
    rows.move(9)
    rows.set_rows([])
    assert rows.current_id() == ""
    assert rows.count() == 0
    with qtbot.assertNotEmitted(rows.opened):
        qtbot.keyClick(rows, Qt.Key.Key_Return)


def test_login_counts_down_and_empties_the_password(shown, qtbot):
    form = shown(LoginForm())
    form.start()
    qtbot.keyClicks(form.focusWidget(), "sari")
    assert form.next_field()
    qtbot.keyClicks(form.focusWidget(), "rahasia")
    assert not form.next_field()
    assert form.complete
    form.refuse(N_("Back"), seconds=1.2)
    assert form.password == ""
    form.findChild(type(form.focusWidget()), "password").setText("x")
    assert not form.complete
    for _ in range(2):
        form._hint.count_down()
    assert form.complete
    form.start("sari")
    assert (form.login, form.password) == ("sari", "")


def test_figures_say_what_they_show(shown):
    number = shown(BigNumber(N_("Signature")))
    number.set_number("96", "target 100", Level.CARE)
    assert number.accessibleName() == "Tanda tangan: 96. target 100"
    chart = shown(BarChart())
    chart.grab()
    chart.set_bars([Bar("08", 14), Bar("09", 0, current=True)])
    assert chart.accessibleDescription() == "08: 14, 09: 0"
    chart.grab()
    meter = shown(Meter())
    meter.set_value(58, limit=40, level=Level.GOOD, figure="58")
    meter.grab()
    progress = shown(Progress())
    for share in (None, 0.0, 0.4, 2.0):
        progress.set_share(share)
        progress.grab()


def test_facts_are_replaced_not_added(shown):
    facts = shown(Facts(columns=2))
    facts.set_facts([(N_("Full name"), "<b>A & B</b>"), (N_("Sex"), "")])
    facts.set_facts([(N_("Full name"), "<b>A & B</b>")])
    facts.grab()


def test_without_a_reason_marked_at_first_enter_does_nothing(qtbot, looks):
    panel = ReasonPanel(N_("Reason"), (Choice("one", N_("Name")), Choice("two", N_("Note"))), chosen=None)
    qtbot.addWidget(panel)
    taken = []
    panel.chosen.connect(lambda *each: taken.append(each))
    assert not panel.offers()[-1].enabled
    qtbot.keyClick(panel, Qt.Key.Key_Down)
    assert panel.offers()[-1].enabled
    panel.offers()[-1].slot()
    assert taken == [("one", "")]
