"""How well pictures are read: ``python -m benchmarks.pictures --count N [--seed S] [--way NAME] [--keep DIR]``.

Draws N reports, sends each one way (``spoiling.WAYS``, in turn), reads it as the program reads an upload, a picture of
its first page or a PDF of all, and compares every cell with its truth. Prints a line a way: cells shown as recognised,
wrong among them, illegible; empty cells that became something; facts; seconds and MB a page.
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
from benchmarks.corpus.truth import cell_truths, identity_truth
from benchmarks.pictures.counting import compare
from benchmarks.pictures.faces import draw_face
from benchmarks.pictures.setting import Press
from benchmarks.pictures.spoiling import WAYS, Way, spoiled
from generator.inspection import load_resources
from generator.model.sidecars import Sidecar
from generator.sources import Fetched
from generator.sources.discover import Upload
from generator.workers.uploads import read_fetched

BLANK = Printed("", "blank")
COLUMNS = ("cells", "shown", "wrong", "illegible", "filled", "missed", "held", "false", "facts", "untrue")
MEANING = """\
cells: that have a value, shown: as recognised (or blank, slash, dash as printed), wrong: shown otherwise than printed,
illegible: left open, filled: empty cells shown with something, missed: cells of tables not found, held: tables said to
agree with all their sums, false: those of them with a wrong cell, facts: organ and year read, untrue: read wrongly"""


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
        return Drawing(
            drawn.document, {"cells": cell_truths(drawn.figures, Verdicts()), **identity_truth(drawn.identity)}
        )
    told = family(seed, index, layout)[index % 2]
    figures = cells_of(told)
    if index % 3 == 1:
        figures |= {at: BLANK for at, cell in figures.items() if cell.value == "0" and at[2] != "total"}
    truth = {"cells": cell_truths(Figures(figures, True, "full"), Verdicts())}
    facts = {"organ": {"value": told.identity.name}, "year": {"value": told.identity.year}}
    return Drawing(printed(told, figures, random), truth | facts)


def cases(seed: int, count: int, ways: tuple[Way, ...]) -> Iterator[tuple[str, Way, bytes, int, dict[str, Any]]]:
    """(name, way, file, pages, truth) of each report."""
    for index in range(count):
        # Every kind of report goes every way.
        way = ways[(index + index // len(ways)) % len(ways)]
        random = Random(f"{seed}/{index}")
        drawn = drawing(seed, index, random)
        face = draw_face(random, words_of(drawn.document))
        pages = Press(face, way.dpi, random).set(drawn.document)
        pictures = [spoiled(page, way, random, face) for page in pages]
        yield f"p{index:05}", way, pdf(pictures, way.dpi), len(pages), drawn.truth


def words_of(document: Document) -> str:
    boxes = (box for block in document.blocks if block.sheet for row in block.sheet.rows for box in row)
    return "".join([block.text for block in document.blocks] + [box.text for box in boxes])


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.pictures", description=__doc__)
    parser.add_argument("--count", type=int, default=len(WAYS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=[way.name for way in WAYS])
    parser.add_argument("--keep", type=Path, help="write files, truths and what went wrong there")
    chosen = parser.parse_args()
    ways = tuple(way for way in WAYS if chosen.way in (None, way.name))
    reader = load_resources().reader
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    offenders: list[str] = []
    for name, way, data, pages, truth in cases(chosen.seed, chosen.count, ways):
        start, spent = time.perf_counter(), processor()
        upload = Upload(f"{name}.pdf", Path(f"{name}.pdf"), None)
        result = read_fetched(upload, Fetched(data, Sidecar(), ()), reader)
        found, wrong = compare(result.reports, truth)
        found["pages"] = pages
        found["ms"] = round(1000 * (time.perf_counter() - start))
        found["cpu ms"] = round(1000 * (processor() - spent))
        counts[way.name] += found
        offenders += [f"{name}\t{way.name}\t{line}" for line in wrong]
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{name}.pdf").write_bytes(data)
            (chosen.keep / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    if chosen.keep:
        (chosen.keep / "offenders.tsv").write_text("\n".join(offenders) + "\n", encoding="utf-8")
    show(counts)
    return 0


def processor() -> float:
    """Seconds of processor time, children's included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def show(counts: dict[str, Counter[str]]) -> None:
    total = sum(counts.values(), Counter())
    print(MEANING)
    print(f"{'':18}{''.join(f'{name:>10}' for name in COLUMNS)}{'s/page':>9}{'cpu s':>7}")
    for name, own in (*counts.items(), ("all", total)):
        figures = "".join(f"{own[column]:>10}" for column in COLUMNS)
        each = max(1, own["pages"])
        print(f"{name:18}{figures}{own['ms'] / each / 1000:9.2f}{own['cpu ms'] / each / 1000:7.2f}")
    poor = {way.name for way in WAYS if way.poor}
    for label, chosen in (("good", counts.keys() - poor), ("poor", counts.keys() & poor)):
        part = sum((counts[name] for name in chosen), Counter())
        if part["cells"]:
            print(f"{label}: {100 * part['shown'] / part['cells']:.2f} % shown, {part['wrong']} wrong")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"{total['pages']} pages; at most {peak} MB in a child process")


if __name__ == "__main__":
    raise SystemExit(main())
