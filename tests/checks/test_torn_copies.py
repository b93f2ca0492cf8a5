"""Torn copies of whole, consistent reports accuse nobody: what our copy lost is not what they left out.

Every line border is tried as the end of the text, and as its beginning; the reports are consistent and complete, so
whatever fails in a part of one and not in the whole is our own slip.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from generator.archive.addresses import with_address
from generator.inspection import run_checks
from generator.model.results import Severity, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

OVERVIEW = (
    "2021年，我镇共收到政府信息公开申请3件，均按时答复，全年主动公开政府信息60条，其中政策文件20条、工作动态25条、其他信息15条。\n"
    "（一）主动公开。及时更新栏目。\n（二）依申请公开。收到政府信息公开申请3件，办结3件。"
)
CELLS = {
    (3, row, column): "3"
    for row in ("new_requests", "granted", "results_total")
    for column in ("natural_person", "total")
}
WHOLE = write_report(
    "2021", CELLS, overview=OVERVIEW, ending="本年度未收取信息处理费。\n测试县甲镇人民政府\n2022年1月20日"
).replace(
    "存在人手不足、更新不够及时的问题，将逐步改进。",
    "存在人手不足、更新不够及时、解读形式单一等主要问题，下一步将加强培训，逐步改进。",
)


HEADING = re.compile("[一二三四五六]、(?!本年新收|上年结转|本年度办理|结转下年)")


def layouts() -> dict[str, str]:
    """The report with its tables as tab rows, pipe rows, and one cell a line."""
    lines = WHOLE.split("\n")
    rows = [line for line in lines if "\t" in line]
    pipes = {line: line.replace("\t", " | ") + " |" for line in rows}
    cells = {line: "\n".join(cell for cell in line.split("\t") if cell) for line in rows}
    return {
        "tab_rows": WHOLE,
        "pipe_rows": "\n".join(pipes.get(line, line) for line in lines),
        "cells": "\n".join(cells.get(line, line) for line in lines),
    }


def failing(text: str) -> set[tuple[str, str]]:
    document = read_bytes("torn.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    reports, _ = read_reports(document, resources().reader)
    results = (
        result
        for report in reports
        for result in run_checks(with_address(report, resources().reader.gazetteer), resources())
    )
    return {
        (result.code, result.severity.value)
        for result in results
        if result.verdict is Verdict.FAIL and result.severity is not Severity.INFO
    }


@pytest.mark.parametrize("layout", layouts())
def test_no_part_of_a_whole_report_is_accused(layout: str) -> None:
    text = layouts()[layout]
    assert failing(text) == set(), "the whole report is consistent"
    lines = text.split("\n")
    step = 1 if len(lines) < 120 else 3
    accused = {
        (kind, at): found
        for at in range(1, len(lines), step)
        for kind, part in (("end", lines[:at]), ("begin", lines[at:]))
        if "".join(part).strip() and (found := failing("\n".join(part)))
    }
    assert accused == {}


@pytest.mark.parametrize("layout", layouts())
def test_a_lost_middle_makes_no_error(layout: str) -> None:
    """Where whole sections are lost, their numbers are; a row beside one that was lost may be made of two."""
    lines = layouts()[layout].split("\n")
    heads = [at for at, line in enumerate(lines) if HEADING.match(line)]
    assert len(heads) == 6
    holes = [(start, end) for start, end in pairwise(heads[1:])]
    holes += [(at, at + 9) for at in range(heads[2] + 9, heads[3] - 9, 7)]  # inside table 3
    for start, end in filled(holes):
        found = failing("\n".join(lines[:start] + lines[end:]))
        assert {one for one in found if one[1] == "error"} == set(), lines[start:end]


def test_what_is_left_out_in_a_closed_report_is_seen() -> None:
    """The other way round: a signed report whose numbers go on without a gap lacks its section for all to see."""
    start, end = WHOLE.index("五、存在的主要问题"), WHOLE.index("六、其他需要报告")
    renumbered = WHOLE[:start] + WHOLE[end:].replace("六、", "五、", 1)
    assert ("B01", "error") in failing(renumbered)
