"""The stylesheet: small, without shadows, and readable in the light and in the dark."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from generator.publish.bundle import slim_style
from tests.filled import filled

ASSETS = Path(__file__).parents[2] / "templates/assets"
CSS, PAPER = ((ASSETS / name).read_text(encoding="utf-8") for name in ("site.css", "print.css"))
ROOTS = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)


def tokens(block: str) -> dict[str, str]:
    found = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", block))
    return {name: "#" + "".join(c * 2 for c in hex_[1:]) if len(hex_) == 4 else hex_ for name, hex_ in found.items()}


LIGHT = tokens(ROOTS[0])
DARK = LIGHT | tokens(ROOTS[1])
PRINT = LIGHT | tokens(re.findall(r":root \{(.*?)\}", PAPER, re.DOTALL)[0])


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["paper", "leaf", "mark"])
def test_text_can_be_read_on_every_ground(scheme: dict[str, str], ground: str) -> None:
    for name in filled(("ink", "soft", "clash", "doubt", "agree", "mute") if ground != "mark" else ("ink",)):
        assert contrast(scheme[name], scheme[ground]) >= 4.5, (name, ground)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_filled_seal_can_be_read(scheme: dict[str, str]) -> None:
    assert contrast("#fbf9f4", scheme["stamp"]) >= 4.5


def test_both_schemes_have_the_same_colours() -> None:
    assert set(tokens(ROOTS[1])) == set(LIGHT)


def test_it_is_small_and_asks_nobody() -> None:
    assert len(gzip.compress(slim_style(CSS).encode(), 6)) <= 8 * 1024
    assert "@media print" not in CSS, "what only paper needs is loaded apart"
    for css in (CSS, PAPER):
        assert "shadow" not in css
        assert not re.search(r"https?:|@import|@font-face", css)
        assert css.count("{") == css.count("}")
