"""The self-test of a booth whose devices are emulated by their commands: all measured, and what is missing named."""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from booth.config import Settings, write_settings
from booth.demo.prints import Visit, demo_prints
from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import DeviceMissing, DeviceRefused
from booth.domain.recording import Background
from booth.workflow.equipment import NoPrinter
from tests.faults.line import LANGUAGES, TECHNICIAN, Line, command, environment, run, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = {
    "id": {"finger": "Alat sidik jari", "camera": "Kamera"},
    "en": {"finger": "Fingerprint scanner", "camera": "Camera"},
}
PARTS = {
    *("finger", "camera", "printer", "signature", "iris"),
    *("disk", "clock", "line", "vault", "memory", "power"),
}


@contextmanager
def emulated(*words: object) -> Iterator[str]:
    """`booth emulate …`, running; where it is."""
    device = subprocess.Popen(command("booth", "emulate", *words), env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        assert device.stdout is not None
        ready, _, port = device.stdout.readline().strip().partition(" ")
        assert ready == "ready"
        yield port
    finally:
        device.kill()
        device.communicate()


@dataclass(frozen=True)
class Devices:
    scanner: str
    camera: str


@pytest.fixture(scope="module")
def devices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Devices]:
    folder = tmp_path_factory.mktemp("devices")
    demo_prints(folder / "prints", seed=5, visits=[Visit()])
    demo_frames(folder / "frames", Background.RED, seed=5, count=8)
    with ExitStack() as stack:
        scanner = stack.enter_context(emulated("ef01", "--images", folder / "prints", "--baud", "0"))
        camera = stack.enter_context(emulated("mjpeg", "--frames", folder / "frames"))
        yield Devices(scanner, camera)


def selftest(line: Line, *words: object, language: str = "en") -> tuple[int, dict[str, Any]]:
    """In a process of its own, for printing needs the window system."""
    by = ("--login", TECHNICIAN, "--data", line.booth, "--password-file", line.password)
    said = run("booth", "selftest", *by, *words, "--json", BOOTH_LANG=language)
    return said.code, by_part(said.json)


def by_part(report: dict[str, Any]) -> dict[str, Any]:
    return report | {"parts": {part["part"]: part for part in report["parts"]}}


def test_all_parts_pass_and_the_report_says_what_was_measured(line: Line, devices: Devices, tmp_path: Path):
    printer = f"pdf:{tmp_path / 'proofs'}"
    settings = Settings(scanner=devices.scanner, camera=devices.camera, printer=printer, allow_emulated=True)
    write_settings(line.booth, settings)
    with line.served():
        code, report = selftest(line, "--report", tmp_path / "report")
    assert (code, report["passed"]) == (0, True)
    parts = report["parts"]
    assert parts.keys() == PARTS
    for name in ("finger", "camera", "printer", "clock", "line", "vault", "disk"):
        assert parts[name]["state"] == "pass", parts[name]
    finger, camera = parts["finger"]["measured"], parts["camera"]["measured"]
    assert finger["serial"] == "EMU-0001"
    assert finger["baud"] == 115_200
    assert finger["image_size"] == "256×288"
    assert 0 <= finger["quality"] <= 100
    assert "emulated" in finger
    assert camera["size"] == "1280×720"
    assert [path.read_bytes()[:4] for path in (tmp_path / "proofs").iterdir()] == [b"%PDF"]
    assert parts["line"]["measured"]["round_trip_ms"] >= 0
    assert parts["vault"]["measured"]["residents"] == 420
    assert parts["vault"]["measured"]["audit_rows"] > 0
    assert {path.suffix for path in (tmp_path / "report").iterdir()} == {".json", ".txt", ".pdf"}


def test_what_is_missing_is_named_in_both_languages(line: Line):
    write_settings(line.booth, Settings(scanner="/dev/ttyNOBODY", camera="/dev/videoNOBODY", printer="none"))
    parts = ("--part", "finger", "--part", "camera", "--part", "printer")
    for language in LANGUAGES:
        _, report = selftest(line, *parts, language=language)
        found = report["parts"]
        assert {part["state"] for part in found.values()} == {"absent"}
        for part, name in NAMES[language].items():
            assert found[part]["advice"] == words_of(DeviceMissing, language, device=name)
        assert found["printer"]["advice"] == words_of(NoPrinter, language)


