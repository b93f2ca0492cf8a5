"""Tables whose cells ran together: what a check may reckon with, and what no sentence can give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.inspection import as_json, read_here
from generator.reading.table.cuts import Solved, adding_up, by_blocks, by_count, by_row_sum, only_cut, solve
from generator.reading.table.solve import RowSum
from tests.inspecting import resources

HEAD = (
    "丁戊县气象局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况申请人情况自然人法人或其他组织总计"
    "商业企业科研机构社会公益组织法律服务机构其他"
)
ROWS = (
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（三）不予公开1.属于国家秘密",
    "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息",
    "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "（四）无法提供1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "（五）不予处理1.信访举报投诉类申请", "2.重复申请",
    "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息", "（六）其他处理",
    "（七）总计", "四、结转下年度继续办理",
)  # fmt: skip
NOTHING = "0000000"
SUMS = (RowSum("row_total.x", (*((at, 1) for at in range(6)), (6, -1))),)


def read(tmp_path: Path, digits: dict[int, str]) -> dict:  # type: ignore[type-arg]
    path = tmp_path / "2020.txt"
    body = "".join(label + digits.get(at, NOTHING) for at, label in enumerate(ROWS))
    path.write_text(f"{HEAD}{body}\n五、存在的主要问题及改进情况\n公开不够及时。\n", encoding="utf-8")
    return json.loads(json.dumps(as_json(read_here(path, resources()).reports[0], resources())))  # type: ignore[no-any-return]


def test_a_column_that_does_not_add_up_is_a_finding_where_all_else_agrees(tmp_path: Path) -> None:
    """One way to cut every outcome, and outer rows that balance: 12 + 0 = 12 + 0, though 9 outcomes are listed."""
    data = read(tmp_path, {0: "120000012", 2: "5000005", 12: "4000004", 21: "120000012"})
    assert data["requests"]["results_total"]["natural_person"] == 12
    assert data["readings"]["requests.results_total.total"]["rests_on"] == ["row_total.results_total", "balance.total"]
    assert "rests_on" not in data["readings"]["requests.granted.total"]  # a digit a cell
    assert data["checks"]["A02"]["verdict"] == "fail"
    failing = {i["where"] for i in data["checks"]["A02"]["instances"] if i["verdict"] == "fail"}
    assert failing == {"natural_person", "total"}
    assert data["checks"]["A03"]["reason"] == "solved_by_sum"


@pytest.mark.parametrize(
    "digits",
    [
        {0: "120000012", 2: "5000005", 12: "4000004", 21: "100000010"},  # the outer rows do not balance
        {0: "120000012", 2: "150000116", 21: "120000012"},  # an outcome rests on its own sum alone
        {0: "9000009", 2: "5000005", 21: "90009"},  # blank cells left no trace
    ],
)
def test_nobody_is_accused_where_a_row_may_be_cut_falsely(tmp_path: Path, digits: dict[int, str]) -> None:
    data = read(tmp_path, digits)
    assert {data["checks"][code]["verdict"] for code in ("A01", "A02", "A03")} <= {"not_checkable", "pass"}


def test_where_the_table_does_not_add_up_only_rows_of_few_cuts_are_told_by_their_own_sums(tmp_path: Path) -> None:
    outer = {0: "120000012", 21: "120000012"}
    three, seven = (read(tmp_path, {**outer, 2: digits})["requests"]["granted"] for digits in ("50000510", "150000116"))
    assert (three["natural_person"], three["total"]) == (5, 10)
    assert set(seven.values()) == {None}


def test_a_row_of_seven_digits_is_seven_cells_unless_fewer_numbers_add_up() -> None:
    assert by_count("5100006", 7, SUMS) == (5, 1, 0, 0, 0, 0, 6)
    assert by_count("2000001", 7, SUMS) == (2, 0, 0, 0, 0, 0, 1)
    assert by_count("1200012", 7, SUMS) is None  # 12, 0, 0, 0, 12 with two blank cells
    assert by_count("50005", 7, SUMS) is None


def test_a_row_is_cut_by_its_own_sum_only_where_few_cuts_are_possible() -> None:
    assert by_row_sum("100000010", 7, SUMS) == (10, 0, 0, 0, 0, 0, 10)
    assert by_row_sum("110000011", 7, SUMS) is None  # 11, 0, … 11 or 1, 10, 0, … 11
    assert by_row_sum("20000011", 7, SUMS) is None  # no cut adds up


def test_without_a_sum_only_what_cannot_be_cut_otherwise_is_told() -> None:
    assert only_cut("000", 3) == (0, 0, 0)
    assert only_cut("0012", 3) == (0, 0, 12)
    assert only_cut("312", 3) is None  # 3, 1, 2 or two numbers beside a blank cell
    assert only_cut("3112", 3) is None
    assert only_cut("0" * 20_000, 3) is None


def test_a_table_that_no_reading_makes_add_up_says_so(tmp_path: Path) -> None:
    none = read(tmp_path, {0: "120000012", 2: "110000011", 21: "20000011"})
    (doubt,) = [d for d in none["doubts"] if d["code"] == "glued_digits"]
    assert "没有一种拆法能使表中印出的各项合计都成立" in doubt["message"]
    open_ = read(tmp_path, dict.fromkeys((0, 2, 21), "110000011"))  # 11, 0 … or 1, 10 …, three times
    assert not any("没有一种拆法" in d["message"] for d in open_["doubts"])


def test_a_row_of_many_cuts_is_not_told_though_one_alone_adds_up() -> None:
    assert by_row_sum("0121205029", 7, SUMS) is None  # 30 ways to cut it
    assert by_row_sum("051255330", 7, SUMS) is None  # 21 ways


def test_more_than_24_digits_say_nothing() -> None:
    assert adding_up("1000100010001000100010006000", 7, SUMS) == ()


def test_blocks_with_two_cuts_that_add_up_are_not_told() -> None:
    three = (3, (RowSum("x", ((0, 1), (1, 1), (2, -1))),))
    assert by_blocks("112224", (three, three)) == (1, 1, 2, 2, 2, 4)
    assert by_blocks("1101112416", (three, three)) is None


def test_rows_are_chosen_by_the_sums_over_them() -> None:
    options = {"a": [(1, 0), (0, 1)], "b": [(2, 0), (0, 2)], "c": [(1, 2)]}
    assert solve(options, [{"a": 1, "b": 1, "c": -1}]).choice == {"a": (1, 0), "b": (0, 2), "c": (1, 2)}
    assert solve({"a": [(1,), (2,)]}, []).choice is None  # no sum ties the row


def test_a_search_without_end_is_given_up() -> None:
    rows = {str(at): [(1, 0), (0, 1)] for at in range(40)}
    assert solve({**rows, "sum": [(20, 21)]}, [{**dict.fromkeys(rows, 1), "sum": -1}]) == Solved()
