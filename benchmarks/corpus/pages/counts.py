"""The figures of a page: those of most real reports, few requests and hardly any disputes, and all sums right."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from benchmarks.corpus.figures import Printed
from benchmarks.corpus.forms import BLOCKS, COLUMNS, DISCLOSURE, OUTSIDE, REQUESTS, Address

Numbers = dict[Address, int]
RESULTS = ("upheld", "corrected", "other", "pending")
FEES = ("0", "0", "0", "0.36", "12.5", "7.5", "103.2042", "282.1", "45", "1930.75")
PROCUREMENT = ((0, "0"), (0, "0"), (2, "251000元"), (5, "86.4万元"), (1, "70487元"))


def draw_numbers(random: Random, form: str) -> Numbers:
    """Every count of the three tables; money is drawn when it is printed."""
    return _requests(random, form) | _disputes(random) | _disclosure(random, form)


def _requests(random: Random, form: str) -> Numbers:
    columns = [column for column, _ in COLUMNS[:-1]]
    rows = [row.id for row in REQUESTS[form]]
    outcomes = [row for row in rows if row not in OUTSIDE and row != "results_total"]
    table = {(row, column): 0 for row in rows for column, _ in COLUMNS}
    size = random.choices((0, random.randint(1, 5), random.randint(6, 60), random.randint(61, 900)), (48, 32, 15, 5))[0]
    for _ in range(size):
        column = random.choices(columns, (80, 10, 2, 2, 2, 4))[0]
        row = "granted" if random.random() < 0.45 else random.choice(outcomes)
        table[row, column] += 1
    for column in columns:
        done = sum(table[row, column] for row in outcomes)
        carried = random.randint(0, done) if done and random.random() < 0.25 else 0
        forward = random.randint(1, 1 + done // 5) if done and random.random() < 0.2 else 0
        table["results_total", column] = done
        table["carried_over", column], table["carried_forward", column] = carried, forward
        table["new_requests", column] = done + forward - carried
    for row in rows:
        table[row, "total"] = sum(table[row, column] for column in columns)
    return {("requests", *at): number for at, number in table.items()}


def _disputes(random: Random) -> Numbers:
    found: Numbers = {}
    some = random.random() < 0.25
    for block, _ in BLOCKS:
        parts = {result: random.randint(0, 3) if some and random.random() < 0.4 else 0 for result in RESULTS}
        found |= {("disputes", block, result): number for result, number in parts.items()}
        found["disputes", block, "total"] = sum(parts.values())
    return found


def _disclosure(random: Random, form: str) -> Numbers:
    found: Numbers = {}
    for block in DISCLOSURE[form]:
        for row, _ in block.rows:
            for column, _ in block.columns:
                if column != "amount":
                    found["disclosure", row, column] = 0 if row == "rules" else random.choice((0, 0, 0, 1, 2, 15, 98))
    documents = ("disclosure", "normative_documents")
    made = random.choice((0, 0, 0, 1, 2, 5))
    found[*documents, "made"] = made
    if form == "2019":
        found[*documents, "newly_published"] = made
        found[*documents, "total_public"] = made + random.randint(0, 30)
        for _, row, column in list(found):
            if column == "net_change":
                items = found["disclosure", row, "previous_year_items"]
                found["disclosure", row, column] = random.choice((0, 0, 0, 1, 3, -1 if items else 0))
        found["disclosure", "government_procurement", "projects"] = 0
    else:
        repealed = random.choice((0, 0, 0, 1, 2))
        found[*documents, "repealed"] = repealed
        found[*documents, "in_force"] = made + random.randint(0, 20)
    return found


def printed(random: Random, numbers: Mapping[Address, int], form: str, blanks: bool) -> dict[Address, Printed]:
    """The cells. ``blanks``: zeros are left out in the columns of applicants."""
    cells: dict[Address, Printed] = {}
    for address, number in numbers.items():
        if blanks and number == 0 and address[0] == "requests" and address[2] != "total":
            cells[address] = Printed("", "blank")
        else:
            cells[address] = Printed(str(number), "stated", str(number))
    if form == "2021":
        amount = random.choice(FEES)
        cells["disclosure", "administrative_fees", "amount"] = Printed(amount, "stated", amount, "万元")
    else:
        projects, text = random.choice(PROCUREMENT)
        value, unit = text.removesuffix("元").removesuffix("万"), text.lstrip("0123456789.") or None
        cells["disclosure", "government_procurement", "projects"] = Printed(str(projects), "stated", str(projects))
        cells["disclosure", "government_procurement", "amount"] = Printed(text, "stated", value, unit)
    return cells
