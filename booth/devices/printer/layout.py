"""A slip as ESC/POS bytes for paper rolls of 58 and 80 mm: the commands are python-escpos's, the layout is ours.

Both rolls are printed at 203 dpi: 384 dots on 48 mm and 576 dots on 72 mm. Font A has 12 × 24 dots, font B 9 × 17.
Text goes as text in code page 437, which every receipt printer has; what it lacks is replaced by what looks alike.
"""

from __future__ import annotations

import logging
import os
import shutil
import textwrap
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image

from booth.devices.slip import Block, Code, Gap, Heading, Row, Rule, Slip, Text

DOTS_MM = 8  # 203 dpi
QR_DOTS = 30 * DOTS_MM
QR_LARGEST = 16  # dots a module, of the printer's own command
LINE = 30  # dots, the line spacing a printer starts with
CODE_PAGE = "CP437"

IN_DOTS = b"\x1dP\xcb\xcb"  # lengths in 1/203 inch, where a printer counts in other units by itself
NO_KANJI = b"\x1c."  # some printers start with two-byte characters
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 8: forget all that was sent and not printed

_ALIKE = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...",
        "•": "\u2219", "×": "x", "©": "(c)", "®": "(R)", "€": "EUR", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Roll:
    """A width of paper: dots across, and characters a line in font A and B."""

    dots: int
    columns: int
    small: int


ROLLS = {58: Roll(384, 32, 42), 80: Roll(576, 48, 64)}


def compose(slip: Slip, roll: Roll, *, native_qr: bool) -> bytes:
    """All bytes of `slip`, from the reset to the cut. `native_qr`: the printer draws QR codes itself."""
    page = _Page(roll, native_qr=native_qr)
    before: Block | None = None
    for block in slip.blocks:
        page.put(block, before)
        before = block
    return page.finish()


def plain(text: str) -> str:
    """`text` in characters of code page 437: what looks alike in place of others, "?" where nothing does."""
    made = []
    for sign in text.translate(_ALIKE):
        if sign == "\n" or (sign.isprintable() and _encodable(sign)):
            made.append(sign)
            continue
        bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
        bare = bare.translate(_ALIKE)
        if bare and bare.isprintable() and _encodable(bare):
            made.append(bare)
        elif not unicodedata.combining(sign) and unicodedata.category(sign) not in {"Cf", "Cc"}:
            made.append("?")
    return "".join(made)


