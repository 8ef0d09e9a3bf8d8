"""How the fingers of a recording stand: what each try was, what a finger still lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from booth.biometrics.quality import Quality, QualityMethod, QualityReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import FingerImage
    from booth.domain.fingers import Finger, MissingReason
    from booth.store.drafts import Capture


@dataclass(frozen=True)
class Try:
    """One try of a finger: its quality (0–100) with method and reasons, and where the image came from."""

    attempt: int
    quality: Quality
    ppi: int
    width: int
    height: int
    device: str
    serial: str
    seconds: float
    baud: int
    device_quality: int | None = None  # as a certified device judged it
    evidence: Mapping[str, str] = field(default_factory=dict)  # what it signed
    slap: int = 0  # which of the recording's slaps, from 1; 0: taken by itself

    @classmethod
    def made(cls, attempt: int, quality: Quality, image: FingerImage, slap: int = 0) -> Try:
        """Of an impression that was judged."""
        height, width = image.pixels.shape
        return cls(
            attempt,
            quality,
            image.ppi,
            width,
            height,
            image.device,
            image.serial,
            image.seconds,
            image.baud,
            image.quality,
            dict(image.evidence),
            slap,
        )

    @classmethod
    def of(cls, capture: Capture) -> Try:
        meta = capture.meta
        reasons = tuple(QualityReason[name] for name in meta["reasons"])
        return cls(
            attempt=capture.attempt,
            quality=Quality(int(meta["score"]), QualityMethod(meta["method"]), reasons),
            ppi=int(meta["ppi"]),
            width=int(meta["width"]),
            height=int(meta["height"]),
            device=str(meta["device"]),
            serial=str(meta["serial"]),
            seconds=float(meta["seconds"]),
            baud=int(meta["baud"]),
            device_quality=None if meta.get("device_quality") is None else int(meta["device_quality"]),
            evidence={str(key): str(text) for key, text in meta.get("evidence", {}).items()},
            slap=int(meta.get("slap", 0)),
        )

    def to_meta(self) -> dict[str, object]:
        """What is stored beside the image; `of` reads it."""
        signed = {"device_quality": self.device_quality} if self.device_quality is not None else {}
        return {
            "score": self.quality.score,
            "method": self.quality.method.value,
            "reasons": [reason.name for reason in self.quality.reasons],
            "ppi": self.ppi,
            "width": self.width,
            "height": self.height,
            "device": self.device,
            "serial": self.serial,
            "seconds": round(self.seconds, 3),
            "baud": self.baud,
            **signed,
            **({"evidence": dict(self.evidence)} if self.evidence else {}),
            **({"slap": self.slap} if self.slap else {}),
        }


@dataclass(frozen=True)
class FingerState:
    """One finger as the screen shows it. `limit` is the quality aimed at, `of` the tries allowed.

    `doubled` is the other finger that this print surely is; `kept` why it is kept all the same.
    """

    finger: Finger
    limit: int
    of: int
    tries: tuple[Try, ...] = ()
    missing: MissingReason | None = None
    note: str = ""
    doubled: Finger | None = None
    kept: str = ""

    @property
    def best(self) -> Try | None:
        """The try with the highest quality, the newest among equals."""
        return max(self.tries, key=lambda t: (t.quality.score, t.attempt), default=None)

    @property
    def passed(self) -> bool:
        return self.best is not None and self.best.quality.score >= self.limit

    @property
    def exhausted(self) -> bool:
        return len(self.tries) >= self.of

    @property
    def flagged(self) -> bool:
        """The best of all tries goes on although it is below the limit."""
        return self.exhausted and not self.passed

    @property
    def again(self) -> bool:
        """The print of another finger once more: to be taken again, or kept for a reason."""
        return self.missing is None and self.doubled is not None and not self.kept

    @property
    def done(self) -> bool:
        return self.missing is not None or ((self.passed or self.exhausted) and not self.again)


@dataclass(frozen=True)
class TryResult:
    """What a try brought. `advice` is a source text; `next_finger` the one to ask for, None when all are done."""

    finger: Finger
    attempt: int
    of: int
    quality: Quality
    best: Quality
    passed: bool
    done: bool
    next_finger: Finger | None
    advice: str
