"""`booth finger match` as a program runs it: a line a pair, in order, whatever the files are."""

import json
from argparse import ArgumentParser

import numpy as np
import pytest
from PIL import Image

from booth.biometrics import nbis
from booth.cli.finger_match import PairsMalformed, PairsMissing, configure_match
from booth.cli.options import FileUnreadable
from resources.i18n import set_language


@pytest.fixture
def match(capsys):
    """Run the verb with arguments; the exit code, the lines for programs or people, and what went to stderr."""
    set_language("en")
    parser = ArgumentParser()
    configure_match(parser.add_subparsers())

    def run(*arguments):
        args = parser.parse_args(["match", *map(str, arguments)])
        code = args.handler(args)
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    return run


@pytest.fixture(scope="session")
def folder(shared):
    return shared / "data" / "fingerprints" / "uareu"


def results(lines):
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("method", ["nbis", "portable"])
def test_one_pair(match, folder, method):
    a, b, c = (folder / f"{name}.png" for name in ("012_2_1", "012_2_4", "012_7_1"))
    code, lines, err = match(a, b, "--json", "--method", method)
    [same] = results(lines)
    assert (code, err) == (0, "")
    assert list(same) == ["a", "b", "score", "match", "ms"]
    assert (same["a"], same["b"], same["match"]) == (str(a), str(b), True)
    assert same["ms"] > 0
    code, lines, _ = match(a, c, "--json", "--method", method)
    [other] = results(lines)
    assert (code, other["match"]) == (0, False)
    assert other["score"] < same["score"]


def test_a_person_reads_a_sentence(match, folder, tmp_path):
    a, b, c = (folder / f"{name}.png" for name in ("012_2_1", "012_2_4", "012_7_1"))
    code, lines, err = match(a, b)
    assert (code, err) == (0, "")
    [line] = lines
    assert line.startswith(f"{a} and {b}: one finger (score ")
    assert "not known to be one finger" in match(a, c)[1][0]
    code, lines, err = match(a, tmp_path / "none.png")
    assert (code, lines) == (1, [])
    assert f"{tmp_path / 'none.png'}" in err


def odd_files(folder):
    grey = np.random.default_rng(2).integers(0, 256, (120, 120), np.uint8)
    Image.fromarray(grey[:1, :1]).save(folder / "dot.png")
    Image.fromarray(grey.astype(np.uint16) * 200).save(folder / "deep.png")
    Image.fromarray(np.dstack([grey] * 3)).save(folder / "colour.png")
    Image.fromarray(np.dstack([grey] * 4), "CMYK").save(folder / "cmyk.jpg")
    Image.fromarray(np.zeros((20_000, 90), np.uint8)).save(folder / "huge.png")
    Image.fromarray(np.full((200, 200), 255, np.uint8)).save(folder / "white.png")
    Image.fromarray(grey).save(folder / "coarse.png", dpi=(96, 96))
    Image.fromarray(grey).save(folder / "whole.png")
    (folder / "cut.png").write_bytes((folder / "whole.png").read_bytes()[:300])
    (folder / "text.png").write_text("no image")
    (folder / "empty.png").write_bytes(b"")
    (folder / "folder.png").mkdir()
    return ["dot", "deep", "colour", "cmyk", "huge", "white", "coarse", "cut", "text", "empty", "folder", "missing"]


def test_what_cannot_be_read_gets_a_line_and_the_next_goes_on(match, folder, tmp_path):
    for name in ("012_2_1", "012_2_4"):
        (tmp_path / f"{name}.png").write_bytes((folder / f"{name}.png").read_bytes())
    names = [f"{name}.jpg" if name == "cmyk" else f"{name}.png" for name in odd_files(tmp_path)]
    names += ["", "\N{SNOWMAN}.png", "x" * 5000, "a\0b.png"]
    rows = [("012_2_1.png", name) for name in names] + [("012_2_1.png", "012_2_4.png")]
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in rows) + "\n", "utf-8")
    code, lines, err = match("--pairs", pairs, "--json")
    found = results(lines)
    assert (code, err) == (1, "")
    assert [(one["a"], one["b"]) for one in found] == rows
    for one in found[:-1]:
        assert list(one) == ["a", "b", "error"]
        assert one["error"]
    assert found[-1]["match"] is True


def test_names_in_a_list_mean_its_folder_first_and_then_the_current_one(match, folder, tmp_path, monkeypatch):
    beside, here = tmp_path / "beside", tmp_path / "here"
    for where in (beside, here):
        where.mkdir()
    data = (folder / "012_2_1.png").read_bytes()
    for path in (beside / "one.png", here / "two.png"):
        path.write_bytes(data)
    (here / "one.png").write_text("not this one")
    # Columns may be more and in another order; a spreadsheet begins the file with a mark.
    (beside / "pairs.csv").write_text("note,B,A\nx,one.png,two.png\n", "utf-8-sig")
    monkeypatch.chdir(here)
    code, lines, _ = match("--pairs", beside / "pairs.csv", "--json")
    assert code == 0
    [only] = results(lines)
    assert (only["a"], only["b"], only["match"]) == ("two.png", "one.png", True)


def test_a_short_row_and_an_empty_list(match, tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("a,b\nonly-one.png\n")
    code, lines, _ = match("--pairs", pairs, "--json")
    [only] = results(lines)
    assert (code, only["a"], only["b"], list(only)) == (1, "only-one.png", "", ["a", "b", "error"])
    pairs.write_text("a,b\n")
    assert match("--pairs", pairs, "--json") == (0, [], "")


def test_each_file_is_prepared_once(match, folder, tmp_path, monkeypatch):
    from booth.biometrics import matching

    prepared = []
    prepare = matching.prepare
    monkeypatch.setattr(matching, "prepare", lambda *args: prepared.append(args) or prepare(*args))
    pairs = tmp_path / "pairs.csv"
    names = [str(folder / f"{name}.png") for name in ("012_2_1", "012_2_4", "012_7_1")]
    pairs.write_text("a,b\n" + "".join(f"{a},{b}\n" for a in names for b in names))
    assert len(match("--pairs", pairs, "--json", "--method", "portable")[1]) == 9
    assert len(prepared) == 3


def test_wrong_use_is_told(match, folder, tmp_path):
    print_ = folder / "012_2_1.png"
    for arguments in ((), (print_,), (print_, print_, "--pairs", tmp_path / "p.csv"), (print_, "--pairs", print_)):
        with pytest.raises(PairsMissing):
            match(*arguments)
    with pytest.raises(FileUnreadable):
        match("--pairs", tmp_path / "none.csv")
    for content in (b"", b"c,d\n1,2\n", b"\0\0\0"):
        (tmp_path / "p.csv").write_bytes(content)
        with pytest.raises(PairsMalformed):
            match("--pairs", tmp_path / "p.csv")
    with pytest.raises(FileUnreadable):
        match("--pairs", print_)


def test_without_nbis_the_portable_method_compares_and_nbis_is_refused(match, folder, monkeypatch):
    monkeypatch.setattr(nbis, "_load", lambda: (None, "No module named 'nbis'"))
    a, b = (folder / f"{name}.png" for name in ("012_2_1", "012_2_4"))
    code, lines, _ = match(a, b, "--json")
    assert (code, results(lines)[0]["match"]) == (0, True)
    with pytest.raises(nbis.NbisMissing):
        match(a, b, "--method", "nbis")
