"""One page: a seed and a number in, a file and its truth out. The same in, the same out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus.figures import Figures
from benchmarks.corpus.pages import cutting, older, planting, printing
from benchmarks.corpus.pages.assembling import MARK, draw_frame, suffix, write_page
from benchmarks.corpus.pages.authors import Author, draw_author
from benchmarks.corpus.pages.counts import draw_numbers, printed
from benchmarks.corpus.pages.dating import Days, draw_days
from benchmarks.corpus.pages.furniture import draw_tail
from benchmarks.corpus.pages.naming import Naming, draw_naming
from benchmarks.corpus.pages.printing import Segment
from benchmarks.corpus.pages.story import Story, compose
from benchmarks.corpus.pages.strangers import stranger
from benchmarks.corpus.pages.truth import Drawn, page_truth
from benchmarks.corpus.pages.wording import narrative_facts
from benchmarks.corpus.rows_glued import glued
from benchmarks.corpus.rows_text import (
    Tear,
    bare_cells,
    leading_pipe,
    pipe_cells,
    pipe_rows,
    pipe_rows_tight,
    tab_cells,
    tab_rows,
)
from benchmarks.corpus.sheets import Sheet, Verdicts, draw_labels, flatten, sheets
from benchmarks.corpus.truth import Json, cell_truths, forms_truth


def space_rows(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """A row a line and nothing but blanks between its cells, as a browser's copy may leave it."""
    flat = flatten(sheet, across="none", down="dropped")
    blank = random.choice((" ", " ", "　", "  "))
    values = [box.address for row in flat for box in row if box.address is not None]
    verdicts.mark(values, "arguable", "only blanks stand between the cells")
    return [blank.join(box.text for box in row) for row in flat]


LAYOUTS: tuple[tuple[str, Tear | None, int], ...] = (
    ("html", None, 26), ("pipe_rows", pipe_rows, 14), ("pipe_rows_tight", pipe_rows_tight, 6),
    ("tab_rows", tab_rows, 10), ("bare_cells", bare_cells, 20), ("pipe_cells", pipe_cells, 8),
    ("tab_cells", tab_cells, 4), ("leading_pipe", leading_pipe, 3), ("space_rows", space_rows, 4), ("glued", glued, 9),
)  # fmt: skip
UNSURE = ("glued", "space_rows")
"""Layouts in which a single changed number may rightly be refused."""
FLOWS = (("plain", 38), ("spaced", 29), ("indented", 14), ("joined", 13), ("markdown", 6))
KINDS = (("report", 80), ("legacy", 11), ("sheet", 3), ("stranger", 6))
CUT, ELSEWHERE, PLANTED = 0.24, 0.05, 0.22
"""Shares of the reports that are cut, of those whose tables are pictures, of the rest that get a contradiction."""


@dataclass(frozen=True, slots=True)
class Page:
    """``name`` is the file's, ``data`` its bytes, ``truth`` what can be known from them."""

    name: str
    data: bytes
    truth: Json


def make_pages(seed: int, count: int, kind: str | None = None) -> Iterator[Page]:
    """``count`` pages, of one kind or of all."""
    for index in range(count):
        yield make_page(seed, index, kind)


def make_page(seed: int, index: int, kind: str | None = None) -> Page:
    """The page with this number."""
    random = Random(f"page {seed}/{index}")
    drawn_kind = random.choices([one for one, _ in KINDS], [weight for _, weight in KINDS])[0]
    builder = {"report": _report, "legacy": _legacy, "sheet": _sheet, "stranger": _stranger}[kind or drawn_kind]
    name, data, truth = builder(random, f"p{index:05}")
    facts = {"synthetic": True, "seed": seed, "index": index, "file": name, "kind": kind or drawn_kind}
    return Page(name, data, facts | truth)


