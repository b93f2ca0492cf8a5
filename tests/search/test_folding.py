"""What counts as the same to search, in both scripts, and where a phrase ends."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.conversion import GAP_OFFSET, conversion_table, packed_table
from generator.search.folding import (
    BLANKS,
    BREAK,
    BREAKS,
    DIGITS,
    FULL_WIDTH,
    FULL_WIDTH_COMMA,
    FULL_WIDTH_SHIFT,
    GONE,
    JOIN,
    LETTERS,
    MARK,
    POINT,
    folded,
    is_han,
    tokens,
)
from tests.filled import filled

SAME = {
    "script": ("信息公開", "信息公开"),
    "a word with two spellings": ("答覆瞭解", "答复了解"),
    "blanks inside Chinese": ("概 　述", "概述"),
    "width": ("１２．３％ＡＢＣ", "12.3%abc"),
    "case": ("WeChat", "wechat"),
    "invisible characters": ("公\u200b开\ufeff", "公开"),
    "any punctuation": ("县委、县政府", "县委，县政府"),
    "punctuation in a row": ("条例》，规定", "条例,规定"),
    "punctuation at the ends": ("《条例》", "条例"),
    "a thousands comma": ("1,234,567.8元", "1234567.8元"),
    "radicals of PDF files": ("⼯作", "工作"),
    "circles in a year": ("二○二○年", "二〇二〇年"),
    "lines ends": ("甲\r\n\n 乙", "甲\n乙"),
}

DIFFERENT = {
    "a decimal and a whole number": ("2.2", "22"),
    "a decimal and its parts": ("2.2", "2 2"),
    "punctuation and none": ("规定，制定", "规定制定"),
    "a line end and none": ("规定\n制定", "规定制定"),
    "a line end and punctuation": ("规定\n制定", "规定，制定"),
    "two cells and none": ("规章\t件数", "规章件数"),
    "two numbers and one": ("10 20", "1020"),
    "a list and a thousands comma": ("12，345", "12345"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22.1%", (f"22{POINT}1",)),
        ("1.2022年", ("1", MARK, "2022", "年")),
        ("1.2022 年", ("1", MARK, "2022", "年")),
        ("增长1.2022%", ("增", "长", f"1{POINT}2022")),
        ("2020.12.31", ("2020", MARK, "12", MARK, "31")),
        ("1.加强", ("1", MARK, "加", "强")),
        ("1,23", ("1", MARK, "23")),
        ("2019,110", ("2019", MARK, "110")),
        ("A07号", ("a", "07", "号")),
        ("0953-8710167", ("0953", MARK, "8710167")),
        ("12.", ("12",)),
        ("甲。\n乙", ("甲", BREAK, "乙")),
        ("ꀀꀁ甲ꀁ乙", ("甲", MARK, "乙")),
        ("……", ()),
        ("", ()),
    ],
)
def test_tokens(text: str, expected: tuple[str, ...]) -> None:
    assert folded(text) == expected


def test_tokens_know_their_place() -> None:
    text = " 𠮷鎮（２．５项）"
    assert [(token.text, text[token.start : token.end]) for token in tokens(text)] == [
        ("𠮷", "𠮷"),
        ("镇", "鎮"),
        (MARK, "（"),
        (f"2{POINT}5", "２．５"),
        ("项", "项"),
    ]


@given(st.text(alphabet=st.sampled_from(" \n\t，。.,12０公鎮镇aＺ\u200bꀀ"), max_size=30))
def test_marks_and_breaks_only_part(text: str) -> None:
    row = folded(text)
    signs = [token in (MARK, BREAK) for token in row]
    assert not any(one and other for one, other in pairwise(signs))
    assert not row or not (signs[0] or signs[-1])
    places = [(token.start, token.end) for token in tokens(text)]
    assert places == sorted(places)
    assert all(start < end <= len(text) for start, end in places)


NAMES = "鄉寧縣 華龍區 餘慶縣 濬縣 澂江市 敍永縣 中衞市 鉅橋鎮 瀋陽市 遼寧省 廣東省西江林業局 呼和浩特市"


@pytest.mark.parametrize("variant", ["s2t", "s2tw", "s2hk"])
def test_names_in_traditional_script(variant: str) -> None:
    simplified = opencc.OpenCC("t2s").convert("浚县 澄江市 叙永县 中卫市 钜桥镇 余庆县 " + NAMES)
    for name in filled(simplified.split()):
        assert folded(opencc.OpenCC(variant).convert(name)) == folded(name)


def test_the_table_is_settled_and_survives_packing() -> None:
    table = conversion_table()
    assert 4000 < len(table) < 5000
    assert not set(table.values()) & table.keys()
    packed = json.loads(packed_table(table))
    code, unpacked = 0, {}
    for gap, target in zip(packed["gaps"], packed["to"], strict=True):
        code += ord(gap) - GAP_OFFSET
        unpacked[chr(code)] = target
    assert unpacked == table


LIKELY = "信息公開１２3,.，。年 \t\nＡbＣ\u200b\u3000〇々\ua000\ua001"


@given(st.text(st.one_of(st.characters(), st.sampled_from(LIKELY))))
def test_the_fast_fold_is_the_fold(text: str) -> None:
    assert folded(text) == tuple(token.text for token in tokens(text))


# The fold stands twice, here and in the browser's script; tests/browser/test_search.py runs both on the same strings.
# What they know of characters is compared here, without a browser.

SCRIPT = (Path(__file__).parents[2] / "templates/assets/search/fold.js").read_text(encoding="utf-8")
HAN_SAMPLE = range(0x32400)


def class_of(name: str) -> set[str]:
    """The characters of one of the script's classes (``const BLANK = /[ …]/u;``)."""
    match = re.search(rf"^const {name} = /(\[[^/]+\])/u?;$", SCRIPT, re.MULTILINE)
    assert match is not None
    pattern = re.compile(re.sub(r"\\u\{(\w+)\}", lambda code: f"\\U{code[1]:0>8}", match[1]))
    return {char for char in map(chr, HAN_SAMPLE) if pattern.fullmatch(char)}


@pytest.mark.parametrize(
    ("name", "chars"),
    [
        ("GONE", GONE),
        ("BREAKS", BREAKS),
        ("BLANK", BLANKS),
        ("DIGIT", DIGITS),
        ("LETTER", LETTERS),
        ("HAN", {char for char in map(chr, HAN_SAMPLE) if is_han(char)}),
    ],
)
def test_the_script_knows_the_same_characters(name: str, chars: set[str]) -> None:
    assert class_of(name) == chars


@pytest.mark.parametrize(("name", "sign"), [("MARK", MARK), ("BREAK", BREAK), ("POINT", POINT), ("JOIN", JOIN)])
def test_the_script_has_the_same_signs(name: str, sign: str) -> None:
    assert f'const {name} = "\\u{ord(sign):04x}";' in SCRIPT


def test_the_script_shifts_width_alike() -> None:
    first, last = FULL_WIDTH.start - 1, FULL_WIDTH.stop
    assert f"code > 0x{first:x} && code < 0x{last:x} && raw !== FULL_WIDTH_COMMA" in SCRIPT
    assert f"code - 0x{FULL_WIDTH_SHIFT:x}" in SCRIPT and f'FULL_WIDTH_COMMA = "{FULL_WIDTH_COMMA}"' in SCRIPT
