"""A network camera on this machine: a folder of pictures as Motion JPEG over HTTP, with faults on demand."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.camera.sources import PICTURES, Pace, decode
from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from numpy.typing import NDArray

INTRO = "intro"  # pictures whose name begins so are shown once, then the others round and round
JPEGS = frozenset((".jpg", ".jpeg"))
RATE = 15.0  # pictures a second
SLOW_RATE = 0.8
DROP_ALL_BUT = 3  # one of so many pictures comes whole
BURSTS, BURST = 3, 512  # of a damaged picture: how many, and bytes in each
NOISE = 60  # grey levels up and down
BOUNDARY = "picture"
LONGEST_ORDER = 200  # bytes
_PAGE = b"<!DOCTYPE html><html><body><h1>Camera</h1><p>Please log in.</p></body></html>"
_HEAD = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {{length}}\r\n\r\n"


class NoPictures(BoothError):
    """The folder holds nothing to show."""

    text = N_("The folder {folder} holds no pictures.")


class NoSuchScene(BoothError):
    text = N_("The camera stand-in has no scene “{scene}”. Known scenes: {known}.")


class CameraFault(Enum):
    """What the stand-in does wrong."""

    BLACK = "black"  # a dark picture
    FROZEN = "frozen"  # the same picture for ever
    SLOW = "slow"  # less than a picture a second
    UNPLUG = "unplug"  # the connection ends, and no other is answered
    HANG = "hang"  # nothing comes any more, in the middle of a picture
    CORRUPT = "corrupt"  # bytes of each picture are overwritten
    DROP = "drop"  # a piece of most pictures is lost
    NOISY = "noisy"  # a picture as at night
    SIZE = "size"  # pictures of half the size
    WRONG = "wrong"  # pages instead of pictures


@dataclass(frozen=True)
class Scene:
    """JPEGs: those shown once to whoever connects, and those that follow round and round."""

    intro: tuple[bytes, ...]
    rest: tuple[bytes, ...]

    def picture(self, number: int) -> bytes:
        if number < len(self.intro):
            return self.intro[number]
        return self.rest[(number - len(self.intro)) % len(self.rest)]


def serve_mjpeg(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    fps: float = RATE,
    fault: CameraFault | None = None,
    at: int = 0,
) -> MjpegServer:
    """Serve the pictures of `folder`, in the order of their names, until the server is closed.

    Subfolders with pictures are scenes: the first is shown until another is asked for. `fault` begins with picture
    number `at` of each connection; port 0 takes a free one. Raises `NoPictures`, and `OSError` where the port is taken.
    """
    return MjpegServer(_scenes(folder), host=host, port=port, fps=fps, fault=fault, at=at)


class MjpegServer:
    """A running stand-in. Over HTTP it takes orders as well: `POST /scene` with a name, `POST /fault` with a fault."""

    def __init__(
        self, scenes: dict[str, Scene], *, host: str, port: int, fps: float, fault: CameraFault | None, at: int
    ) -> None:
        self.scenes = scenes
        self.fps = fps
        self.stopping = threading.Event()
        self._scene = next(iter(scenes))
        self.take = 0  # counts what was asked to be shown
        self._fault, self._at = fault, at
        self._unplugged = False
        self._server = _Server((host, port), _Handler)
        self._server.camera = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="mjpeg")
        self._thread.start()

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/stream.mjpg"

    @property
    def scene(self) -> Scene:
        return self.scenes[self._scene]

    def show(self, scene: str) -> None:
        """Show `scene`, also the present one, from its beginning to all who look. Raises `NoSuchScene`."""
        if scene not in self.scenes:
            raise NoSuchScene(scene=scene, known=", ".join(self.scenes))
        self._scene = scene
        self.take += 1

    def set_fault(self, fault: CameraFault | None, at: int = 0) -> None:
        """From picture `at` of each connection on, do wrong what `fault` says; None: work again."""
        self._at, self._fault = at, fault
        self._unplugged = False

    @property
    def fault(self) -> CameraFault | None:
        """The fault that is ordered."""
        return self._fault

    def fault_at(self, number: int) -> CameraFault | None:
        """The fault that picture `number` of a connection shows."""
        if self._fault is CameraFault.UNPLUG and number >= self._at:
            self._unplugged = True
        if self._unplugged:
            return CameraFault.UNPLUG
        return self._fault if number >= self._at else None

    def close(self) -> None:
        """End all connections and wait for them."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    camera: MjpegServer
    daemon_threads = False  # so that closing waits for them
    allow_reuse_address = True


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "BoothCameraEmulator"
    timeout = 5  # seconds that a viewer may take no bytes

    def do_GET(self) -> None:
        camera = self.server.camera
        self.close_connection = True
        fault = camera.fault_at(0)
        if fault is CameraFault.HANG:
            self._hang(camera)
        if fault in {CameraFault.UNPLUG, CameraFault.HANG}:
            return
        if fault is CameraFault.WRONG:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(_PAGE)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            self._stream(camera)
        except OSError:
            return  # the viewer left

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_ORDER:
            return self.send_error(HTTPStatus.BAD_REQUEST)
        order = self.rfile.read(int(length)).decode("utf-8", "replace").strip()
        try:
            if self.path == "/scene":
                self.server.camera.show(order)
            elif self.path == "/fault":
                self.server.camera.set_fault(CameraFault(order) if order else None)
            else:
                return self.send_error(HTTPStatus.NOT_FOUND)
        except (NoSuchScene, ValueError):
            return self.send_error(HTTPStatus.BAD_REQUEST)
        self.send_response(HTTPStatus.NO_CONTENT)
        return self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

    def _stream(self, camera: MjpegServer) -> None:
        pace, slow = Pace(camera.fps), Pace(SLOW_RATE)
        take, shown, sent, data, rng = camera.take, 0, 0, b"", np.random.default_rng(1)
        while (slow if camera.fault_at(sent) is CameraFault.SLOW else pace).wait(camera.stopping):
            if take != camera.take:
                take, shown = camera.take, 0
            scene, fault = camera.scene, camera.fault_at(sent)
            if fault is CameraFault.UNPLUG:
                return
            if fault is not CameraFault.FROZEN or not data:
                data = scene.picture(shown)
            body = spoil(data, fault, rng)
            part = _HEAD.format(length=len(body)).encode() + body + b"\r\n"
            if fault is CameraFault.HANG:
                self.wfile.write(part[: len(part) // 2])
                self._hang(camera)
                return
            if fault is CameraFault.DROP and sent % DROP_ALL_BUT:
                part = _without_a_piece(part, rng)
            self.wfile.write(part)
            shown, sent = shown + 1, sent + 1

    def _hang(self, camera: MjpegServer) -> None:
        """Say nothing for as long as the fault is ordered."""
        while camera.fault is CameraFault.HANG and not camera.stopping.wait(0.05):
            pass


def spoil(data: bytes, fault: CameraFault | None, rng: np.random.Generator) -> bytes:
    """The bytes that are sent instead of the JPEG `data`."""
    match fault:
        case CameraFault.WRONG:
            return _PAGE
        case CameraFault.CORRUPT:
            damaged = bytearray(data)
            for at in rng.integers(len(data) // 8, len(data) - BURST, BURSTS).tolist():
                damaged[at : at + BURST] = rng.bytes(BURST)
            return bytes(damaged)
        case CameraFault.BLACK | CameraFault.NOISY | CameraFault.SIZE:
            pixels = decode(data)
            return data if pixels is None else _changed(pixels, fault, rng)
    return data


def _changed(pixels: NDArray[np.uint8], fault: CameraFault, rng: np.random.Generator) -> bytes:
    if fault is CameraFault.BLACK:
        pixels = np.zeros_like(pixels)
    elif fault is CameraFault.SIZE:
        pixels = np.ascontiguousarray(pixels[::2, ::2])
    else:
        noise = rng.integers(-NOISE, NOISE + 1, pixels.shape, np.int16)
        pixels = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", pixels)[1].tobytes()


def _without_a_piece(part: bytes, rng: np.random.Generator) -> bytes:
    start = int(rng.integers(0, len(part) // 2))
    return part[:start] + part[start + len(part) // 3 :]


def _scenes(folder: Path) -> dict[str, Scene]:
    """The scenes of `folder` by name; its own pictures are the one without a name. Raises `NoPictures`."""
    places = [folder, *sorted(path for path in folder.glob("*/"))]
    scenes = {place.name if place != folder else "": scene for place in places if (scene := _scene(place))}
    if not scenes:
        raise NoPictures(folder=folder)
    return scenes


def _scene(folder: Path) -> Scene | None:
    intro: list[bytes] = []
    rest: list[bytes] = []
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() in PICTURES and (data := _jpeg(path)):
            (intro if path.name.startswith(INTRO) else rest).append(data)
    if not intro and not rest:
        return None
    return Scene(tuple(intro) if rest else (), tuple(rest or intro))


def _jpeg(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix.lower() in JPEGS:
        return data
    pixels = decode(data)
    return b"" if pixels is None else cv2.imencode(".jpg", pixels)[1].tobytes()
