"""The paper of an emulated receipt printer: commands become dots and, beside them, text; a cut ends a slip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.devices.emulators.printer_commands import Command

CELLS = {False: (12, 24), True: (9, 17)}  # dots of font A and B
DOTS = {58: 384, 80: 576}
SPACING = 30  # dots
LONGEST = 20_000  # dots of one slip, 2.5 m: then it is cut


@dataclass(frozen=True)
class Printed:
    """One slip: `dots` is `(height, width) uint8`, 0 black; `text` line by line, QR codes as `[QR …]`."""

    text: str
    dots: NDArray[np.uint8]


@dataclass(frozen=True)
class Style:
    small: bool = False
    bold: bool = False
    wide: int = 1
    high: int = 1
    align: int = 0
    spacing: int = SPACING


class Paper:
    """Takes commands; `cut_off` holds the finished slips."""

    def __init__(self, width_mm: int) -> None:
        self.width = DOTS[width_mm]
        self.slips: list[Printed] = []
        self._style = Style()
        self._line: list[tuple[str, Style]] = []
        self._strips: list[NDArray[np.uint8]] = []
        self._words: list[str] = []
        self._height = 0
        self._qr = b""
        self._qr_size, self._qr_level = 3, "l"

    def do(self, command: Command) -> None:
        """Obey one command; those that do not print change nothing."""
        name, data = command.name, command.data
        match name:
            case "text":
                self._write(data.decode("cp437"))
            case "LF":
                self._end_line()
            case "ESC @":
                self._style, self._line = Style(), []
            case "ESC !":
                self._style = replace(
                    self._style,
                    small=bool(data[0] & 1),
                    bold=bool(data[0] & 8),
                    high=2 if data[0] & 16 else 1,
                    wide=2 if data[0] & 32 else 1,
                )
            case "GS !":
                self._style = replace(self._style, high=(data[0] & 7) + 1, wide=(data[0] >> 4 & 7) + 1)
            case "ESC E":
                self._style = replace(self._style, bold=bool(data[0] & 1))
            case "ESC M":
                self._style = replace(self._style, small=data[0] % 48 == 1)
            case "ESC a":
                self._style = replace(self._style, align=data[0] % 48 % 3)
            case "ESC 2":
                self._style = replace(self._style, spacing=SPACING)
            case "ESC 3":
                self._style = replace(self._style, spacing=data[0])
            case "ESC J":
                self._feed(data[0])
            case "ESC d":
                for _ in range(data[0]):
                    self._end_line()
            case "GS v 0":
                self._raster(data)
            case "GS ( k":
                self._code(data)
            case "GS V" | "ESC i" | "ESC m":
                self.cut()
        if self._height > LONGEST:
            self.cut()

    def cut(self) -> None:
        """The slip ends, unless nothing is on it."""
        if self._line:
            self._end_line()
        if any(self._words):
            self.slips.append(self.look())
        self._strips, self._words, self._height = [], [], 0

    def look(self) -> Printed:
        """What hangs out of the printer now."""
        strips = self._strips or [np.full((1, self.width), 255, np.uint8)]
        return Printed("\n".join(self._words).strip("\n") + "\n", np.concatenate(strips))

    def _write(self, text: str) -> None:
        for sign in text:
            width = CELLS[self._style.small][0] * self._style.wide
            if sum(CELLS[style.small][0] * style.wide for _, style in self._line) + width > self.width:
                self._end_line()
            self._line.append((sign, self._style))

    def _end_line(self) -> None:
        line, self._line = self._line, []
        tallest = max((CELLS[style.small][1] * style.high for _, style in line), default=0)
        strip = np.full((max(self._style.spacing, tallest), self.width), 255, np.uint8)
        wide = sum(CELLS[style.small][0] * style.wide for _, style in line)
        left = self._left(wide)
        for sign, style in line:
            cell = glyph(sign, small=style.small, bold=style.bold)
            cell = cell.repeat(style.high, 0).repeat(style.wide, 1)
            strip[tallest - cell.shape[0] : tallest, left : left + cell.shape[1]] = cell
            left += cell.shape[1]
        self._words.append("".join(sign for sign, _ in line).rstrip())
        self._put(strip)

    def _feed(self, dots: int) -> None:
        if self._line:
            self._end_line()
        self._put(np.full((dots, self.width), 255, np.uint8))

    def _raster(self, data: bytes) -> None:
        wide, high = int.from_bytes(data[1:3], "little"), int.from_bytes(data[3:5], "little")
        if not wide or not high:
            return
        bits = np.unpackbits(np.frombuffer(data[5:], np.uint8).reshape(high, wide), axis=1)
        self._picture(np.where(bits > 0, 0, 255).astype(np.uint8), data[0])
        self._words.append("-" * 16 if high <= 2 else "[picture]")

    def _picture(self, dots: NDArray[np.uint8], scale: int = 0) -> None:
        dots = dots.repeat(2 if scale & 2 else 1, 0).repeat(2 if scale & 1 else 1, 1)[:, : self.width]
        strip = np.full((dots.shape[0], self.width), 255, np.uint8)
        left = self._left(dots.shape[1])
        strip[:, left : left + dots.shape[1]] = dots
        self._put(strip)

    def _code(self, data: bytes) -> None:
        """GS ( k, QR codes (cn 49): size, level, store, print."""
        if len(data) < 3 or data[0] != 49:
            return
        match data[1]:
            case 67:
                self._qr_size = max(1, min(16, data[2]))
            case 69:
                self._qr_level = "lmqh"[data[2] % 48 % 4]
            case 80:
                self._qr = data[3:]
            case 81 if self._qr:
                self._draw_code()

    def _draw_code(self) -> None:
        import segno

        try:
            made = segno.make(self._qr, error=self._qr_level, micro=False, boost_error=False)
        except (segno.DataOverflowError, ValueError):
            return
        modules = np.array([[0 if dark else 255 for dark in line] for line in made.matrix], np.uint8)
        self._picture(modules.repeat(self._qr_size, 0).repeat(self._qr_size, 1))
        self._words.append(f"[QR {self._qr.decode('utf-8', 'replace')}]")

    def _left(self, wide: int) -> int:
        return max(0, (self.width - wide) * self._style.align // 2)

    def _put(self, strip: NDArray[np.uint8]) -> None:
        self._height += strip.shape[0]
        self._strips.append(strip)


@cache
def glyph(sign: str, *, small: bool, bold: bool) -> NDArray[np.uint8]:
    """One character in its cell, `(24, 12)` or `(17, 9) uint8`, 0 black: our screen font squeezed to one width."""
    width, height = CELLS[small]
    font = _font(round(height * 0.8), bold=bold)
    wide = max(width, round(font.getlength(sign)) + 2)
    drawn = Image.new("L", (wide, height), 255)
    ImageDraw.Draw(drawn).text((wide / 2, height * 0.78), sign, fill=0, font=font, anchor="ms")
    cell = np.asarray(drawn.resize((width, height), Image.Resampling.LANCZOS))
    dots: NDArray[np.uint8] = np.where(cell < 150, 0, 255).astype(np.uint8)
    return dots


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "Inter-Bold.ttf" if bold else "Inter-Medium.ttf"
    with as_file(files("resources") / "fonts" / name) as path:
        return ImageFont.truetype(str(path), size)
