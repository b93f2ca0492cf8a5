"""What a careful person can know from one page, put together from the decisions that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.corpus.pages.authors import Author
from benchmarks.corpus.pages.dating import Days
from benchmarks.corpus.pages.furniture import Facts, Frame
from benchmarks.corpus.pages.naming import Naming
from benchmarks.corpus.pages.story import Story
from benchmarks.corpus.truth import Json


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished page and everything that was decided on it; ``text`` is all that can be read on it."""

    author: Author
    naming: Naming
    days: Days
    story: Story
    frame: Frame
    facts: Facts
    text: str
    cut: bool


def page_truth(drawn: Drawn, tags: Mapping[str, str], allowed: set[str]) -> Json:
    """All but the figures. Facts have ``value``, ``also`` (as right) and ``decidable``: yes, arguable or no.

    ``no`` and a null value mean that null is owed. ``allowed`` are checks that may fire although the report is whole.
    """
    naming, days = drawn.naming, drawn.days
    period_told = drawn.story.period
    year_told = naming.year_told or period_told
    return {
        "report": True,
        "tags": dict(tags),
        "cut": drawn.cut,
        "organ": _organ(drawn),
        "title": _title(drawn),
        "year": {"value": days.year, "decidable": "yes" if year_told else "arguable"},
        "region": _region(drawn),
        "published": _day(days.published.isoformat() if "date" in drawn.frame.shows else None),
        "signed": _signing(drawn),
        "period": _period(drawn),
        "allowed": sorted(allowed),
    }


def _organ(drawn: Drawn) -> Json:
    author, naming = drawn.author, drawn.naming
    told, verdict = naming.told, naming.verdict
    if drawn.cut and told and (naming.from_end or naming.way == "title_place_body"):
        # the only place that named it may be gone
        left = naming.mention != "" and naming.mention in drawn.text
        told, verdict = (told, verdict) if left else (None, "yes" if naming.implied else "no")
    printed = [name for name in dict.fromkeys((author.name, *naming.also)) if name in drawn.text]
    if verdict == "no" and naming.way != "untold" and printed:
        verdict = "arguable"
    known = verdict != "no"
    return {
        "name": told,
        "also": printed if known else [],
        "implied": list(naming.implied) if naming.implied else [],
        "kind": author.kind if known else None,
        "decidable": verdict,
    }


def _title(drawn: Drawn) -> Json:
    naming = drawn.naming
    return {"value": naming.whole_title or None, "also": [naming.opening] if naming.opening else [], "decidable": "yes"}


def _region(drawn: Drawn) -> Json:
    author, naming = drawn.author, drawn.naming
    gone = drawn.cut and naming.from_end and not naming.implied
    tells = naming.verdict == "yes" and bool(naming.told or naming.implied) and not gone
    short = author.name.endswith("街办")
    certain = tells and author.code is not None and not short
    return {"value": author.code, "decidable": "yes" if certain else "arguable"}


def _signed(drawn: Drawn) -> bool:
    return not drawn.cut and bool(drawn.naming.signature or drawn.naming.inline)


def _signing(drawn: Drawn) -> Json:
    if _signed(drawn):
        return _day(drawn.days.signed.isoformat())
    # a day under the title may be taken for the signature's
    return {"value": None, "decidable": "arguable" if drawn.facts.day_below else "yes"}


def _day(value: str | None) -> Json:
    return {"value": value, "decidable": "yes"}


def _period(drawn: Drawn) -> Json:
    if not drawn.story.period:
        return {"value": None, "decidable": "yes"}
    year = drawn.story.period_year
    return {"value": [f"{year}-01-01", f"{year}-12-31"], "decidable": "yes"}
