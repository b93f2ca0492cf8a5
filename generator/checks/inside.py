"""Family E: inside the running text (正文内部).

Longer than 250 lines: the rules by which a list is undecidable serve sums and shares alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.base import Check, Outcome, Subject
from generator.checks.equations import percent
from generator.checks.stated import NO_NARRATIVE_FIGURE, interval_of, is_own, outcome, spoken, vague
from generator.checks.wordlists import word_lists
from generator.model.figures import FigureKind, StatedFigure
from generator.model.reports import Report
from generator.model.results import Equation, Instance, Severity, Term, Verdict
from generator.reading.figures.context import normal
from generator.text.folding import half_width

NO_TOTAL_STATED = "no_total_stated"
PARTIAL_LIST = "partial_list"
STATED_ONCE = "stated_once"
WORDS = "statements.yaml"
EXCLUSIVE = ("requests", "consultations")
"""Groups whose parts are ways in, of which each item has exactly one."""
OTHERWISE = frozenset(("requests_on_request", "answered", "applicants"))
"""Indicators whose repetition tells nothing: their wording is loose."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A total with its parts, and the share behind each part (None where there is none)."""

    total: StatedFigure
    parts: tuple[StatedFigure, ...]
    shares: tuple[StatedFigure | None, ...]
    behind: StatedFigure | None = None
    """The next figure of the text: a list may go on behind a full stop."""

    @property
    def whole(self) -> bool:
        return self.total.listing != "of_which"

    @property
    def exact(self) -> bool:
        return not any(vague(figure) for figure in (self.total, *self.parts))

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))


def lists_of(report: Report, *groups: str) -> tuple[Listed, ...]:
    """The lists with at least two parts of facts in the total's unit; others hold nothing that must add up."""
    lists: dict[int, list[StatedFigure]] = {}
    for figure in report.figures:
        if figure.list and figure.group in groups:
            lists.setdefault(figure.list, []).append(figure)
    made = (_listed(members, report.figures) for members in lists.values())
    return tuple(one for one in made if one is not None)


def _listed(members: Sequence[StatedFigure], figures: Sequence[StatedFigure]) -> Listed | None:
    """The members of one list among all ``figures``; None without a total or two parts, and for plans."""
    total = next((f for f in members if f.role == "total"), None)
    if total is None or any(f.kind is not FigureKind.FACT for f in members):
        return None
    pairs = [(f, _share(after)) for f, after in zip(members, [*members[1:], None], strict=True) if f.role == "part"]
    if len(pairs) < 2:
        return None
    parts, shares = zip(*pairs, strict=True)
    return Listed(total, parts, shares, _behind(members[-1], figures))


def _behind(figure: StatedFigure, figures: Sequence[StatedFigure]) -> StatedFigure | None:
    at = next(at for at, one in enumerate(figures) if one is figure)
    return figures[at + 1] if at + 1 < len(figures) else None


def _share(after: StatedFigure | None) -> StatedFigure | None:
    """``after``, which stands right behind a part, if it is a percentage and its words make it a share of the total."""
    if after is None or after.role != "percent" or after.unit != "%" or after.approx:
        return None
    label = normal(after.label).lstrip("(").rstrip("约")
    return after if word_lists(WORDS)["share_of_total"].found(label) else None


def categories(subject: Subject) -> Outcome:
    """E01: what was published, by categories, adds up to its total."""
    found = lists_of(subject.report, "proactive", "published")
    return outcome(map(_sum, found), empty=_no_list(subject.report))


def _no_list(report: Report) -> str:
    """Several counts of things published and no total, or nothing of the kind."""
    published = word_lists(WORDS)["published"]
    counts = [
        f for f in report.figures
        if f.kind is FigureKind.FACT and not f.indicator and not f.role and published.found(f.label)
    ]  # fmt: skip
    return NO_TOTAL_STATED if len(counts) >= 2 else NO_NARRATIVE_FIGURE


def request_channels(subject: Subject) -> Outcome:
    """E04: the ways in which requests came add up to their number."""
    return outcome(map(_sum, lists_of(subject.report, "requests")))


def consultation_channels(subject: Subject) -> Outcome:
    """E05: the ways in which people asked add up to the number of consultations."""
    return outcome(map(_sum, lists_of(subject.report, "consultations")))


