"""The two copies: what a report is found by, and what an excerpt shows."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from search_samples import sample

from generator.search.copying import BREAKS_BETWEEN, SearchCopy, paired, readable, reading_copy, search_copy
from generator.search.documents import SearchPassage
from generator.search.folding import BREAK, JOIN, MARK, POINT, folded


def found(copy: SearchCopy, query: str) -> bool:
    tokens = folded(query)
    if len(tokens) == 1:
        return tokens[0] in copy.alone
    words = [paired(*pair) for pair in pairwise(tokens)]
    return f" {' '.join(words)} " in f" {' '.join(copy.words)} "


def test_everything_printed_is_found() -> None:
    copy = search_copy(sample())
    for query in (
        "某某镇 2001 年报告",
        "某县某某镇",
        "人民政府",
        "一、总体情况",
        "2.2%",
        "22 条，其中",
        "第1份",
    ):
        assert found(copy, query), query


def test_pairs_come_in_order_and_each_token_once() -> None:
    copy = search_copy(sample(passages=()))
    first = ["某某", "某镇", f"镇{JOIN}2001", f"2001{JOIN}年", "年报", "报告"]
    assert copy.words[:10] == [*first, *BREAKS_BETWEEN, "某某", "某镇"]
    assert copy.alone == sorted({*"某镇年报告人民政府省县", "2001"})


def test_no_phrase_runs_from_one_field_into_the_next() -> None:
    copy = search_copy(sample())
    for query in ("报告某某镇", "政府某省", "情况公开信息", "公文另一段", "公文。另一段", "体第1份"):
        assert not found(copy, query), query


def test_what_we_made_up_finds_nothing() -> None:
    copy = search_copy(sample(title="某某镇年度推定报告", title_printed=False))
    assert not found(copy, "推定")
    assert not found(search_copy(sample()), "推定的标题")


def test_words_need_no_escaping() -> None:
    copy = search_copy(sample())
    letters = set("".join((*copy.words, *copy.alone))) - {MARK, BREAK, POINT, JOIN}
    assert all(char.isalnum() for char in letters)


def test_a_report_without_a_word_has_an_empty_copy() -> None:
    empty = sample(title="", organ=None, places=(), passages=(SearchPassage("", "", "……"),))
    assert search_copy(empty) == SearchCopy([], [])


def test_excerpts_read_naturally() -> None:
    assert readable("　　一、概 述 \n\n \n共 10 项，　其中\t１ ２ 份") == "一、概述\n共 10 项，其中\n１ ２ 份"
    passages = json.loads(reading_copy(sample()))["passages"]
    assert passages[0] == [
        "section-1",
        "一、总体情况",
        1,
        "公开信息 22 条，其中 2.2% 为公文。\n另一段 <b>粗</b> 体。",
    ]
    assert passages[1][:3] == ["section-2", "推定的标题", 0]


@given(st.text(alphabet=st.sampled_from(" 　\n\t\r\u2028，。.,12０９公开镇aＺｂ\u200b年"), max_size=40))
def test_reading_copy_folds_as_the_text_does(text: str) -> None:
    assert folded(readable(text)) == folded(text)


def test_a_result_is_told_what_fails() -> None:
    said = (("A07", "规范性文件：对外公开总数量 0 < 本年新公开数量 10"),)
    assert json.loads(reading_copy(sample(said=said)))["said"] == [list(said[0])]
    assert "对外公开总数量" not in "".join(search_copy(sample(said=said)).alone), "it is nothing that the report says"
