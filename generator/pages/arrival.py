"""When reports arrived, and when what contradicts itself was found: “latest” means arrived, never the report's year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator import labels
from generator.archive.types import Entry
from generator.ledger.history import Ledger
from generator.model.results import Severity
from generator.pages.listing import contradictions, newest_first


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Days by which reports are put in order; None where nothing is known."""

    ledger: Ledger

    def arrived(self, entry: Entry) -> date | None:
        """The day on which the upload was retrieved, else that on which the ledger first has it."""
        trace = self.ledger.traces.get(entry.url)
        return entry.report.sidecar.retrieved_on or (trace.arrived if trace else None)

    def revised(self, entry: Entry) -> date | None:
        """The day on which its upload or figures last changed."""
        trace, arrived = self.ledger.traces.get(entry.url), self.arrived(entry)
        return max(arrived, trace.revised) if trace and arrived and trace.revised > trace.first_seen else arrived

    def changed(self, entry: Entry) -> date | None:
        """The day on which anything in its data last changed."""
        trace, arrived = self.ledger.traces.get(entry.url), self.arrived(entry)
        return max(arrived, trace.changed) if trace and arrived else arrived

    def found(self, entry: Entry, code: str) -> date | None:
        """The day since which the check fails: that of arrival, unless the ledger says that it came later."""
        trace, arrived = self.ledger.traces.get(entry.url), self.arrived(entry)
        later = trace.found.get(code) if trace else None
        return max(later, arrived) if later and arrived else later or arrived

    def contradicted(self, entry: Entry) -> date | None:
        """The day on which the last of its contradictions was found or settled."""
        days = [day for code in contradictions(entry) if (day := self.found(entry, code))]
        return max([*days, *(day for code, day in self.settled(entry).items() if is_contradiction(code))], default=None)

    def settled(self, entry: Entry) -> Mapping[str, date]:
        """Checks that failed and no longer do, and the day since which they do not."""
        trace = self.ledger.traces.get(entry.url)
        return trace.settled if trace else {}

    def settled_contradictions(self, entry: Entry) -> tuple[str, ...]:
        """Contradictions that readers were told of, and that are none any more."""
        return tuple(code for code in sorted(self.settled(entry)) if is_contradiction(code))


def is_contradiction(code: str) -> bool:
    """Whether a failure of the check, at level error, is that of two numbers of one report."""
    return labels.finding_kind(code, Severity.ERROR.value) == "error"


def latest_first(entries: Iterable[Entry], day: Callable[[Entry], date | None]) -> list[Entry]:
    """By ``day``, latest first; those without one come last, by year and date of signature."""
    return sorted(newest_first(entries), key=lambda entry: day(entry) or date.min, reverse=True)
