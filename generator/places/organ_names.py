"""Short and long names of one organ, so that one organ has one page: 科技厅 is 科学技术厅."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.places.extras import read_table


@dataclass(frozen=True, slots=True)
class OrganNames:
    """``stems`` short stem → full stem; ``endings`` printed ending → full ending, the longest first; ``whole`` short
    name → full name."""

    stems: Mapping[str, str]
    endings: Mapping[str, str]
    whole: Mapping[str, str]


@cache
def _table() -> OrganNames:
    # Constant data of the package.
    table = read_table("organs")
    return OrganNames(
        {short: full for full, shorts in table["stems"].items() for short in shorts},
        dict(sorted(table["endings"].items(), key=lambda pair: -len(pair[0]))),
        {short: full for full, shorts in table["whole"].items() for short in shorts},
    )


def full_name(own: str) -> str:
    """The full form of an organ's name without its place; as it is where the reviewed list has no other."""
    table = _table()
    if own in table.whole:
        return table.whole[own]
    for short, full in table.whole.items():
        # 高新区管委会: the zone's own name stands before.
        if full == "管理委员会" and own.endswith(short):
            return own.removesuffix(short) + full
    for ending, full in table.endings.items():
        if own.endswith(ending):
            stem = own.removesuffix(ending)
            known = stem in table.stems or stem in table.stems.values()
            return f"{table.stems.get(stem, stem)}{full}" if known else own
    return own
