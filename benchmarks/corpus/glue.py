"""Digits run together: every way of cutting them that the printed sums of the whole table allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Split = tuple[int, ...]

LIMIT = 20_000
"""Candidate splits of a row, and partial solutions of a table, beyond which nobody is asked to decide."""


class TooMany(Exception):
    """More possibilities than anyone would go through."""


def splits(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut ``digits`` into ``count`` numbers without leading zeros."""
    if count == 0:
        if not digits:
            yield ()
        return
    longest = 1 if digits[:1] == "0" else len(digits) - count + 1
    for size in range(1, min(longest, len(digits) - count + 1) + 1):
        for rest in splits(digits[size:], count - 1):
            yield (digits[:size], *rest)


@lru_cache(maxsize=50_000)
def summed(digits: str, parts: int) -> tuple[Split, ...]:
    """Splits into ``parts`` numbers and their sum after them. Raises TooMany."""
    found: list[Split] = []
    for tried, pieces in enumerate(splits(digits, parts + 1)):
        if tried > LIMIT:
            raise TooMany
        numbers = tuple(map(int, pieces))
        if sum(numbers[:-1]) == numbers[-1]:
            found.append(numbers)
    return tuple(found)


def solve_requests(rows: Mapping[str, str], outcomes: Sequence[str]) -> dict[str, set[Split]] | None:
    """The splits of each row of table 3 that occur in a solution of the whole table; None beyond the limit.

    The printed sums: in every row six kinds of applicants make the total; in every column the ``outcomes`` make
    ``results_total``, and new + carried over = results_total + carried forward. No solution: empty sets.
    """
    try:
        candidates = {row: summed(digits, 6) for row, digits in rows.items()}
        return _joined(candidates, outcomes)
    except TooMany:
        return None


def _joined(candidates: Mapping[str, tuple[Split, ...]], outcomes: Sequence[str]) -> dict[str, set[Split]]:
    order = sorted(outcomes, key=lambda row: len(candidates[row]))
    used: dict[str, set[Split]] = {row: set() for row in candidates}
    steps = 0

    def fill(at: int, left: Split, chosen: list[Split]) -> Iterator[list[Split]]:
        nonlocal steps
        steps += 1
        if steps > LIMIT * 5:
            raise TooMany
        if at == len(order):
            if not any(left):
                yield list(chosen)
            return
        for split in candidates[order[at]]:
            rest = tuple(a - b for a, b in zip(left, split, strict=True))
            if min(rest) >= 0:
                chosen.append(split)
                yield from fill(at + 1, rest, chosen)
                chosen.pop()

    for total in candidates["results_total"]:
        ends = [
            (new, carried, forward)
            for new in candidates["new_requests"]
            for carried in candidates["carried_over"]
            for forward in candidates["carried_forward"]
            if all(n + c == t + f for n, c, t, f in zip(new, carried, total, forward, strict=True))
        ]
        if not ends:
            continue
        for chosen in fill(0, total, []):
            used["results_total"].add(total)
            for row, split in zip(order, chosen, strict=True):
                used[row].add(split)
            for new, carried, forward in ends:
                used["new_requests"].add(new)
                used["carried_over"].add(carried)
                used["carried_forward"].add(forward)
    return used


def solve_disputes(digits: str) -> set[Split] | None:
    """Splits of table 4's one row into three blocks of four results and their sum; None beyond the limit."""
    found: set[Split] = set()
    tried = 0

    def blocks(rest: str, count: int) -> Iterator[Split]:
        nonlocal tried
        if count == 0:
            if not rest:
                yield ()
            return
        for end in range(5, len(rest) - 5 * (count - 1) + 1):
            for head in summed(rest[:end], 4):
                for tail in blocks(rest[end:], count - 1):
                    tried += 1
                    if tried > LIMIT:
                        raise TooMany
                    yield (*head, *tail)

    try:
        found.update(blocks(digits, 3))
    except TooMany:
        return None
    return found
