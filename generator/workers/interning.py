"""What many reports have in common, held once: there are millions of equal results."""

from __future__ import annotations

from collections.abc import Iterator

from generator.corpus.sentences import Sentence
from generator.model.results import Result
from generator.workers.made import CheckedReport, result_of


class Interned:
    """Equal results and texts of different reports as one object."""

    def __init__(self) -> None:
        self._results: dict[bytes, Result] = {}
        self._texts: dict[str, str] = {}

    def results(self, one: CheckedReport) -> Iterator[Result]:
        """The report's results."""
        for raw in one.results:
            kept = bytes(raw)
            known = self._results.get(kept)
            if known is None:
                known = self._results[kept] = result_of(kept)
            yield known

    def sentences(self, one: CheckedReport) -> Iterator[Sentence]:
        """The report's sentences."""
        for sentence in one.sentences:
            yield sentence._replace(key=self._text(sentence.key), shown=self._text(sentence.shown))

    def _text(self, text: str) -> str:
        return self._texts.setdefault(text, text)
