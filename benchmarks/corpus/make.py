"""One invented report: a seed and an index in, a file and its truth out. The same in, the same out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus import dirt, encodings, writing_docx, writing_html, writing_xlsx
from benchmarks.corpus.document import Document
from benchmarks.corpus.figures import draw
from benchmarks.corpus.identity import Identity, Known, draw_identity
from benchmarks.corpus.layouts import LAYOUTS, Layout
from benchmarks.corpus.narrative import write
from benchmarks.corpus.sheets import Verdicts, draw_labels, sheets
from benchmarks.corpus.truth import Json, cell_truths, forms_truth, identity_truth
from benchmarks.corpus.writing_text import as_lines, deduplicated

MONEY_UNITS = {"2019": None, "2021": "万元"}


@dataclass(frozen=True, slots=True)
class Case:
    """``name`` is the file's, ``data`` its bytes, ``truth`` what can be known from them."""

    name: str
    layout: str
    data: bytes
    truth: Json


def make_cases(seed: int, count: int, layout: str | None = None) -> Iterator[Case]:
    """``count`` cases; the layouts take turns, or all are of the one named."""
    chosen = [one for one in LAYOUTS if layout in (None, one.name)]
    for index in range(count):
        yield make_case(seed, index, chosen[index % len(chosen)])


def make_case(seed: int, index: int, layout: Layout) -> Case:
    """The case with this number."""
    random = Random(f"{seed}/{index}/{layout.name}")
    year = random.randint(2019, 2024)
    requests = "2019" if year < 2021 else "2021"
    disclosure = requests
    if random.random() < 0.25:
        disclosure, requests = random.choice((("2019", "2021"), ("2021", "2019"), (requests, disclosure)))
    labels = draw_labels(random, year, random.choice((0.0, 0.0, 0.1, 0.4)))
    figures = draw(random, disclosure, requests, MONEY_UNITS[disclosure], layout.plain, layout.blanks)
    tables = None if layout.narrative else sheets(figures.cells, disclosure, requests, labels)
    identity = draw_identity(random, year)
    document = write(identity, tables, random)
    soiled = dirt.choose(random)
    for one in soiled:
        document, identity = one.soil(document, identity, random)
    verdicts = Verdicts()
    file_format = random.choice(layout.formats)
    data, encoding = _write(document, layout, file_format, random, verdicts, list(figures.cells))
    truth: Json = {
        "synthetic": True,
        "seed": seed,
        "index": index,
        "layout": layout.name,
        "format": file_format,
        "encoding": encoding,
        "dirt": [one.name for one in soiled],
        "style": figures.style,
        "consistent": figures.consistent,
    }
    if encoding == f"{encodings.MOJIBAKE}-lossy":
        identity = _blurred(identity)
    forms: dict[str, str | None] = {"disclosure": disclosure, "requests": requests}
    if layout.narrative:
        forms = {"disclosure": None, "requests": None}
    cells = {} if layout.narrative else cell_truths(figures, verdicts)
    lossy = encoding == f"{encodings.MOJIBAKE}-lossy"
    truth |= identity_truth(identity) | {
        "forms": forms_truth(forms, "arguable" if layout.vague or lossy else "yes"),
        "cells": cells,
    }
    return Case(f"r{index:05}.{file_format}", layout.name, data, truth)


def _write(
    document: Document,
    layout: Layout,
    file_format: str,
    random: Random,
    verdicts: Verdicts,
    cells: list[tuple[str, str, str]],
) -> tuple[bytes, str | None]:
    """The file's bytes and encoding; notes in ``verdicts`` what became undecidable."""
    if file_format == "docx":
        return writing_docx.as_docx(document, random), None
    if file_format == "xlsx":
        return writing_xlsx.as_xlsx(document), None
    if file_format == "html":
        style = random.choice(writing_html.STYLES)
        keep = random.getstate()
        drawn = encodings.choose(random, writing_html.as_html(document, random, "utf-8", style))
        random.setstate(keep)
        page = writing_html.as_html(document, random, drawn.declared, style)
        return encodings.encode(page, drawn), f"{drawn.name} ({style})"
    assert layout.tear is not None or layout.narrative
    lines = as_lines(document, layout.tear or _no_tables, random, verdicts, markdown=file_format == "md")
    if layout.deduplicate:
        lines = deduplicated(lines)
        verdicts.mark(cells, "no", "repeated lines were removed")
    text = "\n".join(lines) + "\n"
    if random.random() < 0.05:
        text = text.replace("\n", "\r\n")
    if random.random() < 0.04:
        garbled = encodings.mojibake(text)
        whole = encodings.undone(garbled) == text
        if not whole:
            verdicts.mark(cells, "arguable", "bytes were lost when the text was decoded wrongly")
        return garbled.encode("utf-8"), encodings.MOJIBAKE + ("" if whole else "-lossy")
    drawn = encodings.choose(random, text)
    return encodings.encode(text, drawn), drawn.name


def _no_tables(*_: object) -> list[str]:
    raise AssertionError("a narrative has no sheets")


def _blurred(identity: Identity) -> Identity:
    """After a lossy decoding nothing that was known is sure."""

    def blur(fact: Known) -> Known:
        return Known(fact.value, "arguable") if fact.verdict == "yes" else fact

    return replace(identity, organ=blur(identity.organ), year_known=blur(identity.year_known))