def test_an_emulated_device_is_refused_where_only_real_ones_are_allowed(line: Line, devices: Devices):
    settings = Settings(scanner=devices.scanner, camera=devices.camera, printer=f"pdf:{line.root}")
    write_settings(line.booth, settings)
    parts = ("--part", "finger", "--part", "camera", "--part", "printer")
    for language in LANGUAGES:
        code, report = selftest(line, *parts, language=language)
        assert (code, report["passed"]) == (1, False)
        for part, name in NAMES[language].items():
            assert report["parts"][part]["advice"] == words_of(DeviceRefused, language, device=name)
        assert report["parts"]["printer"]["state"] == "fail"


def test_the_report_is_kept_in_the_vault_and_names_who_tested(line: Line):
    _, report = selftest(line, "--part", "disk")
    with line.desk(TECHNICIAN) as desk:
        (kept,) = desk.vault.tests.recent(5)
        assert (kept.actor, by_part(kept.report)) == (TECHNICIAN, report)


def test_without_any_booth_everything_is_emulated_and_passes(tmp_path: Path):
    said = run("booth", "selftest", "--emulated", "--json", "--report", tmp_path / "report", BOOTH_LANG="en")
    assert said.code == 0, said.out
    report = json.loads(said.out)  # JSON alone
    parts = by_part(report)["parts"]
    assert report["passed"] is True
    assert parts.keys() == PARTS
    for name in ("finger", "camera", "printer", "clock", "line", "vault", "disk"):
        assert parts[name]["state"] == "pass", parts[name]
    assert parts["finger"]["measured"]["baud"] == 115_200
    assert parts["line"]["measured"].keys() == {"round_trip_ms", "lost_percent", "up_kbit_s"}
    assert {path.suffix for path in (tmp_path / "report").iterdir()} == {".json", ".txt", ".pdf"}


BROKEN = {
    "finger=unplug": {"fail", "absent"},
    "finger=hang": {"fail"},
    "finger=corrupt": {"fail"},
    "finger=dirty": {"warn"},
    "camera=black": {"fail"},
    "camera=frozen": {"fail"},
    "camera=slow": {"warn"},
    "camera=unplug": {"fail", "absent"},
    "printer=nopaper": {"fail"},
    "printer=off": {"fail", "absent"},
}


@pytest.mark.slow
@pytest.mark.parametrize("order", BROKEN)
def test_what_is_broken_is_named_in_its_own_part(order: str):
    said = run("booth", "selftest", "--emulated", "--break", order, "--json", BOOTH_LANG="en")
    report = json.loads(said.out)
    parts = by_part(report)["parts"]
    broken = order.partition("=")[0]
    assert parts[broken]["state"] in BROKEN[order], parts[broken]
    assert parts[broken]["advice"]
    assert [name for name, part in parts.items() if part["state"] == "fail" and name != broken] == []
    assert said.code == (0 if report["passed"] else 1)
    assert report["passed"] is (parts[broken]["state"] != "fail")


def test_each_part_breaks_once_among_the_quick_tests():
    orders = ("--break", "finger=dirty", "--break", "camera=black", "--break", "printer=nopaper")
    said = run(
        "booth",
        "selftest",
        "--emulated",
        *orders,
        "--json",
        "--part",
        "finger",
        "--part",
        "camera",
        "--part",
        "printer",
    )
    assert {part["part"]: part["state"] for part in json.loads(said.out)["parts"]} == {
        "finger": "warn",
        "camera": "fail",
        "printer": "fail",
    }


def test_a_fault_is_ordered_from_emulated_devices_only(tmp_path: Path):
    said = run("booth", "selftest", "--data", tmp_path, "--break", "finger=hang")
    assert said.code == 2
    assert "--emulated" in said.err
    assert run("booth", "selftest", "--emulated", "--break", "finger=melt").code == 2
