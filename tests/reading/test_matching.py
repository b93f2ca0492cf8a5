"""Labels are found with misprints, within a distance and with a margin to the next best."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Levenshtein


@pytest.mark.parametrize(("cutoff", "distance"), [(0, 1), (1, 2), (2, 3), (3, 3), (9, 3)])
def test_a_distance_beyond_the_cutoff_is_one_more_than_it(cutoff: int, distance: int) -> None:
    """The margin between two labels counts on it; three letters are replaced, dropped and put in here."""
    assert Levenshtein.distance("本机关不掌握相关政府信息", "本机构不掌相关的政府信息", score_cutoff=cutoff) == distance
