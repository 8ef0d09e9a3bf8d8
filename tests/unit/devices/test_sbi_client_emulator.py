"""Our client against our emulated service: two readings of one document, with every fault that the service has."""

import threading
import time

import numpy as np
import pytest

from booth.devices.emulators.sbi.faults import FaultOrder, SbiFault
from booth.devices.emulators.sbi.http import SLOW
from booth.devices.ports import Cancel, Cancelled, DeviceKind, DeviceLost, DeviceMissing, FingerEvent, NoFinger
from booth.devices.sbi.capture import CaptureChain, next_hash
from booth.devices.sbi.device import INFO_WAIT, LIVE_WAIT, SbiDevice, Terms
from booth.devices.sbi.discovery import discover
from booth.devices.sbi.errors import (
    SbiBadRecord,
    SbiBadScore,
    SbiBadSignature,
    SbiBrokenChain,
    SbiClockOff,
    SbiExpired,
    SbiForeign,
    SbiGarbled,
    SbiInUse,
    SbiNotReady,
    SbiReplayed,
    SbiSilent,
    SbiStandIn,
    SbiUnsigned,
    SbiWrongDevice,
    SbiWrongFingers,
    SbiWrongMaker,
)
from booth.devices.sbi.face import SbiFace
from booth.devices.sbi.find import find_sbi_camera, find_sbi_finger, find_sbi_iris, list_sbi
from booth.devices.sbi.fingers import SbiSingle, SbiSlap
from booth.devices.sbi.http import ANSWER_WAIT, Line
from booth.devices.sbi.iris import SbiIris
from booth.devices.sbi.trust import load_trust
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from tests.unit.devices.sbi_wire import chain, person, print_of, service, until

DRIVERS = {"Slap": SbiSlap, "Single": SbiSingle, "Double": SbiIris, "Full face": SbiFace}


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trust")
    chain().write_trust(folder)
    return folder


@pytest.fixture
def emulator():
    with service() as it:
        yield it


@pytest.fixture
def find(trust, emulator):
    def find(how=find_sbi_finger, serial="", **more):
        settings = {"trust": trust, "allow_emulated": True, "chain": CaptureChain(), "cancel": Cancel()} | more
        return how(serial, ports=[emulator.port], **settings)

    return find


class Hurried:
    """Time that can be made to pass faster, for what never answers."""

    def __init__(self, speed=1):
        self.speed = speed
        self._real = self._now = time.monotonic()
        self._lock = threading.Lock()

    def __call__(self):
        with self._lock:
            real = time.monotonic()
            self._now += (real - self._real) * self.speed
            self._real = real
            return self._now


def driver(emulator, trust, kind="Slap", **more):
    """A driver whose time can be chosen."""
    terms = Terms(load_trust(trust), CaptureChain(), True, 40, **more)
    found = [one for one in discover(Line("Device", Cancel()), ports=[emulator.port]) if one.id.device_sub_type == kind]
    device = SbiDevice(found[0], terms, DeviceKind.FINGER, "Device")
    device.connect(Cancel())
    return DRIVERS[kind](device)


def slap_of(scanner, slap=Slap.LEFT_FOUR, **more):
    settings = {"missing": (), "timeout": 20, "cancel": Cancel()} | more
    return scanner.capture_slap(slap, **settings)


def test_the_ten_fingers_come_as_they_lay_there(find):
    scanner, frames, chained = find(), [], []
    for slap in Slap:
        images = slap_of(scanner, slap, on_preview=frames.append)
        assert list(images) == list(slap.fingers)
        for finger, image in images.items():
            assert np.array_equal(image.pixels, print_of("ani", finger, 0))
            assert image.ppi == 500
            chained.append((image.evidence["previous_hash"], image.evidence["hash"]))
    assert [before for before, _ in chained] == ["", *(after for _, after in chained[:-1])]
    assert frames


def test_fingers_left_out_and_single_ones(find):
    missing = {Finger.LEFT_RING}
    assert set(slap_of(find(), missing=missing)) == set(Slap.LEFT_FOUR.fingers) - missing
    image = find().capture(timeout=20, cancel=Cancel(), finger=Finger.RIGHT_THUMB)
    assert np.array_equal(image.pixels, print_of("ani", Finger.RIGHT_THUMB, 0))


