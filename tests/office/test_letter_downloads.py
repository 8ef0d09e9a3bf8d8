"""Letters as files: built once, fetched in pieces, replaced, swept."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from typing import TYPE_CHECKING

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import register_file
from sync.office import disk, letters, news_api
from sync.office.problems import Refused
from tests.office.people import resident, residents
from tests.office.reader import Reader, limits, reader, register_of, take_in

if TYPE_CHECKING:
    from tests.office.conftest import Running


def test_a_letter_is_built_once(office, baamang, monkeypatch):
    take_in(office, residents(range(50)))
    built = []
    whole = register_file.pack
    gate = threading.Event()

    def slow(header, lines):
        built.append(header)
        gate.wait(20)
        return whole(header, lines)

    monkeypatch.setattr(letters.register_file, "pack", slow)
    covers = []
    asking = [threading.Thread(target=lambda: covers.append(baamang.cover())) for _ in range(4)]
    for each in asking:
        each.start()
    assert office.ask("GET", "/v1/health").status == 200
    gate.set()
    for each in asking:
        each.join(20)
    assert len({cover.sha256 for cover in covers}) == 1
    assert len(covers) == 4
    assert len(built) == 1
    assert baamang.cover() == covers[0]
    assert len(built) == 1


def test_who_does_not_wait_is_told_when_it_is_there(office, baamang, monkeypatch, wait_for):
    take_in(office, residents(range(50)))
    gate = threading.Event()
    whole = register_file.pack
    monkeypatch.setattr("sync.office.news_api.BUILD_WAIT", 0.0)
    monkeypatch.setattr(letters.register_file, "pack", lambda *args: gate.wait(20) and whole(*args))
    told = baamang.told()
    assert told.letter is None
    assert told.bulletin is not None
    assert limits(baamang.booth) == told.news
    gate.set()
    wait_for(lambda: limits(baamang.booth) != told.news)
    assert baamang.told().letter is not None


def test_a_download_goes_on_where_it_broke_after_days_and_a_restart(serve, clock):
    first = serve()
    booth = reader(first)
    take_in(first, residents(range(500)))
    cover = booth.cover()
    half = cover.size // 2
    start = booth.get(cover.sha256, f"bytes=0-{half - 1}")
    assert (start.status, start.headers["content-range"]) == (206, f"bytes 0-{half - 1}/{cover.size}")
    first.stop()
    second = serve()
    booth.booth.at = second
    clock.pass_(days=6)
    take_in(second, residents(range(500, 510)))
    assert booth.cover() == cover
    rest = booth.get(cover.sha256, f"bytes={half}-")
    assert (rest.status, rest.headers["content-range"]) == (206, f"bytes {half}-{cover.size - 1}/{cover.size}")
    _, lines = booth.open(start.body + rest.body)
    assert len(lines) == 500
    booth.register = cover.version
    assert booth.take() == [["r", *row] for row in residents(range(500, 510))]
    assert [path.name for path in second.folder.letters.glob("*/*")] != [cover.sha256]


def test_a_letter_nobody_began_to_fetch_gives_way_to_the_newest(office, baamang):
    take_in(office, residents(range(50)))
    old = baamang.cover()
    office.clock.pass_(hours=1)
    take_in(office, residents([50]))
    new = baamang.cover()
    assert new.version > old.version
    answer = baamang.get(old.sha256)
    assert (answer.status, answer.code) == (404, "letter-replaced")
    assert len(baamang.take()) == 51


def test_a_letter_that_is_of_no_use_there_is_made_anew(office, baamang):
    """A booth that has every byte and still asks for it cannot open it, or cannot use it."""
    take_in(office, residents(range(50)))
    baamang.take()
    office.clock.pass_(days=1)
    take_in(office, residents([50]))
    cover = baamang.cover()
    baamang.get(cover.sha256)
    office.clock.pass_(hours=23)
    assert baamang.cover() == cover
    office.clock.pass_(hours=2)
    anew = baamang.cover()
    assert (anew.base, anew.version, anew.rows) == (0, cover.version, 51)
    assert len(baamang.take()) == 51


def test_old_letters_are_swept_when_the_office_opens(serve, clock):
    first = serve()
    booth = reader(first)
    take_in(first, residents(range(50)))
    cover = booth.cover()
    first.stop()
    path = first.folder.letters / booth.booth.id / cover.sha256
    half = path.with_name(f"{'0' * 64}.new")
    half.write_bytes(b"half")
    for each, days in ((path, 29), (half, 31)):
        then = clock().timestamp() - days * 86400
        os.utime(each, (then, then))
    second = serve()
    booth.booth.at = second
    assert (path.exists(), half.exists()) == (True, False)
    second.stop()
    clock.pass_(days=2)
    booth.booth.at = serve()
    assert not path.exists()
    assert booth.get(cover.sha256).code == "letter-replaced"
    assert len(booth.take()) == 50


def test_another_key_means_another_letter(office, baamang):
    take_in(office, residents(range(50)))
    old = baamang.cover()
    baamang.get(old.sha256)
    baamang.key = pyrage.x25519.Identity.generate()
    assert baamang.cover().recipient == str(baamang.key.to_public())
    assert len(baamang.take()) == 50
    assert baamang.get(old.sha256).code == "letter-replaced"


def test_letters_of_another_booth_are_not_there(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    other = reader(office)
    for sha256 in (cover.sha256, "0" * 64, "..", "x" * 64, cover.sha256.upper()):
        answer = other.get(sha256)
        assert answer.status == 404, answer
    assert other.get(cover.sha256).code == "letter-replaced"
    assert baamang.get(cover.sha256).status == 200


@pytest.mark.parametrize(
    ("span", "part"),
    [
        ("bytes=0-", slice(None)),
        ("bytes=5-", slice(5, None)),
        ("bytes=5-9", slice(5, 10)),
        ("bytes=0-0", slice(0, 1)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
        ("bytes=9-5", slice(None)),
        ("bytes=0-1,3-4", slice(None)),
        ("lines=5-9", slice(None)),
        ("bytes=x", slice(None)),
        ("bytes=-99999999", slice(None)),
    ],
)
def test_ranges(served, span, part):
    booth = shared_reader(served)
    cover = booth.cover()
    whole = booth.get(cover.sha256).body
    answer = booth.get(cover.sha256, span)
    assert answer.body == whole[part]
    assert len(whole) == cover.size
    assert answer.status == (200 if answer.body == whole else 206)
    assert ("content-range" in answer.headers) == (answer.status == 206)


@given(st.lists(st.text(max_size=20) | st.from_regex(r"bytes=[0-9]{0,3}-[0-9]{0,3}"), max_size=2), st.integers(1, 500))
def test_any_range_is_within_the_letter_or_refused(headers, size):
    with contextlib.suppress(Refused):
        span = news_api._span(headers, size)
        assert 0 <= span.start < span.stop <= size


@pytest.mark.parametrize("span", ["bytes={size}-", "bytes=-0", "bytes=999999999999999-"])
def test_a_range_beyond_the_end(served, span):
    booth = shared_reader(served)
    cover = booth.cover()
    answer = booth.get(cover.sha256, span.format(size=cover.size))
    assert (answer.status, answer.code) == (416, "range")
    assert answer.headers["content-range"] == f"bytes */{cover.size}"


def shared_reader(served: Running) -> Reader:
    booth = reader(served)
    if not register_of(served).kecamatan():
        take_in(served, residents(range(100)))
    return booth


def test_a_full_disk_while_a_letter_is_built(office, baamang, monkeypatch):
    take_in(office, residents(range(50)))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write_new", full)
        answer = baamang.ask()
    assert (answer.status, answer.code) == (503, "office-full")
    assert int(answer.headers["retry-after"]) > 0
    assert len(baamang.take()) == 50


def test_no_letter_eats_the_reserve(serve):
    office = serve(free=lambda _: 1000)
    booth = reader(office)
    take_in(office, residents(range(50)))
    assert booth.ask().code == "office-full"


def test_files_are_the_offices_alone(office, baamang):
    take_in(office, residents(range(50)))
    cover = baamang.cover()
    for path in (office.folder.register, office.folder.letters / baamang.booth.id / cover.sha256):
        assert path.stat().st_mode & 0o077 == 0
    assert resident(1)[0].encode() not in office.folder.ledger.read_bytes()
