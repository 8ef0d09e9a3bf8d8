"""Every source through the camera's port, and the stand-in that serves Motion JPEG with its faults."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.devices.camera import network as network_camera
from booth.devices.camera.live import PictureResized, open_camera
from booth.devices.camera.network import NetworkCamera
from booth.devices.emulators.camera import CameraFault, NoPictures, NoSuchScene, serve_mjpeg
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceLocked,
    DeviceLost,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
)

LIMIT = 20.0  # seconds: generous, never waited for when all is well
SIZE = (96, 160)  # height, width


def picture(shade: int, noise: int = 8) -> np.ndarray:
    return np.random.default_rng(shade).integers(shade, shade + noise, (*SIZE, 3), np.uint8)


def write_pictures(folder: Path, shades, prefix: str = "p") -> Path:
    folder.mkdir(exist_ok=True)
    for number, shade in enumerate(shades):
        assert cv2.imwrite(str(folder / f"{prefix}{number:03d}.jpg"), picture(shade))
    return folder


def shade_of(frame) -> int:
    """The shade of a frame of `picture`, to the nearest ten."""
    return round((float(frame.pixels.mean()) - 3.5) / 10) * 10


@contextmanager
def opened(source, **options):
    camera = open_camera(str(source), allow_emulated=True, timeout=LIMIT, **options)
    try:
        yield camera
    finally:
        camera.close()
        assert not camera._thread.is_alive()


def read(camera):
    return camera.read(timeout=LIMIT, cancel=Cancel())


def read_until(camera, wanted) -> object:
    """The first frame that is `wanted`; the test's time-out is the limit."""
    return next(frame for frame in iter(lambda: read(camera), None) if wanted(frame))


class TestWhichSource:
    @pytest.mark.parametrize("place", ["", "nowhere", "/nowhere/at/all", "rtsp://camera", "http://[", "\0", "1234"])
    def test_what_names_no_camera_is_missing(self, place):
        with pytest.raises(DeviceMissing):
            open_camera(place, allow_emulated=True)

    def test_stand_ins_are_refused_where_only_real_ones_are_allowed(self, tmp_path):
        (tmp_path / "film.avi").touch()
        for place in (tmp_path, tmp_path / "film.avi", "http://127.0.0.1:9/"):
            with pytest.raises(DeviceRefused):
                open_camera(str(place), allow_emulated=False)

    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=30).filter(lambda text: not text.isdecimal() and text.strip("./~")))
    def test_any_text_is_a_camera_or_an_error(self, text):
        with pytest.raises(DeviceError):
            open_camera(text, allow_emulated=False)


class TestFolder:
    def test_pictures_come_in_order_round_and_round(self, tmp_path):
        write_pictures(tmp_path, [10, 20, 30])
        (tmp_path / "p001b.jpg").write_bytes(b"no picture")
        (tmp_path / "notes.txt").write_text("not looked at", "utf-8")
        with opened(tmp_path) as camera:
            frames = [read(camera) for _ in range(7)]
            assert camera.info.emulated
            assert camera.info.port == str(tmp_path)
        shades = {frame.number: shade_of(frame) for frame in frames}
        assert shades == {number: (10, 20, 30)[(number - 1) % 3] for number in shades}
        assert len(shades) == 7

    def test_an_empty_folder_is_missing(self, tmp_path):
        with pytest.raises(DeviceMissing):
            open_camera(str(tmp_path), allow_emulated=True)

    def test_a_folder_of_damaged_pictures_is_a_fault(self, tmp_path):
        (tmp_path / "a.jpg").write_bytes(b"")
        (tmp_path / "b.png").write_bytes(b"x" * 1000)
        with pytest.raises(DeviceFault):
            open_camera(str(tmp_path), allow_emulated=True, timeout=LIMIT)

    def test_a_folder_that_vanishes_is_lost(self, tmp_path):
        path = write_pictures(tmp_path / "frames", [10]) / "p000.jpg"
        with opened(tmp_path / "frames") as camera:
            read(camera)
            path.unlink()
            with pytest.raises(DeviceLost):
                read_until(camera, lambda _: False)