def _report(random: Random, stem: str) -> tuple[str, bytes, Json]:
    year = random.choices(range(2019, 2026), (12, 12, 14, 15, 16, 16, 15))[0]
    form = "2019" if year < 2021 else "2021"
    author = draw_author(random)
    fate = random.random()
    cut, elsewhere = fate < CUT, CUT <= fate < CUT + ELSEWHERE
    layout, tear, _ = random.choices(LAYOUTS, [weight for _, _, weight in LAYOUTS])[0]
    one = layout == "glued" and random.random() < 0.7  # tables glued, so all of it may well be one line
    flow = "one" if one else random.choices([name for name, _ in FLOWS], [weight for _, weight in FLOWS])[0]

    days = draw_days(random, year, author.late)
    draft = planting.Draft(form, year, author.level, author.kind, draw_numbers(random, form), {}, days)
    draft.facts = narrative_facts(random, draft.numbers)
    plant = None
    if not cut and not elsewhere and layout not in UNSURE and random.random() < PLANTED:
        plant = planting.draw_plant(random, draft)
    if plant and plant.draft:
        plant.draft(random, draft)
    naming = draw_naming(random, author, draft.days)
    while plant and plant.name in planting.NEEDS_AUTHOR and naming.verdict != "yes":
        naming = draw_naming(random, author, draft.days)
    if naming.verdict == "no":
        author = replace(author, ours="本单位" if len(author.ours) > 3 else author.ours)
    if plant and plant.table:
        plant.table(random, draft)
    share = random.choices((0.0, 0.1), (88, 12))[0]
    blanks = layout in ("html", "pipe_rows_tight") and plant is None and random.random() < 0.12
    cells = {} if elsewhere else printed(random, draft.numbers, form, blanks)
    tables = () if elsewhere else sheets(cells, form, form, draw_labels(random, year, share))
    story = compose(random, author, naming, draft.days, draft.facts, tables, frozenset(draft.say))
    if plant and plant.story:
        plant.story(random, story, draft)
        story.period_year -= plant.name == "period"

    verdicts = Verdicts()
    needs_date = plant is not None and plant.name in planting.NEEDS_DATE
    frame, facts = draw_frame(random, author, naming, draft.days, needs_date)
    body = printing.story_segments(story, tear, random, verdicts)
    how = "elsewhere" if elsewhere else "whole"
    if cut:
        body.insert(next(at for at, one in enumerate(body) if one.role == "heading") + 2, Segment("text", MARK))
        body, how = cutting.cut(body, random)
    elif naming.inline:
        body = _signed_in_line(body, naming.inline)
    tail = () if cut else draw_tail(random, facts)
    allowed = {"B14"}
    if share:
        allowed.add("B07")
    if blanks:
        allowed.add("B09")
    if not naming.complete:
        allowed.add("B13")
    requests = sum(draft.numbers["requests", row, "total"] for row in ("new_requests", "carried_over"))
    disputes = sum(number for address, number in draft.numbers.items() if address[0::2] == ("disputes", "total"))
    if disputes and not requests:
        allowed.add("D10")
    data, text = write_page(random, body, naming, frame, facts, tail, flow, layout == "html", cut)
    name = f"{stem}.{suffix(layout == 'html', flow)}"
    drawn = Drawn(author, naming, draft.days, story, frame, facts, text, cut)
    cell_facts = cell_truths(Figures(cells, plant is None, "full"), verdicts)
    if cut:
        _blur(cell_facts, {one.table for one in body})
    tags = {
        "style": frame.style, "naming": naming.way, "level": author.level, "layout": layout, "flow": flow, "end": how,
        "plant": plant.name if plant else "",
    }  # fmt: skip
    truth = page_truth(drawn, tags, allowed) | {
        "must": [plant.must] if plant else [],
        "may": list(plant.may) if plant else [],
        "forms": forms_truth({"disclosure": form, "requests": form}, "arguable" if cut or elsewhere else "yes"),
        "cells": cell_facts,
    }
    return name, data, truth


