"""Layouts 1 to 9: tables that came out as rows or cells with separators, or a cell a line with none."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.corpus.deciding import judge_alignment, judge_dropped_blanks
from benchmarks.corpus.sheets import Box, Flat, Sheet, Verdicts, flatten

Tear = Callable[[Sheet, Random, Verdicts], list[str]]
"""A sheet to the lines of text that are left of it, noting what cannot be decided any more."""


def tab_rows(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """1: a row a line, tabs between cells; merging leaves empty ones; a page break lets a label slide to the left."""
    flat = flatten(sheet, across=random.choice(("after", "after", "end")), down="blank")
    flat = _slide(flat, random) if sheet.name == "requests" else flat
    judge_alignment(flat, verdicts)
    lines: list[str] = []
    for at, row in enumerate(flat):
        lines.append("\t".join(box.text for box in row))
        if at > 4 and random.random() < 0.04:
            lines += random.choice(([""], ["", ""], ["", "-3-", ""]))
    return lines


def _slide(flat: Flat, random: Random) -> Flat:
    slid: Flat = []
    for row in flat:
        label = next((at for at, box in enumerate(row) if not box.blank), 0)
        if label and row[label].address is None and any(b.address for b in row) and random.random() < 0.05:
            step = random.randint(1, label)
            row = [*row[: label - step], row[label], *row[label - step : label], *row[label + 1 :]]
        slid.append(row)
    return slid


def tab_cells(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """2: a tab and a cell a line, an empty line between rows, as a word processor pastes; labels may wrap."""
    flat = flatten(sheet, across="none", down="blank")
    judge_alignment(flat, verdicts)
    space = random.choice(("", " ", "\u00a0"))
    lines: list[str] = []
    for row in flat:
        for box in row:
            text = box.text or space
            if box.address and box.text and random.random() < 0.004:
                text = f"[bookmark: _GoBack]{text}"
            if box.address is None and " " in text.strip():
                text = text.replace(" ", "\n", 1)
            lines += f"\t{text}".split("\n")
        lines.append("")
    return lines


def bare_cells(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """3: a cell a line without any mark; blank cells are gone; only labels tell where a row begins."""
    flat = flatten(sheet, across="none", down="dropped")
    judge_dropped_blanks(flat, verdicts)
    apart, lead = random.choice(([""], [""], [])), random.choice(("", "", " "))
    lines: list[str] = []
    for at, row in enumerate(flat):
        for box in row:
            if not box.blank:
                lines += [f"{lead}{box.text}" if box.address else box.text, *apart]
        if at > 4 and random.random() < 0.02:
            lines += ["-4-", *apart]
    return lines


def pipe_rows(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """4: a row a line, bars between cells; wide cells leave bars behind, mostly at the end of the row."""
    across, trailing = random.choice(("end", "end", "after")), random.choice((0, 0, 1))
    flat = [row + [Box("", filler=True)] * trailing for row in flatten(sheet, across=across, down="dropped")]
    judge_alignment(flat, verdicts)
    lines = []
    for row in flat:
        spare = 0
        while row and row[-1].filler:
            row, spare = row[:-1], spare + 1
        line = " | ".join(box.text for box in row)
        if spare or row[-1].blank:
            line += " |" + random.choice((" ", "")) + "|" * spare
        lines.append(line)
    return lines


def pipe_rows_tight(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """5: bars between cells and nothing for merged ones; a group's label stands before its first row only."""
    flat = flatten(sheet, across="none", down="dropped")
    judge_alignment(flat, verdicts)
    bar = random.choice((" | ", " | ", "|"))
    for row in flat:
        if row[-1].blank:
            verdicts.mark(
                [box.address for box in row if box.address], "arguable", "the last bar may only close the row"
            )
    return [bar.join(box.text for box in row) for row in flat]


def pipe_cells(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """6 and 9: a cell and its bar a line; runs of bars for what merging left, lone bars for blank cells."""
    flat = flatten(sheet, across=random.choice(("end", "end", "none")), down="dropped")
    judge_alignment(flat, verdicts)
    lines: list[str] = []
    for row in flat:
        run = 0
        for box in row:
            if box.filler:
                run += 1
                continue
            lines.append(f"{box.text} |" if not box.blank else "|")
        if run:
            lines.append("|" * run)
    return lines


def leading_pipe(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """7: a bar on a line of its own before each row, and an empty cell at its end."""
    flat = [[*row, Box("", filler=True)] for row in flatten(sheet, across="none", down="dropped")]
    judge_alignment(flat, verdicts)
    broken = random.random() < 0.5
    lines: list[str] = []
    for row in flat:
        cells = [box.text for box in row[:-1]]
        if broken:
            lines += [
                "|",
                cells[0],
                *(f"| {text}" for text in cells[1:-1]),
                f"| {cells[-1]} | |" if cells[1:] else "| |",
            ]
        else:
            lines += ["|", " | ".join(cells) + " | |"]
    return lines


def lone_pipes(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """8: every bar on a line of its own; header cells broken over lines."""
    flat = flatten(sheet, across="none", down="dropped")
    judge_alignment(flat, verdicts)
    lines: list[str] = []
    for row in flat:
        for box in row:
            if box.address is None and len(box.text) in (4, 6) and random.random() < 0.4:
                half = len(box.text) // 2
                lines += [box.text[:half], box.text[half:], "|"]
            else:
                lines += [box.text, "|"] if not box.blank else ["|"]
    return lines
