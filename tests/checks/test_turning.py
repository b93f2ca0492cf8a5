"""A sum that passes could have failed: with one of its numbers turned into another, in the text, no check passes it.

Where the sum itself told how the numbers are to be read, it is not checkable, be they right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from benchmarks.corpus.layouts import LAYOUTS, Layout
from benchmarks.corpus.make import make_cases
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import Corpus
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.model.results import Instance, Term, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.reading.test_glued import HEAD, NOTHING, ROWS
from tests.writing import write_report

SUMS = ("A01", "A02", "A03", "A04", "A05", "A06")
IN_TEXT = tuple(layout for layout in LAYOUTS if not layout.narrative and layout.tear and not layout.beside)
Found = Mapping[tuple[str, str], Instance]
"""The instances of A01 to A06 by check and place."""


def read(text: str) -> Report | None:
    document = read_bytes("turned.txt", ".txt", text.encode(), Sidecar())
    if isinstance(document, Refused):
        return None
    reports, _ = read_reports(document, resources().reader)
    return reports[0] if len(reports) == 1 else None


def instances(report: Report | None) -> Found:
    if report is None:
        return {}
    subject = Subject(report, Corpus((report,), {}), resources().reader.forms)
    results = check_report(subject, resources().catalogue)
    return {(r.code, one.where): one for r in results if r.code in SUMS for one in r.instances}


def turned(text: str, operand: Term) -> str:
    """``text`` with the last digit of an operand another one."""
    assert operand.span is not None
    at = max(i for i in range(operand.span.start, operand.span.end) if text[i].isdecimal())
    digit = int(text[at])
    return f"{text[:at]}{digit + 1 if digit < 9 else digit - 1}{text[at + 1 :]}"


def turnings(text: str, random: Random) -> Iterator[tuple[str, str, Verdict | None]]:
    """(check, total or part, verdict then) for one passing instance of each check: with each of the two turned."""
    report = read(text)
    passing: dict[str, list[tuple[str, str]]] = {}
    found = instances(report)
    for key, one in found.items():
        if one.verdict is Verdict.PASS:
            passing.setdefault(key[0], []).append(key)
    for code, keys in passing.items():
        key = random.choice(keys)
        equation = found[key].equation
        assert report is not None and equation is not None
        for name, side in (("part", equation.left), ("total", equation.right)):
            operand = random.choice([term for term in side if term.span])
            after = instances(read(turned(report.text.decoded, operand))).get(key)
            yield code, name, after.verdict if after else None


EACH = 2
"""Reports of each layout."""


@pytest.mark.parametrize("layout", IN_TEXT, ids=lambda layout: layout.name)
def test_no_sum_passes_with_a_wrong_number(layout: Layout) -> None:
    for case in filled(make_cases(31, EACH, layout.name)):
        text = case.data.decode(errors="replace")
        for code, turned_, verdict in turnings(text, Random(case.name)):
            assert verdict is not Verdict.PASS, (case.name, code, turned_)
            # Where the borders of cells stand, nothing is read by sums but a number with a blank in it.
            assert layout.vague or verdict is Verdict.FAIL, (case.name, code, turned_)


def test_plain_cells_fail_where_a_number_is_turned() -> None:
    """So that the test above cannot be silent."""
    cells = {(3, row, column): "3" for row in ("new_requests", "granted", "results_total")
             for column in ("business", "total")}  # fmt: skip
    given = cells | {(4, "reconsideration", result): "2" for result in ("upheld", "total")}
    found = list(turnings(write_report("2021", given), Random(1)))
    assert {code for code, _, _ in found} == set(SUMS) and len(found) == 2 * len(SUMS)
    assert {verdict for _, _, verdict in found} == {Verdict.FAIL}


def outcome(text: str, code: str, where: str) -> tuple[str, str]:
    one = instances(read(text))[code, where]
    return one.verdict.value, one.reason


def test_a_number_in_two_pieces_rests_on_its_sum() -> None:
    """1 0 is one number because the sum says so: with another sum it is not read, so the sum can never be wrong."""
    ten = {"new_requests": "1 0", "granted": "10", "results_total": "10"}
    cells = {(3, row, "business"): printed for row, printed in ten.items()} | {(3, row, "total"): "10" for row in ten}
    text = write_report("2021", cells)
    report = read(text)
    assert report is not None and report.tables.requests is not None
    cell = report.tables.requests.cells["new_requests", "business"]
    assert (cell.value, cell.reading, cell.rests_on) == (10, Reading.SOLVED, ("row_total.new_requests",))
    assert outcome(text, "A01", "new_requests") == ("not_checkable", "solved_by_sum")
    assert outcome(text, "A01", "granted") == ("pass", "")
    assert outcome(text, "A03", "business") == ("not_checkable", "solved_by_sum")  # one sum alone is no certainty
    for column, printed in (("total", "11"), ("research", "1")):
        wrong = write_report("2021", cells | {(3, "new_requests", column): printed})
        assert outcome(wrong, "A01", "new_requests") == ("not_checkable", "not_read")


def test_a_number_in_two_pieces_is_not_read_where_the_sum_asks_for_what_is_no_number() -> None:
    cells = {(3, "new_requests", "business"): "1 0", (3, "new_requests", "research"): "若干"}
    report = read(write_report("2021", cells | {(3, "new_requests", "total"): "10"}))
    assert report is not None and report.tables.requests is not None
    assert report.tables.requests.cells["new_requests", "business"].reading is Reading.ILLEGIBLE


LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def piped(values: str) -> str:
    """Table 4 in pipes with ``values`` (·: a blank cell) in one row."""
    head = "|行政复议|||||行政诉讼||||||||||\n|" + "|".join(LABELS) + "|未经复议直接起诉|||||复议后起诉|||||\n"
    cells = "|".join("" if value == "·" else value for value in values.split())
    return (
        "甲县乙镇人民政府2021年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
        f"{head}||||||{'|'.join(LABELS * 2)}|\n|{cells}|\n五、存在的主要问题及改进情况\n公开不够及时。\n"
    )


def glued(digits: dict[int, str]) -> str:
    """Table 3 in glued digits, nothing in every row that is not named."""
    body = "".join(label + digits.get(at, NOTHING) for at, label in enumerate(ROWS))
    return f"{HEAD}{body}\n五、存在的主要问题及改进情况\n公开不够及时。\n"


BLOCK_CHECKS = {"reconsideration": "A04", "litigation_direct": "A05", "litigation_after_reconsideration": "A06"}


def test_table_4_with_a_blank_end_rests_on_the_sums_of_its_blocks() -> None:
    """A cell may be missing and a blank one make up for it: only the sums tell that none is."""
    true, false = "· 1 0 0 1 0 2 0 0 2 0 0 0 3 3", "· 1 0 0 1 0 2 0 0 3 0 0 0 3 3"
    report = read(piped(true))
    assert report is not None and report.tables.disputes is not None
    cells = report.tables.disputes.cells
    blank = cells["reconsideration", "upheld"]
    assert (blank.reading, blank.rests_on) == (Reading.BLANK, ("block_total.reconsideration",))
    for block, code in BLOCK_CHECKS.items():
        assert cells[block, "total"].reading is Reading.SOLVED
        assert cells[block, "total"].rests_on == (f"block_total.{block}",)
        assert outcome(piped(true), code, block)[0] == outcome(piped(false), code, block)[0] == "not_checkable"
    assert outcome(piped(true), "A05", "litigation_direct")[1] == "solved_by_sum"
    for line in (true, false):
        # That the sum comes out with nothing in the blank cell, or does not, is no finding either: it chose the cell.
        one = instances(read(piped(line)))["A04", "reconsideration"]
        assert (one.verdict, one.if_blank_is_zero) == (Verdict.NOT_CHECKABLE, None)
    assert outcome(piped(true), "A04", "reconsideration")[1] == "solved_by_sum"
    whole = true.replace("·", "0")
    assert outcome(piped(whole), "A05", "litigation_direct") == ("pass", "")


def led(last: str) -> str:
    """Table 4 with a pipe on a line of its own before each row and two behind it, all noughts but for the ``last``."""
    rows = ("行政复议 | 行政诉讼", f"{' | '.join(LABELS)} | 未经复议直接起诉 | 复议后起诉", " | ".join(LABELS * 2))
    body = "".join(f"|\n{row} | |\n" for row in (*rows, f"{'0 | ' * 14}{last}"))
    title = "甲县乙镇人民政府2021年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    return f"{title}{body}五、存在的主要问题及改进情况\n公开不够及时。\n"


def test_table_4_that_adds_up_a_place_further_rests_on_its_sums() -> None:
    """With another last number it would not be read: a place further to the left all noughts add up."""
    for block, code in BLOCK_CHECKS.items():
        assert outcome(led("0"), code, block) == ("not_checkable", "solved_by_sum")
        assert outcome(led("1"), code, block) == ("not_checkable", "not_read")


def test_glued_rows_of_a_digit_a_cell_can_fail() -> None:
    """A table that no cut satisfies: the rows with just as many digits as cells speak for themselves."""
    given = glued({0: "120000012", 2: "5000005", 12: "4000004", 21: "120000012"})
    assert outcome(given, "A01", "granted") == ("pass", "")
    assert outcome(given.replace("5000005", "5000006"), "A01", "granted") == ("fail", "")
    assert outcome(given, "A01", "new_requests") == ("not_checkable", "solved_by_sum")


def test_a_digit_a_cell_rests_on_the_sum_where_cells_may_be_blank() -> None:
    """A row elsewhere lost a blank cell, so any row of seven digits may have lost one, too."""
    given = glued({0: "5000005", 2: "3000003", 3: "20002"})
    report = read(given)
    assert report is not None and report.tables.requests is not None
    assert report.tables.requests.cells["granted", "total"].rests_on == ("row_total.granted",)
    assert outcome(given, "A01", "granted") == ("not_checkable", "solved_by_sum")
    assert outcome(given.replace("3000003", "3000004"), "A01", "granted") == ("not_checkable", "not_read")


def test_the_last_number_of_a_cut_text_rests_on_the_sum_that_it_completes() -> None:
    cells = {(3, row, column): "30" for row in ("new_requests", "granted") for column in ("business", "total")}
    text = write_report("2021", cells)
    row = text.index("（二）部分公开")
    cut = text[:row].rstrip()
    assert cut.endswith("30") and outcome(cut, "A01", "granted") == ("not_checkable", "solved_by_sum")
    assert outcome(cut[:-1] + "1", "A01", "granted")[0] == "not_checkable"
    assert outcome(cut, "A01", "new_requests") == ("pass", "")
