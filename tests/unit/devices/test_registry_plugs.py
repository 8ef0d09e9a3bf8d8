"""What came and what went: settled, told once, by a source that a test can be."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from booth.devices import registry_plugs as plugs
from booth.devices.registry_plugs import Changes, Plug, PlugKind, PlugMonitor, PlugWatch, SystemSource

BRIDGE = Plug(PlugKind.SERIAL, "/dev/ttyUSB0", "CH340", "A1")
READER = Plug(PlugKind.READER, "usb:uru4000:{1}", "U.are.U 4500", "{1}")
CAMERA = Plug(PlugKind.CAMERA, "/dev/video0", "C270", "S")


class Desk:
    """A source in a test's hand."""

    def __init__(self, *there):
        self.there = set(there)
        self.read = 0

    def mark(self):
        return frozenset(self.there)

    def plugged(self):
        self.read += 1
        return list(self.there)


def test_what_is_there_at_first_is_no_news():
    watch = PlugWatch(Desk(BRIDGE))
    assert not watch.look()
    assert not watch.look()
    assert watch.plugged == {BRIDGE}


def test_coming_and_going_is_told_at_the_second_look_and_once():
    desk = Desk(BRIDGE)
    watch = PlugWatch(desk)
    watch.look()
    desk.there = {READER}
    assert not watch.look()
    found = watch.look()
    assert found == Changes((READER,), (BRIDGE,), ())
    assert found.kinds == {PlugKind.SERIAL, PlugKind.READER}
    assert not watch.look()


def test_nothing_is_read_while_nothing_moves():
    desk = Desk(BRIDGE)
    watch = PlugWatch(desk)
    for _ in range(10):
        watch.look()
    assert desk.read == 1


def test_what_was_away_for_a_moment_is_told_as_that():
    desk = Desk(READER, CAMERA)
    watch = PlugWatch(desk)
    watch.look()
    desk.there = {CAMERA}
    assert not watch.look()
    desk.there = {CAMERA, READER}
    assert not watch.look()
    found = watch.look()
    assert found == Changes(stayed=(CAMERA, READER))
    assert (found.kinds, found.perhaps) == (frozenset(), {PlugKind.READER, PlugKind.CAMERA})
    assert not watch.look()


def test_between_two_looks_too():
    desk = Desk(READER)
    watch = PlugWatch(desk)
    watch.look()
    desk.mark = lambda: "another node of the same name"
    assert [bool(watch.look()) for _ in range(3)] == [True, False, False]


def test_a_burst_without_end_is_told_all_the_same():
    desk = Desk()
    watch = PlugWatch(desk)
    watch.look()
    told = []
    for number in range(9):
        desk.there ^= {CAMERA if number % 2 else BRIDGE}
        told.append(bool(watch.look()))
    assert told.index(True) == plugs.MOST_UNSETTLED - 1


@given(st.lists(st.sets(st.sampled_from([BRIDGE, READER, CAMERA])), max_size=20))
def test_what_was_told_adds_up_to_what_is_there(steps):
    desk = Desk()
    watch = PlugWatch(desk)
    watch.look()
    there = set()
    for step in (*steps, *([steps[-1]] * 3 if steps else [])):
        desk.there = step
        changes = watch.look()
        assert not set(changes.plugged) & there
        assert set(changes.unplugged) <= there
        there = (there | set(changes.plugged)) - set(changes.unplugged)
    assert there == desk.there


def test_the_monitor_tells_and_ends():
    desk, told, came = Desk(), [], threading.Event()
    watch = PlugWatch(desk)
    watch.look()

    def tell(changes):
        told.append(changes)
        came.set()

    monitor = PlugMonitor(watch, tell, every=0.01)
    monitor.start()
    desk.there = {READER}
    assert came.wait(60)
    monitor.stop()
    assert told == [Changes((READER,))]
    assert not monitor._thread.is_alive()


def test_a_source_that_trips_is_asked_again():
    desk, came = Desk(), threading.Event()
    trips = iter([True, True, False])

    def mark():
        if next(trips, False):
            raise OSError
        came.set()
        return frozenset()

    desk.mark = mark
    monitor = PlugMonitor(PlugWatch(desk), lambda _changes: None, every=0.01)
    monitor.start()
    assert came.wait(60)
    monitor.stop()


def test_a_port_means_its_plug():
    assert BRIDGE.means("/dev/ttyUSB0")
    assert READER.means("usb:uru4000")
    assert not BRIDGE.means("/dev/ttyUSB")


def test_this_computer_can_be_looked_at(tmp_path):
    certified = Plug(PlugKind.CERTIFIED, "sbi:S-1", "Slap", "S-1")
    found = PlugWatch(SystemSource(lambda: [certified]))
    found.look()
    assert certified in found.plugged


def test_cameras_are_told_from_their_metadata(tmp_path):
    usb = tmp_path / "usb"
    for number, index in enumerate("01"):
        node = tmp_path / f"video{number}"
        (usb / f"interface{number}").mkdir(parents=True)
        node.mkdir()
        (node / "name").write_text("C270 HD WEBCAM\n")
        (node / "index").write_text(index)
        (node / "device").symlink_to(usb / f"interface{number}")
    (usb / "serial").write_text("ABC\n")
    assert plugs.camera_plugs(tmp_path) == [Plug(PlugKind.CAMERA, "/dev/video0", "C270 HD WEBCAM", "ABC")]


def test_services_of_certified_devices_are_those_that_listen(tmp_path):
    table = tmp_path / "tcp"
    table.write_text(
        "  sl  local_address rem_address   st\n"
        "   0: 0100007F:1195 00000000:0000 0A 0\n"
        "   1: 0100007F:1196 0100007F:9999 01 0\n"
        "   2: 0100007F:0016 00000000:0000 0A 0\n"
        "   3: nonsense:zz x 0A\n   4: short\n"
    )
    assert plugs.certified_plugs((table, tmp_path / "none")) == [Plug(PlugKind.CERTIFIED, "sbi", "4501")]


def test_a_node_that_was_made_anew_is_another(tmp_path):
    source = SystemSource(list, (str(tmp_path), str(tmp_path / "none")))
    (tmp_path / "ttyUSB0").touch()
    before = source.mark()
    assert source.mark() == before
    (tmp_path / "new").touch()
    (tmp_path / "new").replace(tmp_path / "ttyUSB0")
    assert source.mark() != before
