"""Pages seen at an angle are squared by the rules of their tables."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from generator.sources.pictures.eye import keystone


def grid(by: float) -> Any:
    """A page with a table, its upper edge narrower by ``by``."""
    page = np.full((1400, 1000), 255, np.uint8)
    for x in range(100, 901, 160):
        cv2.line(page, (x, 200), (x, 1200), 40, 2)
    for y in range(200, 1201, 100):
        cv2.line(page, (100, y), (900, y), 40, 2)
    narrow = by * 1000 / 2
    corners = np.array([(narrow, 0), (1000 - narrow, 0), (1000, 1400), (0, 1400)], np.float32)
    whole = np.array([(0, 0), (1000, 0), (1000, 1400), (0, 1400)], np.float32)
    return cv2.warpPerspective(page, cv2.getPerspectiveTransform(whole, corners), (1000, 1400), borderValue=255)


def uprights(page: Any) -> list[float]:
    """How far the upright rules of ``page`` lean, in pixels over its table."""
    found = []
    for side in (0, -1):
        ends = [np.flatnonzero((page[y : y + 4] < 128).mean(axis=0) > 0.5)[side] for y in (260, 1130)]
        found.append(abs(float(ends[1] - ends[0])))
    return found


@pytest.mark.parametrize("by", [0.02, 0.04, 0.08])
def test_pages_seen_at_an_angle_are_squared(by: float) -> None:
    seen = grid(by)
    assert min(uprights(seen)) > 4
    assert max(uprights(keystone.squared(seen))) <= 2


def test_straight_pages_and_pages_without_tables_stay_as_they_are() -> None:
    straight_page, empty = grid(0.0), np.full((1400, 1000), 255, np.uint8)
    assert keystone.squared(straight_page) is straight_page and keystone.squared(empty) is empty
    beyond = grid(0.3)
    assert keystone.squared(beyond) is beyond