class TestVideo:
    @pytest.fixture
    def film(self, tmp_path):
        path = tmp_path / "film.avi"
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, SIZE[::-1])
        for shade in (10, 60, 110):
            writer.write(picture(shade))
        writer.release()
        return path

    def test_it_comes_round_and_round(self, film):
        with opened(film) as camera:
            shades = {shade_of(read(camera)) for _ in range(7)}
            assert read(camera).number > 7
            assert camera.info.details["format"] == "MJPG"
        assert shades == {10, 60, 110}

    @pytest.mark.parametrize("data", [b"", b"no film" * 100])
    def test_what_is_no_video_is_a_fault(self, tmp_path, data, capfd):
        path = tmp_path / "film.mp4"
        path.write_bytes(data)
        with pytest.raises(DeviceFault):
            open_camera(str(path), allow_emulated=True, timeout=LIMIT)
        assert capfd.readouterr().err == ""


class TestNetwork:
    @pytest.fixture
    def frames(self, tmp_path):
        return write_pictures(tmp_path / "frames", [10, 20, 30])

    def test_pictures_come(self, frames):
        with serve_mjpeg(frames, fps=50) as server, opened(server.url) as camera:
            assert {shade_of(read(camera)) for _ in range(10)} <= {10, 20, 30}
            assert camera.info.emulated
            assert camera.info.details["format"] == "MJPEG"
            assert camera.info.details["width"] == SIZE[1]

    def test_a_password_is_sent_and_not_shown(self, frames):
        with serve_mjpeg(frames) as server:
            source = NetworkCamera(server.url.replace("//", "//user:se%20cret@"))
            assert source.port == server.url
            assert source._headers() == {"Authorization": "Basic dXNlcjpzZSBjcmV0"}

    def test_nobody_there_is_missing(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            with pytest.raises(DeviceMissing):
                open_camera(f"http://127.0.0.1:{taken.getsockname()[1]}/", allow_emulated=True, timeout=LIMIT)

    def test_unplugged_is_lost_and_then_not_answered(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.UNPLUG, at=3) as server:
            with opened(server.url) as camera, pytest.raises(DeviceLost):
                read_until(camera, lambda _: False)
            with pytest.raises(DeviceLost):
                open_camera(server.url, allow_emulated=True, timeout=LIMIT)
            server.set_fault(None)
            with opened(server.url) as camera:
                read(camera)

    def test_black(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.BLACK, at=2) as server, opened(server.url) as camera:
            assert read_until(camera, lambda frame: not frame.pixels.any()).pixels.shape == (*SIZE, 3)

    def test_frozen(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.FROZEN, at=1) as server, opened(server.url) as camera:
            read_until(camera, lambda _: camera.info.details["unchanged"] > 0.2)

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            (CameraFault.HANG, DeviceLost),
            (CameraFault.CORRUPT, DeviceFault),
            (CameraFault.WRONG, DeviceFault),
            (CameraFault.SIZE, PictureResized),
        ],
    )
    def test_what_lasts_is_named_and_over_when_it_is_over(self, frames, fault, error):
        with serve_mjpeg(frames, fps=50) as server:
            with opened(server.url) as camera:
                read(camera)
                server.set_fault(fault)
                with pytest.raises(error):
                    read_until(camera, lambda _: False)
            server.set_fault(None)
            with opened(server.url) as camera:
                assert read(camera).pixels.shape == (*SIZE, 3)

    def test_lost_pieces_cost_pictures_only(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.DROP) as server, opened(server.url) as camera:
            assert {shade_of(read(camera)) for _ in range(6)} <= {10, 20, 30}

    def test_noise(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.NOISY) as server, opened(server.url) as camera:
            assert read(camera).pixels.std() > 12  # otherwise about 3

    def test_slow(self, frames):
        with serve_mjpeg(frames, fps=50, fault=CameraFault.SLOW) as server, opened(server.url) as camera:
            first, second = read(camera), read(camera)
            assert second.at - first.at > 0.5
            with pytest.raises(DeviceTimeout):
                camera.read(timeout=0, cancel=Cancel())

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            (b"HTTP/1.0 404 Not Found\r\n\r\n", DeviceMissing),
            (b"HTTP/1.0 401 Unauthorized\r\n\r\n", DeviceLocked),
            (b"HTTP/1.0 503 Busy\r\n\r\n", DeviceBusy),
            (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", DeviceFault),
            (b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace\r\n\r\n", DeviceFault),
            (b"SSH-2.0-OpenSSH\r\n", DeviceLost),
            (b"", DeviceLost),
            (
                b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n\r\n"
                + b"--b\r\nContent-Length: 4\r\n\r\nnone\r\n" * 30,
                DeviceFault,
            ),
        ],
    )
    def test_other_answers_are_named(self, answer, error):
        with answering(answer) as address, pytest.raises(error):
            open_camera(address, allow_emulated=True, timeout=LIMIT)

    @settings(max_examples=30, deadline=None)
    @given(st.binary(max_size=300), st.booleans())
    def test_any_answer_is_an_error_in_our_words(self, noise, begun):
        head = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n\r\n--b\r\n\r\n\xff\xd8"
        with answering((head if begun else b"") + noise) as address, pytest.raises(DeviceError):
            open_camera(address, allow_emulated=True, timeout=LIMIT)

    def test_a_camera_that_sends_nothing_is_left_at_once(self):
        with holding() as address:
            with pytest.raises(DeviceTimeout):
                open_camera(address, allow_emulated=True, timeout=0.2)
            cancel = Cancel()
            cancel.cancel()
            with pytest.raises(Cancelled):
                open_camera(address, allow_emulated=True, timeout=LIMIT, cancel=cancel)
        assert not [t for t in threading.enumerate() if t.name == "camera"]

    def test_silence_of_a_connection_is_a_loss(self, monkeypatch):
        monkeypatch.setattr(network_camera, "SILENCE", 0.1)
        with holding() as address, pytest.raises(DeviceLost):
            open_camera(address, allow_emulated=True, timeout=LIMIT)

    def test_a_picture_that_says_it_is_huge_is_not_decoded(self):
        data = bytearray(cv2.imencode(".jpg", picture(10))[1].tobytes())
        at = data.index(b"\xff\xc0")
        data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
        assert network_camera._picture(bytes(data)) is None


