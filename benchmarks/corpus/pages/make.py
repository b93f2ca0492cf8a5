"""One page: a seed and a number in, a file and its truth out. The same in, the same out."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus.figures import Figures
from benchmarks.corpus.pages import cutting, older, planting, printing
from benchmarks.corpus.pages.authors import Author, draw_author
from benchmarks.corpus.pages.counts import draw_numbers, printed
from benchmarks.corpus.pages.dating import Days, draw_days, stamp
from benchmarks.corpus.pages.furniture import STYLES, WITH_PUBLISHER, Facts, Frame, draw_tail
from benchmarks.corpus.pages.naming import Naming, draw_naming
from benchmarks.corpus.pages.printing import Segment, part_lines, part_markup
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
from benchmarks.corpus.sheets import Verdicts, draw_labels, sheets
from benchmarks.corpus.truth import Json, cell_truths, forms_truth

LAYOUTS: tuple[tuple[str, Tear | None, int], ...] = (
    ("html", None, 26), ("pipe_rows", pipe_rows, 14), ("pipe_rows_tight", pipe_rows_tight, 6), ("tab_rows", tab_rows, 10),
    ("bare_cells", bare_cells, 20), ("pipe_cells", pipe_cells, 8), ("tab_cells", tab_cells, 4),
    ("leading_pipe", leading_pipe, 3), ("glued", glued, 9),
)  # fmt: skip
FLOWS = (("plain", 40), ("spaced", 30), ("indented", 16), ("joined", 14))
KINDS = (("report", 80), ("legacy", 11), ("sheet", 3), ("stranger", 6))
CUT, ELSEWHERE, PLANTED = 0.24, 0.05, 0.22
"""Shares of the reports that are cut, of those whose tables are pictures, of the rest that get a contradiction."""
MARK = "（本页为测试用合成数据，内容均属虚构）"


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
    one = layout == "glued" and random.random() < 0.7
    flow = "one" if one else random.choices([name for name, _ in FLOWS], [weight for _, weight in FLOWS])[0]

    days = draw_days(random, year, author.late)
    draft = planting.Draft(form, year, author.level, draw_numbers(random, form), {}, days)
    draft.facts = narrative_facts(random, draft.numbers)
    plant = None
    if not cut and not elsewhere and layout != "glued" and random.random() < PLANTED:
        plant = planting.draw_plant(random, draft)
    if plant and plant.draft:
        plant.draft(random, draft)
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
    needs_date = plant is not None and plant.name in ("late", "early")
    frame, facts = _frame(random, author, naming, draft.days, needs_date)
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
    data, text = _written(random, body, naming, frame, facts, tail, flow, layout == "html", cut)
    name = f"{stem}.{'html' if layout == 'html' else 'txt'}"
    drawn = Drawn(author, naming, draft.days, story, frame, text, cut)
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


def _frame(
    random: Random, author: Author, naming: Naming, days: Days, needs_date: bool
) -> tuple[Frame, Facts]:
    """Furniture; drawn again where something must be in it."""
    while True:
        whom = [author.superior, f"{author.superior}办公室", "", author.superior]
        if naming.verdict != "no":
            whom += [author.name, author.name, author.place]
        publisher = author.name if naming.way == "bare_title_publisher" else random.choice(whom)
        serial = random.choice((f"2018-{random.randint(1000, 9999):05}", f"{days.year + 1}-{random.randint(1, 999):05}"))
        index = f"{random.choice(('000014349', '014416330', '11370300004217725X', '687914262'))}/{serial}"
        facts = Facts(
            author, days.year, naming.whole_title, stamp(random, days.published), publisher,
            random.choice(whom), index, days.year + random.choice((0, 1, 1)),
        )  # fmt: skip
        style = random.choices([one for one, _ in STYLES], [weight for _, weight in STYLES])[0]
        if naming.way == "bare_title_publisher" and style not in WITH_PUBLISHER:
            continue
        frame = style(random, facts)
        if not needs_date or "date" in frame.shows:
            return frame, facts


def _written(
    random: Random, body: list[Segment], naming: Naming, frame: Frame, facts: Facts, tail: tuple[str, ...], flow: str,
    web: bool, cut: bool,
) -> tuple[bytes, str]:  # fmt: skip
    """The file's bytes, and all of its text for looking names up."""
    title = [Segment("title", line) for line in naming.title]
    if "title" in frame.shows and naming.title and random.random() < 0.3:
        title = []
    elif frame.style in ("nav_bar", "crumb_arrow", "login") and naming.title and random.random() < 0.25:
        title = [Segment("title", naming.whole_title), *title]
    rest = [] if cut else [
        *(Segment("sign", line) for line in naming.signature),
        *(Segment("tail", line) for line in tail),
        Segment("mark", MARK),
    ]  # fmt: skip
    if web:
        above = "\n".join(part_markup(part, random) for part in frame.above)
        below = [Segment("head", "", part_markup(part, random)) for part in frame.below]
        head = random.choice((f"{naming.whole_title or '详情'}", f"{naming.whole_title or '详情'}_{facts.site}", "详情页"))
        page = printing.as_html(above, [*title, *below, *body, *rest], head, mark=MARK, whole=not cut)
        plain = "\n".join(html.unescape(one.markup or one.text) for one in (*title, *below, *body, *rest))
        return page.encode(), html.unescape(above) + plain
    above_lines = [Segment("head", line) for part in frame.above for line in part_lines(part)]
    below_lines = [Segment("head", line) for part in frame.below for line in part_lines(part)]
    text = printing.as_text([*above_lines, *title, *below_lines, *body, *rest], flow)
    if cut:
        text = text.rstrip("\n")
    return text.encode(), text


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
    frame, facts = _frame(random, author, naming, days, False)
    web = random.random() < 0.25
    flow = random.choices(("plain", "spaced", "indented", "joined", "one"), (35, 25, 12, 13, 15))[0]
    tail = () if cut else draw_tail(random, facts)
    data, text = _written(random, body, naming, frame, facts, tail, flow, web, cut)
    allowed = {"B14"} | (set() if naming.complete else {"B13"})
    tags = {
        "style": frame.style, "naming": naming.way, "level": author.level, "layout": "html" if web else "text",
        "flow": flow, "end": how, "plant": "",
    }  # fmt: skip
    truth = page_truth(Drawn(author, naming, days, story, frame, text, cut), tags, allowed)
    none = {"forms": forms_truth({"disclosure": None, "requests": None}, "arguable"), "cells": {}}
    return f"{stem}.{'html' if web else 'txt'}", data, truth | {"must": [], "may": []} | none


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
    name, data, truth = _plain(random, stem, author, naming, days, Story([], [], year, False, False, ""), body, False, "whole")
    return name, data, truth | {"report": False}