def _sum(found: Listed) -> Instance:
    where = (found.total.group, found.total.label or "分项")
    parts = found.parts
    if any(part.unit != found.total.unit for part in parts):
        return _open(found)
    if _adds_up(found, parts):
        return Instance(*where, Verdict.PASS, _equation(found, parts, True))
    if until := _sorted_twice(found):
        return Instance(*where, Verdict.PASS, _equation(found, parts[:until], True))
    own = _own_parts(found)
    if len(own) < len(parts) and _adds_up(found, own):
        return Instance(*where, Verdict.PASS, _equation(found, own, True))
    less = found.sum < found.total.value
    if _is_undecided(found, own, less):
        return _open(found)
    return Instance(*where, Verdict.FAIL, _equation(found, parts, False), severity=_severity(found, less))


def _is_undecided(found: Listed, own: Sequence[StatedFigure], less: bool) -> bool:
    """True if a list that does not add up may still be right; ``less``: its parts are less than the total.

    ``own`` are the parts without odd items.
    """
    if _is_one_channel(found) or _goes_on(found):
        return True
    # Whether an odd item is a part is not for us to decide: both ways of reading the list must disagree alike.
    if less != (sum((part.value for part in own), Decimal(0)) < found.total.value):
        return True
    if less:
        return not found.whole or (_overlapping(found) and not _closed(found))
    return _overlapping(found) or vague(found.total)


def _is_one_channel(found: Listed) -> bool:
    """The "total" counts one channel itself (解答网上咨询20人次，接听电话1500人次): the others are no parts of it."""
    return found.total.group in EXCLUSIVE and word_lists(WORDS)["one_channel"].found(found.total.label)


def _goes_on(found: Listed) -> bool:
    """The next figure is just what is missing: the list goes on behind a full stop."""
    behind = found.behind
    return behind is not None and behind.unit == found.total.unit and found.sum + behind.value == found.total.value


def _own_parts(found: Listed) -> tuple[StatedFigure, ...]:
    """The parts without those that measure something else than the total."""
    if found.total.group in EXCLUSIVE:
        return found.parts
    other = word_lists(WORDS)["measures_something_else"]
    return tuple(part for part in found.parts if not other.found(part.label))


def _closed(found: Listed) -> bool:
    """The last part is what is left over, so that nothing is missing however much the others overlap."""
    return found.whole and word_lists(WORDS)["rest_of_list"].found(found.parts[-1].label)


def _severity(found: Listed, less: bool) -> Severity | None:
    """None (the check's severity) if the list is exact, whole and of reviewed exclusive categories; else warning."""
    if not found.exact or (found.total.listing == "plain" and less):
        return Severity.WARNING
    if found.total.group in EXCLUSIVE:
        return None
    names = word_lists(WORDS)["exclusive_categories"]
    return None if all(names.found(normal(part.label)) for part in found.parts) else Severity.WARNING


def _overlapping(found: Listed) -> bool:
    """Channels of publication, or topics across the others: the same thing may stand in several."""
    if found.total.group in EXCLUSIVE:
        return False
    words = word_lists(WORDS)
    several = (words["publication_channels"], words["cross_cutting"])
    return any(words.found(part.label) for part in found.parts for words in several)


def _adds_up(found: Listed, parts: Sequence[StatedFigure]) -> bool:
    whole = interval_of(found.total)
    bounds = [interval_of(part) for part in parts]
    low = sum((b.low for b in bounds), Decimal(0))
    tops = [b.high for b in bounds if b.high is not None]
    high = sum(tops, Decimal(0)) if len(tops) == len(bounds) else None
    return (high is None or high >= whole.low) and (whole.high is None or low <= whole.high)


def _equation(found: Listed, parts: Sequence[StatedFigure], holds: bool | None) -> Equation:
    return Equation(tuple(map(spoken, parts)), "=" if found.exact else "~", (spoken(found.total),), holds)


def _open(found: Listed) -> Instance:
    where = (found.total.group, found.total.label or "分项")
    return Instance(*where, Verdict.NOT_CHECKABLE, _equation(found, found.parts, None), PARTIAL_LIST)


ALL_GROUPS = ("proactive", "published", *EXCLUSIVE)


def shares(subject: Subject) -> Outcome:
    """E02: each percentage of a list follows from its part and the total."""
    made = [
        _share_instance(found.total, part, share)
        for found in lists_of(subject.report, *ALL_GROUPS)
        for part, share in zip(found.parts, found.shares, strict=True)
        if share is not None and part.unit == found.total.unit
    ]
    return outcome(made, single=False)


