"""Matches the words before a stated figure with the reviewed wordings, to find what it counts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.figures import FigureKind, StatedFigure
from generator.reading.figures.context import SENTENCE_END, Context, Paragraph
from generator.reading.figures.indicators import Indicators, IndicatorWording
from generator.reading.figures.lists import PERCENT, Taken

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
OF_REQUESTS = re.compile(r"(?:信息公开|依申请公开|公开政府信息|政府信息).*申请")
TITLES = re.compile(r"申请|复议|诉讼")
LEADING = re.compile(r"(?:另外|此外|另|还|尚|仍|其中|其余|有|和|及|以及)*")
"""Words before a number that say nothing of what it counts: 另 2 件结转下一年."""
IN_TIME, DELAYED = re.compile(r"按时|按期|及时|如期"), re.compile(r"延期|逾期|超期|延长")
LONGEST_CLAUSE = 80
NEAR = 12
"""Characters before a number in which words of measure are looked for."""
NORMATIVE = {"废止": "normative_repealed", "现行有效": "normative_in_force", "继续有效": "normative_in_force"}


@dataclass(frozen=True, slots=True)
class LineContext:
    """What stands around a line: its section, the heading of its list, and the unfinished line before it."""

    section: str
    heading: str = ""
    before: str = ""


def measure(before: str) -> str:
    """How exactly the number is said by the words right before it: ``about``, ``at_least`` … or ""."""
    return next((name for name, words in APPROX if words.search(before)), "")


def named_figures(taken: Sequence[Taken], words: Paragraph, around: LineContext, indicators: Indicators) -> list[Taken]:
    """Gives every figure the indicator that its wording names; ambiguous ones lose it again."""
    named: list[Taken] = []
    last: Taken | None = None
    for item in taken:
        # The words of measure belong to the number: 收到申请约 5 件.
        at = item.start - _measured(words.line[max(0, item.start - NEAR) : item.start])
        context = words.context(at, last.end if last else None)
        figure = _indicated(item, context, around.section, last.figure if last else None, indicators)
        named.append(replace(item, figure=figure))
        if figure.unit not in PERCENT:
            last = named[-1]
    return _unambiguous(named, words)


def _measured(before: str) -> int:
    """How many characters right before a number are words of measure, with the blanks about them."""
    rest = before
    for _, words in APPROX:
        rest = words.sub("", rest.rstrip())
    return len(before) - len(rest)


def _indicated(
    item: Taken, words: Context, section: str, last: StatedFigure | None, indicators: Indicators
) -> StatedFigure:
    figure = item.figure
    if figure.kind is FigureKind.PLAN or words.of_plans or words.channelled or words.quoted or words.unbounded:
        return figure
    matched = _wording_of(item, words, section, last, indicators)
    if matched is not None:
        wording, own = matched
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


def _wording_of(
    item: Taken, words: Context, section: str, last: StatedFigure | None, indicators: Indicators
) -> tuple[IndicatorWording, str] | None:
    """The wording that says what the figure counts, and whose figure the words say it is ("" where they do not)."""
    for clause in _readings(item, words.clause):
        if len(clause) > LONGEST_CLAUSE:
            continue
        for wording in indicators.wordings:
            match = wording.pattern.fullmatch(clause) if item.figure.unit in wording.units else None
            if match is not None and _speaks_of(wording, clause, words, section, last):
                return wording, next((value for value in match.groupdict().values() if value), "")
    return None


def _readings(item: Taken, clause: str) -> Iterator[str]:
    """The words that may say what is counted: those of a list of names, or those before the number, or about it."""
    if item.named:
        yield item.named
        return
    yield clause
    if item.noun:
        yield clause + item.noun
        if LEADING.fullmatch(clause):
            yield item.noun


def _speaks_of(wording: IndicatorWording, clause: str, words: Context, section: str, last: StatedFigure | None) -> bool:
    if wording.unless and (wording.unless.search(words.sentence) or wording.unless.search(clause)):
        return False
    if not _is_about(wording, clause, words, section):
        return False
    if not wording.chain or OF_REQUESTS.search(clause):
        return True
    follows = last is not None and (
        last.indicator in REQUEST_TALK or (last.group == "requests" and last.role == "part")
    )
    return follows and len(SENTENCE_END.findall(words.between)) == 0


def _is_about(wording: IndicatorWording, clause: str, words: Context, section: str) -> bool:
    """True if the words about a figure speak of what the wording asks for, or it asks for nothing."""
    if not wording.about or wording.about.search(clause):
        return True
    title = section if TITLES.search(section) else ""
    if wording.within_sentence:
        return wording.about.search(f"{title}。{words.sentence}") is not None
    return words.speaks_of(wording.about, title)


def _unambiguous(named: list[Taken], words: Paragraph) -> list[Taken]:
    """Two values for one indicator in one sentence speak of different things, and so do 收到 and 受理.

    Where some were closed late, 按时办结 are not all that were closed.
    """
    by_sentence: dict[Key, set[Decimal]] = {}
    keys: list[Key] = []
    for item in named:
        figure = item.figure
        key = (words.sentence(item.start), figure.indicator, figure.subject, figure.period)
        keys.append(key)
        if _counts(item.figure):
            by_sentence.setdefault(key, set()).add(item.figure.value)
    delayed = {key[0] for item, key in zip(named, keys, strict=True) if DELAYED.search(item.figure.label)}
    return [
        replace(item, figure=replace(item.figure, indicator="", wording=""))
        if _is_unclear(item.figure, key, by_sentence, delayed)
        else item
        for item, key in zip(named, keys, strict=True)
    ]


Key = tuple[int, str, str, str]
"""Sentence, indicator, subject and period of a figure."""


def _is_unclear(
    figure: StatedFigure, key: Key, by_sentence: Mapping[Key, Set[Decimal]], delayed: Container[int]
) -> bool:
    """True if other figures of the sentence leave in doubt what this one counts."""
    sentence, indicator, *whose = key
    if indicator == "applicants" or not _counts(figure):
        return False
    if len(by_sentence.get(key, ())) > 1:
        return True
    if indicator == "requests_accepted" and any((sentence, one, *whose) in by_sentence for one in RECEIVED):
        return True
    return indicator in ("closed", "answered") and sentence in delayed and IN_TIME.search(figure.label) is not None


def _counts(figure: StatedFigure) -> bool:
    return bool(figure.indicator) and figure.period != "other" and not figure.cumulative
