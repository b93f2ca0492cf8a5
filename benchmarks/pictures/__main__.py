"""How well pictures are read: ``python -m benchmarks.pictures --count N [--seed S] [--way NAME] [--pace]``.

Draws N reports, sends each one way (``spoiling.WAYS``, in turn), reads it as the program reads an upload, a picture of
its first page or a PDF of all, and compares every cell and fact with its truth. Prints a line a way: cells shown as
recognised, wrong among them, illegible, empty cells that became something, seconds a page; then a line a fact. With
``--keep DIR`` files, truths and what went wrong are written there.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from benchmarks.corpus.consistent import cells_of, family, printed
from benchmarks.corpus.document import Document
from benchmarks.corpus.drawing import draw_report
from benchmarks.corpus.figures import Figures, Printed
from benchmarks.corpus.layouts import LAYOUTS
from benchmarks.corpus.sheets import Verdicts
from benchmarks.corpus.truth import cell_truths
from benchmarks.pictures.counting import compare
from benchmarks.pictures.faces import draw_face
from benchmarks.pictures.facts import NAMES, count_facts, facts_of
from benchmarks.pictures.setting import Press
from benchmarks.pictures.spoiling import WAYS, Way, spoiled
from generator.inspection import load_resources
from generator.model.sidecars import Sidecar
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.fetching import Fetched
from generator.sources.pictures.run import look
from generator.workers.uploads import read_fetched

MANY = 10
BLANK = Printed("", "blank")
COLUMNS = ("cells", "shown", "wrong", "illegible", "filled", "missed", "held", "false")
OUTCOMES = ("right", "untrue", "surely", "missing")
MEANING = """\
cells: that have a value, shown: as recognised (or blank, slash, dash as printed), wrong: shown otherwise than printed,
illegible: left open, filled: empty cells shown with something, missed: cells of tables not found, held: tables said to
agree with all their sums, false: those of them with a wrong cell"""
FACTS = """\
right: as printed, untrue: published otherwise, surely: those of them said without doubt, missing: printed, not told"""


def pdf(pictures: list[Image.Image], dpi: int) -> bytes:
    """The pages as a scanner packs them."""
    file = io.BytesIO()
    first, *others = [picture.convert("RGB") for picture in pictures]
    first.save(file, "PDF", resolution=dpi, save_all=True, append_images=others, quality=92)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A report before it is set in type, and what can be known of it."""

    document: Document
    truth: dict[str, Any]


def drawing(seed: int, index: int, random: Random) -> Drawing:
    """Of three reports one is printed in odd ways, soiled, and seldom consistent; one leaves its zeros blank."""
    (layout,) = [one for one in LAYOUTS if one.name == "19-pdf-ruled"]
    if index % 3 == 2:
        drawn = draw_report(random, layout)
        cells = cell_truths(drawn.figures, Verdicts())
        return Drawing(drawn.document, {"cells": cells, "facts": facts_of(drawn.identity, drawn.document)})
    told = family(seed, index, layout)[index % 2]
    figures = cells_of(told)
    if index % 3 == 1:
        figures |= {at: BLANK for at, cell in figures.items() if cell.value == "0" and at[2] != "total"}
    cells, document = cell_truths(Figures(figures, True, "full"), Verdicts()), printed(told, figures, random)
    return Drawing(document, {"cells": cells, "facts": facts_of(told.identity, document, sure=True)})


