"""One invented report: a seed and an index in, a file and its truth out. The same in, the same out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from benchmarks.corpus import encodings, writing_docx, writing_html, writing_pdf, writing_xlsx
from benchmarks.corpus.document import Document
from benchmarks.corpus.drawing import Drawn, draw_report
from benchmarks.corpus.layouts import LAYOUTS, Layout, in_turn
from benchmarks.corpus.sheets import Verdicts
from benchmarks.corpus.side_by_side import WHY, two_columns
from benchmarks.corpus.truth import Json, blurred, cell_truths, forms_truth, identity_truth
from benchmarks.corpus.writing_text import as_lines, deduplicated


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
    for index, one in enumerate(islice(in_turn(chosen), count)):
        yield make_case(seed, index, one)


def make_case(seed: int, index: int, layout: Layout) -> Case:
    """The case with this number."""
    random = Random(f"{seed}/{index}/{layout.name}")
    drawn = draw_report(random, layout)
    verdicts = Verdicts()
    file_format = random.choice(layout.formats)
    facts = {"synthetic": True, "seed": seed, "index": index, "layout": layout.name, "format": file_format}
    if layout.beside:
        data, truth = _beside(drawn, layout, random, verdicts)
        return Case(f"r{index:05}.{file_format}", layout.name, data, facts | truth)
    data, encoding = _write(drawn, layout, file_format, random, verdicts)
    lossy = encoding == f"{encodings.MOJIBAKE}-lossy"
    truth = {"encoding": encoding} | _report_truth(drawn, layout, verdicts, vague=layout.vague or lossy, blur=lossy)
    return Case(f"r{index:05}.{file_format}", layout.name, data, facts | truth)


def _report_truth(drawn: Drawn, layout: Layout, verdicts: Verdicts, *, vague: bool, blur: bool) -> Json:
    """What can be known of one report; ``vague`` is about its forms, ``blur`` about author and year."""
    forms: dict[str, str | None] = {"disclosure": drawn.disclosure, "requests": drawn.requests}
    if layout.narrative:
        forms = {"disclosure": None, "requests": None}
    return {
        "dirt": list(drawn.dirt),
        "style": drawn.figures.style,
        "consistent": drawn.figures.consistent,
        **identity_truth(blurred(drawn.identity) if blur else drawn.identity),
        "forms": forms_truth(forms, "arguable" if vague else "yes"),
        "cells": {} if layout.narrative else cell_truths(drawn.figures, verdicts),
    }


def _beside(left: Drawn, layout: Layout, random: Random, verdicts: Verdicts) -> tuple[bytes, Json]:
    """Two reports in one text: the truth of the left one, and under ``beside`` that of the other."""
    right = draw_report(random, layout)
    while right.identity.chain == left.identity.chain:
        right = draw_report(random, layout)
    both = (verdicts, Verdicts())
    lines = two_columns(left.document, right.document, random, both)
    for drawn, noted in zip((left, right), both, strict=True):
        noted.mark(list(drawn.figures.cells), "arguable", WHY)
    data, encoding = _encoded("\n".join(lines) + "\n", random, both[0], [])
    truth, beside = (
        _report_truth(drawn, layout, noted, vague=True, blur=True)
        for drawn, noted in zip((left, right), both, strict=True)
    )
    return data, {"encoding": encoding, **truth, "beside": beside}


def _write(
    drawn: Drawn, layout: Layout, file_format: str, random: Random, verdicts: Verdicts
) -> tuple[bytes, str | None]:
    """The file's bytes and encoding; notes in ``verdicts`` what became undecidable."""
    document = drawn.document
    if file_format == "docx":
        return writing_docx.as_docx(document, random), None
    if file_format == "xlsx":
        return writing_xlsx.as_xlsx(document), None
    if file_format == "pdf":
        return writing_pdf.as_pdf(document, random, verdicts, ruled=layout.ruled), None
    if file_format == "html":
        return _page(document, random)
    assert layout.tear is not None or layout.narrative
    cells = list(drawn.figures.cells)
    lines = as_lines(document, layout.tear or _no_tables, random, verdicts, markdown=file_format == "md")
    if layout.deduplicate:
        lines = deduplicated(lines)
        verdicts.mark(cells, "no", "repeated lines were removed")
    return _encoded("\n".join(lines) + "\n", random, verdicts, cells)


def _page(document: Document, random: Random) -> tuple[bytes, str]:
    style = random.choice(writing_html.STYLES)
    keep = random.getstate()
    drawn = encodings.choose(random, writing_html.as_html(document, random, "utf-8", style))
    random.setstate(keep)
    page = writing_html.as_html(document, random, drawn.declared, style)
    return encodings.encode(page, drawn), f"{drawn.name} ({style})"


def _encoded(text: str, random: Random, verdicts: Verdicts, cells: list[tuple[str, str, str]]) -> tuple[bytes, str]:
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
