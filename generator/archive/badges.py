"""The four badges of a report, computed from the results of its checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.model.reports import Report
from generator.model.results import Badge, Counts, Result, Severity, Verdict

ByCode = Mapping[str, Result]

CONSISTENCY_FAMILIES = "ACDE"
SUMS = ("A01", "A02", "A03", "A04", "A05", "A06")
EVIDENCE = (
    *(f"A0{n}" for n in range(1, 10)),
    *(f"D0{n}" for n in range(1, 10)),
    "D11",
    *(f"E0{n}" for n in range(1, 7)),
    "F01",
    "F02",
    "F03",
)
"""One passed instance of any of these shows that something was checked."""


def _verdict(results: ByCode, code: str) -> Verdict | None:
    return results[code].verdict if code in results else None


def consistency(report: Report, results: ByCode) -> Badge:
    """勾稽一致性: do the report's own numbers agree?"""
    considered = [r for code, r in results.items() if code[0] in CONSISTENCY_FAMILIES]
    failed = [r.code for r in considered if (r.verdict, r.severity) == (Verdict.FAIL, Severity.ERROR)]
    if failed:
        return _badge("consistency", "inconsistent", considered, failed)
    if all(_verdict(results, code) is Verdict.PASS for code in SUMS):
        return _badge("consistency", "consistent", considered, SUMS, all_zero=_all_zero(report))
    passed = [code for code in EVIDENCE if code in results and results[code].counts.passed]
    if passed:
        return _badge("consistency", "partly_checked", considered, passed)
    return _badge("consistency", "unchecked", considered, ())


def completeness(report: Report, results: ByCode) -> Badge:
    """完整性: are the sections and tables there that the law and the form demand?"""
    considered = [results[code] for code in ("B01", "B05") if code in results]
    failed = [r.code for r in considered if r.verdict is Verdict.FAIL]
    if failed:
        return _badge("completeness", "incomplete", considered, failed)
    if len(considered) == 2 and all(r.verdict is Verdict.PASS for r in considered):
        return _badge("completeness", "complete", considered, ("B01", "B05"))
    return _badge("completeness", "unknown", considered, ())


def timeliness(report: Report, results: ByCode) -> Badge:
    """及时性: was it published by the deadline?"""
    found = results.get("C01")
    value = {Verdict.FAIL: "late", Verdict.PASS: "on_time"}.get(found.verdict, "unknown") if found else "unknown"
    return _badge("timeliness", value, [found] if found else [], ("C01",) if value != "unknown" else ())


def originality(report: Report, results: ByCode) -> Badge:
    """文本雷同: does the text recur elsewhere?"""
    considered = [results[code] for code in ("F05", "F06", "F07") if code in results]
    failed = [r.code for r in considered if r.verdict is Verdict.FAIL]
    compared = sum(r.compared for r in considered)
    if failed:
        return _badge("originality", "shared_text", considered, failed, compared=compared)
    passed = [r.code for r in considered if r.code in ("F05", "F06") and r.verdict is Verdict.PASS]
    return _badge("originality", "original" if passed else "unknown", considered, passed, compared=compared)


BADGES: tuple[tuple[str, Callable[[Report, ByCode], Badge]], ...] = (
    ("consistency", consistency),
    ("completeness", completeness),
    ("timeliness", timeliness),
    ("originality", originality),
)


def badges_of(report: Report, results: Sequence[Result]) -> Mapping[str, Badge]:
    by_code = {result.code: result for result in results}
    return {name: make(report, by_code) for name, make in BADGES}


def _badge(
    name: str,
    value: str,
    considered: Sequence[Result],
    because: Sequence[str],
    all_zero: bool = False,
    compared: int = 0,
) -> Badge:
    verdicts = [result.verdict for result in considered]
    counts = Counts(*(verdicts.count(v) for v in (Verdict.PASS, Verdict.FAIL, Verdict.NOT_CHECKABLE)))
    return Badge(name, value, counts, tuple(because), all_zero, compared)


def _all_zero(report: Report) -> bool:
    values = [cell.value for table in report.tables for cell in table.stated]
    return bool(values) and not any(values)
