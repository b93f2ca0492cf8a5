"""How surely and how fast places are found, and how region pages grow with the archive.

Run from the project's root: python -m benchmarks.places [EACH [COUNT …]]. Draws EACH cases of every kind of evidence
and trap (see tests/places/drawing.py) and prints rights, wrongs and milliseconds a report; then shelves COUNT synthetic
reports over all provinces, renders every region page and prints seconds, and how time grew. Exits 1 where something is
wrong at high confidence, fewer than 97 % of the decidable are right at high or medium, a report costs more than 1 ms,
or pages grow faster than the 1.15th power of the number of reports.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

from generator.archive.addresses import organ_id
from generator.archive.build import build_archive
from generator.checks.catalogue import load_catalogue
from generator.corpus import Corpus, build_corpus
from generator.forms.loader import load_forms
from generator.model.documents import Source, Text
from generator.model.figures import Cell, Reading, Table, Tables
from generator.model.places import Confidence, Place
from generator.model.reports import Dates, Organ, OrganKind, Report, Scope, Sourced
from generator.model.sidecars import Sidecar
from generator.model.spans import Span
from generator.pages.region.page import region_pages
from generator.pages.site import Site
from generator.places.gazetteer import Gazetteer, load
from generator.places.place_building import place_at
from generator.places.resolver import resolve
from generator.publish.render import Renderer
from tests.places.drawing import Drawing, draw

EACH, SEED = 40, 4
COUNTS = (1000, 3000)
RIGHT, MILLISECONDS, EXPONENT = 0.97, 1.0, 1.15
FORMS = load_forms()


def resolving(gazetteer: Gazetteer, each: int) -> bool:
    cases = list(draw(gazetteer, each, SEED))
    resolve(cases[0].clues, gazetteer)  # builds the index
    start = time.process_time()
    places = [resolve(case.clues, gazetteer) for case in cases]
    cost = 1000 * (time.process_time() - start) / len(cases)
    wrong, right, decidable = Counter[str](), Counter[str](), Counter[str]()
    for case, place in zip(cases, places, strict=True):
        fits = place.code in case.codes and place.code not in case.never
        wrong[case.kind] += place.confidence is Confidence.HIGH and not fits
        decidable[case.kind] += case.decidable
        right[case.kind] += case.decidable and place.known and fits
    for kind in decidable:
        share = f"{right[kind]}/{decidable[kind]}" if decidable[kind] else "undecidable"
        print(f"  {kind:26s} {share:>12s}  wrong at high: {wrong[kind]}")
    rate = right.total() / decidable.total()
    print(f"{len(cases)} cases: {rate:.1%} of {decidable.total()} decidable right, {wrong.total()} wrong at high,")
    print(f"{cost:.2f} ms a report (at most {MILLISECONDS})")
    return not wrong.total() and rate >= RIGHT and cost <= MILLISECONDS


def archived(gazetteer: Gazetteer, count: int) -> Corpus:
    """Reports of three years of towns all over the country; texts are not compared."""
    drawing = Drawing(gazetteer, random.Random(SEED))
    reports: list[Report] = []
    while len(reports) < count:
        town = drawing.town(lambda t: t.year == gazetteer.last_edition)
        division = gazetteer.get(town.code)
        assert division is not None
        for year in (2020, 2021, 2022):
            place = place_at(division, year, gazetteer, Confidence.HIGH, ())
            id = organ_id(place, f"{town.name}人民政府", OrganKind.TOWNSHIP_GOVERNMENT, gazetteer)
            reports.append(report(f"{len(reports):016d}", town.name, id, year, drawing.chance, place))
    return build_corpus(reports[:count])


def report(number: str, name: str, id: str, year: int, chance: random.Random, place: Place) -> Report:
    form = "2019" if year < 2021 else "2021"
    cells = {
        address: Cell(Decimal(chance.randint(0, 9)), Reading.STATED, "", Span(0, 0))
        for address in FORMS.table(3, form).addresses()
    }
    return Report(
        id=number,
        sources=(Source(f"{id}/{year}.txt", number * 4, "text/plain", 0),),
        text=Text.plain(""),
        organ=Organ(f"{name}人民政府", OrganKind.TOWNSHIP_GOVERNMENT, id),
        place=place,
        year=Sourced(year, "title"),
        title=None,
        format=form,
        scope=chance.choice(list(Scope)),
        dates=Dates(),
        sections=(),
        tables=Tables(requests=Table(3, form, cells, Span(0, 0), "tab")),
        figures=(),
        doubts=(),
        sidecar=Sidecar(),
    )


def shelving(gazetteer: Gazetteer, count: int, templates: Path) -> float:
    corpus = archived(gazetteer, count)
    start = time.process_time()
    archive = build_archive(corpus, {r.id: () for r in corpus.reports}, (), count, gazetteer)
    shelved = time.process_time() - start
    assets = dict.fromkeys(("site.css", "favicon.svg", "search.js", "search.css", "enhance.js"), "/x")
    site = Site(archive, FORMS, load_catalogue(), (), "公开", "https://gongkai.example", assets)
    renderer = Renderer(templates)
    pages = sum(1 for page in region_pages(site) if renderer.render(page))
    seconds = time.process_time() - start
    print(f"{count:6d} reports: {pages} region pages in {seconds:.2f} s ({shelved:.2f} s shelving)")
    return seconds


def main(arguments: list[int]) -> int:
    gazetteer = load()
    each, counts = arguments[0] if arguments else EACH, arguments[1:] or COUNTS
    good = resolving(gazetteer, each)
    templates = Path(__file__).parents[1] / "templates"
    shelving(gazetteer, 100, templates)  # compiles the templates
    times = {count: shelving(gazetteer, count, templates) for count in counts}
    (low, first), (high, last) = min(times.items()), max(times.items())
    if low < high:
        exponent = math.log(last / first) / math.log(high / low)
        print(f"{high / low:.1f} times the reports, {last / first:.1f} times the time: exponent {exponent:.2f}")
        good = good and exponent <= EXPONENT
    return int(not good)


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]]))
