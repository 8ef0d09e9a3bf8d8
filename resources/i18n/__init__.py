"""Words on screen, paper and terminal: English source texts in the code, translations in `*.ts` (Qt Linguist).

`tr("Take photo")` looks the text up in the chosen language; `N_("Take photo")` only marks it. Both are found by
`packaging/i18n`, which updates the `.ts` files; a test refuses texts without a translation. The `.ts` files are read
as they are, so there is nothing to compile and nothing to go stale, and window, printer and terminal share them.
"""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

from resources import resource

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
_current = DEFAULT


def N_(text: str) -> str:  # noqa: N802
    """Mark `text` for translation and return it unchanged."""
    return text


def language() -> str:
    """The language in use: `id` or `en`."""
    return _current


def set_language(code: str) -> None:
    """Choose the language of every later `tr`. Raises `ValueError` for one we do not have."""
    if code not in LANGUAGES:
        raise ValueError(code)
    global _current  # noqa: PLW0603  (one language per process, as one person reads it)
    _current = code


def tr(text: str, /, n: int | None = None, **params: object) -> str:
    """`text` in the chosen language with its `{named}` fields filled; `n` chooses the plural and is `{n}`."""
    forms = catalogue(_current).get(text, (text,))
    form = forms[0] if n is None or n == 1 else forms[-1]
    if n is not None:
        params["n"] = n
    return form.format(**params) if params else form


@cache
def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    """Source text → its translation, or its singular and plural."""
    root = ElementTree.fromstring(resource("i18n", f"{code}.ts").read_text("utf-8"))  # noqa: S314  (our own file)
    return {
        message.findtext("source", ""): forms
        for message in root.iter("message")
        if (forms := _forms(message.find("translation")))
    }


def _forms(translation: ElementTree.Element | None) -> tuple[str, ...]:
    if translation is None or translation.get("type") in {"vanished", "obsolete"}:
        return ()
    plural = tuple(form.text or "" for form in translation.findall("numerusform"))
    texts = plural or (translation.text or "",)
    return texts if all(texts) else ()
