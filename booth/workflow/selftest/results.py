"""How a test ends: passed, passed with advice, or stopped by an error of the device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ports import DeviceMissing
from booth.workflow.device_names import source_name
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import PartResult, Verdict
from booth.workflow.words import tr_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.devices.ports import DeviceError, DeviceInfo
    from booth.workflow.selftest.report import Measure, Part


def known(info: DeviceInfo, *keys: str) -> list[Measure]:
    """What a device tells of itself: the details `keys`, its serial number, and that it is a stand-in."""
    found = [measure(key, info.details[key]) for key in keys if key in info.details]
    if info.serial:
        found.append(measure("serial", info.serial))
    if info.emulated:
        found.append(measure("emulated", source_name(info.name)))
    return found


def ended(
    part: Part,
    info: DeviceInfo,
    measures: Sequence[Measure],
    advice: str = "",
    params: dict[str, object] | None = None,
    *,
    worst: Verdict = Verdict.WARN,
) -> PartResult:
    """Passed where there is nothing to advise, else `worst`."""
    verdict = worst if advice else Verdict.PASS
    return PartResult(part, verdict, tuple(measures), advice, params, name=source_name(info.name))


def stopped(part: Part, error: DeviceError, measures: Sequence[Measure] = (), name: str = "") -> PartResult:
    """Absent where the device is missing, failed otherwise."""
    verdict = Verdict.ABSENT if isinstance(error, DeviceMissing) else Verdict.FAIL
    params: dict[str, object] = {key: tr_text(str(value), {}) for key, value in error.params.items()}
    return PartResult(part, verdict, tuple(measures), error.text, params, name=source_name(name))
