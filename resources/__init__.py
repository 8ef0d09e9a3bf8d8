"""What the program ships beside code: words, codes, icons, fonts, models. Read through `importlib.resources`."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """The file or folder `parts` below this package."""
    return files(__package__).joinpath(*parts)
