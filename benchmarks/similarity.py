"""How long the checks of copied text (F05–F07) take for 1,000, 3,000 and 10,000 reports, and how that grows.

Run: python benchmarks/similarity.py [COUNT …]. The reports are synthetic and the same in every run: half written from
stock sentences and words of their own, a third after a template of their county, a fifteenth after a few templates
that the whole country uses (so their number grows with the archive), in organs of three years each. Exits 1 where the
largest run takes more than a minute or time grows faster than the 1.15th power of the number of reports.
"""

from __future__ import annotations

import math
import random
import resource
import sys
import time
from decimal import Decimal

from generator.checks.base import Subject, evaluate
from generator.checks.catalogue import load_catalogue
from generator.checks.others import OTHERS_CHECKS
from generator.checks.years import YEARS_CHECKS
from generator.corpus import build_corpus
from generator.forms.loader import load_forms
from generator.model.documents import Source, Text
from generator.model.figures import Cell, Reading, Table, Tables
from generator.model.places import Confidence, Place
from generator.model.reports import Dates, Organ, OrganKind, Report, Scope, Sourced
from generator.model.sidecars import Sidecar
from generator.model.spans import Span

COUNTS = (1000, 3000, 10_000)
SECONDS = 60
EXPONENT = 1.15
LENGTH = 1500
YEARS = (2019, 2020, 2021)
TOWNS = 18
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
FORMS = load_forms()


class Author:
    """Writes narratives from a seeded source of chance."""

    def __init__(self) -> None:
        self.chance = random.Random(20)
        self.stock = [self.words(24, 60) for _ in range(600)]
        self.national = [self.template() for _ in range(6)]

    def words(self, low: int, high: int) -> str:
        return "".join(self.chance.choices(HAN, k=self.chance.randint(low, high)))

    def template(self) -> list[str]:
        return [self.words(20, 70) for _ in range(LENGTH // 45)]

    def county(self) -> list[str] | None:
        draw = self.chance.random()
        if draw < 0.5:
            return None
        return self.template() if draw < 0.93 else self.chance.choice(self.national)

    def narrative(self, template: list[str] | None) -> list[str]:
        if template is not None:
            return [self.words(20, 70) if self.chance.random() < 0.04 else sentence for sentence in template]
        sentences = []
        while sum(map(len, sentences)) < LENGTH:
            # A few stock sentences are in nearly every text, most are rare.
            stock = self.stock[min(int(self.chance.paretovariate(0.6)), len(self.stock)) - 1]
            sentences.append(stock if self.chance.random() < 0.3 else self.words(20, 70))
        return sentences


def write(count: int) -> list[Report]:
    author = Author()
    reports: list[Report] = []
    county = 0
    while len(reports) < count:
        county += 1
        template = author.county()
        for town in range(TOWNS):
            sentences = author.narrative(template)
            rewritten = author.chance.choice((0.02, 0.3))
            for year in YEARS:
                sentences = [author.words(20, 70) if author.chance.random() < rewritten else s for s in sentences]
                reports.append(make(county, town, year, "。\n".join(sentences), author.chance))
    return reports[:count]


def make(county: int, town: int, year: int, text: str, chance: random.Random) -> Report:
    code, id = f"{110000 + county:06d}", f"{county:05d}{town:03d}{year}"
    table = FORMS.table(3, "2019")
    cells = {
        address: Cell(Decimal(chance.randint(0, 9)), Reading.STATED, "", Span(0, 0)) for address in table.addresses()
    }
    return Report(
        id=id,
        sources=(Source(f"{code}/{town:03d}/{year}.txt", id, "text/plain", len(text)),),
        text=Text.plain(text),
        organ=Organ("某某镇人民政府", OrganKind.TOWNSHIP_GOVERNMENT, f"{code}/{town:03d}"),
        place=Place(township="某某镇", code=f"{code}{town:03d}", confidence=Confidence.HIGH),
        year=Sourced(year, "title"),
        title=None,
        format="2019",
        scope=Scope.UNKNOWN,
        dates=Dates(),
        sections=(),
        tables=Tables(requests=Table(3, "2019", cells, Span(0, 0), "tab")),
        figures=(),
        doubts=(),
        sidecar=Sidecar(),
    )


def measure(count: int) -> float:
    reports, catalogue = write(count), load_catalogue()
    checks = [check for check in (*OTHERS_CHECKS, *YEARS_CHECKS) if check.code in ("F05", "F06", "F07")]
    before = peak()
    start = time.process_time()
    corpus = build_corpus(reports)
    built = time.process_time() - start
    failed = {check.code: 0 for check in checks}
    for report in corpus.reports:
        for check in checks:
            result = evaluate(check, catalogue[check.code], Subject(report, corpus, FORMS))
            failed[check.code] += result.verdict == "fail"
    seconds = time.process_time() - start
    print(
        f"{count:6d} reports: {seconds:6.1f} s of one core ({built:.1f} s comparing), "
        f"peak {peak():.0f} MB ({before:.0f} MB before), {len(corpus.clusters)} templates, fails {failed}"
    )
    return seconds


def peak() -> float:
    """The most memory used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(counts: list[int]) -> int:
    times = {count: measure(count) for count in counts}
    (low, first), (high, last) = min(times.items()), max(times.items())
    if low == high:
        return 0
    exponent = math.log(last / first) / math.log(high / low)
    for (a, before), (b, after) in zip(times.items(), list(times.items())[1:], strict=False):
        print(f"{b / a:.1f} times the reports, {after / before:.1f} times the time")
    print(f"exponent {exponent:.2f} (at most {EXPONENT}), {last:.1f} s (at most {SECONDS})")
    return int(exponent > EXPONENT or last > SECONDS)


if __name__ == "__main__":
    sys.exit(main([int(count) for count in sys.argv[1:]] or list(COUNTS)))
