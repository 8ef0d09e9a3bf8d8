"""A real vault on disk with cheap passwords, a resident, prints and a booth to work with."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow.booth import Booth
from booth.workflow.record import Record
from tests.unit.workflow.office_news import Writer
from tests.unit.workflow.stage import (
    CHEAP,
    DRAFT,
    PASSWORD,
    RESIDENT,
    STROKES,
    Clock,
    Office,
    capture_rest,
    furnish,
    make_office,
    read_prints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.devices.ports import FingerImage, Strokes
    from booth.domain.resident import Resident
    from booth.workflow.desk import Desk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def resident() -> Resident:
    return RESIDENT


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    """A new vault, its technician `tek` logged in."""
    with Vault.create(
        tmp_path / "booth", NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD), clock=clock, cost=CHEAP
    ) as vault:
        yield vault


@pytest.fixture
def record(vault: Vault, resident: Resident, clock: Clock) -> Record:
    """A draft just begun."""
    return Record(vault, vault.drafts.create(DRAFT, resident, operator="ani"), clock)


@pytest.fixture
def again(vault: Vault, clock: Clock) -> Callable[[], Record]:
    """The draft as a restarted booth finds it."""

    def read() -> Record:
        draft = vault.drafts.get(DRAFT)
        assert draft is not None
        return Record(vault, draft, clock)

    return read


@pytest.fixture(scope="session")
def prints(shared: Path) -> dict[str, FingerImage]:
    return read_prints(shared)


@pytest.fixture(scope="session")
def strokes() -> Strokes:
    return STROKES


@pytest.fixture(scope="session")
def office() -> Office:
    return make_office()


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A booth's data folder as enrolment leaves it. Copy it."""
    folder = tmp_path_factory.mktemp("enrolled") / "booth"
    furnish(folder, office.identity)
    return folder


@pytest.fixture
def booth(enrolled: Path, tmp_path: Path, clock: Clock) -> Iterator[Booth]:
    folder = tmp_path / "data"
    shutil.copytree(enrolled, folder)
    with Booth.open(folder, clock=clock) as booth:
        yield booth


@pytest.fixture
def writer(booth: Booth, office: Office) -> Writer:
    """Writes letters once somebody has logged in: only then the office has a key."""
    return Writer(booth, office)


@pytest.fixture
def login(booth: Booth) -> Iterator[Callable[[str], Desk]]:
    """Sits somebody down; everybody gets up at the end."""
    desks: list[Desk] = []

    def sit(name: str) -> Desk:
        desks.append(booth.login(name, PASSWORD))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.close()


@pytest.fixture(scope="session")
def ready(enrolled: Path, tmp_path_factory: pytest.TempPathFactory, prints: dict[str, FingerImage]) -> Path:
    """A data folder with one draft that lacks nothing but saving. Copy it."""
    folder = tmp_path_factory.mktemp("ready") / "data"
    shutil.copytree(enrolled, folder)
    with Booth.open(folder, clock=Clock(), ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        capture_rest(desk.start(desk.look(RESIDENT.nik)), prints)
        desk.close()
    return folder


@pytest.fixture
def ready_booth(ready: Path, tmp_path: Path, clock: Clock) -> Iterator[Booth]:
    """A booth whose only draft, `DRAFT`, is ready to be saved."""
    folder = tmp_path / "ready"
    shutil.copytree(ready, folder)
    with Booth.open(folder, clock=clock) as booth:
        yield booth
