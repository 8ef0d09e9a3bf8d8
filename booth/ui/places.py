"""Places where people keep files: documents, downloads, desktop, and whatever is plugged in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

from resources.i18n import N_

_STANDARD = (
    (QStandardPaths.StandardLocation.DocumentsLocation, N_("Documents")),
    (QStandardPaths.StandardLocation.DownloadLocation, N_("Downloads")),
    (QStandardPaths.StandardLocation.DesktopLocation, N_("Desktop")),
)
_PLUGGED = ("/media/", "/run/media/", "/Volumes/")


@dataclass(frozen=True)
class Place:
    """A folder. `name` is a source text, or the name of what is plugged in."""

    name: str
    path: Path
    plugged: bool = False


def places() -> list[Place]:
    """What is plugged in first, then the user's own folders; only those that are there. May wait for a slow stick."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        letter = len(root) <= 3 and root[1:2] == ":" and root[:1].upper() != "C"  # another drive of Windows
        if volume.isValid() and volume.isReady() and (root.startswith(_PLUGGED) or letter):
            found.append(Place(volume.displayName() or root, Path(root), plugged=True))
    home = Path.home()
    for location, name in _STANDARD:
        path = Path(QStandardPaths.writableLocation(location) or home)
        if path != home and path.is_dir():
            found.append(Place(name, path))
    return [*found, Place(N_("Home folder"), home)]
