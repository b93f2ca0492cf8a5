"""Title, organ, year and dates, as a careful reader would take them from a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.cases import Case, read_cases
from tests.inspecting import resources
from tests.writing import write_report

FOLDER = Path(__file__).parent / "cases"
CASES = [case for name in ("identity.txt", "pages.txt") for case in read_cases(FOLDER / name)]


def report_of(text: str, path: str = "upload.txt") -> Report:
    document = read_bytes(path, ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return report


def said(report: Report) -> dict[str, str]:
    dates = report.dates
    period = dates.period.value if dates.period else None
    return {
        "title": report.title.value if report.title else "-",
        "organ": report.organ.name or "-",
        "implied": report.organ.implied or "-",
        "kind": report.organ.kind.value,
        "region": report.place.names[-1] if report.place.known else "-",
        "published": dates.published.value.isoformat() if dates.published else "-",
        "cut": report.ending.cut or "-",
        "sections": "/".join(section.title for section in report.sections),
        "year": f"{report.year.value} {report.year.origin}" if report.year else "-",
        "signed": dates.signed.value.isoformat() if dates.signed else "-",
        "period": f"{period.start}..{period.end}" if period else "-",
    }


def refused(text: str) -> dict[str, str]:
    document = read_bytes("upload.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    reports, doubts = read_reports(document, resources().reader)
    assert not reports
    return {"none": doubts[-1].code}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    wanted = dict(line.split(": ", 1) for line in case.expected.splitlines())
    found = said(report_of(case.given)) if "none" not in wanted else refused(case.given)
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("x/2021.txt", 2021),
        ("x/2021-2.txt", 2021),
        ("某镇2021年报告.txt", 2021),
        ("x/20210301.txt", None),
        ("a.txt", None),
    ],
)
def test_the_file_name_is_the_last_resort(path: str, year: int | None) -> None:
    report = report_of("政府信息公开工作年度报告\n一、总体情况\n略。", path)
    assert (report.year.value if report.year else None) == year
    titled = report_of("某局2019年政府信息公开工作年度报告\n一、总体情况\n略。", path)
    assert titled.year is not None and titled.year.value == 2019


def test_two_reports_in_one_text_are_two() -> None:
    one = write_report("2021", title="某某县甲镇人民政府2021年政府信息公开工作年度报告")
    two = write_report(
        "2021", {(3, "new_requests", "total"): "7"}, title="某某县乙镇人民政府2022年政府信息公开工作年度报告"
    )
    document = read_bytes("both.txt", ".txt", f"{one}\n\n{two}".encode(), Sidecar())
    assert not isinstance(document, Refused)
    reports, _ = read_reports(document, resources().reader)
    assert [said(r)["organ"] for r in reports] == ["某某县甲镇人民政府", "某某县乙镇人民政府"]
    assert [r.year.value for r in reports if r.year] == [2021, 2022]
    values = [r.tables.requests.value("new_requests", "total") for r in reports if r.tables.requests]
    assert values == [0, 7]
    assert len({r.id for r in reports}) == 2


def test_a_title_said_again_is_one_report() -> None:
    text = write_report("2021", title="某某县甲镇人民政府2021年政府信息公开工作年度报告")
    document = read_bytes(
        "one.txt", ".txt", f"某某县甲镇人民政府2021年政府信息公开工作年度报告\n{text}".encode(), Sidecar()
    )
    assert not isinstance(document, Refused)
    assert len(read_reports(document, resources().reader)[0]) == 1
