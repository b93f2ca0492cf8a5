"""Colours made lighter, darker or mixed."""

from __future__ import annotations

import colorsys

from generator.text.visible import Colour


def changed(shown: tuple[Colour, ...], tint: str, shade: str) -> tuple[Colour, ...]:
    """Colours made lighter and then darker, by amounts in hexadecimal; "" for none."""
    for amount, change in ((tint, tinted), (shade, shaded)):
        if amount:
            shown = tuple(change(colour, int(amount, 16) / 255) for colour in shown)
    return shown


def mixed(top: Colour, below: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(top, below, strict=True))
    return red, green, blue


def lightness(colour: Colour, by: float, plus: float) -> Colour:
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light * by + plus, 0.0), 1.0), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def tinted(colour: Colour, share: float) -> Colour:
    return lightness(colour, share, 1 - share)


def shaded(colour: Colour, share: float) -> Colour:
    return lightness(colour, share, 0)


CHANGES = {
    "lumMod": lambda colour, share: lightness(colour, share, 0),
    "lumOff": lambda colour, share: lightness(colour, 1, share),
    "tint": tinted,
    "shade": shaded,
}
"""What may stand within a colour of DrawingML; alpha and whatever else there is make it UNKNOWN."""
