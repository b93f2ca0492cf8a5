"""Marks at digits that may not be what a reader sees."""

from __future__ import annotations

import pytest

from generator.sources.decode import decode
from generator.sources.marks import STRUCK_OUT, Mark, mark_split_digits, render_marks
from generator.sources.sidecars import EVERYTHING, read_sidecar


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("12", "12"),
        (f"1{Mark.FAINT.on('9')}2", "1〔¦9¦2〕"),
        (f"{Mark.FAINT.on('9')}{Mark.FAINT.on('8')}", "〔¦98¦〕"),
        (f"3{Mark.FAINT.on('.')}65", "3〔¦.¦65〕"),
        (f"年{Mark.FAINT.on('.')}月", "年.月"),
        (f"共 {Mark.STRUCK.on('12')} 件", "共〔¦12¦〕件"),
        (f"共{Mark.STRUCK.on('若干')}件", f"共{STRUCK_OUT}件"),
        (f"22{Mark.RAISED.on('1')}", "22[1]"),
        (Mark.RAISED.on("22"), "22"),
        (Mark.FAINT.on(" "), " "),
    ],
)
def test_a_line(line: str, written: str) -> None:
    assert render_marks(line) == written


@pytest.mark.parametrize(
    ("text", "marked"), [("1\n2", "1¦2"), ("1  2", "1¦2"), ("1 2", "1 2"), ("12", "12"), ("共\n2", "共\n2")]
)
def test_digits_on_two_lines_are_no_number(text: str, marked: str) -> None:
    assert mark_split_digits(text) == marked


def test_a_text_of_the_limit_is_read_and_a_longer_one_is_not() -> None:
    assert decode("政府信息公开".encode(), limit=6).text == "政府信息公开"
    assert [doubt.code for doubt in decode("政府信息公开".encode(), limit=5).doubts] == ["too_long"]


def test_a_wish_to_withhold_that_is_tagged_keeps_the_original_back() -> None:
    sidecar, attention = read_sidecar("x.yaml", "withhold: !!seq [{text: 甲, why: 乙}]\nnote: 一\n".encode())
    assert sidecar.withhold == (EVERYTHING,) and sidecar.note == "一" and attention


def test_bytes_full_of_control_characters_are_no_text() -> None:
    assert decode("政府信息公开\x01年度报告".encode()).text is None
    assert decode(("政府信息公开年度报告" * 20 + "\x01").encode()).text is not None
