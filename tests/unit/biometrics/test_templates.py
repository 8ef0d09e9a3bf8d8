"""ISO/IEC 19794-2:2005 records: golden bytes, a round trip, and mistrust of everything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.biometrics.templates import (
    Minutia,
    MinutiaType,
    Template,
    TemplateRejected,
    extract,
    parse_template,
    write_template,
)
from booth.domain.fingers import Finger

# Written by hand from the tables of ISO/IEC 19794-2:2005, 7.3 to 7.5.
GOLDEN = bytes.fromhex(
    "464d5200 20323000 0000002a 0000 0100 0120 00c5 00c5 01 00"  # header: 42 bytes, 256 × 288, 197 pixels/cm, one view
    "02 00 37 02"  # right index, view 0 and live-scan plain, quality 55, two minutiae
    "400a 0014 40 50"  # ending at 10, 20; 64 × 1.40625° = 90°; quality 80
    "80ff 011f 80 01"  # bifurcation at 255, 287; 180°; quality 1
    "0000"  # no extended data
)
TEMPLATE = Template(
    Finger.RIGHT_INDEX,
    256,
    288,
    500,
    55,
    (Minutia(10, 20, 90.0, MinutiaType.ENDING, 80), Minutia(255, 287, 180.0, MinutiaType.BIFURCATION, 1)),
)


def test_the_record_is_byte_for_byte_the_standards():
    assert write_template(TEMPLATE) == GOLDEN
    assert parse_template(GOLDEN) == TEMPLATE


minutiae = st.builds(
    Minutia,
    st.integers(0, 255),
    st.integers(0, 287),
    st.integers(0, 255).map(lambda step: step * 360 / 256),
    st.sampled_from(MinutiaType),
    st.integers(0, 100),
)


@given(
    st.one_of(st.none(), st.sampled_from(Finger)),
    st.integers(450, 550),
    st.integers(0, 100),
    st.lists(minutiae, max_size=300),
)
def test_what_is_written_can_be_read(finger, ppi, quality, found):
    template = Template(finger, 256, 288, ppi, quality, tuple(found))
    back = parse_template(write_template(template))
    assert len(back.minutiae) == min(255, len(found))
    assert set(back.minutiae) <= set(found)
    assert (back.finger, back.width, back.height, back.quality) == (finger, 256, 288, quality)
    assert abs(back.ppi - ppi) <= 2  # the record counts whole pixels a centimetre


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 0x47),  # magic
        (5, 0x33),  # version " 30"
        (11, 0x2B),  # length
        (14, 0xFF),  # wider than 14 bits can say
        (19, 0x00),  # no resolution
        (19, 0xC4),  # another one down than across
        (22, 0x02),  # two views
        (24, 0x0B),  # an eleventh finger
        (26, 0x65),  # quality over 100
        (27, 0x03),  # more minutiae than bytes
        (28, 0xC0),  # a reserved type
        (28, 0x41),  # outside the image
        (33, 0x65),  # a minutia's quality over 100
        (41, 0x01),  # extended data that is not there
    ],
)
def test_every_field_is_checked(place, value):
    data = bytearray(GOLDEN)
    data[place] = value
    with pytest.raises(TemplateRejected):
        parse_template(bytes(data))


def test_extended_data_is_passed_over():
    data = GOLDEN[:8] + (len(GOLDEN) + 3).to_bytes(4, "big") + GOLDEN[12:-2] + b"\x00\x03abc"
    assert parse_template(data) == TEMPLATE


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data):
    with pytest.raises(TemplateRejected):
        parse_template(data)


@given(st.binary(max_size=80))
def test_random_bytes_behind_a_good_magic_never_break_the_parser(data):
    record = GOLDEN[:8] + (12 + len(data)).to_bytes(4, "big") + data
    try:
        template = parse_template(record)
    except TemplateRejected:
        return
    assert all(m.x < template.width and m.y < template.height for m in template.minutiae)


def test_a_print_yields_a_sound_record(prints):
    data = extract(prints["012_2_1"], 500, Finger.RIGHT_INDEX, quality=49)
    template = parse_template(data)
    assert (template.finger, template.width, template.height, template.ppi) == (Finger.RIGHT_INDEX, 326, 357, 500)
    assert template.quality == 49
    assert 30 <= len(template.minutiae) <= 100
    assert {m.type for m in template.minutiae} == {MinutiaType.ENDING, MinutiaType.BIFURCATION}


def test_an_angle_points_along_the_ridge_of_an_ending_and_up_the_valley_of_a_bifurcation(prints):
    """The standard's convention, measured in the image itself: 5 to 7 pixels ahead of a minutia and behind it."""
    import math

    import cv2

    pixels = cv2.GaussianBlur(prints["012_2_1"], (0, 0), 1)
    template = parse_template(extract(prints["012_2_1"], 500, Finger.RIGHT_INDEX))
    ahead_less_behind = {MinutiaType.ENDING: 0, MinutiaType.BIFURCATION: 0}
    for m in template.minutiae:
        across, down = math.cos(math.radians(m.angle)), -math.sin(math.radians(m.angle))
        for distance in (5, 6, 7):
            for sign in (1, -1):
                x, y = round(m.x + sign * distance * across), round(m.y + sign * distance * down)
                if 0 <= x < template.width and 0 <= y < template.height:
                    ahead_less_behind[m.type] += sign * int(pixels[y, x])
    assert ahead_less_behind[MinutiaType.ENDING] < 0  # dark ridge ahead
    assert ahead_less_behind[MinutiaType.BIFURCATION] > 0  # light valley ahead
