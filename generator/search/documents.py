"""What search knows of a report: the words it may be found by, and what a result shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.search.steps import FIGURES, UNKNOWN, values_of


@dataclass(frozen=True, slots=True)
class SearchPassage:
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
    of one (``2021-01-14``, ``2020``), "" where nothing is known; the greatest comes first. ``regions`` are codes
    and names from the province to the county, ``form`` the id of the form, ``kind`` the organ's, ``failing`` the
    short ids of the checks it fails; "" where unknown. ``said`` is what a list shows of each of these,
    by short id: what made the badge say so comes first. ``figures`` are facets of numbers with
    their steps (see :mod:`.steps`); one that is left out is unknown. ``recognised``: a program read
    words of it from pictures.
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
    passages: tuple[SearchPassage, ...]
    title_printed: bool = True
    regions: tuple[tuple[str, str], ...] = ()
    form: str = ""
    kind: str = ""
    completeness: str = ""
    timeliness: str = ""
    originality: str = ""
    failing: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, int], ...] = ()
    recognised: bool = False

    @property
    def divisions(self) -> tuple[tuple[str, str], ...]:
        """``regions``, or the province alone where nothing more was said."""
        if self.regions or not self.province:
            return self.regions
        return ((self.province, self.places[0] if self.places else self.province),)

    @property
    def region(self) -> str:
        """The code of the lowest division known down to the county; "" where none is."""
        return self.divisions[-1][0] if self.divisions else ""

    @property
    def steps(self) -> dict[str, int]:
        """Facet of a number → the step of what this report says."""
        return dict.fromkeys(FIGURES, UNKNOWN) | dict(self.figures)

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """Facet → the values this report is counted under. Regions stand under each of their levels."""
        one = {
            "year": str(self.year or ""),
            "form": self.form,
            "kind": self.kind,
            "consistency": self.consistency,
            "completeness": self.completeness,
            "timeliness": self.timeliness,
            "originality": self.originality,
        }
        values: dict[str, tuple[str, ...]] = {facet: (value,) for facet, value in one.items()}
        values |= {facet: values_of(step) for facet, step in self.steps.items()}
        return {"region": tuple(code for code, _ in self.divisions) or ("",), **values, "check": self.failing}
