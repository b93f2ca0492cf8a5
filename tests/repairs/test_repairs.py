"""Repairs do what the cases say, touch nothing else, and keep the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import EditKind, Text
from generator.model.spans import OffsetMap, Span
from generator.places.gazetteer import load
from generator.repairs import REPAIRS, repair
from generator.repairs.engine import Change, apply
from generator.repairs.script import converter, simplify
from generator.repairs.script_names import CONVERTED, KEPT
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "cases" / "repairs.txt")
SCRAPS = st.lists(
    st.sampled_from(
        ["規", "(guī)", "(gui)", "县", "縣", "?", " ", "\t", "|", "\n", "**", "0", "１", "（一）", "[bookmark: x]",
         "\r\n", "\u200b", "主办：甲", "ICP备", "一、总体情况",
         "。二、依申请公开", "三、存在的问题及改进情况我", "廣大羣眾與數據機關內處理復議"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    found = [line.rstrip() for line in repair(case.given).repaired.split("\n")]
    assert found == [line.rstrip() for line in case.expected.split("\n")]


@given(SCRAPS)
def test_every_character_leads_back_to_its_own(decoded: str) -> None:
    text = repair(decoded)
    at = 0
    for i, character in enumerate(text.repaired):
        back = text.back(Span(i, i + 1))
        assert at <= back.start < back.end <= len(decoded), "order or bounds"
        at = back.start
        source = back.of(decoded)
        assert len(source) == 1 or text.edits, "only an edit maps several to one"
        if not text.edits:
            assert source == character


@given(SCRAPS)
def test_what_is_not_edited_stays(decoded: str) -> None:
    text = repair(decoded)
    edited = [edit.span for edit in text.edits]
    for i, character in enumerate(text.repaired):
        back = text.back(Span(i, i + 1))
        if not any(e.start < back.end and back.start < e.end for e in edited):
            assert back.of(decoded) == character


@given(SCRAPS)
def test_no_invisible_character_survives(decoded: str) -> None:
    once = repair(decoded).repaired
    again = repair(once)
    assert EditKind.CONTROL not in {edit.kind for edit in again.edits}


@given(st.text(max_size=60), st.data())
def test_maps_compose(decoded: str, data: st.DataObject) -> None:
    text = Text.plain(decoded)
    for _ in range(3):
        length = len(text.repaired)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        words = data.draw(st.text("甲乙丙", max_size=3))
        kept = text.repaired[:start], text.repaired[end:]
        before = [text.back(Span(i, i + 1)) for i in range(length)]
        text = apply(text, lambda _, s=start, e=end, w=words: [Change(Span(s, e), w, EditKind.CONTROL)])
        assert text.repaired == kept[0] + words + kept[1]
        for i in range(start):
            assert text.back(Span(i, i + 1)) == before[i]
        for i in range(length - end):
            assert text.back(Span(len(text.repaired) - 1 - i, len(text.repaired) - i)) == before[length - 1 - i]


def test_an_identity_map_leads_to_itself() -> None:
    assert OffsetMap.identity(5).back(Span(1, 4)) == Span(1, 4)
    assert OffsetMap.identity(5).forth(Span(1, 4)) == Span(1, 4)


def test_overlapping_changes_are_refused() -> None:
    changes = [Change(Span(0, 3), "", EditKind.CONTROL), Change(Span(2, 4), "", EditKind.CONTROL)]
    with pytest.raises(ValueError, match="overlap"):
        apply(Text.plain("abcdef"), lambda _: changes)


def test_the_list_is_what_repair_does() -> None:
    text = "? 根據(jù)**條**"
    step = Text.plain(text)
    for one in REPAIRS:
        step = apply(step, one)
    assert step == repair(text)


def test_places_keep_the_characters_of_their_names() -> None:
    gazetteer = load()
    names = {row.split("\t")[1] for row in gazetteer.rows} | {row.split("\t")[3] for row in gazetteer.history_rows}
    changed = {name for name in names if converter().convert(name) != name}
    assert changed == {name for name in (*KEPT, *CONVERTED) if converter().convert(name) != name}
    assert all(simplify(name) == name for name in KEPT)
    assert {simplify(name) for name in CONVERTED} <= names
