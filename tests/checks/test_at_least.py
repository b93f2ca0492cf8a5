"""Growing numbers as lower bounds: never more than was counted, and never moved by one more where that is avoidable."""

from __future__ import annotations

import pytest

from generator.checks.at_least import at_least, at_least_words


@pytest.mark.parametrize(
    ("count", "bound", "words"),
    [
        (0, 0, "0 份"),
        (7, 7, "7 份"),
        (99, 99, "99 份"),
        (100, 100, "100 份以上"),
        (119, 110, "110 份以上"),
        (9_941, 9_900, "9,900 份以上"),
        (100_000, 100_000, "100,000 份以上"),
    ],
)
def test_counts_are_exact_below_a_hundred_and_lower_bounds_from_there_on(count: int, bound: int, words: str) -> None:
    assert (at_least(count), at_least_words(count)) == (bound, words)
    assert at_least(bound) == bound, "what was cut once is not cut further"
