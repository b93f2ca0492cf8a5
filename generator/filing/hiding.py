"""What withholding words takes from a file and its sidecar, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.reports import Report
from generator.sources.discover import Upload
from generator.sources.withheld_words import Words
from generator.sources.withholding import occurrences, written_otherwise
from generator.workers.results import UploadResult


@dataclass(frozen=True, slots=True)
class Hiding:
    """Where ``text`` is withheld: lines of the file, keys of its sidecar (``file`` for its own name or folder).

    ``left`` are lines in which it stands in another writing, and how it is printed there; those stay.
    """

    text: str
    lines: tuple[int, ...]
    keys: tuple[str, ...]
    left: tuple[tuple[int, str], ...]


def hidings(texts: Sequence[str], upload: Upload, before: UploadResult, after: UploadResult) -> Iterator[Hiding]:
    """For each of ``texts`` what withholding it does, by what was read ``before`` and is read ``after``."""
    for text in texts:
        lines = {line for report in before.reports for line in _lines(text, report)}
        words = Words((text,))
        keys = {key for report in before.reports for key in words.places(report.sidecar, upload.path)}
        left = {found for report in after.reports for found in _left(words, report)}
        yield Hiding(text, tuple(sorted(lines)), tuple(sorted(keys)), tuple(sorted(left)))


def _lines(text: str, report: Report) -> Iterator[int]:
    return (report.text.line_of(span.start) for span in occurrences(text, report.text))


def _left(words: Words, report: Report) -> Iterator[tuple[int, str]]:
    for span in written_otherwise(words, report.text):
        yield report.text.line_of(span.start), span.of(report.text.decoded)
