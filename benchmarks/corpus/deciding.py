"""Which cells of a torn table a careful person could still place, judged from the flat rows that were written."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.corpus.forms import Address
from benchmarks.corpus.sheets import Box, Flat, Verdicts


def judge_alignment(flat: Flat, verdicts: Verdicts) -> None:
    """Rows whose surplus empty cells leave several places for the values.

    Merging leaves empty cells at the edges of a row's values; where values at an edge are blank themselves, they look
    the same. Such a row is not decidable by itself. Where the table is a full rectangle, or rows as long as it show
    one and the same place, a person may well decide by them: arguable, right or refused.
    """
    rectangular = len({len(row) for row in flat}) == 1
    open_rows: list[tuple[list[Box], list[int]]] = []
    shown: dict[tuple[int, int], set[int]] = {}
    for row in flat:
        behind = _behind(row)
        count = sum(box.address is not None for box in behind)
        if not count or all(box.blank for box in behind):
            continue
        leads = _leads(behind, count)
        if len(leads) == 1:
            shown.setdefault((len(behind), count), set()).add(leads[0])
        else:
            open_rows.append((behind, leads))
    for behind, leads in open_rows:
        addresses = [box.address for box in behind if box.address is not None]
        agreed = shown.get((len(behind), len(addresses)), set())
        if rectangular or (len(agreed) == 1 and agreed <= set(leads)):
            verdicts.mark(addresses, "arguable", "only the other rows tell which empty cells are values")
        else:
            verdicts.mark(addresses, "no", "surplus empty cells leave several alignments")


def _behind(row: Sequence[Box]) -> list[Box]:
    last = max(
        (at for at, box in enumerate(row) if box.address is None and not box.filler and not box.blank), default=-1
    )
    return list(row[last + 1 :])


def _leads(behind: Sequence[Box], count: int) -> list[int]:
    surplus = len(behind) - count
    return [lead for lead in range(surplus + 1) if all(box.blank for box in (*behind[:lead], *behind[lead + count :]))]


def judge_dropped_blanks(flat: Flat, verdicts: Verdicts) -> None:
    """Rows from which the extractor dropped blank cells: which value stood where is gone."""
    for row in flat:
        values = [box for box in row if box.address is not None]
        blank = [box for box in values if box.blank]
        addresses: list[Address] = [box.address for box in values if box.address is not None]
        if not blank:
            continue
        if len(blank) == len(values):
            verdicts.mark(addresses, "arguable", "all cells of the row are gone")
        else:
            verdicts.mark(addresses, "no", "blank cells were dropped")