class TestServer:
    def order(self, server, path, body):
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=LIMIT)
        connection.request("POST", path, body)
        status = connection.getresponse().status
        connection.close()
        return status

    def test_scenes_are_switched_and_begin_anew(self, tmp_path):
        for name, shade in (("blue", 10), ("red", 60)):
            write_pictures(tmp_path / name, [shade] * 3)
            # Half a second of it: a reader that is held up skips pictures.
            write_pictures(tmp_path / name, [shade + 100] * 25, prefix="intro")
        with serve_mjpeg(tmp_path, fps=50) as server, opened(server.url) as camera:
            assert shade_of(read(camera)) == 110
            read_until(camera, lambda frame: shade_of(frame) == 10)
            assert self.order(server, "/scene", "red") == 204
            read_until(camera, lambda frame: shade_of(frame) == 160)
            read_until(camera, lambda frame: shade_of(frame) == 60)
            assert {shade_of(read(camera)) for _ in range(8)} == {60}
            server.show("red")
            read_until(camera, lambda frame: shade_of(frame) == 160)
            with pytest.raises(NoSuchScene):
                server.show("green")

    def test_orders_over_http(self, tmp_path):
        with serve_mjpeg(write_pictures(tmp_path, [10]), fps=50) as server, opened(server.url) as camera:
            assert self.order(server, "/fault", "black") == 204
            read_until(camera, lambda frame: not frame.pixels.any())
            assert self.order(server, "/fault", "") == 204
            read_until(camera, lambda frame: frame.pixels.any())
            for path, body in (("/fault", "burning"), ("/scene", "green"), ("/fault", "x" * 1000)):
                assert self.order(server, path, body) == 400
            assert self.order(server, "/other", "x") == 404

    def test_a_folder_without_pictures_is_refused(self, tmp_path):
        with pytest.raises(NoPictures):
            serve_mjpeg(tmp_path)


@contextmanager
def answering(data: bytes):
    """The address of a server that answers the first request with `data` and hangs up."""

    def answer(connection):
        connection.recv(65_536)
        connection.sendall(data)

    with _server(answer) as address:
        yield address


@contextmanager
def holding():
    """The address of a server that takes requests and says nothing until the end of the test."""
    over = threading.Event()
    with _server(lambda _: over.wait(LIMIT)) as address:
        try:
            yield address
        finally:
            over.set()


@contextmanager
def _server(serve):
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    over = threading.Event()

    def run():
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection, suppress(OSError):
                serve(connection)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        over.set()
        thread.join()
        listener.close()
