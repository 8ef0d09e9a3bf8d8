"""From the login to the screens of a role, and back: the outermost life of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from booth.store.users import Role
from booth.ui.kit.frame import Frame
from booth.ui.kit.panels import ConfirmPanel
from booth.ui.kit.theme import Level, Scheme
from booth.ui.lights import Lights
from booth.ui.loading import get_prints_ready, load_the_rest
from booth.ui.login import LoginScreen
from booth.ui.news import News
from booth.ui.station import Station
from booth.ui.worker import Worker
from booth.workflow.first import needs_enrolment, stage
from resources.i18n import N_, language

if TYPE_CHECKING:
    from booth.ui.first.guide import FirstSteps
    from booth.ui.kit.screen import Screen
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.restore import Restored

_INPUT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
PRODUCT = "Bilik Rekam"
LOOKED_AT = 2000  # newest recordings that are looked for in the queue at a login; the self-test looks for all
THEMES = {"auto": Scheme.SYSTEM, "light": Scheme.LIGHT, "dark": Scheme.DARK, "contrast": Scheme.CONTRAST}
_SETTINGS = {scheme: name for name, scheme in THEMES.items()}


class RoleDesk(Protocol):
    """What a role sees after the login."""

    def open(self) -> None:
        """Show the first screen."""
        ...

    def suspend(self) -> None:
        """The booth is locked: the frame is covered, the screen that was shown has been left.

        What is shown from now on waits behind the cover.
        """
        ...

    def resume(self) -> None:
        """The same person is back; the screen behind the cover is entered again after this."""
        ...

    def close(self) -> None:
        """Logged out, and the login is shown already: all screens go."""
        ...


class Shell(QObject):
    """Shows the login, then the desk of whoever logged in; locks after idle minutes."""

    started = Signal()  # the login stands on the screen

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._role: RoleDesk | None = None
        self._locked = False
        self._closing = False
        self._login = LoginScreen(station)
        self._login.entered.connect(self._entered)
        self._login.unlocked.connect(self._unlocked)
        self._first: FirstSteps | None = None  # until the booth is set up
        self._gone: RoleDesk | None = None  # to be closed when the next screen is shown
        frame.screen_shown.connect(self._screen_shown)
        self._lights = Lights(station, frame, self)
        self._loading = Worker("loading", self)
        frame.set_booth(_product(station.booth))
        frame.logout_chosen.connect(self.log_out)
        frame.lock_chosen.connect(self.lock)
        frame.language_changed.connect(self._language_changed)
        frame.scheme_changed.connect(self._scheme_changed)
        frame.ask_before_closing(self._may_close)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)

    def start(self) -> None:
        """Show the login; once it is painted, load the rest and look after devices and line."""
        # Watched at the system's window, where input arrives once: a filter on the application would call Python for
        # every event of every widget, which took half of all time the interface was at work.
        self._frame.winId()
        self._frame.windowHandle().installEventFilter(self)
        if needs_enrolment(self._station.booth):
            self._begin_first_steps()
        else:
            self._frame.show_screen(self._login)
        QTimer.singleShot(0, self, self._go_on_starting)

    def _begin_first_steps(self) -> None:
        """Nobody can log in yet: the guide through the first installation takes the login's place."""
        from booth.ui.first.guide import FirstSteps

        self._first = FirstSteps(self._station, self._frame, self)
        self._first.entered.connect(self._set_up)
        self._first.restored.connect(self._restored)
        self._first.begin()

    @Slot(object)
    def _set_up(self, desk: Desk) -> None:
        """The booth is enrolled and its technician logged in: the guide goes on inside."""
        self._frame.set_booth(_product(self._station.booth))
        self._entered(desk)
        self._start_lights()

    @Slot(object)
    def _restored(self, done: Restored) -> None:
        booth = self._station.booth
        self._station.equipment.use(booth.settings)
        self._frame.set_booth(_product(booth))
        self._frame.set_rail(())
        self._frame.set_context("")
        if booth.settings.language != language():
            self._frame.set_language(booth.settings.language)
        self._frame.show_screen(self._login)
        self._close_first_steps()
        self._login.message(
            Level.GOOD,
            N_("The booth {booth} is restored. Log in, then compare with the office on the page “This booth”."),
            booth=done.header.name or done.header.booth,
        )
        self._start_lights()

    def _start_lights(self) -> None:
        """Line and queue are there to be looked at once the booth is enrolled."""
        if not needs_enrolment(self._station.booth):
            self._lights.start()

    def _close_first_steps(self) -> None:
        if self._first is not None:
            self._first.close()
            self._first.deleteLater()
            self._first = None

    @Slot()
    def _go_on_starting(self) -> None:
        self._loading.run(load_the_rest, done=self._loaded, failed=self._not_loaded)

    @Slot(object)
    def _loaded(self, _nothing: object) -> None:
        self._loading.run(get_prints_ready)
        self._start_lights()
        self.started.emit()

    @Slot(object)
    def _not_loaded(self, error: Exception) -> None:
        self._loaded(None)  # whatever is there is of use; what is missing is said where it is needed
        raise error

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    @Slot()
    def lock(self) -> None:
        """Hide everything personal until the same person types the password again."""
        if self._role is None or self._locked:
            return
        self._locked = True
        self._idle.stop()
        self._login.lock_for(self._station.desk.user)
        self._frame.cover(self._login)
        self._role.suspend()
        News.of(self._station).rest()

    @Slot()
    def log_out(self) -> None:
        """End the desk; a recording that is open is kept as a draft."""
        self._idle.stop()
        self._login.reset()
        if self._station.at_work:
            self._login.message(Level.GOOD, N_("The open recording is kept among the drafts."))
        self._frame.show_screen(self._login)
        self._locked = False
        self._frame.forget_behind()
        self._frame.set_user("")
        self._frame.set_rail(())
        self._frame.set_context("")
        self._frame.set_ticket("")
        self._close_roles()
        self._station.get_up()

    def close(self) -> None:
        """The window is closed: end what runs."""
        if (window := self._frame.windowHandle()) is not None:
            window.removeEventFilter(self)
        self._lights.stop()
        self._loading.close()
        self._idle.stop()
        self._close_roles()

    def _close_roles(self) -> None:
        for role in (self._gone, self._role):
            if role is not None:
                role.close()
        self._gone = self._role = None

    @Slot(object)
    def _entered(self, desk: Desk) -> None:
        self._station.sit_down(desk)
        self._frame.set_user(desk.user.name, desk.user.role.label)
        self._role = self._make_role(desk.user.role)
        QTimer.singleShot(0, self, self._open_role)  # after what was made is painted and keys are heard
        self._watch_idling()
        self._station.store.run(desk.lost, LOOKED_AT, done=self._lights.set_lost, failed=self._not_kept)

    @Slot()
    def _open_role(self) -> None:
        if self._role is not None:
            self._role.open()

    def _make_role(self, role: Role) -> RoleDesk:
        """The desk of a role; a technician at a booth that is not finished gets on with the guide."""
        if role is Role.TECHNICIAN and stage(self._station.booth.folder) is not None:
            from booth.ui.first.guide import GuideDesk

            guide = GuideDesk(self._station, self._frame)
            guide.over.connect(self._guide_over)
            return guide
        return desk_for(role)(self._station, self._frame)

    @Slot(bool)
    def _guide_over(self, register: bool) -> None:
        """The first installation is finished: the technician's own desk, at the register where that is wanted."""
        from booth.ui.technician.desk import REGISTER, TechnicianDesk

        desk = TechnicianDesk(self._station, self._frame)
        if register:
            desk.pages.current = REGISTER
        self._gone, self._role = self._role, desk
        desk.open()

    @Slot(object)
    def _screen_shown(self, screen: Screen) -> None:
        """Whoever showed the screens before is closed once another one stands there."""
        if self._role is not None and screen is not self._login:
            gone, self._gone = self._gone, None
            if gone is not None:
                gone.close()
            self._close_first_steps()

    @Slot()
    def _unlocked(self) -> None:
        if self._role is not None:
            self._locked = False
            self._role.resume()
            self._frame.uncover()
            self._watch_idling()

    def _watch_idling(self) -> None:
        if minutes := self._station.booth.settings.lock_minutes:
            self._idle.start(minutes * 60_000)

    @Slot(str)
    def _language_changed(self, code: str) -> None:
        if not needs_enrolment(self._station.booth):  # before, nothing is looked at yet
            self._lights.show_now()
            self._lights.look_again()  # what devices and line said was said in the other language
        self._keep("language", code)

    @Slot(object)
    def _scheme_changed(self, scheme: Scheme) -> None:
        self._keep("theme", _SETTINGS[scheme])

    def _keep(self, setting: str, value: str) -> None:
        self._station.store.run(_change, self._station.booth, setting, value, failed=self._not_kept)

    @Slot(object)
    def _not_kept(self, _error: Exception) -> None:
        """A choice that holds for now, or a look that the strip takes again: not worth a word to the operator."""

    def _may_close(self) -> bool:
        """Closing asks while a recording is open. Nothing would be lost, but somebody sits there."""
        if self._closing or not self._station.at_work:
            return True
        screen = self._frame.shown()
        if screen is None or (screen.panel is not None and screen.panel.objectName() == "closing"):
            return screen is None
        panel = ConfirmPanel(
            N_("Close the booth now?"),
            N_("A recording is open. It is kept among the drafts and goes on where it was."),
            N_("Close the booth"),
        )
        panel.setObjectName("closing")
        panel.confirmed.connect(self._close_all_the_same)
        panel.cancelled.connect(screen.close_panel)
        screen.open_panel(panel)
        return False

    @Slot(str)
    def _close_all_the_same(self, _reason: str) -> None:
        self._closing = True
        self._frame.close()


def _product(booth: Booth) -> str:
    """What the window is called: the program, and the booth where that has a name."""
    return f"{PRODUCT} · {booth.name}" if booth.name else PRODUCT


def _change(booth: Booth, setting: str, value: str) -> None:
    booth.change(**{setting: value})


def desk_for(role: Role) -> Callable[[Station, Frame], RoleDesk]:
    """What makes the desk of a role. Desks are loaded when the login stands on the screen: they bring all the rest."""
    from booth.ui.operator.desk import OperatorDesk
    from booth.ui.supervisor.desk import SupervisorDesk
    from booth.ui.technician.desk import TechnicianDesk

    desks: dict[Role, Callable[[Station, Frame], RoleDesk]] = {
        Role.OPERATOR: OperatorDesk,
        Role.SUPERVISOR: SupervisorDesk,
        Role.TECHNICIAN: TechnicianDesk,
    }
    return desks[role]
