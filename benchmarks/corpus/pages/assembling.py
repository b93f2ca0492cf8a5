"""The last step of a page: furniture around the report, and all of it into one file."""

from __future__ import annotations

import html
from dataclasses import replace
from random import Random

from benchmarks.corpus.pages import printing
from benchmarks.corpus.pages.authors import Author
from benchmarks.corpus.pages.dating import Days, signature_day, stamp
from benchmarks.corpus.pages.furniture import STYLES, WITH_PUBLISHER, Facts, Frame
from benchmarks.corpus.pages.naming import Naming
from benchmarks.corpus.pages.printing import Segment, part_lines, part_markup

MARK = "（本页为测试用合成数据，内容均属虚构）"


def draw_frame(random: Random, author: Author, naming: Naming, days: Days, needs_date: bool) -> tuple[Frame, Facts]:
    """Furniture; drawn again where something must be in it."""
    while True:
        whom = [author.superior, f"{author.superior}办公室", "", author.superior]
        if naming.verdict != "no":
            whom += [author.name, author.name, author.place]
        publisher = author.name if naming.way == "bare_title_publisher" else random.choice(whom)
        serial = random.choice(
            (f"2018-{random.randint(1000, 9999):05}", f"{days.year + 1}-{random.randint(1, 999):05}")
        )
        index = f"{random.choice(('000014349', '014416330', '11370300004217725X', '687914262'))}/{serial}"
        below = f"（{signature_day(random, days.published)}）" if random.random() < 0.05 else ""
        facts = Facts(
            author, days.year, naming.whole_title, stamp(random, days.published), publisher,
            random.choice(whom), index, days.year + random.choice((0, 1, 1)), below,
        )  # fmt: skip
        style = random.choices([one for one, _ in STYLES], [weight for _, weight in STYLES])[0]
        if naming.way == "bare_title_publisher" and style not in WITH_PUBLISHER:
            continue
        frame = style(random, facts)
        if not needs_date or "date" in frame.shows:
            return frame, facts


def suffix(web: bool, flow: str) -> str:
    """The ending of a file's name."""
    return "html" if web else "md" if flow == "markdown" else "txt"


def write_page(
    random: Random, body: list[Segment], naming: Naming, frame: Frame, facts: Facts, tail: tuple[str, ...], flow: str,
    web: bool, cut: bool,
) -> tuple[bytes, str]:  # fmt: skip
    """The file's bytes, and all of its text for looking names up."""
    title = [Segment("title", line) for line in naming.title]
    if "title" in frame.shows and naming.title and random.random() < 0.3:
        title = []
        if flow == "one" and body:
            body = [replace(body[0], text=f"{naming.whole_title} {body[0].text}"), *body[1:]]
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
        head = random.choice(
            (f"{naming.whole_title or '详情'}", f"{naming.whole_title or '详情'}_{facts.site}", "详情页")
        )
        page = printing.as_html(above, [*title, *below, *body, *rest], head, mark=MARK, whole=not cut)
        plain = "\n".join(html.unescape(one.markup or one.text) for one in (*title, *below, *body, *rest))
        return page.encode(), html.unescape(above) + plain
    above_lines = [Segment("head", line) for part in frame.above for line in part_lines(part)]
    if facts.day_below and title:
        title = [*title, Segment("head", facts.day_below)]
    below_lines = [Segment("head", line) for part in frame.below for line in part_lines(part)]
    text = printing.as_text([*above_lines, *title, *below_lines, *body, *rest], flow)
    if cut:
        text = text.rstrip("\n")
    return text.encode(), text
