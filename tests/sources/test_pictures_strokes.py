"""A row of strokes in labels is no rule, and a worn rule is one."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from generator.sources.pictures.eye.rules import find_rules  # noqa: E402

DPI = 150
HIGH, WIDE = 220, 640
COLUMNS = range(20, WIDE - 20, 96)


def page() -> np.ndarray:
    """A table of two rows whose columns are 96 pixels wide."""
    drawn = np.full((HIGH, WIDE), 255, np.uint8)
    for y in (20, 120, 200):
        drawn[y : y + 2, 20 : WIDE - 20] = 0
    for x in COLUMNS:
        drawn[20:200, x : x + 2] = 0
    return drawn


def levels(drawn: np.ndarray) -> list[int]:
    """Where level rules begin, from the top."""
    rows = find_rules(drawn, DPI).level.any(axis=1)
    return [int(y) for y in np.nonzero(rows)[0] if not rows[y - 1]]


def test_labels_that_fill_their_columns_draw_no_rule() -> None:
    drawn = page()
    for x in COLUMNS:
        for at in range(x + 6, x + 86, 16):  # five characters with a stroke across and two upright ones
            drawn[70:72, at : at + 14] = 0
            for stroke in (at + 3, at + 10):
                drawn[60:82, stroke : stroke + 2] = 0
    assert levels(drawn) == levels(page())


def test_a_worn_rule_is_one() -> None:
    drawn = page()
    for x in range(24, WIDE - 20, 12):
        drawn[120:122, x : x + 2] = 255
    assert levels(drawn) == levels(page())


def test_a_blank_page_has_none() -> None:
    assert levels(np.full((HIGH, WIDE), 255, np.uint8)) == []
