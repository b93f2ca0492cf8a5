"""Anyone can run the arithmetic again: every verdict about numbers follows from report.json and the forms alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus.make import make_cases
from generator.forms.loader import FormTable
from generator.forms.relations import Operand, Relation
from generator.model.figures import TABLE_NUMBERS
from tests.filled import filled
from tests.inspecting import inspect_each, inspect_together, resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]
CELLS = ("blank_cells", "not_read", "solved_by_sum")
"""Reasons that lie in operands; others lie in the text or in what is archived."""
PARTS_MAY_SHOW_IT = ("A01", "A02")
"""Printed parts of these that exceed their total fail although others are blank."""


@cache
def published() -> tuple[str, ...]:
    """Each report.json of the archive of the five, as text."""
    files = sorted((ROOT / "content" / "reports").rglob("*.txt"))
    return tuple(json.dumps(data, ensure_ascii=False) for data in inspect_together(files))


WRONG_2021 = {
    (3, "granted", "natural_person"): "3",
    (3, "granted", "total"): "4",
    (3, "partly_granted", "business"): "",
    (3, "new_requests", "total"): "7",
    (3, "carried_forward", "total"): "9",
    (2, "normative_documents", "made"): "6",
    (2, "normative_documents", "in_force"): "5",
}  # fmt: skip
WRONG_2019 = {
    (2, "rules", "newly_published"): "4",
    (2, "rules", "total_public"): "2",
    (2, "government_procurement", "amount"): "70.5万元",
    (3, "new_requests", "total"): "30",
    (4, "litigation_direct", "upheld"): "1",
}  # fmt: skip
BLANK = {(3, "carried_over", "business"): ""}
SAID = "本年共收到政府信息公开申请12件。主动公开政府信息30条，其中政策文件20条，工作动态15条。"


@pytest.fixture(scope="module")
def contradictory(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """Two years of one town that contradict themselves and one another, in tables and text."""
    folder = tmp_path_factory.mktemp("reports")
    made = ((2020, "2019", WRONG_2019), (2021, "2021", WRONG_2021), (2022, "2021", BLANK))
    for year, form, cells in made:
        title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
        text = write_report(form, cells, title=title, overview=SAID)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return inspect_together(sorted(folder.iterdir()))


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """Reports in every layout, their tables torn, glued, blank or wrong."""
    folder = tmp_path_factory.mktemp("damaged")
    found = []
    for case in make_cases(11, 60):
        path = folder / case.name
        path.write_bytes(case.data)
        if path.suffix in (".txt", ".md", ".html"):
            found += inspect_each(path)
    return found


def value(data: Json, term: Json) -> Decimal | None:
    """What an operand refers to; None where there is no value."""
    if "value" in term:
        found = term["value"]
    elif "report" in term:
        found = None
    elif "address" in term:
        table, row, column = term["address"].split(".")
        found = data[table][row][column]
    else:
        found = next((f["number"] for f in data["figures"] if f["span"] == term.get("span")), None)
    return None if found is None else Decimal(str(found))


def side(data: Json, terms: Sequence[Json]) -> Decimal | None:
    """The signed sum of an equation's side, or its share in percent; None where a value is missing."""
    values = [value(data, term) for term in terms]
    known = [one for one in values if one is not None]
    if not terms or len(known) < len(values):
        return None
    signed = [(one * term.get("sign", 1), bool(term.get("divides"))) for one, term in zip(known, terms, strict=True)]
    summed = sum((one for one, divides in signed if not divides), Decimal(0))
    for one, divides in signed:
        if divides:
            summed = 100 * summed / one
    return summed


def holds(left: Decimal, relation: str, right: Decimal) -> bool:
    if relation == "~":  # stated about, or rounded: never off by more than the last printed place
        return abs(left - right) <= max(Decimal("0.51"), abs(right) / 10)
    return {
        "=": left == right,
        "<": left < right,
        ">=": left >= right,
        "<=": left <= right,
        "<=>": (left == 0) == (right == 0),
        "=>": left <= 0 or right > 0,
    }[relation]


