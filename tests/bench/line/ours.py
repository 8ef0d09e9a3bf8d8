"""Our own commands on the line: `booth-sync` at the booth's end, `booth-office` at the office's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.line.link import ROOT, Link, Side
from tests.bench.line.measure import PORT

if TYPE_CHECKING:
    from tests.bench.line.measure import Job

BIN = Path(sys.executable).parent


class Ours:
    """Sends with `booth-sync once` from a throw-away booth; `control` is bbr, or cubic as the system has it."""

    name = "ours"

    def __init__(self, folder: Path, control: str) -> None:
        self.booth, self.office = folder / "booth", folder / "office"
        self._folder = folder
        self._congestion = "bbr" if control == "bbr" else "system"

    def prepare(self, job: Job) -> None:
        """An office, a booth enrolled there, sealed packets in its outbox."""
        for folder in (self.booth, self.office):
            shutil.rmtree(folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        words = ["fill", "--count", str(job.packets), "--size", str(job.size), "--office-data", str(self.office)]
        subprocess.run([BIN / "booth-sync", *words, "--data", self.booth], check=True, stdout=subprocess.DEVNULL)

    def receive(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the office."""
        words = ["serve", "--host", Link.office_address, "--port", str(PORT), "--allow-measurement"]
        command = [str(BIN / "booth-office"), *words, "--data", str(self.office)]
        return self._start(link, Side.OFFICE, command, "serve")

    def send(self, link: Link) -> subprocess.Popen[bytes]:
        """Start `once`; what it printed stands in `told`."""
        words = ["once", "--office", self.url, "--congestion", self._congestion, "--json"]
        return self._start(link, Side.BOOTH, [str(BIN / "booth-sync"), *words, "--data", str(self.booth)], "once")

    def keep_sending(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the agent as a service, which does not end."""
        words = ["run", "--data", str(self.booth)]
        return self._start(link, Side.BOOTH, [str(BIN / "booth-sync"), *words], "run")

    def arrived(self, _: Job) -> int:
        """How many packets have a receipt, as the booth says itself."""
        return int(self.status()["receipted"])

    def status(self) -> dict[str, Any]:
        """What `booth-sync status` says."""
        command = [str(BIN / "booth-sync"), "status", "--data", str(self.booth), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return dict(json.loads(done.stdout))

    def told(self) -> dict[str, Any]:
        """The last line of `once`; empty where it was ended before."""
        lines = (self._folder / "once.out").read_text().splitlines()
        return dict(json.loads(lines[-1])) if lines else {}

    def seconds(self) -> float | None:
        """Until the last receipt; afterwards it still asks for counts and news."""
        return self.told().get("seconds")

    @property
    def url(self) -> str:
        return f"http://{Link.office_address}:{PORT}"

    def _start(self, link: Link, side: Side, command: list[str], name: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.out").open("wb") as out, (self._folder / f"{name}.err").open("wb") as err:
            return link.start(side, command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
