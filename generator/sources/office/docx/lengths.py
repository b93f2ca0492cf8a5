"""Lengths and styles as drawings write them, in twips."""

from __future__ import annotations

import re

from generator.sources.office.ooxml import Element

EMU = 635
"""To the twip."""
STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]{0,40})")
UNITS = {"pt": 20.0, "in": 1440.0, "cm": 566.9, "mm": 56.69, "px": 15.0, "pc": 240.0, "": 1 / EMU}


def style_of(shape: Element) -> dict[str, str]:
    return {name.lower(): said.strip().lower() for name, said in STYLE.findall(shape.get("style", "")[:2000])}


def emu(text: str) -> float | None:
    return int(text) / EMU if re.fullmatch(r"\s*-?\d{1,12}\s*", text) else None


def measure(text: str) -> float | None:
    found = re.fullmatch(r"(-?\d{0,9}\.?\d{0,9})([a-z]{0,2})", text)
    if not found or found[2] not in UNITS or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * UNITS[found[2]]
