"""What is beyond the limits is refused by name, and nothing of it is read by half."""

from __future__ import annotations

import pytest

from generator.inspection import Resources, load_resources
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.reading import limits, report
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes

REPORT = (
    "某县某镇人民政府2020年政府信息公开工作年度报告\n一、总体情况\n本镇公开信息3条。\n"
    "二、主动公开政府信息情况\n无。\n三、收到和处理政府信息公开申请情况\n无。\n四、行政复议、行政诉讼情况\n无。\n"
    "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n某镇人民政府\n2021年1月10日\n"
)


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def codes(text: str, resources: Resources) -> tuple[int, set[str]]:
    """How many reports are read, and the codes of all doubts."""
    document = read_bytes("a.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    reports, doubts = read_reports(document, resources.reader)
    return len(reports), {doubt.code for doubt in (*doubts, *(d for r in reports for d in r.doubts))}


def test_too_many_lines(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_LINES", 30)
    assert codes(REPORT, resources)[0] == 1
    assert codes(REPORT + "\n" * 30, resources) == (0, {"too_many_lines"})


def test_too_many_reports(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_REPORTS", 2)
    several = [REPORT.replace("某镇", f"{name}镇") for name in "东西南"]
    assert codes("".join(several[:2]), resources)[0] == 2
    assert codes("".join(several), resources) == (0, {"too_many_reports"})


def test_too_many_figures(resources: Resources) -> None:
    most = REPORT.replace("3条。", "3条，" * limits.MOST_FIGURES)
    assert "too_many_figures" not in codes(most, resources)[1]
    assert "too_many_figures" in codes(most.replace("3条", "3条2件", 1), resources)[1]


def test_too_many_sections(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.reading import sections

    monkeypatch.setattr(sections, "MOST_SECTIONS", 5)
    monkeypatch.setattr(report, "MOST_SECTIONS", 5)
    document = read_bytes("a.txt", ".txt", REPORT.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (read,), _ = read_reports(document, resources.reader)
    assert sum(section.printed for section in read.sections) == 5
    assert "too_many_sections" in {doubt.code for doubt in read.doubts}


def test_doubts_are_counted_beyond_a_number() -> None:
    doubts = [Doubt("odd", "sources", str(at), "") for at in range(limits.MOST_DOUBTS + 7)]
    kept = limits.bounded_doubts(doubts)
    assert (*kept[:-1],) == (*doubts[: limits.MOST_DOUBTS],)
    assert kept[-1].code == "more_doubts" and "7" in kept[-1].message
    assert limits.bounded_doubts(doubts[:3]) == (*doubts[:3],)
