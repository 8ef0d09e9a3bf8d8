"""`booth emulate ef01` and `booth finger capture` as a person or a program runs them."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest
from PIL import Image

LONGEST_WAIT = 60  # seconds, for a machine that has other things to do


@pytest.fixture
def booth(tmp_path):
    """Run `booth` with arguments in English and return the finished process."""
    environment = os.environ | {"BOOTH_LANG": "en", "BOOTH_DATA": str(tmp_path / "data")}

    def run(*arguments, language="en"):
        command = [sys.executable, "-m", "booth", *map(str, arguments)]
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_WAIT,
            env=environment | {"BOOTH_LANG": language},
            check=False,
        )

    return run


@contextmanager
def emulated(*arguments):
    """A running `booth emulate ef01`; the value is the port of its first line."""
    command = [sys.executable, "-m", "booth", "emulate", "ef01", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            ready, port = process.stdout.readline().split()
            assert ready == "ready"
            yield port
        finally:
            process.terminate()


@pytest.fixture
def pictures(tmp_path):
    """Two pictures larger than the glass in one way and smaller in the other."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    rng = np.random.default_rng(5)
    for name in ("2.png", "1.bmp"):
        Image.fromarray(rng.integers(0, 256, (200, 300), np.uint8)).save(folder / name)
    return folder


def seen(path):
    """What the sensor shows of a picture of 300 × 200."""
    glass = np.full((288, 256), 255, np.uint8)
    glass[44:244] = np.asarray(Image.open(path))[:, 22:278]
    return (glass >> 4) * 17


@pytest.mark.parametrize("where", [(), ("--tcp", "127.0.0.1:0")])
def test_capture_takes_the_next_image_each_time(booth, pictures, tmp_path, where):
    with emulated("--images", pictures, "--baud", 0, *where) as port:
        assert port.startswith("socket://127.0.0.1:" if where else "/dev/")
        for name in ("1.bmp", "2.png", "1.bmp"):
            done = booth("finger", "capture", "--port", port, "--out", tmp_path / "f.png", "--json")
            assert (done.returncode, done.stderr) == (0, "")
            [line] = done.stdout.splitlines()
            result = json.loads(line)
            assert list(result) == ["seconds", "width", "height", "ppi", "baud"]
            assert (result["width"], result["height"], result["ppi"], result["baud"]) == (256, 288, 500, 115_200)
            assert result["seconds"] > 0
            picture = Image.open(tmp_path / "f.png")
            assert picture.info["dpi"] == pytest.approx((500, 500), abs=0.1)
            assert np.array_equal(np.asarray(picture), seen(pictures / name))


def test_the_last_line_is_json_also_for_people(booth, pictures, tmp_path):
    with emulated("--images", pictures, "--baud", 0, "--model", "r503") as port:
        done = booth("finger", "capture", "--port", port, "--out", tmp_path / "f.png")
    *text, last = done.stdout.splitlines()
    assert text == [f"Saved {tmp_path / 'f.png'}: 192 × 192 pixels."]
    assert json.loads(last)["height"] == 192


@pytest.mark.parametrize("fault", ["corrupt", "drop", "noise"])
def test_a_fault_on_the_line_is_mended(booth, pictures, tmp_path, fault):
    with emulated("--images", pictures, "--baud", 0, "--fault", fault, "--at", 9) as port:
        done = booth("finger", "capture", "--port", port, "--out", tmp_path / "f.png")
    assert (done.returncode, done.stderr) == (0, "")
    assert np.array_equal(np.asarray(Image.open(tmp_path / "f.png")), seen(pictures / "1.bmp"))


@pytest.mark.parametrize(("fault", "said"), [("hang", "did not answer"), ("unplug", "was disconnected")])
def test_a_fault_that_cannot_be_mended_is_one_clear_line(booth, pictures, tmp_path, fault, said):
    with emulated("--images", pictures, "--baud", 0, "--fault", fault, "--at", 9) as port:
        done = booth("finger", "capture", "--port", port, "--out", tmp_path / "f.png")
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert said in line
    assert not (tmp_path / "f.png").exists()


def test_an_unplugged_sensor_ends(pictures, booth, tmp_path):
    command = [sys.executable, "-m", "booth", "emulate", "ef01", "--images", str(pictures), "--fault", "unplug"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        port = process.stdout.readline().split()[1]
        assert booth("finger", "capture", "--port", port, "--out", tmp_path / "f.png").returncode == 1
        assert process.wait(LONGEST_WAIT) == 0


def test_a_password_comes_from_a_file(booth, pictures, tmp_path):
    (tmp_path / "secret").write_text("0000cafe\nnot this\n")
    arguments = ("finger", "capture", "--out", tmp_path / "f.png", "--json")
    with emulated("--images", pictures, "--baud", 0, "--password", "0000CAFE", "--no-sysparam") as port:
        locked = booth(*arguments, "--port", port)
        assert (locked.returncode, "password" in locked.stderr) == (1, True)
        opened = booth(*arguments, "--port", port, "--password-file", tmp_path / "secret")
        assert opened.returncode == 0
    missing = booth(*arguments, "--port", port, "--password-file", tmp_path / "nothing")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["finger", "capture", "--port", "/dev/no-such-port", "--out", "f.png"], 1),
        (["finger", "capture", "--port", "socket://127.0.0.1:1", "--out", "f.png"], 1),
        (["finger", "capture", "--port", "/dev/null", "--out", "no/such/folder/f.png"], 1),
        (["finger", "capture", "--port", "/dev/null"], 2),
        (["finger"], 2),
        (["no-such-verb"], 2),
        ([], 2),
        (["emulate", "ef01", "--images", "no-such-folder"], 1),
        (["emulate", "ef01", "--images", ".", "--baud", "1234"], 2),
        (["emulate", "ef01", "--images", ".", "--packet", "100"], 2),
        (["emulate", "ef01", "--images", ".", "--tcp", "nowhere"], 2),
        (["emulate", "ef01", "--images", ".", "--fault", "hang", "--at", "0"], 2),
    ],
)
def test_wrong_use_and_missing_things(booth, arguments, code):
    done = booth(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert len(done.stderr.splitlines()) == 1


def test_errors_speak_the_language_asked_for(booth):
    arguments = ("finger", "capture", "--port", "/dev/no-such-port", "--out", "f.png")
    said = {language: booth(*arguments, language=language).stderr for language in ("en", "id")}
    assert "is not connected" in said["en"]
    assert said["id"]
    assert said["id"] != said["en"]


def test_an_address_in_use_is_named(booth, pictures):
    with emulated("--images", pictures, "--tcp", "127.0.0.1:0") as port:
        address = port.removeprefix("socket://")
        done = booth("emulate", "ef01", "--images", pictures, "--tcp", address)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert address in done.stderr


def test_interrupted_by_the_keyboard(pictures):
    command = [sys.executable, "-m", "booth", "emulate", "ef01", "--images", str(pictures)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # What runs in a shell's background ignores the keyboard, and so does all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=LONGEST_WAIT)
    assert (process.returncode, said) == (130, "")
