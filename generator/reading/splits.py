"""Glued digits: every way to cut them into numbers that the printed sums allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

Row = tuple[int, ...]

MAX_DIGITS = 24
"""A row of seven numbers with more digits has too many splits to say anything."""
MAX_STEPS = 200_000
"""Search steps before a table is given up as undecided."""


def splits(digits: str, count: int) -> Iterator[Row]:
    """Every way to cut ``digits`` into ``count`` numbers without leading zeros."""
    if count == 1:
        if digits and (len(digits) == 1 or digits[0] != "0"):
            yield (int(digits),)
        return
    longest = 1 if digits[:1] == "0" else len(digits) - count + 1
    for size in range(1, min(longest, len(digits) - count + 1) + 1):
        for rest in splits(digits[size:], count - 1):
            yield (int(digits[:size]), *rest)


@lru_cache(maxsize=4096)
def adding_up(digits: str, count: int) -> tuple[Row, ...]:
    """The splits in which the last number is the sum of the others; none where there are too many digits."""
    if not count <= len(digits) <= MAX_DIGITS:
        return ()
    return tuple(row for row in splits(digits, count) if sum(row[:-1]) == row[-1])


MOST_WAYS = 20
"""A row that can be cut in more ways may add up in just one of them by chance, and that one be false."""


def only_cut(digits: str, count: int) -> Row | None:
    """The one way to cut ``digits`` into ``count`` numbers; None where there are more, those of fewer numbers included,
    since cells may be blank."""
    if len(digits) > MAX_DIGITS:
        return None
    found = list(islice((row for number in range(1, count + 1) for row in splits(digits, number)), 2))
    return found[0] if len(found) == 1 and len(found[0]) == count else None


def by_count(digits: str, count: int) -> Row | None:
    """A digit a cell, where there are just as many. None where blank cells could explain the row better: fewer numbers
    of which the last is the sum of the others, though the digits by themselves do not add up."""
    if len(digits) != count:
        return None
    row = tuple(map(int, digits))
    if sum(row[:-1]) == row[-1]:
        return row
    return None if any(adding_up(digits, number) for number in range(2, count)) else row


FEW_WAYS = 3
"""No row with so few cuts was found whose sum is wrong and that adds up all the same (of 27,000 invented ones)."""


def has_few_cuts(digits: str, count: int) -> bool:
    return len(list(islice(splits(digits, count), FEW_WAYS + 1))) <= FEW_WAYS


def by_row_sum(digits: str, count: int) -> Row | None:
    """The one cut whose last number is the sum of the others, where so few cuts are possible that it is no chance."""
    options = adding_up(digits, count)
    few = len(options) == 1 and len(list(islice(splits(digits, count), MOST_WAYS + 1))) <= MOST_WAYS
    return options[0] if few else None


def solve_requests(
    rows: Mapping[str, str], incoming: Sequence[str], outcomes: Sequence[str], closed: str, forward: str
) -> Mapping[str, Row] | None:
    """The one reading of table 3 that all its printed sums allow; None where there is none or more than one.

    ``rows`` are the glued digits by row. Every row adds up to its total, in every column the ``outcomes`` add up
    to ``closed``, and the ``incoming`` rows to ``closed`` and ``forward``.
    """
    options = {row: adding_up(digits, 7) for row, digits in rows.items()}
    if any(not found for found in options.values()):
        return None
    solutions: list[dict[str, Row]] = []
    steps = [MAX_STEPS]
    for first in options[incoming[0]]:
        for second in options[incoming[1]]:
            arrived = _plus(first, second)
            for done in options[closed]:
                left = _minus(arrived, done)
                if left is None or left not in options[forward]:
                    continue
                fixed = {incoming[0]: first, incoming[1]: second, closed: done, forward: left}
                for found in _sums([(row, options[row]) for row in outcomes], done, steps):
                    solutions.append(fixed | found)
                    if len(solutions) > 1:
                        return None
                if steps[0] <= 0:
                    return None
    return solutions[0] if len(solutions) == 1 else None


def _sums(rows: Sequence[tuple[str, tuple[Row, ...]]], total: Row, steps: list[int]) -> Iterator[dict[str, Row]]:
    """Every choice of one option a row that adds up to ``total``, rows with few options first."""
    ordered = sorted(rows, key=lambda item: len(item[1]))

    def search(at: int, left: Row) -> Iterator[dict[str, Row]]:
        steps[0] -= 1
        if steps[0] <= 0:
            return
        if at == len(ordered):
            if not any(left):
                yield {}
            return
        name, options = ordered[at]
        for option in options:
            rest = _minus(left, option)
            if rest is not None:
                for found in search(at + 1, rest):
                    yield {name: option, **found}

    yield from search(0, total)


def solve_disputes(digits: str) -> Row | None:
    """The one cut of table 4's digits into three blocks of four results and their total."""
    if not 15 <= len(digits) <= 2 * MAX_DIGITS:
        return None
    solutions: list[Row] = []
    for one in range(5, len(digits) - 9):
        head = adding_up(digits[:one], 5)
        if not head:
            continue
        for two in range(one + 5, len(digits) - 4):
            for a in head:
                for b in adding_up(digits[one:two], 5):
                    for c in adding_up(digits[two:], 5):
                        solutions.append((*a, *b, *c))
                        if len(solutions) > 1:
                            return None
    return solutions[0] if solutions else None


def _plus(a: Row, b: Row) -> Row:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _minus(a: Row, b: Row) -> Row | None:
    left = tuple(x - y for x, y in zip(a, b, strict=True))
    return None if any(x < 0 for x in left) else left
