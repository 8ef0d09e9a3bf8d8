from __future__ import annotations

import io
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from booth.biometrics.document_files import DocumentFault, DocumentRejected, decode_document, page_from_file
from booth.biometrics.document_outline import find_paper, ordered
from booth.biometrics.documents import (
    LONGEST,
    MOST_BYTES,
    DocumentVerdict,
    encode_page,
    flatten,
    look_for_paper,
    photograph,
    take_scan,
)
from booth.biometrics.face_errors import PictureRejected
from booth.biometrics.photos import PhotoRejected
from booth.domain.errors import BoothError
from tests.unit.biometrics.document_pictures import background, page, scene

HD = (1920, 1080)


def off(found, made) -> float:
    """Pixels by which the worst corner is off."""
    assert found is not None
    return float(np.linalg.norm(found.corners - made.corners, axis=1).max())


@pytest.mark.parametrize("desk", ["plain", "dark", "pale", "wood", "cloth", "tiles"])
@pytest.mark.parametrize("turn", [-40.0, 0.0, 25.0])
def test_the_corners_are_found(desk: str, turn: float):
    made = scene(Random(11), desk=desk, turn=turn, tilt=0.1, share=0.85)
    assert off(find_paper(made.pixels), made) < 8


@pytest.mark.parametrize(("paper", "ratio"), [("kk", 2**0.5), ("letter", 0.5**0.5), ("card", 85.6 / 53.98)])
def test_a_flattened_sheet_has_its_own_proportions(paper: str, ratio: float):
    made = scene(Random(4), paper=paper, desk="wood", turn=12, tilt=0.15, size=HD)
    kept = photograph(made.pixels)
    assert kept.report.readable, kept.report
    assert kept.width / kept.height == pytest.approx(ratio, rel=0.01)
    assert max(kept.width, kept.height) <= LONGEST
    assert len(kept.jpeg) <= MOST_BYTES


def test_a_flattened_sheet_shows_what_was_printed():
    printed = page("kk", Random(5))
    made = scene(Random(5), desk="dark", turn=-20, tilt=0.12, size=HD, printed=printed)
    flat = flatten(made.pixels, find_paper(made.pixels).corners)
    wanted = cv2.resize(printed, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_AREA)
    inner = (slice(20, -20), slice(20, -20))
    likeness = np.corrcoef(flat[inner].mean(2).ravel(), wanted[inner].mean(2).ravel())[0, 1]
    assert likeness > 0.75


def test_colour_is_kept():
    printed = page("card", Random(5))
    flat = flatten(*_found(scene(Random(5), paper="card", desk="dark", size=HD, printed=printed)))
    blue = flat[..., 0].astype(int) - flat[..., 2]
    assert (blue > 30).mean() > 0.05


def test_no_paper():
    report = look_for_paper(background("wood", (1280, 720), Random(1)))
    assert report.verdict is DocumentVerdict.NONE
    assert report.outline is None
    kept = photograph(background("wood", (1280, 720), Random(1)))
    assert kept.report.verdict is DocumentVerdict.NONE  # kept whole all the same: a reason may be given
    assert (kept.width, kept.height) == (1280, 720)


def test_a_sheet_that_goes_over_the_rim():
    made = scene(Random(2), desk="dark", share=0.95, shift=(0.25, 0.0))
    assert look_for_paper(made.pixels).verdict is DocumentVerdict.CUT


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ({"sigma": 4.0}, DocumentVerdict.BLURRED),
        ({"glare": 0.1, "light": 0.85}, DocumentVerdict.GLARE),
        ({"light": 0.2}, DocumentVerdict.DARK),
        ({"printed": np.full((1680, 2376, 3), 250, np.uint8)}, DocumentVerdict.BLANK),
        ({"share": 0.3}, DocumentVerdict.SMALL),
    ],
)
def test_what_is_wrong_is_named(fault: dict[str, object], verdict: DocumentVerdict):
    made = scene(Random(8), desk="wood", size=HD, **({"share": 0.94} | fault))
    report = photograph(made.pixels).report
    assert verdict in report.reasons
    assert not report.readable


