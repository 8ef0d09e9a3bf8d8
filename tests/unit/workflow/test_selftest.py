"""Every part is measured and judged; one that breaks never stops the others."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import cv2
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
from booth.workflow.line_quality import LineQuality
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

    def __init__(self, answer: FingerImage | Exception, *, present: bool = False) -> None:
        self.answer = answer
        self.present = present

    def finger_present(self, **_: object) -> bool:
        return self.present

    def capture(self, **_: object) -> FingerImage:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Camera:
    info = DeviceInfo(DeviceKind.CAMERA, "C270", "0")

    def __init__(self, timer: Timer, picture: np.ndarray, *, moves: int = 1, rate: float = 30) -> None:
        self.timer = timer
        self.picture = picture
        self.moves, self.rate, self.number = moves, rate, 0

    def read(self, **_: object) -> Frame:
        self.timer.now += 1 / self.rate
        self.number += self.moves
        picture = self.picture.copy()
        if self.moves:
            picture[200:210, 300:310] = 90 + self.number % 50  # somebody breathes
        return Frame(picture, self.timer.now, 1)


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


def fail_with(error: Exception) -> Callable[..., Health]:
    def fail(*_: object) -> Health:
        raise error

    return fail


@pytest.fixture
def bench(tmp_path: Path, clock: Clock, prints: dict[str, FingerImage], vault: Vault) -> Bench:
    timer = Timer()
    return Bench(
        folder=tmp_path,
        zone=ZoneInfo("Asia/Pontianak"),
        booth="baamang-1",
        booth_name="Baamang 1",
        clock=clock,
        scanner=lend(Scanner(prints["same1"])),  # type: ignore[arg-type]
        camera=lend(Camera(timer, scene(60, 200))),  # type: ignore[arg-type]
        printer=lend(Printer()),  # type: ignore[arg-type]
        health=lambda: Health(0.4, 2.5),
        line=lambda _: LineQuality(0.4, 0.0, 250_000.0),
        outbox_faults=list,
        vault=vault,
        by="tek",
        timer=timer,
        monotonic=timer,
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
    assert states.pop(Part.IRIS) is Verdict.ABSENT
    assert states.pop(Part.POWER) in {Verdict.PASS, Verdict.WARN, Verdict.ABSENT}
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


def test_the_sensor_is_judged_through_the_print(test_part: Tested):
    verdict, measured, _ = test_part(Part.FINGER)
    assert verdict is Verdict.PASS
    assert {"dead_pixels", "dead_lines", "noise", "unevenness", "glass"} <= measured.keys()


def test_what_the_last_finger_left_is_not_taken_for_a_finger(test_part: Tested, prints: dict[str, FingerImage]):
    image = prints["same1"]
    faint = np.asarray(240 - (255 - image.pixels.astype(float)) * 0.15, np.uint8)
    scanner = Scanner(replace(image, pixels=faint), present=True)
    verdict, measured, advice = test_part(Part.FINGER, scanner=lend(scanner))
    assert verdict is Verdict.WARN
    assert float(measured["residue_mm2"]) > 10
    assert "kain kering" in advice


def test_a_dead_line_of_the_sensor_is_named(test_part: Tested, prints: dict[str, FingerImage]):
    pixels = prints["same1"].pixels.copy()
    pixels[:, 60] = 0
    verdict, measured, _ = test_part(Part.FINGER, scanner=lend(Scanner(replace(prints["same1"], pixels=pixels))))
    assert verdict is Verdict.WARN
    assert measured["dead_lines"] == 1


def test_a_line_that_carries_half_the_rate_is_told(test_part: Tested, prints: dict[str, FingerImage]):
    scanner = Scanner(prints["same1"])
    scanner.info = replace(scanner.info, details={"baud": 57600, "rate_limited": 57600})
    verdict, _, advice = test_part(Part.FINGER, scanner=lend(scanner))
    assert verdict is Verdict.WARN
    assert "57600" in advice


def test_pens_of_the_window_system_and_an_iris_scanner(test_part: Tested):
    verdict, measured, _ = test_part(Part.SIGNATURE, pens=lambda: ["Wacom One"])
    assert (verdict, measured) == (Verdict.PASS, {"pens": "Wacom One"})
    info = DeviceInfo(DeviceKind.IRIS, "IRIS-7", "sbi", "S1")
    assert test_part(Part.IRIS, iris=lambda _: info)[0] is Verdict.PASS
    assert test_part(Part.IRIS, iris=fail_with(DeviceMissing(device="x")))[0] is Verdict.ABSENT


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
    assert {"brightness", "focus", "camera_noise", "clipped_percent", "evenness_percent"} <= measured.keys()
    assert measured["cloth"] == "red"


def scene(low: int, high: int, cloth: tuple[int, int, int] = (30, 30, 160)) -> np.ndarray:
    """A person's place before a cloth: structure in the middle."""
    picture = np.empty((480, 640, 3), np.uint8)
    picture[:] = cloth
    rng = np.random.default_rng(3)
    picture[100:, 150:490] = cv2.resize(rng.integers(low, high, (95, 85, 3), dtype=np.uint8), (340, 380))
    return picture


