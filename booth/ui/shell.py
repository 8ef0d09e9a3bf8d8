"""From the login to the screens of a role, and back: the outermost life of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from booth.store.users import Role
from booth.ui.kit.frame import Frame
from booth.ui.lights import Lights
from booth.ui.login import LoginScreen
from booth.ui.operator.desk import OperatorDesk
from booth.ui.supervisor.desk import SupervisorDesk
from booth.ui.technician.desk import TechnicianDesk

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk

_INPUT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}


class RoleDesk(Protocol):
    """What a role sees after the login."""

    def open(self) -> None:
        """Show the first screen."""
        ...

    def suspend(self) -> None:
        """The screen is locked: cancel what runs; nothing captured is lost."""
        ...

    def resume(self) -> None:
        """The same person is back: show what was shown."""
        ...

    def close(self) -> None:
        """Logged out: all screens go."""
        ...


DESKS: dict[Role, Callable[[Station, Frame], RoleDesk]] = {
    Role.OPERATOR: OperatorDesk,
    Role.SUPERVISOR: SupervisorDesk,
    Role.TECHNICIAN: TechnicianDesk,
}


class Shell(QObject):
    """Shows the login, then the desk of whoever logged in; locks after idle minutes."""

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._role: RoleDesk | None = None
        self._login = LoginScreen(station)
        self._login.entered.connect(self._entered)
        self._login.unlocked.connect(self._unlocked)
        self._lights = Lights(station, frame, self)
        frame.set_booth(station.booth.name)
        frame.logout_chosen.connect(self.log_out)
        frame.lock_chosen.connect(self.lock)
        frame.language_changed.connect(self._language_changed)
        frame.ask_before_closing(self._may_close)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(max(1, station.booth.settings.lock_minutes) * 60_000)
        self._idle.timeout.connect(self.lock)
        app = QApplication.instance()
        assert app is not None  # noqa: S101
        app.installEventFilter(self)

    def start(self) -> None:
        """Show the login; look after devices and line from now on."""
        self._lights.start()
        self._frame.show_screen(self._login)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    @Slot()
    def lock(self) -> None:
        """Hide everything personal until the same person types the password again."""
        if self._role is None:
            return
        self._idle.stop()
        self._role.suspend()
        self._login.lock_for(self._station.desk.user)
        self._frame.set_rail(())
        self._frame.set_ticket("")
        self._frame.show_screen(self._login)

    @Slot()
    def log_out(self) -> None:
        """End the desk; a recording that is open is kept as a draft."""
        self._idle.stop()
        if self._role is not None:
            self._role.close()
            self._role = None
        self._station.get_up()
        self._frame.set_user("")
        self._frame.set_rail(())
        self._frame.set_context("")
        self._frame.set_ticket("")
        self._login.reset()
        self._frame.show_screen(self._login)

    def close(self) -> None:
        """The window is closed: end what runs."""
        self._lights.stop()
        if self._role is not None:
            self._role.close()
            self._role = None

    @Slot(object)
    def _entered(self, desk: Desk) -> None:
        self._station.sit_down(desk)
        self._frame.set_user(desk.user.name, desk.user.role.label)
        self._role = DESKS[desk.user.role](self._station, self._frame)
        self._role.open()
        self._idle.start()

    @Slot()
    def _unlocked(self) -> None:
        if self._role is not None:
            self._role.resume()
            self._idle.start()

    @Slot(str)
    def _language_changed(self, code: str) -> None:
        self._lights.show_now()
        self._station.store.run(self._station.booth.change, language=code, failed=self._not_kept)

    @Slot(object)
    def _not_kept(self, _error: Exception) -> None:
        """The language holds for now, and is chosen again at the next start: not worth a word to the operator."""

    def _may_close(self) -> bool:
        return True  # every step is in the vault already: closing loses at most the step in progress