def _share_instance(total: StatedFigure, part: StatedFigure, share: StatedFigure) -> Instance:
    divisor = spoken(total)
    left = (spoken(part), Term(divisor.label, divisor.value, divisor.shown, span=divisor.span, divides=True))
    right = (_percentage(share, ""),)
    where = ("share", part.label or "占比")
    exact = percent(left)
    if exact is None or vague(total) or vague(part):
        return Instance(*where, Verdict.NOT_CHECKABLE, Equation(left, "~", right, None), NO_TOTAL_STATED)
    holds = abs(exact - share.value) <= _rounding(share)
    return Instance(*where, Verdict.PASS if holds else Verdict.FAIL, Equation(left, "~", right, holds))


def share_sum(subject: Subject) -> Outcome:
    """E03: the percentages of a list that is whole add up to 100."""
    made = []
    for found in lists_of(subject.report, *ALL_GROUPS):
        given = [share for share in found.shares if share is not None]
        if len(given) >= 2:
            made.append(_hundred(found, given))
    return outcome(made)


def _is_partial(found: Listed, given: Sequence[StatedFigure]) -> bool:
    """True if not every part has a share, or the list does not name all parts."""
    return len(given) < len(found.parts) or (not found.whole and found.sum < found.total.value)


def _hundred(found: Listed, given: Sequence[StatedFigure]) -> Instance:
    labels = [part.label for part, share in zip(found.parts, found.shares, strict=True) if share is not None]
    left = tuple(_percentage(share, label) for share, label in zip(given, labels, strict=True))
    right = (Term("", Decimal(100), "100%"),)
    summed = sum((share.value for share in given), Decimal(0))
    holds = abs(summed - 100) <= sum((_rounding(share) for share in given), Decimal(0))
    where = ("shares", found.total.label or "占比")
    if _is_partial(found, given) or (not holds and (_overlapping(found) or _sorted_twice(found))):
        return Instance(*where, Verdict.NOT_CHECKABLE, Equation(left, "~", right, None), PARTIAL_LIST)
    return Instance(*where, Verdict.PASS if holds else Verdict.FAIL, Equation(left, "~", right, holds))


def _sorted_twice(found: Listed) -> int:
    """Number of first parts that alone add up to the total, so that the rest sorts the same things again; 0 if none do.

    A single part that says 其他 sorts nothing: it belongs to those before it.
    """
    until = len(found.parts) - (1 if _closed(found) else 0)
    return next((n for n in range(2, until) if _adds_up(found, found.parts[:n])), 0)


def _percentage(share: StatedFigure, label: str) -> Term:
    digits = half_width(share.raw).removesuffix("%").strip()
    return Term(label, share.value, f"{digits}%", span=share.span)


def _rounding(share: StatedFigure) -> Decimal:
    """Half of the last printed place."""
    exponent = share.value.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0) / 2


def repeated(subject: Subject) -> Outcome:
    """E06: what is stated twice is stated alike. Only figures that speak of the same thing beyond doubt."""
    return outcome(_repeats(subject.report), empty=STATED_ONCE)


def _repeats(report: Report) -> Iterator[Instance]:
    by_meaning: dict[tuple[str, str], list[StatedFigure]] = {}
    for figure in report.figures:
        if figure.wording == "clear" and figure.indicator not in OTHERWISE and _unmistakable(report, figure):
            by_meaning.setdefault((figure.indicator, figure.unit), []).append(figure)
    for (indicator, _), figures in by_meaning.items():
        first = figures[0]
        for other in figures[1:]:
            agree = first.value == other.value
            left, right = spoken(first, first.label), spoken(other, other.label)
            verdict = Verdict.PASS if agree else Verdict.FAIL
            yield Instance(indicator, first.label, verdict, Equation((left,), "=", (right,), agree))


def _unmistakable(report: Report, figure: StatedFigure) -> bool:
    return is_own(report, figure) and not vague(figure) and not figure.topical and figure.role != "part"


INSIDE_CHECKS: tuple[Check, ...] = (
    Check("E01", categories),
    Check("E02", shares),
    Check("E03", share_sum),
    Check("E04", request_channels),
    Check("E05", consultation_channels),
    Check("E06", repeated),
)
