"""Where a paragraph of a PDF ends, on lines put down by hand."""

from __future__ import annotations

import pytest

from generator.sources.pdf.page import Char, TextLine
from generator.sources.pdf.paragraphs import Measure, paragraphs


def line(text: str, base: float) -> TextLine:
    return TextLine(tuple(Char(char, 10.0 * i, 10.0 * i + 10, base, 10.0) for i, char in enumerate(text)))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("我镇认真做好公开工作，现将有", "关情况报告如下。"), ["我镇认真做好公开工作，现将有关情况报告如下。"]),
        (("编制本报告，欢迎提出意见建议。", "一、总体情况"), ["编制本报告，欢迎提出意见建议。", "一、总体情况"]),
        (("（本文如有疑问，请与我们联系。）", "一、总体情况"), ["（本文如有疑问，请与我们联系。）", "一、总体情况"]),
    ],
)
def test_a_heading_begins_a_paragraph_even_behind_a_full_line(lines: tuple[str, str], expected: list[str]) -> None:
    set_down = [line(text, 100 + 18 * number) for number, text in enumerate(lines)]
    measure = Measure([set_down])
    assert paragraphs([(0, own) for own in set_down], measure)[0] == expected