def test_half_the_page_in_the_shade():
    made = scene(Random(8), desk="dark", size=HD, share=0.94, shadow=0.75)
    assert DocumentVerdict.SHADE in photograph(made.pixels).report.reasons


def test_a_scan_is_right_as_it_is():
    kept = take_scan(page("letter", Random(6)))
    assert kept.report.readable, kept.report
    assert kept.width / kept.height == pytest.approx(0.5**0.5, rel=0.01)
    assert kept.height == LONGEST


def test_a_photograph_in_a_file_is_flattened():
    made = scene(Random(6), desk="wood", turn=15, size=HD)
    kept = take_scan(made.pixels)
    assert kept.width / kept.height == pytest.approx(2**0.5, rel=0.01)


def test_noise_fits_the_bytes_too():
    noise = np.random.default_rng(1).integers(0, 256, (1600, 1600, 3), np.uint8)
    jpeg, width, height = encode_page(noise)
    assert len(jpeg) <= MOST_BYTES
    assert width == height


@given(st.floats(-43, 43), st.floats(0.4, 2.5), st.permutations(range(4)))
def test_corners_come_from_the_top_left_clockwise(turn: float, ratio: float, order: list[int]):
    a = np.radians(turn)
    flat = np.array([[-ratio, -1], [ratio, -1], [ratio, 1], [-ratio, 1]]) * 100
    corners = (flat @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + 300).astype(np.float32)
    np.testing.assert_allclose(ordered(corners[order]), corners)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(st.integers(32, 90), st.integers(32, 90)).flatmap(
        lambda size: arrays.arrays(
            np.uint8, (*size, 3), elements=st.integers(0, 255), fill=st.sampled_from([0, 128, 255])
        )
    )
)
def test_any_picture_is_judged(pixels):
    kept = photograph(pixels)
    assert 0 < len(kept.jpeg) <= MOST_BYTES
    assert (not kept.report.readable) == bool(kept.report.reasons)
    take_scan(pixels)


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((200, 200), np.uint8), np.zeros((200, 200, 3), np.float32), np.zeros((8, 200, 3), np.uint8)],
)
def test_what_is_no_picture_is_refused(pixels):
    with pytest.raises(PictureRejected):
        photograph(pixels)


# Files.


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_page_from_a_file(tmp_path, kind: str):
    path = tmp_path / f"kk.{kind.lower()}"
    Image.fromarray(page("kk", Random(6), per_mm=6)).save(path, kind)
    kept = page_from_file(path)
    assert kept.report.readable, kept.report
    assert kept.width == LONGEST


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", DocumentFault.EMPTY),
        (b"%PDF-1.7\n", DocumentFault.PDF),
        (b"GIF89a", DocumentFault.KIND),
        (b"BM" + bytes(100), DocumentFault.KIND),
        (b"\xff\xd8\xff" + bytes(500), DocumentFault.DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), DocumentFault.DAMAGED),
    ],
)
def test_files_that_are_no_page(data: bytes, fault: DocumentFault):
    with pytest.raises(DocumentRejected) as refused:
        decode_document(data)
    assert refused.value.fault is fault


def test_a_picture_that_would_fill_the_memory():
    out = io.BytesIO()
    Image.new("1", (13_000, 40), 1).save(out, "PNG")
    with pytest.raises(PhotoRejected):
        decode_document(out.getvalue())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]), st.binary(max_size=300))
def test_random_bytes(head: bytes, rest: bytes):
    with pytest.raises(BoothError):
        decode_document(head + rest)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files(data):
    whole = _small_jpeg()
    at = data.draw(st.integers(0, len(whole) - 1))
    hurt = bytearray(whole[: data.draw(st.integers(at, len(whole)))])
    if at < len(hurt):
        hurt[at] ^= data.draw(st.integers(1, 255))
    try:
        pixels = decode_document(bytes(hurt))
    except BoothError:
        return
    assert pixels.dtype == np.uint8
    take_scan(pixels)


def _small_jpeg() -> bytes:
    out = io.BytesIO()
    Image.fromarray(page("card", Random(1), per_mm=2)).save(out, "JPEG")
    return out.getvalue()


def _found(made):
    return made.pixels, find_paper(made.pixels).corners
