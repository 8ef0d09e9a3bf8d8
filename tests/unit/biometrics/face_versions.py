"""Versions of a portrait with one fault each, composed: real ones of known people are not to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.face import FaceFinder
from booth.biometrics.face_mesh import LEFT_EYE, RIGHT_EYE, Mesh, MeshFinder

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

# Each eye's lower lid from the outer corner to the inner one.
_LOWER_LIDS = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362))


def mesh_of(picture: Picture) -> Mesh:
    """The mesh of the largest face."""
    face = FaceFinder().detect(picture)[0]
    return MeshFinder().find(picture, face)


def blurred(picture: Picture, mesh: Mesh, share: float = 0.022) -> Picture:
    """Out of focus by `share` of the distance between the eyes."""
    return cv2.GaussianBlur(picture, (0, 0), share * mesh.eyes_apart)


def dark(picture: Picture, _: Mesh, factor: float = 0.4) -> Picture:
    return cv2.convertScaleAbs(picture, alpha=factor)


def bright(picture: Picture, _: Mesh) -> Picture:
    return cv2.convertScaleAbs(picture, alpha=2.2, beta=30)


def tilted(picture: Picture, mesh: Mesh, degrees: float = 15.0) -> Picture:
    height, width = picture.shape[:2]
    middle = sum(mesh.eyes) / 2
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)


def half_lit(picture: Picture, mesh: Mesh) -> Picture:
    """The right half of the picture in deep shade."""
    x = float(sum(mesh.eyes)[0] / 2)
    ramp = 1 / (1 + np.exp((np.arange(picture.shape[1]) - x) / (0.1 * mesh.eyes_apart)))
    return np.uint8(np.clip(picture * (0.25 + 0.75 * ramp)[None, :, None], 0, 255))


def glasses(picture: Picture, mesh: Mesh, colour: tuple[int, int, int] = (40, 40, 60), rim: float = 0.03) -> Picture:
    """Round rims and a bridge, `rim` of the eyes' distance thick."""
    made = picture.copy()
    right, left = mesh.eyes
    apart = mesh.eyes_apart
    across = (left - right) / apart
    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    thick = max(1, round(rim * apart))
    for x, y in (right, left):
        middle = (int(x), int(y + 0.06 * apart))
        cv2.ellipse(made, middle, (int(0.38 * apart), int(0.28 * apart)), angle, 0, 360, colour, thick, cv2.LINE_AA)
    ends = [right + 0.38 * apart * across, left - 0.38 * apart * across]
    cv2.line(made, *((int(x), int(y - 0.02 * apart)) for x, y in ends), colour, thick, cv2.LINE_AA)
    return made


def glare(picture: Picture, mesh: Mesh) -> Picture:
    """Thin glasses in which a lamp is mirrored."""
    made = picture.copy()
    apart = mesh.eyes_apart
    for eye in mesh.eyes:
        middle = tuple(np.int32(eye).tolist())
        cv2.ellipse(made, middle, (int(0.2 * apart), int(0.12 * apart)), 20, 0, 360, (255, 255, 255), -1, cv2.LINE_AA)
    return made


def eyes_closed(picture: Picture, mesh: Mesh) -> Picture:
    """Skin from below over the eyes, and a line of lashes."""
    made = picture.astype(np.float32)
    for eye, lid in ((RIGHT_EYE, _LOWER_LIDS[0]), (LEFT_EYE, _LOWER_LIDS[1])):
        hull = cv2.convexHull(mesh.flat[list(eye)]).reshape(-1, 2)
        size = float(np.hypot(*(hull.max(axis=0) - hull.min(axis=0))))
        middle = hull.mean(axis=0)
        mask = np.zeros(picture.shape[:2], np.float32)
        cv2.fillPoly(mask, [np.int32((hull - middle) * (1.15, 1.6) + middle)], 1.0)
        mask = cv2.GaussianBlur(mask, (0, 0), max(1.0, size * 0.05))[..., None]
        made = made * (1 - mask) + np.roll(picture, -int(size * 0.75), axis=0) * mask
        cv2.polylines(
            made, [np.int32(mesh.flat[list(lid)])], False, (40, 40, 45), max(1, int(size * 0.05)), cv2.LINE_AA
        )
    return np.uint8(np.clip(made, 0, 255))


def cap(picture: Picture, mesh: Mesh, colour: tuple[int, int, int] = (60, 40, 30)) -> Picture:
    """A cap down to just above the brows."""
    points = mesh.flat
    up, across = points[10] - (points[105] + points[334]) / 2, points[301] - points[71]
    outline = [
        points[71] + 0.15 * up - 0.12 * across,
        points[105] + 0.2 * up,
        points[334] + 0.2 * up,
        points[301] + 0.15 * up + 0.12 * across,
        points[251] + 2.5 * up,
        points[21] + 2.5 * up,
    ]
    return cv2.fillPoly(picture.copy(), [np.int32(outline)], colour, cv2.LINE_AA)


def headscarf(picture: Picture, mesh: Mesh, colour: tuple[int, int, int] = (90, 60, 120)) -> Picture:
    """A hijab: cloth around the face, from a little above the brows to below the chin."""
    right, left = mesh.eyes
    across = (left - right) / mesh.eyes_apart
    down = np.array([-across[1], across[0]])
    middle = (right + left) / 2

    def place(below: float) -> tuple[int, int]:
        x, y = middle + mesh.eyes_apart * below * down
        return int(x), int(y)

    def size(x: float, y: float) -> tuple[int, int]:
        return int(x * mesh.eyes_apart), int(y * mesh.eyes_apart)

    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    cloth, face = (np.zeros(picture.shape[:2], np.uint8) for _ in range(2))
    cv2.ellipse(cloth, place(0.6), size(1.35, 2.2), angle, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.ellipse(face, place(0.55), size(0.82, 1.13), angle, 0, 360, 255, -1, cv2.LINE_AA)
    cover = (cv2.subtract(cloth, face) / 255.0)[..., None]
    folds = 1 + 0.12 * np.sin(np.arange(picture.shape[1]) / (0.09 * mesh.eyes_apart))
    return np.uint8(np.clip(picture * (1 - cover) + np.array(colour) * folds[None, :, None] * cover, 0, 255))


VERSIONS: dict[str, Callable[..., Picture]] = {
    "blurred": blurred,
    "dark": dark,
    "bright": bright,
    "tilted": tilted,
    "half lit": half_lit,
    "glasses": glasses,
    "glare": glare,
    "cap": cap,
    "eyes closed": eyes_closed,
}