def instances(data: Json) -> list[tuple[str, Json]]:
    return [(code, instance) for code, check in data["checks"].items() for instance in check["instances"]]


def run_again(data: Json) -> Counter[str]:
    """Every failure that compares numbers, reckoned again; how many there were, by check."""
    reckoned: Counter[str] = Counter()
    for code, instance in instances(data):
        if instance["verdict"] != "fail" or "equation" not in instance:
            continue
        left, right = side(data, instance["left"]), side(data, instance["right"])
        assert instance["holds"] is False, (code, instance["equation"])
        if left is not None and right is not None:
            assert not holds(left, instance["relation"], right), (code, instance["equation"])
            reckoned[code] += 1
    return reckoned


def usable(data: Json, address: str, name: str) -> bool:
    """A value that was read without the help of the relation ``name``."""
    table, row, column = address.split(".")
    rests_on = data["readings"][address].get("rests_on", [])
    if data[table][row][column] is None or name in rests_on:
        return False
    alone = data["readings"][address]["reading"] != "solved" or not rests_on
    return alone or (bool(name) and len(set(rests_on)) > 1)


def reckon(data: Json, table: str, relation: Relation, line: str) -> str:
    """The verdict on one line of a printed relation."""

    def terms(operands: Sequence[Operand]) -> list[Json]:
        where = [(".".join((table, *relation.address(line, one))), one.sign) for one in operands]
        return [{"address": address, "sign": sign} for address, sign in where]

    left, right = terms(relation.left), terms(relation.right)
    if not all(usable(data, term["address"], relation.name(line)) for term in (*left, *right)):
        return "not_checkable"
    sides = side(data, left), side(data, right)
    assert sides[0] is not None and sides[1] is not None
    return "pass" if holds(sides[0], relation.relation, sides[1]) else "fail"


def printed(data: Json) -> Iterator[tuple[str, str, str]]:
    """(check, instance, verdict) of all that the forms of a report's tables print, reckoned from its readings."""
    for table, number in TABLE_NUMBERS.items():
        if data[table] is None:
            continue
        form: FormTable = resources().reader.forms.table(number, data["forms"][table])
        met: set[tuple[str, str]] = set()
        for relation in form.relations:
            for line in relation.lines:
                code = relation.checks[line]
                where = relation.name(line) if (code, line) in met else line
                met.add((code, line))
                yield code, where, reckon(data, table, relation, line)


def recount(data: Json) -> Counter[str]:
    """The sums of the forms, all reckoned again: those that pass as well, which the file only counts."""
    found: dict[str, Counter[str]] = {}
    for code, where, verdict in printed(data):
        check = data["checks"][code]
        said = next((i["verdict"] for i in check["instances"] if i["where"] == where), "pass")
        parts = code in PARTS_MAY_SHOW_IT and (verdict, said) == ("not_checkable", "fail")
        assert said == verdict or parts, (code, where, said, verdict)
        found.setdefault(code, Counter())[said] += 1
    for code, counts in found.items():
        wanted = {verdict: counts[verdict] for verdict in ("pass", "fail", "not_checkable")}
        assert data["checks"][code]["counts"] == wanted, code
    return sum(found.values(), Counter())


def refused(data: Json) -> int:
    """How many instances name the operand that made them not checkable."""
    seen = 0
    for code, instance in instances(data):
        if instance.get("reason") not in CELLS or "left" not in instance:
            continue
        terms = [*instance["left"], *instance["right"]]
        addresses = [term["address"] for term in terms if "address" in term and "report" not in term]
        odd = [a for a in addresses if not usable(data, a, "")]
        foreign = [term for term in terms if "report" in term]  # its reading stands in the other's file
        assert odd or foreign or not addresses, (code, instance)
        seen += bool(odd)
    return seen


@pytest.mark.parametrize("number", range(5))
def test_verdicts_about_numbers_follow_from_the_file(number: int) -> None:
    data = json.loads(published()[number])
    run_again(data)
    if data["requests"] is not None:
        assert sum(recount(data).values()) > 30


