"""Digits that a reader does not see as they stand in the text are never read as a number."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.inspection import load_resources
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.repairs import repair
from generator.repairs.digits import BREAK_OPPORTUNITY
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "cases" / "digits.txt")
BENCH = load_resources()
LAYOUT = "\t\n\r\x00"
"""Tab and line ends are layout; a text with NULs is none."""
ODD = [
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Mn", "Me") and char not in LAYOUT
]
"""Everything that takes no room of its own: controls, format characters, line separators, marks over letters."""
ROWS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")


def escaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert repair(escaped(case.given)).repaired == escaped(case.expected)


def report(table: str, words: str = "3") -> Report:
    text = (
        f"某县某镇人民政府2020年政府信息公开工作年度报告\n一、总体情况\n本镇主动公开政府信息{words}条。\n"
        f"{'本镇认真做好政府信息公开工作。' * 30}\n三、收到和处理政府信息公开申请情况\n{table}\n"
        "某县某镇人民政府\n2021年1月10日\n"
    )
    document = read_bytes("2020.txt", ".txt", text.encode("utf-8", "surrogatepass"), Sidecar())
    assert not isinstance(document, Refused)
    return read_reports(document, BENCH.reader)[0][0]


def values(words: str) -> list[str]:
    return [words, "0", "0", "0", "0", "0", "19"]


def tab_rows(words: str) -> str:
    head = (
        "本列数据的勾稽关系\t自然人\t法人或其他组织\t\t\t\t\t总计\n"
        "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
    )
    rows = [(ROWS[0], values(words)), (ROWS[1], ["0"] * 7)]
    return head + "\n".join("\t".join([label, *cells]) for label, cells in rows)


def cell_lines(words: str) -> str:
    return tab_rows(words).replace("\t\t\t\t", "\t").replace("\t", "\n")


def pipe_rows(words: str) -> str:
    return "\n".join(f"| {line} |".replace("\t", " | ") for line in tab_rows(words).split("\n"))


def glued(words: str) -> str:
    return tab_rows(words).replace("\t", "")


LAYOUTS = (tab_rows, cell_lines, pipe_rows, glued)


def stated(read: Report) -> dict[tuple[str, str], int]:
    table = read.tables.requests
    cells = table.cells.items() if table else ()
    return {at: int(cell.value) for at, cell in cells if cell.value is not None and cell.reading is not Reading.SOLVED}


def test_the_plain_table_is_read() -> None:
    assert stated(report(tab_rows("19")))["new_requests", "natural_person"] == 19


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ODD), st.sampled_from(LAYOUTS), st.sampled_from(["1{}9", "1{}90", "{}".join("1900")]))
def test_nothing_unseen_joins_or_splits_a_number(char: str, layout, number: str) -> None:  # type: ignore[no-untyped-def]
    plain = stated(report(layout(number.replace("{}", ""))))
    read = stated(report(layout(number.replace("{}", char))))
    assert all(plain.get(at) == value for at, value in read.items())
    assert char == BREAK_OPPORTUNITY or ("new_requests", "natural_person") not in read


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ODD))
def test_nothing_unseen_makes_another_figure(char: str) -> None:
    assert [f.value for f in report("", f"1{char}9").figures] in ([], [19])


@pytest.mark.parametrize(
    "words",
    ["٣", "١٩", "߃", "𞥓", "१९", "①", "½", "1½", "²", "Ⅳ", "1Ⅳ", "1'234", "1’234", "1·5", "1٫5", "1٬234", "12345,678",
     "1,2345", "О5", "l0", "1O", "O1", "1e3", "0x10", "−5", "－5", "–5", "‐5", "⁻5", "-5", "1\u20dd9", "1\u0336", "5⁄3",
     "1∶2", "二十5", "3万5千", "\u202e21", "\u202b2 1\u202c", "1_000", "1*5"],
)  # fmt: skip
def test_no_figure_is_made_of_other_digits(words: str) -> None:
    assert [figure.value for figure in report("", words).figures] == []