@pytest.mark.parametrize(
    ("camera", "verdict", "word"),
    [
        (Camera(Timer(), scene(0, 60, (5, 5, 40))), Verdict.WARN, "gelap"),
        (Camera(Timer(), scene(250, 255)), Verdict.WARN, "terang"),
        (Camera(Timer(), scene(60, 200), rate=6), Verdict.WARN, "usb"),
        (Camera(Timer(), scene(60, 200, (120, 120, 120))), Verdict.WARN, "kain"),
        (Camera(Timer(), scene(0, 4, (0, 0, 0))), Verdict.FAIL, "hitam"),
        (Camera(Timer(), scene(60, 200), moves=0), Verdict.FAIL, "bergerak"),
    ],
    ids=["dark", "bright", "slow", "no cloth", "black", "frozen"],
)
def test_what_is_wrong_with_the_picture_is_named(test_part: Tested, camera: Camera, verdict: Verdict, word: str):
    found, _, advice = test_part(Part.CAMERA, camera=lend(camera), timer=camera.timer)
    assert found is verdict
    assert word in advice.lower()


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


def test_a_clock_behind_its_own_past_was_set_back(test_part: Tested, clock: Clock):
    verdict, _, advice = test_part(Part.CLOCK, last_seen=lambda: clock() + timedelta(hours=2))
    assert verdict is Verdict.FAIL
    assert "05-09-2016" in advice
    assert test_part(Part.CLOCK, last_seen=clock)[0] is Verdict.PASS


def test_a_clock_that_was_moved_meanwhile_is_named(test_part: Tested):
    verdict, measured, _ = test_part(Part.CLOCK, clock_jump=lambda: -7200.0)
    assert verdict is Verdict.WARN
    assert measured["jump_s"] == -7200


def test_a_dead_line_is_a_warning_and_the_clock_is_not_compared(test_part: Tested):
    dead = fail_with(LineError())
    assert test_part(Part.LINE, line=dead)[0] is Verdict.WARN
    assert test_part(Part.CLOCK, health=dead)[0] is Verdict.WARN
    assert test_part(Part.LINE, line=fail_with(NotProvisioned()))[0] is Verdict.ABSENT


@pytest.mark.parametrize(
    ("quality", "verdict"),
    [
        (LineQuality(0.4, 0.01, 250_000.0), Verdict.PASS),
        (LineQuality(2.0, 0.0, 250_000.0), Verdict.WARN),
        (LineQuality(0.4, 0.2, 250_000.0), Verdict.WARN),
        (LineQuality(0.4, 0.0, 20_000.0), Verdict.WARN),
        (LineQuality(0.4, 0.0, None), Verdict.PASS),
    ],
)
def test_the_line_is_measured(test_part: Tested, quality: LineQuality, verdict: Verdict):
    found, measured, advice = test_part(Part.LINE, line=lambda _: quality)
    assert found is verdict
    assert bool(advice) is (verdict is Verdict.WARN)
    assert measured["round_trip_ms"] == quality.round_trip * 1000
    assert measured["lost_percent"] == quality.lost * 100
    assert ("up_kbit_s" in measured) is (quality.rate is not None)


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
    assert [part["part"] for part in data["parts"]] == [part.value for part in Part]
    assert data["parts"][0]["state"] == "pass"
    text = report.as_text(zone)
    assert "05-09-2016 10.00" in text
    assert ("115.200 baud" if language == "id" else "115,200 baud") in text
    slip = report.as_slip(zone)
    assert len(slip.blocks) > len(Part)
    assert ":" not in slip.filename
