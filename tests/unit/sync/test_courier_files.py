"""Files on a stick: whole or not at all, with names that FAT32 and exFAT can keep."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess

import pyrage
import pytest

from sync import courier_files, courier_layout
from sync.courier_files import Stick
from sync.errors import StickClosed, StickFull, StickLost, StickMissing
from sync.packet import open_packet, seal
from tests.faults.courier_trip import FailingSystem
from tests.unit.sync.conftest import SEAL_KEY, make_facts, make_manifest, packet_id


@pytest.fixture
def stick(tmp_path):
    return Stick(tmp_path)


def test_written_read_replaced_and_removed(tmp_path, stick):
    assert stick.read(10, "a", "b") is None
    assert stick.names("a") == []
    stick.write(b"one", "a", "b")
    stick.write([b"tw", b"", b"o"], "a", "b")
    stick.settle()
    assert (tmp_path / "bilik-rekam" / "a" / "b").read_bytes() == b"two"
    assert (stick.names("a"), stick.size("a", "b"), stick.read(2, "a", "b")) == (["b"], 3, b"tw")
    assert b"".join(stick.pieces("a", "b")) == b"two"
    stick.remove("a", "b")
    stick.remove("a", "b")
    assert (stick.names("a"), stick.size("a", "b"), list(stick.pieces("a", "b"))) == ([], 0, [])
    assert stick.free() > 0


@pytest.mark.parametrize("number", range(4))
def test_the_earlier_file_stays_when_writing_fails(monkeypatch, tmp_path, stick, number):
    stick.write(b"one", "a")
    monkeypatch.setattr(courier_files, "os", FailingSystem(number + 1))
    with pytest.raises(StickLost):
        stick.write([b"t", b"w", b"o"], "a")
    assert (tmp_path / "bilik-rekam" / "a").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, StickFull),
        (errno.EFBIG, StickFull),
        (errno.EROFS, StickClosed),
        (errno.EACCES, StickClosed),
        (errno.EIO, StickLost),
        (errno.ENODEV, StickLost),
    ],
)
def test_what_the_system_says_is_said_in_words(monkeypatch, stick, number, error):
    monkeypatch.setattr(courier_files, "os", FailingSystem(0, number))
    with pytest.raises(error):
        stick.write(b"", "a")


def test_a_stick_that_was_taken_off_is_not_written_beside(tmp_path):
    at = tmp_path / "mounted"
    at.mkdir()
    stick = Stick(at)
    at.rmdir()
    with pytest.raises(StickLost):
        stick.write(b"x", "a")
    assert not at.exists()
    with pytest.raises(StickMissing):
        Stick(at)


@pytest.mark.skipif(os.name == "nt", reason="no pipes and links there")
def test_pipes_links_sockets_and_folders_are_no_files(monkeypatch, tmp_path, stick):
    root = tmp_path / "bilik-rekam"
    root.mkdir()
    os.mkfifo(root / "pipe")
    (root / "link").symlink_to("/etc/hostname")
    (root / "folder").mkdir()
    monkeypatch.chdir(root)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    for name in ("pipe", "link", "folder", "socket"):
        assert stick.read(10, name) is None


@pytest.mark.skipif(os.name == "nt", reason="no links there")
def test_links_do_not_lead_off_the_stick(tmp_path, stick):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a").write_bytes(b"theirs")
    stick.write(b"x", "folder", "a")
    root = tmp_path / "bilik-rekam"
    (root / "to").symlink_to(elsewhere)
    (root / "b.part").symlink_to(elsewhere / "a")
    for act in (
        lambda: stick.write(b"ours", "to", "a"),
        lambda: stick.write(b"ours", "b"),
        lambda: stick.remove("to", "a"),
    ):
        with pytest.raises(StickLost):
            act()
    assert [path.read_bytes() for path in elsewhere.iterdir()] == [b"theirs"]


def test_a_folder_on_which_fsync_is_not_possible_is_none_to_fail_over(monkeypatch, stick):
    class NoSync:
        def __getattr__(self, name):
            return getattr(os, name)

        def fsync(self, _):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    stick.write(b"x", "a")
    monkeypatch.setattr(courier_files, "os", NoSync())
    stick.settle()


def test_names_that_fat_can_keep():
    """At most 255 letters, none that is reserved, no two that differ by case alone, few in a folder."""
    places = [
        courier_layout.place(make_manifest(number, kind=kind, booth="x" * 40))
        for number in (1, 99, 100, 5000, 999_999)
        for kind in ("recording", "originals")
    ]
    places += [courier_layout.reply_place("con", number) for number in (0, 7, 12_345)]
    names = {name for place in places for name in place} | {
        courier_layout.README,
        courier_layout.WORD,
        courier_layout.BULLETIN,
        courier_layout.LETTER,
        courier_layout.SEALED,
    }
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}", name) and not name.endswith(".") for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert max(len("/".join(("bilik-rekam", *place))) for place in places) < 150
    folders = {courier_layout.place(make_manifest(number))[:3] for number in range(1, 1000)}
    assert len(folders) == 10


def test_folders_of_booths(stick):
    for name in ("con_", "SAMUDA", "samuda", "baamang-2", "ab", "x.y", "aux"):
        stick.write(b"", "from", name, "x")
    assert courier_layout.booths_on(stick, "from") == ["baamang-2", "con", "samuda"]
    assert courier_layout.booths_on(stick, "to") == []
    assert [courier_layout.folder_of(booth) for booth in ("con", "lpt1", "cons")] == ["con_", "lpt1_", "cons"]


def test_the_packets_of_a_booth_come_oldest_first(stick):
    for number in (101, 3, 250):
        for kind in ("recording", "originals"):
            stick.write(b"", *courier_layout.place(make_manifest(number, kind=kind)))
    stick.write(b"", *courier_layout.place(make_manifest(7))[:3], "notes.txt")
    found = list(courier_layout.packets_of(stick, "mentawa-1"))
    assert [packet for packet, _ in found] == [packet_id(number) for number in (3, 101, 250)] * 2
    assert [courier_layout.is_original(place) for _, place in found] == [False] * 3 + [True] * 3
    assert courier_layout.booths_on(stick, "from") == ["mentawa-1"]


def test_a_packet_is_opened_by_hand(tmp_path, stick):
    """As the layout says: the line of the manifest cut off, the rest is an age file."""
    identity = pyrage.x25519.Identity.generate()
    files = {"recording.json": b"{}", "photo.jpg": b"jpg"}
    sealed = seal(files, facts=make_facts(), recipients=[str(identity.to_public())], key=SEAL_KEY)
    place = courier_layout.place(sealed.manifest)
    stick.write(courier_layout.to_file(sealed.manifest, sealed.data), *place)
    path = tmp_path.joinpath("bilik-rekam", *place)
    rest = subprocess.run(["tail", "-n", "+2", str(path)], capture_output=True, check=True).stdout
    assert open_packet(rest, str(identity)).files == files
