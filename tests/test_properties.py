"""Whatever comes in: no crash, every span slices back, and no changed digit passes unseen."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.inspection import as_json
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import FORMS, write_report

LABELS = [label.zh for table in FORMS.get("2019").tables for label in (*table.rows.values(), *table.columns.values())]
SCRAPS = [*LABELS, "信息内容", "第二十条第（一）项", "申请人情况", "一、总体情况", "三、收到和处理政府信息公开申请情况"]
SCRAPS += ["0", "12", "０", "/", "—", "无", "", " ", "3 4", "-1", "134.2 万元", "（2021年1月14日）", "2021年"]
SCRAPS += ["某某县甲镇人民政府"]
BREAKS = ["\t", "|", "\n", "\n\n", " | ", "||", "", "\r\n", "\n\t", "　"]
SOUP = st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(BREAKS)), max_size=120).map(
    lambda parts: "".join(a + b for a, b in parts)
)
RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def reports_of(text: str) -> tuple[Report, ...]:
    document = read_bytes("upload.txt", ".txt", text.encode(), Sidecar())
    return () if isinstance(document, Refused) else read_reports(document, resources().reader)[0]


def check_spans(report: Report) -> None:
    decoded = report.text.decoded
    for table in report.tables:
        for cell in table.cells.values():
            if cell.span is not None:
                assert cell.span.of(decoded).strip() == cell.raw.strip()
    for figure in report.figures:
        assert figure.span.of(decoded) == figure.raw


@given(SOUP)
@RELAXED
def test_soup_of_labels_and_numbers(text: str) -> None:
    for report in reports_of(text):
        check_spans(report)
        as_json(report, resources())


@given(st.text(max_size=300))
@RELAXED
def test_any_text(text: str) -> None:
    for report in reports_of(text):
        check_spans(report)


@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".html", ".docx", ".xlsx", ".pdf", ".png", ".xyz"]))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_under_any_name(data: bytes, suffix: str) -> None:
    document = read_bytes(f"upload{suffix}", suffix, data, Sidecar())
    if not isinstance(document, Refused):
        read_reports(document, resources().reader)


def torn(text: str, layout: str) -> str:
    """The tables of a report in tab rows, torn apart otherwise."""
    if layout == "tabs":
        return text
    lines = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            lines.append(line)
        elif layout == "pipes":
            lines.append("| " + " | ".join(cells) + " |")
        elif layout == "pipe cells":
            lines += [f"{cell} |" if cell else "|" for cell in cells]
        else:
            lines += [cell for cell in cells if cell]
    return "\n".join(lines)


@lru_cache(maxsize=8)
def model(form: str, seed: int) -> tuple[tuple[tuple[int, str, str], str], ...]:
    chance = random.Random(seed)
    return tuple(
        ((number, *address), str(chance.choice((1, 2, 4, 15, 120))))
        for number in (2, 3, 4)
        for address in FORMS.table(number, form).addresses()
    )


@pytest.mark.parametrize("layout", ["tabs", "pipes", "pipe cells", "lines"])
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_changed_digit_changes_the_value_or_raises_a_doubt(form: str, layout: str) -> None:
    chance = random.Random(f"{form} {layout}")
    cells = dict(model(form, 1))
    for address in filled(chance.sample(sorted(cells), 12)):
        changed = {**cells, address: cells[address].replace(cells[address][0], "7", 1)}
        (report,) = reports_of(torn(write_report(form, changed), layout))
        tables = {table.number: table for table in report.tables}
        cell = tables[address[0]].cells[address[1:]]
        doubted = not cell.reading.has_value and any(d.stage == "reading" for d in report.doubts)
        assert doubted or str(cell.value) == changed[address]


@pytest.mark.parametrize("layout", ["tabs", "pipes", "pipe cells", "lines"])
def test_every_cell_is_exact_in_every_layout(layout: str) -> None:
    for form in ("2019", "2021"):
        cells = dict(model(form, 2))
        (report,) = reports_of(torn(write_report(form, cells), layout))
        tables = {table.number: table for table in report.tables}
        found = {address: str(tables[address[0]].cells[address[1:]].value) for address in cells}
        assert found == cells


def test_lines_between_two_runs_of_bars_belong_to_one_of_them() -> None:
    """A first cell is looked for above a run of bars, but never inside the run before it."""
    chance = random.Random(1)
    words = ["自然", "人", "商业", "企业", "总", "计", "规章", "0", "其他", "科研", "机构", "|"]
    words += ["一、", "总体情况", "信息公开"]
    for size in (40, 200, 1000):
        for _ in range(10):
            text = "\n".join(chance.choice(words) for _ in range(size))
            for report in reports_of(text):
                check_spans(report)
