"""Layouts 12 and 14: the text layer of a PDF, laid out or in raw order, and Markdown made by character recognition."""

from __future__ import annotations

import unicodedata
from random import Random

from benchmarks.corpus.deciding import judge_dropped_blanks
from benchmarks.corpus.sheets import Box, Flat, Sheet, Verdicts, flatten

STACK = "三本年度办理结果"
WRAP = 15
"""Labels longer than so many characters stand on two lines."""


def pdf_layout(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """12: columns kept apart by blanks; a tall label runs down the side, a character a line; long labels wrap
    around the line with their numbers; page numbers fall in between.
    """
    flat = flatten(sheet, across="none", down="dropped")
    for row in flat:
        if any(box.address and box.blank for box in row):
            verdicts.mark(_addresses(row), "arguable", "only its place on the line tells a value's column")
    if sheet.name == "disputes":
        return _wide(flat)
    lines: list[str] = []
    side = list(STACK) if sheet.name == "requests" else []
    page = random.randint(2, 5)
    for row in flat:
        labels = [box.text for box in row if box.address is None]
        values = [box.text or " " for box in row if box.address is not None]
        if not values:
            lines += _header(labels, random)
            continue
        while len(labels) > 1:
            group = labels.pop(0)
            if group[0] != "三":
                lines.append(f"      {group}")
        lead = "      "
        if side and labels[0][0] not in "一二四" and random.random() < 0.4:
            lines.append(f"  {side.pop(0)}")
            if random.random() < 0.05:
                lines += ["", f"              -{page}-", ""]
        numbers = "".join(f"  {value:>5}" for value in values)
        label = labels[0]
        if len(label) > WRAP:
            lines += [lead + label[:WRAP], " " * (2 * WRAP + 10) + numbers, lead + label[WRAP:]]
        else:
            lines.append(_pad(lead + label, 2 * WRAP + 10) + numbers)
    return [*lines, *(f"  {character}" for character in side)]


def _wide(flat: Flat) -> list[str]:
    return ["".join(_pad(box.text, 10) for box in row).rstrip() for row in flat]


def _header(labels: list[str], random: Random) -> list[str]:
    if len(labels) > 2 and random.random() < 0.5:
        cut = [label[:3] for label in labels], [label[3:] for label in labels]
        return ["".join(_pad(part, 9) for part in line).rstrip() for line in cut if any(line)]
    return ["   ".join(labels)]


def _pad(text: str, width: int) -> str:
    shown = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * max(1, width - shown)


def pdf_raw(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """12, in raw order: labels apart from their numbers, numbers before labels, headers after rows."""
    flat = flatten(sheet, across="none", down="dropped")
    judge_dropped_blanks(flat, verdicts)
    order = random.choices(("after", "before", "mixed"), (50, 30, 20))[0]
    lines: list[str] = []
    held: list[str] = []
    for row in flat:
        labels = [box.text for box in row if box.address is None]
        values = [box.text for box in row if box.address is not None and not box.blank]
        if order == "mixed" and sheet.name == "requests":
            verdicts.mark(_addresses(row), "no", "numbers stand before or after their labels, no telling which")
        verdicts.mark(_addresses(row), "arguable", "the order of words is that of the drawing")
        if not values:
            if sheet.name == "disclosure" and labels[0] == "信息内容":
                lines, held = [*lines, labels[0]], labels[1:]
            else:
                lines += labels
        elif sheet.name == "disclosure":
            lines += [labels[-1], *held, *values]
            held = []
        elif order == "before" or (order == "mixed" and random.random() < 0.5):
            lines += [*labels[:-1], " ".join(values), *labels[-1:]]
        else:
            lines += [*labels, " ".join(values)]
        if random.random() < 0.05:
            lines.append(f"-{random.randint(2, 5)}-")
    return lines


def ocr_tables(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """14: a small table a row with invented headings, a row's label taken for a heading, a cell missed now and then."""
    flat = flatten(sheet, across="none", down="dropped")
    lines: list[str] = []
    for row in flat:
        labels = [box.text for box in row if box.address is None]
        values = [box.text or "-" for box in row if box.address is not None]
        if not values:
            if labels[0].startswith("第"):
                lines += [f"### {labels[0]}", ""]
            continue
        addresses = _addresses(row)
        verdicts.mark(addresses, "arguable", "the headings were invented, the order of columns is by habit")
        if any(box.blank for box in row if box.address):
            verdicts.mark(addresses, "no", "blank cells were read as dashes")
        if random.random() < 0.04 and len(values) > 2:
            del values[random.randrange(len(values))]
            verdicts.mark(addresses, "no", "a cell of the row was missed")
        heads = [f"数据{n}" for n in range(1, len(values) + 1)]
        if random.random() < 0.04:
            heads = ["本年新收件数", "上年结转件数", *heads][: len(values)]
        first = labels[-1] if labels else "-"
        lines += ["| 项目 | " + " | ".join(heads) + " |", "|" + "---|" * (len(values) + 1)]
        lines += [f"| {first} | " + " | ".join(values) + " |", ""]
    return lines


def _addresses(row: list[Box]) -> list[tuple[str, str, str]]:
    return [box.address for box in row if box.address is not None]
