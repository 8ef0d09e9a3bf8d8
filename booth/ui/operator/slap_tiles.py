"""The fingers of a slap as pictures with their worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from booth.ui.kit.pictures import encoded_image, grey_image
from booth.ui.kit.theme import Level
from booth.ui.operator.live_view import Tile
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import FingerImage
    from booth.domain.fingers import Finger, Slap
    from booth.workflow.prints import FingerState
    from booth.workflow.slaps import SlapResult


def taken_tiles(
    states: Mapping[Finger, FingerState], images: Mapping[Finger, FingerImage], result: SlapResult | None
) -> list[Tile]:
    """What was taken just now, with the scores once it was judged."""
    tiles = []
    for finger, image in images.items():
        one, best = (result.results.get(finger) if result is not None else None), states[finger].best
        score = one.quality.score if one is not None else best.quality.score if result is not None and best else None
        tiles.append(_tile(states[finger], grey_image(image.pixels), score))
    return tiles


def best_tiles(slap: Slap, states: Mapping[Finger, FingerState], pngs: Mapping[Finger, bytes]) -> list[Tile]:
    """The best try of each finger of `slap`."""
    tiles = []
    for finger in slap.fingers:
        state = states[finger]
        if finger in pngs and state.missing is None and state.best is not None:
            tiles.append(_tile(state, encoded_image(pngs[finger]), state.best.quality.score))
        else:
            tiles.append(_tile(state, QImage(), None))
    return tiles


def _tile(state: FingerState, image: QImage, score: int | None) -> Tile:
    name = tr(state.finger.label)
    if state.missing is not None:
        return Tile(name, QImage(), tr("missing"), Level.OFF)
    if score is None:
        return Tile(name, image)
    good = score >= state.limit and not state.again
    return Tile(name, image, str(score), Level.GOOD if good else Level.CARE)
