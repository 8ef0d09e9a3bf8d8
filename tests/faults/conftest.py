"""A line that was set up once by its commands, and the same line with recordings that wait; each test gets a copy.

Beside it an office with one booth, for tests of the sync alone.
"""

from __future__ import annotations

import fcntl
import json
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from booth.domain.fingers import Finger
from booth.workflow.logs import start_log, stop_log
from tests.faults.line import OPERATOR, OTHER, Clock, Line, Said, residents, set_up
from tests.faults.recorder import record
from tests.faults.sync_line import Booth, Office

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

LACKS = Finger.LEFT_LITTLE  # of the second resident
FEW = (Finger.RIGHT_INDEX,)


@dataclass(frozen=True)
class Told:
    """A recording as it was told to whoever saved it. `fingers` says of each of the ten whether it was captured."""

    id: str
    nik: str
    day: str
    hour: int
    operator: str
    sha256: str
    fingers: dict[str, bool]


@dataclass(frozen=True)
class Recorded:
    """A line whose booth has recordings of two days, none of them sent."""

    line: Line
    told: tuple[Told, ...]

    @property
    def days(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for each in self.told:
            found[each.day] = found.get(each.day, 0) + 1
        return found


@dataclass(frozen=True)
class Sent:
    """A line whose recordings were sent, what the agent said to that, and what it said when it was asked again."""

    line: Line
    told: tuple[Told, ...]
    days: dict[str, int]
    first: Said
    second: Said


# Moments in UTC, days before today; the booth is seven hours ahead.
MOMENTS = (
    (2, time(23, 30), OPERATOR, tuple(Finger)),  # 06:30 of the next local day
    (1, time(1, 10), OPERATOR, tuple(finger for finger in Finger if finger is not LACKS)),
    (1, time(1, 50), OTHER, FEW),
    (1, time(16, 59), OTHER, ()),  # 23:59
    (1, time(17, 0), OPERATOR, FEW),  # midnight: the next local day
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever comes first makes the line for all the others, who wait: that takes its time on a busy machine."""
    for item in items:
        if item.path.name.startswith("test_line_"):
            item.add_marker(pytest.mark.timeout(400))


@pytest.fixture(scope="session")
def first_line(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Line:
    """Office, booth, users, register; made once for all workers and never changed."""
    return _once(tmp_path_factory, worker_id, "first", set_up)


@pytest.fixture(scope="session")
def first_recorded(tmp_path_factory: pytest.TempPathFactory, worker_id: str, first_line: Line) -> Recorded:
    """The first line with recordings; made once for all workers and never changed."""
    line = _once(tmp_path_factory, worker_id, "recorded", lambda root: _record_all(first_line.copy(root)))
    return Recorded(line, tuple(Told(**each) for each in json.loads((line.root / "told").read_text("utf-8"))))


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory, worker_id: str, first_recorded: Recorded) -> Sent:
    """The first line's recordings sent from a booth in WIB to an office on UTC; for reading only."""
    line = _once(tmp_path_factory, worker_id, "sent", lambda root: _send_all(first_recorded.line.copy(root)))
    first, second = (Said(**each) for each in json.loads((line.root / "said").read_text("utf-8")))
    return Sent(line, first_recorded.told, first_recorded.days, first, second)


@pytest.fixture
def line(first_line: Line, tmp_path: Path) -> Line:
    """A line where nobody was recorded yet, to be spoilt."""
    return first_line.copy(tmp_path / "line")


@pytest.fixture
def recorded(first_recorded: Recorded, tmp_path: Path) -> Recorded:
    """A line with recordings that wait, to be spoilt."""
    return Recorded(first_recorded.line.copy(tmp_path / "line"), first_recorded.told)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One for all tests that leave it running, each with a booth of its own."""
    office = Office(tmp_path_factory.mktemp("kotim") / "office").start()
    yield office
    office.stop()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """Another office, which a test may stop."""
    office = Office(tmp_path / "other").start()
    yield office
    office.stop()


@pytest.fixture
def booth(tmp_path: Path, office: Office) -> Booth:
    return Booth.enrolled(tmp_path / "booth", office.url, office.code())


def _once(factory: pytest.TempPathFactory, worker_id: str, name: str, make: Callable[[Path], Line]) -> Line:
    """What `make` makes in a folder that all workers of this run share."""
    base = factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / f"line-{name}"
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = root / "ready"
        if not ready.exists():
            root.mkdir()
            make(root)
            ready.touch()
    return Line(root)


def _record_all(line: Line) -> Line:
    today = datetime.now(UTC).date()
    level = logging.getLogger().level
    log = start_log(line.booth, logging.DEBUG)
    told = []
    try:
        for number, (resident, moment) in enumerate(zip(residents(line), MOMENTS, strict=False), 1):
            days_ago, clock_time, login, fingers = moment
            clock = Clock(_moment(today, days_ago, clock_time))
            with line.desk(login, clock=clock) as desk:
                saved = record(desk, desk.look(resident.nik), fingers=fingers, person=number)
            one = Told(saved.id, resident.nik, saved.day, saved.hour, login, saved.sha256, _captured(fingers))
            told.append(one.__dict__)
    finally:
        stop_log(log)
        logging.getLogger().setLevel(level)
    (line.root / "told").write_text(json.dumps(told), "utf-8")
    return line


def _captured(fingers: Collection[Finger]) -> dict[str, bool]:
    return {finger.slug: finger in fingers for finger in Finger}


def _send_all(line: Line) -> Line:
    with line.served(TZ="UTC"):
        said = [line.once(TZ="Asia/Pontianak").__dict__ for _ in range(2)]
    (line.root / "said").write_text(json.dumps(said), "utf-8")
    return line


def _moment(today: date, days_ago: int, clock_time: time) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), clock_time, UTC)
