"""The tool that collects the words: nothing is lost, nothing wrong gets in."""

from __future__ import annotations

import json
import threading
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EMPTY = '<?xml version="1.0"?><TS version="2.1"><context><name>booth</name></context></TS>'


@pytest.fixture(scope="module")
def tool():
    loader = SourceFileLoader("i18n_tool", str(ROOT / "packaging" / "i18n"))
    module = module_from_spec(spec_from_loader("i18n_tool", loader))
    import sys

    sys.modules["i18n_tool"] = module
    loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path):
    for folder in ("booth", "sync/office/dashboard", "resources/i18n"):
        (tmp_path / folder).mkdir(parents=True)
    for code in ("id", "en"):
        (tmp_path / "resources/i18n" / f"{code}.ts").write_text(EMPTY)
    return tmp_path


def run(tool, tree, *arguments):
    return tool.main(["--root", str(tree), *arguments])


def put(tool, tree, texts, language="id"):
    path = tree / "given.json"
    path.write_text(json.dumps(texts))
    return run(tool, tree, "put", "--lang", language, str(path))


def ids(tool, tree, language="id"):
    return {m.source: m.forms for m in tool.read(tree / "resources/i18n" / f"{language}.ts").values()}


def test_collects_python_and_templates(tool, tree):
    (tree / "booth/a.py").write_text(
        'tr("One")\nx.tr("Two" if y else "Three")\nA = N_("Four {name}")\ntr(error.text)\ntr("{n} drafts", n=3)\n'
        'N_("{n} seconds")\ntr("Joined "\n   "text")\n'
    )
    (tree / "sync/office/dashboard/page.html").write_text("<p>{{ tr('Five & <six>') }}</p>{{ tr(x) }}")
    found = tool.collect(tree)
    assert set(found.texts) == {
        "One", "Two", "Three", "Four {name}", "{n} drafts", "{n} seconds", "Joined text", "Five & <six>",
    }  # fmt: skip
    assert found.texts["{n} drafts"]
    assert found.texts["{n} seconds"]
    assert found.wrong == []


@pytest.mark.parametrize(
    "code", ['tr(f"a {b}")', 'tr("a" + b)', 'tr("a {x}".format(x=1))', "N_(text)", 'tr("a %s" % b)']
)
def test_texts_made_at_run_time_are_refused(tool, tree, code, capsys):
    (tree / "booth/a.py").write_text(code)
    assert run(tool, tree, "check") == 1
    assert "booth/a.py:1" in capsys.readouterr().err


def test_update_keeps_translations_and_drops_what_vanished(tool, tree):
    code = tree / "booth/a.py"
    code.write_text('tr("Old")\ntr("Kept & <b>")\n')
    assert put(tool, tree, {"Old": "Lama", "Kept & <b>": "Tetap & <b>"}) == 0
    code.write_text('tr("Kept & <b>")\ntr("New")\n')
    assert run(tool, tree, "update") == 0
    assert ids(tool, tree) == {"Kept & <b>": ("Tetap & <b>",), "New": ()}
    before = (tree / "resources/i18n/id.ts").read_bytes()
    run(tool, tree, "update")
    assert (tree / "resources/i18n/id.ts").read_bytes() == before


def test_check_wants_indonesian_for_all_and_english_for_plurals(tool, tree, capsys):
    (tree / "booth/a.py").write_text('tr("{n} drafts", n=2)\ntr("Save")\n')
    put(tool, tree, {"{n} drafts": "{n} draf"})
    assert run(tool, tree, "check") == 1
    err = capsys.readouterr().err
    assert "no id translation: 'Save'" in err
    assert "no en translation: '{n} drafts'" in err
    put(tool, tree, {"Save": "Simpan"})
    put(tool, tree, {"{n} drafts": ["{n} draft", "{n} drafts"]}, "en")
    assert run(tool, tree, "check") == 0
    assert ids(tool, tree, "en") == {"{n} drafts": ("{n} draft", "{n} drafts")}


def test_put_refuses_fields_that_do_not_match_and_takes_the_rest(tool, tree, capsys):
    assert put(tool, tree, {"Hello {name}": "Halo {nama}", "Save": "Simpan", "Bad": ""}) == 1
    assert ids(tool, tree) == {"Save": ("Simpan",)}
    assert "nama" in capsys.readouterr().err


def test_several_writers_lose_nothing(tool, tree):
    folder = tree / "resources/i18n"
    threads = [
        threading.Thread(target=tool.put, args=(folder, "id", {f"Text {a} {b}": "x" for b in range(20)}))
        for a in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids(tool, tree)) == 120