def test_a_single_scanner(find, emulator):
    serial = next(device.serial for device in emulator.devices if device.model.name == "finger")
    scanner = find(serial=serial)
    assert type(scanner) is SbiSingle
    events = []
    image = scanner.capture(timeout=20, cancel=Cancel(), finger=Finger.LEFT_INDEX, on_event=events.append)
    assert np.array_equal(image.pixels, print_of("ani", Finger.LEFT_INDEX, 0))
    assert events == [FingerEvent.WAITING, FingerEvent.DONE]
    assert scanner.capture(timeout=20, cancel=Cancel()).ppi == 500


def test_irises_and_a_face_in_the_same_chain(find):
    links = CaptureChain()
    eyes = find(find_sbi_iris, chain=links).capture_eyes(tuple(Eye), timeout=20, cancel=Cancel())
    assert set(eyes) == set(Eye)
    camera = find(find_sbi_camera, chain=links)
    live = camera.read(timeout=20, cancel=Cancel())
    photo = camera.still(timeout=20, cancel=Cancel())
    assert live.pixels.ndim == photo.pixels.ndim == 3
    assert camera.evidence["previous_hash"] == eyes[Eye.RIGHT].evidence["hash"]
    assert camera.evidence["hash"] == next_hash(camera.evidence["previous_hash"], camera.record) == links.previous
    assert camera.read(timeout=20, cancel=Cancel()).number > live.number
    camera.close()


def test_all_four_are_listed(trust, emulator):
    found = list_sbi(trust=trust, allow_emulated=True, cancel=Cancel(), ports=[emulator.port])
    assert len(found) == 4
    assert {one.error for one in found} == {None}
    assert all(one.info.emulated for one in found)
    found = list_sbi(trust=trust, allow_emulated=False, cancel=Cancel(), ports=[emulator.port])
    assert {type(one.error) for one in found} == {SbiStandIn}


def test_a_stand_in_is_refused_in_a_real_booth(find):
    with pytest.raises(SbiStandIn):
        find(allow_emulated=False)


def test_an_emulator_of_another_chain_is_a_stranger(tmp_path, find, trust):
    import shutil

    shutil.copy(next(trust.glob("*root*")), tmp_path)
    with pytest.raises(SbiForeign):  # without the provider in between
        find(trust=tmp_path)


def test_a_new_key_is_accepted(find, emulator):
    scanner = find()
    first = slap_of(scanner)[Finger.LEFT_INDEX].evidence["certificate_sha256"]
    emulator.rotate_key()
    assert slap_of(scanner)[Finger.LEFT_INDEX].evidence["certificate_sha256"] != first


def test_unplugged_and_plugged_in_again(find, emulator):
    scanner = find()
    emulator.unplug("slap")
    with pytest.raises(DeviceLost):
        slap_of(scanner)
    with pytest.raises((DeviceLost, SbiWrongDevice)):
        scanner.check(cancel=Cancel())
    assert type(find()) is SbiSingle  # the other one is left
    emulator.unplug()
    with pytest.raises(DeviceMissing):
        find()
    emulator.plug()
    assert len(slap_of(scanner)) == 4
    assert len(slap_of(find())) == 4


def test_unplugged_while_waiting_for_the_finger(trust):
    with service(pace=60.0) as emulator:
        scanner = driver(emulator, trust)
        waiting = threading.Event()

        def unplug():
            waiting.wait(60)
            emulator.unplug()

        thread = threading.Thread(target=unplug, daemon=True)
        thread.start()
        with pytest.raises(DeviceLost):
            slap_of(scanner, timeout=600, on_event=lambda _: waiting.set())
        thread.join(60)


def test_cancelled_while_waiting_and_used_again(trust):
    with service(pace=1.0) as emulator:
        scanner, cancel = driver(emulator, trust), Cancel()
        with pytest.raises(Cancelled):
            slap_of(scanner, cancel=cancel, on_preview=lambda _: cancel.cancel(), on_event=lambda _: None)
        assert len(slap_of(scanner)) == 4


def test_nobody_comes(trust):
    with service(pace=600.0) as emulator:
        scanner = driver(emulator, trust)
        with pytest.raises(NoFinger):
            slap_of(scanner, timeout=1)


