"""The sentences of a report that other reports may print as well: what the page of a template shows.

Only what is the same in all of them is kept: names of the report's own place and organ and all numbers are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.corpus.masking import LETTERS, Masked, load_phrases, mask, own_names, running_lines
from generator.corpus.measured import SHOWN_RUN
from generator.model.reports import Report
from generator.text.folding import without_blanks

GAP = "…"
"""Stands for a name or number that each report fills in."""
WITHHELD = "■"
"""What stands for words that are not published."""
_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]+")
"""What has an end: heads of tables and headings have none."""
_NUMBER = re.compile(r"\d+(?:[.,．，]\d+)*[%％]?")
_GAPS = re.compile(rf"{GAP}(?:\s*{GAP})*")
_OF_PERSONS = re.compile(
    "联系|电话|邮箱|传真|邮编|同志|先生|女士|书记|主任|组长|组员|(?:省|州|盟|旗|市|县|区|镇|乡|局|厅|处|科|院|校|所)长|签发|撰稿|经办"
)
"""Words beside which persons are named. A sentence with one of them is left out, whether it names anybody or not."""


class Sentence(NamedTuple):
    """``key`` are the letters by which it is known in other reports, ``shown`` how it is printed, names and numbers
    left out; ``line`` is that of the file on which it begins, ``at`` where in the decoded text."""

    key: str
    shown: str
    line: int
    at: int


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the running text that are long enough to tell something, in order."""
    names = sorted(own_names(report), key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, names))) if names else None
    return tuple(_sentences(report, mask(report, load_phrases()), pattern))


def _sentences(report: Report, masked: Masked, names: re.Pattern[str] | None) -> Iterator[Sentence]:
    for line in running_lines(report):
        for match in _SENTENCE.finditer(line.text):
            start, end = (line.span.start + at for at in match.span())
            own = bisect_left(masked.places, end) - bisect_left(masked.places, start)
            printed = match[0].strip()
            if own >= SHOWN_RUN and WITHHELD not in printed and not _OF_PERSONS.search(without_blanks(printed)):
                first = match.end() - len(match[0].lstrip())
                at = report.text.back(line.part(first, match.end())).start
                shown = _shown(printed, names)
                # Prescribed phrases count here: they may differ where all that is compared is the same.
                yield Sentence("".join(LETTERS.findall(shown)), shown, report.text.line_of(at), at)


def _shown(printed: str, names: re.Pattern[str] | None) -> str:
    text = names.sub(GAP, printed) if names else printed
    return _GAPS.sub(GAP, _NUMBER.sub(GAP, text))


def tells_any(text: str, withheld: Sequence[str]) -> bool:
    """True if ``text`` holds any run of letters of ``withheld``, words that are not published somewhere."""
    letters = without_blanks(text)
    runs = {run for words in withheld for run in LETTERS.findall(without_blanks(words)) if len(run) > 1}
    return any(run in letters for run in runs)
