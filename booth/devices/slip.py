"""What is printed, before any printer: a slip is a list of blocks that a page or a receipt roll can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Text:
    text: str
    small: bool = False


@dataclass(frozen=True)
class Row:
    """A label and its value, aligned in two columns."""

    label: str
    value: str


@dataclass(frozen=True)
class Code:
    """A QR code of `text`, about 30 mm wide."""

    text: str


@dataclass(frozen=True)
class Rule:
    """A thin line across."""


@dataclass(frozen=True)
class Gap:
    """Space of one line."""


Block = Heading | Text | Row | Code | Rule | Gap


@dataclass(frozen=True)
class Slip:
    """One thing to print. `title` names the job (never with personal data); `filename` a stand-in's file."""

    title: str
    filename: str
    blocks: tuple[Block, ...]
