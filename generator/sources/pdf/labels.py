"""Which lines of a wrapped label belong to which row, when rows have no borders and numbers stand in the middle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from generator.sources.pdf.blocks import ColumnBlock
from generator.sources.pdf.page import TextLine

MOST_LINES = 6
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


Labels = list[list[list[TextLine]] | None]


def label_rows(block: ColumnBlock, apart: float) -> tuple[Labels, list[TextLine]]:
    """For each row of values its label's cells, each with its lines (None: cannot be told); and the lines left over.

    Labels are set to the left, to the right or in the middle of their columns: whichever labels more rows and leaves
    fewer lines over. They stand to the right of the names of their groups: what the right column labels, the left one
    does not.
    """
    words = [word for row in block.rows for word in row.words if word.x1 <= block.left]
    ways = (_labelled(block, _alike(words, place), apart) for place in (_start, _middle, _end))
    return min(ways, key=lambda way: (sum(not label for label in way[0]), len(way[1])))


def _labelled(
    block: ColumnBlock, clusters: Sequence[Sequence[TextLine]], apart: float
) -> tuple[Labels, list[TextLine]]:
    """The labels where ``clusters`` of words are the columns of labels."""
    anchors = [row.line.base for row in block.rows if row.values]
    labels: Labels = [[] for _ in anchors]
    over = _words_between(block)
    for cluster in reversed(clusters):
        lines = list(cluster)
        upright = _upright(cluster)
        if len(upright) > 2:
            over.append(TextLine(tuple(c for line in upright for c in line.chars)))
            lines = [line for line in cluster if line not in upright]
        over += _label_bare_rows(labels, anchors, lines, apart)
    return labels, sorted(over, key=lambda line: (line.base, line.x0))


def _words_between(block: ColumnBlock) -> list[TextLine]:
    """The words that stand where values do, in rows without any."""
    return [word for row in block.rows if not row.values for word in row.words if word.x1 > block.left]


def _label_bare_rows(
    labels: Labels, anchors: Sequence[float], lines: Sequence[TextLine], apart: float
) -> list[TextLine]:
    """Gives ``lines`` to those of ``labels`` that are empty; returns the lines left over.

    Where it cannot be told which line labels which row, the labels near them are None.
    """
    bare = [i for i, label in enumerate(labels) if label == []]
    found = assign(lines, [anchors[i] for i in bare], apart)
    if found is None:
        for i in bare:
            if any(abs(anchors[i] - line.base) < 4 * line.size for line in lines):
                labels[i] = None
        return list(lines)
    used: set[int] = set()
    for row, start, end in found:
        used.update(range(start, end))
        labels[bare[row]] = [list(lines[start:end])]
    return [line for i, line in enumerate(lines) if i not in used]


def _upright(cluster: Sequence[TextLine]) -> list[TextLine]:
    """The characters of a text that runs down the side, and not those that end a label of several lines."""
    upright: list[TextLine] = []
    before: TextLine | None = None
    for line in cluster:
        rest = before is not None and before not in upright and line.base - before.base <= CLOSE * line.size
        if len(line.text) == 1 and not rest:
            upright.append(line)
        before = line
    return upright


def _alike(words: Sequence[TextLine], place: Callable[[TextLine], float]) -> list[list[TextLine]]:
    """Words that begin at the same place, have the same middle or end, from the left; each from the top."""
    clusters: list[list[TextLine]] = []
    for word in sorted(words, key=place):
        if clusters and place(word) - place(clusters[-1][0]) <= 0.8 * word.size:
            clusters[-1].append(word)
        else:
            clusters.append([word])
    return [sorted(cluster, key=lambda w: w.base) for cluster in clusters]


def _start(word: TextLine) -> float:
    return word.x0


def _middle(word: TextLine) -> float:
    return (word.x0 + word.x1) / 2


def _end(word: TextLine) -> float:
    return word.x1


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
    bases, sizes = [line.base for line in lines], [line.size for line in lines]
    most = min(TIGHT * apart, EVEN * _closest(bases))
    beside = [_row_beside(line, rows) for line in lines]
    best: dict[tuple[int, int], State] = {(len(lines), j): (0, 1, ()) for j in range(len(rows) + 1)}
    for i in range(len(lines) - 1, -1, -1):
        labelled = [
            (row, end)
            for end in _ends(bases, sizes, i, most)
            for row in _rows_at(bases[i] + at * (bases[end - 1] - bases[i]), TOLERANCE * sizes[i], rows, beside[i:end])
        ]
        for j in range(len(rows), -1, -1):
            cost, ways, blocks = best[i + 1, j]
            found: dict[Blocks, State] = {blocks: (cost + (1 if beside[i] is None else LOST), ways, blocks)}
            for row, end in labelled:
                if row >= j:
                    cost, ways, blocks = best[end, row + 1]
                    own = ((row, i, end), *blocks)
                    found[own] = (cost, ways, own)
            best[i, j] = _cheapest(found.values())
    return best[0, 0]


def _closest(bases: Sequence[float]) -> float:
    """The smallest distance of two lines; 0 where there are not two."""
    return min((b - a for a, b in pairwise(bases)), default=0.0)


def _rows_at(middle: float, near: float, rows: Sequence[float], beside: Sequence[int | None]) -> list[int]:
    """The rows at most ``near`` from ``middle``; a line ``beside`` the numbers of one row labels no other."""
    own = {row for row in beside if row is not None}
    return [i for i, row in enumerate(rows) if abs(row - middle) <= near and own <= {i}]


def _cheapest(states: Collection[State]) -> State:
    """The first of the cheapest ``states``, with the number of ways of all of them."""
    least = min(cost for cost, _, _ in states)
    cheapest = [state for state in states if state[0] == least]
    return least, sum(ways for _, ways, _ in cheapest), cheapest[0][2]


def _row_beside(line: TextLine, rows: Sequence[float]) -> int | None:
    """The first of ``rows`` whose numbers stand beside ``line``."""
    return next((i for i, row in enumerate(rows) if abs(line.base - row) <= TOLERANCE * line.size), None)


def _ends(bases: Sequence[float], sizes: Sequence[float], start: int, most: float) -> list[int]:
    """Where a label that begins with line ``start`` may end; its lines are at most ``most`` points apart."""
    ends = [start + 1]
    for end in range(start + 2, min(start + MOST_LINES, len(bases)) + 1):
        if bases[end - 1] - bases[end - 2] > min(CLOSE * sizes[end - 2], most):
            break
        ends.append(end)
    return ends
