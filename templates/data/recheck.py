#!/usr/bin/env python3
"""Runs the arithmetic of the archive again, from cells.csv and checks.jsonl, and compares it with findings.csv.

    python recheck.py [FOLDER]

FOLDER holds the three files, as an unpacked zip from /data/ does. Python 3.8 or newer; nothing else is needed.
Each sum of the forms is reckoned for each report; a difference is a sum that comes to something else than we publish.
Ends with 0 where there is none, else with 1; 2 without files. A number that a sum or a picture told proves nothing.
"""

import csv
import json
import operator
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import chain, groupby
from pathlib import Path

FILES = ("checks.jsonl", "cells.csv", "findings.csv")
OPERATORS = {"=": operator.eq, ">=": operator.ge, "<=": operator.le, "<=>": lambda a, b: (a == 0) == (b == 0)}


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def number(cell, name, sign):
    """The cell's number, None where there is none or the sum called ``name`` helped to read it."""
    if cell is None or not cell["value"] or cell["reading"] == "recognised":
        return None
    rests_on = set(cell["rests_on"].split())
    solved = cell["reading"] == "solved" and bool(rests_on)
    return None if name in rests_on or (solved and (not name or len(rests_on) < 2)) else Decimal(cell["value"]) * sign


def side(terms, cells, last, name):
    return [number((last if one.get("year") else cells).get(one["address"]), name, one.get("sign", 1)) for one in terms]


def holds(relation, left, right, published):
    """True, False, or None where it cannot be told."""
    if None in left and None not in right and published and relation == "=":
        return not sum(filter(None, left)) > sum(right)  # the printed parts alone may be more than the total
    return None if None in left + right else OPERATORS[relation](sum(left), sum(right))


def text(values):
    """What a side comes to, as findings.csv has it: nothing where it cannot be told."""
    return "" if None in values else f"{Decimal(sum(values)).normalize():f}"


def main(folder):
    checks = [json.loads(line) for line in (folder / "checks.jsonl").read_text(encoding="utf-8").splitlines()]
    own = {check["check"] for check in checks if not check["between_years"]}
    said, counts, held, seen, differences, done = defaultdict(dict), defaultdict(dict), {}, Counter(), [], set()
    for line in lines(folder / "findings.csv"):
        counts[line["report"]][line["check"]] = int(line["passed"]), int(line["not_checkable"])
        if line["verdict"] == "fail":
            said[line["report"]][line["check"], line["where"]] = line["left"], line["right"]
    groups = groupby(lines(folder / "cells.csv"), key=lambda line: line["report"])
    for report, some in chain(groups, ((one, ()) for one in counts if one not in done)):
        done.add(report)
        cells, forms, fails, told, passes = {}, {}, said[report], counts[report], Counter()
        for line in some:
            cells[f"{line['table']}.{line['row']}.{line['column']}"] = line
            forms[line["table"]] = line["form"]
        place, _, year = report.rstrip("/").rpartition("/")
        year = int(year) if year.isdigit() else 0
        before, held[place, year] = held.pop((place, year - 1), {}), cells
        for check in (one for one in checks if forms.get(one["table"]) == one["form"]):
            code, where = check["check"], check["where"]
            published = fails.pop((code, where), None)
            left, right = (side(check[part], cells, before, check["name"]) for part in ("left", "right"))
            outcome = holds(check["op"], left, right, published)
            seen[outcome] += 1
            passes[code] += outcome is True
            if published and (before or not check["between_years"]):
                if outcome is not False or (text(left), text(right)) != published:
                    differences.append(f"{report} {code} {where}: published {published}, is {text(left), text(right)}")
            elif outcome is False and not published and code in own and not told.get(code, (0, 0))[1]:
                differences.append(f"{report} {code} {where}: wrong, and not published")
        differences += [f"{report} {code} {where}: cells are missing" for code, where in fails if code in own]
        for code in sorted(own & (passes.keys() | told.keys())):
            if passes[code] != (published := told.get(code, (None,))[0]):
                why = "" if code in passes else ": cells are missing"
                differences.append(f"{report} {code}: {passes[code]} pass, published {published}{why}")
    print(*differences, sep="\n", end="\n" if differences else "")
    print(f"{seen[True]} sums hold, {seen[False]} do not, {seen[None]} cannot be told; {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    asked = Path(*sys.argv[1:2])
    if len(sys.argv) > 2 or not all((asked / name).is_file() for name in FILES):
        print(__doc__, f"There is no {', '.join(FILES)} in {asked}", sep="\n", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(asked))
