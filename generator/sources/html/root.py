"""The size of a page's root letters, which lengths in ``rem`` are multiples of.

Pages for telephones set it to 100 pixels, or let a script set it by the width of the window, and give every size as
a share of it: ``.16rem`` is a common size of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.sources.html.css_values import ROOT_SIZE
from generator.sources.html.values import UNKNOWN, Values

REM = re.compile(r"(?<![\w.#-])([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)rem(?![\w-])")
SET_BY_SCRIPT = re.compile(
    r"(?:documentElement|docEl\w*|\bhtml|[\"'`]html[\"'`]\s*\)(?:\[0\])?)\s*\.\s*style\s*\.\s*fontSize\s*=(?!=)|"
    r"[\"'`](?:html|:root)[\"'`]\s*\)\s*\.\s*css\(\s*\{?\s*[\"'`]?font-?size|"
    r"(?<![\w$])\w{1,20}\s*\.\s*style\s*\.\s*fontSize\s*=(?!=)[^;]{0,80}(?:rem|[wW]idth)",
    re.I,
)
WRITTEN = re.compile(r"style\s*\.\s*fontSize\s*=\s*[\"'`]([^\"'`]{0,20})[\"'`]\s*(?:[;,})\n]|$)", re.I)
BY_WIDTH = re.compile(r"clientWidth|innerWidth|offsetWidth|getBoundingClientRect|screen\s*\.\s*width|\.width\b")
BY_WINDOW = re.compile(r"\d(?:vw|vh|vmin|vmax)")
SCALED_SIZE = 50.0
"""Pixels of a root letter that a script or the window sets, for lengths; sites take 37.5 to 100."""


@dataclass(frozen=True, slots=True)
class RootSize:
    """``pixels`` of a root letter; None where the page's window sets it, in proportion to all that is shown.
    Where ``unknown``, a script sets it to what is not told."""

    pixels: float | None = ROOT_SIZE
    unknown: bool = False


def of_scripts(scripts: Iterable[str]) -> tuple[RootSize | None, str]:
    """The root's size as scripts set it, None where none does; and the size that one writes out."""
    found: RootSize | None = None
    for code in scripts:
        if not SET_BY_SCRIPT.search(code):
            continue
        if match := WRITTEN.search(code):
            return RootSize(unknown=True), match[1].strip().lower()
        fresh = RootSize(None) if BY_WIDTH.search(code) else RootSize(unknown=True)
        found = fresh if found is None or fresh.unknown else found
    return found, ""


def is_scaled(values: Values) -> bool:
    """Whether the size that a root is given is a share of the window."""
    return any("(" in value and BY_WINDOW.search(value) for value in values.get("font-size", ()))


def in_pixels(values: dict[str, tuple[str, ...]], root: RootSize) -> None:
    """Writes lengths in ``rem`` among ``values`` as pixels of ``root``."""
    for name, given in values.items():
        if any("rem" in value for value in given):
            values[name] = tuple(_written(name, value, root) if "rem" in value else value for value in given)


def _written(name: str, value: str, root: RootSize) -> str:
    if name == "font-size":
        if root.unknown:
            return UNKNOWN if REM.search(value) else value
        if root.pixels is None:
            # Whatever the window, the site lets its letters be read; no size at all stays none.
            return REM.sub(lambda match: "0px" if _number(match[1]) <= 0 else f"{ROOT_SIZE:g}px", value)
    size = root.pixels if root.pixels is not None else SCALED_SIZE
    return REM.sub(lambda match: f"{_number(match[1]) * size:.3f}px", value)


def _number(text: str) -> float:
    return float(text) if len(text) < 40 else 0.0
