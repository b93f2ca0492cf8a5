"""What a stated figure counts: the words before it held against the reviewed wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.model.spans import Span
from generator.reading.figure_context import OPENING, SENTENCE_END, Context, context
from generator.reading.figure_lists import PERCENT, Taken
from generator.reading.folding import half_width
from generator.reading.indicators import Indicators, Wording
from generator.reading.lines import Line

APPROX = (
    ("at_least", re.compile(r"(?:不少于|不低于|不得少于|至少)$")),
    ("more_than", re.compile(r"(?:超过|超|逾|突破)$")),
    ("at_most", re.compile(r"(?:不超过|不多于|至多)$")),
    ("less_than", re.compile(r"(?:不足|不到)$")),
    ("about", re.compile(r"(?:约|近|大约|将近|大概)$")),
)
RECEIVED = ("requests_received", "requests_new")
REQUEST_TALK = frozenset((
    "requests_new", "requests_received", "requests_accepted", "carried_over", "carried_forward", "closed", "answered",
    "granted", "partly_granted", "denied", "unable", "not_processed", "other_handling", "applicants",
))  # fmt: skip
"""Figures after which 办结 5 件 speaks of requests."""
NOTHING = re.compile(r"未|没有|无")
OF_REQUESTS = re.compile(r"(?:信息公开|依申请公开|公开政府信息|政府信息).*申请")
NORMATIVE = {"废止": "normative_repealed", "现行有效": "normative_in_force", "继续有效": "normative_in_force"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a line: its section, the heading of its list, and the unfinished line before it."""

    section: str
    heading: str = ""
    before: str = ""


def measure(before: str) -> str:
    """How exactly the number is said by the words right before it: ``about``, ``at_least`` … or ""."""
    return next((name for name, words in APPROX if words.search(before)), "")


def named_figures(taken: Sequence[Taken], line: Line, around: Surroundings, indicators: Indicators) -> list[Taken]:
    """Gives every figure the indicator that its wording names; ambiguous ones lose it again."""
    named: list[Taken] = []
    last: Taken | None = None
    shift = len(around.before)
    for item in taken:
        before = around.before + line.text[: item.start]
        words = context(_without_measure(before), shift + last.end if last else 0, around.heading)
        figure = _indicated(item.figure, words, around.section, last.figure if last else None, indicators)
        named.append(replace(item, figure=figure))
        if figure.unit not in PERCENT:
            last = named[-1]
    return _unambiguous(named, line.text)


def _without_measure(before: str) -> str:
    """收到申请约 5 件: the words of measure belong to the number."""
    for _, words in APPROX:
        before = words.sub("", before.rstrip())
    return before


def _indicated(
    figure: StatedFigure, words: Context, section: str, last: StatedFigure | None, indicators: Indicators
) -> StatedFigure:
    if figure.kind is FigureKind.PLAN or words.of_plans or words.channelled or _quoted(words.paragraph):
        return figure
    for wording in indicators.wordings:
        match = wording.pattern.fullmatch(words.clause) if figure.unit in wording.units else None
        if match is None or not _speaks_of(wording, words, section, last):
            continue
        own = next((value for value in match.groupdict().values() if value), "")
        return replace(
            figure, indicator=wording.id, wording=wording.kind, subject=words.subject(own), period=words.period(),
            cumulative=words.cumulative(wording.stock), topical=words.topical,
        )  # fmt: skip
    follows = NORMATIVE.get(words.clause)
    if follows and last is not None and last.indicator.startswith("normative_") and last.unit == figure.unit:
        return replace(
            figure, indicator=follows, wording="clear", subject=last.subject, period=last.period,
            cumulative=last.cumulative, topical=last.topical,
        )  # fmt: skip
    return figure


def _speaks_of(wording: Wording, words: Context, section: str, last: StatedFigure | None) -> bool:
    if wording.unless and wording.unless.search(words.sentence):
        return False
    if wording.about:
        where = words.sentence if wording.within_sentence else f"{words.heading}。{words.paragraph}"
        title = section if re.search(r"申请|复议|诉讼", section) else ""
        if not wording.about.search(f"{title}。{where}"):
            return False
    if not wording.chain or OF_REQUESTS.search(words.clause):
        return True
    follows = last is not None and (
        last.indicator in REQUEST_TALK or (last.group == "requests" and last.role == "part")
    )
    return follows and len(SENTENCE_END.findall(words.between)) == 0


def _quoted(paragraph: str) -> bool:
    """The number stands inside a title or a quotation."""
    return any(paragraph.count(left) > paragraph.count(right) for left, right in ("《》", "“”"))


def _unambiguous(named: list[Taken], line: str) -> list[Taken]:
    """Two values for one indicator in one sentence speak of different things, and so do 收到 and 受理."""
    by_sentence: dict[tuple[int, str, str, str], set[Decimal]] = {}
    keys = []
    for item in named:
        figure = item.figure
        key = (len(SENTENCE_END.findall(line[: item.start])), figure.indicator, figure.subject, figure.period)
        keys.append(key)
        if _counts(item.figure):
            by_sentence.setdefault(key, set()).add(item.figure.value)
    out = []
    for item, key in zip(named, keys, strict=True):
        sentence, indicator, *whose = key
        twice = len(by_sentence.get(key, ())) > 1
        both = indicator == "requests_accepted" and any((sentence, r, *whose) in by_sentence for r in RECEIVED)
        drop = indicator and indicator != "applicants" and _counts(item.figure) and (twice or both)
        out.append(replace(item, figure=replace(item.figure, indicator="", wording="")) if drop else item)
    return out


def _counts(figure: StatedFigure) -> bool:
    return bool(figure.indicator) and figure.period != "other" and not figure.cumulative


def zero_statements(line: Line, around: Surroundings, text: Text, indicators: Indicators) -> Iterator[StatedFigure]:
    """Sentences that say that something did not happen, as figures of 0."""
    folded = half_width(line.text)
    for clause in re.finditer(r"[^，,。；;：:！!？?]+", folded):
        if not NOTHING.search(clause[0]):
            continue
        for statement in indicators.statements:
            words = context(around.before + folded[: clause.end()], 0, around.heading)
            match = statement.pattern.fullmatch(words.clause)
            if match is None or words.plan or words.of_plans or words.channelled or _quoted(words.paragraph):
                continue
            if not statement.behind.match(folded[clause.end() :].lstrip()):
                continue
            own = next((value for value in match.groupdict().values() if value), "")
            start = clause.start() + len(clause[0]) - len(clause[0].lstrip())
            span = text.back(Span(line.span.start + start, line.span.start + clause.start() + len(clause[0].rstrip())))
            yield StatedFigure(
                OPENING.sub("", clause[0].strip()), Decimal(0), "件", FigureKind.FACT, span.of(text.decoded), span,
                around.section, indicator=statement.id, wording="clear", subject=words.subject(own),
                period=words.period(), cumulative=words.cumulative(stock=False), topical=words.topical,
            )  # fmt: skip
