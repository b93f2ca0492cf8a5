"""Stated figures as operands: their subject, their precision, and their comparison with cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.base import Outcome, Subject
from generator.checks.comparison import relate, term, total, trouble
from generator.checks.equations import plain
from generator.checks.reasons import BLANK_CELLS, FORMAT_NOT_APPLICABLE, NO_TABLE
from generator.model.figures import FigureKind, StatedFigure, Table
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Severity, Side, Term, Verdict
from generator.text.folding import half_width

NO_NARRATIVE_FIGURE = "no_narrative_figure"
TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000), "百": Decimal(100)}
PRINTED = re.compile(r"^[\d,]+(?:\.(?P<decimals>\d+))?\s*(?P<times>[万亿千百](?!元))?\s*(?P<more>[余多])?")
GENERIC = re.compile(r"^[我本全]")
WIDE = frozenset("县市区旗州省盟")
TITLED = re.compile(r"([\u4e00-\u9fff]{2,24})(?=\d{4}年)")
OFFICES = re.compile(r"(?:人民)?政府$|办事处$|(?<=街道)办$")


def own_figures(report: Report, *indicators: str) -> tuple[StatedFigure, ...]:
    """The figures of these indicators that are facts of the organ itself and of the report's own year."""
    return tuple(f for f in report.figures if f.indicator in indicators and is_own(report, f))


def is_own(report: Report, figure: StatedFigure) -> bool:
    year = str(report.year.value) if report.year else ""
    now = figure.period in ("", year)
    return figure.kind is FigureKind.FACT and now and not figure.cumulative and _own_subject(report, figure.subject)


def _own_subject(report: Report, subject: str) -> bool:
    """Nobody named, 我镇, 本机关, or the end of the organ's own name: 甲镇 of 某县甲镇人民政府, not 某县."""
    if not subject:
        return True
    short = OFFICES.sub("", GENERIC.sub("", subject))
    if not short or short in ("单位", "机关", "级"):
        return True
    if subject[0] == "全" and short[-1] in WIDE:
        return False  # 全县 takes in others than the organ itself
    name = report.organ.known_as or _place_in_title(report)
    if not name:
        return bool(GENERIC.match(subject)) and short[-1] not in WIDE
    return _names(short, name)


def _names(short: str, name: str) -> bool:
    """True if ``short`` is the end of an organ's ``name``, or what people say for it (委, 街道办)."""
    if name.endswith(short) or OFFICES.sub("", name).endswith(short):
        return True
    if short == "委":
        return "委员会" in name
    return short in ("办", "街道办", "街办", "街") and ("办事处" in name or "办公室" in name)


def _place_in_title(report: Report) -> str:
    """What a title that names no organ says before its year: the county or township whose report it is."""
    found = TITLED.match(half_width(report.title.value)) if report.title else None
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure's words allow: from ``low`` to ``high`` (None: no upper bound)."""

    low: Decimal
    high: Decimal | None

    def covers(self, value: Decimal) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


def interval_of(figure: StatedFigure) -> Interval:
    """``2.2万`` may stand for 21,000 to 23,000, ``100余`` for 100 to 200, ``超过5`` for 5 and more."""
    value = figure.value
    printed = PRINTED.match(half_width(figure.raw))
    step = Decimal(0)
    if printed and printed["times"]:
        # Rounded or cut, we cannot know.
        step = TIMES[printed["times"]] / 10 ** len(printed["decimals"] or "")
    if printed and printed["more"]:
        return Interval(value, value + max(step, _place(value)))
    if figure.approx in ("more_than", "at_least"):
        return Interval(value - step, None)
    if figure.approx in ("at_most", "less_than"):
        return Interval(Decimal(0), value + step)
    if figure.approx:
        step = max(step, _place(value))
    return Interval(value - step, value + step)


