"""What stands in the cells: numbers that add up (or do not), ways of printing them, ways of printing none."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.corpus.forms import BLOCKS, COLUMNS, DISCLOSURE, OUTSIDE, REQUESTS, Address

MONEY = (
    ("134.2 万元", "134.2", "万元"),
    ("0万元", "0", "万元"),
    ("251000元", "251000", "元"),
    ("70487元", "70487", "元"),
    ("75394432.52元", "75394432.52", "元"),
    ("8040", "8040", None),
    ("24252.311082", "24252.311082", None),
    ("5949.088667", "5949.088667", None),
    ("7730.28", "7730.28", None),
    ("0", "0", None),
    ("0", "0", None),
    ("12.5", "12.5", None),
)
MARKS = {"slash": ("/",), "dash": ("-", "—"), "text": ("无",), "blank": ("",)}


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell as printed. ``kind`` is what a person sees there; ``value`` (a plain decimal) only where it is stated.

    ``fuzzy`` says why a careful person may hesitate over the text itself ("" where nobody would).
    """

    text: str
    kind: str
    value: str | None = None
    unit: str | None = None
    fuzzy: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All cells of one report. ``consistent`` is whether every printed sum of tables 3 and 4 holds."""

    cells: dict[Address, Printed]
    consistent: bool
    style: str


STYLES = (("full", 62), ("totals_only", 8), ("sprinkled", 8), ("marks", 12), ("decorated", 10))
"""How a report prints its cells, and weights. ``totals_only``: blank where the count is 0, save the total column."""


def draw(random: Random, disclosure: str, requests: str, label_unit: str | None, plain: bool, blanks: bool) -> Figures:
    """Cells for the given form versions. ``plain``: digits in every cell (glued layouts know no other); ``blanks``:
    many blank cells.
    """
    numbers, consistent = _numbers(random, requests)
    style = random.choices([s for s, _ in STYLES], [w for _, w in STYLES])[0]
    if plain:
        style = "full"
    if blanks:
        style = random.choice(("totals_only", "totals_only", "sprinkled"))
    cells = {address: _print(random, address, number, style) for address, number in numbers.items()}
    cells |= _disclosure(random, disclosure, label_unit, style, plain)
    return Figures(cells, consistent, style)


def _numbers(random: Random, requests: str) -> tuple[dict[Address, int], bool]:
    size = random.choices((0, 1, 3, 30, 900), (30, 25, 25, 15, 5))[0]
    columns = [c for c, _ in COLUMNS[:-1]]
    outcomes = [row.id for row in REQUESTS[requests] if row.id not in OUTSIDE and row.id != "results_total"]
    table: dict[tuple[str, str], int] = {}
    for column in columns:
        for row in outcomes:
            table[row, column] = random.randint(0, size) if size and random.random() < 0.22 else 0
        done = sum(table[row, column] for row in outcomes)
        forward = random.randint(0, size) if size and random.random() < 0.3 else 0
        carried = random.randint(0, min(size, done + forward)) if random.random() < 0.3 else 0
        table["results_total", column] = done
        table["carried_forward", column] = forward
        table["carried_over", column] = carried
        table["new_requests", column] = done + forward - carried
    rows = [row.id for row in REQUESTS[requests]]
    for row in rows:
        table[row, "total"] = sum(table[row, column] for column in columns)
    numbers: dict[Address, int] = {("requests", *at): n for at, n in table.items()}
    small = random.choice((0, 0, 1, 2, 12))
    for block, _ in BLOCKS:
        parts = [random.randint(0, small) if random.random() < 0.5 else 0 for _ in range(4)]
        for outcome, number in zip(("upheld", "corrected", "other", "pending"), parts, strict=True):
            numbers["disputes", block, outcome] = number
        numbers["disputes", block, "total"] = sum(parts)
    consistent = random.random() >= 0.2
    if not consistent:
        for _ in range(random.randint(1, 3)):
            at = random.choice(list(numbers))
            numbers[at] += random.choice((1, 1, 2, 10))
    return numbers, consistent


def _print(random: Random, address: Address, number: int, style: str) -> Printed:
    zero = number == 0
    if style == "totals_only" and zero and address[2] != "total":
        return _mark(random, "blank")
    if style == "sprinkled" and random.random() < 0.04:
        return _mark(random, "blank")
    if style == "marks" and zero and random.random() < 0.25:
        return _mark(random, random.choice(("slash", "dash", "dash", "text")))
    return count(random, number, decorated=style == "decorated")


def _mark(random: Random, kind: str) -> Printed:
    return Printed(random.choice(MARKS[kind]), kind)


def count(random: Random, number: int, *, decorated: bool, signed: bool = False) -> Printed:
    """A count, plainly or in one of the ways that need care."""
    text = str(number)
    if signed and number > 0 and random.random() < 0.6:
        text = f"+{text}"
    way = random.random() if decorated else 1.0
    if way < 0.12:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    elif way < 0.24 and abs(number) >= 1000:
        text = f"{number:,}"
    elif way < 0.30:
        return Printed(f"{text}件", "stated", str(number))
    elif way < 0.45:
        text = f" {text}" if way < 0.4 else f"{text} "
    elif way < 0.455 and number >= 10:
        return Printed(f"{text[0]} {text[1:]}", "stated", str(number), fuzzy="a blank inside the number")
    elif 0.455 <= way < 0.459:
        return Printed(f"0{text}", "stated", str(number), fuzzy="a leading zero")
    return Printed(text, "stated", str(number))


def _disclosure(
    random: Random, version: str, label_unit: str | None, style: str, plain: bool
) -> dict[Address, Printed]:
    cells: dict[Address, Printed] = {}
    large = random.random() < 0.1
    for block in DISCLOSURE[version]:
        for row, _ in block.rows:
            barred = style in ("marks", "sprinkled") and row == "rules" and random.random() < 0.5
            for column, _ in block.columns:
                address = ("disclosure", row, column)
                if barred:
                    cells[address] = _mark(random, "slash" if style == "marks" else "blank")
                elif column == "amount":
                    cells[address] = _money(random, label_unit, plain)
                elif column == "net_change":
                    number = random.choice((0, 0, 0, 1, 2, 7, -1, -11))
                    cells[address] = count(random, number, decorated=False, signed=True)
                else:
                    number = random.choice((0, 0, 0, 1, 2, 10, 15, 98, 320))
                    number = random.choice((1234, 20871, 11398889)) if large and random.random() < 0.2 else number
                    cells[address] = _print(random, address, number, "full" if style == "totals_only" else style)
    return cells


def _money(random: Random, label_unit: str | None, plain: bool) -> Printed:
    text, value, unit = random.choice(MONEY)
    if plain and not text.replace(".", "").isdigit():
        text, value, unit = "0", "0", None
    return Printed(text, "stated", value, unit or label_unit)
