"""`booth finger quality`: a line for each file in order, whatever the files are."""

from __future__ import annotations

import json
import struct
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from booth.biometrics import nbis
from booth.biometrics.images import encode_png, read_finger_image
from booth.biometrics.quality import QualityMethod, QualityReason, assess
from booth.biometrics.synthesis import impression, master
from booth.biometrics.wsq_files import encode_wsq
from booth.cli import main
from booth.domain.fingers import Finger

KEYS = ["file", "score", "reasons", "ppi_assumed", "ms"]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("BOOTH_LANG", "en")


@pytest.fixture(scope="module")
def finger():
    return impression(master(7, 1, Finger.RIGHT_INDEX), 0)


@pytest.fixture
def judge(capsys):
    """Run the verb and return exit code, the lines of JSON and what was said beside them."""

    def run(*arguments):
        code = main(["finger", "quality", *map(str, arguments), "--json"])
        out, said = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], said

    return run


def test_real_prints_in_order(judge, shared):
    files = [str(shared / "data" / "fingerprints" / "uareu" / f"012_2_{n}.png") for n in (4, 1)]
    code, lines, said = judge(*files)
    assert (code, said) == (0, "")
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert [(line["file"], line["score"], line["ppi_assumed"]) for line in lines] == [
        (files[0], 63, True),
        (files[1], 49, True),
    ]
    assert all(line["ms"] > 0 for line in lines)


@pytest.mark.parametrize("method", QualityMethod)
def test_it_says_what_the_window_says(judge, finger, tmp_path, method):
    (tmp_path / "f.png").write_bytes(encode_png(finger, 508))
    _, [line], _ = judge(tmp_path / "f.png", "--method", method.value)
    seen = assess(finger, 508, method)
    assert (line["score"], line["ppi_assumed"]) == (seen.score, False)
    assert line["reasons"] == [reason.name.lower() for reason in seen.reasons]


def without_comments(wsq: bytes) -> bytes:
    """A WSQ file without the segments in which NIST's programs state the resolution."""
    while (at := wsq.find(b"\xff\xa8")) >= 0:
        wsq = wsq[:at] + wsq[at + 2 + int.from_bytes(wsq[at + 2 : at + 4], "big") :]
    return wsq


def test_every_kind_of_file(judge, finger, tmp_path):
    for kind in ("png", "bmp", "tiff"):
        Image.fromarray(finger).save(tmp_path / f"stated.{kind}", dpi=(500, 500))
        # Zero is how a BMP says that it does not know; Pillow would state 96.
        Image.fromarray(finger).save(tmp_path / f"silent.{kind}", **({"dpi": (0, 0)} if kind == "bmp" else {}))
    (tmp_path / "stated.wsq").write_bytes(encode_wsq(finger, 500))
    (tmp_path / "silent.wsq").write_bytes(without_comments(encode_wsq(finger, 500)))
    code, lines, _ = judge(*sorted(tmp_path.iterdir()))
    assert code == 0
    assert all(line["ppi_assumed"] == ("silent" in line["file"]) for line in lines)
    assert len({line["score"] for line in lines if not line["file"].endswith("wsq")}) == 1


