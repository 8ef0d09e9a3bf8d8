"""The second wall before a text leaves the booth: whatever may be personal is blanked, whoever let it in.

The first wall is that nothing personal is logged. Here a line of the log keeps what a technician needs, which is when,
how bad, where in the program, and which kind of error; what an error or another program's library *said* is dropped,
because names, numbers and paths get in there. Where the vault is open, names and addresses in it are looked for, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BLANK = "[…]"
_LEAST = 3  # letters of a name that is looked for
_MOST_NAMES = 5000
_LINE = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]+Z) ([A-Z]+) ([\w.]+) (.*)", re.DOTALL)
_OURS = ("booth", "sync", "resources")
_FRAME = re.compile(r'  File "([^"]*)", line (\d+)(?:, in ([\w<>.]+))?')
_RAISED = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?::.*)?")
_KEPT = (
    "Traceback (most recent call last):",
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-/]?\d){12,}(?!\d)")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PATH = re.compile(  # from its root to its last slash, and on to an ending or to the next space
    r"(?<![\w:/.])(?!/(?:dev|sys|proc|usr|v1)/)(?:file://)?(?:[A-Za-z]:)?[/\\](?:[^'\"“”\n]*[/\\])?"
    r"(?:[^'\"“”\n]*?\.[A-Za-z0-9]{1,5}(?![^\s'\"“”,;:)])|[^\s'\"“”]*)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'")
_WORDS = r"(?:[A-Z][a-z']+\.?|[A-Z][A-Z'.]+)"
_CALLED = re.compile(rf"\b{_WORDS}(?: {_WORDS})+(?: \d{{1,4}}\b)?")
_WORD = re.compile(r"[^\W_]+")


class Redactor:
    """Blanks; `masked` counts what was."""

    def __init__(self, people: Iterable[str] = ()) -> None:
        """`people`: names and addresses that must not get through; may be a whole register."""
        self._people = tuple(people)
        self._names: re.Pattern[str] | None = None
        self.masked = 0

    def look_for(self, texts: Iterable[str]) -> None:
        """Learn which of the names can be in `texts` at all: a register is long, a log has few words."""
        words = {word.casefold() for text in texts for word in _WORD.findall(text)}
        found: set[tuple[str, ...]] = set()
        for name in self._people:
            parts = tuple(_WORD.findall(name.casefold()))
            if sum(map(len, parts)) >= _LEAST and words.issuperset(parts):
                found.add(parts)
        longest = sorted(found, key=lambda parts: (-len(parts), parts))[:_MOST_NAMES]
        shapes = [r"[\W_]+".join(map(re.escape, parts)) for parts in longest]
        self._names = re.compile(rf"(?<![^\W_])(?:{'|'.join(shapes)})(?![^\W_])", re.IGNORECASE) if shapes else None

    def log(self, text: str) -> str:
        """A log as the booth writes it, line by line."""
        return "".join(self._log_line(line) + "\n" for line in text.splitlines())

    def text(self, text: str) -> str:
        """Any text: long numbers, paths, names that are looked for."""
        text = _UUID.sub(lambda found: found[0].replace("-", "\x00"), text)
        text = self._blank(_PATH, text, _short_path)
        text = self._blank(_NUMBER, text)
        text = text.replace("\x00", "-")
        return self._blank(self._names, text) if self._names else text

    def value(self, value: Any) -> Any:
        """Whatever JSON can hold."""
        match value:
            case str():
                return self.text(value)
            case dict():
                return {str(key): self.value(each) for key, each in value.items()}
            case list() | tuple():
                return [self.value(each) for each in value]
        return value

    def _log_line(self, line: str) -> str:
        if (found := _LINE.fullmatch(line)) is not None:
            at, level, name, said = found.groups()
            ours = name.split(".")[0] in _OURS
            if not ours:
                self.masked += 1
            return f"{at} {level} {name} {self._said(said) if ours else BLANK}"
        if line in _KEPT or not line.strip():
            return line
        if (frame := _FRAME.fullmatch(line)) is not None:
            inside = f", in {frame[3]}" if frame[3] else ""
            return f'  File "{_in_program(frame[1])}", line {frame[2]}{inside}'
        if line.startswith("    "):
            return "    …"  # a line of a program: known from file and number
        if (raised := _RAISED.fullmatch(line)) is not None:
            self.masked += ":" in line
            return f"{raised[1]}: {BLANK}" if ":" in line else self._said(line)
        self.masked += 1
        return BLANK

    def _said(self, said: str) -> str:
        """A message of our own: what stands in it may come from elsewhere."""
        said = self._blank(_QUOTED, said)
        said = self._blank(_CALLED, self.text(said))
        return said.replace("\r", " ")

    def _blank(self, pattern: re.Pattern[str], text: str, by: Callable[[str], str] = lambda _: BLANK) -> str:
        def blanked(found: re.Match[str]) -> str:
            self.masked += 1
            return by(found[0])

        return pattern.sub(blanked, text)


def _short_path(path: str) -> str:
    """Of a path only what kind of file it is."""
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", path)
    return f"/{BLANK}{ending[0] if ending else ''}"


def _in_program(path: str) -> str:
    """A file of a program, from its package on; the folder of a person's name stays out."""
    parts = re.split(r"[/\\]", path)
    for root in ("site-packages", "booth", "sync", "resources"):
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root, 1)
            return "/".join(parts[at:])
    return parts[-1]