def test_failures_of_every_kind_are_reckoned_again(contradictory: list[Json]) -> None:
    reckoned: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for data in contradictory:
        reckoned += run_again(data)
        counted += recount(data)
    assert {"A01", "A02", "A03", "A05", "A07", "A08", "A09", "D01", "E01", "F01"} <= set(reckoned)
    assert counted["pass"] > 60 and counted["fail"] > 8 and counted["not_checkable"] > 1
    assert sum(map(refused, contradictory)) > 0


def test_what_damaged_tables_leave_is_reckoned_again(damaged: list[Json]) -> None:
    reckoned = sum((run_again(data) for data in damaged), Counter())
    counted = sum((recount(data) for data in damaged), Counter())
    assert reckoned["A01"] and reckoned["A02"]
    assert min(counted[verdict] for verdict in ("pass", "fail", "not_checkable")) > 20
    for data in damaged:
        refused(data)


def check_counts(data: Json) -> None:
    """What is spelled out, and the passes that are not, make the counts and the verdict."""
    assert len(data["checks"]) == 58
    for code, check in data["checks"].items():
        listed = Counter(instance["verdict"] for instance in check["instances"])
        counts = check["counts"]
        assert listed == Counter({verdict: counts[verdict] for verdict in ("fail", "not_checkable")}), code
        open_ = counts["not_checkable"] or not counts["pass"]
        assert check["verdict"] == ("fail" if counts["fail"] else "not_checkable" if open_ else "pass"), code
        assert ("reason" in check) == (check["verdict"] == "not_checkable"), code


def test_every_check_counts_its_instances(contradictory: list[Json], damaged: list[Json]) -> None:
    for data in filled([*map(json.loads, published()), *contradictory, *damaged]):
        check_counts(data)


def test_operands_lead_to_what_they_name(contradictory: list[Json], damaged: list[Json]) -> None:
    seen: Counter[str] = Counter()
    for data in filled([*map(json.loads, published()), *contradictory, *damaged]):
        spans = [figure["span"] for figure in data["figures"]]
        for code, instance in instances(data):
            for term in (*instance.get("left", ()), *instance.get("right", ())):
                seen[check_term(data, term, spans, code)] += 1
    assert min(seen[kind] for kind in ("cell", "figure", "words")) > 3


def check_term(data: Json, term: Json, spans: list[list[int]], code: str) -> str:
    """What kind of operand it is: each thing is said once, and where it is said it can be found."""
    if "address" in term and "report" not in term:
        assert term["address"] in data["readings"], code
        assert set(term) <= {"address", "sign", "divides", "value"}, code
        if "value" in term:
            table, row, column = term["address"].split(".")
            assert term["value"] != data[table][row][column], code
        return "cell"
    if set(term) <= {"span", "sign", "divides"}:
        assert term["span"] in spans, code
        return "figure"
    assert "value" in term or "shown" in term or "label" in term, code
    return "words"


def test_a_wrong_verdict_would_be_seen() -> None:
    data: Json = {
        "requests": {"granted": {"total": 3}},
        "figures": [{"span": [4, 5], "number": 7}],
        "readings": {"requests.granted.total": {"reading": "solved", "rests_on": ["row_total.granted"]}},
    }
    left = [{"address": "requests.granted.total"}, {"value": 1}]
    assert side(data, left) == 4 and side(data, [{"span": [4, 5]}, {"value": 2, "sign": -1}]) == 5
    assert side(data, [{"value": 1}, {"label": "未读出"}]) is None
    assert side(data, [{"value": 15}, {"value": 120, "divides": True}]) == Decimal("12.5")
    assert not holds(Decimal(4), "=", Decimal(5)) and holds(Decimal(0), "<=>", Decimal(0))
    assert not holds(Decimal(2), "=>", Decimal(0))
    assert not usable(data, "requests.granted.total", "row_total.granted")