def vague(figure: StatedFigure) -> bool:
    """Said with a word of measure, or in 万."""
    bounds = interval_of(figure)
    return bounds.low != bounds.high


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 100 → 100, 120 → 10."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def spoken(figure: StatedFigure, label: str = "") -> Term:
    """The figure as an operand. ``label`` defaults to its own words."""
    shown = figure.raw.strip().removesuffix(figure.unit).strip() if vague(figure) else plain(figure.value)
    return Term(label or figure.label, figure.value, shown, span=figure.span)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that a figure is compared with: the total of ``addresses`` in one table."""

    table: Table
    addresses: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> bool:
        return any(address not in self.table.cells for address in self.addresses)

    @property
    def trouble(self) -> str:
        return trouble(self.table.cells[address] for address in self.addresses)

    def terms(self, subject: Subject) -> tuple[Term, ...]:
        form = subject.form_table(self.table)
        # In table 2 the column says what is counted, in the others all is in the column of totals.
        columns = {c: form.columns[c].short if self.table.number == 2 else "" for _, c in self.addresses}
        return tuple(
            term(self.table, form, row, column, form.rows[row].short + columns[column])
            for row, column in self.addresses
        )

    def fits(self, bounds: Interval, relation: str) -> bool:
        """True if their total is known for sure and can be what ``bounds`` says."""
        value = self.sum()
        return not self.trouble and value is not None and _fits(bounds, relation, value)

    def sum(self) -> Decimal | None:
        values = [self.table.cells[address].value for address in self.addresses]
        return None if any(v is None for v in values) else sum((v for v in values if v is not None), Decimal(0))


def compare_with_cells(
    subject: Subject, figure: StatedFigure, label: str, relation: str, options: Sequence[Cells],
    severity: Severity | None = None,
) -> Instance:  # fmt: skip
    """Compares one figure with the first of ``options`` that fits; fails only if none of them can fit."""
    left = (spoken(figure, f"正文{label}"),)
    where = (figure.indicator, label)
    if any(option.missing for option in options):
        return Instance(*where, Verdict.NOT_CHECKABLE, Equation(left, relation, (), None), FORMAT_NOT_APPLICABLE)
    troubles = [option.trouble for option in options]
    bounds = interval_of(figure)
    sign = "~" if relation == "=" and vague(figure) else relation
    for option in options:
        if option.fits(bounds, relation):
            return Instance(*where, Verdict.PASS, Equation(left, sign, option.terms(subject), True))
    open_ = next(filter(None, troubles), "")
    right = options[0].terms(subject)
    if open_:
        if_zero = _fits_if_zero(subject, bounds, relation, options) if open_ == BLANK_CELLS else None
        equation = Equation(left, relation, right, None)
        return Instance(*where, Verdict.NOT_CHECKABLE, equation, open_, if_blank_is_zero=if_zero)
    milder = Severity.WARNING if vague(figure) else severity
    return Instance(*where, Verdict.FAIL, Equation(left, sign, right, False), severity=milder)


def _fits_if_zero(subject: Subject, bounds: Interval, relation: str, options: Sequence[Cells]) -> bool:
    """True if one of ``options`` would fit if blanks were zero."""
    sums = (total(option.terms(subject), True) or Decimal(0) for option in options)
    return any(_fits(bounds, relation, value) for value in sums)


def _fits(bounds: Interval, relation: str, value: Decimal) -> bool:
    if relation == "=":
        return bounds.covers(value)
    # Of a bound, what the words leave open counts in the report's favour.
    return bounds.high is None or relate(bounds.high, relation, value)


def outcome(instances: Iterable[Instance], *, empty: str = NO_NARRATIVE_FIGURE, single: bool = True) -> Outcome:
    """With the sides of the one that decides: the first that fails, else the first."""
    made = tuple(instances)
    if not made:
        return Outcome(reason=empty)
    shown = next((i for i in made if i.verdict is Verdict.FAIL), made[0])
    left, right = _side(shown, left=True), _side(shown, left=False)
    return Outcome(made, left=left if single else None, right=right if single else None)


def _side(instance: Instance, *, left: bool) -> Side:
    if instance.equation is None:
        return None
    terms = instance.equation.left if left else instance.equation.right
    return total(terms) if terms else None


def without_table(figures: Sequence[StatedFigure], table: Table | None) -> Outcome | None:
    """Why nothing can be compared: the text states no figure, or the table is missing."""
    if not figures:
        return Outcome(reason=NO_NARRATIVE_FIGURE)
    return Outcome(reason=NO_TABLE) if table is None else None
