#!/usr/bin/env python3
"""Runs the arithmetic of the archive again, from cells.csv and checks.jsonl, and compares it with findings.csv.

    python recheck.py [FOLDER]

FOLDER holds the three files, as an unpacked zip from /data/ does. Python 3.8 or newer; nothing else is needed.
Each sum of the forms is reckoned for each report; a difference is a sum whose outcome is another one than we publish.
Ends with 0 where there is none, else with 1. What we could not read is left out, and so is a sum that helped to read.
"""

import csv
import json
import operator
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby
from pathlib import Path

OPERATORS = {"=": operator.eq, ">=": operator.ge, "<=": operator.le, "<=>": lambda a, b: (a == 0) == (b == 0)}


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def number(cell, name):
    """The cell's number, None where there is none or the sum called ``name`` helped to read it."""
    if cell is None or not cell["value"]:
        return None
    rests_on = set(cell["rests_on"].split())
    solved = cell["reading"] == "solved" and bool(rests_on)
    return None if name in rests_on or (solved and (not name or len(rests_on) < 2)) else Decimal(cell["value"])


def side(operands, cells, before, name):
    found = []
    for one in operands:
        value = number((before if one.get("year") else cells).get(one["address"]), name)
        found.append(None if value is None else value * one.get("sign", 1))
    return found


def holds(check, cells, before, published):
    """True, False, or None where it cannot be told."""
    left, right = (side(check[part], cells, before, check["name"]) for part in ("left", "right"))
    if None in left and None not in right and published and check["op"] == "=":
        return not sum(filter(None, left)) > sum(right)  # the printed parts alone may be more than the total
    return None if None in left + right else OPERATORS[check["op"]](sum(left), sum(right))


def main(folder):
    checks = [json.loads(line) for line in (folder / "checks.jsonl").read_text(encoding="utf-8").splitlines()]
    own = {check["check"] for check in checks if not check["between_years"]}
    said, open_, passed = defaultdict(set), Counter(), {}
    for line in lines(folder / "findings.csv"):
        passed[line["report"], line["check"]] = int(line["passed"])
        open_[line["report"], line["check"]] = int(line["not_checkable"])
        if line["verdict"] == "fail":
            said[line["report"]].add((line["check"], line["where"]))
    held, seen, differences = {}, Counter(), []
    for report, some in groupby(lines(folder / "cells.csv"), key=lambda line: line["report"]):
        cells, forms = {}, {}
        for line in some:
            cells[f"{line['table']}.{line['row']}.{line['column']}"] = line
            forms[line["table"]] = line["form"]
        place, _, year = report.rstrip("/").rpartition("/")
        before = held.get((place, int(year) - 1), {}) if year.isdigit() else {}
        if year.isdigit():
            held[place, int(year)] = cells
            held.pop((place, int(year) - 2), None)
        passes = Counter()
        for check in (one for one in checks if forms.get(one["table"]) == one["form"]):
            code, where = key = check["check"], check["where"]
            published = key in said[report]
            outcome = holds(check, cells, before, published)
            seen[outcome] += 1
            passes[code] += outcome is True
            if published and outcome is not False and (before or not check["between_years"]):
                differences.append(f"{report} {code} {where}: published as wrong, is {outcome}")
            elif outcome is False and not published and code in own and not open_[report, code]:
                differences.append(f"{report} {code} {where}: wrong, and not published")
        for code in sorted(own & passes.keys()):
            if passes[code] != passed.get((report, code)):
                differences.append(f"{report} {code}: {passes[code]} pass, published {passed.get((report, code))}")
    print(*differences, sep="\n", end="\n" if differences else "")
    print(f"{seen[True]} sums hold, {seen[False]} do not, {seen[None]} cannot be told; {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
