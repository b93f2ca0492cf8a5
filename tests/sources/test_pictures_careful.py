"""Lines of running text read with care: on arrays, without the models."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from generator.sources.pictures.eye import careful
from generator.sources.pictures.eye.words import Words


def said(text: str, sure: float = 0.99, **unsure: float) -> Words:
    each = tuple(unsure.get(char, sure) for char in text)
    places = tuple((at + 0.5) / len(text) for at in range(len(text)))
    return Words(text, min(each), each, places)


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (said("沙峁镇"), said("沙峁镇"), "沙峁镇"),
        (said("沙昴镇"), said("沙峁镇"), "沙\ufffd镇"),
        (said("沙昴镇", 昴=0.89), said("沙昴镇"), "沙\ufffd镇"),
        (said("沙昴镇"), said("沙昴镇", 昴=0.89), "沙\ufffd镇"),
        (said("沙镇"), said("沙峁镇"), "沙\ufffd镇"),
        (said("沙峁镇"), said("峁镇"), "\ufffd峁镇"),
        (said("镇（2021）年"), said("镇(2021)年"), "镇（2021）年"),
        (said("沙峁镇，某县", **{"，": 0.6}), said("沙峁镇，某县"), "沙峁镇，某县"),
        (said("·沙峁镇."), said("沙峁镇"), "沙峁镇"),
    ],
)
def test_a_character_counts_where_two_readings_are_sure_of_it(first: Words, second: Words, taken: str) -> None:
    assert careful.agreed(first, second) == taken


def inked(*columns: int, count: int = 9) -> Any:
    """A line of ``count`` squares, ink in those of ``columns``."""
    line = np.full((48, 40 * count), 255, np.uint8)
    for at in columns:
        line[10:38, 40 * at + 4 : 40 * at + 36] = 40
    return line


@pytest.mark.parametrize(
    ("columns", "taken"),
    [
        (range(1, 8), "二一九年政府"),
        ((0, *range(2, 8)), "\ufffd二一九年政府"),
        (range(2, 9), "二一九年政府\ufffd"),
        ((2, 4, 5, 6, 7), "二一九年政府"),
    ],
)
def test_ink_without_a_character_is_told(columns: tuple[int, ...], taken: str) -> None:
    places = tuple((at + 0.5) / 9 for at in (2, 3, 4, 5, 6, 7))
    if 1 in columns:
        places = tuple((at + 0.5) / 9 for at in (1, 3, 4, 5, 6, 7))
        taken = taken.replace("二一", "二\ufffd一")
    words = Words("二一九年政府", 0.99, (0.99,) * 6, places)
    assert careful.with_gaps(words, inked(*columns)).text == taken


def test_lines_that_tell_nobody_are_read_once() -> None:
    assert careful.tells("某某县人民政府") and careful.tells("2022. 1月") and not careful.tells("第三，补齐缺项。")