def wrap(text: str, columns: int) -> list[str]:
    """The lines of `text` in `columns` characters, broken between words, inside one only where it is too long."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += textwrap.wrap(paragraph, columns, break_on_hyphens=False) or [""]
    return lines


def balanced(text: str, columns: int) -> list[str]:
    """As `wrap`, with lines about as long as each other: no word stands alone in the last one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        best = wrap(paragraph, columns)
        for narrower in range(columns - 1, len(paragraph) // (len(best) + 1), -1):
            if len(tried := wrap(paragraph, narrower)) > len(best) or max(map(len, tried)) > narrower:
                break
            best = tried
        lines += best
    return lines


def paper_mm(data: bytes) -> float:
    """About how long the paper of `data` (bytes of `compose`) gets, in millimetres; for estimates of time."""
    dots = data.count(b"\n") * LINE
    at = 0
    while (at := data.find(b"\x1dv0", at)) >= 0:
        dots += int.from_bytes(data[at + 6 : at + 8], "little")
        at += 8
    dots += (QR_DOTS if b"\x1d(k" in data else 0) + 6 * LINE
    return dots / DOTS_MM


class _Page:
    def __init__(self, roll: Roll, *, native_qr: bool) -> None:
        self._roll = roll
        self._native = native_qr
        self._out = _driver(roll)
        self._centred = False
        self._out.hw("INIT")
        self._out._raw(IN_DOTS + NO_KANJI)
        self._out.charcode(CODE_PAGE)

    def finish(self) -> bytes:
        self._out.cut()
        data: bytes = self._out.output
        return data

    def put(self, block: Block, before: Block | None) -> None:
        match block:
            case Heading():
                self._heading(plain(block.text), first=before is None)
            case Text():
                self._centred = isinstance(before, Heading | Code) or (isinstance(before, Text) and self._centred)
                self._text(plain(block.text), small=block.small, centred=self._centred)
            case Row():
                self._row(plain(block.label), plain(block.value))
            case Code():
                self._code(block.text)
            case Rule():
                self._rule()
            case Gap():
                self._feed(LINE)

    def _heading(self, text: str, *, first: bool) -> None:
        if not first:
            self._feed(LINE // 2)
        wide = self._roll.columns // 2
        double = all(len(word) <= wide for word in text.split())
        lines = balanced(text, wide if double else self._roll.columns)
        self._out.set(align="center", bold=True, double_width=double, double_height=True)
        self._lines(lines)
        self._normal()
        self._feed(6)

    def _text(self, text: str, *, small: bool, centred: bool) -> None:
        if centred:
            self._out.set(align="center")
        if small:
            self._out.set(font="b")
            self._out.line_spacing(22)
        broken = balanced if centred else wrap
        self._lines(broken(text, self._roll.small if small else self._roll.columns))
        self._normal()
        if small:
            self._feed(6)

    def _row(self, label: str, value: str) -> None:
        """Label left and value right where one line holds both; else the value below, smaller where that saves it."""
        columns = self._roll.columns
        if "\n" not in value and len(label) + 2 + len(value) <= columns:
            self._out.text(label + " " * (columns - len(label) - len(value)))
            self._out.set(bold=True)
            self._out.textln(value)
            self._normal()
            return
        self._lines(wrap(label, columns))
        small = any(columns < len(word) <= self._roll.small for word in value.split())
        self._out.set(align="right", bold=True)
        if small:
            self._out.set(font="b")
        self._lines(balanced(value, self._roll.small if small else columns))
        self._normal()

    def _code(self, text: str) -> None:
        modules = _modules(text)
        size = max(2, min(QR_LARGEST, round(QR_DOTS / len(modules)), (self._roll.dots - 16) // len(modules)))
        self._feed(LINE // 2)
        self._out.set(align="center")
        if self._native:
            self._out.qr(text, ec=_library().escpos.QR_ECLEVEL_M, size=size, native=True)
        else:
            self._out.image(_picture(modules, size), impl="bitImageRaster", fragment_height=64)
        self._normal()
        self._feed(LINE // 2)

    def _rule(self) -> None:
        """Drawn, two dots high: line characters depend on the code page."""
        self._feed(10)
        self._out.image(Image.new("1", (self._roll.dots, 2), 0), impl="bitImageRaster")
        self._feed(12)

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._out.textln(line)

    def _normal(self) -> None:
        self._out.set(align="left", font="a", bold=False, normal_textsize=True)
        self._out.line_spacing()

    def _feed(self, dots: int) -> None:
        self._out._raw(b"\x1bJ" + bytes((min(255, dots),)))


def _picture(modules: list[list[int]], size: int) -> Image.Image:
    side = len(modules)
    small = Image.new("1", (side, side), 1)
    small.putdata([0 if dark else 255 for line in modules for dark in line])
    return small.resize((side * size, side * size), Image.Resampling.NEAREST)


def _modules(text: str) -> list[list[int]]:
    import segno  # only who prints needs it

    return [[int(bool(dark)) for dark in line] for line in segno.make(text, error="m", micro=False).matrix]


def _encodable(text: str) -> bool:
    try:
        text.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


def _driver(roll: Roll) -> Any:
    """python-escpos's printer that only collects the bytes."""
    library = _library()
    return library.printer.Dummy(profile=_profile(roll))


@cache
def _profile(roll: Roll) -> Any:
    """What any printer of this width can, so that the library neither guesses nor warns on the standard output."""
    capabilities = _library().capabilities
    data = {
        "name": f"{roll.dots} dots",
        "codePages": {0: CODE_PAGE},
        "fonts": {"0": {"columns": roll.columns}, "1": {"columns": roll.small}},
        "media": {"dpi": 203, "width": {"pixels": roll.dots}},
    }
    made = type("RollProfile", (capabilities.Profile,), {"profile_data": data})
    return made(features={"paperFullCut": True, "paperPartCut": True, "bitImageRaster": True, "qrCode": True})


@cache
def _library() -> Any:
    """python-escpos, loaded when something is first printed (a quarter of a second) and without its side effects.

    Its import sets up the root logger and leaves a folder with a pickled table behind.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    import escpos.capabilities
    import escpos.escpos
    import escpos.printer

    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
    root.setLevel(level)
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(escpos.capabilities.pickle_dir, ignore_errors=True)
    return escpos
