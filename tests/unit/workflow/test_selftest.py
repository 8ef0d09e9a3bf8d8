"""Every part is measured and judged; one that breaks never stops the others."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceFault,
    DeviceInfo,
    DeviceKind,
    DeviceMissing,
    FingerImage,
    Frame,
    NoFinger,
)
from booth.workflow.errors import NotProvisioned
from booth.workflow.office import Health
from booth.workflow.selftest import Bench, Part, Report, Verdict, run_selftest
from resources.i18n import set_language
from sync.errors import LineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.devices.slip import Slip
    from booth.store.vault import Vault
    from tests.unit.workflow.stage import Clock


class Scanner:
    info = DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0", "A1", details={"baud": 115200, "packet": 256})

    def __init__(self, answer: FingerImage | Exception) -> None:
        self.answer = answer

    def capture(self, **_: object) -> FingerImage:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Camera:
    info = DeviceInfo(DeviceKind.CAMERA, "C270", "0")

    def __init__(self, timer: Timer, picture: np.ndarray) -> None:
        self.timer = timer
        self.picture = picture

    def read(self, **_: object) -> Frame:
        self.timer.now += 1 / 30
        return Frame(self.picture, self.timer.now, 1)


class Printer:
    info = DeviceInfo(DeviceKind.PRINTER, "TM-T82", "system")

    def __init__(self) -> None:
        self.printed: list[Slip] = []

    def print_slip(self, slip: Slip, **_: object) -> None:
        self.printed.append(slip)


class Timer:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


def lend(device: object) -> Callable[..., object]:
    @contextmanager
    def opened(*_: object) -> Iterator[object]:
        if isinstance(device, Exception):
            raise device
        yield device

    return opened


def fail_with(error: Exception) -> Callable[[], Health]:
    def health() -> Health:
        raise error

    return health


@pytest.fixture
def bench(tmp_path: Path, clock: Clock, prints: dict[str, FingerImage], vault: Vault) -> Bench:
    timer = Timer()
    noisy = np.random.default_rng(2).integers(60, 200, (480, 640, 3), dtype=np.uint8)
    return Bench(
        folder=tmp_path,
        zone=ZoneInfo("Asia/Pontianak"),
        booth="baamang-1",
        booth_name="Baamang 1",
        clock=clock,
        scanner=lend(Scanner(prints["same1"])),  # type: ignore[arg-type]
        camera=lend(Camera(timer, noisy)),  # type: ignore[arg-type]
        printer=lend(Printer()),  # type: ignore[arg-type]
        health=lambda: Health(0.4, 2.5),
        outbox_faults=list,
        vault=vault,
        by="tek",
        timer=timer,
    )


@pytest.fixture
def test_part(bench: Bench) -> Callable[..., tuple[Verdict, dict[str, float | str], str]]:
    def test(part: Part, **changes: object) -> tuple[Verdict, dict[str, float | str], str]:
        report = run_selftest(replace(bench, **changes), cancel=Cancel(), parts=[part])  # type: ignore[arg-type]
        (result,) = report.results
        return result.verdict, {m.key: m.value for m in result.measures}, result.what_to_do

    return test


Tested = "Callable[..., tuple[Verdict, dict[str, float | str], str]]"


def test_everything_is_tested_in_order_and_reported(bench: Bench):
    seen: list[Part] = []
    report = run_selftest(bench, cancel=Cancel(), on_result=lambda result: seen.append(result.part))
    assert seen == list(Part) == [result.part for result in report.results]
    states = {result.part: result.verdict for result in report.results}
    assert states.pop(Part.SIGNATURE) is Verdict.ABSENT
    assert states.pop(Part.DISK) in {Verdict.PASS, Verdict.WARN}  # of the machine the test runs on
    assert states.pop(Part.MEMORY) in {Verdict.PASS, Verdict.WARN, Verdict.ABSENT}
    assert set(states.values()) == {Verdict.PASS}
    assert report.passed
    assert sum(report.tally.values()) == len(Part)


def test_the_scanner_says_rate_seconds_and_quality(test_part: Tested):
    verdict, measured, _ = test_part(Part.FINGER)
    assert verdict is Verdict.PASS
    assert measured["baud"] == 115200
    assert measured["image_seconds"] == 3.4
    assert measured["serial"] == "A1"
    assert 0 <= float(measured["quality"]) <= 100


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [(NoFinger(device="x"), Verdict.WARN), (DeviceFault(device="x"), Verdict.FAIL), (RuntimeError("?"), Verdict.FAIL)],
)
def test_a_scanner_in_trouble(test_part: Tested, answer: Exception, verdict: Verdict):
    found, _, advice = test_part(Part.FINGER, scanner=lend(Scanner(answer)))
    assert found is verdict
    assert advice


def test_a_slow_scanner_is_named(test_part: Tested, prints: dict[str, FingerImage]):
    slow = replace(prints["same1"], seconds=7.0)
    assert test_part(Part.FINGER, scanner=lend(Scanner(slow)))[0] is Verdict.WARN


@pytest.mark.parametrize("part", [Part.FINGER, Part.CAMERA, Part.PRINTER])
def test_what_is_not_there_is_absent_and_says_what_to_do(test_part: Tested, part: Part):
    verdict, _, advice = test_part(part, **{_OPENERS[part]: lend(DeviceMissing(device="Alat"))})
    assert verdict is Verdict.ABSENT
    assert "Alat" in advice


_OPENERS = {Part.FINGER: "scanner", Part.CAMERA: "camera", Part.PRINTER: "printer"}


def test_the_camera_is_timed_and_looked_through(test_part: Tested):
    verdict, measured, _ = test_part(Part.CAMERA)
    assert verdict is Verdict.PASS
    assert measured["size"] == "640×480"
    assert float(measured["frames_per_second"]) == pytest.approx(30, abs=2)


@pytest.mark.parametrize("grey", [5, 250])
def test_a_dark_or_glaring_picture_is_named(test_part: Tested, grey: int):
    picture = np.full((480, 640, 3), grey, np.uint8)
    assert test_part(Part.CAMERA, camera=lend(Camera(Timer(), picture)), timer=Timer())[0] is Verdict.WARN


def test_the_printer_gets_a_page_without_personal_data(test_part: Tested):
    printer = Printer()
    assert test_part(Part.PRINTER, printer=lend(printer))[0] is Verdict.PASS
    assert len(printer.printed) == 1


@pytest.mark.parametrize(
    ("difference", "verdict"), [(-2.0, Verdict.PASS), (-90.0, Verdict.WARN), (601.0, Verdict.FAIL)]
)
def test_the_clock_beside_the_offices(test_part: Tested, difference: float, verdict: Verdict):
    found, measured, _ = test_part(Part.CLOCK, health=lambda: Health(0.1, difference))
    assert found is verdict
    assert measured["difference_s"] == difference


def test_a_dead_line_is_a_warning_and_the_clock_is_not_compared(test_part: Tested):
    dead = fail_with(LineError())
    assert test_part(Part.LINE, health=dead)[0] is Verdict.WARN
    assert test_part(Part.CLOCK, health=dead)[0] is Verdict.WARN
    assert test_part(Part.LINE, health=fail_with(NotProvisioned()))[0] is Verdict.ABSENT
    assert test_part(Part.LINE)[1] == {"round_trip_ms": 400}
    assert test_part(Part.LINE, health=lambda: Health(2.0, 0))[0] is Verdict.WARN


def test_the_databases(test_part: Tested, vault: Vault):
    verdict, measured, _ = test_part(Part.VAULT)
    assert verdict is Verdict.PASS
    assert measured["audit_rows"] == vault.audit.verify()
    assert test_part(Part.VAULT, outbox_faults=lambda: ["page 3"])[0] is Verdict.FAIL
    assert test_part(Part.VAULT, vault=None)[0] is Verdict.WARN


def test_a_folder_that_cannot_be_written_fails(test_part: Tested, tmp_path: Path):
    assert test_part(Part.DISK, folder=tmp_path / "gone")[0] is Verdict.FAIL


def test_the_disk_test_leaves_nothing_behind(test_part: Tested, tmp_path: Path):
    before = sorted(tmp_path.iterdir())
    _, measured, _ = test_part(Part.DISK)
    assert sorted(tmp_path.iterdir()) == before
    assert float(measured["fsync_ms"]) > 0


def test_cancelling_stops_it(bench: Bench):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        run_selftest(bench, cancel=cancel)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("id")


def test_the_report_as_json_text_and_slip(bench: Bench, language: str):
    zone = ZoneInfo("Asia/Pontianak")
    report: Report = run_selftest(bench, cancel=Cancel())
    data = json.loads(report.as_json())
    assert set(data["parts"]) == {part.value for part in Part}
    assert data["parts"]["finger"]["state"] == "pass"
    text = report.as_text(zone)
    assert "05-09-2016 10.00" in text
    assert ("115.200 baud" if language == "id" else "115,200 baud") in text
    slip = report.as_slip(zone)
    assert len(slip.blocks) > len(Part)
    assert ":" not in slip.filename
