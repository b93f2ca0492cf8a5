"""The three tables as a word processor holds them, boxes with spans; and flat, as extractors leave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.corpus.figures import Printed
from benchmarks.corpus.forms import (
    BLOCKS,
    COLUMNS,
    CORNER,
    DISCLOSURE,
    OUTCOMES,
    OUTSIDE,
    REQUESTS,
    RESULTS,
    VARIANTS,
    Address,
)


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a sheet. ``address`` only for value cells; ``filler`` marks what merging left behind when flat."""

    text: str
    across: int = 1
    down: int = 1
    address: Address | None = None
    filler: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()


Flat = list[list[Box]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows`` hold only the boxes that begin in them, as in HTML."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    width: int


@dataclass(frozen=True)
class Labels:
    """How this report prints the national labels."""

    year: int
    printed: dict[str, str]
    brackets: bool
    ordinal: str

    def __call__(self, national: str) -> str:
        text = self.printed.get(national, national).format(year=self.year, before=self.year - 1)
        if self.brackets:
            text = text.translate({ord("（"): "(", ord("）"): ")", ord("："): ":", ord("，"): ","})
        if self.ordinal != "." and text[0].isdigit() and text[1] == ".":
            text = text[0] + self.ordinal + text[2:]
        return text


def draw_labels(random: Random, year: int, share: float) -> Labels:
    """Labels for one report; each national one is replaced by a variant with probability ``share``."""
    printed = {label: random.choice(others) for label, others in VARIANTS.items() if random.random() < share}
    return Labels(year, printed, random.random() < 0.3, random.choices((".", "、", "．"), (80, 15, 5))[0])


def sheets(cells: dict[Address, Printed], disclosure: str, requests: str, labels: Labels) -> tuple[Sheet, ...]:
    """The three tables of one report."""
    return (_disclosure(cells, disclosure, labels), _requests(cells, requests, labels), _disputes(cells, labels))


def _disclosure(cells: dict[Address, Printed], version: str, label: Labels) -> Sheet:
    rows: list[tuple[Box, ...]] = []
    for block in DISCLOSURE[version]:
        last = 3 - len(block.columns) + 1  # the block's last column is as wide as what is left of three
        rows.append((Box(label(block.heading), across=4),))
        heads = [Box(label(zh)) for _, zh in block.columns]
        rows.append((Box("信息内容"), *heads[:-1], replace(heads[-1], across=last)))
        for row, zh in block.rows:
            values = [_value(cells, ("disclosure", row, column)) for column, _ in block.columns]
            rows.append((Box(label(zh)), *values[:-1], replace(values[-1], across=last)))
    return Sheet("disclosure", tuple(rows), 4)


def _requests(cells: dict[Address, Printed], version: str, label: Labels) -> Sheet:
    rows: list[tuple[Box, ...]] = [
        (Box(label(CORNER), across=3, down=3), Box("申请人情况", across=7)),
        (
            Box(label("自然人"), down=2),
            Box("法人或其他组织", across=5),
            Box(label("总计"), down=2),
        ),
        tuple(Box(label(zh)) for _, zh in COLUMNS[1:-1]),
    ]
    form = REQUESTS[version]
    inside = [row for row in form if row.id not in OUTSIDE]
    for at, row in enumerate(form):
        values = tuple(_value(cells, ("requests", row.id, column)) for column, _ in COLUMNS)
        boxes: list[Box] = []
        if row.id in OUTSIDE:
            boxes.append(Box(label(row.label), across=3))
        else:
            if row is inside[0]:
                boxes.append(Box(label(RESULTS), down=len(inside)))
            if not row.group:
                boxes.append(Box(label(row.label), across=2))
            else:
                members = [other for other in form if other.group == row.group]
                if form[at - 1].group != row.group:
                    boxes.append(Box(label(row.group), down=len(members)))
                boxes.append(Box(label(row.label)))
        rows.append((*boxes, *values))
    return Sheet("requests", tuple(rows), 10)


def _disputes(cells: dict[Address, Printed], label: Labels) -> Sheet:
    outcomes = [zh for _, zh in OUTCOMES]
    rows = (
        (Box("行政复议", across=5), Box("行政诉讼", across=10)),
        (
            *(Box(label(zh), down=2) for zh in outcomes),
            Box("未经复议直接起诉", across=5),
            Box("复议后起诉", across=5),
        ),
        tuple(Box(label(zh)) for zh in outcomes * 2),
        tuple(_value(cells, ("disputes", block, outcome)) for block, _ in BLOCKS for outcome, _ in OUTCOMES),
    )
    return Sheet("disputes", rows, 15)


def _value(cells: dict[Address, Printed], address: Address) -> Box:
    return Box(cells[address].text, address=address)


FILLER = Box("", filler=True)


def flatten(sheet: Sheet, *, across: str, down: str) -> Flat:
    """The sheet without spans. ``across``: what a wide box leaves behind itself, ``after`` it, at the ``end`` of its
    row, or ``none``. ``down``: whether positions under a tall box are kept as ``blank`` cells or ``dropped``.
    """
    covered: dict[tuple[int, int], bool] = {}
    flat: Flat = []
    for at, row in enumerate(sheet.rows):
        out: list[Box] = []
        spare = 0
        column = 0
        queue = list(row)
        while queue or (at, column) in covered:
            if (at, column) in covered:
                if down == "blank" and (across != "none" or not covered[at, column]):
                    out.append(FILLER)
                column += 1
                continue
            box = queue.pop(0)
            out.append(replace(box, across=1, down=1))
            for below in range(1, box.down):
                for beside in range(box.across):
                    covered[at + below, column + beside] = beside > 0
            if across == "after":
                out += [FILLER] * (box.across - 1)
            elif across == "end":
                spare += box.across - 1
            column += box.across
        flat.append(out + [FILLER] * spare)
    return flat


@dataclass
class Verdicts:
    """What the layout made of each cell: (``yes`` | ``no`` | ``arguable`` …, why). Cells not named are ``yes``."""

    of: dict[Address, tuple[str, str]] = field(default_factory=dict)

    def mark(self, addresses: Sequence[Address], verdict: str, why: str) -> None:
        """Note a verdict, unless a worse one is already there."""
        rank = ("yes", "arguable", "by_sums", "false_sums", "no")
        for address in addresses:
            old = self.of.get(address, ("yes", ""))[0]
            if rank.index(verdict) > rank.index(old):
                self.of[address] = (verdict, why)