def cases(seed: int, count: int, ways: tuple[Way, ...]) -> Iterator[tuple[str, Way, bytes, int, dict[str, Any]]]:
    """(name, way, file, pages, truth) of each report."""
    for index in range(count):
        # Every kind of report goes every way.
        way = ways[(index + index // len(ways)) % len(ways)]
        pictures, truth = printed_pages(seed, index, way)
        yield f"p{index:05}", way, pdf(pictures, way.dpi), len(pictures), truth


def printed_pages(seed: int, index: int, way: Way) -> tuple[list[Image.Image], dict[str, Any]]:
    random = Random(f"{seed}/{index}")
    drawn = drawing(seed, index, random)
    face = draw_face(random, words_of(drawn.document))
    pages = Press(face, way.dpi, random, way.rules).set(drawn.document)
    return [spoiled(page, way, random, face) for page in pages], drawn.truth


def pace(seed: int, way: Way) -> float:
    """Seconds of the clock that a page takes in one upload of many."""
    pictures = [page for index in range(MANY) for page in printed_pages(seed, index, way)[0]][:MANY]
    data, start = pdf(pictures, way.dpi), time.perf_counter()
    pages = look("pdf", (data,))
    return (time.perf_counter() - start) / len(pages)


def words_of(document: Document) -> str:
    boxes = (box for block in document.blocks if block.sheet for row in block.sheet.rows for box in row)
    return "".join([block.text for block in document.blocks] + [box.text for box in boxes])


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.pictures", description=__doc__)
    parser.add_argument("--count", type=int, default=len(WAYS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=[way.name for way in WAYS])
    parser.add_argument("--pace", action="store_true", help=f"time an upload of {MANY} pages as well")
    parser.add_argument("--keep", type=Path, help="write files, truths and what went wrong there")
    chosen = parser.parse_args()
    ways = tuple(way for way in WAYS if chosen.way in (None, way.name))
    reader = load_resources().reader
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    facts: dict[str, Counter[str]] = defaultdict(Counter)
    offenders: list[str] = []
    for name, way, data, pages, truth in cases(chosen.seed, chosen.count, ways):
        found, told, wrong = measured(name, data, truth, reader)
        counts[way.name] += found + Counter({"pages": pages})
        for fact, outcome in told.items():
            facts[fact] += outcome
        offenders += [f"{name}\t{way.name}\t{line}" for line in wrong]
        if chosen.keep:
            keep(chosen.keep, name, data, truth, offenders)
    show(counts, facts)
    if chosen.pace:
        print(f"an upload of {MANY} pages: {pace(chosen.seed, ways[0]):.2f} s a page")
    return 0


def measured(
    name: str, data: bytes, truth: dict[str, Any], reader: Reader
) -> tuple[Counter[str], dict[str, Counter[str]], list[str]]:
    """Counts of cells and of facts in the upload ``data``, and a line for whatever is not as printed."""
    start, spent = time.perf_counter(), processor()
    upload = Upload(f"{name}.pdf", Path(f"{name}.pdf"), None)
    reports = read_fetched(upload, Fetched(data, Sidecar(), ()), reader).reports
    taken = {"ms": round(1000 * (time.perf_counter() - start)), "cpu ms": round(1000 * (processor() - spent))}
    found, wrong = compare(reports, truth)
    told, untrue = count_facts(reports[0] if len(reports) == 1 else None, truth["facts"])
    return found + Counter(taken), told, [*wrong, *untrue]


def keep(folder: Path, name: str, data: bytes, truth: dict[str, Any], offenders: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pdf").write_bytes(data)
    (folder / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    (folder / "offenders.tsv").write_text("\n".join(offenders) + "\n", encoding="utf-8")


def processor() -> float:
    """Seconds of processor time, children's included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def show(counts: dict[str, Counter[str]], facts: dict[str, Counter[str]]) -> None:
    total = sum(counts.values(), Counter())
    print(MEANING)
    print(f"{'':18}{''.join(f'{name:>10}' for name in COLUMNS)}{'s/page':>9}{'cpu s':>7}")
    for name, own in (*counts.items(), ("all", total)):
        figures = "".join(f"{own[column]:>10}" for column in COLUMNS)
        each = max(1, own["pages"])
        print(f"{name:18}{figures}{own['ms'] / each / 1000:9.2f}{own['cpu ms'] / each / 1000:7.2f}")
    for label in ("good", "poor", "unruled"):
        part = sum((counts[way.name] for way in WAYS if way.kind == label), Counter())
        if part["cells"]:
            print(f"{label}: {100 * part['shown'] / part['cells']:.2f} % shown, {part['wrong']} wrong")
    print(FACTS)
    for fact in NAMES:
        print(f"{fact:18}{''.join(f'{facts[fact][outcome]:>10} {outcome}' for outcome in OUTCOMES)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"{total['pages']} pages; at most {peak} MB in a child process")


if __name__ == "__main__":
    raise SystemExit(main())
