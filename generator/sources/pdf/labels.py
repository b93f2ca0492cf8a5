"""Which lines of a wrapped label belong to which row, when rows have no borders and numbers stand in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.sources.pdf.page import TextLine

MOST = 6
"""A label has at most so many lines."""
CLOSE = 2.0
"""Lines of one label are at most so many times their size apart, closer than rows are (``TIGHT``) and evenly so."""
TIGHT = 0.95
EVEN = 1.25
TOLERANCE = 0.3
"""So far, in sizes, the middle of a label may be from its row's numbers: less than half the distance of two lines."""
LOST = 1000
"""The cost of leaving out a line that has numbers beside it."""
MAX_STATES = 20_000

Blocks = tuple[tuple[int, int, int], ...]
"""(row, first line, line after the last)."""


def assign(lines: Sequence[TextLine], rows: Sequence[float], apart: float) -> Blocks | None:
    """The block of ``lines`` that labels each of ``rows`` (baselines of numbers); None where several ways are as good.

    Labels are centred on their numbers, begin or end beside them; whichever leaves fewer lines over. ``apart`` is the
    smallest distance of two rows.
    """
    if len(lines) * len(rows) > MAX_STATES:
        return None
    found = [_best(lines, rows, apart, at) for at in (0.5, 0.0, 1.0)]
    least = min(cost for cost, _, _ in found)
    best = [(ways, blocks) for cost, ways, blocks in found if cost == least]
    ways, blocks = best[0]
    return blocks if ways == 1 and all(other == best[0] for other in best) else None


State = tuple[int, int, Blocks]
"""(cost, number of ways at this cost, blocks)."""


def _best(lines: Sequence[TextLine], rows: Sequence[float], apart: float, at: float) -> State:
    """The cheapest way. ``at``: where a label has its numbers beside it, from its first line (0) to its last (1)."""
    beside = [
        next((i for i, row in enumerate(rows) if abs(line.base - row) <= TOLERANCE * line.size), None) for line in lines
    ]
    best: dict[tuple[int, int], State] = {}
    for i in range(len(lines), -1, -1):
        for j in range(len(rows), -1, -1):
            if i == len(lines):
                best[i, j] = (0, 1, ())
                continue
            cost, ways, blocks = best[i + 1, j]
            found: dict[Blocks, State] = {blocks: (cost + (1 if beside[i] is None else LOST), ways, blocks)}
            for end in _ends(lines, i, apart):
                middle = lines[i].base + at * (lines[end - 1].base - lines[i].base)
                for row in range(j, len(rows)):
                    # A line beside the numbers of one row labels no other.
                    if any(beside[k] not in (None, row) for k in range(i, end)):
                        continue
                    if abs(rows[row] - middle) <= TOLERANCE * lines[i].size:
                        cost, ways, blocks = best[end, row + 1]
                        own = ((row, i, end), *blocks)
                        found[own] = (cost, ways, own)
            least = min(cost for cost, _, _ in found.values())
            cheapest = [state for state in found.values() if state[0] == least]
            best[i, j] = (least, sum(ways for _, ways, _ in cheapest), cheapest[0][2])
    return best[0, 0]


def _ends(lines: Sequence[TextLine], start: int, apart: float) -> list[int]:
    """Where a label that begins with line ``start`` may end."""
    nearest = min((b.base - a.base for a, b in pairwise(lines)), default=0.0)
    ends = [start + 1]
    for end in range(start + 2, min(start + MOST, len(lines)) + 1):
        pitch = lines[end - 1].base - lines[end - 2].base
        if pitch > min(CLOSE * lines[end - 2].size, TIGHT * apart, EVEN * nearest):
            break
        ends.append(end)
    return ends
