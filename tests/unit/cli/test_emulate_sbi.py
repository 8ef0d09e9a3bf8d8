"""`booth emulate sbi` as a person or a program runs it."""

import base64
import json
import os
import socket
import subprocess
import sys
from contextlib import contextmanager

import cv2
import numpy as np
import pytest
from cryptography import x509

from booth.devices.emulators.sbi.faults import SbiFault
from booth.devices.emulators.sbi.keys import PROVIDER
from tests.unit.devices.sbi_wire import call, capture, discover, unpadded

LONGEST_WAIT = 60  # seconds, for a machine that has other things to do


def environment(language="en"):
    return os.environ | {"BOOTH_LANG": language}


def run(*arguments, language="en"):
    command = [sys.executable, "-m", "booth", "emulate", "sbi", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=LONGEST_WAIT, env=environment(language), check=False
    )


@contextmanager
def emulated(*arguments):
    """A running `booth emulate sbi`; the value is the port of its first line."""
    command = [sys.executable, "-m", "booth", "emulate", "sbi", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment()) as process:
        try:
            ready, port = process.stdout.readline().split()
            assert ready == "ready"
            yield int(port)
        finally:
            process.terminate()


@pytest.fixture
def pictures(tmp_path):
    """Two people: one with a thumb, one with an index finger."""
    for name, finger, value in (("ani", "right_thumb", 90), ("budi", "right_index", 120)):
        folder = tmp_path / "people" / name
        folder.mkdir(parents=True)
        pixels = np.full((100, 80), value, np.uint8)
        (folder / f"{finger}.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return tmp_path / "people"


def test_a_service_whose_certificates_can_be_trusted(tmp_path, pictures):
    trust = tmp_path / "trust"
    with emulated(
        *("--images", pictures, "--trust-out", trust, "--score", 66, "--device", "finger", "--device", "face"),
        *("--serial", "finger=FINGER-000042"),
    ) as port:
        assert 4501 <= port <= 4600
        devices = discover(port).json
        thumb, index = ({"bioSubType": [f"Right {name}"]} for name in ("Thumb", "IndexFinger"))
        element = capture(port, "Finger", "1", "4", "0", **thumb).json["biometrics"][0]
        missing = capture(port, "Finger", "1", "4", "0", top={"timeout": "50"}, **index).error
        assert call(port, "POST", "/admin/profile", {"profileId": "budi"}).error == "0"
        other = capture(port, "Finger", "1", "4", "0", **index).error
    assert [device["deviceId"] for device in devices] == ["4", "3"]
    assert devices[0]["deviceCode"] == "FINGER-000042"
    assert (missing, other) == ("701", "0")
    payload = json.loads(unpadded(element["data"].split(".")[1]))
    assert (payload["env"], payload["purpose"], payload["qualityScore"]) == ("Developer", "Registration", "66.0")
    header = json.loads(unpadded(element["data"].split(".")[0]))
    leaf = x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0]))
    certificates = [x509.load_pem_x509_certificate(path.read_bytes()) for path in trust.iterdir()]
    [provider] = [each for each in certificates if each.subject == leaf.issuer]
    [root] = [each for each in certificates if each.subject == provider.issuer]
    leaf.verify_directly_issued_by(provider)
    provider.verify_directly_issued_by(root)
    assert PROVIDER in leaf.subject.rfc4514_string()


def test_people_who_never_were_stand_there_by_themselves():
    with emulated() as port:
        assert capture(port, "Finger", "1", "4", "0").error == "0"
        assert capture(port, "Face", "1", "3", "0").error == "0"
        assert capture(port, "Iris", "2", "5", "3").error == "0"
        assert call(port, "POST", "/admin/profile", {}).error == "0"
        assert capture(port, "Finger", "2", "2", "3").error == "0"


def test_pictures_are_judged_where_no_score_is_given(pictures):
    small = np.random.default_rng(1).integers(0, 256, (40, 40), np.uint8)
    (pictures / "ani" / "left_thumb.png").write_bytes(cv2.imencode(".png", small)[1].tobytes())
    with emulated("--images", pictures) as port:
        for name in ("Right Thumb", "Left Thumb"):
            changes = {"bioSubType": [name], "requestedScore": "0"}
            data = capture(port, "Finger", "1", "4", "0", **changes).json["biometrics"][0]["data"]
            assert float(json.loads(unpadded(data.split(".")[1]))["qualityScore"]) < 40


def test_faults_are_ordered_with_their_verbs():
    with emulated("--fault", "busy@RCAPTURE", "--fault", "surplus", "--score", 50) as port:
        reply = discover(port)
        assert (reply.error, reply.surplus) == ("0", b"\r\n\r\n")
        assert capture(port, "Face", "1", "3", "0").error == "111"


def test_a_port_that_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("--port", port)
    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Cannot serve at 127.0.0.1:{port}: ")


def test_a_folder_without_people(tmp_path):
    done = run("--images", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path) in done.stderr


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    done = run("--trust-out", tmp_path / "taken")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path / "taken") in done.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--port", "65536"),
        ("--port", "x"),
        ("--seed", "-1"),
        ("--score", "101"),
        ("--score", "nan"),
        ("--pace", "-1"),
        ("--pace", "61"),
        ("--device", "printer"),
        ("--serial", "slap"),
        ("--serial", "slap=SHORT"),
        ("--serial", "printer=0123456789AB"),
        ("--fault", "flood"),
        ("--fault", "hang@GET"),
    ],
)
def test_wrong_usage(capsys, wrong):
    from booth import cli

    with pytest.raises(SystemExit) as ended:
        cli.main(["emulate", "sbi", f"{wrong[0]}={wrong[1]}"])
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


@pytest.mark.parametrize(("language", "word"), [("en", "signatures that do not fit"), ("id", "tanda tangan")])
def test_the_help_names_every_fault(language, word):
    done = run("--help", language=language)
    assert (done.returncode, done.stderr) == (0, "")
    assert word in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    told = {words[0] for words in lines if len(words) > 1}
    assert {fault.value for fault in SbiFault} <= told
