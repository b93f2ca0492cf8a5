"""Lists of names that a list of numbers follows: 行政许可、行政处罚决定数量分别为17宗和25宗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.reading.figures.labels import names_of
from generator.text.number_grammar import UNSIGNED

RESPECTIVELY = "分别"
NAMES = 160
"""Characters before 分别 in which its names stand."""


@dataclass(frozen=True, slots=True)
class Respective:
    """One number of such a list and its own name, "" where names and numbers do not match one to one.

    ``unit`` and ``value`` are of a number that leaves its unit to a later one (17、25和3件).
    """

    start: int
    end: int
    name: str
    unit: str = ""
    value: Decimal = Decimal(0)


def respective(folded: str, units: str) -> Sequence[Respective]:
    """The numbers of every such list in a line, which is half-width."""
    if RESPECTIVELY not in folded:
        return ()
    found: list[Respective] = []
    for match in _patterns(units)[0].finditer(folded):
        numbers = list(_patterns(units)[1].finditer(match["numbers"]))
        names = names_of(folded[max(0, match.start() - NAMES) : match.start()], match["verb"] or "", len(numbers))
        shift, unit = match.start("numbers"), ""
        made = []
        for number, name in zip(reversed(numbers), reversed(names or [""] * len(numbers)), strict=True):
            start, end = number.start() + shift, number.end() + shift
            if number["unit"]:
                unit = number["unit"]
                made.append(Respective(start, end, name))
            else:
                value = Decimal(number["digits"].replace(",", ""))
                made.append(Respective(start, shift + number.end("digits"), name, unit, value))
        found += reversed(made)
    return found


@lru_cache(maxsize=4)
def _patterns(units: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A list of numbers behind its 分别, and one number in it."""
    unit = rf"\s*[万亿]?余?\s*(?:{units})"
    lists = re.compile(
        rf"分别(?:为|是|有|达到?)?(?P<verb>[\u4e00-\u9fff]{{2,8}}?)??\s*:?\s*"
        rf"(?P<numbers>(?:{UNSIGNED}(?:{unit})?\s*(?:以及|[、,;和及与])\s*)+{UNSIGNED}{unit})"
    )
    return lists, re.compile(rf"(?P<digits>{UNSIGNED})(?:\s*[万亿]?余?\s*(?P<unit>{units}))?")
