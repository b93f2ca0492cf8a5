"""The themes that Word takes, version by version, for a file that brings none."""

from __future__ import annotations

from collections.abc import Mapping

SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
BY_VERSION = (
    "000000 FFFFFF 1F497D EEECE1 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080",  # 2007
    "000000 FFFFFF 44546A E7E6E6 5B9BD5 ED7D31 A5A5A5 FFC000 4472C4 70AD47 0563C1 954F72",  # 2013
    "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72",  # 2016
    "000000 FFFFFF 0E2841 E8E8E8 156082 E97132 196B24 0F9ED5 A02B93 4EA72E 467886 96607D",  # 2023
)
BY_SLOT = tuple(zip(*map(str.split, BY_VERSION), strict=True))
USUAL_COLOURS: Mapping[str, tuple[str, ...]] = {
    slot: tuple(dict.fromkeys(own)) for slot, own in zip(SLOTS, BY_SLOT, strict=True)
}
"""Slot → the colours, as ``RRGGBB``, that it has in one of them."""
