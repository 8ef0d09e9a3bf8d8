"""468 points on a face, and how the head is held: MediaPipe's face mesh through OpenCV, some 3 ms a face.

Angles are the resident's own: `yaw` beyond 0 is turned to the left hand, `pitch` beyond 0 the chin drawn in, `roll`
beyond 0 the head laid to the left shoulder. The mesh tells depth, too, so they are read off it: across from the pairs
of points that lie mirrored, down from forehead to chin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.face_errors import FaceModelMissing, PictureRejected
from resources import resource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.biometrics.face import Face

POINTS = 468
SIDE = 192  # pixels of the model's input, square
_ENLARGED = 1.5  # the input's side in sides of the detector's box: as the model was taught
_PITCH_UPRIGHT = 4.0  # degrees from forehead to chin of people who look straight ahead (five sound portraits: -6 to 11)

# Numbers of points in the mesh. Right and left are the resident's.
RIGHT_EYE = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
LEFT_EYE = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
RIGHT_CHEEK = (50, 101, 118, 117, 123, 187, 205)
LEFT_CHEEK = (280, 330, 347, 346, 352, 411, 425)
OUTLINE = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
_MIRRORED = ((33, 263), (61, 291), (234, 454), (127, 356))
_FOREHEAD, _CHIN = 10, 152
_LIPS, _MOUTH_CORNERS = (13, 14), (61, 291)
# Of an eye: corners, then two pairs of upper and lower lid.
_LIDS = (((33, 133), (160, 144), (158, 153)), ((263, 362), (387, 373), (385, 380)))


@dataclass(frozen=True, eq=False)
class Mesh:
    """`points` is `(468, 3) float32`: x and y in pixels of the picture, z in the same unit, smaller is nearer."""

    points: NDArray[np.float32]

    @property
    def flat(self) -> NDArray[np.float32]:
        """`(468, 2)`."""
        return self.points[:, :2]

    @property
    def eyes(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The middles of the right and the left eye, between their corners."""
        return self.flat[[33, 133]].mean(axis=0), self.flat[[263, 362]].mean(axis=0)

    @property
    def eyes_apart(self) -> float:
        """Pixels between the middles of the eyes."""
        right, left = self.eyes
        return float(np.hypot(*(left - right)))

    @property
    def pose(self) -> tuple[float, float, float]:
        """Yaw, pitch and roll in degrees."""
        across = np.zeros(3, np.float32)
        for right, left in _MIRRORED:
            step = self.points[left] - self.points[right]
            across += step / max(float(np.linalg.norm(step)), 1e-6)
        down = self.points[_CHIN] - self.points[_FOREHEAD]
        yaw = np.degrees(np.arctan2(across[2], np.hypot(across[0], across[1])))
        roll = np.degrees(np.arctan2(across[1], across[0]))
        pitch = np.degrees(np.arctan2(down[2], np.hypot(down[0], down[1]))) - _PITCH_UPRIGHT
        return float(yaw), float(pitch), float(roll)

    @property
    def lids(self) -> tuple[float, float]:
        """Height by width between the lids of the right and the left eye; open ones 0.19 to 0.29."""
        return self._lids(0), self._lids(1)

    @property
    def mouth(self) -> float:
        """Height of the gap between the lips by the mouth's width; 0 is closed, a laugh with teeth 0.27."""
        return self._distance(*_LIPS) / max(self._distance(*_MOUTH_CORNERS), 1e-6)

    def _lids(self, eye: int) -> float:
        corners, *pairs = _LIDS[eye]
        return sum(self._distance(*pair) for pair in pairs) / len(pairs) / max(self._distance(*corners), 1e-6)

    def _distance(self, a: int, b: int) -> float:
        return float(np.hypot(*(self.flat[a] - self.flat[b])))


class MeshFinder:
    """Lays the mesh on faces. Keep one for a thread."""

    def __init__(self) -> None:
        """Raises `FaceModelMissing`."""
        try:
            model = np.frombuffer(resource("models", "face_landmark.tflite").read_bytes(), np.uint8)
            self._net = cv2.dnn.readNetFromTFLite(model)
        except (OSError, cv2.error) as error:
            raise FaceModelMissing(str(error)) from error

    def find(self, frame: NDArray[np.uint8], face: Face) -> Mesh:
        """The mesh on `face` in `frame`, `(height, width, 3) uint8` BGR. Raises `PictureRejected`."""
        right, left = face.landmarks[:2].astype(np.float64)
        angle = float(np.arctan2(left[1] - right[1], left[0] - right[0]))
        x, y, wide, high = face.box
        scale = SIDE / (_ENLARGED * max(wide, high, 1.0))
        turn = cv2.getRotationMatrix2D((x + wide / 2, y + high / 2), np.degrees(angle), scale)
        turn[:, 2] += np.array([SIDE / 2 - x - wide / 2, SIDE / 2 - y - high / 2])
        square = cv2.warpAffine(frame, turn, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        try:
            self._net.setInput(cv2.dnn.blobFromImage(square, 1 / 255, (SIDE, SIDE), swapRB=True))
            found = np.asarray(self._net.forward(), np.float32).reshape(POINTS, 3)
        except (cv2.error, ValueError) as error:
            raise PictureRejected(f"mesh: {error}") from error
        back = cv2.invertAffineTransform(turn)
        points = np.empty_like(found)
        points[:, :2] = found[:, :2] @ back[:, :2].T + back[:, 2]
        points[:, 2] = found[:, 2] / scale
        return Mesh(points)
