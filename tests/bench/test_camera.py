"""Reading a camera at 30 pictures a second, in shares of one core: bare, with faces looked for, in a helper process.

The network camera is a Motion JPEG stand-in in a process of its own. The webcam is a stand-in behind OpenCV's interface
that decodes a JPEG for each picture, read by a thread of this process or by the helper. Processor time is that of this
process, all its threads, and of the helper.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median

import cv2
import pytest

from booth.biometrics.face import FaceVerdict
from booth.biometrics.face_judge import FaceJudge
from booth.devices.camera.live import LiveCamera, open_camera
from booth.devices.camera.modes import Mode
from booth.devices.camera.webcam import WebcamProcess
from booth.devices.emulators.camera_webcam import fake_webcam
from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import Cancel
from booth.domain.recording import Background

ROUNDS = 3
SECONDS = 5.0
RATE = 30
MODE = Mode("MJPG", 1280, 720, 30.0)
CHECKS = 8.0  # a second, as the photo screen asks for
SERVER = """
import sys
from pathlib import Path
from booth.devices.emulators.camera import serve_mjpeg
with serve_mjpeg(Path(sys.argv[1]), fps=float(sys.argv[2])) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]


@contextmanager
def network_camera(folder):
    command = [sys.executable, "-c", SERVER, str(folder), str(RATE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield process.stdout.readline().strip()
        process.stdin.close()


def measured(read_one):
    """Pictures a second and share of a core while `read_one` is called over and over; its true answers a second."""
    read_one()
    start, busy, pictures, checks = time.perf_counter(), time.process_time(), 0, 0
    while (passed := time.perf_counter() - start) < SECONDS:
        checks += bool(read_one())
        pictures += 1
    return pictures / passed, checks / passed, (time.process_time() - busy) / passed


def by_opencv(url):
    capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG)
    try:
        return measured(lambda: capture.read() and None)
    finally:
        capture.release()


def by_us(url):
    camera, cancel = open_camera(url, allow_emulated=True), Cancel()
    try:
        return measured(lambda: camera.read(timeout=5, cancel=cancel) and None)
    finally:
        camera.close()


def with_faces(url):
    camera, cancel, judge = open_camera(url, allow_emulated=True), Cancel(), FaceJudge()
    due = [0.0]

    def read_one():
        frame = camera.read(timeout=5, cancel=cancel)
        if frame.at < due[0]:
            return False
        due[0] = max(due[0] + 1 / CHECKS, frame.at)
        return judge.judge_live(frame.pixels, Background.BLUE).verdict is not FaceVerdict.NONE

    try:
        return measured(read_one)
    finally:
        camera.close()


WAYS = {"OpenCV's own reader (FFmpeg)": by_opencv, "the booth's camera": by_us, "… and its judge of faces": with_faces}


def test_reading_and_judging(tmp_path):
    demo_frames(tmp_path, Background.BLUE, seed=1, count=60)
    results = {way: [] for way in WAYS}
    with network_camera(tmp_path) as url:
        for _ in range(ROUNDS):
            for way, run in WAYS.items():
                results[way].append(run(url))
    bare = median(cpu for _, _, cpu in results["OpenCV's own reader (FFmpeg)"])
    title = f"1280 × 720 at {RATE}/s, medians of {ROUNDS}"
    print(f"\n{title:<34}{'pictures/s':>12}{'checks/s':>10}{'core':>8}{'beside':>9}")
    for way, rounds in results.items():
        pictures, checks, cpu = (median(column) for column in zip(*rounds, strict=True))
        print(f"{way:<34}{pictures:>12.1f}{checks:>10.1f}{cpu:>8.0%}{cpu / bare:>8.2f}×")
    assert median(checks for _, checks, _ in results["… and its judge of faces"]) > 0


def process_time(pid):
    """Seconds of processor time that process `pid` has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def by_thread():
    return LiveCamera(fake_webcam("", remembered=MODE))


def by_process(memory):
    return LiveCamera(WebcamProcess("fake:", memory=memory))


def watched(open_one):
    """Seconds to the first picture; then pictures a second, share of a core, milliseconds from capture to `read`."""
    start, cancel, late = time.perf_counter(), Cancel(), []
    camera = open_one()
    try:
        camera.read(timeout=30, cancel=cancel)
        first = time.perf_counter() - start
        pid = getattr(camera._source, "pid", 0)
        start, busy, helper = time.perf_counter(), time.process_time(), process_time(pid) if pid else 0.0
        while (passed := time.perf_counter() - start) < SECONDS:
            camera.read(timeout=5, cancel=cancel)
            captured = camera._source.captured_at
            late.append((time.monotonic() - captured) * 1000)
        busy = time.process_time() - busy + (process_time(pid) - helper if pid else 0.0)
        start = time.perf_counter()
    finally:
        camera.close()
    return first, len(late) / passed, busy / passed, median(late), time.perf_counter() - start


def test_a_webcam_by_thread_and_by_process(tmp_path):
    memory = tmp_path / "camera.json"
    memory.write_text(json.dumps({"stand-in": asdict(MODE)}), "utf-8")
    ways = {"in a thread of ours": by_thread, "in the helper process": lambda: by_process(memory)}
    results = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, open_one in ways.items():
            results[way].append(watched(open_one))
    title = f"webcam, {MODE} at {RATE}/s, medians of {ROUNDS}"
    names = ("first picture", "pictures/s", "core", "capture to read", "closed in")
    print(f"\n{title:<50}" + "".join(f"{name:>17}" for name in names))
    middles = {way: [median(column) for column in zip(*rounds, strict=True)] for way, rounds in results.items()}
    for way, (first, rate, core, late, closed) in middles.items():
        print(f"{way:<50}{first:>15.2f} s{rate:>17.1f}{core:>17.0%}{late:>14.1f} ms{closed:>15.2f} s")
    thread, process = middles.values()
    ratios = [b / a for a, b in zip(thread[:4], process[:4], strict=True)]
    print(f"{'process by thread':<50}" + "".join(f"{ratio:>16.2f}×" for ratio in ratios))
    assert len(middles) == 2


def test_one_check(tmp_path):
    paths = demo_frames(tmp_path, Background.RED, seed=2, count=20)
    judge, pictures = FaceJudge(), [cv2.imread(str(path)) for path in paths]
    seconds = []
    for _ in range(ROUNDS):
        for picture in pictures:
            start = time.perf_counter()
            judge.judge_live(picture, Background.RED)
            seconds.append(time.perf_counter() - start)
    print(f"\none check of 1280 × 720: median {median(seconds) * 1000:.1f} ms of {len(seconds)}")
    assert len(seconds) == ROUNDS * len(paths)
