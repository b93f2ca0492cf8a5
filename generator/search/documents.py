"""What search knows of a report: the words it may be found by, and what a result shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One section's narrative, without its tables.

    ``anchor`` is the fragment of the section on the report's page, without ``#``, "" for the page itself.
    ``text`` is repaired (simplified script), one paragraph a line. A ``heading`` that the report does not
    print is shown with the excerpt but finds nothing.
    """

    anchor: str
    heading: str
    text: str
    heading_printed: bool = True


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One report as search sees it.

    ``url`` is absolute within the site and unique. ``title`` is what a result shows; where we made it up
    (``title_printed`` is False) it finds nothing, since its words are not the report's. ``places`` are the
    names from the province down, ``province`` its two-digit code, "" where unknown. ``consistency`` is the
    badge's value and ``consistency_zh`` its word. ``newest`` orders results: an ISO date, or the beginning
    of one (``2021-01-14``, ``2020``), "" where nothing is known; the greatest comes first.
    """

    url: str
    title: str
    organ: str | None
    places: tuple[str, ...]
    province: str
    year: int | None
    consistency: str
    consistency_zh: str
    newest: str
    passages: tuple[Passage, ...]
    title_printed: bool = True
