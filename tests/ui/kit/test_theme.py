"""Colours that can be read, one stylesheet, one font."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetricsF

from booth.ui.kit import icons, theme
from booth.ui.kit.theme import Level, Scheme
from resources import resource

TEXT_ON = [
    ("ink", "ground"), ("ink", "card"), ("ink", "field"), ("ink", "strip"), ("ink", "hover"), ("ink", "track"),
    ("quiet", "ground"), ("quiet", "card"), ("quiet", "strip"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_tint", "tint"), ("quiet", "field"),
    ("on_bar", "bar"), ("on_bar", "chip"), ("quiet_on_bar", "bar"), ("on_scrim", "scrim"),
    *[(f"{level}_text", ground) for level in ("good", "care", "bad") for ground in ("card", "ground", f"{level}_tint")],
    *[("ink", f"{level}_tint") for level in ("good", "care", "bad")],
    *[("quiet", f"{level}_tint") for level in ("good", "care", "bad")],
]  # fmt: skip
# Signs, edges of fields, focus rings: WCAG 1.4.11 asks 3:1.
SHAPE_ON = [
    ("field_edge", "field"), ("focus", "card"), ("focus", "ground"), ("focus_on_accent", "accent"),
    ("good", "card"), ("bad", "card"), ("on_sign", "bad"), ("accent", "card"),
]  # fmt: skip


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = QColor(color[:7]).getRgbF()[:3]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", theme.all_roles())
def test_words_and_signs_stand_out(scheme):
    roles = theme.all_roles()[scheme]
    least = 7.0 if scheme is Scheme.CONTRAST else 4.5
    weak = [
        (ink, ground, round(found, 2))
        for ink, ground in TEXT_ON
        if (found := contrast(getattr(roles, ink), getattr(roles, ground))) < (4.5 if "text" in ink else least)
    ]
    weak += [
        (shape, ground, round(found, 2))
        for shape, ground in SHAPE_ON
        if (found := contrast(getattr(roles, shape), getattr(roles, ground))) < 3
    ]
    assert weak == []


def test_stylesheet_names_roles_only():
    text = re.sub(r"/\*.*?\*/", "", resource("theme", "booth.qss").read_text("utf-8"), flags=re.S)
    assert re.findall(r":[^;]*#[0-9A-Fa-f]{3,8}", text) == []
    assert [int(size) for size in re.findall(r"font-size: (\d+)px", text) if int(size) < 13] == []


def test_figures_have_one_width_and_hyphens_their_own(looks):
    metrics = QFontMetricsF(theme.font(theme.Size.TEXT))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("8")


def test_switching_reaches_palette_and_painted_widgets(looks):
    theme.apply(looks, Scheme.DARK)
    assert theme.roles() is theme.all_roles()[Scheme.DARK]
    assert looks.palette().window().color() == theme.roles().color("ground")
    theme.apply(looks, Scheme.SYSTEM)
    assert theme.scheme() is Scheme.SYSTEM
    assert theme.roles() in theme.all_roles().values()


def test_every_icon_is_drawn_in_the_colour_asked_for(looks):
    for path in resource("icons").iterdir():
        if path.name.endswith(".svg"):
            picture = icons.pixmap(path.name.removesuffix(".svg"), "#ff0000", 24).toImage()
            seen = {
                picture.pixelColor(x, y).name()
                for x in range(24)
                for y in range(24)
                if picture.pixelColor(x, y).alpha() > 200
            }
            assert seen == {"#ff0000"}, path.name


def test_levels_have_signs_and_words_of_their_own():
    roles = theme.all_roles()[Scheme.LIGHT]
    assert len({roles.sign(level).name() for level in Level}) == len(Level)
    assert len({roles.words(level).name() for level in Level}) == len(Level)