def _signed_in_line(body: list[Segment], inline: str) -> list[Segment]:
    last = body[-1]
    end = "" if last.text.endswith(("。", "；")) else "。"
    return [*body[:-1], replace(last, text=last.text + end + inline)]


def _blur(cells: Json, tables: set[str]) -> None:
    """After a cut a number that is left may be read or not; tables that never began cannot be."""
    for where, cell in cells.items():
        gone = where.partition(".")[0] not in tables
        cell["decidable"] = "no" if gone or cell["decidable"] in ("no", "false_sums") else "arguable"


def _legacy(random: Random, stem: str) -> tuple[str, bytes, Json]:
    year = random.randint(2009, 2018)
    author = draw_author(random)
    days = draw_days(random, year, author.late)
    naming = draw_naming(random, author, days)
    if naming.verdict == "no":
        author = replace(author, ours="本单位" if len(author.ours) > 3 else author.ours)
    story = older.legacy_story(random, author, naming, days)
    cut = random.random() < 0.2
    body = printing.story_segments(story, None, random, Verdicts())
    how = "whole"
    if cut:
        body.insert(next(at for at, one in enumerate(body) if one.role == "heading") + 2, Segment("text", MARK))
        body, how = cutting.cut(body, random)
    elif naming.inline:
        body = _signed_in_line(body, naming.inline)
    return _plain(random, stem, author, naming, days, story, body, cut, how)


def _plain(
    random: Random, stem: str, author: Author, naming: Naming, days: Days, story: Story, body: list[Segment], cut: bool,
    how: str,
) -> tuple[str, bytes, Json]:  # fmt: skip
    """A page without the tables of the later forms."""
    frame, facts = draw_frame(random, author, naming, days, False)
    web = random.random() < 0.25
    flow = random.choices(("plain", "spaced", "indented", "joined", "one"), (35, 25, 12, 13, 15))[0]
    tail = () if cut else draw_tail(random, facts)
    data, text = write_page(random, body, naming, frame, facts, tail, flow, web, cut)
    allowed = {"B14"} | (set() if naming.complete else {"B13"})
    tags = {
        "style": frame.style, "naming": naming.way, "level": author.level, "layout": "html" if web else "text",
        "flow": flow, "end": how, "plant": "",
    }  # fmt: skip
    truth = page_truth(Drawn(author, naming, days, story, frame, facts, text, cut), tags, allowed)
    none = {"forms": forms_truth({"disclosure": None, "requests": None}, "arguable"), "cells": {}}
    return f"{stem}.{suffix(web, flow)}", data, truth | {"must": [], "may": []} | none


def _sheet(random: Random, stem: str) -> tuple[str, bytes, Json]:
    year = random.randint(2014, 2018)
    author = draw_author(random)
    days = draw_days(random, year, author.late)
    title, named = older.sheet_title(random, author, year)
    naming = Naming(
        "sheet", title[:1], "", "", (), "", author.name if named else None, author.also, (),
        "yes" if named else "no", True, False, False,
    )  # fmt: skip
    body = [Segment("text", line) for line in (*title[1:], *older.sheet_lines(random))]
    return _plain(random, stem, author, naming, days, Story([], [], year, False, False, ""), body, False, "whole")


def _stranger(random: Random, stem: str) -> tuple[str, bytes, Json]:
    year = random.randint(2012, 2025)
    author = draw_author(random)
    days = draw_days(random, year, author.late)
    kind, title, lines = stranger(random, author, year)
    naming = Naming(
        f"stranger_{kind}", (title,), "", "", (author.name, f"{year + 1}年1月9日"), "", None, (), (), "no", True,
        False, False,
    )  # fmt: skip
    body = [Segment("heading" if line[:2] in ("一、", "二、", "三、", "四、") else "text", line) for line in lines]
    name, data, truth = _plain(
        random, stem, author, naming, days, Story([], [], year, False, False, ""), body, False, "whole"
    )
    return name, data, truth | {"report": False}
