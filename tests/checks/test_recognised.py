"""What a program read from a picture is never held against anybody, nor taken for a proof."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.addresses import with_address
from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.gate import YEAR_UNCERTAIN, objection
from generator.checks.gate import Use as GateUse
from generator.corpus import build_corpus
from generator.model.pictures import Scan, Seen, in_picture
from generator.model.reports import Report, Sourced
from generator.model.results import Equation, Instance, Result, Term, Verdict
from generator.model.spans import DecodedSpan, Span
from tests.inspecting import resources
from tests.pictures import TITLE, Readings, read_scan, scanned
from tests.reading.test_identity import report_of
from tests.writing import FORMS, write_report

ADDRESSES = [(table.number, *address) for table in FORMS.get("2021").tables for address in table.addresses()]


def results(*reports: Report) -> dict[str, Result]:
    """The checks of the first report, among the others."""
    known = [with_address(report, resources().reader.gazetteer) for report in reports]
    subject = Subject(known[0], build_corpus(known), resources().reader.forms)
    return {result.code: result for result in check_report(subject, resources().catalogue)}


def failed(found: dict[str, Result]) -> set[str]:
    return {code for code, one in found.items() if one.verdict is Verdict.FAIL}


@lru_cache(maxsize=1)
def neighbours() -> tuple[Report, ...]:
    """The years before and after, as texts, with figures of their own."""
    cells = {(3, row, c): "7" for row in ("new_requests", "carried_forward") for c in ("natural_person", "total")}
    years = ((TITLE.replace("2021", year), "2021" if year == "2022" else "2019") for year in ("2020", "2022"))
    return tuple(report_of(write_report(form, cells, title=title)) for title, form in years)


READ = st.one_of(
    st.sampled_from(["0", "1", "3", "8", "12", "/", "-", "", "无", "3.5"]),
    st.builds(Seen, st.sampled_from([("3", "8"), ("1", "7"), ()]), st.just(0.7)),
    st.builds(Seen, st.sampled_from([("9",), ("0",)]), st.floats(0, 1)),
)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(ADDRESSES), READ, max_size=60), st.booleans())
def test_no_check_fails_over_a_picture(readings: Readings, mixed: bool) -> None:
    report = read_scan(scanned(readings, mixed=mixed, overview="本年收到申请5件，其中网络申请2件、信函申请2件。"))
    found = results(report, *neighbours())
    assert mixed or not failed(found)
    for result in found.values():
        # Only of what stands in the text, where only the tables are pictures.
        equations = [one.equation for one in result.failing if one.equation]
        terms = [term for one in equations for term in (*one.left, *one.right)]
        assert not [one for one in terms if one.address or in_picture(one.span, report.scan.recognised)], result.check
        assert result.code[0] != "A" or result.verdict is Verdict.NOT_CHECKABLE, result.check


def test_the_same_figures_in_a_text_do_fail() -> None:
    cells = {(3, "new_requests", "total"): "5"}
    assert {"A01", "A03"} <= failed(results(report_of(write_report("2021", cells, title=TITLE))))
    found = results(read_scan(scanned(cells)))
    assert not failed(found)
    assert found["A01"].verdict is Verdict.NOT_CHECKABLE


def test_sums_that_come_out_prove_nothing() -> None:
    found = results(read_scan(scanned()))
    assert {found[code].reason for code in ("A01", "A02", "A03", "A04", "A08", "A10", "A11")} == {"recognised"}


def test_empty_cells_of_a_picture_are_no_blanks_of_the_report() -> None:
    found = results(read_scan(scanned({(3, "new_requests", "total"): ""})))
    assert found["B09"].verdict is Verdict.NOT_CHECKABLE
    assert "recognised" in {one.reason for one in found["A01"].instances}
    assert {one.if_blank_is_zero for one in found["A01"].instances} == {None}


@pytest.mark.parametrize("known", [True, False])
def test_neighbouring_years_are_not_held_against_a_picture(known: bool) -> None:
    scan, (_, after) = read_scan(scanned({(3, "carried_forward", "total"): "3"})), neighbours()
    pair = (after, scan) if known else (scan, after)
    assert "F01" not in failed(results(*pair))


def instance(*terms: Term) -> Instance:
    return Instance("x", "某处", Verdict.FAIL, Equation(terms, "=", (Term("", None, "0"),), holds=False))


def test_the_gate_asks_where_every_operand_stands() -> None:
    scan = read_scan(scanned(mixed=True))
    picture = scan.scan.recognised[0]
    inside, outside = Term("a", None, "1", 1, picture), Term("b", None, "1", 1, DecodedSpan(Span(0, 3)))
    other = inside._replace(report="another")
    none: frozenset[GateUse] = frozenset()
    assert objection(instance(outside), none, scan) == ""
    assert objection(instance(outside, other), none, scan) == ""
    assert objection(instance(outside, inside), none, scan) == "recognised"
    assert objection(instance(other), none, scan) == "recognised"  # nothing says where in the report it stands
    assert objection(instance(other), none, replace(scan, scan=Scan())) == ""


def test_a_year_out_of_a_picture_is_not_certain() -> None:
    scan = read_scan(scanned(mixed=True))
    outside = instance(Term("b", None, "1", 1, DecodedSpan(Span(0, 3))))
    year = frozenset({GateUse.YEAR})
    assert objection(outside, year, scan) == ""
    assert (
        objection(outside, year, replace(scan, year=Sourced(2021, "title", scan.scan.recognised[0]))) == YEAR_UNCERTAIN
    )
    assert objection(outside, year, replace(scan, year=Sourced(2021, "title"))) == YEAR_UNCERTAIN
    assert objection(outside, year, replace(scan, year=Sourced(2021, "sidecar"))) == ""


def test_a_section_whose_table_is_a_picture_is_not_empty() -> None:
    found = results(read_scan(scanned(mixed=True, behind=True)))
    assert found["B04"].verdict is Verdict.NOT_CHECKABLE
    assert found["B04"].counts.failed == 0 and found["B04"].counts.not_checkable == 3
