"""Which year a report is about, and where it says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.model.documents import Text
from generator.model.reports import Candidate, Dates, Sourced
from generator.model.spans import DecodedSpan, Span
from generator.text import numerals
from generator.text.folding import half_width
from generator.text.lines import Line
from generator.text.numerals import SPELLED_YEAR, spelled_year

YEAR = re.compile(rf"(?<!\d)({numerals.YEAR})\s*(?=年)")
YEAR_SPELLED = re.compile(rf"({SPELLED_YEAR})\s*(?=年)")
DATED = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?")
DAMAGED = re.compile(
    r"(?:自|从)\s*(20\d\d)(?!\d\d年)[年\d\s月]{1,8}日?\s*起?\s*(?:至|到)\s*(20\d\d)(?!\d\d年)[年\d\s月]{2,8}日"
)
SEVERAL = re.compile(r"20\d\d\s*(?:年度?)?\s*[-—–~～至、和及]+\s*20\d\d")
PATH_YEAR = re.compile(rf"^({numerals.YEAR})(?=$|[-_])|({numerals.YEAR})(?=年)")
YEAR_BARE = re.compile(rf"(?<![\d-])({numerals.YEAR})(?![\d-])")
CITED = re.compile(
    r"《[^》\n]*》|[（(][^（()）\n]*[〔\[【（(]\s*20\d\d[^）)\n]*[）)]|[〔\[【]\s*20\d\d\s*[〕\]】]\s*第?\d*号?"
)
DAY_FOLLOWS = re.compile(r"\s*年\s*\d{1,2}\s*月")
COMPARED = re.compile(r"比|较|与|从|自")
ELSE = re.compile(r"\s*年(?:度)?(?:相比|同期|底以来)")
LATER = re.compile(r"下一步|今后|下一年|明年|计划|打算|将于")


def read_year(
    title: Sourced[str] | None,
    self_named: Sourced[int] | None,
    dates: Dates,
    body: Sequence[Line],
    text: Text,
    path: str = "",
) -> tuple[Sourced[int] | None, tuple[Candidate, ...]]:
    """The year reported on, and the years that were passed over.

    From the title, where 年 follows it or the stated period agrees with it; else from the sentence that names the
    report itself, the stated period, the years named in the body, the file's name. Never from a date of publication, a
    signature, a cited document or the folders of a page. ``path`` is the upload's.
    """
    of_period = _year_of_period(dates)
    passed: tuple[Candidate, ...] = ()
    if title is not None:
        if SEVERAL.search(half_width(title.value)):
            return None, (Candidate("year", "title", title.value, title.span, "several years"),)
        year, passed = _year_of_title(title, (of_period, self_named.value if self_named else None))
        if year is not None:
            return Sourced(year, "title", locate(text, str(year), title.span)), passed
    found = self_named
    if found is None and dates.period is not None and of_period is not None:
        found = Sourced(of_period, "period", dates.period.span)
    found = (
        found
        or _year_of_damaged_period(body, text)
        or _year_of_body(body, text)
        or _year_of_opening(body, text)
        or _year_of_path(path)
    )
    return found, passed


def _year_of_period(dates: Dates) -> int | None:
    """The year in which the stated period begins and ends."""
    period = dates.period.value if dates.period else None
    return period.start.year if period and period.start.year == period.end.year else None


def _year_of_title(title: Sourced[str], told: Sequence[int | None]) -> tuple[int | None, tuple[Candidate, ...]]:
    """The one year that a title names, and the bare ones passed over; ``told`` are the years told elsewhere."""
    sure, bare = title_years(title.value)
    years = sure or {year for year in bare if year in told}
    passed = [Candidate("year", "title", str(y), title.span, "no 年 behind it") for y in sorted(bare - years)]
    return years.pop() if len(years) == 1 else None, tuple(passed)


def title_years(title: str) -> tuple[set[int], set[int]]:
    """Years that a title names before 年, and bare ones. Days are left out; 2021-2022 names none."""
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "", DATED.sub("", half_width(title)))
    if SEVERAL.search(plain):
        return set(), set()
    sure = {int(y) for y in YEAR.findall(plain)}
    sure |= {spelled_year(m) for m in YEAR_SPELLED.findall(plain)}
    return sure, {int(y) for y in YEAR_BARE.findall(plain)} - sure


def _year_of_damaged_period(body: Sequence[Line], text: Text) -> Sourced[int] | None:
    """``自202111日起至20211230日止``: the days are lost, the year that both ends begin with is not."""
    for line in body:
        match = DAMAGED.search(half_width(line.text))
        if match and match[1] == match[2]:
            return Sourced(int(match[1]), "period", text.back(line.part(*match.span(1))))
    return None


def _year_of_path(path: str) -> Sourced[int] | None:
    """The year in a file's own name, where it is the whole of it or is followed by 年."""
    name = path.rpartition("/")[2].partition(".")[0]
    years = {int(whole or part) for whole, part in PATH_YEAR.findall(name)}
    return Sourced(years.pop(), "path") if len(years) == 1 else None


def _year_of_body(body: Sequence[Line], text: Text) -> Sourced[int] | None:
    counts: Counter[int] = Counter()
    spans: dict[int, DecodedSpan] = {}
    for line in body:
        plain = CITED.sub(lambda m: "　" * len(m[0]), half_width(line.text))
        for match in YEAR.finditer(plain):
            before = plain[max(0, match.start() - 12) : match.start()]
            after = plain[match.end(1) :]
            if DAY_FOLLOWS.match(after) or LATER.search(before) or COMPARED.search(before[-3:]) or ELSE.match(after):
                continue
            year = int(match[1])
            counts[year] += 1
            spans.setdefault(year, text.back(line.part(match.start(1), match.end(1))))
    if not counts:
        return None
    (year, most), *others = counts.most_common()
    # One mention may be any year's; a later year beside it may be the one reported on.
    if most < 2 or any(other > year or times * 3 > most for other, times in others):
        return None
    return Sourced(year, "body", spans[year])


def _year_of_opening(body: Sequence[Line], text: Text) -> Sourced[int] | None:
    """``2021年，我镇……现将有关情况报告如下``: the year that the first sentence sums up, if no later one is told."""
    for line in body:
        plain = half_width(line.text)
        match = OPENING.match(plain)
        if match is None:
            continue
        year = int(match[1])
        told = {int(y) for other in body for y in YEAR.findall(CITED.sub("", half_width(other.text)))}
        if any(year < other for other in told):
            return None
        return Sourced(year, "body", text.back(line.part(*match.span(1))))
    return None


OPENING = re.compile(r"\s*(20[0-3]\d)年(?:度|以来)?[,，].{0,160}?现将.{0,20}(?:报告|汇报|公布)如下")


def locate(text: Text, words: str, within: DecodedSpan | None) -> DecodedSpan | None:
    """Where ``words`` stand in the decoded text inside ``within``; the whole of it where they are broken up."""
    if within is None:
        return None
    at = text.decoded.find(words, within.start, within.end)
    return DecodedSpan(Span(at, at + len(words))) if at >= 0 else within
