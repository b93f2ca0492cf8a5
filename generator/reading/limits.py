"""Upper limits for one document. What exceeds a limit is refused with a doubt, never dropped silently.

Each limit is several times what the longest real reports have. Below them reading takes time in proportion to the
text; they bound the constant factor, where a text is made of nothing but lines, figures or headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.doubts import Doubt, Loudness

MOST_CHARACTERS = 400_000
"""Characters of one report: four times those of the longest. A file of several may hold more."""

MOST_LINES = 20_000
"""Lines of one report, blank ones included: with a cell a line and a blank line behind each it has some 2,000."""

MOST_LINES_OF_FILE = 200_000
"""Lines of a whole file."""

MOST_REPORTS = 200
"""Reports in one file. A county that puts those of all its departments and towns into one has some 50, a
prefecture some 150."""

MOST_FIGURES = 3_000
"""Numbers with a unit in the running text of one report; the longest reports state 250."""

MOST_SECTIONS = 300
"""Headings of the first level in one report: the form has six."""

MOST_CANDIDATES = 400
"""Other readings of title, author and year that are kept of one report."""

MOST_DOUBTS = 300
"""Doubts that are kept of one report; the tables of a form have some 300 cells."""


def bounded_doubts(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The first MOST_DOUBTS of ``doubts``, the loudest kept before others, and one that counts the rest."""
    if len(doubts) <= MOST_DOUBTS:
        return tuple(doubts)
    loudest = sorted(range(len(doubts)), key=lambda at: (doubts[at].loudness is Loudness.NOTE, at))[:MOST_DOUBTS]
    kept = tuple(doubts[at] for at in sorted(loudest))
    message = f"另有 {len(doubts) - MOST_DOUBTS:,} 处疑问，未逐一列出。"
    return (*kept, Doubt("more_doubts", "reading", message, "请上传完好的原件。"))


def too_long(count: int) -> Doubt:
    return Doubt(
        "too_long",
        "reading",
        f"一份报告长达 {count:,} 字，上限为 {MOST_CHARACTERS:,} 字，没有读取。",
        "请只上传报告本身。",
        Loudness.REFUSED,
    )


def too_many_lines(count: int, limit: int = MOST_LINES) -> Doubt:
    return Doubt(
        "too_many_lines",
        "reading",
        f"文本有 {count:,} 行，上限为 {limit:,} 行，没有读取。",
        "请只上传报告本身。",
        Loudness.REFUSED,
    )


def too_many_reports(count: int) -> Doubt:
    return Doubt(
        "too_many_reports",
        "reading",
        f"文件里似有 {count:,} 份报告，上限为 {MOST_REPORTS} 份，没有读取。",
        "请把各份报告分成单独的文件上传。",
        Loudness.REFUSED,
    )


def too_many_figures() -> Doubt:
    return Doubt(
        "too_many_figures",
        "reading",
        f"正文里带单位的数字超过 {MOST_FIGURES:,} 个，不像报告正文，均未作为正文数字读取。",
        "请只上传报告本身。",
    )


def too_many_sections(count: int) -> Doubt:
    return Doubt(
        "too_many_sections",
        "reading",
        f"文中有 {count:,} 个一级标题，只读取前 {MOST_SECTIONS} 个，其后的文字都归入最后一个标题。",
        "请只上传报告本身。",
    )
