"""Digits without separators: all ways to cut them into numbers, and those consistent with the printed sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from generator.reading.table.solve import RowSum

Row = tuple[int, ...]

MAX_DIGITS = 24
"""A row of seven numbers with more digits has too many cuts to say anything."""
MAX_STEPS = 200_000
"""Search steps before a table is given up as undecided."""
MOST_WAYS = 20
"""A row that can be cut in more ways may add up in just one of them by chance, and that one be false."""
FEW_WAYS = 3
"""No row with so few cuts was found whose sum is wrong and that adds up all the same (of 27,000 invented ones)."""


def cuts(digits: str, count: int) -> Iterator[Row]:
    """Every way to cut ``digits`` into ``count`` numbers without leading zeros."""
    if count == 1:
        if digits and (len(digits) == 1 or digits[0] != "0"):
            yield (int(digits),)
        return
    longest = 1 if digits[:1] == "0" else len(digits) - count + 1
    for size in range(1, min(longest, len(digits) - count + 1) + 1):
        for rest in cuts(digits[size:], count - 1):
            yield (int(digits[:size]), *rest)


@lru_cache(maxsize=4096)
def adding_up(digits: str, count: int, sums: tuple[RowSum, ...]) -> tuple[Row, ...]:
    """The cuts in which all ``sums`` come out; none where there are too many digits."""
    if not count <= len(digits) <= MAX_DIGITS:
        return ()
    signs = [one.signs for one in sums]
    return tuple(row for row in cuts(digits, count) if not any(sum(s * row[at] for at, s in one) for one in signs))


def few(digits: str, count: int, most: int) -> bool:
    """True if there are at most ``most`` ways to cut the digits."""
    return len(list(islice(cuts(digits, count), most + 1))) <= most


def only_cut(digits: str, count: int) -> Row | None:
    """The one way to cut ``digits`` into ``count`` numbers; None where there are more, those of fewer numbers included,
    since cells may be blank."""
    if len(digits) > MAX_DIGITS:
        return None
    # Where two cuts into as many numbers differ, numbers of one of them join to fewer.
    found = next((row for number in range(1, count + 1) for row in cuts(digits, number)), ())
    return found if len(found) == count else None


def by_count(digits: str, count: int, sums: tuple[RowSum, ...]) -> Row | None:
    """A digit a cell, where there are just as many. None where blank cells could explain the row better: fewer numbers
    of which the last is the sum of the others, though the digits by themselves do not add up."""
    if len(digits) != count:
        return None
    row = tuple(map(int, digits))
    return row if row in adding_up(digits, count, sums) or not _fewer_add_up(digits, count) else None


def _fewer_add_up(digits: str, count: int) -> bool:
    return any(sum(row[:-1]) == row[-1] for number in range(2, count) for row in cuts(digits, number))


def by_row_sum(digits: str, count: int, sums: tuple[RowSum, ...]) -> Row | None:
    """The one cut in which ``sums`` come out, where so few cuts are possible that it is no chance."""
    options = adding_up(digits, count, sums)
    return options[0] if len(options) == 1 and few(digits, count, MOST_WAYS) else None


def by_blocks(digits: str, blocks: Sequence[tuple[int, tuple[RowSum, ...]]]) -> Row | None:
    """The one cut of a run of digits into ``blocks`` of so many numbers each, in each of which its sums come out."""
    least = sum(count for count, _ in blocks)
    if not least <= len(digits) <= 2 * MAX_DIGITS:
        return None
    found = list(islice(_in_blocks(digits, blocks), 2))
    return found[0] if len(found) == 1 else None


def _in_blocks(digits: str, blocks: Sequence[tuple[int, tuple[RowSum, ...]]]) -> Iterator[Row]:
    (count, sums), *rest = blocks
    if not rest:
        yield from adding_up(digits, count, sums)
        return
    behind = sum(number for number, _ in rest)
    for end in range(count, len(digits) - behind + 1):
        for row in adding_up(digits[:end], count, sums):
            for more in _in_blocks(digits[end:], rest):
                yield (*row, *more)


Across = Mapping[str, int]
"""A sum over rows that comes out in every column: rows with +1 or -1, all together zero."""


@dataclass(slots=True)
class _Budget:
    steps: int = field(default=MAX_STEPS)


@dataclass(frozen=True, slots=True)
class Solved:
    """What a search for the cuts of all rows found."""

    choice: Mapping[str, Row] | None = None
    """The one choice with which all sums come out; None where there is none, or more."""
    none: bool = False
    """No choice at all makes all sums come out: the digits themselves do not add up."""


def solve(options: Mapping[str, Sequence[Row]], sums: Sequence[Across]) -> Solved:
    """Choose a cut for every row so that all ``sums`` come out; what takes more than MAX_STEPS is left open."""
    if not all(options.values()):
        return Solved(none=True)
    budget = _Budget()
    ordered = sorted(sums, key=len)
    found = list(islice(_choices(options, ordered, {}, budget), 2))
    if budget.steps <= 0:
        return Solved()
    return Solved(found[0] if len(found) == 1 else None, none=not found)


def _choices(
    options: Mapping[str, Sequence[Row]], sums: Sequence[Across], chosen: Mapping[str, Row], budget: _Budget
) -> Iterator[dict[str, Row]]:
    """Every choice that fits ``chosen``, one sum after the other, rows with few options first."""
    if not sums:
        free = [row for row, ways in options.items() if row not in chosen and len(ways) > 1]
        if not free:
            yield {row: ways[0] for row, ways in options.items()} | dict(chosen)
        return
    first, *rest = sums
    width = len(next(iter(options.values()))[0])
    start = (0,) * width
    for row, sign in first.items():
        if row in chosen:
            start = _plus(start, chosen[row], sign)
    open_ = sorted((row for row in first if row not in chosen), key=lambda row: len(options[row]))
    for found in _fill(options, first, open_, start, budget):
        yield from _choices(options, rest, {**chosen, **found}, budget)


def _fill(
    options: Mapping[str, Sequence[Row]], signs: Mapping[str, int], rows: Sequence[str], sum_: Row, budget: _Budget
) -> Iterator[dict[str, Row]]:
    """Every choice for ``rows`` with which ``sum_`` is zero in every column."""
    budget.steps -= 1
    if budget.steps <= 0:
        return
    if not rows:
        if not any(sum_):
            yield {}
        return
    row, *rest = rows
    for option in options[row]:
        added = _plus(sum_, option, signs[row])
        if _can_end(added, [signs[other] for other in rest]):
            for found in _fill(options, signs, rest, added, budget):
                yield {row: option, **found}


def _can_end(sum_: Row, signs: Sequence[int]) -> bool:
    """True if the rest can still become zero: counts are not negative, so an excess needs a row with the other sign."""
    return (1 in signs or min(sum_) >= 0) and (-1 in signs or max(sum_) <= 0)


def _plus(a: Row, b: Row, sign: int) -> Row:
    return tuple(x + sign * y for x, y in zip(a, b, strict=True))
