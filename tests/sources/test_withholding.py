"""Words that a sidecar withholds are nowhere any more: text, repaired twin, what repairs removed, and grids."""

from __future__ import annotations

from hashlib import sha256

from generator.model.documents import Document, Edit, EditKind
from generator.model.sidecars import Sidecar, Withheld
from generator.model.spans import Span
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.withholding import BLOCK, _edit


def opened(text: str, *words: str, suffix: str = ".txt") -> Document:
    sidecar = Sidecar(withhold=tuple(Withheld(word, "含个人信息") for word in words))
    document = read_bytes(f"x{suffix}", suffix, text.encode(), sidecar)
    assert not isinstance(document, Refused)
    return document


def test_every_occurrence_becomes_blocks_of_the_same_length() -> None:
    text = opened("联系人张三丰，电话 1380000。\n张三丰签发。", "张三丰").text
    assert "张三丰" not in text.decoded + text.repaired
    assert text.decoded.count(BLOCK * 3) == 2 and len(text.decoded) == len("联系人张三丰，电话 1380000。\n张三丰签发。")


def test_occurrences_that_overlap_are_all_withheld() -> None:
    assert opened("甲乙甲乙甲字样", "甲乙甲").text.decoded == f"{BLOCK * 5}字样"


def test_blanks_stay_so_that_lines_do() -> None:
    assert opened("前 张三\n丰 后", "张三\n丰").text.decoded == f"前 {BLOCK * 2}\n{BLOCK} 后"


def test_words_are_found_as_they_are_after_repair() -> None:
    """The sidecar says them as the site shows them; what stands in the file goes with them."""
    text = opened("联系人為張三豐，電話一三八。本機關認真落實政府信息公開條例。", "为张三丰").text
    assert "张三丰" not in text.repaired and "張三豐" not in text.decoded
    assert text.repaired.count(BLOCK) == text.decoded.count(BLOCK) == 4


def test_what_repairs_removed_is_withheld_too() -> None:
    source = "政府信息公开年度报告\n" + "我镇认真落实条例。" * 20 + "\n張三豐簽發。"
    removed = opened(source, "張三豐").text.edits
    assert removed and not any("張" in edit.removed or "豐" in edit.removed for edit in removed)
    assert any("張" in edit.removed for edit in opened(source).text.edits)


def test_cells_of_grids_are_withheld_and_others_are_not() -> None:
    page = "<p>年度报告</p><table><tr><td>张三丰</td><td>12</td><td></td></tr></table>"
    (grid,) = opened(page, "张三丰", suffix=".html").grids
    assert [cell.text for row in grid.rows for cell in row.cells] == [BLOCK * 3, "12", ""]


def test_words_that_are_not_there_are_told_once_each() -> None:
    document = opened("联系人张三丰。", "张三丰", "李四", "王五")
    assert [doubt.code for doubt in document.doubts].count("withheld_not_found") == 2
    assert not opened("联系人张三丰。", "张三丰").doubts


def test_nothing_is_done_without_words() -> None:
    assert BLOCK not in opened("联系人张三丰。").text.decoded


def test_of_what_a_repair_removed_only_the_words_go_where_they_stand_in_it() -> None:
    removed = Edit(EditKind.FURNITURE, Span(0, 6), "张三丰的页眉")
    assert _edit(removed, ["张三丰"], [Span(0, 3)]).removed == f"{BLOCK * 3}的页眉"
    assert _edit(removed, ["張三豐"], [Span(0, 3)]).removed == BLOCK * 6
    assert _edit(removed, ["张三丰"], [Span(6, 9)]).removed == f"{BLOCK * 3}的页眉"
    assert _edit(removed, ["李四"], [Span(6, 9)]) == removed


def test_nothing_tells_the_words_to_whoever_tries() -> None:
    first, second = (opened(f"联系电话{number}。", number) for number in ("138001", "138002"))
    assert first.text.decoded == second.text.decoded == f"联系电话{BLOCK * 6}。"
    assert first.source.sha256 == second.source.sha256 != opened("联系电话138001。").source.sha256
    assert first.source.sha256 not in {sha256(f"联系电话{n}。".encode()).hexdigest() for n in range(138000, 138010)}


def test_two_files_that_differ_in_the_words_alone_are_two() -> None:
    sidecar = Sidecar(withhold=(Withheld("138001", "电话"),))
    one, other = (read_bytes(path, ".txt", "电话138001。".encode(), sidecar) for path in ("a.txt", "b.txt"))
    assert isinstance(one, Document) and isinstance(other, Document)
    assert one.source.sha256 != other.source.sha256
