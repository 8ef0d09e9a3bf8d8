"""The frame: one key one act, words that follow the language, a title that tells the state."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from booth.ui.kit.frame import Frame
from booth.ui.kit.label import Label
from booth.ui.kit.lines import LineField
from booth.ui.kit.panels import Choice, ConfirmPanel, ReasonPanel
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.kit.strip import Light
from booth.ui.kit.theme import Level, Scheme
from resources.i18n import N_, tr


class Task(Screen):
    help_page = "nothing"

    def __init__(self, name="Face photo"):
        super().__init__()
        self.name = name
        self.done = []
        self.state = ""
        self.ready = True
        self.field = LineField()
        self.list = RowList()
        self.list.set_rows([Row("a", "A"), Row("b", "B")])
        self.list.opened.connect(lambda row: self.done.append(f"open {row}"))
        self.said = Label(N_("Signature"))
        for widget in (self.field, self.list, self.said):
            self.body.addWidget(widget)

    def title(self):
        return tr(self.name)

    def state_text(self):
        return self.state

    def offers(self):
        return [
            back(tr("Back"), lambda: self.done.append("back")),
            Action("again", "Ulangi", lambda: self.done.append("again"), "R"),
            Action("cannot", "Tidak bisa", lambda: self.done.append("cannot"), "F8"),
            Action("secret", "Nie", lambda: self.done.append("secret"), "F9", visible=False),
            primary("Lanjut", lambda: self.done.append("next"), enabled=self.ready),
        ]

    def enter(self):
        self.done.append("enter")

    def leave(self):
        self.done.append("leave")


@pytest.fixture
def frame(looks, qtbot):
    made = Frame(lambda: datetime(2016, 9, 5, 16, 5, tzinfo=UTC))
    made.set_booth("Bilik Baamang 1")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def task(frame):
    made = Task()
    frame.show_screen(made)
    made.done.clear()
    return made


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_keys_act_wherever_the_focus_is(frame, task, qtbot):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F8, Qt.Key.Key_R, Qt.Key.Key_Enter):
        press(qtbot, key)
    assert task.done == ["next", "back", "cannot", "again", "next"]
    press(qtbot, Qt.Key.Key_F9)
    assert task.done[5:] == []


def test_letters_in_a_field_are_text_and_enter_goes_on(task, qtbot):
    task.field.setFocus()
    press(qtbot, Qt.Key.Key_R)
    assert task.field.text() == "r"
    assert task.done == []
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_F8)
    assert task.done == ["next", "cannot"]


def test_enter_in_a_list_opens_its_row_and_letters_stay_actions(task, qtbot):
    task.list.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_R)
    assert task.done == ["open b", "again"]


def test_a_key_held_down_acts_once(frame, task):
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated
        )
        QApplication.sendEvent(task, event)
    assert task.done == ["next"]


def test_disabled_action_is_grey_and_deaf(frame, task, qtbot):
    task.ready = False
    task.refresh()
    assert not frame.action_bar.button("primary").isEnabled()
    press(qtbot, Qt.Key.Key_Return)
    assert task.done == []


def test_buttons_click_and_leave_the_focus_alone(frame, task, qtbot):
    task.field.setFocus()
    qtbot.mouseClick(frame.action_bar.button("cannot"), Qt.MouseButton.LeftButton)
    assert task.done == ["cannot"]
    assert task.field.hasFocus()


def test_button_reached_by_tab_is_pressed_by_enter(frame, task, qtbot):
    frame.action_bar.button("cannot").setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Return)
    assert task.done == ["cannot"]


def test_buttons_stay_when_only_words_change(frame, task):
    before = frame.action_bar.button("primary")
    task.ready = False
    task.refresh()
    assert frame.action_bar.button("primary") is before


def test_title_tells_screen_state_and_booth(frame, task):
    assert frame.windowTitle() == "Foto wajah — Bilik Baamang 1"
    task.state = "menunggu wajah"
    task.refresh()
    assert frame.windowTitle() == "Foto wajah · menunggu wajah — Bilik Baamang 1"


def test_language_changes_everything_in_place(frame, task, qtbot):
    frame.set_rail([RailItem("photo", N_("Face photo"), RailState.CURRENT)])
    task.message(Level.BAD, N_("{device} is not connected. Check the plug, then try again."), device="EF01")
    with qtbot.waitSignal(frame.language_changed):
        press(qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert frame.windowTitle() == "Face photo — Bilik Baamang 1"
    assert frame.action_bar.button("back").text() == "Back"
    assert task.said.text() == "Signature"
    assert task.message_text() == "EF01 is not connected. Check the plug, then try again."
    frame.set_language("id")
    assert task.said.text() == "Tanda tangan"
    assert task.message_text().startswith("EF01 tidak terhubung")


def test_screens_are_left_and_entered_and_only_the_shown_one_speaks(frame, task):
    other = Task(N_("Fingerprints"))
    frame.show_screen(other)
    assert task.done == ["leave"]
    assert other.done == ["enter"]
    task.refresh()
    assert frame.windowTitle().startswith("Sidik jari")
    frame.show_screen(other)
    assert other.done == ["enter"]


def test_pages_are_chosen_by_number_and_steps_are_not(frame, task, qtbot):
    pages = [RailItem("today", N_("Face photo")), RailItem("queue", N_("Signature"), badge="12")]
    frame.set_rail(pages, selectable=True)
    with qtbot.waitSignal(frame.page_chosen) as chosen:
        press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["queue"]
    frame.set_rail(pages)
    with qtbot.assertNotEmitted(frame.page_chosen):
        press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)


def test_lock_and_logout_only_while_somebody_is_logged_in(frame, task, qtbot):
    with qtbot.assertNotEmitted(frame.lock_chosen):
        press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    frame.set_user("Sari", N_("Operator"))
    with qtbot.waitSignal(frame.lock_chosen):
        press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(frame.logout_chosen):
        press(qtbot, Qt.Key.Key_Q, both)


def test_help_shows_the_keys_and_leaves_the_work_usable(frame, task, qtbot):
    press(qtbot, Qt.Key.Key_F1)
    assert frame.help_panel.isVisible()
    press(qtbot, Qt.Key.Key_F8)
    assert task.done == ["cannot"]
    press(qtbot, Qt.Key.Key_Escape)  # closes the help, not the screen
    assert not frame.help_panel.isVisible()
    assert task.done == ["cannot"]


def test_on_a_small_monitor_help_takes_the_rails_room(frame, task, qtbot):
    frame.set_rail([RailItem("photo", N_("Face photo"), RailState.CURRENT)])
    for width, beside in ((1366, False), (1920, True)):
        frame.resize(width, 768)
        press(qtbot, Qt.Key.Key_F1)
        assert frame.rail.isVisible() is beside
        press(qtbot, Qt.Key.Key_F1)
        assert frame.rail.isVisible()


def test_a_lamp_that_is_clicked_says_in_the_help_what_there_is_to_do(frame, task, qtbot):
    frame.set_devices([Light("Camera", Level.GOOD, "C270"), Light("Printer: none", Level.OFF, "Chosen so.")])
    frame.set_facts([Light("No line", Level.CARE, "It is tried_again."), Light("Disk 80 GB", Level.GOOD)])
    frame.strip.asked.emit()
    assert frame.help_panel.isVisible()

    said = frame.help_panel.page_shown
    assert "No line: It is tried_again." in said()
    assert "C270" not in said()
    assert "Chosen so" not in said()
    frame.strip.asked.emit()  # it stays open
    assert frame.help_panel.isVisible()
    frame.set_facts([Light("Sending", Level.GOOD, "About 25 minutes left.", told=True)])
    assert "Sending: About 25 minutes left." in said()
    frame.set_facts([Light("Everything sent", Level.GOOD, "Fine.")])
    assert said() == ""
    lamp = frame.strip.findChildren(QWidget)[0]
    press(qtbot, Qt.Key.Key_F1)
    qtbot.mouseClick(lamp, Qt.MouseButton.LeftButton)
    assert frame.help_panel.isVisible()


def test_closing_the_help_leaves_the_keys_in_the_field_that_had_them(frame, task, qtbot):
    task.field.setFocus()
    typing = frame.focusWidget()
    assert typing is not task
    press(qtbot, Qt.Key.Key_F1)
    press(qtbot, Qt.Key.Key_F1)
    assert not frame.help_panel.isVisible()
    assert frame.focusWidget() is typing


def test_colours_are_chosen_by_key(frame, task, qtbot):
    frame.set_scheme(Scheme.LIGHT)
    with qtbot.waitSignal(frame.scheme_changed) as chosen:
        press(qtbot, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [Scheme.DARK]


def test_window_stays_open_where_closing_is_refused(frame, task):
    frame.ask_before_closing(lambda: False)
    assert not frame.close()
    frame.ask_before_closing(lambda: True)
    assert frame.close()


def test_frame_does_not_move_between_screens(frame, task):
    frame.set_rail([RailItem("a", N_("Signature"))])
    frame.set_devices([Light("Kamera", Level.GOOD)])
    parts = (frame.bar, frame.rail, frame.action_bar, frame.strip)
    before = [part.geometry() for part in parts]
    other = Task()
    frame.show_screen(other)
    other.message(Level.CARE, N_("Signature"))
    frame.set_devices([Light("Kamera tidak terhubung", Level.BAD), Light("Pencetak", Level.OFF)])
    QApplication.processEvents()
    assert [part.geometry() for part in parts] == before
    assert frame.strip.texts() == ["Kamera tidak terhubung", "Pencetak"]


def test_reason_panel_takes_a_digit_at_once_and_asks_for_a_note_where_needed(frame, task, qtbot):
    panel = ReasonPanel(N_("Reason"), [Choice("gone", N_("Finger missing")), Choice("other", N_("Note"), note=True)])
    got = []
    panel.chosen.connect(lambda *args: got.append(args))
    panel.cancelled.connect(task.close_panel)
    task.open_panel(panel)
    press(qtbot, Qt.Key.Key_2)
    assert got == []
    press(qtbot, Qt.Key.Key_Return)  # no note yet: the button is grey
    assert got == []
    qtbot.keyClicks(QApplication.focusWidget(), "gips 1 hari")
    press(qtbot, Qt.Key.Key_Return)
    assert got == [("other", "gips 1 hari")]
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_1)
    assert got[1] == ("gone", "")
    press(qtbot, Qt.Key.Key_Escape)
    assert task.panel is None
    press(qtbot, Qt.Key.Key_Return)
    assert task.done == ["next"]


def test_confirm_panel_wants_its_reason(frame, task, qtbot):
    panel = ConfirmPanel(N_("Reason"), N_("Note"), N_("Back"), reason=N_("Reason"))
    got = []
    panel.confirmed.connect(got.append)
    task.open_panel(panel)
    press(qtbot, Qt.Key.Key_Return)
    assert got == []
    qtbot.keyClicks(QApplication.focusWidget(), "salah orang")
    press(qtbot, Qt.Key.Key_Return)
    assert got == ["salah orang"]