def test_the_clock_of_the_device(trust, emulator):
    emulator.set_fault(FaultOrder(SbiFault.STALE, frozenset({"RCAPTURE"})))
    with pytest.raises(SbiClockOff):
        slap_of(driver(emulator, trust))


WELL = None
CAPTURES = {
    SbiFault.BAD_SIGNATURE: SbiBadSignature,
    SbiFault.ALG_NONE: SbiUnsigned,
    SbiFault.EXPIRED: SbiExpired,
    SbiFault.FOREIGN_CHAIN: SbiForeign,
    SbiFault.WRONG_ORG: SbiWrongMaker,
    SbiFault.WRONG_SERIAL: SbiWrongDevice,
    SbiFault.WRONG_TRANSACTION: SbiReplayed,
    SbiFault.BROKEN_HASH: SbiBrokenChain,
    SbiFault.REPLAY: SbiReplayed,
    SbiFault.STALE: SbiClockOff,
    SbiFault.NAN_SCORE: (SbiBadScore, SbiGarbled),
    SbiFault.NUMBER_SCORE: WELL,
    SbiFault.MISSING_FINGER: SbiWrongFingers,
    SbiFault.EXTRA_FINGER: SbiWrongFingers,
    SbiFault.SWAPPED_HAND: SbiWrongFingers,
    SbiFault.CORRUPT: SbiBadRecord,
    SbiFault.HUGE: SbiGarbled,
    SbiFault.HTML: SbiGarbled,
    SbiFault.ENDLESS_STREAM: (SbiGarbled, SbiSilent),
    SbiFault.DRIP: SbiSilent,
    SbiFault.TRUNCATE: (SbiGarbled, DeviceLost),
    SbiFault.SURPLUS: WELL,
    SbiFault.FLAT_ERRORS: WELL,
    SbiFault.NEWER: WELL,
    SbiFault.HANG: SbiSilent,
    SbiFault.SLOW: WELL,
    SbiFault.NOISE: SbiGarbled,
    SbiFault.UNPLUG: DeviceLost,
    SbiFault.GONE: DeviceLost,
    SbiFault.BUSY: SbiInUse,
    SbiFault.NOT_READY: SbiNotReady,
}
_HURRIED = {SbiFault.DRIP, SbiFault.HANG, SbiFault.ENDLESS_STREAM}


def test_every_fault_is_met():
    assert set(CAPTURES) == set(SbiFault)


@pytest.mark.parametrize("fault", SbiFault, ids=lambda fault: fault.value)
def test_a_fault_at_a_capture(trust, emulator, fault):
    """Refused in words of its own, or harmless; and the same scanner works again once the fault is over."""
    expected = CAPTURES[fault]
    clock = Hurried()
    scanner = driver(emulator, trust, monotonic=clock)
    slap_of(scanner)  # something to replay
    emulator.set_fault(FaultOrder(fault, frozenset({"RCAPTURE"})))
    clock.speed = 4 if fault in _HURRIED else 1
    timeout = 1 if fault in _HURRIED else 20
    if expected is WELL:
        assert len(slap_of(scanner, timeout=timeout)) == 4
        return
    with pytest.raises(expected):
        slap_of(scanner, timeout=timeout)
    clock.speed = 1
    emulator.clear_faults()
    emulator.plug()
    until(lambda: works(scanner))


def works(scanner):
    """Whether it captures; a device may be busy for a while with what was broken off."""
    try:
        return len(slap_of(scanner)) == 4
    except SbiInUse:
        return False


INTRODUCED = {
    fault: CAPTURES[fault]
    for fault in (
        *(SbiFault.BAD_SIGNATURE, SbiFault.ALG_NONE, SbiFault.EXPIRED, SbiFault.FOREIGN_CHAIN, SbiFault.WRONG_ORG),
        *(SbiFault.HUGE, SbiFault.HTML, SbiFault.ENDLESS_STREAM, SbiFault.DRIP, SbiFault.TRUNCATE, SbiFault.HANG),
        *(SbiFault.NOISE, SbiFault.GONE, SbiFault.NOT_READY, SbiFault.NEWER, SbiFault.SURPLUS),
    )
} | {SbiFault.BUSY: WELL}


