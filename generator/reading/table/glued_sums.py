"""How the rows of a glued table are cut: by their number of digits, by their own sums, by those over rows, or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.forms.loader import FormTable
from generator.forms.relations import Relation
from generator.reading.table.cuts import (
    FEW_WAYS,
    MAX_DIGITS,
    Row,
    Solved,
    adding_up,
    by_count,
    by_row_sum,
    few,
    solve,
)
from generator.reading.table.glued_rows import GluedRows
from generator.reading.table.solve import RowSum, sums_of

ALL_SUMS = "*"
"""A cut that rests on every sum that its cells stand in."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The numbers of a row, as printed, and the relations that decided how it was cut: names of a row's own, ids of
    those over rows, or ALL_SUMS."""

    numbers: tuple[str, ...]
    rests_on: tuple[str, ...] = ()

    @property
    def values(self) -> Row:
        return tuple(map(int, self.numbers))


def cut_of(numbers: Row, rests_on: Iterable[str] = ()) -> Cut:
    return Cut(tuple(map(str, numbers)), tuple(rests_on))


def cuts_of(found: GluedRows) -> tuple[dict[str, Cut], bool]:
    """(the rows of a table with sums that can be cut, whether no reading of the digits makes all sums come out).

    All rows where one reading fits all sums, else those that stand for themselves.
    """
    sums = _Sums(found)
    return sums.cuts(), sums.solved.none


@dataclass(frozen=True)
class _Sums:
    """The rows of a table with sums, and what their digits may be."""

    found: GluedRows

    @property
    def form(self) -> FormTable:
        return self.found.form

    @cached_property
    def digits(self) -> Mapping[str, str]:
        return {row: glued.digits for row, glued in self.found.rows.items()}

    def sums(self, row: str) -> tuple[RowSum, ...]:
        return sums_of(self.form, self.form.addresses_of(row))

    def count(self, row: str) -> int:
        return len(self.form.block_of(row).columns)

    @cached_property
    def fitting(self) -> dict[str, tuple[Row, ...]]:
        """Every cut of each row with which its own sums come out."""
        return {row: adding_up(digits, self.count(row), self.sums(row)) for row, digits in self.digits.items()}

    def cuts(self) -> dict[str, Cut]:
        if self.solved.choice:
            return {row: cut_of(numbers, (ALL_SUMS,)) for row, numbers in self.solved.choice.items()}
        if not self.found.attached:
            return {}
        single = self._confirmed(self._single())
        return self._unsuspected(single) if self.whole else single

    @property
    def whole(self) -> bool:
        """True if all rows of the form were found."""
        return len(self.found.rows) == len(self.form.rows)

    @cached_property
    def solved(self) -> Solved:
        """What all sums together tell, of a whole table."""
        across = [_signs(relation) for relation in _over_rows(self.form)]
        # Rows of more digits are not cut, and of those of fewer digits blank cells are gone: nothing follows from them.
        cut = all(self.count(row) <= len(digits) <= MAX_DIGITS for row, digits in self.digits.items())
        return solve(self.fitting, across) if self.whole and across and cut else Solved()

    def _single(self) -> dict[str, Cut]:
        """The rows whose digits can be cut in one way, by their number or by their own sums."""
        dropped = any(len(digits) < self.count(row) for row, digits in self.digits.items())  # blank cells left no trace
        cuts = ((row, self._cut(row, dropped)) for row in self.digits)
        return {row: cut for row, cut in cuts if cut}

    def _cut(self, row: str, dropped: bool) -> Cut | None:
        digits, count, sums = self.digits[row], self.count(row), self.sums(row)
        counted, names = by_count(digits, count, sums), [one.name for one in sums]
        if counted is None:
            summed = None if dropped else by_row_sum(digits, count, sums)
            return cut_of(summed, names) if summed else None
        if not (dropped or self.found.is_last(row)):
            return cut_of(counted)
        # With blank cells about, or at the end of the text, it is the sum that tells that none is missing.
        return cut_of(counted, names) if counted in self.fitting[row] else None

    def _confirmed(self, cuts: Mapping[str, Cut]) -> dict[str, Cut]:
        """``cuts`` where rows that rest on their own sum rest, too, on one over rows that comes out in every column."""
        done = dict(cuts)
        for relation in _over_rows(self.form):
            signs = _signs(relation)
            if set(signs) <= set(cuts) and _comes_out(cuts, signs):
                resting = [row for row in signs if done[row].rests_on]
                done |= {row: replace(done[row], rests_on=(*done[row].rests_on, relation.id)) for row in resting}
        return done

    def _unsuspected(self, cuts: Mapping[str, Cut]) -> dict[str, Cut]:
        """``cuts`` of a whole table that does not add up, without those that may add up by chance.

        Where another row fits no sum, that one is the wrong one. Where all rows fit, the wrong one is among them.
        """
        fitting = self.fitting
        if any(cut.values not in fitting[row] for row, cut in cuts.items()) or not all(fitting.values()):
            return dict(cuts)
        alone = {row for row, cut in cuts.items() if len(cut.rests_on) == 1}
        return {r: c for r, c in cuts.items() if r not in alone or few(self.digits[r], self.count(r), FEW_WAYS)}


def _over_rows(form: FormTable) -> tuple[Relation, ...]:
    return tuple(one for one in form.relations if one.adds_up and one.across == "rows")


def _signs(relation: Relation) -> dict[str, int]:
    """The rows of a sum over rows, by their ids, with +1 or -1."""
    return {one.id: sign for one, sign in relation.signs}


def _comes_out(cuts: Mapping[str, Cut], signs: Mapping[str, int]) -> bool:
    columns = zip(*([sign * value for value in cuts[row].values] for row, sign in signs.items()), strict=True)
    return not any(sum(column) for column in columns)
