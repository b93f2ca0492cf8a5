"""Finds the form that a table uses, from its printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.forms.loader import FormTable
from generator.model.documents import GridCell
from generator.reading.lexicon import TableLexicon
from generator.reading.matching import LabelIndex, label_key
from generator.reading.table.rows import ColumnHeading, RowCandidate
from generator.text.folding import squash

TO_THE_LETTER, NEARLY = 3, 1
"""What a label counts that a form prints just so, and one that it prints a little otherwise."""


def form_of(
    rows: Sequence[RowCandidate], words: TableLexicon, hint: str, repaired: str
) -> tuple[FormTable | None, bool]:
    """(the form whose labels the rows and their headers print, whether its own labels told it).

    Of several that fit alike one whose row the text prints where others have a heading, then that of ``hint``, then the
    one with fewer rows left out between those found, then the newest. None where tables of several blocks fit alike
    that differ.
    """
    alike = _alike(rows, words, repaired)
    if any(len(form.blocks) > 1 and form.blocks != alike[0].blocks for form in alike):
        return None, False
    found = {row.match.id for row in rows}
    best = max(alike, key=lambda form: (form.form == hint, -_left_out(form, found), form.form))
    # Where another form has the same rows and more, all of its own in a report of that form tell it.
    return best, len(alike) == 1 or (best.form == hint and found >= set(best.rows))


def _alike(rows: Sequence[RowCandidate], words: TableLexicon, repaired: str) -> list[FormTable]:
    """The forms that fit the labels best; of several those of which a row is printed alone, if there are any."""
    scores = {form.form: _score(form, rows, words) for form in words.tables}
    best = [form for form in words.tables if scores[form.form] == max(scores.values())]
    if len(best) == 1:
        return best
    return [form for form in best if _prints_alone(form, words, repaired)] or best


def _score(form: FormTable, rows: Sequence[RowCandidate], words: TableLexicon) -> int:
    own, columns = words.own_rows[form.form], words.own_columns[form.form]
    labels = {id(row.label): row.label for row in rows if row.match.id in form.rows}.values()
    headings = {id(row.heading): row.heading for row in rows if row.heading}.values()  # many rows share each
    heads = {id(cell): cell for heading in headings for cell in _heads(heading)}.values()
    return sum([_points(own, cell) for cell in labels]) + sum([_points(columns, cell) for cell in heads])


def _heads(heading: ColumnHeading) -> Iterator[GridCell]:
    for line in heading.rows:
        yield from (cell for cell in line.cells if not cell.blank)


def _points(index: LabelIndex, cell: GridCell) -> int:
    match = index.find(cell.text)
    return 0 if match is None else NEARLY if match.variant else TO_THE_LETTER


def _left_out(form: FormTable, found: set[str]) -> int:
    """Rows of the form that were not found, between the first and the last that were."""
    places = [at for at, row in enumerate(form.rows) if row in found]
    return places[-1] - places[0] + 1 - len(places) if places else len(form.rows)


def _prints_alone(form: FormTable, words: TableLexicon, repaired: str) -> bool:
    """True if the text prints, with nothing below it, a row of the form that is a heading in another."""
    rows = list(form.rows.values())
    for row, following in pairwise(rows):
        heads = any(label_key(row.zh) in map(label_key, _groups(other)) for other in words.tables)
        if heads and _alone(row.zh, following.zh).search(repaired):
            return True
    return False


def _groups(form: FormTable) -> Iterator[str]:
    return (group.zh for group in form.row_groups.values())


@lru_cache(maxsize=64)
def _alone(label: str, following: str) -> re.Pattern[str]:
    """``label`` and nothing but numbers and separators before the label that follows it in the form."""
    number = squash(following)[:1]
    return re.compile(rf"{re.escape(label_key(label))}[\s\d|｜/—-]*[（(]\s*{re.escape(number)}")
