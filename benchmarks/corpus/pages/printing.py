"""From a story to segments, and from segments to a text or a web page. A cut falls between the two."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus.pages.furniture import Part
from benchmarks.corpus.pages.story import Story
from benchmarks.corpus.rows_text import Tear
from benchmarks.corpus.sheets import Sheet, Verdicts
from benchmarks.corpus.writing_html import table_lines


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the page. ``role`` is head, title, opening, heading, text, table, sign, tail or mark.

    ``markup`` is ready HTML (rows of tables); otherwise a page wraps ``text`` itself. ``table`` names the table.
    """

    role: str
    text: str
    markup: str = ""
    table: str = ""


def story_segments(story: Story, tear: Tear | None, random: Random, verdicts: Verdicts) -> list[Segment]:
    """The report's own pieces; ``tear`` None keeps tables as markup."""
    found = [Segment("opening", text) for text in story.opening]
    for section in story.sections:
        found.append(Segment("heading", section.heading))
        for part in section.parts:
            if isinstance(part, Sheet):
                found += _table(part, tear, random, verdicts)
            else:
                found.append(Segment("text", part))
    return found


def _table(sheet: Sheet, tear: Tear | None, random: Random, verdicts: Verdicts) -> list[Segment]:
    if tear is None:
        style = random.choice(("plain", "plain", "word", "wrapped"))
        return [Segment("table", "", line, sheet.name) for line in table_lines(sheet, random, style)]
    return [Segment("table", line, "", sheet.name) for line in tear(sheet, random, verdicts)]


def as_text(segments: Sequence[Segment], flow: str) -> str:
    """``flow``: plain, spaced (an empty line between paragraphs), indented, joined (heading and text in one line),
    one (all between title and signature in one line) or markdown.
    """
    lines: list[str] = []
    before = ""
    for segment in segments:
        body = segment.role in ("opening", "heading", "text", "table")
        if flow == "one" and body:
            if before == "body":
                lines[-1] += segment.text
            else:
                lines.append(segment.text)
            before = "body"
            continue
        if flow == "joined" and before == "heading" and segment.role == "text":
            lines[-1] += segment.text
        elif segment.role == "table":
            lines.append(segment.text)
        else:
            indent = "　　" if flow == "indented" and segment.role in ("opening", "heading", "text") else ""
            if flow == "markdown":
                indent = {"title": "# ", "heading": "## "}.get(segment.role, "")
            if flow in ("spaced", "indented", "markdown") and lines and lines[-1]:
                lines.append("")
            lines.append(indent + segment.text)
        before = segment.role
    return "\n".join(lines) + "\n"


def part_lines(part: Part) -> list[str]:
    """Furniture as lines of text."""
    if not part.rows:
        return list(part.lines)
    if part.look == "pipes":
        return [" | ".join(row) + " |" for row in part.rows]
    if part.look == "tabs":
        return ["\t".join(row) for row in part.rows]
    if part.look == "neighbours":
        return [cell for row in part.rows for cell in row if cell]
    if part.look == "lines":
        pairs = [row[at : at + 2] for row in part.rows for at in range(0, len(row), 2)]
        return [" ".join(pair).rstrip() for pair in pairs]
    return [" ".join(row).rstrip() for row in part.rows]


def part_markup(part: Part, random: Random) -> str:
    """Furniture as HTML."""
    if part.rows:
        width = max(len(row) for row in part.rows)
        rows = []
        for row in part.rows:
            cells = [html.escape(cell) or "&nbsp;" for cell in row]
            span = f' colspan="{width - len(row) + 1}"' if len(row) < width else ""
            marks = ["<td>"] * (len(cells) - 1) + [f"<td{span}>"]
            rows.append("<tr>" + "".join(f"{m}{c}</td>" for m, c in zip(marks, cells, strict=True)) + "</tr>")
        return '<table class="xxgk_table">\n' + "\n".join(rows) + "\n</table>"
    if part.kind == "nav":
        links = "".join(f'<li><a href="#">{html.escape(word)}</a></li>' for line in part.lines for word in line.split())
        return f"<ul>{links}</ul>"
    tag = random.choice(("div", "p", "div"))
    return "\n".join(f'<{tag} class="{part.kind}">{html.escape(line)}</{tag}>' for line in part.lines)


def as_html(above: str, segments: Sequence[Segment], head_title: str, *, mark: str, whole: bool) -> str:
    """A page. A page that is not ``whole`` ends where its text does."""
    body: list[str] = []
    for segment in segments:
        if segment.markup:
            body.append(segment.markup)
        elif segment.role == "title":
            body.append(f"<h1>{html.escape(segment.text)}</h1>")
        elif segment.role in ("tail", "mark"):
            body.append(f"<div>{html.escape(segment.text)}</div>")
        else:
            body.append(f"<p>{html.escape(segment.text)}</p>")
    end = "</div>\n</body></html>\n" if whole else ""
    return (
        f'<!DOCTYPE html>\n<!-- {mark} -->\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{html.escape(head_title)}</title></head>\n<body>\n{above}\n"
        f'<div class="article">\n' + "\n".join(body) + f"\n{end}"
    )


def shortened(segment: Segment, keep: int) -> Segment:
    """The beginning of a segment."""
    return replace(segment, text=segment.text[:keep])
