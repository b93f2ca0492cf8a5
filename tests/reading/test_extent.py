"""Tables keep to themselves: their span holds their own header and rows, and no heading or sentence beside them."""

from __future__ import annotations

import pytest

from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.inspecting import resources

RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TWO = ["第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "3", "行政强制", "1"]
FOUR = ["行政复议", "行政诉讼", *RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS, *"000000000000000"]
LINES = ["二、主动公开政府信息情况", *TWO, "三、收到和处理政府信息公开申请情况", "本机关没有收到申请。",
         "四、政府信息公开行政复议、行政诉讼情况", *FOUR, "五、存在的主要问题及改进情况", "公开不够及时。"]  # fmt: skip


def spans(text: str) -> dict[int, str]:
    document = read_bytes("case.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report, *_), _ = read_reports(document, resources().reader)
    return {table.number: table.span.of(report.text.decoded) for table in report.tables}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_cell_a_line(between: str) -> None:
    found = spans(between.join(LINES) + "\n")
    assert found[2] == between.join(TWO)
    assert found[4] == between.join(FOUR)


def test_labels_without_cells_are_the_tables_own() -> None:
    bare = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费"]
    found = spans("\n".join([*LINES[:8], *bare, *LINES[8:]]) + "\n")
    assert found[2] == "\n".join([*TWO, *bare])


def test_glued() -> None:
    found = spans("".join(LINES) + "\n")
    assert found[2] == "".join(TWO)
    assert found[4] == "".join(FOUR)


def test_wide_blanks_on_one_line() -> None:
    found = spans("　　".join(LINES) + "\n")
    assert found[2] == "　　".join(TWO)


ROWS = "规章 1 0 8\n行政规范性文件 3 1 8\n信息内容 本年处理决定数量\n行政许可 5"
HEADER = "信息内容 本年制发件数 本年废止件数 现行有效件数"


def test_a_header_of_several_labels_on_one_line() -> None:
    assert spans(f"二、主动公开政府信息情况\n{HEADER}\n{ROWS}\n三、收到\n")[2] == f"{HEADER}\n{ROWS}"


def test_what_stands_before_a_header_on_its_line_is_no_table() -> None:
    assert spans(f"二、主动公开政府信息情况\n本节各表如下 {HEADER} {ROWS}\n三、收到\n")[2] == f"{HEADER} {ROWS}"


def test_a_block_whose_number_no_form_has() -> None:
    block = "第二十条 第（十二）项"
    assert spans(f"二、主动公开政府信息情况\n{block}\n{HEADER}\n{ROWS}\n三、收到\n")[2] == f"{block}\n{HEADER}\n{ROWS}"


def test_pieces_between_bars() -> None:
    two = (
        "信息内容\n| 本年制发件数 |\n本年废止件数 | 现行有效件数 |\n规章\n| 1 | 0 | 8 |\n"
        "行政规范性文件 |\n3 | 1 | 9 |\n信息内容 |\n本年处理决定数量 |\n行政许可 |\n5"
    )
    four = " |\n".join(FOUR)
    found = spans(f"二、主动公开政府信息情况\n{two} |\n三、收到\n本机关没有收到申请。\n四、复议\n{four} |\n五、问题\n")
    assert found[2] == two
    assert found[4] == four
