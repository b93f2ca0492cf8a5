"""Prepares a report's text for comparison: removes names, numbers and prescribed phrases."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from generator.model.reports import Report
from generator.model.spans import RepairedSpan, Span
from generator.places.names import short_form, stem
from generator.reading.dates import SIGNED, SIGNED_AT_END, signature_lines
from generator.reading.narrative import narrative
from generator.shipped import shipped_table
from generator.text.folding import half_width, without_blanks
from generator.text.lines import Line

LETTERS = re.compile("[A-Za-zＡ-Ｚａ-ｚ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Letters and Han characters; 〇, ① and Ⅳ are numbers."""
WIDE = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width Latin letters to plain ones."""
SIGNATURE_LONGEST = 40
SIGNED_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|政府|办事处|委员会|管委会|办公室|办公厅|局|厅|中心|院|馆)(?:党政办|办公室)?"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """The letters of a narrative that are compared.

    ``places[i]`` is the offset in the *repaired* text of ``text[i]``. ``length`` counts the characters of the
    narrative before masking, blanks not counted.
    """

    text: str
    places: array[int]
    length: int

    def span(self, start: int, end: int) -> RepairedSpan:
        """The span of the repaired text from the first to the last character of ``text[start:end]``."""
        return RepairedSpan(Span(self.places[start], self.places[end - 1] + 1))


@cache
def load_phrases() -> tuple[str, ...]:
    """The prescribed phrases that are no one's own words; read once a process."""
    return tuple(shipped_table(__package__, "masks.yaml"))


def mask(report: Report, phrases: Sequence[str]) -> Masked:
    """The report's running text without its own names, digits and ``phrases``; what is left closes up."""
    text, runs, length = _letters(report)
    offsets = array("I", chain.from_iterable(runs))
    kept = _kept(text, report, phrases)
    places = array("I", chain.from_iterable(offsets[start:end] for start, end in kept))
    return Masked("".join(text[start:end] for start, end in kept), places, length)


def masked_text(report: Report, phrases: Sequence[str]) -> tuple[str, int]:
    """The text and the length of :func:`mask` alone, in two thirds of the time."""
    text, _, length = _letters(report)
    return "".join(text[start:end] for start, end in _kept(text, report, phrases)), length


def _letters(report: Report) -> tuple[str, list[range], int]:
    """The letters of the running text, the places of each run of them, and how long the text was."""
    letters: list[str] = []
    runs: list[range] = []
    length = 0
    for line in running_lines(report):
        length += len(without_blanks(line.text))
        for run in LETTERS.finditer(line.text):
            letters.append(run[0])
            runs.append(range(line.span.start + run.start(), line.span.start + run.end()))
    return "".join(letters).translate(WIDE).lower(), runs, length


def _kept(text: str, report: Report, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches between names and phrases."""
    edges = [0]
    for hidden in _found(text, frozenset(own_names(report)), frozenset(phrases)):
        edges += hidden
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _found(text: str, *groups: frozenset[str]) -> Iterator[tuple[int, int]]:
    """From left to right, where any of the words stand in ``text``; of those that begin at one place the longest."""
    patterns = [_any_of(words) for words in groups if words]
    matches = [pattern.search(text) for pattern in patterns]
    while spans := [match.span() for match in matches if match]:
        start, end = min(spans, key=lambda span: (span[0], -span[1]))
        yield start, end
        matches = [
            pattern.search(text, end) if match and match.start() < end else match
            for pattern, match in zip(patterns, matches, strict=True)
        ]


@lru_cache(maxsize=256)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Kept apart for names and phrases: those change with each organ, and the phrases take 1 ms to compile."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def running_lines(report: Report) -> Iterator[Line]:
    """The narrative's lines without the signature at its end."""
    lines = [line for passage in narrative(report) for line in passage.lines]
    end = len(lines)
    tail = {line.span for line in signature_lines(lines)}
    while end and lines[end - 1].span in tail and _signs(lines[end - 1], report):
        end -= 1
    return iter(lines[:end])


def own_names(report: Report) -> set[str]:
    """The names of the report's place and organ, full and short, as letters only."""
    names: set[str] = set()
    for name in report.place.names:
        names |= {name, stem(name), short_form(name) or name}
    if named := report.organ.name or report.organ.implied:
        own = without_blanks(named)
        bare = own.removesuffix("人民政府").removesuffix("办事处")
        names |= {own, bare, stem(bare)}
    return {name for name in names if len(name) >= 2 and name.isalpha()}


def _signs(line: Line, report: Report) -> bool:
    """A line that only says who signed, or when."""
    words = "".join(half_width(line.text).split())
    if len(words) > SIGNATURE_LONGEST or "。" in words:
        return False
    signed_by = report.organ.name is not None and words == without_blanks(report.organ.name)
    return signed_by or bool(SIGNED.match(words) or SIGNED_AT_END.search(words) or SIGNED_NAME.fullmatch(words))
