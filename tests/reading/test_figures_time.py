"""Reading stated figures takes time in proportion to the text, whatever is repeated in it."""

from __future__ import annotations

import time

import pytest

from generator.model.documents import Text
from generator.model.spans import Span
from generator.reading.figures.finding import read_figures
from generator.reading.figures.indicators import load_indicators
from generator.text.lines import Line

INDICATORS = load_indicators()
REPEATED = {
    "totals": "公开信息5条，",
    "lists": "主动公开信息500条，其中政策类信息5条，",
    "open brackets": "公开信息5条（",
    "nested": "公开信息5条(其中政策类5条,",
    "names": "甲、乙分别为1件、2件，",
    "numerals": "召开三次会议",
    "denials": "未发生行政复议，",
    "no marks": "公开信息5条政务",
    "shares": "信息5条占3%，",
    "quotations": "《公开信息5条",
    "contents": "本报告包括概述、问题等6项",
}


def seconds(text: str) -> float:
    """Processor time, so that a busy machine disturbs little; the better of two."""
    line = Line(text, Span(0, len(text)))
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        read_figures([("一、总体情况", line)], Text.plain(text), INDICATORS)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_five_times_the_text_takes_about_five_times_as_long(unit: str) -> None:
    # Time that grew with the square of the text would be 25 times as long.
    assert seconds(unit * 1000) < 12 * seconds(unit * 200)