def png_header(width: int, height: int) -> bytes:
    """The first bytes of an 8-bit grey PNG, with no pixels behind."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def test_bad_files_get_a_sentence_and_the_next_goes_on(judge, finger, tmp_path):
    noise = np.random.default_rng(1).integers(0, 256, (220, 200), np.uint8)
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, image in {
        "16.png": Image.fromarray(noise.astype(np.uint16) * 256),
        "colour.png": Image.new("RGB", (300, 300)),
        "cmyk.jpg": Image.new("CMYK", (300, 300)),
        "1x1.png": Image.new("L", (1, 1)),
        "black.png": Image.new("L", (300, 300), 0),
        "white.png": Image.new("L", (300, 300), 255),
        "constant.png": Image.new("L", (300, 300), 127),
    }.items():
        image.save(folder / name)
    for ppi in (72, 449, 551, 1000):
        Image.fromarray(finger).save(folder / f"{ppi}.png", dpi=(ppi, ppi))
    whole = encode_png(finger, 500)
    for name, data in {
        "text.png": b"no image at all",
        "empty.png": b"",
        "truncated.png": whole[: len(whole) // 2],
        "truncated.wsq": encode_wsq(finger, 500)[:3000],
        "20000.png": png_header(20_000, 20_000),
    }.items():
        (folder / name).write_bytes(data)
    (folder / "directory").mkdir()
    bad = [*sorted(folder.iterdir()), folder / "missing.png"]
    good = tmp_path / "good.png"
    good.write_bytes(whole)
    code, lines, said = judge(*(file for each in bad for file in (each, good)))
    assert (code, said) == (1, "")
    assert [line["file"] for line in lines] == [str(file) for each in bad for file in (each, good)]
    for line in lines[::2]:
        assert list(line) == ["file", "error"], line
        assert line["error"].endswith(".")
        assert "{" not in line["error"]
    assert all(list(line) == KEYS for line in lines[1::2])


def test_without_nbis(judge, finger, tmp_path, monkeypatch):
    file = tmp_path / "f.png"
    file.write_bytes(encode_png(finger, 500))
    monkeypatch.setattr(nbis, "_load", lambda: (None, "No module named 'nbis'"))
    code, lines, _ = judge(file, file, "--method", "nfiq2")
    assert (code, [list(line) for line in lines]) == (1, [["file", "error"]] * 2)
    code, [line], said = judge(file)
    assert (code, line["score"]) == (0, assess(finger, 500, QualityMethod.OPENCV).score)
    assert "estimate" in said


def test_a_line_for_people(finger, tmp_path, capsys):
    pale = (200 + finger * 0.2).astype(np.uint8)
    (tmp_path / "f.png").write_bytes(encode_png(pale, 500))
    assert main(["finger", "quality", str(tmp_path / "f.png"), str(tmp_path / "no"), "--method", "opencv"]) == 1
    out, said = capsys.readouterr()
    [line] = out.splitlines()
    assert line.startswith(f"{tmp_path / 'f.png'}: quality ")
    assert QualityReason.TOO_LIGHT.value in line
    assert len(said.splitlines()) == 1


def test_a_name_that_is_no_utf8(judge, finger, tmp_path):
    file = tmp_path / b"\xff.png".decode("utf-8", "surrogateescape")
    file.write_bytes(encode_png(finger, 500))
    code, [line], _ = judge(file, "--method", "opencv")
    assert (code, line["file"]) == (0, f"{tmp_path}/\N{REPLACEMENT CHARACTER}.png")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"BM", b"II*\0", b"MM\0*", b"\xff\xd8\xff", b"\xff\xa0"]),
    st.binary(max_size=400),
)
def test_random_bytes_get_a_sentence(judge, tmp_path, magic, data):
    (tmp_path / "f").write_bytes(magic + data)
    code, [line], said = judge(tmp_path / "f", "--method", "opencv")
    assert (code, list(line), said) == (1, ["file", "error"], ""), line


def test_no_file_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["finger", "quality"])
    assert ended.value.code == 2


def test_the_score_is_that_of_nbis_alone(judge, shared):
    """The library asked directly, with the file's own bytes."""
    library = pytest.importorskip("nbis")
    files = sorted((shared / "data" / "fingerprints").glob("*/*.png"))[::23]
    settings_ = library.NbisExtractorSettings(
        min_quality=0.0, get_center=False, check_fingerprint=False, compute_nfiq2=True, ppi=500.0
    )
    alone = library.new_nbis_extractor(settings_)
    _, lines, _ = judge(*files)
    expected = [int(alone.extract_minutiae(file.read_bytes()).quality().score) for file in files]
    assert [line["score"] for line in lines] == expected
    assert read_finger_image(files[0])[1] == 500
