"""Papers that were never printed, lying on desks that are not there: what a camera would see of them, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
PAPERS = {"letter": (210, 297), "kk": (297, 210), "card": (85.6, 54)}  # mm
DESKS = ("plain", "dark", "pale", "wood", "cloth", "tiles", "clutter")
_TEXT = (
    "KEPALA KELUARGA NOMOR ALAMAT DESA KECAMATAN KABUPATEN PROVINSI NAMA LENGKAP AGAMA PENDIDIKAN PEKERJAAN "
    "status hubungan dalam keluarga surat keterangan lahir pada hari tanggal bulan tahun dengan ini menerangkan bahwa "
    "telah dicatat dalam register sesuai dengan peraturan yang berlaku 62020 5010116 0004 1985 2016"
)
WORDS = _TEXT.split()


@dataclass(frozen=True)
class Scene:
    """A camera's picture of one paper. `corners` are its corners there: top left, then clockwise, `(4, 2) float32`."""

    pixels: Pixels  # (height, width, 3) uint8 BGR
    corners: NDArray[np.float32]
    text_height: float  # px of a small letter in the picture, about
    sigma: float  # px by which the picture is blurred
    paper: str


def page(paper: str, rng: Random, *, per_mm: float = 8.0, text: float = 2.6) -> Pixels:
    """A printed sheet, `(height, width, 3) uint8`; `text` is the letters' size in mm (2.6 mm: 7.4 points)."""
    wide, high = (round(side * per_mm) for side in PAPERS[paper])
    tint = tuple(rng.choice(((255, 255, 255), (250, 250, 246), (246, 248, 250), (236, 244, 250))))
    sheet = Image.new("RGB", (wide, high), tint)
    pen = ImageDraw.Draw(sheet)
    size = max(6, round(text * per_mm))
    small = ImageFont.truetype(str(FONTS / "Inter-Regular.ttf"), size)
    bold = ImageFont.truetype(str(FONTS / "Inter-Bold.ttf"), round(size * 1.8))
    margin = round(0.06 * wide)
    pen.text(
        (wide // 2, margin), "KARTU KELUARGA" if paper == "kk" else "SURAT", fill=(20, 20, 20), font=bold, anchor="mt"
    )
    top = margin + round(size * 3.2)
    if paper == "kk":
        _table(pen, rng, small, (margin, top, wide - margin, round(high * 0.82)), size)
        top = round(high * 0.85)
    if paper == "card":
        pen.rectangle((wide - margin - wide // 4, top, wide - margin, top + wide // 3), fill=(90, 110, 150))
    line = round(size * 1.55)
    while top < high - margin - line:
        pen.text(
            (margin, top),
            _words(rng, small, wide - 2 * margin - (wide // 3 if paper == "card" else 0)),
            fill=(25, 25, 30),
            font=small,
        )
        top += line if rng.random() < 0.85 else 2 * line
    return np.asarray(cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR), np.uint8)


def scene(
    rng: Random,
    *,
    paper: str = "kk",
    desk: str = "wood",
    size: tuple[int, int] = (1280, 720),
    turn: float = 0.0,
    tilt: float = 0.0,
    share: float = 0.9,
    sigma: float = 0.0,
    light: float = 1.0,
    shadow: float = 0.0,
    glare: float = 0.0,
    noise: float = 2.0,
    text: float = 2.6,
    shift: tuple[float, float] = (0.0, 0.0),
    printed: Pixels | None = None,
) -> Scene:
    """One picture. `share` of the room the paper fills; `turn` degrees; `tilt` how strongly it leans away (0 to 0.3).

    `shadow` 0 to 1 darkens one side, `glare` is the radius of a lamp's reflection as a share of the picture's width,
    `shift` moves the paper, in shares of the picture.
    """
    wide, high = size
    sheet = page(paper, rng, text=text) if printed is None else printed
    corners = _corners(rng, sheet.shape[1] / sheet.shape[0], size, turn, tilt, share)
    corners += np.float32([shift[0] * wide, shift[1] * high])
    source = np.float32([[0, 0], [sheet.shape[1], 0], [sheet.shape[1], sheet.shape[0]], [0, sheet.shape[0]]])
    big = 2  # drawn at twice the size and then made smaller: a lens does not alias
    matrix = cv2.getPerspectiveTransform(source, corners * big)
    shape = (wide * big, high * big)
    shrink = np.linalg.norm(corners[1] - corners[0]) * big / sheet.shape[1]
    soft = cv2.GaussianBlur(sheet, (0, 0), max(0.3, 0.45 / shrink)) if shrink < 0.8 else sheet
    laid = cv2.resize(cv2.warpPerspective(soft, matrix, shape), size, interpolation=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(sheet.shape[:2], 255, np.uint8), matrix, shape)
    part = (cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255)[..., None]
    cast = cv2.GaussianBlur(np.roll(part[..., 0], (4, 5), (0, 1)), (0, 0), 4)[..., None] * 0.35
    ground = background(desk, size, rng).astype(np.float32)
    whole = ground * (1 - cast * (1 - part)) * (1 - part) + laid  # `laid` is black beside the sheet
    whole = _lit(whole, rng, light, shadow, glare, corners)
    if sigma:
        whole = cv2.GaussianBlur(whole, (0, 0), sigma)
    grain = np.random.default_rng(rng.getrandbits(32)).standard_normal(whole.shape, np.float32)
    whole = whole + noise * grain
    pixels = np.clip(whole, 0, 255).astype(np.uint8)
    pixels = cv2.imdecode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 90])[1], cv2.IMREAD_COLOR)
    scale = (
        float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2 / PAPERS[paper][0]
    )
    return Scene(np.asarray(pixels, np.uint8), corners, 0.55 * text * scale, sigma, paper)


def background(desk: str, size: tuple[int, int], rng: Random) -> Pixels:
    """A desk without paper, `(height, width, 3) uint8`."""
    wide, high = size
    noise = np.random.default_rng(rng.getrandbits(32))
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    base = np.array([rng.uniform(40, 150) for _ in range(3)], np.float32)
    if desk == "dark":
        base = np.array([rng.uniform(15, 45) for _ in range(3)], np.float32)
    if desk == "pale":
        base = np.array([rng.uniform(165, 200) for _ in range(3)], np.float32)
    made = np.broadcast_to(base, (high, wide, 3)).copy()
    if desk == "wood":
        angle, wave = rng.uniform(0, np.pi), rng.uniform(6, 25)
        grain = cv2.GaussianBlur(noise.normal(0, 1, (high, wide)).astype(np.float32), (0, 0), 12) * 40
        lines = np.sin((x * np.cos(angle) + y * np.sin(angle)) / wave * 2 + grain)
        made = np.array([60, 100, 150], np.float32) + lines[..., None] * np.array([12, 18, 22], np.float32)
    elif desk == "cloth":
        made += noise.normal(0, 22, (high, wide, 1)).astype(np.float32)
        made += 14 * (np.sin(x / 2.3) * np.sin(y / 2.3))[..., None]
    elif desk == "tiles":
        side = rng.uniform(60, 160)
        odd = ((x // side + y // side) % 2)[..., None]
        made += odd * rng.uniform(30, 70)
    elif desk == "clutter":
        pixels = np.clip(made, 0, 255).astype(np.uint8)
        for _ in range(14):
            at = (rng.randrange(wide), rng.randrange(high))
            box = cv2.boxPoints((at, (rng.uniform(30, 260), rng.uniform(8, 140)), rng.uniform(0, 180)))
            cv2.fillPoly(pixels, [box.astype(np.int32)], tuple(rng.randrange(20, 200) for _ in range(3)))
        made = pixels.astype(np.float32)
    return np.clip(made, 0, 255).astype(np.uint8)


def _corners(  # noqa: PLR0917
    rng: Random, ratio: float, size: tuple[int, int], turn: float, tilt: float, share: float
) -> NDArray[np.float32]:
    """Where a webcam (61° across) sees the corners of a paper that is turned, leans, and fills `share` of the room."""
    flat = np.array([[-ratio, -1, 0], [ratio, -1, 0], [ratio, 1, 0], [-ratio, 1, 0]], np.float64) / max(ratio, 1)
    a, b = np.radians(turn), rng.uniform(0, 2 * np.pi)
    spin = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    lean = np.arctan(3 * tilt)
    axis = np.array([np.cos(b), np.sin(b), 0])
    cross = np.array([[0, 0, axis[1]], [0, 0, -axis[0]], [-axis[1], axis[0], 0]])
    tip = np.eye(3) + np.sin(lean) * cross + (1 - np.cos(lean)) * cross @ cross
    seen = flat @ spin.T @ tip.T
    focal, room, at = 0.85 * size[0], np.array(size, float), np.array([0.0, 0.0, 4.0])
    aside = np.array([rng.uniform(-0.6, 0.6), rng.uniform(-0.6, 0.6)])
    plane = np.zeros((4, 2))
    for _ in range(12):  # moved until it is as large and where it was asked for
        there = seen + at
        plane = focal * there[:, :2] / there[:, 2:] + room / 2
        extent = plane.max(0) - plane.min(0)
        at[2] *= max(extent / room) / share
        wanted = room / 2 + aside * np.maximum((room - extent) / 2 - 4, 0)
        at[:2] += (wanted - (plane.max(0) + plane.min(0)) / 2) * at[2] / focal
    return plane.astype(np.float32)


def _lit(  # noqa: PLR0917
    whole: NDArray[np.float32], rng: Random, light: float, shadow: float, glare: float, corners: NDArray[np.float32]
) -> NDArray[np.float32]:
    high, wide = whole.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    along = ((x - wide / 2) * np.cos(angle) + (y - high / 2) * np.sin(angle)) / (wide / 2)
    whole = whole * (light * 0.9 * (1 + 0.08 * along))[..., None]
    if shadow:
        edge = 1 / (1 + np.exp(-along * 14))
        whole = whole * (1 - shadow * edge)[..., None]
    if glare:
        at = corners.mean(0) + np.float32([rng.uniform(-0.1, 0.1) * wide, rng.uniform(-0.1, 0.1) * high])
        spot = np.exp(-((((x - at[0]) ** 2 + (y - at[1]) ** 2) / (glare * wide) ** 2) ** 2))
        whole = whole + spot[..., None] * 330
    return np.minimum(whole, 255).astype(np.float32)


def _words(rng: Random, font: ImageFont.FreeTypeFont, room: int) -> str:
    line = rng.choice(WORDS)
    while font.getlength(line) < room - font.size * 12:
        line += " " + rng.choice(WORDS)
    return line


def _table(
    pen: ImageDraw.ImageDraw, rng: Random, font: ImageFont.FreeTypeFont, box: tuple[int, int, int, int], size: int
) -> None:
    left, top, right, bottom = box
    rows = max(4, (bottom - top) // round(size * 1.9))
    columns = 8
    for row in range(rows + 1):
        y = top + (bottom - top) * row // rows
        pen.line((left, y, right, y), fill=(60, 60, 60), width=2)
    for column in range(columns + 1):
        x = left + (right - left) * column // columns
        pen.line((x, top, x, bottom), fill=(60, 60, 60), width=2)
        for row in range(rows if column < columns else 0):
            y = top + (bottom - top) * row // rows
            room = (right - left) // columns - size
            words = rng.choice(WORDS)
            while font.getlength(words + " ABCDEFG") < room:
                words += " " + rng.choice(WORDS)
            pen.text((x + size // 3, y + size // 3), words, fill=(25, 25, 30), font=font)
