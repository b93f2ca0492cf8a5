"""Own, aggregate or unknown: only what the report says of its own figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import Case, read_cases
from tests.reading.test_identity import report_of

CASES = read_cases(Path(__file__).parent / "cases" / "scope.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    title, _, body = case.given.partition("\n")
    report = report_of(f"{title}\n一、总体情况\n{body}\n")
    assert report.scope.value == case.expected.strip()
    found = report.scope_from
    assert (found is None) == (report.scope.value == "unknown")
    if found:
        assert found.span is not None
        said = report.text.decoded[found.span.start : found.span.end]
        assert said in (title, *body.replace("\n", "").split("。"))
