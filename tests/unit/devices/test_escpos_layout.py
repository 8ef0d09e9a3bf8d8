"""Slips on both widths of paper: nothing is cut, codes can be read, odd characters become readable ones."""

from __future__ import annotations

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.emulators.printer_commands import CommandReader
from booth.devices.emulators.printer_paper import Paper
from booth.devices.printer.layout import ROLLS, balanced, compose, paper_mm, plain, wrap
from booth.devices.slip import Code, Gap, Heading, Row, Rule, Slip, Text

CODE = "BR1|01990000-0000-7000-8000-00000000000a|baamang-1|2016-09-05|" + "Mf3_-" * 17
SLIP = Slip(
    "Proof",
    "proof",
    (
        Heading("Bukti perekaman"),
        Text("Kartu tanda penduduk elektronik (KTP-el)"),
        Rule(),
        Row("NIK", "6202054507850003"),
        Row("Nama lengkap", "SITI NURHALIZA BINTI MUHAMMAD RASYID AL-BANJARI"),
        Row("Nomor perekaman", "01990000-0000-7000-8000-00000000000a"),
        Gap(),
        Code(CODE),
        Text("Perekaman cukup sekali seumur hidup: tidak perlu merekam lagi.", small=True),
    ),
)


def printed(slip, width, *, native_qr=True):
    paper = Paper(width)
    for command in CommandReader().feed(compose(slip, ROLLS[width], native_qr=native_qr)):
        paper.do(command)
    (one,) = paper.slips
    return one


@pytest.mark.parametrize("width", [58, 80])
def test_all_words_stand_on_the_paper(width):
    text = printed(SLIP, width).text
    assert {"SITI", "NURHALIZA", "BINTI", "MUHAMMAD", "RASYID", "AL-BANJARI", "seumur", "(KTP-el)"} <= set(text.split())
    assert "01990000-0000-7000-8000-00000000000a" in text.splitlines()
    assert [line for line in text.splitlines() if line.startswith("NIK")] == [
        "NIK" + "6202054507850003".rjust(ROLLS[width].columns - 3)
    ]
    assert f"[QR {CODE}]" in text


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("native_qr", [True, False])
def test_the_code_on_the_paper_can_be_read(width, native_qr):
    dots = printed(SLIP, width, native_qr=native_qr).dots
    assert dots.shape[1] == ROLLS[width].dots
    assert cv2.QRCodeDetector().detectAndDecode(cv2.cvtColor(dots, cv2.COLOR_GRAY2BGR))[0] == CODE


@pytest.mark.parametrize("width", [58, 80])
def test_the_length_is_guessed_within_a_third(width):
    length = printed(SLIP, width).dots.shape[0] / 8
    assert abs(paper_mm(compose(SLIP, ROLLS[width], native_qr=True)) - length) < length / 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café “Ñandú” – 3 × 4 …", 'Café "Ñandú" - 3 x 4 ...'),
        ("Łódź Şişli", "Lódz Sisli"),
        ("身份 ok", "?? ok"),
        ("a\u200bb\u0007c", "abc"),
        ("e\u0301", "e"),
    ],
)
def test_characters_that_the_printer_lacks_are_replaced(text, shown):
    assert plain(text) == shown


@given(st.text(max_size=200))
def test_any_text_becomes_printable(text):
    shown = plain(text)
    shown.encode("cp437")
    assert all(sign == "\n" or sign.isprintable() for sign in shown)


@given(st.text(alphabet="ab c-\n", max_size=120), st.integers(4, 40))
def test_lines_are_never_too_long_and_lose_no_word(text, columns):
    for broken in (wrap(text, columns), balanced(text, columns)):
        assert all(len(line) <= columns for line in broken)
        assert "".join("".join(broken).split()) == "".join(text.split())
    assert len(balanced(text, columns)) == len(wrap(text, columns))


@given(st.lists(st.builds(Row, st.text(max_size=60), st.text(max_size=90)), max_size=4), st.sampled_from([58, 80]))
def test_any_rows_can_be_printed(rows, width):
    compose(Slip("x", "x", (Heading("x"), *rows)), ROLLS[width], native_qr=False)
