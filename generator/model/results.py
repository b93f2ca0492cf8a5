"""What a check found: verdicts, their arithmetic, and the badges they add up to.

What every report has hundreds of are named tuples: frozen like the other types, and made in a quarter of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from generator.model.spans import DecodedSpan

Side = Decimal | int | str | date | None
"""One side of a comparison as published; None where an operand is blank or missing."""


class Verdict(StrEnum):
    """How a check came out; NOT_CHECKABLE where an operand is missing, blank or not read with confidence."""

    PASS = "pass"
    FAIL = "fail"
    NOT_CHECKABLE = "not_checkable"


class Severity(StrEnum):
    """In rising order; compare with :meth:`rank`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return RANKS.index(self)


RANKS = tuple(Severity)


class Term(NamedTuple):
    """One operand of an equation: its words, its value and the characters it was read from."""

    label: str
    value: Decimal | None
    shown: str
    sign: int = 1
    span: DecodedSpan | None = None
    address: str = ""
    """Dotted path in the report's JSON (``requests.granted.total``), "" for narrative figures."""
    divides: bool = False
    """What stands before is divided by it, and the side is a share in percent."""
    report: str = ""
    """The id of the report that ``span`` and ``address`` belong to; "" for the report that was checked."""


class Equation(NamedTuple):
    """``left relation right``, e.g. 本年新收 3 + 上年结转 1 = 总计 4 + 结转下年 0.

    ``relation`` is the one that ought to hold: ``=``, ``>=``, ``<=``, ``<=>`` (zero exactly where the
    other is), ``<`` or ``in`` (a value and the domain that the right term names). ``holds`` is None where an
    operand is missing.
    """

    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]
    holds: bool | None


class Instance(NamedTuple):
    """One application of a check: a row, a column, a block, a number."""

    where: str
    """What it was applied to, as an id (``granted``, ``total``)."""
    where_zh: str
    verdict: Verdict
    equation: Equation | None = None
    reason: str = ""
    severity: Severity | None = None
    """Only where this finding is milder than its check."""
    if_blank_is_zero: bool | None = None
    """Would it hold if blanks were zero? None where no blank is involved."""


class InstanceOutcome(NamedTuple):
    """How an instance came out, before it is made."""

    verdict: Verdict
    reason: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LazyInstances:
    """Instances that are counted, and made anew whenever someone looks at them.

    Nearly all instances of a report agree, and hardly any of these is shown: a report has some hundred of them, with
    near a thousand operands. ``passed`` of them pass; ``others`` are those that do not, made once, in their
    order, since everyone looks at them. ``make`` makes all, as often as it is called.
    """

    passed: int
    others: tuple[Instance, ...]
    make: Callable[[], Iterable[Instance]]

    def __len__(self) -> int:
        return self.passed + len(self.others)

    def __iter__(self) -> Iterator[Instance]:
        return iter(self.make())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyInstances | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


Instances = tuple[Instance, ...] | LazyInstances


def not_passed(instances: Instances) -> Sequence[Instance]:
    """Those that failed or could not be checked, in their order."""
    if isinstance(instances, LazyInstances):
        return instances.others
    return [one for one in instances if one.verdict is not Verdict.PASS]


class Counts(NamedTuple):
    """How many instances passed, failed, and could not be checked."""

    passed: int = 0
    failed: int = 0
    not_checkable: int = 0


class Result(NamedTuple):
    """A check's outcome for one report. ``check`` is the full id (``A07_t2_public_total_ge_new``)."""

    check: str
    verdict: Verdict
    severity: Severity
    counts: Counts
    reason: str = ""
    instances: Instances = ()
    left: Side = None
    right: Side = None
    compared: int = 0
    """With how many other reports the text was compared, at least; 0 for checks that compare no texts."""

    @property
    def code(self) -> str:
        """The short id (``A07``)."""
        return self.check[:3]

    @property
    def failing(self) -> list[Instance]:
        """The instances that failed, in their order."""
        return [one for one in not_passed(self.instances) if one.verdict is Verdict.FAIL]


@dataclass(frozen=True, slots=True)
class Badge:
    """A judgement over several checks, with the counts behind it. ``because`` lists the codes that decided."""

    name: str
    value: str
    counts: Counts
    because: tuple[str, ...] = ()
    all_zero: bool = False
    compared: int = 0
    """With how many other reports the text was compared, at least (originality only)."""
