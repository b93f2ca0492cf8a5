"""One invented report before it is written: who, which forms, which figures, and the dirt on it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.corpus import dirt
from benchmarks.corpus.document import Document
from benchmarks.corpus.figures import Figures, draw
from benchmarks.corpus.identity import Identity, draw_identity
from benchmarks.corpus.layouts import Layout
from benchmarks.corpus.narrative import write
from benchmarks.corpus.sheets import draw_labels, sheets
from benchmarks.corpus.writing_pdf import can_print

MONEY_UNITS = {"2019": None, "2021": "万元"}
NEVER_BESIDE = ("question_names", "furniture")
"""Dirt that no report in a column has: two are told apart by their names, and furniture stands across the page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report's blocks and what was meant by them."""

    document: Document
    identity: Identity
    figures: Figures
    disclosure: str
    requests: str
    dirt: tuple[str, ...]


def draw_report(random: Random, layout: Layout) -> Drawn:
    """A report for ``layout``, soiled."""
    year = random.randint(2019, 2024)
    requests = "2019" if year < 2021 else "2021"
    disclosure = requests
    if random.random() < 0.25:
        disclosure, requests = random.choice((("2019", "2021"), ("2021", "2019"), (requests, disclosure)))
    labels = draw_labels(random, year, random.choice((0.0, 0.0, 0.1, 0.4)))
    figures = draw(random, disclosure, requests, MONEY_UNITS[disclosure], layout.plain, layout.blanks)
    tables = None if layout.narrative else sheets(figures.cells, disclosure, requests, labels)
    identity = draw_identity(random, year)
    while layout.beside and identity.organ.verdict != "yes":
        identity = draw_identity(random, year)
    document = write(identity, tables, random)
    soiled: list[str] = []
    for one in dirt.choose(random):
        dirty, less_known = one.soil(document, identity, random)
        if ("pdf" in layout.formats and not can_print(dirty)) or (layout.beside and one.name in NEVER_BESIDE):
            continue
        document, identity = dirty, less_known
        soiled.append(one.name)
    return Drawn(document, identity, figures, disclosure, requests, tuple(soiled))