@pytest.mark.parametrize("fault", INTRODUCED, ids=lambda fault: fault.value)
def test_a_fault_when_the_device_says_who_it_is(trust, emulator, fault):
    clock = Hurried()
    scanner = driver(emulator, trust, monotonic=clock)
    emulator.set_fault(FaultOrder(fault, frozenset({"MOSIPDINFO"})))
    clock.speed = 4 if fault in _HURRIED else 1
    if INTRODUCED[fault] is WELL:
        assert scanner.check(cancel=Cancel()).serial
    else:
        with pytest.raises(INTRODUCED[fault]):
            scanner.check(cancel=Cancel())
    clock.speed = 1
    emulator.clear_faults()
    emulator.plug()
    assert scanner.check(cancel=Cancel()).serial


@pytest.mark.parametrize(
    "fault",
    [
        *(SbiFault.HUGE, SbiFault.HTML, SbiFault.NOISE, SbiFault.GONE, SbiFault.TRUNCATE),
        *(SbiFault.HANG, SbiFault.DRIP, SbiFault.ENDLESS_STREAM),
    ],
    ids=lambda fault: fault.value,
)
def test_a_fault_at_discovery(trust, emulator, find, fault):
    emulator.set_fault(FaultOrder(fault, frozenset({"MOSIPDISC"})))
    line = Line("Device", Cancel(), Hurried(4))
    assert discover(line, ports=[emulator.port]) == []
    emulator.clear_faults()
    emulator.plug()
    assert find().info.serial


@pytest.mark.parametrize(
    "fault",
    [fault for fault in SbiFault if fault is not SbiFault.UNPLUG],
    ids=lambda fault: fault.value,
)
def test_a_fault_of_the_live_picture_costs_no_capture(trust, emulator, fault):
    scanner = driver(emulator, trust)
    emulator.set_fault(FaultOrder(fault, frozenset({"STREAM"})))
    assert len(slap_of(scanner, on_preview=lambda _: None)) == 4
    emulator.clear_faults()
    assert len(slap_of(scanner, on_preview=lambda _: None)) == 4


@pytest.mark.parametrize("fault", [SbiFault.HANG, SbiFault.GONE, SbiFault.NOISE], ids=lambda fault: fault.value)
def test_a_service_that_fails_altogether_while_waiting(trust, fault):
    """Noticed without waiting for the finger's time to run out."""
    with service(pace=600.0) as emulator:
        clock = Hurried()
        scanner = driver(emulator, trust, monotonic=clock)
        emulator.set_fault(fault)
        clock.speed = 4
        with pytest.raises((DeviceLost, SbiSilent, SbiGarbled)):
            slap_of(scanner, timeout=600)


def test_a_slow_service_is_late_and_not_dead():
    """Two seconds late with everything: every wait for a word from it is longer."""
    assert min(LIVE_WAIT, INFO_WAIT, ANSWER_WAIT) > SLOW


def test_irises_and_faces_with_wrong_answers(trust, emulator):
    eyes, camera = driver(emulator, trust, "Double"), driver(emulator, trust, "Full face")
    emulator.set_fault(SbiFault.SWAPPED_HAND)
    with pytest.raises(SbiWrongFingers):
        eyes.capture_eyes([Eye.LEFT], timeout=20, cancel=Cancel())
    emulator.clear_faults()
    emulator.set_fault(SbiFault.CORRUPT)
    with pytest.raises(SbiBadRecord):
        eyes.capture_eyes([Eye.LEFT], timeout=20, cancel=Cancel())
    with pytest.raises(SbiBadRecord):
        camera.still(timeout=20, cancel=Cancel())
    assert camera.evidence == {}
    emulator.clear_faults()
    assert camera.still(timeout=20, cancel=Cancel()).pixels.ndim == 3
    assert len(eyes.capture_eyes(tuple(Eye), timeout=20, cancel=Cancel())) == 2


def test_a_person_without_a_finger_there(trust):
    """Exceptions are asked for, and what is not there does not come."""
    with service(person(name="budi")) as emulator:
        scanner = driver(emulator, trust)
        only = slap_of(scanner, Slap.THUMBS, missing={Finger.RIGHT_THUMB})
        assert list(only) == [Finger.LEFT_THUMB]
