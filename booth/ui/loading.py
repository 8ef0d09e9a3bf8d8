"""What is loaded once the login stands: databases, devices, the line. One after the other, on a thread of its own.

Python's global lock goes from thread to thread every few milliseconds while modules are imported, but for two things.
While a library is opened: the largest is therefore opened first, outside the lock. And while the garbage collector
looks at everything there is, 35 ms and more: what is loaded stays until the end, so it is taken out of its sight.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

MODULES = (  # in the order in which they are wanted
    "booth.store.vault",
    "booth.workflow.desk",
    "booth.ui.operator.desk",
    "booth.devices.registry",
    "booth.devices.camera.live",
    "sync.agent",
    "booth.ui.supervisor.desk",
    "booth.ui.technician.desk",
    "segno",
)


def load_the_rest() -> None:
    """Everything that the screens behind the login need. About a second."""
    from booth.workflow import codes

    gc.freeze()
    _open_library("cv2")
    for name in MODULES:
        import_module(name)
    for table in (codes.villages, codes.kecamatan, codes.historic_prefixes, codes.value_lists):
        table()
    gc.freeze()


def get_prints_ready() -> None:
    """Load the models that judge prints, so that the first finger is judged as quickly as the others."""
    from booth.biometrics.nbis import get_ready

    get_ready()


def _open_library(package: str) -> None:
    """Have the system open the package's library; its import then finds it open.

    A function called through ctypes runs outside Python's lock, `import` and `ctypes.CDLL` do not.
    """
    spec = find_spec(package)
    if sys.platform != "linux" or spec is None or spec.origin is None:
        return
    for library in Path(spec.origin).parent.glob(f"{package}*.so"):
        ctypes.CDLL(None).dlopen(os.fsencode(library), os.RTLD_NOW)
