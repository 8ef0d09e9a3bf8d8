"""The root of every error an operator may see, and the marker for texts that are translated later."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802  (the marker's usual name; the extractor looks for it)
    """Mark `text` for translation and return it unchanged."""
    return text


class BoothError(Exception):
    """An error with a sentence for the operator and a hint for the technician.

    `text` is English with `{named}` fields and says what happened and what to do; whoever shows it translates
    it and fills in `params`. `hint` is for the technician and the log; neither ever holds personal data.
    """

    text: str = N_("Something went wrong. Try again; if it happens again, call the technician.")
    hint: str = ""

    def __init__(self, detail: str = "", **params: object) -> None:
        self.params = params
        self.detail = detail
        super().__init__(detail or self.text)


class RuleError(BoothError):
    """A rule of the domain forbids what was asked."""
